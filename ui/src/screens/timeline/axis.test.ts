import { expect, test } from "vitest";
import { moved, rowsOf, placeIn, spanOf, wholeOf, zoomed } from "./axis";

const on = (utc: string, precision: string) => ({ on: { written: utc, utc, precision, offset_minutes: 0 }, until: null });

test("a date that is only a month spans that month", () => {
  const span = spanOf(on("2024-05-01T00:00:00Z", "month"));
  expect(span.end - span.start).toBe(31 * 86_400_000);
});

test("the whole holds every event with room at both ends", () => {
  const whole = wholeOf([on("2024-05-15T00:00:00Z", "day"), on("2024-06-01T00:00:00Z", "minute")]);
  expect(whole.start).toBeLessThan(Date.parse("2024-05-15"));
  expect(whole.end).toBeGreaterThan(Date.parse("2024-06-01"));
});

test("coming closer keeps the moment under the pointer where it is", () => {
  const whole = { start: 0, end: 1e9 };
  const around = 25e7;
  const closer = zoomed(whole, 0.5, around, whole);
  expect(placeIn(closer, 800)(around)).toBeCloseTo(placeIn(whole, 800)(around));
  expect(closer.end - closer.start).toBe(5e8);
});

test("moving stops at the end of the whole", () => {
  expect(moved({ start: 0, end: 10 }, 1000, { start: 0, end: 100 })).toEqual({ start: 90, end: 100 });
});

test("labels that would meet lie in different rows", () => {
  expect(rowsOf([0, 50, 200], 120)).toEqual([0, 1, 0]);
});
