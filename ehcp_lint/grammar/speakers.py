"""Who is speaking, sentence by sentence: the child, a parent, a professional, or nobody in particular.

Grammar is not voice: "I" may be a mother's, and a child may be heard in "Kofi told us". Guideline: docs/guideline.md 3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ehcp_lint.grammar.patterns import Pattern
from ehcp_lint.grammar.text import Text


class Voice(StrEnum):
    """Whose words or views a stretch of text gives."""

    CHILD = "child"
    PARENT = "parent"
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True)
class Said:
    """A view somebody gives: in their own words (first person or quotation), or reported by another."""

    voice: Voice
    own_words: bool
    start: int
    end: int


PARENT = (
    r"(?:(?:mum|mummy|mam|mom|mother|dad|daddy|father|parent|step-?(?:mum|mother|dad|father|parent)|foster (?:carer|"
    r"mother|father|mum|dad|parent|family)|adoptive (?:mother|father|parent)|"
    r"carer|guardian|grand(?:mother|father|parent|ma|dad|mum)|nan|nana|nanny|granny|gran|gramps|auntie|aunt|uncle|"
    r"big sister|family|parents/carer)s?)"
)
_PROFESSIONAL = (
    r"(?:teachers?|staff|school|nursery|college|senco|ta|tas|teaching assistants?|professionals?|adults?|psychologist|"
    r"therapists?|paediatrician|doctor|social worker|key ?worker|"
    r"key person|tutor|keyworker|assistant|nurse|ep|salt|setting|team|practitioners?|assessor|mentor|head ?teacher|peers|"
    r"friends?|classmates)"
)
_CHILD_NOUN = (
    r"(?:he|she|they|son|daughter|child|pupil|student|learner|young person|young man|young woman|boy|girl|youngster|teenager)"
)

SENTENCE = Pattern(r"[.!?]+[\"']?(?=\s|$)|\n+|[•▪◦]|;(?=\s)")
FIRST_PERSON = Pattern(
    r"(?<![\w.(/'])(?:i(?:'m|'ve|'d|'ll)?(?![\w.)'/-])|im (?=\w)|ive |my(?!\w|-)|(?<!about )me(?![\w'-])|myself|mine(?!\w))"
)
_WE = Pattern(r"(?<!\w)(?:we(?:'d|'ve|'re|'ll)?|our|us)(?!\w)")
QUOTE = Pattern(r"\"([^\"\n]{2,600})\"|(?<![\w])'([^'\n]{3,400}(?:'\w[^'\n]{0,200})*)'(?!\w)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, with what decides who speaks in it."""

    start: int
    end: int
    low: str
    same: str
    label: Voice | None
    quotes: tuple[tuple[int, int], ...]


def sentences(text: Text) -> tuple[Sentence, ...]:
    """The sentences of a text; a heading such as "Parents' views:" labels those after it until the next one."""
    cuts = [0, *(m.end() for m in SENTENCE.finditer(text.same)), len(text.same)]
    quotes = [m.span() for m in QUOTE.finditer(text.same)]
    out, label = [], None
    for a, b in _joined(cuts, quotes):
        low = text.low[a:b]
        if not low.strip():
            continue
        label = _label(low, label)
        out.append(Sentence(a, b, low, text.same[a:b], label, tuple((s - a, e - a) for s, e in quotes if a <= s and e <= b)))
    return tuple(out)


