"""The pages of batches in Chromium: axe finds nothing, nothing is fetched, they print on A4."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from ehcp_lint.batch.copies import Copied, Copies
from ehcp_lint.batch.page import batch_page
from ehcp_lint.batch.rows import Row
from ehcp_lint.batch.summary import summarise
from ehcp_lint.batch.trend import moments
from ehcp_lint.batch.trend_page import trend_page
from ehcp_lint.checks import catalogue
from ehcp_lint.report import FOOTER

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the pages were not tried in a browser")
pytest.importorskip("playwright")

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def rows() -> list[dict[str, Any]]:
    """Forty plans with points of every third check."""
    checks = catalogue()[::3]
    return [
        {
            "id": f"{n:016x}",
            "key": f"{n:032x}",
            "status": "checked" if n < 38 else "refused",
            "facts": {"kind": ("new", "amended")[n % 2]},
            "points": [
                {"check": check.id, "section": check.id[0] if check.id[0] in "ABEF" else None, "duty": check.duty.value,
                 "trial": check.trial, "n": 1 + n % 3}
                for at, check in enumerate(checks) if n < 38 and (n * 7 + at * 3) % (at + 2) == 0
            ],
            "measures": {"words": 3000 + 50 * n, "reading_age_high": 12 + n % 5},
            "grades": {"S": {"met": 3, "partly": 2}, "M": {"met": 1, "not_met": 4}, "T": {"cannot_tell": 5}},
        }
        for n in range(40)
    ]  # fmt: skip


def index_page() -> str:
    made = [Row.model_validate(row) for row in rows()]
    facts = {row.id: {"officer": ("Al", "Bo", "Cy")[int(row.id, 16) % 3]} for row in made}
    copied = Copies(
        copied=(Copied("A", tuple(row.id for row in made[:9]), False),), lines_of={r.id: {"A": (1, 4)} for r in made[:9]}
    )
    summary = summarise(made, catalogue(), copied, by=("officer",), facts=facts, left_out={"links": 2}, profiles=["caseworker"])
    links = [(f"P-{n}", [("page", f"plans/{n:016x}.html"), ("data", f"plans/{n:016x}.json")]) for n in range(12)]
    return batch_page(summary.to_pass_on(), catalogue(), when="31 March 2026", left_out=["2 links"], links=links)


def trends(folder: Path) -> str:
    folders = []
    for month in range(1, 9):
        at = folder / f"b{month}"
        at.mkdir()
        (at / "run.json").write_text(json.dumps({"as_of": f"2026-0{month}-28"}))
        kept = [row for row in rows() if int(row["id"], 16) % 9 != month]
        (at / "results.jsonl").write_text("".join(json.dumps(row) + "\n" for row in kept))
        folders.append(at)
    measures = ["must", "should"]
    return trend_page(moments(folders, measures), measures, lambda name: f"Plans with a {name}", date(2026, 5, 1))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {"index": index_page(), "trend": trends(folder)}
    for name, html in made.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield started
        started.close()


@pytest.mark.parametrize("name", ["index", "trend"])
def test_axe_finds_nothing_nothing_is_fetched_and_it_fits_320_pixels_and_a4(
    name: str, pages: dict[str, Path], browser: Any, tmp_path: Path
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(bypass_csp=True)  # axe is put into the page; the page itself lets no script run
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages[name].as_uri())
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
    assert [(v["id"], [node["target"] for node in v["nodes"]]) for v in found["violations"]] == []
    assert asked == [pages[name].as_uri()]
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    paper = tmp_path / "page.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    context.close()
    document = pypdfium2.PdfDocument(paper)
    sizes = {tuple(round(side) for side in sheet.get_size()) for sheet in document}
    text = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())
    document.close()
    assert sizes <= {(595, 842), (596, 842), (594, 842), (594, 841), (595, 841)}
    assert FOOTER in text
