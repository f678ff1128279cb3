import { expect, test } from "vitest";
import { pieces } from "./pieces";

test("a word is found whatever its accents, and shown as it is written", () => {
  expect(pieces("Şəki və Bakı", ["seki", "baki"])).toEqual([
    { text: "Şəki", hit: true },
    { text: " və ", hit: false },
    { text: "Bakı", hit: true },
  ]);
});

test("only a word's beginning counts", () => {
  expect(pieces("Noumea", ["mea"])).toEqual([{ text: "Noumea", hit: false }]);
});
