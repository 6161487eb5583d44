"""What a line of provision says: slots, vague wording and its cures, kinds of help; in many voices."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehcp_lint.grammar.quantity import find_quantities
from ehcp_lint.plan import Span
from ehcp_lint.provision import SLOTS, HelpKind, Mark, ProvisionReading, read_provision, score_provision

LINES = Path(__file__).parent / "lines" / "provision.csv"


def open_words(text: str, **cells: str) -> list[str]:
    return [text[t.mark.span.start : t.mark.span.end] for t in read_provision(text, **cells).open_wording if not t.mark.column]


def said(text: str, marks: tuple[Mark, ...]) -> list[str]:
    return [text[m.span.start : m.span.end] for m in marks if not m.column]


# --- how often are the rules right? --------------------------------------------------------------------------------------------


def labelled() -> list[dict[str, str]]:
    lines = [line for line in LINES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def f1(pairs: list[tuple[bool, bool]]) -> float:
    hits = sum(g and p for g, p in pairs)
    return 2 * hits / (sum(g for g, _ in pairs) + sum(p for _, p in pairs))


@pytest.mark.parametrize(
    ("label", "answer", "floor"),
    [
        ("specific", "specific", 0.90),
        ("quantified", "quantified", 0.95),
        ("who", "who", 0.95),
        ("frequency", "frequency", 0.95),
        ("amount", "duration_or_amount", 0.95),
    ],
)
def test_the_lines_are_read_as_they_were_labelled(label: str, answer: str, floor: float) -> None:
    pairs = [(row[label] == "1", score_provision({"text": row["text"]})[answer] == 1) for row in labelled()]
    assert f1(pairs) >= floor


def test_vague_wording_is_found_and_little_else() -> None:
    rows = labelled()
    found = [open_words(row["text"]) for row in rows]
    wanted = [[w for w in row["vague"].split("; ") if w] for row in rows]
    item = [(bool(w), bool(f)) for w, f in zip(wanted, found, strict=True)]
    assert f1(item) >= 0.95
    assert sum(w and f for w, f in item) / sum(f for _, f in item) >= 0.95
    exact = sum(len(set(w) & set(f)) for w, f in zip(wanted, found, strict=True))
    assert 2 * exact / (sum(map(len, wanted)) + sum(map(len, found))) >= 0.88


# --- quantities ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quantity",
    [
        "daily",
        "each lesson",
        "throughout the school day",
        "at all times",
        "every break",
        "termly",
        "half-termly",
        "weekly",
        "per fortnight",
        "32.5 hours",
        "2 x 30 minutes",
        "1:1",
        "at least 20 minutes",
        "no more than 20 minutes",
        "15 hours (25 in term 1)",
        "half an hour",
        "twice a week",
        "twenty minutes",
        "six sessions",
        "45mins",
        "30 min/week",
        "1 hr p.w.",
        "in all lessons",
        "before every transition",
        "all day",
        "for ten weeks",
        "a 12-week programme",
        "two mornings a week",
        "half a day per fortnight",
        "every 20 minutes",
        "25% extra time",
        "1-1",
        "one-to-one",
        "groups of no more than four",
        "on Mondays",
        "from 1.15 to 1.45pm",
        "0.6 FTE",
        "full-time",
        "once a half term",
        "every September",
    ],
)
def test_this_is_a_quantity(quantity: str) -> None:
    assert find_quantities(quantity.lower()) != ()


@pytest.mark.parametrize(
    "words",
    [
        "regular",
        "small group",
        "frequent",
        "up to date",
        "daily living skills",
        "a weekly timetable",
        "within 24 hours of an incident",
        "in Year 4",
        "Stage 2 words",
        "by the end of the academic year",
        "a day trip",
        "for pupils with autism",
        "in the school day",
        "the annual review",
        "all staff",
        "a lesson",
        "£4,000 per year",
        "the number 47 bus",
        "during term time",
        "each session",
    ],
)
def test_this_is_no_quantity(words: str) -> None:
    assert find_quantities(words.lower()) == ()


def test_a_ceiling_says_how_much_but_promises_nothing() -> None:
    reading = read_provision("A teaching assistant for up to 10 hours a week.")
    assert (bool(reading.amount), reading.quantified) == (True, False)
    assert open_words("A teaching assistant for up to 10 hours a week.") == ["up to"]


def test_a_cap_on_a_group_is_no_ceiling_on_help() -> None:
    assert open_words("Spelling for 15 minutes daily in a group of up to four pupils, with a teacher.") == []


def test_a_wide_range_is_marked_and_a_narrow_one_is_not() -> None:
    wide = "Sessions of 20-45 minutes each week."
    assert said(wide, read_provision(wide).wide_ranges) == ["20-45 minutes"]
    assert read_provision("Sessions of 30-40 minutes each week.").wide_ranges == ()


@pytest.mark.parametrize(
    ("text", "quantified"),
    [
        ("Weekly counselling.", False),
        ("Counselling three times a week.", False),
        ("Counselling for 50 minutes.", True),
        ("A group of four pupils.", False),
        ("A group of four pupils, twice a week.", True),
        ("1:1 reading every day.", False),
        ("A visit by the teacher of the deaf each term.", True),
        ("A laptop in all lessons.", False),
        ("Supervision at all times.", True),
        ("Targets are reviewed termly by the SENCO.", True),
    ],
)
def test_quantified_needs_an_amount_and_not_only_a_rate(text: str, quantified: bool) -> None:
    assert read_provision(text).quantified is quantified


@pytest.mark.parametrize(
    ("cell", "how_often", "how_long"),
    [
        ("2 x 25m", False, True),
        ("1h x wk", True, True),
        ("Mon/Wed/Fri", True, False),
        ("Tues pm", True, False),
        ("every 6/12", True, True),
        ("12 visits p.a.", True, True),
        ("f/t", True, False),
        ("AM + PM", True, False),
        ("Saturdays 10 till 3", True, True),
        ("wkly", True, False),
        ("once, in Year 9", True, False),
        ("weekly??", False, False),
        ("to be agreed", False, False),
        ("see report", False, False),
        ("after 3/9", False, False),
        ("three times a day", True, False),
        ("a day in September", False, True),
    ],
)
def test_the_shorthand_of_a_frequency_column_is_read(cell: str, how_often: bool, how_long: bool) -> None:
    reading = read_provision("Typing practice", frequency=cell)
    assert (bool(reading.frequency), bool(reading.amount)) == (how_often, how_long)


def test_shorthand_that_is_only_safe_in_a_column_is_left_alone_in_running_text() -> None:
    assert read_provision("A seat no more than 10m from the door, from 3/9.").amount == ()


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("Mr Okonjo or his cover", True),
        ("dinner ladies", True),
        ("Maths lead", True),
        ("parent", True),
        ("All staff working with Delroy", False),
        ("school", False),
        ("a suitably qualified person", False),
        ("EP?", False),
        ("tbc", False),
    ],
)
def test_anybody_in_particular_named_in_a_who_column_is_who(cell: str, named: bool) -> None:
    assert bool(read_provision("Typing practice", who=cell).who) is named


def test_a_review_says_how_often_help_is_looked_at_and_not_how_often_it_is_given() -> None:
    assert read_provision("A reading programme with a teaching assistant, reviewed every half term.").frequency == ()
    assert read_provision("To be monitored weekly by the class teacher.").frequency != ()


# --- who -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Reading with a TA.",
        "reading with a ta",
        "A qualified SaLT will deliver this.",
        "OT to visit each term.",
        "Led by the class teacher.",
        "TA-led precision teaching.",
        "An adult trained in Makaton will sign for her.",
        "Staff with experience of working with deaf children.",
        "A Thrive-trained member of staff.",
        "A key worker will meet him.",
        "Access to a specialist teacher.",
        "From the sensory support service.",
        "A reader and a scribe in exams.",
    ],
)
def test_this_says_who(text: str) -> None:
    assert read_provision(text).who != ()


@pytest.mark.parametrize(
    "text",
    [
        "Staff will help.",
        "A trained member of staff.",
        "Suitably qualified professionals.",
        "The school will provide this.",
        "Training for all class teachers.",
        "All teaching assistants will receive training.",
        "All staff are to be trained in Makaton.",
        "Speech and language therapy.",
        "SALT input.",
        "OT programme.",
        "As recommended by the educational psychologist.",
        "The speech therapist's programme.",
        "A programme written by the OT and carried out by school staff.",
        "A seat facing the teacher.",
        "He should ask the teacher for a break.",
        "Reluctant readers' club.",
        "An adult to scribe.",
    ],
)
def test_this_does_not_say_who(text: str) -> None:
    assert read_provision(text).who == ()


def test_somebody_unnamed_is_shown_apart() -> None:
    text = "Staff will read with him."
    assert said(text, read_provision(text).unnamed) == ["Staff"]
    for other in (
        "Staff to be trained in epilepsy awareness every September.",
        "Liaison with parents.",
        "SALT, 30 mins each term.",
    ):
        assert read_provision(other).unnamed == ()  # they receive it, they are no staff, or a service is named


def test_days_joined_by_and_are_one_mark_of_their_column() -> None:
    days = "on Tuesdays and Thursdays"
    assert read_provision("Reading with a TA", frequency=days).frequency == (Mark(Span(0, len(days)), "frequency"),)


# --- other cells of the row --------------------------------------------------------------------------------------------------


def test_a_quantity_in_another_cell_counts_and_is_marked_as_from_there() -> None:
    reading = read_provision("Regular language work in a small group", who="SALT", frequency="Twice weekly", amount="30 mins")
    assert (reading.quantified, reading.missing) == (True, ())
    assert {m.column for m in (*reading.who, *reading.frequency, *reading.amount)} == {"who", "frequency", "amount"}
    assert open_words("Regular language work in a small group", frequency="Twice weekly") == ["small group"]


def test_vague_wording_in_another_cell_is_marked_there() -> None:
    terms = read_provision("Language work", frequency="As required").open_wording
    assert [(t.mark.column, t.mark.span.start) for t in terms] == [("frequency", 0)]
    assert score_provision({"text": "Language work", "frequency": "As required"})["vague_terms"] == []


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"who": "SALT"},
        {"frequency": "Twice weekly", "section": "G"},
        {"amount": "30 mins", "section": "H1"},
        {"who": "A play worker", "frequency": "As required", "amount": "1 hr"},
    ],
)
def test_a_score_is_the_reading_in_plain_values(cells: dict[str, str]) -> None:
    for text in ["Language work", *(row["text"] for row in labelled()[::12])]:
        reading, score = read_provision(text, **cells), score_provision({"text": text, **cells})
        shown = {name: [(m.span.start, m.span.end, m.column) for m in getattr(reading, name)] for name in SLOTS}
        slots = score["slots"]
        assert (slots.pop("kind"), tuple(slots.pop("missing"))) == (reading.kind, reading.missing)
        assert {name: [(m["start"], m["end"], m.get("column", "")) for m in found] for name, found in slots.items()} == shown
        assert not any(m.get("column") == "" for found in slots.values() for m in found)
        said = (score["specific"], score["quantified"], score["who"], score["frequency"], score["duration_or_amount"])
        assert said == tuple(
            int(bool(answer))
            for answer in (reading.specific, reading.quantified, reading.who, reading.frequency, reading.amount)
        )
        assert score["vague_terms"] == open_words(text, **cells)


def test_marks_of_a_slot_stand_in_order_and_apart() -> None:
    cell = "full-time, 25 hours a week; 24 hours a day"
    for text in ["A full time teaching assistant for 25 hours a week, 24/7.", *(row["text"] for row in labelled())]:
        reading = read_provision(text, who="TA or the TA", amount=cell)
        for name in (*SLOTS, "unnamed", "wide_ranges"):
            marks: tuple[Mark, ...] = getattr(reading, name)
            for column in {m.column for m in marks}:
                spans = [m.span for m in marks if m.column == column]
                assert all(one.end <= other.start for one, other in pairwise(spans))


def test_an_unnamed_person_in_the_who_column_is_nobody() -> None:
    assert read_provision("Language work", who="School staff").who == ()


def test_a_vague_term_is_the_lists_own_entry_and_asks_its_question() -> None:
    for row in labelled():
        for term in read_provision(row["text"]).vague:
            assert 1 <= term.tier <= 3
            assert "?" in term.ask
            assert term.open == (term.cured_by is None and term.tier >= 2)


# --- kinds and what they need ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Speech and language therapy, 30 minutes weekly.", "intervention"),
        ("A writing slope.", "equipment"),
        ("A seat at the front, away from the door.", "environment"),
        ("Staff will give one instruction at a time.", "environment"),
        ("Staff to be trained in epilepsy awareness.", "training"),
        ("Progress will be reviewed each term.", "monitoring"),
        ("A taxi to and from school.", "transport"),
        ("A 20 minute session on using his laptop, daily.", "intervention"),
    ],
)
def test_the_kind_of_help_is_told(text: str, kind: str) -> None:
    assert read_provision(text).kind == HelpKind(kind)


def test_what_is_missing_depends_on_the_kind_of_help() -> None:
    assert read_provision("Speech and language therapy.").missing == ("who", "amount", "frequency")
    assert read_provision("Regular help.").missing == ("what", "who", "amount", "frequency")
    assert read_provision("Supervision at all times by a TA.").missing == ()  # how much: all of it
    assert read_provision("A writing slope.").missing == ()
    assert read_provision("A hoist.", section="G").missing == ("who",)
    assert read_provision("Progress will be reviewed.").missing == ("who", "frequency")


def test_the_whole_grid_is_filled_where_all_is_said() -> None:
    text = "A TA trained in Numicon teaches Ines number bonds in the library, 3 x 20 minutes a week, in a group of 4, until July 2027."
    reading = read_provision(text)
    assert said(text, reading.who) == ["TA"]
    assert said(text, reading.expertise) == ["trained in Numicon"]
    assert said(text, reading.amount) == ["3 x 20 minutes"]
    assert said(text, reading.frequency) == ["a week"]
    assert said(text, reading.group) == ["group of 4"]
    assert said(text, reading.where) == ["in the library"]
    assert said(text, reading.until) == ["until July 2027"]
    assert (reading.grade, reading.missing) == (2, ())


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Support.", 0),
        ("Counselling.", 0),
        ("Weekly counselling.", 0),
        ("Weekly counselling with a counsellor.", 1),
        ("Counselling for 50 minutes each week.", 1),
        ("Counselling each week in a group of 4.", 1),
        ("Counselling for 50 minutes each week with a counsellor.", 2),
    ],
)
def test_grades_follow_the_guideline(text: str, grade: int) -> None:
    assert read_provision(text).grade == grade


# --- what cannot be judged -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("  \n ", "empty"),
        ("—", "empty"),
        ("word " * 10_000, "too long"),
        ("Bydd y plentyn yn cael cymorth gan yr athro yn y dosbarth.", "not English"),
        ("Dziecko będzie miało wsparcie nauczyciela dla czytania i nie jest samo na przerwie.", "not English"),
        ("بچے کو ہر ہفتے مدد ملے گی", "not English"),
        ("每周与老师一起阅读三十分钟", "not English"),
    ],
)
def test_what_cannot_be_judged_is_not_judged(text: str, why: str) -> None:
    reading = read_provision(text)
    assert (reading.unjudged, reading.quantified, reading.specific, reading.grade) == (why, None, None, None)
    assert set(score_provision({"text": text}).values()) == {None}


def test_a_list_without_small_words_is_english_enough() -> None:
    assert read_provision("Visual timetable, ear defenders, wobble cushion").unjudged is None


def test_a_record_without_text_is_not_judged() -> None:
    assert set(score_provision({}).values()) == {None}
    assert set(score_provision({})) == set(score_provision({"text": "Reading with a TA."}))


def test_a_line_of_more_words_than_a_page_or_two_is_not_judged() -> None:
    reading, more = ("Reading with a TA daily. " * times for times in (300, 301))  # 1,500 words and 1,505
    assert read_provision(reading).unjudged is None
    assert read_provision(more).unjudged == "too long"


def test_a_line_without_words_is_judged_by_the_rest_of_its_row() -> None:
    reading = read_provision("—", who="SENCO", frequency=" ")
    assert (reading.unjudged, [m.column for m in reading.who]) == (None, ["who"])
    assert read_provision("—", who=" ", frequency="\n").unjudged == "empty"
    assert read_provision("Bydd y plentyn yn cael cymorth gan yr athro yn y dosbarth.", who="SENCO").unjudged == "not English"


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_is_a_crash_and_every_span_lies_in_it(text: str) -> None:
    reading = read_provision(text, who=text[:20], frequency=text[20:60])
    for name in ("what", "who", "amount", "frequency", "group", "where", "until", "wide_ranges"):
        for mark in getattr(reading, name):
            assert mark.column or mark.span.end <= len(text)


def test_invisible_characters_do_not_move_a_span() -> None:
    text = "\ufeffReg\u00adular help, as requ\u200bired."
    assert open_words(text) == ["Reg\u00adular", "help", "as requ\u200bired"]


def test_a_reading_never_shows_the_words_it_read() -> None:
    assert "Zebedee" not in repr(read_provision("Zebedee has regular Zebedee sessions.", who="Zebedee"))


NAMES = [
    "Al",
    "May",
    "Will",
    "Mark",
    "Grace",
    "Art",
    "Summer",
    "Daisy-Mae",
    "Oluwaseun",
    "Zoë",
    "Ngọc",
    "Muhammad",
    "Elsa",
    "[NAME]",
]


@pytest.mark.parametrize("name", NAMES)
def test_the_name_changes_nothing(name: str) -> None:
    def answers(child: str) -> ProvisionReading:
        return read_provision(f"{child} will have regular help from a teaching assistant with {child}'s coat at home time.")

    ours, theirs = answers(name), answers("Kofi")
    assert (ours.kind, ours.missing, ours.quantified, len(ours.who)) == (theirs.kind, theirs.missing, theirs.quantified, 1)
    assert [t.phrase for t in ours.open_wording] == [t.phrase for t in theirs.open_wording]


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("Support with personal care.", False),
        ("Help with finding work placements.", False),
        ("Training for staff as appropriate.", False),
        ("Therapies as required.", False),
        ("The school may wish to seek advice from the autism team.", False),
        ("Provision as set out in the report of 3 May 2025.", False),
        ("Speech and language therapy support, weekly.", True),
        ("A laptop with speech-to-text software.", True),
        ("Training in Makaton for all staff in her class.", True),
        ("A support worker takes him to the youth club each Friday.", True),
    ],
)
def test_what_help_is_for_does_not_say_what_it_is(text: str, specific: bool) -> None:
    assert read_provision(text).specific is specific
