"""What was planted in the weak draft, word for word, and what was left sound on purpose.

The build looks every quotation up in the files it has just written, so this list cannot drift from them.
`check` is the number of the candidate check it should wake, from the domain notes; an empty quotation means
that words are missing there.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = ("word/document.xml", "word/comments.xml", "word/header1.xml")


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted fault: where it stands, its exact words, what is the matter, which check should see it."""

    place: str
    words: str
    matter: str
    check: str


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing the adviser wrote and what became of it in the draft; empty `draft` means it was dropped."""

    advice: str
    draft: str
    matter: str


FAULTS: Sequence[Fault] = (
    Fault("Front page", "", "'Date plan must be reviewed by' is empty", "ST07"),
    Fault("Front page", "an EHC needs assessment", "acronym not explained", "LA03"),
    Fault("Front page", "SEND Casework Team", "acronym not explained", "LA03"),
    Fault(
        "A",
        "I present with significant difficulties in my receptive and expressive language, which impact on "
        "my ability to access the curriculum. I require a high level of adult support to regulate my "
        "emotions and I struggle with transitions due to my rigidity of thinking.",
        "first person in a professional's words, not attributed",
        "VO04",
    ),
    Fault(
        "A",
        "Idris likes trains, maps and swimming and his parents feel that he is happiest when he is busy.",
        "child's and parents' views in one sentence",
        "VO03",
    ),
    Fault(
        "A",
        "He does not like the dinner hall because it is too loud and they would like him to have somewhere quiet to eat.",
        "child's and parents' views in one sentence",
        "VO03",
    ),
    Fault(
        "A",
        "He wants to play with the other boys and Mum and Dad worry that he is left out.",
        "child's and parents' views in one sentence",
        "VO03",
    ),
    Fault(
        "A",
        "it is felt that he needs a lot more one to one help than he gets",
        "nobody owns the view",
        "VO03",
    ),
    Fault(
        "A",
        "",
        "no word on how, when or by whom the views were gathered (the advice report says how)",
        "VO05",
    ),
    Fault("A", "SALT", "acronym not explained", "LA03"),
    Fault("A", "SEN Support", "acronym not explained at first use in the section", "LA03"),
    Fault(
        "A",
        "statement of special educational needs",
        "out-of-date term (though it is what the parents asked for)",
        "LA07",
    ),
    Fault(
        "A",
        "Idris was born at 34 weeks and spent nine days in the special care baby unit, and he walked at 17 "
        "months and said his first words at just over two and a half years, following which he was referred "
        "by the health visitor to SALT and attended a block of group sessions at the children's centre "
        "before starting in the nursery class of his present school, where concerns were raised by staff "
        "about his understanding, his play and his attention.",
        "one sentence of 81 words",
        "LA01",
    ),
    Fault("B", "", "no 'Sensory and/or physical' area: neither needs nor a nil statement", "NE01"),
    Fault("B", "diagnosis of DLD", "acronym not explained, no effect on learning given", "LA03 NE03"),
    Fault(
        "B",
        "His CELF-5 Core Language Score was 68, which is on the 2nd percentile.",
        "test score without what it means in class",
        "NE03 LA05",
    ),
    Fault(
        "B",
        "He has marked difficulties with the pragmatic use of language and with higher-order inferential "
        "comprehension, and this impacts on his capacity for reciprocal interaction with his peers.",
        "jargon",
        "LA05",
    ),
    Fault(
        "B",
        "He needs access to a language-rich environment and should have visuals available at all times.",
        "provision in section B, and vague",
        "NE04",
    ),
    Fault(
        "B",
        "He is working at WTS in reading, writing and maths and is well below ARE.",
        "acronyms not explained",
        "LA03",
    ),
    Fault(
        "B",
        "The EP found that Idris's verbal comprehension and working memory were in the very low range on "
        "the WISC-V, although his fluid reasoning was in the average range, and it was her view that this "
        "uneven profile, together with his language difficulties, his tendency to tire in the afternoons "
        "and the absences that he has on most days, makes it hard for him to retain and retrieve new "
        "information without a good deal of repetition.",
        "one sentence of 75 words, jargon, acronym 'EP' not explained",
        "LA01 LA03 LA05",
    ),
    Fault(
        "B",
        "can find playtimes difficult",
        "tracked insertion left in, over a deleted measured fact: 'pushed or hit another child on six days "
        "in June 2026, each time at playtime'",
        "ST08",
    ),
    Fault(
        "B",
        "He can display attention-seeking behaviours and become dysregulated at points of transition.",
        "judging phrase and jargon",
        "LA06 LA05",
    ),
    Fault(
        "B",
        "It is possible that some of his behaviour may be linked to sensory difficulties.",
        "hedged need, and never looked into",
        "NE06",
    ),
    Fault("C", "Ardmarsh CCG", "body that no longer exists; acronym not explained", "LA07 LA03"),
    Fault("C", "Idris has absence epilepsy", "health need with no provision in G", "HE03"),
    Fault(
        "C",
        "He also has mild asthma and keeps a blue inhaler in class.",
        "health need with no provision in G",
        "HE03",
    ),
    Fault("C", "Adults in school need to know what an absence looks like", "provision in section C", "HE03"),
    Fault("D", "Not known to this service.", "does not say what was looked at or by whom", "SO01"),
    Fault(
        "E 1",
        "To improve his receptive and expressive language skills.",
        "weak verb, nothing to see or count, no date, no reason",
        "OU03 OU05 OU06",
    ),
    Fault(
        "E 1 step",
        "Idris will begin to follow instructions with more independence.",
        "no measure, no date",
        "OU06",
    ),
    Fault(
        "E 3",
        "Idris will take turns in a game with two other children for ten minutes and will tell an adult "
        "when he has not understood.",
        "two outcomes in one; the second has lost its measure",
        "OU07 OU06",
    ),
    Fault(
        "E 4",
        "Idris will have access to speech and language therapy in order to support his communication.",
        "provision, not an outcome",
        "OU02",
    ),
    Fault("E 4 step", "", "no steps", "OU12"),
    Fault("E 5", "By the end of Year 2", "date already past (Idris is in Year 3)", "OU04"),
    Fault("E 5 step", "60 words, then 80 words.", "no dates", "OU12"),
    Fault(
        "E 6",
        "Idris will make progress in literacy in line with his peers.",
        "weak, compares with others, no date",
        "OU03 OU05",
    ),
    Fault("E 6 step", "Idris will access phonics interventions.", "provision, not a step", "OU02"),
    Fault("E 9", "By July 2026", "date already past", "OU04"),
    Fault("E 9 step", "With an adult at first.", "no measure, no date", "OU12"),
    Fault(
        "E 10",
        "Staff will provide Idris with a calm and nurturing environment to support his emotional regulation.",
        "staff are the doer: provision, not an outcome",
        "OU08 OU02",
    ),
    Fault("E 10 step", "", "no steps", "OU12"),
    Fault(
        "E 11",
        "Idris will develop his confidence and self-esteem and will manage transitions more successfully.",
        "weak verbs, two outcomes in one, no measure, no date",
        "OU03 OU05 OU06 OU07",
    ),
    Fault("E 11 step", "Ongoing.", "no step", "OU12"),
    Fault("E", "", "eleven outcomes", "ST10"),
    Fault(
        "F communication",
        "on a regular basis",
        "tracked insertion left in, over a deleted amount: 'three times a week, in a group of no more than three pupils'",
        "ST08 PR03",
    ),
    Fault("F communication", "Access to speech and language therapy as required.", "no amount", "PR02 PR04"),
    Fault("F communication", "Regular", "frequency column without a frequency", "PR03"),
    Fault(
        "F communication",
        "Opportunities for turn-taking games in a small group.",
        "no length, no group size",
        "PR02 PR07",
    ),
    Fault("F communication", "Key adult", "no role, no training", "PR05"),
    Fault(
        "F communication",
        "Idris would benefit from pre-teaching of vocabulary.",
        "does not commit; no amount",
        "PR10 PR04",
    ),
    Fault("F communication", "School staff", "no role", "PR05"),
    Fault("F communication", "", "'How often' is empty for the pre-teaching of vocabulary", "PR04"),
    Fault(
        "F cognition",
        "Differentiated curriculum and quality first teaching.",
        "what any pupil gets; jargon",
        "PR03 LA05",
    ),
    Fault("F cognition", "Ongoing", "no frequency", "PR03"),
    Fault("F cognition", "20 hours of support funding (Band 4 top-up).", "funding instead of provision", "PR09"),
    Fault(
        "F cognition",
        "Chunking of tasks, task boards, and assistive technology such as a tablet etc.",
        "open list, jargon, no amount",
        "PR02 PR04",
    ),
    Fault("F cognition", "All staff", "no role", "PR05"),
    Fault("F cognition", "As appropriate", "left open", "PR02"),
    Fault(
        "F cognition",
        "Kacper should be seated at the front of the class",
        "another child's name; 'should'",
        "CO01 PR10",
    ),
    Fault(
        "F emotions",
        "A trusted key adult who Idris can go to when needed.",
        "who and how often left open",
        "PR02 PR05",
    ),
    Fault("F emotions", "When needed", "left open", "PR02"),
    Fault("F emotions", "Movement and sensory breaks.", "no amount, and no sensory need in B", "PR04 PR13"),
    Fault("F emotions", "TBC", "placeholder", "ST03"),
    Fault(
        "F emotions",
        "The school will decide how Idris is best supported at lunchtime and at playtime.",
        "decision left to the school",
        "PR08",
    ),
    Fault("F emotions", "To be determined by the setting", "decision left to the school", "PR08"),
    Fault(
        "F emotions",
        "Regular liaison between home and school to promote consistency.",
        "no amount",
        "PR03 PR04",
    ),
    Fault("F emotions", "SENCO", "acronym not explained", "LA03"),
    Fault("F emotions", "Where possible", "left open", "PR02"),
    Fault("G", "N/A", "nil wording against a health need in C", "HE01 HE03"),
    Fault(
        "H1",
        "Idris's parents can find out about short breaks and family activities on the Local Offer website.",
        "signpost instead of provision",
        "SO01",
    ),
    Fault("H2", "", "no section H2", "ST01 ST02"),
    Fault("I", "Pennywort Lane Primary School", "a draft may not name a school", "PL01"),
    Fault("I", "Mainstream primary school", "a draft may not give a type of school", "PL01"),
    Fault("J", "", "heading with nothing under it", "ST03"),
    Fault("K", "12 June 2025", "advice 16 months old at the date of the draft", "KA04"),
    Fault("K", "Awaited", "medical advice missing", "KA02 KA03"),
    Fault("K", "", "social care advice: no name, no date, not attached", "KA02 KA03"),
    Fault("Comment", "The SALT report has a number of sessions.", "Word comment left in, in section F", "ST08"),
    Fault("Comment", "Nothing back from health yet.", "Word comment left in, in section G", "ST08"),
)

SOUND: Sequence[Fault] = (
    Fault("A", "It helps to wait while he thinks.", "how to communicate with him is there", ""),
    Fault("A", "Idris wants to be a train driver.", "aspirations are there, near and far", ""),
    Fault(
        "A",
        "One day they would like him to have a job he likes and a home of his own.",
        "parents' hopes stand apart",
        "",
    ),
    Fault("B", "Idris reads 45 of the first 100 common words on sight.", "a need with a starting point", ""),
    Fault(
        "B",
        "About once a week he hides under a table, for up to 20 minutes",
        "'up to' measures a need here",
        "",
    ),
    Fault(
        "C",
        "He has two to four short absences on most school days.",
        "a health need with its effect on learning",
        "",
    ),
    Fault(
        "E 2",
        "By the end of Year 4, Idris will follow a spoken instruction with three parts",
        "SMART, with steps",
        "",
    ),
    Fault("E 7", "By the end of Key Stage 2, Idris will write four sentences", "SMART, with steps", ""),
    Fault("E 8", "By July 2028, Idris will pick one of the three calming activities", "SMART, with a step", ""),
    Fault(
        "F communication",
        "One visit of one hour each term",
        "who, how long, how often (though less than advised)",
        "",
    ),
    Fault("F communication", "In every lesson, all day", "a whole-day strategy needs no hours", ""),
    Fault("F cognition", "15 minutes a day, one to one", "complete across the row's cells", ""),
    Fault(
        "F cognition",
        "15 minutes, three times a week, in a group of four pupils",
        "complete across the row's cells",
        "",
    ),
    Fault("F emotions", "10 minutes each, every school day", "complete across the row's cells", ""),
    Fault(
        "F emotions",
        "Practice is 10 minutes, once a week, one to one.",
        "complete across the row's cells",
        "",
    ),
    Fault("E", "three times a year, in October, February and June", "monitoring is there", ""),
)

LOSSES: Sequence[Loss] = (
    Loss(
        "one to one for 30 minutes a week, in two blocks of eight weeks in each school year",
        "Access to speech and language therapy as required.",
        "amount lost",
    ),
    Loss(
        "20 minutes, three times a week, in a group of no more than three pupils",
        "on a regular basis",
        "amount lost",
    ),
    Loss(
        "once in each half-term, for 90 minutes a visit",
        "One visit of one hour each term",
        "nine hours a year became three",
    ),
    Loss(
        "six words from the next week's lessons, one to one, for 15 minutes, twice a week",
        "Idris would benefit from pre-teaching of vocabulary.",
        "amount lost",
    ),
    Loss(
        "a turn-taking group for Idris and two other pupils, for 20 minutes, twice a week",
        "Opportunities for turn-taking games in a small group.",
        "amount and group size lost; twice a week became weekly",
    ),
    Loss(
        "a now-and-next board and a picture timetable in every lesson",
        "A now-and-next board on his desk",
        "kept",
    ),
    Loss("He will eat lunch in a room with no more than ten pupils, every school day.", "", "dropped"),
    Loss(
        "Idris will sit within two metres of the teacher in every lesson.",
        "at the front of the class",
        "under another name",
    ),
    Loss("for three hours, once a year, before the October half-term", "", "dropped"),
    Loss("will visit the family at home for one hour in each term", "", "dropped"),
    Loss(
        "he followed instructions with two parts on 4 of 10 tries",
        "",
        "need dropped; only the strength was kept",
    ),
    Loss("He explained 3 of 12 words from his class's topic", "", "need dropped"),
    Loss(
        "By the end of Year 4 (July 2028), Idris will follow a spoken instruction with three parts",
        "By the end of Year 4, Idris will follow a spoken instruction with three parts",
        "kept",
    ),
    Loss(
        "in words or with his help card, on 4 out of 5 occasions",
        "and will tell an adult when he has not understood",
        "joined to another outcome, measure lost",
    ),
    Loss(
        "Idris will tell an adult about something that happened, in five linked sentences",
        "To improve his receptive and expressive language skills.",
        "measure and date lost",
    ),
    Loss(
        "He said: \u201cToo loud. I eat fast and go.\u201d",
        "the dinner hall because it is too loud",
        "his words and the method lost",
    ),
)


def words_of(path: Path) -> str:
    """Return every word in a Word file, deleted ones and comments too, with spaces made plain."""
    with zipfile.ZipFile(path) as package:
        roots = [etree.fromstring(package.read(part)) for part in PARTS if part in package.namelist()]
    paragraphs = (
        "".join(text.text or "" for text in paragraph.iter(f"{WORD}t", f"{WORD}delText"))
        for root in roots
        for paragraph in root.iter(f"{WORD}p")
    )
    return re.sub(r"\s+", " ", " ".join(paragraphs))


def missing(draft: Path, advice: Path) -> list[str]:
    """Return the quotations that stand nowhere in the files: there must be none."""
    in_draft, in_advice = words_of(draft), words_of(advice)
    wanted = [fault.words for fault in (*FAULTS, *SOUND)] + [loss.draft for loss in LOSSES]
    lost = [words for words in wanted if words not in in_draft]
    return lost + [loss.advice for loss in LOSSES if loss.advice not in in_advice]


def as_markdown() -> str:
    """Return PLANTED.md: the faults, what is sound, and what became of the advice."""
    return "\n".join(
        [
            "# What was planted in `weak-draft`",
            "",
            "Written by `python -m examples.build` from `planted.py`; the build stops if a quotation is not in the files.",
            "Every person, place and service is invented. *(nothing)* marks words that are missing.",
            "The PDF is printed without comments, with the tracked changes accepted, as the family would get it.",
            "",
            f"## Faults ({len(FAULTS)})",
            "",
            "| Section | Exact words | What is the matter | Candidate check |",
            "|---|---|---|---|",
            *(f"| {f.place} | {_quoted(f.words)} | {f.matter} | {f.check} |" for f in FAULTS),
            "",
            f"## Sound on purpose: a tool should stay quiet here ({len(SOUND)})",
            "",
            "| Section | Exact words | Why |",
            "|---|---|---|",
            *(f"| {f.place} | {_quoted(f.words)} | {f.matter} |" for f in SOUND),
            "",
            f"## What became of the speech and language therapist's advice ({len(LOSSES)})",
            "",
            "| In `advice-report` | In `weak-draft` | |",
            "|---|---|---|",
            *(f"| {_quoted(x.advice)} | {_quoted(x.draft)} | {x.matter} |" for x in LOSSES),
            "",
        ]
    )


def _quoted(words: str) -> str:
    return f"\u201c{words}\u201d" if words else "*(nothing)*"
