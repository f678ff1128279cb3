//! The Leiden algorithm (Traag, Waltman and van Eck 2019) for modularity, seeded.

use std::collections::VecDeque;

use super::graph::Graph;
use crate::draw::Draw;

/// How freely a node chooses among groups in the refinement, as in the paper.
const RANDOMNESS: f64 = 0.01;

/// The group of each node, numbered from 0 without gaps.
pub(super) fn leiden(graph: &Graph, resolution: f64, draw: &mut Draw) -> Vec<u32> {
    let mut group: Vec<u32> = (0..graph.len() as u32).collect();
    loop {
        let improved = improve(graph, group.clone(), resolution, draw);
        if improved == group {
            return group;
        }
        group = improved;
    }
}

/// One run from `group` down through summaries of the graph until nothing moves.
fn improve(whole: &Graph, group: Vec<u32>, resolution: f64, draw: &mut Draw) -> Vec<u32> {
    let mut graph = whole.clone();
    let mut group = group;
    // The node of the summary that each node of the whole graph went into.
    let mut inside: Vec<u32> = (0..whole.len() as u32).collect();
    loop {
        move_nodes(&graph, &mut group, resolution, draw);
        let groups = number_without_gaps(&mut group);
        if groups == graph.len() {
            return inside.iter().map(|node| group[*node as usize]).collect();
        }
        let mut refined = refine(&graph, &group, groups, resolution, draw);
        let parts = number_without_gaps(&mut refined);
        if parts == graph.len() {
            // Nothing could be merged within groups: keep the groups as they are.
            return inside.iter().map(|node| group[*node as usize]).collect();
        }
        let mut of_part = vec![0; parts];
        (0..graph.len()).for_each(|node| of_part[refined[node] as usize] = group[node]);
        inside
            .iter_mut()
            .for_each(|node| *node = refined[*node as usize]);
        graph = graph.summed(&refined, parts);
        group = of_part;
    }
}

/// Weights from one node to the groups around it.
struct Around {
    weight: Vec<f64>,
    groups: Vec<u32>,
}

impl Around {
    fn new(groups: usize) -> Around {
        Around {
            weight: vec![0.0; groups],
            groups: Vec::new(),
        }
    }

    fn look(&mut self, graph: &Graph, node: usize, group_of: impl Fn(usize) -> Option<u32>) {
        self.groups
            .drain(..)
            .for_each(|group| self.weight[group as usize] = 0.0);
        for (other, weight) in graph.beside(node) {
            if let Some(group) = group_of(*other as usize) {
                if self.weight[group as usize] == 0.0 {
                    self.groups.push(group);
                }
                self.weight[group as usize] += weight;
            }
        }
    }
}

/// Moves single nodes to the best group beside them until no move helps.
fn move_nodes(graph: &Graph, group: &mut [u32], resolution: f64, draw: &mut Draw) {
    let nodes = graph.len();
    let mut size = vec![0.0; nodes];
    let mut members = vec![0usize; nodes];
    for node in 0..nodes {
        size[group[node] as usize] += graph.degree[node];
        members[group[node] as usize] += 1;
    }
    let mut empty: Vec<u32> = (0..nodes as u32)
        .filter(|at| members[*at as usize] == 0)
        .collect();
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    draw.shuffle(&mut order);
    let mut queue: VecDeque<u32> = order.into();
    let mut waiting = vec![true; nodes];
    let mut around = Around::new(nodes);
    while let Some(node) = queue.pop_front() {
        let node = node as usize;
        waiting[node] = false;
        let (own, degree) = (group[node], graph.degree[node]);
        size[own as usize] -= degree;
        members[own as usize] -= 1;
        around.look(graph, node, |other| Some(group[other]));
        let cost = resolution * degree / graph.total;
        let gain = |at: u32| around.weight[at as usize] - cost * size[at as usize];
        let (mut best, mut most) = (own, gain(own));
        if let Some(free) = empty
            .last()
            .filter(|_| most < 0.0 && members[own as usize] > 0)
        {
            (best, most) = (*free, 0.0);
        }
        for at in &around.groups {
            if gain(*at) > most + 1e-12 {
                (best, most) = (*at, gain(*at));
            }
        }
        if members[own as usize] == 0 && best != own {
            empty.push(own);
        }
        if members[best as usize] == 0 && best != own {
            // No group without members is chosen but the last of them.
            empty.pop();
        }
        size[best as usize] += degree;
        members[best as usize] += 1;
        group[node] = best;
        if best != own {
            for (other, _) in graph.beside(node) {
                let other = *other as usize;
                if group[other] != best && !std::mem::replace(&mut waiting[other], true) {
                    queue.push_back(other as u32);
                }
            }
        }
    }
}

