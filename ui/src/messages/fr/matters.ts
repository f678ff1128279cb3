// What the checks find, as sentences: what is the matter, and what to do.
import type { Matters } from "../en/matters";

const ask = "Posez la question, notez-la avec son délai, et attendez la réponse ou la fin du délai.";
const origin = "Trouvez une seconde origine indépendante, ou dites dans la phrase qui l’affirme (« selon … »).";
const restore = "Ne publiez pas ; vérifiez le dossier avec son dernier reçu et reprenez-le d’une sauvegarde.";
const again = "Marquez de nouveau le passage dans le texte capturé, ou capturez la source comme nouvelle pièce.";

export const matters: { matters: Matters } = {
  matters: {
    no_evidence: () => ({
      says: "Cette phrase affirme un fait et ne cite rien.",
      fix: "Citez un repère ou une affirmation, indiquez qu’il s’agit d’une opinion, de méthode ou de contexte, ou coupez-la.",
    }),
    leads_nowhere: ({ cited }) => ({
      says: `« ${cited} » est cité, et le dossier n’a rien sous ce numéro.`,
      fix: "Corrigez le numéro, ou ajoutez ce qu’il désigne.",
    }),
    withdrawn: ({ claim, reason }) => ({ says: `${claim} est citée, mais elle a été retirée : ${reason}`, fix: "Coupez la phrase, ou rouvrez l’affirmation." }),
    no_file: ({ exhibit }) => ({
      says: `${exhibit} est notée comme détenue, mais son fichier n’est pas dans le dossier.`,
      fix: "Ajoutez le fichier, ou notez que la pièce est citée et non détenue.",
    }),
    altered: ({ exhibit }) => ({ says: `L’original de ${exhibit} n’est plus celui qui a été scellé : son empreinte diffère.`, fix: restore }),
    journal_not_whole: ({ entry }) => ({
      says: `Le journal de ce dossier n’est pas entier : à l’entrée ${entry}, quelque chose a été modifié, retiré, inséré ou déplacé.`,
      fix: restore,
    }),
    accuses_without_support: ({ claim, whom }) => ({
      says: `${claim} accuse ${whom}, rien ne l’étaye, et la phrase ne dit pas qui l’affirme.`,
      fix: origin,
    }),
    accuses_on_one_origin: ({ claim, whom }) => ({
      says: `${claim} accuse ${whom}, tout ce qui l’étaye remonte à une seule origine, et la phrase ne dit pas qui l’affirme.`,
      fix: origin,
    }),
    retold: ({ claim, exhibits }) => ({
      says: `${claim} ne repose que sur des reprises ou des sources inconnues : ${exhibits.join(", ")}.`,
      fix: "Obtenez ce sur quoi repose la reprise, ou notez la proximité de la source si vous la connaissez.",
    }),
    left_out: ({ claim, contradicts, answers }) => ({
      says: `${claim} : ${[...contradicts.map((mark) => `${mark} la contredit`), ...answers.map((mark) => `${mark} y répond`)].join(", ")}, et cette section ne le dit pas.`,
      fix: "Dites dans cette section ce qui contredit l’affirmation, ou ce que répond la personne accusée, et citez-le ; ou expliquez sur l’affirmation pourquoi la contradiction ne compte pas.",
    }),
    not_asked: ({ claim, whom }) => ({ says: `${claim} accuse ${whom}, qui n’a jamais été interrogé à ce sujet.`, fix: ask }),
    time_to_answer: ({ claim, whom, reply, deadline }) => ({ says: `${claim} accuse ${whom}, et le délai de ${reply} (${deadline}) n’est pas écoulé.`, fix: ask }),
    no_deadline: ({ claim, whom, reply }) => ({ says: `${claim} accuse ${whom}, et ${reply} ne fixe aucun délai.`, fix: ask }),
    no_text: ({ mark, words, exhibit }) => ({ says: `${mark} cite « ${words} », mais ${exhibit} n’a pas de texte capturé.`, fix: again }),
    not_in_text: ({ mark, words, exhibit }) => ({ says: `${mark} cite « ${words} », mais le texte capturé de ${exhibit} ne contient pas ces mots.`, fix: again }),
  },
};
