"""Adviser queries: the right agency is asked about each open line, once, and nothing is proposed to it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from ehcp_lint import lint, read_plan
from ehcp_lint.outputs.queries.letters import letters
from ehcp_lint.outputs.queries.text import queries_json, queries_text, summary
from ehcp_lint.outputs.terminal import plain
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.plan import Kind, Letter
from ehcp_lint.queries.advisers import COLUMNS, Advisers, order
from ehcp_lint.queries.find import Queries, Query, find_queries
from ehcp_lint.queries.questions import ADVICE, LINES, NEEDS, OUTCOMES, SLOTS, Question, merged
from ehcp_lint.resources import table

ROOT = Path(__file__).parent.parent
PLANS = sorted((ROOT / "tests" / "plans").glob("*.docx"))
SETTING = "the setting or whoever advised it"
K = """K: School report, Mrs Bell, 4 February 2026.
> Educational psychologist, Dr Nwosu, 15 January 2026.
> Speech and language therapist, Imogen Adeyinka-Rowe, 12 January 2026.
> Parents' views, 3 February 2026.
> Paediatrician, Dr Okafor, 12 January 2026.
> Social care: Ms Ray, social worker, 20 January 2026."""


def ask(notation: str) -> Queries:
    """What is asked about a complete plan in which these sections are replaced."""
    plan = read_notation(f"...\n{notation}" if "\nK" in notation or notation.startswith("K") else f"...\n{notation}\n{K}")
    return find_queries(plan, lint(plan))


def by_adviser(queries: Queries) -> dict[str, list[Query]]:
    return {adviser.adviser: list(adviser.queries) for adviser in queries.advisers}


def texts(query: Query) -> list[tuple[tuple[str, ...], str]]:
    return [(question.words, question.text) for question in query.questions]


# --- whom to ask -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "adviser", "because"),
    [
        ("F1: A speech and language therapist sees Ines regularly.", "the speech and language therapist", "ROLE"),
        ("F1: Regular input from the OT in class.", "the occupational therapist", "ROLE"),
        ("F1: A teaching assistant runs a sensory integration session with Ines regularly.", "the occupational therapist", "HELP"),
        ("F1: Staff follow a speech and language therapy programme regularly.", "the speech and language therapist", "HELP"),
        ("F1: Dr Nwosu meets the staff regularly to talk about Ines.", "the educational psychologist", "NAME"),
        ("F1: A teaching assistant reads with Ines regularly.", SETTING, "UNKNOWN"),
        ("F1: Access to a quiet room as required.", SETTING, "UNKNOWN"),
        ("G1: A physiotherapist sees Ines regularly.", "the physiotherapist", "ROLE"),
        ("G1: Medical checks will be made as required.", "the paediatrician or other doctor", "SECTION"),
        ("H2: A befriender sees Ines regularly.", "the social care service", "SECTION"),
    ],
)  # fmt: skip
def test_the_agency_is_found_by_role_name_help_or_section(line: str, adviser: str, because: str) -> None:
    plan = read_notation(f"...\n{line}\n{K}")
    (item,) = plan.items_of(
        Kind.PROVISION, Letter(re.match(r"[A-K]\d?(?=\d?:)", line)[0].rstrip("1") if line[0] != "H" else "H2")
    )
    found = Advisers(plan).of_item(item)
    assert (found.because.name, f"the {found.adviser}" if found.adviser != "setting" else SETTING) == (because, adviser)
    assert adviser in by_adviser(ask(line))


def test_health_is_asked_where_section_k_lists_no_doctor() -> None:
    queries = ask("G: N/A\nK: School report, Mrs Bell, 4 February 2026.\n> Parents' views, 3 February 2026.")
    assert "the health service" in by_adviser(queries)


def test_the_therapist_is_the_one_that_section_k_lists() -> None:
    assert "the speech and language therapist" in by_adviser(ask("F1: The therapist works with Ines regularly."))


def test_a_name_is_given_only_where_section_k_names_one_person() -> None:
    line = "F1: A speech and language therapist sees Ines regularly.\n"
    (one,) = (a for a in ask(line + K).advisers if a.adviser == "the speech and language therapist")
    assert (one.name, one.advice) == ("Imogen Adeyinka-Rowe", ("12 January 2026",))
    (two,) = (
        a
        for a in ask(line + K + "\n> Speech and language therapist, Siân Maddock, 2 March 2026.").advisers
        if a.adviser == "the speech and language therapist"
    )
    assert (two.name, two.listed) == (None, True)


def test_a_signature_below_the_list_is_no_advice() -> None:
    assert Advisers(read_notation("...\nK: Signed for Eastmere: Paul Wix, case officer, 2 May 2026")).advice == ()


@pytest.mark.parametrize(
    ("line", "advisers", "name", "awaited"),
    [
        ("Kelechi Danforth, head teacher, Hastings Road Academy, 24 June 2026", ("setting",), "Kelechi Danforth", False),
        ("Medical advice, community paediatrics: awaited", ("paediatrician or other doctor",), "", True),
        ("Paediatric physiotherapist, Mr Chidi Anozie, 6 March 2026", ("physiotherapist",), "Mr Chidi Anozie", False),
        ("EP report, Dr P. Mwale, July 2025", ("educational psychologist",), "Dr P. Mwale", False),
        ("Parents' views, Mrs Rowan, 3 February 2026", (), "Mrs Rowan", False),
        ("Ines's views, with her teacher Mrs Eke, 3 May 2026", (), "", False),
        ("Sunil Nair, physiotherapist; Beth Oldroyd, occupational therapist", ("physiotherapist", "occupational therapist"), "", False),
    ],
)  # fmt: skip
def test_section_k_is_read_line_by_line(line: str, advisers: tuple[str, ...], name: str, awaited: bool) -> None:
    (advice,) = Advisers(read_notation(f"...\nK: {line}")).advice
    assert (advice.advisers, advice.name, advice.awaited) == (advisers, name, awaited)
    assert line.split(",")[0] not in repr(advice)


def test_a_line_in_a_table_of_advice_keeps_all_of_its_cells() -> None:
    advice = Advisers(read_plan(ROOT / "examples" / "weak-draft.docx")).advice
    assert ("speech and language therapist",) in [entry.advisers for entry in advice]


def test_every_wording_of_the_table_is_in_the_list_it_is_looked_for_in() -> None:
    roles = {row["role"] for row in table("roles.csv", ("role", "kind"))}
    things = {row["thing"] for row in table("kinds_of_help.csv", ("thing", "kind"))}
    for row in table("advisers.csv", COLUMNS):
        assert row["kind"] in ("role", "help", "advice")
        assert row["kind"] != "role" or row["wording"] in roles
        assert row["kind"] != "help" or row["wording"] in things
    assert order("speech and language therapist") < order("social care service") < order("setting")


# --- what is asked -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "questions"),
    [
        (
            "F1: Access to a quiet room as required.",
            [
                (("Access to",), "Will this be given? How much, how often and by whom?"),
                (("as required",), "What shows it is needed, and how much is then given?"),
            ],
        ),
        ("F1: A teacher reads with Ines for 15 minutes.", [((), "How often?")]),
        ("F1: A teacher reads with Ines each day.", [((), "For how long each time?")]),
        ("F1: A teacher reads with Ines.", [((), "How often, and for how long each time?")]),
        ("F1: Staff read with Ines for 15 minutes each day.", [(("Staff",), "By whom, with what training?")]),
        ("F1: A teacher sees Ines for 20 to 60 minutes each week.",
         [(("20 to 60 minutes",), "Which amount in this range will be given, or what decides it?")]),
        ("F1: Ines has 15 hours of teaching a week from a tutor, which may be reduced.",
         [(("may be reduced",), "Which review will decide on any change?")]),
        ("F1: A teacher reads with Ines for 20 minutes each day and uses a range of activities.",
         [(("a range of",), "Which ones?")]),
        ("C: N/A", [((), "What was the finding: are there health needs, yes or no?"), ((), "Who looked at this, and when?")]),
        ("D: Not known to this service.",
         [((), "What was the finding: are there social care needs, yes or no?"), ((), "Who looked at this, and when?")]),
        ("H1: Awaiting social care advice.",
         [((), "When can the advice be expected?"), ((), "What was the finding: is social care provision needed, yes or no?"),
          ((), "If yes: what will be given, by whom, how often and for how long?")]),
    ],
)  # fmt: skip
def test_what_the_line_does_not_say_is_asked(line: str, questions: list[tuple[tuple[str, ...], str]]) -> None:
    found = [
        q
        for adviser in ask(line).advisers
        for q in adviser.queries
        if q.section == line.split(":")[0].rstrip("1") or q.section == line[:2]
    ]
    assert [texts(q) for q in found if q.section != "G"] == [questions]


def test_a_plan_that_says_all_leaves_nothing_to_ask() -> None:
    queries = ask("")
    assert (queries.advisers, queries.writer) == ((), ())
    assert summary(queries) == "Nothing to ask an adviser, by the checks that ran."
    assert "No " not in plain(queries_text(queries)).split("Automated")[0].replace("Nothing", "")


def test_the_list_shrinks_when_the_plan_is_mended() -> None:
    open_line = "F1: A speech and language therapist works with Ines{}."
    assert [q.section for a in ask(open_line.format(" regularly")).advisers for q in a.queries] == ["F"]
    assert ask(open_line.format(" for 30 minutes each week in term time")).advisers == ()


def test_term_time_is_asked_of_those_who_work_all_year_where_the_line_does_not_say() -> None:
    asked = ask("F1: A speech and language therapist sees Ines regularly.").advisers[0].queries[0]
    assert texts(asked)[-1] == ((), "Is it needed in term time only?")
    for line in (
        "F1: A speech and language therapist sees Ines regularly each term.",
        "F1: A teacher reads with Ines regularly.",
    ):
        asked = ask(line).advisers[0].queries[0]
        assert "Is it needed in term time only?" not in [text for _, text in texts(asked)]


def test_a_line_is_asked_about_once_and_its_questions_are_merged() -> None:
    questions = [
        Question(text="How often will this happen?", words=("Regular",), checks=("F202",)),
        Question(text="Will this be given? How much, how often and by whom?", words=("Access to",), checks=("F201",)),
        Question(text="By whom, with what training?", checks=("F204",)),
        Question(text="How often, and until when?", words=("ongoing",), checks=("F202",)),
    ]
    assert [(q.words, q.text, q.checks) for q in merged(questions)] == [
        (("Access to", "Regular"), "Will this be given? How much, how often and by whom?", ("F201", "F202")),
        ((), "By whom, with what training?", ("F204",)),
        (("ongoing",), "How often, and until when?", ("F202",)),
    ]


def test_advice_without_a_date_too_old_missing_or_awaited_is_asked_for() -> None:
    listed = (
        "K: School report, Mrs Bell, 4 February 2024.\n> Educational psychologist, Dr Nwosu, 15 January 2026.\n"
        "> Speech therapist's report, Mr Lowe\n> Parents' views, 3 February 2026.\n> Medical advice, Dr Okafor: awaited"
    )
    asked = {who: [texts(q) for q in queries] for who, queries in by_adviser(ask(listed)).items()}
    assert asked["the speech and language therapist"] == [[((), "When was this written?")]]
    assert asked[SETTING] == [[((), "Does this advice still hold, or has anything newer been written? If so, when?")]]
    assert asked["the paediatrician or other doctor"] == [[((), "When can this advice be expected? What is known so far?")]]
    missing = "Has advice been given for this plan, yes or no? If yes, when was it written?"
    assert asked["the social care service"] == [[((), missing)]]


def test_an_outcome_goes_to_an_adviser_only_where_one_is_clear() -> None:
    alone = ask("E1: Ines will improve her social skills.")
    assert alone.advisers == ()
    (mine,) = alone.writer
    assert texts(mine) == [
        ((), "By when should this be reached?"),
        (("improve",), "What will Ines be able to do by then that you could see?"),
    ]
    helped = "F1 (E1): A speech and language therapist works with Ines for 30 minutes each week."
    linked = ask(f"E1: Ines will improve her talking.\n{helped}")
    assert linked.writer == ()
    assert [(a.adviser, [q.section for q in a.queries]) for a in linked.advisers] == [
        ("the speech and language therapist", ["E"])
    ]


def test_a_placeholder_in_a_row_is_asked_by_its_column() -> None:
    plan = read_plan(ROOT / "examples" / "weak-draft.docx")
    queries = by_adviser(find_queries(plan, lint(plan)))
    (breaks,) = queries["the occupational therapist"]
    assert (breaks.text, breaks.row) == ("Movement and sensory breaks.", ("Teaching assistant",))
    assert texts(breaks)[0] == (("TBC",), "How often?")


# --- nothing is proposed -----------------------------------------------------------------------------------------------------


def all_questions(queries: Queries) -> list[Question]:
    lines = [q for adviser in queries.advisers for q in adviser.queries] + list(queries.writer)
    return [question for line in lines for question in line.questions]


def test_no_question_of_the_tables_holds_a_number_or_an_amount() -> None:
    fixed = [text for group in (LINES, OUTCOMES, NEEDS, ADVICE) for told in group.values() for text in told]
    asks = [row["ask"] for row in table("vague_terms.csv", ("phrase", "family", "tier", "scope", "cured_by", "ask"))]
    amounts = r"\d|\b(?:one|two|three|four|five|six|ten|twenty|thirty|once|twice|daily|weekly|termly|fortnightly|minutes)\b"
    for text in (*fixed, *SLOTS.values(), *asks):
        assert not re.search(amounts, text.lower().replace("the one that", "").replace("which one", "")), text


PIECES = st.sampled_from(
    ["Regular", "access to", "as required", "a small group", "20 to 60 minutes", "up to 6 visits", "a speech and language therapist",
     "Staff", "hydrotherapy", "2 hours", "by 3 May 2027", "would benefit from", "[insert 5]", "for 30 minutes", "N/A", "TBC", "such as"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=2, max_size=7), st.sampled_from(["F1", "G1", "H2", "E1", "C", "D"]))
def test_no_digit_stands_in_a_question_but_in_quoted_words(pieces: list[str], where: str) -> None:
    line = " ".join(pieces)
    plan = read_notation(f"...\n{where}: {line}\n{K}")
    queries = find_queries(plan, lint(plan))
    for question in all_questions(queries):
        assert not re.search(r"\d", question.text)
        assert all(word in plan.text for word in question.words)


@pytest.mark.parametrize("path", PLANS[::4], ids=lambda path: path.stem)
def test_whole_plans_are_asked_about_line_by_line_without_a_number(path: Path) -> None:
    plan = read_plan(path)
    report = lint(plan)
    queries = find_queries(plan, report)
    lines = [q for adviser in queries.advisers for q in adviser.queries] + list(queries.writer)
    assert len({line.span for line in lines}) == len(lines)
    assert all(line.questions for line in lines)
    known = {finding.fingerprint for finding in report.findings}
    assert {print_ for line in lines for print_ in line.fingerprints} <= known
    for question in all_questions(queries):
        assert not re.search(r"\d", question.text)
        assert question.text.endswith("?")
    assert find_queries(plan, lint(plan)) == queries


# --- how it is shown ---------------------------------------------------------------------------------------------------------


def weak() -> Queries:
    plan = read_plan(ROOT / "examples" / "weak-draft.docx")
    return find_queries(plan, lint(plan))


def test_the_text_says_line_question_and_why_and_fits_a_terminal() -> None:
    told = plain(queries_text(weak(), path="weak draft.docx"), 80)
    assert "16 lines to ask 6 advisers about; 5 lines are for the writer of the plan to\nsettle." in told
    assert "The speech and language therapist (Imogen Adeyinka-Rowe)  2 lines" in told
    assert "Ask     “on a regular basis”: How often will this happen?" in told
    assert "ehcp-lint queries 'weak draft.docx' --format docx -o 'weak draft.queries.docx'" in told
    assert all(len(row) <= 80 for row in told.splitlines() if "ehcp-lint queries" not in row)


def test_the_json_has_its_schema_and_the_repr_has_no_words() -> None:
    queries = weak()
    told = json.loads(queries_json(queries))
    assert told["schema"] == "ehcp-lint/queries/1"
    assert set(told) == {"file", "status", "message", "about", "advisers", "writer", "unread", "versions", "footer", "schema"}
    assert "Idris" not in repr(queries)


def pages(data: bytes) -> list[list[str]]:
    """The paragraphs of each letter."""
    found: list[list[str]] = []
    for paragraph in Document(io.BytesIO(data)).paragraphs:
        if paragraph.style.name == "Heading 1":
            found.append([])
        found[-1].append(paragraph.text)
    return found


def test_each_adviser_has_a_letter_with_a_table_to_fill() -> None:
    queries = weak()
    data = letters(queries)
    told = pages(data)
    assert len(told) == len(queries.advisers)
    assert "To: the speech and language therapist, Imogen Adeyinka-Rowe" in told[0]
    assert "To: the occupational therapist" in told[1]
    assert "About: Idris Farah, born 14/03/2019, plan AMB/EHC/2741" in told[0]
    assert any(line.startswith("Please reply by: ....") for line in told[0])
    assert any("in your own professional judgement" in line for line in told[0])
    assert any("The plan has to set out what you advised" in line for line in told[0])
    document = Document(io.BytesIO(data))
    assert [p.paragraph_format.page_break_before for p in document.paragraphs if p.style.name == "Heading 1"] == [False] + [
        True
    ] * 5
    first = document.tables[0]
    assert [cell.text for cell in first.rows[0].cells] == ["Line of the plan", "What it does not say yet", "Your answer"]
    assert first.rows[1].cells[1].text.splitlines() == [
        "“on a regular basis”: How often will this happen?",
        "Is it needed in term time only?",
    ]
    assert "“20 minutes, on a regular basis”" in first.rows[1].cells[0].text
    assert all(row.cells[2].text == "" for table_ in document.tables for row in table_.rows[1:])


def test_the_letters_say_nothing_of_this_computer_and_are_the_same_each_time() -> None:
    queries = weak()
    data = letters(queries)
    assert data == letters(queries)
    properties = Document(io.BytesIO(data)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("ehcp_lint", "ehcp_lint", "")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"Idris" not in package.read("docProps/core.xml")


def test_blanks_stand_where_the_front_page_says_nothing() -> None:
    plan = read_notation("F1: Access to speech and language therapy as required.")
    told = pages(letters(find_queries(plan, lint(plan))))
    assert re.search(r"^About: \.{10,}, born \.{10,}$", told[0][2])
