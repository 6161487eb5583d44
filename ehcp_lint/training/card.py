"""The data card of the corpus, written from the corpus itself so that it is never out of date (data/corpus/card.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ehcp_lint.training.corpus import LABELLED_BY_WRITER, SETS, Entry, frozen_writers, load, looks
from ehcp_lint.training.measures import cohen_kappa, weighted_kappa

AGREED = {
    "outcomes": ("S", "M", "T", "is_outcome", "specific", "measurable", "time_bound"),
    "provisions": ("specific", "quantified", "who", "frequency", "duration_or_amount", "vague"),
    "voice": ("child_voice", "first_person", "aspirations", "parent_voice", "how_gathered"),
    "health-social": ("content",),
}
GRADED = frozenset("SMT")
SPREAD = (
    ("outcomes", "need"),
    ("outcomes", "phase"),
    ("outcomes", "setting"),
    ("provisions", "section"),
    ("health-social", "section"),
)
COUNTED = (("outcomes", "kind"), ("outcomes", "S"), ("outcomes", "M"), ("outcomes", "T"), ("provisions", "kind"),
           ("provisions", "vague"), ("voice", "grade"), ("health-social", "content"))  # fmt: skip


def card() -> str:
    """The text of the card."""
    frozen = frozen_writers()
    writers = sorted({entry.writer for name in SETS for entry in load(name)})
    voices, held = ", ".join(writers), ", ".join(sorted(frozen))
    rows = "\n".join(_row(name, frozen) for name in SETS)
    return f"""# Data card: the corpus

Written by `ehcp-lint train` from the files themselves; a test holds that it is true.

**What for.** To choose and test the rules, and to fit the model of outcomes and the weights of the golden thread. Not a sample
of real plans: its figures say how well the tool agrees with these labels, and nothing about any council.

**Where from.** Invented for this project by a language model under {len(writers)} briefs, one voice each
({voices}): its own region, documents, habits and failings.
No text, name or fact of a real child; no text was taken from a plan or a guide. One
family of models wrote it all, so the voices differ less than people do.

**Labels.** By the same kind of model in other conversations, from docs/guideline.md, without sight of the rules or of each
other's labels; nobody labelled what they wrote, but for the links of the threads and the fates of the traces, which their
writers made. Agreement of two
such labellers is an upper bound of what two people would reach. `unsure` names the labels that a labeller doubted.

| set | items | writers | families of documents | frozen | labelled twice |
| --- | --- | --- | --- | --- | --- |
{rows}

**Split.** By writer, never at random. The frozen writers ({held}) are the test part: no rule, list, weight
or limit was made with their texts in view; their hash is in frozen.toml, and each measurement on them is a look, counted there
({len(looks())} so far). No frozen text is a near copy of another writer's (runs of five letters, less than 0.6 in common).

## Agreement of two labellers

{_agreement()}

## What there is

{_spread()}

## How the labels fall

{_counts()}

## Known gaps

- A third of the outcomes are none, more than in real plans: the gate is tested harder than it is used.
- English only; a few lines hold words of Welsh, Urdu or Polish.
- Long tables and scanned pages are tested elsewhere; these are single items as a reader hands them over.
- Nothing here was marked by a caseworker. Twenty double-marked plans from two councils would be worth more than all of it.
"""


def _row(name: str, frozen: Iterable[str]) -> str:
    entries = load(name)
    held = sum(entry.writer in frozen for entry in entries)
    twice = sum(len(entry.labels) > (0 if name in LABELLED_BY_WRITER else 1) for entry in entries)
    families = len({entry.family for entry in entries})
    return f"| {name} | {len(entries)} | {len({e.writer for e in entries})} | {families} | {held} | {twice} |"


def _agreement() -> str:
    lines = []
    for name, keys in AGREED.items():
        twice = [entry for entry in load(name) if len(entry.labels) > 1]
        shown = ", ".join(f"{key} {_kappa(twice, key):.2f}" for key in keys)
        lines.append(f"- {name} ({len(twice)}): kappa {shown}")
    same = sure = 0
    for entry in (entry for entry in load("threads") if entry.labels):
        one, other = ({tuple(link) for link in links} for links in (entry.record["links"], entry.label["links"]))
        same, sure = same + len(one & other), sure + len(one | other)
    return "\n".join([*lines, f"- threads: {same} of {sure} links made by either were made by both"])


def _kappa(twice: Sequence[Entry], key: str) -> float:
    pairs = [tuple(entry.labels[who][key] for who in sorted(entry.labels)[:2]) for entry in twice]
    one, other = ([pair[side] for pair in pairs] for side in (0, 1))
    if key in GRADED:
        return weighted_kappa(one, other) or 0.0
    return cohen_kappa(one, other) or 0.0


def _spread() -> str:
    return "\n".join(f"- {name} by {key}: {_shares(e.record.get(key) for e in load(name))}" for name, key in SPREAD)


def _counts() -> str:
    return "\n".join(f"- {name}, {key}: {_shares(e.label[key] for e in load(name))}" for name, key in COUNTED)


FEWEST = 4


def _shares(values: Iterable[Any]) -> str:
    counted = Counter("not given" if value in (None, "") else str(value) for value in values)
    rare = sum(n for n in counted.values() if n < FEWEST)
    shown = [f"{value} {n}" for value, n in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])) if n >= FEWEST]
    return ", ".join([*shown, f"others {rare}"] if rare else shown)
