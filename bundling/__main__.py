"""Makes the bundles, `python -m bundling [--out FOLDER] [--embed FILE.zip] [--only wheels|windows]`; asks a package index."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from bundling import folder, wheelhouse
from bundling.lock import LOCK, read_lock
from bundling.wheels import build_own, fetch, this_system, windows
from ehcp_lint import __version__


def main() -> int:
    """Says what was made, how large it is and how long it took; 1 with one line where something could not be had."""
    options = argparse.ArgumentParser(prog="python -m bundling", description="Makes bundles for computers without a network.")
    options.add_argument("--out", type=Path, default=Path("dist"), help="where the zips go")
    options.add_argument("--embed", type=Path, help="python.org's embeddable package for 64-bit Windows (or PYTHON_EMBED)")
    options.add_argument("--only", choices=("wheels", "windows"), help="one of the two")
    chosen = options.parse_args()
    named = os.environ.get("PYTHON_EMBED", "")
    embedded: Path | None = chosen.embed or (Path(named) if named else None)
    try:
        pins = read_lock(LOCK.read_text(encoding="utf-8"))
        own = build_own(chosen.out / "own")
        here, there = this_system(), windows()
        if chosen.only != "windows":
            for system in dict.fromkeys((here.name, there.name)):
                now = here if system == here.name else there
                begin = time.perf_counter()
                wheels = fetch(pins, now, chosen.out / f"wheels-{now.name}")
                _say(wheelhouse.lay_out(own, wheels, pins, now, __version__, chosen.out), begin)
        if chosen.only != "wheels":
            begin = time.perf_counter()
            wheels = fetch(pins, there, chosen.out / f"wheels-{there.name}")
            _say(folder.lay_out(own, wheels, pins, there, __version__, chosen.out, embedded), begin)
            if embedded is None:
                sys.stdout.write(
                    "The Windows folder has no Python in it: PYTHON_EMBED was not given. Download the embeddable package "
                    f"(64-bit) of Python {there.python} from python.org and run: make bundle PYTHON_EMBED=FILE.zip\n"
                )
    except ValueError as error:
        sys.stderr.write(f"No bundle: {error}\n")
        return 1
    except subprocess.CalledProcessError:
        sys.stderr.write("No bundle: a package could not be had; the lines above say which.\n")
        return 1
    return 0


def _say(path: Path, begin: float) -> None:
    size = path.stat().st_size / 1_000_000
    sys.stdout.write(f"{path}: {size:.0f} MB, {time.perf_counter() - begin:.0f} s\n")


if __name__ == "__main__":
    sys.exit(main())
