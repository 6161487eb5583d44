"""One walk over the XML of a Word part, in document order: what a person who reads the document on paper sees, once.

Unwrapped: content controls, hyperlinks, smart tags, fields (their results), tracked insertions, the new place of a move.
Left out and counted: prompts of content controls nobody filled in, deletions, hidden and struck-through text, pictures.
Unknown elements are walked through: a wrapper that Word invents tomorrow loses no text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers.package import Element
from ehcp_lint.parsers.word.forms import Fields, check_mark, form_answer, is_contents, is_prompt
from ehcp_lint.parsers.word.numbering import Numbering
from ehcp_lint.parsers.word.ooxml import CHART, DIAGRAM, MC, PIC, VAL, VML, WP, A, M, W, has_text, on_one_line
from ehcp_lint.parsers.word.paragraph import OpenParagraph, Paragraph
from ehcp_lint.parsers.word.pictures import lacks_words
from ehcp_lint.parsers.word.styles import CONTENTS, Look, ParagraphSays, Styles, paragraph_says, run_says
from ehcp_lint.parsers.word.symbols import symbol, without_private
from ehcp_lint.parsers.word.tables import read_grid
from ehcp_lint.plan import Cell, Place

MAX_PARAGRAPHS = 100_000  # the longest plan on record has 128 pages, so a tenth of this

_P, _R, _T, _TBL = W + "p", W + "r", W + "t", W + "tbl"
_PPR, _RPR = W + "pPr", W + "rPr"
_TEXTS = (_T, W + "delText")
_TABLE_STYLE = f"{W}tblPr/{W}tblStyle"
_PAGE_BREAK = W + "lastRenderedPageBreak"
_LINES = str.maketrans("\n\r", "  ")  # a line end inside w:t is white space to Word; w:br is what breaks a line
_NO_LOOK = Look()
# Of no text, or text that is not shown where it stands.
_PASSED_OVER = (
    _PPR, _RPR, W + "sectPr", W + "tblPr", W + "tblGrid", W + "sdtPr", W + "sdtEndPr", W + "customXmlPr", W + "smartTagPr",
    W + "delText", W + "delInstrText", W + "rt", W + "rubyPr", W + "fldData", W + "ffData", W + "pgNum", MC + "Fallback",
)  # fmt: skip


class Walk:
    """Walks `root` when made; then `paragraphs` holds the text, `counts` what is not in it (keys of `plan.NOTICES`).

    `tables` is the number of tables before this part and after it, so that all cells of a document differ. `broken_fields`
    says that a field never ended: then nothing tells instructions from text, and the part is to be walked again with
    `trust_fields=False`, which takes all for text."""

    def __init__(
        self,
        root: Element,
        styles: Styles,
        numbering: Numbering,
        *,
        part: str | None = None,
        tables: int = 0,
        trust_fields: bool = True,
    ) -> None:
        self.paragraphs: list[Paragraph] = []
        self.counts: Counter[str] = Counter()
        self.bare_pictures = 0
        self._letters: Counter[float | None] = Counter()  # how many are of which size
        self.tables = tables
        self._styles, self._numbering, self._part = styles, numbering, part
        self._ordinals = {p: n for n, p in enumerate(root.iter(_P), 1)}
        if len(self._ordinals) > MAX_PARAGRAPHS:
            raise CannotRead(f"this Word file has more than {MAX_PARAGRAPHS:,} paragraphs. Copy the plan into a new document.")
        self._rendered = next(root.iter(_PAGE_BREAK), None) is not None
        self._page: int | None = None
        if part is None and (self._rendered or any(_breaks_page(e) for e in root.iter(W + "br"))):
            self._page = 1
        self._open = OpenParagraph()
        self._ordinal = 0
        self._style = ""
        self._plain = self._look = _NO_LOOK  # by the paragraph's style, and of the run
        self._cell: Cell | None = None
        self._size = styles.size  # of text whose own styles say none
        self._fields = Fields(trust_fields)
        self._in_contents = 0  # controls and fields that hold the table of contents
        self._check_mark = ""  # of the check box control we are in
        self._stretch = ""  # the kind of unseen text that the last run was, to count neighbours once
        self._deleted_here = False
        self._moved_away = 0
        self._handlers = self._all_handlers()
        self._inside(root)
        self._close()
        self.counts["moves"] = max(self.counts["moves"], self._moved_away)
        self.broken_fields = self._fields.broken

    def _all_handlers(self) -> dict[str, Callable[[Element], None]]:
        return {
            **dict.fromkeys(_PASSED_OVER, _pass_over),
            _P: self._paragraph,
            _R: self._run,
            _T: self._text,
            A + "t": self._text,
            _TBL: self._table,
            W + "tab": lambda e: self._say(e, " "),
            W + "ptab": lambda e: self._say(e, " "),
            W + "cr": lambda e: self._say(e, "\n"),
            W + "noBreakHyphen": lambda e: self._say(e, "-"),
            W + "br": self._break,
            _PAGE_BREAK: self._rendered_break,
            W + "sym": self._symbol,
            W + "sdt": self._control,
            W + "ins": self._inserted,
            W + "moveTo": self._moved_here,
            W + "del": self._deleted,
            W + "moveFrom": self._moved_from,
            W + "fldChar": self._field_character,
            W + "fldSimple": self._simple_field,
            W + "instrText": lambda e: self._fields.instruction(e.text or ""),
            MC + "AlternateContent": self._alternate,
            W + "txbxContent": self._text_box,
            VML + "textpath": self._word_art,
            WP + "inline": self._drawing,
            WP + "anchor": self._drawing,
            VML + "imagedata": self._old_picture,
            **dict.fromkeys((PIC + "pic", W + "contentPart", CHART + "chart"), lambda _: self._count("pictures")),
            DIAGRAM + "relIds": lambda _: self._count("diagrams"),
            W + "object": self._object,
            W + "control": lambda _: self._count("form_fields"),
            W + "altChunk": lambda _: self._count("inserted_documents"),
            W + "subDoc": lambda _: self._count("inserted_documents"),
            M + "oMath": lambda e: self._say(e, on_one_line(e)),
            W + "footnote": self._note,
            W + "endnote": self._note,
        }

    def _inside(self, element: Element) -> None:
        handlers = self._handlers
        for child in element:
            handlers.get(child.tag, self._inside)(child)

    # --- paragraphs

    def _paragraph(self, paragraph: Element) -> None:
        says = paragraph_says(paragraph[0] if len(paragraph) and paragraph[0].tag == _PPR else None)
        self._style = says.style
        self._plain = self._look = self._styles.look(self._style)
        self._ordinal = self._ordinals.get(paragraph, 0)
        self._stretch, self._deleted_here = "", False
        self._inside(paragraph)
        gone = self._mark_is_gone(says.mark)
        hidden = run_says(says.mark).hidden
        self._open.says = says
        self._open.ends_unseen = gone or (self._plain.hidden if hidden is None else hidden)
        if not gone:
            self._close()

    def _mark_is_gone(self, mark: Element | None) -> bool:
        """Whether a tracked change took the paragraph's mark away: then its text runs on into the next paragraph."""
        if mark is None or not len(mark):
            return False
        deleted = mark.find(W + "del") is not None
        if deleted and not self._deleted_here:
            self._count("deletions")
        return deleted or mark.find(W + "moveFrom") is not None

    def _close(self) -> None:
        """Ends the open paragraph, then reads the text boxes anchored in it."""
        done = self._open
        if done.says is None and not done.pieces and not done.boxes:  # nothing was begun since the last time
            return
        self._open = OpenParagraph()
        number, says = "", done.says or ParagraphSays()
        style = self._styles.paragraph(says.style)
        # Word numbers an empty paragraph too, but not one of which it shows neither text nor mark.
        if done.says is not None and (done.place is not None or not done.ends_unseen):
            number = self._numbering.paragraph(says.numbered, style.numbered, style.lists)
        if done.place is not None:
            name = CONTENTS if done.contents else style.name
            level = style.level if says.level is None else says.level or None
            self.paragraphs.append(Paragraph(done.pieces, done.place, name, level, number, done.strong, self._cell))
        for box in done.boxes:
            if box.tag == VML + "textpath":
                self._say(box, box.get("string"))
            else:
                self._inside(box)
            self._close()

    # --- text

    def _run(self, run: Element) -> None:
        handlers = self._handlers
        self._look = self._plain
        for child in run:
            tag = child.tag
            if tag == _T:
                self._text(child)
            elif tag == _RPR:
                self._look = self._run_look(child)
            else:
                handlers.get(tag, self._inside)(child)
        self._look = self._plain

    def _run_look(self, properties: Element) -> Look:
        style, bold, hidden, struck, size = run_says(properties)
        look = self._styles.look(self._style, style) if style else self._plain
        if bold is hidden is struck is size is None:
            return look
        return Look(
            look.bold if bold is None else bold,
            look.hidden if hidden is None else hidden,
            look.struck if struck is None else struck,
            size or look.size,
        )

    def _text(self, element: Element) -> None:
        text = element.text
        if not text:
            return
        text = text.translate(_LINES) if "\n" in text or "\r" in text else text
        if not text.isascii():
            text, unknown = without_private(text)
            self.counts["symbols"] += unknown
        if self._check_mark and len(text.strip()) == 1:
            text = text.replace(text.strip(), self._check_mark)
            self._check_mark = ""
            self._say(element, text)
            self._say(element.getparent(), " ")
            return
        self._say(element, text)

    def _say(self, element: Element, text: str) -> None:
        """Takes `text` into the open paragraph, unless nobody would see it."""
        if self._fields.muted or not text:
            return
        look, blank, now = self._look, text.isspace(), self._open
        if look.hidden or look.struck:
            kind = "hidden" if look.hidden else "struck"
            if not blank and self._stretch != kind:
                self._count(kind)
                self._stretch = kind
            return
        if not blank:
            if now.place is None:
                now.place = Place(self._ordinal or None, self._page, None, self._part)
            self._stretch = ""
            now.strong = now.strong and look.bold
            now.contents = now.contents or self._in_contents > 0 or self._fields.contents > 0
        self._letters[look.size or self._size] += len(text)
        now.pieces.append((element, text))

    def _break(self, element: Element) -> None:
        self._say(element, "\n")
        if _breaks_page(element) and not self._rendered and self._page is not None:
            self._page += 1

    def _rendered_break(self, _: Element) -> None:
        if self._page is not None:
            self._page += 1

    def _symbol(self, element: Element) -> None:
        character = symbol(element.get(W + "font", ""), element.get(W + "char", ""))
        if self._check_mark:
            character, self._check_mark = f"{self._check_mark} ", ""
        if character is None:
            self._count("symbols")
        self._say(element, character or " ")

    # --- pictures

    @property
    def sizes(self) -> tuple[tuple[float | None, int], ...]:
        """How many characters are of which size in points, smallest first; None where nothing says the size."""
        return tuple(sorted(self._letters.items(), key=lambda entry: entry[0] or 0))

    def _drawing(self, element: Element) -> None:
        before = self.counts["pictures"] + self.counts["diagrams"]
        self._inside(element)
        if self.counts["pictures"] + self.counts["diagrams"] > before and not self._look.hidden:
            self.bare_pictures += lacks_words(element)

    def _old_picture(self, element: Element) -> None:
        self._count("pictures")
        if not (self._fields.muted or self._look.hidden):
            self.bare_pictures += lacks_words(element.getparent())

    # --- wrappers

    def _control(self, control: Element) -> None:
        """A content control. What kind it is stands in its properties; what it shows, in its content."""
        content = control.find(W + "sdtContent")
        if content is None:
            return
        if is_prompt(control):
            self._prompt(content)
            return
        mark = check_mark(control)
        self._check_mark = mark or self._check_mark
        contents = is_contents(control)
        self._in_contents += contents
        self._inside(content)
        self._in_contents -= contents
        if mark and self._check_mark:  # no character in it to stand for the mark
            self._check_mark = ""
            self._say(control, f"{mark} ")

    def _prompt(self, content: Element) -> None:
        if has_text(content, _T):
            self._count("prompts")

    def _inserted(self, element: Element) -> None:
        if has_text(element, _T):
            self._count("insertions")
        self._inside(element)

    def _moved_here(self, element: Element) -> None:
        if has_text(element, _T):
            self._count("moves")
        self._inside(element)

    def _deleted(self, element: Element) -> None:
        if has_text(element, *_TEXTS):
            self._count("deletions")
            self._deleted_here = True

    def _moved_from(self, element: Element) -> None:
        self._moved_away += has_text(element, *_TEXTS)

    def _alternate(self, element: Element) -> None:
        """Word's newer and older way of saying the same: only one may be read."""
        choice = element.find(MC + "Choice")
        chosen = element.find(MC + "Fallback") if choice is None else choice
        if chosen is not None:
            self._inside(chosen)

    def _text_box(self, element: Element) -> None:
        if self._look.hidden:
            self.counts["hidden"] += has_text(element, _T)
        else:
            self._open.boxes.append(element)

    def _word_art(self, element: Element) -> None:
        if element.get("string"):
            self._open.boxes.append(element)

    def _object(self, element: Element) -> None:
        if element.find(W + "control") is not None:
            self._count("form_fields")
        else:
            self._count("embedded")

    def _note(self, element: Element) -> None:
        if element.get(W + "type", "normal") == "normal":
            self._inside(element)
            self._close()

    # --- fields

    def _field_character(self, element: Element) -> None:
        if answer := form_answer(element):
            self._say(element, answer)
        if self._fields.character(element):
            self._count("prompts")

    def _simple_field(self, element: Element) -> None:
        contents = element.get(W + "instr", "").split()[:1] == ["TOC"]
        self._in_contents += contents
        self._inside(element)
        self._in_contents -= contents

    # --- tables

    def _table(self, table: Element) -> None:
        self._close()
        grid = read_grid(table)
        self.counts["deletions"] += grid.deleted
        number, outer, size = self.tables, self._cell, self._size
        style = table.find(_TABLE_STYLE)
        self._size = size if style is None else self._styles.size_in(style.get(VAL, "")) or size
        self.tables += 1
        for cell in grid.cells:
            self._cell = Cell(number, cell.row, cell.column, cell.rows, cell.columns, cell.header, outer)
            for element in cell.elements:
                (self._prompt if cell.prompt else self._inside)(element)
            self._close()
        self._cell, self._size = outer, size

    def _count(self, what: str) -> None:
        if not self._fields.muted:
            self.counts[what] += 1


def _pass_over(_: Element) -> None:
    """Nothing in it is shown where it stands."""


def _breaks_page(element: Element) -> bool:
    return bool(element.get(W + "type") == "page")
