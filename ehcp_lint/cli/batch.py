"""The command for many plans: batch."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ehcp_lint.cli.choice import Choice
from ehcp_lint.cli.console import Code, FailOn, complain, put
from ehcp_lint.cli.decisions import NoDecisions
from ehcp_lint.cli.options import Debug, NoPlugins, NoSettings, Only, ProfileName, Settings, Skip, taking
from ehcp_lint.errors import BadConfig
from ehcp_lint.extras import require_extra
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.write import refuse_inputs

if TYPE_CHECKING:
    from ehcp_lint.batch.run import Done
    from ehcp_lint.batch.summary import Summary
    from ehcp_lint.parsers.limits import Limits


def batch(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE...", help="Folders, files, patterns in quotes, @list.txt, or an index CSV.", show_default=False
        ),
    ] = None,
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="The folder for the results; a run goes on there.")] = "",
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", help="Workers.", show_default="one a processor")] = 0,
    index: Annotated[str | None, taking("--index", "CSV", "What the case system knows of each file.")] = None,
    by: Annotated[
        str, typer.Option("--by", metavar="COLUMNS", help="Numbers by officer, agency, phase, need, setting or kind.")
    ] = "",
    reports: Annotated[
        str,
        typer.Option("--reports", metavar="KINDS", help="Reports of each plan too: html, docx, json. They quote the plans."),
    ] = "",
    profile: ProfileName = None,
    only: Only = "",
    skip: Skip = "",
    settings: Settings = None,
    no_settings: NoSettings = False,
    no_plugins: NoPlugins = False,
    no_decisions: NoDecisions = False,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="The day that the batch stands for.", show_default="today")
    ] = "",
    salt: Annotated[str | None, taking("--salt", "FILE", "One salt for several batches: a plan keeps its id.")] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what timed out or crashed.")] = False,
    time_limit: Annotated[int, typer.Option("--time-limit", min=1, metavar="SECONDS", help="For one file.")] = 60,
    memory_limit: Annotated[int, typer.Option("--memory-limit", min=64, metavar="MB", help="For one file.")] = 1024,
    cluster: Annotated[str | None, taking("--cluster", "URL", "A Dask scheduler, tcp:// or tls://.")] = None,
    send_bytes: Annotated[
        bool, typer.Option("--send-bytes", help="Send the files to the workers, which cannot open their paths.")
    ] = False,
    tls_ca: Annotated[str | None, taking("--tls-ca", "FILE", "Whom to trust.")] = None,
    tls_cert: Annotated[str | None, taking("--tls-cert", "FILE", "Our certificate.")] = None,
    tls_key: Annotated[str | None, taking("--tls-key", "FILE", "Its key.")] = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit code 1 from this duty on.")] = FailOn.MUST,
    debug: Debug = False,
) -> int:
    """Check many plans: one row a file whatever happens, numbers by section and check, text that was copied between plans.

    A run that was stopped goes on where it was when the same command is given again. The results hold no words of a plan and no
    names, but they are about children: keep them as you keep the plans. files.csv says which file an id means.
    """
    if not out:
        raise BadConfig("Say where the results go: --out DIR.")
    if not sources and not index:
        raise BadConfig("Name folders, files, patterns in quotes or @list.txt, or give --index CSV.")
    if jobs < 0:
        raise BadConfig(f"--jobs {jobs}: give the number of workers, 1 or more.")
    from ehcp_lint.batch.index import asked as columns
    from ehcp_lint.batch.index import unknown
    from ehcp_lint.batch.progress import Progress, span
    from ehcp_lint.batch.run import Asked, ids_of, run
    from ehcp_lint.batch.sources import find
    from ehcp_lint.batch.store import Store
    from ehcp_lint.parsers.limits import Limits

    require_extra("batch", "batch", ("datasketch", "matplotlib", "pyarrow"))
    started, folder = time.monotonic(), Path(out)
    refuse_inputs(folder / "results.xlsx", ())  # before the work: somebody may have written in it
    grouped, kinds, day = columns(by), _kinds(reports), _day(as_of)
    found = find(sources or [], index, never=folder)
    if missing := unknown(grouped, found.index):
        raise BadConfig(f"--by {missing[0]}: the index has no such column. Give one with --index, or leave it out.")
    for note in found.notes:
        complain(note)
    choice = Choices(Choice(profile, only, skip, settings, no_settings, no_plugins))
    for path in {source.path.parent: source.path for source in found.files}.values():
        choice.of(path)  # a mistake in settings is told before the work
    asked = Asked(
        settings_for=choice.of,
        reports=kinds,
        send_bytes=send_bytes,
        decisions=not no_decisions,
        retry=retry,
        today=date.today(),
        limits=Limits(float(time_limit), memory_limit),
    )
    with Store(folder, Path(salt) if salt else None) as store:
        ids = ids_of(found.files, store.salt)
        with (
            _workers(cluster, (tls_ca, tls_cert, tls_key), jobs, asked.limits, debug) as (executor, work, width, children),
            Progress(len(ids)) as progress,
        ):
            done = run(ids, store, executor, work, replace(asked, children=children), ahead=4 * width, told=progress)
        from ehcp_lint.batch.finish import finish, write_run
        from ehcp_lint.checks import catalogue
        from ehcp_lint.engine import edition

        summary = finish(
            store,
            ids,
            catalogue(not no_plugins),
            by=grouped,
            left_out=found.left_out,
            profiles=choice.names,
            edition=edition(not no_plugins),
            as_of=day,
            reports=kinds,
        )
        seconds = time.monotonic() - started
        write_run(folder, _timing(done, day, width, seconds))
    put(_told(summary, done, folder, span(seconds)))
    return _code(summary, fail_on)


class Choices:
    """The settings for each file: as JSON, and what answers under them depend on. Made once for each folder."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._by_folder: dict[Path, tuple[str, str]] = {}
        self.names: list[str] = []

    def of(self, file: Path) -> tuple[str, str]:
        """The profile for a file as JSON, and its hash with the edition of the rules."""
        folder = file.parent
        if folder not in self._by_folder:
            from ehcp_lint.engine import edition

            self._choice.refuse_early(str(file))
            profile = self._choice.profile_for(str(file))
            if profile.name not in self.names:
                self.names.append(profile.name)
            self._by_folder[folder] = (profile.model_dump_json(), f"{profile.fingerprint} {edition(profile.plugins)}")
        return self._by_folder[folder]


