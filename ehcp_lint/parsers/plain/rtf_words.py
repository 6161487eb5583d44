"""The words of rich text that its reader knows. Rules: the RTF specification 1.9.1."""

from __future__ import annotations

import codecs

from ehcp_lint.plan import Layer

CHARACTERS = {
    "tab": " ", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "'", "rquote": "'", "ldblquote": '"',
    "rdblquote": '"', "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
SIGNS = {b"~": " ", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
LAYERS = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"), Layer.FURNITURE),
    "footnote": Layer.NOTE,
}
# Groups whose characters go to a list of their own and not into the text.
COLLECTED = {"fonttbl": "font", "stylesheet": "style", "listtext": "number", "pntext": "number"}
# Groups that are left out and counted (keys of `plan.NOTICES`).
COUNTED = {"pict": "pictures", "object": "embedded", "annotation": "comments", "do": "pictures"}
# Groups that hold no text of the document, or text that stands elsewhere again.
PASSED_OVER = frozenset(
    "colortbl info fldinst datafield filetbl listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping "
    "latentstyles xmlnstbl mmathPr nonesttables nonshppict shprslt sp bkmkstart bkmkend tc xe private atnid atnauthor "
    "atntime atndate atnref atrfstart atrfend pnseclvl pntxta pntxtb ftnsep ftnsepc aftnsep aftnsepc upr "
    "pgptbl background template".split()
)
OPENED = frozenset(("shpinst", "shptxt", "shppict"))  # read although they begin with \*
SYMBOL_CHARSET = 2
CHARSETS = {
    0: "cp1252", SYMBOL_CHARSET: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip


def codepage(number: int) -> str:
    """The encoding that `\\ansicpg` names; Windows' western one where Python has no such."""
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "cp1252"
