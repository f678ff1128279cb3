// The start and the lock.
export const home = {
  homeTitle: "Cases",
  openCase: "Open a case file",
  sampleTitle: "Sample case",
  sampleText: "A finished investigation to look around in: evidence, claims and a report that prints.",
  start: "Start",
  homeEmpty: "Open a case file, or start with the sample. Nothing leaves this laptop.",
  locked: "Locked",
  lockedText: "Your work is encrypted on this laptop.",
  passphrase: "Passphrase",
  showPassphrase: "Show the passphrase",
  hidePassphrase: "Hide the passphrase",
  unlock: "Unlock",
  unlocking: "Unlocking…",
  lockedNote: "Wrong attempts never erase anything. Without the passphrase or the recovery code nobody can open the case, and neither can we.",
};
