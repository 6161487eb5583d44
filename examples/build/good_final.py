"""A good final plan: a careful reader should find next to nothing to ask.

Layout: one table for each area of need with its columns in the order B, F, E, after the national template
that was tried out in 2023 to 2025; then C, G, E and D, H1, H2, E side by side. The pupil does not speak: her
views come from her eye-gaze talker, symbols and watching, and a tool that counts the word "I" must not think
less of them.
"""

from __future__ import annotations

from datetime import datetime

from .document import Block, Heading, Look, Story, Table, Text, Title

LOOK = Look(
    size=11,
    colour="4A2C5E",
    shade="E9E1EF",
    landscape=True,
    margin=1.9,
    header="Efua Adomako     Born 2 November 2011     Final plan, 20 November 2026",
    footer="Tidewick Council     Education, Health and Care Plan",
)
PAIR = (6.0, 19.9)
AREA_COLUMNS = (
    "B \u2013 Special Educational Needs",
    "F \u2013 Special Educational Provision",
    "E \u2013 Outcomes",
)
AREA_WIDTHS = (6.4, 11.9, 7.6)

FRONT: list[Block] = [
    Title("Education, Health and Care Plan"),
    Table(
        title="Personal details",
        widths=PAIR,
        labels=True,
        rows=[
            ("Name", "Efua Adomako"),
            ("Date of birth", "2 November 2011 (age 15)"),
            ("School year", "Year 10"),
            ("Languages", "English and Twi"),
            (
                "How Efua communicates",
                "With her eyes and an eye-gaze talker. Section A says how to talk with her.",
            ),
            (
                "Parents",
                "Abena Adomako (mother) and Peter Lisle (father). Both have parental responsibility.",
            ),
            ("Address and contact details", "Held in the council's case record."),
            ("Looked after by the council", "No"),
            (
                "Status",
                "Final. It was written after a reassessment of Efua's needs and replaces the plan of 2024.",
            ),
            ("Date of this plan", "20 November 2026"),
            ("Date of next review", "To be finished by 19 November 2027"),
            ("Plan number", "TID-0417"),
            ("Plan co-ordinator", "Rosalind Teague, Tidewick Council"),
        ],
    ),
    Table(
        title="Services that work with Efua",
        widths=PAIR,
        labels=True,
        together=True,
        rows=[
            ("Education", "School, educational psychology, vision impairment teaching, careers advice"),
            (
                "Health",
                "Children's nursing, dietetics, neurology, occupational therapy, physiotherapy, speech and language therapy",
            ),
            ("Social care", "Disabled children's team. Efua has a social worker."),
        ],
    ),
]

