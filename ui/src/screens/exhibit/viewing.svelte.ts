import { getContext, setContext } from "svelte";
import type { Exhibit, Selector } from "../../backend";

const key = Symbol("viewing");

export type Tool = "select" | "mark" | "redact";
export type Side = "picture" | "text";

/** What is about to become a mark or a redaction. */
export interface Draft {
  readonly as: "mark" | "redact";
  readonly selector: Selector;
}

/** How one exhibit is looked at: never what it holds. */
export class Viewing {
  tool = $state<Tool>("select");
  draft = $state.raw<Draft | null>(null);
  page = $state(1);
  side = $state<Side>("picture");
  /** Whether the notes of all marks stand beside them. */
  notes = $state(false);
  /** The selected redaction. */
  redaction = $state<number | null>(null);
  /** The exhibit that this one is compared with. */
  other = $state<number | null>(null);
  /** Whether Space is held. */
  space = $state(false);
  /** Whether the button that stands for Space is held. */
  pressed = $state(false);
  /** What the toolbar's zoom does in the canvas that is shown. */
  zoom = $state.raw<{ percent: () => number; by: (factor: number) => void; fit: () => void } | null>(null);
  /** What the canvas selects for H, R and M, if it knows better than to draw. */
  take = $state.raw<((as: "mark" | "redact") => unknown) | null>(null);

  constructor(readonly exhibit: () => Exhibit | null) {}

  get held(): boolean {
    return this.space || this.pressed;
  }

  get sees(): boolean {
    const exhibit = this.exhibit();
    return exhibit !== null && (!exhibit.sensitive || this.held);
  }

  /** Takes up a tool, or hands what is selected to it at once. */
  use(tool: Tool) {
    if (tool !== "select" && this.take) {
      void this.take(tool);
      return;
    }
    this.tool = this.tool === tool ? "select" : tool;
    this.draft = null;
  }

  begin(selector: Selector) {
    this.draft = { as: this.tool === "redact" ? "redact" : "mark", selector };
  }

  /** Lets go of the innermost thing, and answers whether there was one. */
  release(): boolean {
    if (this.draft || this.tool !== "select") {
      this.draft = null;
      this.tool = "select";
    } else if (this.redaction !== null) this.redaction = null;
    else if (this.other !== null) this.other = null;
    else return false;
    return true;
  }
}

export function provideViewing(viewing: Viewing): Viewing {
  setContext(key, viewing);
  return viewing;
}

export function useViewing(): Viewing {
  return getContext<Viewing>(key);
}
