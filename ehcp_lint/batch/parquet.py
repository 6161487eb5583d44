"""results.parquet: the rows for analysts, one a file, with the points as a list in each. No quotes, no names, no file names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any

from ehcp_lint.batch.index import FACTS
from ehcp_lint.batch.rows import MEASURES, SCHEMA, Row
from ehcp_lint.check import Duty
from ehcp_lint.errors import BadConfig

_MANY = 5_000  # rows of a group: what is in memory at a time


def write_parquet(rows: Iterable[Row], out: IO[bytes]) -> None:
    """Write the rows to an open file, some thousand at a time."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise BadConfig("results.parquet needs the batch extra: pip install 'ehcp-lint[batch]'.") from None
    point = pa.struct(
        [("check", pa.string()), ("section", pa.string()), ("duty", pa.string()), ("trial", pa.bool_()), ("n", pa.int32())]
    )
    schema = pa.schema(
        [
            *((name, pa.string()) for name in ("id", "status", "source", "plan_status", *FACTS)),
            *((duty.value, pa.int32()) for duty in Duty),
            ("trial", pa.int32()),
            ("set_aside", pa.int32()),
            *((name, pa.float64()) for name in MEASURES),
            *((f"{letter}_{level}", pa.int32()) for letter in "SMT" for level in _LEVELS),
            ("points", pa.list_(point)),
            ("not_run", pa.list_(pa.string())),
        ],
        metadata={"schema": SCHEMA},
    )
    flat = map(_flat, rows)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(flat, _MANY)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


_LEVELS = ("met", "partly", "not_met", "cannot_tell")


def _flat(row: Row) -> dict[str, Any]:
    return dict(_cells(row))


def _cells(row: Row) -> Iterator[tuple[str, Any]]:
    """The cells of a row; those of a file that was not checked are empty, not 0."""
    yield from (("id", row.id), ("status", row.status), *row.facts.items())
    if row.status != "checked":
        return
    yield from (("source", row.source), ("plan_status", row.plan_status), ("set_aside", row.set_aside))
    yield from ((duty.value, row.count(duty)) for duty in Duty)
    yield "trial", sum(points.n for points in row.points if points.trial)
    yield from row.measures.items()
    for letter in "SMT":
        yield from ((f"{letter}_{level}", row.grades.get(letter, {}).get(level, 0)) for level in _LEVELS)
    yield "points", [points.model_dump(mode="json") for points in row.points]
    yield "not_run", list(row.not_run)
