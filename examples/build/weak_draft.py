"""A weak first draft, as a tired caseworker leaves it at the end of the week: about half of it is all right.

Layout: linear sections A to D in heading styles, then E and F together in each area of need, then G to K.
The planted faults are listed with their exact words in planted.py; the advice it weakened is in
advice_report.py.
"""

from __future__ import annotations

from datetime import datetime

from .document import Block, Bullets, Heading, Look, Story, Table, Text, Title

LOOK = Look(
    size=12,
    colour="1F3864",
    shade="D9E2F3",
    header="Idris Farah     Date of birth: 14/03/2019     DRAFT",
    footer="Ardmarsh Borough Council     Education, Health and Care Plan",
)

FRONT: list[Block] = [
    Title("Education, Health and Care Plan"),
    Text("**DRAFT for comment.** This is a proposed plan. Please send us your comments within 15 days."),
    Table(
        widths=(5.6, 11.0),
        labels=True,
        rows=[
            ("Child's name", "Idris Farah"),
            ("Date of birth", "14/03/2019"),
            ("Year group", "Year 3"),
            ("Languages spoken at home", "Somali and English"),
            ("Parents", "Hodan Farah and Yusuf Farah"),
            ("Looked after by the council", "No"),
            ("Status of this plan", "Draft, version 1"),
            ("Date of this draft", "16 October 2026"),
            ("Date plan must be reviewed by", ""),
            ("Plan reference", "AMB/EHC/2741"),
            ("Case officer", "Marta Castellane, SEND Casework Team"),
        ],
    ),
    Text(
        "This plan says what Idris needs and what help he will get. It was written after an EHC needs "
        "assessment. The advice that was used is listed in section K."
    ),
]

SECTION_A: list[Block] = [
    Heading("Section A: The views, interests and aspirations of Idris and his parents", new_page=True),
    Heading("About Idris", 2),
    Text(
        "Idris is seven. He lives with his mum, his dad, his older sister Sahra and his baby brother. The "
        "family speak Somali and English at home. Idris understands more Somali than he speaks. He uses "
        "English at school."
    ),
    Text(
        "I present with significant difficulties in my receptive and expressive language, which impact on "
        "my ability to access the curriculum. I require a high level of adult support to regulate my "
        "emotions and I struggle with transitions due to my rigidity of thinking."
    ),
    Heading("Views and interests", 2),
    Text(
        "Idris likes trains, maps and swimming and his parents feel that he is happiest when he is busy. He "
        "does not like the dinner hall because it is too loud and they would like him to have somewhere "
        "quiet to eat. He wants to play with the other boys and Mum and Dad worry that he is left out. He "
        "says maths is all right but writing is \u201crubbish\u201d, and it is felt that he needs a lot "
        "more one to one help than he gets."
    ),
    Text(
        "His favourite thing is his wooden train set. He lines up the stations in the right order and can "
        "name every stop on the line to his grandmother's house. He goes swimming with his dad on Saturday "
        "mornings and is proud that he can swim a width."
    ),
    Text("These things are important to Idris:"),
    Bullets(
        [
            "knowing what will happen next, and being told if it is going to change",
            "having his own peg and his own place on the carpet",
            "time on his own with his trains when he gets home from school",
            "going to his grandmother's house on Fridays, where he helps to cook.",
        ]
    ),
    Heading("How to communicate with Idris", 2),
    Text(
        "Idris talks in short sentences. He understands best when people say one thing at a time and point "
        "to it or show him a picture. It helps to wait while he thinks. He may nod when he has not "
        "understood, so ask him to show you."
    ),
    Heading("Aspirations", 2),
    Text(
        "Idris wants to be a train driver. Before that he wants to go on the Year 3 trip to the tramway "
        "museum and to have a friend to sit with on the coach."
    ),
    Text(
        "His parents hope that he will read and write well enough to manage at secondary school. One day "
        "they would like him to have a job he likes and a home of his own."
    ),
    Heading("History", 2),
    Text(
        "Idris was born at 34 weeks and spent nine days in the special care baby unit, and he walked at 17 "
        "months and said his first words at just over two and a half years, following which he was referred "
        "by the health visitor to SALT and attended a block of group sessions at the children's centre "
        "before starting in the nursery class of his present school, where concerns were raised by staff "
        "about his understanding, his play and his attention."
    ),
    Text(
        "School has given him SEN Support since Reception. His parents first asked about a statement of "
        "special educational needs when he was in Year 1. In the Reception year he missed 22 days of school "
        "because of his health. His attendance has been good since then."
    ),
]

