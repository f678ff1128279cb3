import { getContext, setContext } from "svelte";
import type { OpenCase } from "./open-case.svelte";

const key = Symbol("draft");
const pause_ms = 700;

/** The manuscript as it stands in the editor, saved whenever the writer pauses. */
export class Draft {
  text = $state("");
  /** The text that the case holds, as far as this draft knows. */
  #saved = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly open: OpenCase) {}

  get unsaved(): boolean {
    return this.text !== this.open.manuscript;
  }

  edit(text: string) {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), pause_ms);
  }

  /** Saves what is not saved yet; called before anything that reads the manuscript elsewhere. */
  async save() {
    clearTimeout(this.#timer);
    const text = this.text;
    if (text === this.#saved) return;
    await this.open.change(() => this.open.backend.writeManuscript(text));
  }

  /** Takes over what the backend says, unless the writer is ahead of it. */
  follow(manuscript: string) {
    if (this.text === this.#saved) this.text = manuscript;
    this.#saved = manuscript;
  }
}

export function provideDraft(draft: Draft): Draft {
  setContext(key, draft);
  return draft;
}

export function useDraft(): Draft {
  return getContext<Draft>(key);
}
