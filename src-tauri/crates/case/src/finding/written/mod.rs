//! A finding in words, tables and a chart: the Markdown that is searched, quoted and printed.

use std::fmt::Write;

use chrono::DateTime;
use posts::chance::Null;
use posts::finding::{Question, Thing, Trace};
use posts::network::Weight;

use super::record::{Data, Finding, Frozen, Held, Member};
use super::tongue::{Tongue, told};

mod count;
mod pictures;

pub(super) use count::title;

/// Accounts and texts that are printed; the sealed record has all.
const MOST_PRINTED: usize = 30;

/// The finding as Markdown. It follows from the record alone, so it can be made again.
pub(crate) fn written(frozen: &Frozen) -> String {
    match frozen {
        Frozen::Together(finding) => together(finding),
        Frozen::Count(finding) => count::written(finding),
    }
}

/// The sentence that is offered for a report.
pub(crate) fn sentence(frozen: &Frozen) -> String {
    match frozen {
        Frozen::Together(finding) => sentence_together(finding),
        Frozen::Count(finding) => count::sentence(finding),
    }
}

fn together(finding: &Finding) -> String {
    let mut text = String::new();
    let mut part = |words: String| {
        text.push_str(words.trim_end());
        text.push_str("\n\n");
    };
    part(sentence_together(finding));
    part(chart(finding));
    part(method(finding));
    part(chance(finding));
    part(sensitivity(finding));
    part(groups(finding));
    part(accounts(finding));
    part(things(finding));
    let tongue = finding.tongue();
    part(affiliations(
        tongue,
        &finding.affiliations,
        finding.accounts.len(),
    ));
    part(caveats(finding));
    text.trim_end().to_owned()
}

pub(super) fn sentence_together(finding: &Finding) -> String {
    let tongue = finding.tongue();
    let (question, answer, data) = (&finding.question, &finding.answer, &finding.data);
    let (found, mean, most) = answer.accounts_against_chance(question.at_least);
    let period = answer.period.map_or_else(String::new, |(first, last)| {
        told!(
            tongue,
            ", {} to {} UTC",
            ", du {} au {} UTC",
            minute(first),
            minute(last)
        )
    });
    let chance = told!(
        tongue,
        "expected by chance: {}, at most {} in {} runs of each model",
        "attendus par hasard : {}, au plus {} en {} tirages de chaque modèle",
        tongue.figure(mean),
        tongue.grouped(most),
        question.lots.repetitions
    );
    let lead = told!(
        tongue,
        "{} accounts {} within {} seconds of each other at least {} times (data: {}, {} posts by {} accounts{period}; {chance}).",
        "{} comptes {} à moins de {} secondes les uns des autres, au moins {} fois (données : {}, {} publications de {} comptes{period} ; {chance}).",
        tongue.grouped(found),
        tongue.deed(question.by),
        question.within / 1_000,
        question.at_least,
        data.name,
        tongue.grouped(answer.posts),
        tongue.grouped(answer.accounts),
    );
    let end = match answer.is_above_chance(question.at_least) {
        true => tongue.say(
            "More than chance gives: consistent with acting together.",
            "C’est plus que le hasard n’en donne : compatible avec une action commune.",
        ),
        false => tongue.say(
            "Chance gives as many. This is no sign of acting together.",
            "Le hasard en donne autant. Ce n’est pas le signe d’une action commune.",
        ),
    };
    format!("{lead} {end}")
}

fn chart(finding: &Finding) -> String {
    let mut text = finding
        .tongue()
        .say(
            "```chart series\ntitle: Posts behind the finding\nunit: posts\n\n",
            "```chart series\ntitle: Publications à l’appui du constat\nunit: publications\n\n",
        )
        .to_owned();
    for (start, _, behind) in &finding.answer.series {
        let _ = writeln!(text, "{}, {behind}", minute(*start));
    }
    if finding.answer.series.len() < 2 {
        return String::new();
    }
    text + "```"
}

