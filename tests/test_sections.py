"""Where each piece of text belongs, in the layouts that councils use. The children and the wording are invented."""

from __future__ import annotations

import pytest
from layouts import content, letters, plan, texts

from ehcp_lint.parsers.headings import Headings
from ehcp_lint.plan import Kind, Letter, State
from ehcp_lint.rules import load_rules


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Section A", "A"),
        ("SECTIONA: My profile", "A"),
        ("Section A. Views, interests and aspirations – getting to know Priya", "A"),
        ("*Section H1: Any social care provision which must be made for a child under 18", "H1"),
        ("Section H (1) Social care provision", "H1"),
        ("(A) Views, Interests and Aspirations", "A"),
        ("A1 Summary of the child or young person's history", "A"),
        ("B – Special Educational Needs", "B"),
        ("Sections C (health care needs) and G (health care provision)", "C G"),
        ("SECTION C (health needs) | SECTION G (health provision)", "C G"),
        ("SECTION D (social care needs) | SECTION H1 | SECTION H2", "D H1 H2"),
        ("Section C: Health needs – Section G: Health provision", "C G"),
        ("SECTION H1 / SECTION H2: Social care provision", "H1 H2"),
        ("SECTIONS I TO K", "I J K"),
        ("Sections D (social care needs) and H1 and H2", "D H1 H2"),
        ("B, E and F – Cognition and learning", "B E F"),
        ("Special Educational Needs and Provision (B-F-E)", "B F E"),
        ("Special educational needs and provision (B-F-E): Sensory and/or physical", "B F E"),
        ("SectionBThechildoryoungperson'sspecialeducationalneeds", "B"),
        ("I - Placement", "I"),
        ("K – The advice and information gathered during the assessment", "K"),
        ("Needs (B)", "B"),
    ],
)
def test_a_label_is_read_in_all_the_ways_it_is_written(text: str, expected: str) -> None:
    found = Headings(load_rules()).label(text)
    assert found is not None
    assert found.sure
    assert " ".join(found.letters) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Section 2 of the Chronically Sick and Disabled Persons Act",
        "Section F must be detailed and specific",
        "Sections B, C and D above",
        "I like drawing and I want to swim.",
        "A: I like drawing.",
        "A good start to the year",
        "E is for elephant",
        "Sectional sofas",
        "D.O.B.",
        "Section A Who Ada is",
    ],
)
def test_a_sentence_that_mentions_a_section_is_no_label(text: str) -> None:
    found = Headings(load_rules()).label(text)
    assert found is None or not found.sure


def test_the_earliest_wording_names_the_section_not_a_later_one() -> None:
    found = Headings(load_rules()).wording("Health care needs which relate to their special educational needs")
    assert found is not None
    assert found.letters == (Letter.C,)


def test_a_plain_linear_plan_is_read_in_order() -> None:
    found = plan(
        "# Section A: My views\nI like trains.\n# Section B: Special educational needs\n- Priya needs time.\n# Section I"
    )
    assert letters(found) == "A B I"
    assert texts(found, "need") == ["Priya needs time."]
    assert found.state(Letter.I) is State.EMPTY


def test_the_label_alone_takes_its_title_from_the_next_line() -> None:
    found = plan("* Section A\n* My Profile\n* Section E\n* Outcomes\nBy July 2027 Priya will walk to the shop alone.")
    assert letters(found) == "A E"
    assert found.state(Letter.A) is State.EMPTY
    assert content(found, "E") == "By July 2027 Priya will walk to the shop alone."


def test_outcomes_before_needs_are_still_outcomes() -> None:
    found = plan(
        "# Section A: Views\nHello.\n# Section E: Outcomes\n- By May 2027 Ewan will sign.\n# Section B: Needs\n- Ewan is deaf."
    )
    assert letters(found) == "A E B"
    assert texts(found, "outcome") == ["By May 2027 Ewan will sign."]


def test_a_contents_list_is_not_the_sections() -> None:
    found = plan(
        "* Contents\nSection A: Views ........ 2\nSection B: Special educational needs ........ 3\nSection E: Outcomes ...... 5\n"
        "Section F: Special educational provision ....... 6\n# Section A: Views\nI like trains.\n"
        "# Section B: Special educational needs\nOla needs time.\n# Section E: Outcomes\nBy May Ola will read.\n"
        "# Section F: Special educational provision\nA teacher reads with Ola each day."
    )
    assert letters(found) == "A B E F"
    assert content(found, "A") == "I like trains."
    assert sum(section.state is State.FILLED for section in found.sections) == 4


