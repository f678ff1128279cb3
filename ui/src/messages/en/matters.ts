// What the checks find, as sentences: what is the matter, and what to do.
import type { Matter } from "../../backend";

type Said = { says: string; fix: string };
/** A sentence for each kind of matter. */
export type Matters = { [K in Matter["kind"]]: (matter: Extract<Matter, { kind: K }>) => Said };

const ask = "Ask them, record the request with its deadline, and wait for the answer or the deadline.";
const origin = "Find a second independent origin, or say in the sentence who says so (“according to …”).";
const restore = "Do not publish; verify the case against its newest receipt and restore it from a backup.";
const again = "Mark the passage again in the captured text, or capture the source again as a new exhibit.";

export const matters: { matters: Matters } = {
  matters: {
    no_evidence: () => ({
      says: "This sentence states a fact and cites nothing.",
      fix: "Cite a mark or a claim, tag the sentence as opinion, method or background, or cut it.",
    }),
    leads_nowhere: ({ cited }) => ({
      says: `“${cited}” is cited, and the case has nothing under this number.`,
      fix: "Correct the number, or add what it should lead to.",
    }),
    withdrawn: ({ claim, reason }) => ({ says: `${claim} is cited, and it was withdrawn: ${reason}`, fix: "Cut the sentence, or reopen the claim." }),
    no_file: ({ exhibit }) => ({
      says: `${exhibit} is recorded as held, and its file is not in the case.`,
      fix: "Add the file, or record that the exhibit is cited and not held.",
    }),
    altered: ({ exhibit }) => ({ says: `The original of ${exhibit} is not the one that was sealed: its fingerprint differs.`, fix: restore }),
    journal_not_whole: ({ damage }) => ({ says: `The journal of this case is not whole: ${damage}`, fix: restore }),
    accuses_without_support: ({ claim, whom }) => ({
      says: `${claim} accuses ${whom}, nothing supports it, and the sentence does not say whose statement it is.`,
      fix: origin,
    }),
    accuses_on_one_origin: ({ claim, whom }) => ({
      says: `${claim} accuses ${whom}, all its support goes back to one origin, and the sentence does not say whose statement it is.`,
      fix: origin,
    }),
    retold: ({ claim, exhibits }) => ({
      says: `${claim} rests on retellings or unknown sources alone: ${exhibits.join(", ")}.`,
      fix: "Obtain what the retelling is based on, or record how near the source stands if you know it.",
    }),
    left_out: ({ claim, contradicts, answers }) => ({
      says: `${claim}: ${[...contradicts.map((mark) => `${mark} contradicts it`), ...answers.map((mark) => `${mark} answers it`)].join(", ")}, and this section does not say so.`,
      fix: "Say in this section what speaks against the claim, or what the accused answers, and cite it; or explain on the claim why the contradiction does not count.",
    }),
    not_asked: ({ claim, whom }) => ({ says: `${claim} accuses ${whom}, and they were never asked about it.`, fix: ask }),
    time_to_answer: ({ claim, whom, reply, deadline }) => ({ says: `${claim} accuses ${whom}, and the deadline of ${reply} (${deadline}) is not over.`, fix: ask }),
    no_deadline: ({ claim, whom, reply }) => ({ says: `${claim} accuses ${whom}, and ${reply} sets no deadline.`, fix: ask }),
    no_text: ({ mark, words, exhibit }) => ({ says: `${mark} quotes “${words}”, and ${exhibit} has no captured text.`, fix: again }),
    not_in_text: ({ mark, words, exhibit }) => ({ says: `${mark} quotes “${words}”, and the captured text of ${exhibit} does not have them.`, fix: again }),
  },
};
