import { expect, test } from "vitest";
import { cut, locate, quoteAt, rowsAt } from "./locate";

const text = "He said no.\nShe   said\nno.";

test("a passage is found across line breaks that the quotation folded", () => {
  expect(locate(text, { exact: "She said no.", prefix: "", suffix: "" })).toEqual([12, 26]);
});

test("of two equal passages the one in its context is meant", () => {
  const second = quoteAt(text, text.lastIndexOf("no."), text.length);
  expect(locate(text, second)).toEqual([text.lastIndexOf("no."), text.length]);
});

test("a passage that is gone is not found somewhere else", () => {
  expect(locate(text, { exact: "He said yes.", prefix: "", suffix: "" })).toBeNull();
});

test("words with signs of a pattern are taken as words", () => {
  expect(locate("cost (10 $) each", { exact: "(10 $)", prefix: "", suffix: "" })).toEqual([5, 11]);
});

test("overlapping passages are cut into parts that know both", () => {
  const parts = cut("abcdef", [[0, 4], [2, 6], null]);
  expect(parts.map((part) => [part.text, part.of])).toEqual([
    ["ab", [0]],
    ["cd", [0, 1]],
    ["ef", [1]],
  ]);
});

test("rows are counted below the header", () => {
  const table = "row,name\n1,a\n2,b";
  const [start, end] = rowsAt(table, 2, 2) ?? [0, 0];
  expect(table.slice(start, end)).toBe("2,b");
  expect(rowsAt(table, 3, 3)).toBeNull();
});
