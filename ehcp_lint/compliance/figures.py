"""The figures of the dashboard: each with its numerator, its denominator and where the limit comes from.

Events are counted that lie within the period, standings as they are on its last day. `Board.to_pass_on` hides small numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ehcp_lint.batch.suppress import EXPLAINED, hide, small, telling
from ehcp_lint.compliance.cases import Case, Cases
from ehcp_lint.compliance.standing import UNKNOWN, Standing, State, recorded, standing, yes
from ehcp_lint.compliance.timescales import DAY, Limit, timescales
from ehcp_lint.grammar.school_year import months_later

VOLUMES = {"need": "main need", "phase": "phase", "setting": "setting"}
NOT_GIVEN = "not given"
YEAR = 365
_FEWEST_LEFT = 12  # values of one volume shown by themselves; the rest are summed up


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both counted; standings are as on `last`."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Whether a day lies within it."""
        return day is not None and self.first <= day <= self.last

    def before(self) -> Period:
        """The period of the same length before it."""
        if self.first == (months_later(self.last + DAY, -12) or self.first):
            return Period(months_later(self.first, -12) or self.first, self.first - DAY)
        return Period(self.first - (self.last - self.first + DAY), self.first - DAY)


@dataclass(frozen=True, slots=True)
class Figure:
    """So many of so many. None: hidden, because it is small."""

    id: str
    title: str
    part: int | None
    of: int | None
    source: str = ""
    note: str = ""
    group: str = "plans"

    @property
    def share(self) -> float | None:
        """Part over whole, 0 to 1; None where it is hidden or there is nothing to divide by."""
        return self.part / self.of if self.part is not None and self.of else None


@dataclass(frozen=True, slots=True)
class Volume:
    """How many cases of one need, phase or setting: requests of the period, plans in force on its last day."""

    value: str
    requests: int | None
    plans: int | None


