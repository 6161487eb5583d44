"""What a file is, and the one line that says so when it cannot be read."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
import word_files as w

from ehcp_lint.errors import CannotRead
from ehcp_lint.parsers import package
from ehcp_lint.parsers.guard import Format, identify, is_clutter
from ehcp_lint.parsers.limits import Limits
from ehcp_lint.parsers.package import Package
from ehcp_lint.parsers.word import read_word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}


def refusal(data: bytes, name: str = "Plan of Sam.docx") -> str:
    """The line that refuses `data`; it is one line and does not say the file's name."""
    with pytest.raises(CannotRead) as caught:
        _ = identify(data, name) is Format.WORD and read_word(data)
    said = str(caught.value)
    assert "\n" not in said
    assert "Sam" not in said
    assert said.endswith(".")
    return said


# --- what it is


@pytest.mark.parametrize(
    ("data", "name", "format_"),
    [
        (w.docx(w.p("Sam")), "plan.docx", Format.WORD),
        (w.docx(w.p("Sam")), "plan.pdf", Format.WORD),
        (b"%PDF-1.7\n", "plan.pdf", Format.PDF),
        (b"\0\0junk %PDF-1.7\n", "plan.docx", Format.PDF),
        (w.zipped(ODT), "plan.odt", Format.ODT),
        (b"{\\rtf1 Sam}", "plan.doc", Format.RTF),
        (b"Section A", "plan.txt", Format.TEXT),
        ("Section A – Sam".encode("utf-16"), "plan.TXT", Format.TEXT),
        (b"Section A", "plan", Format.TEXT),
        (b"\x93Section A\x94", "C:\\plans\\plan.txt", Format.TEXT),
    ],
)
def test_the_bytes_decide_and_not_the_name(data: bytes, name: str, format_: Format) -> None:
    assert identify(data, name) is format_


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b"\0\0\0 \r\n", "the file is empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password-protected Word file. Open it in Word, remove the password"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word 97-2003 file (.doc). Open it in Word and save it as"),
        (OLE + "Workbook".encode("utf-16-le"), "an Excel file. Ask for the plan as a Word or PDF file"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "a PowerPoint file"),
        (OLE + "__nameid_version1.0".encode("utf-16-le"), "an Outlook message"),
        (OLE, "an old Office file"),
        (b"\xdb\xa5-\0old", "a very old Word file"),
        (b"\xffWPC old", "a WordPerfect file"),
        (b"\x89PNG\r\n", "a picture. Its words cannot be read"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\0\0\0\x18ftypheic", "a picture"),
        (b"\x1f\x8b\x08", "a packed folder. Unpack it"),
        (w.zipped({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "an Excel file"),
        (w.zipped({"ppt/presentation.xml": b"<x/>"}), "a PowerPoint file"),
        (w.zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "not a text document"),
        (w.zipped({"Index/Document.iwa": b"x"}), "an Apple Pages file"),
        (w.zipped({"plan.docx": b"x"}), "a packed folder (zip)"),
        (b"<!DOCTYPE html><p>", "a web page (HTML). Open it in Word"),
        (b"\xef\xbb\xbf  <!-- x --><HTML>", "a web page (HTML)"),
        (b'<?xml version="1.0"?><html xmlns="x">', "a web page (HTML)"),
        (b"MIME-Version: 1.0\r\n", "saved as one file"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "a Word file saved as XML"),
        (b'<?xml version="1.0"?><plan/>', "an XML file"),
        (b"plain words", "plain text, which its name does not say"),
        (bytes(range(256)), "neither Word, PDF"),
    ],
)
def test_each_kind_that_cannot_be_read_has_its_own_line(data: bytes, says: str) -> None:
    assert says in refusal(data)


@pytest.mark.parametrize(
    "name",
    [
        "~$an of Sam.docx",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "._Plan of Sam.docx",
        "folder/~$x.docx",
        "C:\\plans\\Thumbs.db",
    ],
)
def test_what_systems_leave_in_folders_is_named(name: str) -> None:
    assert "not a plan. Leave it out" in refusal(w.docx(w.p("Sam")), name)
    assert is_clutter(name)


def test_an_ordinary_name_is_no_clutter() -> None:
    assert not is_clutter("Plan of Sam.docx")


def test_a_file_larger_than_any_plan_is_refused() -> None:
    assert "larger than 25 MB" in refusal(b"%PDF-" + b"x" * 25_000_000)
    assert identify(b"%PDF-" + b"x" * 25_000_000, "plan.pdf", Limits(file_megabytes=100)) is Format.PDF


def test_many_comments_before_a_web_page_take_no_time() -> None:
    assert identify(b"<!---->" * 580 + b"text", "plan.txt") is Format.TEXT


# --- what is wrong with a zip


def test_a_file_cut_short_is_damaged() -> None:
    made = w.docx(w.p("Sam"))
    assert "damaged or was cut short" in refusal(made[: len(made) // 2])
    assert "damaged" in refusal(b"PK\x03\x04")


def test_missing_parts_are_named() -> None:
    made = {"[Content_Types].xml": w.CONTENT_TYPES.encode(), "word/styles.xml": b"<x/>"}
    assert "lacks the part that holds its text" in refusal(w.zipped(made))
    assert "lacks its list of parts" in refusal(w.zipped({"word/document.xml": w.document(w.p("Sam")).encode()}))
    assert "lacks the part that holds its text" in refusal(w.docx(main=b"<other/>"))


def test_xml_that_is_not_well_formed_is_damaged() -> None:
    assert "damaged" in refusal(w.docx(main=b"<w:document"))
    assert "damaged" in refusal(
        w.docx(
            w.p("Sam"),
            parts={
                "word/styles.xml": b"<x",
                "word/_rels/document.xml.rels": b"<x><x Id='a' Type='x/styles' Target='styles.xml'/></x>",
            },
        )
    )


def test_an_empty_part_is_as_good_as_none() -> None:
    rels = b"<x><x Id='a' Type='x/styles' Target='styles.xml'/></x>"
    assert read_word(w.docx(w.p("Sam"), parts={"word/styles.xml": b"", "word/_rels/document.xml.rels": rels})).text == "Sam"


def test_a_damaged_picture_is_no_reason_to_refuse() -> None:
    made = bytearray(w.docx(w.p("Sam"), parts={"word/media/image1.png": b"picture of a map"}))
    made[made.index(b"image1.png") + len("image1.png") + 3] ^= 0xFF
    assert read_word(bytes(made)).text == "Sam"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    packed = io.BytesIO(w.docx(w.p("Sam")))
    with zipfile.ZipFile(packed, "a") as twice:
        twice.writestr("Word/document.xml", w.document(w.p("Jo")))
    assert "not put together as it should be" in refusal(packed.getvalue())


@pytest.mark.parametrize("name", ["../../secret", "/etc/secret", "C:/secret", "word/..\\secret", "\\\\server\\secret"])
def test_part_names_that_lead_outside_are_refused(name: str) -> None:
    assert "not put together as it should be" in refusal(w.docx(w.p("Sam"), parts={name: b"x"}))


def test_an_encrypted_zip_is_password_protected() -> None:
    made = bytearray(w.docx(w.p("Sam")))
    made[made.rindex(b"PK\x01\x02") + 8] |= 1
    assert "password-protected" in refusal(bytes(made))


def test_unusual_packing_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as package_:
        package_.writestr("word/document.xml", "x")
    assert "packed in an unusual way" in refusal(packed.getvalue())


# --- bombs


def test_too_many_parts_are_refused() -> None:
    assert "more than 2,000 parts" in refusal(w.docx(w.p("Sam"), parts={f"word/x{n}": b"" for n in range(2_001)}))


def test_a_directory_too_large_to_read_is_not_read() -> None:
    made = bytearray(w.docx(w.p("Sam")))
    struct.pack_into("<I", made, made.rindex(b"PK\x05\x06") + 12, 5_000_000)
    assert "more than 2,000 parts" in refusal(bytes(made))


def test_a_part_that_inflates_beyond_reason_is_refused() -> None:
    assert "unpacks to far more" in refusal(w.docx(w.p("Sam"), parts={"word/media/x.png": b"\0" * (package.MAX_PART + 1)}))
    assert "unpacks to far more" in refusal(w.docx(w.p("Sam"), tail=" " * (package.RATIO_FROM + 1)))


def lying(made: bytes, name: bytes, size: int) -> bytes:
    """`made` with the size of one part declared wrongly, in both places where a zip says it."""
    lies = bytearray(made)
    struct.pack_into("<I", lies, lies.index(name) - 30 + 22, size)
    struct.pack_into("<I", lies, lies.rindex(name) - 46 + 24, size)
    return bytes(lies)


def test_sizes_that_lie_are_found_out_while_inflating() -> None:
    bomb = w.docx(w.p("Sam"), parts={"word/media/x.png": b"\0" * 120_000_000})
    assert "unpacks to far more" in refusal(lying(bomb, b"word/media/x.png", 1_000))
    assert "unpacks to far more" in refusal(lying(w.docx(w.p("Sam"), tail=" " * 11_000_000), b"word/document.xml", 1_000))


def test_a_long_repetitive_plan_is_no_bomb() -> None:
    assert len(read_word(w.docx(w.p("Sam likes maps.") * 20_000)).blocks) == 20_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_a_document_type_declaration_is_refused_in_any_encoding(doctype: str, encoding: str) -> None:
    declared = "utf-16" if encoding.startswith("utf-16") else encoding
    text = f'<?xml version="1.0" encoding="{declared}"?>{doctype}' + w.document(w.p("Sam"))
    data = text.encode(encoding) if encoding != "utf-16-be" else b"\xfe\xff" + text.encode(encoding)
    assert "document type declaration" in refusal(w.docx(main=data))


def test_a_document_type_declaration_in_any_part_is_refused() -> None:
    rels = b"<x><x Id='a' Type='x/styles' Target='styles.xml'/></x>"
    parts = {"word/styles.xml": b"<!DOCTYPE x><x/>", "word/_rels/document.xml.rels": rels}
    assert "document type declaration" in refusal(w.docx(w.p("Sam"), parts=parts))


def test_the_words_of_a_document_type_declaration_may_be_written_about() -> None:
    main = w.document(w.p("Sam")).replace("Sam", "<![CDATA[<!DOCTYPE x>]]>")
    assert read_word(w.docx(main=main.encode())).text == "<!DOCTYPE x>"


def test_depth_is_limited_and_sixty_nested_tables_are_not_too_deep() -> None:
    content = w.p("Sam")
    for _ in range(60):
        content = w.table(w.row(w.cell(content)))
    assert read_word(w.docx(content)).text == "Sam"
    for _ in range(60):
        content = w.table(w.row(w.cell(content)))
    assert "nests its tables or fields too deeply" in refusal(w.docx(content))


def test_a_crowd_of_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_ELEMENTS", 100)
    assert "unpacks to far more" in refusal(w.docx(w.p("Sam") * 100))
    assert "unpacks to far more" in refusal(w.docx("<w:p/>" * 120))
    assert read_word(w.docx("<w:p></w:p>" * 80, w.p("Sam"))).text == "Sam"


@pytest.mark.parametrize(
    "props", ['<w:gridSpan w:val="30000000"/>', '<w:gridSpan w:val="9999999999999999999999"/>', '<w:gridSpan w:val="600"/>']
)
def test_a_table_wider_than_any_page_is_refused(props: str) -> None:
    assert "more than 1,000 columns" in refusal(w.docx(w.table(w.row(w.cell("a", props=props), w.cell("b", props=props)))))


@pytest.mark.parametrize("name", ["gridBefore", "gridAfter"])
def test_columns_left_out_count_as_well(name: str) -> None:
    assert "more than 1,000 columns" in refusal(w.docx(w.table(w.row("a", props=f'<w:{name} w:val="1000"/>'))))


def test_more_paragraphs_than_any_plan_has_are_refused() -> None:
    assert "more than 100,000 paragraphs" in refusal(w.docx("<w:p/>" * 100_001))


def test_nothing_but_what_is_asked_for_is_opened() -> None:
    opened = Package(w.zipped({"a.xml": b"<a/>", "B.xml": b"<b>"}), "file")
    assert opened.xml("A.XML").tag == "a"
    assert opened.xml("none.xml") is None
    assert "b.xml" in opened
    assert opened.names() == ["a.xml", "b.xml"]