SECTION_B: list[Block] = [
    Heading("Section B: Special educational needs"),
    Heading("Communication and interaction", 2),
    Text("**Strengths**"),
    Bullets(
        [
            "Idris is friendly. He smiles and says hello to adults he knows.",
            "He knows a great deal about trains, stations and timetables and likes to talk about them.",
            "He follows family talk in Somali as well as in English.",
            "In a quiet room he follows an instruction with two parts on 9 out of 10 tries.",
        ]
    ),
    Text("**Needs**"),
    Bullets(
        [
            "Idris has a diagnosis of DLD. His CELF-5 Core Language Score was 68, which is on the 2nd percentile.",
            "He cannot yet follow an instruction with three parts, for example \u201cPut your book away, "
            "get your coat and line up\u201d. He does the last part only and then watches what the other "
            "children do.",
            "Idris speaks in sentences of four or five words. He leaves out small words and the ends of "
            "words, so that \u201cthe trains are stopping\u201d becomes \u201ctrain stop\u201d.",
            "He has marked difficulties with the pragmatic use of language and with higher-order "
            "inferential comprehension, and this impacts on his capacity for reciprocal interaction with "
            "his peers.",
            "When he has not understood, Idris nods or says \u201cyes\u201d. He asked for help twice in a "
            "whole day when he was observed in June 2026.",
            "He needs access to a language-rich environment and should have visuals available at all times.",
        ]
    ),
    Heading("Cognition and learning", 2),
    Text("**Strengths**"),
    Bullets(
        [
            "Idris counts to 100. He adds and takes away with numbers up to 20 and likes number puzzles.",
            "He remembers routes and draws train lines from memory, with the stops in the right order.",
            "He tries hard with a task when he can see how much there is to do.",
        ]
    ),
    Heading("What he could do in school in July 2026", 3),
    Table(
        widths=(3.4, 13.2),
        header=("Subject", "Teacher's assessment"),
        rows=[
            (
                "Reading",
                "Reads a book with one short sentence on each page. Answers a question about the picture, "
                "but not yet about something that is only in the words.",
            ),
            (
                "Writing",
                "Writes his first name, all the letters and about 20 words from memory. Holds his pencil well.",
            ),
            (
                "Maths",
                "Adds and takes away up to 20 without help. Can tell the time on the hour and half hour. "
                "Does not yet solve a problem that is told as a story.",
            ),
        ],
    ),
    Text("**Needs**"),
    Bullets(
        [
            "Idris reads 45 of the first 100 common words on sight. He sounds out words of three letters "
            "but loses track in longer ones.",
            "He is working at WTS in reading, writing and maths and is well below ARE.",
            "He writes one short sentence with an adult beside him. He forgets what he wanted to say while "
            "he is forming the letters.",
            "Idris stays with a task that he finds hard for three to four minutes on his own. With an adult "
            "beside him he stays with it for about twelve minutes.",
            "The EP found that Idris's verbal comprehension and working memory were in the very low range "
            "on the WISC-V, although his fluid reasoning was in the average range, and it was her view that "
            "this uneven profile, together with his language difficulties, his tendency to tire in the "
            "afternoons and the absences that he has on most days, makes it hard for him to retain and "
            "retrieve new information without a good deal of repetition.",
        ]
    ),
    Heading("Social, emotional and mental health", 2),
    Text("**Strengths**"),
    Bullets(
        [
            "Idris is gentle with his baby brother and with animals.",
            "He settles when he knows what is going to happen and in what order.",
            "He has a sense of humour and enjoys making adults laugh.",
        ]
    ),
    Text("**Needs**"),
    Bullets(
        [
            "Idris {--pushed or hit another child on six days in June 2026, each time at playtime--}{++can "
            "find playtimes difficult++}.",
            "He has few friends. He was alone for most of the time on three of the five playtimes when he was observed.",
            "He worries about change. About once a week he hides under a table, for up to 20 minutes, when "
            "a teacher is away or a lesson is moved.",
            "He can display attention-seeking behaviours and become dysregulated at points of transition.",
            "It is possible that some of his behaviour may be linked to sensory difficulties.",
        ]
    ),
]

SECTIONS_C_D: list[Block] = [
    Heading("Section C: Health care needs related to special educational needs"),
    Text(
        "Idris has absence epilepsy, which was diagnosed in November 2024. He has two to four short "
        "absences on most school days. Each lasts between five and fifteen seconds. During an absence he "
        "does not hear what is said, so he misses parts of instructions and stories and does not know that "
        "he has missed them."
    ),
    Text(
        "He is often tired after an absence. Adults in school need to know what an absence looks like, to "
        "write down when each one happens, and to know what to do if one lasts longer than five minutes."
    ),
    Text(
        "Idris is seen by the consultant community paediatrician and by the epilepsy nurse, whose post is "
        "paid for by Ardmarsh CCG. He also has mild asthma and keeps a blue inhaler in class."
    ),
    Heading("Section D: Social care needs related to special educational needs or to a disability"),
    Text("Not known to this service."),
]

