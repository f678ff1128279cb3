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

/** A question as it was put to a data set. */
interface Asked {
  readonly tag: string;
  readonly question: DataQuestion;
}

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
  /** Who acted together; what chance would give comes after it. */
  answer = $state.raw<DataAnswer | null>(null);
  /** What `answer` answers. */
  answered = $state.raw<Asked | null>(null);
  /** Whether a question waits for its whole answer. */
  asking = $state(false);
  title = $state("");
  namedBecause = $state<string | null>(null);
  #newest: Asked | null = null;
  /** Settled when the newest question, and all before it, have their answers or were stopped. */
  #asking: Promise<void> = Promise.resolve();
  #job: number | null = null;
  #freezing = false;

  constructor(
    readonly open: OpenCase,
    readonly jobs: Jobs,
    readonly language: Language,
    readonly view: View,
  ) {}

  get set(): DataSet | undefined {
    return this.sets.find((set) => set.tag === this.tag);
  }

  /** Which data sets there are, and nothing of what is in them. */
  async list() {
    this.sets = (await this.open.attempt(() => this.open.backend.dataSets())) ?? this.sets;
  }

  /** Reads the data sets again, and looks at the chosen one or the newest. */
  async load() {
    await this.list();
    if (!this.set) await this.choose(this.sets.at(-1)?.tag ?? null);
  }

  async choose(tag: string | null) {
    this.#stopAsking();
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
    const put = (this.#newest ?? this.answered)?.question;
    const isOther = JSON.stringify(put) !== JSON.stringify(this.question);
    if (isOther && (this.answer || this.asking)) void this.ask();
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
    // Who went on with something else, writes, or asks is not taken away from it.
    if (this.view.section === section && section !== "report") this.view.go("data");
    await this.list();
    if (this.tag !== changed.made && !this.asking) await this.choose(changed.made);
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

  /**
   * Looks for accounts that act together. They are shown as soon as they are known, before what
   * chance would give. A question that waits for its answer is stopped: the newest one counts.
   */
  ask(): Promise<void> {
    const { tag, question } = this;
    if (tag === null) return Promise.resolve();
    this.#stopAsking();
    const asked = { tag, question };
    this.#newest = asked;
    this.asking = true;
    // What was read for the question before it is there again when that one has ended.
    this.#asking = this.#asking.then(() => this.#put(asked));
    return this.#asking;
  }

  #stopAsking() {
    this.#newest = null;
    this.asking = false;
    if (this.#job !== null) void this.jobs.cancel(this.#job);
  }

  async #put(asked: Asked) {
    if (this.#newest !== asked) return;
    const early = this.open.backend.channel((answer: DataAnswer) => {
      if (this.answer?.chance && this.answered === asked) return;
      this.#show(asked, answer);
    });
    const answer = await this.open.attempt(() =>
      this.jobs.run(this.language.words.asking, (job, told) => {
        this.#job = job;
        return this.open.backend.askData(asked.tag, asked.question, early, job, told);
      }),
    );
    this.#job = null;
    if (this.#newest !== asked) return;
    this.asking = false;
    if (answer) this.#show(asked, answer);
    else if (this.answered !== asked) this.answer = null;
  }

  /** The title that is offered replaces one not written by hand. */
  #show(asked: Asked, answer: DataAnswer) {
    if (this.#newest !== asked) return;
    const offered = this.answer?.title ?? "";
    this.answer = answer;
    this.answered = asked;
    if (this.title === "" || this.title === offered) this.title = answer.title;
  }

  /** Freezes the newest answer into an exhibit, when what chance would give is known; answers the mark on its sentence. */
  async freeze() {
    const { answer, namedBecause } = this;
    const asked = this.#newest ?? this.answered;
    if (!answer || !asked || this.#freezing) return;
    // A title that nobody wrote is that of what is frozen.
    const title = this.title === answer.title ? "" : this.title;
    this.#freezing = true;
    await this.#asking;
    const changed = await this.open.changeBeside(() =>
      this.jobs.run(this.language.words.freezing, (job, told) =>
        this.open.backend.freezeFinding(asked.tag, asked.question, { title, named_because: namedBecause }, job, told),
      ),
    );
    this.#freezing = false;
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
