//! Data sets of posts, what is in them, and answers that can be frozen.
//! Moments are milliseconds since 1970 UTC.

use super::Told;
use crate::settings::Tongue;
use case::finding::{DraftFinding, Finding};
use case::posts::{DataLook as Look, DataSetView, KnownAccount};
use posts::contents::{Filter, Step, Subject};
use posts::finding::{CountQuestion, Counting, Question, Ranked, Trace};
use posts::near_text::Words;
use posts::network::Weight;
use posts::reading::{Field, Sheet};
use serde::{Deserialize, Serialize};
use specta::Type;
use specta_typescript::Number;

/// The seed of what chance gives; anyone who uses it gets the same figures.
const SEED: u64 = 20_240_515;
/// How often each model of chance is run.
const RUNS: u32 = 100;
/// How many accounts of an answer are shown one by one.
const MOST_MEMBERS: usize = 1_000;
/// How many accounts a frozen list has.
const MOST_LISTED: u32 = 200;

/// A file that may hold posts, before it is read.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct PostsFile {
    pub(crate) name: String,
    /// Where the file comes from, when its columns say so.
    pub(crate) format: Option<String>,
    pub(crate) encoding: String,
    pub(crate) columns: Vec<String>,
    /// Every field of a post, and the column taken for it.
    pub(crate) fields: Vec<PostsColumn>,
    /// The first rows, a cell for every column.
    pub(crate) rows: Vec<Vec<String>>,
    /// The stamps name no zone: it must be said.
    pub(crate) needs_zone: bool,
    /// Fields without which there is no post.
    pub(crate) missing: Vec<String>,
}

/// Which column holds a field of a post; empty for none.
#[derive(Clone, Debug, Serialize, Deserialize, Type)]
pub(crate) struct PostsColumn {
    pub(crate) field: String,
    pub(crate) column: String,
}

impl PostsFile {
    pub(crate) fn of(name: String, sheet: Sheet) -> Self {
        let column = |field: Field| PostsColumn {
            field: field.word().to_owned(),
            column: sheet.mapping.column(field).unwrap_or_default().to_owned(),
        };
        Self {
            name,
            fields: Field::ALL.map(column).to_vec(),
            missing: sheet
                .missing
                .iter()
                .map(|one| one.word().to_owned())
                .collect(),
            format: sheet.mapping.format,
            encoding: sheet.encoding,
            columns: sheet.columns,
            rows: sheet.rows,
            needs_zone: sheet.needs_zone,
        }
    }
}

/// What was noted when a data set was read.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct PostsRemark {
    /// The line it is about, from 1.
    pub(crate) line: Option<f64>,
    pub(crate) said: Told,
}

/// A data set, and what was counted when it was read.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct DataSet {
    pub(crate) tag: String,
    pub(crate) title: String,
    /// The exhibit that seals its file.
    pub(crate) exhibit: String,
    #[specta(type = Number)]
    pub(crate) posts: f64,
    #[specta(type = Number)]
    pub(crate) accounts: f64,
    #[specta(type = Number)]
    pub(crate) duplicates: f64,
    #[specta(type = Number)]
    pub(crate) mangled: f64,
    #[specta(type = Number)]
    pub(crate) unread: f64,
    /// How fine the stamps are: `second`, `minute` …
    pub(crate) stamps: String,
    pub(crate) format: Option<String>,
    pub(crate) zone: Option<String>,
    pub(crate) first: Option<f64>,
    pub(crate) last: Option<f64>,
    pub(crate) remarks: Vec<PostsRemark>,
}

impl From<DataSetView> for DataSet {
    fn from(view: DataSetView) -> Self {
        let reading = view.reading;
        let remark = |remark: &posts::Remark| PostsRemark {
            line: remark.line.map(|line| line as f64),
            said: Told::from(&remark.said),
        };
        Self {
            tag: view.number.to_string(),
            title: view.title,
            exhibit: view.exhibit.to_string(),
            posts: reading.posts as f64,
            accounts: reading.accounts as f64,
            duplicates: reading.duplicates as f64,
            mangled: reading.mangled as f64,
            unread: reading.unread as f64,
            stamps: reading.resolution.word().to_owned(),
            format: reading.mapping.format,
            zone: reading.zone,
            first: reading.span.map(|span| span.0 as f64),
            last: reading.span.map(|span| span.1 as f64),
            remarks: reading.remarks.iter().map(remark).collect(),
        }
    }
}

