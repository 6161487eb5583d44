"""What `sample` writes and `moderate start` reads: the draw by codes, who reads what, and all that is needed to repeat it.

It holds no reference, no file name and no name; those stand in the key list, which stays with whoever drew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from ehcp_lint.errors import BadConfig
from ehcp_lint.frozen import Answer, Frozen
from ehcp_lint.moderation.drawing.codes import Key
from ehcp_lint.moderation.drawing.designs import PER_MODERATOR, ToRead, share_out
from ehcp_lint.moderation.drawing.frame import NOT_SAID, Entry
from ehcp_lint.moderation.drawing.moderators import Reader
from ehcp_lint.moderation.drawing.sampling import ALL, Draw
from ehcp_lint.moderation.redaction import redact
from ehcp_lint.resources import refusal

SCHEMA = "ehcp-lint/sample/1"
APART = "not drawn"  # the stratum of a plan that chance had no part in


class SampledPlan(Frozen):
    """One plan by its code. `in_frame` plans of its stratum could be drawn and `drawn` were; both None if it was not drawn."""

    code: str = Field(pattern=r"^[A-Z0-9][A-Z0-9_-]{1,31}$")
    file_hash: str | None = Field(None, pattern=r"^[0-9a-f]{64}$")
    values: dict[str, str] = Field(default_factory=dict)
    stratum: str = APART
    in_frame: int | None = Field(None, ge=1)
    drawn: int | None = Field(None, ge=1)
    always: str | None = Field(None, description="Why it is read whatever chance says")
    anchor: bool = False
    readers: tuple[str, ...] = ()


class SampledModerator(Frozen):
    """One moderator by code, with the panel they sit on."""

    code: str = Field(pattern=r"^[A-Z]{1,8}[-_]?\d{1,5}$")
    agency: str = Field(max_length=80)
    role: str = Field(max_length=80)
    panel: int = Field(1, ge=1)


class LeftOut(Frozen):
    """A plan that could not be drawn, and why."""

    code: str
    reason: str


class Stratum(Frozen):
    """One group of the frame."""

    name: str
    in_frame: int
    drawn: int


class Sample(Answer):
    """One draw, whole."""

    seed: str = Field(min_length=1, max_length=80)
    by: tuple[str, ...] = ()
    frame_hash: str = Field(pattern=r"^[0-9a-f]{64}$")
    frame_size: int = Field(ge=0)
    design: str = "none"
    plans: tuple[SampledPlan, ...] = Field(min_length=1)
    moderators: tuple[SampledModerator, ...] = ()
    strata: tuple[Stratum, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    advice: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    schema_: str = Field(default=SCHEMA, alias="schema")


def make_sample(draw: Draw, key: Key, anchors: Sequence[SampledPlan] = (), advice: Iterable[str] = ()) -> Sample:
    """The draw by codes. Anchor plans are added, and are in no estimate."""
    plans = [
        SampledPlan(
            **_coded(one.entry, key),
            stratum=_stratum(one.stratum, draw.by, key),
            in_frame=one.in_frame,
            drawn=one.drawn,
        )
        for one in draw.drawn
    ]
    plans += [SampledPlan(**_coded(entry, key), always=redact(reason)) for entry, reason in draw.always]
    plans += anchors
    return Sample(
        seed=draw.seed,
        by=draw.by,
        frame_hash=draw.frame_hash,
        frame_size=draw.frame_size,
        plans=tuple(sorted(_distinct(plans), key=lambda plan: plan.code)),
        strata=tuple(
            Stratum(name=_stratum(name, draw.by, key), in_frame=size, drawn=drawn)
            for name, (size, drawn) in draw.strata.items()
        ),
        left_out=tuple(
            sorted(
                (LeftOut(code=key.plan(one.reference), reason=redact(one.reason)) for one in draw.left), key=lambda o: o.code
            )
        ),
        advice=tuple(advice),
        warnings=draw.warnings,
    )


def anchor_plan(reference: str, entry: Entry | None, key: Key, *, own_code: bool = False) -> SampledPlan:
    """A plan that all read. `own_code`: the reference is a code already, of a plan that no frame holds (ANCHOR-1)."""
    if entry is not None:
        return SampledPlan(**_coded(entry, key), anchor=True)
    return SampledPlan(code=reference if own_code else key.plan(reference), anchor=True)


def with_readers(
    sample: Sample,
    moderators: Sequence[Reader],
    key: Key | None,
    *,
    design: str,
    per_moderator: int = PER_MODERATOR,
    panels: int = 1,
) -> Sample:
    """The sample shared out among moderators. `key` makes what they are kept apart from comparable with the plans' values."""
    coded = [
        Reader(one.code, one.agency, one.role, {c: _value(c, v, key) for c, v in one.own.items()} if key else {})
        for one in moderators
    ]
    made = share_out(
        [ToRead(plan.code, plan.values) for plan in sample.plans],
        coded,
        sample.seed,
        design=design,
        per_moderator=per_moderator,
        anchors=[plan.code for plan in sample.plans if plan.anchor],
        panels=panels,
    )
    return sample.model_copy(
        update={
            "design": design,
            "plans": tuple(plan.model_copy(update={"readers": made.readers.get(plan.code, ())}) for plan in sample.plans),
            "moderators": tuple(
                SampledModerator(code=one.code, agency=one.agency, role=one.role, panel=made.panels[one.code])
                for one in sorted(moderators, key=lambda one: one.code)
            ),
            "warnings": (*sample.warnings, *made.warnings),
        }
    )