SECTION_A: list[Block] = [
    Heading("Section A \u2013 Views, interests and aspirations", new_page=True),
    Table(
        title="A1 Efua's history and how she communicates",
        widths=PAIR,
        labels=True,
        rows=[
            (
                "History",
                "Efua was born early, at 29 weeks. At 18 months, doctors told her family that she has "
                "cerebral palsy. This means that her brain and muscles do not work together well. It "
                "affects her arms, her legs and her mouth. She went to nursery and primary school in "
                "Tidewick. She moved to her present school in Year 7. She got her first eye-gaze talker "
                "when she was nine.",
            ),
            (
                "How Efua communicates",
                "Efua does not use speech. She has an eye-gaze talker: a screen that says the word she "
                "looks at. She looks up for \u201cyes\u201d and closes her eyes for \u201cno\u201d. She "
                "laughs, hums and turns her head towards what she likes. She presses her lips together and "
                "goes quiet when she is in pain.",
            ),
            (
                "How to talk with Efua",
                "Talk to Efua, not to the person beside her. Ask one question at a time. Wait 20 seconds. "
                "Then say back what you think she said, and let her look up or close her eyes.",
            ),
            (
                "How Efua took part",
                "Efua gave her views on 15, 22 and 29 September 2026 at school. Her speech and language "
                "therapist and her teaching assistant helped her. She used her talker, chose from "
                "photographs, and sorted picture symbols by looking at \u201cgood\u201d, \u201cso-so\u201d "
                "or \u201cnot good\u201d. Her teaching assistant also watched her in five lessons and two "
                "lunch times, and wrote down what she turned to and what she turned from. Words in "
                "quotation marks below are Efua's own, said with her talker. On 6 October 2026 the plan "
                "co-ordinator read this section to her. She looked up for \u201cyes\u201d at each part, and "
                "asked for one change, which was made.",
            ),
        ],
    ),
    Table(
        title="A2 Efua's views, interests and aspirations",
        widths=PAIR,
        labels=True,
        rows=[
            (
                "Views",
                "Efua said: \u201cTalk to me. Not Mum.\u201d She told us that people often speak over her "
                "head.\n"
                "She put the music room, her friend Noor and the sea on \u201cgood\u201d. She put waiting, "
                "changes she was not told about, and eating on her own on \u201cnot good\u201d.\n"
                "When she saw the photograph of the hoist, she said: \u201cShut door please.\u201d",
            ),
            (
                "Interests",
                "Efua loves music and the radio. She laughs and rocks her head when her grandfather's "
                "highlife records are played. She chose a boat in nine of the ten pairs of photographs that "
                "had one. She follows the town's football team.",
            ),
            (
                "Strengths",
                "Efua is funny and patient. She remembers voices, tunes and what people have promised. She "
                "tells people apart by their footsteps. She tries again when her talker says the wrong word.",
            ),
            (
                "Aspirations",
                "**Soon:** Efua said: \u201cMy show. Friday.\u201d She wants to present a music show on the "
                "school radio. She wants to go to a music group without her parents.\n"
                "**Later:** Efua said: \u201cRadio job. Own flat. Dog.\u201d She would like to live near "
                "her grandfather and choose the people who help her.",
            ),
        ],
    ),
    Table(
        title="A3 The views of Efua's parents",
        widths=PAIR,
        labels=True,
        together=True,
        rows=[
            (
                "How they were gathered",
                "Abena and Peter met the plan co-ordinator at home on 24 September 2026. They read this "
                "part and agreed it on 8 October 2026.",
            ),
            (
                "What they told us",
                "Abena is proud of how hard Efua works to be heard. She wants people who do not know Efua "
                "to understand her. Peter worries about Efua leaving school at 19. They are both tired, and "
                "their backs hurt from lifting.",
            ),
            (
                "Their hopes for Efua",
                "Soon, they want Efua to have friends outside school. Later, they hope that she will have a "
                "home of her own, work that she enjoys and helpers whom she trusts.",
            ),
        ],
    ),
]

COMMUNICATION = Table(
    title="Special Educational Needs and Provision (B-F-E): Communication and interaction",
    header=AREA_COLUMNS,
    band=(
        "**Strengths:** Efua understands everyday talk in English and in Twi. She uses 140 words on her "
        "talker. She hums to get someone's attention and keeps looking until they come."
    ),
    widths=AREA_WIDTHS,
    rows=[
        (
            "**Need 1.** Efua cannot use speech. She says one word at a time on her talker. She joins two "
            "words about twice a day. People who are new to her often miss what she means.",
            "**Provision 1a.** A speech and language therapist, trained in eye-gaze talkers, will work with "
            "Efua one to one for 45 minutes every week, 38 weeks a year. They will work on joining words.\n"
            "**1b.** A teaching assistant will practise the same work with Efua one to one for 15 minutes "
            "every school day. The therapist will train the teaching assistant for 3 hours every term.\n"
            "**1c.** Efua will have her own eye-gaze talker on her wheelchair in every lesson, break and "
            "lunch time. The teaching assistant will set it up for 10 minutes every morning. The regional "
            "talker centre will check it twice a year, and will lend Efua another within 2 school days if "
            "it breaks.\n"
            "**1d.** The therapist will train every teacher and teaching assistant who works with Efua in "
            "how to talk with her, for 2 hours every September.",
            "**Outcome 1.** By 31 July 2028, Efua will join two or more words on her talker ten times a "
            "day, on 4 out of 5 school days, so that people who are new to her understand her.\n"
            "**Now:** about twice a day.\n"
            "**Step:** five times a day, on 4 out of 5 school days, by 31 July 2027.",
        ),
        (
            "**Need 2.** Efua needs about 15 seconds to find a word. In a group, other pupils answer before "
            "she can. She starts a conversation with another pupil about once a week.",
            "**Provision 2a.** A speech and language therapist and a teaching assistant will run a "
            "conversation group for Efua and 3 other pupils who use talkers, for 40 minutes every week, 38 "
            "weeks a year.\n"
            "**2b.** In every lesson, the teacher will ask Efua at least 2 questions and wait 20 seconds "
            "for each answer.\n"
            "**2c.** A teaching assistant, trained by the therapist, will sit with Efua and 2 pupils whom "
            "she chooses, for 20 minutes at lunch time, 3 days a week. The teaching assistant will show the "
            "pupils how to use the talker.",
            "**Outcome 2.** By 31 July 2028, Efua will start a conversation with another pupil, without a "
            "prompt, once a day on 4 out of 5 school days, so that she makes her own friends.\n"
            "**Now:** about once a week.\n"
            "**Step:** twice a week, by 31 July 2027.",
        ),
    ],
)

