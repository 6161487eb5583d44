"""Where the moderation commands find things: the store, the key of the plan codes, the form; and the options they share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
    typer.Option(
        "--store",
        metavar="FILE|URL",
        envvar="EHCP_LINT_STORE",
        show_envvar=False,
        help="The store: a SQLite file or postgresql://HOST/DATABASE (or EHCP_LINT_STORE). moderation.sqlite if not said.",
        show_default=False,
    ),
]
KeyFile = Annotated[
    str | None,
    typer.Option("--key", metavar="FILE", help="The key of the plan codes, if not moderation.key.", show_default=False),
]
By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="ROLE",
        envvar="EHCP_LINT_ROLE",
        show_envvar=False,
        help="Your role, for the audit trail, such as 'SEND team manager' (or EHCP_LINT_ROLE). Not your name.",
        show_default=False,
    ),
]
Form = Annotated[
    str | None,
    typer.Option("--rubric", metavar="NAME|FILE", help="The form, if not the council's own.", show_default=False),
]
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day it was, as 2026-11-30; today if not said.", show_default=False),
]


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


def council_folder() -> Path:
    """The folder of the council's settings (ehcp-lint.toml, here or above), or this one."""
    from ehcp_lint.settings.place import find_settings

    here = Path.cwd()
    found = find_settings(here / "plan.docx")
    return found.parent if found else here


def the_form(named: str | None) -> Rubric:
    """The form that was named, the one in the council's settings, or the default one."""
    from ehcp_lint.rubric import load_rubric, rubric_of
    from ehcp_lint.settings.council import load_settings
    from ehcp_lint.settings.place import find_settings

    if named:
        return load_rubric(named)
    found = find_settings(Path.cwd() / "plan.docx")
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
