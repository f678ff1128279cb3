//! `cargo x bench posts`: the same posts through Plumb, CNT and DuckDB, in one run.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::measure::watched;
use super::{build, folder, released, shown, succeed};
use crate::{Outcome, packages, python, root};

/// Goals in times of CPU.
const GOALS: &[(&str, &str, f64)] = &[
    ("analyse", "CNT", 50.0),
    ("analyse", "DuckDB", 3.0),
    ("import", "CNT", 20.0),
];

/// CNT as its users call it: import, then three networks.
const CNT: &str = "import sys\n\
from coordination_network_toolkit.preprocess import preprocess_csv_files\n\
from coordination_network_toolkit.compute_networks import *\n\
preprocess_csv_files(sys.argv[2], [sys.argv[1]])\n\
compute_co_tweet_network(sys.argv[2], 60, n_threads=2)\n\
compute_co_link_network(sys.argv[2], 60, n_threads=2)\n\
compute_co_retweet_parallel(sys.argv[2], 60, n_threads=2)\n";

/// The same networks as SQL; mentions, case and white space do not count.
const DUCKDB: &str = "import sys, duckdb\n\
db = duckdb.connect()\n\
db.execute(\"create table post as select message_id, user_id, repost_id, timestamp, urls, \"\n\
 \"trim(regexp_replace(regexp_replace(lower(message), '@[^\\\\s]*', '', 'g'), '\\\\s+', ' ', 'g')) as text \"\n\
 \"from read_csv(?, all_varchar=false)\", [sys.argv[1]])\n\
def network(things):\n\
    return db.execute(f\"with s as ({things}) select a.user_id, b.user_id, count(distinct a.message_id) \"\n\
     \"from s a join s b on a.thing = b.thing and b.timestamp between a.timestamp - 60 and a.timestamp + 60 \"\n\
     \"where a.user_id <> b.user_id group by all\").fetchall()\n\
columns = 'user_id, message_id, timestamp'\n\
network(f'select text as thing, {columns} from post where repost_id is null')\n\
network(f'select urls as thing, {columns} from post where repost_id is null and urls is not null')\n\
network(f'select repost_id as thing, {columns} from post where repost_id is not null')\n";

/// Reading the file and splitting its fields, and nothing else.
const FLOOR: &str = "import sys, csv\n\
for row in csv.reader(open(sys.argv[1], encoding='utf-8')): pass\n";

/// Installs what is missing, builds for release, makes the posts, measures, prints ratios.
/// `--quick` stops at 10^5 posts.
pub(crate) fn posts(quick: bool) -> Outcome {
    packages::ensure(&[packages::COMMAND_LINE])?;
    let peers = folder().join("posts-peers");
    install(&peers)?;
    build(&["--example", "posts"])?;
    let counts: &[u32] = if quick {
        &[100_000]
    } else {
        &[100_000, 1_000_000]
    };
    let mut missed = String::new();
    for count in counts {
        let file = folder().join(format!("posts-{count}.csv"));
        make(&file, *count).map_err(|error| format!("{}: {error}.", shown(&file)))?;
        println!("\n{count} posts");
        let costs = measure(&file, &peers)?;
        compare(&costs, &mut missed);
    }
    if missed.is_empty() {
        Ok(())
    } else {
        Err(missed)
    }
}

fn install(peers: &Path) -> Outcome {
    let list = root().join("tests/judges/posts.txt");
    if python::is_stale(peers, &list) {
        fs::create_dir_all(folder()).map_err(|error| format!("target/bench: {error}."))?;
        println!("Installing the coordination network toolkit and DuckDB");
        succeed("the peers' folder", &mut python::make(peers))?;
        succeed("the peers", &mut python::install(peers, &list))?;
        python::note(peers, &list);
    }
    Ok(())
}