COGNITION = Table(
    title="Special Educational Needs and Provision (B-F-E): Cognition and learning",
    header=AREA_COLUMNS,
    band=(
        "**Strengths:** Efua knows the sounds of all the letters. She remembers the order of songs in a "
        "show after hearing it once. She works for 25 minutes on a task that she has chosen."
    ),
    widths=AREA_WIDTHS,
    rows=[
        (
            "**Need 3.** Efua has a learning disability. She needs to meet a new word about 30 times before "
            "she can read it. She reads 32 whole words. She cannot yet spell a word that is not on her "
            "talker.",
            "**Provision 3a.** A teacher with a qualification in teaching pupils with complex needs to read "
            "will teach Efua reading and spelling one to one for 30 minutes, 4 days a week, 38 weeks a "
            "year.\n"
            "**3b.** A teaching assistant, trained by that teacher for 2 hours every term, will go over the "
            "week's five words with Efua one to one for 10 minutes every school day.\n"
            "**3c.** Efua will be taught in a class of no more than 8 pupils, with one teacher and three "
            "teaching assistants, in every lesson. One of the three is Efua's own (see 7d).",
            "**Outcome 3.** By 31 July 2028, Efua will spell the first three letters of 8 out of 10 words "
            "with her eyes, in a weekly check, so that she can say new words.\n"
            "**Now:** the first letter, for 5 out of 10 words.\n"
            "**Step:** the first two letters, for 7 out of 10 words, by 31 July 2027.",
        ),
        (
            "**Need 4.** Efua wants to work in radio. She has not yet tried any work. She plans two steps "
            "of a task. She needs help to plan more.",
            "**Provision 4a (preparing for adulthood: employment).** A teacher and a teaching assistant "
            "will work with Efua and 3 other pupils on the school radio show, for one hour every week, 38 "
            "weeks a year. Efua will plan her own part with picture steps.\n"
            "**4b.** A qualified careers adviser will meet Efua one to one for one hour, twice in each "
            "school year.\n"
            "**4c.** Efua will do work experience for 5 hours a week, for 6 weeks, in the summer terms of "
            "2027 and 2028. Her trained teaching assistant will stay with her one to one. The school's "
            "careers leader will arrange it, at a workplace that Efua chooses after 3 visits.",
            "**Outcome 4.** By 31 July 2028, Efua will present a ten-minute radio show at school, choosing "
            "four songs and saying three links, in 5 weeks out of 6, so that she is ready for radio work.\n"
            "**Now:** she chooses one song from two.\n"
            "**Step:** two songs and one link, in 4 weeks out of 6, by 31 July 2027.",
        ),
    ],
)

EMOTIONS = Table(
    title="Special Educational Needs and Provision (B-F-E): Social, emotional and mental health",
    header=AREA_COLUMNS,
    band=(
        "**Strengths:** Efua is cheerful on most days. She knows when a friend is sad and looks at them "
        "until an adult notices. She calms when she hears music."
    ),
    widths=AREA_WIDTHS,
    rows=[
        (
            "**Need 5.** Efua gets upset when plans change without warning, and when others can see her "
            "being moved. This happens about four times a week. She cries, shuts her eyes and does not use "
            "her talker for about 30 minutes. She has no way yet to say that she is worried.",
            "**Provision 5a.** Each morning, a teaching assistant will go through the day with Efua one to "
            "one on her talker, for 10 minutes. The teaching assistant will tell Efua about every change "
            "before it happens.\n"
            "**5b.** A teaching assistant, trained in emotional literacy by an educational psychologist, "
            "will teach Efua one to one to name her feelings, for 30 minutes every week, 38 weeks a year. "
            "The psychologist will supervise that teaching assistant for one hour every half-term.\n"
            "**5c.** Each time Efua is moved with the hoist, the two teaching assistants in 7d will shut "
            "the door of the care room first.",
            "**Outcome 5.** By 31 July 2027, Efua will use her talker to tell an adult that she is worried, "
            "before she cries, on 4 out of 5 occasions, so that people can put things right.\n"
            "**Now:** she does not do this yet.\n"
            "**Step:** with a reminder to look at her talker, on 3 out of 5 occasions, by 31 March 2027.",
        ),
    ],
)

