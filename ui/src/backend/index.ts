export { Refusal } from "./backend";
export type { Backend, ProgressChannel } from "./backend";
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
  Progress,
  RailSentence,
  Reply,
  Selector,
  Session,
  Settings,
  Stance,
  Standing,
  Step,
  Support,
  Topic,
} from "./bindings";

export { shell as connect } from "./shell";
