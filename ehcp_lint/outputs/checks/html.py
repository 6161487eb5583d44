"""The catalogue as one HTML file: every check and a contents list without any script, and with one a search box and filters.

Nothing is fetched: the policy in its head allows its own style and this one script, by the script's hash."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from ehcp_lint import __version__
from ehcp_lint.check import FAMILIES, Check
from ehcp_lint.engine import cite
from ehcp_lint.outputs.checks.pages import measured, on_form, origin, pieces
from ehcp_lint.outputs.phrases import ASKS, count
from ehcp_lint.outputs.templates import templates
from ehcp_lint.report import FOOTER


def checks_html(checks: Sequence[Check]) -> str:
    """The page of these checks, in the order given."""
    from markupsafe import Markup

    letters = {check.id[0] for check in checks}
    script = (files(__package__) / "checks.js").read_text(encoding="utf-8")
    page: str = _template().render(
        checks=checks,
        families=[(letter, title) for letter, title in FAMILIES.items() if letter in letters],
        script=Markup(script),  # our own file, never words of a plan or of a check
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        version=__version__,
        footer=FOOTER,
    )
    return page


@cache
def _template() -> Any:
    room = templates(
        "outputs/checks",
        ASKS=ASKS,
        citations=lambda check: [cite(source) for source in check.sources],
        count=count,
        measured=measured,
        on_form=on_form,
        origin=origin,
        pieces=pieces,
    )
    return room.get_template("checks.html.j2")
