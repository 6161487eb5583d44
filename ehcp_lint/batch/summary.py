"""What the rows of a batch come to: how many plans have which points, by check, by section and, when asked, by group.

`summarise` counts exactly, for the officers who hold the plans. `Summary.to_pass_on` hides small numbers: that is what
summary.json and index.html show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import Field

from ehcp_lint.batch.copies import Copies, same_files
from ehcp_lint.batch.rows import Row
from ehcp_lint.batch.suppress import EXPLAINED, FEWEST, hide, small, telling
from ehcp_lint.check import Check, Duty
from ehcp_lint.frozen import Answer, Frozen
from ehcp_lint.report import FOOTER

SCHEMA = "ehcp-lint/batch-summary/1"
NOT_GIVEN = "not given"
BANDS = ((0, 0), (1, 4), (5, 9), (10, 14), (15, 19), (20, 29), (30, 49), (50, None))
About = Literal["few", "nearly all", "hidden"]


class ByCheck(Frozen):
    """One check: in how many of `of` plans it has points (checks that could not tell are not in `of`), and how many points.

    A number that is None is hidden; `about` says why."""

    check: str
    title: str
    message: str
    duty: Duty
    trial: bool
    plans: int | None
    of: int
    points: int | None
    about: About | None = None


class BySection(Frozen):
    """One section: in how many plans it has points, and how many. `section` None: the plan as a whole."""

    section: str | None
    plans: int | None
    points: int | None
    about: About | None = None


class Group(Frozen):
    """The plans of one officer, phase or other value of the index. Groups stand in the order of the alphabet: no ranking."""

    value: str
    plans: int | None
    with_must: int | None
    median_points: float | None


class Spread(Frozen):
    """How a number lies over the plans."""

    n: int
    lower_quartile: float | None = None
    median: float | None = None
    upper_quartile: float | None = None


class Band(Frozen):
    """How many plans have so many points."""

    least: int
    most: int | None
    plans: int | None


class CopiedIn(Frozen):
    """In how many plans a section has a line that stands in another plan too."""

    section: str
    plans: int | None
    of: int
    largest: int | None = Field(description="In how many plans the line stands that stands in most")


class Summary(Answer):
    """A whole batch. Numbers that are None are hidden (`to_pass_on`)."""

    files: int
    statuses: dict[str, int]
    left_out: dict[str, int] = Field(default_factory=dict)
    plans: int
    points: dict[str, int]
    plans_with: dict[str, int | None]
    points_a_plan: Spread
    bands: tuple[Band, ...]
    words: Spread
    reading_age: Spread
    grades: dict[str, dict[str, int]]
    by_check: tuple[ByCheck, ...]
    by_section: tuple[BySection, ...]
    groups: dict[str, tuple[Group, ...]] = Field(default_factory=dict)
    same_file: int | None = Field(description="Files that hold the same bytes as another")
    same_text: int | None = Field(description="Further plans that hold the same words as another")
    copied: tuple[CopiedIn, ...] = ()
    near_looked_for: bool = True
    profiles: tuple[str, ...] = ()
    edition: str = ""
    small_numbers: str = "shown"
    footer: str = FOOTER
    schema_: str = Field(default=SCHEMA, alias="schema")

    def to_pass_on(self) -> Summary:
        """The same without small numbers."""
        if self.plans < FEWEST:
            return self.model_copy(update=_nothing(self))
        in_section = hide_rows([(row.plans or 0, row.points or 0) for row in self.by_section], self.plans)
        in_check = hide_rows([(row.plans or 0, row.points or 0) for row in self.by_check], self.plans)
        bands = hide([band.plans or 0 for band in self.bands])
        return self.model_copy(
            update={
                "plans_with": {k: None if telling(v or 0, self.plans) else v for k, v in self.plans_with.items()},
                "bands": tuple(_less(band, ("plans",), gone) for band, gone in zip(self.bands, bands, strict=True)),
                "by_check": tuple(_without(row, row.of, gone) for row, gone in zip(self.by_check, in_check, strict=True)),
                "by_section": tuple(
                    _without(row, self.plans, gone) for row, gone in zip(self.by_section, in_section, strict=True)
                ),
                "groups": {column: _groups_shown(rows) for column, rows in self.groups.items()},
                "same_file": None if small(self.same_file or 0) else self.same_file,
                "same_text": None if small(self.same_text or 0) else self.same_text,
                "copied": tuple(
                    _less(row, ("plans", "largest"), telling(row.plans or 0, row.of) or small(row.largest or 0))
                    for row in self.copied
                ),
                "small_numbers": EXPLAINED,
            }
        )


def hide_rows(rows: list[tuple[int, int]], of: int) -> list[bool]:
    """Which of (plans, points) are hidden: few plans, nearly all, and what would give those away in the sum of the points."""
    return hide([points for _, points in rows], [telling(plans, of) for plans, _ in rows])


def _without(row: Any, of: int, gone: bool) -> Any:
    if not gone:
        return row
    about = "few" if small(row.plans) else "nearly all" if small(of - row.plans) else "hidden"
    return row.model_copy(update={"plans": None, "points": None, "about": about})


def _less(row: Any, names: tuple[str, ...], gone: bool) -> Any:
    return row.model_copy(update=dict.fromkeys(names)) if gone else row


def _groups_shown(rows: tuple[Group, ...]) -> tuple[Group, ...]:
    gone = hide([row.plans or 0 for row in rows])
    must = hide(
        [row.with_must or 0 for row in rows],
        [telling(r.with_must or 0, r.plans or 0) or g for r, g in zip(rows, gone, strict=True)],
    )
    shown = (_less(row, ("plans", "median_points"), hidden) for row, hidden in zip(rows, gone, strict=True))
    return tuple(_less(row, ("with_must",), hidden) for row, hidden in zip(shown, must, strict=True))


def _nothing(summary: Summary) -> dict[str, Any]:
    """Of fewer than five plans nothing is passed on but that there were so few."""
    return {
        "points": {},
        "plans_with": dict.fromkeys(summary.plans_with),
        "points_a_plan": Spread(n=summary.plans),
        "bands": tuple(_less(band, ("plans",), True) for band in summary.bands),
        "words": Spread(n=summary.plans),
        "reading_age": Spread(n=summary.plans),
        "grades": {},
        "by_check": (),
        "by_section": (),
        "groups": {},
        "same_file": None,
        "same_text": None,
        "copied": (),
        "small_numbers": f"There are fewer than {FEWEST} plans, so no numbers about them are shown. {EXPLAINED}",
    }


def summarise(
    rows: Iterable[Row],
    checks: Iterable[Check],
    copies: Copies,
    *,
    by: tuple[str, ...] = (),
    facts: Mapping[str, Mapping[str, str]] | None = None,
    left_out: Mapping[str, int] | None = None,
    profiles: Iterable[str] = (),
    edition: str = "",
) -> Summary:
    """The summary of the rows; `facts` (by id) hold what is grouped `by`."""
    known = {check.id: check for check in checks}
    statuses: Counter[str] = Counter()
    points: Counter[str] = Counter()
    plans_with: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    check_plans: Counter[str] = Counter()
    check_points: Counter[str] = Counter()
    section_plans: Counter[str | None] = Counter()
    section_points: Counter[str | None] = Counter()
    spreads: dict[str, Counter[float]] = defaultdict(Counter)
    grades: dict[str, Counter[str]] = {letter: Counter() for letter in "SMT"}
    groups: dict[str, dict[str, list[tuple[int, bool]]]] = {column: defaultdict(list) for column in by}
    seen: dict[str, tuple[Duty, bool]] = {}
    keys: list[tuple[str, str | None]] = []
    for row in rows:
        statuses[row.status] += 1
        keys.append((row.id, row.key))
        if row.status != "checked":
            continue
        duties = set()
        found, sections = set(), set()
        for entry in row.points:
            seen.setdefault(entry.check, (entry.duty, entry.trial))
            check_points[entry.check] += entry.n
            found.add(entry.check)
            points["trial" if entry.trial else entry.duty.value] += entry.n
            if not entry.trial:
                duties.add(entry.duty.value)
                section_points[entry.section] += entry.n
                sections.add(entry.section)
        plans_with.update(duties)
        check_plans.update(found)
        section_plans.update(sections)
        silent.update(set(row.not_run) - found)
        spreads["points"][row.total] += 1
        for name in ("words", "reading_age_high"):
            if (value := row.measures.get(name)) is not None:
                spreads[name][value] += 1
        for letter, levels in row.grades.items():
            grades[letter].update(levels)
        for column in by:
            group = (facts or {}).get(row.id, {}).get(column, NOT_GIVEN)
            groups[column][group].append((row.total, "must" in duties))
    plans = statuses["checked"]
    same = same_files(keys)
    return Summary(
        files=sum(statuses.values()),
        statuses=dict(sorted(statuses.items())),
        left_out=dict(left_out or {}),
        plans=plans,
        points={name: points[name] for name in (*Duty, "trial")},
        plans_with={duty.value: plans_with[duty.value] for duty in Duty},
        points_a_plan=spread(spreads["points"]),
        bands=tuple(
            Band(
                least=least,
                most=most,
                plans=sum(n for value, n in spreads["points"].items() if least <= value and (most is None or value <= most)),
            )
            for least, most in BANDS
        ),
        words=spread(spreads["words"]),
        reading_age=spread(spreads["reading_age_high"]),
        grades={letter: dict(sorted(levels.items())) for letter, levels in grades.items() if levels},
        by_check=tuple(
            _by_check(id, known.get(id), seen[id], check_plans[id], plans - silent[id], check_points[id])
            for id in sorted(check_plans, key=lambda id: (seen[id][1], -check_plans[id], id))
        ),
        by_section=tuple(
            BySection(section=letter, plans=section_plans[letter], points=section_points[letter])
            for letter in sorted(section_plans, key=lambda letter: letter or "")
        ),
        groups={column: _groups(found) for column, found in groups.items()},
        same_file=sum(len(ids) for ids in same),
        same_text=max(0, sum(len(ids) for ids in copies.same_text) - sum(len(ids) for ids in same)),
        copied=_copied(copies),
        near_looked_for=copies.near_looked_for,
        profiles=tuple(sorted(profiles)),
        edition=edition,
    )


def _by_check(id: str, check: Check | None, seen: tuple[Duty, bool], plans: int, of: int, points: int) -> ByCheck:
    duty, trial = seen
    title, message = (check.title, check.message) if check else (id, "")
    return ByCheck(
        check=id, title=title, message=message, duty=duty, trial=trial, plans=plans, of=max(of, plans), points=points
    )


def _groups(found: Mapping[str, list[tuple[int, bool]]]) -> tuple[Group, ...]:
    ordered = sorted(found, key=lambda value: (value == NOT_GIVEN, value.casefold(), value))
    return tuple(
        Group(
            value=value,
            plans=len(found[value]),
            with_must=sum(must for _, must in found[value]),
            median_points=spread(Counter(float(total) for total, _ in found[value])).median,
        )
        for value in ordered
    )


def _copied(copies: Copies) -> tuple[CopiedIn, ...]:
    largest: dict[str, int] = {}
    for copied in copies.copied:
        largest[copied.section] = max(largest.get(copied.section, 0), len(copied.ids))
    sections: dict[str, list[bool]] = defaultdict(list)
    for own in copies.lines_of.values():
        for section, (shared, _) in own.items():
            sections[section].append(shared > 0)
    return tuple(
        CopiedIn(section=section, plans=sum(found), of=len(found), largest=largest.get(section, 0))
        for section, found in sorted(sections.items())
    )


def spread(counted: Mapping[float, int] | Counter[Any]) -> Spread:
    """The quartiles of values that are given with how often each occurs (linear between neighbours, as numpy's)."""
    n = sum(counted.values())
    if not n:
        return Spread(n=0)
    values = sorted(counted)

    def at(place: int) -> float:
        for value in values:
            place -= counted[value]
            if place < 0:
                return float(value)
        return float(values[-1])

    def quantile(share: float) -> float:
        where = share * (n - 1)
        low = int(where)
        return round(at(low) + (where - low) * (at(min(low + 1, n - 1)) - at(low)), 2)

    return Spread(n=n, lower_quartile=quantile(0.25), median=quantile(0.5), upper_quartile=quantile(0.75))
