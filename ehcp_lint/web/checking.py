"""From a file's bytes to its report, beside the loop that answers requests: the same steps as the command line's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.parsers.transcript import Reading
from ehcp_lint.parsers.warm import WarmReaders
from ehcp_lint.report import Report
from ehcp_lint.web.desk import Open

if TYPE_CHECKING:
    from ehcp_lint.decisions.file import Decision
    from ehcp_lint.plan import Plan
    from ehcp_lint.settings.profile import Profile

ChooseProfile = Callable[[str | None, str, str], "Profile"]  # name, only, skip -> the profile with the council's settings
AT_ONCE = 2  # files
_OURS = (
    "stopped by an error in ehcp-lint itself ({}). Check it with the command, and report what --debug shows, without the plan."
)


class Checker:
    """Reads and checks files, `AT_ONCE` at a time."""

    def __init__(self, readers: WarmReaders, choose_profile: ChooseProfile) -> None:
        self.readers = readers
        self._choose = choose_profile
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._running: set[asyncio.Task[None]] = set()

    def profile(self, name: str | None, only: str = "", skip: str = "") -> Profile:
        """The profile of this name with the council's settings. Raises `BadConfig` for what it does not know."""
        from ehcp_lint.checks import catalogue
        from ehcp_lint.selection import refuse_settings

        profile = self._choose(name or None, only, skip)
        refuse_settings(profile, profile.pack, catalogue(profile.plugins))
        return profile

    async def read(self, data: bytes, name: str, profile: Profile) -> Plan:
        """The plan in a file. Raises `CannotRead`."""
        async with self._turns:
            return await asyncio.to_thread(self._read, data, name, profile)

    async def answer(
        self, data: bytes, name: str, profile: Profile, status: str | None, decisions: Sequence[Decision] = ()
    ) -> tuple[Report, Plan | None]:
        """One file's report, as `check` gives it; a refusal is a report too."""
        async with self._turns:
            return await asyncio.to_thread(self._answer, data, name, profile, status, decisions)

    def begin(self, plan: Open) -> None:
        """Check an open plan beside everything else; its `state` tells when it is done."""
        task = asyncio.create_task(self._fill_in(plan))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def wait(self, plans: Sequence[Open], seconds: float) -> None:
        """Until these are done, or so many seconds."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while any(plan.state == "waiting" for plan in plans) and loop.time() < until:
            await asyncio.sleep(0.02)

    async def close(self) -> None:
        """Stop what is being read."""
        for task in tuple(self._running):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self.readers.close()

    async def _fill_in(self, plan: Open) -> None:
        report, read = await self.answer(plan.data, plan.name, plan.profile, plan.status)
        plan.found, plan.plan = report, read
        if read is None:
            plan.problem, plan.data = report.message or "", b""
            plan.state = "refused"
            return
        await asyncio.to_thread(settle, plan)
        plan.state = "checked"

    def _read(self, data: bytes, name: str, profile: Profile) -> Plan:
        from ehcp_lint.parsers import assemble

        with self.readers.start(data, name, profile.limits.as_limits) as handle:
            reading: Reading = handle.result()
        return assemble(reading, profile.pack)

    def _answer(
        self, data: bytes, name: str, profile: Profile, status: str | None, decisions: Sequence[Decision]
    ) -> tuple[Report, Plan | None]:
        from ehcp_lint.decisions.file import settle_under
        from ehcp_lint.engine import lint
        from ehcp_lint.plan import Status

        try:
            plan = self._read(data, name, profile)
            report = lint(plan, profile, status=Status(status) if status else None).model_copy(update={"file": name})
            return settle_under(report, decisions, profile, plan, on=date.today()), plan
        except BadConfig:
            raise
        except CannotRead as refusal:
            return Report.model_validate({"file": name, "status": refusal.status, "message": str(refusal)}), None
        except Exception as error:  # noqa: BLE001 - one file's fault costs no other file its answer; its words are not shown
            return Report(file=name, status="crashed", message=_OURS.format(type(error).__name__)), None


def settle(plan: Open) -> None:
    """Bring an open plan's report up to its decisions."""
    from ehcp_lint.decisions.file import settle_under

    assert plan.found is not None
    assert plan.plan is not None
    plan.report = settle_under(plan.found, plan.decisions, plan.profile, plan.plan, on=date.today())


def warm_up(profile: Profile) -> None:
    """Import and load what the first plan needs, so that it does not wait for it."""
    from ehcp_lint.engine import lint
    from ehcp_lint.outputs.copies import word  # noqa: F401 - only so that they are there
    from ehcp_lint.outputs.queries import letters  # noqa: F401 - only so that they are there
    from ehcp_lint.outputs.report import html  # noqa: F401 - only so that they are there
    from ehcp_lint.parsers.notation import COMPLETE, read_notation

    lint(read_notation(COMPLETE), profile)
