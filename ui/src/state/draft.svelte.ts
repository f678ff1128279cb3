import { getContext, setContext } from "svelte";
import type { Finding, Passage, Printed, RailSentence } from "../backend";
import type { OpenCase } from "./open-case.svelte";

const key = Symbol("draft");
const save_ms = 700;
const weigh_ms = 150;
/** Who types without a pause is saved and weighed all the same. */
const save_at_most_ms = 4000;
const weigh_at_most_ms = 800;
const locate_ms = 60;

type Work = "save" | "weigh" | "locate";

/** What others may ask of the editor, while it is on the screen. */
export interface Writing {
  /** Replaces a stretch of the text and puts the caret where it says. */
  change: (edit: { from: number; to: number; insert: string; caret: number }) => void;
  select: (from: number, to: number) => void;
  focus: () => void;
}

/** The report as it stands in the editor: its text, what carries it, its pages. Saved whenever the writer pauses, and every few seconds. */
export class Draft {
  text = $state("");
  caret = $state(0);
  rail = $state.raw<RailSentence[]>([]);
  findings = $state.raw<Finding[]>([]);
  /** True while the support of the text as it stands is not known yet. */
  weighing = $state(false);
  printed = $state.raw<Printed | null>(null);
  printing = $state(false);
  /** The paragraph with the caret, and where it is printed. */
  passage = $state.raw<Passage | null>(null);
  writing: Writing | null = null;
  /** Whether somebody looks at the pages. */
  pagesWanted = $state(false);

  /** The text that the case holds, as far as this draft knows. */
  #saved = "";
  #weighed = "";
  #printed = "";
  #timers: Partial<Record<Work, ReturnType<typeof setTimeout>>> = {};
  /** Since when a work is put off. */
  #since: Partial<Record<Work, number>> = {};

  constructor(readonly open: OpenCase) {}

  get unsaved(): boolean {
    return this.text !== this.open.manuscript;
  }

  edit(text: string) {
    if (text === this.text) return;
    this.text = text;
    this.#later("save", save_ms, () => this.save(), save_at_most_ms);
    this.#later("weigh", weigh_ms, () => this.weigh(), weigh_at_most_ms);
  }

  moveTo(caret: number) {
    this.caret = caret;
    this.#later("locate", locate_ms, () => this.locate());
  }

  /** Saves what is not saved yet; called before anything that reads the manuscript elsewhere. */
  async save() {
    this.#stop("save");
    const text = this.text;
    const before = this.#saved;
    if (text === before) return;
    this.#saved = text;
    const changed = await this.open.change(() => this.open.backend.writeManuscript(text));
    if (changed === null && this.#saved === text) this.#saved = before;
  }

  /** Takes over what the backend says, unless the writer is ahead of it. */
  follow(manuscript: string) {
    if (this.text !== this.#saved || manuscript === this.#saved) return;
    this.#saved = manuscript;
    this.text = manuscript;
    void this.weigh();
  }

  /** Asks what carries the text, and has its pages set if anybody looks at them. */
  async weigh() {
    this.#stop("weigh");
    const text = this.text;
    const now = `${this.open.epoch} ${text}`;
    if (now !== this.#weighed) {
      this.weighing = true;
      const weighed = await this.open.attempt(() => this.open.backend.weigh(text));
      if (text !== this.text) return;
      this.weighing = false;
      if (weighed) {
        this.#weighed = now;
        this.rail = weighed.rail;
        this.findings = weighed.findings;
      }
    }
    await this.print();
  }

  /** Sets the pages of the text as it stands, once for each change. */
  async print() {
    const text = this.text;
    const now = `${this.open.epoch} ${text}`;
    if (!this.pagesWanted || now === this.#printed) return;
    this.#printed = now;
    this.printing = true;
    const printed = await this.open.attempt(() => this.open.backend.print(text));
    if (now !== this.#printed) return;
    this.printing = false;
    if (printed === null) {
      this.#printed = "";
      return;
    }
    this.printed = printed;
    await this.locate();
  }

  /** Asks where the paragraph with the caret is printed. */
  async locate() {
    const { caret, printed } = this;
    if (!printed) return;
    const passage = await this.open.attempt(() => this.open.backend.passageAt(printed.version, caret));
    if (caret === this.caret && printed === this.printed) this.passage = passage;
  }

  #later(what: Work, ms: number, run: () => Promise<void>, at_most_ms = Infinity) {
    const now = performance.now();
    const since = this.#since[what] ?? now;
    this.#stop(what);
    this.#since[what] = since;
    const wait = Math.max(0, Math.min(ms, since + at_most_ms - now));
    this.#timers[what] = setTimeout(() => (this.#stop(what), void run()), wait);
  }

  #stop(what: Work) {
    clearTimeout(this.#timers[what]);
    delete this.#since[what];
  }
}

export function provideDraft(draft: Draft): Draft {
  setContext(key, draft);
  return draft;
}

export function useDraft(): Draft {
  return getContext<Draft>(key);
}
