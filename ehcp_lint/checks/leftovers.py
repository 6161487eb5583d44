"""Words left over from the work on the plan (S3): what a writing assistant, an officer or the form itself said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ehcp_lint.check import Duty, Example, Hit, Source, Subject, check, whole_plan
from ehcp_lint.checks.structure import FINALS, status_of
from ehcp_lint.parsers.content import is_guidance
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


_TO_WRITER = Pattern(
    r"^\W*(?:officers?|(?:plan )?writers?|authors?|case ?workers?|plan co-?ordinators?) (?:should|must|please|to)\b"
    r"|^\W*(?:number (?:each|every|all)|do not (?:write|use|describe|correct|include|name|copy|repeat)|"
    r"include (?:the )?names? of|"
    r"put (?:the )?(?:views|needs|outcomes|child's|young person's)|use (?:bullet|numbers?|plain)|delete (?:as|if|where|this)|"
    r"(?:set out|include|specify|describe|state|record) (?:here\b|and quantify\b|(?:any |the |all )?(?:health |"
    r"social care |other |"
    r"care and |special educational )?(?:needs|provision|support) (?:under|which|to be|agreed)\b)|"
    r"complete (?:this|in|the)|refer to (?:the )?guidance|summarise the|list (?:all|each|the))\b"
    r"|\b(?:must|should) be (?:SMART|(?:specific|quantified|detailed)\b[^.]{0,40}\b(?:specific|quantified|detailed))\b"
    r"|\bsay (?:who|how) (?:recorded|gathered|wrote|they|he|she|it|the child)\b",
    flags=re.IGNORECASE | re.MULTILINE,
)
_TO_WRITER_WORDS = tuple(
    "officer,writer,author,worker,number ,do not,include,put ,use ,delete,complete,guidance,must be,should be,say who,say how,"
    "set out,specify,describe,state ,record ,summarise,list ,co-ordinator,coordinator".split(",")
)


@check(
    id="S311",
    name="form-guidance-left",
    title="The form's words to its writer are taken out of a final plan",
    duty=Duty.COULD,
    over=whole_plan,
    message="Take out these words to the writer; the family needs only the plan.",
    why="Instructions for whoever fills in the form make a final plan longer, and show the family what it then does not do.",
    sources=(Source("practice", "document hygiene"),),
    bad=(
        Example(
            "...\nStatus: Final\nF1: Provision must be specific and quantified.", "Provision must be specific and quantified."
        ),
        Example("...\nStatus: Final\nB: Do not describe provision here.", "Do not describe provision here."),
    ),
    good=(
        Example("...\nStatus: Draft\nB: Do not describe provision here."),
        Example("...\nStatus: Final\nF1: Staff do not use her full name in class. Instructions must be short."),
    ),
    dismiss="When the council prints its form with the plan on purpose.",
)
def form_guidance_left(plan: Subject) -> Iterator[Hit]:
    """Sentences that tell the writer of the plan what to put ('Number each need', 'Do not describe provision here'), in a
    plan that says it is final."""
    if status_of(plan.plan) not in FINALS or not any(word in plan.plan.text.lower() for word in _TO_WRITER_WORDS):
        return
    for section in plan.plan.sections:
        for span in section.spans:
            for block in plan.plan.blocks_in(span):
                if is_guidance(block.text) and _TO_WRITER.search(block.text):
                    yield Hit(block.span)