@contextmanager
def _workers(
    cluster: str | None, tls: tuple[str | None, str | None, str | None], jobs: int, limits: Limits, debug: bool
) -> Iterator[tuple[Any, Any, int, int]]:
    """The executor, the function it runs, how many files it works on at a time, and how many of them in one process."""
    if cluster:
        from ehcp_lint.batch.cluster import Tls, connected
        from ehcp_lint.batch.fenced import check_fenced

        with connected(cluster, Tls(*tls)) as reached:
            yield reached.executor, check_fenced, reached.threads, reached.most_in_one
        return
    if any(tls):
        raise BadConfig("--tls-ca, --tls-cert and --tls-key belong to --cluster tls://... Give that too, or leave them out.")
    from ehcp_lint.batch.pool import FencedPool
    from ehcp_lint.batch.work import check_job

    width = jobs or processors()
    pool = FencedPool(width, warm="ehcp_lint.batch.work:warm", limits=limits, debug=debug)
    stopped = True
    try:
        yield pool, check_job, width, 1
        stopped = False
    finally:
        pool.shutdown(cancel_futures=stopped)


def processors() -> int:
    """The processors that this process may use."""
    counted = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return counted or 1


def _kinds(reports: str) -> tuple[str, ...]:
    from ehcp_lint.batch.work import REPORTS
    from ehcp_lint.resources import did_you_mean

    kinds = tuple(dict.fromkeys(reports.replace(",", " ").split()))
    for kind in kinds:
        if kind not in REPORTS:
            raise BadConfig(f"--reports: there is no '{kind}'.{did_you_mean(kind, REPORTS)} Choose from: {', '.join(REPORTS)}.")
    return kinds


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given) if given else date.today()
    except ValueError:
        raise BadConfig(f"--as-of {given}: give the day as 2026-03-31.") from None


def _timing(done: Done, day: date, width: int, seconds: float) -> dict[str, object]:
    return {
        "as_of": day.isoformat(),
        "workers": width,
        "checked_now": done.worked,
        "kept": done.kept,
        "seconds": round(seconds, 3),
        "seconds_checking": round(done.seconds, 3),
        "files_a_second": round(done.worked / done.seconds, 3) if done.seconds else None,
    }


def _told(summary: Summary, done: Done, folder: Path, took: str) -> str:
    from ehcp_lint.outputs.phrases import count

    points = sum(summary.points[duty] for duty in ("must", "should", "could"))
    missed = summary.files - summary.plans
    lines = [
        f"{count(summary.files, 'file')}: {summary.plans:,} checked{f', {missed:,} not checked' if missed else ''}; "
        f"{count(points, 'point')} to check.",
        f"{done.worked:,} done now in {took}{f', {done.kept:,} kept from before' if done.kept else ''}.",
        f"Wrote {one_line(str(folder))}: index.html to read and pass on; results.xlsx and files.csv for the officers who hold "
        "the plans.",
        "",
        summary.footer,
    ]
    return "\n".join(lines) + "\n"


def _code(summary: Summary, fail_on: FailOn) -> int:
    if summary.plans < summary.files:
        return Code.NOT_CHECKED
    order = ["must", "should", "could"]
    wanted = order[: order.index(fail_on.value) + 1] if fail_on is not FailOn.NEVER else []
    return Code.POINTS if any(summary.points[duty] for duty in wanted) else Code.CLEAR