OUTCOME_COLUMNS = ("Outcome", "Steps")
OUTCOME_WIDTHS = (9.6, 7.0)
PROVISION_COLUMNS = ("Provision", "By whom", "How often")
PROVISION_WIDTHS = (8.4, 4.2, 4.0)

COMMUNICATION: list[Block] = [
    Heading("Communication and interaction", 2),
    Heading("Section E: Outcomes", 3),
    Table(
        widths=OUTCOME_WIDTHS,
        header=OUTCOME_COLUMNS,
        rows=[
            (
                "1. To improve his receptive and expressive language skills.",
                "Idris will begin to follow instructions with more independence.",
            ),
            (
                "2. By the end of Year 4, Idris will follow a spoken instruction with three parts, without "
                "a picture to help him, on 4 out of 5 tries in class, so that he can start work at the same "
                "time as his classmates.",
                "By the end of the spring term 2027: two parts, no picture, on 4 out of 5 tries in class.\n"
                "By July 2027: three parts with a picture for each, on 4 out of 5 tries.",
            ),
            (
                "3. By July 2027, Idris will take turns in a game with two other children for ten minutes "
                "and will tell an adult when he has not understood.",
                "Five minutes with one other child, three times a week, by the end of the spring term 2027.",
            ),
            (
                "4. Idris will have access to speech and language therapy in order to support his communication.",
                "",
            ),
        ],
    ),
    Heading("Section F: Special educational provision", 3),
    Table(
        widths=PROVISION_WIDTHS,
        header=PROVISION_COLUMNS,
        rows=[
            (
                "A language programme, written by the speech and language therapist, on instructions with "
                "two and three parts, on longer sentences and on asking for help.",
                "Teaching assistant who has been trained in the programme by the speech and language therapist",
                "20 minutes, {--three times a week, in a group of no more than three pupils--}{++on a regular basis++}",
            ),
            (
                "{==Access to speech and language therapy as required.==}{>>The SALT report has a number of "
                "sessions. Can we put it in or do we need the therapy service to agree first? MC<<}",
                "SALT",
                "Regular",
            ),
            (
                "The therapist will visit school to look at Idris's progress, change the programme and "
                "train the teaching assistant.",
                "Speech and language therapist",
                "One visit of one hour each term",
            ),
            (
                "Opportunities for turn-taking games in a small group.",
                "Key adult",
                "Weekly",
            ),
            (
                "Idris would benefit from pre-teaching of vocabulary.",
                "School staff",
                "",
            ),
            (
                "A now-and-next board on his desk, and a picture timetable that is changed as each part of "
                "the day is finished. Adults point to the picture as they give an instruction.",
                "Class teacher and teaching assistant",
                "In every lesson, all day",
            ),
        ],
    ),
]

COGNITION: list[Block] = [
    Heading("Cognition and learning", 2),
    Heading("Section E: Outcomes", 3),
    Table(
        widths=OUTCOME_WIDTHS,
        header=OUTCOME_COLUMNS,
        rows=[
            (
                "5. By the end of Year 2, Idris will read the first 100 common words on sight, getting 9 "
                "out of 10 right in a weekly check.",
                "60 words, then 80 words.",
            ),
            (
                "6. Idris will make progress in literacy in line with his peers.",
                "Idris will access phonics interventions.",
            ),
            (
                "7. By the end of Key Stage 2, Idris will write four sentences about something he has done, "
                "once a week, without an adult beside him, with a capital letter and a full stop in at "
                "least three of them, so that other people can read his ideas.",
                "By July 2027: one sentence on his own, using a word mat, once a week.\n"
                "By July 2028: two sentences on his own, once a week.",
            ),
        ],
    ),
    Heading("Section F: Special educational provision", 3),
    Table(
        widths=PROVISION_WIDTHS,
        header=PROVISION_COLUMNS,
        rows=[
            (
                "Reading and spelling work on ten words at a time, going back over each set until Idris "
                "reads it correctly on three days running.",
                "Teaching assistant trained in the scheme by the special educational needs co-ordinator",
                "15 minutes a day, one to one",
            ),
            (
                "Differentiated curriculum and quality first teaching.",
                "Class teacher",
                "Ongoing",
            ),
            (
                "Sentence work with word cards: Idris says the sentence, builds it from cards and then writes it.",
                "Class teacher",
                "15 minutes, three times a week, in a group of four pupils",
            ),
            (
                "20 hours of support funding (Band 4 top-up).",
                "School",
                "Weekly",
            ),
            (
                "Chunking of tasks, task boards, and assistive technology such as a tablet etc.",
                "All staff",
                "As appropriate",
            ),
            (
                "Kacper should be seated at the front of the class, away from the door.",
                "Class teacher",
                "Every lesson",
            ),
        ],
    ),
]

