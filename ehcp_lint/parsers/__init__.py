"""From a file to a `Plan`: guard, the right reader, then sections, items and details.

`read_bytes` (the part that meets untrusted bytes) and `assemble` are apart so that the first can run behind a fence."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.limits import DEFAULT, Limits, refuse_larger, refuse_more_items
from ehcp_lint.parsers.transcript import Reading
from ehcp_lint.plan import Layer, Notice, Plan, Span

if TYPE_CHECKING:
    from ehcp_lint.rules import RulePack


def read_plan(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    password: str | None = None,
    rules: str | RulePack | None = None,
    limits: Limits = DEFAULT,
) -> Plan:
    """The plan in a Word, PDF, OpenDocument, RTF or text file, or in the bytes of one.

    Raises `CannotRead`, whose message is one line that says what the file is and what to do next. The file is read in this
    process; the command line reads behind a fence (`parsers.fence`). `rules` say what kind of document it is, if not a
    plan: the name of a shipped rule pack, the path of one, or one at hand (`ehcp_lint.rules`). `limits` say how large the file
    may be and how many pages of a PDF are read; those of time and memory need the fence."""
    if isinstance(source, bytes):
        return assemble(read_bytes(source, name or "plan", password, limits), rules)
    path = Path(source)
    return assemble(read_bytes(file_bytes(path, limits), name or path.name, password, limits), rules)


def file_bytes(path: Path, limits: Limits = DEFAULT) -> bytes:
    """The bytes of a file, with refusals for people: not there, a folder, not allowed, or too large to be a plan."""
    try:
        if not path.exists():
            raise CannotRead("there is no such file. Check the name and the folder.")
        if not path.is_file():
            raise CannotRead("this is not a file. Give the name of a Word or PDF file.")
        refuse_larger(path.stat().st_size, limits)
        return path.read_bytes()
    except PermissionError:
        raise CannotRead("you may not open this file. Ask whoever owns it, or copy it to a folder of your own.") from None
    except OSError as error:
        raise CannotRead(f"the file could not be opened ({error.strerror}). Copy it to this computer and try again.") from None


def read_bytes(data: bytes, name: str, password: str | None = None, limits: Limits = DEFAULT) -> Reading:
    """The blocks of a file, by the reader for what the bytes are, whatever the name says."""
    from ehcp_lint.parsers.guard import Format, identify

    match identify(data, name, limits):
        case Format.WORD:
            from ehcp_lint.parsers.word import read_word

            return read_word(data)
        case Format.PDF:
            from ehcp_lint.parsers.pdf import read_pdf

            return read_pdf(data, password, limits.pages)
        case other:
            from ehcp_lint.parsers.plain import read_plain

            return read_plain(data, other)


def assemble(reading: Reading, rules: str | RulePack | None = None) -> Plan:
    """The plan in a reading: its sections, items and details, and what is in none of them.

    Raises `CannotRead` for what holds far more than any plan."""
    from ehcp_lint.parsers.content import prompts_in
    from ehcp_lint.parsers.details import details
    from ehcp_lint.parsers.headings import Headings
    from ehcp_lint.parsers.items import items
    from ehcp_lint.parsers.placed import Part
    from ehcp_lint.parsers.sections import place
    from ehcp_lint.rules import RulePack, load_rules

    pack = rules if isinstance(rules, RulePack) else load_rules(rules) if rules else load_rules()
    placed, sections, named = place(reading.blocks, Headings(pack))
    preamble = tuple(entry.block.span for entry in placed if entry.part is Part.FRONT)
    outside = [entry.block for entry in placed if entry.part is Part.OUTSIDE]
    unplaced = sum(block.level is None for block in outside)
    furniture = [block for block in reading.blocks if block.layer is not Layer.BODY]
    found = items(placed, reading.text)
    refuse_more_items(len(found))
    prompts = cache(prompts_in)  # a table's cells repeat themselves
    return Plan(
        text=reading.text,
        blocks=reading.blocks,
        sections=tuple(sections),
        named=named,
        items=found,
        details=details(placed, furniture, pack),
        preamble=preamble,
        glossary=tuple(entry.block.span for entry in placed if entry.group == "glossary"),
        unplaced=tuple(block.span for block in outside),
        prompts=tuple(
            Span(entry.block.span.start + start, entry.block.span.start + end)
            for entry in placed
            if entry.letter and entry.part in (Part.PROMPT, Part.CONTENT)
            for start, end in prompts(entry.block.text)
        ),
        unread=(*reading.unread, *([Notice("unplaced", unplaced)] if unplaced else [])),
        source=reading.source,
        rules=pack,
        access=reading.access,
    )
