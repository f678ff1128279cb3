import type { When } from "../../backend";

const day_ms = 86_400_000;
const spans_ms: Record<string, number> = { year: 366 * day_ms, month: 31 * day_ms, day: day_ms };

/** Whether a tie may have held at a date that a person wrote; an unknown end leaves it open. */
export function holdsAt(tie: { from: When | null; to: When | null }, date: string): boolean {
  const at = Date.parse(date.trim());
  if (date.trim() === "" || Number.isNaN(at)) return true;
  const last = at + (/^\d{4}$/.test(date.trim()) ? 365 : /^\d{4}-\d\d$/.test(date.trim()) ? 27 : 0) * day_ms;
  if (tie.from && Date.parse(tie.from.utc) > last) return false;
  return !tie.to || Date.parse(tie.to.utc) + (spans_ms[tie.to.precision] ?? 0) >= at;
}
