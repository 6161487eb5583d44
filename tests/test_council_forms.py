"""Forms as councils have them: the smallest case of each way of laying out sections that a whole plan once showed us."""

from __future__ import annotations

import pytest
from layouts import letters, plan, texts

from ehcp_lint import lint
from ehcp_lint.outcomes.due import due
from ehcp_lint.parsers import assemble
from ehcp_lint.parsers.transcript import Transcript
from ehcp_lint.plan import Kind, Place, Plan, State
from ehcp_lint.provision import read_provision

JOINT = "# Sections B, E and F by area"


def findings(found: Plan, check: str) -> list[str]:
    return [f.quote or "" for f in lint(found).findings if f.check == check]


def test_a_letter_in_brackets_after_words_of_the_councils_own_is_its_label() -> None:
    found = plan(
        JOINT,
        [
            ["* What Omar needs help with (B)", "Omar is deaf and signs."],
            ["* What we hope for (E)", "By July 2027 Omar will order his lunch by signing."],
            ["* What will happen (F)", "A lesson in sign language for an hour each Monday."],
        ],
    )
    assert texts(found, "outcome") == ["By July 2027 Omar will order his lunch by signing."]
    assert texts(found, "provision") == ["A lesson in sign language for an hour each Monday."]


def test_a_joint_heading_with_a_long_title_of_its_own_is_a_label() -> None:
    found = plan("* SECTION B, E & F by area – what is hard, what we hope for and what will happen", "x")
    assert letters(found) == "B"


def test_the_title_of_an_outcomes_box_and_the_needs_it_serves_are_no_outcomes() -> None:
    box = [
        [("* OUTCOME 1 Understanding what is asked", 1, 2)],
        ["* By when and what (E)", "By July 2027 Omar will carry out two-part instructions in 8 of 10 lessons."],
        ["* Needs this answers", "B1, B3 and independence"],
        [("* Provision for this outcome", 1, 2)],
        [("A teaching assistant practises with him for ten minutes each day.", 1, 2)],
    ]
    second = [[("* OUTCOME 2 Using a bus", 1, 2)], *box[1:]]
    found = plan("# Sections E and F: outcomes and provision", box, second)
    assert len(texts(found, "outcome")) == len(texts(found, "provision")) == 2
    assert all("two-part" in text for text in texts(found, "outcome"))


def test_each_box_after_the_first_has_a_title_too() -> None:
    box = [
        [("* Outcome 1 Moving about", 1, 2)],
        ["* Links to", "B3"],
        ["* E: Outcome", "By July 2027 Omar will walk to the shop alone."],
        [("* F: Special educational provision", 1, 2)],
        [("A trainer walks with him twice a week.", 1, 2)],
    ]
    found = plan("# Sections E and F", box, [[("* Outcome 2 Using my hands", 1, 2)], *box[1:]])
    assert texts(found, "provision") == ["A trainer walks with him twice a week."] * 2


def test_a_long_term_goal_above_coded_outcomes_is_none_of_them() -> None:
    found = plan(
        "# Section E: outcomes",
        """
        O1 Work. Goal: a paid job of 12 hours a week.
        O1.1 By July 2027 Omar will stack a shelf of tins without help.
        O2 Home life.
        O2.1 By July 2027 Omar will cook two hot meals.
        """,
    )
    assert len(texts(found, "outcome")) == 2


def test_a_column_of_unknown_wording_beside_provision_holds_none() -> None:
    found = plan(
        "# Sections B, E and F",
        [
            ["* B Need", "* E Outcome", "* F Provision", "* How it went last year"],
            ["Omar is deaf.", "By July 2027 Omar will sign.", "A lesson each day.", "Lessons often late."],
        ],
    )
    assert texts(found, "provision") == ["A lesson each day."]


def test_needs_and_provision_of_health_have_their_own_letters_in_words_for_both() -> None:
    table = [
        ["* Need", "* What will be provided", "* By whom and how often", "* Health outcome"],
        ["Asthma", "An asthma plan", "School nurse, each September", "No attacks at school"],
    ]
    found = plan("# Sections C and G: health needs and provision", table)
    assert (texts(found, "need", "C"), texts(found, "provision", "G")) == (["Asthma"], ["An asthma plan"])


