// Where a picture lies under its window: how large, and how far it is moved.
import type { Bounds, Box } from "./box";

const margin_px = 40;
/** Room for the tools below. */
const foot_px = 98;
const largest = 40;
const fit_most = 2;

interface Point {
  x: number;
  y: number;
}

export class Viewport {
  /** The window, in CSS pixels. */
  width = $state(0);
  height = $state(0);
  #zoom = $state<number | null>(null);
  #moved = $state.raw<Point>({ x: 0, y: 0 });

  constructor(readonly bounds: () => Bounds) {}

  get fitting(): number {
    const { width, height } = this.bounds();
    const across = (this.width - 2 * margin_px) / width;
    const down = (this.height - margin_px - foot_px) / height;
    return Math.max(Math.min(across, down, fit_most), 0.001);
  }

  /** CSS pixels to a pixel of the picture. */
  get scale(): number {
    return this.#zoom ?? this.fitting;
  }

  /** The upper left corner of the picture in the window. */
  get corner(): Point {
    const { width, height } = this.bounds();
    return {
      x: (this.width - width * this.scale) / 2 + this.#moved.x,
      y: (this.height - foot_px + margin_px - height * this.scale) / 2 + this.#moved.y,
    };
  }

  /** What of the picture is seen, in its pixels. */
  get seen(): Box {
    const { x, y } = this.corner;
    const { width, height } = this.bounds();
    const left = Math.max(0, -x / this.scale);
    const top = Math.max(0, -y / this.scale);
    return {
      x: left,
      y: top,
      width: Math.max(0, Math.min(width, (this.width - x) / this.scale) - left),
      height: Math.max(0, Math.min(height, (this.height - y) / this.scale) - top),
    };
  }

  fit() {
    this.#zoom = null;
    this.#moved = { x: 0, y: 0 };
  }

  /** Zooms so that what lies at `at` stays there. */
  zoom(factor: number, at: Point = { x: this.width / 2, y: this.height / 2 }) {
    const before = this.scale;
    const corner = this.corner;
    const smallest = Math.min(this.fitting, 1) / 4;
    this.#zoom = Math.min(largest, Math.max(smallest, before * factor));
    const grown = this.#zoom / before;
    const wanted = { x: at.x - (at.x - corner.x) * grown, y: at.y - (at.y - corner.y) * grown };
    const now = this.corner;
    this.pan(wanted.x - now.x, wanted.y - now.y);
  }

  /** Moves the picture; a strip of it always stays in the window. */
  pan(dx: number, dy: number) {
    const { width, height } = this.bounds();
    const most = (window: number, side: number) => Math.max(0, (window + side * this.scale) / 2 - margin_px * 1.5);
    const within = (value: number, limit: number) => Math.min(limit, Math.max(-limit, value));
    this.#moved = {
      x: within(this.#moved.x + dx, most(this.width, width)),
      y: within(this.#moved.y + dy, most(this.height - foot_px, height)),
    };
  }

  /** Brings a part of the picture into the window, if it is not there. */
  show(box: Box) {
    const seen = this.seen;
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    const inside = x > seen.x && x < seen.x + seen.width && y > seen.y && y < seen.y + seen.height;
    if (inside || this.width === 0) return;
    const corner = this.corner;
    this.pan(this.width / 2 - (corner.x + x * this.scale), this.height / 2 - (corner.y + y * this.scale));
  }
}
