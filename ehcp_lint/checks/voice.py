"""Section A: whose voice it holds. What counts as a voice, a method or a parent's view is `voice`'s to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.checks.advice import entries
from ehcp_lint.checks.structure import ACT, CODE, REGS
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Letter, Plan, Span, State

_PARENT = Pattern(
    r"\bmy (?:daughter|son|child|boy|girl|lad)\b|\b(?:your|our) own hopes\b"
    r"|\b(?:mum|mam|mom|mummy|dad|daddy|mother|father|parents?|carers?|guardian|family|step-?(?:mum|dad|mother|father)"
    r"|(?:grand|god)(?:mother|father|parents?|ma|dad)|nan|nana|nanny|gran|granny|aunt(?:ie|y)?|uncle|foster|kinship)(?:'s)?\b",
    flags=re.IGNORECASE,
)
# "Mr Osei and Ms Bell feel": somebody by title and name whose part the plan does not tell.
_SOMEBODY_SAYS = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? [A-Z][\w'-]+(?: (?:and|&) (?:(?:Mr|Mrs|Ms|Miss|Mx)\.? )?[A-Z][\w'-]+)? "
    r"(?:\w+ly |also |both |has |have )?(?:said|says?|told|feels?|felt|wants?|wanted|hopes?|hoped|describes?|described|thinks?|"
    r"thought|worry|worries|worried|would|wish|wishes|asked|asks?)\b"
)
OLD_ENOUGH = 16  # from here on the young person's own views are what the regulations ask for


def age(plan: Plan) -> int | None:
    """The child's age on the plan's date, by date of birth, else about, by year group; None where neither is given."""
    details = plan.details
    born = details.date_of_birth.value if details.date_of_birth else None
    made = details.plan_date.value if details.plan_date else None
    if born and made:
        return made.year - born.year - ((made.month, made.day) < (born.month, born.day))
    year = details.year_group.value if details.year_group else None
    return None if year is None else year + 4


def _end(plan: Plan) -> int:
    return plan.section(Letter.A)[-1].spans[-1].end


_SHOWN = Pattern(
    r"\b(?:sa(?:id|ys)|t(?:old|ells)|want(?:s|ed)?|would like|'d like|like[sd]?|love[sd]?|enjoy(?:s|ed)?|hate[sd]?|"
    r"dislike[sd]?|still(?:s|ed)|arch(?:es|ed)|breath\w*|startle[sd]?|relax(?:es|ed)|calm(?:s|ed)|look(?:s|ed) (?:away|at|for)|"
    r"prefer(?:s|red)?|cho(?:se|oses)|pick(?:s|ed)|press(?:es|ed)|point(?:s|ed)|sign(?:s|ed)|dr(?:ew|aws)|wr(?:ote|ites)|"
    r"smil(?:es|ed|ing)|laugh(?:s|ed|ing)|cr(?:ies|ied)|reach(?:es|ed)|gave|hand(?:s|ed|ing)|push(?:es|ed)|turn(?:s|ed)|"
    r"refuse[sd]|rated|scaling|thumbs|proud|favourite|ipad|talker|symbols?|pictures?|makaton|eye[- ]gaze|switch|body)\b",
    flags=re.IGNORECASE,
)
_ADULT = Pattern(
    r"\b(?:mum|mam|mother|dad|father|parents?|family|carers?|staff|teachers?|school|assessments?|therapists?|"
    r"doctor|report|we|i)\b"
    r"[^.;:]*$",
    flags=re.IGNORECASE,
)


def _their_own(text: str) -> Iterator[bool]:
    """Each word of showing, saying or choosing that is not an adult's in its own sentence."""
    for found in _SHOWN.finditer(text):
        if not _ADULT.search(text[max(0, found.start() - 60) : found.start()]):
            yield True


