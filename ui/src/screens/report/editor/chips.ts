// Citations as tags, and the marks of Markdown out of sight where nobody edits them.
import { syntaxTree } from "@codemirror/language";
import { type EditorState, Prec, type Range, type SelectionRange } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, keymap, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";
import { type Citation, citationsIn } from "./citations";
import { endOfHead } from "./outline";

/** What the window does with a tag of the text. */
export interface TagDeeds {
  open: (tag: string) => void;
  peek: (tag: string) => void;
  /** What a screen reader says of a tag. */
  name: (tag: string) => string;
}

class Cites extends WidgetType {
  constructor(
    readonly citation: Citation,
    readonly chosen: boolean,
    readonly deeds: TagDeeds,
  ) {
    super();
  }

  override eq(other: Cites): boolean {
    return this.chosen === other.chosen && JSON.stringify(this.citation.cites) === JSON.stringify(other.citation.cites);
  }

  toDOM(): HTMLElement {
    const all = document.createElement("span");
    all.className = this.chosen ? "cites chosen" : "cites";
    for (const { tag, place } of this.citation.cites) {
      const chip = document.createElement("span");
      chip.className = tag.startsWith("C-") ? "cite claim" : "cite";
      chip.dataset["tag"] = tag;
      chip.textContent = place ? `${tag}, ${place}` : tag;
      chip.title = this.deeds.name(tag);
      all.append(chip);
    }
    return all;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** A picture of the case, with its caption: `![The shop](E-005)`. */
const figure = /^!\[([^\]\n]*)\]\((E-\d+)\)\s*$/u;

const hidden = Decoration.replace({});
const note = Decoration.mark({ class: "note" });
const tagged = Decoration.mark({ class: "tagged" });
const lineOf = (name: string) => Decoration.line({ class: name, attributes: { dir: "auto" } });
const lines = { plain: Decoration.line({ attributes: { dir: "auto" } }), apart: lineOf("apart"), code: lineOf("code"), quoted: lineOf("quoted"), denied: lineOf("denied"), gap: lineOf("gap"), caption: lineOf("caption") };

interface Shown {
  all: DecorationSet;
  /** What the caret passes over in one step. */
  atoms: DecorationSet;
}

function show(view: EditorView, deeds: TagDeeds): Shown {
  const { state } = view;
  const { from, to } = view.viewport;
  const start = state.doc.lineAt(from).from;
  const text = state.sliceDoc(start, to);
  const chosen = state.selection.main;
  const atoms = citationsIn(text, start).map((citation) => {
    const is = chosen.from === citation.from && chosen.to === citation.to;
    return Decoration.replace({ widget: new Cites(citation, is, deeds) }).range(citation.from, citation.to);
  });
  const figures = figuresIn(state, from, to, deeds);
  const found = [...atoms, ...figures, ...linesIn(state, from, to), ...spansIn(text, start), ...marksIn(state, from, to)];
  return { all: Decoration.set(found, true), atoms: Decoration.set(atoms) };
}

/** A figure is its caption and the tag of its exhibit, where nobody edits it. */
function figuresIn(state: EditorState, from: number, to: number, deeds: TagDeeds): Range<Decoration>[] {
  const found: Range<Decoration>[] = [];
  for (let at = from; at <= to; ) {
    const line = state.doc.lineAt(at);
    const [, caption, key] = figure.exec(line.text) ?? [];
    if (caption !== undefined && key !== undefined && !touches(state.selection.ranges, line)) {
      const end = line.from + 2 + caption.length;
      const citation = { from: end, to: line.to, cites: [{ key, tag: key, place: "" }] };
      found.push(hidden.range(line.from, line.from + 2));
      found.push(Decoration.replace({ widget: new Cites(citation, false, deeds) }).range(end, line.to));
    }
    at = line.to + 1;
  }
  return found;
}

/** Each line takes its own direction; head, fences, code and denials look different. */
function linesIn(state: EditorState, from: number, to: number): Range<Decoration>[] {
  const found: Range<Decoration>[] = [];
  const head = endOfHead(state.sliceDoc(0, 20_000));
  const first = state.doc.lineAt(from).number;
  const last = state.doc.lineAt(to).number;
  const before = state.sliceDoc(head, state.doc.line(first).from).split("\n");
  let denied = before.reduce((inside, line) => fence(line, inside), false);
  let code = before.filter((line) => /^(```|~~~)/u.test(line)).length % 2 === 1;
  for (let number = first; number <= last; number++) {
    const line = state.doc.line(number);
    const fenced = /^(```|~~~)/u.test(line.text);
    const fences = line.text.startsWith(":::");
    const look = line.from < head || fences ? "apart" : code || fenced ? "code" : denied ? "denied" : lookOf(line.text);
    if (fenced) code = !code;
    denied = fence(line.text, denied);
    found.push(lines[look].range(line.from));
  }
  return found;
}

function lookOf(line: string): "gap" | "quoted" | "caption" | "plain" {
  if (line.trim() === "") return "gap";
  if (line.startsWith(">")) return "quoted";
  return figure.test(line) ? "caption" : "plain";
}

function fence(line: string, inside: boolean): boolean {
  if (!line.startsWith(":::")) return inside;
  return /^:::\s*(denial|démenti|dementi)/u.test(line);
}

function spansIn(text: string, start: number): Range<Decoration>[] {
  const notes = [...text.matchAll(/\[\^[^\]\n]+\]/gu)].map((found) => note.range(start + found.index, start + found.index + found[0].length));
  const tags = [...text.matchAll(/\{[.#][^}\n]*\}/gu)].map((found) => tagged.range(start + found.index, start + found.index + found[0].length));
  return [...notes, ...tags];
}

/** The signs of headings, stress and quotations, hidden on lines without the caret. */
function marksIn(state: EditorState, from: number, to: number): Range<Decoration>[] {
  const found: Range<Decoration>[] = [];
  const head = endOfHead(state.sliceDoc(0, 20_000));
  syntaxTree(state).iterate({
    from: Math.max(from, head),
    to,
    enter: ({ name, from: start, to: end }) => {
      if (!["HeaderMark", "EmphasisMark", "QuoteMark"].includes(name) || start < head) return;
      if (touches(state.selection.ranges, state.doc.lineAt(start))) return;
      const space = name !== "EmphasisMark" && state.sliceDoc(end, end + 1) === " " ? 1 : 0;
      found.push(hidden.range(start, end + space));
    },
  });
  return found;
}

function touches(ranges: readonly SelectionRange[], line: { from: number; to: number }): boolean {
  return ranges.some((range) => range.from <= line.to && range.to >= line.from);
}

export function chips(deeds: TagDeeds) {
  const plugin = ViewPlugin.fromClass(
    class {
      shown: Shown;

      constructor(view: EditorView) {
        this.shown = show(view, deeds);
      }

      update(change: ViewUpdate) {
        if (change.docChanged || change.viewportChanged || change.selectionSet || syntaxTree(change.startState) !== syntaxTree(change.state)) {
          this.shown = show(change.view, deeds);
        }
      }
    },
    {
      decorations: (one) => one.shown.all,
      provide: (one) => EditorView.atomicRanges.of((view) => view.plugin(one)?.shown.atoms ?? Decoration.none),
    },
  );
  const clicks = EditorView.domEventHandlers({
    mousedown(event) {
      const chip = event.target instanceof Element ? event.target.closest<HTMLElement>(".cite") : null;
      const tag = chip?.dataset["tag"];
      if (tag === undefined || event.button !== 0) return false;
      event.preventDefault();
      deeds.open(tag);
      return true;
    },
  });
  return [plugin, clicks, Prec.high(keymap.of(keysOn(deeds)))];
}

/** The citation that is chosen as a whole. */
function chosenIn(state: EditorState): Citation | undefined {
  const { from, to } = state.selection.main;
  return from === to ? undefined : citationsIn(state.sliceDoc(from, to), from).find((one) => one.from === from && one.to === to);
}

/** Arrows stop on a citation; then Space looks into it, Enter opens it, Delete takes it away. */
function keysOn(deeds: TagDeeds) {
  const step = (forward: boolean) => (view: EditorView) => {
    const { main } = view.state.selection;
    if (!main.empty || view.textDirectionAt(main.head) === 1) return false;
    const line = view.state.doc.lineAt(main.head);
    const beside = citationsIn(line.text, line.from).find((one) => (forward ? one.from : one.to) === main.head);
    if (!beside) return false;
    view.dispatch({ selection: { anchor: forward ? beside.from : beside.to, head: forward ? beside.to : beside.from }, scrollIntoView: true });
    return true;
  };
  const on = (deed: (tag: string) => void) => (view: EditorView) => {
    const tag = chosenIn(view.state)?.cites[0]?.tag;
    if (tag === undefined) return false;
    deed(tag);
    return true;
  };
  return [
    { key: "ArrowRight", run: step(true) },
    { key: "ArrowLeft", run: step(false) },
    { key: "Space", run: on(deeds.peek) },
    { key: "Enter", run: on(deeds.open) },
  ];
}
