"""The adviser query list for a person at a terminal, and as JSON. The letters are `letters.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from ehcp_lint.outputs.clean import one_line, shorten
from ehcp_lint.outputs.phrases import count
from ehcp_lint.outputs.terminal import Line, line, shell_name
from ehcp_lint.queries.find import AUTHOR, Queries, Query, Question, ToAdviser
from ehcp_lint.rules import load_rules

LONGEST_LINE = 300  # characters of a line of the plan that are shown
NOTHING = "Nothing to ask an adviser, by the checks that ran."
ASKED_FOR = "The answers are the advisers' to give, in their own professional judgement: no amount is suggested here."


def queries_json(queries: Queries) -> str:
    """The list as one JSON object."""
    return queries.model_dump_json(indent=2) + "\n"


def summary(queries: Queries) -> str:
    """ "16 lines to ask 6 advisers about; 6 lines are for the writer of the plan to settle." """
    told = f"{count(queries.lines, 'line')} to ask {count(len(queries.advisers), 'adviser')} about" if queries.lines else ""
    mine = len(queries.writer)
    if not told:
        return NOTHING + (f" {for_writer(mine)}." if mine else "")
    return f"{told}; {for_writer(mine)}." if mine else f"{told}."


def for_writer(lines: int) -> str:
    """ "6 lines are for the writer of the plan to settle" """
    return f"{count(lines, 'line')} {'is' if lines == 1 else 'are'} for {AUTHOR} to settle"


def heading(adviser: ToAdviser) -> str:
    """ "The speech and language therapist (Imogen Adeyinka-Rowe)" """
    name = f" ({one_line(adviser.name)})" if adviser.name else ""
    return adviser.adviser[:1].upper() + adviser.adviser[1:] + name


def advice_known(adviser: ToAdviser) -> str:
    """What section K says of this adviser's advice."""
    if not adviser.listed:
        return "Section K lists no advice from this adviser."
    dates = [one_line(date) for date in adviser.advice]
    if not dates:
        return "Section K lists this adviser without a date of advice."
    return f"Section K lists advice of {' and '.join([', '.join(dates[:-1]), dates[-1]] if len(dates) > 1 else dates)}."


def asked(question: Question) -> str:
    """A question with the words of the plan that it is about in front of it."""
    words = ", ".join(f"“{one_line(word)}”" for word in question.words)
    return f"{words}: {question.text}" if words else question.text


def line_of_plan(query: Query) -> str:
    """The line of the plan that is asked about: its number, its words, what stands beside it; "" for a missing line.

    A line that is no item of the plan stands under the title of its section: "Health provision: “N/A”"."""
    told = _quoted(query.text)
    if not told:
        return ""
    if query.item is None:
        part = load_rules().part(query.section or "") if query.section != "K" else None
        title = part.title if part else ""
        return f"{title}: {told}" if title else told
    number = one_line(query.item.number).rstrip(".")
    row = "; ".join(_quoted(cell) for cell in query.row if cell.strip())
    return f"{number + '. ' if number else ''}{told}{f' (beside it: {row})' if row else ''}"


def _quoted(words: str) -> str:
    flat = shorten(" | ".join(words.split("\n")), LONGEST_LINE)
    return f"“{flat}”" if flat else ""


def queries_text(queries: Queries, *, path: str | None = None) -> list[Line]:
    """The list as paragraphs. `path` is the file as the user named it, for the commands that come next."""
    lines = [line((one_line(queries.file or "the plan"), "title")), line((summary(queries), "summary"))]
    if queries.advisers:
        lines.append(line((ASKED_FOR, "quiet")))
    if queries.unread:
        lines += [line(), line(("Notes on what was read", "title"))]
        lines += [
            line(f"- {one_line(entry.text)}{' (words may be missing)' if entry.lost else ''}", indent=2, hanging=2)
            for entry in queries.unread
        ]
    number = 0
    for adviser in queries.advisers:
        lines += [line(), line((heading(adviser), "section"), f"  {count(len(adviser.queries), 'line')}")]
        lines.append(line((advice_known(adviser), "quiet"), indent=2))
        for query in adviser.queries:
            number += 1
            lines += [line(), *_query(query, number)]
    if queries.writer:
        told = f"  {count(len(queries.writer), 'line')}"
        lines += [line(), line((AUTHOR[:1].upper() + AUTHOR[1:], "section"), told)]
        lines.append(line(("No adviser is clear from the plan; these are in no letter.", "quiet"), indent=2))
        for query in queries.writer:
            number += 1
            lines += [line(), *_query(query, number)]
    if path and queries.advisers:
        letters = shell_name(f"{PurePath(path).stem}.queries.docx")
        lines += [line(), line(("What to do next", "section"))]
        lines.append(line("Write one letter for each adviser, for Word:", indent=2))
        lines.append(
            line((f"ehcp-lint queries {shell_name(path)} --format docx -o {letters}", "command"), indent=8, whole=True)
        )
        lines.append(line("Put the answers into the plan and run this again: what is answered leaves the list.", indent=2))
    return [*lines, line(), line((queries.footer, "quiet"))]


def _query(query: Query, number: int) -> Iterator[Line]:
    told = line_of_plan(query)
    yield line(f"{number:>4}  ", told or ("Not in the list of section K.", "quiet"), hanging=6)
    yield line(("Where   ", "quiet"), one_line(query.place.text), indent=6, hanging=8)
    for place, question in enumerate(query.questions):
        yield line(("Ask     " if not place else "        ", "quiet"), asked(question), indent=6, hanging=8)
    checks = ", ".join(dict.fromkeys(check for question in query.questions for check in question.checks))
    yield line(("Why     ", "quiet"), query.because, (f"  [{checks}]" if checks else "", "quiet"), indent=6, hanging=8)
