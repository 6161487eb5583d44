"""What each column of an export is, by its name: exactly, once case, spaces, numbering and kinds of quotation marks are evened
out, or not at all. What is only near is proposed to a person, never taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from ehcp_lint.errors import BadConfig
from ehcp_lint.resources import did_you_mean, read_toml, toml
from ehcp_lint.rubric.models import Rubric

ID, COMPLETED, PERSONAL, IGNORE = "id", "completed", "personal", "ignore"
PLAN_CODE, MODERATOR, AGENCY, CAPS = "plan_code", "moderator", "agency", "caps"
OVERRIDE, OVERRIDE_NOTE, COMMENT = "override", "override_note", " comment"
FORM = (PLAN_CODE, MODERATOR, AGENCY, CAPS, OVERRIDE, OVERRIDE_NOTE)
NEAR = 0.75  # how alike a name must be to one we know to be proposed
_LONGEST = 600  # characters of a name that are compared

_QUOTES = str.maketrans({"‘": "'", "’": "'", "‛": "'", "`": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-"})
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_NUMBERING = re.compile(r"^(?:(?:question\s*|q\s*)?\d{1,3}\s*[.):\-]+\s*|q(?:uestion)?\s*\d{1,3}\s+)")
_OWN_ID = re.compile(r"(?:^|(?<=[.):\-] )|(?<=\s))q(?:uestion)?\s*(\d{1,3})\b")
_TAIL = re.compile(r"(?:\s*(?:\*|\(required\)|\(optional\)))+$")
_QUIZ = re.compile(r"^(?:points|feedback)\s*-\s*(?=\S)")
_COPY = re.compile(r"^(.*?)\s?\(?([2-9]|1\d)\)?$")
_BRACKET = re.compile(r"\[([^\[\]]+)\]$")
_COMMENT = re.compile(
    r"^(?:comments?|notes?|evidence)\b\s*(?:on|for|about|to|:|-)?\s*|[\s:(\-]*\b(?:comments?|notes?|evidence)\)?$"
)


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A council's own names of columns (evened out) and answers (in small letters; None: does not apply)."""

    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from 1, its name as it stands there, what it is ("" for unknown), what it may be meant to be."""

    place: int
    header: str
    means: str = ""
    near: str = ""
    problem: str = ""

    @property
    def told(self) -> str:
        """ "column 7 (“How strong ...”)" """
        return f"column {self.place} (“{' '.join(self.header.split())[:80]}”)"


def even(text: str, longest: int = _LONGEST) -> str:
    """A name with its case, spaces, line breaks, quotation marks, dashes and unseen characters evened out."""
    flat = _UNSEEN.sub("", unicodedata.normalize("NFKC", text[: 4 * longest]).translate(_QUOTES))
    flat = flat.replace("<br>", " ").replace("_x000D_", " ").replace("_x000d_", " ")
    return _TAIL.sub("", " ".join(flat.casefold().split())[:longest])


def bare(text: str) -> str:
    """An evened-out name without numbering in front ("3. q2. ...") and without the mark that ends it."""
    before = None
    while before != text:
        before, text = text, _NUMBERING.sub("", text, count=1)
    return text.rstrip(" ?.:!;")


def load_map(text: str, name: str, rubric: Rubric) -> ColumnMap:
    """A council's own map from its TOML file. Raises `BadConfig` with the nearest right name."""
    given = read_toml(text, name)
    for key in given:
        if key not in ("columns", "answers"):
            raise BadConfig(f"{name}: there is no table '{key}'.{did_you_mean(key, ('columns', 'answers'))}")
    return ColumnMap(_columns(given.get("columns", {}), name, rubric), _answers(given.get("answers", {}), name, rubric))


def targets(rubric: Rubric) -> tuple[str, ...]:
    """Everything that a column may be."""
    ids = [question.id for question in rubric.questions]
    return (
        *(ID, COMPLETED, *FORM, PERSONAL, IGNORE),
        *ids,
        *(id + COMMENT for id in ids),
        *(one.id for one in rubric.open_questions),
    )


def _columns(given: Any, name: str, rubric: Rubric) -> dict[str, str]:
    known = targets(rubric)
    if not isinstance(given, dict):
        raise BadConfig(f"{name}: columns must be a table: a line [columns], then one line for each column.")
    for header, means in given.items():
        if means not in known:
            hint = did_you_mean(str(means), known)
            raise BadConfig(f"{name}: columns: '{header}': there is no '{means}'.{hint} See docs/moderation.md.")
    return {even(header): means for header, means in given.items()}


def _answers(given: Any, name: str, rubric: Rubric) -> dict[str, int | None]:
    if not isinstance(given, dict):
        raise BadConfig(f"{name}: answers must be a table: a line [answers], then one line for each answer.")
    made: dict[str, int | None] = {}
    for words, means in given.items():
        known = rubric.scale.answers
        if str(means).casefold() not in known:
            hint = did_you_mean(str(means).casefold(), known)
            raise BadConfig(f"{name}: answers: '{words}': '{means}' is no answer of the form.{hint}")
        made[even(words)] = known[str(means).casefold()]
    return made


