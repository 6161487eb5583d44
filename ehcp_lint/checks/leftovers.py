"""Words left over from the work on the plan (S3): what a writing assistant said, and what officers wrote to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.patterns import Pattern
from ehcp_lint.plan import Span

# One of these stands in whatever the pattern finds; looking for them first is quicker by far.
_TELLTALE = (
    *("as an ai", "language model", "hope this helps", "here is", "here's", "here are", "let me know", "feel free"),
    *(
        "would you like me",
        "rewritten",
        "revised",
        "reworded",
        "regenerate",
        "based on the",
        "word count",
        "chatgpt",
        "copilot",
    ),
)
_CHATTER = Pattern(
    r"\bas an ai\b|"
    r"\bas a (?:large )?language model\b|\bi hope this helps\b|^(?:certainly|sure|"
    r"absolutely)[!,] here(?: is|'s| are)\b|"
    r"\bhere(?:'s| is| are) (?:a|an|the|your|some) (?:revised|rewritten|improved|updated|suggested|draft|smart|polished)\b|"
    r"\b(?:let me know|feel free to (?:ask|let)) if you(?:'d like| would like| need| want| have)\b|\bwould you like me to\b|"
    r"\bi(?:'ve| have) (?:rewritten|revised|reworded) (?:the|this|your)\b|\bregenerate response\b|"
    r"\bbased on the (?:information|text|report)s? (?:you(?:'ve| have)? )?(?:provided|shared)\b|\bword count: ?\d+|"
    r"\bchatgpt\b|\bcopilot\b(?=.{0,30}\b(?:generated|draft|suggest))",
    flags=re.IGNORECASE | re.MULTILINE,
)


@check(
    id="S307",
    name="chatter-left",
    title="Nothing that a writing assistant said is left in",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Delete these words, and read the words around them again.",
    why="Words of a writing tool show the family that a machine wrote here, and that perhaps nobody read it.",
    sources=(Source("practice", "document hygiene"),),
    bad=(
        Example("...\nB: Here is a revised version of the need. Ines reads single words.", "Here is a revised"),
        Example(
            "...\nF1: A teacher reads with Ines daily for ten minutes. Let me know if you would like more.",
            "Let me know if you would like",
        ),
    ),
    good=(
        Example("..."),
        Example("...\nA: Ines told her teacher: let me know before the bell rings. Her mother agreed."),
    ),
    dismiss="When the family or the child said these words.",
)
def chatter_left(plan: Subject) -> Iterator[Hit]:
    """Phrases with which a writing assistant answers its writer, such as 'Here is a revised version' or 'I hope this helps'."""
    low = plan.plan.text.lower()
    if not any(words in low for words in _TELLTALE):
        return
    for block in plan.plan.blocks:  # a heading or lead-in may be an answer's first line
        text = block.text
        if (found := _CHATTER.search(text)) and '"' not in text[max(0, found.start() - 2) : found.end() + 2]:
            yield Hit(Span(block.span.start + found.start(), block.span.start + found.end()))


# One of these stands in whatever the pattern finds.
_INNER_WORDS = (
    "note",
    "delete",
    "remove",
    "take this out",
    "take out",
    "chase",
    "query",
    "check with",
    "not for",
    "do not send",
)
_WHOM = (
    r"(?:officer|case ?(?:worker|officer)|writer|author|panel|send(?: team)?|team|manager|self|admin|co-?ordinator|"
    r"colleagues?|internal)"
)
_BEFORE_SENDING = (
    r"before (?:(?:this|the plan|it) )?(?:is |goes|being |we )?(?:out|sent|send(?:ing)?|issued?|issuing|finalis(?:ed|ing)|"
    r"final(?:ising)?|print(?:ed|ing)?|publish(?:ed|ing)?|sharing|goes)"
)
_INNER = Pattern(
    # "[OFFICER NOTE LH - ...]", "Note to panel: ...", "(Internal note ...)"
    rf"[\[({{*<]+\s*(?:(?:{_WHOM})(?:'s)? (?:notes?|only|query)|(?:internal|draft(?:ing)?) notes?|"
    rf"notes? (?:to|for) {_WHOM}|"
    rf"(?:to be |please )?(?:delete|remove|chase|check|query)(?:d)? (?:this|before|with|whether|if)\b)"
    rf"[^\])}}>]{{0,300}}[\])}}>]*|"
    rf"\b(?:{_WHOM} notes?|(?:internal|drafting) notes?|notes? (?:to|for) {_WHOM})\s*[:–—-]|"
    # "take this out before it goes"
    rf"\b(?:delete|remove|take (?:this|these|it|me)? ?out|cut|lose)\b[^.\n]{{0,40}}\b{_BEFORE_SENDING}\b|"
    r"\b(?:not for|do not send to|don't send to|don't show)(?: the)? (?:parents?|family|parent/carers?)"
    r"(?: copy| version)?\b(?! evening)",
    flags=re.IGNORECASE,
)


@check(
    id="S310",
    name="inner-note-left",
    title="No note between officers is left in",
    duty=Duty.SHOULD,
    over=whole_plan,
    message="Take this note out: the family will read it.",
    why="A note between officers was not meant for the family, and it shows that nobody read the plan before it went.",
    sources=(Source("practice", "document hygiene"),),
    bad=(
        Example("...\nG: [Caseworker note: ring health about the date.]", "[Caseworker note: ring health about the date.]"),
        Example("...\nF2: Ines has a locker. Remove this line before issuing.", "Remove this line before issuing"),
    ),
    good=(
        Example("..."),
        Example("...\nF2: Ines removes her coat before going out. Staff note how long it takes (see the teacher's notes)."),
    ),
    dismiss="When the words are addressed to the family.",
)
def inner_note_left(plan: Subject) -> Iterator[Hit]:
    """A note addressed to an officer, a panel or the team, or a word to take something out before the plan is sent."""
    low = plan.plan.text.lower()
    if not any(words in low for words in _INNER_WORDS):
        return
    for block in plan.plan.blocks:
        if found := _INNER.search(block.text):
            yield Hit(Span(block.span.start + found.start(), block.span.start + found.end()))
