//! Sets up a fresh machine, runs, tests, benchmarks: `cargo x …`.
fn main() {}
