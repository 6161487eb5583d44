"""The local page for tests: the application without a socket, and the served one in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from anyio.from_thread import start_blocking_portal

from ehcp_lint.cli.choice import Choice
from ehcp_lint.settings.profile import Profile
from ehcp_lint.web.app import make_app
from ehcp_lint.web.gate import Gate, Secrets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
PORT = 8123
HOME = f"http://127.0.0.1:{PORT}"
FROM_PAGE = {"Sec-Fetch-Site": "same-origin", "Origin": HOME}


def choose(name: str | None, only: str, skip: str) -> Profile:
    return Choice(name, only, skip, None, True).profile_for("plan")


def application(**more: Any) -> tuple[Gate, Secrets]:
    """The page behind its gate, and what lets a request in."""
    secrets = Secrets()
    return make_app(PORT, secrets, choose, ready=more.pop("ready", 0), **more), secrets


class Client:
    """Asks the application from a loop in a thread of its own, so that what it began goes on between two requests."""

    def __init__(self, app: Gate, headers: dict[str, str], *, started: bool) -> None:
        self._stack = ExitStack()
        self._portal = self._stack.enter_context(start_blocking_portal())
        inner: Any = app._app
        if started:
            self._stack.enter_context(self._portal.wrap_async_context_manager(inner.router.lifespan_context(inner)))
        self._asker = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=HOME, headers=headers)

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self._portal.call(partial(self._asker.request, method, path, **more))

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.request("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self.request("POST", path, **more)

    def opened(self, *files: tuple[str, bytes], **fields: str) -> str:
        """The address of the plan that is read from these files, or of the list of several."""
        address = self.post("/drop", files=[("plans", file) for file in files], data=fields).headers["location"]
        for _ in range(600):
            answer = self.get(address)
            if "location" in answer.headers:
                address = str(answer.headers["location"])
            elif address.startswith("/plan") or "hx-trigger" not in answer.text:
                return address
            time.sleep(0.05)
        raise AssertionError("it was not read within 30 seconds")

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._portal.call(self._asker.aclose)
        self._stack.close()


def client(app: Gate, *, started: bool = False, **headers: str) -> Client:
    return Client(app, headers, started=started)


def browser_of(app: Gate, secrets: Secrets, *, started: bool = False) -> Client:
    """A client that has opened the door, as the person's browser does."""
    return Client(app, {**FROM_PAGE, "Cookie": f"ehcp_lint_{PORT}={secrets.cookie}"}, started=started)


def program(app: Gate, secrets: Secrets, *, started: bool = False) -> Client:
    """A client with the token for programs."""
    return client(app, started=started, Authorization=f"Bearer {secrets.token}")


def example(name: str = "weak-draft.docx") -> tuple[str, bytes]:
    return name, (EXAMPLES / name).read_bytes()


@contextmanager
def served(cwd: Path, **environment: str) -> Iterator[str]:
    """`ehcp-lint serve` in a process of its own; gives the first address."""
    command = [sys.executable, "-m", "ehcp_lint", "serve", "--no-browser", "--no-settings"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=cwd, env=environment or None)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
