// What carries each sentence, kept beside the text while it changes.
import { type Range, StateEffect, StateField, type Transaction } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import type { RailSentence } from "../../../backend";
import { citationsIn } from "./citations";

/** The rail of the text as it stands. */
export const setRail = StateEffect.define<RailSentence[]>();

/** The sentences with their support. Between an edit and the word of the backend they move with the text. */
export const railField = StateField.define<RailSentence[]>({
  create: () => [],
  update(rail, change) {
    for (const effect of change.effects) if (effect.is(setRail)) return effect.value;
    return change.docChanged ? moved(rail, change) : rail;
  },
  provide: (field) => EditorView.decorations.from(field, (rail) => (view) => Decoration.set(underlines(rail, view))),
});

function moved(rail: RailSentence[], { changes }: Transaction): RailSentence[] {
  return rail
    .map((sentence) => ({ ...sentence, start: changes.mapPos(sentence.start, 1), end: changes.mapPos(sentence.end, -1) }))
    .filter((sentence) => sentence.start < sentence.end);
}

const bare = Decoration.mark({ class: "bare" });

/** Underlines the words of sentences that rest on nothing, not their citations. */
function underlines(rail: RailSentence[], view: EditorView): Range<Decoration>[] {
  const { from, to } = view.viewport;
  const length = view.state.doc.length;
  const seen = rail.filter(({ support, start, end }) => support === "none" && start < to && end > from && end <= length);
  return seen.flatMap(({ start, end }) => {
    const text = view.state.sliceDoc(start, end);
    const last = citationsIn(text, start).at(0)?.from ?? end;
    const shown = view.state.sliceDoc(start, last).trimEnd().length;
    return shown > 0 ? [bare.range(start, start + shown)] : [];
  });
}
