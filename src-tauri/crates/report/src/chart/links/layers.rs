//! Puts names in layers, so that every tie leads from one layer to a later one.

use std::collections::BTreeSet;

use super::super::Tie;

/// A tie as it is drawn: from the earlier layer to the later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    /// The tie's place in the chart.
    pub(super) tie: usize,
    /// The name in the earlier layer.
    pub(super) from: usize,
    /// The name in the later layer.
    pub(super) to: usize,
    /// Whether the arrow points back to the earlier layer.
    pub(super) back: bool,
}

/// The ties turned so that none leads in a circle, and the layer of each name.
pub(super) fn layers(count: usize, ties: &[Tie]) -> (Vec<Edge>, Vec<usize>) {
    let mut edges: Vec<Edge> = ties
        .iter()
        .enumerate()
        .filter(|(_, tie)| tie.from != tie.to && tie.from < count && tie.to < count)
        .map(|(index, tie)| Edge {
            tie: index,
            from: tie.from,
            to: tie.to,
            back: false,
        })
        .collect();
    let backward = backward(count, &edges);
    for (index, edge) in edges.iter_mut().enumerate() {
        if backward.contains(&index) {
            (edge.from, edge.to, edge.back) = (edge.to, edge.from, true);
        }
    }
    let mut layer = vec![0usize; count];
    // The longest way to a name has fewer steps than there are names.
    for _ in 0..count {
        for edge in &edges {
            layer[edge.to] = layer[edge.to].max(layer[edge.from] + 1);
        }
    }
    // A name moves as near to what it is tied to as it may.
    for name in 0..count {
        let nearest = edges
            .iter()
            .filter(|e| e.from == name)
            .map(|e| layer[e.to])
            .min();
        let tied = edges.iter().any(|e| e.to == name);
        if let (Some(nearest), false) = (nearest, tied) {
            layer[name] = nearest.saturating_sub(1);
        }
    }
    (edges, layer)
}

/// The edges that close a circle, found by walking from each name in turn.
fn backward(count: usize, edges: &[Edge]) -> BTreeSet<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Never,
        Open,
        Done,
    }
    let mut seen = vec![Seen::Never; count];
    let mut backward = BTreeSet::new();
    for root in 0..count {
        if seen[root] != Seen::Never {
            continue;
        }
        seen[root] = Seen::Open;
        let mut path = vec![(root, 0)];
        while let Some((name, next)) = path.last_mut() {
            let here = *name;
            let Some((index, edge)) = edges
                .iter()
                .enumerate()
                .skip(*next)
                .find(|(_, edge)| edge.from == here)
            else {
                seen[here] = Seen::Done;
                path.pop();
                continue;
            };
            *next = index + 1;
            match seen[edge.to] {
                Seen::Open => {
                    backward.insert(index);
                }
                Seen::Never => {
                    seen[edge.to] = Seen::Open;
                    path.push((edge.to, 0));
                }
                Seen::Done => {}
            }
        }
    }
    backward
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ties(pairs: &[(usize, usize)]) -> Vec<Tie> {
        let tie = |&(from, to): &(usize, usize)| Tie {
            from,
            to,
            text: String::new(),
            label: String::new(),
        };
        pairs.iter().map(tie).collect()
    }

    #[test]
    fn every_tie_leads_to_a_later_layer_even_in_a_circle() {
        for pairs in [
            vec![(0, 1), (1, 2), (2, 0)],
            vec![(0, 1), (1, 0), (0, 1)],
            vec![(3, 1), (2, 1), (0, 2), (1, 4), (4, 0)],
        ] {
            let (edges, layer) = layers(5, &ties(&pairs));
            assert_eq!(edges.len(), pairs.len());
            for edge in edges {
                assert!(layer[edge.from] < layer[edge.to], "{edge:?} {layer:?}");
            }
        }
    }

    #[test]
    fn a_source_stands_beside_what_it_is_tied_to() {
        let (_, layer) = layers(4, &ties(&[(0, 1), (1, 2), (3, 2)]));
        assert_eq!(layer, [0, 1, 2, 1]);
    }
}
