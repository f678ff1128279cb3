/** A stretch of a text, and whether it was looked for. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** Letters as the search compares them: small, without accents. */
export function fold(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ı", "i").replaceAll("ə", "e");
}

/** `text` cut where a word begins with one of `hits`, which are folded. */
export function pieces(text: string, hits: readonly string[]): Piece[] {
  const cut: Piece[] = [];
  for (const [word] of text.matchAll(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu)) {
    const hit = hits.some((one) => one !== "" && fold(word).startsWith(one));
    const last = cut.at(-1);
    if (last && last.hit === hit) last.text += word;
    else cut.push({ text: word, hit });
  }
  return cut;
}
