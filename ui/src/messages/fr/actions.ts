// What keys, palette and footer can do; the names are those of the settings.
import type { actions as words } from "../en/actions";

export const actions: typeof words = {
  actions: {
    evidence: "Pièces",
    claims: "Affirmations",
    timeline: "Chronologie",
    report: "Rapport",
    export: "Exporter",
    undo: "Annuler",
    redo: "Rétablir",
    lock: "Verrouiller",
    back: "Précédent",
    forward: "Suivant",
    larger: "Agrandir",
    smaller: "Réduire",
    usualSize: "Taille normale",
    nextPane: "Volet suivant",
    previousPane: "Volet précédent",
    companion: "Afficher ou masquer le volet",
    openExhibit: "Ouvrir",
    mark: "Tracer un repère",
    quote: "Citer la sélection",
    nextOpen: "Phrase ouverte suivante",
    previousOpen: "Phrase ouverte précédente",
  },
};
