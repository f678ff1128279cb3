import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchIdle } from "./idle";

const target = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("addEventListener", target.addEventListener.bind(target));
  vi.stubGlobal("removeEventListener", target.removeEventListener.bind(target));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a case locks after the minutes that were set, counted from the last key", () => {
  const lock = vi.fn();
  const stop = watchIdle(() => 2, lock);
  vi.advanceTimersByTime(90_000);
  target.dispatchEvent(new Event("keydown"));
  vi.advanceTimersByTime(90_000);
  expect(lock).not.toHaveBeenCalled();
  vi.advanceTimersByTime(40_000);
  expect(lock).toHaveBeenCalled();
  stop();
});

test("a machine that wakes finds the case locked", () => {
  const lock = vi.fn();
  const stop = watchIdle(() => 30, lock);
  vi.setSystemTime(Date.now() + 5 * 60_000);
  vi.advanceTimersByTime(5000);
  expect(lock).toHaveBeenCalledTimes(1);
  stop();
});

test("never is never", () => {
  const lock = vi.fn();
  const stop = watchIdle(() => 0, lock);
  vi.advanceTimersByTime(3_600_000);
  expect(lock).not.toHaveBeenCalled();
  stop();
});
