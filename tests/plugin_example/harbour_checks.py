"""Checks of the (invented) council of Harbour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, items
from ehcp_lint.plan import Kind, Letter

_GUIDE = Source("harbour-2026", "page 4", title="Harbour Council, Writing plans", link="https://harbour.example/writing-plans")
_PROGRAMME = re.compile(r"\b(?:Quick Readers|Number Steps)\b")


@check(
    id="F901",
    name="programme-named",
    title="Provision says what a programme does",
    duty=Duty.COULD,
    over=items(Kind.PROVISION, Letter.F),
    message="Say what this programme does, beside its name.",
    why="A family who moves away may find no school that knows the name.",
    sources=(_GUIDE, Source("send-cop-2015", "9.61")),
    bad=(
        Example("A teaching assistant runs Quick Readers for 20 minutes each day.", "Quick Readers"),
        Example("A teacher takes Kofi for Number Steps, 15 minutes each Monday.", "Number Steps"),
    ),
    good=(
        Example("A teaching assistant reads rhymes with Kofi for 20 minutes each day (Quick Readers, a phonics programme)."),
        Example("A teacher counts with Kofi on a number line for 15 minutes each Monday."),
    ),
    dismiss="When the child moves to a school that uses the same programme.",
)
def programme_named(item: Subject) -> Iterator[Hit]:
    """The name of a programme that Harbour's schools buy, with no word after it on what it is."""
    for found in _PROGRAMME.finditer(item.text):
        if not re.match(r",? (?:an? |which )", item.text[found.end() :]):
            yield item.mark(found)
