import type { Found } from "../../backend";
import type { Words } from "../../messages";
import type { Action, Actions } from "../../state/actions.svelte";
import type { OpenCase } from "../../state/open-case.svelte";
import type { View } from "../../state/view.svelte";
import { fold } from "./pieces";

/** A row of the palette. */
export interface Entry {
  readonly key: string;
  readonly title: string;
  readonly beside?: string;
  readonly tag?: string;
  readonly sentence?: boolean;
  readonly keys?: string;
  readonly run: () => unknown;
}

export interface Group {
  readonly name: keyof Words["paletteGroups"];
  readonly entries: Entry[];
}

/** More of a kind than this nobody reads while typing. */
const most_of_a_kind = 8;

/** What is typed into the palette, and what that finds. */
export class PaletteSearch {
  typed = $state("");
  at = $state(0);
  busy = $state(false);
  /** True once the bar was moved: then Space no longer writes. */
  walked = $state(false);
  #found = $state.raw<Found | null>(null);

  constructor(
    readonly open: OpenCase,
    readonly view: View,
    readonly actions: Actions,
    readonly words: () => Words,
  ) {}

  /** What an action would act on, by its tag. */
  get selection(): string | null {
    const { view, open } = this;
    if (view.mark !== null) return view.mark;
    if (view.section === "claims") return open.claims.find((claim) => claim.number === view.claim)?.tag ?? null;
    if (view.section === "evidence" && view.chosen.size > 1) return String(view.chosen.size);
    if (view.section === "evidence") return open.exhibits.find((row) => row.number === view.exhibit)?.tag ?? null;
    return null;
  }

  readonly terms = $derived.by(() => fold(this.typed.replace(/^>/, "")).split(/\s+/u).filter(Boolean));

  readonly groups = $derived.by((): Group[] => {
    const groups: Group[] = [
      { name: "do", entries: this.#commands() },
      { name: "evidence", entries: this.#things((tag) => tag.startsWith("E-")) },
      { name: "claims", entries: this.#things((tag) => tag.startsWith("C-")) },
      { name: "people", entries: this.#things((tag) => !/^[EC]-/.test(tag)) },
      { name: "report", entries: this.#sentences() },
    ];
    return groups.filter((group) => group.entries.length > 0);
  });

  readonly entries = $derived(this.groups.flatMap((group) => group.entries));

  type(typed: string) {
    this.typed = typed;
    this.at = 0;
    this.walked = false;
    void this.#find();
  }

  step(by: number) {
    const many = this.entries.length;
    if (many === 0) return;
    this.walked = true;
    this.at = Math.abs(by) === 1 ? (this.at + by + many) % many : Math.min(many - 1, Math.max(0, this.at + by));
  }

  async #find() {
    const typed = this.typed;
    if (typed.trim() === "" || typed.startsWith(">")) {
      this.#found = null;
      return;
    }
    this.busy = true;
    const found = await this.open.attempt(() => this.open.backend.find(typed, 3 * most_of_a_kind));
    if (typed !== this.typed) return;
    this.#found = found;
    this.busy = false;
  }

  #commands(): Entry[] {
    const words = this.words();
    const seen = new Set<string>(["palette"]);
    const fits = (action: Action) => {
      if (seen.has(action.name)) return false;
      seen.add(action.name);
      const name = fold(words.actions[action.name]).split(/\s+/u);
      return this.terms.every((term) => name.some((word) => word.startsWith(term)));
    };
    const shown = this.actions.possible.filter(fits);
    const most = this.typed.startsWith(">") || this.typed === "" ? shown.length : most_of_a_kind;
    return shown.slice(0, most).map((action) => ({
      key: action.name,
      title: words.actions[action.name],
      keys: this.actions.keyOf(action),
      run: action.run,
    }));
  }

  #things(belongs: (tag: string) => boolean): Entry[] {
    const things = this.#found?.things.filter((thing) => belongs(thing.tag)) ?? [];
    return things.slice(0, most_of_a_kind).map(({ tag, title, beside }) => ({
      key: tag,
      tag,
      title,
      beside,
      run: () => this.view.openTag(tag),
    }));
  }

  #sentences(): Entry[] {
    const found = this.#found?.sentences ?? [];
    return found.slice(0, most_of_a_kind).map(({ start, text }) => ({
      key: `sentence ${start}`,
      title: text,
      sentence: true,
      run: () => this.view.showSentence(start),
    }));
  }
}
