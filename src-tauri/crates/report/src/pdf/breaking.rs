//! Chooses where the lines of a paragraph end: Knuth and Plass' total fit.
//!
//! A paragraph comes as the places where a line may end, each with running
//! sums of the width, stretch and shrink up to it. The lines chosen are those
//! with the least demerits over the whole paragraph.

/// Width, stretch and shrink summed from the paragraph's start, points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Sum {
    pub(crate) width: f64,
    pub(crate) stretch: f64,
    pub(crate) shrink: f64,
}

/// A place where a line may end.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Chance {
    /// Up to the end of a line that ends here, without the blank at its end.
    pub(crate) end: Sum,
    /// Up to the start of the line that begins here.
    pub(crate) start: Sum,
    /// Added to a line that ends here: the hyphen, less what hangs into the
    /// right margin; points.
    pub(crate) added: f64,
    /// What hangs into the left margin of the line that begins here, points.
    pub(crate) hangs: f64,
    /// What it costs to break here; 0 for a space, negative to invite a break.
    pub(crate) penalty: f64,
    /// Whether the line would end with a hyphen.
    pub(crate) flagged: bool,
}

/// How lines fill the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filling {
    /// Spaces give way so that every line but the last is as wide as the measure.
    Justified,
    /// Lines end where they end, as evenly as can be.
    Ragged,
}

/// How far a justified line may be stretched, in units of its stretch, before
/// it is left ragged.
pub(crate) const LOOSEST: f64 = 4.5;
/// Stretch allowed to lines of a first attempt.
const TOLERANCE: f64 = 1.7;
/// The share of the measure that each line gets as further stretch when the
/// first attempt finds no lines.
const EMERGENCY: f64 = 0.06;
/// Demerits of every line, so that fewer lines are better.
const LINE: f64 = 10.0;
/// Demerits of two hyphens one below the other.
const DOUBLE_HYPHEN: f64 = 60_000.0;
/// Demerits of a hyphen at the end of the last line but one.
const FINAL_HYPHEN: f64 = 7_000.0;
/// Demerits of a loose line beside a tight one.
const UNLIKE: f64 = 10_000.0;
/// Demerits of a last line so short that it looks lost.
const LOST: f64 = 3_000.0;
/// A last line shorter than this share of the measure looks lost.
const SHORT: f64 = 0.12;
/// Demerits of a line that cannot be set well.
const HOPELESS: f64 = 1e9;
/// Points by which a line may be too wide through rounding.
const SLACK: f64 = 0.01;

/// The chances at which lines end, the last one included. `opening` is what
/// hangs into the left margin of the first line, points. No chances give no lines.
pub(crate) fn break_lines(
    chances: &[Chance],
    measure: f64,
    opening: f64,
    filling: Filling,
) -> Vec<usize> {
    if chances.is_empty() {
        return Vec::new();
    }
    let mut fit = Fit {
        chances,
        measure,
        opening,
        filling,
        tolerance: TOLERANCE,
        emergency: 0.0,
        last_resort: false,
    };
    if filling == Filling::Justified {
        if let Some(lines) = fit.attempt() {
            return lines;
        }
        fit.emergency = measure * EMERGENCY;
    }
    fit.tolerance = f64::INFINITY;
    fit.last_resort = true;
    fit.attempt().unwrap_or_default()
}

struct Fit<'a> {
    chances: &'a [Chance],
    measure: f64,
    opening: f64,
    filling: Filling,
    tolerance: f64,
    emergency: f64,
    last_resort: bool,
}

/// The best way found to end a line at a chance.
#[derive(Clone, Copy)]
struct Node {
    /// The chance; none at the paragraph's start.
    chance: Option<usize>,
    /// 0 tight, 1 decent, 2 loose, 3 very loose.
    class: usize,
    demerits: f64,
    previous: usize,
}

