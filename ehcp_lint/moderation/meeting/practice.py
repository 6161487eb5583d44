"""A new officer's marks on anchor plans beside the marks agreed for them: shown to that officer, to learn the form by.

It is no test: nothing is passed, and no figure of it enters sign-off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.meeting.round import Round, Settled
from ehcp_lint.resources import did_you_mean
from ehcp_lint.rubric.models import Rubric


@dataclass(frozen=True, slots=True)
class Compared:
    """One question of one anchor plan: one's own mark, the agreed one and its reason; `apart` is own less agreed."""

    plan: str
    question: str
    own: int | None
    agreed: int | None
    apart: int | None
    reason: str = field(default="", repr=False)


@dataclass(frozen=True)
class Practice:
    """All comparisons of one moderator in one training round, the widest first in each plan."""

    round: str
    moderator: str
    rubric: Rubric
    rows: tuple[Compared, ...]
    without_agreed: tuple[str, ...]

    @property
    def scored(self) -> tuple[int, ...]:
        """The differences of all questions that both marked."""
        return tuple(row.apart for row in self.rows if row.apart is not None)

    @property
    def words(self) -> str:
        """ "Of 40 marks 26 are the agreed ones and 37 within one; on average you mark 0.2 above them." """
        apart = self.scored
        if not apart:
            return "No question has both a mark of yours and an agreed one yet."
        same, close = sum(d == 0 for d in apart), sum(abs(d) <= 1 for d in apart)
        mean = sum(apart) / len(apart)
        lean = "as high as they are" if abs(mean) < 0.05 else f"{abs(mean):.1f} {'above' if mean > 0 else 'below'} them"
        are = "is the agreed one" if same == 1 else "are the agreed ones"
        return f"Of {len(apart)} marks {same} {are} and {close} within one; on average you mark {lean}."


def practice(given: Round, moderator: str, agreed: Mapping[str, Mapping[str, Settled]]) -> Practice:
    """How `moderator` marked the plans of a round that have agreed marks (`agreed_anywhere`), by plan and question.

    Raises BadConfig for a moderator who is not of this round."""
    codes = [person.code for person in given.moderators]
    if moderator not in codes:
        raise BadConfig(f"No moderator of round {given.code} has that code.{did_you_mean(moderator, codes)}")
    order = {question.id: question.number for question in given.rubric.questions}
    rows, without = [], []
    for plan in sorted({mark.plan for mark in given.marks if mark.moderator == moderator}):
        settled = agreed.get(plan, {})
        if not settled:
            without.append(plan)
            continue
        found = []
        for question, own in given.marked_by(plan, moderator).items():
            if question in settled and question in order:
                value = settled[question].value
                apart = own - value if own is not None and value is not None else None
                found.append(Compared(plan, question, own, value, apart, settled[question].reason))
        rows += sorted(found, key=lambda row: (-_width(row), order[row.question]))
    return Practice(given.code, moderator, given.rubric, tuple(rows), tuple(without))


def _width(row: Compared) -> float:
    """How far apart the marks are; a mark against "does not apply" counts as a half step more than one."""
    if row.apart is not None:
        return abs(row.apart)
    return 0 if row.own is None and row.agreed is None else 1.5


def practised(rounds: Iterable[Round]) -> tuple[str, ...]:
    """The codes of the training rounds."""
    return tuple(one.code for one in rounds if one.kind == "training")
