import { expect, test } from "vitest";
import { headingAt, headings, titleOf, wordCount } from "./outline";

const text = "---\ntitle: Five words of the head\n---\n\n# One\n\nTwo words. [@E-001.1]\n\n```chart\n# no heading\n```\n\n## Deeper {.method}\n\nEnd.\n";

test("headings are those of the text, not those of code", () => {
  const all = headings(text);
  expect(all.map(({ level, words }) => [level, words])).toEqual([[1, "One"], [2, "Deeper"]]);
  expect(headingAt(all, text.indexOf("Two"))?.words).toBe("One");
  expect(headingAt(all, 3)).toBeUndefined();
});

test("the title is that of the head", () => {
  expect(titleOf(text)).toBe("Five words of the head");
  expect(titleOf("title: not in a head")).toBe("");
  expect(titleOf('---\ntitle: "One: two"\n---\n')).toBe("One: two");
});

test("words are counted without the head, citations and charts", () => {
  expect(wordCount(text)).toBe(5);
});
