// The steps of the history, by the names the journal gives them.
import type { steps as words } from "../en/steps";

export const steps: typeof words = {
  steps: {
    "add account": "Ajouter le compte",
    "add claim": "Ajouter l’affirmation",
    "add event": "Ajouter l’événement",
    "add exhibit": "Ajouter",
    "add organisation": "Ajouter l’organisation",
    "add person": "Ajouter la personne",
    "affiliate": "Ajouter l’appartenance",
    "cite exhibit": "Citer",
    "edit source": "Modifier la source de",
    "give code": "Donner un code à",
    "link": "Relier",
    "mark": "Repérer",
    "record account state": "Noter l’état du compte",
    "record reply": "Noter la réponse",
    "redact": "Caviarder",
    "remove code": "Retirer le code de",
    "remove redaction": "Retirer le caviardage",
    "set confidence": "Fixer la confiance",
    "unlink": "Délier",
    "waive finding": "Accepter le constat",
    "withdraw claim": "Retirer",
    "reopen claim": "Rouvrir",
    "write report": "Écrire le rapport",
  },
};
