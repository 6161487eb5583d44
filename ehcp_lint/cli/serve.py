"""The command that starts the local page: serve."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint.cli.choice import Choice
from ehcp_lint.cli.console import Code, put
from ehcp_lint.cli.options import NoPlugins, NoSettings, Settings
from ehcp_lint.extras import needs_extra

if TYPE_CHECKING:
    from ehcp_lint.settings.profile import Profile


def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only show the address; open no browser.")] = False,
    settings: Settings = None,
    no_settings: NoSettings = False,
    no_plugins: NoPlugins = False,
) -> int:
    """Start the page on this computer: drop plans on it, read the points, take a commented copy away.

    It listens on 127.0.0.1 only and keeps everything in memory. Settings are those of this folder. Stop it with Ctrl-C or with
    "Close and forget everything" on the page; it stops itself after an hour without use. Other programs find the same answers
    under /api/v1, with the token that is shown."""
    with needs_extra("web", "The local page"):
        import fastapi  # noqa: F401 - to say early what is missing
        import python_multipart  # noqa: F401
        import uvicorn  # noqa: F401
    from ehcp_lint.web.server import listen, run

    here = str(Path.cwd() / "any")  # settings are looked for from the folder of a file

    def chosen(name: str | None, only: str, skip: str) -> Profile:
        return Choice(name, only, skip, settings, no_settings, no_plugins).profile_for(here)

    def started(first: str, home: str, token: str) -> None:
        shown = f"Open this address in a browser. It works once:\n  {first}\n"
        if not no_browser and webbrowser.open(first):
            shown = f"The page is open in your browser. Its address, from there only: {home}\n"
        put(
            f"{shown}For other programs: {home}api/v1/openapi.json, with the header\n  Authorization: Bearer {token}\n"
            "Stop with Ctrl-C. Nothing leaves this computer and nothing is saved.\n"
        )
        sys.stdout.flush()  # into a file or pipe too the address stands before anyone waits for it

    chosen(None, "", "")  # a slip in the settings is told before anything starts
    run(listen(port), chosen, started)
    put("Stopped. Everything is forgotten.\n")
    return Code.CLEAR
