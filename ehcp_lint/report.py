"""What leaves the library: frozen, typed, versioned models. `Report.model_dump_json()` is `check --format json`.

Models that carry the plan's words hide them in their repr; `Report.without_quotes()` drops them altogether."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from ehcp_lint.check import Duty
from ehcp_lint.frozen import Answer, Frozen

SCHEMA = "ehcp-lint/report/1"
FOOTER = (
    "Automated checks to help a person review this plan. They can be wrong in both directions. "
    "They do not decide whether the plan is lawful or good; the named officer does."
)

FileStatus = Literal["checked", "refused", "timed_out", "crashed", "unreadable"]
Level = Literal["met", "partly", "not_met", "cannot_tell"]
DecisionState = Literal["set_aside", "expired", "no_match", "not_checked"]
SpanPair = tuple[int, int]


class Citation(Frozen):
    """One authority: its key in data/sources.toml, how it is named in a sentence with the place in it, and a link."""

    key: str
    cite: str
    link: str | None = None


class Where(Frozen):
    """Where to look in the source file. Word has paragraphs and tables, PDF has pages and boxes; counts start at 1."""

    text: str = Field(description="In words: 'Section F, table 4, row 2'")
    paragraph: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    box: tuple[float, float, float, float] | None = None


class ItemRef(Frozen):
    """The need, outcome, step, provision or view that a finding is about."""

    kind: str
    number: str = ""
    text: str | None = Field(default=None, repr=False)


class Finding(Frozen):
    """One point to check. `quote` is the marked words, empty for something missing; `span` are offsets into the text read."""

    check: str
    name: str
    duty: Duty
    trial: bool = False
    section: str | None = None
    item: ItemRef | None = None
    quote: str | None = Field(default=None, repr=False)
    message: str = Field(repr=False)
    why: str
    sources: tuple[Citation, ...]
    place: Where
    confidence: float | None = None
    fingerprint: str
    span: SpanPair

    def without_words(self, messages: Mapping[str, str | None]) -> str:
        """Its message without a word of the plan: the check's own, or the same where that holds none."""
        known = messages.get(self.check, self.name)
        return self.message if known is None else known


class Grade(Frozen):
    """How far one letter of an outcome is met, on what evidence, decided by which rules or model."""

    level: Level
    because: str
    by: tuple[str, ...] = ()
    evidence: tuple[SpanPair, ...] = ()
    confidence: float | None = None


class OutcomeGrades(Frozen):
    """S, M and T of one outcome; A and R have evidence only (offsets into the text read), never a grade."""

    item: ItemRef
    kind: str
    section: str = "E"
    span: SpanPair
    grades: dict[Literal["S", "M", "T"], Grade]
    evidence: dict[str, tuple[SpanPair, ...]] = Field(default_factory=dict)


class ProvisionRow(Frozen):
    """One line of the provision grid: what each slot says, None where the plan does not say."""

    item: ItemRef
    section: str
    span: SpanPair
    kind: str
    slots: dict[str, str | None] = Field(repr=False)
    missing: tuple[str, ...] = ()


class Partner(Frozen):
    """An item that another is paired with: by the plan's own numbers or rows, or, as a suggestion, by its words."""

    item: ItemRef
    section: str
    span: SpanPair
    by: Literal["number", "row", "words"]
    likely: float = Field(description="1 for numbers and rows; how likely the pair is where only the words suggest it")
    themes: tuple[str, ...] = ()


class Thread(Frozen):
    """One need, outcome or line of provision and the items of the plan that belong with it.

    An empty list of partners is a question to the writer: half of the true pairs cannot be seen by words alone."""

    item: ItemRef
    section: str
    span: SpanPair
    hopes: tuple[Partner, ...] = ()
    needs: tuple[Partner, ...] = ()
    outcomes: tuple[Partner, ...] = ()
    provisions: tuple[Partner, ...] = ()