PHYSICAL = Table(
    title="Special Educational Needs and Provision (B-F-E): Sensory and/or physical",
    header=AREA_COLUMNS,
    band=(
        "**Strengths:** Efua holds her head up well in her wheelchair. She works a switch with the side of "
        "her head. Her hearing is very good. She enjoys swimming."
    ),
    widths=AREA_WIDTHS,
    rows=[
        (
            "**Need 6.** Efua has cerebral visual impairment. Her eyes work, but her brain finds it hard to "
            "sort what they see. She sees best in yellow on black, with 12 symbols or fewer on a page. Her "
            "eyes tire after 25 minutes.",
            "**Provision 6a.** A qualified teacher of children with vision impairment will teach Efua to "
            "search a screen, one to one, for one hour every two weeks (19 visits a year). In each visit "
            "the teacher will check her symbols for the next two weeks.\n"
            "**6b.** A teaching assistant, trained by that teacher for 2 hours every term, will practise "
            "searching with Efua one to one for 10 minutes every school day.\n"
            "**6c.** In every lesson, the class teacher will give Efua symbols that are 5 centimetres high, "
            "in yellow on black. Each page will start with 12 symbols. The vision teacher will add more as "
            "she learns.\n"
            "**6d.** Her teaching assistant will give Efua 5 minutes' rest from the screen after every 25 "
            "minutes.",
            "**Outcome 6.** By 31 July 2028, Efua will find a named symbol on a page of 20 within 10 "
            "seconds, on 8 out of 10 tries in a weekly check, so that she finds words faster.\n"
            "**Now:** on a page of 12, in about 15 seconds, on 6 out of 10 tries.\n"
            "**Step:** on a page of 16 within 12 seconds, on 7 out of 10 tries, by 31 July 2027.",
        ),
        (
            "**Need 7.** Efua cannot sit, stand or move without equipment. She drives her powered "
            "wheelchair with a head switch for 5 metres. After that, someone pushes her.",
            "**Provision 7a.** A children's physiotherapist will work with Efua one to one for 45 minutes "
            "every week, 38 weeks a year. The physiotherapist will train two teaching assistants for 2 "
            "hours every term.\n"
            "**7b.** Those two teaching assistants will help Efua to stand in her standing frame for 40 "
            "minutes every school day.\n"
            "**7c.** An occupational therapist, trained in powered wheelchairs, will teach Efua to drive, "
            "one to one, for one hour every two weeks (19 visits a year). A teaching assistant, trained by "
            "the therapist for 2 hours every term, will practise with her for 20 minutes, 3 days a week.\n"
            "**7d.** A teaching assistant trained in moving and handling will work with Efua one to one for "
            "all 30 hours of the school week. A second trained teaching assistant will join them for each "
            "move with the hoist, which is 4 times a day.",
            "**Outcome 7.** By 31 July 2028, Efua will drive her wheelchair 60 metres from her classroom to "
            "the music room, without being pushed, on 4 out of 5 school days, so that she goes where she "
            "chooses.\n"
            "**Now:** 5 metres.\n"
            "**Step:** 25 metres, on 3 out of 5 school days, by 31 July 2027.",
        ),
    ],
)

