import { expect, test } from "vitest";
import { headingAt, headings, wordCount } from "./outline";

const text = "---\ntitle: Five words of the head\n---\n\n# One\n\nTwo words. [@E-001.1]\n\n```chart\n# no heading\n```\n\n## Deeper {.method}\n\nEnd.\n";

test("headings are those of the text, not those of code", () => {
  const all = headings(text);
  expect(all.map(({ level, words }) => [level, words])).toEqual([[1, "One"], [2, "Deeper"]]);
  expect(headingAt(all, text.indexOf("Two"))?.words).toBe("One");
  expect(headingAt(all, 3)).toBeUndefined();
});

test("words are counted without the head, citations and charts", () => {
  expect(wordCount(text)).toBe(5);
});