/// Which posts are looked at.
#[derive(Clone, Debug, Deserialize, Type)]
pub(crate) struct DataFilter {
    pub(crate) from: Option<f64>,
    pub(crate) until: Option<f64>,
    pub(crate) hashtags: Vec<String>,
    pub(crate) no_reposts: bool,
    pub(crate) no_duplicates: bool,
}

impl From<DataFilter> for Filter {
    fn from(filter: DataFilter) -> Self {
        Self {
            from: filter.from.map(|moment| moment as i64),
            until: filter.until.map(|moment| moment as i64),
            hashtags: filter.hashtags,
            no_reposts: filter.no_reposts,
            no_duplicates: filter.no_duplicates,
            ..Self::default()
        }
    }
}

/// What is counted of the posts that are looked at, and the language of the window, for a report
/// that names none.
#[derive(Clone, Copy, Debug, Deserialize, Type)]
pub(crate) struct CountAsked {
    pub(crate) counted: CountName,
    pub(crate) spoken: Tongue,
}

/// What is counted of the posts that are looked at.
#[derive(Clone, Copy, Debug, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CountName {
    /// Posts over time, in steps of the look.
    Minutes,
    /// See [`CountName::Minutes`].
    Hours,
    /// See [`CountName::Minutes`].
    Days,
    /// The accounts that post most.
    Accounts,
}

impl CountName {
    /// The count as a question that can be frozen.
    pub(crate) fn question(self, filter: DataFilter) -> CountQuestion {
        let series = |step| Counting::Series {
            subject: Subject::All,
            step,
            offset: 0,
            most: 1,
        };
        CountQuestion {
            filter: filter.into(),
            counting: match self {
                CountName::Minutes => series(Step::Minute),
                CountName::Hours => series(Step::Hour),
                CountName::Days => series(Step::Day),
                CountName::Accounts => Counting::Top {
                    of: Ranked::Active,
                    most: MOST_LISTED,
                },
            },
        }
    }
}

/// Posts that are looked at, as far as they are in sight.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct PostsPage {
    /// All posts that the filter lets through.
    pub(crate) total: u32,
    pub(crate) posts: Vec<PostRow>,
}

/// One post.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct PostRow {
    /// What its account is called while names are hidden.
    pub(crate) code: String,
    pub(crate) name: String,
    #[specta(type = Number)]
    pub(crate) time: f64,
    pub(crate) text: String,
    pub(crate) is_repost: bool,
    pub(crate) is_duplicate: bool,
    /// The line of its row in the file, from 1.
    pub(crate) line: u32,
}

impl From<case::view::data::PostsPage> for PostsPage {
    fn from(page: case::view::data::PostsPage) -> Self {
        let row = |post: case::view::data::PostView| PostRow {
            code: post.code,
            name: post.name,
            time: post.time as f64,
            text: post.text,
            is_repost: post.is_repost,
            is_duplicate: post.is_duplicate,
            line: post.line,
        };
        Self {
            total: short(page.total as u64),
            posts: page.posts.into_iter().map(row).collect(),
        }
    }
}

/// A part of a frozen finding, in the order of its words.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum FindingPart {
    Heading {
        text: String,
    },
    Paragraph {
        text: String,
    },
    List {
        items: Vec<String>,
    },
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    /// Drawn by `evidence://localhost/chart/`.
    Chart {
        alt: String,
    },
}

impl From<case::finding::FindingPart> for FindingPart {
    fn from(part: case::finding::FindingPart) -> Self {
        use case::finding::FindingPart as Part;
        match part {
            Part::Heading(text) => Self::Heading { text },
            Part::Paragraph(text) => Self::Paragraph { text },
            Part::List(items) => Self::List { items },
            Part::Table { head, rows } => Self::Table { head, rows },
            Part::Chart { alt, .. } => Self::Chart { alt },
        }
    }
}

