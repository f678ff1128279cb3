// The start and the lock.
import type { home as words } from "../en/home";

export const home: typeof words = {
  homeTitle: "Dossiers",
  openCase: "Ouvrir un dossier",
  sampleTitle: "Dossier d’exemple",
  sampleText: "Une enquête terminée à parcourir : des pièces, des affirmations et un rapport qui s’imprime.",
  start: "Commencer",
  homeEmpty: "Ouvrez un dossier, ou commencez par l’exemple. Rien ne quitte cet ordinateur.",
  locked: "Verrouillé",
  lockedText: "Votre travail est chiffré sur cet ordinateur.",
  passphrase: "Phrase de passe",
  showPassphrase: "Afficher la phrase de passe",
  hidePassphrase: "Masquer la phrase de passe",
  unlock: "Déverrouiller",
  unlocking: "Déverrouillage…",
  lockedNote: "Les essais manqués n’effacent jamais rien. Sans la phrase de passe ou le code de secours, personne ne peut ouvrir le dossier, nous non plus.",
};
