"""Header rows of tables: what each column means, and tables of advice or of words that are told by their headers."""

from __future__ import annotations

import re
from itertools import pairwise

from ehcp_lint.parsers.content import ends_sentence
from ehcp_lint.parsers.headings import AREA, PARTS, ROLES, Headings, Label, Wording, initials
from ehcp_lint.plan import Block, Letter

HEADER_ASIDE = re.compile(r"\s*\([^()]*\)")
LONGEST_HEADER = 25  # words
_TITLE_BLOCKS = 2  # a letter and its title; more are the section's text
_MOSTLY = 0.6
_LONGEST_UNKNOWN = 6  # words


def column_meanings(
    cells: dict[int, list[Block]], headings: Headings, scope: tuple[Letter, ...] = (), *, form: bool = False
) -> dict[int, tuple[str, bool]]:
    """What each column of a header row means, and whether its letter is written; empty if the row is not one.

    `scope` are the letters of the joint heading above it. In a form a row of two words is a label with its answer ("Who will
    help | School")."""
    meanings: dict[int, tuple[str, bool]] = {}
    by_letter: dict[int, tuple[str, bool]] = {}
    unknown: list[str] = []
    for column, blocks in cells.items():
        text = " ".join(block.text for block in blocks)
        known = headings.wording((HEADER_ASIDE.sub("", text) if "(" in text else text) or text)
        bold = all(b.strong for b in blocks) and not (known and known.means in ROLES)  # "F Who" is a column of F's
        says_role = known is not None and role_first(known) and known.share >= _MOSTLY and not headings.says_section(text)
        label = None if says_role else headings.label(text)
        label = label or (headings.scoped(text, scope) if bold else None)
        if label and _text_below(blocks, headings, label):
            return {}
        titled = label is not None and len(blocks) <= _TITLE_BLOCKS and headings.titles(label.title, label.letters)
        short = len(text.split()) <= LONGEST_HEADER or titled
        if label and short and len(initials(label.letters)) == 1 and (label.sure or headings.says_section(text)):
            meanings[column] = (label.letters[0], True)  # "PART F What will be done | Who | How often": its title may be any
        elif (
            known
            and (known.share >= 0.6 or role_first(known))
            and len(text.split()) <= 12
            and known.means not in PARTS | {AREA}
        ):
            meanings[column] = (known.means.split("+")[0], False)
        elif label and short and len(label.letters) == 1:
            by_letter[column] = (label.letters[0], True)  # "H1 – Provision under the 1970 Act", where others are sure
        elif alone := headings.alone(text):
            by_letter[column] = (alone[0], True)
        else:
            unknown.append(text)
    if any(labelled for _, labelled in meanings.values()) or len(by_letter) > 1:
        meanings |= by_letter  # "D Need | H1 | H2"
    else:
        unknown += [letter for letter, _ in by_letter.values()]
    most = _LONGEST_UNKNOWN + 2 * (sum(labelled for _, labelled in meanings.values()) > 1)
    if len(meanings) < 2 or len(meanings) < 0.6 * len(cells) or any(len(text.split()) > most for text in unknown):
        return {}
    letters = [meaning for meaning, _ in meanings.values() if meaning[:1].isupper()]
    if len(set(letters)) < len(letters) or len({meaning for meaning, _ in meanings.values()}) < 2:
        return {}
    row = [block for blocks in cells.values() for block in blocks]
    if form and not all(labelled for _, labelled in meanings.values()) and not all(b.strong for b in row):
        return {}
    surely = all(b.strong for b in row) or any(b.cell and (b.cell.header or b.cell.row == 0) for b in row)
    lettered = sum(labelled for _, labelled in meanings.values())
    return {c: (_GROUP_LETTER.get(m, m), lab) for c, (m, lab) in meanings.items()} if surely or lettered or not unknown else {}


AREA_ASKED = ("Area", "Area of need", "Area of special educational need", "Area of life")


def explains_words(rows: list[dict[int, list[Block]]], headings: Headings) -> bool:
    """Whether the rows of a table of two columns are short terms, none of them a section's label, with what each means."""
    terms = [row[min(row)][0].text for row in rows]
    pairs = sum(len(row) == _PAIR for row in rows)
    labels = [headings.label(term) for term in terms]
    short = all(len(term.split()) <= _LONGEST_UNKNOWN for term in terms) and not any(label and label.sure for label in labels)
    return short and len(rows) > 1 and pairs >= len(rows) - 1


_PAIR = 2  # a word and its meaning


def asks_for_area(headings: Headings, blocks: list[Block]) -> bool:
    """A header that asks which area of need the row is about."""
    known = headings.wording(" ".join(block.text for block in blocks))
    return known is not None and known.means == AREA and known.name in AREA_ASKED


def _text_below(blocks: list[Block], headings: Headings, label: Label) -> bool:
    """Whether a cell holds a whole label and, below it, text of its section ("H1", "None. Assessed in May.")."""
    own = headings.label(blocks[0].text) if len(blocks) > 1 else None
    whole = bool(own and own.sure) or (len(blocks) > 1 and bool(headings.alone(blocks[0].text)))
    return whole and any(ends_sentence(b.text) and not headings.titles(b.text, label.letters) for b in blocks[1:])


def only_area(headings: Headings, blocks: list[Block]) -> bool:
    """A column that is headed by an area of need holds items of its own."""
    known = headings.wording(" ".join(block.text for block in blocks))
    return known is not None and known.means == AREA


def role_first(known: Wording) -> bool:
    """A column header that begins with a role says no more than that ("Who / how often / where")."""
    return known.means in ROLES and known.leads and known.share >= 0.3


_GROUP_LETTER = {"needs": "B"}  # as a column beside outcomes or provision, "Needs" is section B


def heads_advice(cells: dict[int, list[Block]]) -> bool:
    """The first row of a table of advice ("Advice from | Name | Date"): short words, one of them the date's."""
    blocks = [block for column in cells.values() for block in column]
    first = all(
        b.cell and b.cell.row == 0 and len(b.text.split()) <= 4 and not any(c.isdigit() for c in b.text) for b in blocks
    )
    return first and len(cells) >= 2 and any(re.match(r"\W*date", b.text, re.IGNORECASE) for b in blocks)


_WORD_COLUMN = re.compile(
    r"\W*(?:abbreviations?|acronyms?|terms?|words?|short (?:forms?|for)|initials|letters|jargon)(?: used)?\W*", re.IGNORECASE
)
_MEANING_COLUMN = re.compile(
    r"\W*(?:(?:full )?meanings?|(?:what )?it (?:means|stands for)|what (?:it|this|they) means?|stands for|in full|"
    r"in plain words|explanation|definition)\W*",
    re.IGNORECASE,
)


def lists_words(cells: dict[int, list[Block]]) -> bool:
    """The header of a table of words and what they mean."""
    texts = [" ".join(block.text for block in blocks) for _, blocks in sorted(cells.items())]
    return any(_WORD_COLUMN.fullmatch(a) and _MEANING_COLUMN.fullmatch(b) for a, b in pairwise(texts))
