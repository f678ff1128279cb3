//! The case as a copy may know it. What the public copy may know is listed here,
//! field by field; what is not listed does not reach the document.

use std::collections::BTreeMap;

use claims::{Casebook, Claim, Link, Reply, Stance};
use evidence::exhibit::{ArchiveCopy, CollectionRecord, Original};
use evidence::{Account, Affiliation, Event, Exhibit, Mark, Redaction, Selector, mark::Quote};

use super::labels::Tongue;
use super::plan::Plan;
use super::{Edition, Imprint};

/// The case as this copy may show it.
pub(super) fn allowed(book: &Casebook, plan: &Plan<'_>, tongue: Tongue) -> Casebook {
    let mut book = match plan.edition {
        Edition::Editor => Casebook {
            codes: Vec::new(),
            ..book.clone()
        },
        Edition::Public => public(book, plan),
    };
    let exhibits: Vec<_> = book.exhibits.iter().map(|exhibit| exhibit.id).collect();
    for exhibit in exhibits {
        let text = book.texts.get_mut(&exhibit);
        let marks = book.marks.iter_mut().filter(|mark| mark.exhibit == exhibit);
        plan.edit_text(exhibit, text, &mut marks.collect::<Vec<_>>(), tongue);
    }
    edit_words(&mut book, plan);
    book
}

/// What is printed beside the case, as this copy may show it: custody and open
/// points are the editor's.
pub(super) fn imprint(imprint: &Imprint, plan: &Plan<'_>, tongue: Tongue) -> Imprint {
    let mut allowed = Imprint {
        custody: BTreeMap::new(),
        findings: Vec::new(),
        ..imprint.clone()
    };
    if plan.edition == Edition::Editor {
        allowed.custody.clone_from(&imprint.custody);
        // It quotes what was marked.
        allowed
            .custody
            .retain(|exhibit, _| plan.withheld(*exhibit).is_none());
        allowed.findings.clone_from(&imprint.findings);
    }
    for custody in allowed.custody.values_mut().flatten() {
        plan.edit(&mut custody.who);
        plan.hide(&mut custody.what, tongue);
        plan.edit(&mut custody.what);
    }
    for point in &mut allowed.findings {
        plan.hide(&mut point.text, tongue);
        plan.edit(&mut point.text);
        point.waiver.iter_mut().for_each(|text| plan.edit(text));
    }
    plan.edit(&mut allowed.version);
    allowed
}

/// What readers may know: no collector, no tool, no notes of the desk, no
/// confidence, no waivers, no codes, no stances but for and against.
fn public(book: &Casebook, plan: &Plan<'_>) -> Casebook {
    let shown = |id: &evidence::Id| plan.withheld(*id).is_none();
    Casebook {
        title: book.title.clone(),
        exhibits: book.exhibits.iter().map(|one| exhibit(one, plan)).collect(),
        marks: book
            .marks
            .iter()
            .map(|mark| public_mark(mark, plan))
            .collect(),
        redactions: book.redactions.iter().map(redaction).collect(),
        claims: book.claims.iter().map(claim).collect(),
        links: book
            .links
            .iter()
            .filter(|link| is_told(link))
            .map(|link| Link {
                explanation: None,
                ..link.clone()
            })
            .collect(),
        notes: Vec::new(),
        replies: book.replies.iter().map(reply).collect(),
        people: book.people.clone(),
        organisations: book.organisations.clone(),
        accounts: book.accounts.clone(),
        aliases: book.aliases.clone(),
        codes: Vec::new(),
        affiliations: book.affiliations.clone(),
        events: book.events.clone(),
        waivers: Vec::new(),
        texts: book
            .texts
            .iter()
            .filter(|(id, _)| shown(id))
            .map(|(id, text)| (*id, text.clone()))
            .collect(),
    }
}

fn exhibit(exhibit: &Exhibit, plan: &Plan<'_>) -> Exhibit {
    Exhibit {
        id: exhibit.id,
        number: exhibit.number,
        title: exhibit.title.clone(),
        kind: exhibit.kind,
        held: exhibit.held,
        original: exhibit.original.as_ref().map(|original| Original {
            fingerprint: original.fingerprint,
            size_bytes: original.size_bytes,
            media_type: original.media_type.clone(),
            file_name: String::new(),
        }),
        record: record(exhibit, plan),
    }
}

fn record(exhibit: &Exhibit, plan: &Plan<'_>) -> CollectionRecord {
    let record = &exhibit.record;
    let bare = CollectionRecord {
        posted_at: record.posted_at.clone(),
        sensitivity: record.sensitivity,
        ..CollectionRecord::default()
    };
    if plan.withheld(exhibit.id).is_some() {
        return bare;
    }
    CollectionRecord {
        address_requested: record.address_requested.clone(),
        address_final: record.address_final.clone(),
        captured_at: record.captured_at.clone(),
        publisher: record.publisher.clone(),
        account: record.account,
        tier: record.tier,
        derived_from: record.derived_from.clone(),
        language: record.language.clone(),
        archive_copies: record.archive_copies.clone(),
        description: record.description.clone(),
        ..bare
    }
}

/// The notes and quotations of what is withheld would tell what it says.
fn public_mark(mark: &Mark, plan: &Plan<'_>) -> Mark {
    let hidden = plan.withheld(mark.exhibit).is_some();
    let selector = match &mark.selector {
        Selector::Quote(_) if hidden => Selector::Quote(Quote::default()),
        selector => selector.clone(),
    };
    Mark {
        id: mark.id,
        exhibit: mark.exhibit,
        reference: mark.reference,
        selector,
        note: mark.note.clone().filter(|_| !hidden),
    }
}