@check(
    id="A101",
    name="child-voice-missing",
    title="Section A holds the child's own views",
    duty=Duty.MUST,
    over=whole_plan,
    message="Add what the child said, showed or chose, and how you know.",
    why="The plan must set out the views of the child or young person; here no words or choices of theirs were found.",
    sources=(Source(REGS, "12(1)(a)"), Source(ACT, "s.19")),
    bad=(
        Example("...\nA: The child has a diagnosis of autism. The mother reports that sleep is difficult.", ""),
        Example("...\nA: Assessment shows delayed language. The parents would like more speech therapy.", ""),
    ),
    good=(
        Example("..."),
        Example("...\nA: Ines does not use speech. Her teacher watched which toys she reached for over two weeks. Mum agreed."),
        Example('...\nA: "I hate the bus," said Ines. Her dad told us that she is happiest at home.'),
    ),
    dismiss="When the child's views are recorded in an attachment that the section names.",
)
def child_voice_missing(plan: Subject) -> Iterator[Hit]:
    """Anything in section A that the child said, wrote, showed or chose, or that somebody saw. An empty section A is another
    check's."""
    if plan.plan.state(Letter.A) is not State.FILLED:
        return
    voice = plan.case.voice
    if any(_their_own(plan.case.voice_text)):
        return  # something of what they show or choose is told, in words that are not read as a view for sure
    heard = voice.child_voice or voice.first_person or voice.observed or voice.interests or voice.own_words
    if voice.child_voice is not None and not heard:
        yield plan.missing(at=_end(plan.plan))


@check(
    id="A102",
    name="parent-views-missing",
    title="Section A holds the parents' views",
    duty=Duty.MUST,
    over=whole_plan,
    message="Add the views of the child's parents or carers.",
    why="For a child the plan must set out the parents' views, interests and aspirations too.",
    sources=(Source(REGS, "12(1)(a)"),),
    bad=(
        Example('...\nA: "I like the sandpit," Ines told her teacher with her picture book. She wants to swim.', ""),
        Example('...\nno Date of birth\nA: "I like the sandpit," Ines told her teacher. She wants to swim.', ""),
    ),
    good=(
        Example("..."),
        Example('...\nA: "I like the sandpit," said Ines. Her grandmother, who brings her up, told us that she sleeps badly.'),
        Example('...\nDate of birth: 2 May 2008\nA: "I want my own flat," Ines told her tutor.'),
    ),
    dismiss="When the parents were asked and chose not to give their views, and the plan says so elsewhere.",
)
def parent_views_missing(plan: Subject) -> Iterator[Hit]:
    """What the parents or carers think, or any mention of them in section A; an adult not named as family who says what they
    hope may be a parent. From 16 on the young person's own views are what is asked for."""
    years = age(plan.plan)
    if plan.plan.state(Letter.A) is not State.FILLED or (years is not None and years >= OLD_ENOUGH):
        return
    told = plan.case.voice_text
    if plan.case.voice.parent or _PARENT.search(told) or any(name in told for name in plan.plan.details.parents):
        return
    if _SOMEBODY_SAYS.search(told):
        yield plan.unsure("whether those who speak in section A are the parents")
    else:
        yield plan.missing(at=_end(plan.plan), duty=Duty.SHOULD if years is None else None)


@check(
    id="A103",
    name="voice-method-missing",
    title="Section A says how the views were gathered",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Say how, when and by whom the child's views were gathered.",
    why="How the child took part must be plain, above all for a child who does not use speech.",
    sources=(Source(CODE, "9.61"), Source(ACT, "s.19")),
    bad=(
        Example("...\nA: I like trains. My favourite food is rice. Mum wants me to have friends.", ""),
        Example("...\nA: Ines likes music and dancing. Her parents hope that she will be happy.", ""),
    ),
    good=(
        Example("..."),
        Example(
            "...\nA: Ines chose photographs of the places she likes, with her key worker, on 3 February 2026. Mum was there."
        ),
        Example(
            "...\nA: Ines does not use speech. Staff watched her at play for two weeks and noted what she chose. Dad helped."
        ),
    ),
    dismiss="When the method is set out on a page of its own that goes with the plan.",
)
def voice_method_missing(plan: Subject) -> Iterator[Hit]:
    """How the views were gathered: a meeting, a form, pictures, watching the child, or somebody who asked."""
    voice = plan.case.voice
    if plan.plan.state(Letter.A) is not State.FILLED or voice.unjudged is not None or voice.method:
        return
    if not any(_gives_own_views(plan.plan, entry.text) for entry in plan.case.once(entries)):
        yield plan.missing(at=_end(plan.plan))


_OWN_VIEWS = Pattern(r"\b(?:own words|views?|wishes|voice)\b", flags=re.IGNORECASE)


