// What the bar above the text does to the words that are chosen.
import type { EditorState, TransactionSpec } from "@codemirror/state";

export type Deed = (state: EditorState) => TransactionSpec;

/** Puts signs around the words that are chosen, or takes them off again. */
export function wrap(sign: string, close = sign): Deed {
  return (state) => {
    const { from, to } = state.selection.main;
    const around = state.sliceDoc(from - sign.length, from) === sign && state.sliceDoc(to, to + close.length) === close;
    if (around) {
      return {
        changes: [{ from: from - sign.length, to: from }, { from: to, to: to + close.length }],
        selection: { anchor: from - sign.length, head: to - sign.length },
      };
    }
    return {
      changes: [{ from, insert: sign }, { from: to, insert: close }],
      selection: { anchor: from + sign.length, head: to + sign.length },
    };
  };
}

export const bold = wrap("**");
export const italic = wrap("*");

/** Begins each line that is chosen with a sign, or takes it off where all have it. */
function begin(sign: string, known: RegExp): Deed {
  return (state) => {
    const { from, to } = state.selection.main;
    const first = state.doc.lineAt(from).number;
    const last = state.doc.lineAt(to).number;
    const lines = Array.from({ length: last - first + 1 }, (_, at) => state.doc.line(first + at));
    const all = lines.every((line) => line.text.startsWith(sign));
    const changes = lines.map((line) => ({
      from: line.from,
      to: line.from + (known.exec(line.text)?.[0].length ?? 0),
      insert: all ? "" : sign,
    }));
    return { changes };
  };
}

export const heading = begin("## ", /^#{1,6}\s+/u);
export const list = begin("- ", /^[-*+]\s+/u);

/** A footnote where the caret stands, its words at the end of the text. */
export const footnote: Deed = (state) => {
  const text = state.doc.toString();
  const used = [...text.matchAll(/\[\^(\d+)\]/gu)].map((found) => Number(found[1]));
  const sign = `[^${Math.max(0, ...used) + 1}]`;
  const { to } = state.selection.main;
  const gap = text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n";
  const end = text.length + sign.length + gap.length + sign.length + 2;
  return {
    changes: [{ from: to, insert: sign }, { from: text.length, insert: `${gap}${sign}: ` }],
    selection: { anchor: end },
    scrollIntoView: true,
  };
};
