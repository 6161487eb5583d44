"""What an outcome says, in slots: who does what, to what, when, with what help, how much, and what is only said around it.

The slots are facts about the words (domain/judging.md 3.3); `smart` grades them. All offsets are into the outcome's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ehcp_lint.language import MASK, lower, mask, plain, sentence_case, sentences
from ehcp_lint.outcome_words import FUNCTION, Verb, noun_pattern, nouns, verbs
from ehcp_lint.timing import TimePhrase


class Doer(StrEnum):
    """Who does it. A trait is the child's own something ("her speech will be clear"); nobody: the sentence names no one."""

    CHILD = "child"
    TRAIT = "trait"
    ADULTS = "adults"
    OTHERS = "others"
    SERVICE = "service"
    NOBODY = "nobody"


class Mood(StrEnum):
    """How the sentence is put: what will be, what is, what is wanted or needed, a bare list item, a noun alone."""

    WILL = "will"
    IS = "is"
    WANT = "want"
    NEED = "need"
    LIST = "list"
    NOUN = "noun"


class Act(StrEnum):
    """What kind of thing is said to happen."""

    OBSERVABLE = "observable"
    INNER = "inner"
    STATE = "state"
    CHANGE = "change"
    SERVICE = "service"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Clause:
    """The main statement of one sentence. `once`: done one time it is shown; `event`: a yes-or-no state of affairs (in
    employment, toilet trained); `weak`: put as a direction or a degree ("better able to", "develop the ability to");
    `object` covers the words after the verb up to a purpose or cause."""

    start: int
    end: int
    doer: Doer
    mood: Mood
    act: Act
    verb: tuple[int, int]
    lemma: str = field(repr=False)
    object: tuple[int, int] = (0, 0)
    once: bool = False
    event: bool = False
    weak: bool = False
    negative: bool = False
    label: str = ""


@dataclass(frozen=True)
class Reading:
    """One outcome text read: `low` is the text in small letters with names masked and end points blanked."""

    low: str = field(repr=False)
    clauses: tuple[Clause, ...]
    times: tuple[TimePhrase, ...]
    baseline: tuple[tuple[int, int], ...]
    purpose: tuple[tuple[int, int], ...]
    support: tuple[tuple[int, int], ...]


