"""The commands about the fitted model: train and evaluate."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ehcp_lint.cli.console import Code, complain, put
from ehcp_lint.cli.options import taking
from ehcp_lint.errors import BadConfig

Feedback = Annotated[
    str | None,
    taking("--feedback", "FILE", "Marks that meetings agreed (`moderate export-labels`): what the tool counts beside them."),
]
PlanReports = Annotated[str | None, taking("--reports", "FOLDER", "Reports of those plans as PLANCODE.json.")]
FormOfMarks = Annotated[str | None, taking("--rubric", "NAME|FILE", "The form they were marked on.")]


def train(feedback: Feedback = None, reports: PlanReports = None, rubric: FormOfMarks = None) -> int:
    """Fit the model of outcomes anew; keeps the old one where the new one might be worse. Needs a checkout and [train].

    With --feedback, first shows what the model that stands counts beside people's agreed marks. They are about whole plans:
    they never enter the fit."""
    if feedback:
        put("".join(f"{line}\n" for line in beside_people(feedback, reports, rubric)))
    from ehcp_lint.training.train import train as fit_anew

    why, lines = fit_anew(_checkout())
    put("\n".join(lines) + "\n")
    if why:
        complain(f"the model was not replaced: {why}.")
        return Code.POINTS
    put("The model and its card were written to data/models.\n")
    return Code.CLEAR


def evaluate(
    frozen: Annotated[bool, typer.Option("--frozen", help="Measure the frozen writers instead; counted as a look.")] = False,
    feedback: Feedback = None,
    reports: PlanReports = None,
    rubric: FormOfMarks = None,
) -> int:
    """Print how well the judgements agree with the labelled corpus, for writers that the model had not seen; or, with
    --feedback, how what the tool counts in a council's plans goes with the marks that its meetings agreed."""
    if feedback:
        put("".join(f"{line}\n" for line in beside_people(feedback, reports, rubric)))
        return Code.CLEAR
    from ehcp_lint.training.corpus import parts
    from ehcp_lint.training.evaluate import FIGURES

    if frozen:
        count_look(_checkout() / "data" / "corpus" / "frozen.toml", date.today())
    for name, measure in FIGURES.items():
        entries = parts(name)[1 if frozen else 0]
        put(f"{name}, {len(entries)} items\n")
        if entries:
            put("".join(f"  {label}: {figure}\n" for label, figure in measure(entries).items()))
    from ehcp_lint.training.redaction import told

    put("".join(f"{line}\n" for line in told()))
    return Code.CLEAR


def beside_people(feedback: str, reports: str | None, rubric: str | None) -> list[str]:
    """The lines on a council's agreed marks. Raises `BadConfig` and `CannotRead`."""
    from ehcp_lint.moderation.meeting.plan_reports import reports_in
    from ehcp_lint.rubric import load_rubric
    from ehcp_lint.training.council import beside_people as beside
    from ehcp_lint.training.council import read_labels, told

    if reports is None or not Path(reports).is_dir():
        raise BadConfig("--feedback needs the reports of the plans: --reports FOLDER, with PLANCODE.json for each.")
    labels = read_labels(Path(feedback))
    plans = sorted({plan for plan, _, _, _ in labels})
    there = reports_in(Path(reports), plans)
    found = {plan: report for plan in plans if (report := there.report(plan)) is not None}
    checked = {plan: report for plan, report in found.items() if report.status == "checked"}
    return told(beside(labels, checked, load_rubric(rubric)), len(labels))


def count_look(file: Path, day: date) -> None:
    """Writes one more look at the frozen part into its list."""
    import re

    text = file.read_text(encoding="utf-8")
    found = re.search(r"^looks = \[(.*?)\]", text, re.M | re.S)
    if not found:
        raise BadConfig(f"{file.name} has no list of looks. Put back the line: looks = []")
    looks = ", ".join(part for part in (found[1].strip().rstrip(","), f'"{day.isoformat()}"') if part)
    file.write_text(f"{text[: found.start()]}looks = [{looks}]{text[found.end() :]}", encoding="utf-8")


def _checkout() -> Path:
    """The checkout that this runs from; the corpus and the tests are there."""
    root = Path(__file__).resolve().parents[2]
    if not (root / "tests").is_dir() or not (root / "data" / "corpus").is_dir():
        raise BadConfig("This needs a checkout of the project with data/corpus and tests. Clone it and run this there.")
    return root
