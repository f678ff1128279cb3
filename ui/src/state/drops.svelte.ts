import { getContext, setContext } from "svelte";
import type { Backend } from "../backend";

const key = Symbol("drops");

/** Files that are held over the window and let go there; who takes them depends on the screen. */
export class Drops {
  /** How many are held over it now. */
  over = $state(0);
  /** True after a drop that no screen could take. */
  refused = $state(false);
  /** Brings in what was dropped; none where there is no case. */
  take = $state.raw<(() => unknown) | null>(null);
  /** True where a case file would be opened, not brought in. */
  opens = $state(false);

  constructor(readonly backend: Backend) {
    void backend.onDrag((drag) => {
      this.over = drag.phase === "over" ? drag.files : 0;
      if (drag.phase !== "dropped") return;
      this.refused = this.take === null;
      void this.take?.();
    });
  }
}

export function provideDrops(drops: Drops): Drops {
  setContext(key, drops);
  return drops;
}

export function useDrops(): Drops {
  return getContext<Drops>(key);
}
