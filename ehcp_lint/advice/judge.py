"""One report judged before it is sent: what it says well, and what to ask its writer; never an amount, never a verdict.

A report is read by the profile "advice". Its recommendations are read as a plan's provision would be, because that is what
they become."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ehcp_lint.advice.models import Author, Change, Judged, Passage, Point, Recommended, Traced
from ehcp_lint.advice.tracing import Answer, trace
from ehcp_lint.engine import lint, where
from ehcp_lint.grammar.written_dates import written_dates
from ehcp_lint.plan import Kind, Plan, Span
from ehcp_lint.provision import ProvisionReading, read_provision
from ehcp_lint.queries.advisers import Advisers
from ehcp_lint.report import Finding, Report, Unread
from ehcp_lint.settings.profile import Profile, load_profile
from ehcp_lint.statements.author import find_author, find_date
from ehcp_lint.statements.lines import Line, Where, lines_of
from ehcp_lint.statements.recommendations import Recommendation, find_recommendations
from ehcp_lint.versions.compare import same_child

PROFILE = "advice"
MONTHS = 12  # advice older than this may no longer hold (rules: advice_months)

_OPEN = {
    "who": "Who will do this: which role, and with what training?",
    "frequency": "How often will this happen?",
    "amount": "For how long each time, or how much in all?",
    "what": "What exactly will be given or done?",
}
_ABOUT = {"who": "who", "frequency": "how often", "amount": "how long", "what": "what"}
_BOUND = re.compile(
    r"\b(?:subject to|within (?:existing|available|current)|depending on|dependent on|if) [^.;]{0,40}?\b(?:resources?|"
    r"funding|funds|capacity|budgets?|"
    r"staffing|availability)\b|\bresources permitting\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:special(?:ist)? (?:school|college|setting|provision|placement|unit)|mainstream (?:school|setting|placement)|"
    r"resource[d]? (?:base|provision|unit)|"
    r"alternative provision|residential (?:school|placement|college)|independent school|placement at|(?:should|must|needs? "
    r"to|would) attend [A-Z][\w']+|"
    r"[A-Z][\w'’]+ (?:School|Academy|College) (?:is|would be|can|could|should|will))",
)
_SUITS = re.compile(
    r"\b(?:should|must|needs?|require[sd]?|recommend\w*|suitable|appropriate|best (?:met|placed|served)|placement|would "
    r"benefit)\b",
    re.IGNORECASE,
)

# --- the judgement -----------------------------------------------------------------------------------------------------------


def judge_advice(report: Plan, plan: Plan | None = None, *, profile: Profile | None = None, on: date | None = None) -> Judged:
    """What a report says well and what to ask its writer; with `plan`, what became of each of its recommendations there.

    `report` is read by the rules "advice-report". Its age is reckoned at the plan's date, else at `on`, else not at all."""
    settings = profile or load_profile(PROFILE)
    checked = lint(report, settings)
    author, written = find_author(report), find_date(report)
    found = [one for one in find_recommendations(report) if one.line.where is not Where.OUTCOMES]
    reads = [read_provision(one.text) for one in found]
    at = plan.details.plan_date.value if plan and plan.details.plan_date and plan.details.plan_date.value else on
    months = _months(written, at) if written and at else None
    has = _has(report, found)
    facts = _Facts(report, checked, found, reads, months)
    missing = [
        *([] if author.name else [Point(about="author", ask="Who wrote this report?")]),
        *([] if author.agency else [Point(about="role", ask="What is the writer's profession or post?")]),
        *([] if written else [Point(about="date", ask="When was this report written?")]),
    ]
    return Judged(
        author=Author(name=author.name, role=author.role, agency=author.agency),
        written=written.isoformat() if written else None,
        months=months,
        has=has,
        strengths=tuple(_strengths(author.agency, written, months, has, reads, checked)),
        points=(*missing, *facts.points(has)),
        recommendations=tuple(
            Recommended(
                passage=_passage(report, one.line),
                said=tuple(name for name in _ABOUT if getattr(read, name)),
                open=tuple(name for name in read.missing if name in _ABOUT),
                wording=tuple(dict.fromkeys(_words(one.text, read))),
            )
            for one, read in zip(found, reads, strict=True)
        ),
        trace=tuple(_traced(report, plan, answer) for answer in trace(report, plan)) if plan else None,
        listed=_listed(plan, author.agency, written) if plan else None,
        same_child=same_child(report.details, plan.details) if plan else None,
        unread=tuple(Unread(what=n.what, count=n.count, text=str(n), pages=n.pages, lost=n.lost) for n in report.unread),
    )


def _months(written: date, at: date) -> int:
    return (at.year - written.year) * 12 + at.month - written.month - (at.day < written.day)


