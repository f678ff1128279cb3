// jsdom lacks these.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList;
