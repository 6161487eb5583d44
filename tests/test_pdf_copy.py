"""The highlighted copy of a PDF: highlights over exactly the words, read back by place; the pages themselves as they were."""

from __future__ import annotations

import builtins
import hashlib
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pdf_files as f
import pdfplumber
import pikepdf
import pytest
from pdf_reader import Mark, contents, marks
from reportlab.pdfgen.canvas import Canvas
from sample_report import point

from ehcp_lint.cli import run
from ehcp_lint.engine import lint
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.outputs import phrases
from ehcp_lint.outputs.copies.pdf import highlighted_copy
from ehcp_lint.outputs.copies.said_beside import MOST
from ehcp_lint.parsers import assemble, read_bytes
from ehcp_lint.parsers.word import AUTHOR
from ehcp_lint.report import FOOTER, Report
from ehcp_lint.settings.profile import load_profile

EXAMPLES = Path(__file__).parent.parent / "examples"
HEADINGS = (f.p("Education, Health and Care Plan", f.HEAD), f.p("Section F: Special educational provision", f.HEAD))
LONG = "A teaching assistant gives Ines regular help with reading and writing in a quiet room beside the library, as and when required."


def plan_of(*content: Any, **options: Any) -> bytes:
    return f.story(*HEADINGS, *content, **options)


def copied(data: bytes, *words: str, password: str | None = None, **options: Any) -> tuple[bytes, list[Mark]]:
    """The copy and our highlights in it, without the note on the first page."""
    plan = assemble(read_bytes(data, "draft.pdf", password))
    found = Report(file="draft.pdf", findings=tuple(point(plan, w, **options) for w in words))
    copy = highlighted_copy(data, plan, found, password).data
    ours = [m for m in marks(copy, password or "") if m.author == AUTHOR]
    assert ours[0].kind == "/Text"
    assert ours[0].page == 1
    return copy, ours[1:]


def test_highlights_lie_over_exactly_the_words_a_box_for_each_line() -> None:
    data = plan_of(f.p(LONG), f.p("Regular help.", f.BOLD))
    copy, [first, second, third] = copied(data, "regular help", "quiet room beside the library, as", "Regular help.")
    assert first.words == ("regular help",)
    assert [" ".join(m.words) for m in (second, third)] == ["quiet room beside the library, as", "Regular help."]
    assert len(second.words) == 2
    assert first.says.splitlines()[0] == "The Code asks: Say how much, how often and for how long."
    assert contents(copy) == contents(data)


def test_another_library_sees_the_same_words_in_the_boxes() -> None:
    copy, [mark] = copied(plan_of(f.p(LONG)), "regular help")
    with pdfplumber.open(BytesIO(copy)) as pdf:
        page = pdf.pages[0]
        [highlight] = [a for a in page.annots if a["data"]["Subtype"].name == "Highlight"]
        x0, x1 = highlight["x0"], highlight["x1"]
        inside = [
            c["text"]
            for c in page.chars
            if x0 <= (c["x0"] + c["x1"]) / 2 <= x1 and highlight["top"] <= (c["top"] + c["bottom"]) / 2 <= highlight["bottom"]
        ]
    assert "".join(inside).strip() == mark.words[0] == "regular help"


def test_tables_and_lists_are_reached() -> None:
    data = plan_of(
        f.grid(["Provision", "How often"], ["Reading with an adult", "Regular, as agreed"], widths=[200, 100]),
        f.p("Small group work", f.LIST, "•"),
    )
    _, found = copied(data, "Regular", "Small group")
    assert [m.words for m in found] == [("Regular",), ("Small group",)]


def test_a_word_that_a_line_end_divides_is_marked_whole() -> None:
    data = f.drawn(
        f.say(
            "Section F: Special educational provision",
            "Ines works with her teaching assistant and with the speech and language thera-",
            "pist who visits the school, and the therapist writes down what they have done",
            "on that day.",
        )
    )
    assert "therapist who" in assemble(read_bytes(data, "x.pdf")).text
    _, found = copied(data, "language therapist who")
    assert [m.words for m in found] == [("language thera", "pist who")]  # the hyphen is none of the words


