// How the text looks while it is written: headings, stress and quotations in
// place, with the colours of the window.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const highlights = HighlightStyle.define([
  { tag: tags.heading1, fontSize: "24px", lineHeight: "32px", fontWeight: "650" },
  { tag: tags.heading2, fontSize: "20px", lineHeight: "30px", fontWeight: "650" },
  { tag: tags.heading, fontWeight: "650" },
  { tag: tags.strong, fontWeight: "650" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.link, color: "var(--accent)" },
  { tag: tags.url, color: "var(--ink-3)" },
  { tag: tags.monospace, fontFamily: "var(--mono)", fontSize: "13px" },
  { tag: [tags.processingInstruction, tags.contentSeparator], color: "var(--ink-3)" },
]);

const look = EditorView.theme({
  "&": { color: "var(--ink-1)", backgroundColor: "transparent", font: "var(--serif-text)", fontVariantNumeric: "normal" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { font: "inherit", lineHeight: "28px", overflow: "visible" },
  ".cm-content": { padding: "0 0 40vh", caretColor: "var(--ink-1)", minHeight: "60vh" },
  ".cm-line": { padding: "0", textAlign: "start" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--accent) 22%, transparent)",
  },
  ".cm-placeholder": { color: "var(--ink-3)" },
  ".bare": {
    textDecorationColor: "var(--contra)",
    textDecorationLine: "underline",
    textDecorationStyle: "dotted",
    textDecorationThickness: "2px",
    textUnderlineOffset: "5px",
  },
  ".apart": { font: "var(--base)", color: "var(--ink-3)" },
  ".apart span": { font: "inherit", color: "inherit" },
  ".code": { font: "400 12px/20px var(--mono)", color: "var(--ink-2)" },
  ".code span": { font: "inherit", color: "inherit" },
  ".gap": { lineHeight: "14px" },
  ".caption": { font: "500 13px/22px var(--sans)", color: "var(--ink-2)", borderBlock: "1px solid var(--line)", paddingBlock: "6px" },
  ".caption span": { color: "inherit" },
  ".caption .cite": { color: "var(--accent)" },
  ".quoted": { borderInlineStart: "3px solid var(--line-control)", paddingInlineStart: "12px" },
  ".denied": { borderInlineStart: "3px solid var(--denial)", paddingInlineStart: "12px" },
  ".note": { color: "var(--accent)", fontSize: "12px", verticalAlign: "super", lineHeight: "1" },
  ".tagged": { color: "var(--ink-3)", font: "var(--floor)" },
  ".cites": { display: "inline", whiteSpace: "normal" },
  ".cite": {
    display: "inline-flex",
    alignItems: "center",
    gap: "4px",
    height: "19px",
    margin: "0 2px",
    padding: "0 7px 0 5px",
    borderRadius: "9px 4px 4px 9px",
    background: "var(--accent-tint)",
    color: "var(--accent)",
    cursor: "pointer",
    direction: "ltr",
    font: "500 11px/16px var(--mono)",
    verticalAlign: "1px",
    unicodeBidi: "isolate",
  },
  ".cite.claim": { padding: "0 6px", borderRadius: "4px" },
  ".cite:not(.claim)::before": {
    content: '""',
    width: "4px",
    height: "4px",
    borderRadius: "50%",
    background: "currentcolor",
    opacity: "0.7",
  },
  ".cites.chosen .cite": { background: "var(--accent)", color: "var(--on-accent)" },
  ".asked": { borderRadius: "4px", background: "var(--accent-tint)", color: "var(--accent)", font: "var(--base)", padding: "1px 3px" },
});

export const theme = [look, syntaxHighlighting(highlights)];
