"""The documentation as a folder of pages: built without a warning, whole, and asking for nothing from elsewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

ROOT = Path(__file__).resolve().parent.parent
LARGEST_PICTURE = 200_000  # bytes
WITH_SCRIPT = "checks-with-search.html"  # docs/checks.html: its search box is a script of its own text


class Page(HTMLParser):
    """What a page holds of links, pictures, scripts and headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.tags: list[str] = []
        self.pictures: list[dict[str, str | None]] = []
        self.attributes: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        elif tag != "a":
            self.fetched += [
                str(value) for name, value in attrs if name in ("href", "src", "srcset", "data", "poster", "action")
            ]
        if tag == "img":
            self.pictures.append(given)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site. `strict` in mkdocs.yml makes a warning (a link that leads nowhere, a page in no list) an error."""
    pytest.importorskip("mkdocs", reason="MkDocs is not installed: pip install '.[docs]'")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return {page.relative_to(site).as_posix(): Page(page.read_text(encoding="utf-8")) for page in sorted(site.rglob("*.html"))}


def test_every_page_of_the_documentation_is_there(site: Path) -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        built = page.relative_to(ROOT / "docs").with_suffix(".html").as_posix().replace("README.html", "index.html")
        assert (site / built).is_file(), built
    assert {"index.html", "CONTRIBUTING.html", "CHANGELOG.html", "headings.html", WITH_SCRIPT} <= {
        p.name for p in site.iterdir()
    }


def test_nothing_is_asked_for_from_elsewhere(site: Path, pages: dict[str, Page]) -> None:
    assert len(pages) > 35
    for name, page in pages.items():
        for address in page.fetched:
            assert not re.match(r"(?:[a-z]+:)?//", address, re.IGNORECASE), f"{name}: {address}"
        assert not {"iframe", "object", "embed", "base"} & set(page.tags), name
        assert ("script" in page.tags) == (name == WITH_SCRIPT), name
        assert not [one for one in page.attributes if one.startswith("on")], name
        assert "Content-Security-Policy" in (site / name).read_text(encoding="utf-8"), name
    for sheet in site.rglob("*.css"):
        assert not re.search(r"@import|url\(|https?:", sheet.read_text(encoding="utf-8"))
    assert not list(site.rglob("*.js"))
    assert not [file for file in site.rglob("*") if file.suffix in (".woff", ".woff2", ".ttf", ".otf")]


def test_every_link_of_the_site_leads_to_a_page_and_a_place_that_are_there(site: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for link in page.links + page.fetched:
            if re.match(r"(?:https?|mailto|data):", link):
                continue
            path, _, anchor = unquote(link).partition("#")
            target = (site / name).parent / path if path else site / name
            assert target.resolve().is_file(), f"{name}: {link} leads nowhere"
            if anchor:
                assert anchor in pages[target.resolve().relative_to(site.resolve()).as_posix()].ids, f"{name}: {link}"


def test_each_page_has_one_first_heading_and_each_picture_says_what_it_shows(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.tags.count("h1") == 1, name
        assert all(len(str(picture.get("alt") or "")) > 20 for picture in page.pictures), name
        assert len(page.ids) == len(set(page.ids)), name


def test_every_list_and_table_of_the_pages_is_shown_as_one(site: Path) -> None:
    """Python-Markdown wants empty lines where code hosts do not; the hooks put them in."""
    for page in site.rglob("*.html"):
        text = re.sub(
            r"<(pre|code)\b.*?</\1>|<style.*?</style>|<script.*?</script>", "", page.read_text(encoding="utf-8"), flags=re.S
        )
        assert not re.search(r"^(?:- |\* |\| )\w", text, flags=re.M), page.name
        assert "```" not in text, page.name


def test_the_pages_for_the_three_users_are_one_step_from_the_start(pages: dict[str, Page]) -> None:
    start = set(pages["index.html"].links)
    assert {"caseworker.html", "officer.html", "set-up.html", "developer.html", "governance/index.html"} <= start


@pytest.mark.parametrize("picture", sorted((ROOT / "docs").rglob("*.png")), ids=lambda picture: picture.stem)
def test_a_picture_is_small_and_is_shown_somewhere(picture: Path) -> None:
    assert picture.stat().st_size < LARGEST_PICTURE
    shown = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    assert any(f"{picture.name})" in page.read_text(encoding="utf-8") for page in shown)


@pytest.mark.parametrize("name", ["dpia", "transparency-record", "factsheet", "retention", "not-for"])
def test_a_paper_can_be_had_as_a_word_file_with_the_same_words(name: str, site: Path, pages: dict[str, Page]) -> None:
    assert f"{name}.docx" in pages[f"governance/{name}.html"].links
    document = Document(str(site / "governance" / f"{name}.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = re.findall(r"\w+", " ".join([*(p.text for p in document.paragraphs), *cells]))
    markdown = re.sub(
        r"<!--.*?-->|\]\([^)]*\)", "", (ROOT / "docs" / "governance" / f"{name}.md").read_text(encoding="utf-8"), flags=re.S
    )
    assert sorted(said) == sorted(re.findall(r"\w+", markdown.replace("**", " ").replace("*", " ")))
    assert next(p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")) == "Heading 1"
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)
    assert document.core_properties.author == ""


# --- in a browser ------------------------------------------------------------------------------------------------------------

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the site was not tried in a browser")
def test_axe_finds_nothing_it_fits_320_pixels_and_the_factsheet_is_one_sheet_of_a4(site: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        context = browser.new_context(bypass_csp=True)  # for axe's own script; the page has none
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for name in ("index.html", "governance/dpia.html", "headings.html"):
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto((site / name).as_uri())
            found = axe.run(page, options={"runOnly": RULES}).response["violations"]
            assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == [], name
            page.set_viewport_size({"width": 320, "height": 600})
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        page.goto((site / "governance/factsheet.html").as_uri())
        paper = pypdfium2.PdfDocument(page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "15mm")))
        assert len(paper) == 1
        paper.close()
        browser.close()
    assert asked
    assert all(address.startswith(("file:", "data:")) for address in asked)
