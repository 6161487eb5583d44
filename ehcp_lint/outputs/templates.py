"""The room that our pages are made in: everything is escaped, and a name that is not there is an error, not an empty place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def templates(folder: str, **known: Any) -> Environment:
    """The templates of a folder of this package ("outputs/report"), with what all of them may call.

    A name alone stands for a template of that folder, a name with folders for one of any other."""
    from importlib.resources import files

    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def text(name: str) -> str:
        path = name if "/" in name else f"{folder}/{name}"
        return files("ehcp_lint").joinpath(path).read_text(encoding="utf-8")

    room = Environment(
        loader=FunctionLoader(text), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    room.globals.update(known)
    return room
