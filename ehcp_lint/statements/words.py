"""The telling words of a line, each by the one word that stands for all that mean the same, and its numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from ehcp_lint.language import MASK, plain
from ehcp_lint.resources import table

_COUNTS = {
    word: str(n)
    for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen".split(), 1)
} | {
    "sixteen": "16", "eighteen": "18", "twenty": "20", "twenty-five": "25", "thirty": "30", "forty": "40", "forty-five": "45",
    "fifty": "50", "sixty": "60", "ninety": "90", "a dozen": "12",
}  # fmt: skip
_COUNT = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_COUNTS, key=len, reverse=True))})(?![\w])")
_QUANTITY = re.compile(
    r"(?<![\w.:£])(?P<number>\d+(?:\.\d+)?)(?:[- ]|(?=[a-z]))(?P<unit>minute|min|hour|hr|week|wk|day|month|term|year|"
    r"session|time|lesson|"
    r"afternoon|morning|step|word|child|pupil|adult|degree|metre|point|visit)s?\b"
)
_UNITS = {"min": "minute", "hr": "hour", "wk": "week"}
_LENGTHS = (
    (re.compile(r"\b(?:a )?quarter[- ](?:of an[- ])?hour\b"), "15 minutes"),
    (re.compile(r"\bthree[- ]quarters of an hour\b"), "45 minutes"),
    (re.compile(r"\b(?:half an|a half|half)[- ]hour\b|\bhalf[- ]hourly\b"), "30 minutes"),
    (re.compile(r"\b(?:an|one|1)[- ]hour\b|\b1 ?hr\b"), "60 minutes"),
    (re.compile(r"\bone and a half hours\b|\ban hour and a half\b|\b1\.5 ?(?:hours|hrs)\b"), "90 minutes"),
    (re.compile(r"\bfortnight(?:ly)?\b"), "2 weeks"),
    (re.compile(r"\btwice\b"), "2 times"),
    (re.compile(r"\bthrice\b"), "3 times"),
    (re.compile(r"\bhalf past (\d+)\b"), r"\1:30"),
)
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d\d\b")
_SHORT = (
    (re.compile(r"\b(\d+) ?/ ?52\b"), r"\1 weeks"),
    (re.compile(r"\b(\d+) ?/ ?12\b"), r"\1 months"),
    (re.compile(r"\bw/ ?"), "with "),
    (re.compile(r"'s\b"), ""),
    (re.compile(r"(?<=\d)(?=[a-z])"), " "),
)
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*")
_ENDINGS = (
    "isations",
    "isation",
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ness",
    "ies",
    "ied",
    "ed",
    "ly",
    "es",
    "s",
    "e",
    "y",
)
_SHORTEST = 3
# Words of any advice or plan that say nothing of what a line is about; slots (how long, how often) are read elsewhere.
_COMMON = frozenset(
    (
        "a an the and or but if so that this these those he she they his her their him them it its who whom which what "
        "when where how will "
        "would can could may might should shall must be been being is are was were has have had having do does did not "
        "no nor of to in on at by "
        "for from with into over under about after before during between through than then there here as also each "
        "every all any some more most "
        "other such only own same very just need needs needed require requires required recommend recommended "
        "recommendation recommends advise "
        "advised suggest suggested propose like love want think consider able essential important necessary benefit "
        "week day term year minute "
        "hour time month fortnight once twice one two three four five six seven eight nine ten fifteen twenty thirty "
        "forty fifty half quarter "
        "daily weekly termly annual monthly session sessions child person i me my we us our you your please let get got "
        "make made give given put "
        "take taken see seen use used using provide provided provision ensure keep kept include including including out "
        "up off down back again "
        "across within per plus via re because while until such much many few lot lots way thing things well really far "
        "yet now still often "
        "always never always already upon among whether either both another less least own whose since however "
        "therefore view opinion "
        "school available actually honestly really simply basically obviously certainly clearly lovely nice great good "
        "best better big proper "
        "sure bit fuss okay ok right course kindly duly fully properly particularly especially ideally preferably "
        "generally normally usually "
        "currently presently accordingly moreover furthermore additionally further firstly secondly thirdly fourthly "
        "fifthly sixthly lastly finally "
        "first second third place foregoing aforesaid said thereof hereby herewith therein wherein thereafter thereby "
        "regard regards respect relation "
        "matter matters manner means order purpose purposes occasion occasions case cases fact extent basis account "
        "light mind question hand "
        "necessity desirable earnest greatest utmost great value importance consideration considered deliberation "
        "afford afforded "
        "request wish wishes wished hope hoped feel felt believe believed think thought trust venture submit beg urge "
        "ask asked "
        "believe reckon guess suppose find found seems seem appear appears mean means note noted mention "
        "form forms kind sort type types number amount amounts various several certain particular specific general overall "
        "follow following according ensure ensuring order able ability possible enable enabled allow allowed let lets become "
        "etc eg ie nb re ps pls pt yr old age aged year six seven eight eleven twelve whatever whichever whoever "
        "wherever whenever however "
        "though although unless except rather quite almost even ever lest despite notwithstanding bearing regarding "
        "concerning insofar inasmuch "
        "himself herself themselves itself myself ourselves come comes came go goes going went put puts bring brings "
        "set sets hold holds held "
        "carry carries carried undertake undertaken receive receives received remain remains stay stays continue "
        "continues continued"
    ).split()
)


@cache
def _same() -> tuple[dict[str, str], re.Pattern[str]]:
    """Each wording with the word that stands for it, and a pattern that finds those of several words."""
    known: dict[str, str] = {}
    for row in table("same_words.csv", ("word", "forms")):
        for form in (row["word"], *row["forms"].split(";")):
            known.setdefault(form.strip(), row["word"])
    long = sorted((form for form in known if not form.isalpha()), key=lambda form: (-len(form), form))
    return known, re.compile(r"(?<![\w'])(?:" + "|".join(map(re.escape, long)) + r")s?(?![\w'])")


@cache
def _stem(word: str) -> str:
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _SHORTEST), "")
    return word.removesuffix(ending)


@cache
def _stems() -> dict[str, str]:
    """The stems of single wordings that mean the same, so that "trains" is found as "train"."""
    known, _ = _same()
    found: dict[str, str] = {}
    for form in sorted(known, key=lambda form: (form != known[form], form)):
        if form.isalpha():
            found.setdefault(_stem(form), known[form])
    return found


@dataclass(frozen=True, slots=True)
class Token:
    """A telling word: what stands for it, and the word as written, by which its neighbours are looked up."""

    key: str = field(repr=False)
    word: str = field(repr=False)


def tokens(masked: str) -> tuple[Token, ...]:
    """The telling words of a line whose names are masked, each once, in the order in which they stand."""
    low = plain(masked).lower().replace(MASK, " ")
    for pattern, made in _SHORT:
        low = pattern.sub(made, low)
    known, several = _same()
    found: dict[str, Token] = {}
    for quantity in quantities(low):
        found[quantity] = Token(quantity, quantity)

    def add(key: str, word: str) -> None:
        if key not in _COMMON and word not in _COMMON and len(key) > 1:
            found.setdefault(key, Token(key, word))

    here = 0
    pieces: list[tuple[str, str]] = []
    for match in several.finditer(low):
        pieces += [("", word) for word in _TOKEN.findall(low[here : match.start()])]
        form = match.group() if match.group() in known else match.group().removesuffix("s")
        pieces.append((known[form], known[form].split()[-1]))
        here = match.end()
    pieces += [("", word) for word in _TOKEN.findall(low[here:])]
    for key, word in pieces:
        bare = word.replace("'", "")
        if key:
            add(key, bare)
        elif len(bare) > 2 or bare in known:
            stem = _stem(bare)
            add(known.get(bare) or _stems().get(stem) or stem, bare)
    return tuple(found.values())


def quantities(low: str) -> tuple[str, ...]:
    """The numbers with units in a line, each as one word: "25 minutes" and "twenty-five mins" are both "25 minute"."""
    for pattern, made in _LENGTHS:
        low = pattern.sub(made, low)
    low = _COUNT.sub(lambda found: _COUNTS[found.group()], low)
    found = [f"{float(m['number']):g} {_UNITS.get(m['unit'], m['unit'])}" for m in _QUANTITY.finditer(low)]
    return tuple(dict.fromkeys([*found, *(clock.replace(".", ":") for clock in _CLOCK.findall(low))]))
