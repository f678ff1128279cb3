// Finding a quoted passage in the text as it is shown. Captured text is quoted
// with its white space folded, so any run of white space matches a space.

export interface Quoted {
  exact: string;
  prefix: string;
  suffix: string;
}

/** Where the passage stands in `text`, or null when it is not there any more. */
export function locate(text: string, quote: Quoted): [number, number] | null {
  if (quote.exact.trim() === "") return null;
  const found = [...text.matchAll(new RegExp(loose(quote.exact), "gu"))];
  const inContext = found.find((match) => fits(text, match.index, match.index + match[0].length, quote));
  const match = inContext ?? found[0];
  return match ? [match.index, match.index + match[0].length] : null;
}

/** The passage between two offsets, with up to 32 characters on either side. */
export function quoteAt(text: string, start: number, end: number): Quoted {
  const folded = (part: string) => part.replace(/\s+/gu, " ");
  const exact = text.slice(start, end);
  const lead = exact.length - exact.trimStart().length;
  const trail = exact.length - exact.trimEnd().length;
  return {
    exact: folded(exact.trim()),
    prefix: folded(text.slice(0, start + lead)).slice(-32),
    suffix: folded(text.slice(end - trail)).slice(0, 32),
  };
}

/** Where the rows from `first` to `last` stand, counted from 1 below the header; null when there are not so many. */
export function rowsAt(text: string, first: number, last: number): [number, number] | null {
  const lines = text.split("\n");
  if (first < 1 || last < first || last >= lines.length) return null;
  const start = lines.slice(0, first).reduce((sum, line) => sum + line.length + 1, 0);
  return [start, start + lines.slice(first, last + 1).join("\n").length];
}

export interface Segment {
  text: string;
  /** Which of the given ranges lie here, by their place in the list. */
  of: number[];
}

/** Cuts `text` at the ends of the ranges, so that overlapping passages can be shown. */
export function cut(text: string, ranges: ([number, number] | null)[]): Segment[] {
  const ends = new Set([0, text.length]);
  for (const range of ranges) range?.forEach((end) => ends.add(end));
  const cuts = [...ends].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0;
    const of = ranges.flatMap((range, place) => (range && range[0] <= start && end <= range[1] ? [place] : []));
    return { text: text.slice(start, end), of };
  });
}

function loose(words: string): string {
  return words
    .trim()
    .split(/\s+/u)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/gu, "\\$&"))
    .join("\\s+");
}

function fits(text: string, start: number, end: number, quote: Quoted): boolean {
  const before = text.slice(0, start).replace(/\s+/gu, " ");
  const after = text.slice(end).replace(/\s+/gu, " ");
  return before.endsWith(quote.prefix) && after.startsWith(quote.suffix);
}