@pytest.mark.parametrize(
    "head", [["* C Need", "* E Outcome", "* G Provision"], ["* C: Need", "* E: Outcome", "* G: Provision"]]
)
def test_a_letter_before_need_or_provision_counts(head: list[str]) -> None:
    found = plan("# Sections C and G", [head, ["Asthma", "see E4, E5", "An asthma plan"]])
    assert (texts(found, "need", "C"), texts(found, "provision", "G"), texts(found, "outcome")) == (
        ["Asthma"],
        ["An asthma plan"],
        [],
    )


def test_social_care_may_stand_in_three_columns() -> None:
    found = plan("* SECTIONS D, H1 and H2 Social care", [["* D Need", "* H1", "* H2"], ["Tired parents", "None", "A club"]])
    assert letters(found) == "D H1 H2"
    assert found.state(found.sections[0].letter) is State.FILLED


def test_letters_joined_by_a_plus_head_both_sections() -> None:
    box = [["* 1. Coming back to learning"], ["E. By April 2027 Omar will attend 9 of 10 lessons."], ["* F. Provision"]]
    table = [["* What", "* Who", "* How often"], ["A mentor meets him at the gate", "Mentor", "Each morning"]]
    rows = [[["* A", "* Views"]], [["* B", "* Special educational needs"]], [["* C", "* Health needs"]]]
    found = plan(rows[0], "I like dogs.", rows[1], "Omar is shy.", rows[2], "None.", [["* E+F", "* Outcomes and provision"]],
                 box, table, [["* 2. Trust and feeling safe"], *box[1:]], table, [["* G", "* Health provision"]], "None.",
                 [["* I", "* Placement"]], "A school.", [["* J", "* Personal budget"]], "None.", [["* K", "* Advice"]], "A letter.")  # fmt: skip
    assert len(texts(found, "outcome")) == 2
    assert texts(found, "provision") == ["A mentor meets him at the gate"] * 2


def test_the_heading_of_section_e_may_date_all_outcomes() -> None:
    found = plan(
        "* PART E OUTCOMES (TO BE REACHED BY THE END OF THIS PLAN, EXPECTED IN JULY 2027, WHEN OMAR WILL BE 21)",
        "Omar will be able to budget.",
    )
    (outcome,) = (item for item in found.items if item.kind is Kind.OUTCOME)
    assert due(found, outcome) is not None


def test_a_key_to_the_page_may_date_all_outcomes() -> None:
    key = (
        'Read across. B = need. E = outcome to be reached by July 2028 unless another date is put. Where F says "Base" it means'
        " the base at his school."
    )
    found = plan(
        "# Sections B, E and F", key, [["* B Need", "* E Outcome", "* F Provision"], ["Deaf", "Omar will sign.", "A lesson"]]
    )
    assert texts(found, "need") == ["Deaf"]
    (outcome,) = (item for item in found.items if item.kind is Kind.OUTCOME)
    assert due(found, outcome) is not None


@pytest.mark.parametrize(
    "line",
    [
        "What follows sets out the help that Omar will receive. It follows the same headings as Section B.",
        "The below was in the college report and is put here as it was written.",
        "From September 2026. Numbers in brackets say which outcome it is for.",
        "Number each need. Do not describe provision here.",
        "Officers should write in the first person. Say how the child communicated.",
    ],
)
def test_words_about_the_page_are_no_provision(line: str) -> None:
    assert texts(plan("# Section F", line, "- A lesson each day."), "provision") == ["A lesson each day."]


def test_a_sub_heading_with_codes_is_no_provision() -> None:
    found = plan("# Section F", "* F2 Teaching, access and pace (E2, E3)", "- A lesson each day.", "- A quiet room at noon.")
    assert len(texts(found, "provision")) == 2


def test_a_paragraph_of_needs_may_begin_with_its_area() -> None:
    found = plan("# Section B", "Cognition and learning. Strengths: number and weather.", "1. He reads single words slowly.")
    assert {item.area for item in found.items} == {"Cognition and learning"}


