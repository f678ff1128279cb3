import { expect, test } from "vitest";
import { between, moved, resized, shifted } from "./box";

const bounds = { width: 800, height: 600 };

test("a drag in any direction gives a box inside the picture", () => {
  expect(between({ x: 900, y: 300 }, { x: 700, y: -20 }, bounds)).toEqual({ x: 700, y: 0, width: 100, height: 300 });
});

test("the keys draw a box, move it and never push it out", () => {
  const box = moved(null, "", false, bounds);
  expect(box).toEqual({ x: 300, y: 225, width: 200, height: 150 });
  expect(moved({ ...box, x: 600 }, "ArrowRight", false, bounds).x).toBe(600);
  expect(moved(box, "ArrowDown", true, bounds).height).toBe(158);
});

test("a box is moved and resized by its corners and stays inside the picture", () => {
  const box = { x: 100, y: 100, width: 50, height: 40 };
  expect(shifted(box, 9_000, -9_000, bounds)).toEqual({ x: 750, y: 0, width: 50, height: 40 });
  expect(resized(box, 0, -30, 10, bounds)).toEqual({ x: 70, y: 110, width: 80, height: 30 });
  expect(resized(box, 3, 9_000, -200, bounds)).toEqual({ x: 100, y: 100, width: 700, height: 1 });
});