def test_a_contents_list_with_sub_headings_is_not_the_sections_either() -> None:
    names = {"A": "Views", "B": "Special educational needs", "C": "Health needs", "D": "Social care needs", "E": "Outcomes"}
    listed = "\n".join(f"Section {k}. {v} – page {n}\n- A sub-heading\n- Another" for n, (k, v) in enumerate(names.items(), 3))
    body = "\n".join(f"# Section {k}. {v}\nText of {k}." for k, v in names.items())
    found = plan(f"* Table of Contents\n{listed}\n{body}")
    assert [content(found, k) for k in names] == [f"Text of {k}." for k in names]


def test_guidance_that_names_sections_opens_none() -> None:
    found = plan(
        "# Section E: Outcomes\nOutcomes should relate to each area of need (linked to Sections B, C and D above).\n"
        "By July 2027 Ada will tie her laces.\n# Section F: Special educational provision\n"
        "Provision must be specified for each and every need in Section B.\n- A teaching assistant helps Ada each morning."
    )
    assert letters(found) == "E F"
    assert texts(found, "outcome") == ["By July 2027 Ada will tie her laces."]
    assert texts(found, "provision") == ["A teaching assistant helps Ada each morning."]


def test_a_table_with_letters_in_its_headers_is_read_by_column() -> None:
    found = plan(
        "## Special Educational Needs and Provision (B-F-E)",
        [
            [("Communication and interaction", 1, 3)],
            [("Strengths", 1, 3)],
            [("Bilal greets people by name.", 1, 3)],
            ["B – Special Educational Needs", "F – Special Educational Provision", "E – Outcomes"],
            ["Bilal mishears.", "A teacher of the deaf visits for an hour each week.", "By July 2027 Bilal will ask again."],
            ["", "", ""],
        ],
    )
    assert letters(found) == "B F E"
    assert texts(found, "strength") == ["Bilal greets people by name."]
    assert texts(found, "need") == ["Bilal mishears."]
    need, provision, outcome = (found.items_of(kind)[0] for kind in (Kind.NEED, Kind.PROVISION, Kind.OUTCOME))
    assert need.beside(provision)
    assert provision.beside(outcome)
    assert {item.area for item in found.items} == {"Communication and interaction"}


def test_a_merged_need_stands_beside_every_row_it_covers() -> None:
    found = plan(
        [
            ["Section B: Special educational needs", "Section E: Outcomes", "Section F: Special educational provision"],
            [("Need one.", 2, 1), "By May 2027 Lin will read.", "A teacher reads with Lin daily."],
            [None, "By July 2027 Lin will write.", "A teacher writes with Lin daily."],
        ]
    )
    need = found.items_of(Kind.NEED)[0]
    assert [need.beside(item) for item in found.items_of(Kind.PROVISION)] == [True, True]
    assert texts(found, "outcome") == ["By May 2027 Lin will read.", "By July 2027 Lin will write."]


def test_row_labels_open_sections_within_an_area() -> None:
    found = plan(
        [
            [("B, E and F – Cognition and learning", 1, 4)],
            [("Needs", 1, 4)],
            [("Need 1\nMusa forgets instructions.", 1, 4)],
            [("E - Outcomes", 2, 1), "Long Term / Life Outcomes", ("Musa will cook for himself by 2031.", 1, 2)],
            [None, "Medium Term Outcomes", ("By July 2027 Musa will follow a recipe.", 1, 2)],
            ["F - Special Educational Provision", "By Whom", "Frequency", "Which Need Does This Provision Meet"],
            ["Cooking with picture recipes", "A teaching assistant", "One hour each week", "Need 1"],
            ["", "", "", ""],
        ]
    )
    assert letters(found) == "B E F"
    assert texts(found, "outcome") == ["Musa will cook for himself by 2031.", "By July 2027 Musa will follow a recipe."]
    provision = found.items_of(Kind.PROVISION)[0]
    who, often = provision.column("who"), provision.column("frequency")
    assert who is not None
    assert often is not None
    assert found.quote(who) == "A teaching assistant"
    assert found.quote(often) == "One hour each week"


