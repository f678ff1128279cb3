/** A line between two ranges. d3-scale draws colours in, which cannot run where prototypes are frozen. */
export class Scale {
  constructor(
    readonly from: readonly [number, number],
    readonly to: readonly [number, number],
  ) {}

  at(value: number): number {
    const span = this.from[1] - this.from[0] || 1;
    return this.to[0] + ((value - this.from[0]) / span) * (this.to[1] - this.to[0]);
  }

  back(place: number): number {
    const span = this.to[1] - this.to[0] || 1;
    return this.from[0] + ((place - this.to[0]) / span) * (this.from[1] - this.from[0]);
  }

  /** About `count` round values in the range: steps of 1, 2 or 5 times a power of ten. */
  marks(count: number): number[] {
    const [first, last] = this.from;
    const rough = (last - first) / count;
    if (!(rough > 0)) return [];
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10);
    const begin = Math.ceil(first / step);
    const marks = Math.floor(last / step) - begin + 1;
    return Array.from({ length: marks }, (_, at) => (begin + at) * step);
  }
}
