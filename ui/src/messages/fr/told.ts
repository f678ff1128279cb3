// What Plumb's core says in English: refusals with what is safe and what to do, remarks, and what a check finds.
import type { Told } from "../en/told";
import { count } from "./count";
import { data } from "./data";

type Words = Readonly<Record<string, string>>;

const kept = "Rien n’a été modifié.";
const altered = "son original n’est pas tel qu’il a été scellé";
const asBefore = "Le dossier est comme avant.";
const backup = "Rien n’a été modifié ; gardez le fichier tel quel et reprenez le travail d’une sauvegarde.";
const later = "Un autre programme écrit dans ce dossier. Rien n’a été modifié ; réessayez quand il aura fini.";

/** Why the system refused. */
const reasons: Words = {
  "not-found": "il n’est plus là", "not-allowed": "vous n’y avez pas accès", "disk-full": "le disque est plein",
  "read-only": "le disque est en lecture seule", folder: "c’est un dossier de fichiers",
};
const why = (code = "") => reasons[code] ?? code;

/** What was left empty. */
const fields: Words = {
  "a title": "Le titre", "a claim": "L’affirmation", "a tag": "L’étiquette", "a name": "Le nom", "how they were asked": "La façon de demander",
  "a platform": "La plateforme", "a handle": "Le pseudonyme", "the reason": "La raison", "a note": "La note", "a code": "Le code", "another name": "L’autre nom",
};
const copies: Words = { first: "la première", second: "la seconde" };
const deeds: Words = { undone: "annuler", redone: "rétablir" };
const deed = (word = "") => deeds[word] ?? word;
const fieldNames = (codes = "") => codes.split(",").map((code) => data.postField[code] ?? code).join(", ");
const without = (counts: readonly string[]) =>
  ["sans pièce", "nommées comme plusieurs pièces différentes", "illisibles", "trop unies pour être distinguées"]
    .map((reason, at) => [counts[at] ?? "0", reason] as const)
    .filter(([many]) => many !== "0")
    .map((one) => one.join(" "))
    .join(", ");

const opening: Told = {
  "no-case-there": ([path]) => `Il n’y a pas de dossier à l’emplacement ${path}. Rien n’a été créé ; vérifiez le nom du fichier.`,
  "file-exists": ([path]) => `${path} existe déjà et a été laissé tel quel. Choisissez un autre nom pour le nouveau dossier.`,
  "not-a-case": ([path]) => `${path} n’est pas un dossier de Plumb, ou son début est perdu. Il a été laissé tel quel.`,
  "newer-case": () => "Ce dossier a été écrit par une version plus récente de Plumb. Rien n’a été modifié ; ouvrez-le avec elle.",
  "wrong-passphrase": () => "Cette phrase de passe n’ouvre pas ce dossier. Le dossier est intact ; réessayez.",
  "wrong-recovery-code": () =>
    "Ce code de secours n’ouvre pas ce dossier : il est d’un autre dossier, ou un plus récent l’a remplacé. Le dossier est intact.",
  "mistyped-recovery-code": () =>
    "Ce code de secours n’est pas complet : un caractère manque, est de trop ou est faux. Comparez-le avec la feuille imprimée.",
  "no-recovery-code": () => "Ce dossier n’a pas de code de secours. Ouvrez-le avec sa phrase de passe.",
  "needs-passphrase": () => "Ce dossier est verrouillé. Donnez sa phrase de passe ou son code de secours.",
  "empty-passphrase": () => "Sans phrase de passe, n’importe qui ouvrirait le dossier. Choisissez au moins quelques mots.",
  "case-without-lock": () =>
    "Ce dossier n’a pas de verrou : sa clé est dans le fichier, et une phrase de passe ajoutée maintenant ne protégerait rien. Créez un nouveau dossier avec une phrase de passe.",
  "damaged-case": ([what]) => `Ce fichier de dossier est endommagé (${what}). ${backup}`,
  "damaged-rows": ([what]) => `Ce fichier de dossier est endommagé (${what}). ${backup}`,
  busy: () => later,
  "read-only-case": () => "Ce dossier ne peut pas être ouvert en écriture : vous n’avez pas le droit d’écrire dans le fichier ou son répertoire. Rien n’a été modifié.",
  "no-memory": ([mebibytes]) => `La mémoire ne suffit pas pour ouvrir ce dossier (il faut ${mebibytes} Mio). Fermez d’autres programmes et réessayez.`,
  "disk-full": () => "Le disque est plein. Rien n’a été modifié ; faites de la place et réessayez.",
  "file-failed": ([path, reason]) => `${path} n’a pas pu être lu ou écrit : ${why(reason)}.`,
  "no-random-numbers": ([reason]) => `L’ordinateur n’a pas donné de nombres aléatoires, sans lesquels aucune clé ne peut être faite : ${reason}`,
  "database-failed": ([reason]) => `La base de données du dossier a échoué : ${reason}`,
  "no-case-open": () => "Aucun dossier n’est ouvert. Ouvrez-en un d’abord.",
  "plumb-failed": () => "Plumb a échoué à cela. Le dossier est comme avant. Signalez, s’il vous plaît, ce que vous faisiez.",
  "settings-not-kept": ([reason]) => `Les réglages n’ont pas pu être gardés : ${reason}. Ils valent jusqu’à la fermeture de Plumb. Aucun dossier n’est touché.`,
  stopped: () => `Arrêté. ${asBefore}`,
  "closed-meanwhile": () => "Le dossier a été fermé entre-temps. Ce qui n’était pas fini n’y est pas.",
  "nothing-to-take-back": () => "Il n’y a rien à annuler ni à rétablir.",
  "nothing-left": ([done]) => `Il n’y a plus rien à ${deed(done)}. ${kept}`,
  "one-step-left": ([done]) => `Il n’y a plus qu’une étape à ${deed(done)}. ${kept}`,
  "few-steps-left": ([steps, done]) => `Il n’y a plus que ${steps} étapes à ${deed(done)}. ${kept}`,
};