def test_words_that_run_over_two_pages_are_marked_on_both() -> None:
    last = f.drawn(
        lambda canvas: (
            f.say("Section F: Special educational provision")(canvas),
            f.say("Ines works with a teaching assistant on reading, on writing and on", y=80)(canvas),
        ),
        f.say("speech every day of the school week, and they stop when she is tired.", y=f.HEIGHT - 72),
    )
    plan = assemble(read_bytes(last, "x.pdf"))
    assert "writing and on speech every" in plan.text
    _, found = copied(last, "writing and on speech every day")
    assert [(m.page, m.words) for m in found] == [(1, ("writing and on",)), (2, ("speech every day",))]
    assert found[1].says == "This goes on from page 1: see the note there."


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_turned_pages_and_crop_boxes_do_not_shift_the_boxes(rotation: int) -> None:
    """The page shown turned, part of it cut off, its origin moved."""
    data = changed(plan_of(f.p(LONG)), rotation, [20, 30, 560, 800])
    copy, [mark] = copied(data, "regular help")
    assert mark.words == ("regular help",)
    assert contents(copy) == contents(data)
    with pikepdf.open(BytesIO(copy)) as pdf:
        sign = next(a for a in pdf.pages[0].obj.Annots if a.Subtype == "/Text")
        left, bottom, right, top = (float(n) for n in sign.Rect)
    assert 20 <= left < right <= 560
    assert 30 <= bottom < top <= 800
    corner = {0: (26, 794), 90: (26, 36), 180: (554, 36), 270: (554, 794)}[rotation]
    assert min(abs(corner[0] - left), abs(corner[0] - right)) < 0.1
    assert min(abs(corner[1] - bottom), abs(corner[1] - top)) < 0.1


def changed(data: bytes, rotation: int, crop: list[int]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.obj.Rotate = rotation
            page.obj.CropBox = pikepdf.Array(crop)
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("degrees", "corner"), [(90, "ll"), (270, "ur"), (180, "lr")])
def test_boxes_of_turned_text_begin_at_its_own_upper_left(degrees: int, corner: str) -> None:
    """A landscape page as some programs make it: the text drawn turned, the page not."""

    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(degrees)
        for n, line in enumerate(("Section F: Special educational provision", "Ines has regular help with reading.")):
            canvas.drawString(-150, -20 * n, line)

    copy, [mark] = copied(f.drawn(draw), "regular help")
    assert mark.words == ("regular help",)
    with pikepdf.open(BytesIO(copy)) as pdf:
        quad = [float(n) for n in next(a for a in pdf.pages[0].obj.Annots if a.Subtype == "/Highlight").QuadPoints]
    edges = {"l": min(quad[0::2]), "r": max(quad[0::2])}
    ends = {"l": min(quad[1::2]), "u": max(quad[1::2])}
    assert (quad[0], quad[1]) == (edges[corner[1]], ends[corner[0]])


def test_the_note_on_the_first_page_sums_up_and_says_nothing_of_who_and_when() -> None:
    data = plan_of(f.p(LONG))
    plan = assemble(read_bytes(data, "draft.pdf"))
    copy = highlighted_copy(data, plan, Report(file="draft.pdf", findings=(point(plan, "regular help"),)))
    first, second = marks(copy.data)
    assert first.says.startswith("ehcp_lint: 1 point to check: 1 the Code asks for.\n")
    assert first.says.endswith(FOOTER)
    assert not {"/M", "/CreationDate"} & (first.keys | second.keys)
    assert not {"/A", "/AA", "/RC"} & (first.keys | second.keys)  # nothing that acts, no marked-up text
    assert copy.said == "1 place in 1 highlight."


def test_the_same_plan_and_report_give_the_same_bytes_and_a_second_run_replaces_only_ours() -> None:
    data = with_note(plan_of(f.p(LONG)), "Jo Officer", "Is this agreed?")
    once, _ = copied(data, "regular help")
    assert copied(data, "regular help")[0] == once
    assert copied(once, "regular help")[0] == once
    again, [mark] = copied(once, "quiet room")
    assert mark.words == ("quiet room",)
    assert [m.says for m in marks(again) if m.author != AUTHOR] == ["Is this agreed?"]
    assert read_bytes(again, "x.pdf") == read_bytes(data, "x.pdf")


