"""The command that draws plans for moderation: sample."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehcp_lint.cli.console import Code, complain, show
from ehcp_lint.cli.options import taking
from ehcp_lint.cli.stores import KeyFile, open_the_key
from ehcp_lint.errors import BadConfig
from ehcp_lint.outputs.clean import one_line

if TYPE_CHECKING:
    from ehcp_lint.moderation.drawing.codes import Key
    from ehcp_lint.moderation.drawing.frame import Entry, Frame
    from ehcp_lint.moderation.drawing.sample import Sample, SampledPlan
    from ehcp_lint.moderation.drawing.sampling import Draw

Design = Annotated[
    str,
    typer.Option("--design", metavar="NAME", help="pairs: each plan by a random pair; anchor: one by all; distinct: once."),
]
Moderators = Annotated[
    str | None,
    taking(
        "--moderators",
        "LIST|CSV",
        "Who reads: M1:education,M2:health, or a CSV of moderator, agency, role and what to keep apart by.",
    ),
]
PerModerator = Annotated[int, typer.Option("--per-moderator", metavar="N", help="Plans a moderator is to read.")]
Panels = Annotated[int, typer.Option("--panels", metavar="N", help="How many panels to make, each with all agencies.")]

# Columns that are kept by code beside a plan because a round is looked at by them; no other leaves the index unless asked for.
_KEPT = ("officer", "phase", "need", "setting", "new")
_NO = ("", "no", "n", "0", "false", "none", "not said")
_YES = ("yes", "y", "1", "true", "x")


def sample(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A folder of plans, or a CSV index.", show_default=False)],
    n: Annotated[int, taking("-n", "N", "How many plans to draw.")],
    seed: Annotated[str, taking("--seed", "S", "What makes the draw repeatable, such as 2026-11.")],
    by: Annotated[
        str, typer.Option("--by", metavar="COLUMN,...", help="Spread the draw over these columns; officer first.")
    ] = "",
    index: Annotated[str | None, taking("--index", "CSV", "An index of the folder's files, with columns.")] = None,
    always: Annotated[
        str,
        typer.Option("--always", metavar="CODE,...|COLUMN", help="Plans to read in any case; kept apart from the estimate."),
    ] = "",
    new_officers: Annotated[
        str, typer.Option("--new-officers", metavar="COLUMN", help="The column that marks plans of new officers: all are read.")
    ] = "",
    exclude: Annotated[
        list[str] | None, taking("--exclude", "CODE=REASON", "A plan to leave out, and why. May be repeated.")
    ] = None,
    anchor: Annotated[
        list[str] | None, taking("--anchor", "CODE|FILE", "A plan that all moderators read. May be repeated.")
    ] = None,
    moderators: Moderators = None,
    design: Design = "pairs",
    per_moderator: PerModerator = 3,
    panels: Panels = 1,
    copy: Annotated[str | None, taking("--copy", "FOLDER", "Put a copy of each plan there, named by its code alone.")] = None,
    key: KeyFile = None,
    out: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="The sample; a table and the key list go beside it.")
    ] = "sample.json",
) -> int:
    """Draw plans at random, so that anyone can repeat it from the seed and the list of plans.

    Writes the sample (.json), the same as a table (.csv), and the key list (.key.csv), which says what each plan code stands
    for: it holds file names, and stays with you."""
    from ehcp_lint.moderation.drawing.frame import read_frame
    from ehcp_lint.moderation.drawing.moderators import read_moderators
    from ehcp_lint.moderation.drawing.sample import key_list, make_sample, with_readers
    from ehcp_lint.moderation.drawing.sampling import draw
    from ehcp_lint.moderation.drawing.sizes import advice
    from ehcp_lint.outputs.write import write_file

    target = Path(out)
    if target.suffix.lower() != ".json":
        raise BadConfig(f"{target.name}: the sample is a .json file. The table and the key list are written beside it.")
    columns = [name for name in by.replace(";", ",").split(",") if name.strip()]
    readers = read_moderators(moderators) if moderators else ()
    whole = read_frame(source, index)
    coder = open_the_key(key)
    fixed = _always(whole, always, new_officers, coder)
    anchors, anchored = _anchors(whole, anchor or [], coder)
    left = {**_excluded(whole, exclude or [], coder), **dict.fromkeys(anchored, "an anchor plan")}
    apart = {column for reader in readers for column in reader.own}
    frame = whole.keeping({*_KEPT, *(whole.column(name) for name in columns), *apart})
    drawn = draw(frame, n, seed, columns, always=fixed, exclude=left)
    made = make_sample(drawn, coder, anchors, advice(len(drawn.drawn), drawn.frame_size))
    if readers:
        made = with_readers(made, readers, coder, design=design, per_moderator=per_moderator, panels=panels)
    data = (made.model_dump_json(indent=2) + "\n").encode()
    again = target.exists() and target.read_bytes() == data
    if target.exists() and not again:
        raise BadConfig(f"{target.name}: there is another sample already. Choose another name with -o, or move it away.")
    rows = key_list(drawn, coder, {e.reference: e for e in whole.entries if e.reference in anchored})
    write_file(target, data)
    write_file(target.with_suffix(".csv"), _table(made))
    write_file(target.with_suffix(".key.csv"), _csv(("kind", "code", "stands for", "file"), rows))
    copied = _copies(Path(copy), made, rows) if copy else 0
    _tell(made, drawn, target, again)
    if copy:
        complain(f"{copied} of {len(made.plans)} plans are copied to {one_line(copy)}; they hold personal data of children.")
    for warning in made.warnings:
        complain(warning)
    return Code.CLEAR


def _always(frame: Frame, given: str, new: str, key: Key) -> dict[str, str]:
    """References of plans that are read in any case, with the reason."""
    from ehcp_lint.moderation.drawing.frame import column_name

    found: dict[str, str] = {}
    if given and column_name(given) in frame.columns:
        column = column_name(given)
        for entry in frame.entries:
            value = entry.values[column]
            if value.lower() not in _NO:
                found[entry.reference] = given if value.lower() in _YES else value
    elif given:
        found = {_reference(frame, token, key): "asked for" for token in given.split(",") if token.strip()}
    if new:
        column = frame.column(new)
        marked = (entry.reference for entry in frame.entries if entry.values[column].lower() not in _NO)
        found = dict.fromkeys(marked, "by a new officer") | found
    return found


def _excluded(frame: Frame, given: Sequence[str], key: Key) -> dict[str, str]:
    found = {}
    for entry in given:
        code, _, reason = entry.partition("=")
        if not reason.strip():
            raise BadConfig("--exclude needs the reason: --exclude CODE=REASON.")
        found[_reference(frame, code, key)] = reason.strip()
    return found


def _anchors(frame: Frame, given: Sequence[str], key: Key) -> tuple[list[SampledPlan], list[str]]:
    """The plans that all read, and the references of those of them that stand in the frame."""
    from ehcp_lint.moderation.drawing.frame import Entry, digest_of
    from ehcp_lint.moderation.drawing.sample import anchor_plan
    from ehcp_lint.moderation.redaction import code_of

    plans, references = [], []
    for token in given:
        path = Path(token)
        digest = digest_of(path) if path.is_file() else None
        known = _find(frame, token.strip(), key) or next((e for e in frame.entries if digest and e.digest == digest), None)
        if known is not None:
            references.append(known.reference)
            plans.append(anchor_plan(known.reference, known.without_values(), key))
        elif digest:
            plans.append(anchor_plan(digest, Entry(digest, {}, digest, path), key))
        else:
            plans.append(
                anchor_plan(code_of(token, "An anchor plan that is no file and not in the index"), None, key, own_code=True)
            )
    return plans, references


def _reference(frame: Frame, token: str, key: Key) -> str:
    found = _find(frame, token.strip(), key)
    if found is None:
        raise BadConfig("A plan that is to be always read or left out is not among the plans. Check how its code is written.")
    return found.reference


def _find(frame: Frame, token: str, key: Key) -> Entry | None:
    """A plan by the index's own code, by its plan code, or by the name of its file."""
    for entry in frame.entries:
        if token in (entry.reference, key.plan(entry.reference)) or (entry.file and token == entry.file.name):
            return entry
    return None


