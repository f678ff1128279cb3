//! What is the matter, as a sentence in French, for a report in French.

use super::Matter;

pub(super) fn message(matter: &Matter) -> String {
    match matter {
        Matter::NoEvidence => "Cette phrase affirme un fait et ne cite rien.".to_owned(),
        Matter::LeadsNowhere { cited } => {
            format!("« {cited} » est cité, et le dossier n’a rien sous ce numéro.")
        }
        Matter::Withdrawn { claim, reason } => {
            format!("{claim} est citée, mais elle a été retirée : {reason}")
        }
        Matter::NoFile { exhibit } => {
            format!(
                "{exhibit} est notée comme détenue, mais son fichier n’est pas dans le dossier."
            )
        }
        Matter::Altered { exhibit } => format!(
            "L’original de {exhibit} n’est plus celui qui a été scellé : son empreinte diffère."
        ),
        Matter::JournalNotWhole { entry, .. } => format!(
            "Le journal de ce dossier n’est pas entier : à l’entrée {entry}, quelque chose a été modifié, retiré, inséré ou déplacé."
        ),
        Matter::AccusesWithoutSupport { claim, whom } => format!(
            "{claim} accuse {whom}, rien ne l’étaye, et la phrase ne dit pas qui l’affirme."
        ),
        Matter::AccusesOnOneOrigin { claim, whom } => format!(
            "{claim} accuse {whom}, tout ce qui l’étaye remonte à une seule origine, et la phrase ne dit pas qui l’affirme."
        ),
        Matter::Retold { claim, exhibits } => format!(
            "{claim} ne repose que sur des reprises ou des sources inconnues : {}.",
            exhibits.join(", ")
        ),
        Matter::LeftOut {
            claim,
            contradicts,
            answers,
        } => {
            let contradict = contradicts
                .iter()
                .map(|mark| format!("{mark} la contredit"));
            let answer = answers.iter().map(|mark| format!("{mark} y répond"));
            let against: Vec<String> = contradict.chain(answer).collect();
            format!(
                "{claim} : {}, et cette section ne le dit pas.",
                against.join(", ")
            )
        }
        Matter::NotAsked { claim, whom } => {
            format!("{claim} accuse {whom}, qui n’a jamais été interrogé à ce sujet.")
        }
        Matter::TimeToAnswer {
            claim,
            whom,
            reply,
            deadline,
        } => {
            format!("{claim} accuse {whom}, et le délai de {reply} ({deadline}) n’est pas écoulé.")
        }
        Matter::NoDeadline { claim, whom, reply } => {
            format!("{claim} accuse {whom}, et {reply} ne fixe aucun délai.")
        }
        Matter::NoText {
            mark,
            words,
            exhibit,
        } => format!("{mark} cite « {words} », mais {exhibit} n’a pas de texte capturé."),
        Matter::NotInText {
            mark,
            words,
            exhibit,
        } => format!(
            "{mark} cite « {words} », mais le texte capturé de {exhibit} ne contient pas ces mots."
        ),
    }
}
