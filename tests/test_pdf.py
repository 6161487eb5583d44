"""The PDF reader: the blocks that the Word file of the same plan would give, whatever the pages did to them."""

from __future__ import annotations

import re
from collections import Counter

import pdf_files as f
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers import pdf
from ehcp_lint.parsers.pdf import page as pdf_page
from ehcp_lint.parsers.pdf import read_pdf
from ehcp_lint.parsers.pdf import rules as pdf_rules
from ehcp_lint.parsers.pdf import tables as pdf_tables
from ehcp_lint.parsers.pdf import words as pdf_words
from ehcp_lint.parsers.transcript import Reading
from ehcp_lint.plan import Block, Cell, Layer

LONG = (
    "Sam finds it hard to follow instructions that have more than two parts, and he needs an adult to say them again one at a "
    "time while he looks at the pictures on his desk, because he remembers what he has seen for longer than what he has heard"
)
ALSO = (
    "Maya joins in with games at lunch time when a friend asks her, but she does not yet ask to join one herself, and she goes "
    "to the library instead when nobody has come to fetch her by the time that the bell has rung for the second sitting"
)


def blocks(data: bytes, layer: Layer = Layer.BODY) -> list[Block]:
    return [block for block in read_pdf(data).blocks if block.layer is layer]


def lines(data: bytes, layer: Layer = Layer.BODY) -> list[str]:
    return [block.text for block in blocks(data, layer)]


def cells(data: bytes) -> dict[tuple[int, int], str]:
    """The text of each cell of the only table, by row and column; paragraphs of a cell are parted by a stroke."""
    found: dict[tuple[int, int], str] = {}
    for block in blocks(data):
        if block.cell:
            assert block.cell.table == 0
            key = block.cell.row, block.cell.column
            found[key] = f"{found[key]} | {block.text}" if key in found else block.text
    return found


def notices(data: bytes) -> dict[str, tuple[int, bool, tuple[int, ...]]]:
    return {notice.what: (notice.count, notice.lost, notice.pages) for notice in read_pdf(data).unread}


def refusal(data: bytes, password: str | None = None) -> CannotRead:
    with pytest.raises(CannotRead) as caught:
        read_pdf(data, password)
    assert "\n" not in str(caught.value)
    return caught.value


# --- paragraphs


def test_the_lines_of_a_paragraph_are_rejoined_and_paragraphs_are_kept_apart() -> None:
    assert lines(f.story(f.p(LONG + "."), f.p(ALSO + "."))) == [LONG + ".", ALSO + "."]


def test_paragraphs_without_space_between_them_are_told_apart_by_their_short_last_lines() -> None:
    short = ["Sam likes maths.", "Sam likes swimming", "His sister is called Maya"]
    assert lines(f.story(*(f.p(line, f.TIGHT) for line in short))) == short


def test_text_that_is_set_flush_on_both_sides_is_read_in_order() -> None:
    flush = f.ParagraphStyle("flush", f.BODY, alignment=4)
    assert lines(f.story(f.p(LONG + ".", flush), f.p(ALSO + ".", flush))) == [LONG + ".", ALSO + "."]


def test_a_first_line_indent_begins_a_paragraph() -> None:
    indented = f.ParagraphStyle("indented", f.TIGHT, firstLineIndent=24)
    assert lines(f.story(f.p(LONG + ".", indented), f.p(ALSO + ".", indented))) == [LONG + ".", ALSO + "."]


def test_headings_have_levels_by_size_and_bold_text_is_strong() -> None:
    data = f.story(
        f.p("Section A: Views", f.HEAD), f.p("My history", f.SUBHEAD), f.p(LONG), f.p("Strengths", f.BOLD), f.p(ALSO),
    )  # fmt: skip
    assert [(b.text[:8], b.level, b.strong) for b in blocks(data)] == [
        ("Section ", 1, True), ("My histo", 2, True), (LONG[:8], None, False), ("Strength", None, True), (ALSO[:8], None, False),
    ]  # fmt: skip


def test_the_title_of_the_plan_does_not_push_the_headings_down() -> None:
    title = f.ParagraphStyle("title", f.HEAD, fontSize=24, leading=30)
    data = f.story(f.p("Education, Health and Care Plan", title), f.p("Section A", f.HEAD), f.p(LONG), f.p("Section B", f.HEAD))
    assert [b.level for b in blocks(data) if b.text.startswith("Section")] == [1, 1]


