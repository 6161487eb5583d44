"""What people decided about findings: which were set aside, why, by whom and until when.

Decisions stand in a file beside the plan (draft.docx.decisions.toml). It holds no word of the plan: a finding is named by its
fingerprint. A decision whose finding is gone, or whose time is over, is not lost; the report says so."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date as Day  # noqa: N812 - `date` is the name of a field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, Field, ValidationError

from ehcp_lint.errors import BadConfig
from ehcp_lint.frozen import Frozen
from ehcp_lint.letters import Letter
from ehcp_lint.report import DecisionState, Dismissed, Finding, Report
from ehcp_lint.resources import did_you_mean, read_toml

if TYPE_CHECKING:
    from ehcp_lint.check import Check
    from ehcp_lint.plan import Plan
    from ehcp_lint.settings.profile import Profile

SCHEMA = "ehcp-lint/decisions/1"
ENDING = ".decisions.toml"
FEWEST_WORDS, FEWEST_CHARACTERS, MOST_CHARACTERS = 3, 10, 1000
SAY_WHY = f"Say why in {FEWEST_WORDS} words or more, without naming the child"
HEADER = f"""\
# Points of one plan that a person set aside, each with the reason. `ehcp-lint dismiss` writes this file; it may be edited.
# `fingerprint` names a point without its words. Keep the child's name and words of the plan out of `reason`.
schema = "{SCHEMA}"
"""


def reason_of(words: str) -> str:
    """A reason on one line. Raises `ValueError` where it is too short to tell a senior officer anything, or a whole page."""
    flat = " ".join(words.split())
    if len(flat.split()) < FEWEST_WORDS or len(flat) < FEWEST_CHARACTERS:
        raise ValueError(f"the reason is too short. {SAY_WHY}")
    if len(flat) > MOST_CHARACTERS:
        raise ValueError(f"the reason is longer than {MOST_CHARACTERS} characters. Say it shorter")
    return flat


class Decision(Frozen):
    """One decision of a person. It holds to the end of the day `until`; None is for good."""

    check: str = Field(pattern=r"^\w+$")
    fingerprint: str = Field(pattern=r"^[0-9a-f]{16}$")
    reason: Annotated[str, AfterValidator(reason_of)] = Field(repr=False)
    by: str | None = Field(default=None, min_length=1, max_length=200)
    date: Day
    until: Day | None = None


def sidecar(plan: str | Path) -> Path:
    """Where the decisions about a plan's file stand: beside it, under its name and `ENDING`."""
    path = Path(plan)
    return path.with_name(path.name + ENDING)


# --- what the report makes of them -------------------------------------------------------------------------------------------


def settle(report: Report, decisions: Iterable[Decision], *, on: Day, ran: Collection[str] | None = None) -> Report:
    """The report with what was decided taken out of `findings` into `dismissed`, and into `stale` what no longer holds.

    `on` is the day that counts as today. `ran` are the ids of the checks that ran (None: all): decisions about others are
    left out, because nothing is known of their findings."""
    if report.status != "checked":
        return report
    found = {finding.fingerprint: finding for finding in report.findings}
    silent = {entry.check for entry in report.not_run}
    dismissed, stale = [], []
    for decision in decisions:
        finding = found.get(decision.fingerprint)
        if finding is None:
            if ran is None or decision.check in ran:
                stale.append(_told(decision, "not_checked" if decision.check in silent else "no_match"))
        elif decision.until is not None and decision.until < on:
            stale.append(_told(decision, "expired", finding))
        else:
            dismissed.append(_told(decision, "set_aside", finding))
    aside = {entry.fingerprint for entry in dismissed}
    places = {finding.fingerprint: place for place, finding in enumerate(report.findings)}
    return report.model_copy(
        update={
            "findings": tuple(f for f in report.findings if f.fingerprint not in aside),
            "dismissed": tuple(sorted(dismissed, key=lambda entry: places[entry.fingerprint])),
            "stale": tuple(stale),
        }
    )


def settle_under(report: Report, decisions: Iterable[Decision], profile: Profile, plan: Plan, *, on: Day) -> Report:
    """`settle`, where those checks ran that the profile chooses for the plan and turns off in no section."""
    from ehcp_lint.checks import catalogue
    from ehcp_lint.selection import choose

    chosen, _ = choose(catalogue(profile.plugins), profile, plan)
    whole = {check.id for check in chosen if not _off_somewhere(profile, check)}
    return settle(report, decisions, on=on, ran=whole | {entry.check for entry in report.not_run})


def _off_somewhere(profile: Profile, check: Check) -> bool:
    letters = (None, *(letter.value for letter in Letter))
    return any(profile.held(check.id, check.name, letter, check.duty.value) == "off" for letter in letters)


def _told(decision: Decision, state: DecisionState, finding: Finding | None = None) -> Dismissed:
    facts = decision.model_dump(mode="json")
    if finding is None:
        return Dismissed(**facts, state=state)
    about = {name: getattr(finding, name) for name in ("duty", "trial", "section", "message", "place")}
    return Dismissed(**{**facts, "check": finding.check}, **about, state=state)


def names_the_child(reason: str, names: Iterable[str]) -> bool:
    """Whether a reason holds a name of the child, written as a name is."""
    parts = {part for name in names for part in re.findall(r"[^\W\d_]{2,}", name) if part[0].isupper()}
    return not parts.isdisjoint(re.findall(r"[^\W\d_]{2,}", reason))


