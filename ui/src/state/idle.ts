/** How often it is looked whether somebody is still there. */
const tick_ms = 5000;

/** Ticks do not fail to come for so long unless the machine slept. */
const sleep_ms = 60_000;

/**
 * Calls `lock` when neither a key nor the pointer moved for `minutes` (0 is never),
 * or when the machine wakes from sleep. Answers how to stop watching.
 */
export function watchIdle(minutes: () => number, lock: () => void): () => void {
  let movedAt = Date.now();
  let tickedAt = Date.now();
  const moved = () => (movedAt = Date.now());
  const events = ["keydown", "pointermove", "pointerdown", "wheel"] as const;
  events.forEach((event) => addEventListener(event, moved, { capture: true, passive: true }));
  const timer = setInterval(() => {
    const now = Date.now();
    const slept = now - tickedAt > sleep_ms;
    tickedAt = now;
    const limit = minutes();
    if (limit > 0 && (slept || now - movedAt >= limit * 60_000)) lock();
  }, tick_ms);
  return () => {
    clearInterval(timer);
    events.forEach((event) => removeEventListener(event, moved, { capture: true }));
  };
}