@pytest.mark.parametrize(
    ("mark", "number"), [("•", "•"), ("–", "•"), ("1.", "1."), ("a)", "a)"), ("(iv)", "(iv)"), ("2.1", "2.1")]
)
def test_bullets_and_list_numbers_are_split_off(mark: str, number: str) -> None:
    wide = f.ParagraphStyle("wide", f.LIST, leftIndent=28)
    data = f.story(f.p(LONG + ".", wide, mark), f.p("Sam likes maths.", wide, mark))
    assert [(b.number, b.text) for b in blocks(data)] == [(number, LONG + "."), (number, "Sam likes maths.")]


def test_a_number_typed_before_a_sentence_stays_in_it() -> None:
    assert lines(f.story(f.p("2. Sam likes maths."), f.p("A. Khan wrote this."))) == [
        "2. Sam likes maths.",
        "A. Khan wrote this.",
    ]


def test_a_hyphen_that_belongs_to_its_word_stays() -> None:
    said = f.drawn(
        f.say("The therapist will train every teacher for 30 minutes and review it half-", "termly with the family.")
    )
    assert lines(said) == ["The therapist will train every teacher for 30 minutes and review it half-termly with the family."]


def test_a_hyphen_that_a_line_end_made_goes_where_the_plan_has_the_word_undivided() -> None:
    first = "The provision for Maya is set out below, and the communication aid is part of the provi-"
    second = "sion; the school will review the communi-"
    data = f.drawn(f.say(first, second + " " * 3, "cation aid with her family."))
    assert "provision; the school" in " ".join(lines(data))


def test_a_word_too_long_for_its_column_is_one_word_again() -> None:
    data = f.story(f.grid(["Communication", "Sam needs help with communication."], widths=[48, 300]))
    assert cells(data)[0, 0] == "Communication"


def test_words_that_the_file_sets_apart_without_spaces_are_apart() -> None:
    def draw(canvas: Canvas) -> None:
        for word, x in (("Sam", 72), ("likes", 98), ("maths.", 126)):
            canvas.drawString(x, 700, word)

    assert lines(f.drawn(draw)) == ["Sam likes maths."]


def test_a_heading_with_spaced_out_letters_is_words() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica-Bold", 14)
        text.setCharSpace(8)
        text.textLine("SECTION B")
        canvas.drawText(text)

    assert lines(f.drawn(draw)) == ["SECTION B"]


def test_a_raised_ordinal_stays_on_its_line() -> None:
    assert lines(f.story(f.p("Seen on the 4<super>th</super> of May by the team."))) == ["Seen on the 4th of May by the team."]


def test_ligatures_and_odd_spaces_are_plain() -> None:
    content = "BT /F 12 Tf 72 700 Td (Sam\\240is con\\256dent) Tj ET"
    font = "<< /Type /Encoding /Differences [174 /fi] >>"
    data = f.raw(content=content).replace(b"/BaseFont /Helvetica", b"/BaseFont /Helvetica /Encoding " + font.encode())
    assert lines(data) == ["Sam is confident"]


# --- over the page


def test_a_paragraph_broken_by_the_page_is_one_again_without_the_running_lines() -> None:
    words = ALSO.split()
    texts = [" ".join(["Sam", *words[n:], *words[:n]]) + "." for n in range(30)]
    data = f.story(*map(f.p, texts), header="Maya Ali, born 4 May 2016", footer="Page {} of 2")
    assert max(block.place.page or 0 for block in blocks(data)) == 2
    assert lines(data) == texts
    assert lines(data, Layer.FURNITURE) == ["Maya Ali, born 4 May 2016", "Page 1 of 2"]


def test_a_sentence_is_not_joined_over_a_page_that_could_not_be_read() -> None:
    first, last = [*[ALSO[:90]] * 20, "Sam needs help with his"], ["shoes every morning.", *[LONG[:90]] * 20]
    assert "Sam needs help with his shoes" not in read_pdf(f.drawn(f.say(*first), f.scan, f.say(*last))).text


@pytest.mark.parametrize("footer", ["{}", "Page {}", "{} | Page", "- {} -", "Riverbank Council    Page {}"])
def test_page_numbers_are_set_aside(footer: str) -> None:
    texts = [LONG, ALSO, "Sam likes maths."]
    assert lines(f.story(f.p(LONG), f.new_page(), f.p(ALSO), f.new_page(), f.p(texts[2]), footer=footer)) == texts


