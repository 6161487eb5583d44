"""Rules and model together: the rules judge, the model says where they are probably wrong, and between two a person decides.

The rules stand where they read a plain statement. Where they found none, or fell back on "outcome" for want of anything
else, the model's answer is taken if it is sure. Where both are clear and differ, a grade is "cannot tell"; the yes-or-no
answers then follow the more probable side. What a grade shows as evidence is always what the rules found."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ehcp_lint.grammar.clauses import Doer, Mood
from ehcp_lint.grammar.outcome_measures import THRESHOLDS
from ehcp_lint.grammar.verb_phrase import Act
from ehcp_lint.outcomes.features import Kinds
from ehcp_lint.outcomes.gate import BECAUSE
from ehcp_lint.outcomes.judgement import Grade, Level, OutcomeJudgement, OutcomeKind
from ehcp_lint.outcomes.model import Opinion

OURS = (OutcomeKind.OUTCOME, OutcomeKind.STEP)
LEVELS = (Level.NOT_MET, Level.PARTLY, Level.MET)
FEW = 4
"""A noun or two without a verb is left ungraded, whatever the model says."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How probable the model's answer must be to count."""

    alone: float = 0.6
    """To stand where the rules have none."""
    against: float = 0.6
    """To stand against what the rules fell back on."""
    answer: float = 0.7
    """To turn a yes or no that the rules fell back on."""
    plain: float = 0.99
    """To cast doubt on a plain statement that the rules read."""
    kind: float = 0.8
    """That it is no outcome: a third of the corpus is none, but far less of section E."""
    take: float = 0.6
    """To be taken for S or M, one step from the rules' grade, where they fell back on something."""
    take_plain: float = 0.9
    """The same about a plain statement."""
    turn: float = 0.98
    """To turn a yes or no about a plain statement or a marked end point."""


LIMITS = Limits()

_BECAUSE = {
    "S": (
        "Compared with outcomes that people graded, it says nothing anyone could see.",
        "Compared with outcomes that people graded, it can be recognised but has no bounds.",
        "Compared with outcomes that people graded, it can be seen and has bounds.",
    ),
    "M": (
        "Compared with outcomes that people graded, no measure is found.",
        "Compared with outcomes that people graded, met or not met can be seen.",
        "Compared with outcomes that people graded, it has a measure.",
    ),
    "T": (
        "Compared with outcomes that people graded, no end is found.",
        "Compared with outcomes that people graded, its end moves or has no date.",
        "Compared with outcomes that people graded, it has an end point.",
    ),
}
_DIFFER = "The rules and the fitted model differ; a person should decide."


def plainly_put(kinds: Kinds) -> bool:
    """Whether one sentence says what will be done: "he will ...", "to ...", a listed verb, or a service named."""
    first = next((clause for clause, kind in kinds if kind), None)
    if first is None:
        return False
    if first.mood is Mood.WILL:
        return first.doer in (Doer.CHILD, Doer.TRAIT) or len(kinds) == 1
    return len(kinds) == 1 and first.mood in (Mood.LIST, Mood.IS) and first.phrase.act is not Act.NONE


def combine(rules: OutcomeJudgement, kinds: Kinds, model: Opinion, words: int, limits: Limits = LIMITS) -> OutcomeJudgement:
    """The rules' judgement with the model's opinion taken into account."""
    plain = plainly_put(kinds) or rules.specific.by == ("gate.baseline",)
    sure = limits.plain if plain else limits.against
    outcome = model.yes["outcome"]
    if rules.kind is None:
        return rules if words < FEW else _unread(rules, model, limits)
    if rules.kind in OURS and outcome < 1 - max(sure, limits.kind):
        return _no_outcome(rules, model, 1 - outcome, limits)
    if rules.kind not in OURS and outcome > sure:
        return _is_outcome(rules, model, outcome, limits)
    if rules.kind in OURS:
        rules = _letters(rules, model, sure, "SM", limits)
    return _letters(rules, model, sure if len(kinds) == 1 else limits.against, "T", limits)


def _unread(rules: OutcomeJudgement, model: Opinion, limits: Limits) -> OutcomeJudgement:
    """A text in which the rules found no statement."""
    outcome = model.yes["outcome"]
    if outcome >= limits.alone:
        return _is_outcome(rules, model, outcome, limits)
    if outcome <= 1 - limits.alone:
        return _no_outcome(rules, model, 1 - outcome, limits)
    return _letters(rules, model, limits.alone, "T", limits)


