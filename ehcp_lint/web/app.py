"""The application: the pages, the interface for programs and the files they are dressed with, behind the gate."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ehcp_lint import __version__
from ehcp_lint.errors import BadConfig
from ehcp_lint.parsers.warm import WarmReaders
from ehcp_lint.web.api import api
from ehcp_lint.web.checking import Checker, ChooseProfile, warm_up
from ehcp_lint.web.desk import Desk
from ehcp_lint.web.gate import API, OURS, Gate, Refused, Secrets
from ehcp_lint.web.marking import marking
from ehcp_lint.web.pages import pages
from ehcp_lint.web.replies import problem
from ehcp_lint.web.room import NotOpen, Room

SERVER_IDLE = 60 * 60.0  # seconds without a request after which the page stops itself
_EACH_LOOK = 20.0  # seconds between two looks at what is idle
_KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_NOT_OPEN = "Plans are forgotten after 30 minutes without a look. Choose the file again."


def make_app(
    port: int,
    secrets: Secrets,
    choose_profile: ChooseProfile,
    stop: Callable[[], None] = lambda: None,
    *,
    clock: Callable[[], float] = time.monotonic,
    ready: int = 2,
) -> Gate:
    """The whole page as an ASGI application. `port` is the one that it listens on, `stop` ends the server, `clock` gives
    seconds, `ready` is how many readers wait for a file."""
    room = Room(Desk(clock), Checker(WarmReaders(ready), choose_profile), stop)
    last = [clock()]

    def seen() -> None:
        last[0] = clock()

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        room.checker.readers.fill()
        warming = asyncio.create_task(asyncio.to_thread(warm_up, choose_profile(None, "", "")))
        watching = asyncio.create_task(_watch(room, lambda: clock() - last[0]))
        try:
            yield
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            with suppress(Exception):
                await warming
            await room.checker.close()
            room.desk.forget_all()

    app = FastAPI(
        title="ehcp_lint on this computer",
        version=__version__,
        description="Reads Education, Health and Care Plans and shows where they are vague, silent or hard to read.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=life,
        redirect_slashes=False,
    )
    for router in (pages(room), marking(room), api(room)):
        app.include_router(router)

    @app.get("/static/{name}", include_in_schema=False)
    async def static(name: str) -> Response:
        found = _static().get(name)
        if found is None:
            raise HTTPException(404)
        data, kind = found
        return Response(data, media_type=kind)

    _say_errors(app)
    return Gate(app, port, secrets, seen)


async def _watch(room: Room, idle: Callable[[], float]) -> None:
    while True:
        await asyncio.sleep(_EACH_LOOK)
        room.desk.sweep()
        if idle() > SERVER_IDLE:
            room.stop()


@cache
def _static() -> dict[str, tuple[bytes, str]]:
    """The files that the page is dressed with, by name; nothing else can be asked for."""
    folder = files("ehcp_lint.web") / "static"
    found = {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.name.rsplit(".", 1)[-1] in _KINDS}
    return {name: (data, _KINDS[name.rsplit(".", 1)[-1]]) for name, data in found.items()}


def _say_errors(app: FastAPI) -> None:
    """One plain sentence for whatever goes wrong, and no word of what was sent."""

    def say(request: Request, status: int, heading: str, words: str) -> Response:
        if request.url.path.startswith(API):
            return JSONResponse({"message": words}, status)
        return problem(status, heading, words)

    async def refused(request: Request, error: Any) -> Response:
        return say(request, error.status, "Not possible", error.message)

    async def not_open(request: Request, _: Any) -> Response:
        return say(request, 404, "Not open any more", _NOT_OPEN)

    async def settings(request: Request, error: Any) -> Response:
        return say(request, 400, "Not possible", str(error))

    async def invalid(request: Request, error: Any) -> Response:
        names = sorted({str(one["loc"][-1]) for one in error.errors() if one["loc"] and one["loc"][0] in ("query", "path")})
        return say(
            request, 422, "Not possible", f"Not understood: {', '.join(names) or 'the request'}. See /api/v1/openapi.json."
        )

    async def http(request: Request, error: Any) -> Response:
        words = (
            "The page does not know this kind of request."
            if error.status_code == 405
            else "There is no such address on this page."
        )
        response = say(request, error.status_code, "Not found", words)
        response.headers.update(error.headers or {})
        return response

    async def ours(request: Request, _: Any) -> Response:
        return say(request, 500, "Not possible", OURS)

    for kind, handler in (
        (Exception, ours),
        (Refused, refused),
        (NotOpen, not_open),
        (BadConfig, settings),
        (RequestValidationError, invalid),
        (HTTPException, http),
    ):
        app.add_exception_handler(kind, handler)
