// What Plumb's core says in English. It is shown as it was said; other languages have it by its word.

/** A sentence for a word and the values in it. */
export type Told = Readonly<Record<string, (values: readonly string[]) => string>>;

export const told: { told: Told } = { told: {} };