def _no_outcome(rules: OutcomeJudgement, model: Opinion, sure: float, limits: Limits) -> OutcomeJudgement:
    """What the model takes for something else."""
    kind = model.other
    none = Grade(Level.NOT_MET, BECAUSE[kind], (f"model.{kind.value}",), confidence=sure)
    wish = kind is OutcomeKind.ASPIRATION
    return _letters(
        replace(
            rules,
            kind=kind,
            kind_because=BECAUSE[kind],
            kind_confidence=sure,
            specific=none,
            measurable=none,
            identifiable=bool(wish and model.yes["specific"] > 0.5),
            decidable=bool(wish and model.yes["measurable"] > 0.5),
        ),
        model,
        limits.against,
        "T",
        limits,
    )


def _is_outcome(rules: OutcomeJudgement, model: Opinion, sure: float, limits: Limits) -> OutcomeJudgement:
    """What the model takes for an outcome and the rules for nothing or something else."""
    blank = Grade(Level.CANNOT_TELL, "It may be an outcome, but its statement was not read.", ("model.outcome",))
    kind = OutcomeKind.OUTCOME
    return _letters(
        replace(
            rules, kind=kind, kind_because=BECAUSE[kind], kind_confidence=sure, specific=blank, measurable=blank,
            identifiable=model.yes["specific"] > 0.5, decidable=model.yes["measurable"] > 0.5,
        ),
        model,
        limits.against,
        "SMT",
        limits,
    )  # fmt: skip


_FIELDS = {"S": "specific", "M": "measurable", "T": "timely"}


def _letters(rules: OutcomeJudgement, model: Opinion, sure: float, letters: str, limits: Limits) -> OutcomeJudgement:
    """The grades, and the yes-or-no answers, each weighed against the model's."""
    changed: dict[str, Grade | bool | None] = {}
    for letter in letters:
        grade: Grade = getattr(rules, _FIELDS[letter])
        marked = {"S": False, "M": any(f.kind in THRESHOLDS for f in rules.measures), "T": bool(rules.times)}[letter]
        limit = limits.turn if marked and sure > limits.against else sure
        better = _weighed(letter, grade, model.levels(letter), limit, limits)
        if better is not grade:
            changed[_FIELDS[letter]] = better
    for letter, answer, question in (
        ("S", "identifiable", "specific"),
        ("M", "decidable", "measurable"),
        ("T", "ends", "time_bound"),
    ):
        ours = bool(rules.times) if letter == "T" else getattr(rules, answer)
        marked = letter == "T" and ours
        limit = limits.turn if marked or sure > limits.against else limits.answer
        if letter in letters and ours is not None:
            against = 1 - model.yes[question] if ours else model.yes[question]
            ours = ours != (against > limit)
        if letter in letters:
            changed[answer] = ours
    return replace(rules, **changed)  # type: ignore[arg-type]


def _weighed(letter: str, grade: Grade, levels: tuple[float, float, float], sure: float, limits: Limits) -> Grade:
    """One grade: the rules', the model's where there is none, or neither where both are clear and differ."""
    best = max(range(3), key=levels.__getitem__)
    if grade.level is Level.CANNOT_TELL:
        if levels[best] < limits.alone:
            return grade
        return Grade(LEVELS[best], _BECAUSE[letter][best], (f"model.{letter}",), grade.evidence, levels[best])
    ours = LEVELS.index(grade.level)
    take = limits.take_plain if sure > limits.against else limits.take
    taken = letter != "T" and levels[best] >= take and abs(best - ours) == 1
    near = sure > limits.against and abs(best - ours) == 1 and levels[ours] > 1 - limits.turn
    if best == ours or (near and not taken):
        return replace(grade, confidence=levels[ours])
    if taken:
        return Grade(LEVELS[best], _BECAUSE[letter][best], (*grade.by, f"model.{letter}"), grade.evidence, levels[best])
    if 1 - levels[ours] > sure:
        return Grade(Level.CANNOT_TELL, _DIFFER, (*grade.by, f"model.{letter}"), grade.evidence, levels[ours])
    return replace(grade, confidence=levels[ours])
