import type { Stance } from "../backend";

/** The lanes, in the order of their keys 1 to 4. */
export const stances: readonly Stance[] = ["supports", "contradicts", "context", "denial"];
