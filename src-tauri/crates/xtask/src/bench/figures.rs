//! The figures of a run: as a table with ratios, as JSON, and against the goals.

use std::fmt::Write as _;
use std::process::Command;

use super::measure::watched;
use super::{Cost, Engine};
use crate::Outcome;

/// A run of 650 pages may take this much.
const GOAL_PAGES: f64 = 650.0;
const GOAL_CPU_SECONDS: f64 = 4.0;
const GOAL_PEAK_MB: f64 = 300.0;
/// How many times more than Plumb a peer takes, at least; in memory this is asked
/// of typst, which takes the most.
const GOAL_RATIO: f64 = 4.0;
/// One edited paragraph, until its page is drawn.
const GOAL_EDIT_MS: f64 = 50.0;
const GOAL_EDIT_RATIO: f64 = 20.0;

/// What one typed character takes, in milliseconds of CPU.
#[derive(Default)]
struct Edit {
    pages: f64,
    /// From the text to the picture of a page, the first time and after an edit.
    first_look: f64,
    look: f64,
    /// The layout of all pages, and that of one edited paragraph.
    all: f64,
    one: f64,
}

impl Edit {
    fn goals(&self) -> [(bool, String); 2] {
        let Edit {
            pages,
            first_look,
            look,
            all,
            one,
        } = self;
        let look = (
            *look < GOAL_EDIT_MS,
            format!(
                "a character typed into {pages} pages is seen on its page after {look:.1} ms of CPU; \
                 {GOAL_EDIT_MS} allowed; a first look takes {first_look:.0}, {:.1} times as much",
                first_look / look
            ),
        );
        let laid = (
            all / one >= GOAL_EDIT_RATIO,
            format!(
                "one edited paragraph is laid in {one:.2} ms, all pages in {all:.0}: {:.1} times; \
                 {GOAL_EDIT_RATIO} wanted",
                all / one
            ),
        );
        [look, laid]
    }
}

/// Everything that was measured.
#[derive(Default)]
pub(super) struct Figures {
    runs: Vec<(String, Engine, Cost)>,
    /// CPU seconds of opening the case of each text: a passphrase is slow to try by
    /// design, peers have none, and who exports has opened the case before.
    unlock: Vec<(String, f64)>,
    verify: Vec<f64>,
    edit: Option<Edit>,
}

impl Figures {
    pub(super) fn add(&mut self, text: &str, engine: Engine, cost: Cost) {
        self.runs.push((text.to_owned(), engine, cost));
    }

    /// Measures what opening the case takes of each run.
    pub(super) fn unlock(&mut self, text: &str, open: &mut Command) -> Outcome {
        let cpu = watched(open)?.cpu_seconds;
        println!("  {:<24}{:10} {cpu:8.2} CPU-s", "opening the case", "");
        self.unlock.push((text.to_owned(), cpu));
        Ok(())
    }

    /// Measures `plumb verify` of a printed file.
    pub(super) fn check(&mut self, verify: &mut Command) -> Outcome {
        let run = watched(verify)?;
        let (cpu, peak) = (run.cpu_seconds, run.peak_mb);
        println!(
            "  {:<24}{:10} {cpu:8.2} CPU-s {peak:8.1} MB",
            "plumb verify", ""
        );
        self.verify.push(cpu);
        Ok(())
    }

    /// Runs the edits; the program prints pages and four times of [`Edit`].
    pub(super) fn edit(&mut self, edit: &mut Command) -> Outcome {
        let answer = edit
            .output()
            .map_err(|error| format!("{edit:?}: {error}."))?;
        let text = String::from_utf8_lossy(&answer.stdout);
        let numbers: Vec<f64> = text
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        match numbers[..] {
            [pages, first_look, look, all, one] => {
                self.edit = Some(Edit {
                    pages,
                    first_look,
                    look,
                    all,
                    one,
                });
            }
            _ => {
                let complaint = String::from_utf8_lossy(&answer.stderr);
                return Err(format!(
                    "the edits could not be measured: {text}{complaint}"
                ));
            }
        }
        Ok(())
    }

    /// The copy for editors, which the peers are compared with.
    fn ours(&self, text: &str) -> Option<Cost> {
        let is_it = |run: &&(String, Engine, Cost)| run.0 == text && run.1 == Engine::Editor;
        self.runs.iter().find(is_it).map(|(_, _, cost)| *cost)
    }

    /// CPU seconds of opening the case.
    fn opening(&self, text: &str) -> f64 {
        let mut known = self.unlock.iter().filter(|(name, _)| name == text);
        known.next().map_or(0.0, |(_, cpu)| *cpu)
    }

