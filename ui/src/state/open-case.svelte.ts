import { getContext, setContext } from "svelte";
import {
  Refusal,
  type Added,
  type Backend,
  type Changed,
  type Claim,
  type ClaimRow,
  type Collection,
  type EventRow,
  type Exhibit,
  type ExhibitRow,
  type Integrity,
  type MarkRow,
  type Overview,
  type PartyPage,
  type PartyRow,
  type ProgressChannel,
  type ReportSection,
  type Topic,
} from "../backend";

import type { Jobs } from "./jobs.svelte";

const key = Symbol("open case");

/** What the backend last said about the open case. A write names what became stale, and exactly that is read again. */
export class OpenCase {
  overview = $state.raw<Overview | null>(null);
  exhibits = $state.raw<ExhibitRow[]>([]);
  /** What lies in the bin. */
  binned = $state.raw<ExhibitRow[]>([]);
  collections = $state.raw<Collection[]>([]);
  /** What the report cites, by section. */
  sections = $state.raw<ReportSection[]>([]);
  exhibit = $state.raw<Exhibit | null>(null);
  claims = $state.raw<ClaimRow[]>([]);
  claim = $state.raw<Claim | null>(null);
  marks = $state.raw<MarkRow[]>([]);
  parties = $state.raw<PartyRow[]>([]);
  party = $state.raw<PartyPage | null>(null);
  events = $state.raw<EventRow[]>([]);
  manuscript = $state.raw("");
  /** Whether the manuscript is here yet: nobody may write before. */
  reportRead = $state(false);
  /** Grows with every change of the case beside the report's text. */
  epoch = $state(0);
  integrity = $state.raw<Integrity | null>(null);
  verifying = $state(false);
  savedAt = $state<string | null>(null);
  failure = $state.raw<Refusal | null>(null);
  loaded = $state(false);

  /** The tags of what the last check read. */
  #checked = $state.raw<ReadonlySet<string>>(new Set());
  readonly #excerpts = new Map<number, Promise<string>>();
  #exhibitNumber: number | null = null;
  #claimNumber: number | null = null;
  #partyTag: string | null = null;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(readonly backend: Backend) {}

  async load() {
    await this.attempt(async () => {
      // The library can be worked with before the rest is there.
      await this.#read(["overview", "exhibits", "collections"]);
      this.savedAt = this.overview?.saved_at ?? null;
      this.loaded = true;
      await this.#read(["claims", "parties", "manuscript", "rail"]);
    });
  }

  /** The beginning of an exhibit's text, read once. */
  excerpt(number: number): Promise<string> {
    const known = this.#excerpts.get(number);
    if (known) return known;
    const read = this.backend.excerpts([number]).then(([text]) => text ?? "", () => "");
    this.#excerpts.set(number, read);
    return read;
  }

