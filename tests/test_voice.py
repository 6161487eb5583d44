"""Whose voice a passage of section A holds, how it was gathered, what it hopes; attribution and not grammar."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehcp_lint.voice import VoiceReading, read_voice, score_voice

LINES = Path(__file__).parent / "lines" / "voice.csv"


def said(text: str, part: str, name: str | None = None) -> list[str]:
    return [text[s.start : s.end] for s in getattr(read_voice(text, name=name), part)]


def labelled() -> list[dict[str, str]]:
    lines = [line for line in LINES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    ("label", "floor"),
    [("child_voice", 0.95), ("first_person", 0.97), ("aspirations", 0.92), ("parent_voice", 0.92), ("how_gathered", 0.92)],
)
def test_the_lines_are_read_as_they_were_labelled(label: str, floor: float) -> None:
    pairs = [(row[label] == "1", score_voice({"text": row["text"]})[label] == 1) for row in labelled()]
    hits = sum(g and p for g, p in pairs)
    assert 2 * hits / (sum(g for g, _ in pairs) + sum(p for _, p in pairs)) >= floor


# --- fairness: a child who does not speak loses nothing -----------------------------------------------------------------------


def test_a_child_who_does_not_speak_can_get_the_full_grade_without_one_pronoun_of_the_first_person() -> None:
    text = (
        "Ines does not use speech. Over three visits in May 2026 her teacher and her mother watched what Ines looked at longest "
        "and what she pushed away. She reached for the water tray every time and turned away from the drum. Her parents hope "
        "that one day she will live near the sea."
    )
    reading = read_voice(text, name="Ines")
    assert reading.first_person == ()
    assert (reading.child_voice, bool(reading.method), bool(reading.observed), reading.grade) == (True, True, True, 2)
    assert said(text, "dates") == ["May 2026"]
    assert "mother" in said(text, "gathered_by")


@pytest.mark.parametrize(
    ("spoken", "unspoken"),
    [
        (
            "Ines told her key worker that she likes the swings best.",
            "Ines showed her key worker, with her eye-gaze board, that she likes the swings best.",
        ),
        (
            "Kofi said he wants to see his dad more. He was asked in his annual review.",
            "Kofi chose the picture of his dad each time. He was asked with his symbol cards in his annual review.",
        ),
        ("Amina said no to the bus. She was asked at home.", "Amina signed no to the bus. She was asked at home."),
    ],
)
def test_a_twin_who_does_not_speak_gets_the_same_grade(spoken: str, unspoken: str) -> None:
    one, other = read_voice(spoken), read_voice(unspoken)
    assert (one.child_voice, bool(one.method), one.grade) == (other.child_voice, bool(other.method), other.grade)


def test_preferences_seen_count_only_where_the_passage_says_how() -> None:
    assert read_voice("Ola smiles when she hears singing.").child_voice is False
    assert read_voice("Ola smiles when she hears singing. Staff watched how she responded over two weeks.").child_voice is True


# --- who is speaking ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "I like trains.",
        "My best friend is Tom and we play football.",
        "im good at drawing",
        '"I hate the bus," said Ola.',
        "“I hate the bus,” said Ola.",
        "What matters to me: my cat.",
        "I love my mum. She makes me laugh.",
        "My mum says that I talk too much.",
        "I want to have my own children one day.",
    ],
)
def test_the_child_speaks(text: str) -> None:
    assert (bool(read_voice(text).first_person), read_voice(text).child_voice) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        "My son is happiest at home.",
        "I am her mother and I worry about the bus.",
        "We would like Ola to feel safe at school.",
        "I am so proud of Ola's courage and of how she has grown.",
        "I hope that he will be able to read one day.",
        "As his parents we know what upsets him.",
        "Parents' views: I think he is lonely.",
    ],
)
def test_a_parent_speaks_and_not_the_child(text: str) -> None:
    reading = read_voice(text)
    assert (reading.first_person, bool(reading.parent), reading.child_voice) == ((), True, False)


@pytest.mark.parametrize(
    "text",
    [
        "I observed Ola in two lessons and spoke with her teacher.",
        "We met Ola at nursery. Our observations are set out below.",
        "In my opinion Ola has made progress.",
        "We love having Ola in our class.",
    ],
)
def test_a_professional_speaks_and_nobody_else(text: str) -> None:
    reading = read_voice(text)
    assert (reading.first_person, reading.parent, reading.child_voice) == ((), (), False)


@pytest.mark.parametrize(
    "text",
    [
        "Ola wants a quieter table.",
        "She told us that lunch is too loud.",
        "Emily hopes to work with horses.",
        "Ola, aged nine, explained that she misses her old class.",
        "According to Ola, the bus is the worst part of the day.",
        "ola said she hates maths",
        "Will says that he likes his teacher.",
        "Ola bakes at weekends and wants to sell her cakes.",
        "The young person stated that he would like to move class.",
    ],
)
def test_a_view_is_reported(text: str) -> None:
    reading = read_voice(text)
    assert (bool(reading.reported), reading.child_voice, reading.first_person) == (True, True, ())


@pytest.mark.parametrize(
    "text",
    [
        "Ola is a happy girl who loves music.",
        "Ola enjoys cooking and hates loud noises.",
        "It is important to Ola that her bear is with her.",
        "Ola can say 'more' and 'stop'.",
        "She is able to tell you what she wants.",
        "His teachers would like him to join in.",
        "A shared plan and selected targets.",
        "The diagnosis was confirmed by a paediatrician.",
        "Mr Shah said that the class is full.",
        "Ola chose not to answer.",
    ],
)
def test_what_adults_think_is_not_the_childs_voice(text: str) -> None:
    assert read_voice(text).child_voice is False


def test_what_a_parent_thinks_the_child_wants_is_the_parents() -> None:
    told = read_voice("My son cannot tell you what he wants but I can: he wants to be left in peace with his spinner.")
    assert told.child_voice is False
    assert told.parent


@pytest.mark.parametrize("blank", ["not completed", "to follow", "none given"])
def test_a_childs_label_with_nothing_behind_it_is_no_voice(blank: str) -> None:
    assert read_voice(f"Child's views: {blank}.").child_voice is False


def test_a_mother_is_heard_apart_from_her_child() -> None:
    text = 'Ola said, "I want a dog." Her mother feels that she needs more sleep.'
    assert said(text, "own_words") == ['"I want a dog."']
    assert said(text, "parent") == ["mother feels"]


def test_a_sisters_words_are_not_the_childs() -> None:
    reading = read_voice('"My brother makes me laugh," says his sister.')
    assert (reading.own_words, reading.first_person) == ((), ())


NAMES = [
    "Emily",
    "Will",
    "May",
    "Mark",
    "Grace",
    "Art",
    "April",
    "Summer",
    "Molly",
    "Zoë",
    "Oluwaseun",
    "Daisy-Mae",
    "Jo",
    "Nan",
]


@pytest.mark.parametrize("name", NAMES)
def test_the_name_changes_nothing(name: str) -> None:
    reading = read_voice(f"{name} said that the hall is too loud. {name} hopes to be a chef.", name=name)
    assert (len(reading.reported), len(reading.aspirations), reading.parent) == (2, 1, ())


@pytest.mark.parametrize("pronoun", ["He", "She", "They"])
def test_the_pronoun_changes_nothing(pronoun: str) -> None:
    assert read_voice(f"{pronoun} told us about the bus.").child_voice is True


# --- how it was gathered --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Views were gathered by observation.",
        "Ola told her teaching assistant that she is bored.",
        "This was written with the help of her brother.",
        "Ola completed the form at home with her mum.",
        "When asked about school, Ola put her thumb down.",
        "Using picture cards, Ola chose the pool.",
        "We asked Ola what she would change.",
        "Ola and her dad filled this in together.",
        "Ola's views were given by her mother on her behalf.",
        "Ola answered by pointing.",
        "At her annual review Ola said that she likes science.",
        "The EP asked Ola to describe her best day.",
        "Asked for three wishes, Ola wished for a horse.",
        "Ola said in her tutorial that she likes science.",
        "Ola e-mailed her views from home.",
        "Ola told the caseworker about her week.",
        "She sent us a note and a drawing.",
        "Ola's meeting was filmed.",
        "Her key worker followed Ola with a camera for a morning.",
        "Ola likes slides and sand (information from nursery).",
    ],
)
def test_the_method_is_found(text: str) -> None:
    assert read_voice(text).method != ()


@pytest.mark.parametrize(
    "text",
    [
        "Ola communicates with Makaton and symbols.",
        "With support from my teachers I am learning to cope.",
        "Ola works best in short sessions with a teaching assistant.",
        "Ola told us that she is bored.",
        "Her difficulties were identified by a psychologist's assessment.",
        "I asked my friend to play.",
        "Ola enjoys drawing and cards. She likes her talker. She told us that she is bored.",
        "Views to be added following the meeting.",
        "Ola can be stubborn when asked to do something she does not want to do.",
        "When asked, Ola said that she likes science.",
        "Attempts were made to gather Ola's views but she chose not to engage.",
        "To be completed at the review.",
        "No views were shared. The form was not returned.",
    ],
)
def test_this_is_no_method(text: str) -> None:
    assert read_voice(text).method == ()


def test_a_sentence_that_only_tells_how_views_were_gathered_holds_no_view() -> None:
    reading = read_voice("I filled in this form with my key worker.")
    assert (bool(reading.first_person), bool(reading.method), reading.child_voice) == (True, True, False)


def test_how_the_child_communicates_is_marked() -> None:
    text = "Ola uses Makaton. She is learning to swim."
    assert said(text, "communication") == ["uses Makaton"]


# --- hopes ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "I want to be a vet.",
        "Ola would like to learn to drive.",
        "Her parents hope she will have friends.",
        "In the future I want my own flat.",
        "His dream is to fly.",
    ],
)
def test_a_hope_is_found(text: str) -> None:
    assert read_voice(text).aspirations != ()


@pytest.mark.parametrize(
    "text",
    [
        "I worry about what will happen when I leave school.",
        "I want a drink.",
        "Mum wanted to help me.",
        "Her teachers would like her to speak up.",
        "Ola does not want to go to school.",
        "Ola wants more music.",
        "I want to sit next to Kit.",
        "Ola wishes teachers would stop asking.",
        "Ola was asked whether she would like to be inside.",
        "Her parents want to be sure that somebody looks.",
        "I don't know what I want to be.",
        "She could not say what she hoped for after school.",
        "I want Kit to sit with me.",
        "It is hoped that Ola will reach her potential.",
    ],
)
def test_this_is_no_hope(text: str) -> None:
    assert read_voice(text).aspirations == ()


def test_short_and_long_term_hopes_are_told_apart() -> None:
    reading = read_voice("This year I want to learn to swim. When I grow up I want to be a nurse.")
    assert (len(reading.aspirations_short), len(reading.aspirations_long), len(reading.aspirations)) == (1, 1, 2)


# --- questions for the writer -------------------------------------------------------------------------------------------------


def test_a_first_person_that_talks_like_a_report_is_a_question() -> None:
    reading = read_voice("I present with delayed expressive language and require adult prompting to access the curriculum.")
    assert (reading.ventriloquised, bool(reading.first_person), reading.child_voice) == (True, True, False)
    assert not read_voice("I have autism and I get worried when plans change.").ventriloquised


def test_views_that_could_not_be_given_need_another_way() -> None:
    assert read_voice("Due to his age Kofi is unable to give his views.").views_missing_unexplained
    asked = "Kofi is unable to give his views in words. His mother and his nurse watched what he turned towards."
    assert not read_voice(asked).views_missing_unexplained


# --- what cannot be judged ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["", "\n", "word " * 10_000, "Mae Ola yn hoffi canu ac mae hi wedi dweud hynny.", "我喜欢火车"]
)
def test_what_cannot_be_judged_is_not_judged(text: str) -> None:
    reading = read_voice(text)
    assert (bool(reading.unjudged), reading.child_voice, reading.grade) == (True, None, None)
    assert set(score_voice({"text": text}).values()) == {None}


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_is_a_crash_and_every_span_lies_in_it(text: str) -> None:
    reading = read_voice(text)
    for part in VoiceReading.__slots__[1:]:
        assert all(span.end <= len(text) for span in getattr(reading, part))


def test_a_reading_never_shows_the_words_it_read() -> None:
    assert "Zebedee" not in repr(read_voice("Zebedee said that he likes Zebedee.", name="Zebedee"))


@pytest.mark.parametrize(
    "text",
    [
        "How Ines's views were found. Ines likes warm water and loud songs.",
        "How we learnt what Ines likes. She likes warm water and loud songs.",
        'Ines was not there. She sent a message to her mum\'s phone, which mum read out: "I want my own key."',
        "She left us a voice note about her hopes. She likes warm water.",
        "The letter that Ines dictated was read out at the meeting. She likes warm water.",
        "Those who know Ines best kept a likes and dislikes diary for two weeks. She likes warm water.",
        "Her class filmed short clips of Ines at play. She likes warm water.",
        "What follows is our reading of her face. Ines likes warm water.",
    ],
)
def test_a_heading_a_message_or_a_diary_says_how_the_views_were_got(text: str) -> None:
    assert read_voice(text, name="Ines").method


@pytest.mark.parametrize(
    "text",
    [
        "Ines likes messages from her nan. She reads aloud in class.",
        "How Ines feels depends on the day. She likes warm water.",
        "The council sent a letter to the school. Ines likes warm water.",
        "Ines keeps a diary of trains. She likes warm water.",
    ],
)
def test_letters_and_diaries_of_other_things_say_nothing_of_it(text: str) -> None:
    assert not read_voice(text, name="Ines").method


def test_a_passage_without_the_childs_views_has_the_lowest_grade() -> None:
    reading = read_voice("Mei struggles with reading and needs help.", name="Mei")
    assert (reading.child_voice, reading.grade) == (False, 0)


def test_views_that_could_not_be_gathered_by_play_name_no_method() -> None:
    told = "It was not possible to gather Mei's views with pictures."
    other = f"{told} Staff watched Mei at play: she chose the sand."
    assert read_voice(told, name="Mei").views_missing_unexplained
    assert not read_voice(other, name="Mei").views_missing_unexplained


def test_words_in_quotation_marks_after_a_parents_label_are_the_parents() -> None:
    text = 'Parents: "We hope that she will be happy at school."'
    reading = read_voice(text, name="Mei")
    assert '"We hope that she will be happy at school."' in [text[s.start : s.end] for s in reading.parent]
    assert not reading.child_voice
    text = (
        'Parents\' views: a long day out at the seaside with all of the cousins is best, since then "we all sleep very well".'
    )
    assert '"we all sleep very well"' in [text[s.start : s.end] for s in read_voice(text, name="Mei").parent]


@pytest.mark.parametrize("said", ["not asked.", "(blank)", "form not returned.", "unable to attend."])
def test_a_parents_label_with_no_view_behind_it_is_no_view(said: str) -> None:
    assert read_voice(f"Parents' views: {said}", name="Mei").parent == ()
    assert read_voice("Parents' views: she is happy.", name="Mei").parent != ()


@pytest.mark.parametrize(
    "told",
    ["Parents' views: not given.", "Mum's views were not available.", "It was not possible to gather Dad's views by post."],
)
def test_a_parent_who_gave_no_views_says_nothing_of_the_childs(told: str) -> None:
    reading = read_voice(told, name="Mei")
    assert not reading.no_views
    assert not reading.parent
    assert not reading.child_voice


def test_a_childs_label_with_no_view_behind_it_is_no_view() -> None:
    reading = read_voice("Mei's views: not given.", name="Mei")
    assert reading.no_views
    assert not reading.child_voice
    for nothing in ("Child's views: see the attached sheet.", "Child's views: not obtained."):
        assert not read_voice(nothing, name="Mei").child_voice


@pytest.mark.parametrize(
    "told",
    [
        "Mum wrote: he used to sing. I would like someone to find out why he stopped.",
        "I don't see what they see at school. I just want her to sleep.",
        "Her wish is to swim and mine is that she is safe. I do worry.",
    ],
)
def test_the_i_of_a_letter_from_a_parent_is_the_parents(told: str) -> None:
    reading = read_voice(told)
    assert reading.parent
    assert not reading.first_person


def test_what_a_father_wants_for_his_son_is_not_what_the_son_wants() -> None:
    assert not read_voice("Dad says he wants him kept busy.").child_voice
    assert read_voice("Dad says he wants to be a cook.").child_voice
