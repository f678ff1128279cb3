import type { ExhibitRow } from "../../backend";
import type { Language } from "../../messages";

/** What several exhibits have in a line of their records, as far as the library knows it. */
export function batchOf(field: string, rows: ExhibitRow[], language: Language): { value: string; typed: string } | undefined {
  const { words } = language;
  const values = rows.map((row) => read(field, row));
  if (values.some((value) => value === undefined)) return { value: words.setForAll, typed: "" };
  const different = new Set(values);
  const [only] = different;
  if (different.size === 1 && only !== undefined) return { value: said(field, only, language), typed: field === "kind" ? only : "" };
  if (field !== "kind") return { value: words.different(different.size), typed: "" };
  const counts = [...different].map((kind) => `${words.kind[kind ?? ""] ?? kind} (${values.filter((one) => one === kind).length})`);
  return { value: counts.join(", "), typed: "" };
}

/** Undefined for what the library's rows do not hold. */
function read(field: string, row: ExhibitRow): string | undefined {
  if (field === "kind") return row.kind;
  if (field === "publisher") return row.source;
  if (field === "posted") return row.posted ?? "";
  if (field === "captured") return row.captured ?? "";
  return undefined;
}

function said(field: string, value: string, language: Language): string {
  return field === "posted" || field === "captured" ? language.stored(value) : value;
}
