"""The files of one command, each read behind the fence, the next one while this one is checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ehcp_lint.cli.choice import Choice
from ehcp_lint.cli.console import complain
from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers import file_bytes
from ehcp_lint.parsers.fence import Handle, start
from ehcp_lint.parsers.transcript import Reading

if TYPE_CHECKING:
    from ehcp_lint.plan import Plan
    from ehcp_lint.rules import RulePack


class Reader:
    """Starts reading the first file when it is made, so that what follows can be imported meanwhile."""

    def __init__(
        self, paths: Sequence[str], password: str | None, *, choice: Choice | None = None, debug: bool = False
    ) -> None:
        self._paths = paths
        self._choice = choice or Choice()
        self._password = password
        self._debug = debug
        self._ahead = self._start(paths[0]) if paths else None

    def __iter__(self) -> Iterator[tuple[str, Reading | CannotRead]]:
        """Each path with its reading, or with why there is none."""
        for number, path in enumerate(self._paths):
            now = self._ahead
            following = self._paths[number + 1 : number + 2]
            self._ahead = self._start(following[0]) if following else None
            if isinstance(now, Handle):
                yield path, _result(now)
            elif now is not None:
                yield path, now

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(self._ahead, Handle):
            self._ahead.stop()

    def _start(self, path: str) -> Handle | CannotRead:
        try:
            limits = self._choice.limits_for(path)
            data = file_bytes(Path(path), limits)
            return start(data, Path(path).name, self._password, limits=limits, debug=self._debug)
        except CannotRead as refusal:
            return refusal


def _result(handle: Handle) -> Reading | CannotRead:
    try:
        return handle.result()
    except CannotRead as refusal:
        return refusal


def plan_of(reading: Reading | CannotRead, rules: str | RulePack) -> Plan:
    """The document that was read. Raises the `CannotRead` that stands in the place of a reading."""
    from ehcp_lint.parsers import assemble

    if isinstance(reading, CannotRead):
        raise reading
    return assemble(reading, rules)


def plan_or_none(path: str, reading: Reading | CannotRead, rules: str | RulePack) -> Plan | None:
    """The document that was read; None where it could not be, which is told in a line."""
    try:
        return plan_of(reading, rules)
    except CannotRead as refusal:
        complain(str(refusal), path)
        return None
