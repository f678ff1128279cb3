//! Groups of accounts that are tied more closely to each other than to the rest.

mod agreement;
mod graph;
mod leiden;

use serde::{Deserialize, Serialize};

use crate::draw::Draw;
use crate::network::Edge;
use graph::Graph;

pub use agreement::{adjusted_rand, mutual_information};

/// Accounts in groups. Groups are numbered from 0, the largest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Communities {
    /// The accounts that have an edge, in ascending order.
    pub accounts: Vec<u32>,
    /// The group of each of them.
    pub group: Vec<u32>,
    /// Modularity: 0 for groups no closer than chance, below 1.
    pub modularity: f64,
}

/// How much groups depend on the seed: means over all pairs of runs. 1 is no dependence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Stability {
    /// How many seeds were tried; with none nothing is said.
    pub seeds: u32,
    /// The adjusted Rand index.
    pub adjusted_rand: f64,
    /// The normalised mutual information.
    pub mutual_information: f64,
}

impl Stability {
    /// Before any seed was tried.
    pub const UNTRIED: Stability = Stability {
        seeds: 0,
        adjusted_rand: 0.0,
        mutual_information: 0.0,
    };
}

/// Groups by the Leiden algorithm; `resolution` 1 is plain modularity, more gives smaller groups.
/// Directed edges count in both directions. The same seed gives the same groups.
pub fn find(edges: &[Edge], resolution: f64, seed: u64) -> Communities {
    let (graph, accounts) = Graph::of(edges);
    let group = leiden::leiden(&graph, resolution, &mut Draw::new(seed, 0));
    arranged(&graph, accounts, group, resolution)
}

/// Groups of accounts between which some path of edges leads.
pub fn components(edges: &[Edge]) -> Communities {
    let (graph, accounts) = Graph::of(edges);
    let mut group = vec![u32::MAX; graph.len()];
    let mut open = Vec::new();
    for start in 0..graph.len() {
        if group[start] == u32::MAX {
            open.push(start);
            group[start] = start as u32;
        }
        while let Some(node) = open.pop() {
            for (other, _) in graph.beside(node) {
                if group[*other as usize] == u32::MAX {
                    group[*other as usize] = start as u32;
                    open.push(*other as usize);
                }
            }
        }
    }
    arranged(&graph, accounts, group, 1.0)
}

/// How far runs with `seeds` seeds from `seed` on agree.
pub fn stability(edges: &[Edge], resolution: f64, seed: u64, seeds: u32) -> Stability {
    let run = |at| find(edges, resolution, seed.wrapping_add(at)).group;
    let runs: Vec<Vec<u32>> = (0..u64::from(seeds)).map(run).collect();
    let (mut pairs, mut rand, mut information) = (0.0, 0.0, 0.0);
    for (at, one) in runs.iter().enumerate() {
        for other in &runs[at + 1..] {
            pairs += 1.0;
            rand += adjusted_rand(one, other);
            information += mutual_information(one, other);
        }
    }
    let mean = |sum: f64| if pairs == 0.0 { 1.0 } else { sum / pairs };
    Stability {
        seeds,
        adjusted_rand: mean(rand),
        mutual_information: mean(information),
    }
}

/// Numbers groups by size, then by their first account.
fn arranged(graph: &Graph, accounts: Vec<u32>, group: Vec<u32>, resolution: f64) -> Communities {
    let groups = group.iter().max().map_or(0, |most| *most as usize + 1);
    let mut sizes: Vec<(i64, usize, usize)> = (0..groups).map(|at| (0, usize::MAX, at)).collect();
    for (node, at) in group.iter().enumerate() {
        let size = &mut sizes[*at as usize];
        *size = (size.0 - 1, size.1.min(node), size.2);
    }
    sizes.sort_unstable();
    let mut rank = vec![0; groups];
    (0..).zip(&sizes).for_each(|(at, size)| rank[size.2] = at);
    let group: Vec<u32> = group.iter().map(|at| rank[*at as usize]).collect();
    let modularity = modularity(graph, &group, resolution);
    Communities {
        accounts,
        group,
        modularity,
    }
}

fn modularity(graph: &Graph, group: &[u32], resolution: f64) -> f64 {
    if graph.total == 0.0 {
        return 0.0;
    }
    let groups = group.iter().max().map_or(0, |most| *most as usize + 1);
    let (mut inside, mut size) = (0.0, vec![0.0; groups]);
    for node in 0..graph.len() {
        size[group[node] as usize] += graph.degree[node];
        let beside = graph.beside(node).iter();
        let within = beside.filter(|(other, _)| group[*other as usize] == group[node]);
        inside += within.map(|(_, weight)| weight).sum::<f64>();
    }
    let expected: f64 = size.iter().map(|size| (size / graph.total).powi(2)).sum();
    inside / graph.total - resolution * expected
}
