"""A caseworker's way through the page in a real browser: served by the command, driven with real files, measured by axe."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from web_page import EXAMPLES, served

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the page was not tried in a browser")

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
WEAK, GOOD = str(EXAMPLES / "weak-draft.docx"), str(EXAMPLES / "good-final.docx")
TARGETS = """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), select, textarea')]
  .filter(e => e.checkVisibility() && !e.closest('p, li') && !e.classList.contains('govuk-skip-link'))
  .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        options = [
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
        ]
        found = driver.chromium.launch(executable_path=CHROMIUM, args=options)
        yield found
        found.close()


@contextmanager
def opened(browser: Browser, folder: Path) -> Iterator[tuple[Page, list[str]]]:
    """A page of a server of its own that has opened the door, and what the browser complained of or asked elsewhere."""
    with served(folder, **{**os.environ, "TMPDIR": str(folder), "PYTHONPATH": str(EXAMPLES.parent)}) as first:
        page = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True).new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if not request.url.startswith(home(first)) else None)
        page.goto(first)
        assert page.url == home(first)  # the key is in no history
        yield page, said
        page.context.close()


@pytest.fixture(scope="module")
def room(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, list[str]]]:
    with opened(browser, tmp_path_factory.mktemp("served")) as found:
        yield found


def home(address: str) -> str:
    return re.match(r"http://127\.0\.0\.1:\d+/", address)[0]  # type: ignore[index]


@pytest.fixture
def page(room: tuple[Page, list[str]]) -> Iterator[Page]:
    found, said = room
    said.clear()
    yield found
    found.set_viewport_size({"width": 1280, "height": 900})
    found.emulate_media(media="screen", forced_colors="none", reduced_motion="no-preference")
    assert [line for line in said if "422" not in line] == []  # no policy broken, nothing fetched elsewhere


def accessible(page: Page) -> None:
    """No violation that axe knows of, nothing cut off, and targets that a finger finds."""
    page.wait_for_load_state("load")  # a rule about sizes asked before the style sheet is there sees a page without it
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert page.evaluate(TARGETS) == []


def at_all_sizes(page: Page) -> None:
    """As it is, and at 320 pixels, which is 400 % of zoom on a screen of 1280."""
    accessible(page)
    page.set_viewport_size({"width": 320, "height": 640})
    accessible(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def check(page: Page, *files: str) -> None:
    page.goto(home(page.url))
    page.set_input_files("#plans", list(files))
    page.get_by_role("button", name="Check", exact=True).click()


def weak_plan(page: Page) -> str:
    check(page, WEAK)
    page.wait_for_selector(".card")
    return page.url


def test_the_start_without_and_with_a_slip(page: Page) -> None:
    page.goto(home(page.url))
    at_all_sizes(page)
    page.get_by_role("button", name="Check", exact=True).click()
    page.wait_for_selector(".govuk-error-summary:focus")
    assert "Choose a plan" in page.inner_text(".govuk-error-summary")
    at_all_sizes(page)
    page.click("text=More choices")
    accessible(page)


def test_a_dropped_file_is_checked_at_once(page: Page) -> None:
    weak_plan(page)
    page.goto(home(page.url))
    drop = """data => {
      const files = new DataTransfer();
      files.items.add(new File([Uint8Array.from(atob(data), c => c.charCodeAt(0))], 'draft.docx'));
      document.querySelector('[data-drop]').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
    }"""
    import base64

    data = base64.b64encode(Path(WEAK).read_bytes()).decode()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.evaluate(drop, data)
    page.wait_for_selector(".card")
    assert sent.count("POST") == 1  # the file goes once, and nobody has to press anything
    assert page.inner_text(".name") == "draft.docx"


def test_points_stand_beside_the_text_and_are_filtered(page: Page) -> None:
    weak_plan(page)
    at_all_sizes(page)
    lines = page.eval_on_selector_all("mark", "all => all.map(e => getComputedStyle(e).textDecorationLine)")
    assert set(lines) == {"underline"}  # never by colour alone
    assert page.locator("mark").count() > 20
    page.select_option("#duty", "must")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_selector("text=Show all")
    shown, of = (int(number) for number in re.findall(r"\d+", page.inner_text("#points"))[:2])
    assert 0 < shown < 5 < of
    accessible(page)


def test_a_point_is_set_aside(page: Page) -> None:
    weak_plan(page)
    first = page.locator(".card").first
    first.locator("summary").click()
    first.locator("button").click()
    page.wait_for_selector(".govuk-error-summary:focus")
    accessible(page)
    page.fill("#reason", "The panel agreed this wording")
    page.get_by_role("button", name="Set aside").click()
    page.wait_for_selector(".done")
    assert "1 point set aside by a person" in page.inner_text(".summary")
    accessible(page)
    with page.expect_download() as saved:
        page.click("text=Points set aside (decisions file)")
    assert saved.value.suggested_filename == "weak-draft.docx.decisions.toml"


def test_the_commented_copy_opens(page: Page) -> None:
    weak_plan(page)
    with page.expect_download() as saved:
        page.click("text=Word copy with the points as comments")
    assert saved.value.suggested_filename == "weak-draft.checked.docx"
    copy = docx.Document(BytesIO(Path(saved.value.path()).read_bytes()))
    assert {comment.author for comment in copy.comments} >= {"ehcp_lint"}


def test_a_refused_file_stands_among_good_ones(page: Page, tmp_path: Path) -> None:
    bad = tmp_path / "notes.docx"
    bad.write_bytes(b"PK nothing")
    check(page, WEAK, str(bad), GOOD)
    page.wait_for_selector(".govuk-error-summary")
    assert "notes.docx was not checked" in page.inner_text(".govuk-error-summary")
    assert page.locator(".file.checked a").count() == 2
    at_all_sizes(page)


def test_while_files_are_read_it_says_so_and_goes_on_by_itself(page: Page) -> None:
    page.goto(home(page.url))
    page.route("**/progress", lambda route: route.fulfill(status=204))  # so that the state stays to be looked at
    page.set_input_files("#plans", [WEAK] * 6)
    page.get_by_role("button", name="Check", exact=True).click()
    page.wait_for_selector("#progress")
    if page.locator(".file.waiting").count():
        accessible(page)
    page.unroute("**/progress")
    page.reload()
    page.wait_for_selector("text=6 checked.", timeout=60_000)


def test_versions_are_compared(page: Page) -> None:
    plan = weak_plan(page)
    page.goto(f"{plan}/compare")
    accessible(page)
    page.set_input_files("#earlier", GOOD)
    page.get_by_role("button", name="Compare").click()
    page.wait_for_selector("text=To ask about")
    at_all_sizes(page)
    page.goto(f"{plan}/threads")
    at_all_sizes(page)


def test_marks_are_given_blind(page: Page) -> None:
    plan = weak_plan(page)
    page.goto(f"{plan}/marks")
    at_all_sizes(page)
    page.get_by_role("button", name="Start marking").click()
    page.wait_for_selector("#plan_code")
    at_all_sizes(page)
    page.get_by_role("button", name="show the evidence").click()
    page.wait_for_selector(".govuk-error-summary:focus")
    page.fill("#plan_code", "P07")
    page.evaluate("document.querySelectorAll('input[type=radio][value=\"3\"]').forEach(e => e.checked = true)")
    assert page.locator(".evidence").count() == 0
    page.get_by_role("button", name="show the evidence").click()
    page.wait_for_selector(".evidence")
    accessible(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save to go on later").click()
    assert json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))["plan_code"] == "P07"


