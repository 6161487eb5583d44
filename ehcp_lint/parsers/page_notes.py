"""Sentences about the page and not about the child: what stands in which column, how rows are numbered, a date for all rows.

They introduce a section or a table. Read as its content, each would be a need, an outcome or a line of provision."""

from __future__ import annotations

import re

_THING = r"(?:tables?|box(?:es)?|rows?|grids?|pages?|lists?)"
_LISTED = r"(?:steps|outcomes|targets|needs|numbers|letters|codes|dates|columns|initials|small steps)"
_ANYWHERE = (
    # which column, row or box holds what
    r"\b(?:column|row|box)s? (?:\d|one|two|three|four|[A-D]\b)",
    r"\b(?:first|second|third|fourth|last|final|left|right|middle|end)(?:[- ]hand)? columns?\b",
    rf"\bread (?:each |the |this |every )?(?:{_THING} )?(?:across|along|down|from left)\b",
    rf"\b(?:each|every|the|these|this|all) (?:of the )?{_THING} (?:below|above|that follows?|which follows?|here|covers?|sets?|"
    r"shows?|gives?|lists?|is for|are for|is about)\b",
    # how things are told apart
    r"\b(?:shown|given|set out|listed|numbered|marked|linked|named|stand|noted|is|are) (?:by (?:its |their |a )?(?:numbers?|"
    r"letters?|codes?)|in (?:square |round |the )?brackets)\b|\bnumbers? in (?:the )?(?:square |round )?brackets\b",
    r"\b(?:shown|marked|coded|given|written) (?:by|with|as) [(\[]\w{1,4}[)\]]",
    # a key to letters and words
    r"^\W*(?:who: )?(?:[A-K][12]?|[\"'][^\"']{1,30}[\"'])\s*(?:=|(?:means|stands for)\b)",
    r"^[^=.]{1,40}=[^=.]{1,40}(?:[,;][^=.]{1,40}=[^=.]{1,40})*\W*$",
    r"^\W*(?:if|where|wherever|when)\b.*\b(?:we|it|this|that|they) means?\b",
    # a date or a promise for all that give none
    r"\b(?:save|except) (?:where|as|when) (?:otherwise )?(?:stated|shown|given|said|specified|noted|indicated)\b",
    r"\bunless (?:an? |the )?(?:other|another|different|earlier|later|date|it|this|that|we|otherwise|stated|shown|text|row|"
    r"table|card|"
    r"plan|put)\b[^.]{0,40}\b(?:dates?|says?|said|otherwise|stated|shown|given|specified|noted|indicated|set)\b",
)
_WORDS = (
    "=",
    " mean",
    "stands for",
    "column",
    "row",
    "box",
    "table",
    "read ",
    "grid",
    "page",
    "list",
    "bracket",
    "(",
    "unless",
    "save ",
    "except ",
    "by number",
    "by its ",
    "by their ",
    "by a ",
)
_AT_START = (
    rf"(?:the )?{_LISTED}(?: (?:in|under) [\w ]{{2,30}}| that [\w ]{{2,40}})? (?:are|is|show|shows|say|says|tell|tells|"
    r"give|gives|refer|refers)(?: only| always)? (?:what (?:we|is|should|you)|those|the (?:stages|smaller|ones)|for|where|who|"
    r"which|how|in (?:square |round )?brackets|numbered|listed|grouped|shown|given|dated|linked|in (?:the )?order)\b",
    r"(?:for|under|in) each (?:area|outcome|need)[^.]{0,40}\b(?:you will (?:find|read|see)|there (?:is|are)|"
    r"we (?:list|set out|give|show))\b",
    r"(?:all|these|those|each|every one|they) (?:(?:of )?(?:these|them|the)? ?)?(?:outcomes?|steps|targets|dates)? ?"
    r"(?:is|are|run|runs|lasts?|end) (?:to be )?(?:(?:for|at)(?= (?:the |an? )?"
    r"(?:end|start|close|whole|next|key|year|all|each|every|same|\d|january|march|april|may|june|july|august|september|october|"
    r"december|spring|summer|autumn|winter|easter|christmas|review|annual)\b)|by|until|reached|met|achieved|reviewed)\b",
    r"all of (?:this|it|these|the (?:help|support|provision) (?:below|here|in this section)) (?:is|are|will be) (?:to be )?"
    r"(?:provided|given|made|put in place)\b",
    # what the section is, where it comes from and how it is laid out
    r"(?:these|this|the following|here) (?:is|are) (?:all )?(?:the |some )?(?:things|outcomes|aims|goals|hopes|results|changes|"
    r"provision|help|support|needs) (?:that |which )?(?:we|\w+'s family|everyone|the team|professionals)\b",
    r"(?:they|these|those|it|this|(?:the|these|all)(?: of the)? (?:outcomes|needs|aims|steps)) (?:were|was|have been|has been) "
    r"(?:all )?(?:talked|discussed|agreed|written|developed|drawn|put together|shared|chosen|co-?produced|set out|taken) "
    r"(?:about|through|up|with|at|by|in|from|on|together)\b",
    r"the following (?:\w+ )?(?:outcomes|needs|aims|steps) (?:have been|has been|were|was|are) (?:all )?(?:agreed|identified|"
    r"sought|set|chosen|written|discussed)\b",
    r"they are (?:all )?(?:organised|organized|grouped|arranged|set out|listed|written|shown|numbered|in the order)\b",
    r"written (?:with|by|together with|at|in|on)\b",
    r"(?:these|they|it|this|(?:the )?(?:outcomes|needs|sections?|provision)) follows? the\b",
    r"(?:the )?(?:outcomes|provision) (?:is|are) (?:all )?(?:(?:for|over) (?:the )?\d+ (?:days|weeks)|by|from)\b",
    r"each (?:need|outcome)(?: in (?:section|part) \w)? has its (?:provision|outcomes?|needs?|own)\b",
    r"(?:all )?(?:staff|people|adults|roles) (?:are )?(?:named|called|known|given|shown) by\b",
    r"(?:the )?(?:provision|outcomes|needs|help) (?:is|are) (?:grouped|listed|arranged|set out|organised) (?:under|by|"
    r"in|below)\b",
    r"what follows (?:is|are|sets?|shows?|lists?|describes?|says?)\b",
    r"the (?:below|above|following) (?:was|were|is|are|has been|have been) (?:all )?(?:in|from|taken|copied|put|quoted|"
    r"given)\b",
    r"(?:the )?[\w-]+(?: [\w-]+){0,3} (?:is|are|comes?|stands?) first,? (?:and )?(?:then|followed by)\b",
    r"(?:the )?(?:short(?:er)?[- ]term |small(?:er)? )?(?:steps|targets)(?: towards? (?:these|this|each|them|the|"
    r"it)(?: outcomes?)?)? "
    r"(?:are|will be|should be) (?:for .{1,60} to (?:set|agree|write)|(?:to be )?(?:set|agreed|written) (?:by|with|each|"
    r"every|in|at)|to be set)\b",
    r"(?:from|until|to|by) (?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december) 20\d\d\W*$",
    r"(?:the following|this) (?:special educational )?(?:provision|support|help) is to be (?:made|given|provided|put in)\b",
    r"(?:it|this|(?:the )?(?:provision|support|help)) is (?:set out|listed|arranged|grouped) "
    r"(?:under|by|in the order|below|as)\b",
    r"the (?:information|advice|reports?|documents?)(?: (?:listed|set out))?(?: below)? (?:was|were|has been|have been) used\b",
    r"the full (?:description|details?|account|wording) of (?:each|every|all|these|the)\b",
    r"this (?:summary|page|list|overview|part) is (?:only )?(?:for|to)\b",
    r"(?:one|a) (?:table|box|page|grid|sheet) (?:for|per|to) (?:each|every)\b",
)
_PAGE_WORDS = re.compile("|".join(_ANYWHERE), re.IGNORECASE)
_STARTS = re.compile(rf"\W*(?:{'|'.join(_AT_START)})", re.IGNORECASE)
# "Sam will read across the page": somebody acts, so that the sentence is the plan's own.
_ACTS = re.compile(
    r"(?<!that )(?<!which )(?<!what )\b(?!(?:who|what|which|that|it)\b)\w+ will "
    r"(?!be (?:reached|met|reviewed|looked|found|checked|set|agreed|written)\b|find\b|see\b|read (?:the|first))"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_LONGEST = 700  # characters


def explains_the_page(text: str) -> bool:
    """Whether every sentence of `text` is about the page ("Column 1 is what Sam finds hard", "These are for July 2027 unless
    another date is given")."""
    if len(text) > _LONGEST:
        return False
    text, begin = text.strip(), 0
    for end in _SENTENCE_END.finditer(text):
        if not _explains(text[begin : end.start()]):
            return False  # mostly the first sentence tells, and the others are not looked for
        begin = end.end()
    return not text or _explains(text[begin:])


def _explains(sentence: str) -> bool:
    if not _STARTS.match(sentence):
        low = sentence.lower()  # nearly all sentences are told apart by their words alone
        if not any(map(low.__contains__, _WORDS)) or not _PAGE_WORDS.search(sentence):
            return False
    return not _ACTS.search(sentence)
