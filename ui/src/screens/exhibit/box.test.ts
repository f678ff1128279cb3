import { expect, test } from "vitest";
import { between, moved } from "./box";

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