fn method(finding: &Finding) -> String {
    let tongue = finding.tongue();
    let (question, data) = (&finding.question, &finding.data);
    let mut rows = vec![
        (
            "Question",
            told!(
                tongue,
                "Who {}",
                "Quels comptes {}",
                tongue.deed(question.by)
            ),
        ),
        (
            tongue.say("Window", "Fenêtre"),
            told!(
                tongue,
                "{} seconds, sliding, both ends included",
                "{} secondes, glissante, bornes comprises",
                question.within / 1_000
            ),
        ),
        (
            tongue.say("At least", "Au moins"),
            told!(
                tongue,
                "{} times per pair",
                "{} fois par paire",
                question.at_least
            ),
        ),
        (
            tongue.say("Weight", "Poids"),
            weight(tongue, question.weight).to_owned(),
        ),
    ];
    if question.participation > 1 {
        rows.push((
            "Participation",
            told!(
                tongue,
                "at least {} rows per account",
                "au moins {} lignes par compte",
                question.participation
            ),
        ));
    }
    rows.extend(alike(tongue, question).map(|alike| (tongue.say("Alike", "Ressemblance"), alike)));
    if let Some(found) = &finding.pictures {
        rows.extend(pictures::method(tongue, question, found));
    }
    if !question.hashtags.is_empty() {
        rows.push((
            tongue.say("Only", "Seulement"),
            listed_tags(&question.hashtags),
        ));
    }
    if !question.without.is_empty() {
        rows.push((
            tongue.say("Left out", "Laissé de côté"),
            listed_tags(&question.without),
        ));
    }
    rows.extend(period(tongue, question.from, question.until));
    rows.extend(source(tongue, data));
    rows.extend([
        (
            tongue.say("Rows behind it", "Lignes à l’appui"),
            told!(
                tongue,
                "{}, each with its line and SHA-256 in the record",
                "{}, chacune avec sa ligne et son SHA-256 dans le relevé",
                tongue.grouped(finding.rows.len() as u64)
            ),
        ),
        (
            tongue.say("Texts", "Textes"),
            told!(
                tongue,
                "normalised by {}",
                "normalisés par {}",
                normalisation(question.by)
            ),
        ),
        made_by(tongue, &finding.software, &finding.frozen_at),
    ]);
    let head = tongue.say("How it was found", "Comment cela a été trouvé");
    format!("## {head}\n\n{}", facts(rows))
}

/// What computed it, and when.
fn made_by(tongue: Tongue, software: &str, at: &str) -> (&'static str, String) {
    (
        tongue.say("Made by", "Établi par"),
        format!("{software}, {at}"),
    )
}

/// How alike two texts had to be, where they need not be the same.
fn alike(tongue: Tongue, question: &Question) -> Option<String> {
    let similarity = tongue.decimal(question.similarity.to_string());
    Some(match question.by {
        Trace::NearText => told!(
            tongue,
            "Jaccard index of words at least {}",
            "indice de Jaccard des mots d’au moins {}",
            similarity
        ),
        Trace::Reworded => told!(
            tongue,
            "more than {} by letters: one minus the Levenshtein distance divided by the \
             length of the longer text, of texts with {} letters or more. This is the grapheme \
             level of VIGINUM's D3lta, which calls it copy-pasta; its levels rewording and \
             translation need a language model that is not on this laptop",
            "plus de {} par les lettres : un moins la distance de Levenshtein divisée par la \
             longueur du plus long des deux textes, pour des textes d’au moins {} lettres. C’est \
             le niveau des graphèmes de D3lta, de VIGINUM, qui l’appelle copy-pasta ; ses niveaux \
             de reformulation et de traduction demandent un modèle de langue qui n’est pas sur \
             cet ordinateur",
            similarity,
            posts::reworded::FEWEST_LETTERS
        ),
        Trace::Text
        | Trace::Link
        | Trace::Repost
        | Trace::Reply
        | Trace::Hashtags
        | Trace::Picture => return None,
    })
}

