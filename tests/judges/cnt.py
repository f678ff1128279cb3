"""What the coordination network toolkit finds in posts in its columns.

`python cnt.py FILE.csv WINDOW` prints a JSON list of the edges between two accounts,
each as [network, account, account, weight], least weight 1. Links of no letters, which
CNT makes of an empty field (its issue 46), are taken out before it looks.
"""

import contextlib
import json
import os
import sqlite3
import sys
import tempfile

from coordination_network_toolkit import compute_networks as cnt
from coordination_network_toolkit.preprocess import preprocess_csv_files

NETWORKS = {
    "text": ("co_tweet_network", cnt.compute_co_tweet_network),
    "link": ("co_link_network", cnt.compute_co_link_network),
    "repost": ("co_retweet_network", cnt.compute_co_retweet_parallel),
    "reply": ("co_reply_network", cnt.compute_co_reply_network),
}


def edges(database, window):
    for name, (table, compute) in NETWORKS.items():
        compute(database, window, n_threads=1, min_edge_weight=1)
        with contextlib.closing(sqlite3.connect(database)) as found:
            rows = found.execute(f"select user_1, user_2, weight from {table}")
            yield from ((name, *row) for row in rows if row[0] != row[1])


def main(file, window):
    with tempfile.TemporaryDirectory() as folder:
        database = os.path.join(folder, "posts.db")
        # It says how far it is where its answer should stand.
        with contextlib.redirect_stdout(sys.stderr):
            preprocess_csv_files(database, [file])
            with contextlib.closing(sqlite3.connect(database)) as posts:
                posts.execute("delete from message_url where url = ''")
                posts.commit()
            found = sorted(edges(database, window))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
