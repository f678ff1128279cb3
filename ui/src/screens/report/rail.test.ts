import { expect, test } from "vitest";
import type { RailSentence } from "../../backend";
import { carry, pieces, spread } from "./rail";

function sentence(text: string, whole: string): RailSentence {
  const start = whole.indexOf(text);
  return { start, end: start + text.length, text, support: "backed", citations: [], why: "" };
}

test("while a sentence is edited, those around it keep their glyphs and move with the text", () => {
  const saved = "One is. Two is. Three is.";
  const draft = "One is. Two was never. Three is.";
  const rail = ["One is.", "Two is.", "Three is."].map((text) => sentence(text, saved));
  const carried = carry(rail, saved, draft);
  expect(carried.map((each) => draft.slice(each.start, each.end))).toEqual(["One is.", "Three is."]);
});

test("glyphs of sentences on one line do not cover each other", () => {
  expect(spread([0, 2, 80], 24)).toEqual([0, 24, 80]);
});

test("a citation is a piece of its sentence", () => {
  const text = "It burned. [@C-01] Nobody saw.";
  const rail = [sentence("It burned. [@C-01]", text), sentence("Nobody saw.", text)];
  const citation = pieces(text, rail).find((piece) => piece.look === "citation");
  expect(citation).toEqual({ text: "[@C-01]", sentence: 0, look: "citation" });
});

test("the pieces together are the manuscript", () => {
  const text = "# Title\n\nIt burned. [@C-01]\n";
  expect(pieces(text, []).map((piece) => piece.text).join("")).toBe(text);
});
