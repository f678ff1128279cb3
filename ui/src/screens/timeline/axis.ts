import { utcTicks } from "d3-time";
import type { EventRow, When } from "../../backend";

const day_ms = 86_400_000;
/** What a moment of limited precision may span. */
const spans_ms: Record<string, number> = { year: 366 * day_ms, month: 31 * day_ms, day: day_ms, minute: 0, second: 0 };

export interface Span {
  start: number;
  end: number;
}

/** From the first instant an event may have begun to the last it may have lasted. */
export function spanOf(event: Pick<EventRow, "on" | "until">): Span {
  const start = Date.parse(event.on.utc);
  const last: When = event.until ?? event.on;
  return { start, end: Date.parse(last.utc) + (spans_ms[last.precision] ?? 0) };
}

/** All of time that the events take, with a little room at both ends. */
export function wholeOf(events: readonly Pick<EventRow, "on" | "until">[]): Span {
  const spans = events.map(spanOf);
  if (spans.length === 0) return { start: Date.UTC(2024, 0), end: Date.UTC(2025, 0) };
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  const room = Math.max((end - start) * 0.04, day_ms / 2);
  return { start: start - room, end: end + room };
}

/** Where a moment stands in `width` pixels. */
export function placeIn(shown: Span, width: number): (at: number) => number {
  return (at) => ((at - shown.start) / (shown.end - shown.start)) * width;
}

/** About so many round moments of what is shown. */
export function ticksOf(shown: Span, many: number): Date[] {
  return utcTicks(new Date(shown.start), new Date(shown.end), many);
}

/** Comes closer (below 1) or goes farther (above 1) around a moment, never past the whole. */
export function zoomed(shown: Span, factor: number, around: number, whole: Span): Span {
  const least = 3_600_000;
  const length = Math.min(Math.max((shown.end - shown.start) * factor, least), whole.end - whole.start);
  const share = (around - shown.start) / (shown.end - shown.start);
  return within({ start: around - length * share, end: around + length * (1 - share) }, whole);
}

export function moved(shown: Span, by: number, whole: Span): Span {
  return within({ start: shown.start + by, end: shown.end + by }, whole);
}

function within(wanted: Span, whole: Span): Span {
  const length = wanted.end - wanted.start;
  const start = Math.max(whole.start, Math.min(wanted.start, whole.end - length));
  return { start, end: start + length };
}

/** The row of each event in its lane, so that no label lies on another's. */
export function rowsOf(starts: readonly number[], label_px: number): number[] {
  const ends: number[] = [];
  return starts.map((start) => {
    const free = ends.findIndex((end) => end <= start);
    const row = free < 0 ? ends.length : free;
    ends[row] = start + label_px;
    return row;
  });
}