def test_where_a_section_points_within_the_plan_it_is_not_empty() -> None:
    found = plan("# Section H1", "None.", "H2: Other social care provision: please see Outcome 5.")
    assert found.sections[-1].state is State.FILLED
    assert not findings(found, "H101")


WHOLE = "# Section A: views\nI like dogs.\n# Section B: needs\nOmar is deaf.\n# Section F: provision\nA lesson each day.\n"


@pytest.mark.parametrize(
    "says",
    [
        "The plan will be reviewed by 3 March 2026.",
        "Annual review by 20 February 2027 to look at his hours.",
        "We will look at your plan after six months (by January 2026) and then each year.",
        "Reviewed at the annual review (by 16 April 2027).",
    ],
)
def test_a_plan_may_say_anywhere_when_it_will_be_reviewed(says: str) -> None:
    assert not findings(plan(WHOLE + says), "S202")


@pytest.mark.parametrize(
    "says", ["The plan was reviewed on 3 March 2025.", "The physiotherapist will review his chair by January 2026.", ""]
)
def test_what_was_or_is_not_the_plans_review_is_no_date_for_it(says: str) -> None:
    assert len([f for f in lint(plan(WHOLE + says)).findings if f.check == "S202"]) == 1


def test_how_views_were_gathered_may_stand_in_section_k() -> None:
    front = "Name: Omar Bell\n"
    told = "# Section A: views\nI like dogs. My mum wants me to have a job.\n# Section B: needs\nOmar is deaf.\n# Section K: advice\n"
    missing = plan(front + told + "School report, Ms Ray, 3 March 2026")
    given = plan(front + told + "Omar's own words, with job coach M. Ray, 12 February 2026")
    assert [f.check for f in lint(missing).findings if f.check == "A103"] == ["A103"]
    assert not [f for f in lint(given).findings if f.check == "A103"]


def test_a_therapist_with_training_gives_the_help() -> None:
    assert read_provision("Paed OT with sensory integration training: 6 direct sessions of 50 minutes, fortnightly.").who


@pytest.mark.parametrize("heading", ["# Section H: social care provision", "# Sections H1 and H2: social care"])
def test_h1_and_h2_may_be_the_first_cells_of_rows(heading: str) -> None:
    found = plan(WHOLE + heading, [["H1", "None is needed."], ["H2", "Two nights of short breaks each month."]])
    assert letters(found).endswith("H1 H2")
    assert not findings(found, "S103")


@pytest.mark.parametrize(
    "line",
    [
        "OUTCOME 1 Links to need: B1, B7, B8",
        "Needs: C1 C2 C3 M2",
        "☒ Communication & interaction ☐ Cognition & learning ☐ SEMH",
        "Where Omar is now: he signs to two people.",
    ],
)
def test_what_stands_around_an_outcome_is_none(line: str) -> None:
    assert texts(plan("# Section E: outcomes", line, "By July 2027 Omar will sign to ten people."), "outcome") == [
        "By July 2027 Omar will sign to ten people."
    ]


def test_how_things_are_now_stands_in_a_row_of_its_own() -> None:
    table = [["* Outcome", "By July 2027 Omar will sign to ten people."], ["* Now (baseline)", "Two people."]]
    assert len(texts(plan("# Section E: outcomes", table), "outcome")) == 1


def test_an_outcome_with_a_code_before_its_label_opens_section_e_again() -> None:
    box = [
        ["* PATHWAY 1: WORK"],
        [
            "PfA1 outcome: By July 2027 Omar will sign to ten people whom he has met.\n* Teaching (F).\n- A teacher of the deaf gives him a lesson in signing each day."
        ],
    ]
    found = plan("* PART 3 Outcomes and the support (E, F, G, H)", box, [["* PATHWAY 2: HOME"], [box[1][0].replace("1", "2")]])
    assert len(texts(found, "outcome")) == len(texts(found, "provision")) == 2


