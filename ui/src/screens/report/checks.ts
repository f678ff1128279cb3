// What can be done about a finding, from where the report is written.
import type { Finding, RailSentence } from "../../backend";
import type { Edit } from "./editor/citations";

/** The deeds that the rows of the checks offer, by the rule that found something. */
export type Deed = "find" | "opinion" | "cut" | "explain" | "compare";

const deeds: Record<string, readonly Deed[]> = {
  L01: ["find", "opinion", "cut"],
  L02: ["find", "cut"],
  L08: ["explain"],
  L12: ["compare"],
};

export function deedsFor(finding: Finding): readonly Deed[] {
  const offered = deeds[finding.rule] ?? [];
  return finding.start === null ? offered.filter((deed) => deed === "compare") : offered;
}

/** The tags that a finding names: its objects, and the marks that its sentence tells of. */
export function tagsOf(finding: Finding): string[] {
  const { matter } = finding;
  const told = matter.kind === "left_out" ? [...matter.contradicts, ...matter.answers] : [];
  return [...new Set([...finding.objects.filter((tag) => /^[CE]-/u.test(tag)), ...told])];
}

/** The sentence that a finding stands at. */
export function sentenceOf(finding: Finding, rail: readonly RailSentence[]): RailSentence | undefined {
  return rail.find(({ start, end }) => finding.start !== null && start <= finding.start && finding.start < end);
}

/** What a deed does to the text. */
export function editFor(deed: Deed, finding: Finding, text: string, { start, end }: RailSentence): Edit | null {
  const words = text.slice(start, end);
  if (deed === "find") return { from: end, to: end, insert: " @", caret: end + 2 };
  if (deed === "opinion") return { from: start, to: end, insert: `[${words}]{.opinion}`, caret: start + words.length + 12 };
  if (deed === "explain") {
    const keys = tagsOf(finding).filter((tag) => tag.includes("·")).map((tag) => `@${tag.replace("·", ".")}`);
    const citation = keys.length > 0 ? `[${keys.join("; ")}]` : "";
    return { from: end, to: end, insert: `  ${citation}`, caret: end + 1 };
  }
  if (deed !== "cut") return null;
  const from = text[start - 1] === " " ? start - 1 : start;
  const to = from === start && text[end] === " " ? end + 1 : end;
  return { from, to, insert: "", caret: from };
}
