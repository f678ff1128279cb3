// The glyphs beside the text: which are open, where they stand.
import type { RailSentence, Support } from "../../../backend";

/** Supports that a writer has to settle. */
export const openSupports: ReadonlySet<Support> = new Set<Support>(["none", "contradicted"]);

/** The open sentence after or before a place; round to the first or last one. */
export function nextOpen(rail: readonly RailSentence[], at: number, forward: boolean): RailSentence | undefined {
  const open = rail.filter(({ support }) => openSupports.has(support));
  return forward
    ? (open.find(({ start }) => start > at) ?? open[0])
    : (open.findLast(({ start }) => start < at) ?? open.at(-1));
}

/** Heights that keep each glyph near its line without covering the one above. */
export function spread(tops: number[], apart: number): number[] {
  let last = -Infinity;
  return tops.map((top) => (last = Math.max(top, last + apart)));
}
