import { expect, test } from "vitest";
import { segmentsOf } from "./segments";

const line = { start: 100, text: "abcdef", spans: [{ start: 102, end: 104, kind: "link" as const, address: "x" }] };

test("a line is cut where links and passages begin and end, and stays whole", () => {
  const segments = segmentsOf(line, [{ tag: "E-001·1", start: 101, end: 103 }, { tag: "R1", start: 500, end: 600 }]);
  expect(segments.map((segment) => segment.text)).toEqual(["a", "b", "c", "d", "ef"]);
  expect(segments.map((segment) => segment.of.length)).toEqual([0, 1, 1, 0, 0]);
  expect(segments.map((segment) => segment.spans.length)).toEqual([0, 0, 1, 1, 0]);
});

test("a passage that began lines ago has its number there and not here", () => {
  const [first] = segmentsOf(line, [{ tag: "E-001·1", start: 50, end: 103 }]);
  expect(first?.of.length).toBe(1);
  expect(first?.begins).toEqual([]);
});
