"""What points at a person without naming them: NHS number, UPN, telephone, postcode, e-mail, address, date of birth."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from datetime import date
from typing import NamedTuple

from ehcp_lint.grammar.nhs import nhs_number
from ehcp_lint.parsers.days import parse_date


class Number(NamedTuple):
    """One of them: where, and what it is ("postcode")."""

    start: int
    end: int
    kind: str


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)*")
_TEN = re.compile(r"(?<![\d-])(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?![\d-]*\d)")
_UPN = re.compile(r"(?<!\w)[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z](?!\w)")
_UPN_ASKED = re.compile(
    r"(?i:\bupn|unique pupil number)\W{0,4}(?i:is |number |no\.? ?)?\W{0,2}([A-Za-z](?:[ -]?\d){11}[ -]?[\dA-Za-z])(?!\w)"
)
_INSURANCE = re.compile(r"(?<!\w)[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)")
_PHONE = re.compile(
    r"(?<![\w.])(?!\d{1,2}[.\- ]\d{1,2}[.\- ]\d{4})"
    r"(?:\+44|0044|\(0(?=\d{1,4}\))|0)(?:[ ().\u00a0-]{0,2}\d){9,10}(?!\d)(?:\s?(?:x|ext\.?)\s?\d{1,5})?"
)
_AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|FK|FY|GL|GU|GY|HA|HD|HG|"
    "HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|"
    "SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE|B|E|G|L|M|N|S|W"
)
_INWARD = "[ABD-HJLNP-UW-Z]{2}"
_POSTCODE = re.compile(rf"(?<![\w])(?:[A-Z]{{2}}|[BEGLMNSW])\d[A-Z\d]?[ \u00a0]{{0,2}}\d{_INWARD}(?!\w)")
_SMALL_POSTCODE = re.compile(
    rf"(?<![\w])(?:{_AREAS.lower()})\d[a-z\d]?[ \u00a0]{{0,2}}\d(?!st|nd|rd|th){_INWARD.lower()}(?!\w)"
)
_ROADS = (
    "Road|Street|Lane|Avenue|Close|Drive|Way|Crescent|Terrace|Gardens?|Grove|Place|Court|Square|Mews|Hill|Rise|Row|Walk|Green|Parade|"
    "Park|View|Rd|Ave|Cres"
)
_ADDRESS = re.compile(
    rf"(?<![\w.])(?:(?:Flat|Apartment|Unit|Room) \d{{1,4}}[A-Za-z]?,? )?"
    rf"\d{{1,4}}[A-Za-z]?,? (?:[A-Z][\w'’.-]+ ){{1,3}}(?:{_ROADS})(?!\w)"
)

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?(?:\d{{4}}|\d{{2}})(?!\d)|\d{{4}}[/.-]\d{{1,2}}[/.-]\d{{1,2}}(?!\d)|"
    rf"\d{{1,2}} \d{{1,2}} \d{{4}}(?!\d)|"
    rf"{_DAY}(?: of)?[ -]{_MONTHS},?[ -](?:\d{{4}}|\d{{2}})(?!\d)|{_MONTHS} {_DAY},? \d{{4}})"
)
A_DATE = re.compile(_DATE, re.IGNORECASE)
_BORN = r"(?:\bd\.?\s?o\.?\s?b\b\.?|\bdates? of birth|\bbirth ?(?:date|day)|\bborn\b)"
_BORN_ON = re.compile(rf"{_BORN}[^.!?\n]{{0,40}}?(?<![\d/])({_DATE})", re.IGNORECASE)
_BORN_IN = re.compile(rf"\bborn (?:in|on)(?: the)? ((?:{_DAY} )?(?:of )?{_MONTHS},? \d{{4}})", re.IGNORECASE)
_BORN_AFTER = re.compile(rf"(?<![\d/])({_DATE})\s*[(,]?\s*{_BORN}", re.IGNORECASE)
_NHS = re.compile(r"\bNHS\b", re.IGNORECASE)
_NEAR = 40  # characters between "NHS" and its number


def numbers(text: str, label: str = "", born: Container[date] = ()) -> tuple[Number, ...]:
    """Everything of the kind in `text`, in order, without overlaps. `label` is what the cell before or above it asks ("DOB"),
    `born` the child's date of birth (of every version), which is taken out however it is written."""
    found = sorted(_all(text, label, born), key=lambda n: (n.start, -n.end))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return tuple(kept)


def _all(text: str, label: str, born: Container[date]) -> Iterator[Number]:
    if "@" in text:
        yield from (Number(*m.span(), "email") for m in _EMAIL.finditer(text))
    asked = bool(re.search(_BORN, label, re.IGNORECASE))
    for pattern in (_BORN_ON, _BORN_IN, _BORN_AFTER):
        yield from (Number(*m.span(1), "date of birth") for m in pattern.finditer(text))
    if not any(c.isdigit() for c in text):
        return
    for m in A_DATE.finditer(text):
        if asked or (born and _same_day(m.group(), born)):
            yield Number(*m.span(), "date of birth")
    nhs = bool(_NHS.search(label))
    for m in _TEN.finditer(text):
        near = text[max(0, m.start() - _NEAR) : m.start()]
        if nhs_number("".join(m.groups())) or nhs or _NHS.search(near):
            yield Number(*m.span(), "NHS number")
    yield from (Number(*m.span(), "UPN") for m in _UPN.finditer(text))
    yield from (Number(*m.span(1), "UPN") for m in _UPN_ASKED.finditer(text))
    yield from (Number(*m.span(), "number") for m in _INSURANCE.finditer(text))
    yield from (Number(*m.span(), "phone") for m in _PHONE.finditer(text))
    for pattern in (_POSTCODE, _SMALL_POSTCODE):
        yield from (Number(*m.span(), "postcode") for m in pattern.finditer(text))
    yield from (Number(*m.span(), "address") for m in _ADDRESS.finditer(text))


_PARTS = re.compile(r"\d+|[a-z]{3,}", re.IGNORECASE)


def _same_day(words: str, born: Container[date]) -> bool:
    """Whether a date as written is one of these days, with the day before the month or after it, and years of two figures."""
    known = parse_date(words)
    if known is not None and known in born:
        return True
    parts = _PARTS.findall(words)
    if len(parts) == 3 and parts[0].isalpha():
        return parse_date(f"{parts[1]} {parts[0]} {parts[2]}") in born  # "May 14, 2017"
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return False
    one, two, three = (int(part) for part in parts)
    year = three if three > 99 else three + 2000
    return any(_is_day(year, month, day) in born for month, day in ((one, two), (two, one)))


def _is_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
