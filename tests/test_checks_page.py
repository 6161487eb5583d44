"""docs/checks.html: whole without a script, quiet on the network, readable at 320 pixels and on paper; its search box."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from test_browser import CHROMIUM, browse
from test_html import _luminance

from ehcp_lint import cli
from ehcp_lint.check import FAMILIES, Duty, Source
from ehcp_lint.checks import shipped
from ehcp_lint.outputs.checks.html import checks_html
from ehcp_lint.outputs.checks.pages import in_order

PAGE = checks_html(in_order(shipped()))
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the page was not tried in a browser")


def test_every_check_is_there_and_nothing_is_hidden_but_the_search_box() -> None:
    for check in shipped():
        assert PAGE.count(f'<article class="{check.duty.value}" id="{check.id.lower()}"') == 1
        assert PAGE.count(f'href="#{check.id.lower()}"') == 1
    assert re.findall(r"<(\w+)[^>]* hidden>", PAGE) == ["form"]
    assert PAGE.count("<section ") == len(FAMILIES)


def test_it_asks_for_nothing_and_runs_only_its_own_script() -> None:
    assert not re.search(r"<(?:link|img|iframe|object|embed)\b|\ssrc=|@import|url\(|\son\w+=", PAGE)
    (script,) = re.findall(r"<script>(.*?)</script>", PAGE, flags=re.S)
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'" in PAGE
    assert "fetch(" not in script
    assert not re.search(r"innerHTML|https?:", script)


def test_headings_are_in_order_and_every_field_has_a_label() -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", PAGE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = re.findall(r'\bid="([^"]+)"', PAGE)
    assert len(ids) == len(set(ids))
    for field in re.findall(r'<(?:input type="search"|select) id="([^"]+)"', PAGE):
        assert f'<label for="{field}">' in PAGE
    assert "<legend>" in PAGE
    assert '<html lang="en-GB">' in PAGE
    assert all(f'id="{named}"' in PAGE for named in re.findall(r'aria-labelledby="([^"]+)"', PAGE))


def test_its_colours_can_be_told_apart() -> None:
    style = re.sub(r"@media.*", "", PAGE[PAGE.index("<style>") : PAGE.index("</style>")], flags=re.S)
    pairs = [(ink, "#fff") for ink in ("#0b0c0c", "#1a65a6", "#4c5055")]
    pairs += [(rule[1], rule[0]) for rule in re.findall(r"background:(#\w+);color:(#\w+)", style)]
    assert len(pairs) > 6
    for ink, ground in pairs:
        light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{ink} on {ground}"


def test_words_of_another_packages_check_stay_words() -> None:
    attack = '<script>alert(1)</script>"&'
    odd = replace(
        shipped()[0], title=attack, why=attack, origin=f"odd {attack}", sources=(Source("odd", attack, title=attack),)
    )
    page = checks_html([odd])
    assert "<script>alert" not in page
    assert page.count("<script>") == 1


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "checks.html"
    assert cli.run(["checks", "--format", "html", "--no-plugins", "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8") == PAGE
    for form, sign in (("table", "F203  The Code asks"), ("json", '"looks_for"')):
        assert cli.run(["checks", "--format", form, "--no-plugins", "-o", str(tmp_path / form)]) == 0
        assert sign in (tmp_path / form).read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""


# --- in a browser ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "checks.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def without_policy(page: Path, *, script: str = "") -> Path:
    """The page with a script of ours in it, which its own policy would not allow."""
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", PAGE)
    page.write_text(text.replace("</body>", f"<script>{script}</script></body>"), encoding="utf-8")
    return page


@in_a_browser
def test_the_search_box_appears_and_says_how_many(page: Path) -> None:
    dom = browse(page, "--dump-dom")
    assert re.search(r'<form id="find"[^>]*>', dom)
    assert not re.search(r'<form id="find"[^>]* hidden', dom)
    assert f"All {len(shipped())} checks." in dom


@in_a_browser
@pytest.mark.parametrize(
    ("act", "kept"),
    [
        ("find.words.value = 'ACRONYM spelled'", {"P201"}),
        ("find.family.value = 'I'", {"I101", "I102", "I103"}),
        ("for (const box of find.duty) box.checked = box.value === 'must'", {c.id for c in shipped() if c.duty is Duty.MUST}),
        ("find.words.value = 'zebra'", set()),
        ("find.words.value = 'zebra'; find.dispatchEvent(new Event('input')); find.reset()", {c.id for c in shipped()}),
    ],
)
def test_it_chooses_by_words_part_and_duty_and_shows_all_again(page: Path, act: str, kept: set[str]) -> None:
    seen = (
        "setTimeout(() => { const all = [...document.querySelectorAll('article')].filter(a => !a.hidden);"
        "const entries = [...document.querySelectorAll('nav li')].filter(a => !a.hidden);"
        "document.title = JSON.stringify({ids: all.map(a => a.id.toUpperCase()), entries: entries.length,"
        "parts: document.querySelectorAll('section:not([hidden])').length, said: said.textContent}) }, 50)"
    )
    without_policy(page, script=f"const find = document.forms[0]; {act}; find.dispatchEvent(new Event('input')); {seen}")
    dom = browse(page, "--dump-dom", "--virtual-time-budget=3000")
    found = json.loads(re.search(r"<title>(.*?)</title>", dom)[1])  # type: ignore[index]
    assert set(found["ids"]) == kept
    assert found["entries"] == len(kept)
    assert found["parts"] == len({check_id[0] for check_id in kept})
    every = len(shipped())
    told = f"All {every} checks." if len(kept) == every else f"{len(kept)} of {every} checks."
    assert found["said"] == (told if kept else "No check. Use fewer words, or choose more.")


@in_a_browser
def test_nothing_is_cut_off_at_320_pixels(page: Path) -> None:
    without_policy(page)
    frame = page.with_name("frame.html")
    quoted = json.dumps(page.read_text(encoding="utf-8")).replace("</", "<\\/")
    frame.write_text(
        "<!DOCTYPE html><iframe id=f width=320 height=800></iframe><pre id=o></pre><script>"
        "f.onload = () => { const d = f.contentDocument.documentElement; o.textContent = d.scrollWidth - d.clientWidth };"
        f"f.srcdoc = {quoted}</script>",
        encoding="utf-8",
    )
    found = re.search(r'<pre id="o">(-?\d+)</pre>', browse(frame, "--dump-dom", "--virtual-time-budget=10000"))
    assert found
    assert int(found[1]) <= 0


@in_a_browser
def test_on_paper_every_check_is_there_and_the_search_box_is_not(page: Path) -> None:
    paper = page.with_name("checks.pdf")
    browse(page, f"--print-to-pdf={paper}")
    document = pypdfium2.PdfDocument(paper)
    text = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())
    document.close()
    assert "Search for words" not in text
    for check in shipped():
        assert check.message in text
