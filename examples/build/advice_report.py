"""The speech and language therapist's advice on the weak draft's child: it says enough to show what was lost.

The draft kept some of it, weakened some and dropped some; planted.py lists which. Layout: an NHS-like report
with numbered recommendations in prose, so that advice is also seen in a shape that no plan has.
"""

from __future__ import annotations

from datetime import datetime

from .document import Block, Bullets, Heading, Look, Numbered, Story, Table, Text, Title

LOOK = Look(
    size=11,
    colour="005A70",
    shade="DCEEF2",
    margin=2.4,
    header="Ardmarsh Community Health     Children's Speech and Language Therapy",
    footer="Idris Farah, born 14 March 2019     Report of 10 July 2026",
)

FRONT: list[Block] = [
    Title("Speech and language therapy advice"),
    Text("Advice for an education, health and care needs assessment"),
    Table(
        widths=(5.2, 11.0),
        labels=True,
        rows=[
            ("Name", "Idris Farah"),
            ("Date of birth", "14 March 2019"),
            ("School year", "Year 2 (Year 3 from September 2026)"),
            ("Languages", "Somali and English"),
            ("Advice asked for by", "Ardmarsh Borough Council, 29 May 2026"),
            ("Seen on", "18 June 2026 and 25 June 2026 at school; 30 June 2026 at home"),
            ("Written by", "Imogen Adeyinka-Rowe, specialist speech and language therapist"),
            ("Date of report", "10 July 2026"),
        ],
    ),
]

BACKGROUND: list[Block] = [
    Heading("1. Background"),
    Text(
        "Idris is seven years old. He first came to this service when he was two years and nine months old, "
        "because he had few words in either of his languages. He took part in a group of eight weekly "
        "sessions in 2022 and has had a programme in school since 2024."
    ),
    Text(
        "In March 2026 this service found that Idris has developmental language disorder. This means that "
        "he finds it hard to understand and use language, and that there is no one cause which explains it. "
        "It affects both Somali and English. Speaking two languages did not cause it and will not make it "
        "worse."
    ),
    Heading("2. How this advice was made"),
    Bullets(
        [
            "A language test in English on 18 June 2026: the Clinical Evaluation of Language Fundamentals, fifth edition.",
            "Story telling and instructions in Somali with an interpreter on 30 June 2026, with his mother in the room.",
            "Watching Idris in a literacy lesson, a maths lesson, the dinner hall and one playtime on 25 June 2026.",
            "Talking with his mother, his class teacher and his teaching assistant.",
        ]
    ),
]

VIEWS: list[Block] = [
    Heading("3. What Idris told us"),
    Text(
        "On 25 June 2026 Idris sorted twelve picture cards into \u201clike\u201d, \u201cnot sure\u201d and "
        "\u201cdon't like\u201d with the therapist and his teaching assistant. He talked about the cards in "
        "English and in some Somali. His words are in quotation marks."
    ),
    Bullets(
        [
            "He put trains, swimming and number work in \u201clike\u201d.",
            "He put the dinner hall in \u201cdon't like\u201d. He said: \u201cToo loud. I eat fast and go.\u201d",
            "He put talking in class in \u201cnot sure\u201d. He said: \u201cI forget it, then they all looking.\u201d",
            "When asked what he would like to be better at, he said: \u201cPlay with Jude and them.\u201d",
        ]
    ),
    Text(
        "**His mother's view.** Hodan Farah would like Idris to tell her about his day. She says that she "
        "learns what has happened from his sister."
    ),
]

STRENGTHS: list[Block] = [
    Heading("4. Strengths"),
    Bullets(
        [
            "Idris wants to talk with people and keeps trying when he is not understood the first time.",
            "In a quiet room he followed instructions with two parts on 9 out of 10 tries.",
            "He learns quickly from pictures, maps and diagrams.",
            "He uses long and exact words about things that interest him, for example \u201cjunction\u201d "
            "and \u201ctimetable\u201d.",
            "He understands everyday talk in Somali at home.",
        ]
    ),
]

