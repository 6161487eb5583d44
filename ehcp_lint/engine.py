"""Runs the checks over a plan and gathers their findings: the same plan and profile always give the same report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from ehcp_lint import __version__
from ehcp_lint.case import Case
from ehcp_lint.check import Check, Hit, Source, Subject
from ehcp_lint.checks import added, catalogue, shipped
from ehcp_lint.decisions.fingerprints import Fingerprints
from ehcp_lint.grades import measures, outcome_grades, provision_grid, reference, threads
from ehcp_lint.plan import Details, Fact, Item, Kind, Letter, Plan, Section, Span, Status
from ehcp_lint.report import Citation, Finding, NotRun, Report, Unread, Versions, Where
from ehcp_lint.resources import data_file, toml
from ehcp_lint.selection import choose, duty_of, refuse_settings
from ehcp_lint.settings.profile import DEFAULT, Profile, load_profile

_ORDER = {letter: place for place, letter in enumerate(Letter)}


def lint(
    plan: Plan,
    profile: str | Profile = DEFAULT,
    *,
    status: Status | str | None = None,
    checks: Iterable[Check] | None = None,
    advice: Iterable[Plan] = (),
) -> Report:
    """Everything the checks find in `plan`, in the order of the plan.

    `status` overrides what the front page says the plan is. `advice` are the reports that it rests on, read by the rules
    "advice-report"; checks that need them find nothing without. A check that raises is reported in `not_run` by its exception's
    type and the rest go on. What cannot be told (words of the file were not read, a heading of several sections was not
    divided) is not called missing; that is in `not_run` too."""
    settings = profile if isinstance(profile, Profile) else load_profile(profile)
    if status is not None:
        plan = replace(plan, details=_with_status(plan.details, Status(status)))
    known = tuple(checks if checks is not None else catalogue(settings.plugins))
    refuse_settings(settings, plan.rules, (*shipped(), *known))
    chosen, not_run = choose(known, settings, plan)
    plugins = added() if settings.plugins and checks is None else None
    not_run += [NotRun(check=left.origin, reason=left.reason) for left in plugins.not_loaded] if plugins else []
    case = Case(plan, settings, tuple(advice))
    found: list[tuple[Check, Subject, Hit]] = []
    for check in chosen:
        try:
            hits = list(check.hits(case))
        except Exception as error:  # noqa: BLE001 - one check's bug must not cost the others; its text may hold the plan's words
            not_run.append(NotRun(check=check.id, reason=f"stopped by an error ({type(error).__name__})"))
            continue
        if case.blurred and (left := [entry for entry in hits if not _in_blur(case, check, *entry)]) != hits:
            not_run.append(NotRun(check=check.id, reason=BLURRED))
            hits = left
        if doubts := dict.fromkeys(hit.doubt for _, hit in hits if hit.doubt):
            not_run.append(NotRun(check=check.id, reason=f"could not tell {', '.join(doubts)}"))
            hits = [(subject, hit) for subject, hit in hits if not hit.doubt]
        if not plan.complete and any(hit.absent for _, hit in hits):
            not_run.append(NotRun(check=check.id, reason=_lost_words(plan)))
            hits = [(subject, hit) for subject, hit in hits if not hit.absent]
        once = {(hit.span, hit.message): (check, subject, hit) for subject, hit in reversed(hits)}  # two rows may share a cell
        found += once.values()
    found.sort(key=lambda entry: (entry[2].span, entry[0].id))
    return Report(
        document=plan.rules.title,
        document_note=plan.rules.note,
        parts={part.letter: plan.rules.heading(part.letter) for part in plan.rules.parts},
        plan_status=plan.details.status.value if plan.details.status else None,
        findings=_findings(case, found),
        grades=outcome_grades(case),
        provision_grid=provision_grid(case),
        threads=threads(case),
        not_run=tuple(sorted(not_run, key=lambda n: n.check)),
        unread=tuple(Unread(what=n.what, count=n.count, text=str(n), pages=n.pages, lost=n.lost) for n in plan.unread),
        measures=measures(case),
        versions=Versions(
            tool=__version__,
            rules=_rules_version(settings.plugins),
            data=_data_version(),
            document=plan.rules.name,
            profile=settings.name,
            config=settings.fingerprint,
            plugins=tuple(sorted({check.origin for check in chosen if check.origin})),
        ),
    )


BLURRED = "could not tell the outcomes from other text: no section F was found"


def _in_blur(case: Case, check: Check, subject: Subject, hit: Hit) -> bool:
    """Whether a hit is about the outcomes of a plan in which they cannot be told from what follows them."""
    if hit.doubt:
        return False
    if subject.item is not None:
        return subject.item.letter in case.blurred and subject.item.kind in (Kind.OUTCOME, Kind.STEP)
    return check.id[0] in "ET"


def _with_status(details: Details, status: Status) -> Details:
    fact = Fact(status, details.status.span if details.status else Span(0, 0))
    return replace(details, status=fact, all_statuses=(fact,))


def _lost_words(plan: Plan) -> str:
    return "could not tell what is missing: " + "; ".join(str(n) for n in plan.unread if n.lost)


def _findings(case: Case, found: list[tuple[Check, Subject, Hit]]) -> tuple[Finding, ...]:
    plan = case.plan
    fingerprints = Fingerprints(plan)
    findings = []
    for check, subject, hit in found:
        section = subject.section or plan.section_at(hit.span.start) or _section_of(plan, subject.item)
        letter = (section.letter if section else None) or (subject.item.letter if subject.item else None)
        if (duty := duty_of(case, check, hit, letter)) is None:
            continue
        findings.append(
            Finding(
                check=check.id,
                name=check.name,
                duty=duty,
                trial=check.trial,
                section=letter,
                item=reference(case, subject.item) if subject.item else None,
                quote=plan.quote(hit.span),
                message=hit.message or check.message,
                why=check.why,
                sources=tuple(cite(source) for source in hit.sources or check.sources),
                place=where(plan, hit.span, letter),
                confidence=hit.confidence,
                fingerprint=fingerprints.of(check, subject, hit),
                span=(hit.span.start, hit.span.end),
            )
        )
    return tuple(findings)


def _section_of(plan: Plan, item: Item | None) -> Section | None:
    return plan.section_at(item.span.start) if item else None


def where(plan: Plan, span: Span, letter: str | None = None) -> Where:
    """Where `span` is in the source file, for a person and for a program."""
    block = plan.block_at(span.start)
    if block is None or (span.end == 0 and letter is None):
        return Where(text="the front page")
    cell, place = block.cell, block.place
    parts = [plan.rules.label(letter)] if letter else []
    if cell:
        parts.append(f"table {cell.table + 1}, row {cell.row + 1}")
    if plan.source == "pdf" and place.page:
        parts.append(f"page {place.page}")
    elif place.paragraph and not cell:
        parts.append(f"paragraph {place.paragraph}")
    return Where(
        text=", ".join(parts) or "the front page",
        paragraph=place.paragraph,
        page=place.page,
        table=cell.table + 1 if cell else None,
        row=cell.row + 1 if cell else None,
        column=cell.column + 1 if cell else None,
        box=place.box,
    )


@cache
def cite(source: Source) -> Citation:
    """A source as a reader sees it: "SEND Code of Practice 2015, paragraph 9.69, Section F"."""
    entry = {"title": source.title, "link": source.link} if source.title else toml("sources.toml")[source.key]
    words = str(entry.get("short") or entry["title"])
    at = "" if source.at == "whole" else source.at
    if at[:1].isdigit() and "pin" in entry:
        at = f"{entry['pin']} {at}"
    words = f"{words}: {at}" if at and source.key == "practice" else f"{words}, {at}" if at else words
    return Citation(key=source.key, cite=words[:1].upper() + words[1:], link=entry.get("link") or None)


@cache
def _rules_version(plugins: bool = True) -> str:
    """A hash over every declaration, so that two reports by different rules are told apart."""
    return hashlib.sha256("\n".join(repr(check) for check in catalogue(plugins)).encode()).hexdigest()[:12]


@cache
def _data_version() -> str:
    """A hash over the shipped word lists."""
    names = sorted(entry.name for entry in data_file(".").iterdir() if entry.name.endswith((".csv", ".toml")))
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + data_file(name).read_bytes())
    return digest.hexdigest()[:12]


def edition(plugins: bool = True) -> str:
    """What results are made by, besides the settings: the version, the rules and the word lists."""
    return f"{__version__} {_rules_version(plugins)} {_data_version()}"
