"""The papers for those who must say yes: figures that are today's, tests that there are, words a family can read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ehcp_lint import __version__, find_jargon, measure_readability
from ehcp_lint.checks import precision_of, shipped
from ehcp_lint.cli.facts import facts, pages_with_facts, stated
from ehcp_lint.cli.pages import pages
from ehcp_lint.errors import BadConfig

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
GOVERNANCE = DOCS / "governance"
PAPERS = sorted(GOVERNANCE.glob("*.md"))
OLDEST_READER = 14  # years: the same as what the checks themselves say must keep to (tests/test_catalogue.py)
LONGEST_FACTSHEET = 550  # words: a page of A4
VERDICTS = re.compile(
    r"\b(?:fails?|failed|failing|non-?complian\w+|inadequa\w+|poor(?:ly)?|substandard|unlawful\w*|breach\w*)\b", re.IGNORECASE
)


def text_of(page: str) -> str:
    """A page's words as they are read: without marks of facts and of Markdown."""
    text = re.sub(r"<!--.*?-->", "", (GOVERNANCE / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"[*_]|^#+ ", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("page", pages_with_facts(DOCS), ids=lambda page: page.stem)
def test_the_facts_of_a_page_are_todays(page: Path) -> None:
    written = page.read_text(encoding="utf-8")
    assert stated(written, facts(DOCS)) == written, f"{page.name} is stale: run make docs"


@pytest.mark.parametrize("page", pages_with_facts(DOCS), ids=lambda page: page.stem)
def test_no_line_begins_with_a_fact_but_that_of_a_table(page: Path) -> None:
    """Markdown would take the whole line for HTML."""
    for line in page.read_text(encoding="utf-8").splitlines():
        assert not re.match(r"\s*<!--= [a-z0-9-]+ -->\S", line), line


def test_a_fact_that_there_is_not_is_named_with_the_nearest() -> None:
    with pytest.raises(BadConfig, match=r"There is no fact 'verson'.*Did you mean 'version'"):
        stated("<!--= verson -->0<!--/-->", {"version": "1"})


def test_the_figures_are_those_of_the_data() -> None:
    """A second way to the same numbers, so that a slip in the first is seen."""
    known = facts(DOCS)
    counted = [precision_of(check.id) for check in shipped() if not check.trial]
    assert int(known["checks"]) == len(shipped()) == int(known["must"]) + int(known["should"]) + int(known["could"])
    assert known["today-share"] == f"{sum(p.plans_right for p in counted if p) / sum(p.plans for p in counted if p):.0%}"
    whole = (DOCS / "decisions" / "whole-plans.md").read_text(encoding="utf-8")
    rows = [
        re.findall(r"\d+", line.split("|", 2)[2])
        for line in whole.splitlines()
        if re.match(r"\|.*(?:unseen|before, all)", line)
    ]
    right, wrong = (sum(int(row[n]) for row in rows if len(row) > 3) for n in (1, 2))
    assert known["unseen-judged"] == f"{right + wrong:,}"
    assert known["unseen-share"] == f"{right / (right + wrong):.0%}"
    assert f"| S, specific | {known['kappa-s']} |" in known["outcomes-table"]


@pytest.mark.parametrize("page", PAPERS, ids=lambda page: page.stem)
def test_each_paper_names_the_version(page: Path) -> None:
    text = re.sub(r"<!--.*?-->", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert f"ersion {__version__}" in text


@pytest.mark.parametrize("page", PAPERS, ids=lambda page: page.stem)
def test_no_paper_passes_a_verdict(page: Path) -> None:
    found = VERDICTS.findall(re.sub(r"`[^`]*`", "", page.read_text(encoding="utf-8")))  # `--fail-on` is the name of an option
    assert found == []


@pytest.mark.parametrize("page", PAPERS, ids=lambda page: page.stem)
def test_every_test_that_a_paper_names_is_there(page: Path) -> None:
    for file, name in re.findall(r"`(tests/\w+\.py)::(\w+)`", page.read_text(encoding="utf-8")):
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{name} is not there"


@pytest.mark.parametrize("name", [*(name for name in pages() if name.startswith("governance/")), "api.md"])
def test_the_cards_and_the_reference_are_those_of_the_data_and_the_code(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name], f"docs/{name} is stale: run make docs"


def test_the_papers_that_were_promised_are_there() -> None:
    promised = (
        "README dpia transparency-record factsheet not-for accuracy retention model-card-outcomes model-card-advice data-card"
    )
    assert {page.stem for page in PAPERS} == set(promised.split())
    index = (GOVERNANCE / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in PAPERS if page.stem != "README" and f"({page.name})" not in index] == []


def test_a_family_can_read_the_factsheet_on_one_page() -> None:
    text = text_of("factsheet.md")
    measured = measure_readability(text)
    assert measured.reading_age is not None
    assert measured.reading_age[1] <= OLDEST_READER
    assert measured.long_sentences == 0
    assert [found.term.term for found in find_jargon(text) if not found.explained] == []
    assert len(text.split()) <= LONGEST_FACTSHEET


def test_every_risk_of_the_assessment_has_measures_and_every_measure_is_held_by_something() -> None:
    text = (GOVERNANCE / "dpia.md").read_text(encoding="utf-8")
    measures = dict(re.findall(r"^\| (M\d+) \|.*\| (.+) \|$", text, flags=re.MULTILINE))
    risks = re.findall(r"^\| (R\d+) \|(.*)\|$", text, flags=re.MULTILINE)
    used = {measure for _, row in risks for measure in re.findall(r"\bM\d+\b", row)}
    assert len(risks) >= 12
    assert used == set(measures)
    assert all("tests/" in held or "](" in held for held in measures.values())
    assert all(re.search(r"\bM\d+\b", row) for _, row in risks)


def test_the_record_has_the_fields_of_both_tiers() -> None:
    text = (GOVERNANCE / "transparency-record.md").read_text(encoding="utf-8")
    for field in (
        "Name", "Description", "Website", "Contact", "Organisation, team", "Senior responsible owner", "External supplier", "Scope",
        "Benefit", "Previous process", "Alternatives considered", "Process integration", "Provided information", "Human decisions and review", "Frequency and scale of usage", "Required training", "Appeals and review",
        "System architecture", "Maintenance", "Models", "Model performance", "Development data", "Operational data", "Impact assessments",
    ):  # fmt: skip
        assert f"| {field} |" in text, field
