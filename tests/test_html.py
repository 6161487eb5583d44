"""The HTML report, parsed as a browser would: safe, whole, linked both ways."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import pairwise

import pytest
from lxml import etree, html
from sample_report import PARTLY_READ, point, sample_plan, sample_report

from ehcp_lint import lint
from ehcp_lint.check import Duty
from ehcp_lint.outputs.report.html import html_report
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.plan import Plan
from ehcp_lint.report import FOOTER, Report

INJECTIONS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
    "{{ 7 * 7 }}{% raw %}",
    "</style><style>*{display:none}",
    "<!-- --><iframe src=//example.org>",
    "&lt;b&gt; &amp; \u202egnihton",
]


def page(report: Report, plan: Plan | None = None) -> html.HtmlElement:
    return html.document_fromstring(html_report(report, plan))


def sample_page(**changes: object) -> html.HtmlElement:
    plan = sample_plan()
    return page(sample_report(plan, **changes), plan)


def marked(root: html.HtmlElement) -> list[str]:
    return (
        [mark.text_content() for mark in root.cssselect(".text mark")]
        if False
        else [mark.text_content() for mark in root.xpath("//div[@class='text']//mark")]
    )


def assert_inert(root: html.HtmlElement) -> None:
    """No script, no event handler, nothing fetched, no way out."""
    allowed = {"html", "head", "meta", "title", "style", "body", "a", "header", "main", "footer", "h1", "h2", "h3", "p", "div"}
    allowed |= {"span", "strong", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "mark", "em"}
    assert {element.tag for element in root.iter(etree.Element)} <= allowed
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in ("src", "srcset", "action", "formaction", "data", "poster", "background")
            if name == "href":
                assert value.startswith("#")
            if name == "style":
                assert re.fullmatch(r"--r:\d+(;--s:\d+)?", value)


def test_the_page_is_inert_and_says_so_to_the_browser() -> None:
    root = sample_page(**PARTLY_READ)
    assert_inert(root)
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy
    assert len(root.xpath("//style")) == 1
    assert not re.search(r"url\(|@import|http", root.xpath("//style")[0].text)


@pytest.mark.parametrize("words", INJECTIONS)
def test_words_of_the_plan_stay_words(words: str) -> None:
    plan = read_notation(f"A: I like this. {words}\nF1: Regular help {words} today.")
    finding = point(plan, "Regular help").model_copy(update={"message": words, "why": words})
    report = sample_report(plan, [finding], file=f"{words}.docx")
    root = page(report, plan)
    assert_inert(root)
    shown = words.replace("\u202e", "")
    assert shown in root.xpath("//title")[0].text_content()
    assert root.text_content().count(shown) >= 5


def test_every_block_of_the_plan_is_shown_in_order_with_its_words_unchanged() -> None:
    plan = sample_plan()
    root = sample_page()
    for chip in root.xpath("//div[@class='text']//a[contains(@class, 'chip')]"):
        chip.drop_tree()
    shown = root.xpath("//div[@class='text']//*[self::p or self::h3]")
    words = [" ".join(p.text_content().split()) for p in shown]
    for number in root.xpath("//span[@class='num']"):
        words = [w.removeprefix(f"{number.text} ") if w.startswith(f"{number.text} ") else w for w in words]
    assert words == [" ".join(block.text.split()) for block in plan.blocks]


def test_the_exact_words_are_marked() -> None:
    assert marked(sample_page()) == [
        "Regular", "quiet space", "as and when required", "regular", "as appropriate", "Regular",
    ]  # fmt: skip


def test_points_that_overlap_are_both_marked() -> None:
    plan = sample_plan()
    report = sample_report(
        plan, [point(plan, "Regular access to a quiet space"), point(plan, "quiet", check="P1", duty=Duty.MUST)]
    )
    root = page(report, plan)
    assert marked(root) == ["Regular access to a ", "quiet", " space"]
    assert root.xpath("//mark[text()='quiet']/@class") == ["must within"]


def test_a_point_over_two_paragraphs_is_numbered_once_and_marked_in_both() -> None:
    plan = sample_plan()
    one, two = point(plan, "quiet space, as and when required"), point(plan, "A teaching assistant")
    root = page(sample_report(plan, [one.model_copy(update={"span": (one.span[0], two.span[1])})]), plan)
    assert len(root.xpath("//*[@id='m1']")) == 1
    assert marked(root) == ["quiet space, as and when required. (E1)", "A teaching assistant"]


def test_marks_and_points_link_both_ways() -> None:
    root = sample_page()
    identifiers = root.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    for target in root.xpath("//a/@href"):
        assert target[1:] in identifiers
    for number in ("1", "2", "3", "3.2", "3.3", "4", "4.2", "T1"):
        assert root.xpath(f"//*[@id='m{number}']/@href") == [f"#p{number}"]
        assert root.xpath(f"//*[@id='p{number}']//a[@href='#m{number}']")


def test_what_is_missing_is_marked_in_words_where_it_should_stand() -> None:
    chip = sample_page().xpath("//*[@id='m1']")[0]
    assert "missing" in chip.text_content()
    assert chip.getparent().text_content().startswith("Section G")


def test_the_reason_is_told_once_for_each_check_and_pointed_to_after() -> None:
    root = sample_page()
    assert "A family cannot tell" in root.xpath("//*[@id='p3']")[0].text_content()
    later = root.xpath("//*[@id='p3.2']")[0]
    assert "A family cannot tell" not in later.text_content()
    assert later.xpath(".//a[@href='#p3']")


def test_headings_come_in_order_and_the_language_is_given() -> None:
    root = sample_page(**PARTLY_READ)
    levels = [int(h.tag[1]) for h in root.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert root.get("lang") == "en-GB"
    assert root.xpath("//a[@class='skip']/@href") == ["#plan"]


def test_the_summary_the_gaps_in_reading_and_the_footer_are_there() -> None:
    text = " ".join(sample_page(**PARTLY_READ).text_content().split())
    for words in (
        "4 points to check, in 7 places",
        "2 pages without text (pages 3-4)",
        "2 checks (S101, S102): could not tell",
        FOOTER,
    ):
        assert words in text


def test_a_file_that_was_not_checked_shows_no_points_and_says_so() -> None:
    root = page(Report(file="a.pdf", status="timed_out", message="reading it took too long. Save it anew."))
    assert "NOT CHECKED (timed out): reading it took too long." in root.text_content()
    assert "Nothing found" not in root.text_content()
    assert_inert(root)


def test_without_quotes_the_points_stand_without_the_plan() -> None:
    plan = sample_plan()
    report = sample_report(plan).without_quotes({})
    for given in (None, plan):
        root = page(report, given)
        assert "quiet" not in root.body.text_content()
        assert len(root.xpath("//div[starts-with(@class, 'card')]")) == 8
        assert_inert(root)


def test_a_sixty_page_plan_gives_less_than_a_megabyte() -> None:
    lines = [f"F{n % 99 + 1}: Regular support number {n} " + "from a teaching assistant in class, " * 12 for n in range(400)]
    plan = read_notation("\n".join(lines))
    findings = [point(plan, f"Regular support number {n} ") for n in range(400)]
    assert len(plan.text.split()) > 28_000
    assert len(html_report(sample_report(plan, findings), plan).encode()) < 1_000_000


def test_a_long_plan_checked_in_earnest_stays_under_a_megabyte_with_all_its_tables() -> None:
    helps = "reading writing number speech play dressing eating swimming sleep friendship".split()
    room = "with access to a quiet space and visual supports on the days that were agreed with staff at the review, " * 5
    lines = ["Name: Ines Calder", "Status: Draft", "A: Ines likes drawing.", "B: Ines finds reading hard."]
    lines += [
        f"> Ines finds {helps[n % 10]} hard and needs more time than others, as the teacher said, {n}." for n in range(60)
    ]
    lines += [f"E{n + 1}: By July 2027 Ines will manage {helps[n % 10]} on {n % 5 + 1} days out of 5." for n in range(45)]
    lines += [f"F{n + 1}: Regular support with {helps[n % 10]} from staff in class, {room}reviewed {n}." for n in range(180)]
    plan = read_notation("\n".join(lines))
    report = lint(plan)
    made = html_report(report, plan)
    assert len(plan.text.split()) > 20_000
    assert len(report.findings) > 500
    assert len(made.encode()) < 1_000_000
    root = html.document_fromstring(made)
    assert_inert(root)
    assert len(root.xpath("//div[starts-with(@class, 'card ')]")) == len(report.findings)
    assert len(root.xpath("//h2[@id='outcomes']/following::table[1]/tbody/tr")) == 45


def test_each_outcome_stands_with_what_was_found_and_the_words_that_say_so() -> None:
    plan = read_notation(
        "...\nE1: Ines will make progress.\nE2: By July 2027 Ines will read a page aloud on 4 days out of 5, so that she enjoys books."
    )
    root = page(lint(plan), plan)
    heading = root.xpath("//h2[@id='outcomes']")[0]
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in heading.xpath("following::table[1]/tbody/tr")]
    assert [row[0].split(". ")[0] for row in rows] == ["1", "2"]
    assert rows[0][1].startswith("not found: “make”. It says a direction")
    assert rows[0][3] == "not found. It does not say by when."
    assert rows[1][1] == "found: “read”"
    assert rows[1][3] == "found: “By July 2027”"
    assert "what it is for: “so that she enjoys books.”" in rows[1][4]
    assert "A, R" in heading.xpath("following::p[1]")[0].text_content()


def test_the_hardest_sentences_come_before_the_figures_with_plainer_words() -> None:
    long = "Ines has a weak working memory, which her teachers, who have known her for years, see in every lesson of the week, because she cannot find the words that she wants when she is asked a question."
    plan = read_notation(f"...\nB: {long}")
    root = page(lint(plan), plan)
    told = root.xpath("//ol[@class='hard']/li")[0].text_content()
    assert told.startswith("Section B: “Ines has a weak working memory")
    assert "words in one sentence" in told
    assert "In plainer words: “working memory” is" in told
    figures = [row.text_content().strip().split("\n")[0] for row in root.xpath("//ol[@class='hard']/following::table[1]//tr")]
    assert figures[0].startswith("Reading age in years")
    assert "“" not in page(lint(plan).without_quotes({}), plan).xpath("//h2[@id='reading']/following::p[1]")[0].text_content()
    assert not page(lint(plan).without_quotes({}), plan).xpath("//ol[@class='hard']")


def test_the_same_report_gives_the_same_page() -> None:
    plan = sample_plan()
    assert html_report(sample_report(plan), plan) == html_report(sample_report(plan), plan)


def _luminance(colour: str) -> float:
    full = colour.lstrip("#")
    full = "".join(c * 2 for c in full) if len(full) == 3 else full
    parts = [int(full[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_stands_out_from_its_background() -> None:
    style = (
        (files("ehcp_lint.outputs.report") / "report.html.j2")
        .read_text(encoding="utf-8")
        .split("<style>")[1]
        .split("</style>")[0]
    )
    pairs = [("#0b0c0c", "#fff"), ("#4c5055", "#fff"), ("#1a65a6", "#fff"), ("#0b0c0c", "#fd0")]
    for rule in re.findall(r"\{([^{}]*)\}", style):
        inks = re.findall(r"(?<![-\w])color:(#\w+)", rule)
        grounds = re.findall(r"background:(#\w+)", rule)
        pairs += [(ink, ground) for ink in inks or ["#0b0c0c"] for ground in grounds]
    for ink, ground in pairs:
        light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)
