"""Figures that pages of docs/ and the README state, read from the data that they come from, so that no page can fall behind.

A page holds a fact between two marks that no reader sees, and `make docs` writes it again in place:

    On plans as first read, <!--= first-share -->74%<!--/--> of the findings were right.

A fact never begins a line, unless it is a table: Markdown takes a line that begins with a mark for HTML. A test holds that each
page is fresh and that no page names a fact that there is not."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ehcp_lint import __version__
from ehcp_lint.check import Duty
from ehcp_lint.checks import Precision, precision_of, shipped
from ehcp_lint.errors import BadConfig
from ehcp_lint.outputs.phrases import ASKS
from ehcp_lint.resources import data_file, did_you_mean

_MARK = re.compile(r"<!--= ([a-z0-9-]+) -->(.*?)<!--/-->", re.DOTALL)
_FIGURE = r"(\d\.\d\d) \[([-\d., ]+)\] \(n (\d+), coverage (\d\.\d\d)\)"  # "0.75 [0.68, 0.82] (n 447, coverage 0.93)"
_LETTERS = {"S": "specific", "M": "measurable", "T": "time-bound"}
_FIRST = "before, all"  # the row of docs/decisions/whole-plans.md on the first plans; later ones say "unseen"


def stated(text: str, known: Mapping[str, str]) -> str:
    """`text` with every fact in it written again. Raises `BadConfig` for one that there is not."""

    def fresh(mark: re.Match[str]) -> str:
        if mark[1] not in known:
            raise BadConfig(f"There is no fact '{mark[1]}' for the pages.{did_you_mean(mark[1], known)}")
        return f"<!--= {mark[1]} -->{known[mark[1]]}<!--/-->"

    return _MARK.sub(fresh, text)


def pages_with_facts(docs: Path) -> list[Path]:
    """Every page that may state a fact: the README, CONTRIBUTING and all Markdown in `docs`."""
    return [*sorted(docs.parent.glob("*.md")), *sorted(docs.rglob("*.md"))]


def facts(docs: Path) -> dict[str, str]:
    """Every fact by its name. `docs` is the folder of the documentation, whose decision pages hold some of the counts."""
    return {
        "version": __version__,
        "whole-plans": str(len(list((docs.parent / "tests" / "plans").glob("*.docx")))),
        **_catalogue(),
        **_precision(),
        **_whole_plans((docs / "decisions" / "whole-plans.md").read_text(encoding="utf-8")),
        **_outcomes(data_file("models/outcomes.card.md").read_text(encoding="utf-8")),
        **_advice(data_file("models/advice.card.md").read_text(encoding="utf-8")),
        **_corpus(data_file("corpus/card.md").read_text(encoding="utf-8")),
    }


def _catalogue() -> dict[str, str]:
    checks = shipped()
    told = {str(duty): str(sum(1 for check in checks if check.duty is duty)) for duty in Duty}
    on_trial = sum(1 for check in checks if check.trial)
    return {"checks": str(len(checks)), **told, "on-trial": str(on_trial), "counted": str(len(checks) - on_trial)}


def _precision() -> dict[str, str]:
    """How often findings were right, from data/check_precision.csv, over the checks that count."""
    lines = [
        "| asked for by | checks that count | right on plans as first read | right today, on the same plans |",
        "| --- | --- | --- | --- |",
    ]
    totals = [0, 0, 0, 0]
    for duty in Duty:
        known = [found for found in _known(duty) if found]
        sums = [sum(getattr(found, name) for found in known) for name in ("first_right", "first", "plans_right", "plans")]
        totals = [a + b for a, b in zip(totals, sums, strict=True)]
        lines.append(f"| {ASKS[duty]} ({duty.upper()}) | {len(known)} | {_share(*sums[:2])} | {_share(*sums[2:])} |")
    return {
        "precision-by-duty": _block(lines),
        "first-right": f"{totals[0]:,}",
        "first": f"{totals[1]:,}",
        "first-share": f"{totals[0] / totals[1]:.0%}",
        "first-between": "{:.0%} to {:.0%}".format(*_wilson(totals[0], totals[1])),
        "today-right": f"{totals[2]:,}",
        "today": f"{totals[3]:,}",
        "today-share": f"{totals[2] / totals[3]:.0%}",
        **_missing_section(),
    }


def _missing_section() -> dict[str, str]:
    """How the plainest MUST did on plans that nobody had looked at: S101 says that a section is missing."""
    known = precision_of("S101")
    if known is None:
        raise BadConfig("data/check_precision.csv has no counts of S101. Measure again.")
    return {"missing-section-first": str(known.first), "missing-section-first-right": str(known.first_right)}


def _known(duty: Duty) -> Iterator[Precision | None]:
    return (precision_of(check.id) for check in shipped() if check.duty is duty and not check.trial)


def _share(right: int, judged: int) -> str:
    """ "112 of 120 (93%, 87 to 97)": with the 95% interval of Wilson (1927), or that nothing was judged."""
    if not judged:
        return "none judged"
    low, high = _wilson(right, judged)
    return f"{right:,} of {judged:,} ({right / judged:.0%}, {100 * low:.0f} to {100 * high:.0f})"


def _wilson(right: int, judged: int) -> tuple[float, float]:
    share, z = right / judged, 1.959964
    middle = (share + z * z / (2 * judged)) / (1 + z * z / judged)
    half = z / (1 + z * z / judged) * math.sqrt(share * (1 - share) / judged + z * z / (4 * judged * judged))
    return middle - half, middle + half


def _whole_plans(page: str) -> dict[str, str]:
    """The findings on plans that nobody had looked at, from the tables of the decision page; unsure ones are left out there."""
    rows = {
        cells[0]: cells[1:] for line in page.splitlines() if len(cells := [c.strip() for c in line.strip("| ").split("|")]) == 6
    }
    lines = [
        "| plans, judged before anything was changed for them | right | not right | unsure | right of the first two |",
        "| --- | --- | --- | --- | --- |",
    ]
    right = wrong = 0
    unseen = {name: cells for name, cells in rows.items() if name == _FIRST or "unseen" in name}
    for name, (_, yes, no, unsure, share) in unseen.items():
        right, wrong = right + int(yes.replace(",", "")), wrong + int(no.replace(",", ""))
        lines.append(
            f"| {name.replace(_FIRST, 'thirteen plans, the first').removesuffix(', all')} | {yes} | {no} | {unsure} | {share} |"
        )
    lines.append(f"| all of them | {right} | {wrong} | | {right / (right + wrong):.2f} |".replace(" 0.", " ."))
    shares = sorted(cells[4] for cells in unseen.values())
    return {
        "unseen-table": _block(lines),
        "unseen-lowest": _hundred(shares[0]),
        "unseen-highest": _hundred(shares[-1]),
        "unseen-share": f"{right / (right + wrong):.0%}",
        "unseen-judged": f"{right + wrong:,}",
        "wrong-in-ten": str(round(10 * wrong / (right + wrong))),
    }


def _hundred(share: str) -> str:
    return f"{float(share):.0%}"


def _outcomes(card: str) -> dict[str, str]:
    told: dict[str, str] = {}
    lines = [
        '| letter | agreement with the labels (kappa) | 95% interval | outcomes judged | left as "cannot tell" |',
        "| --- | --- | --- | --- | --- |",
    ]
    for letter, name in _LETTERS.items():
        kappa, interval, n, coverage = _found(rf"- kappa {letter}: {_FIGURE}", card)
        low, high = interval.split(", ")
        lines.append(f"| {letter}, {name} | {kappa} | {low} to {high} | {n} | {1 - float(coverage):.0%} |")
        told[f"kappa-{letter.lower()}"] = kappa
    (items,) = _found(r"; (\d+) items", card)
    return {**told, "outcomes-table": _block(lines), "outcomes-items": items}


def _advice(card: str) -> dict[str, str]:
    lines = ["| what became of a recommendation | right of those called so | found of those there are |", "| --- | --- | --- |"]
    for fate in ("dropped", "weakened", "kept"):
        precision, called, recall, there = _found(
            rf"- {fate}: precision (\d\.\d\d) \(n (\d+)\), recall (\d\.\d\d) \(n (\d+)\)", card
        )
        lines.append(f"| {fate} | {float(precision):.0%} of {called} | {float(recall):.0%} of {there} |")
    return {"advice-table": _block(lines)}


def _corpus(card: str) -> dict[str, str]:
    names = ("outcomes", "provisions", "voice", "health-social", "threads", "traces")
    counts = {name: int(_found(rf"\| {name} \| (\d+) \|", card)[0]) for name in names}
    (briefs,) = _found(r"under (\d+) briefs", card)
    return {"corpus-items": f"{sum(counts.values()):,}", "corpus-voices": briefs}


def _found(pattern: str, text: str) -> tuple[str, ...]:
    found = re.search(pattern, text)
    if not found:
        raise BadConfig(f"A card of data/ has no line like: {pattern}. Mend the card, or the fact that is read from it.")
    return found.groups()


def _block(lines: Iterable[str]) -> str:
    """Lines that stand by themselves: Markdown wants an empty line before and after a table."""
    return "\n\n" + "\n".join(lines) + "\n\n"