/// A run's name, CPU seconds and peak in MB.
type Costs = Vec<(&'static str, f64, f64)>;

fn measure(file: &Path, peers: &Path) -> Result<Costs, String> {
    let (case, database) = (fresh("posts.plumb"), fresh("posts.cnt"));
    let plumb = |mode: &str| {
        let mut command = Command::new(released("examples/posts"));
        command.arg(mode).arg(file);
        command
    };
    let script = |text: &str| {
        let mut command = Command::new(peers.join("bin/python"));
        command.args(["-c", text]).arg(file);
        command
    };
    let mut import = plumb("import");
    import.arg(&case);
    let mut cnt = script(CNT);
    cnt.arg(&database);
    let runs = [
        ("analyse", plumb("analyse")),
        ("import", import),
        ("DuckDB", script(DUCKDB)),
        ("CNT", cnt),
        ("reading and splitting in Python", script(FLOOR)),
    ];
    let mut costs = Vec::new();
    for (name, mut command) in runs {
        let (cpu, peak, wall) = watched(&mut command)?;
        println!("  {name:<32} {cpu:8.2} CPU-s {peak:8.1} MB {wall:8.1} s wall");
        costs.push((name, cpu, peak));
    }
    Ok(costs)
}

fn fresh(name: &str) -> PathBuf {
    let path = folder().join(name);
    fs::remove_file(&path).ok();
    path
}

fn compare(costs: &Costs, missed: &mut String) {
    let of = |name: &str| {
        costs
            .iter()
            .find(|(found, ..)| *found == name)
            .map_or(0.0, |cost| cost.1)
    };
    for (own, peer, goal) in GOALS {
        let ratio = of(peer) / of(own).max(0.01);
        println!("  {peer} takes {ratio:.0} times the CPU of {own} (goal: {goal:.0})");
        if ratio < *goal {
            let _ = writeln!(
                missed,
                "{peer} takes only {ratio:.1} times the CPU of {own}."
            );
        }
    }
}

/// Posts in CNT's columns, the same for the same count: some accounts repeat one another's
/// texts, links and reposts, most do not.
fn make(file: &Path, count: u32) -> std::io::Result<()> {
    const MONTH: u64 = 30 * 86_400;
    fs::create_dir_all(folder())?;
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(
        out,
        "message_id,user_id,username,repost_id,reply_id,message,timestamp,urls"
    )?;
    let mut lots = Lots(0x9e37_79b9_7f4a_7c15);
    let accounts = u64::from(count / 20).max(10);
    for at in 0..u64::from(count) {
        let account = lots.below(accounts).min(lots.below(accounts));
        let time = 1_715_700_000 + at * MONTH / u64::from(count) + lots.below(30);
        let is_repost = lots.below(100) < 35;
        let repost = if is_repost {
            (1_000 + lots.below(200_000).min(lots.below(200_000))).to_string()
        } else {
            String::new()
        };
        let url = if !is_repost && lots.below(4) == 0 {
            format!(
                "https://site{}.example/a/{}",
                lots.below(500),
                lots.below(1000)
            )
        } else {
            String::new()
        };
        let text = if lots.below(10) == 0 {
            words(&mut Lots(1 + lots.below(20_000)))
        } else {
            words(&mut lots)
        };
        let id = 1_790_000_000_000_000_000 + at * 7;
        writeln!(
            out,
            "{id},u{account},user_{account},{repost},,\"{text}\",{time},{url}"
        )?;
    }
    out.flush()
}

fn words(lots: &mut Lots) -> String {
    const PARTS: [&str; 16] = [
        "post", "état", "the", "Nouvelle", "free", "road", "мир", "SEA", "and", "house", "@user",
        "#Road", "water", "of", "gəncə", "ten",
    ];
    let mut text = String::new();
    for _ in 0..10 + lots.below(20) {
        let part = PARTS[lots.below(16) as usize];
        let _ = write!(text, "{part}{} ", lots.below(90));
    }
    text.trim_end().to_owned()
}

/// Numbers that look drawn by lot and are always the same.
struct Lots(u64);

impl Lots {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32) % limit.max(1)
    }
}