const fn normalisation(by: Trace) -> &'static str {
    match by {
        Trace::Reworded => posts::reworded::NORMALISATION,
        _ => posts::text::NORMALISATION,
    }
}

/// The period that was asked for, where one was.
fn period(tongue: Tongue, from: Option<i64>, until: Option<i64>) -> Option<(&'static str, String)> {
    from.or(until)?;
    let moment = |at: Option<i64>| at.map_or_else(|| "…".to_owned(), minute);
    let told = told!(
        tongue,
        "{} to {} UTC",
        "du {} au {} UTC",
        moment(from),
        moment(until)
    );
    Some((tongue.say("Period", "Période"), told))
}

/// What it was computed from, for a table.
fn source(tongue: Tongue, data: &Data) -> Vec<(&'static str, String)> {
    vec![
        (
            tongue.say("Data", "Données"),
            format!("{} ({}, {})", data.name, data.exhibit, data.file_name),
        ),
        (
            tongue.say("File", "Fichier"),
            format!("SHA-256 {}", data.sha256),
        ),
        (
            tongue.say("Rows", "Lignes"),
            told!(
                tongue,
                "{} read, {} not readable",
                "{} lues, {} illisibles",
                tongue.grouped(data.posts),
                tongue.grouped(data.unread)
            ),
        ),
        (
            tongue.say("Stamps", "Heures"),
            told!(
                tongue,
                "exact to the {}",
                "exactes à {} près",
                tongue.stamps(&data.stamps)
            ),
        ),
    ]
}

/// Two columns without heads.
fn facts(rows: Vec<(&'static str, String)>) -> String {
    let rows = rows
        .into_iter()
        .map(|(name, value)| vec![name.to_owned(), value]);
    table(&["", ""], rows)
}

const fn weight(tongue: Tongue, weight: Weight) -> &'static str {
    match weight {
        Weight::Messages => tongue.say(
            "different posts, in both directions, as in CNT",
            "publications différentes, dans les deux sens, comme CNT",
        ),
        Weight::Pairs => tongue.say(
            "pairs of posts, as in CooRTweet",
            "paires de publications, comme CooRTweet",
        ),
    }
}

fn chance(finding: &Finding) -> String {
    let tongue = finding.tongue();
    let lots = finding.question.lots;
    let (by_chance, most) = (
        tongue.say("By chance", "Par hasard"),
        tongue.say("At most", "Au plus"),
    );
    let head = [
        tongue.say("Model", "Modèle"),
        tongue.say("At least", "Au moins"),
        tongue.say("Accounts", "Comptes"),
        by_chance,
        most,
        tongue.say("Pairs", "Paires"),
        by_chance,
        most,
    ];
    let rows = finding.answer.chance.iter().flat_map(|base| {
        base.at.iter().map(|at| {
            vec![
                match base.null {
                    Null::AccountsWithinHour => "A".to_owned(),
                    Null::PostsMoved => "B".to_owned(),
                },
                at.at_least.to_string(),
                tongue.grouped(at.accounts.observed),
                tongue.figure(at.accounts.mean),
                tongue.grouped(at.accounts.most),
                tongue.grouped(at.pairs.observed),
                tongue.figure(at.pairs.mean),
                tongue.grouped(at.pairs.most),
            ]
        })
    });
    let single = finding.answer.surprising_pairs.map_or_else(String::new, |pairs| {
        told!(
            tongue,
            " Pair by pair, {} of {} are more than chance explains (Poisson, false discoveries held below 5 in 100).",
            " Paire par paire, {} sur {} dépassent ce que le hasard explique (Poisson, fausses découvertes tenues sous 5 sur 100).",
            tongue.grouped(pairs),
            tongue.grouped(finding.answer.pairs.len() as u64)
        )
    });
    told!(
        tongue,
        "## Could it be chance?\n\n{}\n\nA: the accounts of all posts in the same hour change places. B: each post is moved by up to 30 minutes. {} runs of each, seed {}.{single}",
        "## Serait-ce le hasard ?\n\n{}\n\nA : les comptes de toutes les publications d’une même heure échangent leurs places. B : chaque publication est déplacée de 30 minutes au plus. {} tirages de chaque, graine {}.{single}",
        table(&head, rows),
        lots.repetitions,
        lots.seed,
    )
}