@dataclass(frozen=True, slots=True)
class Open:
    """How the open cases stand: parts that add up to `of`."""

    title: str
    of: int | None
    parts: tuple[tuple[str, int | None], ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """All figures of one period."""

    period: Period
    cases: int
    refused: int
    figures: tuple[Figure, ...]
    open: tuple[Open, ...]
    exceptions: tuple[tuple[str, int | None], ...]
    volumes: dict[str, tuple[Volume, ...]]
    weeks: tuple[float | None, int] = (None, 0)
    unknown_exceptions: int | None = 0
    small_numbers: str = "shown"

    def figure(self, name: str) -> Figure | None:
        """The figure with this id."""
        return next((figure for figure in self.figures if figure.id == name), None)

    def to_pass_on(self) -> Board:
        """The same without small numbers, and without those from which small ones could be worked out."""
        return replace(
            self,
            figures=tuple(_hidden(figure, self) for figure in self.figures),
            open=tuple(_open_hidden(one) for one in self.open),
            exceptions=_parts_hidden(self.exceptions),
            volumes={column: _volumes_hidden(rows) for column, rows in self.volumes.items()},
            weeks=(None, self.weeks[1]) if small(self.weeks[1]) else self.weeks,
            unknown_exceptions=None if small(self.unknown_exceptions or 0) else self.unknown_exceptions,
            small_numbers=EXPLAINED.replace("plans", "children"),
        )


def board(found: Cases, period: Period) -> Board:
    """The figures of a case list over a period."""
    cases = [case for case in found.cases if _begun(case, period.last)]
    figures = [*_requests(cases, period), *_new_plans(cases, period), *_reviews(cases, period), *_transfers(cases, period)]
    issued = [case for case in cases if period.holds(case.day("final")) and case.day("request")]
    weeks = [(case.days["final"] - case.days["request"]).days / 7 for case in issued]
    kinds = Counter(name for case in issued for name in _standing(case, "final", period).exceptions)
    return Board(
        period,
        len(cases),
        len(found.refused),
        tuple(figures),
        tuple(_backlog(cases, period)),
        tuple(sorted(kinds.items())),
        {column: _volume(cases, column, period) for column in VOLUMES if any(column in case.words for case in cases)},
        (round(sum(weeks) / len(weeks), 1) if weeks else None, len(weeks)),
        sum(UNKNOWN in recorded(case) for case in cases),
    )


def _begun(case: Case, on: date) -> bool:
    return any(case.day(name, on) for name in ("request", "final", "last_review"))


def _standing(case: Case, name: str, period: Period) -> Standing:
    found = standing(case, timescales().limit(name), period.last, ends=("closed",))
    if found is None:  # the limit did not hold then
        return Standing(State.ENDED, period.last)
    return found


def _figure(
    name: str, title: str, over: Iterable[tuple[bool, bool]], *, limit: Limit | None = None, note: str = "", group: str
) -> Figure:
    """A figure of (counts at all, counts for it)."""
    held = [good for counts, good in over if counts]
    source = limit.cited or ("practice" if limit.duty == "practice" else "") if limit else ""
    return Figure(name, title, sum(held), len(held), source, note or (limit.note if limit else ""), group)


def _timely(cases: Sequence[Case], name: str, title: str, period: Period, group: str, note: str = "") -> Figure:
    """Of what was done in the period, how much was done within its limit."""
    limit = timescales().limit(name)
    done = [one for case in cases if period.holds(case.day(limit.to)) and (one := standing(case, limit, period.last))]
    over = [(one.done is not None, one.state is State.IN_TIME) for one in done]
    return _figure(name, title, over, limit=limit, note=note, group=group)


def _requests(cases: Sequence[Case], period: Period) -> Iterable[Figure]:
    yield _timely(cases, "decide", "Decided within 6 weeks whether to assess", period, "requests")
    decided = [case for case in cases if period.holds(case.day("assess_decision"))]
    answers = [yes(case.words.get("assess_outcome", "")) for case in decided]
    said = [(answer is not None, answer is False) for answer in answers]
    yield _figure("not_assessed", "Decided not to assess", said, group="requests", note="Of the decisions with an outcome.")
    yield _timely(cases, "refuse", "Told within 16 weeks that no plan will be made", period, "requests")


def _new_plans(cases: Sequence[Case], period: Period) -> Iterable[Figure]:
    limit = timescales().limit("final")
    issued = [
        (case, one)
        for case in cases
        if period.holds(case.day("final")) and (one := standing(case, limit, period.last)) and one.done
    ]
    within = "New plans within 20 weeks"
    yield _figure("final", f"{within}, all", ((True, s.state is State.IN_TIME) for _, s in issued), limit=limit, group="plans")
    plain = [s for _, s in issued if not s.exceptions]
    note = "Plans with a lawful exception left out, as in the published figures."
    yield _figure(
        "final_without",
        f"{within}, without exceptions",
        ((True, s.state is State.IN_TIME) for s in plain),
        limit=limit,
        note=note,
        group="plans",
    )
    late = [(True, (case.days["final"] - case.days["request"]).days > YEAR) for case, _ in issued]
    yield _figure("final_over_year", "New plans that took more than a year", late, group="plans")
    yield _timely(cases, "draft", "Drafts sent within 16 weeks", period, "plans")
    comments = timescales().limit("comments")
    both = [case for case in cases if period.holds(case.day("final")) and case.day("draft")]
    over = [(True, case.days["final"] > comments.last_day(case.days["draft"])) for case in both]
    yield _figure("comments", "Finals sent after at least 15 days for comments", over, limit=comments, group="plans")


def review_due(case: Case, on: date) -> date | None:
    """The last day for the review of a plan in force: 12 months that start with its last review, or with the plan."""
    start = case.day("last_review", on) or case.day("final", on)
    return timescales().limit("review").last_day(start) if start else None


def next_review(case: Case, on: date) -> date | None:
    """The last day for the review that is still to come: a review that was decided begins the 12 months anew."""
    days = [day for name in ("final", "last_review", "review_decision") if (day := case.day(name, on))]
    return timescales().limit("review").last_day(max(days)) if days else None


def _reviews(cases: Sequence[Case], period: Period) -> Iterable[Figure]:
    limit = timescales().limit("review")
    due = [
        case for case in cases if period.holds(review_due(case, period.last)) and not _left(case, review_due(case, period.last))
    ]
    held = [(True, _by(case.day("review_meeting", period.last), review_due(case, period.last))) for case in due]
    done = [(True, _by(case.day("review_decision", period.last), review_due(case, period.last))) for case in due]
    after = [(True, case.day("review_decision", period.last) is not None) for case in due]
    yield _figure("review_held", "Reviews due, meeting held by the last day", held, limit=limit, group="reviews")
    yield _figure("review", "Reviews due, decided by the last day", done, limit=limit, group="reviews")
    yield _figure("review_done", "Reviews due, decided by now", after, group="reviews")
    yield _timely(cases, "review_decision", "Decided within 4 weeks of the meeting", period, "reviews")
    yield _timely(cases, "review_notice", "Notice of amendments within 4 weeks of meeting", period, "reviews")
    yield _timely(cases, "amended_8", "Amended finals within 8 weeks of the notice", period, "reviews")
    yield _timely(cases, "amended_12", "Amended finals within 12 weeks of the meeting", period, "reviews")


def _left(case: Case, day: date | None) -> bool:
    """Whether the case had ended by a day."""
    closed = case.day("closed")
    return closed is not None and day is not None and closed <= day


def _by(day: date | None, last: date | None) -> bool:
    return day is not None and last is not None and day <= last


def transfer_due(case: Case) -> tuple[str, date] | None:
    """Which kind of move a case has before it, and the last day for its plan; None where it is not known."""
    said = " ".join(case.words.get("transfer", "").casefold().replace("-", " ").replace("_", " ").split())
    found = [(len(word), rule) for rule in timescales().transfers for word in rule.words if word in said]
    if not said or not found:
        return None
    rule = max(found, key=lambda one: one[0])[1]
    year = case.words.get("transfer_year", "")
    due = rule.due(int(year) if year.isdigit() and len(year) == 4 else None, case.day("transfer_date"))
    return (rule.id, due) if due and rule.holds(due) else None


def _transfers(cases: Sequence[Case], period: Period) -> Iterable[Figure]:
    rows = [(found, case) for case in cases if (found := transfer_due(case)) and not _left(case, found[1])]
    for rule in timescales().transfers:
        over = [
            (True, _by(case.day("transfer_final", period.last), due))
            for (kind, due), case in rows
            if kind == rule.id and period.holds(due)
        ]
        if any(kind == rule.id for (kind, _), _ in rows):
            title = f"Ready in time: {rule.title[0].lower()}{rule.title[1:]}"
            ready = sum(good for _, good in over)
            yield Figure(f"transfer-{rule.id}", title, ready, len(over), rule.cited, _day_of(rule.last_day), "transfers")


def _day_of(last: str) -> str:
    return {"02-15": "By 15 February.", "03-31": "By 31 March."}.get(last, "At least five months before the move.")


def _backlog(cases: Sequence[Case], period: Period) -> Iterable[Open]:
    on = period.last
    open_now = [one for case in cases if (one := standing(case, timescales().limit("final"), on, ends=("closed", "refusal")))
                and one.done is None and one.state is not State.ENDED and not not_to_assess(case, on)]  # fmt: skip
    yield _shares("Requests and assessments without a final plan", open_now, timescales().limit("final"))
    limit = timescales().limit("decide")
    undecided = [one for case in cases if not case.day("final", on) and (one := standing(case, limit, on)) and one.done is None
                 and one.state is not State.ENDED]  # fmt: skip
    yield _shares("Requests without a decision whether to assess", undecided, limit)
    soon = timedelta(days=timescales().at_risk_days)
    plans = [case for case in cases if in_force(case, on)]
    states: Counter[str] = Counter()
    for case in plans:
        if (last := next_review(case, on)) is not None:
            states["overdue" if on > last else "due within 4 weeks" if last - on <= soon else "due later"] += 1
    names = ("overdue", "due within 4 weeks", "due later")
    parts = tuple((name, states[name]) for name in names)
    yield Open("Annual reviews of the plans in force", sum(states.values()), parts, timescales().limit("review").cited)
    moves = [found[1] for case in plans if (found := transfer_due(case)) and not case.day("transfer_final", on)]
    if moves:
        ahead = Counter("overdue" if on > day else "due within 4 weeks" if day - on <= soon else "due later" for day in moves)
        parts = tuple((name, ahead[name]) for name in names)
        yield Open("Moves to another phase, plan not yet amended", len(moves), parts, timescales().transfers[0].cited)


def not_to_assess(case: Case, on: date) -> bool:
    """Whether it was decided not to assess, so that no plan is to come."""
    return case.day("assess_decision", on) is not None and yes(case.words.get("assess_outcome", "")) is False


def in_force(case: Case, on: date) -> bool:
    """Whether there is a plan on a day."""
    return bool(case.day("final", on) or case.day("last_review", on)) and not case.day("closed", on)


def _shares(title: str, found: Sequence[Standing], limit: Limit) -> Open:
    past = [one for one in found if one.state is State.OVERDUE]
    parts = (
        (f"past {limit.length}", sum(not one.exceptions for one in past)),
        (f"past {limit.length}, exception recorded", sum(bool(one.exceptions) for one in past)),
        ("at risk: 4 weeks or less are left", sum(one.state is State.AT_RISK for one in found)),
        ("more time is left", sum(one.state is State.TO_COME for one in found)),
    )
    return Open(title, len(found), parts if limit.exceptions else (parts[0], *parts[2:]), limit.cited)


def _volume(cases: Sequence[Case], column: str, period: Period) -> tuple[Volume, ...]:
    requests = Counter(case.words.get(column, NOT_GIVEN) for case in cases if period.holds(case.day("request")))
    plans = Counter(case.words.get(column, NOT_GIVEN) for case in cases if in_force(case, period.last))
    names = sorted(requests | plans, key=lambda name: (name == NOT_GIVEN, -(requests + plans)[name], name))
    shown, rest = names[:_FEWEST_LEFT], names[_FEWEST_LEFT:]
    rows = [Volume(name, requests[name], plans[name]) for name in sorted(shown, key=lambda name: (name == NOT_GIVEN, name))]
    if rest:
        rows.append(Volume("all others", sum(requests[name] for name in rest), sum(plans[name] for name in rest)))
    return tuple(rows)


def _hidden(figure: Figure, whole: Board) -> Figure:
    """A figure without a small part or rest; the one without exceptions also where it would give away how few they are."""
    part, of = figure.part or 0, figure.of or 0
    gone = telling(part, of)
    if figure.id == "final_without" and (every := whole.figure("final")):
        gone = gone or small((every.of or 0) - of) or small((every.part or 0) - part)
    return replace(figure, part=None, of=None if small(of) else of) if gone else figure


def _parts_hidden(parts: Sequence[tuple[str, int | None]]) -> tuple[tuple[str, int | None], ...]:
    gone = hide([number or 0 for _, number in parts])
    return tuple((name, None if hidden else number) for (name, number), hidden in zip(parts, gone, strict=True))


def _open_hidden(one: Open) -> Open:
    if small(one.of or 0):
        return replace(one, of=None, parts=tuple((name, None) for name, _ in one.parts))
    return replace(one, parts=_parts_hidden(one.parts))


def _volumes_hidden(rows: Sequence[Volume]) -> tuple[Volume, ...]:
    requests, plans = hide([row.requests or 0 for row in rows]), hide([row.plans or 0 for row in rows])
    return tuple(
        Volume(row.value, None if a else row.requests, None if b else row.plans)
        for row, a, b in zip(rows, requests, plans, strict=True)
    )
