// The editor itself: CodeMirror, put together for a report.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { commonmarkLanguage, insertNewlineContinueMarkup } from "@codemirror/lang-markdown";
import { LanguageSupport } from "@codemirror/language";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import { chips, type TagDeeds } from "./chips";
import { type Asked, askedBefore } from "./citations";
import { bold, type Deed, italic } from "./format";
import type { Picker, Place } from "./picker.svelte";
import { railField, setRail } from "./support";
import { theme } from "./theme";

export interface Wishes {
  text: string;
  label: string;
  empty: string;
  deeds: TagDeeds;
  picker: Picker;
  typed: (text: string) => void;
  moved: (caret: number) => void;
  /** Something changed where the sentences stand. */
  shifted: (view: EditorView) => void;
}

/** Puts an editor into a shadow root: the page's policy lets no library add styles elsewhere. */
export function create(host: HTMLElement, wishes: Wishes): EditorView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const state = EditorState.create({ doc: wishes.text, extensions: extensions(wishes) });
  return new EditorView({ state, parent: root, root });
}

function extensions(wishes: Wishes): Extension[] {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return [
    Prec.highest(keymap.of(pickerKeys(wishes.picker))),
    Prec.high(keymap.of([{ key: "Mod-b", run: deed(bold) }, { key: "Mod-i", run: deed(italic) }, { key: "Enter", run: insertNewlineContinueMarkup }])),
    chips(wishes.deeds),
    railField,
    history(),
    search({ top: true }),
    drawSelection({ cursorBlinkRate: still ? 0 : 1200 }),
    new LanguageSupport(commonmarkLanguage),
    EditorView.lineWrapping,
    EditorView.perLineTextDirection.of(true),
    EditorView.contentAttributes.of({ "aria-label": wishes.label, spellcheck: "true", autocorrect: "off", autocapitalize: "sentences" }),
    placeholder(wishes.empty),
    keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap.filter(({ key }) => !/^(Alt|Ctrl)-|^Mod-(Enter|i|\[|\]|\/)/u.test(key ?? ""))]),
    theme,
    EditorView.updateListener.of((change) => {
      if (change.docChanged) wishes.typed(change.state.doc.toString());
      if (change.docChanged || change.selectionSet) wishes.moved(change.state.selection.main.head);
      if (change.docChanged || change.selectionSet || change.focusChanged) ask(change.view, wishes.picker);
      const told = change.transactions.some((one) => one.effects.some((effect) => effect.is(setRail)));
      if (told || change.docChanged || change.geometryChanged || change.viewportChanged) wishes.shifted(change.view);
    }),
  ];
}

function deed(of: Deed) {
  return (view: EditorView) => {
    view.dispatch({ ...of(view.state), userEvent: "input" });
    return true;
  };
}

/** Tells the picker what stands before the caret. */
function ask(view: EditorView, picker: Picker) {
  const { main } = view.state.selection;
  const line = view.state.doc.lineAt(main.head);
  const asked: Asked | null = main.empty ? askedBefore(view.state.sliceDoc(line.from, main.head), main.head) : null;
  view.requestMeasure<Place | null>({
    key: "picker",
    read: () => (asked ? view.coordsAtPos(asked.from) : null),
    write: (place) => picker.follow(asked, place ?? picker.place),
  });
}

function pickerKeys(picker: Picker) {
  const when = (run: () => unknown) => () => {
    if (!picker.shown) return false;
    void run();
    return true;
  };
  return [
    { key: "ArrowDown", run: when(() => picker.step(1)) },
    { key: "ArrowUp", run: when(() => picker.step(-1)) },
    { key: "Enter", run: when(() => picker.choose("cite")) },
    { key: "Tab", run: when(() => picker.choose("quote")) },
    { key: "Mod-Enter", run: when(() => picker.choose("figure")) },
    { key: "Space", run: when(() => picker.peek()) },
    { key: "Escape", run: when(() => picker.dismiss()) },
  ];
}

/** Replaces only what differs, so that caret and undo stay where they were. */
export function follow(view: EditorView, text: string) {
  const now = view.state.doc.toString();
  if (now === text) return;
  const most = Math.min(now.length, text.length);
  let head = 0;
  while (head < most && now[head] === text[head]) head++;
  let tail = 0;
  while (tail < most - head && now[now.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  view.dispatch({ changes: { from: head, to: now.length - tail, insert: text.slice(head, text.length - tail) } });
}