/// Posts over time, and who posts.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct DataLook {
    #[specta(type = Number)]
    pub(crate) posts: f64,
    #[specta(type = Number)]
    pub(crate) accounts: f64,
    #[specta(type = Number)]
    pub(crate) start: f64,
    /// The length of a step in milliseconds.
    #[specta(type = Number)]
    pub(crate) step: f64,
    pub(crate) all: Vec<u32>,
    /// When the first step of the hashtags begins.
    #[specta(type = Number)]
    pub(crate) series_start: f64,
    pub(crate) series: Vec<HashtagSeries>,
    pub(crate) active: Vec<ActiveAccount>,
}

/// One hashtag over time.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct HashtagSeries {
    pub(crate) hashtag: String,
    #[specta(type = Number)]
    pub(crate) posts: f64,
    pub(crate) steps: Vec<u32>,
}

/// An account with its part.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct ActiveAccount {
    pub(crate) code: String,
    pub(crate) name: String,
    /// Whether the case keeps this account.
    pub(crate) is_known: bool,
    pub(crate) is_affiliated: bool,
    pub(crate) place: Option<String>,
    pub(crate) created: Option<f64>,
    pub(crate) state: Option<String>,
    pub(crate) posts: u32,
    pub(crate) reposts: u32,
    #[specta(type = Number)]
    pub(crate) first: f64,
}

impl From<Look> for DataLook {
    fn from(look: Look) -> Self {
        let counts = |counts: Vec<u64>| counts.into_iter().map(short).collect();
        let series = |line: posts::contents::Line| HashtagSeries {
            hashtag: line.name,
            posts: line.total as f64,
            steps: counts(line.counts),
        };
        let all = look.all.lines.into_iter().next();
        Self {
            posts: look.posts as f64,
            accounts: look.accounts as f64,
            start: look.all.start as f64,
            step: look.all.step as f64,
            all: all.map(|line| counts(line.counts)).unwrap_or_default(),
            // A hashtag's curve may begin later than that of all posts.
            series_start: look.hashtags.start as f64,
            series: look.hashtags.lines.into_iter().map(series).collect(),
            active: look.active.into_iter().map(ActiveAccount::from).collect(),
        }
    }
}

impl From<KnownAccount> for ActiveAccount {
    fn from(known: KnownAccount) -> Self {
        let standing = known.standing;
        let profile = standing.profile;
        Self {
            code: known.code,
            name: profile.handle.unwrap_or(standing.account),
            is_known: known.number.is_some(),
            is_affiliated: known.is_affiliated,
            place: profile.place,
            created: profile.created.map(|moment| moment as f64),
            state: profile.state,
            posts: short(standing.posts),
            reposts: short(standing.reposts),
            first: standing.first as f64,
        }
    }
}

/// Who acted together, by what measure.
#[derive(Clone, Debug, Deserialize, Type)]
pub(crate) struct DataQuestion {
    /// `text`, `near-text`, `reworded`, `link`, `repost`, `reply`, `hashtags` or `picture`.
    pub(crate) by: TraceName,
    /// How alike two texts must be, 0 to 1, where they need not be the same; the usual one when
    /// none.
    pub(crate) similarity: Option<f64>,
    pub(crate) within_seconds: u32,
    pub(crate) at_least: u32,
    pub(crate) from: Option<f64>,
    pub(crate) until: Option<f64>,
    pub(crate) hashtags: Vec<String>,
    /// The language of the window, for a report that names none.
    pub(crate) spoken: Tongue,
}

/// What a finding is called when it is frozen.
#[derive(Clone, Debug, Deserialize, Type)]
pub(crate) struct FindingTitle {
    pub(crate) title: String,
    /// Why accounts are printed under their names; none prints codes.
    pub(crate) named_because: Option<String>,
}

/// What two posts must have in common.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TraceName {
    /// The same text.
    Text,
    /// Nearly the same words.
    NearText,
    /// Nearly the same letters.
    Reworded,
    /// The same link.
    Link,
    /// The same repeated post.
    Repost,
    /// The same answered post.
    Reply,
    /// The same hashtags in the same order.
    Hashtags,
    /// The same picture, by PDQ.
    Picture,
}

