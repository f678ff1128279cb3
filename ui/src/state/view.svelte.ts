import { getContext, setContext } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import type { Settings } from "./settings.svelte";

export type Section = "evidence" | "claims" | "timeline" | "report";
export type InspectorTab = "details" | "marks" | "claims" | "custody";
/** What lies over the window; there is one at a time, and Escape closes it. */
export type Layer = "palette" | "settings" | "export" | "history" | "add";

export const sections: readonly Section[] = ["evidence", "claims", "report"];

const key = Symbol("view");

/** Where the window was, for going back. */
interface Place {
  section: Section;
  exhibit: number | null;
  exhibitOpen: boolean;
  mark: string | null;
  claim: number | null;
  party: string | null;
}

/** What is looked at: selection only, never content. */
export class View {
  section = $state<Section>("evidence");
  /** The exhibit that has the focus of the library, or is open. */
  exhibit = $state<number | null>(null);
  /** All selected exhibits, the focused one among them. */
  readonly chosen = new SvelteSet<number>();
  /** True when the exhibit fills the main pane. */
  exhibitOpen = $state(false);
  /** The selected mark, `E-014·1`. */
  mark = $state<string | null>(null);
  claim = $state<number | null>(null);
  /** The person, organisation or account whose page is open, by its tag. */
  party = $state<string | null>(null);
  /** The collection that the library shows; null for the whole case. */
  collection = $state<string | null>(null);
  /** The sentence of the manuscript to bring into sight, by its start. */
  sentence = $state<number | null>(null);
  tab = $state<InspectorTab>("details");
  layer = $state<Layer | null>(null);
  /** What quick look shows: the tag of an exhibit, a mark or a claim. */
  peeked = $state<string | null>(null);
  #back = $state.raw<Place[]>([]);
  #forward = $state.raw<Place[]>([]);

  constructor(readonly settings: Settings) {}

  /** Whether this section shows its companion; each remembers it. */
  get companion(): boolean {
    return this.settings.now.companions[this.section] ?? true;
  }

  toggleCompanion() {
    const companions = { ...this.settings.now.companions, [this.section]: !this.companion };
    return this.settings.change({ companions });
  }

  get canGoBack(): boolean {
    return this.#back.length > 0;
  }

  get canGoForward(): boolean {
    return this.#forward.length > 0;
  }

  back() {
    const to = this.#back.at(-1);
    if (!to) return;
    this.#forward = [...this.#forward, this.#here()];
    this.#back = this.#back.slice(0, -1);
    this.#stand(to);
  }

  forward() {
    const to = this.#forward.at(-1);
    if (!to) return;
    this.#back = [...this.#back, this.#here()];
    this.#forward = this.#forward.slice(0, -1);
    this.#stand(to);
  }

  go(section: Section) {
    if (section === this.section && section === "evidence" && this.exhibitOpen) {
      this.closeExhibit();
      return;
    }
    this.#leave();
    this.section = section;
  }

  /** Selects one exhibit and no other. */
  selectExhibit(number: number) {
    if (number !== this.exhibit) this.mark = null;
    this.exhibit = number;
    this.chosen.clear();
    this.chosen.add(number);
  }

  openExhibit(number: number, mark: string | null = null) {
    this.#leave();
    this.section = "evidence";
    this.selectExhibit(number);
    this.mark = mark;
    this.exhibitOpen = true;
    this.tab = mark === null ? "marks" : "claims";
  }

  closeExhibit() {
    this.#leave();
    this.exhibitOpen = false;
    this.mark = null;
    this.tab = "details";
  }

  selectMark(tag: string | null) {
    this.mark = tag;
    if (tag !== null) this.tab = "claims";
  }

  showClaim(number: number) {
    this.#leave();
    this.section = "claims";
    this.claim = number;
  }

  showParty(tag: string) {
    this.#leave();
    this.section = "timeline";
    this.party = tag;
  }

  showSentence(start: number) {
    if (this.section !== "report") this.#leave();
    this.section = "report";
    this.sentence = start;
  }

  /** What can be gone back to from here on. */
  #leave() {
    this.#back = [...this.#back, this.#here()].slice(-100);
    this.#forward = [];
  }

  #here(): Place {
    const { section, exhibit, exhibitOpen, mark, claim, party } = this;
    return { section, exhibit, exhibitOpen, mark, claim, party };
  }

  #stand(at: Place) {
    if (at.exhibit === null) this.chosen.clear();
    else this.selectExhibit(at.exhibit);
    Object.assign(this, at);
  }
}

export function provideView(view: View): View {
  setContext(key, view);
  return view;
}

export function useView(): View {
  return getContext<View>(key);
}
