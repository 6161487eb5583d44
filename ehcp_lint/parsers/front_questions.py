"""Which question a label of the front page or sign-off asks: by data/front_page.csv, or by the words of a council's own."""

from __future__ import annotations

import re
from functools import cache

from ehcp_lint.resources import table


@cache
def questions() -> dict[tuple[str, ...], str]:
    """The known labels as words, each with the detail it asks for ("-" for one that is not used)."""
    rows = table("front_page.csv", ("wording", "field"))
    return {tuple(row["wording"].split()): row["field"] for row in rows}


@cache
def question(text: str) -> str | None:
    """The field that a label asks for, by the longest known wording it begins with; None if it is no such label."""
    text = re.sub(r"^\W*\d{1,2}(?:[.)]|\.\d{1,2}[.)]?)\s+", "", text)  # "4. Date of birth", "1.04 Date of birth"
    plain = re.sub(r"\b(\w)\.(?=\w\b|\W|$)", r"\1", text.lower())  # D.O.B. is DOB
    words = re.sub(r"\([^()]*\)|[^\w' ]", " ", plain).split()
    known = questions()
    for start in (0, 1):
        if start and not (words and words[0] in ("my", "the", "child's", "pupil's")):
            break
        for length in range(min(8, len(words) - start), 0, -1):
            field = known.get(tuple(words[start : start + length]))
            rest = words[start + length :]
            if field and len(rest) <= 3 and not any(word.isdigit() for word in rest):
                return "signed_on" if field == "signed_by" and words[-1] == "date" else field  # "SEND Officer  Date:"
    if words[:1] == ["date"] and len(words) <= 9:
        return _date_question(set(words))
    if set(words[:2]) & {"this"} and len(words) <= 5 and set(words) <= _THIS_PLAN and set(words) & {"plan", "version"}:
        return "plan_date"  # "This amended final plan", beside its date
    if words[-1:] == ["issued"] and len(words) <= 4 and {"plan", "ehcp", "version"} & set(words):
        return "plan_date"  # "Final plan issued 17 October 2024"
    said = set(words)
    gone = said & _GONE or ("held" in said and "be" not in said) or ("meeting" in said and not said & {"next", "first"})
    coming = said & _REVIEW_WORDS and said & _COMING and not gone
    return "review_date" if coming and len(words) <= 9 else None


_THIS_PLAN = {"this", "ehc", "amended", "final", "draft", "proposed", "plan", "version", "date", "of"}
_REVIEW_WORDS = {"review", "reviewed", "reviews", "ar"}
_COMING = {
    "next",
    "first",
    "early",
    "due",
    "by",
    "date",
    "annual",
    "finished",
    "completed",
    "and",
    "before",
    "later",
    "until",
    "within",
}
_GONE = frozenset(
    "last previous follows led following after request requested report notes chair medicine medication melatonin dose policy "
    "template risk need pep health hearing therapy clinic lac looked".split()
)


def _date_question(words: set[str]) -> str | None:
    """ "Date by which this plan must be reviewed", "Date of this draft": a date is asked for, in words of the council's own."""
    if words & {"review", "reviewed"}:
        gone = words & {"meeting", "last", "previous"}
        return None if gone and not words & {"next", "first"} else "review_date"
    if words & {
        "birth",
        "original",
        "previous",
        "first",
        "request",
        "requested",
        "assessment",
        "meeting",
        "received",
        "appended",
    }:
        return None
    return "plan_date" if words & {"plan", "draft", "final", "issued", "issue", "version"} else None