def _joined(cuts: list[int], quotes: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches between cuts; a cut inside a quotation does not count unless it ends it."""
    kept = [c for c in cuts if not any(s < c < e for s, e in quotes)]
    yield from ((a, b) for a, b in pairwise(kept) if b > a)


_LABELS = (
    (
        Voice.PARENT,
        re.compile(
            rf"^\W*(?:(?:the )?views of (?:the )?(?:{PARENT})|(?:(?:his|her|their|my|\w+'s|"
            rf"\w+s') )?(?:{PARENT})'?s?'?(?:/(?:{PARENT})'?s?'?)*(?: (?:views?|voice|comments?|hopes|aspirations?|wishes|"
            rf"says?|concerns?|priorities|input|report|worries|and \w+'s views?))?(?: and (?:aspirations|wishes|hopes))?|"
            rf"(?:views? of the family)|parental views?|family views?) ?[:-]"
        ),
    ),
    (
        Voice.CHILD,
        re.compile(
            r"^\W*(?:(?:my|the child's|child's|pupil's|student's|young person's|\w+'s|\w+s') (?:own )?(?:views?|voice|"
            r"words|wishes|hopes|interests|likes|aspirations|wishes and feelings)(?: (?:and|&) \w+)?|what (?:i|"
            r"\w+) (?:like|likes|say|says|want|wants|think|thinks)[^:]{0,30}|child's views?|in (?:his|her|their|"
            r"my) (?:own )?words) ?[:-]"
        ),
    ),
)


def _label(low: str, before: Voice | None) -> Voice | None:
    for voice, pattern in _LABELS:
        if pattern.match(low):
            return voice
    return None if _OTHER_LABEL.match(low) else before


_OTHER_LABEL = Pattern(r"^\W*[\w' ]{3,40}:(?=\s|$)")


# --- first person ------------------------------------------------------------------------------------------------------------

_OWN_CHILD = Pattern(
    r"\b(?:my|our) (?:[\w-]+ ){0,4}(?:son|daughter|child|children|boy|girl|little (?:boy|girl|one|man)|eldest|youngest|"
    r"twins?|grandson|granddaughter|grandchild|stepson|stepdaughter|toddler|baby|teenager|foster (?:son|daughter|"
    r"child))\b(?! (?:friend|band))"
)
_AS_PARENT = Pattern(
    rf"\b(?:i(?:'m| am)|im|we(?:'re| are)) (?:the |a |an |his |her |their |\w+'s )?(?:[\w-]+ )?{PARENT}\b|\bas (?:his|her|"
    rf"their|a|\w+'s) {PARENT}\b|\bbeing (?:his|her|a) {PARENT}\b"
)
_FEEL = (
    r"(?:think|feel|felt|worry|hope|want|wish|would like|would love|'d like|'d love|admire|believe|find|noticed?|"
    r"have noticed|need|see|expect|appreciate|know|love|am proud|am so proud|am worried|am concerned|am pleased|"
    r"are proud|are worried|are concerned|are pleased|are happy|ask|request|have concerns|understand|fear)"
)
_ABOUT_THIRD = Pattern(
    rf"\b(?:i|we)(?: \w+ly| do| also| both| really| just| always| have always)* ?{_FEEL}(?: (?:that|for|of|about|how|if|"
    rf"when))* (?:him|her|he|she|his|\[?name\]?)\b"
)
_WE_FEEL = Pattern(rf"\bwe(?: \w+ly| do| also| both| really| just| all| have always)* ?{_FEEL}\b")
_PRAISE = Pattern(
    r"\b(?:i|we)(?: \w+){0,2} (?:admire|am (?:so |very )?proud of|are (?:so |very )?proud of|adore|love) (?!my|our|"
    r"the)[\w-]+(?:'s)\b[^.]{0,60}\b(?:he|she|his|her)\b"
)
_ANTECEDENT = Pattern(
    rf"\b(?:my|our|the) (?:[\w-]+ ){{0,2}}(?:{PARENT}|{_PROFESSIONAL}|brother|sister|cousin|dog|cat|pet|rabbit|hamster|"
    rf"horse|pony|baby|friend|best friend)s?\b|\b(?:mr|mrs|miss|ms) \w+"
)
_AS_PROFESSIONAL = Pattern(
    r"\bi (?:have |also )?(?:observed|assessed|carried out|administered|recommend|consulted|met with|reviewed (?:his|her)"
    r"|(?:spoke (?:to|with)|visited|asked|discussed with) (?:him|her|them|the|staff|parents))\b"
    r"|\bwe (?:have |also |then )?(?:asked|gave|showed|offered|used|noted|recorded|completed|observed|visited|assessed|met"
    r"|spoke|carried out|reviewed|recommend|consulted|discussed|played|watched)\b"
    r"|\bour (?:visits?|observations?|assessment|service|team|session|meeting|class|school|setting|nursery|college|classroom)\b"
    r"|\bin my (?:professional )?(?:opinion|view|judgement)\b|\bmy (?:assessment|observations?|report|involvement)\b"
)


_MY_PEOPLE = Pattern(r"\bmy (?:mum|dad|teacher|ta|friend)")
_LATER_CHILDREN = Pattern(r"\b(?:have|having|get|raise|want|look after|with) my (?:own )?(?:child|baby|children|son|daughter)")


def narrator(lines: tuple[Sentence, ...], name: str | None) -> Voice | None:
    """Who tells the passage and would be its "I": a parent who says so ("my son"), an adult who speaks of the child in the
    third
    person, else nobody known (then an "I" is the child's)."""
    if any((_OWN_CHILD.search(x.low) and not _LATER_CHILDREN.search(x.low)) or _AS_PARENT.search(x.low) for x in lines):
        return Voice.PARENT
    first = re.escape(name.split()[0].lower()) if name and name.split() else None
    if first and any(re.search(rf"\bour {first}\b", x.low) for x in lines):
        return Voice.PARENT
    if any(_PARENT_WRITES.search(x.low) for x in lines):
        return Voice.PARENT
    if first and any(re.search(rf"\b(?:i'm|i am|im|my names?(?: is|'s)?|name is|me) {first}\b", x.low) for x in lines):
        return Voice.CHILD
    by_name = first is not None and any(_names(x, first) for x in lines)
    told = sum(bool(_THIRD.match(x.low)) and (by_name or not FIRST_PERSON.search(x.low)) for x in lines if x.label is None)
    return Voice.PROFESSIONAL if told + by_name >= _TOLD_BY_AN_ADULT else None


_TOLD_BY_AN_ADULT = 2  # sentences whose subject is the child in the third person
_PARENT_WRITES = Pattern(
    rf"^\W*{PARENT} writes?\b|\bfrom me, (?:his|her|their) \w+\b|\b(?:i'm|i am) speaking for (?:him|her|them)\b"
    r"|\bi (?:teach|home[- ]educate) (?:him|her)\b|\bthis is (?:his|her) (?:mum|dad|mother|father)\b"
)
_THIRD = Pattern(
    r"^\W*(?:(?:and|but|then|at \w+|when|now),? )?(?:(?:he|she)(?:'s|'d|'ll)?|"
    r"(?:this|the) (?:young|little) \w+|(?:the |this )?(?:pupil|child|student|young person|patient|learner|boy|girl|"
    r"y\.?p)(?! voice|'s|s\b))\b"
)


def _names(line: Sentence, first: str) -> bool:
    """Whether the sentence speaks of the child by name: as its subject, or as the one met."""
    subject = re.match(rf"^\W*(?:(?:for|to|with|like) )?{first}(?:'s)?\b ?(?P<next>\w*)", line.low)
    if subject:
        return subject["next"] not in ("", "i") or line.low.startswith("with")
    return bool(
        re.search(rf"\b(?:met|saw|visited|observed|know|known|asked|teach|with|jo and|here's what) {first}\b", line.low)
    )


# "He told me": somebody writes down what the child said; the "me" is not the child's.
_TOLD_ME = re.compile(
    r"\b\w+(?: \w+ly| has| have| had)? (?:told|tells|showed|shows|asked|gave|said to|explained to|shared with) (?:me|us)\b"
)
_WE_OUR = Pattern(r"(?<!\w)(?:we|our|we'd|we've)(?!\w)")
_HIM_OR_HER = Pattern(r"\b(?:he|she|him|her|his)\b")
_WHEN_GONE = Pattern(r"\bwhen (?:we|i)(?: are| am|'re|'m) (?:gone|no longer|too old|dead|not here)\b")


def first_person(sentence: Sentence, name: str | None, told_by: Voice | None) -> Voice | None:
    """Who says "I" or "we" in the sentence outside of others' speech; None where nobody does. `told_by` is the narrator."""
    low = sentence.low
    if _TOLD_ME.search(low):
        low = _TOLD_ME.sub(lambda m: " " * len(m.group()), low)
    has_i = FIRST_PERSON.search(low)
    has_we = _WE.search(low)
    if not has_i and not has_we:
        return None
    if (_OWN_CHILD.search(low) and not _LATER_CHILDREN.search(low)) or _AS_PARENT.search(low):
        return Voice.PARENT
    if _AS_PROFESSIONAL.search(low) and not _MY_PEOPLE.search(low):
        return Voice.PROFESSIONAL
    if sentence.label is Voice.PARENT:
        return Voice.PARENT
    if sentence.label is Voice.CHILD:
        return Voice.CHILD
    about = _ABOUT_THIRD.search(low) or _PRAISE.search(low) or (name and _about_name(low, name))
    if about and not _ANTECEDENT.search(low):
        return Voice.PARENT
    if (_WE_FEEL.search(low) or (_WE_OUR.search(low) and _HIM_OR_HER.search(low))) and not has_i:
        return Voice.PARENT
    if _WHEN_GONE.search(low):
        return Voice.PARENT
    if told_by is Voice.PARENT:
        return Voice.PARENT
    if told_by is Voice.PROFESSIONAL and not _CHILDLIKE.search(low):
        return Voice.PROFESSIONAL
    return Voice.CHILD if has_i else None


# In a passage told by an adult, an "I" is the child's only in a sentence that cannot well be the adult's.
_CHILDLIKE = Pattern(
    r"(?<!\w)i(?:'m)? (?:(?:really|also|do|don't|do not|always|sometimes|just|am|never) )*(?:like|love|enjoy|hate|dislike|"
    r"good at|"
    r"want to be)\b(?! (?:that|how|the way))|\bmy (?:favourite|best friend|mum|dad|teacher|school)\b|\bwhen i (?:grow up|"
    r"am older|leave school)\b"
)


def _about_name(low: str, name: str) -> bool:
    first = re.escape(name.lower().split()[0])
    return bool(re.search(rf"\b(?:i|we)(?: [\w']+){{0,3}} {_FEEL}(?: (?:that|for|of|about|how))* {first}\b", low))


# --- reported speech ---------------------------------------------------------------------------------------------------------

_REPORTS = (
    r"said|says|saying|told|tells|explained|explains|shared|shares|reported|reports|stated|states|expressed|expresses|"
    r"described|describes|commented|comments|mentioned|mentions|"
    r"answered|replied|added|adds|chimes in|remarked|whispered|shouted|wrote|writes|agreed|disagreed|admitted|insisted|"
    r"confirmed|"
    r"thinks|thought|believes|believed|wishes|wished|wants|wanted|hopes|hoped|dreams|dreamed|longs|"
    r"would (?:really |also |still |dearly |very much )?(?:like|love|prefer|rather)|'d (?:like|love|prefer)|does not want|"
    r"doesn't want|"
    r"asked (?:for|to|if|that|not|whether|us|his|her)|requested|feels (?:that|like|he|she|they|as)|felt (?:that|like|he|"
    r"she|they|as)|"
    r"made it clear|chose|picked|ranked|circled|ticked|sorted|scored|put (?:his|her|their) thumbs?|gave a thumbs|held up|"
    r"pointed|signed|"
    r"selected|indicated|indicates|gestured|nodded|shook|rated|voted|showed us|shows us|showed that|communicated that|"
    r"identified|is hoping|was hoping|are hoping|"
    r"is worried|is keen|was keen|is clear|was clear|is looking forward|has asked|has said|has told|has expressed|has chosen"
)
_REPORT = Pattern(rf"(?<![\w'])(?:{_REPORTS})(?!\w)")
_PASSIVE = Pattern(
    r"(?:confirmed|identified|described|reported|stated|shared|mentioned|requested|selected|rated|agreed) (?:by|as|with a)\b"
)
_PARENT_REPORTS = Pattern(
    rf"\b(?P<who>{PARENT})'?(?: [\w'()-]+){{0,3}}? (?:(?:also|both|really|currently|have|has|would) )*(?:said|says?|told|"
    rf"tells?|explain(?:ed|s)?|share[sd]?|report(?:ed|s)?|state[sd]?|express(?:ed|es)?|describe[sd]?|"
    r"comment(?:ed|s)?|mention(?:ed|s)?|add(?:ed|s)?|think|thinks|believe[sd]?|feel|feels|felt|hope[sd]?|want|wants|wish|"
    r"wishes|would like|would love|like (?:him|her|them)|is (?:very |really |also )?(?:worried|concerned|keen|proud|"
    r"pleased|anxious|happy|delighted)|"
    r"are (?:very |really |also |both )?(?:worried|concerned|keen|proud|pleased|anxious|happy|delighted)|worr(?:y|ies)|"
    r"note[sd]?|request(?:ed|s)?|ask(?:ed)? (?:for|that|if)|value[sd]?|appreciate[sd]?|see (?:him|her)|know|knows|find|"
    r"finds|fear|fears|prefer|prefers|raised|agree[sd]?)\b"
)
# Notes of what a parent thinks: "Mum (by phone, with interpreter): worried about", "Parents happy with plan", "Grandad agrees".
_PARENT_NOTES = Pattern(
    rf"(?<!my )(?<!ask )\b(?P<who>{PARENT}|mr and mrs)'?s?(?: (?:\+|and|&) (?:{PARENT}))?(?: ?\([^)]{{0,50}}\))?"
    rf"(?:,? (?!(?:he|she|i|they|who|that|and|with|is|was)\b)[\w'-]+,?){{0,5}}?(?::|,| -|,? who [^.;]{{0,40}}?| is| are| was|"
    rf" were| both| also)? "
    r"(?:(?:very|really|also|both|a|bit|too|is|now) )*(?:prays?|agree[sd]?|disagree[sd]?|happy|proud|anxious|worried|worries|"
    r"pleased|keen|"
    r"concerned|supportive|frightened|scared|unsure|less sure|not sure|seeks?|wants?|hopes?|thinks?|feels?|likes? him|"
    r"would (?:like|prefer|rather|"
    r"love)|wish(?:es)?|would sooner|adds?|tired of|asks?|says?|prefers?)\b"
    rf"|\b(?:{PARENT}'?s?'?) (?:own )?(?:views?|hopes?|wish(?:es)?|contributions?|comments?|statement|"
    rf"voice)\b[^.;]{{0,20}}?(?:-|:|\bfor\b|\bto\b|is\b|are\b)"
    rf"|\bparental (?:contribution|views?|comments?)\b|\bhopes expressed by\b|\b(?:from|what) {PARENT}(?: wants?)?:"
    rf"|\([^)]*\b(?:{PARENT}|sister|brother)\) (?:thinks|says|feels|agrees|wants|hopes)"
)
NO_PARENT_VIEW = Pattern(
    r"\b(?:did not|didn't|has not|not) (?:reply|give|attend|return\w*|provide|respond)|\bunable to (?:contact|attend)|"
    r"\bform (?:sent|not)|"
    r"\bnot (?:consulted|asked|repeated|sought)|\(blank\)|\bblank\b"
)
_PARENT_VIEW = Pattern(
    rf"\b(?:according to|in the (?:view|words|opinion) of) (?:his |her |their |my |the |\w+'s )?{PARENT}\b|"
    rf"\b{PARENT}'?s?'? (?:views?|hopes?|wishes|aspirations?|concerns|worries|priorit(?:y|ies)|main (?:concern|hope|"
    rf"wish)\w*) (?:is|are|that|for|include|about)\b"
)
_SHOWS_THAT = Pattern(
    r"\b(?:responses?|answers?|drawings?|choices)\b[^.;]{0,40}\b(?:show(?:s|ed)?|suggest(?:s|ed)?|indicate[sd]?) that "
    r"(?:he|she|they)\b|\b(?:sorted|put|placed) [^.;]{2,60}\b(?:in|into|on) (?:the |a |his |her )?"
    r"[\"'](?:like|love|good|yes|happy|important|don't like|dislike|no)\b"
)
_ACCORDING = Pattern(r"\b[Aa]ccording to (?P<who>[A-Z]\w+|him|her)\b|\b[Ii]n (?P<other>[A-Z]\w+)'s (?:view|opinion|words)\b")
_ABLE = Pattern(r"\b(?:can|could|to|able to|will|may|might|begin(?:s|ning)? to|learning to|cannot|can't|not) (?:\w+ )?$")
_WHAT_SHE_WANTS = Pattern(r"\b(?:what|when|where|how|if|whatever|things|something) (?:he|she|they|[A-Z]\w+)(?: \w+ly)? $")
_NOT_GIVEN = Pattern(
    r"\b(?:chose|choose|opted|preferred|decided|did not|didn't|does not|was not|unable|not able|declined|"
    r"refused)(?: not)?(?: (?:wish|want|able))?(?: to)? (?:to )?(?:share|answer|give|take part|talk|respond|complete|"
    r"contribute|engage|express|participate)|\bchose not to\b|\bdeclined\b"
)
_SKIP = frozenset(
    "has have had also often clearly really did does not would who sometimes always then recently and but so that when "
    "as just later very still now once again never already is was "
    "been being quietly happily proudly usually regularly repeatedly independently immediately eventually verbally "
    "clearly readily himself herself year old aged year-old who's both frequently".split()
)


def reports(sentence: Sentence, name: str | None) -> Iterator[Said]:
    """Views the sentence reports of the child or of a parent."""
    own_name = name.split()[0].lower() if name else None
    told = [m for m in _PARENT_REPORTS.finditer(sentence.low) if m["who"] != own_name]  # a girl may be called Nan
    for match in told:
        if "wanted" not in match.group() and not _made_by(sentence.low, match):
            yield Said(Voice.PARENT, False, sentence.start + match.start(), sentence.start + match.end())
    if not NO_PARENT_VIEW.search(sentence.low):
        for match in _PARENT_NOTES.finditer(sentence.low):
            known = any(m.start() < match.end() and match.start() < m.end() for m in told)
            if not known and (not own_name or match["who"] != own_name):
                yield Said(Voice.PARENT, False, sentence.start + match.start(), sentence.start + match.end())
    if view := _PARENT_VIEW.search(sentence.low):
        yield Said(Voice.PARENT, False, sentence.start + view.start(), sentence.start + view.end())
    if _NOT_GIVEN.search(sentence.low):
        return
    for match in _SHOWS_THAT.finditer(sentence.low):
        yield Said(Voice.CHILD, False, sentence.start + match.start(), sentence.start + match.end())
    for match in _ACCORDING.finditer(sentence.same):
        if _who(match["who"] or match["other"], own_name) == "child":
            yield Said(Voice.CHILD, False, sentence.start + match.start(), sentence.start + match.end())
    for match in _REPORT.finditer(sentence.low):
        before = sentence.same if sentence.same != sentence.same.upper() else sentence.low  # "Will said": a name, no verb
        if _WHAT_SHE_WANTS.search(before, 0, match.start()):
            continue
        if _PASSIVE.match(sentence.low, match.start()):
            continue
        if not _ABLE.search(before, 0, match.start()) and _subject(sentence, match.start(), name) is Voice.CHILD:
            yield Said(Voice.CHILD, False, sentence.start + match.start(), sentence.start + match.end())


def _made_by(low: str, match: re.Match[str]) -> bool:
    """ "With help from his mother": the parent is not the one who says it."""
    return bool(_TO_OR_WITH.search(low, max(0, match.start() - 30), match.start()))


_TO_OR_WITH = Pattern(
    r"\b(?:help of|help from|with|by|to|told|from|tells|asked|like|love|loves|likes) (?:his |her |their |my |the )?$"
)


def _subject(sentence: Sentence, at: int, name: str | None) -> Voice | None:
    """Whose verb stands at `at`: the nearest noun or pronoun before it, else the sentence's first word."""
    words = re.findall(r"[\w'\[\]-]+|,", sentence.same[:at])
    first = name.split()[0].lower() if name else None
    if words and words[-1].lower() in ("a", "an", "the", "of", "his", "her", "their", "this", "any"):
        return None  # "a shared plan"
    small = sentence.same == sentence.low
    goes_on = False
    for n, word in reversed(list(enumerate(words))[-6:]):
        kind = "professional" if n and words[n - 1].rstrip(".") in _TITLES else _who(word, first)
        if kind is None and small and n == 0:
            kind = "child"  # "sam said": written without capitals
        goes_on |= word in ("and", "but", "then", ",")
        if kind == "skip":
            continue
        if kind:
            return Voice(kind)
        break
    if not goes_on and "," not in words:
        return None
    return _opener(words, first)


def _opener(words: list[str], name: str | None) -> Voice | None:
    """Whose the sentence is from its start: "Kofi, using his cards, told us"; "Ayesha bakes and wants to sell cakes"."""
    for word, after in pairwise(words[:5]):
        kind = None if word.lower() in _STARTERS else _who(word, name)
        if kind and kind != "skip":
            named = word[:1].isupper() and word.lower() not in ("he", "she", "they", name)
            acts = after == "," or after.endswith(("s", "ed")) or after in _ACTS
            return Voice(kind) if kind != "child" or acts or not named else None
    return None


_ACTS = frozenset(
    "is was has had and can will does did would told said made took put gave drew sat went used chose who aged".split()
)


_STARTERS = frozenset(
    "although when while because since after before at in during asked using by through if then and but".split()
)
_TITLES = frozenset(("Mr", "Mrs", "Miss", "Ms", "Dr", "Sir", "mr", "mrs", "miss", "ms", "dr"))
_CHILD_WORD = Pattern(rf"^(?:{_CHILD_NOUN}|\[[\w' ]+\]|person|who)$")
_PARENT_WORD = Pattern(rf"^{PARENT}'?s?$")
_PROF_WORD = Pattern(rf"^{_PROFESSIONAL}$")


def _who(word: str, name: str | None) -> str | None:
    low = word.lower()
    if low == name:
        return "child"
    if word in _SKIP or (word == low and low.endswith("ly")):
        return "skip"
    if _PARENT_WORD.match(low):
        return "parent"
    if _PROF_WORD.match(low) or low in ("i", "we", "you", "people", "report", "assessment", "it"):
        return "professional"
    if _CHILD_WORD.match(low):
        return "child"
    return (
        "child"
        if word[:1].isupper() and len(word) > 1 and not word.endswith("'s") and low not in _STARTERS and low not in _NOT_NAMES
        else None
    )


_NOT_NAMES = frozenset(
    "the this that these there his her their its my our your it what where why how all most some many english maths "
    "science school makaton pecs aac monday tuesday wednesday thursday friday "
    "section views aspirations interests strengths january february march april june july september october "
    "november december social year key".split()
)