class Dismissed(Frozen):
    """A person's decision about a finding, and what became of it.

    "set_aside": the finding is left out of `findings`. In `stale`: "expired" (`until` is over and the finding is back),
    "no_match" (the point is mended, or its words have changed), "not_checked" (its check gave no answer). What the finding
    said is known for the first two only."""

    check: str
    fingerprint: str
    state: DecisionState = "set_aside"
    reason: str | None = Field(default=None, repr=False)
    by: str | None = None
    date: str | None = None
    until: str | None = Field(default=None, description="The last day on which it holds")
    duty: Duty | None = None
    trial: bool = False
    section: str | None = None
    message: str | None = Field(default=None, repr=False)
    place: Where | None = None


class NotRun(Frozen):
    """A check, or part of one, that gave no answer; or a package whose checks could not be loaded ("package harbour 1.0").

    Never the same as finding nothing."""

    check: str
    reason: str


class Unread(Frozen):
    """Something in the file that is not in the text as read."""

    what: str
    count: int
    text: str
    pages: tuple[int, ...] = ()
    lost: bool = False


class Versions(Frozen):
    """What made this report; equal versions and equal bytes give an equal report.

    `plugins` are the other packages, each with its version, whose checks took part."""

    tool: str
    rules: str
    data: str
    models: str | None = None
    document: str = "ehcp-2014"
    profile: str
    config: str
    plugins: tuple[str, ...] = ()


class Report(Answer):
    """The answer for one file. `status` other than "checked" comes with `message` and nothing else: it is not a clean plan."""

    file: str | None = Field(default=None, repr=False)
    status: FileStatus = "checked"
    message: str | None = None
    document: str | None = None
    document_note: str = ""
    parts: dict[str, str] = Field(default_factory=dict, description="What each letter stands for in this document")
    plan_status: str | None = None
    findings: tuple[Finding, ...] = ()
    grades: tuple[OutcomeGrades, ...] = ()
    provision_grid: tuple[ProvisionRow, ...] = ()
    threads: tuple[Thread, ...] = ()
    measures: dict[str, int | float | str | None] = Field(default_factory=dict)
    dismissed: tuple[Dismissed, ...] = ()
    stale: tuple[Dismissed, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    unread: tuple[Unread, ...] = ()
    versions: Versions | None = None
    footer: str = FOOTER
    schema_: str = Field(default=SCHEMA, alias="schema")

    def count(self, duty: Duty) -> int:
        """How many findings are of this duty (checks on trial are not counted)."""
        return sum(1 for finding in self.findings if finding.duty is duty and not finding.trial)

    def reaches(self, duty: Duty | None) -> bool:
        """Whether any finding is at or above `duty` (None: no finding ever is)."""
        order = list(Duty)
        wanted = order[: order.index(duty) + 1] if duty else []
        return any(finding.duty in wanted and not finding.trial for finding in self.findings)

    def without_quotes(self, messages: Mapping[str, str | None]) -> Report:
        """The same report with no word of the plan in it; `messages` are `ehcp_lint.checks.messages_without_words`."""
        return self.model_copy(
            update={
                "file": None,
                "findings": tuple(
                    f.model_copy(update={"quote": None, "item": _wordless(f.item), "message": f.without_words(messages)})
                    for f in self.findings
                ),
                "grades": tuple(g.model_copy(update={"item": _wordless(g.item)}) for g in self.grades),
                "provision_grid": tuple(
                    r.model_copy(update={"item": _wordless(r.item), "slots": {k: v and "stated" for k, v in r.slots.items()}})
                    for r in self.provision_grid
                ),
                "threads": (),
                "dismissed": tuple(_without_reason(entry, messages) for entry in self.dismissed),
                "stale": tuple(_without_reason(entry, messages) for entry in self.stale),
            }
        )


def _wordless(item: ItemRef | None) -> ItemRef | None:
    return item.model_copy(update={"text": None, "number": ""}) if item else None


def _without_reason(entry: Dismissed, messages: Mapping[str, str | None]) -> Dismissed:
    """A reason is a person's own words, and may hold the child's name."""
    message = messages.get(entry.check, "") if entry.message else ""
    message = entry.message if message is None else message or None
    return entry.model_copy(update={"reason": None, "message": message})
