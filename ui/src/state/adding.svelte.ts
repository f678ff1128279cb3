import { getContext, setContext } from "svelte";
import type { Added, ProgressChannel } from "../backend";
import type { Language } from "../messages";
import type { Jobs } from "./jobs.svelte";
import type { Library } from "./library.svelte";
import type { OpenCase } from "./open-case.svelte";

const key = Symbol("adding");

/** Bringing items into the case, whichever way they come. */
export class Adding {
  /** What the last adding gave, until it is closed. */
  result = $state.raw<Added | null>(null);

  constructor(
    readonly open: OpenCase,
    readonly library: Library,
    readonly jobs: Jobs,
    readonly language: Language,
  ) {}

  files() {
    return this.#run((job, told) => this.open.backend.addFiles(job, told));
  }

  dropped() {
    return this.#run((job, told) => this.open.backend.addDropped(job, told));
  }

  pasted() {
    const { words } = this.language;
    const now = this.language.moment(new Date().toISOString());
    return this.#run((job, told) =>
      this.open.backend.paste(job, told, { picture: words.pastedPicture(now), method: words.pastedMethod }),
    );
  }

  /** Goes to what was added last, all of it selected. */
  show() {
    const { view } = this.library;
    const added = this.result?.exhibits ?? [];
    if (added.length === 0) return;
    if (view.section !== "evidence" || view.exhibitOpen) view.showLibrary();
    view.collection = "inbox";
    this.library.showAll();
    this.library.chooseOnly(added);
  }

  async #run(work: (job: number, told: ProgressChannel) => Promise<Added | null>) {
    this.result = null;
    const { view } = this.library;
    const added = await this.open.addBeside(() => this.jobs.run(this.language.words.adding, work));
    if (!added) return;
    this.result = added;
    view.say(this.language.words.addedSpoken(added.exhibits.length, added.held.length, added.refused.length));
    if (view.section === "evidence" && !view.exhibitOpen) this.show();
  }
}

export function provideAdding(adding: Adding): Adding {
  setContext(key, adding);
  return adding;
}

export function useAdding(): Adding {
  return getContext<Adding>(key);
}
