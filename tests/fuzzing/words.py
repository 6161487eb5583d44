"""Damage to what a plan says. Files are not the only thing that can be hostile: so can a date, a number or a heading."""

from __future__ import annotations

import re
from random import Random

# Put in the place of a word, a number or a whole paragraph. Each once was, or could be, too much for some rule.
NUMBERS = (
    "0", "-1", "999999999999999999999", "1e400", "²", "٣", "½", "1.5.5", "0x10", "Ⅳ", "①", "1,00,000", "00000000000000000000001",
    "3.4.5.6.7", "1/0", "99%", "1000000%", "٢٠٢٦", "〇", "᠐", "1" * 5000,
)  # fmt: skip
DATES = (
    "31/02/2026", "00/00/0000", "29 February 2025", "32 July 2026", "1 January 9999", "31 December 0001", "2026-13-45", "99/99/99",
    "July 99999", "by the end of Year 200", "by the end of Key Stage 99", "in 99999999 weeks", "within 1000000 years",
    "by Year ٣", "summer term 9999", "the 0th of May", "by July 2026 by July 2025 by July 2024", "by the age of 999",
    "in the autumn term of 10000", "9999-12-31", "age 0", "by 31 June", "in ² weeks", "by ٣ July 2026", "Year ²", "Key Stage ½",
)  # fmt: skip
PLACES = (
    "Section A", "Section Z: Everything", "Section A B C D E F", "SECTION E", "Section", "Section ²", "Part 1", "E", "E1", "F 1.1.1.1",
    "Outcome 1 of 999999999", "Name:", "Date of birth: ", "Date of birth: 31/02/2016", "Status: Final draft amended", "Appendix",
    "Contents", "Glossary", "Section F: Section F: Section F", "A B D E F G H1 H2 I J K", "1. 1. 1. 1.", "(a) (b) (c)", "Section H1H2",
    "Name: Name: Name:", "Year group: Year Year", "Section A ........................ 3",
)  # fmt: skip
WORDS = (
    "", " ", "\t", "\u200b", "\u00ad", "\ufeff", "\u202eesrever\u202c", "e\u0301" * 30, "👩‍👩‍👧‍👦", "\U000e0041", "ﷺ", "ǅ", "ß", "İ", "\ufffd", "\ufdd0",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "=1+1", "<script>", "{{ name }}", "{0}", "%s%n", "\\1", "(((((",
    "and and and and", "'s", "’’’’", ".", "...", "?!?!", ";;;;", "☐", "☒", "•", "–", "[child]", "<NAME>", "XX/XX/XXXX", "n/a", "None", "TBC", "-",
    "access to access to access to", "as and when as required if needed", "regularly regularly weekly", "will will will",
    "The teacher and the teacher and the teacher", "Mr Mrs Ms Dr", "O'O'O'O", "J.J.J.J.", "i.e. e.g. etc.", "A" * 3000, "a " * 3000, "!" * 1000,
)  # fmt: skip
_ALL = NUMBERS + DATES + PLACES + WORDS
_PARTS = re.compile(r"\d+|\w+")


def say_otherwise(text: str, chance: Random) -> str:
    """`text` with a word, a number or all of it put otherwise."""
    what = chance.randrange(6)
    found = list(_PARTS.finditer(text))
    if what == 0 or not found:
        return chance.choice(_ALL)
    if what == 1:
        words = text.split()
        chance.shuffle(words)
        return " ".join(words)
    if what == 2:
        return f"{chance.choice(_ALL)} {text}" if chance.random() < 0.5 else f"{text} {chance.choice(_ALL)}"
    if what == 3:
        return chance.choice((text.upper(), text.title(), text.replace(" ", ""), text[::-1], f"{text} " * 40, text.swapcase()))
    numbers = [one for one in found if one[0].isdigit()]
    one = chance.choice(numbers) if numbers and what == 4 else chance.choice(found)
    new = chance.choice(NUMBERS + DATES) if one[0].isdigit() else chance.choice(_ALL)
    return text[: one.start()] + new + text[one.end() :]


def lines_otherwise(data: bytes, chance: Random) -> bytes:
    """The same for a text file of lines: some said otherwise, dropped, doubled or put elsewhere."""
    lines = data.decode("utf-8", "replace").split("\n")
    for _ in range(chance.choice((1, 3, 10))):
        if not lines:
            break
        at = chance.randrange(len(lines))
        what = chance.randrange(5)
        if what < 2:
            lines[at] = say_otherwise(lines[at], chance)
        elif what == 2:
            del lines[at]
        elif what == 3:
            lines.insert(chance.randrange(len(lines) + 1), lines[at])
        else:
            lines.insert(at, chance.choice(_ALL))
    return "\n".join(lines).encode("utf-8", "replace")


def rtf_otherwise(data: bytes, chance: Random) -> bytes:
    """Damage to the control words of rich text."""
    text = data.decode("latin-1")
    for _ in range(chance.choice((1, 3, 8))):
        marks = [match.start() for match in re.finditer(r"[\\{}]", text)]
        at = chance.choice(marks) if marks else 0
        text = text[:at] + chance.choice(_RTF) + text[at + chance.choice((0, 0, 1)) :]
    return text.encode("latin-1", "replace")


_RTF = (
    "{", "}", "\\", "{" * 300, "\\'zz", "\\'9", "\\u99999999?", "\\u-1?", "\\u55357?", "\\u56832?", "\\uc99999 \\u8217?", "\\uc-5", "\\bin99999999 x", "\\bin-1 ",
    "\\cell", "\\row", "\\trowd", "\\cellx99999999", "\\cellx-1", "\\nestcell", "\\nestrow", "\\itap99999", "\\itap-1", "\\intbl", "\\par", "\\sect", "\\page",
    "\\f999999", "\\s-1", "\\ansicpg0", "\\ansicpg99999", "\\fcharset9999", "\\upr{}", "{\\*\\unknown {", "{\\field{\\*\\fldinst", "{\\footnote", "{\\header", "\\deleted",
    "\\v", "\\strike", "\\line", "\\tab", "\\outlinelevel999", "\\ls99", "{\\listtext", "{\\pntext", "\\clvmrg", "\\clvmgf", "\\clmrg", "\\clmgf", "\\0", "\\123456789012345678901234567890",
)  # fmt: skip
