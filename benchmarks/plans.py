"""Many synthetic plans for load: several layouts, several writers with sentences of their own, names, lengths; no two alike.

Made of strings and zipped by hand, because a library takes longer to write a plan than we take to read it. Their text is put
together from phrases about invented children, so no figure about quality may be taken from it."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

NAMES = (
    "Amina Bello", "Kofi Mensah", "Tariq Aziz", "Ines Calder", "Mei Lin", "Owain Pryce", "Zofia Nowak", "Dara Quinn",
    "Priya Raman", "Leo Hart", "Hana Sato", "Ife Ojo", "Bryn Evans", "Noor Khan", "Ruby Stone", "Luca Conti",
)  # fmt: skip
AREAS = (
    "Communication and interaction",
    "Cognition and learning",
    "Social, emotional and mental health",
    "Sensory and/or physical needs",
)
STAFF = (
    "A teaching assistant", "A speech and language therapist", "The class teacher", "An occupational therapist", "The SENCO",
    "A specialist teacher", "The key worker", "An educational psychologist", "A learning mentor", "The lunchtime supervisor",
)  # fmt: skip
ACTS = (
    "asks a classmate to play", "reads a page aloud", "packs a school bag", "walks to the next lesson", "tells the time",
    "writes three sentences", "counts out coins", "waits for a turn", "says how the day was", "follows a two-step instruction",
    "puts on a coat", "chooses a snack", "joins a group of four", "copies a date from the board", "uses the visual timetable",
)  # fmt: skip
PLACES = (
    "at lunch",
    "in the library",
    "on the playground",
    "in maths",
    "at home",
    "in assembly",
    "on the bus",
    "in science",
    "in PE",
    "at the club",
)
OFTEN = (
    "each day",
    "twice a week",
    "each week",
    "regularly",
    "as required",
    "three times a week",
    "each term",
    "fortnightly",
    "when needed",
)
LONG = ("10 minutes", "20 minutes", "30 minutes", "one hour", "15 minutes", "45 minutes", "a lesson")
TOOLS = (
    "picture cards",
    "a quiet space",
    "a countdown timer",
    "a writing slope",
    "a laptop",
    "ear defenders",
    "a now-and-next board",
    "coloured overlays",
)
WHEN = (
    "July 2027",
    "the end of Key Stage 2",
    "the end of Year 9",
    "December 2026",
    "the end of the summer term 2027",
    "March 2028",
)
LIKES = (
    "drawing dragons",
    "swimming",
    "the number 7 bus",
    "baking with Nan",
    "Minecraft",
    "looking after the rabbits",
    "drumming",
    "maps",
)

_VIEWS = (
    (
        "I like {like}. I want to be better at it and to show {they_obj} my friends.",
        "When it is loud I put my hands over my ears and I need to go out.",
    ),
    (
        "{name} told us, with symbols, that {like} makes a good day.",
        "{name} would like more time outside and somebody to sit with {place}.",
    ),
    (
        "My favourite thing is {like}. I don't like it when people talk about me and not to me.",
        "When I am older I want to work with animals.",
    ),
    (
        "{name} points to the photo of {like} when asked what is fun.",
        "Mum and Dad hope that {name} will have friends and travel by bus.",
    ),
)
_NEEDS = (
    (
        "{name} has difficulty when {name} {act} {place}; it takes {long} and an adult has to begin it.",
        "Assessment in March found that {name} {act} at the level of a much younger child.",
    ),
    (
        "Following a busy morning, {name} finds it hard to settle. {name} rarely {act} {place} without a reminder.",
        "{name} understands more than {name} can say.",
    ),
    (
        "Attention and memory: {name} can hold two pieces of information. {name} {act} once it has been shown twice.",
        "Noise {place} makes this harder and {name} may leave the room.",
    ),
    (
        "It is difficult for {name} to see when others are joking. This shows {place}, where {name} {act} alone.",
        "With {tool} close by {name} manages for {long}.",
    ),
)
_OUTCOMES = (
    "By {when}, {name} {act} {place} on four days out of five, with one reminder.",
    "{name} will be able to say when something is hard {place}, so that it can be put right, by {when}.",
    "By {when} {name} will improve the way {name} {act}.",
    "{name} {act} {place} for {long} without an adult, three times in a week, by {when}.",
    "{name} will feel happier {place} and will have made progress with reading.",
)
_PROVISION = (
    "{staff} works with {name} {place} for {long} {often}, with {tool}, until {name} {act}.",
    "{name} will have access to {tool} {often}.",
    "{staff}, trained by the therapist, leads a group of four for {long} {often}; the class teacher reviews it each half term.",
    "Opportunities to practise how {name} {act} {place}, {often}, with support from {staff_low}.",
    "{staff} prepares {tool} before each lesson and goes through the day with {name} for {long} {often}.",
    "A programme set by {staff_low} is delivered for {long} {often} by an adult who knows {name} well.",
)
_OTHER = (
    "{name} is under the care of the community paediatrician, who sees {name} {often}.",
    "No health needs that are related to {name}'s special educational needs have been identified.",
    "The family has {long} of short break {often}.",
    "{name} takes no regular medicine. {staff} keeps the care plan up to date.",
)


@dataclass(frozen=True)
class Writer:
    """One person's way of writing: which sentences they reach for, and how long they go on."""

    pool: int
    rows: int
    prose: int


