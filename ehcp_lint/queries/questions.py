"""Which question a finding gives rise to, and how the questions of one line are asked without asking twice.

No question holds a number or proposes an amount; a test holds every one of them to that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from ehcp_lint.frozen import Frozen
from ehcp_lint.plan import Kind, Letter
from ehcp_lint.queries.advisers import HEALTH, PSYCHOLOGIST, SETTING, SOCIAL_CARE


class Question(Frozen):
    """One question. `words` are those of the plan that it is about, empty where something is missing."""

    text: str = Field(repr=False)
    words: tuple[str, ...] = Field(default=(), repr=False)
    checks: tuple[str, ...] = ()


# Which checks are about what, and the question that each gives rise to; an empty one is made up by `queries`.
SOCIAL = (Letter.D, Letter.H, Letter.H1, Letter.H2)
WHOLE = (Letter.C, Letter.G, *SOCIAL)
KINDS = {"E": (Kind.OUTCOME, Kind.STEP), "B": (Kind.NEED, Kind.STRENGTH)}
OFTEN, LONG = "How often?", "For how long each time?"
OFTEN_AND_LONG = "How often, and for how long each time?"
SLOTS = {"what": "What exactly will be given?", "frequency": OFTEN, "amount": LONG, "who": "By whom, with what training?"}
HEADINGS = {
    "frequency": re.compile(r"how often|frequency|\bwhen\b", re.IGNORECASE),
    "amount": re.compile(r"how (?:long|much)|duration|amount|hours|\btime\b", re.IGNORECASE),
    "who": re.compile(r"\bwho\b|\bwhom\b|staff|delivered by|provided by", re.IGNORECASE),
}
WORDINGS = ("F201", "F202", "F205", "F206", "F207")  # their question stands in data/vague_terms.csv
INSTRUCTION = re.compile(r" (?:Write|Name) [^?]*$")  # the table speaks to the writer there; an adviser is only asked
LINES: dict[str, tuple[str, ...]] = {
    "F203": (),
    "F204": ("By whom, with what training?",),
    "F301": ("What training or experience should this person have?",),
    "F302": ("Which amount in this range will be given, or what decides it?",),
    "F303": ("Which review will decide on any change?",),
}
OUTCOMES: dict[str, tuple[str, ...]] = {
    "E202": ("By when should this be reached?",),
    "E203": ("By when can this be reached now?",),
    "E204": ("What will {child} be able to do by then that you could see?",),
    "E206": ("What will {child} be able to do by then that you could see?",),
    "E302": ("Can {child} reach this from where things stand now? If not, what comes next?",),
}
NEEDS: dict[str, tuple[str, ...]] = {
    "B202": ("What does this mean for {child} from day to day?",),
    "B203": ("What does this score mean for {child} from day to day?",),
    "B204": ("What was the finding: is this so, yes or no?",),
}
SECTIONS = ("S104", "S105", "C101", "C201", "D101", "D102", "G101", "G102", "H101", "H102")
NEED_FOR = {
    Letter.C: "What is the health need that the provision in section G answers?",
    Letter.D: "What is the social care need that the provision in section H answers?",
}
PROVISION_FOR = {
    "C": "Which provision answers the health needs in section C, or is none needed?",
    "D": "Which provision answers the social care needs in section D, or is none needed?",
}
ADVICE: dict[str, tuple[str, ...]] = {
    "K102": ("Has advice been given for this plan, yes or no? If yes, when was it written?",),
    "K103": ("When was this written?",),
    "K104": ("When was this written?",),
    "K105": ("Does this advice still hold, or has anything newer been written? If so, when?",),
    "K106": ("Has advice been given for this plan, yes or no? If yes, when was it written?",),
}
# Words of the messages of K102 and K106, and the adviser whom they mean.
MISSING_ADVICE = (
    ("teacher of the deaf", "teacher of the deaf"),
    ("vision-impaired", "teacher of vision-impaired children"),
    ("the school or other setting", SETTING),
    ("from health", HEALTH),
    ("educational psychologist", PSYCHOLOGIST),
    ("from social care", SOCIAL_CARE),
)


# --- one line, asked once ----------------------------------------------------------------------------------------------------

_TOPICS = {
    "often": re.compile(r"how often\b(?: will this (?:happen|be given))?|if so"),
    "amount": re.compile(r"(?:for )?how long(?: each time)?|how much"),
    "whom": re.compile(r"by whom|which role will do this|who will do it"),
    "training": re.compile(r"with what training"),
    "given": re.compile(r"will this be given"),
}
_CLAUSES = re.compile(r"\s*(?:[?.,:]|\band\b)\s*")


def merged(questions: list[Question]) -> Iterator[Question]:
    """The questions of one line without those that another one asks as well; the words they are about go with them."""
    kept: list[Question] = []
    for question in questions:
        same = next((n for n, other in enumerate(kept) if _within(question, other)), None)
        if same is not None:
            kept[same] = _joined(kept[same], question)
            continue
        taken = [other for other in kept if _within(other, question)]
        for other in taken:
            question = _joined(question, other)
        kept = [other for other in kept if other not in taken]
        kept.append(question)
    yield from kept


def _joined(one: Question, other: Question) -> Question:
    words: dict[str, str] = {}
    for word in (*one.words, *other.words):
        words.setdefault(" ".join(word.lower().split()), word)  # "when needed" and "When needed" are one
    return Question(text=one.text, words=tuple(words.values()), checks=tuple(dict.fromkeys((*one.checks, *other.checks))))


def _within(small: Question, large: Question) -> bool:
    """Whether whoever answers `large` has answered `small` too."""
    if small.text == large.text:
        return True
    asked, nothing_else = topics(small.text)
    return nothing_else and asked <= topics(large.text)[0]


def topics(text: str) -> tuple[set[str], bool]:
    """What a question asks for, and whether it asks for nothing beside that."""
    found, rest = set(), False
    for clause in filter(None, _CLAUSES.split(text.lower())):
        topic = next((name for name, words in _TOPICS.items() if words.fullmatch(clause)), None)
        rest |= topic is None
        found |= {topic} if topic else {name for name, words in _TOPICS.items() if words.search(clause)}
    return found, not rest
