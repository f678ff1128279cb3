import type { SourceFields } from "../../backend";

/** A change of some fields that leaves the others. */
export function blank(fields: Partial<SourceFields>): SourceFields {
  return {
    title: null, kind: null, posted: null, captured: null, by: null, account: null, publisher: null, address: null, method: null,
    tool: null, tier: null, derived: null, language: null, description: null, note: null, sensitive: null, ...fields,
  };
}