  async showExhibit(number: number) {
    this.#exhibitNumber = number;
    if (this.exhibit?.number !== number) this.exhibit = null;
    await this.attempt(() => this.#readExhibit());
  }

  async showClaim(number: number) {
    this.#claimNumber = number;
    if (this.claim?.number !== number) this.claim = null;
    await this.attempt(() => this.#readClaim());
  }

  async showParty(tag: string) {
    this.#partyTag = tag;
    if (this.party?.row.tag !== tag) this.party = null;
    await this.attempt(() => this.#readParty());
  }

  async verify(jobs: Jobs, name: string) {
    this.verifying = true;
    const read = new Set([...this.exhibits, ...this.binned].filter((row) => row.sealed).map((row) => row.tag));
    const check = (job: number, told: ProgressChannel) => this.backend.verify(job, told);
    await this.attempt(async () => {
      this.integrity = await jobs.run(name, check);
      this.#checked = read;
    });
    this.verifying = false;
  }

  /** What the last check found of the originals with these tags; it says nothing of those that came after it. */
  soundness(tags: readonly string[]): "unknown" | "unchanged" | "changed" {
    const { integrity } = this;
    if (!integrity) return "unknown";
    const isNamed = (tag: string) => integrity.problems.some(({ subjects, what }) => subjects.includes(tag) || what.values.includes(tag));
    if (tags.some(isNamed)) return "changed";
    return tags.every((tag) => this.#checked.has(tag)) ? "unchanged" : "unknown";
  }

  /** The same of the whole case, its journal too. */
  get caseSoundness(): "unknown" | "unchanged" | "changed" {
    if (this.integrity?.intact === false) return "changed";
    return this.soundness(this.exhibits.filter((row) => row.sealed).map((row) => row.tag));
  }

  /** Runs one write after those before it, then reads again what it made stale. */
  change(write: () => Promise<Changed | null>): Promise<Changed | null> {
    const run = this.#writing.then(() => this.#written(write));
    this.#writing = run;
    return run;
  }

  /** As `change`, for work that takes long: other writes do not wait for it. */
  async changeBeside(write: () => Promise<Changed | null>): Promise<Changed | null> {
    await this.#writing;
    return this.#written(write);
  }

  /** The same for what answers more than what became stale. */
  async addBeside(write: () => Promise<Added | null>): Promise<Added | null> {
    let answer: Added | null = null;
    await this.changeBeside(async () => {
      answer = await write();
      return answer?.changed ?? null;
    });
    return answer;
  }

  #written(write: () => Promise<Changed | null>): Promise<Changed | null> {
    return this.attempt(async () => {
      const changed = await write();
      if (changed === null) return null;
      this.savedAt = changed.saved_at;
      await this.#read(changed.stale);
      return changed;
    });
  }

  undo(steps = 1) {
    return this.change(() => this.backend.undo(steps));
  }

  redo(steps = 1) {
    return this.change(() => this.backend.redo(steps));
  }

  /** Runs `work`; a refusal becomes the sentence the window shows. */
  async attempt<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await work();
      this.failure = null;
      return answer;
    } catch (error) {
      const refusal = asRefusal(error);
      // Who stopped it knows.
      if (refusal.code !== "stopped") this.failure = refusal;
      return null;
    }
  }

  async #read(stale: Topic[]) {
    const reads: Record<Topic, () => Promise<unknown>> = {
      overview: async () => (this.overview = await this.backend.overview()),
      custody: () => this.#readExhibit(),
      exhibits: async () => {
        const rows = await this.backend.exhibits();
        this.binned = rows.filter((row) => row.binned);
        this.exhibits = this.binned.length === 0 ? rows : rows.filter((row) => !row.binned);
      },
      collections: async () => (this.collections = await this.backend.collections()),
      claims: async () => {
        [this.claims, this.marks] = await Promise.all([this.backend.claims(), this.backend.marks()]);
        await this.#readClaim();
      },
      parties: async () => {
        [this.parties, this.events] = await Promise.all([this.backend.parties(), this.backend.events()]);
        await this.#readParty();
      },
      manuscript: async () => {
        this.manuscript = await this.backend.manuscript();
        this.reportRead = true;
      },
      rail: async () => (this.sections = await this.backend.reportSections()),
      // The draft asks for them while it is on the screen: they hash every original.
      checks: async () => undefined,
      pages: async () => {
        if (!stale.includes("manuscript")) this.epoch++;
      },
    };
    await Promise.all(stale.map((topic) => reads[topic]()));
  }

  async #readExhibit() {
    const number = this.#exhibitNumber;
    if (number === null) return;
    // What lies in the bin has a panel of its own.
    if (this.binned.some((row) => row.number === number)) return;
    const exhibit = await this.backend.exhibit(number);
    if (number === this.#exhibitNumber) this.exhibit = exhibit;
  }

  async #readParty() {
    const tag = this.#partyTag;
    if (tag === null) return;
    try {
      const party = await this.backend.party(tag);
      if (tag === this.#partyTag) this.party = party;
    } catch (error) {
      // An undo can take away what is looked at.
      if (asRefusal(error).code !== "not-found") throw error;
      this.party = null;
    }
  }

  async #readClaim() {
    const number = this.#claimNumber;
    if (number === null) return;
    try {
      const claim = await this.backend.claim(number);
      if (number === this.#claimNumber) this.claim = claim;
    } catch (error) {
      // An undo can take away what is looked at.
      if (asRefusal(error).code !== "not-found") throw error;
      this.claim = null;
    }
  }
}

export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal({ code: "internal", message: { text: String(error), word: "", values: [] }, hint: null });
}

export function provideCase(open: OpenCase): OpenCase {
  setContext(key, open);
  return open;
}

export function useCase(): OpenCase {
  return getContext<OpenCase>(key);
}