const adding: Told = {
  "not-read": ([name, reason]) => `${name} n’a pas pu être lu : ${why(reason)}. Rien n’en a été ajouté.`,
  "not-a-file": ([name]) => `${name} n’est pas un fichier. Rien n’en a été ajouté.`,
  "item-unread": ([name, reason]) => `${name} n’a pas pu être lu : ${why(reason)}. Vérifiez que le fichier est là et que vous pouvez le lire.`,
  "file-broke-off": ([reason]) => `Le fichier n’a pas pu être lu jusqu’au bout : ${why(reason)}. Rien n’a été ajouté au dossier.`,
  "staging-lost": () => "Le dossier n’a plus tout ce qui a été lu du fichier. Rien n’a été ajouté ; ajoutez le fichier de nouveau.",
  "original-not-held": ([original]) => `Le dossier n’a pas l’original ${original}.`,
  "original-damaged": ([original, what]) => `L’original ${original} est endommagé (${what}). Rien n’a été modifié ; cherchez le fichier dans une sauvegarde.`,
  "originals-damaged": () => "La liste des originaux de ce dossier ne peut pas être lue, car le fichier du dossier est endommagé. Rien n’a été modifié ; travaillez avec une sauvegarde.",
  "held-part-damaged": () =>
    "Le dossier a déjà une partie de ce fichier, et cette partie est endommagée ; le fichier n’a donc pas été ajouté. Une vérification du dossier entier nomme les pièces concernées.",
  "too-much-at-once": () => `Trop d’octets ont été demandés à la fois. ${kept}`,
  "title-needed": () => "Une pièce citée mais non détenue a besoin d’un titre.",
  "no-file-chosen": () => "Aucun fichier n’a été choisi.",
  "nothing-dropped": () => "Rien n’a été déposé.",
  "not-shown": () => "Son contenu ne peut pas être montré : il est endommagé ou n’est pas ce qu’il faudrait. L’original est en sûreté, tel qu’il a été capturé.",
  "too-large-to-show": () => "Son contenu ne peut pas être montré : il demande plus de mémoire que Plumb n’en donne. L’original est en sûreté, tel qu’il a été capturé.",
  "no-such-page": ([page, pages]) => `Ce PDF n’a pas de page ${page} ; il en a ${pages}.`,
  "empty-file": () => "Le fichier est vide.",
  "turned-picture": () => "L’appareil a enregistré cette image tournée ; sa taille est donnée comme elle est montrée.",
  "pdf-not-read": () => "Le PDF est trop grand : son texte n’a pas été lu.",
  "letters-assumed": () => "Le fichier ne dit pas comment ses lettres sont codées ; son texte a été lu comme windows-1252.",
  "letters-unknown": () => "Des parties de son texte ne peuvent pas être lues comme des lettres (ses polices ne disent pas lesquelles) ; regardez les pages.",
  "text-cut-off": () => "Seul le début de son texte a été lu ; l’original est entier.",
  "no-text": () => "Il n’a pas de texte lisible ; il est peut-être numérisé.",
  "name-promises-else": ([ending, found]) => `Le nom finit par .${ending}, mais le contenu est ${found} ; c’est le contenu qui a été cru.`,
};

