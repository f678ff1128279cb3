// Which page shows the caret.
import type { OnPage, Passage } from "../../backend";

/** The spot of a passage in which a place of the text is printed, by how far into the passage it stands. */
export function spotAt({ start, end, spots }: Passage, at: number): OnPage | undefined {
  const whole = spots.reduce((sum, { height }) => sum + height, 0);
  let rest = (Math.min(Math.max(at - start, 0), end - start) / Math.max(1, end - start)) * whole;
  return spots.find(({ height }) => (rest -= height) <= 0) ?? spots.at(-1);
}
