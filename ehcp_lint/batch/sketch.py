"""What of a plan is kept to see whether its text stands in other plans too: keyed hashes and MinHash signatures, never words.

A name in place of a name, a date in place of a date, "her" in place of "his" must not hide that a paragraph was copied. So only
words in small letters count (names, dates, numbers, acronyms drop out), and pronouns are one word. Signatures are MinHash
(Broder 1997, by datasketch) over runs of three words; the hash is keyed, so that a sentence cannot be looked up."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import Any

from ehcp_lint.batch.rows import keyed
from ehcp_lint.plan import Kind, Letter, Plan, Span

PERMUTATIONS = 64
FEWEST_WORDS = {"A": 12, "B": 12, "E": 8, "F": 12}  # of a line that is worth comparing; shorter ones are alike by chance
NEAR = ("A", "E")  # the sections whose near copies are looked for: the child's own words and the outcomes
_MOST = 40  # lines of one section with a signature
_RUN = 3
_WORD = re.compile(r"(?<![\w'])[a-z]+(?:'[a-z]+)?(?![\w'])")
_PRONOUN = frozenset("he she they him her them his hers their theirs himself herself themselves themself".split())
_KINDS = {"B": (Kind.NEED,), "E": (Kind.OUTCOME,), "F": (Kind.PROVISION,)}


def sketch(plan: Plan, salt: bytes) -> dict[str, Any]:
    """The sketch of a plan: "text" (a hash of all its words), "lines" (a hash for each line), "near" (what `signed` makes
    signatures of)."""
    lines: dict[str, list[str]] = {}
    near: dict[str, list[list[Any]]] = {}
    for letter, least in FEWEST_WORDS.items():
        seen: dict[str, list[str]] = {}
        for span in _lines(plan, letter):
            words = bare(plan.quote(span))
            if len(words) >= least:
                seen.setdefault(keyed(salt, " ".join(words)), words)
        lines[letter] = sorted(seen)
        if letter in NEAR:
            near[letter] = [[name, runs(seen[name], salt)] for name in sorted(seen)[:_MOST]]
    whole = " ".join(plan.text.casefold().split())
    return {"text": keyed(salt, whole), "lines": lines, "near": near}


def bare(text: str) -> list[str]:
    """The words of a line that stay when the child is another."""
    return ["they" if word in _PRONOUN else word for word in _WORD.findall(text.replace("’", "'"))]


def runs(words: list[str], salt: bytes) -> list[int]:
    """Keyed hashes of 32 bits of each three words that follow each other."""
    key = hashlib.sha256(salt).digest()
    found = {" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))}
    return sorted(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=4, key=key).digest(), "little") for run in found)


def signed(sketch: dict[str, Any]) -> dict[str, Any]:
    """The sketch with a signature in place of the runs of each line. Made where results are kept: a worker need not load
    datasketch, which brings all of scipy."""
    near = {letter: [[name, signature(found)] for name, found in lines] for letter, lines in sketch["near"].items()}
    return {**sketch, "near": near}


def signature(found: list[int]) -> str:
    """A MinHash signature as base64: 64 values of 32 bits. The share of equal values estimates the Jaccard index."""
    import numpy as np
    from datasketch import MinHash

    sketched = MinHash(num_perm=PERMUTATIONS, permutations=_permutations(), hashfunc=int)
    sketched.update_batch(found)
    return base64.b64encode(sketched.hashvalues.astype(np.uint32).tobytes()).decode("ascii")


@cache
def _permutations() -> Any:
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=1).permutations  # drawing them anew takes longer than a signature


def _lines(plan: Plan, letter: str) -> list[Span]:
    if letter in _KINDS:
        return [item.span for kind in _KINDS[letter] for item in plan.items_of(kind, Letter(letter))]
    found = []
    for section in plan.section(Letter(letter)):
        for span in section.content:
            found += [block.span for block in plan.blocks_in(span)]
    return found