const posts: Told = {
  "posts-unread": ([name, reason]) => `${name} n’a pas pu être lu : ${why(reason)}. ${kept}`,
  "no-posts": ([name]) => `${name} ne contient ni tableau ni liste de publications. ${kept}`,
  "posts-unmapped": ([name, missing, columns]) => `${name} : aucune colonne trouvée pour : ${fieldNames(missing)}. Le fichier a : ${columns}. ${kept}`,
  "no-such-column": ([name, column]) => `${name} n’a pas de colonne « ${column} ». ${kept}`,
  "posts-stopped": ([name]) => `La lecture de ${name} a été arrêtée. ${kept}`,
  "zone-needed": () => `Les heures de ce fichier ne nomment aucun fuseau horaire. ${kept} Indiquez-le : UTC, +04:00 ou Asia/Baku.`,
  "not-a-zone": ([text]) => `« ${text} » n’est pas un fuseau horaire ; écrivez UTC, +04:00 ou un nom comme Asia/Baku.`,
  "question-too-big": ([name, line, many, pairs]) =>
    `${name} : une même chose figure dans ${many} publications (dont celle de la ligne ${line}) et fait ${pairs} paires dans la fenêtre, plus qu’on ne peut en lister. ${kept} Choisissez une fenêtre plus courte, ou laissez cette chose de côté.`,
  "question-too-long": ([name, pairs]) =>
    `${name} : il faudrait comparer lettre à lettre ${pairs} paires de textes dans la fenêtre, ce qui dure plus longtemps que personne n’attend. ${kept} Choisissez une fenêtre ou une période plus courte.`,
  "too-many-pairs": ([many, pairs]) => `une même chose figure dans ${many} publications et fait ${pairs} paires dans la fenêtre, plus qu’on ne peut en lister`,
  "too-much-to-compare": ([pairs]) => `il faudrait comparer lettre à lettre ${pairs} paires de textes dans la fenêtre, ce qui dure plus longtemps que personne n’attend`,
  "no-picture-named": ([name]) =>
    `Aucune publication de ${name} ne nomme d’image. ${kept} Aucune de ses colonnes n’est connue pour en contenir. Importez le fichier de nouveau en indiquant laquelle : noms de fichier, adresses ou empreintes PDQ.`,
  "no-picture-to-compare": ([name, named, compared, ...counts]) =>
    `${name} n’a pas d’images à comparer.${named === undefined ? "" : ` Sur ${named} adresses et noms d’images, ${compared} ont été comparés. Non comparées : ${without(counts)}.`} ${kept} Ajoutez les images comme pièces, sous les noms de fichier ou les adresses que donnent les publications ; Plumb ne télécharge rien.`,
  "pictures-not-compared": ([named, compared, ...counts]) =>
    `Sur ${named} adresses et noms d’images dans les publications, ${compared} ont été comparés. Non comparées : ${without(counts)}.`,
  "nothing-to-freeze": () => `Aucune publication ne passe le filtre : il n’y a rien à figer. ${kept} Élargissez le filtre.`,
  "exhibit-without-file": ([tag]) => `${tag} ne contient pas de fichier.`,
  "data-file-missing": () => "Le fichier d’un jeu de données n’est pas dans le dossier.",
  "data-set-damaged": ([tag]) => `${tag} est endommagé.`,
  "sealed-unread": ([tag, reason]) => `${tag} ne peut pas être lu : ${reason}`,
  "sealed-file-unread": ([reason]) => `Le fichier scellé n’a pas pu être lu : ${reason}`,
  "row-without-account": () => "la ligne ne nomme aucun compte",
  "row-without-time": ([stamp]) => `« ${stamp} » n’est pas une date avec une heure`,
  "row-fields": ([found, expected]) => `${count(Number(found), "champ", "champs")} au lieu de ${expected}`,
  "row-bytes": ([sign]) => `des octets qui ne sont pas de l’UTF-8 ont été remplacés par ${sign}`,
  "row-no-json": ([reason]) => `la ligne n’est pas du JSON (${reason})`,
  "quotation-mark-open": () => "un guillemet s’ouvre et ne se ferme pas ; il a été lu comme une lettre",
  "file-encoding": ([name]) => `Le fichier est en ${name} ; les positions sont comptées en UTF-8.`,
  "rounded-ids": ([ids]) => `${ids} identifiants ont été arrondis par un tableur (comme 1.01421E+18) et ne désignent plus une seule publication.`,
  "no-time-zone": () => "Les heures ne nomment aucun fuseau ; elles ont été prises pour UTC.",
};

