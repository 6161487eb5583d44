"""What a finding is known by must survive an edit elsewhere: decisions and comparisons stand on it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehcp_lint import lint, read_plan
from ehcp_lint.decisions.fingerprints import bare_words
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.plan import Plan
from ehcp_lint.report import Finding

NEEDS = (
    "Ines finds it hard to join in.",
    "Ines has difficulties with proprioception.",
    "See report.",
    "Ines reads single words and needs more time than her classmates to learn a new one.",
)
OUTCOMES = (
    "To improve her literacy.",
    "Ines will be happier in school.",
    "By July 2027 Ines will read a page aloud to her teacher on 4 of 5 days.",
    "Ines will make progress in maths and in writing.",
)
HELP = (
    "Regular access to a quiet space.",
    "A teaching assistant will support Ines with regular reading, as appropriate.",
    "Regular support from the speech and language therapist.",
    "Access to small group work as required.",
    "Staff will give Ines extra time.",
)
LETTERS = {"B": "Special educational needs", "E": "Outcomes", "F": "Special educational provision", "G": "Health provision"}


def written(sections: dict[str, list[str]]) -> Plan:
    lines = []
    for letter, texts in sections.items():
        lines += ["", f"Section {letter}: {LETTERS[letter]}", *texts]
    return read_plan("\n".join(lines).encode(), name="plan.txt")


def start() -> dict[str, list[str]]:
    return {"B": list(NEEDS), "E": list(OUTCOMES), "F": list(HELP), "G": ["N/A"]}


def line_of(finding: Finding) -> str:
    return finding.item.text or "" if finding.item else ""


def by_line(plan: Plan) -> dict[tuple[str, str, str, str], list[str]]:
    """The fingerprints of the findings in items, by check, section, line and marked words."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for f in lint(plan).findings:
        if f.item:
            found.setdefault((f.check, f.section or "", line_of(f), f.quote or ""), []).append(f.fingerprint)
    return found


def unmoved(before: Plan, after: Plan) -> None:
    """Every finding that both versions have, in the same words of the same line, is known by the same fingerprint."""
    one, other = by_line(before), by_line(after)
    assert {key: other[key] for key in one.keys() & other.keys()} == {key: one[key] for key in one.keys() & other.keys()}
    assert len(one.keys() & other.keys()) >= 4


def insert(sections: dict[str, list[str]], dice: random.Random) -> None:
    for texts in sections.values():
        texts.insert(
            dice.randrange(len(texts) + 1), dice.choice(["Regular support as required.", "Ines draws.", "See report."])
        )


def delete(sections: dict[str, list[str]], dice: random.Random) -> None:
    for texts in sections.values():
        if len(texts) > 1:
            texts.pop(dice.randrange(len(texts)))


def reorder(sections: dict[str, list[str]], dice: random.Random) -> None:
    for texts in sections.values():
        dice.shuffle(texts)


def move_a_section(sections: dict[str, list[str]], dice: random.Random) -> None:
    letter = dice.choice(list(sections))
    sections[letter] = sections.pop(letter)


EDITS: dict[str, Callable[[dict[str, list[str]], random.Random], None]] = {
    "a line is added": insert,
    "a line is taken out": delete,
    "the lines stand in another order": reorder,
    "a section stands elsewhere": move_a_section,
}


@pytest.mark.parametrize("edit", EDITS)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_point_stays_known_when(edit: str, seed: int) -> None:
    sections = start()
    EDITS[edit](sections, random.Random(seed))
    unmoved(written(start()), written(sections))


