"""School time: end points found, dated where the plan's details allow, and false friends left alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehcp_lint.outcomes.timing import TimeKind, after_last, beyond_phase, contradicts_birth, find_times, past

PLAN = date(2026, 11, 2)
BORN = date(2017, 3, 14)  # nine on 31 August 2026, so in Year 5 on the plan's date
D = date

END_POINTS: list[tuple[str, date | None]] = [
    ("By the end of Key Stage 2, Kit will swim.", D(2028, 8, 31)),
    ("By end of KS2 Kit will swim", D(2028, 8, 31)),
    ("Key Stage 1 end point: Kit can count.", D(2024, 8, 31)),
    ("KS2 end point - Kit can count.", D(2028, 8, 31)),
    ("By Y8 he will walk to school.", D(2030, 8, 31)),
    ("By the last day of Year 3 she will tie laces", D(2025, 8, 31)),
    ("By this time next year he will eat lunch in the hall", D(2027, 11, 2)),
    ("When she is 16 she will travel alone.", D(2033, 3, 14)),
    ("Before he transfers in Sept 2027 he will visit twice.", D(2027, 9, 30)),
    ("By July '27 he will read.", D(2027, 7, 31)),
    ("By July 27 he will read.", D(2027, 7, 31)),
    ("By July 2027 he will read.", D(2027, 7, 31)),
    ("by 31/07/2027", D(2027, 7, 31)),
    ("by 31.7.27 he will", D(2027, 7, 31)),
    ("He will count to ten by 2027-07-31.", D(2027, 7, 31)),
    ("By the 31st of July 2027", D(2027, 7, 31)),
    ("By 31st July, Kit will", D(2027, 7, 31)),
    ("By July 31st 2027 Kit will", D(2027, 7, 31)),
    ("During 2026/27 he will", D(2027, 8, 31)),
    ("By the end of the 2026/27 academic year he will", D(2027, 8, 31)),
    ("By the end of 2026-2027 she will", D(2027, 8, 31)),
    ("Summer term 2027: Kit will write.", D(2027, 7, 31)),
    ("By the end of the summer term 2027 Kit will write.", D(2027, 7, 31)),
    ("By the end of Autumn 1 he will", D(2027, 10, 31)),
    ("By spring half-term he will sit", D(2027, 2, 28)),
    ("By the end of the second half of the autumn term he will sit", D(2026, 12, 31)),
    ("By Easter 2027 he will sit", D(2027, 4, 15)),
    ("By Christmas he will sit", D(2026, 12, 25)),
    ("Ties both laces alone. July 2028.", D(2028, 7, 31)),
    ("Ties both laces alone. Spring 2028", D(2028, 4, 15)),
    ("Ties both laces alone. Target summer term 2028.", D(2028, 7, 31)),
    ("Ties both laces alone. Review Jan 2028.", D(2028, 1, 31)),
    ("ties laces by end yr 6", D(2028, 8, 31)),
    ("ties laces half way through year 6", D(2028, 8, 31)),
    ("ties laces by xmas 2027", D(2027, 12, 25)),
    ("ties laces within 12 mths", D(2027, 11, 2)),
    ("ties laces over the next 6 wks", D(2026, 12, 14)),
    ("Ties laces within a period of twelve months.", D(2027, 11, 2)),
    ("Ties laces in 6/12.", D(2027, 5, 2)),
    ("Rents a flat by the time he's nineteen.", D(2036, 3, 14)),
    ("Keeps his job between now and his 18th.", D(2035, 3, 14)),
    ("Before results day 2028 he has slept away twice.", D(2028, 8, 31)),
    ("Ties laces by the end of the spring term of Year 6.", D(2028, 4, 15)),
    ("Ties laces by the end of his Level 1 course.", None),
    ("By the end of the academic year he will sit", D(2027, 8, 31)),
    ("By the end of this school year he will sit", D(2027, 8, 31)),
    ("By the end of next academic year he will sit", D(2028, 8, 31)),
    ("By the end of the key stage he will sit", D(2028, 8, 31)),
    ("By the end of the phase he will sit", D(2028, 8, 31)),
    ("By the end of Reception he will sit", D(2022, 8, 31)),
    ("By the end of the EYFS he will sit", D(2022, 8, 31)),
    ("By the end of nursery he will sit", D(2021, 8, 31)),
    ("By the end of primary school he will sit", D(2028, 8, 31)),
    ("By the end of secondary school he will sit", D(2033, 8, 31)),
    ("Before starting secondary school he will visit", D(2028, 8, 31)),
    ("By the time he moves to secondary school he will visit", D(2028, 8, 31)),
    ("When he leaves school he will have a job", None),
    ("On leaving college she will live in supported living", None),
    ("By the end of sixth form he will sit", D(2035, 8, 31)),
    ("By post-16 he will choose", D(2033, 8, 31)),
    ("By the age of 16 he will choose", D(2033, 3, 14)),
    ("By age eleven he will choose", D(2028, 3, 14)),
    ("By his 18th birthday he will vote", D(2035, 3, 14)),
    ("By 18, he will vote", D(2035, 3, 14)),
    ("By the time she turns 14 she will", D(2031, 3, 14)),
    ("By his GCSEs he will revise alone", D(2033, 6, 30)),
    ("Before she sits her SATs she will write for 20 minutes", None),
    ("By the next annual review he will", None),
    ("by his next review she will", None),
    ("By the Year 9 annual review he will", None),
    ("Within 12 months he will", D(2027, 11, 2)),
    ("In two terms she will", D(2027, 7, 2)),
    ("In 36 weeks, when given ten sums, Kit will", D(2027, 7, 12)),
    ("Over the next year he will", D(2027, 11, 2)),
    ("over the next 12 months she will", D(2027, 11, 2)),
    ("In 12 months' time he will", D(2027, 11, 2)),
    ("within two academic years", D(2028, 11, 2)),
    ("This year, Kit will learn to swim", None),
    ("by the end of NC year 9 he will", D(2031, 8, 31)),
    ("By the end of Year Six he will", D(2028, 8, 31)),
    ("By the end of Yr 6, he", D(2028, 8, 31)),
    ("By the start of Year 7 he will", D(2028, 8, 31)),
    ("At the end of Year 6 he will", D(2028, 8, 31)),
    ("[By the end of KS3:] read a timetable", D(2031, 8, 31)),
    ("(End of Year 6) read a timetable", D(2028, 8, 31)),
    ("read a bus timetable (July 2027)", D(2027, 7, 31)),
    ("read a bus timetable - July 2027", D(2027, 7, 31)),
    ("Timescale: 12 months", D(2027, 11, 2)),
    ("By [date] he will read", None),
    ("By XX/XX/XXXX he will read", None),
    ("By ____ he will read", None),
    ("(the next annual IEP) he will read", None),
    ("By Sept 2028, when he starts Year 7, he will know the way", D(2028, 9, 30)),
    ("Throughout KS2 and by its end he will", None),
    ("By the end of the course he will hold a certificate", None),
    ("By the end of the school year he will hold a pencil", D(2027, 8, 31)),
    ("by transition to secondary school he will", D(2028, 8, 31)),
    ("At transition to Year 7 he will", D(2028, 8, 31)),
    ("Prior to leaving Year 11 he will", D(2033, 8, 31)),
    ("No later than December 2027 she will", D(2027, 12, 31)),
    ("Target date: 14 May 2027. Kit will", D(2027, 5, 14)),
    ("He will be able to do this by Summer 2027", D(2027, 7, 31)),
    ("BY THE END OF YEAR 6 KIT WILL READ", D(2028, 8, 31)),
    ("by the end of year 6 kit will read", D(2028, 8, 31)),
    ("in July 2027 he will sit an entry level test", D(2027, 7, 31)),
    ("To be able to swim 10 metres by the time he's in Year 6", D(2028, 8, 31)),
    ("when Kit is in Year 6 he will", D(2028, 8, 31)),
    ("by the end of his placement he will", None),
    ("by May 2027 he will", D(2027, 5, 31)),
    ("Kit will eat lunch by the end of term.", None),
    ("by half term he will eat lunch", None),
    ("By adulthood he will", None),
    ("before the end of Year 6", D(2028, 8, 31)),
    ("at the end of two years he will", D(2028, 11, 2)),
    ("By the end of 2027 he will read", D(2027, 12, 31)),
    ("By 2028 he will read", D(2028, 12, 31)),
    ("by the end of the calendar year he will", D(2026, 12, 31)),
]
UNDATED = [
    "by the end of his time in nursery",
    "by the time she leaves us",
    "by the time he is ready to leave home",
    "before she moves to Larkfield",
    "by the time I start my second year",
    "by his final term",
    "by eighteen months' time",
    "in a year's time",
    "within the year",
]
FALSE_FRIENDS = [
    "Kit will check his bag before he moves to the next activity",
    "He will have packed by the time he leaves the house",
    "Kit will count to 20 before he moves on to the next task",
    "Kit will wash before he leaves the house each day",
    "Within the year group Kit has friends",
    "He will read 40 words in one minute.",
    "sit for 10 minutes",
    "From Year 11 he will attend college one day a week.",
    "within 18 months of his chronological age",
    "He will read Year 4 texts aloud",
    "He will spell ten words from a Year 2 spelling list",
    "He will do this each week",
    "reduce absence by 10%",
    "In March 2026 he could count to 5.",
    "He will have three outbursts or fewer per half-term",
    "Since September 2024 Kit has read daily.",
    "He will attend every day for 3 consecutive weeks",
    "on 4 of 5 days over two weeks",
    "Ages 5-7 years: play with others",
    "He will ride the 47 bus",
    "By himself he will dress",
    "by using a visual timetable",
    "ongoing",
    "over time he will",
    "in the long term he will be happy",
    "GCSE at grade 4 in maths",
    "Assessed in June 2025, he scored 78.",
    "(EP report, March 2026)",
    "He may choose a game by pointing",
    "She will join in with Year 6 pupils at lunch",
    "He will talk to the Year 5 teacher",
    "Kit will work at a Year 3 level",
    "He had a reading age of 8 by the test",
    "She will wait at the end of the school day",
    "He will stay calm at the end of the lesson",
    "by the end of the session he will tidy up",
    "a reading age of 9 years",
    "Before school he will pack his bag",
    "When he is at school he will use the toilet",
    "He will attend each term",
    "March to the beat of a drum",
    "when he starts a new activity he will ask for help",
    "when he is in class he will put up his hand",
    "within five minutes of arriving",
    "for the whole of the autumn term he scored",
    "3 times in a month",
    "Kit's progress will be reviewed at the annual review",
    "share his views at his annual review",
    "up to 12 months delay",
    "at 10.30 he will take a break",
    "take 2 out of 5 turns",
    "Section F, May 2026 report",
    "count to 20 by ones",
    "When she is 5 minutes late she will text",
    "born 14.03.2017",
    "Date of report: 12/03/2026",
    "He will travel to college by bus",
    "by walking to school",
    "during the school day",
    "in Year 4 maths lessons he will",
    "throughout the year he will",
    "in school",
    "He will know when it is his turn",
    "complete a 12 month programme of swimming",
    "7/10 spellings",
    "once every two weeks",
    "He will make 12 months' progress",
    "every year",
    "twice a term",
    "1-2 minutes",
    "each academic year",
    "in one lesson a day",
    "by his teacher",
    "in a year 2 class",
    "Kit will read at the level expected at the end of Year 1",
    "Kit will be seen at clinic",
    "Progress is reviewed before the annual review.",
    "by age 45 Kit will swim",
    "four days a week, over a four week period",
    "on 4 of 5 days over two weeks",
    "he will settle after one term",
    "three books in a month",
    "by several years",
    "he sits with Year 4 for lunch",
    "by the time he starts the course",
    "when he starts the course",
    "Kit read ten words, as was seen in July 2027.",
    "Kit will read more than he did in July 2027.",
    "he scores well for reading at age 9",
    "in Year 4 swimming galas he takes part",
]


@pytest.mark.parametrize(("text", "expected"), END_POINTS)
def test_an_end_point_is_found_and_dated(text: str, expected: date | None) -> None:
    assert expected in [time.resolved for time in find_times(text, PLAN, BORN)]


@pytest.mark.parametrize("words", UNDATED)
def test_the_end_of_a_stay_or_of_a_span_is_an_end_point(words: str) -> None:
    text = f"Kit will swim ten metres, {words}."
    assert [text[time.start : time.end] for time in find_times(text)] == [words]


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_what_only_looks_like_an_end_point_is_left_alone(text: str) -> None:
    assert find_times(text, PLAN, BORN) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kit will swim by the end of Key Stage 2, he hopes.", "by the end of Key Stage 2"),
        ("By July '27 Kit will swim.", "By July '27"),
        ("Kit will swim (July 2027).", "July 2027"),
        ("KS1 end point: Kit swims.", "KS1 end point"),
        ("By the time he is 16 Kit will swim.", "By the time he is 16"),
        ("Kit will swim within 12 months.", "within 12 months"),
        ("By his next annual review Kit will swim.", "By his next annual review"),
        ("Before the clocks go back Kit will walk to the pool.", "Before the clocks go back"),
        ("By session 12 Kit will put his face in.", "By session 12"),
        ("Kit will swim in time for AR.", "in time for AR"),
    ],
)
def test_the_marked_words_are_the_whole_phrase(text: str, words: str) -> None:
    assert [text[t.start : t.end] for t in find_times(text)] == [words]


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("by the end of Year 6", TimeKind.YEAR_GROUP, "needs the date of birth or the year group"),
        ("within 12 months", TimeKind.WITHIN, "needs the plan's date"),
        ("by July", TimeKind.MONTH, "the year is not given"),
        ("by the next review", TimeKind.REVIEW, "moves with the date of the review"),
        ("by [date]", TimeKind.BLANK, "the date is left blank"),
        ("by the end of the course", TimeKind.PHASE, "when it ends is not said"),
        ("by age 16", TimeKind.AGE, "needs the date of birth"),
        ("by 31 February 2027", TimeKind.DATE, "there is no such date"),
        ("by the end of 2026/29", TimeKind.ACADEMIC_YEAR, "the two years do not follow each other"),
    ],
)
def test_what_cannot_be_dated_says_why(text: str, kind: TimeKind, reason: str) -> None:
    (time,) = find_times(text)
    assert (time.kind, time.resolved, time.reason) == (kind, None, reason)


def test_the_year_group_stated_wins_over_the_date_of_birth() -> None:
    (by_birth,) = find_times("by the end of Year 6", PLAN, BORN)
    (by_year,) = find_times("by the end of Year 6", PLAN, BORN, 4)
    assert (by_birth.resolved, by_year.resolved) == (date(2028, 8, 31), date(2029, 8, 31))


def test_a_child_born_in_september_is_the_oldest_of_the_year() -> None:
    (older,) = find_times("by the end of Year 6", PLAN, date(2016, 9, 1))
    (younger,) = find_times("by the end of Year 6", PLAN, date(2016, 8, 31))
    assert (older.resolved, younger.resolved) == (date(2028, 8, 31), date(2027, 8, 31))


def test_past_is_before_the_plan() -> None:
    (time,) = find_times("By July 2025 he will read.", PLAN)
    assert past(time, PLAN) is True
    assert past(time, None) is None


def test_beyond_the_phase_that_the_text_names_or_the_child_is_in() -> None:
    both = find_times("By the end of Key Stage 2 (July 2030) he will read.", PLAN, BORN)
    assert [beyond_phase(time, PLAN, BORN, among=both) for time in both] == [False, True]
    (far,) = find_times("By July 2031 he will read.", PLAN, BORN)
    assert beyond_phase(far, PLAN, BORN) is True
    assert beyond_phase(far) is None
    (undated,) = find_times("By the next review he will read.", PLAN, BORN)
    assert beyond_phase(undated, PLAN, BORN, among=both) is None


def test_no_plan_runs_past_the_year_of_the_25th_birthday() -> None:
    (time,) = find_times("By July 2043 he will live alone.", PLAN, BORN)
    assert after_last(time, BORN) is True
    (time,) = find_times("By July 2042 he will live alone.", PLAN, BORN)
    assert after_last(time, BORN) is False


def test_a_stage_already_left_contradicts_the_date_of_birth() -> None:
    (time,) = find_times("By the end of Key Stage 1 he will read.", PLAN, BORN)
    assert contradicts_birth(time, BORN, PLAN) is True
    (time,) = find_times("By the end of Key Stage 2 he will read.", PLAN, BORN)
    assert contradicts_birth(time, BORN, PLAN) is False
    both = find_times("By the end of Year 6 (July 2031) he will read.", PLAN, BORN)
    assert contradicts_birth(both[0], BORN, PLAN, among=both) is True
    assert contradicts_birth(time, None) is None
    (nothing_named,) = find_times("By July 2027 he will read.", PLAN, BORN)
    assert contradicts_birth(nothing_named, BORN, PLAN) is None


@pytest.mark.parametrize(("words", "birthday"), [("By age 8", date(2025, 3, 14)), ("By his 12th birthday", date(2029, 3, 14))])
def test_an_age_already_reached_contradicts_the_date_of_birth(words: str, birthday: date) -> None:
    (time,) = find_times(f"{words} he will swim.", PLAN, BORN)
    assert time.resolved == birthday
    assert contradicts_birth(time, BORN, PLAN) is (birthday < PLAN)
    assert contradicts_birth(time, BORN) is None


@given(st.text(alphabet="by the end of year6KS2jul2027/-'(). 1st\n", max_size=80))
def test_any_text_gives_ordered_phrases_inside_it(text: str) -> None:
    here = 0
    for time in find_times(text, PLAN, BORN):
        assert here <= time.start < time.end <= len(text)
        here = time.end


def test_far_and_strange_numbers_do_no_harm() -> None:
    for text in (
        "by the end of year 14",
        "within 999 months",
        "in 999 weeks",
        "by 99/99/2027",
        "by the age of 25",
        "by July 2099",
    ):
        find_times(text, PLAN, BORN)


def test_a_term_without_its_year_has_a_date_but_no_certain_one() -> None:
    (christmas,) = find_times("By Christmas Kit will tie his laces.", PLAN, BORN)
    (dated,) = find_times("By Christmas 2026 Kit will tie his laces.", PLAN, BORN)
    assert (christmas.certain, dated.certain) == (False, True)
    assert christmas.resolved == dated.resolved


def test_by_marks_an_end_wherever_it_stands() -> None:
    assert [t.marked for t in find_times("By July 2027 or in Year 6.", PLAN, BORN)] == [True, False]