/// Splits each group into parts that hang well together, starting from single nodes.
fn refine(
    graph: &Graph,
    group: &[u32],
    groups: usize,
    resolution: f64,
    draw: &mut Draw,
) -> Vec<u32> {
    let nodes = graph.len();
    let mut whole = vec![0.0; groups];
    (0..nodes).for_each(|node| whole[group[node] as usize] += graph.degree[node]);
    let to_group = |node: usize| -> f64 {
        let beside = graph.beside(node).iter();
        let within = beside.filter(|(other, _)| group[*other as usize] == group[node]);
        within.map(|(_, weight)| weight).sum()
    };
    // What leads from each part to the rest of its group.
    let mut outward: Vec<f64> = (0..nodes).map(to_group).collect();
    let mut size = graph.degree.clone();
    let mut part: Vec<u32> = (0..nodes as u32).collect();
    let mut alone = vec![true; nodes];
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    draw.shuffle(&mut order);
    let mut around = Around::new(nodes);
    let hangs_well = |outward: f64, size: f64, whole: f64| {
        outward >= resolution * size * (whole - size) / graph.total - 1e-12
    };
    for node in order {
        let node = node as usize;
        let whole = whole[group[node] as usize];
        if !alone[node] || !hangs_well(outward[node], graph.degree[node], whole) {
            continue;
        }
        around.look(graph, node, |other| {
            (group[other] == group[node]).then(|| part[other])
        });
        let cost = resolution * graph.degree[node] / graph.total;
        let gain = |at: u32| around.weight[at as usize] - cost * size[at as usize];
        let choices: Vec<(u32, f64)> = around
            .groups
            .iter()
            .filter(|at| hangs_well(outward[**at as usize], size[**at as usize], whole))
            .map(|at| (*at, gain(*at)))
            .filter(|(_, gain)| *gain >= 0.0)
            .collect();
        let Some(chosen) = choose(&choices, draw) else {
            continue;
        };
        let towards = around.weight[chosen as usize];
        part[node] = chosen;
        alone[node] = false;
        alone[chosen as usize] = false;
        size[chosen as usize] += graph.degree[node];
        outward[chosen as usize] += outward[node] - 2.0 * towards;
    }
    part
}

/// One of `choices`, or staying alone (a gain of 0), by lot weighed by the gain.
fn choose(choices: &[(u32, f64)], draw: &mut Draw) -> Option<u32> {
    let most = choices.iter().map(|(_, gain)| *gain).fold(0.0, f64::max);
    let chance = |gain: f64| ((gain - most) / RANDOMNESS).exp();
    let all = chance(0.0) + choices.iter().map(|(_, gain)| chance(*gain)).sum::<f64>();
    let mut left = draw.part() * all;
    for (part, gain) in choices {
        left -= chance(*gain);
        if left < 0.0 {
            return Some(*part);
        }
    }
    None
}

fn number_without_gaps(group: &mut [u32]) -> usize {
    let mut numbers = vec![u32::MAX; group.len()];
    let mut next = 0;
    for at in group {
        let number = &mut numbers[*at as usize];
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
        *at = *number;
    }
    next as usize
}
