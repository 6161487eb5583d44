"""How alike a recommendation and a line of a plan are in what they are about, whatever words each of them uses.

Plans put advice into other words, so shared words alone would find too little, and two shared words prove nothing. Words
are made
one where data/same_words.csv says that they mean the same, weighed by how rare they are in English, and words that differ are
compared by the company they keep (data/models/words.npz: GloVe, public domain; see its card)."""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ehcp_lint.grammar.themes import Likenesses
from ehcp_lint.language import MASK, plain
from ehcp_lint.resources import data_file, table

Matrix = NDArray[np.float64]

# --- words -------------------------------------------------------------------------------------------------------------------

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


# --- neighbours --------------------------------------------------------------------------------------------------------------


@cache
def _table() -> tuple[dict[str, int], Matrix, NDArray[np.int32]]:
    """Words with the row of each, their vectors of length one, and how many English words are more common than each."""
    with np.load(io.BytesIO(data_file("models/words.npz").read_bytes()), allow_pickle=False) as held:
        words = str(held["words"]).split("\n")
        vectors = held["vectors"].astype(np.float64)
        rank = held["rank"]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {word: row for row, word in enumerate(words)}, vectors, rank


def _row(token: Token) -> int | None:
    rows = _table()[0]
    if token.key[:1].isdigit():
        return None
    for word in (token.word, token.key, token.word.removesuffix("s"), token.key.split()[0]):
        if word in rows:
            return rows[word]
    return None


_UNKNOWN_RANK = 60_000
_NUMBER_RARITY = 4.0


def _rarity(token: Token) -> float:
    row = _row(token)
    if token.key[:1].isdigit():
        return _NUMBER_RARITY
    rank = _UNKNOWN_RANK if row is None else int(_table()[2][row])
    return math.log(2 + rank / 100)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is compared of one line: its words with the names masked, whether it says what the child will do, and who is
    named."""

    masked: str = field(repr=False)
    outcome: bool = False
    roles: frozenset[str] = frozenset()


def likeness(advice: Sequence[Subject], plan: Sequence[Subject]) -> Matrix:
    """What is looked at for each pair (advice, plan, features), in the order of FEATURES."""
    found = np.zeros((len(advice), len(plan), len(FEATURES)))
    if not advice or not plan:
        return found
    bags = [tokens(line.masked) for line in advice], [tokens(line.masked) for line in plan]
    weights = _weights(bags)
    near = _Nearness({token.key: token for side in bags for bag in side for token in bag})
    for i, j in np.ndindex(found.shape[:2]):
        if bags[0][i] and bags[1][j]:
            found[i, j, : len(_OF_WORDS)] = _of_words(bags[0][i], bags[1][j], weights, near)
    at = {name: place for place, name in enumerate(FEATURES)}
    lists = [[" ".join(token.word for token in bag) or "-" for bag in side] for side in bags]
    found[..., at["themes"]] = Likenesses([*lists[0], *lists[1]]).between(*lists).themes
    found[..., at["letters"]] = _letters(*lists)
    found[..., at["meaning"]] = _meaning(bags[0], weights) @ _meaning(bags[1], weights).T
    total = (
        found[..., at["advice found"]] + found[..., at["plan found"]] + found[..., at["same words"]] + found[..., at["meaning"]]
    )
    found[..., at["leads advice"]], found[..., at["leads plan"]] = _lead(total), _lead(total.T).T
    for i, j in np.ndindex(found.shape[:2]):
        found[i, j, at["same numbers"]], found[i, j, at["other numbers"]] = _numbers(bags[0][i], bags[1][j])
        found[i, j, at["roles"]] = _roles(advice[i].roles, plan[j].roles)
        found[i, j, at["outcome"]] = float(advice[i].outcome != plan[j].outcome)
    return np.round(found, 6)


def _of_words(one: tuple[Token, ...], other: tuple[Token, ...], weights: dict[str, float], near: _Nearness) -> list[float]:
    """What two lines share of their words, in the order of `_OF_WORDS`."""
    close = near.between(one, other)
    ones, others = (np.array([weights[token.key] for token in bag]) for bag in (one, other))
    forth, back = close.max(axis=1), close.max(axis=0)
    keys = [token.key for token in one], [token.key for token in other]
    shared = [weights[key] for key in keys[0] if key in keys[1]]
    return [
        float(ones @ forth / ones.sum()),
        float(others @ back / others.sum()),
        float(np.square(shared).sum() / math.sqrt(np.square(ones).sum() * np.square(others).sum())),
        max(shared, default=0.0) / _MOST,
        float(np.square(ones) @ forth / np.square(ones).sum()),
        float(np.square(others) @ back / np.square(others).sum()),
        float((ones * (1 - forth)).max()) / _MOST,
        float((others * (1 - back)).max()) / _MOST,
        math.log1p(len(shared)),
        _together(*keys, weights),
        float(ones @ forth) / 20,
    ]


_OF_WORDS = (
    "advice found",
    "plan found",
    "same words",
    "rarest word",
    "rare advice found",
    "rare plan found",
    "advice missing",
    "plan missing",
    "how many",
    "together",
    "mass",
)
FEATURES = (
    *_OF_WORDS,
    "themes",
    "letters",
    "meaning",
    "leads advice",
    "leads plan",
    "same numbers",
    "other numbers",
    "roles",
    "outcome",
)
_MOST = 8.0


def _together(ones: list[str], others: list[str], weights: dict[str, float]) -> float:
    """Shared words that stand close together in both lines: "core vocabulary board"."""
    total = 0.0
    place = {key: n for n, key in enumerate(others)}
    for a, first in enumerate(ones):
        for second in ones[a + 1 : a + 3]:
            if first in place and second in place and abs(place[first] - place[second]) <= 2:
                total += min(weights[first], weights[second])
    return total / 10


def _numbers(one: tuple[Token, ...], other: tuple[Token, ...]) -> tuple[float, float]:
    """The share of the advice's numbers that the plan has too (one half where there is none), and whether any is not there."""
    ones, others = ({token.key for token in bag if token.key[:1].isdigit()} for bag in (one, other))
    return (len(ones & others) / len(ones), float(bool(ones - others))) if ones else (0.5, 0.0)


