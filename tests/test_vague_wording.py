"""Vague wording in provision: where it stands, what cures it, and what only looks like it."""

from __future__ import annotations

import pytest

from ehcp_lint.errors import BadConfig
from ehcp_lint.grammar import vague
from ehcp_lint.grammar.vague import COLUMNS, Wording, wordings
from ehcp_lint.provision import read_provision
from ehcp_lint.resources import table


def open_words(text: str, **cells: str) -> list[str]:
    return [text[t.mark.span.start : t.mark.span.end] for t in read_provision(text, **cells).open_wording if not t.mark.column]


# --- vague wording and its cures -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "phrase", "cure"),
    [
        ("Regular meetings (fortnightly) with the key worker.", "regular", "frequency"),
        ("A small group (max 4) for reading.", "small group/groups", "group"),
        ("Reading in a small group, 1:4.", "small group/groups", "group"),
        ("Access to the pool for 20 minutes each day.", "access to", "amount"),
        ("Opportunities to cook for one hour each week.", "opportunity/opportunities/chance/chances to/for", "hours"),
        ("Support from a teaching assistant for 15 hours a week.", "support", "amount"),
        ("The following strategies: a countdown, a quiet table, a card.", "strategy/strategies", "list"),
        ("Suitably qualified in British Sign Language.", None, "list"),
    ],
)
def test_a_quantity_or_a_name_beside_it_cures_vague_wording(text: str, phrase: str | None, cure: str) -> None:
    terms = {t.phrase: t.cured_by for t in read_provision(text).vague}
    assert open_words(text) == []
    assert terms[phrase] == cure if phrase else cure in terms.values()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Regular meetings with the key worker.", ["Regular"]),
        ("1:1 or in a small group as appropriate.", ["small group", "as appropriate"]),
        ("Access to a laptop in every lesson.", ["Access to"]),
        ("May be appropriate for him to see a counsellor.", ["May be appropriate"]),
        ("Daily/regular reading.", ["regular"]),
        ("Ear defenders available on request.", ["on request"]),
        ("A high adult:child ratio.", ["high"]),
        ("Equipment, etc.", ["etc"]),
        ("A reading programme, to be determined by the school.", ["programme", "to be determined by the school"]),
        ("Subject to staffing, a TA reads with him for 10 minutes daily.", ["Subject to staffing"]),
        ("Band D funding.", ["Band D funding"]),
        ("Swimming where the centre feels it is suitable.", ["where the centre feels it is suitable"]),
        ("Play therapy should this be clinically indicated.", ["should this be clinically indicated"]),
        ("Splints, so far as this is practical.", ["so far as this is practical"]),
        ("Youth club, subject to the panel's criteria.", ["subject to the panel's criteria"]),
        ("Forest school if there is a place.", ["if there is a place"]),
        ("Soft seats where advised.", ["where advised"]),
        ("Opportunities throughout the day.", ["Opportunities"]),
        ("Visits may vary depending on need.", ["may vary", "depending on need"]),
        ("A side gate to be looked at.", ["to be looked at"]),
        ("Seating, waiting for the OT report.", ["waiting for the OT report"]),
        ("Typing lessons, not yet agreed.", ["not yet agreed"]),
        ("A bit of phonics with the teacher.", ["A bit of"]),
        ("Close supervision in the workshop.", ["Close"]),
        ("High expectations from everybody.", ["High expectations"]),
        ("Monitoring.", ["Monitoring"]),
        ("It is for the school to work out the timetable.", ["for the school to work out"]),
        ("Numicon, Cuisenaire rods or something similar.", ["or something similar"]),
        ("Her hours drop as she becomes more confident.", ["as she becomes more confident"]),
        ("He works best with a calm adult.", ["works best with"]),
        ("Hydrotherapy, subject to what the pool says.", ["subject to what the pool says"]),
        ("The team will bear her in mind.", ["bear her in mind"]),
        ("Daily reading in the usual way.", ["in the usual way"]),
        ("A high level of adult support throughout the school day.", ["high level of"]),
        ("A quiet room can be offered.", ["can be offered"]),
        ("Niamh should be encouraged to join in.", ["should be encouraged"]),
        ("Her views will be sought.", ["will be sought"]),
        ("Hydrotherapy weekly or fortnightly.", ["weekly or fortnightly"]),
        ("Reading on most mornings.", ["most mornings"]),
        ("Some respite for the family.", ["Some"]),
        ("Fifteen hours a week of a mentor, used flexibly.", ["flexibly"]),
        ("Dietetic review as clinically indicated.", ["as clinically indicated"]),
        ("Regular movement breaks throughout the school day.", ["Regular"]),
        ("All staff to be aware of Niamh's needs.", ["be aware of"]),
        ("Advice from the sensory service.", ["Advice"]),
        ("OT programme.", ["programme"]),
        ("In-class help to stay on task.", ["help"]),
        ("Time out when staff feel that he needs it.", ["when staff feel that he needs it"]),
        ("A taxi, depending on how he presents.", ["depending on how he"]),
        ("A second lesson if the budget panel approves it.", ["if the budget panel approves it"]),
        ("Reading with the nurse when she is free.", ["when she is free"]),
        ("A lunch club where the service has capacity.", ["where the service has capacity"]),
        ("A sign language class if the rota permits.", ["if the rota permits"]),
        ("A communication passport will be put together.", ["passport will be put together"]),
        ("Swimming, depending on the weather.", ["depending on the weather"]),
        ("Rest breaks according to her energy.", ["according to her energy"]),
        ("The help Bo gets now.", ["help Bo gets now"]),
        ("The school is to carry on with what it has been doing.", ["carry on with what it has been doing"]),
        ("Existing arrangements will continue.", ["Existing arrangements will continue"]),
        ("Language work threaded through the curriculum.", ["threaded through the curriculum"]),
        ("Adults who understand her condition.", ["who understand her condition"]),
        ("Lessons take account of his hearing needs.", ["take account of"]),
        ("Holding may be used as a last resort.", ["may be used", "as a last resort"]),
        ("It is suggested that he sees a counsellor.", ["It is suggested that"]),
        ("An hour of art is recommended.", ["is recommended"]),
        ("A grant equivalent to 12 hours a week.", ["equivalent to"]),
        ("All adults are to be mindful of his sensory triggers.", ["be mindful of"]),
        ("A tablet or switch, whichever the clinic advises.", ["whichever the clinic advises"]),
        ("Monitor and review.", ["Monitor and review"]),
        ("The therapist will decide how often he is seen.", ["will decide how often"]),
        ("Respite at a level the service decides.", ["at a level the service decides"]),
        ("A second adult if there is felt to be a risk.", ["if there is felt to be"]),
        ("A key adult of the school's choosing.", ["of the school's choosing"]),
        ("Who does it is up to the school.", ["is up to the school"]),
        ("Counselling if she meets the service's threshold.", ["if she meets the service's threshold"]),
        ("Art therapy once he reaches the top of the waiting list.", ["once he reaches the top of the waiting list"]),
        ("The same support as in Year 3.", ["The same support as"]),
        ("Hearing service input to continue.", ["Hearing service input to continue"]),
        ("The exercises; strategies set out in the report of the clinic.", ["strategies set out in the report"]),
        ("A taxi, or another provider.", ["or another provider"]),
        ("Prompts that fade over time.", ["fade over time"]),
        ("The school will endeavour to find a mentor.", ["will endeavour to"]),
        ("It is anticipated that a nurse will come.", ["It is anticipated that"]),
        ("A scribe for most of the day.", ["most of the day"]),
        ("Play sessions, somewhere between 2 and 5 hours a week.", ["somewhere between"]),
        ("The family worker will stay involved.", ["stay involved"]),
        ("Music, as the rota and transport permit.", ["as the rota and transport permit"]),
        ("Same room each week as far as the timetable lets us.", ["as far as the timetable lets us"]),
        ("A Polish speaker if one is found.", ["if one is found"]),
        ("Visits will depend on capacity.", ["depend on capacity"]),
        ("A seat of some kind.", ["of some kind"]),
        ("Spelling wherever the lesson lends itself to it.", ["wherever the lesson lends itself"]),
        ("A check at the appropriate time.", ["at the appropriate time"]),
        ("Swimming, rota permitting.", ["rota permitting"]),
        ("A mentor where one is timetabled.", ["where one is timetabled"]),
        ("Visits when the waiting list opens.", ["when the waiting list opens"]),
        ("Staff use their judgement.", ["use their judgement"]),
    ],
)
def test_vague_wording_is_marked_on_exactly_its_words(text: str, words: list[str]) -> None:
    assert open_words(text) == words