def test_the_rows_of_a_card_are_one_line_of_provision() -> None:
    card = [
        [("* PROVISION CARD F1 Lead tutor", 1, 2)],
        ["* What", "Lessons in English and maths."],
        ["* Who (job and training)", "A qualified teacher"],
        ["* How much / how long", "5 hours weekly for 38 weeks"],
        ["* Where and ratio", "At home, 1:1"],
    ]
    found = plan("# Section F: provision", card, [[("* PROVISION CARD F2 Mentor", 1, 2)], *card[1:]])
    assert texts(found, "provision") == ["Lessons in English and maths."] * 2


def test_a_label_of_several_letters_may_end_as_a_sentence() -> None:
    found = plan("* SECTIONS B, F and E. Each need in Section B has its provision alongside it.", "Omar is deaf.")
    assert texts(found, "need") == ["Omar is deaf."]


def test_questions_of_the_front_page_may_be_numbered() -> None:
    found = plan([["* 4. Date of birth", "30 January 2011"], ["* 13. Review", "on or before 2 July 2026"]], WHOLE)
    assert found.details.date_of_birth is not None
    assert not findings(found, "S202")
    assert not [f for f in lint(found).findings if f.check == "S202"]


def test_of_a_table_of_stages_the_last_issue_counts() -> None:
    stages = [
        ["* Date", "* Stage"],
        ["17/10/2012", "First statement of SEN"],
        ["16/10/2025", "Notice to amend"],
        ["12/11/2025", "Final amended plan issued"],
        ["By 24/09/2026", "Next review"],
    ]
    found = plan(stages, WHOLE)
    assert str(found.details.plan_date and found.details.plan_date.value) == "2025-11-12"
    assert not [f for f in lint(found).findings if f.check == "S202"]


def test_of_several_days_in_a_list_the_last_is_the_plans() -> None:
    found = plan("Plan first made: 30 June 2023. Amended: 14 March 2025; 20 November 2026.", WHOLE)
    assert str(found.details.plan_date and found.details.plan_date.value) == "2026-11-20"


def test_hard_words_in_a_parents_letter_are_the_parents_own() -> None:
    told = "# Section A: views\n* A letter from Omar's mother\nHis selective mutism began at four.\n"
    assert not findings(plan(told, "# Section B: needs\nOmar is shy."), "P203")
    assert findings(plan("# Section A: views\nHis selective mutism began at four."), "P203") == ["selective mutism"]


SMALL = """
Part 1 (a) SAM AND HIS FAMILY
I like dogs.
Part 2 (b) MY SPECIAL EDUCATIONAL NEEDS
Omar is deaf and signs.
Part 3 (c) MY HEALTH NEEDS
He has asthma.
Part 4 (d) MY SOCIAL CARE NEEDS
None were found.
Part 5 (e) WHAT WE HOPE I WILL BE ABLE TO DO
By July 2027 Omar will sign to ten people.
Part 6 (f) HOW WE WILL HELP ME GET THERE
A teacher of the deaf signs with him each day.
Part 7 (g) HELP FROM HEALTH SERVICES
A nurse sees him each year.
Part 8 (h1 and h2) HELP FROM SOCIAL CARE
None.
Part 9 (i) MY SCHOOL
A primary school.
Part 10 (j) PERSONAL BUDGET
None.
Part 11 (k) ADVICE
School report, 3 March 2026.
"""


def test_small_letters_are_letters_where_they_go_through_the_plan() -> None:
    found = plan(SMALL)
    assert letters(found) == "A B C D E F G H1 I J K"
    assert texts(found, "provision", "F") == ["A teacher of the deaf signs with him each day."]


def test_a_letter_may_stand_in_the_cell_beside_the_title_or_at_its_end() -> None:
    names = {"a": "About me", "b": "What I find hard", "c": "My health", "d": "My home", "e": "Where I want to get to"}
    names |= {"f": "How I get there", "g": "Health help", "h1": "Care", "i": "My college", "j": "Money", "k": "Reports"}
    beside = plan(
        *[part for x, title in names.items() for part in ([[f"* {title}", f"section {x}"]], f"Some words on {title}.")]
    )
    at_end = plan("\n".join(f"* {title} {x}\nSome words on {title}." for x, title in names.items()))
    assert letters(beside) == letters(at_end) == "A B C D E F G H1 I J K"


