import { expect, test } from "vitest";
import { Scale } from "./scale";

test("a scale goes there and back, and marks round values", () => {
  const scale = new Scale([0, 1180], [190, 8]);
  expect(scale.at(0)).toBe(190);
  expect(scale.back(scale.at(700))).toBeCloseTo(700);
  expect(scale.marks(3)).toEqual([0, 500, 1000]);
  expect(new Scale([5, 5], [0, 10]).marks(3)).toEqual([]);
});
