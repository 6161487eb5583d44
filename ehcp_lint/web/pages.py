"""The pages a person sees: choose files, wait, read the points, set one aside, take files away, compare."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from ehcp_lint.errors import BadConfig, CannotRead, EhcpLintError
from ehcp_lint.extras import can_highlight
from ehcp_lint.letters import Status
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.phrases import count
from ehcp_lint.web import views
from ehcp_lint.web.checking import settle
from ehcp_lint.web.desk import Drop, Open
from ehcp_lint.web.gate import Refused
from ehcp_lint.web.replies import JSON, PDF, WORD, download, page, problem, to
from ehcp_lint.web.room import Room
from ehcp_lint.web.uploads import MOST_FILES, Form, Upload, read_form

PATIENCE = 1.2  # seconds to wait for a plan before showing that it is being read
TOO_LARGE = "the file is larger than 25 MB. Make its pictures smaller in Word (Compress Pictures)."


def pages(room: Room) -> APIRouter:
    """The addresses of the pages."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def start() -> Response:
        room.desk.sweep()
        return _start(room)

    @router.post("/drop")
    async def drop(request: Request) -> Response:
        form = await read_form(request)
        try:
            made = room.desk.put(_opened(form, room))
        except _Slip as slip:
            return _start(room, 422, form=form, **slip.about)
        for plan in made.plans:
            if plan.state == "waiting":
                room.checker.begin(plan)
        await room.checker.wait(made.plans, PATIENCE)
        only = made.plans[0]
        earlier = form.of("earlier")
        if len(made.plans) == 1 and earlier:
            await room.checker.wait(made.plans, 90)
            if only.state == "checked":
                return await _compared(room, only, earlier[0])
        return to(f"/plan/{only.id}" if len(made.plans) == 1 and only.state == "checked" else f"/drop/{made.id}")

    @router.get("/drop/{id}")
    async def dropped(id: str) -> Response:
        found = room.desk.drop(id)
        if found is None:
            return _gone()
        if _alone(found):
            return to(f"/plan/{found.plans[0].id}")
        return page("drop", drop=found, said=_said(found), errors=_refusals(found), refresh=0 if found.done else 2)

    @router.get("/drop/{id}/progress")
    async def progress(id: str) -> Response:
        found = room.desk.drop(id)
        if found is None:
            return Response(status_code=200, headers={"HX-Redirect": "/"})
        if _alone(found):
            return Response(status_code=200, headers={"HX-Redirect": f"/plan/{found.plans[0].id}"})
        if found.done and _refusals(found):
            return Response(status_code=200, headers={"HX-Redirect": f"/drop/{id}"})  # with the summary of what is the matter
        return page("progress", drop=found, said=_said(found))

    @router.get("/plan/{id}")
    async def plan_page(id: str, section: str = "", duty: str = "", check: str = "", done: str = "") -> Response:
        plan = room.open(id)
        chosen = views.Filter(section, duty, check)
        told = {"aside": "Set aside, with your reason.", "back": "Taken back: the point counts again."}.get(done, "")
        facts = await asyncio.to_thread(views.findings_of, plan, chosen)
        return _plan_page(room, plan, "findings", "Points to check", "", chosen=chosen, done=told, **facts)

    @router.get("/plan/{id}/threads")
    async def threads(id: str) -> Response:
        plan = room.open(id)
        facts = await asyncio.to_thread(views.threads_of, plan)
        return _plan_page(room, plan, "threads_view", "Needs, outcomes and provision", "/threads", **facts)

    @router.post("/plan/{id}/aside")
    async def aside(id: str, request: Request) -> Response:
        plan = room.open(id)
        form = await read_form(request)
        mark, reason = form.one("fingerprint"), form.one("reason")
        finding = next((f for f in plan.ready[1].findings if f.fingerprint == mark), None)
        if finding is None:
            return to(f"/plan/{id}")
        try:
            plan.decisions = (*(d for d in plan.decisions if d.fingerprint != mark), _decision(plan, finding, reason))
        except ValueError as fault:
            words = str(fault)[:1].upper() + str(fault)[1:].rstrip(".") + "."
            facts: dict[str, Any] = {"finding": finding, "reason": reason, "reason_error": words, "errors": [("reason", words)]}
            return _plan_page(room, plan, "aside", "Set a point aside", "", status=422, **facts)
        await asyncio.to_thread(settle, plan)
        return to(f"/plan/{id}?done=aside#main")

    @router.post("/plan/{id}/back")
    async def back(id: str, request: Request) -> Response:
        plan = room.open(id)
        mark = (await read_form(request)).one("fingerprint")
        plan.decisions = tuple(d for d in plan.decisions if d.fingerprint != mark)
        await asyncio.to_thread(settle, plan)
        return to(f"/plan/{id}?done=back#main")

    @router.post("/plan/{id}/forget")
    async def forget(id: str) -> Response:
        if plan := room.desk.plan(id):
            room.desk.forget(plan)
        return to("/")

    @router.get("/plan/{id}/compare")
    async def compare(id: str) -> Response:
        plan = room.open(id)
        return _plan_page(
            room, plan, "compare", "Compared with an earlier version", "/compare", found=plan.comparison, earlier_error=""
        )

    @router.post("/plan/{id}/compare")
    async def compare_with(id: str, request: Request) -> Response:
        plan = room.open(id)
        earlier = (await read_form(request)).of("earlier")
        if not earlier:
            return _compare_again(room, plan, "Choose the earlier version of the plan.")
        return await _compared(room, plan, earlier[0])

    @router.get("/plan/{id}/{file}.{ending}")
    async def take_away(id: str, file: str, ending: str) -> Response:
        plan = room.open(id)
        try:
            return await asyncio.to_thread(_file, plan, f"{file}.{ending}")
        except CannotRead as refusal:
            return problem(422, "Not possible", _sentence(str(refusal)))

    @router.post("/close")
    async def close() -> Response:
        room.desk.forget_all()
        room.stop()
        return page("problem", heading="Closed", words="Everything is forgotten. You can close this window.", closed=True)

    return router


