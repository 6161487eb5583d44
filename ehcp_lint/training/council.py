"""A council's agreed marks beside what the tool counts in the same plans: does the one go with the other?

`moderate export-labels` writes the marks. They are about whole plans, so none of them labels a single outcome or line of
provision, and none enters the fit. (Labels of single items would need the plans' own words, and the model's vocabulary would
then hold words of children's plans: it is made from invented items only.) What they can do is measure, on this council's plans:
if a model or a rule gets better, what it counts should go better with what people think. Ranks only; with an interval over
plans, and nothing below twenty plans."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.outputs.phrases import count
from ehcp_lint.report import Report
from ehcp_lint.rubric.models import Rubric

FEWEST = 20
DRAWS, SEED = 1000, 20140901
_SCHEMA = "ehcp-lint/labels/1"


@dataclass(frozen=True, slots=True)
class Beside:
    """One question: over `plans`, the rank correlation of the agreed mark with the share that the tool counts (-1 to 1).

    `rho` is None under twenty plans, and where all marks or all shares are the same."""

    question: str
    counts: str
    plans: int
    rho: float | None
    low: float | None = None
    high: float | None = None


def read_labels(path: Path) -> list[tuple[str, str, str, int]]:
    """The marks of a file of `moderate export-labels`: plan code, question, hash of the form, mark; anchors are left out.

    Raises CannotRead and BadConfig, by line, without repeating what stands there."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise CannotRead(
            f"{path.name}: this file of labels cannot be read. Write it with: ehcp-lint moderate export-labels"
        ) from None
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if row["schema"] != _SCHEMA:
                raise ValueError
            entry = (str(row["plan"]), str(row["question"]), str(row["rubric_hash"]), int(row["mark"]))
            anchor = bool(row["anchor"])
        except (ValueError, KeyError, TypeError):
            raise BadConfig(
                f"{path.name}, line {number}: not a label of `moderate export-labels`. Write the file anew."
            ) from None
        if not anchor:
            found.append(entry)
    return found


def outcomes_met(report: Report) -> float | None:
    """The share of outcome letters (S, M, T) that are met, of those that could be told; None without any."""
    levels = [grade.level for outcome in report.grades for grade in outcome.grades.values() if grade.level != "cannot_tell"]
    return sum(level == "met" for level in levels) / len(levels) if levels else None


def provision_whole(report: Report) -> float | None:
    """The share of lines of section F that say all they should, of those whose kind could be told; None without any."""
    rows = [row for row in report.provision_grid if row.section == "F" and row.kind != "cannot_tell"]
    return sum(not row.missing for row in rows) / len(rows) if rows else None


COUNTS: Mapping[str, tuple[str, Callable[[Report], float | None]]] = {
    "outcomes": ("outcome letters met", outcomes_met),
    "provisions": ("lines of provision that are whole", provision_whole),
}


def beside_people(
    labels: Iterable[tuple[str, str, str, int]], reports: Mapping[str, Report], rubric: Rubric, *, draws: int = DRAWS
) -> list[Beside]:
    """For each question of `rubric` that shows outcomes or provision: the agreed marks beside what the tool counts.

    `reports` are by plan code. Labels of another form are left out: its questions may have other meanings."""
    given = [(plan, question, mark) for plan, question, form, mark in labels if form == rubric.fingerprint]
    found = []
    for question in rubric.questions:
        for shows in question.shows:
            if shows not in COUNTS:
                continue
            name, counted = COUNTS[shows]
            pairs = [
                (mark, share)
                for plan, asked, mark in given
                if asked == question.id and plan in reports and (share := counted(reports[plan])) is not None
            ]
            found.append(_beside(question.id, name, pairs, draws))
    return found


def _beside(question: str, name: str, pairs: list[tuple[int, float]], draws: int) -> Beside:
    if len(pairs) < FEWEST:
        return Beside(question, name, len(pairs), None)
    marks, shares = np.array([mark for mark, _ in pairs], float), np.array([share for _, share in pairs], float)
    rho = spearman(marks, shares)
    rng = np.random.default_rng(SEED)
    drawn = [spearman(marks[rows], shares[rows]) for rows in (rng.integers(0, len(pairs), len(pairs)) for _ in range(draws))]
    known = [one for one in drawn if one is not None]
    if rho is None or len(known) < 0.9 * draws:
        return Beside(question, name, len(pairs), rho)
    low, high = np.percentile(known, [2.5, 97.5])
    return Beside(question, name, len(pairs), rho, float(low), float(high))


def spearman(one: np.ndarray, other: np.ndarray) -> float | None:
    """Spearman's rank correlation with mean ranks for ties; None where one of the two is all the same."""
    ranks = [_ranks(one), _ranks(other)]
    apart = [rank - rank.mean() for rank in ranks]
    size = float(np.sqrt((apart[0] ** 2).sum() * (apart[1] ** 2).sum()))
    return float((apart[0] * apart[1]).sum()) / size if size > 1e-12 else None


def _ranks(values: np.ndarray) -> np.ndarray:
    _, place, times = np.unique(values, return_inverse=True, return_counts=True)
    before = np.concatenate(([0], np.cumsum(times)[:-1]))
    return (before + (times + 1) / 2)[place]


def told(found: Iterable[Beside], labels: int) -> list[str]:
    """The lines that `train --feedback` and `evaluate --feedback` print."""
    lines = [f"{count(labels, 'agreed mark')} of whole plans; none labels a single item, so none enters the fit."]
    for one in found:
        head = f"  {one.question}, {one.counts}: {count(one.plans, 'plan')}"
        if one.rho is None:
            lines.append(f"{head}; {'too few (20 are needed)' if one.plans < FEWEST else 'no spread to go by'}")
        elif one.low is None or one.high is None:
            lines.append(f"{head}; rank correlation {one.rho:.2f}, no interval")
        else:
            lines.append(f"{head}; rank correlation {one.rho:.2f} ({one.low:.2f} to {one.high:.2f})")
    return lines
