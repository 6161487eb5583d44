"""What the Department for Education publishes, read by the column names of its data files (data/dfe_columns.toml).

A file has one row a year, area and characteristic. Only the rows about everybody are used; the areas are told by their level,
name and code. What stands for a number that is not published ("x", "z", "c", "low") is no number here either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ehcp_lint.compliance.cases import read_csv
from ehcp_lint.errors import BadConfig
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.resources import did_you_mean, toml

_NEAR = 0.9
ENGLAND = "England"


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure of one area and year."""

    figure: str
    year: int
    level: str
    area: str
    region: str
    codes: tuple[str, ...]
    part: float
    of: float


@dataclass(frozen=True, slots=True)
class Beside:
    """What a figure is set beside: England, the region, neighbours (summed up, so many of them) or own past."""

    figure: str
    area: str
    year: int
    part: float
    of: float
    areas: int = 1


def read_published(path: Path) -> tuple[list[Published], list[str]]:
    """The figures of one data file, and what to tell of how it was read. Raises `BadConfig` for another kind of file."""
    name = one_line(path.name)
    header, rows = read_csv(path)
    settings = toml("dfe_columns.toml")
    flat = {heading.strip().casefold(): at for at, heading in enumerate(header)}
    notes: list[str] = []
    where = {column: _place(names, flat, header, name, notes) for column, names in settings["where"].items()}
    for column in ("year", "level"):
        if where[column] is None:
            wanted = settings["where"][column][0]
            raise BadConfig(
                f"{name}: there is no column '{wanted}', so this is no data file of the Department.{did_you_mean(wanted, flat)}"
            )
    figures = {one["id"]: found for one in settings["figure"] if (found := _figure(one, flat, header, name, notes))}
    if not figures:
        known = ", ".join(one["part"][0] for one in settings["figure"])
        raise BadConfig(f"{name}: none of its columns has a figure of this page. Looked for: {known}.")
    everybody = [at for column in settings["all"]["columns"] if (at := flat.get(column)) is not None]
    symbols = frozenset(settings["symbols"])
    made: list[Published] = []
    summed: dict[tuple[Any, ...], list[float]] = {}
    for _, cells in rows:
        about = [_cell(cells, at).casefold() for at in everybody]
        whole = all(any(word in words.split() for word in settings["all"]["words"]) for words in about)
        part_of_all = bool(about) and any(about[0].startswith(words.casefold()) for words in settings["all"]["sum_over"])
        year = re.match(r"(20\d\d)", _cell(cells, where["year"]))
        if not year or not (whole or part_of_all):
            continue
        level, area = _area(cells, where)
        codes = tuple(code for column in ("authority_code", "old_code") if (code := _cell(cells, where[column])))
        for figure, (parts, wholes) in figures.items():
            numbers = [_sum(cells, parts, symbols), _sum(cells, wholes, symbols)]
            if numbers[0] is None or numbers[1] is None:
                continue
            key = (figure, int(year[1]), level, area, _cell(cells, where["region"]), codes)
            if whole:
                made.append(Published(*key, numbers[0], numbers[1]))
            else:
                held = summed.setdefault(key, [0.0, 0.0])
                held[0] += numbers[0]
                held[1] += numbers[1]
    have = {(one.figure, one.year, one.level, one.area) for one in made}
    made += [Published(*key, *held) for key, held in summed.items() if key[:4] not in have]
    return made, notes


def beside(found: Sequence[Published], authority: str, neighbours: Sequence[str], until: int) -> tuple[list[Beside], list[str]]:
    """What to set beside the own figures: the newest year that is not after `until`, and all years of the own authority.

    Raises `BadConfig` with the nearest name for an authority that is not in the files."""
    names = sorted({one.area for one in found if one.level == "authority"})
    own = _find(authority, found, names, "--authority") if authority else None
    region = next((one.region for one in found if own and one.area == own and one.region), "")
    others = [_find(name, found, names, "--neighbours") for name in neighbours]
    made: list[Beside] = []
    for figure in dict.fromkeys(one.figure for one in found):
        rows = [one for one in found if one.figure == figure and one.year <= until]
        if not rows:
            continue
        year = max(one.year for one in rows)
        now = [one for one in rows if one.year == year]
        made += [Beside(figure, ENGLAND, year, one.part, one.of) for one in now if one.level == "country"]
        made += [Beside(figure, region, year, one.part, one.of) for one in now if one.level == "region" and one.area == region]
        near = [one for one in now if one.level == "authority" and one.area in others]
        if near:
            made.append(
                Beside(figure, "Statistical neighbours", year, sum(o.part for o in near), sum(o.of for o in near), len(near))
            )
        past = sorted((one for one in rows if own and one.area == own and one.level == "authority"), key=lambda one: one.year)
        made += [Beside(figure, f"{own}, published", one.year, one.part, one.of) for one in past]
    notes = []
    if others:
        notes.append(f"Statistical neighbours, summed up: {', '.join(others)}.")
    if found and max(one.year for one in found) > until:
        notes.append(f"Years after {until} in the published files were left out.")
    return made, notes