HEALTH: list[Block] = [
    Heading("Sections C (health care needs) and G (health care provision)"),
    Table(
        header=(
            "C \u2013 Health care needs which relate to special educational needs",
            "G \u2013 Health care provision",
            "E \u2013 Outcomes",
        ),
        widths=AREA_WIDTHS,
        rows=[
            (
                "**Need 8.** Efua has epilepsy. She has about two seizures a month. Each lasts less than "
                "three minutes. She then sleeps for about an hour and misses lessons. She has not yet been "
                "asked about her own health at an appointment.",
                "**Provision 8a.** An epilepsy specialist nurse will train the four adults who work with "
                "Efua at school for 2 hours every September. The nurse will see Efua at school for one hour "
                "every term.\n"
                "**8b.** A community children's nurse will write Efua's individual healthcare plan, and "
                "will go through it with school and parents every September. The plan of 4 September 2026 "
                "is attached to this document (K11).\n"
                "**8c.** A consultant children's neurologist will see Efua for 30 minutes every six "
                "months.\n"
                "**8d (preparing for adulthood: health).** The nurse will send Efua four questions, in "
                "symbols, two weeks before each appointment. At the appointment the nurse or doctor will "
                "ask Efua first.",
                "**Outcome 8.** By 31 July 2028, Efua will answer four questions about her own health on "
                "her talker, at 3 out of 4 appointments, so that she is ready to use health services for "
                "adults.\n"
                "**Now:** her parents answer for her.\n"
                "**Step:** two questions, at 2 out of 4 appointments, by 31 July 2027.",
            ),
            (
                "**Need 9.** Efua cannot eat enough by mouth to be safe and well. She is fed through a tube "
                "into her stomach. Her lunch takes 45 minutes. She has it in the care room, away from her "
                "friends.",
                "**Provision 9a.** A community children's nurse will train three teaching assistants in "
                "tube feeding for 3 hours every September. The nurse will watch each of them give one feed "
                "every term.\n"
                "**9b.** A children's dietitian will see Efua at school for 45 minutes every three months, "
                "to weigh her and set her feeds.\n"
                "**9c.** One of the three trained teaching assistants will give Efua her feed for 45 "
                "minutes every school day, in the place that she chooses.",
                "**Outcome 9.** By 31 July 2027, Efua will choose on her talker where she has lunch, on 4 "
                "out of 5 school days, so that she spends lunch time with friends.\n"
                "**Now:** adults choose.\n"
                "**Step:** she chooses on 2 out of 5 school days, by 31 March 2027.",
            ),
        ],
    ),
    Text(
        "The provision in section G was agreed for Fenholm and Tidewick Integrated Care Board by its "
        "designated clinical officer, Dr Malachi Obi-Verrall, on 9 November 2026."
    ),
]

SOCIAL_CARE: list[Block] = [
    Heading("Sections D (social care needs), H1 and H2 (social care provision)"),
    Table(
        header=(
            "D \u2013 Social care needs",
            "H1 \u2013 Social care provision under section 2 of the Chronically Sick and Disabled Persons Act 1970",
            "H2 \u2013 Any other social care provision",
            "E \u2013 Outcomes",
        ),
        widths=(5.6, 8.4, 5.4, 6.5),
        rows=[
            (
                "**Need 10.** Efua needs two adults to wash, dress and move her. Her parents do this alone "
                "and lift her in and out of the bath.",
                "**Provision 10a.** Two home care workers, trained in moving and handling, will wash and "
                "dress Efua at home for 45 minutes every school morning.\n"
                "**10b.** The council's adaptations service will fit a ceiling hoist and a level shower at "
                "home by 31 March 2027. An occupational therapist will teach both parents to use them for 2 "
                "hours in that month.",
                "Efua does not need other social care provision at present. Her social worker looked at "
                "short breaks with an overnight stay with Efua and her parents on 30 September 2026. They "
                "chose to stay at home together. The social worker will ask again at every annual review.",
                "**Outcome 10 (independent living).** By 31 July 2027, Efua will choose her clothes on her "
                "talker, on 4 out of 5 school mornings, so that she is ready to direct helpers in her own "
                "flat.\n"
                "**Now:** others choose.\n"
                "**Step:** she does so on 2 out of 5 school mornings, by 31 March 2027.",
            ),
            (
                "**Need 11.** Efua cannot go out without an adult who can move and feed her. She goes out "
                "without her parents about once in two months.",
                "**Provision 11 (community).** A personal assistant from the council's short breaks service "
                "will go out with Efua for 5 hours every Saturday, 46 weeks a year. There is no overnight "
                "stay. A community children's nurse will train the personal assistant for 6 hours before "
                "the first outing and for 3 hours every year after that.",
                "Efua does not need other social care provision for this need. Her social worker confirmed "
                "this on 30 September 2026.",
                "**Outcome 11 (community).** By 31 July 2027, Efua will go to a music or sailing group in "
                "Tidewick without her parents, 3 Saturdays a month, so that she has friends outside "
                "school.\n"
                "**Now:** about once in two months.\n"
                "**Step:** once a month, by 31 March 2027.",
            ),
        ],
    ),
]