impl From<TraceName> for Trace {
    fn from(name: TraceName) -> Self {
        match name {
            TraceName::Text => Trace::Text,
            TraceName::NearText => Trace::NearText,
            TraceName::Reworded => Trace::Reworded,
            TraceName::Link => Trace::Link,
            TraceName::Repost => Trace::Repost,
            TraceName::Reply => Trace::Reply,
            TraceName::Hashtags => Trace::Hashtags,
            TraceName::Picture => Trace::Picture,
        }
    }
}

impl From<DataQuestion> for Question {
    fn from(asked: DataQuestion) -> Self {
        let by = Trace::from(asked.by);
        Self {
            by,
            within: i64::from(asked.within_seconds) * 1_000,
            at_least: asked.at_least.max(1),
            weight: Weight::Messages,
            participation: 1,
            words: Words::Strict,
            similarity: asked.similarity.or(by.usual_similarity()).unwrap_or(1.0),
            from: asked.from.map(|moment| moment as i64),
            until: asked.until.map(|moment| moment as i64),
            hashtags: asked.hashtags,
            without: Vec::new(),
            distance: posts::pictures::DISTANCE,
            lots: posts::chance::Lots {
                seed: SEED,
                repetitions: RUNS,
            },
        }
    }
}

/// What a data set answers, with what chance would give and what else it could be.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct DataAnswer {
    /// The title that is offered.
    pub(crate) title: String,
    #[specta(type = Number)]
    pub(crate) posts: f64,
    /// Accounts found.
    pub(crate) found: u32,
    /// None while it is being computed.
    pub(crate) chance: Option<AnswerChance>,
    /// The seed of what chance gives, and how often each model is run.
    pub(crate) seed: u32,
    pub(crate) runs: u32,
    pub(crate) pairs: u32,
    /// Posts behind the pairs.
    pub(crate) rows: u32,
    pub(crate) median_gap: Option<f64>,
    pub(crate) groups: Vec<AnswerGroup>,
    pub(crate) members: Vec<AnswerMember>,
    pub(crate) things: Vec<AnswerThing>,
    /// What else it could be.
    pub(crate) caveats: Vec<AnswerCaveat>,
}

/// What stands beside an answer, and takes longer than the answer itself.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct AnswerChance {
    /// The sentence that is offered for a report.
    pub(crate) sentence: String,
    /// Accounts that chance gives on average, and the most that any run gave.
    #[specta(type = Number)]
    pub(crate) expected: f64,
    pub(crate) most: u32,
    pub(crate) is_above_chance: bool,
    /// Other windows and thresholds.
    pub(crate) sensitivity: Vec<AnswerCell>,
}

/// Something a reader of a finding has to weigh.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct AnswerCaveat {
    pub(crate) kind: String,
    /// What changes in the sentence that says it.
    pub(crate) figures: Vec<String>,
    /// The sentence in English.
    pub(crate) text: String,
}

impl From<&posts::caveats::Caveat> for AnswerCaveat {
    fn from(caveat: &posts::caveats::Caveat) -> Self {
        Self {
            kind: caveat.kind.word(),
            figures: caveat.figures.clone(),
            text: caveat.text.clone(),
        }
    }
}

/// A group of accounts, the largest first.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct AnswerGroup {
    pub(crate) accounts: u32,
    pub(crate) pairs: u32,
    pub(crate) median_gap: Option<f64>,
}

/// An account of an answer.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct AnswerMember {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) is_affiliated: bool,
    pub(crate) group: u32,
    pub(crate) partners: u32,
    pub(crate) posts: u32,
    pub(crate) shared: u32,
}

/// Something that several accounts posted.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct AnswerThing {
    pub(crate) text: String,
    /// The exhibits that hold the pictures of its first post, in an answer about pictures.
    pub(crate) pictures: Vec<String>,
    pub(crate) posts: u32,
    pub(crate) accounts: u32,
    #[specta(type = Number)]
    pub(crate) first: f64,
    #[specta(type = Number)]
    pub(crate) gap: f64,
    /// The similarity of the two posts that are least alike, where texts may be reworded.
    pub(crate) least_alike: Option<f64>,
}

