import type { Matter } from "../backend";
import type { Matters } from "./en/matters";

/** What is the matter, and what to do, in words. */
export function said<K extends Matter["kind"]>({ matters }: { matters: Matters }, matter: Extract<Matter, { kind: K }>) {
  return matters[matter.kind as K](matter);
}
