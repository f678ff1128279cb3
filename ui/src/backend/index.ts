export { Refusal } from "./backend";
export type { Backend } from "./backend";
export type {
  Changed,
  Claim,
  ClaimLink,
  ClaimRow,
  Confidence,
  Entry,
  Exhibit,
  ExhibitRow,
  Exported,
  Fact,
  Finding,
  Format,
  Integrity,
  Level,
  Mark,
  Overview,
  Printed,
  RailSentence,
  Reply,
  Selector,
  Session,
  Stance,
  Standing,
  Support,
  Topic,
} from "./bindings";

import type { Backend } from "./backend";

/** The shell when there is one; in development without it, the fake. */
export async function connect(): Promise<Backend> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    return (await import("./fake")).fake();
  }
  return (await import("./shell")).shell();
}
