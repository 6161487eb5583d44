"""The engine: order, repetition, what could not run, what may not be said when words are missing."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest

from ehcp_lint import engine
from ehcp_lint.check import Check, Hit, Subject
from ehcp_lint.checks import catalogue, messages_without_words
from ehcp_lint.engine import lint
from ehcp_lint.errors import BadConfig
from ehcp_lint.parsers.notation import COMPLETE, read_notation
from ehcp_lint.plan import Status
from ehcp_lint.report import Report
from ehcp_lint.settings.profile import Profile, load_profile, make_profile

WEAK = "...\nno H2\nE1: To improve his literacy.\nF1: Access to regular support as required.\nG: N/A"


def ids(report: Report) -> list[str]:
    return [finding.check for finding in report.findings]


def test_a_complete_plan_has_nothing_the_law_or_the_code_asks_for() -> None:
    report = lint(read_notation("..."))
    assert [f.check for f in report.findings if f.duty != "could"] == []
    assert report.not_run == ()


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert lint(read_notation(WEAK)).model_dump_json() == lint(read_notation(WEAK)).model_dump_json()


def test_the_order_of_the_checks_does_not_matter() -> None:
    plan = read_notation(WEAK)
    assert lint(plan, checks=catalogue()) == lint(plan, checks=reversed(catalogue()))


def test_findings_come_in_the_order_of_the_plan() -> None:
    starts = [finding.span[0] for finding in lint(read_notation(WEAK)).findings]
    assert starts == sorted(starts)
    assert len(starts) > 5


def test_every_quote_is_what_stands_at_its_span() -> None:
    plan = read_notation(WEAK)
    for finding in lint(plan).findings:
        assert finding.quote == plan.text[finding.span[0] : finding.span[1]]


def test_a_check_that_raises_is_reported_by_type_and_the_rest_go_on() -> None:
    def broken(subject: Subject) -> Iterator[Hit]:
        raise ValueError(subject.text)
        yield  # pragma: no cover

    first, *rest = catalogue()
    faulty: Check = dataclasses.replace(first, rule=broken)
    report = lint(read_notation(WEAK), checks=[faulty, *rest])
    assert [(n.check, n.reason) for n in report.not_run] == [(first.id, "stopped by an error (ValueError)")]
    assert len(report.findings) > 3
    assert "Ines" not in str(report.not_run)


def test_nothing_is_called_missing_where_pages_could_not_be_read() -> None:
    report = lint(read_notation(WEAK + "\n~ lost pages_without_text 3"))
    assert "S101" not in ids(report)
    assert "F201" in ids(report)
    withheld = {n.check: n.reason for n in report.not_run}
    assert withheld["S101"] == "could not tell what is missing: 3 pages without text"
    assert "X104" in ids(report)


def test_a_fingerprint_survives_an_edit_elsewhere_and_tells_repeats_apart() -> None:
    before = {f.fingerprint for f in lint(read_notation(WEAK)).findings if f.check == "F201"}
    after = {f.fingerprint for f in lint(read_notation(WEAK.replace("literacy", "reading"))).findings if f.check == "F201"}
    assert before == after
    twice = lint(read_notation("F1: Access to a laptop as required.\nF2: Access to a laptop as required."))
    assert len({f.fingerprint for f in twice.findings}) == len(twice.findings)


def test_the_status_asked_for_replaces_the_one_on_the_front_page() -> None:
    plan = read_notation("...\nI: Harrow Lane Primary School")
    assert "I101" in ids(lint(plan))
    assert "I101" not in ids(lint(plan, status="final"))
    assert lint(plan, status=Status.FINAL).plan_status == "final"


def test_the_law_asks_more_of_a_final_plan() -> None:
    duty = {
        status: [f.duty for f in lint(read_notation(f"...\nStatus: {status}\nB: -")).findings if f.check == "S104"]
        for status in ("Draft", "Final")
    }
    assert duty == {"Draft": ["should"], "Final": ["must"]}


def test_only_and_skip_take_ids_names_and_first_letters() -> None:
    plan = read_notation(WEAK)
    assert set(ids(lint(plan, load_profile(only=("F",))))) <= {c.id for c in catalogue() if c.id[0] == "F"}
    assert "F201" not in ids(lint(plan, load_profile(skip=("provision-conditional",))))


def test_the_compliance_profile_leaves_plain_words_out() -> None:
    plan = read_notation("...\nB: Kofi has DLD and difficulties with proprioception.")
    assert {"P201", "P203"} <= set(ids(lint(plan)))
    assert not any(i.startswith("P") for i in ids(lint(plan, "compliance")))


def test_without_quotes_not_one_word_of_the_plan_is_left() -> None:
    plan = read_notation(
        "...\nname: x\nE1: To improve Zebedee's literacy.\nF1: Zebedee has access to regular support.".replace("name: x\n", "")
    )
    bare = lint(plan).without_quotes(messages_without_words()).model_dump_json()
    for word in ("Zebedee", "literacy", "regular support", "Ines", "Calder"):
        assert word not in bare


def test_a_report_never_shows_words_in_its_repr() -> None:
    assert "literacy" not in repr(lint(read_notation(WEAK)))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"thresholds": {"long_sentence_word": 30}}, "Did you mean 'long_sentence_words'?"),
        ({"skips": ["P"]}, "Did you mean 'skip'?"),
        ({"duty": {"F201": "always"}}, "must be 'must', 'should', 'could' or 'off'"),
        ({"thresholds": {"long_sentence_words": 3}}, "greater than or equal to 10"),
    ],
)
def test_an_unknown_or_impossible_setting_is_refused_with_the_nearest_right_one(
    settings: dict[str, object], message: str
) -> None:
    with pytest.raises(BadConfig, match=message.replace("?", r"\?")):
        make_profile(settings, "ehcp-lint.toml")


def test_an_unknown_profile_is_refused_by_name() -> None:
    with pytest.raises(BadConfig, match="Did you mean 'caseworker'"):
        load_profile("caseworkers")


def test_a_profile_has_a_hash_of_all_its_settings() -> None:
    assert Profile().fingerprint == Profile().fingerprint != Profile(skip=("P",)).fingerprint


def test_versions_name_the_rules_and_the_data() -> None:
    versions = lint(read_notation(COMPLETE)).versions
    assert versions is not None
    assert versions.rules == engine._rules_version()
    assert len(versions.data) == 12


def test_a_message_of_letters_is_kept_where_the_plans_words_may_not_be_shown() -> None:
    (missing,) = [
        f for f in lint(read_notation("...\nno H2")).without_quotes(messages_without_words()).findings if f.check == "S101"
    ]
    assert "H2" in missing.message


def test_a_check_that_calls_its_messages_wordless_puts_no_word_of_the_plan_in_them() -> None:
    for check in (check for check in catalogue() if check.wordless):
        for example in check.bad:
            text = check.wrap(example.text)
            said = " ".join(f.message for f in lint(read_notation(text)).findings if f.check == check.id).lower()
            named = {w.lower() for w in re.findall(r"\b[A-Z][a-z]{3,}", text)} - {"section", "school"}
            assert not named & set(re.findall(r"[a-z]+", said))
