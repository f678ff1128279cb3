import type { Language } from "../../messages";

/** How long a step is, by the word for it. */
export function grainOf(step: number): "minute" | "hour" | "day" {
  if (step < 3_600_000) return "minute";
  return step < 86_400_000 ? "hour" : "day";
}

/** A moment of a data set, in UTC. */
export function moment(language: Language, at: number): string {
  return language.stored(`${new Date(at).toISOString()} minute 0`);
}

/** A gap between two posts, in seconds. */
export function seconds(language: Language, milliseconds: number): string {
  return language.words.seconds(Math.round(milliseconds / 1000));
}

/** A group's letter: A to Z, then A2 … */
export function letter(group: number): string {
  const turn = Math.floor(group / 26);
  return String.fromCharCode(65 + (group % 26)) + (turn === 0 ? "" : String(turn + 1));
}