def _gives_own_views(plan: Plan, entry: str) -> bool:
    """A line of section K that lists the child's own views and tells more of them: with whom, when or in what form."""
    own = {name for full in plan.details.names for name in full.split()[:1]}
    said = _OWN_VIEWS.search(entry)
    return bool(said) and any(re.search(rf"\b{re.escape(name)}\b", entry) for name in own) and len(entry.split()) > 3


_HOPE = Pattern(
    r"\b(?:hop(?:e|es|ed|ing)|aspir\w+|dreams?|ambition|future|wants? to (?:be|become|work|go|live)|would (?:like|love) to|"
    r"wish(?:es)?|grow(?:s|n)? up|(?:is|am|are) older|one day|career|wants? (?:him|her|them)|job|"
    r"own (?:flat|van|house|home|car|key)|I'll (?:be|work|have|live))\b",
    flags=re.IGNORECASE,
)


@check(
    id="A104",
    name="aspirations-missing",
    title="Section A says what the child and family hope for",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Add what the child and the family hope for, soon and later.",
    why="The plan must set out aspirations; outcomes are then built towards them.",
    sources=(Source(REGS, "12(1)(a)"), Source(CODE, "9.65")),
    bad=(
        Example('...\nA: "I like the sandpit," Ines told her teacher. Her mother told us that she sleeps badly.', ""),
        Example("...\nA: Ines chose photographs of the places she likes. Her father said that she is happiest at home.", ""),
    ),
    good=(
        Example("..."),
        Example('...\nA: "I want to be a vet," Ines told her teacher. Her mother told us that she sleeps badly.'),
    ),
    dismiss="When the child was asked and does not think about the future yet, and section A says so.",
)
def aspirations_missing(plan: Subject) -> Iterator[Hit]:
    """What the child or the family hopes for, wants or dreams of."""
    voice = plan.case.voice
    told = plan.plan.state(Letter.A) is State.FILLED and voice.unjudged is None
    if told and not voice.aspirations and not _HOPE.search(plan.case.voice_text):
        yield plan.missing(at=_end(plan.plan))


_TALKS = Pattern(
    r"\b(?:communicat\w+|talk\w*|speak\w*|speech|spoken|sign(?:s|ing|ed)?|language|words?|verbal\w*|non-?verbal\w*|"
    r"voice output|"
    r"makaton|bsl|pecs|aac|eye[- ]gaze|symbols?|gestures?|sentences?|express\w*|point(?:s|ed|ing)|understand me|"
    r"interpreter|say)\b",
    flags=re.IGNORECASE,
)


@check(
    id="A105",
    name="communication-not-stated",
    title="Section A says how the child communicates",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Say how the child communicates and how best to ask them.",
    why="Whoever meets the child next has to know how to talk with them and take them along in decisions.",
    sources=(Source(CODE, "9.69, Section A"),),
    bad=(
        Example("...\nA: Ines likes trains. She hopes to drive one. Her mother wants her to have a friend.", ""),
        Example("...\nA: I like trains and rice. I hope to be a driver. My mum wants me to have friends.", ""),
    ),
    good=(Example("..."), Example("...\nA: Ines uses short sentences. She hopes to drive a train. Her mother helped her.")),
    dismiss="When the child talks as others of the same age do and section B says so.",
)
def communication_not_stated(plan: Subject) -> Iterator[Hit]:
    """How the child communicates: speech, signs, symbols, a device, gestures, an interpreter."""
    voice = plan.case.voice
    told = plan.plan.state(Letter.A) is State.FILLED and voice.unjudged is None
    if told and not voice.communication and not _TALKS.search(plan.case.voice_text):
        yield plan.missing(at=_end(plan.plan))


def _places(plan: Subject, spans: tuple[Span, ...]) -> Iterator[Span]:
    """Where words found in the text of section A stand in the plan."""
    text = plan.case.voice_text
    stretch = plan.plan.section(Letter.A)
    for span in spans:
        words = text[span.start : span.end]
        for section in stretch:
            for part in section.spans:
                at = plan.plan.text.find(words, part.start, part.end)
                if at >= 0:
                    yield Span(at, at + len(words))
                    break