def key_list(draw: Draw, key: Key, anchors: Mapping[str, Entry] | None = None) -> list[tuple[str, str, str, str]]:
    """The key list: what each code stands for (kind, code, reference, file). It stays with whoever drew the sample."""
    entries = [*(one.entry for one in draw.drawn), *(entry for entry, _ in draw.always), *(anchors or {}).values()]
    plans = {("plan", key.plan(e.reference), e.reference, str(e.file or "")) for e in entries}
    values = {
        (column, coded, value, "")
        for e in entries
        for column, value in e.values.items()
        if (coded := _value(column, value, key)) != value
    }
    left = {("left out", key.plan(one.reference), one.reference, "") for one in draw.left}
    return [*sorted(plans), *sorted(values), *sorted(left)]


def read_sample(path: Path) -> Sample:
    """A sample from the file that `sample` wrote. Raises `BadConfig`."""
    try:
        return Sample.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadConfig(f"{path.name} cannot be read ({error.strerror}). Check the name and the folder.") from None
    except UnicodeDecodeError:
        raise BadConfig(f"{path.name} is no sample. Name the .json file that `ehcp-lint sample` wrote.") from None
    except ValidationError as error:
        if error.errors()[0]["type"] == "json_invalid":
            raise BadConfig(f"{path.name} is no sample. Name the .json file that `ehcp-lint sample` wrote.") from None
        raise BadConfig(refusal(error, path.name, Sample)) from None


def _coded(entry: Entry, key: Key) -> dict[str, Any]:
    return {
        "code": key.plan(entry.reference),
        "file_hash": key.file(entry.digest) if entry.digest else None,
        "values": {column: _value(column, value, key) for column, value in entry.values.items()},
    }


def _value(column: str, value: str, key: Key) -> str:
    if value == NOT_SAID:
        return value
    return key.officer(value) if column == "officer" else key.value(column, value)


def _stratum(name: str, by: Sequence[str], key: Key) -> str:
    if name == ALL or not by:
        return name
    return _value("officer" if "officer" in by else by[0], name, key)


def _distinct(plans: Iterable[SampledPlan]) -> list[SampledPlan]:
    """Raises `BadConfig` for two plans of one code (one in 380,000,000,000, or an anchor that was drawn as well)."""
    found: dict[str, SampledPlan] = {}
    for plan in plans:
        if plan.code in found:
            raise BadConfig(f"Two plans have the code {plan.code}. Take one of them out, or give the anchor plan another code.")
        found[plan.code] = plan
    return list(found.values())
