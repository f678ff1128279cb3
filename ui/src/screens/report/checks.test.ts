import { expect, test } from "vitest";
import type { Finding, RailSentence } from "../../backend";
import { deedsFor, editFor, tagsOf, type Deed } from "./checks";

const text = "One is so. [@E-001] Everyone knew it. Then more.";
const sentence: RailSentence = { start: 20, end: 37, text: "Everyone knew it.", support: "none", citations: [], why: "" };
const finding: Finding = {
  rule: "L01", severity: "error", matter: { kind: "no_evidence" }, quote: sentence.text, start: 20, objects: [], waived: null,
};

function done(deed: Deed, about: Finding = finding): string {
  const edit = editFor(deed, about, text, sentence);
  if (!edit) throw new Error("nothing is done");
  return text.slice(0, edit.from) + edit.insert.slice(0, edit.caret - edit.from) + "|" + edit.insert.slice(edit.caret - edit.from) + text.slice(edit.to);
}

test("a sentence without evidence can be cut, called an opinion, or given evidence", () => {
  expect(deedsFor(finding)).toEqual(["find", "opinion", "cut"]);
  expect(done("cut")).toBe("One is so. [@E-001]| Then more.");
  expect(done("opinion")).toBe("One is so. [@E-001] [Everyone knew it.]{.opinion}| Then more.");
  expect(done("find")).toBe("One is so. [@E-001] Everyone knew it. @| Then more.");
});

test("an explanation is written in front of what it explains", () => {
  const against = { ...finding, rule: "L08", objects: ["C-03"], matter: { kind: "left_out" as const, claim: "C-03", contradicts: ["E-009·1"], answers: [] } };
  expect(tagsOf(against)).toEqual(["C-03", "E-009·1"]);
  expect(done("explain", against)).toBe("One is so. [@E-001] Everyone knew it. | [@E-009.1] Then more.");
});

test("a finding about the case changes no text", () => {
  expect(deedsFor({ ...finding, start: null })).toEqual([]);
});
