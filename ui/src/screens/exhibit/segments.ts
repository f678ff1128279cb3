// A line of captured text in segments, so that links, marks and redactions can overlap.
import type { QuotedPlace, TextLine, TextSpan } from "../../backend";

export interface Segment {
  text: string;
  start: number;
  spans: TextSpan[];
  /** The passages that lie here. */
  of: QuotedPlace[];
  /** Those that begin here: their number stands before the words. */
  begins: QuotedPlace[];
}

/** Cuts a line at the ends of whatever lies in it. Places are UTF-16 units of the whole text. */
export function segmentsOf(line: Pick<TextLine, "start" | "text" | "spans">, passages: QuotedPlace[]): Segment[] {
  const end = line.start + line.text.length;
  const here = passages.filter((passage) => passage.start < end && passage.end > line.start);
  const within = (at: number) => Math.min(end, Math.max(line.start, at));
  const ends = new Set([line.start, end]);
  for (const part of [...line.spans, ...here]) ends.add(within(part.start)).add(within(part.end));
  const cuts = [...ends].sort((a, b) => a - b);
  return cuts.slice(1).map((to, index) => {
    const start = cuts[index] ?? line.start;
    const covers = (part: { start: number; end: number }) => part.start <= start && to <= part.end;
    const of = here.filter(covers);
    return {
      text: line.text.slice(start - line.start, to - line.start),
      start,
      spans: line.spans.filter(covers),
      of,
      begins: of.filter((passage) => passage.start === start),
    };
  });
}

/** The places of the selection in the whole text, or null when no words of it are selected. */
export function selectedPlaces(within: Element): [number, number] | null {
  const selection = window.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!within.contains(range.commonAncestorContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset, within);
  const end = placeOf(range.endContainer, range.endOffset, within);
  return start === null || end === null || end <= start ? null : [start, end];
}

/** A point of the page as a place of the text: each `data-start` holds captured text and nothing else. */
function placeOf(node: Node, offset: number, within: Element): number | null {
  let holder = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-start]") ?? null;
  if (!holder && node instanceof Element) {
    // A point between lines: the beginning of the next one, or the end of the last.
    const lines = [...within.querySelectorAll<HTMLElement>("[data-start]")];
    const edge = node.childNodes[offset];
    const next = lines.find((line) => edge && (edge === line || edge.contains(line) || edge.compareDocumentPosition(line) & 4));
    if (next) return Number(next.dataset["start"]);
    holder = lines.at(-1) ?? null;
    return holder ? Number(holder.dataset["start"]) + (holder.textContent?.length ?? 0) : null;
  }
  if (!holder) return null;
  const before = document.createRange();
  before.setStart(holder, 0);
  before.setEnd(node, offset);
  return Number(holder.dataset["start"]) + before.toString().length;
}
