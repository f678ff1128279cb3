import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { bold, type Deed, footnote, heading } from "./format";

function done(doc: string, chosen: string, ...deeds: Deed[]): string {
  const at = doc.indexOf(chosen);
  let state = EditorState.create({ doc, selection: { anchor: at, head: at + chosen.length } });
  for (const deed of deeds) state = state.update(deed(state)).state;
  return state.doc.toString();
}

test("words are made bold, and plain again", () => {
  expect(done("one two three", "two", bold)).toBe("one **two** three");
  expect(done("one two three", "two", bold, bold)).toBe("one two three");
});

test("a line becomes a heading of the second level whatever it was", () => {
  expect(done("# One\ntext", "One", heading)).toBe("## One\ntext");
  expect(done("One", "One", heading, heading)).toBe("One");
});

test("a footnote takes the next number and its words stand last", () => {
  expect(done("So.[^2]\n\n[^2]: why", "So.", footnote)).toBe("So.[^3][^2]\n\n[^2]: why\n\n[^3]: ");
});
