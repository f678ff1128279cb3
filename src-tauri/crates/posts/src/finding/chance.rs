//! The second stage of an answer: what chance gives, other windows and thresholds, other seeds. It
//! finds pairs hundreds of times and groups ten times, where the first stage does so once.

use std::ops::ControlFlow;

use super::answer::RESOLUTION;
use super::traces::Traces;
use super::{Answer, Found, Question, Unanswered};
use crate::chance::{Baseline, Null, baseline, sensitivity, surprises};
use crate::communities;
use crate::network::{GoOn, Rule, Weight};

/// The rate of false discoveries for single pairs.
const RATE: f64 = 0.05;

/// Seeds that groups are tried with.
const SEEDS: u32 = 10;

/// How far the work is when the first stage is done.
pub(super) const FOUND: f32 = 0.2;
/// How far it is when chance was tried.
const TRIED: f32 = 0.8;

/// Hears how far the work is, from 0 to 1, and can stop it.
pub type Tell<'a> = &'a mut dyn FnMut(f32) -> ControlFlow<()>;

pub(super) fn told(tell: Tell<'_>, part: f32) -> Result<(), Unanswered> {
    match tell(part) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Unanswered::Stopped),
    }
}

impl Found<'_> {
    /// The whole answer.
    ///
    /// Errors: as [`super::answer()`].
    pub fn with_chance(self, tell: Tell<'_>) -> Result<Answer, Unanswered> {
        let Found {
            data,
            question,
            traces,
            strong,
            answer,
        } = self;
        let traces = traces.remember(&mut || told(tell, FOUND))?;
        let chance = chance(&traces, question, data.len(), tell)?;
        let sensitivity = sensitivity(|within| {
            let go_on: GoOn<'_> = &mut || told(tell, TRIED);
            go_on()?;
            let rule = Rule {
                within,
                ..question.rule()
            };
            traces.pairs(&rule, None, go_on)
        });
        told(tell, 0.9)?;
        Ok(Answer {
            stability: communities::stability(&strong, RESOLUTION, question.lots.seed, SEEDS),
            chance,
            sensitivity,
            surprising_pairs: surprising(&traces, question)?,
            ..answer
        })
    }
}

fn chance(
    traces: &Traces<'_>,
    question: &Question,
    rows: usize,
    tell: Tell<'_>,
) -> Result<Vec<Baseline>, Unanswered> {
    let posts = traces.taking_part();
    let mut thresholds = vec![1, 2, 3, 5, question.at_least];
    thresholds.sort_unstable();
    thresholds.dedup();
    let all = (2 * (question.lots.repetitions + 1)) as f32;
    let mut done = 0.0;
    let nulls = [Null::AccountsWithinHour, Null::PostsMoved].into_iter();
    nulls
        .map(|null| {
            baseline(
                null,
                question.lots,
                &thresholds,
                &posts,
                rows,
                |accounts, times| {
                    done += 1.0;
                    let part = FOUND + (TRIED - FOUND) * done / all;
                    let go_on: GoOn<'_> = &mut || told(tell, part);
                    go_on()?;
                    traces.pairs(&question.rule(), Some((accounts, times)), go_on)
                },
            )
        })
        .collect()
}

fn surprising(traces: &Traces<'_>, question: &Question) -> Result<Option<u64>, Unanswered> {
    match traces {
        Traces::Same(same) if question.weight == Weight::Messages => {
            let edges = same.all.edges(&question.rule())?;
            let found = surprises(&same.all, question.within, &edges, RATE);
            let strong = found.iter().filter(|pair| pair.weight >= question.at_least);
            Ok(Some(strong.count() as u64))
        }
        _ => Ok(None),
    }
}