def map_columns(headers: Sequence[str], rubric: Rubric, own: ColumnMap | None = None) -> tuple[Column, ...]:
    """What each column is. A name that stands there twice is read where it stands first, and told of where it stands again."""
    known = _Known(rubric, own or ColumnMap())
    found: list[Column] = []
    taken: dict[str, int] = {}
    for place, header in enumerate(headers, 1):
        if not header.strip():
            continue
        column = known.column(place, header)
        if column.means in (PERSONAL, IGNORE, ""):
            found.append(column)
        elif column.means in taken:
            found.append(Column(place, header, problem=f"it is asked a second time; column {taken[column.means]} was read"))
        else:
            taken[column.means] = place
            found.append(column)
    return tuple(found)


class _Known:
    """The names that are known, evened out, each with what it is."""

    def __init__(self, rubric: Rubric, own: ColumnMap) -> None:
        self._rubric, self._own = rubric, own.columns
        self._fixed = {even(name): means for name, means in toml("form_columns.toml")["columns"].items()}
        self._questions: dict[str, str] = {}
        for question in rubric.questions:
            for text in (question.text, question.quick):
                if text:
                    self._questions.setdefault(bare(even(text)), question.id)
        self._short = {bare(even(question.short)): question.id for question in rubric.questions}
        self._asked = {bare(even(getattr(rubric.form, key))): key for key in FORM}
        self._asked |= {bare(even(one.text)): one.id for one in rubric.open_questions}
        self._hints = self._short | {
            key.replace("_", " "): key for key in (*FORM, *(one.id for one in rubric.open_questions))
        }  # proposed, never taken by themselves

    def column(self, place: int, header: str) -> Column:
        """What a column is, by the first of: the council's map, a fixed name, a question."""
        name = even(header)
        if means := self._own.get(name) or self._own.get(bare(name)):
            return Column(place, header, means)
        if _QUIZ.match(name):
            return Column(place, header, IGNORE)
        if means := self._fixed.get(name):
            return Column(place, header, means)
        if (copy := _COPY.match(name)) and self._fixed.get(copy[1].strip()) == PERSONAL:
            return Column(place, header, PERSONAL)  # "Name2": the form asked for a name of its own
        for candidate in self._candidates(name):
            means, problem = self._exact(candidate)
            if means or problem:
                return Column(place, header, means, problem=problem)
        if (copy := _COPY.match(name)) and any(self._exact(c)[0] for c in self._candidates(copy[1])):
            again = next(means for c in self._candidates(copy[1]) if (means := self._exact(c)[0]))
            return Column(place, header, near=again, problem=f"it is asked a second time (as {again})")
        return Column(place, header, near=self._near(name))

    @staticmethod
    def _candidates(name: str) -> Iterable[str]:
        """The name, and the row's own title where it is a row of a grid: "Grid [Row]", "Grid.Row"."""
        yield name
        if row := _BRACKET.search(name):
            yield row[1].strip()
        for cut in re.finditer(r"[.:>|]\s*(?=\S)", name):
            yield name[cut.end() :].strip()

    def _exact(self, name: str) -> tuple[str, str]:
        """What exactly this name is, or what is the matter with it."""
        words = bare(name)
        before = name[: name.rfind(words)] if words else name
        ids = {f"Q{number}" for number in _OWN_ID.findall(before)}
        if (means := self._short.get(words)) and ids == {means}:
            return means, ""  # "Q7 Health"; "Health" alone may be anything
        if words in self._questions:
            means = self._questions[words]
            stray = ids - {means}
            if stray:
                return "", f"its number says {min(stray)} and its words say {means}"
            return means, ""
        if words in self._asked:
            return self._asked[words], ""
        if lone := re.fullmatch(r"q(?:uestion)?\s*(\d{1,3})[.:)]?", name):
            return (f"Q{lone[1]}", "") if self._rubric.question(f"Q{lone[1]}") else ("", f"the form has no Q{lone[1]}")
        return self._comment(name), ""

    def _comment(self, name: str) -> str:
        """The question that a column of comments names: "Q3 comment", "Comment on Q3", "Comment: <question>"."""
        rest = _COMMENT.sub("", name).strip(" :-.()")
        if rest == name or not rest:
            return ""
        if lone := re.fullmatch(r"q(?:uestion)?\s*(\d{1,3})", rest):
            id = f"Q{lone[1]}"
            return id + COMMENT if self._rubric.question(id) else ""
        id = self._questions.get(bare(rest), "")
        return id + COMMENT if id else ""

    def _near(self, name: str) -> str:
        """What it may be meant to be: the most alike of all names that are known, or a question by its number."""
        words = bare(name)
        best, score = "", NEAR
        alike = SequenceMatcher(None, "", words, autojunk=False)
        for known, means in {**self._hints, **self._questions, **self._asked, **self._fixed}.items():
            if min(len(known), len(words)) * 2 <= score * (len(known) + len(words)):
                continue  # too different in length to be as alike as that
            alike.set_seq1(known)
            if alike.quick_ratio() > score and (ratio := alike.ratio()) > score:
                best, score = means, ratio
        if not best and (named := _OWN_ID.match(name)) and self._rubric.question(f"Q{named[1]}"):
            return f"Q{named[1]}"
        return best