@check(
    id="A106",
    name="views-not-sought",
    title="Where views could not be told, another way was tried",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Say what was tried instead: watching, photographs, people who know the child.",
    why="A child who cannot tell their views still has them, and others can help to find them out.",
    sources=(Source(CODE, "9.69, Section A"), Source(ACT, "s.19")),
    bad=(
        Example("...\nA: Ines is unable to give her views. Her mother wants her to be happy.", "unable to give her views"),
        Example(
            "...\nA: It was not possible to gather Ines's views. Her mother hopes that she makes a friend.",
            "not possible to gather Ines's views",
        ),
    ),
    good=(
        Example("..."),
        Example("...\nA: Ines cannot tell us her views. We watched her at play and noted what she chose. Her mother helped."),
    ),
    dismiss="When the child chose not to give views, and that was respected.",
)
def views_not_sought(plan: Subject) -> Iterator[Hit]:
    """Words that say the child could not or did not give views, with no other way of finding out beside them."""
    voice = plan.case.voice
    if plan.plan.state(Letter.A) is State.FILLED and voice.views_missing_unexplained:
        yield from (Hit(span) for span in _places(plan, voice.no_views[:1]))


@check(
    id="A201",
    name="first-person-of-adults",
    title="What is written as 'I' are the child's own words",
    duty=Duty.COULD,
    over=whole_plan,
    message="Ask: did the child say this? If not, write it as the adult's view.",
    why="'I' with professional words may be an adult writing for the child, and then it is not their voice.",
    sources=(Source("practice", "child voice and method"), Source(CODE, "9.69, Section A")),
    bad=(
        Example(
            "...\nA: I require adult support to regulate my emotions. Mum hopes that I will be happy. I talk in sentences.",
            "I require adult support to regulate my emotions.",
        ),
        Example(
            "...\nA: I present with a delay in my expressive language. Mum hopes that I will be happy.",
            "I present with a delay in my expressive language.",
        ),
    ),
    good=(Example("..."), Example("...\nA: I like trains. I told Mr Lowe with my cards. Mum hopes that I will be happy.")),
    dismiss="When the child or young person did put it in these words.",
)
def first_person_of_adults(plan: Subject) -> Iterator[Hit]:
    """Sentences with 'I' that use the words of professionals ('I present with ...')."""
    if plan.plan.state(Letter.A) is State.FILLED:
        yield from (Hit(span) for span in list(_places(plan, plan.case.voice.adult_register))[:1])


_PROMISED = Pattern(
    r"\b(?:will|must|should|is to|are to|to) (?:receive|be (?:given|provided|supported)|have|provide)\b[^.;]{0,60}?"
    r"\b\d[\d.]*\s*(?:hours?|hrs?|minutes?|mins?|sessions?)\b",
    flags=re.IGNORECASE,
)
_WISHED = Pattern(
    r"\b(?:like|want|wish|ask|feel|hope|request|think|believe|said|says|told|prefer)\w*\b|\"", flags=re.IGNORECASE
)


@check(
    id="A202",
    name="provision-among-views",
    title="Section A promises no provision",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Move this help to section F, G or H, where it must be given.",
    why="Help that is promised in section A cannot be enforced.",
    sources=(Source(CODE, "9.62"),),
    bad=(
        Example(
            "...\nA: Ines likes trains. She will receive 3 hours of speech therapy a term. Mum hopes that she talks.",
            "will receive 3 hours",
        ),
        Example(
            "...\nA: Ines likes trains. Staff are to provide two 20 minute breaks. Mum hopes that she talks.",
            "are to provide two 20 minute",
        ),
    ),
    good=(
        Example("..."),
        Example("...\nA: Ines likes trains. Her mother would like her to have 3 hours of speech therapy a term."),
    ),
    dismiss="When it tells what the child has now, as a part of their story.",
)
def provision_among_views(plan: Subject) -> Iterator[Hit]:
    """A promise of help with an amount in section A, such as 'will receive 10 hours'. What the child or the family asks for is
    left alone."""
    for span in plan.case.paragraphs_of(Letter.A):
        text = plan.plan.quote(span)
        for found in _PROMISED.finditer(text):
            start = max(text.rfind(".", 0, found.start()), text.rfind("\n", 0, found.start())) + 1
            if not _WISHED.search(text[start : found.start()]):
                yield Hit(Span(span.start + found.start(), span.start + found.end()))