fn redaction(redaction: &Redaction) -> Redaction {
    Redaction {
        by: String::new(),
        ..redaction.clone()
    }
}

fn claim(claim: &Claim) -> Claim {
    Claim {
        id: claim.id,
        number: claim.number,
        text: claim.text.clone(),
        accuses: claim.accuses,
        identity: claim.identity,
        confidence: None,
        withdrawn: claim.withdrawn.as_ref().map(|_| String::new()),
    }
}

/// Background is the desk's; what speaks for, against and in answer is the reader's.
fn is_told(link: &Link) -> bool {
    match link.stance {
        Stance::Supports | Stance::Contradicts | Stance::Denial => true,
        Stance::Context => false,
    }
}

fn reply(reply: &Reply) -> Reply {
    Reply {
        id: reply.id,
        number: reply.number,
        whom: reply.whom,
        about: reply.about.clone(),
        asked_at: reply.asked_at.clone(),
        channel: String::new(),
        deadline: None,
        reminders: Vec::new(),
        answer: reply.answer,
    }
}

/// Puts codes in place of names in every free text of a case but the captured
/// texts and the quotations in them. Every field is named, so that a new one
/// does not compile until somebody has decided.
fn edit_words(book: &mut Casebook, plan: &Plan<'_>) {
    let Casebook {
        title,
        exhibits,
        marks,
        redactions,
        claims,
        links,
        notes: desk_notes,
        replies,
        people,
        organisations,
        accounts,
        aliases: _,
        codes: _,
        affiliations,
        events,
        waivers,
        texts: _,
    } = book;
    plan.edit(title);
    for exhibit in exhibits {
        edit_exhibit(exhibit, plan);
    }
    let notes = marks.iter_mut().filter_map(|mark| mark.note.as_mut());
    let labels = redactions.iter_mut().filter_map(|one| one.label.as_mut());
    notes.chain(labels).for_each(|text| plan.edit(text));
    for claim in claims {
        plan.edit(&mut claim.text);
        if let Some(confidence) = &mut claim.confidence {
            plan.edit(&mut confidence.reason);
            plan.edit(&mut confidence.by);
        }
        claim.withdrawn.iter_mut().for_each(|text| plan.edit(text));
    }
    let explanations = links.iter_mut().filter_map(|one| one.explanation.as_mut());
    for explanation in explanations {
        plan.edit(&mut explanation.text);
        plan.edit(&mut explanation.by);
    }
    // Nothing of a note is printed.
    desk_notes.clear();
    replies
        .iter_mut()
        .for_each(|reply| plan.edit(&mut reply.channel));
    for person in people {
        person.other_names.clear();
        match plan.code_of(person.id) {
            Some(code) => person.name.clone_from(&code.code),
            None => plan.edit(&mut person.name),
        }
    }
    for organisation in organisations {
        organisation.other_names.clear();
        match plan.code_of(organisation.id) {
            Some(code) => organisation.name.clone_from(&code.code),
            None => plan.edit(&mut organisation.name),
        }
    }
    for account in accounts {
        account.other_names.clear();
        edit_account(account, plan);
    }
    for Affiliation { role, .. } in affiliations {
        role.iter_mut().for_each(|text| plan.edit(text));
    }
    for Event { title, place, .. } in events {
        plan.edit(title);
        place.iter_mut().for_each(|text| plan.edit(text));
    }
    for waiver in waivers {
        plan.edit(&mut waiver.reason);
        plan.edit(&mut waiver.by);
        waiver.sentence.iter_mut().for_each(|text| plan.edit(text));
    }
}

fn edit_account(account: &mut Account, plan: &Plan<'_>) {
    match plan.code_of(account.id) {
        Some(code) => {
            account.handle.clone_from(&code.code);
            account.platform_id = None;
        }
        None => {
            plan.edit(&mut account.handle);
            account
                .platform_id
                .iter_mut()
                .for_each(|text| plan.edit(text));
        }
    }
    plan.edit(&mut account.platform);
}

fn edit_exhibit(exhibit: &mut Exhibit, plan: &Plan<'_>) {
    let Exhibit {
        id: _,
        number: _,
        title,
        kind: _,
        held: _,
        original,
        record,
    } = exhibit;
    plan.edit(title);
    if let Some(original) = original {
        plan.edit(&mut original.file_name);
    }
    let CollectionRecord {
        address_requested,
        address_final,
        posted_at: _,
        captured_at: _,
        captured_by,
        tool,
        method,
        publisher,
        account,
        tier: _,
        derived_from: _,
        language: _,
        sensitivity: _,
        archive_copies,
        description,
        note,
    } = record;
    // The address of a post leads to whoever posted it, whether or not it names them.
    let leads_to_somebody = account.is_some_and(|account| plan.code_of(account).is_some());
    let is_open = |address: &String| !leads_to_somebody && !plan.tells(address);
    for address in [address_requested, address_final] {
        *address = address.take().filter(is_open);
    }
    archive_copies.retain(|copy: &ArchiveCopy| is_open(&copy.address));
    for text in [captured_by, tool, method, publisher, description, note] {
        text.iter_mut().for_each(|text| plan.edit(text));
    }
}
