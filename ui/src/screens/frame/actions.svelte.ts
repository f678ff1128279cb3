import { isTyping, useActions, type Action } from "../../state/actions.svelte";
import type { Adding } from "../../state/adding.svelte";
import type { Draft } from "../../state/draft.svelte";
import type { OpenCase } from "../../state/open-case.svelte";
import type { Settings } from "../../state/settings.svelte";
import { sections, type View } from "../../state/view.svelte";

interface Frame {
  open: OpenCase;
  view: View;
  draft: Draft;
  settings: Settings;
  close: () => void;
  adding: Adding;
  frame: () => HTMLElement | undefined;
}

const smallest_percent = 50;
const largest_percent = 300;

/** What can be done anywhere in an open case. */
export function frameActions({ open, view, draft, settings, close, adding, frame }: Frame) {
  // Words being typed have an undo of their own.
  const notTyping = () => view.layer === "palette" || !isTyping(document.activeElement);
  const zoom = (by: number) => {
    const wanted = settings.now.zoom_percent + by;
    return settings.change({ zoom_percent: Math.min(largest_percent, Math.max(smallest_percent, wanted)) });
  };

  const actions = useActions();
  const peek = () => {
    const here = actions.tagged;
    if (here) view.peek(here.tag, here.walk);
  };

  useActions(
    ...sections.map((section): Action => ({ name: section, run: () => view.go(section) })),
    { name: "peek", run: peek, enabled: () => actions.tagged !== null, hint: true },
    { name: "palette", run: () => (view.layer = "palette") },
    { name: "export", run: () => (view.layer = "export") },
    { name: "undo", run: () => draft.save().then(() => open.undo()), enabled: notTyping },
    { name: "redo", run: () => draft.save().then(() => open.redo()), enabled: notTyping },
    { name: "addFiles", run: () => adding.files() },
    { name: "pasteExhibit", run: () => adding.pasted(), enabled: notTyping, hint: true },
    { name: "history", run: () => (view.layer = "history") },
    { name: "verify", run: () => (view.layer = "integrity") },
    { name: "settings", run: () => (view.layer = "settings") },
    { name: "lock", run: close },
    { name: "back", run: () => view.back(), enabled: () => view.canGoBack },
    { name: "forward", run: () => view.forward(), enabled: () => view.canGoForward },
    { name: "larger", run: () => zoom(10) },
    { name: "smaller", run: () => zoom(-10) },
    { name: "usualSize", run: () => settings.change({ zoom_percent: 100 }) },
    { name: "nextPane", run: () => stepPane(frame(), 1) },
    { name: "previousPane", run: () => stepPane(frame(), -1) },
    { name: "sidebar", run: () => settings.change({ sidebar_wide: !settings.now.sidebar_wide }) },
    { name: "companion", run: () => view.showCompanion(!view.companion) },
  );
}

/** Moves the focus to the next pane, from the last to the first. */
function stepPane(frame: HTMLElement | undefined, by: number) {
  const panes = [...(frame?.querySelectorAll<HTMLElement>("[data-pane]") ?? [])];
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  panes[(at + by + panes.length) % panes.length]?.focus();
}
