import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import type { RailSentence } from "../../../backend";
import { nextOpen, spread } from "./rail";
import { railField, setRail } from "./support";

function sentence(text: string, whole: string, support: RailSentence["support"] = "backed"): RailSentence {
  const start = whole.indexOf(text);
  return { start, end: start + text.length, text, support, citations: [], why: "" };
}

test("while a sentence is edited, those around it keep their glyphs and move with the text", () => {
  const doc = "One is. Two is. Three is.";
  const rail = ["One is.", "Two is.", "Three is."].map((text) => sentence(text, doc));
  const state = EditorState.create({ doc, extensions: [railField] });
  const told = state.update({ effects: setRail.of(rail) }).state;
  const typed = told.update({ changes: { from: 12, to: 14, insert: "was never" } }).state;
  const texts = typed.field(railField).map(({ start, end }) => typed.sliceDoc(start, end));
  expect(texts).toEqual(["One is.", "Two was never.", "Three is."]);
  const cut = told.update({ changes: { from: 8, to: 16, insert: "" } }).state;
  expect(cut.field(railField).length).toBe(2);
});

test("a walk through the open sentences goes round at both ends", () => {
  const whole = "A. B. C. D.";
  const rail = [sentence("A.", whole, "none"), sentence("B.", whole), sentence("C.", whole, "contradicted"), sentence("D.", whole)];
  expect(nextOpen(rail, 0, true)?.text).toBe("C.");
  expect(nextOpen(rail, 7, true)?.text).toBe("A.");
  expect(nextOpen(rail, 0, false)?.text).toBe("C.");
});

test("glyphs of sentences on one line do not cover each other", () => {
  expect(spread([0, 2, 80], 24)).toEqual([0, 24, 80]);
});
