"""The HTTP interface for other programs: the same answers as the command line's, byte for byte.

Nothing that is sent is kept. Each answer carries the exit code that the command would give in `Ehcp-Lint-Exit-Code`: 0 nothing
the law asks for, 1 there is, 3 something could not be checked."""

from __future__ import annotations

import asyncio
import json
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ehcp_lint.check import Duty
from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.letters import Status
from ehcp_lint.outputs.exports.scores import What, score_lines
from ehcp_lint.web.gate import Refused
from ehcp_lint.web.pages import TOO_LARGE
from ehcp_lint.web.replies import JSON
from ehcp_lint.web.room import Room
from ehcp_lint.web.uploads import MOST_FILES, Form, Upload, read_body, read_form

EXIT = "Ehcp-Lint-Exit-Code"
NOT_JUDGED = "Ehcp-Lint-Lines-Not-Judged"
_MOST_ITEMS = 8_000_000  # bytes


class Profile(StrEnum):
    """The shipped profiles."""

    CASEWORKER = "caseworker"
    COMPLIANCE = "compliance"
    MODERATION = "moderation"
    MULTI_AGENCY = "multi-agency"
    ADVICE = "advice"


def _files(what: str, **more: Any) -> dict[str, Any]:
    """The body of a request with files, for the description of the interface."""
    properties = {"file": {"type": "array", "items": {"type": "string", "format": "binary"}, "description": what}, **more}
    schema = {"type": "object", "properties": properties, "required": ["file"]}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


_MESSAGE = {"type": "object", "properties": {"message": {"type": "string"}}, "required": ["message"]}


def _refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    words = {
        400: "The form is broken, or a setting is not known",
        401: "No token, or not the right one",
        413: "Too large",
        415: "Not this kind of content",
    }
    found: dict[int | str, dict[str, Any]] = {
        status: {"description": words[status], "content": {JSON: {"schema": _MESSAGE}}} for status in statuses
    }
    return {
        **found,
        422: {"description": "The file could not be checked, or a setting is not known", "content": {JSON: {"schema": {}}}},
    }


_COUNCIL = "With the settings of the council that the page was started with."
_Only = Annotated[str, Query(max_length=1000, description="Only these checks (ids, names or first letters; commas)")]
_Skip = Annotated[str, Query(max_length=1000, description="Leave these checks out")]


