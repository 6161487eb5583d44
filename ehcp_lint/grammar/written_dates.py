"""Full dates as people write them: "12 January 2026", "Jan 2026", "12/01/26", "2026-01-12". A month alone is its first day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ehcp_lint.patterns import Pattern

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = Pattern(
    r"(?<![\w/.-])(?:(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)"
    r"|(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<y2>(?:19|20)?\d\d)"
    rf"|(?:(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?{_NAME},? ?(?P<y3>(?:19|20)\d\d))(?![\w/-])",
    flags=re.IGNORECASE,
)


def written_dates(text: str) -> Iterator[tuple[re.Match[str], date]]:
    """Each date of a text that names at least month and year, in British order, with its place; no impossible ones."""
    for found in _DATE.finditer(text):
        year, day = found["y1"] or found["y2"] or found["y3"], found["d1"] or found["d2"] or found["d3"] or "1"
        month = found["m1"] or found["m2"] or str(_MONTHS.index(found["month"][:3].lower()) + 1)
        try:
            yield found, date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
        except ValueError:
            continue