def _copies(folder: Path, made: Sample, rows: Sequence[tuple[str, str, str, str]]) -> int:
    """Copies of the plans' files named by their codes: nobody who reads them sees a child's name in the name of a file."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {code: Path(file) for kind, code, _, file in rows if kind == "plan" and file}
    number = 0
    for plan in made.plans:
        if (source := files.get(plan.code)) is None:
            continue
        target = folder / f"{plan.code}{source.suffix.lower()}"
        try:
            data = source.read_bytes()
            if not target.exists():
                with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                    file.write(data)
            elif target.read_bytes() != data:
                raise BadConfig(f"{target.name}: another version of that plan is in the folder already. Name an empty folder.")
        except OSError as error:
            raise BadConfig(f"{target.name}: the plan could not be copied ({error.strerror}). Check the folder.") from None
        number += 1
    return number


def _table(made: Sample) -> bytes:
    columns = sorted({column for plan in made.plans for column in plan.values})
    rows = [
        (
            plan.code,
            "anchor" if plan.anchor else "always" if plan.always else "drawn",
            plan.always or "",
            *(plan.values.get(column, "") for column in columns),
            plan.in_frame or "",
            plan.drawn or "",
            " ".join(plan.readers),
        )
        for plan in made.plans
    ]
    return _csv(("plan code", "how", "why", *columns, "plans in the group", "drawn from the group", "moderators"), rows)


def _csv(titles: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """A CSV that Excel opens as UTF-8. What would be a formula there begins with an apostrophe."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(titles)
    writer.writerows([_safe(str(cell)) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _tell(made: Sample, drawn: Draw, target: Path, again: bool) -> None:
    from ehcp_lint.outputs.phrases import count
    from ehcp_lint.outputs.terminal import line

    apart = len(drawn.always)
    more = f", and {count(apart, 'plan')} always read" if apart else ""
    left = f" {count(len(drawn.left), 'plan')} left out." if drawn.left else ""
    names = ", ".join(one_line(str(target.with_suffix(ending))) for ending in (".json", ".csv", ".key.csv"))
    lines = [
        line(
            f"{'The same sample as before' if again else 'Drawn'}: {len(drawn.drawn)} of {drawn.frame_size} plans{more}.{left}"
        ),
        line(f"Seed {made.seed}; frame {made.frame_hash[:16]}. Whoever has the same plans and the seed draws the same."),
    ]
    if made.moderators:
        reads = sum(len(plan.readers) for plan in made.plans)
        lines.append(line(f"Design {made.design}: {count(reads, 'reading')} by {count(len(made.moderators), 'moderator')}."))
    lines += [line(), *(line(words) for words in made.advice), line()]
    lines.append(line(f"Wrote {names}. The key list says what the codes stand for: keep it to yourself."))
    show(lines)