FORMS: dict[str, Callable[[int, str], str]] = {
    "numbered": lambda n, s: f"{n + 1}. {s}",
    "bulleted": lambda n, s: f"• {s}",
    "spaced out": lambda n, s: f"  {s.replace(' ', '  ')} ",
    "in capitals": lambda n, s: s.upper(),
    "without full stops": lambda n, s: s.rstrip("."),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_a_line_does_not_change_what_its_points_are_known_by(form: str) -> None:
    def known(plan: Plan) -> Counter[tuple[str, str]]:
        return Counter((f.check, f.fingerprint) for f in lint(plan).findings if f.item)

    plain = known(written(start()))
    formed = known(written({k: [FORMS[form](n, s) for n, s in enumerate(v)] for k, v in start().items()}))
    checks = {check for check, _ in plain} & {check for check, _ in formed}
    told = [Counter({k: v for k, v in found.items() if k[0] in checks}) for found in (plain, formed)]
    same = sum((told[0] & told[1]).values())
    assert same >= 12
    if form != "in capitals":  # capitals may hide a name or an acronym from a check
        assert told[0] == told[1]


def test_mending_the_first_of_three_regulars_leaves_the_others_known() -> None:
    before = lint(written(start()))
    sections = start()
    sections["F"][0] = "A quiet space in the library for 20 minutes after lunch each day."
    after = {f.fingerprint for f in lint(written(sections)).findings}
    for line in HELP[1:]:
        known = [f.fingerprint for f in before.findings if line_of(f) == line]
        assert known
        assert set(known) <= after
    gone = [f.fingerprint for f in before.findings if line_of(f) == HELP[0]]
    assert not set(gone) & after


def test_mending_one_point_of_a_line_lets_its_other_points_be_looked_at_again() -> None:
    before = lint(read_notation("F1: Regular support as required."))
    after = lint(read_notation("F1: Weekly support as required."))
    assert not {f.fingerprint for f in before.findings if f.item} & {f.fingerprint for f in after.findings if f.item}


def test_only_true_twins_are_counted() -> None:
    report = lint(read_notation("F1: Access to a laptop as required.\nF2: Access to a laptop as required."))
    twins = [f for f in report.findings if f.item]
    assert len({f.fingerprint for f in twins}) == len(twins)
    one = {f.fingerprint for f in lint(read_notation("F1: Access to a laptop as required.")).findings if f.item}
    assert one < {f.fingerprint for f in twins}


def test_a_missing_thing_is_known_wherever_it_should_stand() -> None:
    one, other = (
        {f.check: f.fingerprint for f in lint(read_notation(f"...\nno H2\nno Review date{more}")).findings if not f.quote}
        for more in ("", "\nE1: Ines will read.\nF1: A teaching assistant reads with Ines.\nH1: Regular short breaks.")
    )
    assert {"S101", "S202"} <= one.keys()
    assert all(other[check] == one[check] for check in ("S101", "S202"))


def test_two_missing_sections_are_two_points() -> None:
    found = [f for f in lint(read_notation("...\nno H2\nno G")).findings if f.check == "S101"]
    assert len({f.fingerprint for f in found}) == 2
    alone = [f for f in lint(read_notation("...\nno H2")).findings if f.check == "S101"]
    assert alone[0].fingerprint in {f.fingerprint for f in found}


def test_another_count_in_a_message_is_the_same_point() -> None:
    one, other = (
        {f.fingerprint for f in lint(read_notation(f"...\n~ comments {n}")).findings if f.check == "X102"} for n in (1, 7)
    )
    assert one == other != set()


def test_a_word_explained_once_is_the_same_point_wherever_it_is_first_used() -> None:
    one = lint(read_notation("...\nB: Ines has difficulties with proprioception."))
    other = lint(
        read_notation("...\nA: Ines likes art. Her proprioception is weak.\nB: Ines has difficulties with proprioception.")
    )
    known = [{f.fingerprint for f in r.findings if f.check == "P203" and f.quote == "proprioception"} for r in (one, other)]
    assert known[0] == known[1] != set()


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("3. Regular support.", "regular support"),
        ("a) Regular  Support", "regular support"),
        ("(ii) regular support", "regular support"),
        ("2.1. Regular support", "regular support"),
        ("F1: Regular support", "regular support"),
        ("• – Regular support", "regular support"),
        ("1.5 hours of support", "1 5 hours of support"),
        ("2 adults", "2 adults"),
        ("Ines’s desk", "ines's desk"),
    ],
)
def test_a_typed_list_number_is_no_word_of_the_line(typed: str, bare: str) -> None:
    assert bare_words(typed) == bare


PLANS = sorted((Path(__file__).parent / "plans").glob("*.docx"))


@pytest.mark.parametrize("path", PLANS[::4], ids=lambda path: path.stem)
def test_no_two_points_of_a_whole_plan_share_a_fingerprint(path: Path) -> None:
    found = [f.fingerprint for f in lint(read_plan(path)).findings]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"[0-9a-f]{16}", fingerprint) for fingerprint in found)
