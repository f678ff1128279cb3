import "@testing-library/jest-dom/vitest";
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
