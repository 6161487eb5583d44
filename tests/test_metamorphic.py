"""What may not matter does not: names, pronouns, letter case, white space, bullets, quotes, order (judging provision, voice and
what health and social care sections hold; for outcomes see test_smart)."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_smart import NAMES

from ehcp_lint import lint, read_plan
from ehcp_lint.provision import score_provision
from ehcp_lint.smart import score_outcome
from ehcp_lint.voice import score_voice
from ehcp_lint.wording import score_health_social

LINES = Path(__file__).parent / "lines"


def texts(name: str, every: int) -> list[str]:
    lines = [x for x in (LINES / f"{name}.csv").read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    return [row["text"] for row in csv.DictReader(lines)][::every]


def same(given: str, changed: str, score: Callable[[dict[str, Any]], dict[str, Any]], **more: Any) -> bool:
    def answers(text: str) -> dict[str, Any]:
        scored = score({"text": text, **more})
        vague = [re.sub(r"\W+", " ", term.lower()).strip() for term in scored.get("vague_terms") or []]
        return {k: v for k, v in scored.items() if isinstance(v, (int, str, type(None)))} | {"vague_terms": vague}

    return answers(given) == answers(changed)


FORMS: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "a bullet": lambda s: f"• {s}",
    "a dash": lambda s: f"- {s}",
    "a number": lambda s: f"3. {s}",
    "double spaces": lambda s: s.replace(" ", "  "),
    "non-breaking spaces": lambda s: s.replace(" ", "\u00a0"),
    "a zero-width space": lambda s: f"\u200b{s}",
    "outer spaces": lambda s: f"  {s} \n",
    "no full stop": lambda s: s.rstrip("."),
    "curly apostrophes": lambda s: s.replace("'", "’"),
    "long dashes": lambda s: s.replace(" - ", " – "),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_provision_changes_nothing(form: str) -> None:
    assert [t for t in texts("provision", 3) if not same(t, FORMS[form](t), score_provision)] == []


@pytest.mark.parametrize("form", [f for f in FORMS if f not in ("capitals", "small letters")])
def test_the_form_of_section_a_changes_nothing(form: str) -> None:
    assert [t for t in texts("voice", 2) if not same(t, FORMS[form](t), score_voice)] == []


@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_a_health_or_social_care_section_changes_nothing(form: str) -> None:
    assert [t for t in texts("content", 2) if not same(t, FORMS[form](t), score_health_social, section="C")] == []


PROVISION = (
    "A teaching assistant will read with {n} for 20 minutes each day.",
    "{n} will have access to a quiet space as required.",
    "{n}'s key worker, Mrs Ode, meets {n} every Friday.",
    "Speech and language therapy for {n}: six sessions a term, in a pair.",
)
VOICE = (
    "{n} told us that the hall is too loud and that {n} hopes to be a chef.",
    "{n} was seen at nursery on two mornings. {n} smiles when the bells ring.",
    '"I hate the bus," said {n}.',
)
NIL = (
    "{n} is not known to social care.",
    "{n} has asthma and uses an inhaler twice a day.",
    "No health needs were identified for {n}.",
)


@pytest.mark.parametrize("frame", PROVISION)
def test_a_name_changes_nothing_in_provision(frame: str) -> None:
    assert [n for n in NAMES if not same(frame.format(n="Kit"), frame.format(n=n), score_provision)] == []


@pytest.mark.parametrize("frame", VOICE)
def test_a_name_changes_nothing_in_section_a(frame: str) -> None:
    expected = score_voice({"text": frame.format(n="Kit"), "name": "Kit"})
    assert [n for n in NAMES if score_voice({"text": frame.format(n=n), "name": n}) != expected] == []


@pytest.mark.parametrize("frame", NIL)
def test_a_name_changes_nothing_in_health_and_social_care(frame: str) -> None:
    assert [n for n in NAMES if not same(frame.format(n="Kit"), frame.format(n=n), score_health_social, section="D")] == []


def test_there_are_two_hundred_names_and_some_are_words() -> None:
    assert len(NAMES) >= 200
    assert {"May", "Will", "Grace", "Art", "Mark", "Summer", "April"} <= set(NAMES)


PRONOUNS = {"she": ("she", "her", "her"), "they": ("they", "them", "their")}


@pytest.mark.parametrize("who", PRONOUNS)
def test_a_pronoun_changes_nothing(who: str) -> None:
    subject, other, own = PRONOUNS[who]
    for text, score in [*((t, score_provision) for t in texts("provision", 3)), *((t, score_voice) for t in VOICE_OF_HIM)]:
        turned = re.sub(r"\bhe\b", subject, re.sub(r"\bhim\b", other, re.sub(r"\bhis\b", own, text)))
        turned = re.sub(r"\bHe\b", subject.title(), re.sub(r"\bHis\b", own.title(), turned))
        assert same(text, turned, score), text


VOICE_OF_HIM = (
    "He told us that he likes trains. He would like to be a driver.",
    "He was watched over two mornings. He turned to his mother when the bell rang.",
    "His views were gathered with picture cards. He chose the pool.",
)


@pytest.mark.parametrize(
    ("plain", "decoy"),
    [
        ("Kit will read words to his teacher.", "Kit will read Stage 2 words to his teacher."),
        ("Kit will travel to college on the bus.", "Kit will travel to college on the number 47 bus."),
        ("Kit will choose with symbols at his desk.", "Kit will choose with two symbols at his desk."),
        ("Kit will eat lunch in the hall.", "Kit, in Year 4 since September 2024, will eat lunch in the hall."),
    ],
)
def test_a_number_that_names_a_thing_is_no_measure_and_no_end(plain: str, decoy: str) -> None:
    one, other = (score_outcome({"text": t, "name": "Kit", "plan_date": "2026-11-02"})["grades"] for t in (plain, decoy))
    assert other["M"]["level"] == one["M"]["level"]
    assert other["T"]["level"] == one["T"]["level"] == "not_met"


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("Kit will practise his favourite programme at the centre.", "Kit will practice his favorite program at the center."),
        ("Kit will recognise his own behaviour.", "Kit will recognize his own behavior."),
    ],
)
def test_american_spelling_changes_no_grade(british: str, american: str) -> None:
    one, other = (score_outcome({"text": t, "name": "Kit"}) for t in (british, american))
    assert {k: g["level"] for k, g in one["grades"].items()} == {k: g["level"] for k, g in other["grades"].items()}


def test_the_order_of_items_changes_no_items_answers() -> None:
    outcomes = [
        "By July 2029 Kit will read ten words aloud to a friend on 4 of 5 days.",
        "Kit will improve his social skills.",
        "Kit will be happier in school.",
        "By the end of Year 6, Kit will walk to the hall alone every day.",
    ]
    help_ = ["Support as required.", "A TA reads with Kit for 20 minutes daily.", "Access to a laptop.", "Regular breaks."]
    expected = None
    for seed in range(4):
        random.Random(seed).shuffle(outcomes)
        random.Random(seed + 9).shuffle(help_)
        numbered = ["Section E: Outcomes", *outcomes, "", "Section F: Special educational provision", *help_]
        report = lint(read_plan("\n".join(numbered).encode(), name="plan.txt"))
        answers = {g.item.text: {k: v.level for k, v in g.grades.items()} for g in report.grades} | {
            r.item.text: (r.kind, r.missing) for r in report.provision_grid
        }
        expected = expected or answers
        assert answers == expected
    assert len(expected or ()) == 8
