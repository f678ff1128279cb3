//! Reads a chart from the lines of its fence.

use std::ops::Range;

use evidence::Moment;

use super::{Chart, ChartBar, ChartData, ChartEvent, ChartLink};
use crate::citation::{Cite, CiteForm};

/// More rows than this are a data set, not a chart.
const MOST_ROWS: usize = 100_000;

/// Reads the inside of a fence whose words after `chart` are `kind`. `place` is the block's
/// place in the source. What cannot be read is said in a sentence.
pub(crate) fn read(
    kind: &str,
    text: &str,
    source: &str,
    place: &Range<usize>,
) -> Result<Chart, String> {
    let mut reader = Reader {
        source,
        place: place.clone(),
        options: Options::default(),
    };
    let mut lines = text.lines().map(str::trim).enumerate().peekable();
    while let Some((number, line)) = lines.peek() {
        let known = line.is_empty() || reader.option(kind, line, *number + 1)?;
        if !known {
            break;
        }
        lines.next();
    }
    let rows: Vec<(usize, &str)> = lines
        .map(|(number, line)| (number + 1, line))
        .filter(|(_, line)| !line.is_empty())
        .collect();
    if rows.len() > MOST_ROWS {
        return Err(format!(
            "it has {} rows and the most is {MOST_ROWS}",
            rows.len()
        ));
    }
    let data = reader.data(kind, &rows)?;
    let options = reader.options;
    Ok(Chart {
        title: options.title,
        unit: options.unit,
        source: options.source,
        exhibit: options.exhibit,
        cover: options.cover,
        data,
    })
}

#[derive(Default)]
struct Options {
    title: String,
    unit: String,
    source: String,
    exhibit: Option<Cite>,
    cover: bool,
    spans: Vec<(Moment, Moment)>,
    labels: Vec<String>,
    notes: Vec<(Moment, String)>,
}

struct Reader<'a> {
    source: &'a str,
    place: Range<usize>,
    options: Options,
}

