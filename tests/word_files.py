"""Makes small Word files from strings of their XML, so that a test shows the very thing it is about.

    docx(p("Sam ", bold("likes"), " maps."), table([["Need", "Provision"]]))

Every function returns a string of WordprocessingML; `docx` wraps them into a file. Names follow Word's own elements."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
CONTENT_TYPES = f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/></Types>'
START = f'<Relationships xmlns="{_RELS}"><Relationship Id="r0" Type="{_KIND}officeDocument" Target="word/document.xml"/></Relationships>'
# The parts a test may give by one word, and where they stand.
_PARTS = ("styles", "numbering", "settings", "comments", "footnotes", "endnotes")


# --- text


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(*content: str, props: str = "") -> str:
    """A run of text, or of elements where a string begins with `<`."""
    inside = "".join(one if one.startswith("<") else t(one) for one in content)
    return f"<w:r>{f'<w:rPr>{props}</w:rPr>' if props else ''}{inside}</w:r>"


def bold(text: str) -> str:
    return r(text, props="<w:b/>")


def hidden(text: str) -> str:
    return r(text, props="<w:vanish/>")


def p(*content: str, style: str = "", props: str = "") -> str:
    """A paragraph of runs and other elements; plain strings become runs."""
    inside = "".join(one if one.startswith("<") else r(one) for one in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p>{f'<w:pPr>{named}{props}</w:pPr>' if named or props else ''}{inside}</w:p>"


def numbered(text: str, list_id: int | str = 1, level: int = 0, **kwargs: str) -> str:
    return p(text, props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>', **kwargs)


# --- wrappers


def control(content: str, props: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def prompt(content: str) -> str:
    return control(content, "<w:showingPlcHdr/>")


def check_box(checked: bool, content: str = "<w:r><w:t>?</w:t></w:r>") -> str:
    return control(content, f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox>')


def inserted(content: str) -> str:
    return f'<w:ins w:id="1" w:author="Officer">{content}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="Officer"><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def text_box(*paragraphs: str) -> str:
    """A drawn box as Word writes it: once for itself, once more for older programs."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return r(
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>{inside}'
        "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def field(instruction: str, result: str, data: str = "") -> str:
    """A complex field around runs."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


PICTURE = "<w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing>"

# --- tables


def cell(*content: str, props: str = "") -> str:
    inside = "".join(one if one.startswith("<") else p(one) for one in content) or p()
    return f"<w:tc>{f'<w:tcPr>{props}</w:tcPr>' if props else ''}{inside}</w:tc>"


def row(*cells: str, props: str = "") -> str:
    inside = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


# --- lists and styles


def levels(*each: str | tuple[str, str, str]) -> str:
    """`w:lvl` elements: (counting, text, more elements), or a counting alone, shown as "1."."""
    made = []
    for number, one in enumerate(each):
        counting, text, more = (one, f"%{number + 1}.", "") if isinstance(one, str) else one
        start = "" if "<w:start " in more else '<w:start w:val="1"/>'
        made.append(
            f'<w:lvl w:ilvl="{number}">{start}<w:numFmt w:val="{counting}"/>{more}<w:lvlText w:val={quoteattr(text)}/></w:lvl>'
        )
    return "".join(made)


def abstract(number: int, inside: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{inside}</w:abstractNum>'


def num(list_id: int, shared: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{shared}"/>{overrides}</w:num>'


def one_list(*each: str | tuple[str, str, str]) -> str:
    return abstract(0, levels(*each)) + num(1, 0)


def style(style_id: str, name: str = "", inside: str = "", kind: str = "paragraph", default: bool = False) -> str:
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{first} w:styleId="{style_id}"><w:name w:val={quoteattr(name or style_id)}/>{inside}</w:style>'


# --- the file


def document(*body: str, tail: str = "") -> str:
    """The main part."""
    return f"<w:document {DECLARED}><w:body>{''.join(body)}{tail}</w:body></w:document>"


def part(root: str, inside: str) -> str:
    return f"<w:{root} {DECLARED}>{inside}</w:{root}>"


def relationship(kind: str, target: str, external: bool = False, rel_id: str = "") -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{rel_id or kind + target}" Type="{_KIND}{kind}" Target="{target}"{mode}/>'


def docx(
    *body: str,
    tail: str = "",
    headers: Mapping[str, str] | None = None,
    relationships: str = "",
    parts: Mapping[str, bytes] | None = None,
    main: bytes | None = None,
    **inside: str,
) -> bytes:
    """A Word file. `inside` gives the content of styles, numbering, settings, comments, footnotes or endnotes; `headers` the
    headers and footers by relationship id; `parts` further files; `main` the bytes of the main part itself."""
    files: dict[str, bytes] = {"[Content_Types].xml": CONTENT_TYPES.encode(), "_rels/.rels": START.encode()}
    files["word/document.xml"] = document(*body, tail=tail).encode() if main is None else main
    lines = relationships
    for name in _PARTS:
        if name in inside:
            files[f"word/{name}.xml"] = part(name, inside[name]).encode()
            lines += relationship(name, f"{name}.xml")
    for rel_id, content in (headers or {}).items():
        files[f"word/{rel_id}.xml"] = part("hdr", content).encode()
        lines += relationship("header", f"{rel_id}.xml", rel_id=rel_id)
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELS}">{lines}</Relationships>'.encode()
    return zipped({**files, **(parts or {})})


def zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)  # always of 1980: two files made a second apart are the same bytes
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, data)
    return packed.getvalue()
