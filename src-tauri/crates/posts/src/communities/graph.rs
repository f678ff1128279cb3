//! An undirected weighted graph in rows, and its summary by groups of nodes.

use crate::network::Edge;

/// Nodes from 0; each has a row of neighbours with weights. A node that stands for several keeps
/// what lies between them as its `inside`, counted twice as in a sum of degrees.
#[derive(Debug, Clone)]
pub(super) struct Graph {
    starts: Vec<usize>,
    beside: Vec<(u32, f64)>,
    /// The sum of weights at each node, both ends of what is inside counted.
    pub(super) degree: Vec<f64>,
    /// The sum of all degrees.
    pub(super) total: f64,
}

impl Graph {
    /// The graph of `edges` over accounts, and the account of each node. Edges in both
    /// directions add up.
    pub(super) fn of(edges: &[Edge]) -> (Graph, Vec<u32>) {
        let mut accounts: Vec<u32> = edges.iter().flat_map(|edge| [edge.a, edge.b]).collect();
        accounts.sort_unstable();
        accounts.dedup();
        let node = |account| {
            accounts
                .binary_search(&account)
                .expect("every end is listed") as u32
        };
        let ends = edges
            .iter()
            .map(|edge| (node(edge.a), node(edge.b), f64::from(edge.weight)));
        let graph = Graph::from_ends(accounts.len(), ends.collect(), vec![0.0; accounts.len()]);
        (graph, accounts)
    }

    fn from_ends(nodes: usize, ends: Vec<(u32, u32, f64)>, inside: Vec<f64>) -> Graph {
        let mut both: Vec<(u32, u32, f64)> = ends
            .iter()
            .flat_map(|&(a, b, weight)| [(a, b, weight), (b, a, weight)])
            .collect();
        both.sort_unstable_by_key(|end| (end.0, end.1));
        let (mut starts, mut beside) = (vec![0; nodes + 1], Vec::with_capacity(both.len()));
        let mut degree = inside;
        for same in both.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let weight = same.iter().map(|end| end.2).sum::<f64>();
            beside.push((same[0].1, weight));
            starts[same[0].0 as usize + 1] += 1;
            degree[same[0].0 as usize] += weight;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let total = degree.iter().sum();
        Graph {
            starts,
            beside,
            degree,
            total,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.degree.len()
    }

    pub(super) fn beside(&self, node: usize) -> &[(u32, f64)] {
        &self.beside[self.starts[node]..self.starts[node + 1]]
    }

    /// One node for each of `groups` groups.
    pub(super) fn summed(&self, group: &[u32], groups: usize) -> Graph {
        let mut inside = vec![0.0; groups];
        let mut ends = Vec::new();
        for node in 0..self.len() {
            let own = group[node];
            let outside: f64 = self.beside(node).iter().map(|(_, weight)| weight).sum();
            inside[own as usize] += self.degree[node] - outside;
            for (other, weight) in self.beside(node) {
                let other = group[*other as usize];
                match own.cmp(&other) {
                    std::cmp::Ordering::Equal => inside[own as usize] += weight,
                    std::cmp::Ordering::Less => ends.push((own, other, *weight)),
                    std::cmp::Ordering::Greater => {}
                }
            }
        }
        Graph::from_ends(groups, ends, inside)
    }
}
