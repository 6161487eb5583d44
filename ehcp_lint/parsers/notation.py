"""The tiny plan notation: one line, one fixture for parsers, checks and docs alike.

    Name: Ines Calder                      a front-page answer
    A: I like drawing.                     one line of section A; the heading is added once
    E1: By July 2027 Ines will ...         outcome 1
    F1 (E1): A teaching assistant ...      provision 1, said to serve outcome 1
    B [Cognition and learning]: ...        under an area of need
    B strengths: ...                       a strength
    E steps: ...                           a step
    G: -                                   the heading with nothing under it
    > Ines told her teacher ...            a further paragraph of the same section
    # My special educational needs         a heading without a letter (">" lines stand under it)
    | Draft EHC plan for comment           a line of the front page
    ~ comments 2                           what was in the file and not read ("~ lost pages_without_text 1": words are missing)
    ~ plain headings                       the section headings are bold text without a heading style
    ~ bare pictures 2                      pictures without alternative text
    ~ 9 point 40                           of every 100 characters 40 are of this size, and the others of 12 point
    ~ table F: Provision | Who             section F is a table with these column headers; "|" parts the cells of its lines
    ~ headed table F: Provision | Who      and its first row is marked as the header row

A text that begins with "..." is laid over a complete plan: its sections replace those of the same letter, its front-page
answers those of the same question, and "no H2" takes a section or an answer away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ehcp_lint.errors import BadConfig
from ehcp_lint.parsers import assemble
from ehcp_lint.parsers.transcript import Reading, Transcript
from ehcp_lint.plan import Access, Cell, Letter, Place, Plan

_LINE = re.compile(
    r"(?P<letter>H1|H2|[A-K])(?P<number>\d{1,2}[a-z]?)?(?:\s+\((?P<links>[A-H]\d[^)]*)\))?(?:\s+\[(?P<area>[^\]]+)\])?"
    r"(?:\s+(?P<group>strengths|needs|steps))?:\s*(?P<text>.*)"
)
_ANSWER = re.compile(r"(?P<question>[A-Z][\w' ]{1,40}):\s*(?P<answer>.*)")
TITLES: dict[Letter, str] = {
    Letter.A: "Views, interests and aspirations of the child and their parents",
    Letter.B: "Special educational needs",
    Letter.C: "Health needs related to special educational needs",
    Letter.D: "Social care needs related to special educational needs or to a disability",
    Letter.E: "Outcomes",
    Letter.F: "Special educational provision",
    Letter.G: "Health provision",
    Letter.H: "Social care provision",
    Letter.H1: "Social care provision under section 2 of the Chronically Sick and Disabled Persons Act 1970",
    Letter.H2: "Other social care provision",
    Letter.I: "Placement",
    Letter.J: "Personal budget and direct payments",
    Letter.K: "Advice and information",
}
_TABLE = re.compile(r"~ (headed )?table (H1|H2|[A-K]): (.+)")
_GROUP_TITLES = {"strengths": "Strengths", "needs": "Needs", "steps": "Steps towards the outcome"}

COMPLETE = """
Name: Ines Calder
Date of birth: 14 May 2017
Status: Draft
Plan date: 9 March 2026
Review date: 9 March 2027
Reference: CAL-0417
A: Ines showed us what matters to her with photographs and Talking Mats, with her key worker Mr Adeyemi, on 3 February 2026.
> "I want to swim in the big pool," Ines said. She communicates in short sentences and with her picture book.
> Ines hopes to look after horses when she is grown up.
> Her mother and father told us, in their own meeting, that they want Ines to have a friend to tea.
B strengths: Ines is patient and gentle with younger children.
B [Communication and interaction]: Ines finds it hard to join a conversation that has already begun.
B [Cognition and learning]: Ines reads single words and needs more time than her classmates to learn a new one.
B [Social, emotional and mental health]: No special educational needs were identified in this area.
B [Sensory and/or physical needs]: No special educational needs were identified in this area.
C: No health needs related to Ines's special educational needs were identified by Dr Okafor, paediatrician, on 12 January 2026.
D: No social care needs were identified in the assessment by Ms Lindqvist, social worker, on 20 January 2026.
E1: By the end of Key Stage 2, Ines will start a conversation with a classmate at lunch on four days out of five, so that
she has friends to play with.
E steps: By December 2026, Ines will answer a classmate who speaks to her at lunch on three days out of five.
F1 (E1): A teaching assistant trained in Lego-based therapy leads a group of three children for 40 minutes twice each week.
G: No health provision is required, because no health needs were identified.
H1: No social care provision under section 2 of the Chronically Sick and Disabled Persons Act 1970 is required.
H2: No other social care provision is required.
I: This section is blank in a draft plan.
J: No direct payment was requested.
K: Educational psychology advice, Dr Amara Nwosu, 15 January 2026, attached.
> Parents' views, Mr and Mrs Calder, 3 February 2026, attached.
"""


@dataclass(slots=True)
class _Sketch:
    answers: dict[str, str] = field(default_factory=dict)
    lines: dict[Letter, list[tuple[str, str, str, str]]] = field(default_factory=dict)  # area, group, number, text
    front: list[str] = field(default_factory=list)
    notices: list[tuple[str, int, bool]] = field(default_factory=list)
    untitled: list[tuple[str, list[str]]] = field(default_factory=list)  # headings without a letter, with their text
    plain: bool = False
    access: Access = field(default_factory=Access)
    tables: dict[Letter, tuple[str, bool]] = field(default_factory=dict)  # column headers, whether they are marked as such


def read_notation(text: str) -> Plan:
    """The plan that the notation describes, read from its blocks as any other file is."""
    return assemble(transcribe(text))


def transcribe(text: str) -> Reading:
    """The blocks that a plain Word document of this plan would give."""
    sketch = _parse(text)
    transcript = Transcript("notation")
    paragraph = tables = 0

    def add(raw: str, **known: object) -> None:
        nonlocal paragraph
        paragraph += 1
        transcript.add(raw, Place(paragraph=paragraph), **known)  # type: ignore[arg-type]

    for line in sketch.front:
        add(line)
    for question, answer in sketch.answers.items():
        add(f"{question}: {answer}")
    style = "" if sketch.plain else "Heading 1"
    for letter in (known for known in Letter if known in sketch.lines):
        add(f"Section {letter}: {TITLES[letter]}", style=style, level=1 if style else None, strong=not style)
        if letter in sketch.tables:
            headers, marked = sketch.tables[letter]
            for row, line in enumerate([headers, *(words for *_, words in sketch.lines[letter])]):
                for column, words in enumerate(line.split("|")):
                    add(words, cell=Cell(tables, row, column, header=marked and row == 0))
            tables += 1
            continue
        last_area = last_group = ""
        for area, group, number, words in sketch.lines[letter]:
            if area and area != last_area:
                add(area, style="Heading 2", level=2)
            if group and group != last_group:
                add(_GROUP_TITLES[group], style="Heading 3", level=3)
            last_area, last_group = area or last_area, group
            if words:
                add(words, number=f"{number}." if number else "")
    for what, count, lost in sketch.notices:
        transcript.notice(what, count, lost=lost)
    for heading, texts in sketch.untitled:
        add(heading, style="Heading 1", level=1)
        for words in texts:
            add(words)
    return transcript.finish(sketch.access)


def _parse(text: str) -> _Sketch:
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    sketch = _Sketch()
    if lines and lines[0] in ("...", "…"):
        sketch = _parse(COMPLETE)
        lines = lines[1:]
    replaced: set[Letter] = set()
    last: Letter | None = None
    for line in lines:
        if line.startswith("no ") and (gone := line[3:].strip()):
            if gone in sketch.answers:
                del sketch.answers[gone]
            elif gone in tuple(Letter):
                sketch.lines.pop(Letter(gone), None)
            else:
                raise BadConfig(f"The notation has no '{gone}' to take away.")
        elif line.startswith("|"):
            sketch.front.append(line[1:].strip())
        elif line == "~ plain headings":
            sketch.plain = True
        elif match := re.fullmatch(r"~ bare pictures (\d+)", line):
            sketch.access = replace(sketch.access, bare_pictures=int(match[1]))
        elif match := re.fullmatch(r"~ ([\d.]+) point (\d+)", line):
            sketch.access = replace(sketch.access, sizes=((float(match[1]), int(match[2])), (12.0, 100 - int(match[2]))))
        elif match := _TABLE.fullmatch(line):
            sketch.tables[Letter(match[2])] = match[3], bool(match[1])
        elif match := re.fullmatch(r"~ (lost )?(\w+) (\d+)", line):
            sketch.notices.append((match[2], int(match[3]), bool(match[1])))
        elif line.startswith("#"):
            sketch.untitled.append((line[1:].strip(), []))
        elif line.startswith(">") and sketch.untitled:
            sketch.untitled[-1][1].append(line[1:].strip())
        elif line.startswith(">") and last:
            area, group, *_ = sketch.lines[last][-1]
            sketch.lines[last].append((area, group, "", line[1:].strip()))
        elif match := _LINE.fullmatch(line):
            last = Letter(match["letter"])
            if last not in replaced:
                replaced.add(last)
                sketch.lines[last] = []
            words = "" if match["text"].strip() == "-" else match["text"]
            if match["links"]:
                words = f"{words} ({match['links']})"
            sketch.lines[last].append((match["area"] or "", match["group"] or "", match["number"] or "", words))
        elif match := _ANSWER.fullmatch(line):
            sketch.answers[match["question"]] = match["answer"]
            last = None
        elif last:
            area, group, number, words = sketch.lines[last][-1]
            sketch.lines[last][-1] = (area, group, number, f"{words} {line}")
        else:
            raise BadConfig("A line of the notation is neither a section nor an answer.")
    return sketch
