import type { ExhibitRow } from "../../backend";

/** What a card and a line of the library are given. */
export interface Props {
  exhibit: ExhibitRow;
  /** Counted from 1 among all that are shown. */
  place: number;
  of: number;
  selected: boolean;
  focusable: boolean;
  /** Of the picture, in pixels. */
  height: number;
  click: (event: MouseEvent) => void;
  open: () => void;
}
