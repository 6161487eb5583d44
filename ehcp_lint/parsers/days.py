"""Days and names as front pages write them: "14/03/2016", "1st May 2027", "March 2027"; "Ada Quill"."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
DATE = re.compile(
    r"(?<![\w/.])(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*(?:[/.\-]\s*(?P<number>\d{1,2})\s*[/.\-]|(?:of\s+)?(?P<name>[A-Za-z]{3,9})\.?,?)"
    r"\s*(?P<year>\d{4}|'?\d{2})\b"
    r"|(?P<iso>\d{4})-(?P<iso_month>\d{2})-(?P<iso_day>\d{2})"
)
_MONTH_YEAR = re.compile(r"(?P<name>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})\b")
A_DATE = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?(?: of)?[ /.-]{1,2}(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}-|"
    rf"(?:{'|'.join(_MONTHS)}) \d{{4}}",
    re.IGNORECASE,
)
A_NAME = re.compile(r"[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+){1,3}")


def parse_date(text: str) -> date | None:
    """The first date in British order in `text` ("14/03/2016", "1st May 2027", "2027-05-01"); two-digit years are 20xx."""
    for match in DATE.finditer(text):
        if day := _day(match):
            return day
    month_year = _MONTH_YEAR.search(text) if not DATE.search(text) else None
    month = _MONTH.get(month_year["name"][:3].lower()) if month_year else None
    return date(int(month_year["year"]), month, 1) if month_year and month else None


_REISSUED = re.compile(
    r"\b(?:this|amended|amendment|now|current|latest|newest|final(?:ised)?|re-?issued|revised|updated|version)\b", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*\([^()]*\)")  # "14/1/2025 (amended)"
_NOT_THIS = re.compile(r"\b(?:reviews?|reviewed|comments?|previous|last|until|due|starts?|expires?)\b", re.IGNORECASE)


def plan_day(text: str) -> date | None:
    """The day of this plan in an answer that may give its history too ("First issued 27.03.2019; this version 26.11.2026"): the
    latest day said to be that of this version, else the first day there is."""
    found, before = [], 0
    for match in DATE.finditer(text):
        after = _BRACKET.match(text, match.end())
        end = after.end() if after else match.end()
        said, before = text[before : match.start()] + text[match.end() : end], end
        if (day := _day(match)) and _REISSUED.search(said) and not _NOT_THIS.search(said):
            found.append(day)
    return max(found, default=None) or parse_date(text)


def _day(match: re.Match[str]) -> date | None:
    if match["iso"]:
        year, month, day = int(match["iso"]), int(match["iso_month"]), int(match["iso_day"])
    else:
        year = int(match["year"].lstrip("'"))
        year += 2000 if year < 100 else 0
        month = int(match["number"]) if match["number"] else _MONTH.get(match["name"][:3].lower(), 0)
        day = int(match["day"])
    try:
        return date(year, month, day)
    except ValueError:
        return None