impl Fit<'_> {
    fn attempt(&self) -> Option<Vec<usize>> {
        let mut nodes = vec![Node {
            chance: None,
            class: 1,
            demerits: 0.0,
            previous: 0,
        }];
        let mut active = vec![0];
        for at in 0..self.chances.len() {
            let found = self.reach(at, &nodes, &mut active);
            for node in found.into_iter().flatten() {
                active.push(nodes.len());
                nodes.push(node);
            }
            if active.is_empty() {
                return None;
            }
        }
        let last = self.chances.len() - 1;
        let ends = (0..nodes.len()).filter(|index| nodes[*index].chance == Some(last));
        let best = ends.min_by(|a, b| nodes[*a].demerits.total_cmp(&nodes[*b].demerits))?;
        let mut lines = Vec::new();
        let mut index = best;
        while let Some(chance) = nodes[index].chance {
            lines.push(chance);
            index = nodes[index].previous;
        }
        lines.reverse();
        Some(lines)
    }

    /// The best line of each class that ends at a chance. Starts from which
    /// no later chance can be reached any more are dropped.
    fn reach(&self, at: usize, nodes: &[Node], active: &mut Vec<usize>) -> [Option<Node>; 4] {
        let mut best: [Option<Node>; 4] = [None; 4];
        let mut closest: Option<usize> = None;
        active.retain(|index| {
            let node = nodes[*index];
            let Some(ratio) = self.ratio(node.chance, at) else {
                closest = Some(*index);
                return false;
            };
            if ratio > self.tolerance {
                return true;
            }
            let class = class_of(ratio);
            let demerits = node.demerits + self.demerits(&node, at, ratio, class);
            if best[class].is_none_or(|found| demerits < found.demerits) {
                best[class] = Some(Node {
                    chance: Some(at),
                    class,
                    demerits,
                    previous: *index,
                });
            }
            true
        });
        let nothing = active.is_empty() && best.iter().all(Option::is_none);
        if let (true, true, Some(previous)) = (nothing, self.last_resort, closest) {
            // What stands between two chances is wider than the measure.
            best[1] = Some(Node {
                chance: Some(at),
                class: 1,
                demerits: nodes[previous].demerits + HOPELESS,
                previous,
            });
        }
        best
    }

    /// By how much of its stretch or shrink a line would have to give way;
    /// none when it is too wide.
    fn ratio(&self, from: Option<usize>, to: usize) -> Option<f64> {
        let (start, hangs) = from.map_or((Sum::default(), self.opening), |index| {
            (self.chances[index].start, self.chances[index].hangs)
        });
        let end = &self.chances[to];
        let width = end.end.width - start.width - hangs + end.added;
        let gap = self.measure - width;
        if self.filling == Filling::Ragged {
            return (gap >= -SLACK).then_some(gap.max(0.0) / (self.measure / 4.0));
        }
        if gap < 0.0 {
            let shrink = end.end.shrink - start.shrink;
            if shrink > 0.0 && -gap <= shrink {
                return Some(gap / shrink);
            }
            return (gap >= -SLACK).then_some(0.0);
        }
        if to + 1 == self.chances.len() {
            return Some(0.0);
        }
        let stretch = end.end.stretch - start.stretch + self.emergency;
        Some(gap / stretch.max(0.001))
    }

    fn demerits(&self, node: &Node, at: usize, ratio: f64, class: usize) -> f64 {
        let last = at + 1 == self.chances.len();
        let chance = &self.chances[at];
        let ragged_end = last && self.filling == Filling::Ragged;
        let badness = if ragged_end {
            0.0
        } else {
            (100.0 * ratio.abs().powi(3)).min(10_000.0)
        };
        let mut demerits = (LINE + badness).powi(2);
        demerits += chance.penalty * chance.penalty.abs();
        if node.class.abs_diff(class) > 1 && self.filling == Filling::Justified {
            demerits += UNLIKE;
        }
        let from = node.chance.map(|index| &self.chances[index]);
        if from.is_some_and(|from| from.flagged) {
            if chance.flagged {
                demerits += DOUBLE_HYPHEN;
            }
            if last {
                demerits += FINAL_HYPHEN;
            }
        }
        if let (true, Some(from)) = (last, from)
            && chance.end.width - from.start.width < self.measure * SHORT
        {
            demerits += LOST;
        }
        demerits
    }
}