# --- choosing files ----------------------------------------------------------------------------------------------------------


class _Slip(EhcpLintError):
    """Something in the first form to be mended: what is said beside which field."""

    def __init__(self, **about: str) -> None:
        super().__init__("")
        self.about = about


def _start(room: Room, status: int = 200, form: Form | None = None, **wrong: str) -> Response:
    ids = {"plans_error": "plans", "earlier_error": "earlier", "decisions_error": "decisions", "choice_error": "profile"}
    facts = {name: wrong.get(name, "") for name in ids}
    return page(
        "start",
        status,
        **facts,
        errors=[(ids[name], words) for name, words in wrong.items()],
        more_open=any(name != "plans_error" for name in wrong),
        most_files=MOST_FILES,
        profiles=views.profiles(),
        profile=form.one("profile") if form else "caseworker",
        statuses=[views.Choice(s.value, s.value.replace("-", " ").capitalize()) for s in Status],
        plan_status=form.one("status") if form else "",
        open_plans=list(room.desk.plans()),
        drop_of=room.desk.drop_of,
    )


def _opened(form: Form, room: Room) -> list[Open]:
    """The plans of the first form, ready to be read. Raises `_Slip`."""
    from ehcp_lint.decisions.file import read_decisions

    chosen = form.of("plans")
    if not chosen:
        raise _Slip(plans_error="Choose a plan: a Word or PDF file.")
    if len(chosen) > MOST_FILES:
        raise _Slip(plans_error=f"These are {len(chosen)} files. Choose {MOST_FILES} at most, and the others afterwards.")
    status = form.one("status")
    if status and status not in list(Status):
        raise _Slip(choice_error="Choose what the plan is from the list.")
    if len(chosen) > 1 and form.of("earlier"):
        raise _Slip(earlier_error="An earlier version goes with one plan. Choose one plan, or leave it out.")
    if len(chosen) > 1 and form.of("decisions"):
        raise _Slip(decisions_error="Decisions go with one plan. Choose one plan, or leave them out.")
    try:
        profile = room.checker.profile(form.one("profile") or None)
        decided = [one for upload in form.of("decisions") for one in read_decisions(_text(upload), "The decisions file")]
    except BadConfig as fault:
        raise _Slip(**{"decisions_error" if form.of("decisions") else "choice_error": _sentence(str(fault))}) from None
    plans = [Open(upload.name, upload.data, profile, status or None, decisions=tuple(decided)) for upload in chosen]
    for plan, upload in zip(plans, chosen, strict=True):
        if upload.too_large:
            plan.state, plan.problem = "refused", TOO_LARGE
    return plans


def _text(upload: Upload) -> str:
    try:
        if upload.too_large or len(upload.data) > 1_000_000:
            raise BadConfig("The decisions file is far too long to be one. Choose the file that you took away from here.")
        return upload.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadConfig("The decisions file is not UTF-8 text. Choose the file that you took away from here.") from None


def _said(drop: Drop) -> str:
    checked = sum(plan.state == "checked" for plan in drop.plans)
    refused = sum(plan.state == "refused" for plan in drop.plans)
    waiting = len(drop.plans) - checked - refused
    parts = [f"{checked} checked", f"{refused} not checked" if refused else "", f"{waiting} being read" if waiting else ""]
    return ", ".join(filter(None, parts)) + "."


def _refusals(drop: Drop) -> list[tuple[str, str]]:
    if not drop.done:
        return []
    return [
        (f"file-{number}", f"{one_line(plan.name)} was not checked: {plan.problem}")
        for number, plan in enumerate(drop.plans, 1)
        if plan.state == "refused"
    ]


