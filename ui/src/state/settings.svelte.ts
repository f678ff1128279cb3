import { getContext, setContext } from "svelte";
import type { Backend, Settings as Kept } from "../backend";
import type { Language } from "../messages";

export const themes: readonly Kept["theme"][] = ["system", "light", "dark", "contrast"];

const key = Symbol("settings");

/** How this person likes the window; kept by the shell, applied here. */
export class Settings {
  #kept = $state.raw<Kept>({
    language: null,
    theme: "system",
    zoom_percent: 100,
    density: "compact",
    single_keys: true,
    shortcuts: {},
    idle_lock_minutes: 5,
    sidebar_wide: true,
    companions: {},
    typeface: "inter",
    remember_cases: false,
  });

  constructor(
    readonly backend: Backend,
    readonly language: Language,
  ) {}

  get now(): Kept {
    return this.#kept;
  }

  async load() {
    this.#apply(await this.backend.settings());
  }

  /** Changes what is named and keeps all; a refusal is thrown, the change holds until Plumb is closed. */
  async change(part: Partial<Kept>) {
    this.#apply({ ...this.#kept, ...part });
    await this.backend.keepSettings(this.#kept);
  }

  #apply(kept: Kept) {
    this.#kept = kept;
    this.language.choose(kept.language);
    const root = document.documentElement;
    root.dataset["theme"] = kept.theme;
    root.dataset["density"] = kept.density;
    root.dataset["typeface"] = kept.typeface;
  }
}

export function provideSettings(settings: Settings): Settings {
  setContext(key, settings);
  return settings;
}

export function useSettings(): Settings {
  return getContext<Settings>(key);
}
