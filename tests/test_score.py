"""`score`: loose items in, one answer a line out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ehcp_lint.cli import run

KEYS = {
    "outcomes": {"id", "specific", "measurable", "time_bound", "is_outcome_not_provision", "kind", "grades", "evidence"},
    "provisions": {"id", "specific", "quantified", "who", "frequency", "duration_or_amount", "vague_terms", "slots"},
    "voice": {"id", "child_voice", "first_person", "aspirations", "parent_voice", "how_gathered"},
    "health-social": {"id", "content"},
}


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("what", KEYS)
def test_every_item_gets_an_answer_with_its_id_and_all_keys(what: str, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    texts = [
        "By July 2027 Amara will walk to the shop alone twice a week.",
        "",
        "N/A",
        "x " * 9000,
        "Elle marche seule.",
        "🙂\x00",
    ]
    source.write_text("\n".join(json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)), encoding="utf-8")
    assert run(["score", what, "--in", str(source), "--out", str(target)]) == 0
    answers = lines(target)
    assert [answer["id"] for answer in answers] == [str(n) for n in range(len(texts))]
    assert all(set(answer) >= KEYS[what] for answer in answers)


def test_a_broken_line_is_named_and_the_others_are_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(
        b'{"id": "a", "text": "To be happy."}\n{"id": "b", "text": \n\n[1]\n\xff\xfe\n{"id": "c", "text": "By May he will swim."}\n'
    )
    assert run(["score", "outcomes", "--in", str(source), "--out", str(target)]) == 3
    assert [answer["id"] for answer in lines(target)] == ["a", "c"]
    told = capsys.readouterr().err.splitlines()
    assert [line.split("line ")[1].split(":")[0] for line in told] == ["2", "4", "5"]
    assert all("happy" not in line for line in told)


def test_an_unknown_kind_of_item_is_a_usage_error(tmp_path: Path) -> None:
    assert run(["score", "sections", "--in", str(tmp_path / "none.jsonl")]) == 2