def _has(report: Plan, found: Sequence[Recommendation]) -> dict[str, bool]:
    """Whether a report speaks of needs, of outcomes and of provision."""
    parts = {line.where for line in lines_of(report)}
    return {
        "needs": bool(report.items_of(Kind.NEED)) or Where.NEEDS in parts or bool(_NEEDS.search(report.text)),
        "outcomes": bool(report.items_of(Kind.OUTCOME))
        or Where.OUTCOMES in parts
        or any(_GOAL.search(one.text) for one in found),
        "provision": bool(found),
    }


_NEEDS = re.compile(
    r"\b(?:finds? it hard|difficult(?:y|ies)|struggles?|diagnos\w+|cannot|unable to|impairment|disorder|delay(?:ed)?)\b",
    re.IGNORECASE,
)
_GOAL = re.compile(r"\b(?:outcome|goal|aim|target)s?\b", re.IGNORECASE)


def _words(text: str, read: ProvisionReading) -> Iterable[str]:
    return (text[term.mark.span.start : term.mark.span.end] for term in read.open_wording)


def _strengths(
    agency: str | None,
    written: date | None,
    months: int | None,
    has: dict[str, bool],
    reads: Sequence[ProvisionReading],
    checked: Report,
) -> Iterable[str]:
    if agency and written:
        yield f"It says that it was written by {'an' if agency[0] in 'aeiou' else 'a'} {agency}, and when."
    if months is not None and 0 <= months <= MONTHS:
        yield "It is no older than a year."
    if all(has.values()):
        yield "It speaks of needs, of outcomes and of the help that is advised."
    whole = sum(not read.missing and not read.open_wording for read in reads)
    if whole and len(reads) > 1:
        yield f"{whole} of {len(reads)} recommendations leave nothing open that a plan has to say."
    elif whole:
        yield "The recommendation leaves nothing open that a plan has to say."
    dated = [graded for graded in checked.grades if graded.grades["T"].level == "met" and graded.grades["M"].level == "met"]
    if dated:
        yield f"{len(dated)} of {len(checked.grades)} outcomes say by when, and how it will be seen."
    quiet = not any(finding.check.startswith("P") for finding in checked.findings)
    if quiet:
        yield "No word was found that a parent may not know."


# --- what to ask -------------------------------------------------------------------------------------------------------------


class _Facts:
    """Gathers what to ask the writer, one point for one kind of thing, with the lines that it is about."""

    def __init__(
        self,
        report: Plan,
        checked: Report,
        found: Sequence[Recommendation],
        reads: Sequence[ProvisionReading],
        months: int | None,
    ) -> None:
        self._report, self._checked, self._months = report, checked, months
        self._lines = [one.line for one in found]
        self._reads = reads
        self._covered = [line.span for line in self._lines]

    def points(self, has: dict[str, bool]) -> Iterable[Point]:
        """The points in the order in which a writer would mend them."""
        if self._months is not None and self._months > MONTHS:
            yield Point(about="age", ask="Does this advice still hold, or has anything newer been written?")
        for part, question in (
            ("needs", "What are the needs that the advice answers?"),
            ("outcomes", "What should the child be able to do, and by when?"),
            ("provision", "What help is advised: what, by whom, how often and for how long?"),
        ):
            if not has[part]:
                yield Point(about=part, ask=question)
        for slot, question in _OPEN.items():
            lines = [line for line, read in zip(self._lines, self._reads, strict=True) if slot in read.missing]
            if lines:
                yield Point(about=_ABOUT[slot], ask=question, places=self._places(lines))
        yield from self._wordings()
        yield from self._matching(
            "condition", "Is this needed whatever the means? If so, can the condition go?", _BOUND, lambda _: True
        )
        yield from self._matching(
            "placement",
            "Can this say what the child needs, and leave the name or kind of school to the plan?",
            _PLACE,
            lambda line: bool(_SUITS.search(line.text)),
        )
        yield from self._findings()

    def _wordings(self) -> Iterable[Point]:
        """One point for each question about open wording, with the lines that have such wording."""
        asked: dict[str, list[tuple[Line, Span]]] = defaultdict(list)
        for line, read in zip(self._lines, self._reads, strict=True):
            for term in read.open_wording:
                if term.ask and not _BOUND.search(line.text[term.mark.span.start : term.mark.span.end]):
                    asked[re.sub(r" (?:Write|Name) [^?]*$", "", term.ask)].append((line, term.mark.span))
        for question, places in asked.items():
            quotes = tuple(dict.fromkeys(f"“{line.text[span.start : span.end]}”" for line, span in places))
            yield Point(
                about=f"wording: {', '.join(quotes[:4])}", ask=question, places=self._places([line for line, _ in places])
            )

    def _matching(self, about: str, ask: str, pattern: re.Pattern[str], fits: Callable[[Line], bool]) -> Iterable[Point]:
        lines = [line for line in lines_of(self._report) if pattern.search(line.text) and fits(line)]
        if lines:
            yield Point(about=about, ask=ask, places=self._places(lines))

    def _findings(self) -> Iterable[Point]:
        """What the checks of the profile say of the rest: outcomes, needs, words, the file."""
        by_check: dict[str, list[Finding]] = defaultdict(list)
        for finding in self._checked.findings:
            if not finding.check.startswith("F2"):  # the recommendations have been asked about
                by_check[finding.check].append(finding)
        for check, findings in by_check.items():
            places = tuple(
                Passage(text=finding.quote or None, section=None, place=finding.place, span=finding.span)
                for finding in findings
            )
            yield Point(about=_TOPICS.get(check[0], "the report"), ask=_as_question(findings), checks=(check,), places=places)

    def _places(self, lines: Sequence[Line]) -> tuple[Passage, ...]:
        once = {line.span: line for line in lines}
        return tuple(_passage(self._report, line) for line in once.values())