fn sensitivity(finding: &Finding) -> String {
    let tongue = finding.tongue();
    let cells = &finding.answer.sensitivity;
    let count = |within, at_least| {
        let cell = cells
            .iter()
            .find(|cell| cell.within == within && cell.at_least == at_least);
        cell.and_then(|cell| cell.accounts)
            .map_or_else(|| "–".to_owned(), |count| tongue.grouped(count))
    };
    let rows = posts::chance::WINDOWS.map(|within| {
        let counts = posts::chance::THRESHOLDS.map(|at_least| count(within, at_least));
        std::iter::once(format!("{within} s"))
            .chain(counts)
            .collect::<Vec<_>>()
    });
    let head = [
        tongue.say("Window", "Fenêtre"),
        tongue.say("2 times", "2 fois"),
        tongue.say("3 times", "3 fois"),
        tongue.say("5 times", "5 fois"),
    ];
    told!(
        tongue,
        "## Accounts at other windows and thresholds\n\n{}",
        "## Comptes pour d’autres fenêtres et d’autres seuils\n\n{}",
        table(&head, rows.into_iter())
    )
}

fn groups(finding: &Finding) -> String {
    let tongue = finding.tongue();
    let answer = &finding.answer;
    if answer.groups.is_empty() {
        return String::new();
    }
    let rows = answer
        .groups
        .iter()
        .enumerate()
        .take(MOST_PRINTED)
        .map(|(at, group)| {
            vec![
                letter(at),
                tongue.grouped(group.accounts.into()),
                tongue.grouped(group.pairs.into()),
                seconds(group.median_gap),
            ]
        });
    let head = [
        tongue.say("Group", "Groupe"),
        tongue.say("Accounts", "Comptes"),
        tongue.say("Pairs", "Paires"),
        tongue.say("Median gap", "Écart médian"),
    ];
    told!(
        tongue,
        "## Groups\n\n{}\n\nFound by Leiden; with {} seeds they agree with an adjusted Rand index of {} and a normalised mutual information of {}.",
        "## Groupes\n\n{}\n\nTrouvés par Leiden ; avec {} graines, ils concordent avec un indice de Rand ajusté de {} et une information mutuelle normalisée de {}.",
        table(&head, rows),
        answer.stability.seeds,
        tongue.decimal(format!("{:.2}", answer.stability.adjusted_rand)),
        tongue.decimal(format!("{:.2}", answer.stability.mutual_information)),
    )
}

fn accounts(finding: &Finding) -> String {
    let tongue = finding.tongue();
    let members = finding.answer.members.iter().zip(&finding.accounts);
    let rows = members.take(MOST_PRINTED).map(|(member, account)| {
        vec![
            name(finding.named_because.as_deref(), account),
            letter(member.group as usize),
            tongue.grouped(member.shared.into()),
            tongue.grouped(member.posts.into()),
            tongue.grouped(member.partners.into()),
        ]
    });
    let names = naming(tongue, finding.named_because.as_deref());
    let more = more_in_record(tongue, finding.accounts.len(), MOST_PRINTED);
    let head = [
        tongue.say("Account", "Compte"),
        tongue.say("Group", "Groupe"),
        tongue.say("Posts behind it", "Publications à l’appui"),
        tongue.say("All posts", "Toutes"),
        tongue.say("Partners", "Partenaires"),
    ];
    let title = tongue.say("Accounts", "Comptes");
    format!("## {title}\n\n{}\n\n{names}{more}", table(&head, rows))
}

