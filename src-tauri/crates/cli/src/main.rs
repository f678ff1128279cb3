//! The `plumb` command.

/// A report is laid in millions of small pieces, which the system's allocator is slow with.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os())
}
