"""The shipped data: one place that knows where it lies and how its tables are read and refused."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from ehcp_lint.errors import BadConfig

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError


def data_file(name: str) -> Traversable:
    """Where the shipped data file `name` lies: inside the installed package, or beside it in a checkout."""
    inside = files("ehcp_lint") / "data" / name
    if inside.is_file() or inside.is_dir():
        return inside
    beside = Path(__file__).resolve().parent.parent / "data" / name
    if beside.exists():
        return beside
    raise BadConfig(f"The shipped data file {name} is missing. Install ehcp_lint again.")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A closing hint for an unknown name: " Did you mean 'x'?", or nothing."""
    names = {one.translate(_LOOK_ALIKE): one for one in known}
    near = get_close_matches(name.translate(_LOOK_ALIKE), list(names), n=1, cutoff=0.6)
    return f" Did you mean '{names[near[0]]}'?" if near else ""


_LOOK_ALIKE = str.maketrans("OIl", "011")  # "S1O1" for "S101"


@cache
def table(name: str, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """The rows of a shipped CSV table, comment lines left out; refuses other columns than these by file and line."""
    return read_table(data_file(name).read_text(encoding="utf-8"), name, columns)


def read_table(text: str, name: str, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """The rows of a CSV text whose first line that is not a comment names `columns`; `name` is for messages."""
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not lines:
        raise BadConfig(f"{name} is empty. Its first line must name the columns {', '.join(columns)}.")
    reader = csv.reader(line for _, line in lines)
    header = [cell.strip() for cell in next(reader)]
    if tuple(header) != columns:
        stray = next((c for c in header if c not in columns), "")
        hint = did_you_mean(stray, columns) if stray else ""
        raise BadConfig(f"{name}, line {lines[0][0]}: the columns must be {', '.join(columns)}.{hint}")
    rows = []
    for (number, _), cells in zip(lines[1:], reader, strict=False):
        if len(cells) != len(columns):
            raise BadConfig(f"{name}, line {number}: {len(cells)} cells where {len(columns)} belong. Check the quotes.")
        rows.append(dict(zip(columns, map(str.strip, cells), strict=True)))
    return tuple(rows)


@cache
def toml(name: str) -> dict[str, Any]:
    """A shipped TOML file as a dictionary (read once, so do not change it)."""
    return read_toml(data_file(name).read_text(encoding="utf-8"), name)


def read_toml(text: str, name: str) -> dict[str, Any]:
    """A TOML text as a dictionary; `name` is for the message of a refusal."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadConfig(f"{name} is not valid TOML: {error}. Mend the line it names.") from None


def refusal(error: ValidationError, where: str, model: type[BaseModel]) -> str:
    """The first thing wrong with settings of this model, in one line: `where`, the setting, and the nearest right name."""
    first = error.errors()[0]
    named = [str(part + 1) if isinstance(part, int) else part for part in first["loc"]]
    path = ".".join(part for part in named if "[" not in part)  # without the branch of a union that was tried
    if first["type"] == "extra_forbidden":
        hint = did_you_mean(str(first["loc"][-1]), _fields_at(model, first["loc"][:-1]))
        return f"{where}: there is no setting '{path}'.{hint}"
    said = first["msg"].removeprefix("Value error, ").replace("Input should be", "must be").rstrip(".")
    return f"{where}: {path}: {said}." if path else f"{where}: {said}."


def _fields_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The names of the settings that may stand at a place within a model of models."""
    for part in path:
        field = model.model_fields.get(part) if isinstance(part, str) else None
        if field is not None:
            inner = [field.annotation, *get_args(field.annotation)]
            model = next((one for one in inner if hasattr(one, "model_fields")), model)
    return list(model.model_fields)