def api(room: Room) -> APIRouter:
    """The addresses for programs."""
    router = APIRouter(prefix="/api/v1")
    decisions = {"decisions": {"type": "string", "format": "binary", "description": "The decisions about the one plan"}}

    @router.post(
        "/check",
        response_class=Response,
        responses={
            200: {"description": "As check --format json", "content": {JSON: {"schema": {}}}},
            **_refusals(400, 401, 413, 415),
        },
        openapi_extra=_files("1 to 20 plans, Word or PDF", **decisions),
    )
    async def check(
        request: Request,
        profile: Annotated[Profile | None, Query(description=f"Which checks, held how binding. {_COUNCIL}")] = None,
        status: Annotated[Status | None, Query(description="What the plan is, where it does not say")] = None,
        only: _Only = "",
        skip: _Skip = "",
        quotes: Annotated[bool, Query(description="Whether words of the plan may be in the answer")] = True,
        redact: Annotated[
            bool, Query(description="Without names and numbers that point at a person; personal data still")
        ] = False,
    ) -> Response:
        """The points to check in plans: one object for a file, a list for several."""
        from ehcp_lint.decisions.file import read_decisions
        from ehcp_lint.outputs.exports.json import json_report

        form = await read_form(request)
        files = _the_files(form, MOST_FILES)
        given = form.of("decisions")
        if given and len(files) > 1:
            raise BadConfig("Decisions are about one plan. Send one file with them.")
        decided = [one for upload in given for one in read_decisions(_words(upload), "decisions")]
        chosen = room.checker.profile(profile, only, skip)
        hidden = redact and quotes
        answers = await asyncio.gather(
            *(_answer(room, file, chosen, status, decided, n if hidden else 0) for n, file in enumerate(files, 1))
        )
        reports = [report if quotes else report.without_quotes(_messages()) for report in answers]
        bad = [report for report in reports if report.status != "checked"]
        code = 3 if bad else int(any(report.reaches(Duty.MUST) for report in reports))
        body = await asyncio.to_thread(json_report, reports, several=len(reports) > 1, quotes=quotes)
        return Response(body, 422 if len(bad) == len(reports) else 200, {EXIT: str(code)}, JSON)

    @router.post(
        "/read",
        response_class=Response,
        responses={
            200: {"description": "As read --format json", "content": {JSON: {"schema": {}}}},
            **_refusals(400, 401, 413, 415),
        },
        openapi_extra=_files("One plan, Word or PDF"),
    )
    async def read(request: Request) -> Response:
        """What was read from a plan: sections, needs, outcomes, provision, front page, and what was not read."""
        from ehcp_lint.outputs.read import read_object, unread_object

        (file,) = _the_files(await read_form(request), 1)
        try:
            if file.too_large:
                raise CannotRead(TOO_LARGE)
            plan = await room.checker.read(file.data, file.name, room.checker.profile(None))
            made = await asyncio.to_thread(read_object, plan, file.name)
            return Response(json.dumps(made, indent=2, ensure_ascii=False) + "\n", 200, {EXIT: "0"}, JSON)
        except CannotRead as refusal:
            told = unread_object(file.name, refusal.status, str(refusal))
            return Response(json.dumps(told, indent=2) + "\n", 422, {EXIT: "3"}, JSON)

    lines = {"application/x-ndjson": {"schema": {"type": "string"}}}

    @router.post(
        "/score/{what}",
        response_class=Response,
        responses={200: {"description": "One answer a line", "content": lines}, **_refusals(400, 401, 413, 415)},
        openapi_extra={"requestBody": {"required": True, "content": lines}},
    )
    async def score(what: What, request: Request) -> Response:
        """Loose items judged: one JSON object a line with `id` and `text` in, one answer a line with the same `id` out."""
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind not in ("application/x-ndjson", "application/jsonl"):
            raise Refused(415, "Send the items as application/x-ndjson: one JSON object a line.")
        answers, faults = await asyncio.to_thread(score_lines, await read_body(request, _MOST_ITEMS), what)
        headers = {EXIT: "3" if faults else "0"}
        if faults:
            headers[NOT_JUDGED] = ",".join(str(number) for number, _ in faults[:200])
        if faults and not answers:
            number, matter = faults[0]
            return JSONResponse({"message": f"line {number}: {matter}"}, 422, headers)
        return Response(answers, 200, headers, "application/x-ndjson")

    return router


async def _answer(room: Room, file: Upload, profile: Any, status: Status | None, decided: list[Any], hidden: int = 0) -> Any:
    """One file's report; redacted where `hidden` is its number among the files."""
    from ehcp_lint.report import Report

    plan = None
    if file.too_large:
        report = Report.model_validate({"file": file.name, "status": "refused", "message": TOO_LARGE})
    else:
        report, plan = await room.checker.answer(file.data, file.name, profile, status, decided)
    if not hidden:
        return report
    from ehcp_lint.outputs.redacted import redacted

    return (await asyncio.to_thread(redacted, report, plan, hidden)).data


def _the_files(form: Form, most: int) -> list[Upload]:
    files = form.of("file")
    if not files:
        raise BadConfig("Send the plan as a file in the field 'file' (multipart/form-data).")
    if len(files) > most:
        raise Refused(413, f"These are {len(files)} files. Send {most} at most.")
    return files


def _words(upload: Upload) -> str:
    try:
        return upload.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadConfig("The decisions are not UTF-8 text.") from None


def _messages() -> dict[str, str | None]:
    from ehcp_lint.checks import messages_without_words

    return messages_without_words()
