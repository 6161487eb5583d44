"""A program that writes reports and is killed while it does: run by test_write.py with a folder and a seed.

It forks: each child writes a commented copy, a page and a JSON report again and again, two versions in turn, until it is
killed. After each kill the files are looked at: each must be one of its two versions, whole."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from ehcp_lint import lint, load_profile
from ehcp_lint.outputs import write
from ehcp_lint.outputs.copies.word import commented_copy
from ehcp_lint.outputs.exports.json import json_report
from ehcp_lint.outputs.report.html import html_report
from ehcp_lint.parsers import assemble, read_bytes

Versions = dict[str, tuple[bytes, bytes]]


def versions(plan_file: Path) -> Versions:
    """Both versions of each file: of all points, and of half of them."""
    data = plan_file.read_bytes()
    plan = assemble(read_bytes(data, plan_file.name))
    whole = lint(plan, load_profile())
    half = whole.model_copy(update={"findings": whole.findings[::2]})
    made = [
        (commented_copy(data, plan, r).data, html_report(r, plan).encode(), json_report([r], several=False).encode())
        for r in (whole, half)
    ]
    return {name: (made[0][n], made[1][n]) for n, name in enumerate(("copy.docx", "page.html", "report.json"))}


def write_all(folder: Path, found: Versions, which: int) -> None:
    """Every file once, over what is there."""
    for name, both in found.items():
        write.write_file(folder / name, both[which])


def in_child(work: Callable[[], None], kill_after: float | None = None) -> int:
    """Does `work` in a process of its own, perhaps killed from outside; its exit status."""
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def killed_at_random(folder: Path, found: Versions, times: int, rng: random.Random) -> int:
    """Kills at random times; how many files were found whole after a kill."""

    def write_on() -> None:
        while True:
            for which in (1, 0):
                write_all(folder, found, which)

    whole = 0
    for _ in range(times):
        status = in_child(write_on, rng.uniform(0.0005, 0.03))
        assert os.WIFSIGNALED(status)
        whole += look(folder, found)
    return whole


def killed_at_every_line(folder: Path, found: Versions) -> int:
    """Kills itself at the first line of `write` that is run, at the second, and so on; at how many lines it did."""
    step = 0
    while True:
        step += 1

        def write_until(step: int = step) -> None:
            seen = 0

            def trace(frame: FrameType, event: str, _: Any) -> Any:
                nonlocal seen
                if frame.f_code.co_filename != write.__file__:
                    return None
                seen += event == "line"
                if seen == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return trace

            sys.settrace(trace)
            write_all(folder, found, step % 2)

        status = in_child(write_until)
        look(folder, found)
        for left in folder.glob(".ehcp-lint-*.part"):  # else the next has one more to look at, and so more lines each time
            left.unlink()
        if not os.WIFSIGNALED(status):
            assert status == 0
            return step - 1


def look(folder: Path, found: Versions) -> int:
    """Each file is absent or whole, and nothing else is there but what the killed program was writing."""
    whole = 0
    for name, both in found.items():
        path = folder / name
        if path.exists():
            assert path.read_bytes() in both, f"{name} is neither version"
            assert path.stat().st_mode & 0o077 == 0
            whole += 1
    others = {path.name for path in folder.iterdir()} - found.keys()
    assert all(name.startswith(".ehcp-lint-") and name.endswith(".part") for name in others)
    return whole


def main(folder: Path, plan_file: Path, times: int, seed: int) -> None:
    """Prints how many kills there were of each kind, and how many files were whole after the random ones."""
    found = versions(plan_file)
    lines = killed_at_every_line(folder, found)
    whole = killed_at_random(folder, found, times, random.Random(seed))
    old = time.time() - 2 * 3600
    leftovers = list(folder.glob(".ehcp-lint-*.part"))
    for path in leftovers:
        os.utime(path, (old, old))
    write_all(folder, found, 0)
    assert all((folder / name).read_bytes() == both[0] for name, both in found.items())
    assert sorted(path.name for path in folder.iterdir()) == sorted(found)
    print(lines, times, whole, len(leftovers))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
