import { getContext, setContext } from "svelte";
import type { Refusal, Told, When } from "../backend";
import { en, type Words } from "./en";
import { fr } from "./fr";
import { refusalIn, toldIn } from "./said";

export type Tongue = "en" | "fr";

const dictionaries: Record<Tongue, Words> = { en, fr };
const key = Symbol("language");

/** The language of the interface: its words, its dates, its numbers. */
export class Language {
  tongue = $state<Tongue>(systemTongue());
  readonly words = $derived(dictionaries[this.tongue]);

  /** Speaks this language, or that of the system. */
  choose(tongue: Tongue | null) {
    this.tongue = tongue ?? systemTongue();
    document.documentElement.lang = this.tongue;
  }

  /** The hour and minute of an RFC 3339 time, as this machine's clock shows it. */
  clock(time: string): string {
    const date = new Date(time);
    if (Number.isNaN(date.getTime())) return "";
    return new Intl.DateTimeFormat(this.tongue, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date);
  }

  /** Day and time with the zone, for a journal. */
  moment(time: string): string {
    const date = new Date(time);
    if (Number.isNaN(date.getTime())) return time;
    return new Intl.DateTimeFormat(this.locale, {
      day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short",
    }).format(date);
  }

  /** What the core said, in this language where it has words for it. */
  told(told: Told): string {
    return toldIn(this.words, told);
  }

  /** What was refused, what is safe and what to do. */
  refusal(refusal: Refusal): string {
    return refusalIn(this.words, refusal);
  }

  /** A share between 0 and 1. */
  percent(share: number): string {
    return new Intl.NumberFormat(this.locale, { style: "percent" }).format(share);
  }

  /** A time as the case keeps it, `2024-05-15T08:21:00Z minute +14400`, by the clock of its source. */
  stored(kept: string): string {
    const [utc = "", precision = "", offset = ""] = kept.split(" ");
    const date = new Date(utc);
    if (Number.isNaN(date.getTime())) return kept;
    const local = new Date(date.getTime() + (Number(offset) || 0) * 1000);
    const parts: Intl.DateTimeFormatOptions = { timeZone: "UTC", year: "numeric" };
    if (precision !== "year") parts.month = "short";
    if (precision !== "year" && precision !== "month") parts.day = "numeric";
    if (precision === "minute" || precision === "second") Object.assign(parts, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    return new Intl.DateTimeFormat(this.locale, parts).format(local);
  }

  /** A moment as its source gave it: no more exact than it is known, on the source's clock. */
  when({ utc, precision, offset_minutes }: When): string {
    const local = new Date(new Date(utc).getTime() + (offset_minutes ?? 0) * 60_000);
    const date: Intl.DateTimeFormatOptions = { year: "numeric", timeZone: "UTC" };
    if (precision !== "year") date.month = "short";
    if (precision !== "year" && precision !== "month") date.day = "numeric";
    const day = new Intl.DateTimeFormat(this.locale, date).format(local);
    if (precision !== "minute" && precision !== "second") return day;
    const clock: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" };
    return `${day}, ${new Intl.DateTimeFormat(this.locale, clock).format(local)} (${this.#zone(offset_minutes)})`;
  }

  /** A mark on an axis of time whose marks stand `step` milliseconds apart. */
  tick(at: Date, step: number): string {
    const day = 86_400_000;
    const options: Intl.DateTimeFormatOptions =
      step < day
        ? { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
        : step < 27 * day
          ? { day: "numeric", month: "short" }
          : step < 300 * day
            ? { month: "short", year: "numeric" }
            : { year: "numeric" };
    return new Intl.DateTimeFormat(this.locale, { ...options, timeZone: "UTC" }).format(at);
  }

  #zone(minutes: number | null): string {
    if (minutes === null) return this.words.zoneUnknown;
    if (minutes === 0) return "UTC";
    const rest = Math.abs(minutes) % 60;
    const hours = Math.trunc(Math.abs(minutes) / 60);
    return `UTC${minutes < 0 ? "−" : "+"}${hours}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
  }

  size(bytes: number): string {
    const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, "kilobyte"] : [bytes / 1024 ** 2, "megabyte"];
    return new Intl.NumberFormat(this.locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
  }

  private get locale(): string {
    return this.tongue === "en" ? "en-GB" : this.tongue;
  }
}

function systemTongue(): Tongue {
  return navigator.language.startsWith("fr") ? "fr" : "en";
}

export function provideLanguage(language: Language): Language {
  setContext(key, language);
  return language;
}

export function useLanguage(): Language {
  return getContext<Language>(key);
}