def test_a_footnote_does_not_stand_in_the_sentence_that_goes_on_over_the_page() -> None:
    def first(canvas: Canvas) -> None:
        f.say("Sam works with the educational psychologist, who saw him three times in the spring term of", y=90)(canvas)
        canvas.line(72, 78, 200, 78)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 66, "1 Now with another service.")

    def second(canvas: Canvas) -> None:
        f.say("this year, and with his teacher.", "", "Maya likes music.")(canvas)

    data = f.drawn(first, second)
    assert lines(data)[0].endswith("spring term of this year, and with his teacher.")
    assert lines(data, Layer.NOTE) == ["1 Now with another service."]


def test_a_heading_at_the_top_of_several_pages_is_no_running_header() -> None:
    pages = [
        f.p("Needs", f.HEAD),
        f.p(LONG),
        f.new_page(),
        f.p("Needs", f.HEAD),
        f.p(ALSO),
        f.new_page(),
        f.p(LONG),
        f.new_page(),
    ]
    assert lines(f.story(*pages, f.p(ALSO), f.new_page(), f.p(LONG))).count("Needs") == 2


def test_rows_that_count_at_the_top_of_pages_are_no_page_numbers() -> None:
    pages = [f.grid([f"E{n}", LONG], widths=[60, 380]) for n in (1, 4, 9)]
    data = f.story(pages[0], f.new_page(), pages[1], f.new_page(), pages[2])
    assert [line for line in lines(data) if line != LONG] == ["E1", "E4", "E9"]


def test_a_block_knows_its_page_and_place() -> None:
    data = f.drawn(f.say("Sam likes maths."), f.say("Maya likes music.", x=100, y=500))
    second = blocks(data)[1]
    assert second.place.page == 2
    assert second.place.box is not None
    left, top, right, bottom = second.place.box
    assert left == 100
    assert top < f.HEIGHT - 500 < bottom
    assert 80 < right - left < 100


# --- tables


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    data = f.story(f.p("Before."), f.grid(["Need", "Provision"], [LONG, ALSO]), f.p("After."))
    assert cells(data) == {(0, 0): "Need", (0, 1): "Provision", (1, 0): LONG, (1, 1): ALSO}
    assert [b.text for b in blocks(data) if not b.cell] == ["Before.", "After."]


def test_paragraphs_and_bullets_within_a_cell_are_kept_apart() -> None:
    data = f.story(
        f.grid(["E1", [f.p(LONG + ".", f.CELL), f.p("Daily.", f.LIST, "•"), f.p("Weekly.", f.LIST, "•")]], widths=[40, 300])
    )
    assert cells(data)[0, 1] == f"{LONG}. | Daily. | Weekly."
    assert [b.number for b in blocks(data)] == ["", "", "•", "•"]


def test_merged_cells_appear_once_with_their_extent() -> None:
    merged = [("SPAN", (0, 0), (2, 0)), ("SPAN", (0, 1), (0, 2))]
    data = f.story(f.grid(["Communication", "", ""], ["Need", "Outcome", "Daily"], ["", "Step", "Weekly"], styles=merged))
    assert {b.text: b.cell for b in blocks(data)} == {
        "Communication": Cell(0, 0, 0, 1, 3), "Need": Cell(0, 1, 0, 2, 1), "Outcome": Cell(0, 1, 1), "Daily": Cell(0, 1, 2),
        "Step": Cell(0, 2, 1), "Weekly": Cell(0, 2, 2),
    }  # fmt: skip


def test_a_box_around_text_is_a_cell() -> None:
    [block] = blocks(f.story(f.grid([LONG], widths=[300])))
    assert block.cell == Cell(0, 0, 0)


@pytest.mark.parametrize("width", [120, 200])
def test_a_table_in_a_cell_has_cells_of_its_own(width: int) -> None:
    # 200 fills the outer cell, whose padding is left out as Word does: the lines of the two tables fall on each other
    inner = f.grid(["Who", "A teaching assistant"], ["Review", "Termly"], widths=[width * 0.4, width * 0.6])
    flush = [("LEFTPADDING", (1, 0), (1, -1), 0), ("RIGHTPADDING", (1, 0), (1, -1), 0)] if width == 200 else []
    outer = f.grid(
        ["No.", "Provision", "When"], ["F1", [f.p("Sam will have:", f.CELL), inner, f.p("from May.", f.CELL)], "Daily"],
        widths=[40, 200, 80], styles=flush,
    )  # fmt: skip
    found = {b.text: b.cell for b in blocks(f.story(outer))}
    home = Cell(0, 1, 1)
    assert found["Sam will have:"] == found["from May."] == home
    assert found["A teaching assistant"] == Cell(1, 0, 1, outer=home)
    assert found["Termly"] == Cell(1, 1, 1, outer=home)
    assert found["Daily"] == Cell(0, 1, 2)