_TOPICS = {
    "A": "views",
    "B": "needs",
    "C": "needs",
    "E": "outcomes",
    "F": "recommendations",
    "P": "plain words",
    "S": "the report",
    "X": "the file",
}


def _as_question(findings: Sequence[Finding]) -> str:
    """A check's instruction as a question: "Say by when." becomes "Could you say by when?"."""
    message = findings[0].message if len({finding.message for finding in findings}) == 1 else findings[0].message.split(":")[0]
    words = message.strip().rstrip(".?")
    if message.strip().endswith("?") and not words.startswith("Say"):
        return message.strip()
    return f"Could you {words[0].lower()}{words[1:]}?".replace("the plan", "the report")


# --- the trace ---------------------------------------------------------------------------------------------------------------

_BECAUSE = {
    "kept": "nothing that can be compared says less",
    "weakened": "some of it says less",
    "dropped": "no line of the plan is about the same",
    "cannot_tell": "the nearest line may be about the same",
}
_SLOTS = {
    "amount": "how long or how much",
    "frequency": "how often",
    "group": "how many share it",
    "expertise": "who gives it",
    "promise": "whether it will be given",
    "condition": "on what condition",
    "wording": "how exactly",
    "direct": "directly or by advice",
    "where": "where or how",
    "until": "until when",
}


def _traced(report: Plan, plan: Plan, answer: Answer) -> Traced:
    changes = tuple(
        Change(slot=_SLOTS[less.slot], because=less.because, advice=less.advice, plan=less.plan) for less in answer.less
    )
    fate = answer.fate
    because = _BECAUSE[fate]
    if fate == "cannot_tell" and not plan.complete:
        because = "words of the plan's file were not read"
    return Traced(
        fate=fate,
        advice=_passage(report, answer.advice),
        plan=_passage(plan, answer.plan) if answer.plan else None,
        likely=answer.likely,
        changes=changes,
        added=answer.added,
        ask=tuple(_asked(answer, changes)),
        because=because,
    )


def _asked(answer: Answer, changes: Sequence[Change]) -> Iterable[str]:
    """What to settle, in the words of both."""
    for change in changes:
        if change.advice and change.plan:
            yield f"The plan says “{change.plan}” where the report says “{change.advice}”. Was this agreed?"
        elif change.plan:
            yield f"The plan says “{change.plan}”, which the report does not. Was this agreed?"
        else:
            yield f"The report says “{change.advice}”, which this line of the plan does not. Was this agreed?"
    if answer.fate == "dropped":
        yield "This was not found in the plan. Was it left out on purpose, and does the adviser know?"
    if answer.fate == "cannot_tell" and answer.plan:
        yield "Is this line of the plan meant to be the answer?"
    for words in answer.added:
        yield f"The plan says “{words}”, and the report gives no number. Where does it come from?"


def _passage(document: Plan, line: Line) -> Passage:
    letter = line.letter.value if line.letter else None
    return Passage(
        text=line.text, section=letter, place=where(document, line.span, letter), span=(line.span.start, line.span.end)
    )


def _listed(plan: Plan, agency: str | None, written: date | None) -> bool | None:
    """Whether section K lists advice of this agency, of this date where both say one."""
    listed = Advisers(plan).advice
    if agency is None or not listed:
        return None
    mine = [entry for entry in listed if agency in entry.advisers]
    if not mine:
        return False
    dates = [day for entry in mine for words in entry.dates for _, day in written_dates(words)]
    return True if written is None or not dates else written in dates
