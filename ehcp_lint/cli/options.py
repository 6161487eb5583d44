"""The options that several commands share, each declared once."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ehcp_lint.plan import Status


def taking(flag: str, metavar: str, help: str, *, env: str | None = None) -> Any:
    """An option that takes a value and shows no default, because it may be left out or has to be said."""
    return typer.Option(flag, metavar=metavar, help=help, envvar=env, show_envvar=False, show_default=False)


Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Word or PDF files.", show_default=False)]
OneFile = Annotated[str, typer.Argument(metavar="FILE", help="A Word or PDF file.", show_default=False)]
ProfileName = Annotated[
    str | None, typer.Option("--profile", metavar="NAME", help="Which checks, held how binding.", show_default="caseworker")
]
Settings = Annotated[
    str | None,
    typer.Option("--settings", metavar="FILE", help="The council's settings, not the ehcp-lint.toml nearest the file."),
]
NoSettings = Annotated[bool, typer.Option("--no-settings", help="Look for no settings of the council.")]
PlanStatus = Annotated[
    Status | None, typer.Option("--status", help="What the plan is, where its front page does not say.", show_default=False)
]
Only = Annotated[str, typer.Option("--only", metavar="IDS", help="Only these checks (ids, names or first letters; commas).")]
Skip = Annotated[str, typer.Option("--skip", metavar="IDS", help="Leave these checks out.")]
Password = Annotated[str | None, typer.Option("--password", help="The password of a protected PDF.", show_default=False)]
Debug = Annotated[bool, typer.Option("--debug", help="Show full errors. They may hold words of the plan.")]
Redact = Annotated[
    bool,
    typer.Option("--redact", help="Take out names and numbers that point at a person; what is left is personal data still."),
]
Out = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write here, not to the screen.")]
NoPlugins = Annotated[bool, typer.Option("--no-plugins", help="Leave out the checks of other installed packages.")]
