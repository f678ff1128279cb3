import { getContext, setContext } from "svelte";

export type Section = "evidence" | "claims" | "report";
export type InspectorTab = "details" | "marks" | "claims" | "custody";

export const sections: readonly Section[] = ["evidence", "claims", "report"];

const key = Symbol("view");

/** What is looked at: selection only, never content. */
export class View {
  section = $state<Section>("evidence");
  /** The exhibit whose card is selected. */
  exhibit = $state<number | null>(null);
  /** True when the selected exhibit fills the main pane. */
  exhibitOpen = $state(false);
  /** The selected mark, `E-014·1`. */
  mark = $state<string | null>(null);
  claim = $state<number | null>(null);
  /** The sentence of the manuscript to bring into sight, by its start. */
  sentence = $state<number | null>(null);
  tab = $state<InspectorTab>("details");
  exporting = $state(false);
  #companion = $state<Record<Section, boolean>>({ evidence: true, claims: true, report: true });

  get companion(): boolean {
    return this.#companion[this.section];
  }

  toggleCompanion() {
    this.#companion[this.section] = !this.#companion[this.section];
  }

  go(section: Section) {
    if (section === this.section && section === "evidence") this.closeExhibit();
    this.section = section;
  }

  selectExhibit(number: number) {
    if (number !== this.exhibit) this.mark = null;
    this.exhibit = number;
  }

  openExhibit(number: number, mark: string | null = null) {
    this.section = "evidence";
    this.selectExhibit(number);
    this.mark = mark;
    this.exhibitOpen = true;
    this.tab = mark === null ? "marks" : "claims";
  }

  closeExhibit() {
    this.exhibitOpen = false;
    this.mark = null;
    this.tab = "details";
  }

  selectMark(tag: string | null) {
    this.mark = tag;
    if (tag !== null) this.tab = "claims";
  }

  showClaim(number: number) {
    this.section = "claims";
    this.claim = number;
  }
}

export function provideView(view: View): View {
  setContext(key, view);
  return view;
}

export function useView(): View {
  return getContext<View>(key);
}
