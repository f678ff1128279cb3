// A case in memory, for tests of the interface and for the design of screens.
// It keeps links, marks, a manuscript and undo; it decides nothing that the
// real backend decides with more than a line.
import { Refusal, type Backend } from "./backend";
import type {
  Changed,
  Claim,
  ClaimLink,
  ClaimRow,
  Exhibit,
  ExhibitRow,
  Finding,

  RailSentence,

  Session,
  Stance,
  Standing,
  Support,
  Topic,
} from "./bindings";
import { claims, exhibits, manuscript, picture, page, type FakeClaim, type FakeExhibit } from "./fake-case";

interface State {
  exhibits: FakeExhibit[];
  claims: FakeClaim[];
  links: { mark: string; claim: number; stance: Stance }[];
  manuscript: string;
}

interface Options {
  session?: Session;
  passphrase?: string;
}

export function fake({ session = { state: "open", file: null }, passphrase = "" }: Options = {}): Backend {
  let state = start();
  let place = session;
  const past: { what: string; before: State }[] = [];
  const future: { what: string; before: State }[] = [];
  const now = () => "2026-06-04T14:32:00+02:00";

  function changed(made: string | null = null): Changed {
    const stale: Topic[] = ["overview", "exhibits", "claims", "manuscript", "rail", "checks", "pages"];
    return { saved_at: now(), stale, made };
  }

  function change(what: string, act: (next: State) => string | null): Changed {
    const before = state;
    const next = structuredClone(state);
    const made = act(next);
    past.push({ what, before });
    future.length = 0;
    state = next;
    return changed(made);
  }

  function travel(from: typeof past, to: typeof past, sentence: string): Changed {
    const step = from.pop();
    if (!step) throw new Refusal({ code: "user", message: sentence, hint: null });
    to.push({ what: step.what, before: state });
    state = step.before;
    return changed();
  }

  function find<T extends { number: number }>(list: T[], number: number, noun: string): T {
    const found = list.find((each) => each.number === number);
    if (!found) throw new Refusal({ code: "not-found", message: `There is no ${noun} ${number}.`, hint: null });
    return found;
  }

  return {
    session: async () => place,
    chooseCase: async () => (place = { state: "locked", file: "harbour.plumb" }),
    startSample: async () => (place = { state: "open", file: "sample.plumb" }),
    unlock: async (given) => {
      if (given !== passphrase) {
        throw new Refusal({
          code: "passphrase",
          message: "This passphrase does not open the case.",
          hint: "Nothing was changed. Try again, or use the recovery code.",
        });
      }
      return (place = { state: "open", file: place.file });
    },
    lock: async () => (place = { state: "home", file: null }),
    overview: async () => ({
      title: "One image, many accounts",
      sample: true,
      encrypted: false,
      exhibits: state.exhibits.length,
      claims: state.claims.length,
      sentences: rail(state).length,
      saved_at: now(),
      undo: past[past.length - 1]?.what ?? null,
      redo: future[future.length - 1]?.what ?? null,
    }),
    exhibits: async () => state.exhibits.map((exhibit) => exhibitRow(state, exhibit)),
    exhibit: async (number) => exhibitDetail(state, find(state.exhibits, number, "exhibit")),
    claims: async () => state.claims.map((claim) => claimRow(state, claim)),
    claim: async (number) => claimDetail(state, find(state.claims, number, "claim")),
    manuscript: async () => state.manuscript,
    rail: async () => rail(state),
    check: async () => findings(state),
    print: async () => ({ pages: 3, version: past.length, remarks: [] }),
    verify: async () => ({ checked_at: now(), intact: true, problems: [] }),
    mark: async (number, selector, note) =>
      change(`Mark on E-${pad(number)}`, (next) => {
        const exhibit = find(next.exhibits, number, "exhibit");
        const tag = `E-${pad(number)}·${exhibit.marks.length + 1}`;
        exhibit.marks.push({ number: exhibit.marks.length + 1, selector, note });
        return tag;
      }),
    link: async (mark, claim, stance) =>
      change(`Link ${mark} to C-${pad(claim, 2)}`, (next) => {
        next.links = next.links.filter((link) => link.mark !== mark || link.claim !== claim);
        next.links.push({ mark, claim, stance });
        return null;
      }),
    unlink: async (mark, claim) =>
      change(`Unlink ${mark} from C-${pad(claim, 2)}`, (next) => {
        next.links = next.links.filter((link) => link.mark !== mark || link.claim !== claim);
        return null;
      }),
    writeManuscript: async (text) =>
      change("Write the manuscript", (next) => {
        next.manuscript = text;
        return null;
      }),
    setConfidence: async (claim, level, reason) =>
      change(`Confidence in C-${pad(claim, 2)}`, (next) => {
        find(next.claims, claim, "claim").confidence = { level, reason, by: "Leyla" };
        return null;
      }),
    undo: async () => travel(past, future, "There is nothing to undo."),
    redo: async () => travel(future, past, "There is nothing to redo."),
    exportReport: async (format) => ({
      name: format === "pdf" ? "report.pdf" : "report.md",
      receipt: "rent affair match state lazy easy alien bread",
    }),
    pictureUrl: (number) => picture(find(exhibits, number, "exhibit")),
    pageUrl: (number) => page(number),
  };
}

