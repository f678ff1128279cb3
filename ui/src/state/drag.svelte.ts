import { getContext, setContext } from "svelte";
import type { Attachment } from "svelte/attachments";

const key = Symbol("drag");
/** How far the pointer goes before a press becomes a drag, in CSS pixels. */
const slack_px = 4;
/** How long it rests on a closed target before that opens. */
const spring_ms = 500;
/** How near to the edge of a scrolling part it makes that scroll. */
const edge_px = 36;

export interface Point {
  x: number;
  y: number;
}

/** What is carried: a mark, as its ghost shows it. */
export interface Carried {
  tag: string;
  note: string;
  /** Address of a small picture; null for what has none, or must not be seen. */
  picture: string | null;
}

/** Where it can be let go, or what opens when the pointer rests on it. */
export interface Target {
  /** Tells it from other targets: `C-02 supports`. */
  name: string;
  /** What is said while the pointer is over it. */
  label?: string;
  drop?: (carried: Carried) => unknown;
  spring?: true;
}

/** A drag inside the window, by pointer events: those of HTML exclude files dropped from the system on Windows. */
export class Drag {
  carried = $state.raw<Carried | null>(null);
  /** Where the thread begins. */
  from = $state.raw<Point>({ x: 0, y: 0 });
  at = $state.raw<Point>({ x: 0, y: 0 });
  /** The target under the pointer, with its place. */
  over = $state.raw<(Target & { edges: DOMRect }) | null>(null);
  /** The target that stands open because the pointer rested on it. */
  sprung = $state<string | null>(null);

  #targets = new Map<Element, () => Target>();
  #rest: { name: string; timer: ReturnType<typeof setTimeout> } | null = null;

  /** Makes an element a target for as long as it stands there. */
  target(described: () => Target): Attachment<Element> {
    return (element) => {
      this.#targets.set(element, described);
      return () => this.#targets.delete(element);
    };
  }

  /** Begins a drag of `carried` once the pointer moves; the thread begins in the middle of `source`. */
  press(event: PointerEvent, carried: Carried, source: Element) {
    if (event.button !== 0) return;
    const began = { x: event.clientX, y: event.clientY };
    const end = new AbortController();
    const listen = <K extends keyof WindowEventMap>(name: K, hear: (event: WindowEventMap[K]) => void) =>
      window.addEventListener(name, hear, { capture: true, signal: end.signal });
    const stop = () => {
      end.abort();
      this.#settle(null);
      this.carried = null;
      this.sprung = null;
    };
    listen("pointermove", (moved) => {
      const far = Math.hypot(moved.clientX - began.x, moved.clientY - began.y) > slack_px;
      if (!this.carried && !far) return;
      if (!this.carried) {
        const edges = source.getBoundingClientRect();
        this.from = { x: edges.x + edges.width / 2, y: edges.y + edges.height / 2 };
        this.carried = carried;
      }
      this.#move({ x: moved.clientX, y: moved.clientY });
    });
    listen("pointerup", () => {
      const [held, over] = [this.carried, this.over];
      stop();
      if (held) swallowClick();
      if (held) over?.drop?.(held);
    });
    listen("pointercancel", stop);
    // Captured, the blur of any element comes by here.
    listen("blur", (left) => left.target === window && stop());
    listen("keydown", (pressed) => {
      if (pressed.key !== "Escape" || !this.carried) return;
      pressed.preventDefault();
      pressed.stopPropagation();
      stop();
      swallowClick();
    });
  }

  #move(to: Point) {
    this.at = to;
    const under = document.elementFromPoint(to.x, to.y);
    scrollNearEdge(under, to);
    const found = this.#nearest(under);
    this.#settle(found);
  }

  #nearest(under: Element | null): { target: Target; edges: DOMRect }[] {
    const found = [];
    for (let element = under; element; element = element.parentElement) {
      const target = this.#targets.get(element)?.();
      if (target) found.push({ target, edges: element.getBoundingClientRect() });
    }
    return found;
  }

  #settle(found: { target: Target; edges: DOMRect }[] | null) {
    const drop = found?.find(({ target }) => target.drop);
    if (drop?.target.name !== this.over?.name) this.over = drop ? { ...drop.target, edges: drop.edges } : null;
    const spring = found?.find(({ target }) => target.spring)?.target.name ?? null;
    if (spring === (this.#rest?.name ?? null)) return;
    clearTimeout(this.#rest?.timer);
    this.#rest = spring === null ? null : { name: spring, timer: setTimeout(() => (this.sprung = spring), spring_ms) };
  }
}

/** The click that ends a drag is no click. */
function swallowClick() {
  const swallow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
}

function scrollNearEdge(under: Element | null, { y }: Point) {
  for (let part = under; part; part = part.parentElement) {
    if (part.scrollHeight <= part.clientHeight + 1 || getComputedStyle(part).overflowY === "hidden") continue;
    const edges = part.getBoundingClientRect();
    if (y < edges.top + edge_px) part.scrollTop -= edge_px / 3;
    else if (y > edges.bottom - edge_px) part.scrollTop += edge_px / 3;
    return;
  }
}

export function provideDrag(drag: Drag): Drag {
  setContext(key, drag);
  return drag;
}

export function useDrag(): Drag {
  return getContext<Drag>(key);
}