def test_lines_that_end_in_a_small_a_or_i_are_no_labels() -> None:
    found = plan(
        "# Section A: views", "What I want is a", "dog. My friend and i", "play.", "# Section B: needs", "Omar is deaf."
    )
    assert letters(found) == "A B"


def test_a_letter_before_any_title_counts_under_a_joint_heading() -> None:
    found = plan(
        "# Section B, E and F Needs, outcomes and provision",
        [["* B What Omar can do"], ["He signs to his family and to two of his teachers."], ["* B What Omar finds hard"]],
        [["* F What", "* Who", "* How often"], ["Lessons in signing", "Teacher of the deaf", "An hour each week"]],
    )
    assert texts(found, "provision") == ["Lessons in signing"]


def test_why_an_outcome_matters_is_none() -> None:
    found = plan(
        "# Section E: outcomes",
        [["By July 2027 Omar will sign to ten people."], ["* Why this matters\nHe can be lonely."], ["* Steps on the way\nFive people."]],
        [["By July 2027 Omar will cook two meals."]],
    )  # fmt: skip
    assert len(texts(found, "outcome")) == 2


def test_without_a_section_f_outcomes_cannot_be_told_from_the_rest() -> None:
    lines = "\n".join(f"{n}. Omar will be happy." for n in range(1, 12))
    told = f"# Section A: views\nI like dogs.\n# Section E: outcomes\n{lines}"
    report = lint(plan(told))
    assert not [f for f in report.findings if f.check.startswith("E2")]
    assert any("no section F was found" in entry.reason for entry in report.not_run)
    assert [f for f in lint(plan(told + "\n# Section F: provision\nA lesson.")).findings if f.check.startswith("E2")]
    assert [f for f in lint(plan("# Section E: outcomes\nOmar will be happy.")).findings if f.check.startswith("E2")]


def test_the_last_annual_review_is_not_the_next() -> None:
    assert plan("Date of last annual review: 3 March 2026", WHOLE).details.review_date is None


@pytest.mark.parametrize(
    ("front", "status"),
    [
        ([["Date of draft", "1 March 2026"], ["Date of final plan", "4 May 2026"]], "final"),
        ("Request 26/03/2025 · Draft 14/08/2025 · Final 17/11/2025", "final"),
        ([["Plan issued", "5 November 2025 (final, amended following annual review 02/07/2025)"]], "final"),
        ("Version: Final amended, 20 May 2026, after the review", "amended-final"),
    ],
)
def test_the_latest_day_may_say_what_the_plan_is(front: object, status: str) -> None:
    found = plan(front, WHOLE)  # type: ignore[arg-type]
    assert found.details.status is not None
    assert found.details.status.value == status


@pytest.mark.parametrize(
    ("line", "blank"),
    [
        ("Signed ______________________ Duly authorised officer Dated 15 May 2025", True),
        ("Signed on behalf of the council: ........................ Annual Review Officer", True),
        ("Signed: ........................ R. Bell, Head of SEND", False),
        ("Signed: Ruth Bell, Head of SEND, 15 May 2025", False),
    ],
)
def test_a_dotted_line_is_no_signature(line: str, blank: bool) -> None:
    sections = "\n".join(f"# Section {letter}\nSome words on this." for letter in ("H1", "I", "J", "K"))
    report = lint(plan("Status: Final", WHOLE, sections, line), status="final")
    assert bool([f for f in report.findings if f.check == "S206"]) is blank


def test_another_childs_name_in_words_quoted_from_a_report() -> None:
    front = "Name: Omar Bell\n"
    told = WHOLE.replace("Omar is deaf.", 'Omar is deaf. "Lewis finds it hard to sit on the carpet" (school).')
    assert findings(plan(front, told), "S302") == ["Lewis"]