/// How many are not printed, if any.
fn more_in_record(tongue: Tongue, all: usize, printed: usize) -> String {
    match all.checked_sub(printed) {
        Some(more) if more > 0 => told!(
            tongue,
            " {} more stand in the record.",
            " {} autres figurent dans le relevé.",
            tongue.grouped(more as u64)
        ),
        _ => String::new(),
    }
}

fn name(named_because: Option<&str>, account: &Member) -> String {
    match named_because {
        None => account.code.clone(),
        Some(_) => plain(account.handle.as_ref().unwrap_or(&account.id)),
    }
}

/// Under what accounts are printed, and why.
fn naming(tongue: Tongue, named_because: Option<&str>) -> String {
    match named_because {
        None => told!(
            tongue,
            "Accounts print as codes; the sealed record says which they are.",
            "Les comptes sont imprimés sous des codes ; le relevé scellé dit lesquels ce sont."
        ),
        Some(reason) => told!(
            tongue,
            "Accounts are named because: {}",
            "Les comptes sont nommés parce que : {}",
            plain(reason)
        ),
    }
}

fn things(finding: &Finding) -> String {
    let tongue = finding.tongue();
    let things = finding.answer.things.iter().zip(&finding.texts);
    let may_differ = finding.question.by == Trace::Reworded;
    let rows = things.enumerate().map(|(at, (thing, text))| {
        let mut row = vec![
            tongue.grouped(thing.posts.into()),
            tongue.grouped(thing.accounts.into()),
            minute(thing.first),
            seconds(Some(thing.median_gap)),
        ];
        row.extend(may_differ.then(|| likeness(tongue, thing)));
        row.extend(
            finding
                .pictures
                .as_ref()
                .map(|found| pictures::name(found, at)),
        );
        row.push(plain(&match finding.named_because {
            None => without_mentions(text),
            Some(_) => text.clone(),
        }));
        row
    });
    let mut head = vec![
        tongue.say("Posts", "Publications"),
        tongue.say("Accounts", "Comptes"),
        tongue.say("First, UTC", "Première, UTC"),
        tongue.say("Median gap", "Écart médian"),
    ];
    if may_differ {
        head.push(tongue.say("Similarity", "Similarité"));
    }
    if finding.pictures.is_some() {
        head.push(tongue.say(
            "Picture of the first post",
            "Image de la première publication",
        ));
    }
    head.push(match may_differ {
        true => tongue.say("First text", "Premier texte"),
        false => tongue.say("Text", "Texte"),
    });
    let title = tongue.say("What was shared", "Ce qui a été partagé");
    format!("## {title}\n\n{}", table(&head, rows))
}

/// How alike the posts of a thing are.
fn likeness(tongue: Tongue, thing: &Thing) -> String {
    let Some(alike) = thing.likeness else {
        return "–".to_owned();
    };
    if alike.same == alike.pairs {
        return tongue
            .say("1, the same letters", "1, les mêmes lettres")
            .to_owned();
    }
    let least = (alike.least * 1_000.0).floor() / 1_000.0;
    told!(
        tongue,
        "{} and more; the same letters in {} of {} pairs",
        "{} et plus ; les mêmes lettres dans {} paires sur {}",
        tongue.decimal(format!("{least:.3}")),
        tongue.grouped(alike.same),
        tongue.grouped(alike.pairs)
    )
}

/// Whom a text calls is not told where accounts print as codes.
fn without_mentions(text: &str) -> String {
    let word = |word: &str| match word.find('@') {
        Some(at) => format!("{}@…", &word[..at]),
        None => word.to_owned(),
    };
    text.split_whitespace()
        .map(word)
        .collect::<Vec<_>>()
        .join(" ")
}

