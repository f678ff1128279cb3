import { expect, test } from "vitest";
import { data as en } from "./en/data";
import { data as fr } from "./fr/data";
import { steps } from "./en/steps";

const files = import.meta.glob<Record<string, Record<string, unknown>>>("./*/*.ts", { eager: true });

/** The keys of each file that holds words, by language. */
function keysOf(tongue: string): string[] {
  return Object.entries(files)
    .filter(([path]) => path.startsWith(`./${tongue}/`) && !/(index|count)\.ts$/.test(path))
    .flatMap(([, file]) => Object.values(file).flatMap((words) => Object.keys(words)));
}

test.each(["en", "fr"])("no word of %s is said in two files, where one would hide the other", (tongue) => {
  const keys = keysOf(tongue);
  expect(keys.length).toBeGreaterThan(100);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

const cases = import.meta.glob<string>("../../../src-tauri/crates/case/src/**/*.rs", { eager: true, query: "?raw", import: "default" });
// Nobody can take these back, so the history does not offer them.
const final = ["create case", "export report", "make signing key", "mark as sample"];

test("every step that the journal can name is named in the history", () => {
  const written = Object.values(cases).flatMap((text) => [...text.matchAll(/(?:change|transact)\(\s*"([a-z ]+)"/g)].map(([, name]) => name ?? ""));
  expect(written.length).toBeGreaterThan(30);
  const named: Record<string, string> = steps.steps;
  expect([...new Set(written)].filter((name) => !(name in named) && !final.includes(name))).toEqual([]);
});

test("an account's code is said in the window's language, and a tag stays what it is", () => {
  expect(en.accountCode("account 001")).toBe("account 001");
  expect(fr.accountCode("account 001")).toBe("compte 001");
  expect(fr.accountCode("A-03")).toBe("A-03");
});
