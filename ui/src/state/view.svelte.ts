import { getContext, setContext } from "svelte";
import { MediaQuery, SvelteSet } from "svelte/reactivity";
import type { Settings } from "./settings.svelte";

export type Section = "evidence" | "data" | "claims" | "timeline" | "report";
export type InspectorTab = "details" | "marks" | "claims" | "custody";
/** What lies over the window; there is one at a time, and Escape closes it. */
export type Layer = "palette" | "settings" | "export" | "history" | "integrity" | "add";

export const sections: readonly Section[] = ["evidence", "data", "claims", "timeline", "report"];

/** What a person is in the middle of on a screen: writing something new, linking, answering. */
export type Task =
  | "draft claim"
  | "edit claim"
  | "link marks"
  | "record reply"
  | "new event"
  | { explain: string };

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
  /** The chosen event of the timeline, by its number. */
  event = $state<number | null>(null);
  /** The chosen tie of the diagram, by its tag. */
  link = $state<string | null>(null);
  /** The collection that the library shows; null for the whole case. */
  collection = $state<string | null>(null);
  /** The sentence of the manuscript to bring into sight, by its start. */
  sentence = $state<number | null>(null);
  tab = $state<InspectorTab>("details");
  layer = $state<Layer | null>(null);
  /** What quick look shows: the tag of an exhibit, a mark or a claim. */
  peeked = $state<string | null>(null);
  /** The tags among which the arrow keys of quick look walk. */
  #walk = $state.raw<readonly string[]>([]);
  /** What a screen reader was told last. */
  said = $state("");
  task = $state.raw<Task | null>(null);
  /** True where the companion has no room beside the main pane and lies over it. */
  readonly #narrow = new MediaQuery("width < 1180px");
  #back = $state.raw<Place[]>([]);
  #forward = $state.raw<Place[]>([]);

  constructor(readonly settings: Settings) {}

  get narrow(): boolean {
    return this.#narrow.current;
  }

  /** Whether this section shows its companion; each remembers it, beside the main pane and over it apart. */
  get companion(): boolean {
    return this.settings.now.companions[this.#companionName] ?? !this.narrow;
  }

  showCompanion(shown: boolean) {
    const companions = { ...this.settings.now.companions, [this.#companionName]: shown };
    return this.settings.change({ companions });
  }

  get #companionName(): string {
    return this.narrow ? `${this.section}, over` : this.section;
  }

  /** Tells a screen reader something that is only seen otherwise. */
  say(what: string) {
    this.said = what;
  }

  /** Shows quick look of a tag, and of those beside it in its list with the arrow keys. */
  peek(tag: string, walk: readonly string[] = [tag]) {
    this.#walk = walk;
    this.peeked = tag;
  }

  walkPeek(by: number) {
    const at = this.#walk.indexOf(this.peeked ?? "");
    this.peeked = this.#walk[at + by] ?? this.peeked;
  }

  /** Opens what has this tag where one works on it. */
  openTag(tag: string) {
    const number = Number(/^\w+-0*(\d+)/.exec(tag)?.[1] ?? NaN);
    if (Number.isNaN(number)) return;
    if (tag.startsWith("C-")) this.showClaim(number);
    else if (tag.startsWith("E-")) this.openExhibit(number, /[·.]/.test(tag) ? tag.replace(".", "·") : null);
    else this.showParty(tag);
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
    // The section shows the whole case; a collection is asked for by its own name.
    if (section === this.section) this.collection = null;
    if (section === "timeline" && this.section === "timeline") this.party = null;
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

  /** Goes to the library, whatever was open. */
  showLibrary() {
    this.#leave();
    this.section = "evidence";
    this.exhibitOpen = false;
    this.mark = null;
    this.tab = "details";
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

  /** Leaves the page of a person for the timeline. */
  closeParty() {
    this.#leave();
    this.party = null;
  }

  showSentence(start: number) {
    if (this.section !== "report") this.#leave();
    this.section = "report";
    this.sentence = start;
  }

  /** What can be gone back to from here on. */
  #leave() {
    this.task = null;
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
