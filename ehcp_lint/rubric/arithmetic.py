"""From a person's marks to a grade: the weighted mean of what was marked, its band, and what holds the band down.

Nothing is hidden in the number: what was left blank, what did not apply, each cap with its reason and whether it lowered the
grade, and a person's own decision over all of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from pydantic import Field

from ehcp_lint.errors import BadConfig
from ehcp_lint.frozen import Frozen
from ehcp_lint.resources import did_you_mean
from ehcp_lint.rubric.models import Band, Rubric

Mark = int | None


class AppliedCap(Frozen):
    """A cap that a person confirmed. `lowers`: whether the marks alone would have given a better grade than its band."""

    id: str
    reason: str
    band: str
    lowers: bool


class OverallGrade(Frozen):
    """The grade of one plan by one moderator (or the panel).

    `mean` is on the scale, None where nothing that counts was marked; `by_marks` its band; `capped` the band once the caps
    hold; `grade` what stands in the end: a person's own (`overridden`), else `capped`. `unanswered` and `not_applicable` are
    questions by id: a question left blank is not one that does not apply."""

    rubric: str
    mean: float | None
    by_marks: str | None
    capped: str | None
    grade: str | None
    caps: tuple[AppliedCap, ...] = ()
    overridden: bool = False
    override_note: str | None = Field(default=None, repr=False)
    scored: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every question was answered, with a mark or with "does not apply"."""
        return not self.unanswered


def work_out(
    rubric: Rubric,
    marks: Mapping[str, Mark],
    caps: Collection[str] = (),
    override_note: str | None = None,
    *,
    override: str | None = None,
) -> OverallGrade:
    """The grade that `marks` make: sum(weight x mark) / sum(weights of the marked questions), as the default form has it.

    `marks` maps question ids to a mark of the scale, or to None for "does not apply"; a missing key was not answered. `caps`
    are ids of caps that a person confirmed. `override_note` is a person's reason to let another grade stand: that of
    `override` (a band's letter), or, where none is named, that of the marks without the caps.

    Raises `BadConfig` for a question, mark, cap or letter that the form does not have, and for an `override` without a note."""
    _refuse("question", marks, [question.id for question in rubric.questions])
    _refuse("cap", caps, [cap.id for cap in rubric.caps])
    if override is not None:
        _refuse("grade", [override], [band.letter for band in rubric.bands])
    for id, mark in marks.items():
        if mark is not None and (isinstance(mark, bool) or mark not in rubric.scale.marks):
            raise BadConfig(f"{id}: the mark must be one of {', '.join(map(str, rubric.scale.marks))}, or None for N/A.")
    note = (override_note or "").strip() or None
    if override is not None and note is None:
        raise BadConfig("A grade other than the marks give needs a note that says why.")
    scored = {question.id: mark for question in rubric.questions if (mark := marks.get(question.id)) is not None}
    mean = _mean(rubric, scored)
    by_marks = band_of(rubric, mean)
    held = [cap for cap in rubric.caps if cap.id in caps]
    capped = _lowest(rubric, [by_marks, *(rubric.band(cap.band) for cap in held)]) if by_marks else None
    final = _letter(by_marks) if note else _letter(capped)
    return OverallGrade(
        rubric=rubric.name,
        mean=None if mean is None else float(mean),
        by_marks=_letter(by_marks),
        capped=_letter(capped),
        grade=override or final,
        caps=tuple(
            AppliedCap(id=cap.id, reason=cap.reason, band=cap.band, lowers=_lowers(rubric, by_marks, cap.band)) for cap in held
        ),
        overridden=note is not None,
        override_note=note,
        scored=tuple(scored),
        not_applicable=tuple(q.id for q in rubric.questions if q.id in marks and marks[q.id] is None),
        unanswered=tuple(q.id for q in rubric.questions if q.id not in marks),
    )


def band_of(rubric: Rubric, mean: Fraction | float | None) -> Band | None:
    """The band that a weighted mean falls into; None where there is no mean."""
    if mean is None:
        return None
    return next(band for band in rubric.bands if mean >= _exact(band.at_least) or band is rubric.bands[-1])


def _mean(rubric: Rubric, scored: Mapping[str, int]) -> Fraction | None:
    """The weighted mean as an exact fraction, so that 3.5 is 3.5 whatever the weights."""
    weights = {question.id: _exact(question.weight) for question in rubric.questions if question.id in scored}
    total = sum(weights.values(), Fraction(0))
    return sum((weights[id] * mark for id, mark in scored.items()), Fraction(0)) / total if total else None


def _exact(number: float) -> Fraction:
    """A number as its file writes it: 0.1 is a tenth."""
    return Fraction(Decimal(repr(number)))


def _lowest(rubric: Rubric, bands: Iterable[Band | None]) -> Band:
    return max((band for band in bands if band), key=rubric.bands.index)


def _lowers(rubric: Rubric, by_marks: Band | None, letter: str) -> bool:
    band = rubric.band(letter)
    return by_marks is not None and band is not None and rubric.bands.index(band) > rubric.bands.index(by_marks)


def _letter(band: Band | None) -> str | None:
    return band.letter if band else None


def _refuse(what: str, given: Iterable[str], known: Collection[str]) -> None:
    for one in given:
        if one not in known:
            raise BadConfig(f"The form has no {what} '{one}'.{did_you_mean(one, known)}")
