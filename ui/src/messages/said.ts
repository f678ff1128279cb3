import type { Matter, Refusal, Told } from "../backend";
import type { Matters } from "./en/matters";
import type { Told as Sentences } from "./en/told";

/** What is the matter, and what to do, in words. */
export function said<K extends Matter["kind"]>({ matters }: { matters: Matters }, matter: Extract<Matter, { kind: K }>) {
  return matters[matter.kind as K](matter);
}

/** What the core said, in the language of the words where they have it, else as it was said. */
export function toldIn({ told }: { told: Sentences }, { text, word, values }: Told): string {
  return told[word]?.(values) ?? text;
}

/** What was refused, what is safe and what to do. */
export function refusalIn(words: { told: Sentences }, { told, hint }: Pick<Refusal, "told" | "hint">): string {
  const said = toldIn(words, told);
  return said === told.text && hint ? `${said} ${hint}` : said;
}
