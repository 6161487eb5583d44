"""Where comments stand in a Word copy, read back with the standard library alone: in whatever the words are kept, on exactly
the marked words, with no word, no look and no other part of the file changed."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_report import point
from word_reader import Comment, comments, main_name, paragraphs, parts, without_comments

from ehcp_lint.check import Duty
from ehcp_lint.cli import run
from ehcp_lint.engine import lint
from ehcp_lint.outputs import phrases
from ehcp_lint.outputs.copies.said_beside import MOST
from ehcp_lint.outputs.copies.word import Copy, commented_copy
from ehcp_lint.parsers import assemble, read_bytes
from ehcp_lint.parsers.text import normalise
from ehcp_lint.parsers.word import AUTHOR
from ehcp_lint.report import Finding, Report
from ehcp_lint.settings.profile import load_profile

ROOT = Path(__file__).parent.parent
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def runs(*words: str, look: str = "") -> str:
    """Runs, one for each of the words given, every second one in bold."""
    bold = ("", "<w:b/>")
    return "".join(
        f'<w:r><w:rPr>{look}{bold[n % 2]}</w:rPr><w:t xml:space="preserve">{w}</w:t></w:r>' for n, w in enumerate(words)
    )


def p(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: str) -> str:
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"
    return f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def control(inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def tracked(kind: str, inner: str) -> str:
    return f'<w:{kind} w:id="71" w:author="Jo" w:date="2026-01-01T00:00:00Z">{inner}</w:{kind}>'


WORDS = runs("A TA gives reg", "ular he", "lp with reading.")
PLAIN = runs("Nothing here.")
CONTAINERS = {
    "body": p(WORDS),
    "one run": p(runs("A TA gives regular help with reading.")),
    "a letter a run": p(runs(*"A TA gives regular help.")),
    "table": table(row(cell(p(PLAIN)), cell(p(WORDS)), cell(p(PLAIN)))),
    "nested table": table(row(cell(p(PLAIN) + table(row(cell(p(WORDS)))) + p("")))),
    "cells merged sideways": table(row(cell(p(WORDS), '<w:gridSpan w:val="3"/>')), row(cell(p(PLAIN)), cell(p(PLAIN)))),
    "cells merged downwards": table(
        row(cell(p(WORDS), '<w:vMerge w:val="restart"/>'), cell(p(PLAIN))), row(cell(p(""), "<w:vMerge/>"), cell(p(PLAIN)))
    ),
    "block control": control(p(WORDS) + p(PLAIN)),
    "inline control": p(runs("How: ") + control(WORDS)),
    "control in a control": p(control(control(WORDS))),
    "cell control": table(row(cell(p(PLAIN)), control(cell(p(WORDS))))),
    "row control": table(row(cell(p(PLAIN))), control(row(cell(p(WORDS))))),
    "repeated section": table(control(control(row(cell(p(WORDS))), "<w:alias w:val='Rows'/>"))),
    "insertion": p(runs("And ") + tracked("ins", WORDS)),
    "insertion within a word": p(runs("A TA gives reg") + tracked("ins", runs("ular help")) + runs(" daily.")),
    "moved here": p(tracked("moveTo", WORDS)),
    "deletion between": p(runs("A TA gives regular ") + tracked("del", "<w:r><w:delText>less </w:delText></w:r>") + runs("help.")),
    "hyperlink": p(f'<w:hyperlink w:anchor="x">{WORDS}</w:hyperlink>'),
    "half a hyperlink": p(runs("A TA gives reg") + f'<w:hyperlink w:anchor="x">{runs("ular help, always")}</w:hyperlink>'),
    "smart tag": p(f'<w:smartTag w:uri="u" w:element="e">{WORDS}</w:smartTag>'),
    "custom XML": p(f'<w:customXml w:uri="u" w:element="e">{WORDS}</w:customXml>'),
    "simple field": p(f'<w:fldSimple w:instr="DOCPROPERTY x">{WORDS}</w:fldSimple>'),
    "complex field": p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DOCPROPERTY x</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{WORDS}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "bookmark between": p(runs("A TA gives regular ") + '<w:bookmarkStart w:id="5" w:name="b"/>' + runs("help.") + '<w:bookmarkEnd w:id="5"/>'),
    "several texts in a run": p("<w:r><w:t>Daily</w:t><w:tab/><w:t>regular help</w:t><w:br/><w:t>in class</w:t></w:r>"),
    "right-to-left run": p(runs("A TA gives regular help.", look="<w:rtl/>")),
    "list item": f'<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>{WORDS}</w:p>',
}  # fmt: skip


def plan_with(xml: str) -> bytes:
    document = Document()
    document.add_heading("Education, Health and Care Plan", 0)
    document.add_heading("Section F: Special educational provision", 1)
    end = document.element.body.sectPr
    for element in parse_xml(f"<w:body {NAMES}>{xml}</w:body>"):
        end.addprevious(element)
    return saved(document)


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def copied(data: bytes, *words: str, **options: Any) -> tuple[bytes, list[Comment]]:
    """The copy and our comments on points in it, without the first one."""
    plan = assemble(read_bytes(data, "draft.docx"))
    found = Report(file="draft.docx", findings=tuple(point(plan, w, **options) for w in words))
    copy = commented_copy(data, plan, found).data
    return copy, [c for c in comments(copy) if c.author == AUTHOR][1:]


def nothing_else_changed(before: bytes, after: bytes) -> None:
    assert paragraphs(after) == paragraphs(before)
    assert without_comments(after) == without_comments(before)
    folder = main_name(before).rsplit("/", 1)[0]
    ours = {main_name(before), f"{folder}/comments.xml", f"{folder}/_rels/document.xml.rels", "[Content_Types].xml"}
    old, new = parts(before), parts(after)
    assert {name: old[name] for name in old.keys() - ours} == {name: new[name] for name in new.keys() - ours}


@pytest.mark.parametrize("xml", CONTAINERS.values(), ids=CONTAINERS)
def test_a_comment_stands_on_exactly_the_marked_words_wherever_they_are_kept(xml: str) -> None:
    data = plan_with(xml)
    copy, [comment] = copied(data, "regular help")
    assert comment.words == "regular help"
    assert comment.lines[0] == "The Code asks: Say how much, how often and for how long."
    assert not any("The words" in line for line in comment.lines)
    nothing_else_changed(data, copy)
    again, _ = copied(copy, "regular help")
    assert again == copy


BOX = f"<w:txbxContent>{p(WORDS)}</w:txbxContent>"
BOXES = {
    "old box": p(runs("Beside. ") + f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>"),
    "box said twice": p(
        runs("Beside. ")
        + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>"
        + f"<wps:txbx>{BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        + f"<mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback>"
        + "</mc:AlternateContent></w:r>"
    ),
    "box in a cell": table(
        row(cell(p(PLAIN)), cell(p(f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>")))
    ),
}


@pytest.mark.parametrize("xml", BOXES.values(), ids=BOXES)
def test_word_shows_no_comment_in_a_text_box_so_it_stands_at_the_box_and_says_the_words(xml: str) -> None:
    data = plan_with(xml)
    copy, [comment] = copied(data, "regular help")
    assert comment.words.rstrip("\n") == "A TA gives regular help with reading."  # all that the box holds
    assert comment.lines[-1] == 'The words (in this box): "regular help"'
    nothing_else_changed(data, copy)
    inside = re.findall(r"<w:txbxContent>.*?</w:txbxContent>", parts(copy)["word/document.xml"].decode(), re.DOTALL)
    assert inside
    assert not any("commentR" in box for box in inside)


def test_words_in_a_formula_are_marked_with_the_whole_of_it() -> None:
    data = plan_with(p(runs("Aim: ") + "<m:oMath><m:r><m:t>regular help</m:t></m:r></m:oMath>" + runs(" daily.")))
    copy, [comment] = copied(data, "help")
    assert comment.words == ""  # no w:t in it
    assert comment.lines[-1] == 'The words: "help"'
    nothing_else_changed(data, copy)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_words_in_a_note_are_marked_at_the_mark_of_the_note(kind: str) -> None:
    marks = "<w:r><w:t>Reading</w:t></w:r>" + "".join(
        f'<w:r><w:t> and</w:t><w:{kind}Reference w:id="{n}"/><w:t> more</w:t></w:r>' for n in (2, 3)
    )
    notes = "".join(
        f'<w:{kind} w:id="{n}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:{kind}>'
        for n, words in ((2, "Nothing."), (3, "With regular help."))
    )
    data = with_part(
        plan_with(p(marks)),
        f"word/{kind}s.xml",
        f"<w:{kind}s {NAMES}>{notes}</w:{kind}s>",
        f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s",
        f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml",
    )
    copy, [comment] = copied(data, "regular help")
    assert comment.words == ""
    assert comment.lines[-1] == 'The words (in this note): "regular help"'
    text = parts(copy)["word/document.xml"].decode()
    assert re.search(rf'<w:commentRangeStart w:id="1"/><w:r><w:{kind}Reference w:id="3"/></w:r><w:commentRangeEnd', text)
    nothing_else_changed(data, copy)


def with_part(data: bytes, name: str, content: str, relationship: str, content_type: str) -> bytes:
    """The file with one more part, which the lists of the package name."""
    all_parts = parts(data)
    all_parts[name] = content.encode()
    all_parts["[Content_Types].xml"] = all_parts["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'.encode()
    )
    links = "word/_rels/document.xml.rels"
    all_parts[links] = all_parts[links].replace(
        b"</Relationships>",
        f'<Relationship Id="rId77" Type="{relationship}" Target="{name.removeprefix("word/")}"/></Relationships>'.encode(),
    )
    return zipped(all_parts)


def zipped(all_parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in all_parts.items():
            package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("names", ["backslashes", "capitals", "another folder"])
def test_parts_with_odd_names_are_replaced_and_not_doubled(names: str) -> None:
    old = parts(plan_with(CONTAINERS["table"]))
    if names == "another folder":
        at = {name: name.replace("word/", "Text/sub/") for name in old}
        content = {
            at[n]: c.replace(b"/word/", b"/Text/sub/")
            .replace(b'"word/document.xml"', b'"Text/sub/document.xml"')
            .replace(b'"../', b'"../../')
            for n, c in old.items()
        }
    elif names == "capitals":
        content = {"Word/Document.xml" if n == "word/document.xml" else n: c for n, c in old.items()}
    else:
        content = {n.replace("/", "\\") if n.startswith("word") else n: c for n, c in old.items()}
    data = zipped(content)
    plan = assemble(read_bytes(data, "draft.docx"))
    copy = commented_copy(data, plan, Report(file="draft.docx", findings=(point(plan, "regular help"),))).data
    with zipfile.ZipFile(BytesIO(copy)) as package:
        made = [name.replace("\\", "/").lower() for name in package.namelist()]
        assert len(made) == len(set(made)) == len(content) + 1
        main = next(n for n in package.namelist() if n.lower().endswith("document.xml"))
        assert package.read(main).count(b"commentRangeStart") == 2
    assert read_bytes(copy, "draft.docx").text == plan.text
    again = assemble(read_bytes(copy, "draft.docx"))
    assert commented_copy(copy, again, Report(file="draft.docx", findings=(point(again, "regular help"),))).data == copy


STRICT = (
    ("wordprocessingml/2006/main", "wordprocessingml/main"),
    ("officeDocument/2006/relationships", "officeDocument/relationships"),
)


def test_a_strict_document_stays_strict() -> None:
    """ "Strict Open XML Document" in Word's Save As has other names for everything."""
    strict = {}
    for name, content in parts(plan_with(CONTAINERS["table"])).items():
        for old, new in STRICT if name.endswith((".xml", ".rels")) else ():
            content = content.replace(
                f"http://schemas.openxmlformats.org/{old}".encode(), f"http://purl.oclc.org/ooxml/{new}".encode()
            )
        strict[name] = content
    data = zipped(strict)
    copy, [comment] = copied(data, "regular help")
    assert comment.words == "regular help"
    nothing_else_changed(data, copy)
    for name in ("word/document.xml", "word/comments.xml"):
        assert b"http://schemas.openxmlformats.org/wordprocessingml" not in parts(copy)[name]
    assert b"http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in parts(copy)["word/_rels/document.xml.rels"]
    assert copied(copy, "regular help")[0] == copy


