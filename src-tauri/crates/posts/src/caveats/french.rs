//! What else it could be, in French, for a report in French.

use super::{Caveat, CaveatKind};

/// `None` where there are no words for it, or the record that it stands in kept no figures.
pub(super) fn text(caveat: &Caveat) -> Option<String> {
    let figure = |at: usize| caveat.figures.get(at).map(String::as_str);
    Some(match caveat.kind {
        CaveatKind::CoarseStamps => format!(
            "Les heures ne sont exactes qu’à {} près : une fenêtre de {} secondes va jusqu’à {} secondes.",
            step(figure(0)?),
            figure(1)?,
            figure(2)?
        ),
        CaveatKind::CollectionWord => {
            let end = match figure(1)? {
                "out" => "et il a été laissé de côté",
                _ => "l’avoir en commun ne dit donc rien",
            };
            format!(
                "Presque chaque publication porte {} ; les données semblent collectées par ce mot, {end}.",
                figure(0)?
            )
        }
        CaveatKind::LettersOnly => "Les lettres sont comparées, non leur sens : une salutation, une citation, une pétition ou un titre derrière un bouton de partage, où l’on a mis un nom ou un nombre, ressemblent à des copies reformulées. Une traduction, ou la même pensée en d’autres mots, n’est pas trouvée ; il y faut un modèle de langue, et il n’y en a pas sur cet ordinateur.".to_owned(),
        CaveatKind::ShortTexts => format!(
            "{} publications n’ont pas été comparées, car il en reste moins de {} lettres sans les liens, les mentions, les pictogrammes et les mots-dièse aux deux bouts.",
            figure(0)?,
            figure(1)?
        ),
        CaveatKind::PicturesNotCompared => {
            let reasons = [
                (figure(2)?, "sans pièce"),
                (figure(3)?, "nommées comme plusieurs pièces différentes"),
                (figure(4)?, "illisibles"),
                (figure(5)?, "trop unies pour être distinguées"),
            ];
            let reasons = reasons.iter().filter(|(count, _)| *count != "0");
            let reasons: Vec<String> = reasons
                .map(|(count, why)| format!("{count} {why}"))
                .collect();
            format!(
                "Sur {} adresses et noms d’images dans les publications, {} ont été comparés. Non comparées : {}.",
                figure(0)?,
                figure(1)?,
                reasons.join(", ")
            )
        }
        CaveatKind::TurnedPictures => format!(
            "{} paires de publications sur {} n’ont la même image que tournée ou en miroir.",
            figure(0)?,
            figure(1)?
        ),
        CaveatKind::SharedPictures => "Photographies de presse, images de banques, mèmes, logos et ce que joint un bouton de partage sont publiés par des gens qui ne se connaissent pas ; regardez les images.".to_owned(),
        CaveatKind::UnseenCopies => "PDQ ne trouve pas une copie recadrée, encadrée, surchargée d’écriture ou tournée autrement qu’à angle droit, et peut prendre pour la même deux images de texte serré, comme des captures d’écran.".to_owned(),
        CaveatKind::BlankTexts => format!(
            "{} paires de publications n’ont pas de mots hors mentions ; CNT les compte comme le même texte.",
            figure(0)?
        ),
        CaveatKind::ShareButton => format!(
            "{} textes viennent de vingt comptes ou plus sur plus de trois jours : un bouton de partage, une salutation ou une prière donnerait la même chose.",
            figure(0)?
        ),
        CaveatKind::TwinPages => format!(
            "{} paires de comptes publient presque tout à une seconde l’un de l’autre : des pages d’un même éditeur ou un outil de publication croisée conviennent aussi bien qu’une campagne.",
            figure(0)?
        ),
        CaveatKind::ViralThing => format!(
            "Une seule chose fait {} des 100 paires de publications : ce qui devient viral réunit des inconnus.",
            figure(0)?
        ),
        CaveatKind::HyperactiveAccounts => format!(
            "{} des {} comptes ont publié plus de cent fois certains jours ; des comptes aussi actifs en croisent beaucoup d’autres sans le vouloir.",
            figure(0)?,
            figure(1)?
        ),
        CaveatKind::ShortLinks => format!(
            "{} liens sur {} sont des liens courts, qui diffèrent d’une publication à l’autre pour la même page : les comptes qui partagent ainsi des pages échappent.",
            figure(0)?,
            figure(1)?
        ),
        CaveatKind::RepeatedIds => format!(
            "{} lignes ont l’identifiant d’une ligne antérieure ; la première compte.",
            figure(0)?
        ),
        CaveatKind::RoundedIds => format!(
            "{} identifiants ont été arrondis par un tableur ; les publications qui en partagent un ont été prises pour une seule.",
            figure(0)?
        ),
        CaveatKind::Incomplete => "Les publications supprimées avant la collecte, ou laissées de côté par elle, ne sont pas comptées.".to_owned(),
        CaveatKind::OpenActivity => "Des supporters, des militants et des membres d’un parti agissent aussi ensemble, et ouvertement ; les médias se répètent. Agir ensemble ne prouve pas une tromperie.".to_owned(),
    })
}

/// One step of stamps.
fn step(word: &str) -> &str {
    match word {
        "millisecond" => "la milliseconde",
        "second" => "la seconde",
        "minute" => "la minute",
        "hour" => "l’heure",
        "day" => "un jour",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [CaveatKind; 18] = [
        CaveatKind::CoarseStamps,
        CaveatKind::CollectionWord,
        CaveatKind::BlankTexts,
        CaveatKind::ShareButton,
        CaveatKind::TwinPages,
        CaveatKind::ViralThing,
        CaveatKind::HyperactiveAccounts,
        CaveatKind::ShortLinks,
        CaveatKind::RepeatedIds,
        CaveatKind::RoundedIds,
        CaveatKind::Incomplete,
        CaveatKind::OpenActivity,
        CaveatKind::LettersOnly,
        CaveatKind::ShortTexts,
        CaveatKind::PicturesNotCompared,
        CaveatKind::TurnedPictures,
        CaveatKind::SharedPictures,
        CaveatKind::UnseenCopies,
    ];

    const ALL: [&str; 6] = ["11", "22", "33", "44", "55", "66"];

    #[test]
    fn every_caveat_has_its_figures_in_french_too() {
        for kind in KINDS {
            let caveat = |figures: &[&str]| Caveat {
                kind,
                text: "in English".to_owned(),
                figures: figures.iter().map(ToString::to_string).collect(),
            };
            let french = caveat(&ALL).text_in("fr-CA");
            assert_ne!(french, "in English", "{kind:?}");
            assert_eq!(caveat(&ALL).text_in("en"), "in English");
            let first = caveat(&["11"]).text_in("fr");
            let is_whole = !matches!(
                kind,
                CaveatKind::CoarseStamps
                    | CaveatKind::CollectionWord
                    | CaveatKind::HyperactiveAccounts
                    | CaveatKind::ShortLinks
                    | CaveatKind::ShortTexts
                    | CaveatKind::PicturesNotCompared
                    | CaveatKind::TurnedPictures
            );
            assert_eq!(first != "in English", is_whole, "{kind:?}");
        }
    }
}