def test_the_cure_must_stand_in_the_same_sentence() -> None:
    text = "Regular counselling will be offered to him in school by the team. A teaching assistant reads with him daily."
    assert open_words(text) == ["Regular"]


def test_a_sentence_that_goes_on_about_it_cures_too() -> None:
    assert open_words("Regular therapy with a therapist. Sessions will be weekly for 40 minutes.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The regular school day ends at three.",
        "Retrieval quizzes within quality first teaching, five minutes at the start of every maths lesson.",
        "A tablet so that she may have her talker with her.",
        "The ten hours are not to be reduced without an amendment of this plan.",
        "A chair with lateral support.",
        "He goes to the Learning Support Department at 8.40.",
        "The nurse gives the inhaler when he coughs at night.",
        "He can count up to 20.",
        "A ramp gives him access to the curriculum.",
        "The teacher keeps her records up to date.",
        "Staff will support Mia to use her communication book.",
        "A support worker.",
        "Visual supports.",
        "Age-appropriate books.",
        "The handsome standard toddler's chair with a cascade.",
        "She may use ear defenders in lessons.",
        "He will be told how often to rest.",
        "Show consideration for others.",
        "Pre-teaching so that she could join in.",
        "A teacher trained in dyslexia support.",
        "A behaviour plan will be put together by the SENCO and his mother by 1 October 2026.",
        "A teaching assistant who knows her well sits beside her.",
        "It means whichever school he is at.",
        "Parents are advised that the hub is open on Mondays.",
        "Key words are woven into every lesson, five each day.",
        "He carries on with what his therapist taught him.",
        "The school has a room with a hoist.",
        "The seat is set according to the maker's drawing.",
        "A Band 6 physiotherapist stretches his legs for an hour each month.",
        "Her tutor asks what would help, each Friday.",
        "An outing of her own choosing, two hours each week.",
    ],
)
def test_this_only_looks_vague(text: str) -> None:
    assert open_words(text) == []