def test_a_label_may_stand_after_the_number_of_a_part_or_in_a_systems_brackets() -> None:
    named = {"A": "views", "B": "needs", "E": "outcomes", "F": "provision", "I": "placement", "K": "advice"}
    parts = "\n".join(f"* PART {n} – SECTION {x}: {title}\nSome words on this." for n, (x, title) in enumerate(named.items()))
    system = "\n".join(
        f"* SCREEN {n} {title.upper()} [statutory map: {x}]\nSome words." for n, (x, title) in enumerate(named.items())
    )
    assert letters(plan(parts)) == letters(plan(system)) == "A B E F I K"


def test_lines_of_provision_with_a_record_each_stand_under_their_outcome() -> None:
    outcome = [[("* OUTCOME O-01 linked to N-01", 1, 3)], ["6.1.1", "* Outcome*", "Omar will sign to ten people in a day."]]
    outcome += [["6.1.2", "* Achieve by*", "31/07/2027"]]
    line = [[("* PROVISION LINE P-01a", 1, 4)], ["* Description*", ("Lessons in signing", 1, 3)]]
    line += [["* Delivered by", "Teacher of the deaf", "* Group size", "1:1"], ["* Frequency", "Weekly", "* Runs", "38 weeks"]]
    found = plan("* SCREEN 6 OUTCOMES AND PROVISION (E, F)", outcome, line, outcome, line)
    assert texts(found, "outcome") == ["Omar will sign to ten people in a day."] * 2
    assert texts(found, "provision") == ["Lessons in signing"] * 2
    assert all(due(found, item) for item in found.items if item.kind is Kind.OUTCOME)


def test_a_ticked_box_is_no_placeholder() -> None:
    assert not findings(plan("# Section A: views", "[x] conversation [ ] drawing. Omar chose the pictures."), "S105")


def test_what_calls_itself_guidance_is_guidance() -> None:
    found = plan(
        "# Section E", "Guidance: SMART. What the young person will be able to do.", "1. Omar will sign to ten people."
    )
    assert texts(found, "outcome") == ["Omar will sign to ten people."]


def test_the_title_of_a_line_is_not_judged_as_its_words() -> None:
    line = "Programme. A teaching assistant teaches Omar three signs for 20 minutes, three times a week, 1:1."
    assert findings(plan("# Section F: provision", line), "F202") == []


def test_section_2_told_apart_in_words_divides_section_h() -> None:
    told = "# Section H: social care\nUnder section 2 of the CSDPA 1970: none.\nOther: a club on Saturdays for two hours."
    assert not findings(plan(WHOLE + told), "S103")


def test_a_heading_that_continues_a_section_is_of_that_section() -> None:
    found = plan(
        "# B – Needs", "Omar is deaf.", "# F – Provision", "A lesson.", "# B continued – Being well", "Omar is often tired."
    )
    assert letters(found) == "B F B"


def test_the_number_of_an_appendix_is_no_section() -> None:
    rows = [["Appendix", "Advice", "Author", "Date"], ["A1", "Views of the parents", "R. Bell", "May 2026"]]
    rows += [["B1", "School advice", "J. Oyelaran", "June 2026"]]
    assert letters(plan(WHOLE, "# Section K: advice", rows)).endswith("K")


def test_a_question_under_the_bare_letter_is_its_title() -> None:
    rows = [["* Part B\n* What are my needs?", "Omar is deaf."]]
    rows += [["* Part E\n* What will it look like?", "Omar will sign to ten people in a day."]]
    rows += [["* Part F\n* What will people do?", "A lesson in sign language for an hour each Monday."]]
    found = plan("# Part A – My story", "I like dogs.", rows)
    assert texts(found, "outcome") == ["Omar will sign to ten people in a day."]


def test_a_part_of_shorter_term_targets_holds_no_outcomes() -> None:
    told = ("# E – Outcomes", "Omar will sign to ten people in a day.", "# E – Shorter term targets")
    assert texts(plan(*told, "Omar will sign to one person."), "outcome") == ["Omar will sign to ten people in a day."]


def test_who_and_how_much_may_stand_in_lines_below_the_provision() -> None:
    told = "A lesson in sign language.\nWho: a teacher of the deaf\nHow often: every Monday\nHow much: one hour"
    item = next(i for i in plan(f"# Section F: provision\n{told}").items if i.kind is Kind.PROVISION)
    assert {role for role, _ in item.columns} >= {"who", "frequency"}


