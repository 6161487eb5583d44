"""The HTML report in a real browser (Chromium): inert, whole on paper, readable at 320 pixels."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from sample_report import PARTLY_READ, sample_plan, sample_report

from ehcp_lint.outputs.report.html import html_report
from ehcp_lint.report import FOOTER

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the report was not tried in a browser")

# The browser's own calls home find no address; those of a page would be in its log all the same.
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-default-apps --no-pdf-header-footer "
    "--host-resolver-rules=MAP|*|~NOTFOUND"
).split()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    plan = sample_plan()
    path = tmp_path / "report.html"
    path.write_text(html_report(sample_report(plan, **PARTLY_READ), plan), encoding="utf-8")
    return path


def browse(page: Path, *options: str) -> str:
    """What Chromium prints for a page."""
    command = [
        str(CHROMIUM),
        *(option.replace("|", " ") for option in QUIET),
        f"--user-data-dir={page.parent / 'profile'}",
        *options,
        page.as_uri(),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def test_no_script_runs_even_if_one_got_in(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    attack = "<script>document.title = 'ran'</script><img src=x onerror=\"document.title = 'ran'\">"
    page.write_text(text.replace("</main>", f"{attack}</main>"), encoding="utf-8")
    dom = browse(page, "--dump-dom")
    assert "<title>Points to check: Ines draft.docx</title>" in dom


def test_nothing_is_fetched_even_if_the_page_asked_for_it(page: Path) -> None:
    """The port is closed: what counts is that the browser's log of its requests does not name it."""
    text, log = page.read_text(encoding="utf-8"), page.parent / "net.json"
    outside = "http://127.0.0.1:9/outside.png"
    for policy, asked in (("default-src 'none'", False), ("default-src * 'unsafe-inline'", True)):
        attack = text.replace("default-src 'none'", policy).replace("img-src data:", "img-src *" if asked else "img-src data:")
        page.write_text(attack.replace("</main>", f'<img src="{outside}" alt=""></main>'), encoding="utf-8")
        browse(page, "--dump-dom", f"--log-net-log={log}")
        assert (outside in log.read_text(encoding="utf-8", errors="replace")) is asked


def test_it_prints_on_a4_with_every_point(page: Path) -> None:
    paper = page.parent / "report.pdf"
    browse(page, f"--print-to-pdf={paper}")
    document = pypdfium2.PdfDocument(paper)
    sizes = {tuple(round(side) for side in sheet.get_size()) for sheet in document}
    text = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())
    document.close()
    assert sizes <= {(595, 842), (596, 842), (594, 842), (594, 841), (595, 841)}
    findings = sample_report(sample_plan()).findings
    for finding in findings:
        assert finding.message in text
    for words in ("4 points to check, in 7 places", FOOTER):
        assert words in text


def test_nothing_is_cut_off_at_320_pixels(page: Path) -> None:
    """400% zoom on a screen 1280 pixels wide (WCAG 1.4.10): the page, without its policy, measured in a frame."""
    narrow = page.parent / "narrow.html"
    without = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"))
    frame = json.dumps(without).replace("</", "<\\/")
    narrow.write_text(
        "<!DOCTYPE html><iframe id=f width=320 height=800></iframe><pre id=o></pre><script>"
        "f.onload = () => { const d = f.contentDocument.documentElement; o.textContent = d.scrollWidth - d.clientWidth };"
        f"f.srcdoc = {frame}</script>",
        encoding="utf-8",
    )
    dom = browse(narrow, "--dump-dom", "--virtual-time-budget=10000")
    found = re.search(r'<pre id="o">(-?\d+)</pre>', dom)
    assert found
    assert int(found[1]) <= 0
