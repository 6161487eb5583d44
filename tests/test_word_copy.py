"""The commented copy: the same words, the comments on exactly the words they speak of."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable
from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from sample_report import point

from ehcp_lint.check import Duty
from ehcp_lint.errors import CannotRead
from ehcp_lint.outputs.copies.said_beside import MOST
from ehcp_lint.outputs.copies.word import commented_copy
from ehcp_lint.parsers import assemble, read_bytes
from ehcp_lint.parsers.word import AUTHOR
from ehcp_lint.plan import Plan
from ehcp_lint.report import FOOTER, Finding, Report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def draft(build: Callable[[Any], None]) -> bytes:
    """A Word plan with a section F that `build` fills."""
    document = Document()
    document.add_heading("Education, Health and Care Plan", 0)
    document.add_heading("Section F: Special educational provision", 1)
    build(document)
    return saved(document)


def read(data: bytes) -> Plan:
    return assemble(read_bytes(data, "draft.docx"))


def report(findings: Iterable[Finding]) -> Report:
    return Report(file="draft.docx", findings=tuple(findings))


def commented(data: bytes, *words: str, **options: Any) -> bytes:
    plan = read(data)
    return commented_copy(data, plan, report(point(plan, w, **options) for w in words)).data


def anchors(data: bytes, author: str = AUTHOR) -> list[tuple[str, str]]:
    """The comments of an author in the order of the document: first line, and the words it stands over."""
    document = Document(BytesIO(data))
    said = {str(c.comment_id): c.text.splitlines()[0] for c in document.comments if c.author == author}
    found: dict[str, list[str]] = {}
    opened: set[str] = set()
    for element in document.element.iter():
        number = element.get(f"{W}id") if isinstance(element.tag, str) else None
        if element.tag == f"{W}commentRangeStart":
            opened.add(str(number))
            found[str(number)] = []
        elif element.tag == f"{W}commentRangeEnd":
            opened.discard(str(number))
        elif element.tag == f"{W}t":
            for one in opened:
                found[one].append(element.text or "")
    references = [e.get(f"{W}id") for e in document.element.iter(f"{W}commentReference")]
    assert sorted(references) == sorted(found)
    return [(said[number], "".join(words)) for number, words in found.items() if number in said]


def points(data: bytes) -> list[str]:
    """What our comments stand over, the summary left out."""
    return [words for _, words in anchors(data)[1:]]


def text_of(data: bytes) -> list[str]:
    root = Document(BytesIO(data)).element
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def simple(document: Any) -> None:
    document.add_paragraph("Regular access to a quiet space, as and when required.", style="List Bullet")


def test_comments_stand_on_the_exact_words_and_no_word_changes() -> None:
    data = draft(simple)
    copy = commented(data, "Regular", "as and when required")
    assert points(copy) == ["Regular", "as and when required"]
    assert text_of(copy) == text_of(data)
    assert read(copy).text == read(data).text


def test_the_summary_comes_first_at_the_top() -> None:
    plan = read(draft(simple))
    copy = commented_copy(draft(simple), plan, report([point(plan, "Regular")]))
    first, words = anchors(copy.data)[0]
    assert first == "ehcp_lint: 1 point to check: 1 the Code asks for."
    assert words == "Education, Health and Care Plan"
    summary = next(iter(Document(BytesIO(copy.data)).comments))
    assert summary.text.endswith(FOOTER)
    assert copy.said == "1 place in 1 comment."


def test_a_comment_names_duty_reason_and_source_and_later_ones_point_back() -> None:
    def twice(document: Any) -> None:
        document.add_paragraph("Regular help from a TA.")
        document.add_paragraph("Daily help, with regular reviews.")

    data = draft(twice)
    plan = read(data)
    copy = commented_copy(data, plan, report([point(plan, "regular"), point(plan, "regular", nth=1)])).data
    first, second = [c.text for c in Document(BytesIO(copy)).comments][1:]
    assert first.startswith("The Code asks: Say how much")
    assert "Why: " in first
    assert "Source: SEND Code of Practice 2015, paragraph 9.69" in first
    assert "see point 1" in second


def test_runs_that_break_words_keep_their_look() -> None:
    def styled(document: Any) -> None:
        paragraph = document.add_paragraph()
        for words, bold in (("Reg", True), ("ular acc", False), ("ess to a quiet space", True)):
            paragraph.add_run(words).bold = bold

    data = draft(styled)
    copy = commented(data, "Regular access")
    assert points(copy) == ["Regular access"]
    runs = [(r.text, r.bold) for p in Document(BytesIO(copy)).paragraphs[-1:] for r in p.runs if r.text]
    assert runs == [("Reg", True), ("ular acc", False), ("ess", True), (" to a quiet space", True)]


def test_tabs_breaks_and_invisible_characters_do_not_shift_the_words() -> None:
    def odd(document: Any) -> None:
        document.add_paragraph().add_run("Who:\tTA\nHow\u00a0often:\u200b  reg\u00adular, \u2018soon\u2019")

    assert points(commented(draft(odd), "regular", "'soon'")) == ["reg\u00adular", "\u2018soon\u2019"]


def test_tables_and_nested_tables_are_reached() -> None:
    def tables(document: Any) -> None:
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Provision", "How often"
        table.cell(1, 0).text = "Regular reading with an adult"
        inner = table.cell(1, 1).add_table(1, 1)
        inner.cell(0, 0).text = "weekly, or as appropriate"

    assert points(commented(draft(tables), "Regular", "as appropriate")) == ["Regular", "as appropriate"]


def insertion(document: Any) -> None:
    paragraph = document.add_paragraph("A TA will give ")
    paragraph._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="900" w:author="Jo" w:date="2026-01-01T00:00:00Z">'
            "<w:r><w:t>regular support each week</w:t></w:r></w:ins>"
        )
    )


def hyperlink(document: Any) -> None:
    paragraph = document.add_paragraph("See ")
    paragraph._p.append(
        parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="x"><w:r><w:t>our regular offer</w:t></w:r></w:hyperlink>')
    )


def control(document: Any, sealed: str = "") -> None:
    paragraph = document.add_paragraph("How often: ")
    paragraph._p.append(
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr>{sealed}</w:sdtPr><w:sdtContent><w:r><w:t>regular slots</w:t></w:r>"
            "</w:sdtContent></w:sdt>"
        )
    )


def field(document: Any) -> None:
    paragraph = document.add_paragraph("Amount: ")
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="DOCPROPERTY x"><w:r><w:t>a regular hour</w:t></w:r></w:fldSimple>')
    )


@pytest.mark.parametrize("build", [insertion, hyperlink, control, field])
def test_insertions_links_content_controls_and_fields_are_reached(build: Callable[[Any], None]) -> None:
    data = draft(build)
    copy = commented(data, "regular")
    assert points(copy) == ["regular"]
    assert text_of(copy) == text_of(data)


def test_a_control_that_word_fills_itself_is_marked_whole_from_outside() -> None:
    data = draft(lambda document: control(document, "<w:text/>"))
    copy = commented(data, "regular")
    assert points(copy) == ["regular slots"]
    inside = Document(BytesIO(copy)).element.find(f".//{W}sdtContent")
    assert [child.tag for child in inside] == [f"{W}r"]


def test_words_in_a_text_box_are_marked_at_the_box() -> None:
    def box(document: Any) -> None:
        paragraph = document.add_paragraph("Beside a box. ")
        paragraph._p.append(
            parse_xml(
                f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
                "<w:p><w:r><w:t>Regular help</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
            )
        )

    data = draft(box)
    copy = commented(data, "Regular")
    assert points(copy) == ["Regular help"]
    inside = Document(BytesIO(copy)).element.find(f".//{W}txbxContent")
    assert inside.find(f".//{W}commentRangeStart") is None


def test_something_missing_is_marked_at_the_words_it_should_follow() -> None:
    assert points(commented(draft(simple), "a quiet space", missing=True)) == [
        "Regular access to a quiet space, as and when required."
    ]
    long = draft(
        lambda document: document.add_paragraph("A teaching assistant works with Ines on her reading in a quiet room.")
    )
    assert points(commented(long, "on her reading", missing=True)) == ["reading"]


def test_a_finding_in_a_header_is_kept_at_the_top() -> None:
    def header(document: Any) -> None:
        document.add_paragraph("Support.")
        document.sections[0].header.paragraphs[0].text = "Draft of Sam"

    assert points(commented(draft(header), "Sam")) == ["Education, Health and Care Plan"]


def test_two_paragraphs_of_one_cell_are_marked_together_but_not_two_cells() -> None:
    def tables(document: Any) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "Regular help\nin class"
        table.cell(0, 0).add_paragraph("and outside")
        table.cell(0, 1).text = "weekly"

    data = draft(tables)
    plan = read(data)
    start, end = point(plan, "Regular").span[0], point(plan, "weekly").span[1]
    whole = point(plan, "Regular").model_copy(update={"span": (start, end)})
    cell = whole.model_copy(update={"span": (start, point(plan, "outside").span[1])})
    copy = commented_copy(data, plan, report([cell, whole.model_copy(update={"check": "F9"})])).data
    assert points(copy) == ["Regular helpin classand outside", "Regular helpin class"]


def test_the_most_binding_thirty_are_shown_and_the_rest_counted() -> None:
    def many(document: Any) -> None:
        for number in range(40):
            document.add_paragraph(f"Regular help number {number}.")

    data = draft(many)
    plan = read(data)
    found = [point(plan, f"number {n}.", check=f"F{n}") for n in range(40)]
    found[39] = point(plan, "number 39.", duty=Duty.MUST, check="F301")
    copy = commented_copy(data, plan, report(found))
    assert copy.said == "30 of 40 places in 30 comments, the most binding first. The first comment names the rest."
    assert len(anchors(copy.data)) == MOST + 1
    assert points(copy.data)[-1] == "number 39."


def test_a_second_run_replaces_our_comments_and_no_one_elses() -> None:
    document = Document(BytesIO(draft(simple)))
    document.add_comment(document.paragraphs[-1].runs, "Is this agreed?", "Jo Officer", "JO")
    data = saved(document)
    once = commented(data, "Regular", "as and when required")
    again = commented(once, "quiet space")
    assert points(again) == ["quiet space"]
    assert anchors(again, "Jo Officer") == [("Is this agreed?", "Regular access to a quiet space, as and when required.")]
    assert text_of(again) == text_of(data)


def test_an_answer_to_our_comment_outlives_it() -> None:
    once = commented(draft(simple), "Regular")
    extended = (
        '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<w15:commentEx w15:paraId="0000AAAA" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0000BBBB" w15:paraIdParent="0000AAAA" w15:done="0"/></w15:commentsEx>'
    )
    with zipfile.ZipFile(BytesIO(once)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    comments = parts["word/comments.xml"].decode()
    assert "xmlns:w14=" in comments
    comments = comments.replace("<w:p>", '<w:p w14:paraId="0000AAAA">')
    answer = (
        '<w:comment w:id="77" w:author="Jo Officer" w:initials="JO"><w:p w14:paraId="0000BBBB"><w:r><w:t>Done</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    )
    parts["word/comments.xml"] = comments.replace("</w:comments>", answer).encode()
    parts["word/commentsExtended.xml"] = extended.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/commentsExtended.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'wordprocessingml.commentsExtended+xml"/></Types>',
    )
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" '
        b'Target="commentsExtended.xml"/></Relationships>',
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    again = commented(out.getvalue(), "quiet space")
    with zipfile.ZipFile(BytesIO(again)) as package:
        kept = package.read("word/commentsExtended.xml").decode()
    assert "0000AAAA" not in kept
    assert "0000BBBB" in kept
    assert "Done" in [c.text for c in Document(BytesIO(again)).comments]


def test_the_same_plan_and_report_give_the_same_bytes() -> None:
    data = draft(simple)
    assert commented(data, "Regular") == commented(data, "Regular")


def test_the_author_and_dates_of_the_plan_stay() -> None:
    document = Document(BytesIO(draft(simple)))
    document.core_properties.author = "Jo Officer"
    data = saved(document)
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(BytesIO(commented(data, "Regular"))) as after:
        assert after.read("docProps/core.xml") == before.read("docProps/core.xml")
        assert set(after.namelist()) == set(before.namelist()) | {"word/comments.xml"}


def with_type(data: bytes, content_type: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(out, "w") as changed:
        for name in package.namelist():
            content = package.read(name)
            if name == "[Content_Types].xml":
                main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
                assert main in content
                content = content.replace(main, content_type.encode())
            changed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_documents_with_macros_and_templates_are_commented_as_what_they_are(kind: str) -> None:
    data = with_type(draft(simple), kind)
    copy = commented_copy(data, plan := read(data), report([point(plan, "Regular")])).data
    with zipfile.ZipFile(BytesIO(copy)) as package:
        assert kind.encode() in package.read("[Content_Types].xml")
        assert b"commentRangeStart" in package.read("word/document.xml")


def test_only_word_files_get_comments() -> None:
    plan = assemble(read_bytes(b"Section A: Views\nI like drawing.\nSection E: Outcomes\nI will swim.\n", "plan.txt"))
    with pytest.raises(CannotRead, match="Word files only"):
        commented_copy(b"", plan, report([]))


def test_no_word_of_the_markup_can_break_the_comment() -> None:
    data = draft(simple)
    plan = read(data)
    evil = point(plan, "Regular").model_copy(update={"message": "<w:p>&\x00\x1b[31m \ud800 ]]>", "why": "\u202e"})
    copy = commented_copy(data, plan, report([evil])).data
    assert anchors(copy)[1][0] == "The Code asks: <w:p>& \ufffd ]]>"


def test_a_paragraph_with_many_points_is_cut_in_the_right_places() -> None:
    sentence = "Regular access, small group, as appropriate, when needed, access to help, regular reviews."
    words = re.findall(r"\w+", sentence)
    data = draft(lambda document: document.add_paragraph(sentence))
    plan = read(data)
    start = plan.text.index(sentence)
    one = point(plan, sentence)
    spans = [match.span() for match in re.finditer(r"\w+", sentence)]
    found = [
        one.model_copy(update={"span": (start + a, start + b), "check": f"F{n}"}) for n, (a, b) in enumerate(reversed(spans))
    ]
    copy = commented_copy(data, plan, report([*found, one])).data
    assert sorted(points(copy)) == sorted([*words, sentence])
    assert text_of(copy) == text_of(data)


def test_deleted_words_in_between_are_left_where_they_are() -> None:
    def deletion(document: Any) -> None:
        paragraph = document.add_paragraph("Regular ")
        gone = OxmlElement("w:del")
        gone.set(qn("w:id"), "901")
        gone.set(qn("w:author"), "Jo")
        run = deepcopy(paragraph.runs[0]._r)
        run.find(f"{W}t").tag = f"{W}delText"
        gone.append(run)
        paragraph._p.append(gone)
        paragraph.add_run("support")

    data = draft(deletion)
    copy = commented(data, "Regular support")
    assert points(copy) == ["Regular support"]
    assert b"delText" in zipfile.ZipFile(BytesIO(copy)).read("word/document.xml")
