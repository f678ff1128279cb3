import { expect, test } from "vitest";
import { askedBefore, citationsIn, cite, type Edit, figure, quote, standsAlone } from "./citations";

const asked = (text: string) => {
  const found = askedBefore(text, text.length);
  if (!found) throw new Error("nothing is asked for");
  return found;
};
const apply = (text: string, { from, to, insert }: Edit) => text.slice(0, from) + insert + text.slice(to);

test("a citation names each thing in it and its place", () => {
  const text = "So. [@E-010.1, p. 1; @C-03] [no citation] a@b.example";
  const [citation, ...rest] = citationsIn(text);
  expect(rest).toEqual([]);
  expect(text.slice(citation?.from, citation?.to)).toBe("[@E-010.1, p. 1; @C-03]");
  expect(citation?.cites.map(({ tag, place }) => [tag, place])).toEqual([["E-010·1", "p. 1"], ["C-03", ""]]);
});

test("an @ behind a space asks for something to cite, one inside an address does not", () => {
  expect(asked("The car park at @mag")).toEqual({ from: 16, typed: "mag" });
  expect(asked("So. [@E-0")).toEqual({ from: 4, typed: "E-0" });
  expect(askedBefore("write to a@b", 12)).toBeNull();
  expect(askedBefore("@mag and more", 13)).toBeNull();
});

test("citing replaces what was typed, and joins the citation before it", () => {
  const alone = "It is so. @mag";
  expect(apply(alone, cite(alone, asked(alone), ["E-018.1"]))).toBe("It is so. [@E-018.1]");
  const second = "It is so. [@E-001] @mag";
  expect(apply(second, cite(second, asked(second), ["E-018.1"]))).toBe("It is so. [@E-001; @E-018.1]");
  const open = "It is so. [@mag";
  expect(apply(open, cite(open, asked(open), ["C-02", "E-018.1"]))).toBe("It is so. [@C-02; @E-018.1]");
});

test("a quotation is a block on a free line and stands in the sentence elsewhere", () => {
  const free = "Before.\n\n@shop";
  expect(apply(free, quote(free, asked(free), "near the shop", "E-1.1", ["“", "”"]))).toBe("Before.\n\n> near the shop [@E-1.1]");
  const inside = "She wrote @shop";
  expect(apply(inside, quote(inside, asked(inside), "near the shop", "E-1.1", ["«\u202f", "\u202f»"]))).toBe(
    "She wrote «\u202fnear the shop\u202f» [@E-1.1]",
  );
});

test("a figure stands below its paragraph and leaves the sentence whole", () => {
  const text = "It shows @shop";
  const whole = `${text} here.\n\nNext.`;
  expect(apply(whole, figure(whole, asked(text), "E-018", "The [shop]"))).toBe("It shows  here.\n\n![The shop](E-018)\n\nNext.");
});

test("a claim brings its sentence only where a sentence begins", () => {
  expect(standsAlone("@mag", asked("@mag"))).toBe(true);
  expect(standsAlone("It is so. [@E-001] @mag", asked("It is so. [@E-001] @mag"))).toBe(true);
  expect(standsAlone("The car park at @mag", asked("The car park at @mag"))).toBe(false);
});