def read_neighbours(given: str) -> list[str]:
    """The names or codes of authorities: a file with one a line, or a list with commas. Raises `BadConfig`."""
    path = Path(given)
    if path.suffix.casefold() in (".txt", ".csv", ".lst") or (len(given) < 250 and path.is_file()):
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            raise BadConfig(
                f"--neighbours: {one_line(given)} cannot be opened. Give a text file with one authority a line."
            ) from None
        return [name for line in lines if (name := one_line(line.split("#")[0]).strip('" '))]
    return [name for part in given.split(",") if (name := one_line(part))]


def _find(wanted: str, found: Iterable[Published], names: Sequence[str], option: str) -> str:
    for one in found:
        if one.level == "authority" and (one.area.casefold() == wanted.casefold() or wanted in one.codes):
            return one.area
    hint = did_you_mean(wanted, names)
    raise BadConfig(
        f"{option}: there is no authority '{wanted}' in the published files.{hint} Take its name or code from there."
    )


def _area(cells: Sequence[str], where: Mapping[str, int | None]) -> tuple[str, str]:
    level = _cell(cells, where["level"]).casefold()
    if level.startswith("nat"):
        return "country", ENGLAND
    if level.startswith("reg"):
        return "region", _cell(cells, where["region"])
    return "authority", _cell(cells, where["authority"])


def _figure(
    one: Mapping[str, Any], flat: Mapping[str, int], header: Sequence[str], name: str, notes: list[str]
) -> tuple[list[int], list[int]] | None:
    for part, of in zip(one["part"], one["of"], strict=False):
        places = [[_place([piece], flat, header, name, notes) for piece in wanted.split("+")] for wanted in (part, of)]
        if all(at is not None for columns in places for at in columns):
            return [at for at in places[0] if at is not None], [at for at in places[1] if at is not None]
    return None


def _place(names: Sequence[str], flat: Mapping[str, int], header: Sequence[str], name: str, notes: list[str]) -> int | None:
    """Where a column stands by one of its names, or by a name very near to the first, which is told."""
    for wanted in names:
        if "{year}" in wanted:
            exact = re.compile(re.escape(wanted.casefold()).replace(r"\{year\}", r"20\d\d"))
            if (at := next((at for heading, at in flat.items() if exact.fullmatch(heading)), None)) is not None:
                return at
        elif (at := flat.get(wanted.casefold())) is not None:
            return at
    near = [one for one in get_close_matches(names[0].casefold(), flat, n=1, cutoff=_NEAR) if not _other(one, names[0])]
    if not near:
        return None
    note = f"{name}: the column '{header[flat[near[0]]]}' was taken for '{names[0]}'."
    if note not in notes:
        notes.append(note)
    return flat[near[0]]


def _other(heading: str, wanted: str) -> bool:
    """Whether a near heading is known to be another column: the percentage, or the one without exceptions."""
    settings = toml("dfe_columns.toml")
    known = {
        piece.casefold()
        for one in settings["figure"]
        for names in (one["part"], one["of"])
        for n in names
        for piece in n.split("+")
    }
    known |= {name for names in settings["where"].values() for name in names}
    marks = ("pc", "ex", "exc", "expc")
    return heading in known or any((mark in heading.split("_")) != (mark in wanted.casefold().split("_")) for mark in marks)


def _sum(cells: Sequence[str], places: Sequence[int], symbols: frozenset[str]) -> float | None:
    numbers = [_number(_cell(cells, at), symbols) for at in places]
    return None if any(number is None for number in numbers) else sum(number or 0 for number in numbers)


def _number(cell: str, symbols: frozenset[str]) -> float | None:
    if cell.casefold() in symbols:
        return None
    try:
        number = float(cell.replace(",", ""))
    except ValueError:
        return None
    return number if 0 <= number < 1e9 else None


def _cell(cells: Sequence[str], at: int | None) -> str:
    return one_line(cells[at]) if at is not None and at < len(cells) else ""
