// Boxes on a picture, in pixels of the original from its top left corner.

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Bounds {
  width: number;
  height: number;
}

interface Point {
  x: number;
  y: number;
}

/** The box that a drag from one corner to the other draws, kept inside the picture. */
export function between(from: Point, to: Point, bounds: Bounds): Box {
  const left = clamp(Math.min(from.x, to.x), bounds.width);
  const top = clamp(Math.min(from.y, to.y), bounds.height);
  const right = clamp(Math.max(from.x, to.x), bounds.width);
  const bottom = clamp(Math.max(from.y, to.y), bounds.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The box after one arrow key: moved, or resized with Shift. Without a box, one in the middle. */
export function moved(box: Box | null, key: string, resize: boolean, bounds: Bounds): Box {
  if (!box) {
    const width = Math.max(1, Math.round(bounds.width / 4));
    const height = Math.max(1, Math.round(bounds.height / 4));
    return { x: Math.round((bounds.width - width) / 2), y: Math.round((bounds.height - height) / 2), width, height };
  }
  const step = Math.max(1, Math.round(bounds.width / 100));
  const dx = key === "ArrowRight" ? step : key === "ArrowLeft" ? -step : 0;
  const dy = key === "ArrowDown" ? step : key === "ArrowUp" ? -step : 0;
  if (resize) {
    return {
      ...box,
      width: Math.min(Math.max(box.width + dx, 1), bounds.width - box.x),
      height: Math.min(Math.max(box.height + dy, 1), bounds.height - box.y),
    };
  }
  return {
    ...box,
    x: Math.min(Math.max(box.x + dx, 0), bounds.width - box.width),
    y: Math.min(Math.max(box.y + dy, 0), bounds.height - box.height),
  };
}

/** The corners by their place in `resized`. */
export const corners = ["nw", "ne", "sw", "se"] as const;

/** The box moved by so much, kept inside the picture. */
export function shifted(box: Box, dx: number, dy: number, bounds: Bounds): Box {
  return {
    ...whole(box),
    x: clamp(box.x + dx, bounds.width - box.width),
    y: clamp(box.y + dy, bounds.height - box.height),
  };
}

/** The box with one corner moved, at least one pixel large, inside the picture. */
export function resized(box: Box, corner: number, dx: number, dy: number, bounds: Bounds): Box {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const [left, low] = [corner % 2 === 0, corner < 2];
  const x = left ? Math.min(clamp(box.x + dx, bounds.width), right - 1) : box.x;
  const y = low ? Math.min(clamp(box.y + dy, bounds.height), bottom - 1) : box.y;
  const across = left ? right - x : clamp(right + dx, bounds.width) - x;
  const down = low ? bottom - y : clamp(bottom + dy, bounds.height) - y;
  return { x, y, width: Math.max(1, across), height: Math.max(1, down) };
}

function whole({ x, y, width, height }: Box): Box {
  return { x, y, width, height };
}

/** Where the box lies over the picture, as CSS. */
export function boxStyle(box: Box, bounds: Bounds): string {
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;
  return [
    `left:${percent(box.x, bounds.width)}`,
    `top:${percent(box.y, bounds.height)}`,
    `width:${percent(box.width, bounds.width)}`,
    `height:${percent(box.height, bounds.height)}`,
  ].join(";");
}

function clamp(value: number, most: number): number {
  return Math.round(Math.min(Math.max(value, 0), most));
}