def with_note(data: bytes, author: str, says: str, answer_to: str | None = None) -> bytes:
    """A reviewer's note on the first page, with its window, perhaps as an answer to the first note of somebody."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[0].obj
        old = list(page.get("/Annots", []))
        entry = {
            "/Type": pikepdf.Name.Annot,
            "/Subtype": pikepdf.Name.Text,
            "/Rect": [9, 9, 29, 29],
            "/T": author,
            "/Contents": says,
        }
        if answer_to:
            entry |= {"/IRT": next(a for a in old if str(a.get("/T", "")) == answer_to), "/RT": pikepdf.Name.R}
        note = pdf.make_indirect(pikepdf.Dictionary(entry))
        parents = [note, *(a for a in old if answer_to and str(a.get("/T", "")) == answer_to)]
        windows = [
            pdf.make_indirect(
                pikepdf.Dictionary(
                    {"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name.Popup, "/Rect": [0, 0, 9, 9], "/Parent": parent}
                )
            )
            for parent in parents
        ]
        page.Annots = pikepdf.Array([*old, note, *windows])
        pdf.save(out)
    return out.getvalue()


def test_an_answer_to_our_note_outlives_it_and_its_window_does_not() -> None:
    once, _ = copied(plan_of(f.p(LONG)), "regular help")
    again, _ = copied(with_note(once, "Jo Officer", "Done.", answer_to=AUTHOR), "quiet room")
    with pikepdf.open(BytesIO(again)) as pdf:
        kept = list(pdf.pages[0].obj.Annots)
    assert [str(a.Contents) for a in kept if str(a.get("/T", "")) == "Jo Officer"] == ["Done."]
    assert not any("/IRT" in a for a in kept)
    assert [str(a.Parent.T) for a in kept if a.Subtype == "/Popup"] == ["Jo Officer"]


@pytest.mark.parametrize("user", ["", "a password"])
def test_a_protected_file_is_copied_with_its_protection(user: str) -> None:
    data = plan_of(f.p(LONG), encrypt=f.locked(user))
    copy, [mark] = copied(data, "regular help", password=user or None)
    assert mark.words == ("regular help",)
    assert contents(copy, user, unpacked=True) == contents(data, user, unpacked=True)
    with pikepdf.open(BytesIO(copy), password=user) as pdf:
        assert pdf.is_encrypted
        assert not pdf.allow.extract
    if user:
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(copy))


def test_what_a_form_field_holds_is_told_at_the_edge_of_its_page() -> None:
    def form(canvas: Canvas) -> None:
        f.say("Section F: Special educational provision", "Provision:")(canvas)
        canvas.acroForm.textfield(
            name="a", x=140, y=f.HEIGHT - 92, width=300, height=18, value="Regular help with reading", fontSize=11
        )

    data = f.drawn(form)
    assert "Regular help" in assemble(read_bytes(data, "x.pdf")).text
    _, [mark] = copied(data, "Regular help")
    assert mark.kind == "/Text"
    assert mark.says.splitlines()[-1] == 'The words: "Regular help"'


def test_running_headers_are_marked_where_they_first_stand() -> None:
    pages = [f.p(f"Ines does something else on page {n}, and she likes it well enough to say so.") for n in range(3)]
    data = plan_of(*(x for page in pages for x in (page, f.new_page())), header="Draft plan of Sam Other")
    _, [mark] = copied(data, "Sam Other")
    assert (mark.page, mark.words) == (1, ("Sam Other",))


def test_a_pdf_is_needed_and_it_must_be_the_one_that_was_read() -> None:
    data = plan_of(f.p(LONG))
    plan = assemble(read_bytes(data, "x.pdf"))
    with pytest.raises(CannotRead, match="not the PDF that was read"):
        highlighted_copy(plan_of(f.p("Else.")), plan, Report(file="x.pdf"))


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "pikepdf":
            raise ImportError(name)
        return real(name, *rest, **more)

    data = plan_of(f.p(LONG))
    plan = assemble(read_bytes(data, "x.pdf"))
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(BadConfig, match=r"this needs the pdf extra: pip install 'ehcp-lint\[pdf\]'"):
        highlighted_copy(data, plan, Report(file="x.pdf"))


@pytest.mark.parametrize("name", ["weak-draft.pdf", "advice-report.pdf"])
def test_highlights_on_whole_plans_lie_over_exactly_the_marked_words(name: str) -> None:
    data = (EXAMPLES / name).read_bytes()
    plan = assemble(read_bytes(data, name), "advice-report" if "advice" in name else None)
    report = lint(plan, load_profile("advice" if "advice" in name else "caseworker"))
    copy = highlighted_copy(data, plan, report)
    found = [m for m in marks(copy.data) if m.author == AUTHOR]
    assert len(found) == 1 + copy.notes <= 1 + MOST
    by_number = {p.number: p.finding for p in phrases.points(report)}
    for mark in found[1:]:
        finding = by_number[re.findall(r"Point (T?[\d.]+), check", mark.says)[0]]
        assert mark.kind == "/Highlight"
        if finding.quote:
            assert re.sub(r"[\s\-]", "", "".join(mark.words)) == re.sub(r"[\s\-]", "", finding.quote)
        assert all(mark.words)
    assert contents(copy.data) == contents(data)
    assert read_bytes(copy.data, name) == read_bytes(data, name)


def test_the_command_makes_a_copy_beside_the_plan_and_leaves_the_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "plan.pdf"
    source.write_bytes((EXAMPLES / "weak-draft.pdf").read_bytes())
    before = (hashlib.sha256(source.read_bytes()).hexdigest(), source.stat().st_mtime_ns)
    assert run(["comment", str(source)]) == 0
    said = capsys.readouterr().out
    assert "in 30 highlights, the most binding first (" in said
    assert "are from checks on trial). The note on page 1 names the rest." in said
    assert (hashlib.sha256(source.read_bytes()).hexdigest(), source.stat().st_mtime_ns) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.checked.pdf", "plan.pdf"]
    first = (tmp_path / "plan.checked.pdf").read_bytes()
    assert run(["comment", str(source), "-o", str(tmp_path / "plan.checked.pdf")]) == 0  # over our own copy, not over a plan
    assert (tmp_path / "plan.checked.pdf").read_bytes() == first
    assert run(["comment", str(source), "-o", str(source)]) == 2
    assert run(["comment", str(source), "-o", str(tmp_path / "plan.docx")]) == 2
    assert "ends in .pdf" in capsys.readouterr().err