EMOTIONS: list[Block] = [
    Heading("Social, emotional and mental health", 2),
    Heading("Section E: Outcomes", 3),
    Table(
        widths=OUTCOME_WIDTHS,
        header=OUTCOME_COLUMNS,
        rows=[
            (
                "8. By July 2028, Idris will pick one of the three calming activities on his card when he "
                "is worried, without an adult asking him to, on 4 out of 5 occasions noted by staff in a "
                "half-term, so that he can go back to his lesson.",
                "By July 2027: with one reminder from an adult, on 4 out of 5 occasions.",
            ),
            (
                "9. By July 2026, Idris will join in a game with other children at playtime on 3 days out of 5.",
                "With an adult at first.",
            ),
            (
                "10. Staff will provide Idris with a calm and nurturing environment to support his emotional regulation.",
                "",
            ),
            (
                "11. Idris will develop his confidence and self-esteem and will manage transitions more successfully.",
                "Ongoing.",
            ),
        ],
    ),
    Heading("Section F: Special educational provision", 3),
    Table(
        widths=PROVISION_WIDTHS,
        header=PROVISION_COLUMNS,
        rows=[
            (
                "A meeting at the start of the day and another at the end, using a card with five faces. "
                "Idris shows how he feels and goes through what will happen next.",
                "Teaching assistant trained and supervised by the educational psychologist in emotional literacy",
                "10 minutes each, every school day",
            ),
            (
                "A trusted key adult who Idris can go to when needed.",
                "Key adult",
                "When needed",
            ),
            (
                "Movement and sensory breaks.",
                "Teaching assistant",
                "TBC",
            ),
            (
                "A quiet corner in the classroom with his three calming activities. An adult practises each "
                "one with Idris while he is calm.",
                "Class teacher sets up the corner. Teaching assistant practises with Idris.",
                "The corner is there all day. Practice is 10 minutes, once a week, one to one.",
            ),
            (
                "The school will decide how Idris is best supported at lunchtime and at playtime.",
                "School",
                "To be determined by the setting",
            ),
            (
                "Regular liaison between home and school to promote consistency.",
                "SENCO",
                "Where possible",
            ),
        ],
    ),
    Heading("How the outcomes will be checked", 2),
    Text(
        "The class teacher and the special educational needs co-ordinator will set shorter targets with "
        "Idris and his parents three times a year, in October, February and June. The school will bring the "
        "results to the annual review."
    ),
]

SECTIONS_G_TO_K: list[Block] = [
    Heading("Section G: Health care provision"),
    Text("{==N/A==}{>>Nothing back from health yet. Chase the paediatrician before this goes out. MC<<}"),
    Heading("Section H1: Social care provision under section 2 of the Chronically Sick and Disabled Persons Act"),
    Text("Idris's parents can find out about short breaks and family activities on the Local Offer website."),
    Heading("Section I: Placement"),
    Table(
        widths=(5.6, 11.0),
        labels=True,
        rows=[
            ("Name of school", "Pennywort Lane Primary School"),
            ("Type of school", "Mainstream primary school"),
        ],
    ),
    Heading("Section J: Personal budget and direct payments"),
    Heading("Section K: Advice and information gathered in the assessment"),
    Table(
        widths=(5.8, 5.2, 3.4, 2.2),
        header=("Advice", "From", "Date", "Attached"),
        rows=[
            ("Parents' advice", "Hodan Farah and Yusuf Farah", "22 May 2026", "Yes"),
            (
                "School advice",
                "Denise Olorunfemi, special educational needs co-ordinator",
                "12 June 2026",
                "Yes",
            ),
            (
                "Psychological advice",
                "Dr Petra Halloway-Singh, educational psychologist",
                "12 June 2025",
                "Yes",
            ),
            (
                "Speech and language therapy advice",
                "Imogen Adeyinka-Rowe, specialist speech and language therapist",
                "10 July 2026",
                "Yes",
            ),
            ("Medical advice", "Community paediatrics", "Awaited", "No"),
            ("Social care advice", "Children's social care", "", "No"),
        ],
    ),
]

STORY = Story(
    title="Education, Health and Care Plan: Idris Farah (draft)",
    look=LOOK,
    made=datetime(2026, 10, 16, 16, 45),
    reviser="Marta Castellane",
    initials="MC",
    blocks=[
        *FRONT,
        *SECTION_A,
        *SECTION_B,
        *SECTIONS_C_D,
        Heading("Sections E and F: Outcomes and special educational provision"),
        Text("The outcomes for each area of need are followed by the provision that will help Idris to reach them."),
        *COMMUNICATION,
        *COGNITION,
        *EMOTIONS,
        *SECTIONS_G_TO_K,
    ],
)
