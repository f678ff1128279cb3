// A large picture in squares: each is asked for only when it is seen at that size.
import type { Bounds, Box } from "./box";

/** A square is served at this size, in pixels. */
export const tile_px = 1024;
/** The side at which the whole picture is served once. */
export const whole_px = 1600;
const most_tiles = 48;

export interface Tile extends Box {
  key: string;
}

/** The squares that `seen` needs at `scale` (screen pixels to a pixel); none while the whole picture is sharp enough. */
export function tilesOf(bounds: Bounds, seen: Box, scale: number): Tile[] {
  const longer = Math.max(bounds.width, bounds.height);
  const whole = Math.min(1, whole_px / longer);
  if (scale <= whole * 1.1 || whole === 1) return [];
  const level = Math.max(0, Math.floor(Math.log2(1 / scale)));
  const side = tile_px * 2 ** level;
  const [left, top] = [Math.floor(seen.x / side), Math.floor(seen.y / side)];
  const right = Math.ceil((seen.x + seen.width) / side);
  const bottom = Math.ceil((seen.y + seen.height) / side);
  if ((right - left) * (bottom - top) > most_tiles) return [];
  const tiles: Tile[] = [];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const [x, y] = [column * side, row * side];
      const [width, height] = [Math.min(side, bounds.width - x), Math.min(side, bounds.height - y)];
      if (width > 0 && height > 0) tiles.push({ key: `${level}/${column}/${row}`, x, y, width, height });
    }
  }
  return tiles;
}
