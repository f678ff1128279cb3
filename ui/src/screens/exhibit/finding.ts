import type { Exhibit } from "../../backend";

/** A frozen finding: its words are drawn with their charts and tables. */
export function isFinding(exhibit: Exhibit): boolean {
  return exhibit.media_type === "application/vnd.plumb.finding+json";
}
