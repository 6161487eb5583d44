"""The files of fitted numbers under data/models, and whether they are those that were shipped.

data/models/SHA256SUMS holds their hashes in the form that `sha256sum -c` reads. Whoever fits them anew writes the hashes
anew: `python -m ehcp_lint.training.model_files`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ehcp_lint.resources import data_file

SUMS = "SHA256SUMS"


def model_files() -> dict[str, bool]:
    """Each shipped file of the models by name, and whether it is there with the bytes that were shipped."""
    return {name: _sum_of(name) == wanted for name, wanted in sums().items()}


def sums() -> dict[str, str]:
    """The hashes as shipped, by name of file."""
    lines = data_file(f"models/{SUMS}").read_text(encoding="ascii").splitlines()
    return {name: wanted for wanted, _, name in (line.partition("  ") for line in lines)}


def write_sums(folder: Path) -> None:
    """Writes the hashes of all files of the models in a checkout's data/models."""
    files = sorted(path for path in folder.iterdir() if path.name != SUMS)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), encoding="ascii", newline="\n")


def _sum_of(name: str) -> str:
    file = data_file("models") / name
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


if __name__ == "__main__":
    write_sums(Path(__file__).resolve().parents[2] / "data" / "models")
