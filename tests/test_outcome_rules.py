"""Each rule of S and M on a sentence of its own: the rule, its level and the words that it shows (docs/guideline.md 1)."""

from __future__ import annotations

import pytest

from ehcp_lint.smart import Grade, Level, OutcomeKind, grade_outcome

MET, PARTLY, NOT_MET = Level.MET, Level.PARTLY, Level.NOT_MET

SPECIFIC = [
    ("Kit will read a story.", "action", PARTLY, "read", True),
    ("Kit will read a story. The family has a dog in town and a cat at school.", "action", PARTLY, "read", True),
    ("Kit will read a story in class.", "action-in-context", MET, "read", True),
    ("Kit will read a story to his teacher.", "action-in-context", MET, "read", True),
    ("Kit will follow instructions independently.", "action-in-context", MET, "follow", True),
    ("Kit will feel confident to read a story aloud.", "weakened", PARTLY, "read", True),
    ("Kit will develop the ability to follow instructions.", "weak-habit", NOT_MET, "follow", False),
    ("Kit will make choices.", "nameable", PARTLY, "make", True),
    ("Kit will swim.", "bare-action", PARTLY, "swim", True),
    ("Kit will engage in learning independently in class.", "setting-only", PARTLY, "engage", True),
    ("Kit will engage in learning.", "broad-object", NOT_MET, "engage", False),
    ("Kit will listen and respond.", "broad-object", NOT_MET, "listen", False),
    ("Kit will improve his reading.", "change", NOT_MET, "improve", False),
    ("Kit will improve his reading age by 12 months.", "change-to-target", PARTLY, "improve", True),
    ("Kit will develop his confidence by reading a story to his class.", "means", PARTLY, "reading", True),
    ("Kit will be calm.", "state", NOT_MET, "be", False),
    ("Kit will be calm when the fire alarm rings.", "state-in-context", MET, "be", True),
    ("Kit will be calm in class on 4 out of 5 days.", "state-bounded", PARTLY, "be", True),
    ("Kit will enjoy school.", "inner", NOT_MET, "enjoy", False),
    ("Kit will understand the bus timetable.", "inner-bounded", PARTLY, "understand", False),
    ("Kit will understand the rules of three games.", "inner-target", PARTLY, "understand", True),
    ("Kit will know his address.", "known-fact", PARTLY, "know", True),
]
MEASURABLE = [
    ("Kit will read aloud for ten minutes each day.", "threshold", MET, ["for ten minutes", "each day"], True),
    ("Kit will pass his GCSE in English.", "level", PARTLY, ["GCSE"], True),
    ("Kit will write his name so that a stranger can read it.", "criterion", PARTLY, ["so that a stranger can"], True),
    ("Kit will make a sandwich.", "shown-once", PARTLY, ["make"], True),
    ("Kit will know his address.", "shown-once", PARTLY, ["know"], True),
    ("Kit will follow instructions independently.", "independence", PARTLY, ["independently"], False),
    ("Kit will be more settled in school.", "comparative", NOT_MET, ["more"], False),
    ("Kit will follow instructions.", "none", NOT_MET, [], False),
    ("Kit will use Makaton.", "none", NOT_MET, [], False),
]


def shown(text: str, grade: Grade) -> tuple[tuple[str, ...], Level, list[str]]:
    return grade.by, grade.level, [text[span.start : span.end] for span in grade.evidence]


@pytest.mark.parametrize(("text", "rule", "level", "verb", "identifiable"), SPECIFIC)
def test_each_rule_of_s_has_its_level_and_shows_its_verb(
    text: str, rule: str, level: Level, verb: str, identifiable: bool
) -> None:
    judged = grade_outcome(text, name="Kit", rules_only=True)
    assert shown(text, judged.specific) == ((f"S.{rule}",), level, [verb])
    assert judged.identifiable is identifiable


@pytest.mark.parametrize(("text", "rule", "level", "words", "decidable"), MEASURABLE)
def test_each_rule_of_m_has_its_level_and_shows_its_words(
    text: str, rule: str, level: Level, words: list[str], decidable: bool
) -> None:
    judged = grade_outcome(text, name="Kit", rules_only=True)
    assert shown(text, judged.measurable) == ((f"M.{rule}",), level, words)
    assert judged.decidable is decidable


def test_every_reason_is_a_sentence() -> None:
    for text, *_ in (*SPECIFIC, *MEASURABLE):
        judged = grade_outcome(text, name="Kit", rules_only=True)
        for reason in (judged.kind_because, judged.specific.because, judged.measurable.because, judged.timely.because):
            assert reason[:1].isupper()
            assert reason.endswith(".")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kit will have increased opportunities to meet other families.", OutcomeKind.PROVISION),
        ("Kit will have a calm, structured environment.", OutcomeKind.PROVISION),
        ("Kit will have a soft start with a teaching assistant.", OutcomeKind.PROVISION),
        ("Kit will take part in messy play twice a week with a teaching assistant.", OutcomeKind.PROVISION),
        ("Kit will take part in attention autism sessions.", OutcomeKind.PROVISION),
        ("Kit will use his standing frame for 30 minutes each day.", OutcomeKind.PROVISION),
        ("Kit will be on a part-time timetable.", OutcomeKind.PROVISION),
        ("Kit will continue to engage with CAMHS.", OutcomeKind.PROVISION),
        ("Visits to the farm each week to learn about animals.", OutcomeKind.PROVISION),
        ("Kit will use his social story.", OutcomeKind.PROVISION),
        ("Kit's voice will be heard.", OutcomeKind.FOR_OTHERS),
        ("That Kit will have his teeth checked.", OutcomeKind.PROVISION),
        ("For Kit to have a full-time personal assistant.", OutcomeKind.PROVISION),
        ("Kit will have his talker with him in every lesson.", OutcomeKind.PROVISION),
        ("Kit will practise his spellings daily with an app.", OutcomeKind.PROVISION),
        ("Kit will work with the hearing impairment teacher to learn to sign.", OutcomeKind.PROVISION),
        ("The psychologist's advice shall have been shared with each teacher.", OutcomeKind.ADMIN),
        ("The plan will be ceased in July 2027.", OutcomeKind.ADMIN),
        ("By next year's review Kit will have two friends to sit with.", OutcomeKind.OUTCOME),
        ("Kit's turns in talk will be on topic, checked by a therapist.", OutcomeKind.OUTCOME),
        ("Kit will have friends with whom he feels safe.", OutcomeKind.OUTCOME),
        ("Kit will use a social story to get ready for the dentist on his own.", OutcomeKind.OUTCOME),
        ("Kit will have increased his reading speed by ten words a minute.", OutcomeKind.OUTCOME),
        ("Kit will play beside two children three times a week with an adult watching.", OutcomeKind.OUTCOME),
        ("Kit will stand in his frame and hand out five books.", OutcomeKind.OUTCOME),
        ("Kit will engage with new people by telling them his name.", OutcomeKind.OUTCOME),
        ("Kit will be heard to say five words.", OutcomeKind.OUTCOME),
    ],
)
def test_help_that_is_put_as_if_the_child_did_it_is_told_from_what_the_child_will_do(text: str, kind: OutcomeKind) -> None:
    assert grade_outcome(text, name="Kit", rules_only=True).kind is kind
