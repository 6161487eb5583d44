"""What C, D, G, H1 and H2 hold; and the register of agreed wording."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehcp_lint.agreed_wording import Wording, load_register, make_register
from ehcp_lint.errors import BadConfig
from ehcp_lint.grammar.nil import NilKind
from ehcp_lint.plan import Letter
from ehcp_lint.wording import Content, read_content, score_health_social

LINES = Path(__file__).parent / "lines" / "content.csv"
NIL, BLANK, VAGUE, SUBSTANTIVE = Content.NIL, Content.BLANK, Content.VAGUE, Content.SUBSTANTIVE


def test_the_lines_are_read_as_they_were_labelled() -> None:
    lines = [line for line in LINES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    right = sum(score_health_social(row)["content"] == row["content"] for row in rows)
    assert right / len(rows) >= 0.95


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("No health needs have been identified.", NIL, "none identified"),
        ("None.", NIL, "none identified"),
        ("Kofi is not known to this service.", NIL, "not known to service"),
        ("There is no current involvement.", NIL, "not known to service"),
        ("Awaiting report.", BLANK, "awaiting"),
        ("To follow", BLANK, "awaiting"),
        ("N/A", BLANK, "n/a"),
        ("Not applicable.", BLANK, "n/a"),
        ("See attached report.", BLANK, "see report"),
        ("As set out in section B.", BLANK, "see report"),
        ("The family can use the local offer.", VAGUE, "local offer"),
        ("GP to monitor.", VAGUE, "universal only"),
        ("Health needs:", BLANK, "heading only"),
        ("", BLANK, None),
        ("-", BLANK, None),
        (" \n ", BLANK, None),
    ],
)
def test_each_way_of_saying_nothing_has_its_name(text: str, content: Content, kind: str | None) -> None:
    reading = read_content(text, "C")
    assert (reading.content, reading.nil_kind) == (content, NilKind(kind) if kind else None)


def test_nothing_found_is_not_nobody_looked() -> None:
    found = read_content("No social care needs were identified.", "D")
    unknown = read_content("Not known to this service.", "D")
    assert (found.content, unknown.content) == (NIL, NIL)
    assert found.nil_kind is not unknown.nil_kind


@pytest.mark.parametrize(
    "text",
    [
        "No health needs were identified. However, Kofi has eczema on both hands.",
        "There are no health needs other than asthma, for which he uses an inhaler.",
        "Not known to social care, but he cannot be left with his sister because he hits her.",
        "Kofi has no sense of danger and runs into the road.",
        "Kofi has no safe way to leave the house without two adults.",
    ],
)
def test_a_no_does_not_hide_a_need(text: str) -> None:
    assert read_content(text, "D").content is SUBSTANTIVE


@pytest.mark.parametrize(
    ("text", "section", "content"),
    [
        ("Kofi has epilepsy and sleeps for an hour after each seizure.", "C", SUBSTANTIVE),
        ("Kofi may have some health needs.", "C", VAGUE),
        ("Health support as required.", "G", VAGUE),
        ("A nurse will train two members of staff each September to give his rescue medicine.", "G", SUBSTANTIVE),
        ("Four hours a week of a personal assistant, on Saturdays.", "H1", SUBSTANTIVE),
        ("Short breaks could be considered.", "H2", VAGUE),
        ("Kofi needs to develop his social skills.", "D", VAGUE),
        ("His father is ill and Kofi helps to dress him before school every day.", "D", SUBSTANTIVE),
    ],
)
def test_definite_and_vague_are_told_apart(text: str, section: str, content: Content) -> None:
    assert read_content(text, section).content is content


@pytest.mark.parametrize("section", [None, "C", "c", "H", "H 1", "H2", "?"])
def test_any_section_is_read(section: str | None) -> None:
    assert read_content("None identified.", section).content is NIL


def test_the_places_are_marked() -> None:
    text = "Kofi has asthma. See section B."
    reading = read_content(text, "C")
    assert [text[s.start : s.end] for s in reading.definite] == ["asthma"]
    assert [text[s.start : s.end] for s in reading.nil] == ["See section B"]


@pytest.mark.parametrize(
    "text", ["word " * 10_000, "Nid oes gan y plentyn unrhyw anghenion iechyd ac mae yn iach.", "没有健康需求"]
)
def test_what_cannot_be_judged_is_not_judged(text: str) -> None:
    assert read_content(text, "C").content is None
    assert score_health_social({"text": text, "section": "C"}) == {"content": None}


@given(st.text(max_size=300), st.sampled_from([None, "C", "D", "G", "H1", "H2"]))
@settings(max_examples=150, deadline=None)
def test_no_text_is_a_crash_and_every_span_lies_in_it(text: str, section: str | None) -> None:
    reading = read_content(text, section)
    assert all(span.end <= len(text) for spans in (reading.nil, reading.definite, reading.vague) for span in spans)


@pytest.mark.parametrize(
    "text", ["NO HEALTH NEEDS IDENTIFIED", "• no health needs identified", "No  health\nneeds identified."]
)
def test_case_bullets_and_spaces_change_nothing(text: str) -> None:
    assert read_content(text, "C").content is NIL


# --- the register ---------------------------------------------------------------------------------------------------------------

AGREED = {
    "wording": [
        {
            "id": "C-nil",
            "kind": "nil",
            "sections": ["C"],
            "text": "No health needs were found for {name}. {advice_source} looked into this on {advice_date}.",
            "approved_by": "DCO",
            "valid_from": date(2026, 1, 1),
            "valid_to": date(2026, 12, 31),
            "status": "approved",
        },
        {"id": "unknown", "kind": "forbidden", "sections": ["C", "D"], "text": "Not known to this service", "advise": "Look."},
    ]
}


def ids(text: str, letter: Letter = Letter.C) -> list[str]:
    return [match.wording.id for match in make_register(AGREED, "test").find(text, letter)]


def test_an_agreed_sentence_is_found_with_what_stands_in_its_slots() -> None:
    text = "No health needs were found for Kofi Mensah. Dr A. Khan, paediatrician, looked into this on 3 May 2026."
    match = make_register(AGREED, "test").find(text, Letter.C)[0]
    assert (match.wording.id, match.ratio) == ("C-nil", 1.0)
    assert [(name, text[s.start : s.end]) for name, s in match.slots] == [
        ("name", "Kofi Mensah"),
        ("advice_source", "Dr A. Khan, paediatrician"),
        ("advice_date", "3 May 2026"),
    ]


def test_a_few_other_words_still_match_and_the_ratio_says_so() -> None:
    text = "No health needs have been found for Kofi. Dr Khan has looked into this on 3 May 2026."
    match = make_register(AGREED, "test").find(text, Letter.C)[0]
    assert 0.85 <= match.ratio < 1


@pytest.mark.parametrize(
    "text",
    [
        "Health needs were found for Kofi. Dr Khan looked into this on 3 May 2026.",
        "No needs.",
        "No health needs were found for Kofi.",
        "Kofi has asthma.",
    ],
)
def test_the_opposite_or_less_is_not_the_agreed_sentence(text: str) -> None:
    assert ids(text) == []


def test_an_agreed_sentence_counts_only_in_its_own_section() -> None:
    assert ids("Not known to this service.", Letter.G) == []
    assert ids("Not known to this service.", Letter.D) == ["unknown"]


def test_forbidden_words_are_found_inside_a_longer_sentence() -> None:
    text = "Kofi is currently not known to this service."
    match = make_register(AGREED, "test").find(text, Letter.C)[0]
    assert text[match.span.start : match.span.end] == "not known to this service"


def test_an_approval_runs_out() -> None:
    wording = make_register(AGREED, "test").wordings[0]
    assert [wording.in_force(date(y, 6, 1)) for y in (2025, 2026, 2027)] == [False, True, False]
    assert not Wording("x", "nil", (Letter.C,), "y", status="draft").in_force(date(2026, 6, 1))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kidn": "nil"}, "no setting 'kidn'. Did you mean 'kind'"),
        ({"kind": "nill"}, "kind must be one of .* Did you mean 'nil'"),
        ({"status": "aproved"}, "status must be one of"),
        ({"sections": ["Z"]}, "no section 'Z'"),
        ({"text": ""}, "'text' is missing"),
        ({"match": 2}, "match must be a number"),
        ({"valid_from": "2026-01-01"}, "valid_from must be a date"),
    ],
)
def test_a_register_with_a_mistake_is_refused_with_its_place(change: dict[str, object], message: str) -> None:
    entry = {"id": "a", "kind": "nil", "sections": ["C"], "text": "No needs."}
    with pytest.raises(BadConfig, match=f"council.toml, wording 1: .*{message}|{message}"):
        make_register({"wording": [{**entry, **change}]}, "council.toml")


def test_an_id_used_twice_is_refused() -> None:
    with pytest.raises(BadConfig, match="used twice"):
        make_register({"wording": [AGREED["wording"][1], AGREED["wording"][1]]}, "council.toml")


def test_a_councils_own_file_is_read_and_a_missing_one_refused(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text('[[wording]]\nid = "a"\nkind = "nil"\nsections = ["C"]\ntext = "No needs were found."\n', encoding="utf-8")
    assert [w.id for w in load_register(file).wordings] == ["a"]
    with pytest.raises(BadConfig, match="cannot be read"):
        load_register(tmp_path / "none.toml")


def test_the_shipped_register_has_a_nil_sentence_for_each_section_and_claims_no_approval() -> None:
    register = load_register()
    assert all(register.of(letter, "nil") for letter in (Letter.C, Letter.D, Letter.G, Letter.H1, Letter.H2))
    assert not any(wording.in_force(date(2026, 6, 1)) for wording in register.wordings)
    assert all(wording.advise for wording in register.wordings if wording.kind == "forbidden")


def test_the_shipped_nil_sentences_read_as_nil() -> None:
    for wording in load_register().wordings:
        text = wording.text.format(
            name="Kofi",
            advice_source="Dr Khan",
            advice_date="3 May 2026",
            service="The trust",
            area="reading",
            review_date="May",
        )
        if wording.kind == "nil" and wording.sections[0] in (Letter.C, Letter.D, Letter.G, Letter.H2):
            assert read_content(text, wording.sections[0].value).content is NIL, wording.id


@pytest.mark.parametrize(
    ("text", "section", "content"),
    [
        ("N/K", "C", Content.BLANK),
        ("Left intentionally blank", "D", Content.BLANK),
        ("To follow once the board has agreed.", "G", Content.BLANK),
        ("There are no identified health needs. If any should arise the family may ask the nurse.", "C", Content.NIL),
        ("There are no care needs recorded but this may change, and the family know how to ask.", "D", Content.NIL),
        ("None under s.2 of the CSDPA.", "H1", Content.NIL),
        ("Not applicable as he is not a disabled child.", "H1", Content.NIL),
        ("Early help was offered. Parents declined this.", "D", Content.NIL),
        ("Child in Need plan in place.", "D", Content.VAGUE),
        ("Open to the Disabled Children's Team. Allocated social worker: Joanne.", "D", Content.VAGUE),
        ("Community paediatrician to review as appropriate.", "G", Content.VAGUE),
        ("Continence nurse input.", "G", Content.VAGUE),
    ],
)
def test_nothing_said_and_somebody_involved_are_told_apart(text: str, section: str, content: Content) -> None:
    assert read_content(text, section).content is content