function start(): State {
  return structuredClone({
    exhibits,
    claims,
    links: claims.flatMap((claim) => claim.links.map(([mark, stance]) => ({ mark, claim: claim.number, stance }))),
    manuscript,
  });
}

function pad(number: number, digits = 3): string {
  return String(number).padStart(digits, "0");
}

function tagOf(exhibit: FakeExhibit, mark?: { number: number }): string {
  return `E-${pad(exhibit.number)}${mark ? `·${mark.number}` : ""}`;
}

function exhibitRow(state: State, exhibit: FakeExhibit): ExhibitRow {
  const tag = tagOf(exhibit);
  return {
    number: exhibit.number,
    tag,
    title: exhibit.title,
    kind: exhibit.kind,
    source: exhibit.source,
    marks: exhibit.marks.length,
    claims: new Set(state.links.filter((link) => link.mark.startsWith(`${tag}·`)).map((link) => link.claim)).size,
    held: exhibit.held ?? true,
    sensitive: exhibit.sensitive ?? false,
    has_picture: exhibit.text === undefined && (exhibit.held ?? true),
    excerpt: exhibit.text ?? null,
  };
}

function exhibitDetail(state: State, exhibit: FakeExhibit): Exhibit {
  return {
    ...exhibitRow(state, exhibit),
    width: 800,
    height: 600,
    pages: 0,
    language: "en",
    text: exhibit.text ?? null,
    facts: [
      { name: "posted", value: "15 May 2024, 12:21 UTC+11" },
      { name: "address", value: `https://${exhibit.source}/item/${exhibit.number}` },
      { name: "captured", value: "16 May 2024, 09:14 UTC+2" },
      { name: "by", value: "Leyla" },
      { name: "method", value: "Full page" },
      { name: "tier", value: "primary" },
      { name: "note", value: "Synthetic, made for this sample" },
    ],
    sha256: "9f2c41d70be3".padEnd(64, "77a1"),
    size_bytes: 184_320,
    media_type: exhibit.text === undefined ? "image/png" : "text/plain",
    marks: exhibit.marks.map((mark) => ({
      tag: tagOf(exhibit, mark),
      number: mark.number,
      note: mark.note,
      selector: mark.selector,
      links: state.links
        .filter((link) => link.mark === tagOf(exhibit, mark))
        .map((link) => ({ claim: link.claim, claim_tag: `C-${pad(link.claim, 2)}`, stance: link.stance })),
    })),
    custody: [
      { number: exhibit.number, at: "2026-05-16T09:14:00+02:00", who: "Leyla", what: `Added ${tagOf(exhibit)}` },
      { number: 40 + exhibit.number, at: "2026-05-17T10:02:00+02:00", who: "Leyla", what: "Sealed and hashed" },
    ],
  };
}

function count(state: State, claim: FakeClaim, stance: Stance): number {
  return state.links.filter((link) => link.claim === claim.number && link.stance === stance).length;
}

function origins(state: State, claim: FakeClaim): number {
  const supporting = state.links.filter((link) => link.claim === claim.number && link.stance === "supports");
  return new Set(supporting.map((link) => link.mark.split("·")[0])).size;
}

