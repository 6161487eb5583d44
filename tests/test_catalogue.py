"""What every declaration must keep to: sources that were read, plain messages, unique ids, fresh pages."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_checks import plan_of

from ehcp_lint.case import Case
from ehcp_lint.check import FAMILIES, Check, Duty
from ehcp_lint.checks import MODULES, catalogue, precision_of, shipped
from ehcp_lint.cli.pages import pages
from ehcp_lint.cli.reference import find_check
from ehcp_lint.engine import cite
from ehcp_lint.errors import BadConfig
from ehcp_lint.language import sentences
from ehcp_lint.outputs.checks import pages as check_pages
from ehcp_lint.outputs.terminal import plain
from ehcp_lint.parsers.notation import read_notation
from ehcp_lint.readability import measure_readability
from ehcp_lint.report import FOOTER
from ehcp_lint.resources import toml
from ehcp_lint.settings.profile import load_profile

ROOT = Path(__file__).resolve().parent.parent
PINPOINTS = {(p["source"], p["at"]) for p in toml("sources.toml")["pinpoint"] if p["confirmed"]}
# Words that are never used of a plan or a person (evidence, not a verdict), of a reader, or of other programs.
FORBIDDEN = re.compile(
    r"\b(?:fail(?:s|ed|ing|ures?)?|non-?complian\w+|inadequa\w+|poor(?:ly)?|wrong(?:ly)?|unlawful(?:ly)?|illegal(?:ly)?|bad(?:ly)?|"
    r"incorrect(?:ly)?|unsatisfactory|substandard|deficien\w+|breach(?:es|ed)?|violat\w+|useless|users?|"
    r"chatgpt|copilot|claude|gemini|openai|spacy|pydantic)\b",
    re.IGNORECASE,
)
# A message begins with what to do. A new check may bring a new verb: add it here.
DO = frozenset(
    "Accept Add Arrange Ask Check Delete Describe Divide Explain Fill Give Have Keep Label Leave List Make Mark Move Name Narrow Put "
    "Replace Say Set Shorten Spell Start Take Use Write".split()
)
# Terms of the lexicon that a check has to use because it is about them.
ITS_SUBJECT = {
    "B203": {"percentile", "age equivalent"},  # the scores it looks for, as reports write them
    "C101": {"Local Offer"},  # the words that it marks
    "D101": {"Local Offer"},
    "E302": {"age appropriate"},  # the words that it marks
    "G101": {"Local Offer"},
    "H101": {"Local Offer"},
    "J101": {"direct payment"},  # section J is about direct payments, and the plan has to use the law's word
    "J102": {"personal budget"},  # the same
}
LOOSE = ("P101", "P201", "P202", "P203", "P204", "P205")  # the checks that need no plan around the words
OLDEST_READER = 14  # years: an adult who left school early reads what a check says
every_check = pytest.mark.parametrize("check", shipped(), ids=lambda check: check.id)


def told(check: Check) -> dict[str, str]:
    """All that a check says in its own words."""
    names = ("title", "message", "why", "dismiss", "looks_for")
    return {name: getattr(check, name) for name in names}


def messages(check: Check) -> list[str]:
    """What its hits say on its own examples, if that differs from the check's message."""
    hits = (
        hit for example in check.bad for _, hit in check.hits(Case(plan_of(check, example), load_profile(), example.reports))
    )
    return [hit.message for hit in hits if hit.message]


@every_check
def test_each_source_is_a_place_that_was_read(check: Check) -> None:
    assert check.sources
    for source in check.sources:
        assert (source.key, source.at) in PINPOINTS, f"{check.id} cites {source.key} {source.at}"
        assert cite(source).cite


@every_check
def test_a_message_tells_the_writer_what_to_do_in_a_few_plain_words(check: Check) -> None:
    assert len(check.message.split()) <= 14
    for message in (check.message, *messages(check)):
        assert len(message.split()) <= 16  # some hits bring a question or a meaning from a word list with them
        assert re.match(r"(\w+)", message)[1] in DO or message.startswith("No section of a plan was found."), message  # type: ignore[index]
        assert message[-1] in ".?"


@every_check
def test_no_wording_passes_a_verdict(check: Check) -> None:
    for text in (*told(check).values(), *messages(check)):
        assert not FORBIDDEN.search(text), text