def test_a_title_with_a_line_break_in_it_says_what_the_plan_is() -> None:
    title = "CHILDREN AND FAMILIES ACT 2014, SECTION 37\nFINAL EDUCATION, HEALTH AND CARE PLAN FOR: OMAR BELL"
    transcript = Transcript("sketch")
    for n, text in enumerate((title, "Name: Omar Bell", *WHOLE.replace("# ", "").splitlines())):
        transcript.add(text, Place(paragraph=n + 1))
    status = assemble(transcript.finish()).details.status
    assert status is not None
    assert status.value == "final"


def test_a_header_of_two_rows_keeps_the_columns_that_only_its_first_row_names() -> None:
    found = plan(
        "# Section F: Special educational provision",
        [
            [("* Provision", 2, 1), ("* Arrangements", 1, 2), ("* Checked", 2, 1)],
            [None, "* Staffing", "* Frequency", None],
            ["- A reading pen\n- Word mats", "Teacher", "As needed", "Termly"],
        ],
    )
    assert texts(found, "provision") == ["A reading pen", "Word mats"]
    roles = [{role: found.quote(span) for role, span in item.columns} for item in found.items]
    assert roles == [{"who": "Teacher", "frequency": "As needed", "review": "Termly"}] * 2


LETTERED = [["[A]", "* Who I am\nI like dogs."], ["[B]", "* What is hard\nOmar is shy."], ["[C]", "* My health\nAsthma."]]
REST = [
    ["[G]", "* Health help\nAn inhaler."],
    ["[I]", "* Where I go\nHill School."],
    ["[J]", "* Money\nNone."],
    ["[K]", "* Who told us\nMum."],
]


def test_letters_in_a_margin_of_brackets_say_which_section_a_row_is() -> None:
    middle = [
        ["[E]", "* What should change\nOutcome 1. By July 2027 Omar will swim.\n- By May 2026: ten metres\nOutcome 2. By July 2027 Omar will cook."],
        ["[F]", "* What help\n- A swimming teacher, an hour each week"],
        ["[E]", "Outcome 3. By July 2027 Omar will ride a bus."],
    ]  # fmt: skip
    found = plan([*LETTERED, *middle, *REST])
    assert letters(found) == "A B C E F E G I J K"
    assert len(texts(found, "outcome")) == 3
    assert texts(found, "step") == ["By May 2026: ten metres"]
    assert texts(found, "provision", "F") == ["A swimming teacher, an hour each week"]


def test_a_letter_in_the_corner_of_a_row_goes_before_the_columns() -> None:
    card = [
        [("E\n* Card 1\nBy July 2027 Omar will swim.", 1, 3), None, None],
        ["* Ref", "* Provision", "* Who"],
        ["F\n1.1", "A lesson in the pool", "Swimming teacher"],
        ["G\n1.2", "An inhaler at the pool", "Nurse"],
        ["H1\n1.3", "A carer who takes him there", "Carer"],
    ]
    front = [["A", "I like dogs."], ["B", "Omar is shy."], ["C", "Asthma."], ["D", "None."]]
    found = plan(front, card, [["I", "Hill School."], ["J", "None."], ["K", "Mum."]])
    provision = [(i.letter.value, i.number, found.quote(i.span)) for i in found.items if i.kind is Kind.PROVISION]
    assert provision == [
        ("F", "1.1", "A lesson in the pool"),
        ("G", "1.2", "An inhaler at the pool"),
        ("H1", "1.3", "A carer who takes him there"),
    ]


def test_text_below_a_letter_in_its_cell_is_the_sections_own() -> None:
    found = plan("# Section H: Social care", [["* H1 (CSDPA s.2)\nNone. Assessed in May.", "* H2\nA youth worker, weekly."]])
    assert [(s.letter.value, s.state) for s in found.sections][-2:] == [("H1", State.FILLED), ("H2", State.FILLED)]