const naming: Told = {
  "not-in-case": ([tag]) => `Ce dossier n’a pas ${tag}.`,
  "nobody-of-that-name": ([name]) => `Ce dossier n’a ni personne, ni organisation, ni compte du nom de « ${name} ».`,
  "could-be": ([name, tags]) => `« ${name} » peut désigner ${(tags ?? "").replaceAll(" or ", " ou ")}. Indiquez lequel par son numéro.`,
  "not-a-number": ([text]) => `« ${text} » n’est pas un numéro du dossier ; les numéros ressemblent à E-014, E-014·1 ou C-03.`,
  "not-a-time": ([text]) => `« ${text} » n’est pas une date que Plumb sait lire ; écrivez 2024, 2024-05, 2024-05-15 ou 2024-05-15T12:21+04:00. ${kept}`,
  "unknown-word": ([text]) => `« ${text} » n’est pas connu. ${kept}`,
  "not-an-exhibit": ([tag]) => `${tag} n’est pas une pièce.`,
  "not-a-mark": ([tag]) => `${tag} n’est pas un repère. Ce sont les repères qu’on relie et qu’on cite : E-014.1 est le premier repère d’E-014.`,
  "not-an-event": ([tag]) => `${tag} n’est pas un événement.`,
  "not-an-affiliation": ([tag]) => `${tag} n’est pas une appartenance.`,
  "not-a-request": ([tag]) => `${tag} n’est pas une demande de réponse.`,
  "not-a-claim": ([tag]) => `${tag} n’est pas une affirmation.`,
  "not-an-account": ([tag]) => `${tag} n’est pas un compte.`,
  "not-an-organisation": ([tag]) => `${tag} n’est pas une organisation.`,
  "not-a-data-set": ([tag]) => `${tag} n’est pas un jeu de données.`,
  "not-a-finding": ([tag]) => `${tag} n’est pas un constat figé.`,
  "no-such-collection": () => "Ce dossier n’a pas cette collection.",
  "collection-exists": ([name]) => `Une collection s’appelle déjà « ${name} ». ${kept} Choisissez un autre nom.`,
  "no-such-state": ([tag]) => `Ce dossier n’a pas cet état de ${tag}.`,
  "no-such-note": ([tag]) => `Ce dossier n’a pas cette note sur ${tag}.`,
  "no-such-waiver": ([rule]) => `Ce dossier n’a rien d’écarté pour ${rule} à cet endroit.`,
  "no-such-redaction": ([number, tag]) => `Ce dossier n’a pas de caviardage ${number} dans ${tag}.`,
  "no-such-code": ([tag]) => `Ce dossier n’a pas de code pour ${tag}.`,
  "cannot-be-empty": ([what = ""]) => `${fields[what] ?? what} ne peut pas être vide.`,
};

