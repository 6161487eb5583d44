"""Views that a sentence reports of the child or of a parent: "Kofi told us", "Mum (by phone): worried about the bus".

Guideline: docs/guideline.md 3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ehcp_lint.grammar.speakers import PARENT, PROFESSIONAL, Sentence, Voice
from ehcp_lint.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Said:
    """A view somebody gives: in their own words (first person or quotation), or reported by another."""

    voice: Voice
    own_words: bool
    start: int
    end: int


_CHILD_NOUN = (
    r"(?:he|she|they|son|daughter|child|pupil|student|learner|young person|young man|young woman|boy|girl|youngster|teenager)"
)
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
    rf"|\([^)]{{0,100}}\b(?:{PARENT}|sister|brother)\) (?:thinks|says|feels|agrees|wants|hopes)"
)
NO_PARENT_VIEW = Pattern(
    r"\b(?:did not|didn't|has not|not) (?:reply|give|attend|return\w*|provide|respond)|\bunable to (?:contact|attend)|"
    r"\bform (?:sent|not)|"
    r"\bnot (?:consulted|asked|repeated|sought|obtained|available|gathered|received|known)|\bnone (?:given|received)|"
    r"\(blank\)|\bblank\b"
)
_PARENT_VIEW = Pattern(
    rf"\b(?:according to|in the (?:view|words|opinion) of) (?:his |her |their |my |the |\w+'s )?{PARENT}\b|"
    rf"\b{PARENT}'?s?'? (?:views?|hopes?|wishes|aspirations?|concerns|worries|priorit(?:y|ies)|main (?:concern|hope|"
    rf"wish)\w*) (?:is|are|that|for|include|about)\b"
)
_WAS_ASKED = Pattern(r"\b(?:was|were|been|being|is|are) (?:\w+ly )?asked(?: \w+)?$")
_HE_OR_SHE = Pattern(r"\b(?:he|him|his|she|her|hers)\b")
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
        if _PASSIVE.match(sentence.low, match.start()) or _WAS_ASKED.search(sentence.low, 0, match.end()):
            continue
        if _PARENT_SAYS.search(sentence.low, 0, match.start()) and _OF_HIM.match(sentence.low, match.end()):
            continue  # "Dad says he wants him kept busy": it is the father who wants
        if not _ABLE.search(before, 0, match.start()) and _subject(sentence, match.start(), name) is Voice.CHILD:
            yield Said(Voice.CHILD, False, sentence.start + match.start(), sentence.start + match.end())


_PARENT_SAYS = Pattern(
    rf"\b{PARENT} (?:says?|said|told us|tells us|reports?|reported|feels|felt|states?|stated)(?: that)? (?:he|she) $"
)
_OF_HIM = Pattern(r" (?:him|her)\b(?! (?:mum|dad|friends?|teachers?|own|to be left))")


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
    others = bool(_HE_OR_SHE.search(sentence.low))  # who is "he" or "she" is not "they": those are the parents, or staff
    goes_on = False
    for n, word in reversed(list(enumerate(words))[-6:]):
        kind = "professional" if n and words[n - 1].rstrip(".") in _TITLES else _who(word, first)
        if kind is None and small and n == 0:
            kind = "child"  # "sam said": written without capitals
        goes_on |= word in ("and", "but", "then", ",")
        if kind == "skip":
            continue
        if kind:
            return None if others and word.lower() == "they" else Voice(kind)
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
_PROF_WORD = Pattern(rf"^{PROFESSIONAL}$")


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