def test_it_prints_on_a4_with_every_point(page: Page) -> None:
    weak_plan(page)
    messages = page.locator(".card .say").all_inner_texts()
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())
    text = text.replace("\ufffe", "-")  # so PDFium gives a hyphen at which a line was broken
    document.close()
    assert [message for message in messages if " ".join(message.split()) not in text] == []
    page.emulate_media(media="print")
    assert Axe().run(page, options=RULES).response["violations"] == []


def test_forced_colours_and_reduced_motion(page: Page) -> None:
    weak_plan(page)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.querySelector('mark')).textDecorationLine") == "underline"
    assert page.evaluate("getComputedStyle(document.querySelector('.card')).borderTopStyle") == "solid"
    moving = "e => parseFloat(getComputedStyle(e).transitionDuration) > 0 || getComputedStyle(e).animationName != 'none'"
    assert page.eval_on_selector_all("*", f"all => all.filter({moving}).length") == 0


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.goto(home(page.url))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    _tab_to(page, "#plans")
    page.set_input_files("#plans", WEAK)  # the dialogue of the system is not the page's
    _tab_to(page, "[data-prevent]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".card")
    _tab_to(page, "#section")
    page.keyboard.press("End")
    _tab_to(page, ".filter__go button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Show all")
    _tab_to(page, ".card summary")
    page.keyboard.press("Enter")
    _tab_to(page, ".card textarea")
    page.keyboard.type("The panel agreed this wording")
    _tab_to(page, ".card form button")
    outline = page.evaluate(
        "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).boxShadow"
    )
    assert outline != "nonenone"  # where one is can be seen
    page.keyboard.press("Enter")
    page.wait_for_selector(".done")


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the Tab key")


def test_it_works_without_script(browser: Browser, page: Page) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain: Any = context.new_page()
    plain.goto(home(page.url))
    plain.set_input_files("#plans", [WEAK])
    plain.get_by_role("button", name="Check", exact=True).click()
    plain.wait_for_selector(".card", timeout=30_000)  # by itself, where it is read for longer
    plain.select_option("#section", "F")
    plain.get_by_role("button", name="Show", exact=True).click()
    plain.wait_for_selector("text=Show all")
    context.close()


def test_the_server_leaves_nothing_and_closes_when_asked(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path) as (page, _):
        weak_plan(page)
        page.get_by_role("button", name="Close and forget everything").click()
        page.wait_for_selector("text=You can close this window")
        accessible(page)
        assert list(tmp_path.rglob("*")) == []
