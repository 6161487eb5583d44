"""The feedback sheet of one plan, for whoever wrote it: at most a page, strengths first, then what to work on.

It says what people said. Where the meeting has not settled something yet, the sheet says so."""

from __future__ import annotations

from dataclasses import dataclass, field

from ehcp_lint.moderation.meeting.disagreement import matrix, settled_grade
from ehcp_lint.moderation.meeting.round import Round, Task
from ehcp_lint.moderation.meeting.themes import lower_half, open_actions
from ehcp_lint.rubric.models import Question

MOST = 5  # strengths, and things to work on: a page holds no more, and nobody works on more at once
MOST_COMMENTS, MOST_ACTIONS = 2, 4
STRENGTH, CHANGE = "strength", "change"  # the open questions that the default form asks


@dataclass(frozen=True)
class Said:
    """One question in the sheet: its mark by name ("3 - sound"), what that looks like, and the meeting's reason."""

    question: Question
    mark: str
    words: str = field(default="", repr=False)
    agreed: bool = False


@dataclass(frozen=True)
class Feedback:
    """One plan's sheet. `grade` is None while something is open."""

    round: Round
    plan: str
    grade: str | None
    held: tuple[str, ...]
    strengths: tuple[Said, ...]
    work_on: tuple[Said, ...]
    more_strengths: int
    more_work: int
    kind_words: tuple[str, ...] = field(default=(), repr=False)
    changes: tuple[str, ...] = field(default=(), repr=False)
    actions: tuple[Task, ...] = ()
    more_actions: int = 0
    open_questions: int = 0
    readers: int = 0


def feedback(given: Round, plan: str) -> Feedback:
    """The sheet of one plan of a round, from the agreed marks or, where nothing was agreed, the lower median of the marks."""
    rubric = given.rubric
    known, settled = given.best_known(plan), given.settled(plan)
    reasons = {one.question: one.reason for one in given.agreed if one.plan == plan}
    names = {value.mark: value for value in rubric.scale.values}
    low, best = lower_half(rubric), rubric.scale.marks[0]
    strengths: list[tuple[int, Said]] = []
    work: list[tuple[int, Said]] = []
    for question in rubric.questions:
        mark = known.get(question.id)
        if mark is None:
            continue
        looks = question.looks_like.get(best if mark in low else mark, "")
        words = reasons.get(question.id, "") or looks
        said = Said(question, names[mark].option, words, question.id in settled)
        (work if mark in low else strengths).append((mark, said))
    # The best first; what weighs most first among equals.
    strengths.sort(key=lambda one: (-one[0], -one[1].question.weight, one[1].question.number))
    work.sort(key=lambda one: (one[0], -one[1].question.weight, one[1].question.number))
    grade = settled_grade(given, plan)
    actions = tuple(action for action in open_actions([given]) if action.plan == plan)
    return Feedback(
        given,
        plan,
        _named(given, grade.grade) if grade and grade.grade else None,
        tuple(cap.reason for cap in grade.caps if cap.lowers) if grade and not grade.overridden else (),
        tuple(said for _, said in strengths[:MOST]),
        tuple(said for _, said in work[:MOST]),
        max(0, len(strengths) - MOST),
        max(0, len(work) - MOST),
        _comments(given, plan, STRENGTH),
        _comments(given, plan, CHANGE),
        actions[:MOST_ACTIONS],
        max(0, len(actions) - MOST_ACTIONS),
        sum(not row.agreed for row in matrix(given, plan).to_meeting),
        len(given.readers(plan)),
    )


def _named(given: Round, letter: str) -> str:
    band = given.rubric.band(letter)
    return band.name if band else letter


def _comments(given: Round, plan: str, question: str) -> tuple[str, ...]:
    return tuple(one.text for one in given.comments if (one.plan, one.question) == (plan, question))[:MOST_COMMENTS]
