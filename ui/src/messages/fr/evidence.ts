// The library of exhibits and its inspector.
import { count } from "./count";
import type { evidence as words } from "../en/evidence";

export const evidence: typeof words = {
  exhibitCount: (n) => count(n, "pièce", "pièces"),
  exhibitsOf: (shown, all) => `${shown === all ? "" : `${shown} sur `}${count(all, "pièce", "pièces")}`,
  filters: "Sortes de pièces",
  all: "Toutes",
  kinds: {
    post: "Publications", page: "Pages web", document: "Documents", image: "Images", video: "Vidéos", audio: "Sons",
    data: "Données", record: "Registres", statement: "Déclarations", other: "Autres",
  },
  kind: {
    post: "Publication", page: "Page web", document: "Document", image: "Image", video: "Vidéo", audio: "Son",
    data: "Données", record: "Registre", statement: "Déclaration", other: "Autre",
  },
  noExhibits: "Aucune pièce. Déposez des fichiers n’importe où dans cette fenêtre, collez-les ou ajoutez-les ici.",
  marksShort: (n) => count(n, "repère", "repères"),
  claimsShort: (n) => count(n, "affirmation", "affirmations"),
  selectedOf: (place, all) => `${place} sur ${all} sélectionnée`,
  nothingSelected: "Rien de sélectionné",
  selectHint: "Sélectionnez une pièce pour voir sa fiche, ou plusieurs pour les changer ensemble.",
  open: "Ouvrir",
  openExhibit: (tag) => `Ouvrir ${tag}`,
  notHeld: "Citée, non détenue",
  sensitive: "Sensible, non montrée",
  details: "Détails",
  marks: "Repères",
  custody: "Garde",
  source: "Source",
  facts: {
    posted: "Publiée", account: "Compte", address: "Adresse", captured: "Saisie", by: "Saisie par", method: "Méthode", tool: "Outil",
    tier: "La source est", derived: "Dérivée de", archive: "Archive", language: "Langue", publisher: "Éditeur",
    file: "Fichier", title: "Titre", kind: "Sorte", description: "Montre", note: "Note",
  },
  tiers: {
    primary: "Première main", official_report: "Rapport officiel", own_observation: "Observation propre", secondary_report: "Seconde main",
    tertiary_rewrite: "Reprise", ai_rewritten: "Réécriture automatique", unknown: "Non établie",
  },
  integrity: "Intégrité",
  fingerprint: "SHA-256",
  size: "Taille",
  checkedAt: "Contrôlé",
  never: "Non contrôlé",
  unchanged: "Original inchangé",
  changed: "Original modifié",
  usedFor: "Sert à",
  notUsed: "Pas encore liée à une affirmation. Ouvrez-la, choisissez un repère, puis une voie sur une affirmation.",
  noMarks: "Aucun repère. Ouvrez la pièce et appuyez sur M pour en dessiner un, ou sélectionnez des mots et appuyez sur H.",
  noCustody: "Aucune entrée au journal.",
};