function standing(state: State, claim: FakeClaim): Standing {
  if (count(state, claim, "contradicts") > 0) return "disputed";
  const found = origins(state, claim);
  return found === 0 ? "open" : found === 1 ? "single-origin" : "backed";
}

function claimRow(state: State, claim: FakeClaim): ClaimRow {
  return {
    number: claim.number,
    tag: `C-${pad(claim.number, 2)}`,
    text: claim.text,
    standing: standing(state, claim),
    accuses: claim.accuses ?? null,
    supports: count(state, claim, "supports"),
    contradicts: count(state, claim, "contradicts"),
    context: count(state, claim, "context"),
    denials: count(state, claim, "denial"),
    confidence: claim.confidence?.level ?? null,
  };
}

function claimDetail(state: State, claim: FakeClaim): Claim {
  const tag = `C-${pad(claim.number, 2)}`;
  const links: ClaimLink[] = state.links
    .filter((link) => link.claim === claim.number)
    .flatMap((link) => {
      const exhibit = state.exhibits.find((each) => link.mark.startsWith(`${tagOf(each)}·`));
      const mark = exhibit?.marks.find((each) => tagOf(exhibit, each) === link.mark);
      if (!exhibit || !mark) return [];
      return [
        {
          mark: link.mark,
          exhibit: exhibit.number,
          exhibit_title: exhibit.title,
          source: exhibit.source,
          stance: link.stance,
          note: mark.note,
          quote: mark.selector.kind === "quote" ? mark.selector.exact : null,
        },
      ];
    });
  return {
    number: claim.number,
    tag,
    text: claim.text,
    standing: standing(state, claim),
    accuses: claim.accuses ?? null,
    origins: origins(state, claim),
    confidence: claim.confidence ?? null,
    withdrawn: null,
    links,
    replies: claim.replies ?? [],
    sentences: rail(state)
      .filter((sentence) => sentence.citations.includes(tag))
      .map((sentence) => sentence.text),
    findings: findings(state).filter((finding) => finding.objects.includes(tag)),
  };
}

function rail(state: State): RailSentence[] {
  const sentences = [...state.manuscript.matchAll(/[^\s#][^.!?\n]*[.!?](?:\s*\[@[^\]]+\])*/gu)].filter(
    (match) => !state.manuscript.slice(state.manuscript.lastIndexOf("\n", match.index) + 1).startsWith("#"),
  );
  return sentences.map((match) => {
    const whole = match[0];
    const citations = [...whole.matchAll(/@([CE]-[\d.]+\d)/gu)].map((each) => (each[1] ?? "").replace(".", "·"));
    const support = supportOf(state, whole, citations);
    return { start: match.index, end: match.index + whole.length, text: whole.replace(/\s*\[@[^\]]+\]/gu, ""), support, citations, why: "" };
  });
}

function supportOf(state: State, text: string, citations: string[]): Support {
  if (/^(We|This report)/u.test(text)) return "not-factual";
  const cited = state.claims.filter((claim) => citations.includes(`C-${pad(claim.number, 2)}`));
  if (cited.some((claim) => standing(state, claim) === "disputed")) return "contradicted";
  if (state.links.some((link) => link.stance === "denial" && citations.includes(link.mark))) return "denial";
  const found = cited.map((claim) => origins(state, claim));
  const most = Math.max(0, ...found, citations.filter((tag) => tag.startsWith("E-")).length);
  return most === 0 ? "none" : most === 1 ? "single-origin" : "backed";
}

function findings(state: State): Finding[] {
  return rail(state).flatMap((sentence) => {
    const base = { quote: sentence.text, start: sentence.start, objects: sentence.citations, waived: null };
    if (sentence.support === "none") {
      return [{ rule: "L01", severity: "error" as const, message: "No evidence", fix: "Cite a mark or a claim, or cut the sentence.", ...base }];
    }
    if (sentence.support === "contradicted") {
      return [{ rule: "L08", severity: "error" as const, message: "Contradiction not explained", fix: "Say in the report what speaks against it.", ...base }];
    }
    return [];
  });
}

