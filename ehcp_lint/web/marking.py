"""The form by which people judge a plan, on the page: mark, see the evidence after (blind) or beside, save, go on later."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from ehcp_lint.errors import BadConfig, CannotRead
from ehcp_lint.rubric import Rubric, gather, rubric_of
from ehcp_lint.rubric.form import help_for
from ehcp_lint.web import marks as of_person
from ehcp_lint.web.desk import Open
from ehcp_lint.web.replies import EXCEL, JSON, download, page, to
from ehcp_lint.web.room import Room
from ehcp_lint.web.uploads import read_form


def marking(room: Room) -> APIRouter:
    """The addresses of the form."""
    router = APIRouter(include_in_schema=False)

    @router.get("/plan/{id}/marks")
    async def show(id: str, done: str = "") -> Response:
        plan = room.open(id)
        told = {"kept": "The grade is worked out below.", "seen": "The evidence is under each question now."}.get(done, "")
        return await asyncio.to_thread(_form, room, plan, told)

    @router.post("/plan/{id}/marks/start")
    async def start(id: str, request: Request) -> Response:
        plan = room.open(id)
        form = await read_form(request)
        blind, rubric = form.one("blind") != "no", rubric_of(plan.profile)
        try:
            saved = form.of("saved")
            if saved and saved[0].too_large:
                raise CannotRead("it is far too large to hold marks. Choose the file that you saved here.")
            plan.marks = (
                await asyncio.to_thread(_brought_back, saved[0].data, saved[0].name, rubric, blind)
                if saved
                else of_person.new_marks(rubric, blind=blind)
            )
        except (CannotRead, BadConfig) as refusal:
            return await asyncio.to_thread(_form, room, plan, "", f"The file was not taken: {refusal}")
        return to(f"/plan/{id}/marks")

    @router.post("/plan/{id}/marks")
    async def send(id: str, request: Request) -> Response:
        plan = room.open(id)
        if plan.marks is None:
            return to(f"/plan/{id}/marks")
        form = await read_form(request)
        rubric = rubric_of(plan.profile)
        plan.marks, faults = of_person.from_form(form, rubric, plan.marks)
        then = form.one("then")
        if faults:
            return await asyncio.to_thread(_form, room, plan, "", "", faults)
        if then == "reveal":
            if missing := plan.marks.missing(rubric):
                said = [(one, f"Answer {one} first: the evidence is shown after your marks.") for one in missing]
                return await asyncio.to_thread(_form, room, plan, "", "", said)
            plan.marks = plan.marks.model_copy(update={"seen": True, "before": plan.marks.marks})
            return to(f"/plan/{id}/marks?done=seen#main")
        if then == "json":
            return download(of_person.as_json(plan.marks), JSON, _code(plan), ".marks.json")
        if then == "xlsx":
            if not plan.marks.plan_code:
                return await asyncio.to_thread(
                    _form, room, plan, "", "", [("plan_code", "Give the plan code first, such as P07.")]
                )
            return download(
                await asyncio.to_thread(of_person.as_workbook, plan.marks, rubric), EXCEL, _code(plan), ".marks.xlsx"
            )
        return to(f"/plan/{id}/marks?done=kept#grade")

    @router.post("/plan/{id}/marks/anew")
    async def anew(id: str) -> Response:
        room.open(id).marks = None
        return to(f"/plan/{id}/marks")

    return router


def _brought_back(data: bytes, name: str, rubric: Rubric, blind: bool) -> of_person.Marks:
    return of_person.brought_back(data, name, rubric, blind=blind)


def _code(plan: Open) -> str:
    """Files with marks are named by the plan's code, never by the plan."""
    return (plan.marks.plan_code if plan.marks else "") or "plan"


def _form(
    room: Room, plan: Open, done: str = "", saved_error: str = "", faults: list[tuple[str, str]] | None = None
) -> Response:
    """The form as it stands; `faults` are fields with what is to be mended in them."""
    rubric, drop = rubric_of(plan.profile), room.desk.drop_of(plan)
    marks = plan.marks
    facts: dict[str, Any] = {
        "plan": plan,
        "drop": drop,
        "together": len(drop.plans) > 1,
        "heading": rubric.title,
        "here": "/marks",
        "rubric": rubric,
        "marks": marks,
        "done": done,
        "saved_error": saved_error,
        "errors": faults or ([("saved", saved_error)] if saved_error else []),
        "faults": {"plan_code": "", "moderator": "", "override_note": "", **dict(faults or ())},
        "help_for": help_for,
    }
    if marks:
        shown = not marks.blind or marks.seen
        evidence = gather(rubric, plan.ready[1], plan=plan.plan, profile=plan.profile, quotes=True) if shown else None
        names = {band.letter: band.option for band in rubric.bands}
        facts |= {
            "show_evidence": shown,
            "evidence_of": evidence.of if evidence else None,
            "missing": marks.missing(rubric) if marks.marks else (),
            "grade": marks.grade(rubric) if marks.marks else None,
            "band_of": names.get,
            "changed": marks.changed(),
        }
    return page("marks", 422 if facts["errors"] else 200, **facts)
