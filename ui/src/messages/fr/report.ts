// The manuscript, its pages, its checks, its export.
import { count } from "./count";
import type { report as words } from "../en/report";

export const report: typeof words = {
  manuscript: "Manuscrit",
  support: "Appui de chaque phrase",
  supports: {
    backed: "Étayée", "single-origin": "Une origine", none: "Sans pièce", contradicted: "Contradiction à expliquer",
    denial: "Démenti", "not-factual": "Pas une affirmation de fait",
  },
  emptyManuscript: "Écrivez ici. Citez avec [@E-014.1] ou [@C-03].",
  words: (n) => count(n, "mot", "mots"),
  unsaved: "Écriture…",
  page: "Page",
  pageOf: (page, all) => `${page} sur ${all}`,
  previousPage: "Page précédente",
  nextPage: "Page suivante",
  printing: "Mise en page…",
  pageAlt: (page, all) => `Page imprimée ${page} sur ${all}`,
  checks: "Contrôles",
  openSentences: (open, all) => `${open} sur ${count(all, "phrase", "phrases")} à régler`,
  noFindings: "Les contrôles ne trouvent rien qui manque.",
  showSentence: "Montrer la phrase",
  waived: (why) => `Écarté : ${why}`,
  severities: { error: "À régler", warning: "À regarder", note: "Note" },
  export: "Exporter",
  exportPdf: "PDF",
  exportMarkdown: "Markdown",
  exportTitle: "Exporter le rapport",
  exportText: "Ce qui quitte cet ordinateur ne peut être rappelé. Le fichier n’est pas chiffré.",
  exportOpen: (open) => (open === 0 ? "Les contrôles ne trouvent rien à régler." : `${open} constats à régler avant que ce soit définitif.`),
  exported: (file) => `Exporté sous ${file}. Son reçu :`,
  receiptText: "Notez ces huit mots ailleurs que sur cet ordinateur. Avec eux, chacun peut vérifier que le dossier n’a été ni modifié ni remis à un état antérieur.",
  nextOpen: "Phrase ouverte suivante",
};