const arguing: Told = {
  "mark-carries": ([rests, mark]) => `${rests} repose sur ${mark}. ${kept} Donnez-lui d’abord un autre repère.`,
  "no-text-to-quote": ([tag]) => `${tag} n’a pas de texte capturé à citer. Marquez plutôt une région ou une page.`,
  "no-captured-text": ([tag]) => `${tag} n’a pas de texte capturé.`,
  "no-words-selected": () => "Aucun mot n’est sélectionné.",
  "quotation-empty": ([tag]) => `La citation de ${tag} est vide. Rien n’a été marqué.`,
  "words-not-there": ([tag]) => `Ces mots ne sont pas dans le texte capturé de ${tag}. Rien n’a été marqué.`,
  "words-several-times": ([tag, times]) => `Ces mots figurent ${times} fois dans le texte capturé de ${tag} ; citez davantage de la phrase. Rien n’a été marqué.`,
  "not-held-to-mark": ([tag]) => `${tag} est citée mais non détenue : rien ne peut y être marqué. Ajoutez d’abord la pièce elle-même.`,
  "not-a-picture": ([tag]) => `${tag} n’est pas une image. Citez ses mots ou indiquez une page.`,
  "region-outside": ([tag, across, down]) => `La région sort de ${tag}, qui fait ${across} sur ${down} pixels.`,
  "page-not-there": ([tag, page, pages]) => `${tag} n’a pas de page ${page} ; elle en a ${pages}.`,
  "rows-from-one": () => "Les lignes se comptent à partir de 1, la première avant la dernière.",
  "not-comparable": () => "Ces deux pièces ne peuvent pas être comparées : l’une n’est pas une image que Plumb sait dessiner.",
  "derived-from-itself": ([tag]) => `${tag} ne peut pas être tirée d’elle-même.`,
  "held-after-all": ([tag]) => `Le dossier a l’original de ${tag}, qui ne peut donc pas être « citée, non détenue ».`,
  "not-linked": ([mark, claim]) => `${mark} n’est pas relié à ${claim}.`,
  "no-contradiction": ([mark, claim]) => `${mark} ne contredit pas ${claim}.`,
  "only-an-account-is-run": () => "Seul un compte peut être rattaché ainsi à une personne.",
  "request-about-a-claim": () => "Une demande de réponse porte sur une affirmation.",
  "event-ends-first": () => "L’événement finirait avant d’avoir commencé.",
  "tie-ends-first": () => "Le lien finirait avant d’avoir commencé.",
  "belongs-to-itself": () => "Rien n’appartient à soi-même.",
  "only-accounts-have-states": () => "Seul un compte a des états.",
  "is-already": ([gone, tag]) => `${gone} est déjà ${tag}.`,
  "not-of-one-sort": ([one, other]) => `${one} et ${other} ne sont pas de la même sorte ; seules deux choses de même sorte peuvent n’en faire qu’une.`,
  "not-to-be-redacted": () =>
    `Seules une région d’une image, une page ou les mots d’un texte peuvent être caviardés. ${kept} Pour cacher toute la pièce aux lecteurs, indiquez qu’elle est sensible.`,
  "code-taken": ([tag, code]) => `${tag} s’imprime déjà comme « ${code} ». ${kept} Choisissez un code que personne d’autre n’a.`,
  "code-tells": ([code]) => `Le code « ${code} » révèle le nom. ${kept} Choisissez un code comme « Sujet 01 ».`,
};

const leaving: Told = {
  "not-written": ([path, reason]) =>
    `${path} n’a pas pu être écrit : ${why(reason)}. ${asBefore.replace(/\.$/u, "")}, et le fichier qui s’y trouvait aussi. Choisissez un autre emplacement.`,
  "not-read-back": ([path, reason]) => `${path} a été écrit mais ne peut pas être relu : ${reason}. Exportez-le de nouveau ailleurs. ${asBefore}`,
  "printing-stopped": () => `L’impression a été arrêtée. Rien n’a été écrit. ${asBefore}`,
  "not-printed": ([reason]) => `Le rapport n’a pas pu être imprimé : ${reason}. ${asBefore} L’export en Markdown n’a pas besoin de l’imprimeur.`,
  "other-key": () => "La clé qui signe les rapports de ce dossier n’est pas celle avec laquelle il a été créé. Rien n’a été écrit.",
  "nothing-to-draw": () => "Le dossier n’a encore rien à y dessiner.",
};

