"""What the pages about moderation share: the room their templates are made in, with everything escaped but our own drawings."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from ehcp_lint.outputs.charts import Chart, svg
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.templates import templates

FOOTER = (
    "People gave the marks. What the tool found stands beside them as evidence, can be mistaken either way, and feeds no "
    "mark, no agreement and no sign-off. Plans and people go by code."
)


def day(when: date) -> str:
    """ "3 May 2026" """
    return f"{when.day} {when:%B %Y}"


def drawn_or_why(chart: Chart) -> tuple[Any, str]:
    """The chart as markup, which is our own drawing and not escaped, or nothing and why."""
    from markupsafe import Markup

    from ehcp_lint.errors import BadConfig

    try:
        return Markup(svg(chart)), ""
    except BadConfig as missing:
        return "", str(missing)


@cache
def _room() -> Any:
    return templates("outputs/moderation", one_line=one_line, day=day, drawn_or_why=drawn_or_why, footer=FOOTER)


def page(template: str, **values: Any) -> str:
    """The page that `template` makes of `values`."""
    made: str = _room().get_template(template).render(**values)
    return made if made.endswith("\n") else made + "\n"
