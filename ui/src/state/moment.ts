/** A time of this machine's clock as a person writes it: `2024-05-15T12:21+04:00`. */
export function localMoment(at: Date): string {
  const two = (n: number) => String(Math.trunc(Math.abs(n))).padStart(2, "0");
  const east = -at.getTimezoneOffset();
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}${east < 0 ? "-" : "+"}${two(east / 60)}:${two(east % 60)}`;
}