def test_advice_dilution_and_decisions_of_others_are_told_apart() -> None:
    text = "He would benefit from therapy, subject to funding, as decided by the school, with top-up funding of £900."
    reading = read_provision(text)
    families = {t.family for t in reading.open_wording}
    assert {"tentative", "dilution", "delegated", "funding"} <= families
    assert [text[t.mark.span.start : t.mark.span.end] for t in reading.of("tentative")] == ["would benefit from"]


def test_what_is_only_recommended_is_no_provision_and_what_is_reported_is_not_vague() -> None:
    assert open_words("It is recommended that Kofi sits at the front.") == ["It is recommended that"]
    assert open_words("The therapist reported that Kofi sits at the front in all lessons.") == []


def test_the_words_of_a_child_in_section_a_are_never_marked() -> None:
    assert read_provision('"I want regular help when needed," said Ola.', section="A").vague == ()


@pytest.mark.parametrize(
    "mark", ["Regular reading", "• Regular reading", "- Regular reading", "1. Regular reading", "REGULAR READING."]
)
def test_bullets_numbers_case_and_full_stops_change_nothing(mark: str) -> None:
    assert [t.phrase for t in read_provision(mark).open_wording] == ["regular"]


def test_spaces_line_ends_and_hyphens_do_not_hide_a_phrase() -> None:
    assert open_words("Help as  and\nwhen\u00a0required, in a small-group.") == [
        "Help",
        "as  and\nwhen\u00a0required",
        "small-group",
    ]


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "Regular therapy with a therapist, e.g. Dr. A. Smith, for 15 hrs p.w."
    assert "regular" not in [t.phrase for t in read_provision(text).open_wording]