def test_what_a_section_lacks_is_said_at_its_heading() -> None:
    long = "Section G: Any health care provision reasonably required by the learning difficulties or disabilities of the child"
    data = plan_with(p(WORDS) + f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{runs(*long.split("care"))}</w:p>')
    plan = assemble(read_bytes(data, "draft.docx"))
    [gap] = [s for s in plan.sections if s.letter.value == "G"]
    assert gap.heading is not None
    lacking = point(plan, plan.quote(gap.heading), missing=True, check="G101", duty=Duty.MUST).model_copy(update={"item": None})
    copy = commented_copy(data, plan, Report(file="draft.docx", findings=(lacking,))).data
    assert comments(copy)[1].words == "".join(long.split("care"))


def test_points_on_the_same_words_are_one_comment() -> None:
    data = plan_with(CONTAINERS["one run"])
    plan = assemble(read_bytes(data, "draft.docx"))
    found = [
        point(plan, "regular help", check="F202", message="Say when."),
        point(plan, "regular help", check="F301", duty=Duty.MUST, message="Say who."),
    ]
    copy = commented_copy(data, plan, Report(file="draft.docx", findings=tuple(found)))
    [comment] = comments(copy.data)[1:]
    assert [line for line in comment.lines if "asks" in line] == ["The law asks: Say who.", "The Code asks: Say when."]
    assert comment.lines[3] == "Point 1, check F301."
    assert copy.said == "2 places in 1 comment."


def test_the_first_comment_names_what_is_not_marked() -> None:
    sentences = [f"Regular help number {number}." for number in range(40)]
    data = plan_with("".join(p(runs(s)) for s in sentences))
    plan = assemble(read_bytes(data, "draft.docx"))
    found = [point(plan, s) for s in sentences[:35]]
    found += [point(plan, s, check="P101", duty=Duty.COULD, message="Say it plainly.") for s in sentences[35:]]
    copy = commented_copy(data, plan, Report(file="draft.docx", findings=tuple(found)))
    first, *rest = comments(copy.data)
    assert len(rest) == MOST
    assert "Not marked in this copy: 10 more places, less binding or like those that are marked." in first.lines
    assert "- Say how much, how often and for how long. 5 places, section F (F201)." in first.lines
    assert "- Say it plainly. 5 places, section F (P101)." in first.lines


def test_comments_at_one_place_stand_in_their_order() -> None:
    """The summary first, though all of them are about the document as a whole."""
    data = plan_with(CONTAINERS["body"])
    plan = assemble(read_bytes(data, "draft.docx"))
    title = "Education, Health and Care Plan"
    found = [point(plan, title, check="X101"), point(plan, title, check="X102", missing=True).model_copy(update={"item": None})]
    copy = commented_copy(data, plan, Report(file="draft.docx", findings=tuple(found))).data
    assert [c.number for c in comments(copy) if c.words == title] == ["0", "1", "2"]
    text = parts(copy)["word/document.xml"].decode()
    assert re.findall(r'<w:commentReference w:id="(\d)"/>', text) == ["0", "1", "2"]


def test_a_comment_says_nothing_of_who_ran_it_and_when() -> None:
    copy, found = copied(plan_with(CONTAINERS["body"]), "regular help")
    assert {c.attributes for c in found} == {frozenset({"id", "author", "initials"})}
    with zipfile.ZipFile(BytesIO(copy)) as package:
        entries = package.infolist()
    assert {(e.date_time, e.create_system, e.extra, e.comment) for e in entries} == {((1980, 1, 1, 0, 0, 0), 0, b"", b"")}


@st.composite
def runs_and_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A sentence cut into runs anywhere, some of them in links, insertions and controls; and stretches of it to mark."""
    words = draw(
        st.lists(
            st.sampled_from(
                [
                    "Regular",
                    "help",
                    "caf\u00e9",
                    "e\u0301t\u00e9",
                    "TA\u2019s",
                    "in\u00a0class",
                    "twice",
                    "\u200bweekly",
                    "so\u00adcial",
                ]
            ),
            min_size=3,
            max_size=9,
        )
    )
    text = " ".join(["Ines", *words, "daily."])
    cuts = sorted(draw(st.sets(st.integers(1, len(text) - 1), max_size=6)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    wrap = st.sampled_from(
        [
            "{}",
            '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
            '<w:ins w:id="8" w:author="Jo">{}</w:ins>',
            "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        ]
    )
    xml = p("".join(draw(wrap).format(runs(piece)) for piece in pieces))
    length = len(normalise(text))
    ends = st.tuples(st.integers(0, length - 1), st.integers(1, length)).filter(lambda pair: pair[0] < pair[1])
    return xml, draw(st.lists(ends, min_size=1, max_size=5, unique=True))


@settings(max_examples=40, deadline=None)
@given(runs_and_spans())
def test_any_words_in_any_runs_are_marked_exactly_and_nothing_changes(drawn: tuple[str, list[tuple[int, int]]]) -> None:
    xml, spans = drawn
    data = plan_with(xml)
    plan = assemble(read_bytes(data, "draft.docx"))
    begin = plan.text.index("Ines")
    found = []
    for start, end in sorted(spans):
        quote = plan.text[begin + start : begin + end]
        found.append(point(plan, "Ines").model_copy(update={"quote": quote, "span": (begin + start, begin + end)}))
    copy = commented_copy(data, plan, Report(file="draft.docx", findings=tuple(found))).data
    nothing_else_changed(data, copy)
    assert sorted(_flat(c.words) for c in comments(copy)[1:]) == sorted(_flat(f.quote or "") for f in found)


def _flat(words: str) -> str:
    """Letters only: a mark may begin or end with a space, which nobody can see."""
    return re.sub(r"\s", "", normalise(words))


# --- whole plans -------------------------------------------------------------------------------------------------------------

PLANS = [ROOT / "examples" / "weak-draft.docx", *sorted((ROOT / "tests" / "plans").glob("*.docx"))[::2]]


@pytest.fixture(scope="module")
def whole_plans() -> list[tuple[bytes, Report, Copy, list[Comment]]]:
    """The weak plan and every second one of the plans that other people wrote, with its report, its copy and our comments in that."""
    made = []
    for path in PLANS:
        data = path.read_bytes()
        plan = assemble(read_bytes(data, path.name))
        report = lint(plan, load_profile())
        copy = commented_copy(data, plan, report)
        made.append((data, report, copy, [c for c in comments(copy.data) if c.author == AUTHOR]))
    return made


def marked(report: Report, found: list[Comment]) -> Iterator[tuple[Finding, Comment]]:
    """The first finding that each comment is about."""
    by_number = {point.number: point.finding for point in phrases.points(report)}
    for comment in found[1:]:
        yield by_number[re.findall(r"Point (T?[\d.]+), check", " ".join(comment.lines))[0]], comment


def test_comments_on_whole_plans_stand_on_exactly_the_marked_words(whole_plans: Any) -> None:
    """At least 60 in the weak plan and the plans of other people; the few that go over several cells say the words."""
    exact = several_cells = 0
    for _, report, _, found in whole_plans:
        for finding, comment in marked(report, found):
            if not finding.quote:
                continue
            if any(line.startswith("The words: ") for line in comment.lines):
                several_cells += 1
                assert "\n" in finding.quote
                assert finding.quote.startswith(normalise(comment.words))
                continue
            if aside := [line for line in comment.lines if line.startswith("The words (in the header or footer): ")]:
                assert finding.quote in aside[0]  # Word shows no comments there
                continue
            assert normalise(comment.words) == finding.quote
            assert comment.words == comment.words.strip()
            exact += 1
    assert exact >= 60
    assert several_cells <= exact / 100


def test_whole_plans_keep_every_word_look_and_part(whole_plans: Any) -> None:
    for data, _, copy, _ in whole_plans:
        nothing_else_changed(data, copy.data)


def test_whole_plans_have_a_summary_and_thirty_comments_at_most(whole_plans: Any) -> None:
    for _, report, copy, found in whole_plans:
        assert len(found) == 1 + copy.notes <= 1 + MOST
        assert found[0].lines[0] == f"ehcp_lint: {phrases.summary(report)}"
        assert found[0].lines[-1] == report.footer
        assert copy.shown == sum(len(re.findall("Point T?[0-9.]+, check", " ".join(c.lines))) for c in found[1:])


def test_a_copy_checked_again_is_the_same_copy(whole_plans: Any) -> None:
    for data, _, copy, _ in whole_plans[:6]:
        plan = assemble(read_bytes(copy.data, "draft.docx"))
        assert commented_copy(copy.data, plan, lint(plan, load_profile())).data == copy.data
        others = [c for c in comments(copy.data) if c.author != AUTHOR]
        assert others == [c for c in comments(data) if c.author != AUTHOR]


def test_the_command_leaves_the_plan_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "plan.docx"
    source.write_bytes(PLANS[0].read_bytes())
    before = (hashlib.sha256(source.read_bytes()).hexdigest(), source.stat().st_mtime_ns, source.stat().st_mode)
    assert run(["comment", str(source)]) == 0
    assert (hashlib.sha256(source.read_bytes()).hexdigest(), source.stat().st_mtime_ns, source.stat().st_mode) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.checked.docx", "plan.docx"]
    said = capsys.readouterr().out
    assert "in 30 comments, the most binding first" in said
    assert "The first comment names the rest." in said
