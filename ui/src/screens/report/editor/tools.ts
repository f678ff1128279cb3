import type { Deed } from "./format";

/** What the bar above the text can have done in it. */
export interface Tools {
  apply: (deed: Deed) => void;
  /** Opens the list of what can be cited. */
  ask: () => void;
}
