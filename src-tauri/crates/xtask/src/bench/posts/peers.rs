//! The same work as CNT and DuckDB do it, as Python.

/// CNT as its users call it: import, then three networks.
pub(super) const CNT: &str = "import sys\n\
from coordination_network_toolkit.preprocess import preprocess_csv_files\n\
from coordination_network_toolkit.compute_networks import *\n\
preprocess_csv_files(sys.argv[2], [sys.argv[1]])\n\
compute_co_tweet_network(sys.argv[2], 60, n_threads=2)\n\
compute_co_link_network(sys.argv[2], 60, n_threads=2)\n\
compute_co_retweet_parallel(sys.argv[2], 60, n_threads=2)\n";

/// CNT's network of nearly the same texts, on the database that [`CNT`] left: its import is not
/// counted again.
pub(super) const CNT_NEAR: &str = "import sys\n\
from coordination_network_toolkit.compute_networks import *\n\
compute_co_similar_tweet(sys.argv[2], 60, n_threads=2, similarity_threshold=0.8)\n";

/// The same networks as SQL; mentions, case and white space do not count.
pub(super) const DUCKDB: &str = "import sys, duckdb\n\
db = duckdb.connect()\n\
db.execute(\"create table post as select message_id, user_id, repost_id, timestamp, urls, \"\n\
 \"trim(regexp_replace(regexp_replace(lower(message), '@[^\\\\s]*', '', 'g'), '\\\\s+', ' ', 'g')) as text \"\n\
 \"from read_csv(?, all_varchar=false)\", [sys.argv[1]])\n\
def network(things):\n\
\x20   return db.execute(f\"with s as ({things}) select a.user_id, b.user_id, count(distinct a.message_id) \"\n\
     \"from s a join s b on a.thing = b.thing and b.timestamp between a.timestamp - 60 and a.timestamp + 60 \"\n\
     \"where a.user_id <> b.user_id group by all\").fetchall()\n\
columns = 'user_id, message_id, timestamp'\n\
network(f'select text as thing, {columns} from post where repost_id is null')\n\
network(f'select urls as thing, {columns} from post where repost_id is null and urls is not null')\n\
network(f'select repost_id as thing, {columns} from post where repost_id is not null')\n";

/// Reading the file and splitting its fields, and nothing else.
pub(super) const FLOOR: &str = "import sys, csv\n\
for row in csv.reader(open(sys.argv[1], encoding='utf-8')): pass\n";