def test_an_outcome_column_under_section_f_only_refers() -> None:
    found = plan(
        "# Section E: Outcomes\n- By July 2027 Nia will swim.",
        "# Section F: Special educational provision",
        [["Outcome", "Provision", "By whom"], ["Nia will swim", "A weekly lesson of 30 minutes", "Swimming teacher"]],
    )
    assert texts(found, "outcome") == ["By July 2027 Nia will swim."]
    assert texts(found, "provision") == ["A weekly lesson of 30 minutes"]


def test_e_and_f_may_come_again_for_each_area() -> None:
    found = plan(
        "# Section B: Special educational needs\n## Communication and interaction\nOtis stammers.\n# Outcomes and support plan\n"
        "## Communication and interaction\n### Section E: Desired outcomes\nBy July 2027 Otis will order lunch.\n"
        "### Section F: Special educational provision\nA therapist sees Otis weekly for 30 minutes.\n## Cognition and learning\n"
        "### Section E: Desired outcomes\nBy July 2027 Otis will tell the time.\n### Section F: Special educational provision\n"
        "A teacher practises with Otis daily for 10 minutes."
    )
    assert [(i.kind.value, i.area) for i in found.items if i.kind in ("outcome", "provision")] == [
        ("outcome", "Communication and interaction"),
        ("provision", "Communication and interaction"),
        ("outcome", "Cognition and learning"),
        ("provision", "Cognition and learning"),
    ]


def test_a_plan_without_letters_is_placed_by_its_titles() -> None:
    found = plan(
        "# Part 1: What is in my plan?\nMy plan.\n# Part 2: Information gathered by me and my family\nRuth likes maps.\n"
        "# Part 3: Information about my special educational needs\nRuth needs time.\n# Part 4: My health and social care needs\n"
        "## 4.1 My health needs\nRuth has asthma.\n## 4.2 My social care needs\nRuth has a respite carer.\n"
        "# Part 5: Provision agreed\n- A teaching assistant reads with Ruth each day."
    )
    assert letters(found) == "A B C D F"
    assert not any(section.labelled for section in found.sections)


def test_a_sub_heading_in_a_lettered_plan_opens_no_section() -> None:
    titles = {"A": "Views", "B": "Special educational needs", "C": "Health needs", "D": "Social care needs"}
    titles |= {"E": "Outcomes", "F": "Special educational provision", "G": "Health provision"}
    body = "\n".join(f"# Section {k}: {v}\nText of {k}." for k, v in titles.items())
    body = body.replace("Text of A.", "Text of A.\n## My health\nZoe has an inhaler.\n## Placement\nZoe likes her school.")
    found = plan(body)
    assert letters(found) == "A B C D E F G"
    assert "Zoe likes her school." in content(found, "A")


def test_the_label_may_come_from_the_list_number() -> None:
    found = plan("Section A: The views of the child\nI like bread.\nSection B: Special educational needs\nMo needs time.")
    assert letters(found) == "A B"
    assert all(section.labelled for section in found.sections)


def test_steps_are_not_outcomes() -> None:
    found = plan(
        "# Section E: Outcomes\nOutcome 1\nBy July 2027 Hana will bake bread.\nSteps towards this outcome: Hana will weigh flour.\n"
        "Outcome 2\nBy May 2027 Hana will shop alone.\n* Steps towards the outcome\n- Hana will write a list."
    )
    assert texts(found, "outcome") == ["By July 2027 Hana will bake bread.", "By May 2027 Hana will shop alone."]
    assert texts(found, "step") == ["Hana will weigh flour.", "Hana will write a list."]
    assert [item.number for item in found.items_of(Kind.OUTCOME)] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", State.EMPTY),
        ("N/A", State.NIL),
        ("None is required, as the assessment of 3 October 2026 found.", State.NIL),
        ("No health needs have been identified.", State.NIL),
        ("TBC", State.PLACEHOLDER),
        ("[insert provision]", State.PLACEHOLDER),
        ("{{ health_provision }}", State.PLACEHOLDER),
        ("A nurse visits each term for an hour.", State.FILLED),
        ("No health needs were identified, but Kit has an inhaler.", State.FILLED),
    ],
)
def test_empty_placeholder_nil_and_filled_are_four_answers(text: str, state: State) -> None:
    assert plan(f"# Section G: Health provision\n{text}").state(Letter.G) is state


