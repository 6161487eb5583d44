"""Rules and model together: when the model's answer stands, when the rules' does, and when neither (docs/guideline.md 1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehcp_lint.outcomes.combine import FEW, LIMITS, combine
from ehcp_lint.outcomes.gate import BECAUSE
from ehcp_lint.outcomes.judgement import Level, OutcomeJudgement, OutcomeKind
from ehcp_lint.outcomes.model import OTHERS, QUESTIONS, Opinion
from ehcp_lint.smart import by_rules_known

NOTHING = "Maths and English, and the bus to town."  # no statement that the rules can read
PLAIN = "By July 2027 Kit will pack his bag at home time on 4 out of 5 days."


def opinion(outcome: float, other: OutcomeKind = OutcomeKind.PROVISION, rest: float = 0.5) -> Opinion:
    """A model's opinion: how probably it is an outcome, what else it would be, and one probability for all other questions."""
    yes = dict.fromkeys(QUESTIONS, rest) | {"outcome": outcome}
    return Opinion(yes, {kind: 0.9 if kind is other else 0.02 for kind in OTHERS})


def judged(text: str, model: Opinion, words: int = 10) -> OutcomeJudgement:
    known = by_rules_known({"text": text, "name": "Kit"})
    assert known is not None
    return combine(known.judgement, known.kinds, model, words)


def test_where_the_rules_read_nothing_a_sure_model_says_what_it_is() -> None:
    yes = judged(NOTHING, opinion(LIMITS.alone))
    assert (yes.kind, yes.kind_because) == (OutcomeKind.OUTCOME, BECAUSE[OutcomeKind.OUTCOME])
    for other in OTHERS:
        no = judged(NOTHING, opinion(1 - LIMITS.alone, other))
        assert (no.kind, no.kind_because, no.specific.level) == (other, BECAUSE[other], Level.NOT_MET)


@pytest.mark.parametrize("outcome", [0.41, 0.5, 0.59])
def test_where_neither_is_sure_it_cannot_be_told(outcome: float) -> None:
    found = judged(NOTHING, opinion(outcome))
    assert found.kind is None
    assert {found.specific.level, found.measurable.level} == {Level.CANNOT_TELL}


def test_a_few_words_without_a_statement_are_left_alone_whatever_the_model_says() -> None:
    assert judged(NOTHING, opinion(0.999), words=FEW - 1).kind is None
    assert judged(NOTHING, opinion(0.999), words=FEW).kind is OutcomeKind.OUTCOME


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_plain_statement_with_a_measure_and_a_date_keeps_its_answers_unless_the_model_is_all_but_certain(
    outcome: float, rest: float
) -> None:
    found = judged(PLAIN, opinion(outcome, rest=rest))
    if outcome >= 1 - LIMITS.plain:
        assert found.kind is OutcomeKind.OUTCOME
        if rest >= 1 - LIMITS.turn:
            assert (found.identifiable, found.decidable, found.ends) == (True, True, True)


def test_only_a_wish_may_be_specific_or_measurable_without_being_an_outcome() -> None:
    for other in OTHERS:
        found = judged(NOTHING, opinion(0.1, other, rest=0.95))
        assert (found.identifiable, found.decidable) == ((True, True) if other is OutcomeKind.ASPIRATION else (False, False))


def test_a_text_that_cannot_be_judged_is_not_learnt_from() -> None:
    assert by_rules_known({"text": "... 12 / 5"}) is None
    assert by_rules_known({}) is None


@pytest.mark.parametrize(
    ("outcome", "kind"), [(0.5, OutcomeKind.PROVISION), (0.98, OutcomeKind.PROVISION), (0.995, OutcomeKind.OUTCOME)]
)
def test_a_plain_line_of_provision_stays_one_unless_the_model_is_all_but_certain(outcome: float, kind: OutcomeKind) -> None:
    assert judged("Kit will be supported to swim.", opinion(outcome)).kind is kind
