"""How well the rules (and models, where they take part) agree with the labels, with intervals over writers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from ehcp_lint.links import WEIGHTS
from ehcp_lint.outcomes.model import Model, shipped
from ehcp_lint.provision import score_provision
from ehcp_lint.resources import data_file
from ehcp_lint.smart import Level, grade_outcome, known_facts, score_outcome
from ehcp_lint.training.corpus import Entry, frozen_writers
from ehcp_lint.training.measures import Figure, f1, figure, weighted_kappa
from ehcp_lint.voice import score_voice
from ehcp_lint.wording import score_health_social

LEVELS = {Level.NOT_MET: 0, Level.PARTLY: 1, Level.MET: 2}
CONTENT = ("substantive", "vague", "agreed_nil_statement", "blank_or_see_report")
SLOTS = ("who", "frequency", "duration_or_amount", "quantified")
VOICE = ("child_voice", "first_person", "aspirations", "parent_voice", "how_gathered")


def outcome_figures(entries: Sequence[Entry]) -> dict[str, Figure]:
    """Kappa of S, M and T, and F1 of the yes-or-no labels; F1 counts what was not answered as answered otherwise.

    The model knows the answers of the writers it was fitted on. Their grades are those of cross-validation, by models that had
    not seen the writer (data/models/outcomes.crossed.json); their yes-or-no answers are the rules' alone."""
    groups = [entry.writer for entry in entries]
    model = shipped()
    taught = model.trained_on if model else frozenset()
    crossed = json.loads(data_file("models/outcomes.crossed.json").read_text(encoding="utf-8")) if taught else {}
    judged = [
        grade_outcome(str(entry.record["text"]), **known_facts(entry.record), rules_only=entry.writer in taught)
        for entry in entries
    ]
    found: dict[str, Figure] = {}
    for letter, name in (("S", "specific"), ("M", "measurable"), ("T", "timely")):
        grades = [
            crossed[entry.id][letter] if entry.id in crossed else LEVELS.get(getattr(judgement, name).level)
            for entry, judgement in zip(entries, judged, strict=True)
        ]
        found[f"kappa {letter}"] = figure(grades, [int(e.label[letter]) for e in entries], groups, weighted_kappa)
    scores = [score_outcome(entry.record, rules_only=entry.writer in taught) for entry in entries]
    for label, key, positive in (
        ("specific", "specific", 1),
        ("measurable", "measurable", 1),
        ("time_bound", "time_bound", 1),
        ("not an outcome", "is_outcome_not_provision", 0),
    ):
        truth = [int(entry.label["is_outcome" if positive == 0 else label]) for entry in entries]
        found[f"F1 {label}"] = _f1(scores, key, truth, groups, positive)
    if model and taught.isdisjoint(groups):
        found |= _calibration(model, entries)
    return found


def _calibration(model: Model, entries: Sequence[Entry]) -> dict[str, Figure]:
    """How far the model's stated probabilities are from the share that was right, for writers it has not seen."""
    from ehcp_lint.training.fit import read_all
    from ehcp_lint.training.train import calibration

    reads = read_all(entries)
    errors = calibration(reads, [model.opinion(read.seen) for read in reads])
    return {f"calibration error {question}": Figure(error, len(reads)) for question, error in errors.items()}


def _f1(
    scores: Sequence[Mapping[str, Any]], key: str, truth: Sequence[int], groups: Sequence[str], positive: int = 1
) -> Figure:
    answers = [score[key] if score[key] is not None else 1 - t for score, t in zip(scores, truth, strict=True)]
    measure: Callable[[Sequence[int], Sequence[int]], float | None] = partial(f1, positive=positive)
    return figure(answers, truth, groups, measure)


def provision_figures(entries: Sequence[Entry]) -> dict[str, Figure]:
    """F1 of each slot, of all together, of "vague", and of the exact vague phrases."""
    groups = [entry.writer for entry in entries]
    scores = [score_provision(entry.record) for entry in entries]
    found = {f"F1 {slot}": _f1(scores, slot, [int(e.label[slot]) for e in entries], groups) for slot in (*SLOTS, "specific")}
    pooled = [
        (int(score[slot] or 0), int(e.label[slot]), e.writer)
        for score, e in zip(scores, entries, strict=True)
        for slot in SLOTS
    ]
    found["micro-F1 slots"] = figure([p for p, _, _ in pooled], [t for _, t, _ in pooled], [g for *_, g in pooled], f1)
    in_text = [int(bool(score["vague_terms"])) for score in scores]
    truth = [int(bool(entry.label["vague_terms"])) for entry in entries]
    found["F1 vague"] = figure(in_text, truth, groups, f1)
    right = said = wanted = 0
    for score, entry in zip(scores, entries, strict=True):
        ours, theirs = [_plain(t) for t in score["vague_terms"] or []], [_plain(t) for t in entry.label["vague_terms"]]
        right += sum(min(ours.count(t), theirs.count(t)) for t in set(ours))
        said, wanted = said + len(ours), wanted + len(theirs)
    found["F1 exact vague phrases"] = Figure(2 * right / (said + wanted) if said + wanted else None, wanted)
    return found


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def voice_figures(entries: Sequence[Entry]) -> dict[str, Figure]:
    """F1 of each label of section A."""
    groups = [entry.writer for entry in entries]
    scores = [score_voice(entry.record) for entry in entries]
    return {f"F1 {label}": _f1(scores, label, [int(e.label[label]) for e in entries], groups) for label in VOICE}


def health_social_figures(entries: Sequence[Entry]) -> dict[str, Figure]:
    """The share of passages put in the right one of the four classes."""
    answers = [score_health_social(entry.record)["content"] for entry in entries]
    truth = [CONTENT.index(entry.label["content"]) for entry in entries]
    codes = [CONTENT.index(a) if a else None for a in answers]
    return {"accuracy": figure(codes, truth, [entry.writer for entry in entries], _accuracy)}


def _accuracy(predicted: Sequence[int], truth: Sequence[int]) -> float | None:
    return sum(p == t for p, t in zip(predicted, truth, strict=True)) / len(truth) if truth else None


def thread_figures(entries: Sequence[Entry]) -> dict[str, Figure]:
    """Precision and recall of pairs by words; the writers that the weights were fitted on are judged by cross-validation."""
    from ehcp_lint.training.threads import crossed, figures, likely, pairs

    some = pairs(entries)
    frozen = frozen_writers()
    held_out = all(pair.writer in frozen for pair in some)
    return figures(some, [likely(WEIGHTS, pair) for pair in some] if held_out else crossed(some))


def trace_figures(entries: Sequence[Entry]) -> dict[str, Figure]:
    """Precision, recall and F1 of what became of each recommendation; each writer is judged by weights fitted on the others."""
    from ehcp_lint.training.traces import RULE_WRITER, claims, crossed, figures

    if not entries:
        return {}
    return figures(claims([e for e in entries if e.writer != RULE_WRITER], crossed(entries)))


FIGURES: dict[str, Callable[[Sequence[Entry]], dict[str, Figure]]] = {
    "outcomes": outcome_figures,
    "provisions": provision_figures,
    "voice": voice_figures,
    "health-social": health_social_figures,
    "threads": thread_figures,
    "traces": trace_figures,
}
