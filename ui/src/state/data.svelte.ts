import { getContext, setContext } from "svelte";
import type { CountName, DataAnswer, DataFilter, DataLook, DataQuestion, DataSet, PostsColumn, PostsFile } from "../backend";
import type { Language } from "../messages";
import type { Jobs } from "./jobs.svelte";
import type { OpenCase } from "./open-case.svelte";
import type { View } from "./view.svelte";

const key = Symbol("data");

export type TraceName = DataQuestion["by"];
export const traces: readonly TraceName[] = ["text", "near-text", "reworded", "link", "repost", "reply", "hashtags", "picture"];

/** How alike texts may be asked to be, the usual one first. */
export const similarities: Partial<Record<TraceName, readonly number[]>> = {
  "near-text": [0.8, 0.6, 0.7, 0.9, 1],
  reworded: [0.693, 0.6, 0.75, 0.8, 0.9],
};

/** The data sets of the case, what one of them shows, and the question put to it. */
export class Data {
  sets = $state.raw<DataSet[]>([]);
  tag = $state<string | null>(null);
  look = $state.raw<DataLook | null>(null);
  /** The filter of what is shown. */
  shownFilter = $state.raw<DataFilter>({ from: null, until: null, hashtags: [], no_reposts: false, no_duplicates: false });
  /** A file whose columns wait to be confirmed. */
  file = $state.raw<PostsFile | null>(null);
  /** Whether it was dropped, so that it can be added as it is instead. */
  fileWasDropped = $state(false);
  from = $state<number | null>(null);
  until = $state<number | null>(null);
  hashtags = $state.raw<string[]>([]);
  noReposts = $state(false);
  noDuplicates = $state(false);
  namesShown = $state(false);
  by = $state<TraceName>("text");
  /** How alike texts must be; null is the usual one of the trace. */
  similarity = $state<number | null>(null);
  withinSeconds = $state(60);
  atLeast = $state(2);
  answer = $state.raw<DataAnswer | null>(null);
  title = $state("");
  namedBecause = $state<string | null>(null);

  constructor(
    readonly open: OpenCase,
    readonly jobs: Jobs,
    readonly language: Language,
    readonly view: View,
  ) {}

  get set(): DataSet | undefined {
    return this.sets.find((set) => set.tag === this.tag);
  }

  /** Reads the data sets again, and looks at the chosen one or the first. */
  /** Which data sets there are, and nothing of what is in them. */
  async list() {
    this.sets = (await this.open.attempt(() => this.open.backend.dataSets())) ?? this.sets;
  }

  async load() {
    await this.list();
    if (!this.set) await this.choose(this.sets.at(-1)?.tag ?? null);
  }

  async choose(tag: string | null) {
    this.tag = tag;
    this.look = null;
    this.hashtags = [];
    this.answer = null;
    await this.setPeriod(null, null);
  }

  /** Narrows everything to a period; null for its open ends. */
  async setPeriod(from: number | null, until: number | null) {
    this.from = from;
    this.until = until;
    await this.refresh();
  }

  async refresh() {
    const tag = this.tag;
    if (tag === null) return;
    const filter = {
      from: this.from,
      until: this.until,
      hashtags: this.hashtags,
      no_reposts: this.noReposts,
      no_duplicates: this.noDuplicates,
    };
    const look = await this.open.attempt(() => this.open.backend.lookAtData(tag, filter));
    if (!look || tag !== this.tag) return;
    this.look = look;
    this.shownFilter = filter;
  }

  async chooseFile() {
    this.file = (await this.open.attempt(() => this.open.backend.choosePosts())) ?? null;
    this.fileWasDropped = false;
  }

  /** Shows what a dropped file's columns are taken for; false when it is no file of posts. */
  async droppedFile(): Promise<boolean> {
    this.file = (await this.open.attempt(() => this.open.backend.droppedPosts())) ?? null;
    this.fileWasDropped = this.file !== null;
    return this.fileWasDropped;
  }

  async import(columns: PostsColumn[], zone: string) {
    this.file = null;
    const given = zone.trim() === "" ? null : zone;
    const { section } = this.view;
    const changed = await this.open.changeBeside(() =>
      this.jobs.run(this.language.words.importing, (job, told) => this.open.backend.importPosts(columns, given, job, told)),
    );
    if (!changed) return;
    // Who went on with something else, or writes, is not taken away from it.
    if (this.view.section === section && section !== "report") this.view.go("data");
    await this.load();
    await this.choose(changed.made);
  }

  get question(): DataQuestion {
    return {
      by: this.by,
      similarity: this.similarity,
      within_seconds: this.withinSeconds,
      at_least: this.atLeast,
      from: this.from,
      until: this.until,
      hashtags: this.hashtags,
      spoken: this.language.tongue,
    };
  }

  /** Looks for accounts that act together; the title that is offered replaces one not written by hand. */
  async ask() {
    const { tag, question } = this;
    if (tag === null) return;
    const offered = this.answer?.title ?? "";
    const answer = await this.open.attempt(() =>
      this.jobs.run(this.language.words.asking, (job, told) => this.open.backend.askData(tag, question, job, told)),
    );
    if (!answer || tag !== this.tag) return;
    this.answer = answer;
    if (this.title === "" || this.title === offered) this.title = answer.title;
  }

  /** Freezes the answer into an exhibit; answers the mark on its sentence. */
  async freeze() {
    const { tag, question, title, namedBecause } = this;
    if (tag === null || !this.answer) return;
    const changed = await this.open.changeBeside(() =>
      this.jobs.run(this.language.words.freezing, (job, told) =>
        this.open.backend.freezeFinding(tag, question, { title, named_because: namedBecause }, job, told),
      ),
    );
    return changed?.made ?? null;
  }

  /** Freezes what is shown into an exhibit; answers the mark on its sentence. */
  async freezeCount(counted: CountName) {
    const { tag, shownFilter } = this;
    if (tag === null) return;
    const changed = await this.open.changeBeside(() =>
      this.jobs.run(this.language.words.freezing, (job, told) => this.open.backend.freezeCount(tag, shownFilter, { counted, spoken: this.language.tongue }, job, told)),
    );
    return changed?.made ?? null;
  }
}

export function provideData(data: Data): Data {
  setContext(key, data);
  return data;
}

export function useData(): Data {
  return getContext<Data>(key);
}
