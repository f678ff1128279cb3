// The headings of a text, and how many words it has.

export interface Heading {
  at: number;
  level: number;
  words: string;
}

const fenced = /^(```|~~~)[^\n]*\n[\s\S]*?^\1[^\n]*$/gmu;

/** The end of the head between `---` lines, or 0. */
export function endOfHead(text: string): number {
  return /^---\n[\s\S]*?\n---(?:\n|$)/u.exec(text)?.[0].length ?? 0;
}

/** The title that the head gives. */
export function titleOf(text: string): string {
  const title = /^title:[ \t]*(.+)$/mu.exec(text.slice(0, endOfHead(text)))?.[1] ?? "";
  return title.trim().replace(/^(["'])(.*)\1$/u, "$2");
}

export function headings(text: string): Heading[] {
  const plain = text.replace(fenced, (code) => " ".repeat(code.length));
  return [...plain.matchAll(/^(#{1,6})[ \t]+(.+)$/gmu)].map((found) => ({
    at: found.index,
    level: found[1]?.length ?? 1,
    words: (found[2] ?? "").replace(/\s*(\{[^}]*\}|#+)\s*$/u, ""),
  }));
}

/** The heading under which a place stands. */
export function headingAt(all: readonly Heading[], at: number): Heading | undefined {
  return all.findLast((heading) => heading.at <= at);
}

/** Words as a desk counts them: without the head, citations, charts and marks of Markdown. */
export function wordCount(text: string): number {
  const prose = text
    .slice(endOfHead(text))
    .replace(fenced, " ")
    .replace(/\[[^[\]\n]*@[^[\]\n]*\]|\[\^[^\]\n]*\]:?|\{[^}\n]*\}|^:::.*$/gmu, " ");
  return prose.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,-]*/gu)?.length ?? 0;
}
