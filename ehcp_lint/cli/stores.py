"""Where the moderation commands find things: the store, the key of the plan codes, the form; and the options they share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint.cli.options import taking
from ehcp_lint.errors import BadConfig

if TYPE_CHECKING:
    from ehcp_lint.moderation.drawing.codes import Key
    from ehcp_lint.moderation.keeping.store import Store
    from ehcp_lint.rubric import Rubric

STORE, KEY = "moderation.sqlite", "moderation.key"
NO_ROLE = "role not said"

RoundCode = Annotated[str, typer.Argument(metavar="ROUND", help="The round's code, such as 2026-11.", show_default=False)]
StorePlace = Annotated[
    str | None,
    taking(
        "--store",
        "FILE|URL",
        "The store: a SQLite file or postgresql://HOST/DATABASE (or EHCP_LINT_STORE). moderation.sqlite if not said.",
        env="EHCP_LINT_STORE",
    ),
]
KeyFile = Annotated[str | None, taking("--key", "FILE", "The key of the plan codes, if not moderation.key.")]
By = Annotated[
    str,
    taking(
        "--by",
        "ROLE",
        "Your role, for the audit trail, such as 'SEND team manager' (or EHCP_LINT_ROLE). Not your name.",
        env="EHCP_LINT_ROLE",
    ),
]
Form = Annotated[str | None, taking("--rubric", "NAME|FILE", "The form, if not the council's own.")]
InARow = Annotated[int | None, taking("--in-a-row", "N", "The plain rule: so many plans in a row, such as 10.")]
On = Annotated[str | None, taking("--on", "DATE", "The day it was, as 2026-11-30; today if not said.")]


def open_the_store(place: str | None, *, create: bool = False) -> Store:
    """The store that was named, or the one in the council's folder. Says in a line where a copy was made before an upgrade."""
    from ehcp_lint.cli.console import complain
    from ehcp_lint.moderation.keeping.store import open_store

    store = open_store(place or council_folder() / STORE, create=create)
    if store.copied:
        complain(f"{store.name} was brought up to date; as it was before, it is kept in {store.copied.name}.")
    return store


def open_the_key(place: str | None) -> Key:
    """The key that was named, or the one in the council's folder; a new one where there is none."""
    from ehcp_lint.cli.console import complain
    from ehcp_lint.moderation.drawing.codes import load_key

    path = Path(place) if place else council_folder() / KEY
    new = not path.exists()
    key = load_key(path)
    if new:
        complain(f"{path.name} was made: the key of the plan codes. Keep a copy of it, apart from the store.")
    return key


def own_settings() -> Path | None:
    """The council's settings: ehcp-lint.toml, here or above."""
    from ehcp_lint.settings.place import find_settings

    return find_settings(Path.cwd() / "plan.docx")  # settings are looked for from the folder of a file


def council_folder() -> Path:
    """The folder of the council's settings, or this one."""
    found = own_settings()
    return found.parent if found else Path.cwd()


def the_form(named: str | None) -> Rubric:
    """The form that was named, the one in the council's settings, or the default one."""
    from ehcp_lint.rubric import load_rubric, rubric_of
    from ehcp_lint.settings.council import load_settings

    if named:
        return load_rubric(named)
    found = own_settings()
    return rubric_of(load_settings(found)) if found else load_rubric()


def day(words: str | None, option: str = "--on") -> date:
    """A day as typed; today if none was. Raises `BadConfig`."""
    if words is None:
        return date.today()
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        raise BadConfig(f"{option}: write the day as 2026-11-30.") from None


def said_role(by: str) -> str:
    """The role that must be said where somebody decides. Raises `BadConfig`."""
    if by == NO_ROLE:
        raise BadConfig("A decision needs the role of whoever takes it: --by ROLE, such as 'SEND team manager'.")
    return by
