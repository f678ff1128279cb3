import { expect, test } from "vitest";
import { localMoment } from "./moment";

test("a time of this machine is written with its zone and reads back as the same minute", () => {
  const at = new Date("2024-05-15T08:21:00Z");
  const written = localMoment(at);
  expect(written).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d$/);
  expect(new Date(written).getTime()).toBe(at.getTime());
});