def plan(number: int) -> tuple[list[tuple[str, list[str] | list[list[str]]]], str]:
    """The content of one plan (headings with paragraphs or rows) and its layout."""
    chance = random.Random(number)
    writer = Writer(chance.randrange(4), chance.randint(9, 20), chance.randint(2, 5))
    name = chance.choice(NAMES)
    first = name.split()[0]

    def say(pattern: str) -> str:
        staff = chance.choice(STAFF)
        return pattern.format(
            name=first, like=chance.choice(LIKES), act=chance.choice(ACTS), place=chance.choice(PLACES), long=chance.choice(LONG),
            often=chance.choice(OFTEN), tool=chance.choice(TOOLS), when=chance.choice(WHEN), staff=staff,
            staff_low=staff[0].lower() + staff[1:] if not staff.startswith("The SENCO") else "the SENCO", they_obj="it to",
        )  # fmt: skip

    def prose(pool: tuple[str, ...], many: int, sentences: int = 4) -> list[str]:
        return [" ".join(say(chance.choice(pool)) for _ in range(sentences)) for _ in range(many)]

    views, needs = _VIEWS[writer.pool], _NEEDS[writer.pool] + _NEEDS[chance.randrange(4)]
    parts: list[tuple[str, list[str] | list[list[str]]]] = [
        (
            "",
            [
                f"Name: {name}",
                f"Date of birth: {chance.randint(1, 28)} May {chance.randint(2008, 2020)}",
                f"Status: {chance.choice(('Draft', 'Final', 'Amended final'))}",
                f"Date of plan: {chance.randint(1, 28)} March 2026",
            ],
        ),
        ("Section A: Views, interests and aspirations", prose(views, 2 + writer.prose, 3)),
    ]
    layout = ("headings", "tables", "rows", "bullets")[number % 4]
    for area in AREAS:
        parts.append((f"Section B: Special educational needs – {area}", prose(needs, writer.prose)))
    for at, area in enumerate(AREAS):
        outcomes = [say(chance.choice(_OUTCOMES)) for _ in range(chance.randint(2, 5))]
        provision = [say(chance.choice(_PROVISION)) for _ in range(writer.rows)]
        if layout == "tables":
            parts.append(
                (
                    f"Section E: Outcomes – {area}",
                    [["No.", "Outcome"], *([f"{at + 1}.{i + 1}", text] for i, text in enumerate(outcomes))],
                )
            )
            parts.append(
                (
                    f"Section F: Special educational provision – {area}",
                    [
                        ["Provision", "By whom", "How often"],
                        *([text, chance.choice(STAFF), chance.choice(OFTEN)] for text in provision),
                    ],
                )
            )
        elif layout == "rows":
            rows = [
                ["Outcome (Section E)", "Provision (Section F)"],
                *([outcome, "\n".join(provision[i :: len(outcomes)])] for i, outcome in enumerate(outcomes)),
            ]
            parts.append((f"Sections E and F: {area}", rows))
        else:
            mark = "• " if layout == "bullets" else ""
            parts.append((f"Section E: Outcomes – {area}", [f"{mark}{text}" for text in outcomes]))
            parts.append((f"Section F: Special educational provision – {area}", [f"{mark}{text}" for text in provision]))
    for heading in (
        "C: Health needs",
        "D: Social care needs",
        "G: Health provision",
        "H1: Social care provision",
        "H2: Other social care provision",
    ):
        parts.append((f"Section {heading}", prose(_OTHER, chance.randint(1, 3), 2)))
    parts += [("Section I: Placement", []), ("Section J: Personal budget", ["None requested."])]
    parts.append(
        (
            "Section K: Advice and information",
            [["Advice", "From", "Date"], *([s, "Dr Example", "12 January 2026"] for s in STAFF[:5])],
        )
    )
    return parts, layout


def word(number: int) -> bytes:
    """The plan as .docx."""
    body = []
    for heading, content in plan(number)[0]:
        if heading:
            body.append(_paragraph(heading, "Heading1"))
        if content and isinstance(content[0], list):
            body.append(_table([row for row in content if isinstance(row, list)]))
        else:
            body += [_paragraph(str(text)) for text in content]
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}"><w:body>{"".join(body)}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, data in _package():
            package.writestr(name, document if name == "word/document.xml" else data)
    return out.getvalue()


def pdf(number: int) -> bytes:
    """The plan as .pdf."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    styles = getSampleStyleSheet()
    story: list[object] = []
    for heading, content in plan(number)[0]:
        if heading:
            story.append(Paragraph(escape(heading), styles["Heading1"]))
        if content and isinstance(content[0], list):
            rows = [[Paragraph(escape(text).replace("\n", "<br/>"), styles["BodyText"]) for text in row] for row in content]
            story.append(Table(rows, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]), splitInRow=1))
        else:
            story += [Paragraph(escape(str(text)), styles["BodyText"]) for text in content]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=True).build(story)
    return out.getvalue()


def write(
    folder: Path, many: int, make: Callable[[int], bytes] = word, ending: str = ".docx", start: int = 0
) -> Iterator[Path]:
    """Write plans number `start` to `start + many - 1` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(start, start + many):
        path = folder / f"plan-{number:06}{ending}"
        path.write_bytes(make(number))
        yield path


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _paragraph(text: str, style: str = "") -> str:
    props = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{props}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _table(rows: list[list[str]]) -> str:
    def cell(text: str) -> str:
        return f"<w:tc><w:tcPr/>{''.join(_paragraph(line) for line in text.splitlines() or [''])}</w:tc>"

    grid = "<w:gridCol/>" * len(rows[0])
    lines = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


@cache
def _package() -> tuple[tuple[str, bytes], ...]:
    """The parts of an empty document of python-docx: styles, numbering, relationships."""
    from docx import Document

    out = io.BytesIO()
    Document().save(out)
    with zipfile.ZipFile(out) as package:
        return tuple((name, package.read(name)) for name in package.namelist())