def test_a_section_never_written_is_absent() -> None:
    assert plan("# Section G: Health provision").state(Letter.C) is State.ABSENT


def test_words_after_the_label_are_the_title_or_the_content() -> None:
    found = plan("Section J: Not applicable\nSection C: Health needs\nNone.")
    assert content(found, "J") == "Not applicable"
    assert found.state(Letter.J) is State.NIL


def test_an_annex_is_in_no_section_and_is_counted() -> None:
    found = plan("# Section K: Advice and information\nSchool report.\n# Glossary\nTA means teaching assistant.")
    assert content(found, "K") == "School report."
    assert [str(notice) for notice in found.unread] == ["1 paragraph in no section"]


def test_a_table_without_headings_keeps_its_row_together() -> None:
    found = plan(
        "# Section F: Special educational provision",
        [
            ["Reading with picture clues in a quiet room", "Daily", "TA"],
            ["Typing practice with a coloured keyboard", "Weekly", "SENCO"],
        ],
    )
    assert texts(found, "provision") == [
        "Reading with picture clues in a quiet room",
        "Typing practice with a coloured keyboard",
    ]
    assert [found.quote(span) for _, span in found.items_of(Kind.PROVISION)[0].columns] == ["Daily", "TA"]


def test_who_and_how_often_may_stand_in_brackets_after_the_provision() -> None:
    found = plan("# Section F: Special educational provision\n- Pre-teaching of new words (Class teacher; Daily)")
    provision = found.items_of(Kind.PROVISION)[0]
    assert found.quote(provision.span) == "Pre-teaching of new words"
    assert [found.quote(span) for _, span in provision.columns] == ["Class teacher; Daily"]


def test_a_paragraph_that_goes_on_belongs_to_its_item() -> None:
    found = plan(
        "# Section F: Special educational provision",
        [["Provision"], ["A therapist works with Lena\nfor 30 minutes each week\nSENCO"]],
    )
    assert texts(found, "provision") == ["A therapist works with Lena\nfor 30 minutes each week\nSENCO"]


def test_a_title_of_the_councils_own_is_believed_where_it_looks_like_a_heading() -> None:
    read = plan("# Section A Who Ada is\nAda likes frogs.\n# Section B Special educational needs\nAda reads slowly.")
    assert [section.letter for section in read.sections] == ["A", "B"]


def test_each_letter_of_a_joint_heading_counts_as_written() -> None:
    read = plan("# E and F. Outcomes and provision\n# Provision\nA tutor reads with Ada each day for ten minutes.")
    assert [(section.letter, section.labelled) for section in read.sections if section.content] == [("F", True)]


def test_the_next_outcome_under_a_joint_heading_is_one_again() -> None:
    read = plan(
        "# E and F. Outcomes and provision\n## Outcome 1: reading\nBy July 2027 Ada will read.\n## Provision\nA tutor reads with Ada."
        "\n## Outcome 2 – the long bus ride home\nBy July 2027 Ada will ride alone."
    )
    assert [section.letter for section in read.sections if section.content] == ["E", "F", "E"]


def test_rows_beside_an_outcome_are_no_outcomes() -> None:
    read = plan(
        "# Section E: Outcomes\nThere is one table to each outcome.",
        [
            ["What Ada will be able to do", "By July 2027 Ada will ride the bus alone."],
            ["Where Ada is now", "Ada goes by taxi."],
            ["Why it matters", "The taxi comes late."],
            ["Step by May 2026", "Ada will ride two stops with her aunt."],
            ["In her words", "I like the top deck."],
            ["Measured by", "Her aunt's tally."],
        ],
        [["What Ada will be able to do", "By July 2027 Ada will buy her ticket."], ["Why it matters", "Her aunt pays."]],
    )
    assert [read.quote(item.span) for item in read.items_of(Kind.OUTCOME)] == [
        "By July 2027 Ada will ride the bus alone.",
        "By July 2027 Ada will buy her ticket.",
    ]
    assert [read.quote(item.span) for item in read.items_of(Kind.STEP)] == ["Ada will ride two stops with her aunt."]


def test_a_wording_at_the_end_of_a_heading_is_no_longer_than_its_words() -> None:
    """ "Advice" begins longer wordings too; here it is one word of three."""
    found = Headings(load_rules()).wording("Panel members advice")
    assert found is not None
    assert found.means == "K"
    assert found.share == pytest.approx(1 / 3)