def sayings() -> Iterator[tuple[str, str]]:
    """The words that outputs and commands are made of: strings in their code (not docstrings), and the text of templates."""
    for file in sorted([*(ROOT / "ehcp_lint" / "outputs").rglob("*.py"), *(ROOT / "ehcp_lint" / "cli").glob("*.py")]):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)]
        docs = {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs and " " in node.value:
                yield file.name, node.value
    for file in sorted([*(ROOT / "ehcp_lint" / "outputs").rglob("*.j2"), *(ROOT / "ehcp_lint" / "batch").glob("*.j2")]):
        text = re.sub(r"<style>.*?</style>|{[{%#].*?[}%#]}|<[^>]*>", " ", file.read_text(encoding="utf-8"), flags=re.S)
        yield file.name, text


def test_no_output_passes_a_verdict_or_speaks_of_users() -> None:
    said = [(name, text.replace("--fail-on", "")) for name, text in sayings()]
    assert len(said) > 300
    # doctor names the packages that could reach a network if a program told them to.
    assert not [entry for entry in said if FORBIDDEN.search(entry[1]) and "have downloaders" not in entry[1]]
    assert FORBIDDEN.findall(FOOTER) == ["wrong"]  # the checks can be, not the plan


@every_check
def test_the_linter_lints_what_it_says_itself(check: Check) -> None:
    """Long sentences, acronyms, jargon, out-of-date names and words that judge, in each thing that the check says."""
    for text in (*told(check).values(), *messages(check)):
        case = Case(read_notation(f"B: {text}"), load_profile())
        for other in (check_ for check_ in shipped() if check_.id in LOOSE):
            marked = {case.plan.quote(hit.span) for _, hit in other.hits(case)}
            assert marked <= ITS_SUBJECT.get(check.id, set()), f"{check.id}: {text}"


@pytest.mark.parametrize("name", ["message", "why", "dismiss", "looks_for"])
def test_what_the_checks_say_can_be_read_by_anyone(name: str) -> None:
    measured = measure_readability("\n".join(told(check)[name] for check in shipped()))
    assert measured.reading_age is not None
    assert measured.reading_age[1] <= OLDEST_READER


def test_the_list_of_allowed_terms_is_no_longer_than_it_needs_to_be() -> None:
    for check_id, terms in ITS_SUBJECT.items():
        words = " ".join(told(find_check(check_id)).values())
        assert all(term in words for term in terms)


@every_check
def test_the_reason_is_short_enough_for_a_parent(check: Check) -> None:
    assert check.looks_for, f"{check.id}: say what it looks for in the docstring of its rule"
    for text in (check.why, check.dismiss, check.looks_for):
        assert text[-1] == "."
        for start, end in sentences(text):
            assert len(text[start:end].split()) <= 30


@every_check
def test_an_id_says_where_in_the_plan_the_check_belongs(check: Check) -> None:
    assert check.id[0] in FAMILIES
    assert re.fullmatch(r"[A-Z]\d{3}", check.id)
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", check.name)


@every_check
def test_each_page_can_be_read_at_80_columns_and_says_all_there_is(check: Check) -> None:
    page = plain(check_pages.page(check), 80)
    assert max(map(len, page.splitlines())) <= 80
    flat = " ".join(page.split())
    for words in (*told(check).values(), check_pages.DUTIES[check.duty], check_pages.measured(check)):
        assert " ".join(words.split()) in flat
    for source in check.sources:
        assert cite(source).cite in flat
        assert (cite(source).link or "") in flat
    assert find_check(check.id.lower()) is find_check(f" {check.name.upper()} ") is check


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ("F2O3", "Did you mean F203?"),
        ("F99", ""),
        ("G2", "Did you mean G201 or G202?"),
        ("unquantified", "Did you mean F202 (provision-unquantified-word) or F203 (provision-unquantified)?"),
        ("outcome-undatd", "Did you mean E202 (outcome-undated) or "),
        ("", ""),
    ],
)
def test_an_unknown_check_is_answered_with_the_nearest(wanted: str, hint: str) -> None:
    with pytest.raises(BadConfig) as refused:
        find_check(wanted, plugins=False)
    assert str(refused.value).startswith(f"No check is called '{wanted}'.{' ' if hint else ''}{hint}")
    assert str(refused.value).endswith(" See: ehcp-lint checks")


def test_a_must_rests_on_the_law() -> None:
    for check in shipped():
        if check.duty is Duty.MUST:
            assert any(source.key in ("send-regs-2014", "cfa2014", "send-cop-2015") for source in check.sources), check.id


def test_ids_and_names_are_unique_and_every_module_declares_something() -> None:
    modules = {module: __import__(f"ehcp_lint.checks.{module}", fromlist=["_"]) for module in MODULES}
    declared = [value for module in modules.values() for value in vars(module).values() if isinstance(value, Check)]
    own = [check for check in declared if check.rule.__module__.rpartition(".")[2] in MODULES]
    assert len({id(check) for check in own}) == len({check.id for check in own}) == len({check.name for check in own})
    assert len(shipped()) == len({check.id for check in own})
    assert len({check.rule.__module__ for check in shipped()}) == len(MODULES)


def test_there_are_a_hundred_checks_with_every_family() -> None:
    assert len(shipped()) >= 100
    assert {check.id[0] for check in shipped()} == set(FAMILIES)
    assert [check.id for check in catalogue()] == sorted(check.id for check in catalogue())


