import "@testing-library/jest-dom/vitest";
import { configure } from "@testing-library/svelte";

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 20_000 });

// jsdom lacks these, for it lays nothing out.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
