import { getContext, setContext, untrack } from "svelte";
import { keys, type ActionName } from "./keys";
import type { Settings } from "./settings.svelte";

export type { ActionName };

const key = Symbol("actions");

/** Something that a key, the palette or a footer's hint can do; `keys.ts` has its keys. */
export interface Action {
  readonly name: ActionName;
  readonly run: () => unknown;
  /** Whether it can be done now; always, if absent. */
  readonly enabled?: () => boolean;
  /** Whether the footer names it while it can be done. */
  readonly hint?: boolean;
}

/** The actions of what is on the screen; those added last come first. */
export class Actions {
  all = $state.raw<Action[]>([]);
  /** What has the focus now; some actions act on it. */
  focused = $state.raw<Element | null>(null);

  constructor(readonly settings: Settings) {}

  /** Adds actions and answers how to take them away again. */
  add(added: Action[]): () => void {
    untrack(() => (this.all = [...added, ...this.all]));
    return () => untrack(() => (this.all = this.all.filter((action) => !added.includes(action))));
  }

  keyOf({ name }: Pick<Action, "name">): string {
    return this.settings.now.shortcuts[name] ?? keys[name];
  }

  get possible(): Action[] {
    return this.all.filter((action) => action.enabled?.() ?? true);
  }

  /** The tag of what has the focus, and those beside it in its list: lists say them with `data-tag`, and where
   * more than what takes letters is one list, that is said with `data-walk`. */
  get tagged(): { tag: string; walk: string[] } | null {
    const at = this.focused?.closest<HTMLElement>("[data-tag]");
    const tag = at?.dataset["tag"];
    if (!at || tag === undefined) return null;
    const list = at.closest("[data-walk]") ?? at.closest("[data-letters]") ?? at;
    const walk = [...list.querySelectorAll<HTMLElement>("[data-tag]")].flatMap((one) => one.dataset["tag"] ?? []);
    return { tag, walk: walk.length > 0 ? [...new Set(walk)] : [tag] };
  }

  /** Does what the keys of `event` mean here, and answers whether they meant something. */
  press(event: KeyboardEvent): boolean {
    const pressed = chord(event);
    if (isLetter(pressed) && !(this.settings.now.single_keys && takesLetters(event.target))) return false;
    const action = this.possible.find((one) => this.keyOf(one) === pressed);
    if (!action) return false;
    event.preventDefault();
    action.run();
    return true;
  }
}

/** The keys of an event in the order Control, Alt, Shift; Ctrl and ⌘ are one. */
export function chord(event: KeyboardEvent): string {
  // The row of digits needs Shift on some keyboards; its place does not change.
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  const shift = event.shiftKey && digit === undefined;
  const name = digit ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  return [event.ctrlKey || event.metaKey ? "Control" : "", event.altKey ? "Alt" : "", shift ? "Shift" : "", name === " " ? "Space" : name]
    .filter(Boolean)
    .join("+");
}

/** Keys as they are printed on them. */
export function shown(keys: string): string {
  const signs: Record<string, string> = {
    Control: "Ctrl", Shift: "⇧", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Enter: "↵", Escape: "Esc",
  };
  return keys.split("+").map((one) => signs[one] ?? one).join(" ");
}

function isLetter(pressed: string): boolean {
  return !/^(Control|Alt)\+/.test(pressed) && !/^(Shift\+)?(F\d+|Escape)$/.test(pressed);
}

/** Single keys act while a list or a canvas has the focus, never while words are typed. */
function takesLetters(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || isTyping(target)) return false;
  return target.closest("[data-letters]") !== null;
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.shadowRoot) return isTyping(target.shadowRoot.activeElement);
  return target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select");
}

export function provideActions(actions: Actions): Actions {
  setContext(key, actions);
  return actions;
}

/** The actions of the window; those given here are added for as long as the component lives. */
export function useActions(...added: Action[]): Actions {
  const actions = getContext<Actions>(key);
  if (added.length > 0) $effect(() => actions.add(added));
  return actions;
}
