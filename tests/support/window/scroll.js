// The body of a function that answers a promise: what scrolling and clicking take.
const scroller = document.querySelector("[role=listbox]").parentElement;
const script = [];
const frames = [];
const clicks = [];
let begun = 0;
scroller.addEventListener("scroll", () => (begun = performance.now()), { capture: true });

const frame = () => new Promise((done) => requestAnimationFrame(done));

async function scroll() {
  let last = performance.now();
  for (let step = 0; step < 24; step += 1) {
    // Every eighth frame far away, as somebody who drags the bar.
    scroller.scrollTop = step % 8 === 7 ? (scroller.scrollHeight * step) / 24 : scroller.scrollTop + scroller.clientHeight / 3;
    await frame();
    const now = performance.now();
    script.push(now - begun);
    frames.push(now - last);
    last = now;
  }
}

async function click() {
  scroller.scrollTop = 0;
  await frame();
  await frame();
  for (let step = 0; step < 8; step += 1) {
    const option = scroller.querySelectorAll("[role=option]")[step];
    const pressed = performance.now();
    option.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    // What a click changes is in the page before the next task.
    await new Promise((done) => queueMicrotask(done));
    if (option.getAttribute("aria-selected") !== "true") throw new Error("a click selected nothing");
    clicks.push(performance.now() - pressed);
    await new Promise((done) => setTimeout(done, 150));
  }
}

return scroll().then(click).then(() => ({ script, frames, clicks }));
