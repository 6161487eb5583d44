"""The fitted model: the same numbers as scikit-learn, nothing that can run in its file, a true card, and a guard against worse ones."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from ehcp_lint.cli.models import count_look
from ehcp_lint.outcomes.features import make_vocabulary
from ehcp_lint.outcomes.model import OTHERS, QUESTIONS, read_model, shipped
from ehcp_lint.resources import data_file
from ehcp_lint.smart import by_rules_known, grade_outcome
from ehcp_lint.training.card import card
from ehcp_lint.training.corpus import _rows, frozen_hash, frozen_writers, load, parts
from ehcp_lint.training.train import corpus_hash, difference, refusal, rules_hash


def test_numpy_gives_what_scikit_learn_gives() -> None:
    pytest.importorskip("sklearn")
    from ehcp_lint.training import fit

    reads = fit.read_all(parts("outcomes")[0][::4])
    strengths = dict.fromkeys((*QUESTIONS, "other"), 0.3)
    crossed = fit.cross(reads, strengths=strengths)
    model = read_model(fit.fit(reads, crossed).to_bytes())
    vocabulary = make_vocabulary([r.seen.words for r in reads], [r.entry.writer for r in reads])
    x = np.array([vocabulary.vector(read.seen) for read in reads])
    ours = np.array([model.scores(read.seen) for read in reads])
    for k, question in enumerate(QUESTIONS):
        fitted = fit._logistic(x, np.array([fit.truth(read.entry, question) for read in reads]), 0.3)
        assert np.abs(fitted.decision_function(x) - ours[:, k]).max() < 1e-9
        chances = 1 / (1 + np.exp(-ours[:, k]))
        assert np.abs(fitted.predict_proba(x)[:, 1] - chances).max() < 1e-9


def test_the_file_is_small_and_holds_numbers_and_text_only() -> None:
    raw = data_file("models/outcomes.npz").read_bytes()
    assert len(raw) < 1_000_000
    with np.load(BytesIO(raw), allow_pickle=False) as held:
        assert {held[name].dtype.name for name in held.files} == {"uint8", "float64"}
    model = shipped()
    assert model is not None
    assert model.trained_on.isdisjoint(frozen_writers())


def test_the_card_names_the_model_and_what_it_was_made_from() -> None:
    import hashlib

    model = shipped()
    assert model is not None
    card = data_file("models/outcomes.card.md").read_text(encoding="utf-8")
    assert hashlib.sha256(data_file("models/outcomes.npz").read_bytes()).hexdigest() in card
    assert all(voice in card for voice in model.trained_on)
    for words in ("entitled", "language model", "Known failures", "random minus grouped", "calibration error"):
        assert words in card


def test_no_scikit_learn_at_run_time() -> None:
    code = (
        "import sys; sys.modules['sklearn'] = None; from ehcp_lint.smart import grade_outcome; "
        "print(grade_outcome('Walks to the hall on her own, 3 days in 5. End of Y5.').specific.confidence is not None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_an_opinion_is_one_small_multiplication_with_a_model_that_is_read_once() -> None:
    model, judged = shipped(), by_rules_known({"text": "By July 2027 Kit will pack his bag at home time on 4 out of 5 days."})
    assert model is not None
    assert judged is not None
    assert shipped() is model
    assert model.scores(judged.seen()).shape == (len(QUESTIONS) + len(OTHERS),)
    assert model.weights.size < 60_000  # numbers that are multiplied: a millisecond is enough for ten times as many


def test_rules_alone_are_to_be_had() -> None:
    judged = grade_outcome("Kit will read ten words by July 2027.", rules_only=True)
    assert judged.specific.confidence is None


def test_a_worse_model_is_refused() -> None:
    pytest.importorskip("sklearn")
    from ehcp_lint.training.fit import read_all

    reads = read_all(parts("outcomes")[0])
    right: dict[str, list[int | None]] = {letter: [int(r.entry.label[letter]) for r in reads] for letter in "SMT"}
    wrong: dict[str, list[int | None]] = {letter: [0 for _ in reads] for letter in "SMT"}
    assert "may be worse" in refusal(difference(reads, wrong, right), suite_passes=True)
    assert refusal(difference(reads, right, right), suite_passes=True) == ""
    assert "does not pass" in refusal(difference(reads, right, right), suite_passes=False)


def test_a_look_at_the_frozen_part_is_counted(tmp_path: Path) -> None:
    from datetime import date

    file = tmp_path / "frozen.toml"
    file.write_text('writers = ["a"]\nlooks = []\n')
    count_look(file, date(2026, 11, 22))
    count_look(file, date(2026, 11, 23))
    assert 'looks = ["2026-11-22", "2026-11-23"]' in file.read_text()


def test_hashes_are_of_what_is_there() -> None:
    from ehcp_lint.training.fit import read_all

    reads = read_all(parts("outcomes")[0][:5])
    assert len(corpus_hash(reads)) == len(rules_hash()) == 64
    assert corpus_hash(reads) == corpus_hash(reads) != corpus_hash(reads[1:])


def test_the_frozen_part_did_not_change() -> None:
    import tomllib

    assert tomllib.loads(data_file("corpus/frozen.toml").read_text(encoding="utf-8"))["sha256"] == frozen_hash()


def test_the_data_card_is_true() -> None:
    assert data_file("corpus/card.md").read_text(encoding="utf-8") == card()


def test_the_corpus_is_as_large_and_as_often_labelled_twice_as_it_claims() -> None:
    wanted = {"outcomes": 600, "provisions": 400, "voice": 150, "health-social": 150, "threads": 60}
    assert {name: len(load(name)) >= least for name, least in wanted.items()} == dict.fromkeys(wanted, True)
    assert len({entry.writer for entry in load("outcomes")}) >= 10
    for name in ("outcomes", "provisions", "voice", "health-social"):
        assert sum(len(entry.labels) > 1 for entry in load(name)) >= 0.2 * len(load(name))


def test_no_frozen_text_is_a_near_copy_of_another_writers() -> None:
    def runs(text: str) -> frozenset[str]:
        low = " ".join(text.lower().split())
        return frozenset(low[i : i + 5] for i in range(max(1, len(low) - 4)))

    for name in ("outcomes", "provisions", "voice", "health-social"):
        dev, frozen = parts(name)
        known = [runs(entry.record["text"]) for entry in dev if len(entry.record["text"]) > 40]
        for mine in (runs(entry.record["text"]) for entry in frozen if len(entry.record["text"]) > 40):
            assert all(len(mine & other) < 0.6 * len(mine | other) for other in known)


def test_nobody_labelled_twice_under_one_letter_and_every_label_has_its_item() -> None:
    for name in ("outcomes", "provisions", "voice", "health-social"):
        rows = [(row["id"], row["labeller"]) for row in _rows("labelled", name)]
        assert len(rows) == len(set(rows))
        assert {item for item, _ in rows} <= {row["id"] for row in _rows("written", name)}
