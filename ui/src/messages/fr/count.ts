/** A number with its noun. */
export const count = (n: number, one: string, many: string) => `${n} ${n < 2 ? one : many}`;