def test_a_table_drawn_with_inner_lines_only_has_its_outer_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (700, 680, 660):
            canvas.line(72, y, 472, y)
        canvas.line(200, 700, 200, 660)
        for x, y, word in ((80, 686, "Need"), (210, 686, "Provision"), (80, 666, "Reading"), (210, 666, "Daily")):
            canvas.drawString(x, y, word)

    assert cells(f.drawn(draw)) == {(0, 0): "Need", (0, 1): "Provision", (1, 0): "Reading", (1, 1): "Daily"}


def test_a_header_row_with_colours_and_no_lines_has_columns() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        for x in (72, 172, 272):
            canvas.rect(x, 680, 100, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.rect(72, 640, 300, 60)
        for y in (680, 660):
            canvas.line(72, y, 372, y)
        for x in (172, 272):
            canvas.line(x, 640, x, 680)
        for n, word in enumerate("Need Who When Reading Mum Daily Maths Dad Weekly".split()):
            canvas.drawString(80 + 100 * (n % 3), 686 - 20 * (n // 3), word)

    assert [cells(f.drawn(draw))[0, n] for n in range(3)] == ["Need", "Who", "When"]


def test_a_table_without_lines_is_read_row_by_row() -> None:
    plain = f.Table(
        [[f.p(LONG, f.CELL), f.p(ALSO, f.CELL)], ["Maya", f.p(LONG, f.CELL)]],
        [150, 220],
        style=[("VALIGN", (0, 0), (-1, -1), "TOP")],
    )
    assert lines(f.story(plain)) == [LONG, ALSO, "Maya", LONG]


def test_a_label_and_its_answer_on_one_line_are_one_line() -> None:
    def draw(canvas: Canvas) -> None:
        for n, (label, answer) in enumerate((("Name:", "Maya Ali"), ("Born:", "4 May 2016"), ("School:", "Riverbank Primary"))):
            canvas.drawString(72, 700 - 20 * n, label)
            canvas.drawString(200, 700 - 20 * n, answer)

    assert lines(f.drawn(draw)) == ["Name: Maya Ali", "Born: 4 May 2016", "School: Riverbank Primary"]


def test_a_row_that_the_page_splits_is_one_row_again() -> None:
    xs, heads = [60, 110, 300, 480], ["No.", "Need", "Provision"]

    def first(canvas: Canvas) -> None:
        f.ruled(
            canvas, xs, [770, 750, 600, 90], [heads, ["F1", ALSO, "Daily."], ["F2", LONG[:190], "An adult will help every"]]
        )

    def second(canvas: Canvas) -> None:
        f.ruled(canvas, xs, [770, 750, 700, 600], [heads, ["", LONG[190:], "morning for 20 minutes."], ["F3", ALSO, "Weekly."]])

    found = cells(f.drawn(first, second))
    assert [found[2, column] for column in range(3)] == ["F2", LONG, "An adult will help every morning for 20 minutes."]
    assert [found[3, column] for column in range(3)] == ["F3", ALSO, "Weekly."]
    assert max(found) == (3, 2)


def test_full_lines_that_stop_in_mid_sentence_say_that_the_page_split_a_row() -> None:
    xs = [60, 180, 300]

    def first(canvas: Canvas) -> None:
        f.ruled(
            canvas,
            xs,
            [770, 700, 90],
            [["Sam reads aloud.", "Daily, ten minutes."], ["Sam will be safe and calm by", "A tutor comes for an hour and"]],
        )

    def second(canvas: Canvas) -> None:
        f.ruled(
            canvas,
            xs,
            [770, 700, 650],
            [["2027 and will learn again", "looks at the work, week by week."], ["Sam swims.", "Weekly."]],
        )

    found = cells(f.drawn(first, second))
    assert found[1, 0].replace(" | ", " ") == "Sam will be safe and calm by 2027 and will learn again"
    assert max(found) == (2, 1)


def test_struck_words_are_left_out_and_counted() -> None:
    text = "Sam will read with <strike>nine</strike> two adults each day and with his class once a week in the library."
    data = f.story(f.p(text), f.grid(["<strike>Weekly.</strike> Daily.", "<u>A teacher</u>"], widths=[100, 100]))
    assert lines(data) == [
        "Sam will read with two adults each day and with his class once a week in the library.",
        "Daily.",
        "A teacher",
    ]
    assert notices(data)["struck"][0] == 2


def test_lines_beside_or_below_words_strike_nothing_out() -> None:
    def drawn(*rules: tuple[float, float, float]) -> list[str]:
        def page(canvas: Canvas) -> None:
            canvas.setFont("Helvetica", 11)
            canvas.drawString(72, 700, "Sam will read with nine adults each day.")
            for x0, x1, height in rules:
                canvas.line(x0, height, x1, height)

        return lines(f.drawn(page))

    whole = "Sam will read with nine adults each day."
    nine = (164, 186, 703.0)  # through the small letters of "nine"
    assert drawn(nine) == ["Sam will read with adults each day."]
    assert drawn((164, 186, 698.0)) == [whole]  # below it
    assert drawn((164, 186, 709.0)) == [whole]  # above it
    assert drawn((164, 172, 703.0)) == [whole]  # a third of it only
    assert drawn((20, 60, 703.0), (300, 500, 703.0)) == [whole]  # beside it
    assert drawn((164, 175, 703.0), (175, 186, 703.0)) == ["Sam will read with adults each day."]  # two halves


def test_a_heading_may_go_on_in_smaller_type() -> None:
    text = "What do we want to happen, and what must be provided? <font size=10>(Sections E and F, both of them together, here)</font>"
    found = lines(f.story(f.p(text, f.SUBHEAD), f.p("By July 2027 Sam will read.")))
    assert found[0].startswith("What do we want")
    assert found[0].endswith("here)")


def test_a_header_row_that_repeats_is_kept_once_and_marked() -> None:
    rows = [[f"F{n}", f"{LONG} ({n})."] for n in range(1, 25)]
    found = blocks(f.story(f.grid(["No.", "Provision"], *rows, widths=[40, 300], repeat=1)))
    assert [b.text for b in found if b.cell and b.cell.header] == ["No.", "Provision"]
    assert [b.text for b in found].count("Provision") == 1
    assert {b.cell.table for b in found if b.cell} == {0}


def test_rows_that_begin_on_a_new_page_stay_rows_of_their_own() -> None:
    rows = [[f"{n}.", f"{LONG} {n}", f"Every {n} weeks"] for n in range(1, 25)]
    data = f.story(f.grid(*rows, widths=[40, 250, 100], splitByRow=1))
    assert len({key[0] for key in cells(data)}) == 24


def test_a_table_that_ends_before_the_page_does_is_not_joined_to_the_next() -> None:
    first, second = f.grid(["Need", LONG], widths=[100, 300]), f.grid(["Need", ALSO], widths=[100, 300])
    tables = {b.cell.table for b in blocks(f.story(f.p(LONG), first, f.new_page(), second)) if b.cell}
    assert tables == {0, 1}


def test_a_box_that_goes_on_over_the_page_is_one_cell() -> None:
    data = f.drawn(
        lambda canvas: f.ruled(canvas, [60, 500], [770, 90], [[LONG + "."]]),
        lambda canvas: f.ruled(canvas, [60, 500], [770, 700], [[ALSO + "."]]),
    )
    assert [(b.text, b.cell) for b in blocks(data)] == [(LONG + ".", Cell(0, 0, 0)), (ALSO + ".", Cell(0, 0, 0))]


# --- columns and directions


def test_two_columns_of_running_text_are_read_one_after_the_other() -> None:
    texts = [f"{text} {n}." for n in range(8) for text in (LONG, ALSO)]
    assert lines(f.story(*map(f.p, texts), columns=2)) == texts


def test_two_columns_drawn_line_by_line_are_read_one_after_the_other() -> None:
    left = ["Sam finds it hard to follow long", "instructions and needs an adult", "to say them again one at a time", "while he looks at the pictures,",
            "because he remembers what he", "has seen for much longer."]  # fmt: skip
    right = ["Maya joins in with games when a", "friend asks her, but she does not", "yet ask to join one herself, and", "she goes to the library instead",
             "when nobody has come to fetch", "her by the second bell."]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for n, (a, b) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(72, 700 - 13 * n, a)
            canvas.drawString(300, 700 - 13 * n, b)

    assert lines(f.drawn(draw)) == [" ".join(left), " ".join(right)]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_pages_are_read_as_they_are_shown(degrees: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(degrees)
        width, height = f.A4 if degrees == 180 else reversed(f.A4)
        canvas.translate(*{90: (width, 0), 180: (width, height), 270: (0, height)}[degrees])
        canvas.rotate(degrees)
        f.say("Sam likes maths.", "Maya likes music.", "Both like the sea.", x=50, y=400)(canvas)
        canvas.rect(40, 300, 200, 40)
        f.say("Daily", x=50, y=315)(canvas)

    data = f.drawn(draw)
    assert lines(data) == ["Sam likes maths.", "Maya likes music.", "Both like the sea.", "Daily"]
    assert blocks(data)[-1].cell == Cell(0, 0, 0)
    box = blocks(data)[0].place.box
    assert box is not None
    assert box[0] == 50


def test_text_set_sideways_stays_in_its_cell() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([72, 112, 372], [600, 700])
        f.say("Sam needs help with reading.", "He reads with his teacher.", x=120, y=680)(canvas)
        canvas.saveState()
        canvas.translate(96, 610)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Reading")
        canvas.restoreState()

    assert cells(f.drawn(draw))[0, 0] == "Reading"


def test_a_watermark_is_set_aside() -> None:
    def draw(canvas: Canvas) -> None:
        f.say(LONG[:60] if canvas.getPageNumber() == 1 else ALSO[:60])(canvas)
        canvas.saveState()
        canvas.translate(150, 300)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 60)
        canvas.drawString(0, 0, "DRAFT PLAN")
        canvas.restoreState()

    data = f.drawn(draw, draw)
    assert lines(data, Layer.FURNITURE) == ["DRAFT PLAN"]
    assert lines(data) == [LONG[:60], ALSO[:60]]


# --- what is not text


def test_a_scan_is_refused_with_a_next_step() -> None:
    error = refusal(f.drawn(f.scan, f.scan))
    assert error.status == "unreadable"
    assert "scan" in str(error)
    assert "OCR" in str(error)


def test_a_scan_with_a_stamped_page_number_is_a_scan() -> None:
    def stamped(canvas: Canvas) -> None:
        f.scan(canvas)
        canvas.drawString(280, 20, "Page 1 of 2")

    assert refusal(f.drawn(stamped, stamped)).status == "unreadable"


def test_scanned_pages_among_others_are_lost_and_named() -> None:
    data = f.drawn(f.say(*[LONG[:90]] * 20), f.scan, f.say(*[ALSO[:90]] * 20), f.scan)
    assert notices(data)["pages_without_text"] == (2, True, (2, 4))


def test_an_empty_page_loses_nothing() -> None:
    data = f.drawn(f.say(LONG[:80]), lambda canvas: None, f.say(ALSO[:80]))
    assert notices(data)["pages_without_text"] == (1, False, (2,))


def test_the_invisible_text_over_a_recognised_scan_is_the_text() -> None:
    def recognised(canvas: Canvas) -> None:
        f.scan(canvas)
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(3)
        for line in (LONG[:70], ALSO[:70]):
            text.textLine(line)
        canvas.drawText(text)

    data = f.drawn(recognised)
    assert " ".join(lines(data)) == f"{LONG[:70]} {ALSO[:70]}"
    assert "pages_without_text" not in notices(data)


def test_pictures_are_counted_but_not_the_logo_of_every_page() -> None:
    def page(canvas: Canvas) -> None:
        f.say(LONG[:80])(canvas)
        canvas.drawImage(f._picture(), 450, 760, 60, 60)

    def with_photo(canvas: Canvas) -> None:
        page(canvas)
        canvas.drawImage(f._picture(), 100, 400, 200, 200)

    assert notices(f.drawn(page, with_photo, page))["pictures"] == (1, False, ())


def test_words_off_the_page_are_hidden() -> None:
    def draw(canvas: Canvas) -> None:
        f.say(LONG[:60])(canvas)
        canvas.drawString(72, 5000, "nobody sees this")

    data = f.drawn(draw)
    assert lines(data) == [LONG[:60]]
    assert notices(data)["hidden"] == (1, False, ())


def test_filled_in_form_fields_are_read_where_they_stand() -> None:
    def draw(canvas: Canvas) -> None:
        f.say("Name:")(canvas)
        canvas.acroForm.textfield(name="n", value="Maya Ali", x=110, y=f.HEIGHT - 78, width=150, height=18, fontSize=11)
        f.say("Looked after", y=700)(canvas)
        canvas.acroForm.checkbox(name="c", checked=True, x=150, y=696, size=14)
        f.say("Known to social care", y=660)(canvas)
        canvas.acroForm.checkbox(name="d", checked=False, x=200, y=656, size=14)

    data = f.drawn(draw)
    assert re.sub(r"\s+", " ", " ".join(lines(data))) == "Name: Maya Ali Looked after ☒ Known to social care ☐"


def test_comments_are_counted_and_never_read() -> None:
    def draw(canvas: Canvas) -> None:
        f.say(LONG[:60])(canvas)
        canvas.textAnnotation("Sam hates this", Rect=[100, 600, 120, 620])

    data = f.drawn(draw)
    assert notices(data)["comments"] == (1, False, ())
    assert lines(data) == [LONG[:60]]


def test_words_typed_on_top_of_the_page_are_lost_and_counted() -> None:
    typed = "<< /Type /Annot /Subtype /FreeText /Rect [72 600 200 620] /Contents (Weekly) /DA (/F 12 Tf) >>"
    data = f.raw("/Annots [6 0 R]", "", typed)
    assert notices(data)["comments"] == (1, True, ())


def test_attached_files_are_counted() -> None:
    names = "/Names << /EmbeddedFiles << /Names [(a.txt) 6 0 R] >> >>"
    data = f.raw("", names, "<< /Type /Filespec /F (a.txt) /EF << /F 7 0 R >> >>", "<< /Length 1 >>\nstream\nx\nendstream")
    assert notices(data)["embedded"] == (1, False, ())


def test_headings_of_a_tagged_file_are_believed() -> None:
    catalog = "/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R"
    content = "/H2 << /MCID 0 >> BDC BT /F 12 Tf 72 700 Td (Strengths) Tj ET EMC /P << /MCID 1 >> BDC BT /F 12 Tf 72 670 Td (Sam likes maths.) Tj ET EMC"
    data = f.raw(
        "/StructParents 0", catalog,
        "<< /Type /StructTreeRoot /K [7 0 R 8 0 R] /ParentTree << /Nums [0 [7 0 R 8 0 R]] >> >>",
        "<< /Type /StructElem /S /H2 /P 6 0 R /Pg 3 0 R /K 0 >>", "<< /Type /StructElem /S /P /P 6 0 R /Pg 3 0 R /K 1 >>",
        content=content,
    )  # fmt: skip
    assert [(b.text, b.level) for b in blocks(data)] == [("Strengths", 2), ("Sam likes maths.", None)]


def test_what_a_tagged_file_calls_an_artifact_is_a_running_line() -> None:
    content = (
        "/Artifact << /Type /Pagination >> BDC BT /F 9 Tf 72 800 Td (Maya Ali) Tj ET EMC "
        "/P << /MCID 0 >> BDC BT /F 12 Tf 72 700 Td (Sam likes maths, music and the sea.) Tj ET EMC"
    )
    data = f.raw("", "/MarkInfo << /Marked true >>", content=content)
    assert lines(data, Layer.FURNITURE) == ["Maya Ali"]
    assert lines(data) == ["Sam likes maths, music and the sea."]


# --- locked, damaged, too large


def test_a_password_is_asked_for_and_tried() -> None:
    data = f.story(f.p(LONG), encrypt=f.locked("secret"))
    assert "needs a password" in str(refusal(data))
    assert "does not open" in str(refusal(data, "Secret"))
    assert [block.text for block in read_pdf(data, "secret").blocks] == [LONG]


def test_a_file_that_only_forbids_copying_is_read() -> None:
    assert lines(f.story(f.p(LONG), encrypt=f.locked(""))) == [LONG]


def test_a_password_with_any_characters_is_tried() -> None:
    assert refusal(f.story(f.p(LONG), encrypt=f.locked("secret")), "naïve 學校")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"%PDF-1.4\n" + b"\x00\xff" * 500])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert refusal(data).status == "refused"


def test_a_file_cut_short_is_read_or_refused() -> None:
    data = f.story(f.p(LONG), f.grid(["Need", LONG], [ALSO, "Daily"]), footer="Page {}")
    for end in range(0, len(data), 97):
        try:
            read_pdf(data[:end])
        except CannotRead:
            continue


def test_a_file_without_text_or_pictures_is_refused() -> None:
    assert "no text" in str(refusal(f.drawn(lambda canvas: None)))


def test_an_xfa_form_is_refused_with_a_next_step() -> None:
    form = "/AcroForm << /Fields [] /XFA 6 0 R >> /NeedsRendering true"
    error = refusal(f.raw("", form, "<< /Length 6 >>\nstream\n<xdp/>\nendstream"))
    assert "Adobe" in str(error)


def test_letters_that_mean_nothing_are_refused() -> None:
    names = " ".join(f"/g{n}" for n in range(97, 123))
    data = f.raw(content=f"BT /F 12 Tf 72 700 Td ({'abcdefghij ' * 10}) Tj ET")
    data = data.replace(b"/BaseFont /Helvetica", f"/BaseFont /ABCDEF+X /Encoding << /Differences [97 {names}] >>".encode())
    mapped = " ".join(f"<{n:02x}> <{0xE000 + n:04x}>" for n in range(97, 123))
    cmap = f"1 begincodespacerange <00> <ff> endcodespacerange 26 beginbfchar {mapped} endbfchar"
    data = (
        data.replace(b"/Subtype /Type1", b"/Subtype /Type1 /ToUnicode 6 0 R")
        + f"6 0 obj\n<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream\nendobj\n".encode()
    )
    assert refusal(data).status == "unreadable"


def test_pages_beyond_the_limit_are_lost_and_counted() -> None:
    data = f.drawn(*(f.say(LONG[:60]) for _ in range(4)))
    read = pdf.read_pdf(data, most_pages=2)
    assert [(n.what, n.count, n.lost, n.pages) for n in read.unread] == [("pages_not_read", 2, True, (3, 4))]


def test_a_page_with_too_many_characters_is_lost_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_words, "MAX_CHARACTERS", 100)
    data = f.drawn(f.say(LONG[:60]), f.say(LONG, ALSO))
    assert notices(data)["pages_not_read"] == (1, True, (2,))
    assert lines(data) == [LONG[:60]]