CHECKING: list[Block] = [
    Heading("E \u2013 Outcomes: how progress will be checked and what comes next"),
    Table(
        widths=PAIR,
        labels=True,
        rows=[
            (
                "Shorter targets",
                "The class teacher, Efua and her parents will set her shorter targets on 1 December, 1 "
                "April and 1 July each year, and will look at how the last ones went. The therapists and "
                "the vision teacher will send their results one week before.",
            ),
            (
                "How it is counted",
                "The teaching assistant will keep a count for one week in each half-term for outcomes 1, 2, "
                "5, 7 and 9. The weekly checks give the results for outcomes 3, 4 and 6. The nurse will "
                "count outcome 8. The social worker will ask Efua and her parents about outcomes 10 and 11 "
                "every three months.",
            ),
            (
                "Moving on",
                "Efua can stay at her school until she is 19. In the autumn term of 2027 her review will "
                "plan what happens after Year 11, with Efua, her parents, the careers adviser and the "
                "social worker. Tidewick Council will name any new school or college for September 2028 by "
                "31 March 2028. Adult social care will start its assessment by 2 November 2028, a year "
                "before she is 18.",
            ),
        ],
    ),
]

CLOSING: list[Block] = [
    Heading("I \u2013 Placement"),
    Table(
        widths=PAIR,
        labels=True,
        together=True,
        rows=[
            ("Name", "Curlew Sands School"),
            ("Type", "Maintained special school for pupils aged 11 to 19"),
        ],
    ),
    Heading("J \u2013 Direct Payments"),
    Table(
        widths=PAIR,
        labels=True,
        together=True,
        rows=[
            (
                "Details",
                "There are no direct payments in this plan. The school, the health service and the council "
                "arrange all the provision.",
            ),
            (
                "Arrangements",
                "The plan co-ordinator explained personal budgets to Abena, Peter and Efua on 6 October "
                "2026. They did not want one. They can ask for one at any review.",
            ),
        ],
    ),
    Heading("K \u2013 Advice and information gathered during the assessment"),
    Table(
        header=("Number", "Advice and information", "Date received", "Who from", "Appended"),
        widths=(2.0, 8.2, 4.2, 9.0, 2.5),
        rows=[
            ("K1", "Efua's views", "29 September 2026", "Efua Adomako", "Yes"),
            ("K2", "Parents' views", "24 September 2026", "Abena Adomako and Peter Lisle", "Yes"),
            ("K3", "Education: school", "18 September 2026", "Winifred Oyelaran, head teacher", "Yes"),
            (
                "K4",
                "Education: vision",
                "21 September 2026",
                "Osian Merrick, teacher of vision impairment",
                "Yes",
            ),
            ("K5", "Psychology", "28 September 2026", "Dr Ludovica Ansah, educational psychologist", "Yes"),
            ("K6", "Medical", "25 September 2026", "Dr Thandeka Reid, community paediatrician", "Yes"),
            ("K7", "Speech and language", "30 September 2026", "Bronagh Keaveney, therapist", "Yes"),
            ("K8", "Physiotherapy", "23 September 2026", "Greta Shawcross, physiotherapist", "Yes"),
            ("K9", "Occupational therapy", "2 October 2026", "Parveen Rafiq, occupational therapist", "Yes"),
            ("K10", "Social care", "5 October 2026", "Delphine Achterberg, social worker", "Yes"),
            (
                "K11",
                "Health: individual healthcare plan",
                "4 September 2026",
                "Callum Idowu, children's nurse",
                "Yes",
            ),
            ("K12", "Preparing for adulthood", "1 October 2026", "Saoirse Bhandari, careers adviser", "Yes"),
        ],
    ),
    Heading("Sign-off"),
    Table(
        widths=PAIR,
        labels=True,
        together=True,
        rows=[
            (
                "Section G agreed by",
                "Dr Malachi Obi-Verrall, designated clinical officer, Fenholm and Tidewick Integrated Care "
                "Board, on 9 November 2026",
            ),
            (
                "Sections H1 and H2 agreed by",
                "Ines Kettlewell, designated social care officer, Tidewick Council, on 10 November 2026",
            ),
            ("Signed for Tidewick Council by", "Jerome Pascoe-Lund, senior plans officer"),
            ("Signature", "J. Pascoe-Lund (signed electronically)"),
            ("Date", "20 November 2026"),
        ],
    ),
]

STORY = Story(
    title="Education, Health and Care Plan: Efua Adomako (final)",
    look=LOOK,
    made=datetime(2026, 11, 20, 10, 5),
    blocks=[
        *FRONT,
        *SECTION_A,
        Heading("Sections B, F and E \u2013 Needs, provision and outcomes"),
        COMMUNICATION,
        COGNITION,
        EMOTIONS,
        PHYSICAL,
        *HEALTH,
        *SOCIAL_CARE,
        *CHECKING,
        *CLOSING,
    ],
)