# --- how right a check is ----------------------------------------------------------------------------------------------------


def test_a_precision_belongs_to_a_check_that_there_is() -> None:
    from ehcp_lint import checks

    assert set(checks._judged()) <= {check.id for check in shipped()}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "Not measured yet."),
        ("F201,0,0,0,0,0,0,0,0\n", "Not measured yet."),
        ("F202,3,4,4,0,0,3,0,0\n", "Not measured yet."),
        ("F201,14,16,10,6,0,9,0,0\n", "14 of 16 findings were right (88%): 10 on whole plans, 6 on single lines. Few."),
        (
            "F201,14,16,10,6,0,9,12,8\n",
            "14 of 16 findings were right (88%): 10 on whole plans, 6 on single lines. Few. On plans as first read: 8 of 12 right.",
        ),
        ("F201,45,50,0,0,50,0,0,0\n", "45 of 50 findings were right (90%): 50 on planted faults."),
        ("F201,1,1,1,0,0,1,0,0\n", "1 of 1 finding was right (100%): 1 on whole plans. Few."),
    ],
)
def test_a_page_says_how_often_its_check_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, said: str
) -> None:
    judged(tmp_path, monkeypatch, rows)
    check = find_check("F201")
    assert check_pages.measured(check) == said
    assert said in " ".join(plain(check_pages.page(check)).split())


def test_a_check_on_trial_says_so_until_it_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    judged(tmp_path, monkeypatch, "")
    assert check_pages.measured(replace(find_check("F201"), trial=True)) == "Not measured yet: on trial."


def test_a_check_of_another_package_is_not_told_of_with_our_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    judged(tmp_path, monkeypatch, "F201,45,50,50,0,0,45,0,0\n")
    theirs = replace(find_check("F201"), origin="harbour-checks 1.2.0")
    assert check_pages.measured(theirs) == "Not measured yet."
    assert check_pages.as_object(theirs)["precision"] is None


@pytest.mark.parametrize(
    "row",
    [
        "F201,17,16,16,0,0,16,0,0",
        "F201,-1,4,4,0,0,1,0,0",
        "F201,some,4,4,0,0,1,0,0",
        "F201,3,4,4,4,0,3,0,0",
        "F201,3,4,4,0,0,5,0,0",
        "F201,3,4,4,0,0,3,2,4",
    ],
)
def test_impossible_counts_are_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str) -> None:
    judged(tmp_path, monkeypatch, f"{row}\n")
    with pytest.raises(BadConfig, match=r"check_precision\.csv: F201 has .* Count the findings again"):
        precision_of("F201")


def test_without_the_table_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    from ehcp_lint import checks

    def missing(name: str) -> None:
        raise BadConfig(f"The shipped data file {name} is missing.")

    monkeypatch.setattr(checks, "data_file", missing)
    monkeypatch.setattr(checks, "_judged", checks._judged.__wrapped__)
    assert precision_of("F201") is None


def judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str) -> None:
    """Lets the table of judged findings hold these rows."""
    from ehcp_lint import checks

    table = tmp_path / "check_precision.csv"
    table.write_text(
        f"# judged\ncheck,right,judged,plans,lines,planted,plans_right,first,first_right\n{rows}", encoding="utf-8"
    )
    monkeypatch.setattr(checks, "data_file", lambda name: table)
    monkeypatch.setattr(checks, "_judged", checks._judged.__wrapped__)


# --- the generated pages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["checks.md", "checks.html", "cli.md", "report-schema.json", "compare-schema.json"])
def test_the_generated_pages_are_fresh(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == pages()[name], f"docs/{name} is stale: run make docs"


def test_what_an_example_marks_is_shown_where_it_stands() -> None:
    repeated = check_pages.pieces(find_check("S306").bad[0])
    assert repeated[1][0] in repeated[0][0]
    for check in shipped():
        for example in check.bad:
            styles = [style for _, style in check_pages.pieces(example)]
            assert styles.count("mark") + styles.count("gap") == len(example.marks), check.id


def test_an_example_that_is_there_for_its_length_is_told_briefly() -> None:
    shown = " ".join(plain(check_pages.page(find_check("S207"))).split())
    assert len(shown) < 3000
    assert re.search(r"… \(1\d,\d{3} words in all\)", shown)
    assert len(json.dumps(check_pages.as_object(find_check("S207")))) > 50_000  # a program can still run it


def test_the_page_in_markdown_and_the_one_for_programs_hold_the_same_facts() -> None:
    page = pages()["checks.md"]
    for entry in json.loads(json.dumps([check_pages.as_object(check) for check in shipped()])):
        assert f'<a id="{entry["id"].lower()}"></a>{entry["id"]} {entry["name"]}' in page
        for words in ("title", "looks_for", "message", "why", "dismiss"):
            assert entry[words] in page
        assert all(source["cite"] in page for source in entry["sources"])
