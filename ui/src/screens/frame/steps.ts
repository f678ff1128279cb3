import type { Step } from "../../backend";
import type { Words } from "../../messages";

/** More tags than this say less than how many there are. */
const most_tags = 3;

/** A step as a person would call it: `Link E-014·1, C-03`. */
export function stepName(words: Words, step: Pick<Step, "operation" | "subjects">): string {
  const names: Record<string, string> = words.steps;
  const name = names[step.operation] ?? step.operation;
  const tags = [...new Set(step.subjects)].filter((tag) => tag !== "report");
  if (tags.length > most_tags) return `${name} (${tags.length})`;
  return [name, tags.join(", ")].filter(Boolean).join(" ");
}
