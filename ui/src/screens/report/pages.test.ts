import { expect, test } from "vitest";
import { spotAt } from "./pages";

test("a paragraph that goes on over the page is shown where the caret is in it", () => {
  const spot = (page: number, height: number) => ({ page, left: 100, top: 0, width: 500, height });
  const passage = { start: 100, end: 200, spots: [spot(3, 30), spot(4, 70)] };
  expect([100, 120, 160, 200, 260].map((at) => spotAt(passage, at)?.page)).toEqual([3, 3, 4, 4, 4]);
  expect(spotAt({ start: 0, end: 10, spots: [] }, 3)).toBeUndefined();
});
