import { expect, test } from "vitest";
import { data as en } from "./en/data";
import { data as fr } from "./fr/data";
import { steps } from "./en/steps";
import { told as english, type Told } from "./en/told";
import { told as french } from "./fr/told";
import { refusalIn } from "./said";

/** The limit is said in other words. */
const hidden: Record<string, true> = { "pdf-not-read": true };

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

// Where the core says in English what the window may show: said!("word", "sentence {}", value), or a word beside its values.
const core = import.meta.glob<string>(["../../../src-tauri/src/**/*.rs", "../../../src-tauri/crates/{evidence,posts,capture,store,case}/src/**/*.rs"], {
  eager: true,
  query: "?raw",
  import: "default",
});
const sentences = Object.values(core).flatMap((source) =>
  [...source.matchAll(/said!\(\s*"([a-z-]+)",\s*"((?:[^"\\]|\\[^])*)"/gu)].map(([, word = "", text = ""]) => ({ word, text })),
);
const saying = Object.values(core).filter((source) => source.includes("Said"));
const worded = saying.flatMap((source) =>
  [...source.matchAll(/(?:Said|Self)::new\(\s*"([a-z-]+)"|\(\s*"([a-z-]+)",\s*(?:vec!|Vec::new)/gu)].map(([, one, other]) => one ?? other ?? ""),
);

test("what the core says is said in French, with everything that changes in it", () => {
  expect(sentences.length).toBeGreaterThan(90);
  for (const { word, text } of sentences) {
    const values = [...text.matchAll(/\{\}/gu)].map((_, at) => String(11 * (at + 1)));
    const said = french.told[word]?.(values);
    expect(said, word).toBeTruthy();
    for (const value of hidden[word] ? [] : values) expect(said, word).toContain(value);
  }
  expect(worded.length).toBeGreaterThan(40);
  expect(worded.filter((word) => !(word in french.told))).toEqual([]);
});

test("no French sentence waits for a word that the core does not know", () => {
  const known = new Set([...sentences.map(({ word }) => word), ...worded]);
  expect(Object.keys(french.told).filter((word) => !known.has(word))).toEqual([]);
});

test("a refusal says in French what happened and what is safe, or stays as it was said", () => {
  const refused = (words: { told: Told }, word: string) =>
    refusalIn(words, { told: { text: "It was so.", word, values: ["a.pdf", "disk-full"] }, hint: "Do this." });
  expect(refused(english, "not-written")).toBe("It was so. Do this.");
  expect(refused(french, "not-written")).toBe(
    "a.pdf n’a pas pu être écrit : le disque est plein. Le dossier est comme avant, et le fichier qui s’y trouvait aussi. Choisissez un autre emplacement.",
  );
  expect(refused(french, "")).toBe("It was so. Do this.");
});

test("an account's code is said in the window's language, and a tag stays what it is", () => {
  expect(en.accountCode("account 001")).toBe("account 001");
  expect(fr.accountCode("account 001")).toBe("compte 001");
  expect(fr.accountCode("A-03")).toBe("A-03");
});