    pub(super) fn table(&self) -> String {
        let mut table = format!(
            "\n{:<11}{:<22}{:>6}{:>9}{:>8}{:>9}{:>8}{:>9}\n",
            "Text", "Engine", "Pages", "CPU s", "ratio", "Peak MB", "ratio", "Size MB"
        );
        for (text, engine, cost) in &self.runs {
            let Some(ours) = self.ours(text) else {
                continue;
            };
            writeln!(
                table,
                "{text:<11}{:<22}{:>6}{:>9.2}{:>7.1}x{:>9.0}{:>7.1}x{:>9.2}",
                engine.name(),
                cost.pages,
                cost.cpu_seconds,
                cost.cpu_seconds / ours.cpu_seconds,
                cost.peak_mb,
                cost.peak_mb / ours.peak_mb,
                cost.size_mb
            )
            .expect("text can be written to text");
        }
        table.push_str("Ratios are to Plumb's copy for editors, opening the case included. Peak: all processes together, shared memory once.\n\n");
        for (holds, sentence) in self.goals() {
            let word = if holds { "PASS" } else { "FAIL" };
            writeln!(table, "{word}  {sentence}").expect("text can be written to text");
        }
        table
    }

    /// Each goal of the report, whether it holds, and by how much.
    fn goals(&self) -> Vec<(bool, String)> {
        let mut goals = Vec::new();
        if let Some((text, _, _)) = self.runs.last()
            && let Some(ours) = self.ours(text)
        {
            let scale = (f64::from(ours.pages) / GOAL_PAGES).max(1.0);
            let (cpu, peak) = (GOAL_CPU_SECONDS * scale, GOAL_PEAK_MB);
            goals.push((
                ours.cpu_seconds <= cpu,
                format!(
                    "{} pages in {:.2} CPU-s; {GOAL_CPU_SECONDS} for 650 pages make {cpu:.2}",
                    ours.pages, ours.cpu_seconds
                ),
            ));
            goals.push((
                ours.peak_mb <= peak,
                format!("{:.0} MB at the most; {peak:.0} allowed", ours.peak_mb),
            ));
        }
        for (text, engine, cost) in self.runs.iter().filter(|(_, engine, _)| engine.is_peer()) {
            // What peers must take is said of a long report; with a short one trying
            // the passphrase is most of it.
            let ours = self.ours(text);
            let Some(ours) = ours.filter(|ours| f64::from(ours.pages) > GOAL_PAGES * 0.9) else {
                continue;
            };
            let printing = ours.cpu_seconds - self.opening(text);
            let cpu = cost.cpu_seconds / printing;
            let memory = cost.peak_mb / ours.peak_mb;
            let wanted = if *engine == Engine::Typst {
                GOAL_RATIO
            } else {
                1.0
            };
            goals.push((
                cpu >= GOAL_RATIO && memory >= wanted,
                format!(
                    "{} on {text}: {cpu:.1} times the CPU of printing ({:.1} with opening the case), \
                     {memory:.1} times the memory; {GOAL_RATIO} and {wanted} wanted",
                    engine.name(),
                    cost.cpu_seconds / ours.cpu_seconds,
                ),
            ));
        }
        if let Some(edit) = &self.edit {
            goals.extend(edit.goals());
        }
        goals
    }

    pub(super) fn json(&self) -> String {
        let run = |(text, engine, cost): &(String, Engine, Cost)| {
            format!(
                "    {{\"text\": \"{text}\", \"engine\": \"{}\", \"pages\": {}, \"cpu_seconds\": {:.3}, \
                 \"peak_mb\": {:.1}, \"wall_seconds\": {:.3}, \"size_mb\": {:.3}}}",
                engine.word(),
                cost.pages,
                cost.cpu_seconds,
                cost.peak_mb,
                cost.wall_seconds,
                cost.size_mb
            )
        };
        let runs: Vec<String> = self.runs.iter().map(run).collect();
        let opening = self.unlock.iter().map(|(_, cpu)| format!("{cpu:.3}"));
        let opening: Vec<String> = opening.collect();
        let verify: Vec<String> = self.verify.iter().map(|cpu| format!("{cpu:.3}")).collect();
        let none = Edit::default();
        let edit = self.edit.as_ref().unwrap_or(&none);
        format!(
            "{{\n  \"runs\": [\n{}\n  ],\n  \"opening_cpu_seconds\": [{}],\n  \"verify_cpu_seconds\": [{}],\n  \
             \"edited_pages\": {},\n  \"first_look_ms\": {:.2},\n  \"look_ms\": {:.3},\n  \
             \"lay_all_ms\": {:.2},\n  \"lay_edited_ms\": {:.3}\n}}\n",
            runs.join(",\n"),
            opening.join(", "),
            verify.join(", "),
            edit.pages,
            edit.first_look,
            edit.look,
            edit.all,
            edit.one
        )
    }

    /// An error when a goal was missed; the table has said which.
    pub(super) fn outcome(&self) -> Outcome {
        let missed = self.goals().iter().filter(|(holds, _)| !holds).count();
        if missed == 0 {
            return Ok(());
        }
        Err(format!("{missed} goals were missed."))
    }
}
