"""Rules and model together: the rules judge, the model says where they are probably wrong, and between two a person decides.

The rules stand where they read a plain statement. Where they found none, or fell back on "outcome" for want of anything
else, the model's answer is taken if it is sure. Where both are clear and differ, a grade is "cannot tell"; the yes-or-no
answers then follow the more probable side. What a grade shows as evidence is always what the rules found."""

from __future__ import annotations

from dataclasses import replace

from ehcp_lint.grammar.clauses import Doer, Mood
from ehcp_lint.grammar.outcome_measures import THRESHOLDS
from ehcp_lint.grammar.verb_phrase import Act
from ehcp_lint.outcomes.features import Kinds
from ehcp_lint.outcomes.gate import BECAUSE
from ehcp_lint.outcomes.judgement import Grade, Level, OutcomeJudgement, OutcomeKind
from ehcp_lint.outcomes.model import Opinion

OURS = (OutcomeKind.OUTCOME, OutcomeKind.STEP)
LEVELS = (Level.NOT_MET, Level.PARTLY, Level.MET)
SURE = 0.6
"""How probable the model's answer must be to stand where the rules have none."""
SURE_AGAINST = 0.6
"""How probable it must be to stand against what the rules fell back on."""
SURE_TO_ANSWER = 0.7
"""How probable it must be to turn a yes or no that the rules fell back on."""
SURE_AGAINST_PLAIN = 0.98
"""How probable it must be to cast doubt on a plain statement that the rules read."""
SURE_OF_KIND = 0.8
"""How probable it must be that it is no outcome: a third of the corpus is none, but far less of section E."""
FEW = 4
"""A noun or two without a verb is left ungraded, whatever the model says."""
SURE_TO_TURN = 0.98
"""How probable it must be to turn a yes or no about a plain statement or a marked end point."""

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


def combine(rules: OutcomeJudgement, kinds: Kinds, model: Opinion, words: int) -> OutcomeJudgement:
    """The rules' judgement with the model's opinion taken into account."""
    plain = plainly_put(kinds) or rules.specific.by == ("gate.baseline",)
    sure = SURE_AGAINST_PLAIN if plain else SURE_AGAINST
    outcome = model.yes["outcome"]
    if rules.kind is None:
        return rules if words < FEW else _unread(rules, model)
    if rules.kind in OURS and outcome < 1 - max(sure, SURE_OF_KIND):
        return _no_outcome(rules, model, 1 - outcome)
    if rules.kind not in OURS and outcome > sure:
        return _is_outcome(rules, model, outcome)
    if rules.kind in OURS:
        rules = _letters(rules, model, sure, "SM")
    return _letters(rules, model, sure if len(kinds) == 1 else SURE_AGAINST, "T")


def _unread(rules: OutcomeJudgement, model: Opinion) -> OutcomeJudgement:
    """A text in which the rules found no statement."""
    outcome = model.yes["outcome"]
    if outcome >= SURE:
        return _is_outcome(rules, model, outcome)
    if outcome <= 1 - SURE:
        return _no_outcome(rules, model, 1 - outcome)
    return _letters(rules, model, SURE, "T")


def _no_outcome(rules: OutcomeJudgement, model: Opinion, sure: float) -> OutcomeJudgement:
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
        SURE_AGAINST,
        "T",
    )


def _is_outcome(rules: OutcomeJudgement, model: Opinion, sure: float) -> OutcomeJudgement:
    """What the model takes for an outcome and the rules for nothing or something else."""
    blank = Grade(Level.CANNOT_TELL, "It may be an outcome, but its statement was not read.", ("model.outcome",))
    kind = OutcomeKind.OUTCOME
    return _letters(
        replace(
            rules, kind=kind, kind_because=BECAUSE[kind], kind_confidence=sure, specific=blank, measurable=blank,
            identifiable=model.yes["specific"] > 0.5, decidable=model.yes["measurable"] > 0.5,
        ),
        model,
        SURE_AGAINST,
        "SMT",
    )  # fmt: skip


_FIELDS = {"S": "specific", "M": "measurable", "T": "timely"}


def _letters(rules: OutcomeJudgement, model: Opinion, sure: float, letters: str) -> OutcomeJudgement:
    """The grades, and the yes-or-no answers, each weighed against the model's."""
    changed: dict[str, Grade | bool | None] = {}
    for letter in letters:
        grade: Grade = getattr(rules, _FIELDS[letter])
        marked = {"S": False, "M": any(f.kind in THRESHOLDS for f in rules.measures), "T": bool(rules.times)}[letter]
        limit = SURE_TO_TURN if marked and sure > SURE_AGAINST else sure
        better = _weighed(letter, grade, model.levels(letter), limit)
        if better is not grade:
            changed[_FIELDS[letter]] = better
    for letter, answer, question in (
        ("S", "identifiable", "specific"),
        ("M", "decidable", "measurable"),
        ("T", "ends", "time_bound"),
    ):
        ours = bool(rules.times) if letter == "T" else getattr(rules, answer)
        marked = letter == "T" and ours
        limit = SURE_TO_TURN if marked or sure > SURE_AGAINST else SURE_TO_ANSWER
        if letter in letters and ours is not None:
            against = 1 - model.yes[question] if ours else model.yes[question]
            ours = ours != (against > limit)
        if letter in letters:
            changed[answer] = ours
    return replace(rules, **changed)  # type: ignore[arg-type]


def _weighed(letter: str, grade: Grade, levels: tuple[float, float, float], sure: float) -> Grade:
    """One grade: the rules', the model's where there is none, or neither where both are clear and differ."""
    best = max(range(3), key=levels.__getitem__)
    if grade.level is Level.CANNOT_TELL:
        if levels[best] < SURE:
            return grade
        return Grade(LEVELS[best], _BECAUSE[letter][best], (f"model.{letter}",), grade.evidence, levels[best])
    ours = LEVELS.index(grade.level)
    near = sure > SURE_AGAINST and abs(best - ours) == 1 and levels[ours] > 1 - SURE_TO_TURN
    if best == ours or near:
        return replace(grade, confidence=levels[ours])
    if 1 - levels[ours] > sure:
        return Grade(Level.CANNOT_TELL, _DIFFER, (*grade.by, f"model.{letter}"), grade.evidence, levels[ours])
    return replace(grade, confidence=levels[ours])