# --- the word list -------------------------------------------------------------------------------------------------------------


def test_every_wording_asks_a_short_question_and_names_no_number() -> None:
    for wording in wordings():
        if wording.tier:
            assert 0 < len(wording.ask.split()) <= 13, wording.phrase
            assert not any(c.isdigit() for c in wording.ask), wording.phrase


def test_no_wording_stands_twice() -> None:
    phrases = [wording.phrase for wording in wordings()]
    assert len(phrases) == len(set(phrases))


def test_a_cure_nobody_knows_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {**table("vague_terms.csv", COLUMNS)[0], "cured_by": "amonut"}
    with pytest.raises(BadConfig, match=r"amonut.*amount"):
        vague._wording(row)
    assert isinstance(wordings()[0], Wording)


# --- words that speak of something else ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "No ongoing care is planned at the clinic.",
        "No regular appointments; the GP writes once a year.",
        "No places are available until May.",
        "None identified as needed.",
        "Nothing was judged as required.",
        "A teacher reads with her for ten minutes each day because she often forgets words.",
        "A teacher goes over words each day for ten minutes as they sometimes slip away.",
        "A teacher gives ten minutes each day, since he was frequently ill.",
        "Exam arrangements: reader, extra time, own room.",
        "Extra time of 25% in all tests.",
        "Rest breaks and extra time in her GCSEs.",
        "A nurse trained in relational practice visits once a week for an hour.",
        "A mentor with training in trauma-informed approaches sees him for an hour each week.",
        "An hour a week with Mr Osei, or whoever takes over from him.",
        "The tutor, or whoever is on duty, meets him for ten minutes each day.",
        "Tuition for four hours a week, going up to eight hours from May.",
        "Six hours a week in sessions of up to an hour.",
        "Visits in the summer, over as many days as needed, two hours each day.",
        "Two regular carers help him at lunch each day for half an hour.",
    ],
)
def test_wording_that_promises_nothing_or_describes_the_child_is_not_vague(text: str) -> None:
    assert open_words(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Regular visits from a nurse.", ["Regular"]),
        ("Ongoing visits from the nurse, not only in term.", ["Ongoing"]),
        ("Extra time with the teacher.", ["Extra time"]),
        ("A trauma-informed approach.", ["trauma-informed approach"]),
        ("A mentor or whoever.", ["or whoever"]),
        ("Up to four hours a week.", ["Up to"]),
        ("Visits from a nurse as needed.", ["as needed"]),
    ],
)
def test_the_same_wording_is_vague_where_it_speaks_of_the_help(text: str, words: list[str]) -> None:
    assert open_words(text) == words


def test_a_service_named_support_in_the_who_column_is_somebody() -> None:
    read = read_provision("A visit and a report.", who="Vision Support, Fenshire", frequency="once a year")
    assert read.open_wording == ()


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("A laptop will be considered.", False),
        ("Counselling to be explored.", False),
        ("A laptop for writing. The school will consider dictation.", True),
        ("A laptop will be tried for 20 minutes each day and another will be considered.", True),
    ],
)
def test_help_that_is_only_thought_about_is_not_specific(text: str, specific: bool) -> None:
    assert read_provision(text).specific is specific


@pytest.mark.parametrize(
    "text",
    [
        "A specialist teacher (AMBDA or equivalent) reads with her for 25 minutes each day.",
        "The aid is available every lesson.",
        "Noise in the hall is to be reduced.",
        "A calculator in tests where the rules allow.",
        "A ramp as the door allows him to turn.",
    ],
)
def test_a_level_of_training_a_time_and_less_noise_leave_nothing_open(text: str) -> None:
    assert open_words(text) == []


def test_another_therapy_in_its_place_is_left_open() -> None:
    assert open_words("Theraplay or equivalent.") == ["or equivalent"]
    assert open_words("Support is to be reduced.")[-1:] == ["to be reduced"]
