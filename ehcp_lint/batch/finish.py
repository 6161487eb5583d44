"""What is made once all files of a batch have their row: the same files for any number of workers and any number of runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ehcp_lint.batch.copies import find_copies
from ehcp_lint.batch.page import Link, batch_page
from ehcp_lint.batch.parquet import write_parquet
from ehcp_lint.batch.rows import facts_in
from ehcp_lint.batch.run import PLANS
from ehcp_lint.batch.sources import LEFT_OUT, Source
from ehcp_lint.batch.store import Store, rows_in, sketches_in
from ehcp_lint.batch.summary import Summary, summarise
from ehcp_lint.batch.workbook import workbook
from ehcp_lint.check import Check
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.write import whole_file, write_file

SUMMARY, RUN, FILES = "summary.json", "run.json", "files.csv"


def finish(
    store: Store,
    sources: Mapping[str, Source],
    checks: Sequence[Check],
    *,
    by: tuple[str, ...],
    left_out: Mapping[str, int],
    profiles: Sequence[str],
    edition: str,
    as_of: date,
    reports: Sequence[str],
) -> Summary:
    """Write every result into the batch's folder and give the exact summary."""
    folder = store.folder
    given = {id: source.listed.facts if source.listed else {} for id, source in sources.items()}
    store.finish({id: facts_in(facts, by) for id, facts in given.items()})
    copies = find_copies(lambda: sketches_in(folder))
    summary = summarise(
        rows_in(folder), checks, copies, by=by, facts=given, left_out=left_out, profiles=profiles, edition=edition
    )
    shown = summary.to_pass_on()
    when = f"{as_of.day} {as_of:%B %Y}"
    with whole_file(folder / "results.parquet") as file:
        write_parquet(rows_in(folder), file)
    write_file(folder / "results.xlsx", workbook(summary, rows_in(folder), sources, copies, folder, by=by, when=when))
    write_file(folder / SUMMARY, shown.model_dump_json(indent=2).encode() + b"\n")
    _write_files(folder / FILES, sources)
    links = _links(folder, sources, reports)
    told = [f"{number} {LEFT_OUT[what][number != 1]}" for what, number in left_out.items()]
    write_file(folder / "index.html", batch_page(shown, checks, when=when, left_out=told, links=links).encode())
    return summary


def write_run(folder: Path, facts: Mapping[str, object]) -> None:
    """What is different from run to run: times, workers. Kept apart from the results."""
    write_file(folder / RUN, json.dumps(facts, indent=2).encode() + b"\n")


def _write_files(path: Path, sources: Mapping[str, Source]) -> None:
    """Which file an id means: the one table with file names, readable by its owner only."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(("id", "code", "path"))
    for id, source in sorted(sources.items()):
        table.writerow((id, _inert(source.code), _inert(str(source.path))))
    write_file(path, out.getvalue().encode("utf-8", "replace"))


def _inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    flat = one_line(text)
    return f"'{flat}" if flat.startswith(("=", "+", "-", "@")) else flat


REPORTS = {"html": "page", "docx": "Word copy with comments", "json": "data"}


def _links(folder: Path, sources: Mapping[str, Source], reports: Sequence[str]) -> list[Link]:
    """The reports of single plans, by plan code or id."""
    found: list[Link] = []
    for id, source in sorted(sources.items(), key=lambda entry: (entry[1].code, entry[0])):
        own = [(REPORTS[kind], f"{PLANS}/{id}.{kind}") for kind in reports if (folder / PLANS / f"{id}.{kind}").exists()]
        if own:
            found.append((one_line(source.code) or id, own))
    return found
