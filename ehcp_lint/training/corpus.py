"""The labelled corpus: invented items by many writers, labelled by others, split by writer.

`written/` holds the texts, `labelled/` the labels, one file a writer and labeller. The writers in frozen.toml are the test
part: nobody reads their texts while writing rules, and every measurement on them is counted there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ehcp_lint.resources import data_file, toml

SETS = ("outcomes", "provisions", "voice", "health-social", "threads", "traces")
LABELLED_BY_WRITER = ("threads", "traces")  # the labels stand in the records; nobody else labelled all of them


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: its fields as written, and the labels of each labeller who read it."""

    id: str
    writer: str
    family: str
    record: dict[str, Any] = field(repr=False)
    labels: dict[str, dict[str, Any]] = field(repr=False)

    @property
    def label(self) -> dict[str, Any]:
        """The labels of the first labeller, who read all of a writer's items."""
        return self.labels[min(self.labels)]


@cache
def load(name: str) -> tuple[Entry, ...]:
    """All items of one set (a name in `SETS`) in the order of their ids; items nobody labelled are left out but
    in the sets that their writers labelled."""
    labels: dict[str, dict[str, dict[str, Any]]] = {}
    for row in _rows("labelled", name):
        labels.setdefault(row["id"], {})[row["labeller"]] = row
    entries = [
        Entry(row["id"], row["writer"], f"{row['writer']}/{row['family']}", row, labels.get(row["id"], {}))
        for row in _rows("written", name)
        if name in LABELLED_BY_WRITER or row["id"] in labels
    ]
    return tuple(sorted(entries, key=lambda entry: entry.id))


def _rows(folder: str, name: str) -> Iterator[dict[str, Any]]:
    for file in sorted(data_file(f"corpus/{folder}").iterdir(), key=lambda f: f.name):
        if file.name.startswith(f"{name}-") and file.name.endswith(".jsonl"):
            for line in file.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    yield json.loads(line)


def frozen_writers() -> frozenset[str]:
    """The writers whose items are the frozen test part."""
    return frozenset(toml("corpus/frozen.toml")["writers"])


def looks() -> list[str]:
    """The days on which the frozen part was measured."""
    return list(toml("corpus/frozen.toml")["looks"])


def parts(name: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The items that rules and models may be made on, and the frozen ones."""
    frozen = frozen_writers()
    entries = load(name)
    return tuple(e for e in entries if e.writer not in frozen), tuple(e for e in entries if e.writer in frozen)


def frozen_hash() -> str:
    """A hash of the frozen items and labels: a figure is only worth something if it did not change since."""
    digest = hashlib.sha256()
    for name in SETS:
        for entry in parts(name)[1]:
            digest.update(json.dumps([entry.record, entry.labels], sort_keys=True).encode())
    return digest.hexdigest()
