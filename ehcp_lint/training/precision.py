"""How often each check is right: its findings on whole plans that readers judged one by one, and on lines of the corpus.

`python -m ehcp_lint.training.precision` measures again and writes data/check_precision.csv, from which the pages of the checks
take their figures. Needs a checkout (tests/plans). Whole plans and lines were written by people who had not seen the rules, but
many of the false alarms among them have been mended since: for plans of other writers expect somewhat less."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ehcp_lint.case import Case
from ehcp_lint.checks import COLUMNS, shipped
from ehcp_lint.engine import lint
from ehcp_lint.parsers import read_plan
from ehcp_lint.plan import Block, Details, Fact, Item, Kind, Letter, Place, Plan, Section, Span, State
from ehcp_lint.report import Finding
from ehcp_lint.settings.profile import load_profile
from ehcp_lint.training.corpus import parts
from ehcp_lint.training.planted import tallies

Tally = dict[str, Counter[str]]  # by check: how many findings were "right", "wrong" or "unsure"
PLANS = Path(__file__).resolve().parents[2] / "tests" / "plans"
_KNOWN_BY = slice(60, 200)  # of the 240 characters around a finding: enough to know it by


def judged_plans(folder: Path = PLANS) -> Iterator[tuple[str, Finding, str]]:
    """Today's findings on each judged plan with what was said of it: "right", "wrong", "unsure", or "new" (not judged)."""
    for path in sorted((folder / "judged").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        said = {(row["check"], row["quote"], row["around"][_KNOWN_BY]): row["verdict"] for row in rows}
        plan = read_plan(folder / f"{path.stem}.docx")
        for finding in lint(plan).findings:
            start, end = finding.span
            around = plan.text[max(0, start - 120) : end + 120].replace("\n", " / ")[_KNOWN_BY]
            yield path.stem, finding, said.get((finding.check, (finding.quote or "")[:400], around), "new")


def on_plans(folder: Path = PLANS) -> Tally:
    """What readers said of the findings on whole plans, by check."""
    tally: Tally = defaultdict(Counter)
    for _, finding, verdict in judged_plans(folder):
        tally[finding.check][verdict] += 1
    return tally


_Right = Callable[[Mapping[str, Any], str], bool | None]  # label, marked words -> whether the finding is right


def _is(name: str, value: object) -> _Right:
    return lambda label, _: None if name in label.get("unsure", ()) else label[name] == value


def _is_vague(label: Mapping[str, Any], marked: str) -> bool:
    low = marked.lower()
    return any(term.lower() in low or low in term.lower() for term in label["vague_terms"])


def _no_outcome(label: Mapping[str, Any], _: str) -> bool:
    return not label["is_outcome"]


def _no_content(label: Mapping[str, Any], _: str) -> bool | None:
    nil = label["content"] == "agreed_nil_statement"  # the label does not say whether "not known to us" is enough
    return None if nil else label["content"] != "substantive"


# Which label says whether a finding of this check on a single line is right.
TRUTH: dict[str, dict[str, _Right]] = {
    "outcomes": {
        "E201": _no_outcome,
        "E202": _is("time_bound", 0),
        "E204": _is("specific", 0),
        "E205": _no_outcome,
        "E206": _is("measurable", 0),
    },
    "provisions": {
        "F201": _is_vague,
        "F202": _is_vague,
        "F203": _is("quantified", 0),
        "F204": _is("who", 0),
        "F205": _is_vague,
        "F206": _is_vague,
        "F301": _is("expertise", 0),
    },
    "voice": {
        "A101": _is("child_voice", 0),
        "A102": _is("parent_voice", 0),
        "A103": _is("how_gathered", 0),
        "A104": _is("aspirations", 0),
    },
    "health-social": {"C101": _no_content, "D101": _no_content, "G101": _no_content, "H101": _no_content},
}
_HOME = {"outcomes": (Kind.OUTCOME, Letter.E), "provisions": (Kind.PROVISION, Letter.F), "voice": (Kind.VIEW, Letter.A)}


def on_lines() -> Tally:
    """Whether findings on single lines agree with the labels, by check; the frozen writers are not opened."""
    tally: Tally = defaultdict(Counter)
    checks = {check.id: check for check in shipped()}
    for name, truths in TRUTH.items():
        for entry in parts(name)[0]:
            case = Case(plan_of(name, entry.record), load_profile())
            for check, right in truths.items():
                for subject, hit in checks[check].hits(case):
                    if subject.item and not subject.item.span.holds(hit.span):
                        continue  # the labels are about the line itself, not about the other cells of its row
                    said = right(entry.label, case.plan.quote(hit.span))
                    tally[check]["unsure" if said is None else "right" if said else "wrong"] += 1
    return tally


def plan_of(name: str, record: Mapping[str, Any]) -> Plan:
    """A plan that holds one item of the corpus and nothing else."""
    kind, letter = _HOME.get(name, (None, Letter(str(record.get("section") or "C"))))
    if name == "provisions" and record.get("section"):
        letter = Letter(str(record["section"]))
    pieces = [("", str(record["text"]))]
    pieces += [(role, str(record[role])) for role in ("who", "frequency") if record.get(role)]
    heading = f"Section {letter}"
    spans, at = [], len(heading) + 1
    for _, words in pieces:
        spans.append(Span(at, at + len(words)))
        at += len(words) + 1
    text = "\n".join([heading, *(words for _, words in pieces)])
    whole = Span(0, len(text))
    blocks = tuple(
        Block(text[span.start : span.end], span, Place(paragraph=n), strong=n == 1)
        for n, span in enumerate((Span(0, len(heading)), *spans), 1)
    )
    columns = tuple((role, span) for (role, _), span in zip(pieces[1:], spans[1:], strict=True))
    return Plan(
        text=text,
        blocks=blocks,
        sections=(Section(letter, blocks[0].span, (whole,), tuple(spans), State.FILLED, labelled=True),),
        items=(Item(kind, letter, spans[0], columns=columns),) if kind else (),
        details=_details(record),
    )


def _details(record: Mapping[str, Any]) -> Details:
    here = Span(0, 0)
    days = {key: date.fromisoformat(str(record[key])) for key in ("plan_date", "date_of_birth") if record.get(key)}
    year = record.get("year_group")
    return Details(
        name=Fact(str(record["name"]), here) if record.get("name") else None,
        plan_date=Fact(days["plan_date"], here) if "plan_date" in days else None,
        date_of_birth=Fact(days["date_of_birth"], here) if "date_of_birth" in days else None,
        year_group=Fact(int(year), here) if isinstance(year, int) else None,
    )


def on_faults(folder: Path = PLANS) -> Tally:
    """Faults planted in the whole plans, by check (`ehcp_lint.training.planted`)."""
    return tallies([read_plan(path) for path in sorted(folder.glob("*.docx"))])


def as_first_judged(folder: Path = PLANS) -> Tally:
    """What readers said of the findings on whole plans when they first read them, before anything was mended for them.

    Rows that say "mended" were judged later, on what came to light once a plan's layout was read."""
    tally: Tally = defaultdict(Counter)
    for path in sorted((folder / "judged").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if not row.get("mended"):
                tally[row["check"]][row["verdict"]] += 1
    return tally


def figures() -> dict[str, dict[str, int]]:
    """For each check with at least one judged finding: how many were right of how many, and where they come from."""
    places = {"plans": on_plans(), "lines": on_lines(), "planted": on_faults()}
    first = as_first_judged()
    found = {}
    for check in sorted({check for tally in places.values() for check in tally}):
        counts = {place: tally.get(check, Counter()) for place, tally in places.items()}
        judged = {place: seen["right"] + seen["wrong"] for place, seen in counts.items()}
        before = first.get(check, Counter())
        if total := sum(judged.values()):
            found[check] = {
                "right": sum(seen["right"] for seen in counts.values()),
                "judged": total,
                **judged,
                "plans_right": counts["plans"]["right"],
                "first": before["right"] + before["wrong"],
                "first_right": before["right"],
            }
    return found


def table(found: Mapping[str, Mapping[str, int]]) -> str:
    """data/check_precision.csv as text."""
    lines = [
        "# How often each check is right. Written by: python -m ehcp_lint.training.precision",
        "# right of judged findings: judged on whole invented plans by readers, on single lines by their labels, and on faults",
        "# planted in the whole plans. What readers were unsure of is left out. A check without enough of these is on trial.",
        "# first, first_right: findings on whole plans as readers first judged them, before any cause was mended for them.",
        ",".join(COLUMNS),
    ]
    lines += [",".join([check, *(str(row[column]) for column in COLUMNS[1:])]) for check, row in found.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    from ehcp_lint.resources import data_file

    Path(str(data_file("check_precision.csv"))).write_text(table(figures()), encoding="utf-8", newline="\n")
