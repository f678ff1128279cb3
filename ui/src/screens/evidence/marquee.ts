interface Marquee {
  /** What a box touches, in pixels of what is scrolled. */
  within: (box: DOMRect) => number[];
  choose: (numbers: number[]) => void;
}

const edge_px = 28;

/** Draws a box over the empty parts of a list and selects what it touches. */
export function marquee({ within, choose }: Marquee) {
  return (scroller: HTMLElement) => {
    const box = document.createElement("div");
    box.className = "marquee";
    let from: { x: number; y: number } | null = null;

    function point(event: PointerEvent) {
      const frame = scroller.getBoundingClientRect();
      return { x: event.clientX - frame.left, y: event.clientY - frame.top + scroller.scrollTop };
    }

    function begin(event: PointerEvent) {
      const on = event.target as HTMLElement;
      // A press on the scroll bar is no press on the list.
      if (event.button !== 0 || on.closest("[role=option]") || event.offsetX > scroller.clientWidth) return;
      from = point(event);
      scroller.setPointerCapture(event.pointerId);
    }

    function move(event: PointerEvent) {
      if (!from) return;
      const to = point(event);
      const drawn = new DOMRect(Math.min(from.x, to.x), Math.min(from.y, to.y), Math.abs(to.x - from.x), Math.abs(to.y - from.y));
      if (drawn.width + drawn.height < 8) return;
      if (!box.isConnected) scroller.append(box);
      box.style.transform = `translate(${drawn.x}px, ${drawn.y}px)`;
      box.style.width = `${drawn.width}px`;
      box.style.height = `${drawn.height}px`;
      choose(within(drawn));
      const frame = scroller.getBoundingClientRect();
      if (event.clientY > frame.bottom - edge_px) scroller.scrollTop += 16;
      if (event.clientY < frame.top + edge_px) scroller.scrollTop -= 16;
    }

    function end() {
      from = null;
      box.remove();
    }

    scroller.addEventListener("pointerdown", begin);
    scroller.addEventListener("pointermove", move);
    scroller.addEventListener("pointerup", end);
    scroller.addEventListener("pointercancel", end);
    return () => {
      end();
      scroller.removeEventListener("pointerdown", begin);
      scroller.removeEventListener("pointermove", move);
      scroller.removeEventListener("pointerup", end);
      scroller.removeEventListener("pointercancel", end);
    };
  };
}
