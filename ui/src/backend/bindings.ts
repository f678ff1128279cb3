export const commands = {} as unknown as {
  session(): Promise<Answer<Session>>;
  chooseCase(): Promise<Answer<Session>>;
  startSample(): Promise<Answer<Session>>;
  unlock(passphrase: string): Promise<Answer<Session>>;
  lock(): Promise<Answer<Session>>;
  overview(): Promise<Answer<Overview>>;
  exhibits(): Promise<Answer<ExhibitRow[]>>;
  exhibit(number: number): Promise<Answer<Exhibit>>;
  claims(): Promise<Answer<ClaimRow[]>>;
  claim(number: number): Promise<Answer<Claim>>;
  manuscript(): Promise<Answer<string>>;
  rail(): Promise<Answer<RailSentence[]>>;
  check(): Promise<Answer<Finding[]>>;
  print(): Promise<Answer<Printed>>;
  verify(): Promise<Answer<Integrity>>;
  mark(exhibit: number, selector: Selector, note: string): Promise<Answer<Changed>>;
  link(mark: string, claim: number, stance: Stance): Promise<Answer<Changed>>;
  unlink(mark: string, claim: number): Promise<Answer<Changed>>;
  writeManuscript(text: string): Promise<Answer<Changed>>;
  setConfidence(claim: number, level: Level, reason: string): Promise<Answer<Changed>>;
  undo(): Promise<Answer<Changed>>;
  redo(): Promise<Answer<Changed>>;
  exportReport(format: Format): Promise<Answer<string | null>>;
};

export type Answer<T> = { status: "ok"; data: T } | { status: "error"; error: Failure };
export type Failure = { code: Code; message: string; hint: string | null };
export type Code = "passphrase" | "user" | "not-found" | "newer" | "damaged" | "internal";
export type Session = { state: SessionState; file: string | null };
export type SessionState = "home" | "locked" | "open";
export type Overview = {
  title: string; sample: boolean; encrypted: boolean; exhibits: number; claims: number;
  sentences: number; saved_at: string; undo: string | null; redo: string | null;
};
export type Integrity = { checked_at: string; intact: boolean; problems: string[] };
export type Kind = "post" | "page" | "document" | "picture" | "video" | "sound" | "data" | "statement" | "record";
export type ExhibitRow = {
  number: number; tag: string; title: string; kind: string; source: string;
  marks: number; claims: number; held: boolean; sensitive: boolean; has_picture: boolean;
};
export type Exhibit = {
  number: number; tag: string; title: string; kind: string; source: string; held: boolean; sensitive: boolean; has_picture: boolean;
  width: number; height: number; text: string | null;
  facts: Fact[]; sha256: string | null; size_bytes: number; media_type: string | null;
  marks: Mark[]; custody: Entry[];
};
export type Fact = { name: FactName; value: string };
export type FactName = "posted" | "account" | "address" | "captured" | "by" | "method" | "tier" | "derived" | "archive" | "language" | "publisher" | "tool" | "file" | "description" | "note";
export type Mark = { tag: string; number: number; note: string; selector: Selector; links: MarkLink[] };
export type MarkLink = { claim: number; claim_tag: string; stance: Stance };
export type Selector =
  | { kind: "region"; x: number; y: number; width: number; height: number; page: number | null }
  | { kind: "quote"; exact: string; prefix: string; suffix: string }
  | { kind: "page"; page: number }
  | { kind: "time"; start: number; end: number }
  | { kind: "rows"; first: number; last: number };
export type Stance = "supports" | "contradicts" | "context" | "denial";
export type Standing = "open" | "single-origin" | "backed" | "disputed" | "refuted" | "withdrawn";
export type Level = "low" | "moderate" | "high";
export type Confidence = { level: Level; reason: string; by: string; at: string };
export type ClaimRow = {
  number: number; tag: string; text: string; standing: Standing; accuses: string | null;
  supports: number; contradicts: number; context: number; denials: number; confidence: Level | null;
};
export type Claim = {
  number: number; tag: string; text: string; standing: Standing; accuses: string | null; origins: number;
  confidence: Confidence | null; links: ClaimLink[]; replies: Reply[]; sentences: string[]; findings: Finding[];
};
export type ClaimLink = {
  mark: string; exhibit: number; exhibit_title: string; source: string; has_picture: boolean;
  stance: Stance; note: string; quote: string | null;
};
export type Reply = { whom: string; asked_at: string | null; channel: string; deadline: string | null; answered: boolean; answer: string | null };
export type RailSentence = { start: number; end: number; text: string; support: Support; citations: string[]; why: string };
export type Support = "backed" | "single-origin" | "none" | "contradicted" | "denial" | "not-factual";
export type Finding = {
  rule: string; severity: Severity; message: string; fix: string; quote: string | null;
  start: number | null; end: number | null; objects: string[]; waived: string | null;
};
export type Severity = "error" | "warning" | "note";
export type Printed = { pages: number; version: string };
export type Entry = { number: number; at: string; who: string; what: string };
export type Changed = { what: string; saved_at: string; stale: Topic[]; made: string | null };
export type Topic = "overview" | "exhibits" | "claims" | "manuscript" | "rail" | "checks" | "pages" | "journal";
export type Format = "pdf" | "markdown";