BASELINE = re.compile(
    r"^\W*(?:(?:at )?baseline\b|current(?:ly| level| position)?\b|at present\b|at the moment\b|present(?:ly| level)\b|now ?:|to date\b|"
    r"so far\b|at this time\b|in the past\b|previously\b|last (?:year|term)\b|starting point\b|historically\b)"
    r"|^[^,;:]*\b(?:can|is|has|does|am|are|have|do) (?:currently|at present|presently)\b|\bnot yet\b|\bcurrently\b(?!.*\bwill\b)"
)
ASIDE = re.compile(
    r"\((?=[^)]*\b(?:currently|at present|baseline|at the moment|now|from|was|previously|present level|up from)\b)[^)]*\)"
    r"|,? (?:who|which) (?:currently|at present|now)\b[^,]*,|,? (?:up |increased |an increase )?from (?:a |his |her |their |the )?(?:current |present )?"
    r"(?:baseline|level|starting point|average)\b[^,.;]*|\bfrom (?:\d[\w.%/]*|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?: [\w-]+){0,5}? (?=to (?:at least |over |about )?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten))"
)
PURPOSE = re.compile(
    r"\bso (?:that )?(?=(?:[\w█'-]+ ){1,5}?(?:can|will|is|are|may|could|has|have|feels?|does|do|gets?|becomes?|knows?)\b)|\bso that\b|\bso as to\b|"
    r"\bin order (?:to|that|for)\b|\b(?:which|that|this) (?:will|would|should|in turn|may|can) (?:\w+ )?(?:help|enable|allow|support|mean|lead|"
    r"let|result|give|ensure)\b|\b(?:to|thereby|thus|,) ?(?:enabl(?:e|ing)|allow(?:ing)?|prepar(?:e|ing) (?:him|her|them|me|█+)|help(?:ing)? (?:him|her|them|me|█+))\b|"
    r"\bin (?:preparation|readiness) for\b|\bleading to\b|\bto support (?:his|her|their|my|him|them|█+)\b|\bfor the purpose of\b|"
    r"\bas a step towards?\b|\bwith the (?:aim|goal|intention) of\b|\bresulting in\b|\bto ensure\b|\bto promote\b"
)
CRITERION = re.compile(
    r"so (?:that )?(?:(?:an?|any|the|most|other|all|two|three|unfamiliar|familiar|new|different) )*(?:unfamiliar )?(?:adults?|people|person|"
    r"listeners?|strangers?|readers?|others|someone|anyone|peers?|staff|teachers?) (?:\w+ )?(?:can|will|could|is|are)\b"
)
CAUSE = re.compile(r"\b(?:because(?: of)?|due to|as a result of|despite|as (?:he|she|they) (?:find|finds|is|are|has|have))\b")
HOW_SEEN = re.compile(
    r",? ?\b(?:as )?(?:measured|recorded|monitored|evidenced|assessed|observed|reported|shown|demonstrated|noted|tracked|evaluated|"
    r"reviewed|judged)(?: and \w+)? (?:\w+ly )?(?:by|in|on|through|using|against|with|via|at)\b"
)
SUPPORT = re.compile(
    r"\b(?:with|given|using|through|following|after|by having|by using|when given|provided with|when provided with|supported by|"
    r"in response to|by accessing|by receiving|via|from) (?:(?!and\b|so\b|he\b|she\b|they\b|will\b)[\w█'%:/-]+ ){0,6}?"
    r"(?:support|help|assistance|prompt(?:s|ing)?|cue(?:s|ing)?|scaffold(?:s|ing)?|guidance|encouragement|supervision|reminders?|"
    r"modelling|model|adaptations?|adjustments?|adult|adults|staff|ta|visuals?|symbols?|pictures?|timetable|aids?|programme|"
    r"intervention|therapy|strategies|equipment|resources|checklist|frame|board|book|device|card|cards|timer|system|aac|pecs|"
    r"makaton|signs?|signing|software|laptop|ipad|tablet|app|script|story|stories|plan|training|teaching|input)\b"
)
LABEL = re.compile(
    r"^\W*(?:(?P<step>(?:small |next |short[- ]term |interim )?steps?(?: towards?[^:]*)?|short[- ]term (?:targets?|outcomes?|goals?|objectives?|aims?)|"
    r"(?:iep |termly |half[- ]termly )?targets?|milestones?)|(?P<aspiration>(?:long[- ]term )?(?:aspirations?|dreams?|hopes?|ambitions?|vision)"
    r"(?: for the future)?)|(?P<outcome>(?:(?:long|medium)[- ]term |overall |smart |desired |key |intended |expected |annual |end of year |"
    r"health |social care |education(?:al)? )*(?:outcomes?|goals?|aims?|objectives?)|e)|(?P<need>needs?|barriers?|difficult(?:y|ies))|"
    r"(?P<provision>provisions?|support|strateg(?:y|ies)|resources?|how|who|actions?)|(?P<measure>success criteria|measures?|measurable|"
    r"evidence|we will know|monitoring|criteria|achieved when|how will we know[^:?]*))"
    r" ?(?:(?:e|no\.?|number)? ?[\da-z]{0,2}(?:\.\d)?)? ?[:.)–-]+ ?(?=\S)"
)
WILL = re.compile(r"\b(?:will|shall|won't|(?:is|are|am) (?:going|expected) to|(?:is|are|am) to)\b|'ll\b")
CAN = re.compile(r"\b(?:can|can't|cannot|should|must|would|could|may|might|(?:is|are|am) (?:\w+ly )?able to|has to|have to)\b")
WANTS = re.compile(
    r"\b(?:(?:wants?|wishes|wish|hopes?|aspires?|longs?|dreams?|would(?: really| also)? like|'d (?:really )?like|would love|'d love|would prefer|"
    r"am hoping|is hoping|is keen) (?:(?:for )?[\w█]+ )?(?:to|of)|(?:dream|ambition|aspiration|wish|hope)(?: job)? (?:is|would be)(?: for [\w█]+)?(?: to)?)\b"
)
NEEDS = re.compile(r"\b(?:needs?|requires?|struggles?|lacks?)\b|\bfinds? (?:it )?(?:[\w█'-]+ ){0,4}?(?:hard|difficult|tricky|challenging|overwhelming)\b|"
                   r"\b(?:has|have|experiences?|presents? with|shows?) (?:\w+ ){0,4}?(?:difficult(?:y|ies)|needs|delays?|impairments?|a diagnosis|autism|adhd|epilepsy|"
                   r"dyslexia|cerebral palsy|down'?s? syndrome)\b|\bis unable to\b|\bis (?:\w+ )?(?:behind|below)\b|\b(?:was|is|been) diagnosed\b")
SUBORDINATE = re.compile(
    r"\b(?:that|which|who|when|whenever|if|while|where|wherever|what|whatever|how|because|until|before|after|so|than|why|whether|once|unless|although)\b[^,;:]*$"
)
RELATIVE = re.compile(r"\b(?:that|which|who|what|how|whether|why|than)(?: [\w█'-]+){0,3} ?$")
_ADVERB = r"(?:(?:also|always|now|then|still|soon|first|often|usually|sometimes|never|not|both|either|regularly|only|just|well|more|[a-z]+ly) )*"