/// The same count at another window and threshold; none where it was refused.
#[derive(Clone, Debug, Serialize, Type)]
pub(crate) struct AnswerCell {
    pub(crate) within_seconds: u32,
    pub(crate) at_least: u32,
    pub(crate) accounts: Option<u32>,
}

impl From<&DraftFinding> for AnswerChance {
    fn from(draft: &DraftFinding) -> Self {
        let DraftFinding {
            finding, sentence, ..
        } = draft;
        let (answer, question) = (&finding.answer, &finding.question);
        let (_, expected, most) = answer.accounts_against_chance(question.at_least);
        let cell = |cell: &posts::chance::Cell| AnswerCell {
            within_seconds: short(cell.within as u64),
            at_least: cell.at_least,
            accounts: cell.accounts.map(short),
        };
        Self {
            sentence: sentence.clone(),
            expected,
            most: short(most),
            is_above_chance: answer.is_above_chance(question.at_least),
            sensitivity: answer.sensitivity.iter().map(cell).collect(),
        }
    }
}

impl From<&DraftFinding> for DataAnswer {
    fn from(draft: &DraftFinding) -> Self {
        Self {
            chance: Some(draft.into()),
            ..Self::without_chance(&draft.finding)
        }
    }
}

impl DataAnswer {
    /// The answer while what chance gives is computed.
    pub(crate) fn without_chance(finding: &Finding) -> Self {
        let answer = &finding.answer;
        let group = |group: &posts::finding::Group| AnswerGroup {
            accounts: group.accounts,
            pairs: group.pairs,
            median_gap: group.median_gap.map(|gap| gap as f64),
        };
        let things = answer.things.iter().zip(&finding.texts).enumerate();
        let thing = |(at, (thing, text)): (usize, (&posts::finding::Thing, &String))| AnswerThing {
            text: text.clone(),
            pictures: pictures(finding, at),
            posts: thing.posts,
            accounts: thing.accounts,
            first: thing.first as f64,
            gap: thing.median_gap as f64,
            least_alike: thing.likeness.map(|likeness| likeness.least),
        };
        Self {
            title: finding.title.clone(),
            posts: answer.posts as f64,
            found: short(answer.members.len() as u64),
            chance: None,
            seed: short(finding.question.lots.seed),
            runs: finding.question.lots.repetitions,
            pairs: short(answer.pairs.len() as u64),
            rows: short(answer.rows.len() as u64),
            median_gap: answer.median_gap.map(|gap| gap as f64),
            groups: answer.groups.iter().map(group).collect(),
            members: members(finding),
            things: things.map(thing).collect(),
            caveats: answer.caveats.iter().map(AnswerCaveat::from).collect(),
        }
    }
}

/// The exhibits with the pictures of a shared thing; a hash that posts name has none.
fn pictures(finding: &Finding, thing: usize) -> Vec<String> {
    let shared = finding.pictures.as_ref().map(|found| &found.shared);
    let shared = shared.and_then(|shared| shared.get(thing));
    let names = shared.map_or("", String::as_str).split(", ");
    let is_exhibit = |name: &&str| name.starts_with("E-");
    names.filter(is_exhibit).map(str::to_owned).collect()
}

fn members(finding: &Finding) -> Vec<AnswerMember> {
    let listed = finding.answer.members.iter().zip(&finding.accounts);
    let member = |(part, known): (&posts::finding::Member, &case::finding::Member)| AnswerMember {
        code: known.code.clone(),
        name: known.handle.clone().unwrap_or_else(|| known.id.clone()),
        is_affiliated: finding
            .affiliations
            .iter()
            .any(|held| held.code == known.code),
        group: part.group,
        partners: part.partners,
        posts: part.posts,
        shared: part.shared,
    };
    listed.take(MOST_MEMBERS).map(member).collect()
}

/// A count for the page; none of them comes near this bound.
fn short(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
