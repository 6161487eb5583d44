"""What people type on its way into the store: names, numbers, addresses and quoted passages are taken out.

It is modest. It knows many given names, and what stands with a capital where a name would; it does not know every surname,
and it cannot tell that a sentence is the plan's unless it stands in quotation marks. So the commands that ask for words say:
no names, and no words of the plan. What leaves here is shorter, never the other way round."""

from __future__ import annotations

import re
from functools import cache

from ehcp_lint.errors import BadConfig
from ehcp_lint.language.letters import plain
from ehcp_lint.language.names import capital_words
from ehcp_lint.redaction.names import mentions
from ehcp_lint.redaction.numbers import numbers
from ehcp_lint.redaction.people import parts_of
from ehcp_lint.redaction.words import Kind, given_names, kind_of
from ehcp_lint.resources import table

LONGEST = 1000  # characters of one reason, action or comment
NAME, NUMBER, ADDRESS, QUOTE = "[name]", "[number]", "[address]", "[words of the plan]"
_SAID = re.compile(r"\[(?:name|number|address|words of the plan)\]")
_SAME = re.compile(r"(\[(?:name|number|address)\])(?:\s+\1)+")
_QUOTED_WORDS = 4  # a quotation of so many words or more is taken for the plan's

_LINK = re.compile(r"(?i)\b(?:https?://|www\.)\S+")
_FILE = re.compile(r"(?i)\S+\.(?:docx?|docm|dotx|pdf|odt|rtf|txt|xlsx?|csv)\b")
_LONG_NUMBER = re.compile(r"(?<![\w.])\+?\d(?:[\s()/-]{0,2}\d){6,}(?!\w)")  # telephone, NHS number, UPN, case number
_BIRTH_DATE = re.compile(r"(?i)\b(?:born|d\.?o\.?b\.?|date of birth)\b(?:\s*(?:on|is|:))?\s*[\d/.\- ]*(?:\w+ \d{4})?")
_QUOTED = re.compile(r"\"([^\"]+)\"|(?<!\w)'([^']+(?:'\w+[^']+)*)'(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_OWNS = re.compile(r"'s?\b|'(?=\s|$)")
_ADDRESSES = frozenset({"email", "postcode", "address"})


def redact(text: str, names: tuple[str, ...] = (), *, quotations: bool = False) -> str:
    """`text` on one line, with what may name somebody or quote a plan taken out. `names` are those that are known;
    `quotations` leaves quoted passages in.

    What the redactor of plans finds (`ehcp_lint.redaction`) is taken out here with bare labels, and more: given names in small
    letters, every long number, addresses of pages and names of files."""
    flat = " ".join(plain("".join(c for c in text if c.isprintable() or c.isspace())).split())
    if not quotations:
        flat = _QUOTED.sub(_quoted, flat)
    held = [m.span() for m in _SAID.finditer(flat)]
    known = frozenset(part for name in names for part in parts_of(name))
    taken = [(one.start, one.end, NUMBER) for one in numbers(flat) if one.kind not in _ADDRESSES]
    taken += [(one.start, one.end, ADDRESS) for one in numbers(flat) if one.kind in _ADDRESSES]
    for pattern, said in ((_LINK, ADDRESS), (_FILE, NAME), (_BIRTH_DATE, NUMBER), (_LONG_NUMBER, NUMBER)):
        taken += [(*m.span(), said) for m in pattern.finditer(flat)]
    clear = [(start, end) for start, end, _ in taken] + held
    for name in mentions(flat, known, declared=known, openings=False, small=True, taken=clear):
        owns = _OWNS.match(flat, name.end)
        taken.append((name.start, owns.end() if owns else name.end, NAME))
    parts, at = [], 0
    for start, end, said in sorted(taken, key=lambda one: (one[0], -one[1])):
        if start >= at and not any(a < end and start < b for a, b in held):
            parts += [flat[at:start], said]
            at = end
    return _SAME.sub(r"\1", "".join([*parts, flat[at:]]))


def typed(text: str, what: str, *, longest: int = LONGEST) -> str:
    """What a person typed, redacted. Raises `BadConfig` where nothing is said, or a page."""
    told = redact(text)
    if not told:
        raise BadConfig(f"{what} is empty. Say it in a sentence, without names and without words of the plan.")
    if len(told) > longest:
        raise BadConfig(f"{what} is longer than {longest} characters. Say it shorter.")
    return told


def _quoted(found: re.Match[str]) -> str:
    inside = found.group(1) or found.group(2)
    return QUOTE if len(inside.split()) >= _QUOTED_WORDS else found.group()


def _given(word: str) -> bool:
    low = word.lower()
    return any(
        kind_of(form) is Kind.NAME and form in given_names() for form in (low, low.removesuffix("'s"), low.split("-")[0])
    )


# --- codes and roles ---------------------------------------------------------------------------------------------------------

_CODE = re.compile(r"[A-Z]{1,8}[-_]?\d{1,5}")
_ROUND = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")


def is_code(value: str) -> bool:
    """Whether a value is written as a code is: some letters and a number ("M3", "SEN-12"). A name is not."""
    return bool(_CODE.fullmatch(value.strip().upper()))


def code_of(value: str, what: str) -> str:
    """A code of a person, in capitals. Raises `BadConfig`, without the value: it may be a name."""
    if not is_code(value):
        raise BadConfig(f"{what} must be a code of letters and a number, such as M3 or EDU-2, and no name.")
    return value.strip().upper()


def round_code(value: str) -> str:
    """The code of a round, such as 2026-11. Raises `BadConfig`."""
    code = value.strip()
    if not _ROUND.fullmatch(code) or any(_given(word) for word in _WORD.findall(code)):
        raise BadConfig("The code of a round has letters, numbers, dots and dashes, at most 32, and no name: such as 2026-11.")
    return code


def role_of(value: str, what: str = "The role") -> str:
    """A role or an agency, such as "SEND team manager". Raises `BadConfig`, without the value, where it may be a person's
    name."""
    flat = " ".join(plain(value).split())
    words = _WORD.findall(flat)
    if not words or len(flat) > 80:
        raise BadConfig(f"{what} is missing or too long. Write a role, such as 'SEND team manager'.")
    named = any(_given(word) for word in words) or "@" in flat or re.search(r"\d{4}", flat)
    strangers = [w for w in words if w[0].isupper() and not w.isupper() and w.lower() not in _role_words()]
    known = any(w.lower() in _role_words() or (w.isupper() and len(w) > 1) for w in words)
    if named or (strangers and not known):
        raise BadConfig(f"{what} looks like a person's name. Write a role, such as 'SEND team manager'.")
    return flat


@cache
def _role_words() -> frozenset[str]:
    """Words of which roles and agencies are made."""
    roles = (row["role"] for row in table("roles.csv", ("role", "kind")))
    extra = "education health social care send sen panel chair lead senior service team family parent agency virtual school"
    return frozenset(word.lower() for role in (*roles, extra) for word in _WORD.findall(role)) | capital_words()