fn affiliations(tongue: Tongue, all: &[Held], accounts: usize) -> String {
    let title = tongue.say(
        "Affiliations on the dates of the posts",
        "Appartenances aux dates des publications",
    );
    if all.is_empty() {
        let none = tongue.say(
            "No affiliation of these accounts is recorded in the case. That is not known, not none.",
            "Aucune appartenance de ces comptes n’est notée dans le dossier. C’est inconnu, non inexistant.",
        );
        return format!("## {title}\n\n{none}");
    }
    let rows = all.iter().map(|held| {
        vec![
            held.code.clone(),
            format!("{}: {}", held.affiliation, plain(&held.organisation)),
            plain(&tongue.level(&held.level)),
            plain(&tongue.basis(&held.source)),
            held.held.to_string(),
            held.not_held.to_string(),
            held.unknown.to_string(),
        ]
    });
    let with: std::collections::BTreeSet<&str> =
        all.iter().map(|held| held.code.as_str()).collect();
    let without = accounts - with.len();
    let head = [
        tongue.say("Account", "Compte"),
        tongue.say("Affiliation", "Appartenance"),
        tongue.say("Level", "Niveau"),
        "Source",
        tongue.say("Posts while held", "Publications pendant"),
        tongue.say("While not", "En dehors"),
        tongue.say("Not known", "Inconnu"),
    ];
    told!(
        tongue,
        "## {title}\n\n{}\n\nOf {} accounts nothing is recorded. That is not known, not none.",
        "## {title}\n\n{}\n\nDe {} comptes, rien n’est noté. C’est inconnu, non inexistant.",
        table(&head, rows),
        tongue.grouped(without as u64)
    )
}

fn caveats(finding: &Finding) -> String {
    let tongue = finding.tongue();
    let found = finding.answer.caveats.iter();
    let found = found.map(|caveat| plain(&caveat.text_in(tongue.code())));
    let always = [
        tongue.say(
            "It does not show who ran the accounts, or whether people or software posted.",
            "Il ne montre pas qui tenait les comptes, ni si des personnes ou un logiciel ont publié.",
        ),
        tongue.say(
            "It does not show that anyone told them to, nor how many people saw or believed it.",
            "Il ne montre pas que quelqu’un le leur a demandé, ni combien de personnes l’ont vu ou cru.",
        ),
    ];
    not_shown(tongue, always.map(str::to_owned).into_iter().chain(found))
}

fn not_shown(tongue: Tongue, all: impl Iterator<Item = String>) -> String {
    let title = tongue.say("What it does not show", "Ce que cela ne montre pas");
    let lines: Vec<String> = all.map(|line| format!("- {line}")).collect();
    format!("## {title}\n\n{}", lines.join("\n"))
}

fn listed_tags(tags: &[String]) -> String {
    let tags: Vec<String> = tags
        .iter()
        .map(|tag| plain(&format!("#{}", tag.trim_start_matches('#'))))
        .collect();
    tags.join(", ")
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![
        line(head.iter().map(ToString::to_string).collect()),
        line(vec!["---".to_owned(); head.len()]),
    ];
    lines.extend(rows.map(line));
    lines.join("\n")
}

/// Captured words as plain Markdown: nothing in them may act as markup, cite or call anyone.
fn plain(text: &str) -> String {
    let mut kept = String::new();
    for letter in text.chars() {
        match letter {
            '\n' | '\r' | '\t' => kept.push(' '),
            letter if letter.is_control() => {}
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '$' | '{' | '}'
            | '!' | '&' | '@' | '^' => {
                kept.push('\\');
                kept.push(letter);
            }
            letter => kept.push(letter),
        }
    }
    kept
}

fn minute(milliseconds: i64) -> String {
    let at = DateTime::from_timestamp_millis(milliseconds);
    at.map_or_else(
        || "?".to_owned(),
        |at| at.format("%Y-%m-%d %H:%M").to_string(),
    )
}

fn seconds(milliseconds: Option<i64>) -> String {
    milliseconds.map_or_else(|| "–".to_owned(), |gap| format!("{} s", gap / 1_000))
}

fn letter(at: usize) -> String {
    match at {
        0..26 => char::from(b'A' + at as u8).to_string(),
        _ => (at + 1).to_string(),
    }
}