impl Reader<'_> {
    /// Reads `key: value`; false when the line is no option.
    fn option(&mut self, kind: &str, line: &str, number: usize) -> Result<bool, String> {
        let Some((key, value)) = line.split_once(':') else {
            return Ok(false);
        };
        let value = value.trim();
        match key.trim() {
            "title" => self.options.title = value.to_owned(),
            "unit" => self.options.unit = value.to_owned(),
            "source" => self.options.source = value.to_owned(),
            "cover" => self.options.cover = matches!(value, "yes" | "true" | "oui"),
            "exhibit" => {
                let key = value.trim_matches(['[', ']', '@']);
                let cite = self.cite(key);
                if cite.reference.is_none() {
                    return Err(refuse(number, line, "exhibit: E-034"));
                }
                self.options.exhibit = Some(cite);
            }
            "highlight" if kind == "bars" => self.options.labels.push(value.to_owned()),
            "highlight" => {
                let span = value
                    .split_once(" to ")
                    .and_then(|(from, to)| Some((from.parse().ok()?, to.parse::<Moment>().ok()?)));
                let example = "highlight: 2024-05-15 12:00 to 2024-05-15 18:00";
                let span = span.filter(|(from, to): &(Moment, Moment)| from.utc <= to.utc);
                let span = span.ok_or_else(|| refuse(number, line, example))?;
                self.options.spans.push(span);
            }
            "note" => {
                let note = value
                    .split_once(',')
                    .and_then(|(at, words)| Some((at.parse().ok()?, words.trim().to_owned())));
                let example = "note: 2024-05-15 12:21, first post";
                let note = note.ok_or_else(|| refuse(number, line, example))?;
                self.options.notes.push(note);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn data(&mut self, kind: &str, rows: &[(usize, &str)]) -> Result<ChartData, String> {
        match kind {
            "series" => self.series(rows),
            "bars" => self.bars(rows),
            "timeline" => self.timeline(rows),
            "links" => self.links(rows),
            other => Err(format!(
                "“{other}” is no kind of chart; write series, bars, timeline or links"
            )),
        }
    }

    fn series(&mut self, rows: &[(usize, &str)]) -> Result<ChartData, String> {
        let mut points = Vec::new();
        for (index, (number, line)) in rows.iter().enumerate() {
            let point =
                cells(line).and_then(|(at, value)| Some((at.parse().ok()?, amount(value)?)));
            match point {
                Some(point) => points.push(point),
                None if index == 0 && rows.len() > 1 && is_head(line) => {}
                None => return Err(refuse(*number, line, "2024-05-15 12:00, 34")),
            }
        }
        if points.is_empty() {
            return Err("it has no rows; write one a line: 2024-05-15 12:00, 34".to_owned());
        }
        points.sort_by_key(|(at, _): &(Moment, f64)| at.utc);
        Ok(ChartData::Series {
            points,
            highlights: std::mem::take(&mut self.options.spans),
            notes: std::mem::take(&mut self.options.notes),
        })
    }

    fn bars(&mut self, rows: &[(usize, &str)]) -> Result<ChartData, String> {
        let mut bars = Vec::new();
        for (index, (number, line)) in rows.iter().enumerate() {
            let bar = cells(line).and_then(|(label, value)| Some((label, amount(value)?)));
            match bar {
                Some((label, value)) => bars.push(ChartBar {
                    label: label.to_owned(),
                    value,
                    highlighted: self.options.labels.iter().any(|one| one == label),
                }),
                None if index == 0 && rows.len() > 1 && is_head(line) => {}
                None => return Err(refuse(*number, line, "A name, 34")),
            }
        }
        if bars.is_empty() {
            return Err("it has no rows; write one a line: A name, 34".to_owned());
        }
        Ok(ChartData::Bars(bars))
    }

    fn timeline(&mut self, rows: &[(usize, &str)]) -> Result<ChartData, String> {
        let mut events: Vec<ChartEvent> = Vec::new();
        for (number, line) in rows {
            let event = self.event(line);
            events.push(event.ok_or_else(|| refuse(*number, line, "2024-05-15, What happened"))?);
        }
        events.sort_by_key(|event| event.on.utc);
        Ok(ChartData::Timeline(events))
    }

    fn event(&self, line: &str) -> Option<ChartEvent> {
        let (when, text) = line.split_once(',')?;
        let (text, cite) = self.split_cite(text);
        let exact = ["about ", "~", "c. ", "vers "]
            .iter()
            .find_map(|word| when.strip_prefix(word));
        let (from, until) = match exact.unwrap_or(when).split_once(" to ") {
            Some((from, until)) => (from, Some(until.parse::<Moment>().ok()?)),
            None => (exact.unwrap_or(when), None),
        };
        Some(ChartEvent {
            on: from.parse().ok()?,
            until,
            approximate: exact.is_some(),
            text,
            cite,
        })
    }

    fn links(&mut self, rows: &[(usize, &str)]) -> Result<ChartData, String> {
        let mut links = Vec::new();
        for (number, line) in rows {
            let link = self.link(line);
            links.push(link.ok_or_else(|| refuse(*number, line, "A -> B: what ties them"))?);
        }
        Ok(ChartData::Links(links))
    }

    fn link(&self, line: &str) -> Option<ChartLink> {
        let (from, rest) = line.split_once("->")?;
        let (rest, cite) = self.split_cite(rest);
        let (to, label) = rest.split_once(':').unwrap_or((&rest, ""));
        let (from, to) = (from.trim(), to.trim());
        let whole = !from.is_empty() && !to.is_empty() && from != to;
        whole.then(|| ChartLink {
            from: from.to_owned(),
            to: to.to_owned(),
            label: label.trim().to_owned(),
            cite,
        })
    }

    /// Takes a `[@E-014.1]` off the end of a row.
    fn split_cite(&self, text: &str) -> (String, Option<Cite>) {
        let text = text.trim();
        let cited = text
            .strip_suffix(']')
            .and_then(|text| text.rsplit_once("[@"))
            .map(|(words, key)| (words, self.cite(key.trim())));
        match cited {
            Some((words, cite)) => (words.trim().to_owned(), Some(cite)),
            None => (text.to_owned(), None),
        }
    }

    /// A cite of a key, placed where the block first says it.
    fn cite(&self, key: &str) -> Cite {
        let block = self.source.get(self.place.clone()).unwrap_or_default();
        let range = match block.find(key) {
            Some(at) => self.place.start + at..self.place.start + at + key.len(),
            None => self.place.clone(),
        };
        Cite::plain(key.to_owned(), range, CiteForm::Figure)
    }
}

fn refuse(number: usize, line: &str, example: &str) -> String {
    let shown: String = line.chars().take(60).collect();
    format!("its line {number} is “{shown}”; such a line is written “{example}”")
}

/// The two cells of a row, parted at the last comma, semicolon or tab.
fn cells(line: &str) -> Option<(&str, &str)> {
    let (first, second) = line.rsplit_once([',', ';', '\t'])?;
    let first = first.trim().trim_matches('"').trim();
    (!first.is_empty()).then_some((first, second.trim().trim_matches('"')))
}

fn amount(text: &str) -> Option<f64> {
    let value: f64 = text.parse().ok()?;
    (value.is_finite() && value >= 0.0).then_some(value)
}

/// Whether a row names its columns.
fn is_head(line: &str) -> bool {
    cells(line).is_some_and(|(_, value)| value.parse::<f64>().is_err())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(kind: &str, text: &str) -> Result<Chart, String> {
        read(kind, text, text, &(0..text.len()))
    }

    #[test]
    fn a_series_has_options_a_head_and_rows_in_the_order_of_time() {
        let text = "title: Posts\nunit: posts\nhighlight: 2024-05-15 12:00 to 2024-05-15 13:00\nnote: 2024-05-15 12:21, first, really\nexhibit: E-034\ncover: yes\n\ntime,posts\n2024-05-15 13:00, 2\n2024-05-15 12:00,3.5\n";
        let read = chart("series", text).expect("a chart");
        let ChartData::Series {
            points,
            highlights,
            notes,
        } = &read.data
        else {
            panic!("a series");
        };
        assert_eq!(
            points.iter().map(|(_, v)| *v).collect::<Vec<_>>(),
            [3.5, 2.0]
        );
        assert_eq!(highlights.len(), 1);
        assert_eq!(notes[0].1, "first, really");
        assert!(read.cover);
        let exhibit = read.exhibit.expect("an exhibit");
        assert_eq!(&text[exhibit.range], "E-034");
    }

    #[test]
    fn bars_keep_their_order_and_commas_in_names() {
        let read = chart("bars", "highlight: A, B\nA, B, 2\nC, 7").expect("a chart");
        let ChartData::Bars(bars) = read.data else {
            panic!("bars");
        };
        assert_eq!(bars[0].label, "A, B");
        assert!(bars[0].highlighted && !bars[1].highlighted);
    }

    #[test]
    fn events_may_be_about_and_last_and_cite() {
        let text =
            "2024-05-15 12:21+04:00, A post, a lie [@E-001.4]\nabout 2023 to 2024, Campaigns";
        let ChartData::Timeline(events) = chart("timeline", text).expect("a chart").data else {
            panic!("a timeline");
        };
        assert!(events[0].approximate && events[0].until.is_some());
        assert_eq!(events[1].text, "A post, a lie");
        let cite = events[1].cite.as_ref().expect("a cite");
        assert_eq!(&text[cite.range.clone()], "E-001.4");
    }

    #[test]
    fn links_name_both_ends() {
        let ChartData::Links(links) = chart("links", "A -> B: owns: all [@E-002]\nB -> C")
            .expect("a chart")
            .data
        else {
            panic!("links");
        };
        assert_eq!(
            (links[0].to.as_str(), links[0].label.as_str()),
            ("B", "owns: all")
        );
        assert_eq!(links[1].label, "");
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        let wrong = [
            ("series", "2024-05-15, 1\nyesterday, 2", "line 2"),
            ("series", "2024-05-15, -1\n", "line 1"),
            ("series", "2024-05-15, inf\n", "line 1"),
            ("series", "", "no rows"),
            ("bars", "a, 1\nb; many", "line 2"),
            ("bars", "exhibit: nonsense\na, 1", "line 1"),
            ("timeline", "no date, x", "line 1"),
            ("links", "A -> A: self", "line 1"),
            ("pie", "a, 1", "no kind"),
        ];
        for (kind, text, said) in wrong {
            let sentence = chart(kind, text).expect_err(text);
            assert!(sentence.contains(said), "{sentence}");
        }
    }
}