NEEDS: list[Block] = [
    Heading("5. Needs"),
    Numbered(
        [
            "**Following instructions.** Idris does not yet follow an instruction with three parts. He did "
            "so on 1 of 10 tries. He does the last part and watches other children for the rest.",
            "**Listening where there is noise.** With the usual noise of his classroom he followed "
            "instructions with two parts on 4 of 10 tries, against 9 of 10 in a quiet room. In the dinner "
            "hall he did not answer to his name.",
            "**Sentences and stories.** His usual sentence has four or five words. He leaves out small "
            "words and word endings. When he told a picture story he gave two of its eight main points, in "
            "Somali and in English alike.",
            "**Words.** He does not know many of the words that are used in lessons. He explained 3 of 12 "
            "words from his class's topic in the week after it was taught.",
            "**Saying that he has not understood.** Idris nods or says \u201cyes\u201d. He asked for help "
            "twice in the school day of 25 June 2026.",
            "**Playing and talking with other children.** He takes turns in a game with one other child for "
            "about two minutes. After that he changes the rules or leaves.",
        ]
    ),
    Text(
        "His core language score was 68 (an average score is between 85 and 115). In class this means that "
        "he cannot learn by listening alone."
    ),
]

OUTCOMES: list[Block] = [
    Heading("6. Outcomes recommended"),
    Table(
        widths=(1.2, 9.0, 6.0),
        header=("No.", "Outcome", "How it will be measured"),
        rows=[
            (
                "1",
                "By the end of Year 4 (July 2028), Idris will follow a spoken instruction with three parts, "
                "without a picture, on 4 out of 5 tries in class, so that he can start work with his "
                "classmates.",
                "Therapist and teaching assistant each count ten tries in lessons, once a term.",
            ),
            (
                "2",
                "By July 2027, Idris will tell an adult that he has not understood, in words or with his "
                "help card, on 4 out of 5 occasions, so that he does not lose the rest of the lesson.",
                "Teaching assistant keeps a tally for one week in each half-term.",
            ),
            (
                "3",
                "By July 2028, Idris will tell an adult about something that happened, in five linked "
                "sentences that say who, where and what, three times a week, so that his family hear about "
                "his day from him.",
                "Therapist records one account a term. Home and school keep a tally.",
            ),
            (
                "4",
                "By July 2027, Idris will take turns in a game with two other children for ten minutes, "
                "twice a week at playtime, with an adult nearby, so that he has children to play with.",
                "Teaching assistant times two playtimes in each half-term.",
            ),
        ],
    ),
]

PROVISION: list[Block] = [
    Heading("7. Provision recommended"),
    Text("All of this educates or trains Idris. It should be recorded in section F."),
    Numbered(
        [
            "**Individual therapy.** A speech and language therapist will work with Idris one to one for 30 "
            "minutes a week, in two blocks of eight weeks in each school year. Each block works on "
            "sentences and on telling a story.",
            "**Programme in school.** A teaching assistant trained by the therapist will carry out a "
            "language programme for 20 minutes, three times a week, in a group of no more than three pupils.",
            "**Visits to school.** The therapist will visit once in each half-term, for 90 minutes a visit, "
            "to see Idris in class, change the programme and train the teaching assistant. That is six "
            "visits and nine hours a year.",
            "**New words.** The teaching assistant will teach Idris six words from the next week's lessons, "
            "one to one, for 15 minutes, twice a week.",
            "**Play group.** A teaching assistant will run a turn-taking group for Idris and two other "
            "pupils, for 20 minutes, twice a week, at the start of lunchtime play.",
            "**Pictures and signs.** The class teacher and teaching assistants will use a now-and-next "
            "board and a picture timetable in every lesson, and will point to the picture as they speak.",
            "**Listening.** Idris will sit within two metres of the teacher in every lesson. He will eat "
            "lunch in a room with no more than ten pupils, every school day.",
            "**Training.** The therapist will train all adults who teach or supervise Idris for three "
            "hours, once a year, before the October half-term.",
            "**Home language.** A Somali-speaking therapy assistant will visit the family at home for one "
            "hour in each term, to show them how to practise telling stories in Somali.",
        ]
    ),
    Heading("8. Review"),
    Text(
        "The therapist will send a report of no more than two pages to school and parents four weeks before "
        "each annual review. If the amounts above need to change, that should be decided at a review of the "
        "plan."
    ),
    Text("**Signed:** Imogen Adeyinka-Rowe"),
    Text(
        "Specialist speech and language therapist, registered with the Health and Care Professions Council. "
        "Ardmarsh Community Health."
    ),
    Text("**Date:** 10 July 2026"),
]

STORY = Story(
    title="Speech and language therapy advice: Idris Farah",
    look=LOOK,
    made=datetime(2026, 7, 10, 11, 20),
    blocks=[*FRONT, *BACKGROUND, *VIEWS, *STRENGTHS, *NEEDS, *OUTCOMES, *PROVISION],
)
