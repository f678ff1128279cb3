import { SvelteMap } from "svelte/reactivity";

/** A long list that the backend gives in blocks: what is there, and a fetch for what is not. */
export class Blocks<T> {
  readonly #there = new SvelteMap<number, T>();
  readonly #asked = new Set<number>();

  constructor(
    readonly size: number,
    readonly fetch: (first: number, count: number) => Promise<T[] | null>,
  ) {}

  /** The item, or undefined until its block has come. */
  at(index: number): T | undefined {
    return this.#there.get(index);
  }

  /** Asks for the blocks of these items, each once. */
  want(first: number, last: number) {
    for (let block = Math.floor(first / this.size); block <= Math.floor(last / this.size); block++) {
      if (this.#asked.has(block)) continue;
      this.#asked.add(block);
      void this.#read(block);
    }
  }

  async #read(block: number) {
    const from = block * this.size;
    const items = await this.fetch(from, this.size);
    if (items === null) this.#asked.delete(block);
    items?.forEach((item, at) => this.#there.set(from + at, item));
  }
}