# --- the file ----------------------------------------------------------------------------------------------------------------


def load_decisions(file: str | Path) -> tuple[Decision, ...]:
    """The decisions in a file. Raises `BadConfig`, which names the file, the entry and the nearest right setting."""
    return read_decisions(file_text(file), str(file))


def file_text(file: str | Path) -> str:
    """The text of a file of decisions. Raises `BadConfig`."""
    try:
        return Path(file).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadConfig(f"{file}: the decisions could not be opened ({error.strerror}). Check the name.") from None
    except UnicodeDecodeError:
        raise BadConfig(f"{file}: this is not UTF-8 text. Save it as UTF-8 in a text editor.") from None


def read_decisions(text: str, name: str) -> tuple[Decision, ...]:
    """The decisions in a TOML text; `name` is for the message of a refusal."""
    settings = read_toml(text, name)
    stray = next((key for key in settings if key not in ("schema", "decision")), None)
    if stray is not None:
        raise BadConfig(f"{name}: there is no setting '{stray}'.{did_you_mean(stray, ('schema', 'decision'))}")
    if settings.get("schema", SCHEMA) != SCHEMA:
        raise BadConfig(f"{name}: `schema` must be '{SCHEMA}'. Another version of ehcp_lint may have written this file.")
    entries = settings.get("decision", [])
    if not isinstance(entries, list):
        raise BadConfig(f"{name}: each decision must begin with [[decision]] in a line of its own.")
    decisions = tuple(_decision(entry, f"{name}, entry {number}") for number, entry in enumerate(entries, 1))
    known = Counter(decision.fingerprint for decision in decisions)
    for number, decision in enumerate(decisions, 1):
        if known[decision.fingerprint] > 1:
            raise BadConfig(f"{name}, entry {number}: another entry has the same fingerprint. Keep one of them.")
    return decisions


def _decision(entry: Any, where: str) -> Decision:
    if not isinstance(entry, dict):
        raise BadConfig(f"{where}: each decision must begin with [[decision]] in a line of its own.")
    try:
        return Decision.model_validate(entry)
    except ValidationError as error:
        faults = sorted(error.errors(), key=lambda fault: fault["type"] != "extra_forbidden")
        setting = str(faults[0]["loc"][0])
        if faults[0]["type"] == "extra_forbidden":
            raise BadConfig(
                f"{where}: there is no setting '{setting}'.{did_you_mean(setting, Decision.model_fields)}"
            ) from None
        if faults[0]["type"] == "missing":
            raise BadConfig(f"{where}: `{setting}` is missing. Add it, or take the entry out.") from None
        raise BadConfig(f"{where}: `{setting}`: {_WANTED.get(setting) or _said(faults[0])}.") from None


_WANTED = {
    "check": "this is no check's id. See: ehcp-lint checks",
    "fingerprint": "it has 16 characters, 0-9 and a-f. `ehcp-lint check FILE --format json` shows it in full",
    "date": "write the day as 2026-03-09, without quotes",
    "until": "write the day as 2026-03-09, without quotes, or leave it out",
}


def _said(fault: Any) -> str:
    return str(fault["msg"]).removeprefix("Value error, ")


def with_decision(text: str, decision: Decision, title: str = "") -> str:
    """The text of a file with one more decision at its end; all else in it stays. `title` says in a comment what the check
    asks for."""
    lines = ["[[decision]]", f"check = {_quoted(decision.check)}" + (f"  # {title}" if title else "")]
    for name in ("fingerprint", "reason", "by"):
        if (value := getattr(decision, name)) is not None:
            lines.append(f"{name} = {_quoted(value)}")
    lines.append(f"date = {decision.date.isoformat()}")
    if decision.until:
        lines.append(f"until = {decision.until.isoformat()}")
    before = text.rstrip() or HEADER.rstrip()
    return "\n".join([before, "", *lines]) + "\n"


def _quoted(value: str) -> str:
    """A TOML string: JSON's escapes are a part of TOML's, but for DEL, which JSON leaves as it is."""
    return json.dumps(" ".join(value.split()), ensure_ascii=False).replace("\x7f", "\\u007f")


_ENTRY = re.compile(r"\s*\[\[\s*decision\s*\]\]")
_TABLE = re.compile(r"\s*\[")


def without_decision(text: str, fingerprint: str, name: str) -> str:
    """The text of a file without one decision; all else in it, comments too, stays. Raises `BadConfig` where that cannot be
    told from the text."""
    decisions = read_decisions(text, name)
    place = next(number for number, decision in enumerate(decisions) if decision.fingerprint == fingerprint)
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if _ENTRY.match(line)]
    if len(starts) == len(decisions):
        start = starts[place]
        end = next((n for n in range(start + 1, len(lines)) if _TABLE.match(lines[n])), len(lines))
        while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
            end -= 1  # a remark before the next entry is the next entry's
        left = "\n".join([*lines[:start], *_from_words(lines[end:])]).rstrip() + "\n"
        if _reads_as(left, name, (*decisions[:place], *decisions[place + 1 :])):
            return left
    raise BadConfig(f"{name}, entry {place + 1}: it cannot be taken out safely. Open the file and delete the entry by hand.")


def _from_words(lines: list[str]) -> list[str]:
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    return lines[first:]


def _reads_as(text: str, name: str, decisions: Sequence[Decision]) -> bool:
    try:
        return read_decisions(text, name) == tuple(decisions)
    except BadConfig:
        return False
