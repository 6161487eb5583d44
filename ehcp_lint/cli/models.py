"""The commands about the fitted model: train and evaluate."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ehcp_lint.cli.console import Code, complain, put
from ehcp_lint.errors import BadConfig


def train() -> int:
    """Fit the model of outcomes anew; keeps the old one where the new one might be worse. Needs a checkout and [train]."""
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
) -> int:
    """Print how well the judgements agree with the labelled corpus, for writers that the model had not seen."""
    from ehcp_lint.training.corpus import parts
    from ehcp_lint.training.evaluate import FIGURES

    if frozen:
        count_look(_checkout() / "data" / "corpus" / "frozen.toml", date.today())
    for name, measure in FIGURES.items():
        entries = parts(name)[1 if frozen else 0]
        put(f"{name}, {len(entries)} items\n")
        if entries:
            put("".join(f"  {label}: {figure}\n" for label, figure in measure(entries).items()))
    return Code.CLEAR


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
