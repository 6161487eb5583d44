"""A person's marks on one plan, as the page keeps them while it is open and as they are taken away and brought back.

People mark; the tool only lays evidence beside. `blind` says that the evidence was to be seen after the marks, `seen` that it
has been, and `before` what the marks were then, so that a moderator's first judgement is not lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field, ValidationError

from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.frozen import Answer
from ehcp_lint.outputs.excel import Book
from ehcp_lint.report import FOOTER
from ehcp_lint.rubric import OverallGrade, Rubric, work_out
from ehcp_lint.rubric.answers import code, role
from ehcp_lint.rubric.form import asked
from ehcp_lint.rubric.responses import read_responses
from ehcp_lint.web.uploads import Form

_LONGEST = 4_000  # characters of a comment
_NO_MARK = "na"


class Marks(Answer):
    """One form about one plan. `marks` maps questions to marks, None for "does not apply"; a question left blank is not in it.

    `comments` are by question or open question. No name is in it: a plan code and a moderator's code or role."""

    rubric: str
    fingerprint: str
    plan_code: str = Field(default="", max_length=60)
    moderator: str = Field(default="", max_length=60)
    agency: str = Field(default="", max_length=200)
    marks: dict[str, int | None] = Field(default_factory=dict)
    comments: dict[str, str] = Field(default_factory=dict, repr=False)
    caps: tuple[str, ...] = ()
    override: str | None = None
    override_note: str | None = Field(default=None, max_length=_LONGEST, repr=False)
    blind: bool = True
    seen: bool = False
    before: dict[str, int | None] | None = None
    footer: str = FOOTER
    schema_: Literal["ehcp-lint/marks/1"] = Field(default="ehcp-lint/marks/1", alias="schema")

    def grade(self, rubric: Rubric) -> OverallGrade:
        """The grade that the marks make. A grade of a person's own without a reason does not count."""
        return work_out(
            rubric, self.marks, self.caps, self.override_note, override=self.override if self.override_note else None
        )

    def missing(self, rubric: Rubric) -> tuple[str, ...]:
        """The questions that are not answered yet."""
        return tuple(question.id for question in rubric.questions if question.id not in self.marks)

    def changed(self) -> tuple[str, ...]:
        """The questions whose mark is another one since the evidence was seen."""
        if self.before is None:
            return ()
        nothing = object()
        ids = dict.fromkeys((*self.before, *self.marks))
        return tuple(id for id in ids if self.before.get(id, nothing) != self.marks.get(id, nothing))


def new_marks(rubric: Rubric, *, blind: bool) -> Marks:
    """An empty form."""
    return Marks(rubric=rubric.name, fingerprint=rubric.fingerprint, blind=blind)


def from_form(form: Form, rubric: Rubric, old: Marks) -> tuple[Marks, list[tuple[str, str]]]:
    """The marks as the form on the page has them, and what could not be taken: the field's id and a sentence.

    What may be a name where a code belongs is not taken."""
    faults: list[tuple[str, str]] = []
    plan_code, why = code(form.one("plan_code"))
    if why:
        faults.append(("plan_code", f"{rubric.form.plan_code}: {why}. Use a code such as P07."))
    moderator, why = role(form.one("moderator"))
    if why:
        faults.append(("moderator", f"{rubric.form.moderator}: {why}. Use a code such as M1."))
    agency = form.one("agency")
    override = form.one("override") or None
    note = form.one("override_note")[:_LONGEST] or None
    if override and not note:
        faults.append(("override_note", "Say why the grade should be another than the marks give."))
    made = old.model_copy(
        update={
            "plan_code": plan_code[:60],
            "moderator": moderator[:60],
            "agency": agency if agency in rubric.agencies else "",
            "marks": dict(_marks(form, rubric)),
            "comments": dict(_comments(form, rubric)),
            "caps": tuple(cap.id for cap in rubric.caps if cap.id in form.fields.get("caps", ())),
            "override": override if override and rubric.band(override) else None,
            "override_note": note,
        }
    )
    return made, faults


