"""What every declaration must keep to: sources that were read, plain messages, unique ids, fresh pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ehcp_lint.check import Check, Duty
from ehcp_lint.checks import MODULES, catalogue
from ehcp_lint.cli.pages import pages
from ehcp_lint.engine import cite
from ehcp_lint.jargon import find_jargon
from ehcp_lint.language import sentences
from ehcp_lint.resources import toml

ROOT = Path(__file__).resolve().parent.parent
PINPOINTS = {(p["source"], p["at"]) for p in toml("sources.toml")["pinpoint"] if p["confirmed"]}
# Words that a finding never uses about a plan or a person (evidence, not a verdict).
FORBIDDEN = re.compile(r"\b(?:fail(?:s|ed|ure)?|non-compliant|inadequate|poor|wrong|unlawful|illegal|bad)\b", re.IGNORECASE)
every_check = pytest.mark.parametrize("check", catalogue(), ids=lambda check: check.id)


@every_check
def test_each_source_is_a_place_that_was_read(check: Check) -> None:
    assert check.sources
    for source in check.sources:
        assert (source.key, source.at) in PINPOINTS, f"{check.id} cites {source.key} {source.at}"
        assert cite(source).cite


@every_check
def test_a_message_tells_the_writer_what_to_do_in_a_few_plain_words(check: Check) -> None:
    assert len(check.message.split()) <= 15
    assert check.message.endswith(".")
    assert check.message[0].isupper()
    assert not any(found.term.mode == "replace" for found in find_jargon(check.message))


@every_check
def test_no_wording_passes_a_verdict(check: Check) -> None:
    for text in (check.title, check.message, check.why, check.dismiss):
        assert not FORBIDDEN.search(text), text


@every_check
def test_the_reason_is_short_enough_for_a_parent(check: Check) -> None:
    for start, end in sentences(check.why):
        assert len(check.why[start:end].split()) <= 30
    assert check.dismiss


@every_check
def test_an_id_says_where_in_the_plan_the_check_belongs(check: Check) -> None:
    assert re.fullmatch(r"[A-KSPTX]\d{3}", check.id)
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", check.name)


def test_a_must_rests_on_the_law() -> None:
    for check in catalogue():
        if check.duty is Duty.MUST:
            assert any(source.key in ("send-regs-2014", "cfa2014", "send-cop-2015") for source in check.sources), check.id


def test_names_are_unique_and_every_module_declares_something() -> None:
    assert len({check.name for check in catalogue()}) == len(catalogue())
    assert len({check.rule.__module__ for check in catalogue()}) == len(MODULES)


def test_there_are_a_hundred_checks_with_every_family() -> None:
    assert len(catalogue()) >= 100
    assert {check.id[0] for check in catalogue()} >= set("SABCDEFGHIJKPTX")


@pytest.mark.parametrize("name", ["checks.md", "cli.md", "report-schema.json"])
def test_the_generated_pages_are_fresh(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == pages()[name], f"docs/{name} is stale: run make docs"
