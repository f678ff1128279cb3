//! Freezing what a screen shows of a case into an exhibit that does not change any more.

use crate::finding::{Tongue, told};
use crate::{Addition, Case, Error, SourceEdit, people::refuse_empty};
use chrono::FixedOffset;
use evidence::said;
use manuscript::Manuscript;
use report::{
    Block, Document, Shown,
    chart::{Chart, as_svg},
    compose::{self, Edition, Imprint},
};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;

/// A chart that is drawn from the case itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseChart {
    /// Its events in time.
    Timeline,
    /// Who is tied to whom.
    Links,
}

impl CaseChart {
    const fn word(self) -> &'static str {
        match self {
            CaseChart::Timeline => "timeline",
            CaseChart::Links => "links",
        }
    }
}

impl Case {
    /// Seals a chart of the case, as it stands now, as an exhibit: an SVG file whose
    /// description says what it shows and how and when it was made. `spoken` is the language of
    /// who asks, for a report that names none.
    ///
    /// # Errors
    /// When the case has nothing to draw.
    pub fn freeze_chart(
        &mut self,
        chart: CaseChart,
        title: &str,
        spoken: Option<&str>,
    ) -> Result<Addition, Error> {
        refuse_empty("a title", title)?;
        let title = title.replace(['\n', '`'], " ");
        let tongue = self.tongue(spoken)?;
        let (lang, word) = (tongue.code(), chart.word());
        let text = format!("---\nlang: {lang}\n---\n\n```chart {word}\ntitle: {title}\n```\n");
        let document = self.draw(&text)?;
        let (drawn, alt) = find_chart(&document).ok_or_else(|| {
            Error::user(said!(
                "nothing-to-draw",
                "the case has nothing to draw there yet"
            ))
        })?;
        let head = self.store.journal()?.last().map_or(0, |entry| entry.seq);
        let made = told!(
            tongue,
            "{alt} Drawn by Plumb from the whole case at {}, after entry {head} of its journal, as “chart {word}”.",
            "{alt} Dessiné par Plumb à partir du dossier entier, {}, après l’entrée {head} de son journal, comme « chart {word} ».",
            self.machine.now().to_rfc3339()
        );
        let svg = as_svg(drawn, &document.lang, &made);
        let edit = SourceEdit {
            title: Some(title),
            method: Some(made),
            ..SourceEdit::default()
        };
        let batch = self.new_batch();
        let name = format!("{word}.svg");
        self.add_item(
            &mut Cursor::new(svg.into_bytes()),
            &name,
            &edit,
            batch,
            &mut |_| ControlFlow::Continue(()),
        )
    }

    /// The blocks of a text of our own, with its charts drawn.
    pub(crate) fn draw(&self, text: &str) -> Result<Document, Error> {
        let imprint = Imprint {
            printed_at: self
                .machine
                .now()
                .with_timezone(&FixedOffset::east_opt(0).expect("UTC")),
            version: String::new(),
            edition: Edition::Editor,
            fingerprint: None,
            custody: BTreeMap::new(),
            findings: Vec::new(),
        };
        let manuscript = Manuscript::parse(text);
        Ok(compose::compose(
            &manuscript,
            &*self.casebook()?,
            &imprint,
            &mut |_| None,
        ))
    }
}

fn find_chart(document: &Document) -> Option<(&Chart, &str)> {
    document.body.iter().find_map(|block| match block {
        Block::Figure(figure) => match &figure.shown {
            Shown::Chart(chart) => Some((&**chart, figure.alt.as_str())),
            _ => None,
        },
        _ => None,
    })
}
