"""The reference plan: 13 pages, about 6,500 words in tables and prose, as .docx and .pdf, made anew for each run.

Its text is put together from phrases, so no figure about quality may be taken from it; it only has a real plan's shape."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

AREAS = (
    "Communication and interaction",
    "Cognition and learning",
    "Social, emotional and mental health",
    "Sensory and/or physical needs",
)
ACTS = ("asks a classmate to play", "reads a page aloud", "packs a school bag", "walks to the next lesson", "tells the time")
PLACES = ("at lunch", "in the library", "on the playground", "in maths", "at home", "in assembly", "on the bus")
STAFF = (
    "A teaching assistant",
    "A speech and language therapist",
    "The class teacher",
    "An occupational therapist",
    "The SENCO",
)
OFTEN = ("each day", "twice a week", "each week", "regularly", "as required", "three times a week", "each term")
LONG = ("10 minutes", "20 minutes", "30 minutes", "one hour", "15 minutes")


def _turns(*choices: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every combination once, then again from the start: much text without chance."""
    return itertools.cycle(itertools.product(*choices))


def content() -> list[tuple[str, list[str] | list[list[str]]]]:
    """Headings with their paragraphs, or with the rows of a table."""
    turn = _turns(STAFF, ACTS, LONG, PLACES, OFTEN)

    def provision() -> list[str]:
        staff, act, time, where, often = next(turn)
        return [
            f"{staff} works with Robin until Robin {act} {where}, with picture cards and a quiet space.",
            staff,
            f"{time} {often}",
        ]

    def outcome(number: int) -> list[str]:
        _, act, time, where, _ = next(turn)
        text = f"By the end of Key Stage {2 + number % 3}, Robin {act} {where} for {time} on four days out of five, so that it lasts."
        return [str(number), text, f"By July 2027 Robin {act} with one reminder."]

    def sentence() -> str:
        staff, act, time, where, often = next(turn)
        return f"{staff} has seen that Robin {act} {where} {often}, and that this takes {time} when the room is loud."

    def prose(count: int) -> list[str]:
        return [" ".join(sentence() for _ in range(4)) for _ in range(count)]

    parts: list[tuple[str, list[str] | list[list[str]]]] = [
        ("", ["Name: Robin Example", "Date of birth: 14 May 2016", "Status: Draft", "Date of plan: 9 March 2026"]),
        ("Section A: Views, interests and aspirations", prose(6)),
    ]
    for area in AREAS:
        parts.append((f"Section B: Special educational needs – {area}", prose(4)))
    for number, area in enumerate(AREAS):
        rows = [["No.", "Outcome", "Steps"], *(outcome(4 * number + i) for i in range(4))]
        parts.append((f"Section E: Outcomes – {area}", rows))
        parts.append(
            (
                f"Section F: Special educational provision – {area}",
                [["Provision", "By whom", "How often"], *(provision() for _ in range(18))],
            )
        )
    for heading in (
        "C: Health needs",
        "D: Social care needs",
        "G: Health provision",
        "H1: Social care provision",
        "H2: Other social care provision",
    ):
        parts.append((f"Section {heading}", prose(3)))
    parts += [("Section I: Placement", []), ("Section J: Personal budget", ["None requested."])]
    parts.append(
        (
            "Section K: Advice and information",
            [["Advice", "From", "Date"], *([s, "Dr Example", "12 January 2026"] for s in STAFF)],
        )
    )
    return parts


def word() -> bytes:
    """The reference plan as .docx."""
    document = Document()
    for heading, body in content():
        if heading:
            document.add_heading(heading, level=1)
        if body and isinstance(body[0], list):
            table = document.add_table(rows=0, cols=len(body[0]), style="Table Grid")
            for row in body:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        else:
            for text in body:
                document.add_paragraph(str(text))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf() -> bytes:
    """The reference plan as .pdf."""
    styles = getSampleStyleSheet()
    story: list[object] = []
    for heading, body in content():
        if heading:
            story.append(Paragraph(heading, styles["Heading1"]))
        if body and isinstance(body[0], list):
            rows = [[Paragraph(text, styles["BodyText"]) for text in row] for row in body]
            story.append(Table(rows, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")])))
        else:
            story += [Paragraph(str(text), styles["BodyText"]) for text in body]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=True).build(story)
    return out.getvalue()
