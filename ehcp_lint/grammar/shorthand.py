"""The shorthand that people write quantities in: "2 x 20m", "1h x wk", "Mon/Wed/Fri", "every 6/12", "f/t", "AM + PM".

Most of it is only safe to read in a cell headed how often or how much: "10m" in running text is a distance."""

from __future__ import annotations

from collections.abc import Iterator

from ehcp_lint.grammar.measures import NUMBER, Measure, Quantity
from ehcp_lint.patterns import Pattern

# The columns whose cells hold quantities and nothing else.
QUANTITY_COLUMNS = frozenset(("frequency", "amount"))

_DAY = r"(?:mon|tues?|wed(?:nes)?|weds|thurs?|thu|fri|sat(?:ur)?|sun)(?:days?)?"
_PERIOD = r"(?:day|daily|wk|wkly|week|weekly|fortnight|month|term|½ ?term|half[ -]term|yr|year|annum)"

_ANYWHERE = Pattern(
    r"(?<![a-z])(?:"
    # "24 x 50m", "3 x 20m": a count times a short form of minutes
    r"(?P<duration>(?<![\w.])\d{1,2} ?x ?\d{1,3} ?m\b(?! ?(?:long|high|wide|away|square))|(?<![\w.])\d(?:\.\d+)? ?h(?:r)?\b"
    rf"(?= ?(?:x|per|a|each|/|every) ?{_PERIOD}\b))"
    # "Mon-Thu", "Mon/Wed/Fri", "Mondays and Thursdays", "Tuesdays", "wednesday afternoons"
    rf"|(?P<frequency>\b{_DAY}(?: ?(?:-|/|to|,|&|\+|and|an|or) ?{_DAY})+\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b"
    rf"|\balternate (?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b{_DAY} (?:mornings|afternoons|evenings|nights)\b"
    # "x wk", "2 x wk", "wkly", "p.a.", "on each visit", "all through the day" is below
    rf"|\b(?:{NUMBER} ?)?x ?(?:p/w|{_PERIOD})\b|\bwkly\b|\b\d(?:\.\d+)? ?d ?/ ?wk\b|(?<![\w./])\d{{1,2}} ?/ ?(?:12|"
    rf"52) ?ly\b|\b(?:pa|p a|p\.a|p\. a)\b\.?(?=[ ,;)]|$)|\bat intervals (?:of|not exceeding) (?:\w+ ){{1,3}}"
    r"(?:weeks|months)\b|\bevery \d{1,2}/(?:7|52|12)\b|\b(?:on|at) each (?:visit|session|lesson)\b)"
    r"|(?P<coverage>\ball (?:the way )?(?:through|thru) the (?:school )?(?:day|session)\b|\bthroughout the (?:session|"
    r"lesson)s?\b))"
)
_IN_CELL = Pattern(
    r"(?P<duration>(?<![\w./:])\d{1,3} ?m\b|(?<![\w./:])\d{1,2}(?:\.\d+)?(?= ?p/?w\b)|(?<=\dx)\d{1,3}(?= ?p/?w\b)|"
    r"(?<=\d x )\d{1,3}(?= ?p/?w\b)|"
    r"(?<![\w./:])\d{1,2}(?:\.\d+)? ?h(?:rs?)?\b"
    r"|(?<![\w./:])\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)? ?(?:-|to|til|till|until) ?\d{1,2}(?:[.:]\d\d)?(?: ?(?:am|pm))?(?![\w%:/]|"
    r"\.\d)"
    r"(?! ?(?:x|weeks?|wks?|mins?|minutes?|times|sessions?|pupils|children|years?|months?|days?))"
    r"|\b(?:half|full|whole) (?:a )?(?:day|morning|afternoon|evening)\b|\b(?:one|an?) twilight\b"
    r"|(?<!once )(?<!twice )(?<!times )(?<!minutes )(?<!mins )(?<!hours )(?<!hour )(?<!sessions )\b(?:one|an?) "
    r"(?:day|morning|afternoon|evening)(?= (?:in|at|before|after|each|every|per|a|of)\b))"
    rf"|(?P<total>(?<![\w./])\d{{1,2}}/(?:52|12)\b|\bfor {NUMBER} (?:weeks?|wks?|terms?)\b|\b{NUMBER} (?:weeks|wks)\b)"
    r"|(?P<coverage>\bf/?t\b|^ ?always\b(?!.*\bif\b)|\ball day\b|\bthroughout\b|\bevery day,? all day\b)"
    rf"|(?P<frequency>\bp/?w\b|\b{_DAY}\b|\bam (?:\+|&|and|/) pm\b|\b(?:start|beginning) (?:\+|&|and) end (?:of )?(?:\w+ )?"
    r"(?:lessons?|day|sessions?)\b|\bonce\b(?! (?:he|she|they|established|the|this|it|settled|in place))|\bone[ -]off\b"
    rf"|(?<![\w.]){NUMBER} (?:lesson|session|visit|morning|afternoon|day|night|lunch|break)s? ?(?:breaks |times |in (?:a |"
    rf"the |each )?"
    rf"|/ ?)?{_PERIOD}\b|\b\d{{1,2}} monthly\b|\b\d{{1,2}}-(?:monthly|weekly)\b|\b(?:at )?(?:break|lunch|dinner)(?: ?times?)?\b"
    r"|\b(?:\d{1,2}[.:]\d\d(?:, | & | and )){1,6}\d{1,2}[.:]\d\d\b)"
)
# "weekly??", "half an hour (is that a day or a week?)": whoever filled the cell in did not know.
_ASKED = Pattern(r"\?")


def read_shorthand(low: str, column: str = "") -> Iterator[Quantity]:
    """The quantities written in shorthand; `column` is the column of a cell, "" for running text."""
    for pattern in (_ANYWHERE, _IN_CELL) if column in QUANTITY_COLUMNS else (_ANYWHERE,):
        yield from (Quantity(Measure(str(m.lastgroup)), *m.span()) for m in pattern.finditer(low))


def is_asked(low: str, column: str) -> bool:
    """Whether a cell of quantities holds a question instead of an answer."""
    return column in QUANTITY_COLUMNS and bool(_ASKED.search(low))
