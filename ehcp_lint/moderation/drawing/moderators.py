"""Who moderates: a code, an agency, a role, and what they must be kept apart from. From a CSV file or a list on the command
line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.drawing.frame import read_index
from ehcp_lint.moderation.redaction import code_of, role_of

NO_AGENCY = "not said"
_MEANS = {"code": "moderator", "moderator_code": "moderator"}


@dataclass(frozen=True)
class Reader:
    """One moderator. `own` are values of plans that they do not read: {"officer": "SEN-12"} is the officer they are
    themselves."""

    code: str
    agency: str = NO_AGENCY
    role: str = NO_AGENCY
    own: Mapping[str, str] = field(default_factory=dict, hash=False)


def read_moderators(given: str) -> tuple[Reader, ...]:
    """Moderators from a CSV file (moderator, agency, role, and any column to keep them apart by), or from a list such as
    "M1:education,M2:health". Raises `BadConfig`, which does not repeat what may be a name."""
    path = Path(given)
    if path.suffix.lower() == ".csv":
        readers = [_of_row(path.name, number, row) for number, row in read_index(path)]
    else:
        readers = [_of_word(word) for word in given.replace(";", ",").split(",") if word.strip()]
    if not readers:
        raise BadConfig("--moderators names nobody. Write a list such as M1:education,M2:health, or a CSV file.")
    codes = [reader.code for reader in readers]
    doubled = next((code for code in codes if codes.count(code) > 1), None)
    if doubled:
        raise BadConfig(f"The moderator {doubled} stands there twice. Give each a code of their own.")
    return tuple(sorted(readers, key=lambda reader: reader.code))


def _of_word(word: str) -> Reader:
    code, _, agency = (part.strip() for part in word.partition(":"))
    return Reader(code_of(code, "A moderator"), role_of(agency, "An agency").lower() if agency else NO_AGENCY)


def _of_row(name: str, number: int, row: dict[str, str]) -> Reader:
    cells = {_MEANS.get(column, column): value for column, value in row.items()}
    if "moderator" not in cells:
        # "code" is read as "plan" in an index of plans; here it is the moderator's.
        cells["moderator"] = cells.pop("plan", "")
    try:
        code = code_of(cells.pop("moderator"), "a moderator")
        agency, role = (cells.pop(column, "") for column in ("agency", "role"))
        return Reader(
            code,
            role_of(agency, "the agency").lower() if agency else NO_AGENCY,
            role_of(role, "the role") if role else NO_AGENCY,
            {column: value for column, value in cells.items() if value},
        )
    except BadConfig as refusal:
        raise BadConfig(f"{name}, line {number}: {refusal}") from None
