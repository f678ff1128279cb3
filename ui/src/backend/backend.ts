// What the window can ask of a case.
import type { Channel } from "@tauri-apps/api/core";
import type { commands, Drag, Failure, Progress, Told } from "./bindings";

/** What a command gives: its value, or why it could not be done. */
export type Answer<T> = { status: "ok"; data: T } | { status: "error"; error: Failure };

/** Where the shell tells how far a job is. */
export type ProgressChannel = Channel<Progress>;

type Commands = typeof commands;
type Asked<F> = F extends (...given: infer G) => Promise<infer A>
  ? (...given: G) => Promise<A extends { status: "ok"; data: infer T } ? T : A extends { status: "error" } ? never : A>
  : never;

/** Each command of the shell, answering with its value or throwing a `Refusal`. */
export type Calls = { [Name in keyof Commands]: Asked<Commands[Name]> };

/** A part of a picture or a page. */
export interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Backend extends Calls {
  /** A channel on which work says something before it is done: how far it is, or an early answer. */
  channel<T>(told: (said: T) => void): Channel<T>;
  /** Tells of files that are dragged over the window. */
  onDrag(told: (drag: Drag) => void): Promise<void>;
  /** Address of a page of an exhibit, or of the picture it is, at most `side` pixels wide or high. */
  pictureUrl(exhibit: number, side: number, page?: number): string;
  /** Address of one printed page, counted from 1, at most `side` pixels wide or high. */
  pageUrl(page: number, version: number, side: number): string;
  /** Address of a part of a picture, in its pixels, or of a document's page, in points; at most `side` pixels wide or high. */
  partUrl(exhibit: number, page: number, part: Part, side: number): string;
  /** Address of a picture that lies in a saved page. */
  insideUrl(exhibit: number, index: number, side: number): string;
  /** A chart of a frozen finding, counted from 0. */
  chartUrl(exhibit: number, index: number): string;
  /** Address of where an altered picture differs from the one it goes back to. */
  differenceUrl(altered: number, original: number): string;
  /** The sound or film itself; null if it cannot be had. */
  recording(exhibit: number): Promise<Blob | null>;
}

/** A refused command: what happened, and what to do about it. */
export class Refusal extends Error {
  readonly code: Failure["code"];
  readonly told: Told;
  readonly hint: string | null;

  constructor(failure: Failure) {
    super(failure.message.text);
    this.code = failure.code;
    this.told = failure.message;
    this.hint = failure.hint;
  }
}