def _roles(ones: frozenset[str], others: frozenset[str]) -> float:
    if not ones or not others:
        return 0.0
    return 1.0 if ones & others else -1.0


def _meaning(bags: Sequence[tuple[Token, ...]], weights: dict[str, float]) -> Matrix:
    """One vector of length one for each line: those of its words, weighed."""
    vectors = _table()[1]
    made = np.zeros((len(bags), vectors.shape[1]))
    for n, bag in enumerate(bags):
        for token in bag:
            if (row := _row(token)) is not None:
                made[n] += weights[token.key] * vectors[row]
    lengths = np.linalg.norm(made, axis=1, keepdims=True)
    return np.divide(made, lengths, out=np.zeros_like(made), where=lengths > 0)


def _weights(bags: tuple[list[tuple[Token, ...]], list[tuple[Token, ...]]]) -> dict[str, float]:
    """How telling each word is: rare in English, and not in most lines of these two documents."""
    weights: dict[str, float] = {}
    seen = [Counter(token.key for bag in side for token in bag) for side in bags]
    for side in bags:
        for bag in side:
            for token in bag:
                share = max(seen[n][token.key] / max(4, len(bags[n])) for n in (0, 1))
                weights[token.key] = round(_rarity(token) * (1 - min(0.9, share)), 6)
    return weights


class _Nearness:
    """How near any two words are: 1 for the same, less for neighbours, 0 for strangers."""

    def __init__(self, known: dict[str, Token]) -> None:
        self._place = {key: place for place, key in enumerate(known)}
        rows = [_row(token) for token in known.values()]
        vectors = _table()[1]
        mine = np.zeros((len(rows), vectors.shape[1]))
        for place, row in enumerate(rows):
            if row is not None:
                mine[place] = vectors[row]
        near = np.clip((mine @ mine.T - FAR) / (1 - FAR), 0, 1) * MOST_NEAR
        np.fill_diagonal(near, 1)
        self._near = np.round(near, 6)

    def between(self, one: tuple[Token, ...], other: tuple[Token, ...]) -> Matrix:
        """For two lines, how near each word of the one is to each of the other."""
        return self._near[np.ix_([self._place[t.key] for t in one], [self._place[t.key] for t in other])]


FAR, MOST_NEAR = 0.35, 0.8


def _letters(ones: list[str], others: list[str]) -> Matrix:
    """Cosine over runs of four letters: compounds and inflections that no list foresees."""
    grams = [
        [Counter(f" {word} "[k : k + 4] for word in text.split() for k in range(max(1, len(word) - 1))) for text in side]
        for side in (ones, others)
    ]
    seen = Counter(gram for side in grams for bag in side for gram in bag)
    many = len(ones) + len(others)
    place = {gram: n for n, gram in enumerate(sorted(seen))}
    sides = []
    for side in grams:
        matrix = np.zeros((len(side), len(place)))
        for row, bag in enumerate(side):
            for gram in bag:
                matrix[row, place[gram]] = math.log(1 + many / seen[gram])
        lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
        sides.append(np.divide(matrix, lengths, out=np.zeros_like(matrix), where=lengths > 0))
    return np.round(sides[0] @ sides[1].T, 6)


def _lead(likeness: Matrix) -> Matrix:
    """How far each is ahead of the best of the others in its row."""
    padded = np.concatenate([likeness, np.zeros((len(likeness), 2))], axis=1)
    best = np.sort(padded, axis=1)[:, -2:]
    return np.asarray(likeness - np.where(likeness == best[:, 1:], best[:, :1], best[:, 1:]))