def test_one_banner_may_hold_two_letters() -> None:
    found = plan([["* E F", "* Outcomes and provision"]], "Outcome 1. By July 2027 Omar will swim.")
    assert texts(found, "outcome") == ["By July 2027 Omar will swim."]


def test_a_number_typed_before_a_paragraph_begins_an_item() -> None:
    found = plan(
        "# Section F: Provision",
        "1.1 A class of six [WK1]",
        "1.2 A reading lesson each day [WK2]",
        "17. Outcome 2 (pace). An hour",
    )
    assert texts(found, "provision") == ["A class of six [WK1]", "A reading lesson each day [WK2]", "An hour"]
    assert [item.number for item in found.items] == ["1.1", "1.2", "17"]


def test_a_typed_number_may_stand_before_a_label() -> None:
    found = plan("* PART 3 (SECTIONS C AND D)", "3.1 Section C. Omar has asthma.", "3.2 Section D. Omar lives with his uncle.")
    assert letters(found) == "C D"


def test_a_numbered_title_over_numbered_lines_is_no_line() -> None:
    found = plan("# Section F: Provision", "1.1 Teaching and learning. ", "1.1.1 A lesson in reading each day", "1.2 A club")
    assert texts(found, "provision") == ["A lesson in reading each day", "A club"]


def test_a_list_of_words_may_begin_with_the_word_for_a_section() -> None:
    words = [
        ["* Advice", "A report that helped us."],
        ["* Outcome", "What will be different."],
        ["* LSA", "A learning assistant."],
    ]
    found = plan("# Section F: Provision", "An LSA reads with Omar each day.", "# Words we use", words)
    assert letters(found) == "F"
    assert not findings(found, "P201")


def test_a_letter_may_share_its_corner_with_a_code() -> None:
    front = [["A", "I like dogs."], ["B", "Omar is shy."], ["C", "Asthma."], ["D", "None."], ["E", "Omar will swim."]]
    card = [
        ["* Ref", "* Provision", "* Who"],
        ["F 1.1", "A lesson in the pool", "Swimming teacher"],
        ["G 1.2", "An inhaler", "Nurse"],
    ]
    found = plan(front, card, [["H1", "None."], ["I", "Hill School."], ["J", "None."], ["K", "Mum."]])
    provision = [(i.letter.value, i.number, found.quote(i.span)) for i in found.items if i.kind is Kind.PROVISION]
    assert provision[:2] == [("F", "1.1", "A lesson in the pool"), ("G", "1.2", "An inhaler")]


def test_a_list_of_outcomes_from_a_to_h_is_no_row_of_sections() -> None:
    rows = [[letter, f"By July 2027 Omar will do thing {letter}."] for letter in "ABCDEFGH"]
    found = plan("# Section E: Outcomes", [["* ", "* Outcome"], *rows], "# Section F: Provision", "A lesson.")
    assert letters(found) == "E F"


def test_a_bracketed_letter_on_a_line_of_its_own_is_a_label() -> None:
    lines = [
        part
        for letter in "ABCDEFGIJK"
        for part in (f"* [{letter}]", f"* Title {letter.lower()} of ours", "Omar is here each day.")
    ]
    assert letters(plan(*lines)) == "A B C D E F G I J K"


def test_header_cells_that_reach_down_head_their_columns_though_the_row_was_not_known() -> None:
    head = [[("* Provision", 2, 1), ("* Arrangements", 1, 2), ("* Out-come", 2, 1)], [None, "* Staffing", "* Frequency", None]]
    found = plan("# Section F: Provision", [*head, ["A reading pen", "Teacher", "As needed", "1"]])
    assert texts(found, "provision") == ["A reading pen"]
    assert {role: found.quote(span) for role, span in found.items[0].columns}["who"] == "Teacher"


def test_bullets_that_were_typed_begin_items() -> None:
    found = plan(
        "# Section F: Provision", "Staff will: \n• A reading pen\n• Word mats", [["* What", "* Who"], ["• A quiet room", "All"]]
    )
    assert texts(found, "provision") == ["A reading pen", "Word mats", "A quiet room"]