const checking: Told = {
  "original-missing": () => "son original n’est pas dans le dossier",
  "original-altered": ([faults]) => `${altered} (${faults})`,
  "original-differs": ([from]) => `${altered} : les octets à partir de ${from} ont été modifiés`,
  "original-sealed-off": ([from]) => `${altered} : les octets à partir de ${from} ne peuvent pas être déchiffrés`,
  "original-part-missing": ([from, to]) => `${altered} : les octets de ${from} à ${to} manquent`,
  "original-other-size": ([found, sealed]) => `${altered} : il y a ${found} octets au lieu de ${sealed}`,
  "original-other-bytes": ([found]) => `${altered} : ce sont d’autres octets, dont le SHA-256 est ${found}`,
  "original-list-unread": () => `${altered} : la liste de ses parties ne peut pas être lue`,
  "entry-unreadable": ([entry, reason]) => `l’entrée ${entry} a été modifiée (${reason})`,
  "entry-altered": ([entry]) => `l’entrée ${entry} a été modifiée après avoir été écrite`,
  "entry-does-not-follow": ([entry]) => `l’entrée ${entry} ne suit pas la précédente : l’une a été modifiée, retirée, insérée ou déplacée`,
  "entry-missing": ([entry]) => `l’entrée ${entry} manque`,
  "entries-missing": ([first, last]) => `les entrées ${first} à ${last} manquent`,
  "entry-does-not-fit": ([entry]) => `ce que l’entrée ${entry} dit avoir changé ne s’accorde pas avec ce qui précède`,
  "custody-misses-entry": ([entry]) => `la traçabilité ne montre pas l’entrée ${entry} où elle devrait être`,
  "receipt-of-no-entry": ([last]) =>
    `aucune entrée jusqu’à la dernière, ${last}, n’a ce reçu : le fichier est plus ancien que le reçu, son journal a été coupé ou réécrit, ou le reçu est d’un autre dossier`,
  "row-without-entry": ([table]) => `sa ligne de la table ${table} n’est pas dans le journal`,
  "row-otherwise": ([table]) => `sa ligne de la table ${table} n’est pas telle que le journal l’a notée`,
  "row-gone": ([table]) => `sa ligne de la table ${table} est dans le journal mais n’est plus dans le dossier`,
  "header-damaged": ([copy = ""]) => `${copies[copy] ?? copy} copie de l’en-tête est endommagée`,
  "header-outdated": ([copy = ""]) => `${copies[copy] ?? copy} copie de l’en-tête est périmée`,
  "page-damaged": ([what]) => `le contenu chiffré est endommagé (${what})`,
  "finding-record-unread": ([reason]) => `son relevé ne peut pas être lu : ${reason}`,
  "finding-other-words": () => "ses mots ne sont pas ceux que donne son relevé",
  "finding-other-file": ([tag]) => `${tag} n’est pas le fichier dont il a été calculé`,
  "finding-other-rows": () => "les lignes à l’appui ont d’autres octets",
  "finding-answers-otherwise": ([accounts, pairs, before, pairsBefore, by, again]) =>
    `recalculé, il donne ${accounts} comptes en ${pairs} paires au lieu de ${before} en ${pairsBefore} (calculé par ${by}, de nouveau par ${again})`,
  "finding-counts-otherwise": ([many, accounts, before, accountsBefore, by, again]) =>
    `recompté, il donne ${many} publications de ${accounts} comptes, avec d’autres chiffres que ${before} de ${accountsBefore} (compté par ${by}, de nouveau par ${again})`,
  "finding-other-pictures": () => "les images qu’il compte ne sont pas celles que nomment les publications",
  "finding-hash-unnamed": ([hash]) => `aucune publication ne nomme l’empreinte ${hash}`,
  "finding-picture-record": ([tag]) => `ce que son relevé dit de l’image ${tag} ne peut pas être lu`,
  "finding-other-picture": ([tag]) => `${tag} n’est pas l’image qui a été comparée`,
  "finding-picture-hash": ([tag, hash, quality, before, qualityBefore]) =>
    `l’image ${tag} a l’empreinte PDQ ${hash} et la qualité ${quality}, non ${before} et ${qualityBefore}`,
  "finding-picture-unhashed": ([tag, reason]) => `l’empreinte de l’image ${tag} ne peut pas être refaite : ${reason}`,
};

export const told: { told: Told } = { told: { ...opening, ...adding, ...posts, ...naming, ...arguing, ...leaving, ...checking } };
