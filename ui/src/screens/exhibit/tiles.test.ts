import { expect, test } from "vitest";
import { tilesOf } from "./tiles";

const huge = { width: 12_000, height: 9_000 };

test("a picture that is sharp as a whole needs no squares", () => {
  expect(tilesOf(huge, { x: 0, y: 0, ...huge }, 0.1)).toEqual([]);
  expect(tilesOf({ width: 800, height: 600 }, { x: 0, y: 0, width: 80, height: 60 }, 10)).toEqual([]);
});

test("what is seen is covered at its own size, and nothing far from it is asked for", () => {
  const seen = { x: 5_000, y: 4_000, width: 1_440, height: 900 };
  const tiles = tilesOf(huge, seen, 1);
  const right = Math.max(...tiles.map((tile) => tile.x + tile.width));
  const bottom = Math.max(...tiles.map((tile) => tile.y + tile.height));
  expect(Math.min(...tiles.map((tile) => tile.x))).toBeLessThanOrEqual(5_000);
  expect(right).toBeGreaterThanOrEqual(6_440);
  expect(bottom).toBeGreaterThanOrEqual(4_900);
  expect(tiles.length).toBeLessThanOrEqual(6);
});

test("the last squares end with the picture", () => {
  const tiles = tilesOf(huge, { x: 11_500, y: 8_800, width: 500, height: 200 }, 2);
  expect(tiles.every((tile) => tile.x + tile.width <= 12_000 && tile.y + tile.height <= 9_000)).toBe(true);
});
