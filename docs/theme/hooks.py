"""What MkDocs needs to be told to show the same Markdown as code hosts do, and the pages that stand outside docs/.

Code hosts give headings anchors of their own making, let a list follow a line of text at once, and follow links out of docs/.
Python-Markdown does none of these, so they are evened out here; no page is written twice."""

from __future__ import annotations

import posixpath
import re
import sys
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File
from mkdocs.structure.nav import Link, Section

from ehcp_lint import __version__

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).resolve().parent))

from papers import word_paper  # noqa: E402

PAPERS = tuple(f"governance/{name}.md" for name in ("dpia", "transparency-record", "factsheet", "retention", "not-for"))
OUTSIDE = ("CONTRIBUTING.md", "CHANGELOG.md")  # pages of the site that lie beside docs/, not in it
SEARCH = "checks-with-search.html"  # docs/checks.html: in the site that name is the page of checks.md
_LINK = re.compile(r"(?<!\\)(!?)\[([^\]]*)\]\(<?([^)\s>]+)>?\)")
_ITEM = re.compile(r"(?:[-*] |\d+\. )")
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def on_config(config: Any) -> Any:
    config.mdx_configs["toc"] = {"slugify": anchor}
    config.extra["papers"] = {}
    return config


def anchor(words: str, _separator: str) -> str:
    """The anchor that code hosts give a heading; tests/test_docs.py holds links to it."""
    return re.sub(r"[^\w\- ]", "", re.sub(r"<[^>]*>|[`*]", "", words).strip().lower()).replace(" ", "-")


def on_files(files: Any, config: Any) -> Any:
    for name in OUTSIDE:
        files.append(File.generated(config, name, content=(ROOT / name).read_text(encoding="utf-8")))
    files.append(File.generated(config, SEARCH, content=(ROOT / "docs" / "checks.html").read_text(encoding="utf-8")))
    return files


def on_nav(nav: Any, files: Any, **_: Any) -> Any:
    """A page that mkdocs.yml gives no place stands under "More" until it has one, so that none can be lost."""
    omitted = [f for f in files.documentation_pages() if f.page is None and not f.src_uri.startswith("decisions/")]
    if omitted:
        nav.items.append(Section("More", [Link(_title(file), file.url) for file in omitted]))
    return nav


def _title(file: Any) -> str:
    return str(file.content_string.partition("\n")[0].lstrip("# "))


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    here = page.file.src_uri
    if here in PAPERS:
        config.extra["papers"][here] = markdown
    if here == "checks.md":
        markdown = markdown.replace("is `checks.html` beside this one", f"is [here]({SEARCH})")
    return _lists(_links(markdown, here))


def _links(markdown: str, here: str) -> str:
    """Links as the site has them; those to files that are no page of it become their words."""
    beside = here in OUTSIDE

    def mended(found: re.Match[str]) -> str:
        picture, words, link = found.groups()
        path, _, part = link.partition("#")
        if not path or re.match(r"(?:https?|mailto):", link):
            return found[0]
        target = posixpath.normpath(posixpath.join("" if beside else posixpath.join("docs", posixpath.dirname(here)), path))
        inside = target.removeprefix("docs/") if target.startswith("docs/") else target if target in OUTSIDE else None
        if inside == "checks.html":
            inside = SEARCH
        if inside is None:
            return words
        relative = posixpath.relpath(inside, posixpath.dirname(here) or ".")
        return f"{picture}[{words}]({relative}{'#' + part if part else ''})"

    return _outside_fences(markdown, lambda line: _LINK.sub(mended, line))


def _lists(markdown: str) -> str:
    """An empty line before a list that follows a line of text at once."""
    lines: list[str] = []
    fenced = False
    for line in markdown.split("\n"):
        fenced ^= line.lstrip().startswith("```")
        before = lines[-1] if lines else ""
        if not fenced and _ITEM.match(line) and before.strip() and not _ITEM.match(before) and not before.startswith(" "):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


def _outside_fences(markdown: str, change: Any) -> str:
    """`change` made to every line that is not code."""
    fenced = False
    lines = []
    for line in markdown.split("\n"):
        fenced ^= line.lstrip().startswith("```")
        lines.append(line if fenced or line.startswith("    ") else change(line))
    return "\n".join(lines)


def on_page_content(html: str, **_: Any) -> str:
    """Tables and code that are wider than a small screen can be scrolled with the keyboard."""
    number = count(1)
    region = '<div class="wide" tabindex="0" role="region" aria-label="Table {}">{}</div>'
    html = _TABLE.sub(lambda found: region.format(next(number), found[0]), html)
    return html.replace("<pre>", '<pre tabindex="0">')


def on_page_context(context: Any, page: Any, config: Any, **_: Any) -> Any:
    context["version"] = __version__
    context["word_file"] = ""
    if page.file.src_uri in config.extra["papers"]:
        context["word_file"] = page.file.src_uri.replace(".md", ".docx")
    return context


def on_post_build(config: Any) -> None:
    for name, markdown in config.extra["papers"].items():
        target = Path(config.site_dir, name.replace(".md", ".docx"))
        target.write_bytes(word_paper(markdown))


def on_env(env: Any, config: Any, files: Any) -> Any:
    """A page of all headings, to look for a word with the browser's own search: a search of ours would need a script."""
    entries = []
    for file in sorted(files.documentation_pages(), key=lambda file: file.src_uri):
        page = file.page
        entries.append(f'<h2><a href="{file.url}">{escape(page.title)}</a></h2><ul>')
        for top in page.toc:
            for part in top.children:
                deeper = "".join(f', <a href="{file.url}{one.url}">{escape(one.title)}</a>' for one in part.children)
                entries.append(f'<li><a href="{file.url}{part.url}">{escape(part.title)}</a>{deeper}</li>')
        entries.append("</ul>")
    config.extra["headings"] = "\n".join(entries).replace("<ul>\n</ul>", "")
    return env
