"""What all our models have in common: nothing in them changes, and nothing may be in them that they do not declare."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A model whose values stay as they were made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Answer(Frozen):
    """One that is written as a file of its own: its field `schema_` is "schema" there."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)