def _marks(form: Form, rubric: Rubric) -> Iterator[tuple[str, int | None]]:
    for question in rubric.questions:
        said = form.one(question.id)
        if said == _NO_MARK:
            yield question.id, None
        elif said.isdecimal() and int(said[:3]) in rubric.scale.marks:
            yield question.id, int(said[:3])


def _comments(form: Form, rubric: Rubric) -> Iterator[tuple[str, str]]:
    for id in (*(q.id for q in rubric.questions), *(one.id for one in rubric.open_questions)):
        if words := form.one(f"comment-{id}")[:_LONGEST]:
            yield id, words


# --- taken away and brought back ---------------------------------------------------------------------------------------------


def as_json(marks: Marks) -> str:
    """The marks as a file to go on with later."""
    return marks.model_dump_json(indent=2) + "\n"


def as_workbook(marks: Marks, rubric: Rubric) -> bytes:
    """The marks as one row under the form's own questions, as an export of the form would have them: `moderate import` and
    `rubric read` take it. Every cell is text, never a formula."""
    titles, cells = zip(*_columns(marks, rubric), strict=True)
    with Book(f"{rubric.title} - {marks.plan_code}") as book:
        sheet = book.sheet("Answers", titles, [24.0] * len(titles))
        style = book.style()
        for place, words in enumerate(cells):
            sheet.write_string(1, place, words, style)
    return book.data


def _columns(marks: Marks, rubric: Rubric) -> Iterator[tuple[str, str]]:
    form, scale = rubric.form, rubric.scale
    by_mark = {value.mark: value.option for value in scale.values}
    answers: dict[str, str] = {form.plan_code: marks.plan_code, form.moderator: marks.moderator, form.agency: marks.agency}
    for question in rubric.questions:
        if question.id in marks.marks:
            mark = marks.marks[question.id]
            answers[question.header] = scale.not_applicable if mark is None else by_mark[mark]
        answers[f"{question.id} comment"] = marks.comments.get(question.id, "")
    reasons = [cap.reason for cap in rubric.caps if cap.id in marks.caps]
    answers[form.caps] = "".join(f"{reason};" for reason in reasons or [form.caps_none])
    band = rubric.band(marks.override) if marks.override else None
    answers[form.override] = band.option if band else ""
    answers[form.override_note] = marks.override_note or ""
    answers |= {one.text: marks.comments.get(one.id, "") for one in rubric.open_questions}
    return ((entry.title, answers.get(entry.title, "")) for entry in asked(rubric, comments=True))


def brought_back(data: bytes, name: str, rubric: Rubric, *, blind: bool) -> Marks:
    """Marks from a file that the page gave, or from a workbook or an export with one form in it. Raises `CannotRead`."""
    if data.lstrip()[:1] == b"{":
        return _from_json(data, rubric)
    found = read_responses(data, name, rubric)
    if len(found.responses) != 1:
        raise CannotRead(f"there are {len(found.responses)} forms in it. Give a file with the marks of one person on one plan.")
    one = found.responses[0]
    return new_marks(rubric, blind=blind).model_copy(
        update={
            "plan_code": one.plan_code,
            "moderator": "" if one.anonymous else one.moderator,
            "agency": one.agency or "",
            "marks": one.marks,
            "comments": one.comments,
            "caps": one.caps,
            "override": one.override,
            "override_note": one.override_note,
        }
    )


def _from_json(data: bytes, rubric: Rubric) -> Marks:
    try:
        marks = Marks.model_validate(json.loads(data.decode("utf-8-sig")))
        known = {*(q.id for q in rubric.questions), *(one.id for one in rubric.open_questions)}
        marks.grade(rubric)
    except (ValidationError, ValueError, RecursionError, BadConfig):
        raise CannotRead("it does not hold marks as this page writes them. Choose the file that you saved here.") from None
    if marks.fingerprint != rubric.fingerprint or not _all_known(marks.comments, known):
        raise CannotRead("its marks were given on another form. Use the same form, or start anew.")
    return marks


def _all_known(given: Iterable[str], known: set[str]) -> bool:
    return all(id in known for id in given)