def _alone(drop: Drop) -> bool:
    return len(drop.plans) == 1 and drop.plans[0].state == "checked"


# --- one plan ----------------------------------------------------------------------------------------------------------------


def _plan_page(room: Room, plan: Open, template: str, heading: str, here: str, *, status: int = 200, **facts: Any) -> Response:
    drop = room.desk.drop_of(plan)
    return page(template, status, plan=plan, drop=drop, together=len(drop.plans) > 1, heading=heading, here=here, **facts)


def _decision(plan: Open, finding: Any, reason: str) -> Any:
    """Raises `ValueError`, which says what is the matter with the reason."""
    from ehcp_lint.decisions.file import SAY_WHY, Decision, names_the_child, reason_of

    if not reason:
        raise ValueError(SAY_WHY)
    words = reason_of(one_line(reason))
    if names_the_child(words, plan.ready[0].details.names):
        raise ValueError("The reason holds a name of the child. Say it without the name; the file may be read by others")
    return Decision(check=finding.check, fingerprint=finding.fingerprint, reason=words, date=date.today())


async def _compared(room: Room, plan: Open, earlier: Upload) -> Response:
    from ehcp_lint.versions.compare import compare_plans

    if earlier.too_large:
        return _compare_again(room, plan, _sentence(TOO_LARGE))
    try:
        old = await room.checker.read(earlier.data, earlier.name, plan.profile)
    except CannotRead as refusal:
        return _compare_again(room, plan, f"The earlier version was not read: {refusal}")
    found = await asyncio.to_thread(compare_plans, old, plan.ready[0], plan.profile)
    names = {"old": earlier.name, "new": plan.name}
    sides = {side: getattr(found, side).model_copy(update={"file": name}) for side, name in names.items()}
    plan.comparison = found.model_copy(update=sides)
    return to(f"/plan/{plan.id}/compare")


def _compare_again(room: Room, plan: Open, words: str) -> Response:
    facts: dict[str, Any] = {"found": plan.comparison, "earlier_error": words, "errors": [("earlier", words)]}
    return _plan_page(room, plan, "compare", "Compared with an earlier version", "/compare", status=422, **facts)


def _file(plan: Open, wanted: str) -> Response:
    """One of the files to take away. Raises `CannotRead` where it cannot be made of this plan."""
    read, report = plan.ready
    if wanted == "comments.docx":
        from ehcp_lint.outputs.copies.word import commented_copy

        return download(commented_copy(plan.data, read, report).data, WORD, plan.name, ".checked.docx")
    if wanted == "highlights.pdf" and read.source == "pdf" and can_highlight():
        from ehcp_lint.outputs.copies.pdf import highlighted_copy

        return download(highlighted_copy(plan.data, read, report).data, PDF, plan.name, ".checked.pdf")
    if wanted == "report.html":
        from ehcp_lint.outputs.report.html import html_report

        return download(html_report(report, read), "text/html; charset=utf-8", plan.name, ".report.html")
    if wanted == "report.json":
        from ehcp_lint.outputs.exports.json import json_report

        return download(json_report([report], several=False), JSON, plan.name, ".report.json")
    if wanted == "queries.docx":
        from ehcp_lint.outputs.queries.letters import letters
        from ehcp_lint.outputs.queries.text import summary
        from ehcp_lint.queries.find import find_queries

        found = find_queries(read, report, plan.profile)
        if not found.advisers:
            raise CannotRead(f"{one_line(summary(found))} There is no letter to write.")
        return download(letters(found), WORD, plan.name, ".queries.docx")
    if wanted == "decisions.toml" and plan.decisions:
        return download(_decisions_file(plan), "application/toml", plan.name, f"{_ending(plan.name)}.decisions.toml")
    if wanted == "compare.json" and plan.comparison:
        return download(plan.comparison.model_dump_json(indent=2) + "\n", JSON, plan.name, ".compare.json")
    raise Refused(404, "There is no such file.")


def _ending(name: str) -> str:
    """ ".docx": decisions stand beside the plan under its whole name."""
    dot = name.rfind(".")
    return name[dot:] if dot > 0 and name[dot + 1 :].isalnum() else ""


def _decisions_file(plan: Open) -> str:
    from ehcp_lint.checks import catalogue
    from ehcp_lint.decisions.file import with_decision

    titles = {check.id: check.title for check in catalogue(plan.profile.plugins)}
    text = ""
    for decision in plan.decisions:
        text = with_decision(text, decision, titles.get(decision.check, ""))
    return text


def _gone() -> Response:
    return problem(
        404, "Not open any more", f"Plans are forgotten after 30 minutes without a look. Choose {count(1, 'file')} again."
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
