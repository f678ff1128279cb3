import type { Words } from "../messages";

/** What a key, the palette or a footer's hint can do, by its name. */
export type ActionName = keyof Words["actions"];

/**
 * The keys of each action unless the settings give it others: `Control+E`, `Alt+ArrowDown`, `M`; empty for none.
 * Single letters and Space act only while a list or a canvas (`data-letters`) has the focus.
 */
export const keys: Record<ActionName, string> = {
  palette: "Control+K",
  evidence: "Control+1",
  data: "Control+2",
  claims: "Control+3",
  timeline: "Control+4",
  report: "Control+5",
  find: "Control+Shift+F",
  export: "Control+E",
  undo: "Control+Z",
  redo: "Control+Shift+Z",
  history: "Control+H",
  verify: "",
  settings: "Control+,",
  lock: "Control+Shift+L",
  back: "Alt+ArrowLeft",
  forward: "Alt+ArrowRight",
  larger: "Control++",
  smaller: "Control+-",
  usualSize: "Control+0",
  nextPane: "F6",
  previousPane: "Shift+F6",
  sidebar: "Control+B",
  companion: "Control+J",
  newCase: "Control+N",
  openCase: "Control+O",
  peek: "Space",
  openExhibit: "Enter",
  addFiles: "",
  pasteExhibit: "Control+V",
  chooseAll: "Control+A",
  nextExhibit: "J",
  previousExhibit: "K",
  link: "L",
  addTag: "T",
  markSensitive: "S",
  throwAway: "Delete",
  newClaim: "Control+N",
  linkMarks: "L",
  editClaim: "F2",
  addEvent: "Control+N",
  mark: "M",
  quote: "H",
  redact: "R",
  select: "V",
  remove: "Delete",
  notes: "N",
  nextOpen: "Alt+ArrowDown",
  previousOpen: "Alt+ArrowUp",
};