def test_a_page_with_too_many_objects_is_read_without_its_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_rules, "MAX_OBJECTS", 5)
    data = f.story(f.grid(["Need", "Daily"], ["Outcome", "Weekly"]))
    assert notices(data)["tables_not_sought"] == (1, False, (1,))
    assert sorted(" ".join(lines(data)).split()) == ["Daily", "Need", "Outcome", "Weekly"]


def test_a_page_with_too_many_crossing_lines_is_read_without_its_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_tables, "MAX_CROSSINGS", 8)
    assert "tables_not_sought" in notices(f.story(f.grid(["Need", "Daily"], ["Outcome", "Weekly"])))


# --- laws

WORDS = st.lists(
    st.sampled_from("Sam Maya likes maths daily weekly 20 minutes: review. (K1) half-termly £12.50 E2.".split()),
    min_size=1,
    max_size=40,
)
PARTS = st.lists(st.one_of(WORDS, st.lists(WORDS, min_size=2, max_size=4)), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(PARTS)
def test_every_word_is_read_once_and_every_quote_is_its_span(parts: list[list[str]] | list[list[list[str]]]) -> None:
    story = []
    said: Counter[str] = Counter()
    for part in parts:
        if isinstance(part[0], str):
            story.append(f.p(" ".join(part)))  # type: ignore[arg-type]
            said.update("".join(part))  # type: ignore[arg-type]
        else:
            story.append(f.grid([" ".join(cell) for cell in part]))
            said.update("".join(word for cell in part for word in cell))
    reading = read_pdf(f.story(*story))
    assert_spans(reading)
    read = Counter("".join(block.number + block.text for block in reading.blocks))
    del read[" "]
    assert read == said


def assert_spans(reading: Reading) -> None:
    for block in reading.blocks:
        assert reading.text[block.span.start : block.span.end] == block.text
    starts = [block.span.start for block in reading.blocks]
    assert starts == sorted(starts)


def test_reading_a_file_twice_gives_the_same() -> None:
    data = f.story(f.p(LONG), f.grid(["Need", LONG], [ALSO, "Daily"]), footer="Page {}")
    assert read_pdf(data) == read_pdf(data)


def test_reprs_and_errors_never_show_the_words_of_the_plan() -> None:
    reading = read_pdf(f.story(f.p("Sam Okafor likes maths.")))
    assert "Okafor" not in repr(reading) + repr(reading.blocks)


def test_a_box_turns_with_its_page() -> None:
    sheet = pdf_page.Sheet(1, 800, 600, turns=1)
    assert sheet.on_paper((10, 20, 110, 40)) == (20, 690, 40, 790)
    assert sheet.turn((20, 690, 40, 790), 3) == (10, 20, 110, 40)
