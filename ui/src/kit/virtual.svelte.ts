import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type Range,
  type VirtualItem,
} from "@tanstack/virtual-core";
import { untrack } from "svelte";

interface Options {
  count: () => number;
  /** The height of a row, or what it is taken for before it is measured, in CSS pixels. */
  size: (index: number) => number;
  overscan?: number;
  /** A row that is drawn wherever is scrolled to, because it has the focus; -1 for none. */
  kept?: () => number;
}

/** A long list of which only the rows in sight are drawn. */
export class VirtualRows {
  items = $state.raw<VirtualItem[]>([]);
  total = $state(0);
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  #scroller: HTMLElement | null = null;

  /** Call while a component is made: it follows the count and the sizes for as long as that lives. */
  constructor(options: Options) {
    const given = () => {
      const count = options.count();
      const sizes = Array.from({ length: count }, (_, index) => options.size(index));
      const kept = options.kept?.() ?? -1;
      return {
        count,
        estimateSize: (index: number) => sizes[index] ?? 0,
        getScrollElement: () => this.#scroller,
        overscan: options.overscan ?? 4,
        scrollToFn: elementScroll,
        observeElementRect,
        observeElementOffset,
        rangeExtractor: (range: Range) => withKept(defaultRangeExtractor(range), kept, count),
        onChange: () => this.#read(),
      };
    };
    this.#virtualizer = new Virtualizer(untrack(given));
    let sizes = "";
    $effect(() => {
      const now = given();
      const before = sizes;
      sizes = Array.from({ length: now.count }, (_, index) => now.estimateSize(index)).join();
      untrack(() => {
        this.#virtualizer.setOptions(now);
        if (before !== sizes) this.#virtualizer.measure();
        this.#virtualizer._willUpdate();
        this.#read();
      });
    });
  }

  /** The element that scrolls. */
  readonly scroller = (element: HTMLElement) => {
    this.#scroller = element;
    const stop = this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
    untrack(() => this.#read());
    return stop;
  };

  /** A row whose size is its own; it carries its `data-index`. */
  readonly measured = (element: HTMLElement) => {
    this.#virtualizer.measureElement(element);
  };

  show(index: number, align: "auto" | "center" | "start" = "auto") {
    this.#virtualizer.scrollToIndex(index, { align });
  }

  /** Where a row begins, in pixels from the top of all. */
  start(index: number): number {
    return this.#virtualizer.measurementsCache[index]?.start ?? 0;
  }

  #read() {
    this.items = this.#virtualizer.getVirtualItems();
    this.total = this.#virtualizer.getTotalSize();
  }
}

function withKept(seen: number[], kept: number, count: number): number[] {
  return kept < 0 || kept >= count || seen.includes(kept) ? seen : [...seen, kept].sort((a, b) => a - b);
}
