"""Writes data/ordinary_words.txt: English words in small letters, so that a capital at the beginning of a sentence is not
taken for a name's. From SCOWL (a list for spell checkers) as Debian's package wbritish-small has it, and from our own lists.

    python data/build/ordinary_words.py /usr/share/dict/british-english-small > data/ordinary_words.txt
"""

from __future__ import annotations

import csv
import re
import sys
import textwrap
from pathlib import Path

DATA = Path(__file__).resolve().parents[1]
OURS = (
    "jargon_lexicon.csv", "school_terms.csv", "health_and_care_terms.csv", "roles.csv", "kinds_of_help.csv",
    "outcome_terms.csv",
    "outcome_verbs.csv", "vague_terms.csv", "syllables.csv", "headings.csv", "advice_headings.csv", "front_page.csv",
)  # fmt: skip
HEADER = """\
# ordinary_words.txt: English words in small letters, sorted. A word that stands here, and in no list of names, is
# not taken for a name at the beginning of a sentence. Made by data/build/ordinary_words.py; do not edit by hand.
# From SCOWL, and from our own lists. SCOWL's notice:
#
#   The collective work is Copyright 2000-2011 by Kevin Atkinson as well as any of the copyrights mentioned below:
#   Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists, the
#   associated scripts, the output created from the scripts, and its documentation for any purpose is hereby granted
#   without fee, provided that the above copyright notice appears in all copies and that both that copyright notice and
#   this permission notice appear in supporting documentation. Kevin Atkinson makes no representations about the
#   suitability of this array for any purpose. It is provided "as is" without express or implied warranty.
"""


def main(scowl: str) -> None:
    """Prints the list."""
    words = {word for word in Path(scowl).read_text(encoding="utf-8").splitlines() if re.fullmatch(r"[a-z]{2,}", word)}
    for name in OURS:
        lines = (line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
        for row in csv.reader(lines):
            words |= {word for cell in row for word in re.findall(r"(?<![\w'])[a-z]{3,}(?![\w'])", cell)}
    print(HEADER, end="")
    print("\n".join(textwrap.wrap(" ".join(sorted(words)), 127)))


if __name__ == "__main__":
    main(sys.argv[1])
