import type { Citable } from "../../../backend";
import type { OpenCase } from "../../../state/open-case.svelte";
import { type Asked, cite, type Edit, figure, quote, standsAlone } from "./citations";

/** Where the list stands, in pixels of the window. */
export interface Place {
  left: number;
  top: number;
  bottom: number;
}

/** What can be done with what was found. */
export type Choice = "cite" | "quote" | "figure";

interface Text {
  words: () => string;
  change: (edit: Edit) => void;
  peek: (tag: string) => void;
  /** Around words that are quoted. */
  marks: () => [string, string];
}

/** What can be cited for the words behind an `@`, and which of it is meant. */
export class Picker {
  asked = $state.raw<Asked | null>(null);
  found = $state.raw<Citable[]>([]);
  at = $state(0);
  place = $state.raw<Place>({ left: 0, top: 0, bottom: 0 });
  #dismissed = -1;
  #search = 0;

  constructor(
    readonly open: OpenCase,
    readonly text: Text,
  ) {}

  get shown(): boolean {
    return this.asked !== null && this.found.length > 0;
  }

  get meant(): Citable | undefined {
    return this.found[this.at];
  }

  /** Follows the caret: `asked` is what stands before it. */
  follow(asked: Asked | null, place: Place) {
    this.place = place;
    if (asked === null) this.#dismissed = -1;
    if (asked?.from === this.#dismissed) return;
    if (asked?.from === this.asked?.from && asked?.typed === this.asked?.typed) return;
    this.asked = asked;
    if (asked === null) this.found = [];
    else void this.#look(asked.typed);
  }

  dismiss() {
    this.#dismissed = this.asked?.from ?? -1;
    this.asked = null;
    this.found = [];
  }

  step(by: number) {
    this.at = (this.at + by + this.found.length) % this.found.length;
  }

  peek() {
    if (this.meant) this.text.peek(this.meant.tag);
  }

  async choose(choice: Choice) {
    const { asked, meant } = this;
    if (!asked || !meant) return;
    this.dismiss();
    const key = await this.#keyOf(meant);
    const edit = this.#edit(choice, asked, meant, key);
    if (edit) this.text.change(edit);
    this.#dismissed = -1;
  }

  #edit(choice: Choice, asked: Asked, { cited, title, picture }: Citable, key: string): Edit | null {
    const text = this.text.words();
    const plain = title.replace(/^“|”$/gu, "");
    if (choice === "figure") return picture ? figure(text, asked, key.replace(/\..*$/u, ""), plain) : null;
    const said = cited.kind === "mark" ? (cited.words ?? plain) : plain;
    if (choice === "quote") return quote(text, asked, said, key, this.text.marks());
    if (cited.kind !== "claim") return cite(text, asked, [key]);
    const found = cite(text, asked, [key, ...cited.marks]);
    return standsAlone(text, asked) ? lead(found, asked, plain) : found;
  }

  /** A passage becomes a mark before it is cited. */
  async #keyOf({ cited, key }: Citable): Promise<string> {
    if (cited.kind !== "passage") return key;
    const exhibit = Number(/\d+/u.exec(key)?.[0]);
    const made = await this.open.change(() => this.open.backend.mark(exhibit, cited.selector, ""));
    return made?.made?.replace("·", ".") ?? key;
  }

  async #look(typed: string) {
    const search = ++this.#search;
    const found = await this.open.attempt(() => this.open.backend.citable(typed));
    if (search !== this.#search || this.asked === null) return;
    this.found = found ?? [];
    this.at = 0;
  }
}

/** The claim's own sentence in front of its citation. */
function lead(found: Edit, asked: Asked, sentence: string): Edit {
  if (found.from < asked.from) return found;
  const insert = `${sentence} ${found.insert}`;
  return { ...found, insert, caret: found.from + insert.length };
}
