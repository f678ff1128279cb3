// Where the glyphs of the support rail stand beside the text.
import type { RailSentence, Support } from "../../backend";

/** Supports that a writer has to settle. */
export const openSupports: ReadonlySet<Support> = new Set<Support>(["none", "contradicted"]);

/**
 * The sentences of `saved`, moved to where they stand in `draft`. A sentence
 * inside the edit has no support until it is saved and read again.
 */
export function carry(rail: RailSentence[], saved: string, draft: string): RailSentence[] {
  if (saved === draft) return rail;
  const most = Math.min(saved.length, draft.length);
  let head = 0;
  while (head < most && saved[head] === draft[head]) head++;
  let tail = 0;
  while (tail < most - head && saved[saved.length - 1 - tail] === draft[draft.length - 1 - tail]) tail++;
  const shift = draft.length - saved.length;
  return rail.flatMap((sentence) => {
    if (sentence.end <= head) return [sentence];
    if (sentence.start >= saved.length - tail) {
      return [{ ...sentence, start: sentence.start + shift, end: sentence.end + shift }];
    }
    return [];
  });
}

/** Heights that keep each glyph near its line without covering the one above. */
export function spread(tops: number[], apart: number): number[] {
  let last = -Infinity;
  return tops.map((top) => (last = Math.max(top, last + apart)));
}

export interface Piece {
  text: string;
  /** The sentence it belongs to, by its place in the rail. */
  sentence: number | null;
  look: "plain" | "citation" | "heading";
}

/** Cuts the manuscript into what is shown differently: sentences, citations, headings. */
export function pieces(text: string, rail: RailSentence[]): Piece[] {
  const looks: [number, number, "citation" | "heading"][] = [
    ...[...text.matchAll(/^#{1,6} .*$/gmu)].map((m): [number, number, "heading"] => [m.index, m.index + m[0].length, "heading"]),
    ...[...text.matchAll(/\[[^[\]]*@[^[\]]*\]/gu)].map((m): [number, number, "citation"] => [m.index, m.index + m[0].length, "citation"]),
  ];
  const cuts = new Set([0, text.length]);
  for (const { start, end } of rail) cuts.add(start).add(end);
  for (const [start, end] of looks) cuts.add(start).add(end);
  const ends = [...cuts].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  return ends.slice(1).map((end, index) => {
    const start = ends[index] ?? 0;
    const sentence = rail.findIndex((each) => each.start <= start && end <= each.end);
    const look = looks.findLast(([from, to]) => from <= start && end <= to)?.[2] ?? "plain";
    return { text: text.slice(start, end), sentence: sentence < 0 ? null : sentence, look };
  });
}