fn class_of(ratio: f64) -> usize {
    match ratio {
        r if r < -0.5 => 0,
        r if r <= 0.5 => 1,
        r if r <= 1.0 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of given widths with spaces of 10, which stretch by 5 and shrink by 3.
    fn paragraph(words: &[f64]) -> Vec<Chance> {
        let mut sum = Sum::default();
        let mut chances = Vec::new();
        for width in words {
            sum.width += width;
            let end = sum;
            sum.width += 10.0;
            sum.stretch += 5.0;
            sum.shrink += 3.0;
            chances.push(Chance {
                end,
                start: sum,
                ..Chance::default()
            });
        }
        chances
    }

    #[test]
    fn a_tight_line_now_is_taken_where_it_spares_a_loose_one_later() {
        // First fit takes three words (97 + 20 = 117 is too wide, shrunk 111
        // is) and leaves 40 alone; the whole is better with two lines of two.
        let chances = paragraph(&[40.0, 40.0, 26.0, 55.0, 40.0, 90.0]);
        let lines = break_lines(&chances, 100.0, 0.0, Filling::Justified);
        assert_eq!(lines, [1, 3, 4, 5]);
    }

    #[test]
    fn lines_within_the_tolerance_are_chosen_and_none_exceeds_the_measure() {
        let widths: Vec<f64> = (0..200).map(|n| 20.0 + f64::from(n * 37 % 41)).collect();
        let chances = paragraph(&widths);
        for filling in [Filling::Justified, Filling::Ragged] {
            let lines = break_lines(&chances, 260.0, 0.0, filling);
            let mut from = Sum::default();
            for at in &lines {
                let end = chances[*at].end;
                let shrink = match filling {
                    Filling::Justified => end.shrink - from.shrink,
                    Filling::Ragged => 0.0,
                };
                assert!(end.width - from.width - shrink <= 260.0 + SLACK);
                from = chances[*at].start;
            }
            assert_eq!(lines.last(), Some(&199), "the last line ends the paragraph");
        }
    }

    #[test]
    fn two_hyphens_one_below_the_other_are_avoided() {
        let mut chances = paragraph(&[10.0; 60]);
        assert_eq!(
            break_lines(&chances, 400.0, 0.0, Filling::Ragged),
            [19, 39, 59]
        );
        chances[19].flagged = true;
        chances[39].flagged = true;
        let lines = break_lines(&chances, 400.0, 0.0, Filling::Ragged);
        let hyphens: Vec<bool> = lines.iter().map(|at| chances[*at].flagged).collect();
        assert!(!hyphens.windows(2).any(|pair| pair[0] && pair[1]));
        assert_eq!(lines.len(), 4, "{lines:?}");
    }

    #[test]
    fn a_hyphen_costs_its_width_and_what_hangs_frees_some() {
        let mut chances = paragraph(&[97.0, 50.0]);
        assert_eq!(break_lines(&chances, 97.0, 0.0, Filling::Ragged), [0, 1]);
        chances[0].added = 4.0;
        let lines = break_lines(&chances, 160.0, 0.0, Filling::Ragged);
        assert_eq!(lines, [1], "both fit, so no hyphen is needed");
        // 97 + 10 + 50 = 157 fits 154 when 3 hang at the left.
        assert_eq!(break_lines(&chances, 154.0, 3.0, Filling::Ragged), [1]);
        assert_eq!(break_lines(&chances, 154.0, 2.0, Filling::Ragged), [0, 1]);
    }

    #[test]
    fn what_is_wider_than_the_measure_gets_a_line_of_its_own() {
        let chances = paragraph(&[20.0, 400.0, 20.0]);
        for filling in [Filling::Justified, Filling::Ragged] {
            let lines = break_lines(&chances, 100.0, 0.0, filling);
            assert_eq!(lines.last(), Some(&2));
            assert!(lines.contains(&1), "{lines:?}");
        }
    }

    #[test]
    fn nothing_gives_no_lines() {
        assert!(break_lines(&[], 100.0, 0.0, Filling::Justified).is_empty());
    }
}
