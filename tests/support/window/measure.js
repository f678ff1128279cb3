// The body of a function: what of this screen is too small, too pale, cut, scrolls twice or moves too long.
const found = [];
const say = (what, el) => found.push(`${what}: ${named(el)}`);
// A dialog makes what lies under it inert.
const root = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;

function named(el) {
  const words = (el.getAttribute("aria-label") ?? el.textContent ?? "").trim().replaceAll(/\s+/g, " ").slice(0, 40);
  const classes = [...el.classList].filter((each) => !each.startsWith("svelte-")).join(".");
  return `${el.closest("nav, header, main, aside, footer, dialog")?.tagName ?? ""} ${el.tagName.toLowerCase()}.${classes} “${words}”`;
}

function channels(color) {
  const numbers = color.match(/[\d.e-]+/g)?.map(Number) ?? [0, 0, 0, 0];
  const [r = 0, g = 0, b = 0, a = 1] = color.startsWith("color(") ? [...numbers.slice(0, 3).map((n) => n * 255), numbers[3] ?? 1] : numbers;
  return [r, g, b, a];
}

const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];

/** The colour that an element stands on, what is transparent mixed. */
function ground(el) {
  if (!el) return [255, 255, 255, 1];
  const own = channels(getComputedStyle(el).backgroundColor);
  return own[3] === 1 ? own : over(own, ground(el.parentElement));
}

function light([r, g, b]) {
  const [x, y, z] = [r, g, b].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}

function contrast(one, other) {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const reached = "a[href], button, input, select, textarea, summary, [tabindex='0'], [role=option], [role=tab], [role=menuitem]";
// A place on a picture is as large as what it marks; the list beside the picture names it too.
const exempt = ".cm-content, .mark, .redaction, [role=tabpanel], [role=listbox], [role=group]";

function target(el, style) {
  if (!el.matches(reached) || el.closest(".cm-content, .mark, .redaction") || el.matches(exempt)) return;
  if (style.display === "inline" || style.pointerEvents === "none") return;
  const { width, height } = ((el.matches("input") && el.closest("label")) || el).getBoundingClientRect();
  if (width < 23.5 || height < 23.5) say(`a target of ${Math.round(width)} × ${Math.round(height)}`, el);
}

function edge(el, style) {
  const field = el.matches("input:not([type=range], [type=file]), textarea, select");
  // What a button of a card or a picture is, its words and its picture say.
  if (!field && (!el.matches("button") || el.matches("[role=option], .picture, :has(img, .tag)"))) return;
  if (el.matches("[type=checkbox], [type=radio]") && style.appearance !== "none") say("an edge that the system draws", el.closest("label") ?? el);
  const side = ["Top", "Bottom"].find((one) => Number.parseFloat(style[`border${one}Width`]) > 0);
  const line = side && channels(style[`border${side}Color`]);
  if (!line || line[3] === 0) return;
  const around = ground(el.parentElement);
  const best = Math.max(contrast(over(line, around), around), contrast(ground(el), around));
  if (best < 3) say(`an edge of ${best.toFixed(2)}`, el);
}

function icon(el) {
  const inks = [...el.querySelectorAll("path, circle, rect, line, polyline, polygon, ellipse")].flatMap((shape) => {
    const { stroke, fill } = getComputedStyle(shape);
    return [stroke, fill].filter((color) => color.startsWith("rgb") || color.startsWith("color")).map(channels).filter(([, , , a]) => a > 0);
  });
  const behind = ground(el.parentElement);
  const best = Math.max(0, ...inks.map((color) => contrast(over(color, behind), behind)));
  if (inks.length > 0 && best < 3) say(`an icon of ${best.toFixed(2)}`, el.parentElement);
}

function cut(el, style) {
  if (el.matches("input[placeholder]") && el.value === "" && el.scrollWidth > el.clientWidth + 1) say(`a placeholder cut, ${el.placeholder}`, el);
  if (el.closest("[aria-hidden=true]") || ![...el.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "")) return;
  const whole = el.closest("[title]") !== null;
  const shortened = style.textOverflow === "ellipsis";
  if (/hidden|clip/.test(style.overflowX) && el.scrollWidth > el.clientWidth + 1 && !(shortened && whole)) say("cut", el);
  if (/hidden|clip/.test(style.overflowY) && el.scrollHeight > el.clientHeight + 2 && !whole) say("cut below", el);
  if (shortened && whole) return;
  const range = document.createRange();
  range.selectNodeContents(el);
  const text = range.getBoundingClientRect();
  let clip = el;
  while (clip !== root && getComputedStyle(clip).overflowX === "visible") clip = clip.parentElement;
  const frame = clip.getBoundingClientRect();
  // What wrapped out of sight as a whole is not seen at all.
  if (frame.width < 2 || text.left >= frame.right || text.top >= frame.bottom) return;
  const scrolls = /auto|scroll/.test(getComputedStyle(clip).overflowX);
  if (!scrolls && (text.left < frame.left - 2 || text.right > frame.right + 2)) say("cut at its side", el);
}

const scrollsDown = (el) => /auto|scroll/.test(getComputedStyle(el).overflowY) && el.scrollHeight > el.clientHeight + 1;

function scrolling(el, style) {
  const wide = /auto|scroll/.test(style.overflowX) && el.scrollWidth > el.clientWidth + 1;
  if (wide && !el.matches(":has(> table), :has(> svg), .cm-scroller")) say(`scrolls sideways by ${el.scrollWidth - el.clientWidth}`, el);
  if (el.matches("textarea") || !scrollsDown(el)) return;
  for (let up = el.parentElement; up; up = up.parentElement) if (scrollsDown(up)) say("scrolls inside what scrolls", el);
}

function movement(el, style) {
  const times = `${style.transitionDuration}, ${style.animationDuration}`.split(",");
  const most = Math.max(...times.map((time) => Number.parseFloat(time) * (time.includes("ms") ? 1 : 1000)));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (most > (still ? 0 : 200)) say(`moves for ${most} ms`, el);
}

if (document.documentElement.scrollHeight > innerHeight) found.push("the page itself can be scrolled");
for (const el of root.querySelectorAll("*")) {
  const box = el.getBoundingClientRect();
  if (box.width < 2 || box.height < 2 || !el.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
  if (el.closest(".unseen, :disabled, [aria-disabled=true], [data-disabled]")) continue;
  const style = getComputedStyle(el);
  target(el, style);
  edge(el, style);
  if (el.matches("svg") && box.width <= 64) icon(el);
  cut(el, style);
  scrolling(el, style);
  movement(el, style);
}
return [...new Set(found)];
