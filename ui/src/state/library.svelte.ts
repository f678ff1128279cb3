import { getContext, setContext } from "svelte";
import type { ExhibitRow } from "../backend";
import type { Words } from "../messages";
import type { OpenCase } from "./open-case.svelte";
import type { View } from "./view.svelte";

const key = Symbol("library");

/** What can be asked of an exhibit beside its kind. */
export const traits = ["unmarked", "unlinked", "sensitive", "notHeld"] as const;
export type Trait = (typeof traits)[number];

export const orders = ["number", "title", "source", "posted", "captured", "marks", "claims"] as const;
export type Order = (typeof orders)[number];

export const groupings = ["none", "section", "collection", "kind"] as const;
export type Grouping = (typeof groupings)[number];

export interface Group {
  title: string;
  /** Said beside the title: `section of the report`. */
  note: string;
  rows: ExhibitRow[];
}

const has: Record<Trait, (row: ExhibitRow) => boolean> = {
  unmarked: (row) => row.marks === 0,
  unlinked: (row) => row.claims === 0,
  sensitive: (row) => row.sensitive,
  notHeld: (row) => !row.held,
};

const value: Record<Order, (row: ExhibitRow) => string | number> = {
  number: (row) => row.number,
  title: (row) => row.title.toLocaleLowerCase(),
  source: (row) => row.source.toLocaleLowerCase(),
  posted: (row) => row.posted ?? "~",
  captured: (row) => row.captured ?? "~",
  marks: (row) => row.marks,
  claims: (row) => row.claims,
};

/** How the library shows the case: what of it, in which order, how large, and what is selected. */
export class Library {
  kind = $state<string | null>(null);
  trait = $state<Trait | null>(null);
  label = $state<string | null>(null);
  order = $state<Order>("number");
  downwards = $state(false);
  grouping = $state<Grouping>("none");
  look = $state<"grid" | "list">("grid");
  /** The least width of a card, in pixels. */
  card_px = $state(190);
  #anchor: number | null = null;

  constructor(
    readonly open: OpenCase,
    readonly view: View,
  ) {}

  /** What lies in the place that the sidebar shows. */
  readonly here = $derived.by((): ExhibitRow[] => {
    const place = this.view.collection;
    if (place === null) return this.open.exhibits;
    if (place === "bin") return this.open.binned;
    if (place === "inbox") return this.open.exhibits.filter((row) => row.collections.length === 0);
    return this.open.exhibits.filter((row) => row.collections.includes(place));
  });

  readonly kinds = $derived.by((): [string, number][] => {
    const counts = new Map<string, number>();
    for (const row of this.here) counts.set(row.kind, (counts.get(row.kind) ?? 0) + 1);
    return [...counts];
  });

  /** Every tag of the case, by letter. */
  readonly labels = $derived.by(() => [...new Set(this.open.exhibits.flatMap((row) => row.labels))].sort());

  readonly inbox = $derived.by(() => this.open.exhibits.reduce((count, row) => count + (row.collections.length === 0 ? 1 : 0), 0));

  readonly #found = $derived.by((): ExhibitRow[] => {
    const { kind, trait, label } = this;
    if (kind === null && trait === null && label === null) return this.here;
    return this.here.filter(
      (row) => (kind === null || row.kind === kind) && (trait === null || has[trait](row)) && (label === null || row.labels.includes(label)),
    );
  });

  readonly #sorted = $derived.by((): ExhibitRow[] => {
    if (this.order === "number" && !this.downwards) return this.#found;
    const by = value[this.order];
    const sign = this.downwards ? -1 : 1;
    return [...this.#found].sort((a, b) => {
      const [one, other] = [by(a), by(b)];
      return one === other ? a.number - b.number : one < other ? -sign : sign;
    });
  });

  groups(words: Words): Group[] {
    const rows = this.#sorted;
    if (this.grouping === "section") return this.#bySection(rows, words);
    if (this.grouping === "collection") {
      const all = this.open.collections.map(({ id, name }) => this.#group(name, "", rows, (row) => row.collections[0] === id));
      return filled([...all, this.#group(words.inbox, "", rows, (row) => row.collections.length === 0)]);
    }
    if (this.grouping === "kind") {
      return filled(this.kinds.map(([kind]) => this.#group(words.kinds[kind] ?? kind, "", rows, (row) => row.kind === kind)));
    }
    return [{ title: "", note: "", rows }];
  }

  /** The exhibits in the order in which they stand on the screen. */
  readonly shown = $derived.by((): ExhibitRow[] => {
    if (this.grouping === "none") return this.#sorted;
    // The order does not depend on the words.
    return this.groups({ kinds: {}, inbox: "" } as unknown as Words).flatMap((group) => group.rows);
  });

  get filtered(): boolean {
    return this.kind !== null || this.trait !== null || this.label !== null;
  }

  showAll() {
    this.kind = this.trait = this.label = null;
  }

  /** The numbers of what is selected, in the order of the screen. */
  get selection(): number[] {
    return this.shown.filter((row) => this.view.chosen.has(row.number)).map((row) => row.number);
  }

  choose(number: number) {
    this.#anchor = number;
    this.view.selectExhibit(number);
  }

  toggle(number: number) {
    const { view } = this;
    this.#anchor = number;
    if (view.chosen.has(number) && view.chosen.size > 1) {
      view.chosen.delete(number);
      if (view.exhibit === number) this.#focus([...view.chosen].at(-1) ?? number);
      return;
    }
    view.chosen.add(number);
    this.#focus(number);
  }

  /** Selects everything from where the last click was to here. */
  extend(number: number) {
    const numbers = this.shown.map((row) => row.number);
    const from = numbers.indexOf(this.#anchor ?? this.view.exhibit ?? number);
    const to = numbers.indexOf(number);
    const between = numbers.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.view.chosen.clear();
    for (const one of from < 0 ? [number] : between) this.view.chosen.add(one);
    this.#focus(number);
  }

  chooseAll() {
    for (const row of this.shown) this.view.chosen.add(row.number);
    const first = this.view.exhibit ?? this.shown[0]?.number;
    if (first !== undefined) this.#focus(first);
  }

  /** Selects these and no others. */
  chooseOnly(numbers: readonly number[]) {
    this.view.chosen.clear();
    for (const number of numbers) this.view.chosen.add(number);
    const [first] = numbers;
    if (first !== undefined) {
      this.#anchor = first;
      this.#focus(first);
    }
  }

  #focus(number: number) {
    if (this.view.exhibit !== number) this.view.mark = null;
    this.view.exhibit = number;
  }

  #group(title: string, note: string, rows: ExhibitRow[], wanted: (row: ExhibitRow) => boolean): Group {
    return { title, note, rows: rows.filter(wanted) };
  }

  #bySection(rows: ExhibitRow[], words: Words): Group[] {
    const at = new Map(this.open.sections.flatMap((section, place) => section.exhibits.map((use) => [use.exhibit, place] as const)));
    const cited = this.open.sections.map((section, place) =>
      this.#group(section.title || words.report, words.sectionOfReport, rows, (row) => at.get(row.number) === place),
    );
    return filled([...cited, this.#group(words.notCitedYet, "", rows, (row) => !at.has(row.number))]);
  }
}

function filled(groups: Group[]): Group[] {
  return groups.filter((group) => group.rows.length > 0);
}

export function provideLibrary(library: Library): Library {
  setContext(key, library);
  return library;
}

export function useLibrary(): Library {
  return getContext<Library>(key);
}
