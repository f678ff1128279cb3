import { expect, test } from "vitest";
import { holdsAt } from "./as-of";

const month = (utc: string) => ({ written: utc, utc, precision: "month", offset_minutes: null });

test("a tie holds from its first day to the last that its end may mean", () => {
  const tie = { from: month("2023-02-01T00:00:00Z"), to: month("2024-04-01T00:00:00Z") };
  expect(holdsAt(tie, "2023-01-31")).toBe(false);
  expect(holdsAt(tie, "2023-02-01")).toBe(true);
  expect(holdsAt(tie, "2024-04-30")).toBe(true);
  expect(holdsAt(tie, "2024-05-15")).toBe(false);
});

test("an end that nobody knows leaves a tie open, and no date shows all", () => {
  expect(holdsAt({ from: null, to: null }, "1999")).toBe(true);
  expect(holdsAt({ from: month("2030-01-01T00:00:00Z"), to: null }, "")).toBe(true);
});
