"""From what the rubric's reader found in an export to what the store takes.

A form without a moderator's code is taken under the number that the form service gave it (ANON-17), so that its marks count
and a second import finds them again; without that number it is listed."""

from __future__ import annotations

from datetime import date

from ehcp_lint.errors import BadConfig
from ehcp_lint.moderation.drawing.moderators import NO_AGENCY
from ehcp_lint.moderation.keeping.responding import Given, Imported, record_responses
from ehcp_lint.moderation.keeping.store import Store
from ehcp_lint.moderation.redaction import role_of
from ehcp_lint.rubric import Rubric
from ehcp_lint.rubric.responses import Response, Responses

ANONYMOUS = "ANON"


def take_responses(
    store: Store, code: str, read: Responses, rubric: Rubric, *, by: str, on: date, replace: str | None = None
) -> Imported:
    """Take what was read of one file into a round. Raises `BadConfig`."""
    given = [_given(response) for response in read.responses]
    nameless = {
        one.moderator: _agency(response) for one, response in zip(given, read.responses, strict=True) if _numbered(response)
    }
    return record_responses(store, code, given, rubric, by=by, on=on, replace=replace, anonymous=nameless)


def _numbered(response: Response) -> bool:
    return response.anonymous and response.form_id is not None and response.form_id.isdigit()


def _given(response: Response) -> Given:
    return Given(
        row=response.row,
        plan=response.plan_code,
        moderator=f"{ANONYMOUS}-{response.form_id}" if _numbered(response) else response.moderator,
        marks=response.marks,
        caps=response.caps,
        override=response.override if response.override_note else None,
        note=response.override_note,
        comments=response.comments,
    )


def _agency(response: Response) -> str:
    """The agency as the form has it, where it is one and no name."""
    try:
        return role_of(response.agency, "An agency").lower() if response.agency else NO_AGENCY
    except BadConfig:
        return NO_AGENCY
