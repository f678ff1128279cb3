"""Reworded copies in posts in CNT's columns, by the grapheme level of VIGINUM's D3lta 1.0.2.

`python reworded.py FILE.csv WINDOW` prints how many posts there are and how many pairs of
them within WINDOW seconds are copies of one another. The steps of reading a text are those of
D3lta's `prepare_dataset`; two texts of 30 letters and more are copies when one minus their
Levenshtein distance, by the length of the longer, is above 0.693.

What it is not:
- It is not D3lta. D3lta asks about the pairs that a language model (USE, with FAISS) finds
  alike before, and knows no window; here every pair within the window is asked about. Model,
  language detection, rewording and translation are left out, and with them most of D3lta's time.
- D3lta measures one pair after the other with polyleven, from a table of pandas. RapidFuzz,
  which stands here in its place, measures a text against all others of the window in C++ and
  gives up early at the threshold; and the same text is measured once in a window, however many
  posts have it. It is what a good program in Python would do, and faster than D3lta's own way.
- Reposts are left out, as Plumb does; rows that repeat an id are not looked for.
"""

import csv
import re
import sys
import unicodedata
from collections import Counter, deque

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

FEWEST_LETTERS = 30
SIMILARITY = 0.693

LABEL = r"(?:[a-zA-Z0-9][a-zA-Z0-9-]+[a-zA-Z0-9]|[a-zA-Z0-9]+)"
LINKS = re.compile(
    rf"https?://(?:www\.|(?!www)){LABEL}\.[^\s]{{2,}}|www\.{LABEL}\.[^\s]{{2,}}"
)
MENTIONS = re.compile(r"@[a-zA-Z0-9_]+")
PICTOGRAMS = re.compile(
    "[\u20d0-\u20ff\u2190-\u21ff\u2300-\u249f\u24b0-\u2bff\u3000-\u303f\u3200-\u32ff"
    "\U0001f000-\U0001f0ff\U0001f100-\U0001faff\U0001fb00-\U0001fbff"
    "\U000e0000-\U000e007f\u200d\ufe0e\ufe0f]+"
)
REPEATED_SPACE = re.compile(r"[ ]+( |\n)")
HASHTAGS = re.compile(r"^(?:#\S+ ?)+|^(?:\S+# ?)+|(?:#\S+ ?)+$|(?:\S+# ?)+$")
NO_LETTERS = re.compile(r"[^\w]")


def without_accents(text):
    parts = unicodedata.normalize("NFD", text)
    kept = (part for part in parts if unicodedata.category(part) != "Mn")
    return unicodedata.normalize("NFC", "".join(kept))


def graphemes(text):
    text = text.lower()
    if not text.isascii():
        text = without_accents(text)
    text = MENTIONS.sub("", LINKS.sub("", text).strip()).strip()
    text = REPEATED_SPACE.sub(r"\1", PICTOGRAMS.sub("", text).strip()).strip()
    return NO_LETTERS.sub("", HASHTAGS.sub("", text))


def posts(file):
    with open(file, encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            letters = "" if row["repost_id"] else graphemes(row["message"])
            yield float(row["timestamp"]), letters


def pairs(timed, within):
    """How many pairs there are of posts in the order of time."""
    window, texts, times = deque(), {}, Counter()
    found = 0
    for time, letters in timed:
        while window and time - window[0][0] > within:
            passed = window.popleft()[1]
            times[passed] -= 1
            if not times[passed]:
                del times[passed], texts[passed]
        alike = extract(
            letters,
            texts,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=SIMILARITY,
            limit=None,
        )
        found += sum(times[one] for _, score, one in alike if score > SIMILARITY)
        window.append((time, letters))
        texts[letters] = letters
        times[letters] += 1
    return found


def main(file, within):
    read = list(posts(file))
    compared = [post for post in read if len(post[1]) >= FEWEST_LETTERS]
    compared.sort(key=lambda post: post[0])
    print(len(read), pairs(compared, within))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
