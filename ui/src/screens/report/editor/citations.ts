// Citations in the text: where they stand, what they name, how they grow.

/** One thing inside a citation. */
export interface Cite {
  /** `E-014.1`, as the text writes it. */
  key: string;
  /** `E-014·1`, as the window shows it. */
  tag: string;
  /** The place in it, `p. 3`. */
  place: string;
}

/** `[@E-014.1; @C-03, p. 2]` and where it stands. */
export interface Citation {
  from: number;
  to: number;
  cites: Cite[];
}

const bracket = /\[(-?@[^[\]\n]*)\]/gu;

/** Every citation of a text. `offset` is where the text begins in the whole. */
export function citationsIn(text: string, offset = 0): Citation[] {
  return [...text.matchAll(bracket)].map((found) => ({
    from: offset + found.index,
    to: offset + found.index + found[0].length,
    cites: (found[1] ?? "").split(";").map(read).filter((cite) => cite !== null),
  }));
}

function read(part: string): Cite | null {
  const found = /@([\p{L}\d][\p{L}\d.·-]*)(.*)$/u.exec(part.trim());
  const key = found?.[1]?.replace(/[.·]$/u, "");
  if (key === undefined) return null;
  return { key, tag: key.replace(".", "·"), place: (found?.[2] ?? "").replace(/^[,.\s]+/u, "").trim() };
}

/** What is typed behind an `@` that is being cited, and where the `@` begins. */
export interface Asked {
  from: number;
  typed: string;
}

/** Whether the words before the caret ask for something to cite. */
export function askedBefore(before: string, caret: number): Asked | null {
  const found = /(?:^|[\s([“"«;])(\[?@)([\p{L}\p{N}.·-]*)$/u.exec(before);
  if (!found) return null;
  const [, at = "", typed = ""] = found;
  return { from: caret - typed.length - at.length, typed };
}

/** A replacement in the text, and where the caret stands after it. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
  caret: number;
}

/** Puts keys where the `@` stands; they join a citation that ends right before it. */
export function cite(text: string, asked: Asked, keys: string[]): Edit {
  const to = asked.from + text.slice(asked.from).search(/@/u) + 1 + asked.typed.length;
  const names = keys.map((key) => `@${key}`).join("; ");
  const before = text.slice(0, asked.from);
  const joined = /\]\s?$/u.exec(before);
  const last = joined ? citationsIn(before).at(-1) : undefined;
  if (joined && last?.to === before.length - joined[0].length + 1) {
    return edit(last.to - 1, to, `; ${names}]`);
  }
  return edit(asked.from, to, `[${names}]`);
}

export function edit(from: number, to: number, insert: string): Edit {
  return { from, to, insert, caret: from + insert.length };
}

/** The words of a mark, quoted where the `@` stands: as a block on a line of its own, else in the sentence. */
export function quote(text: string, asked: Asked, words: string, key: string, marks: [string, string]): Edit {
  const { to } = cite(text, asked, [key]);
  const line = text.slice(text.lastIndexOf("\n", asked.from - 1) + 1, asked.from);
  const quoted = line.trim() === "" ? `> ${words} [@${key}]` : `${marks[0]}${words}${marks[1]} [@${key}]`;
  return edit(asked.from, to, quoted);
}

/** A figure below the paragraph in which the `@` stands. */
export function figure(text: string, asked: Asked, exhibit: string, caption: string): Edit {
  const { to } = cite(text, asked, [exhibit]);
  const end = text.indexOf("\n\n", to);
  const rest = text.slice(to, end < 0 ? text.length : end);
  const plain = caption.replace(/[[\]]/gu, "");
  const figure = `\n\n![${plain}](${exhibit})`;
  const kept = text.slice(asked.from - 1, asked.from) === " " && rest === "" ? asked.from - 1 : asked.from;
  return { from: kept, to: to + rest.length, insert: rest + figure, caret: kept + rest.length + figure.length };
}

/** Whether a sentence is begun where the `@` stands, or the place is free. */
export function standsAlone(text: string, asked: Asked): boolean {
  const line = text.slice(text.lastIndexOf("\n", asked.from - 1) + 1, asked.from);
  const without = line.replace(bracket, "").trimEnd();
  return without === "" || /[.!?…:]["”»’)]*$/u.test(without);
}
