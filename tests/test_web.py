"""The local page and its interface for programs: who may come in, what is answered, and that a plan can be checked on it.

The application is called directly (no socket) through its gate, as a browser or a program would call it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

httpx = pytest.importorskip("httpx")
pytest.importorskip("fastapi")

from ehcp_lint.cli import application  # noqa: E402
from ehcp_lint.profile import load_profile  # noqa: E402
from ehcp_lint.web.app import make_app  # noqa: E402
from ehcp_lint.web.gate import Secrets  # noqa: E402

PORT = 8765
HOME = f"http://127.0.0.1:{PORT}"
WEAK = Path(__file__).resolve().parents[1] / "examples" / "weak-draft.docx"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def secrets() -> Secrets:
    return Secrets()


def call(secrets: Secrets, *requests: tuple[str, str, dict[str, Any]]) -> list[Any]:
    """The answers to requests made one after the other by one client, each a method, an address and what httpx takes."""

    async def run() -> list[Any]:
        gate = make_app(PORT, secrets, lambda name, only, skip: load_profile(name or "caseworker"), ready=1)
        transport = httpx.ASGITransport(app=gate, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
            return [await client.request(method, path, **more) for method, path, more in requests]

    return asyncio.run(run())


def cookie(secrets: Secrets) -> dict[str, str]:
    return {"cookie": f"ehcp_lint_{PORT}={secrets.cookie}"}


def program(secrets: Secrets) -> dict[str, str]:
    return {"authorization": f"Bearer {secrets.token}"}


def test_the_key_opens_the_door_once_and_leaves_the_address(secrets: Secrets) -> None:
    first, second = call(secrets, ("GET", f"/?key={secrets.key}", {}), ("GET", "/?key=" + "0" * 64, {}))
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=Strict" in first.headers["set-cookie"]
    assert second.status_code in (303, 403)  # the client has the cookie now; a stranger is refused below
    (stranger,) = call(secrets, ("GET", f"/?key={secrets.key}", {}))
    assert stranger.status_code == 403


def _hostile() -> Iterator[Any]:
    form = {"content-type": "application/x-www-form-urlencoded"}
    for host in (
        "127.evil.com",
        f"evil.com:{PORT}",
        "127.0.0.1",
        f"127.0.0.1:{PORT + 1}",
        f"127.0.0.1.evil.com:{PORT}",
        "0.0.0.0",
        "",
    ):
        yield pytest.param("GET", "/", {"host": host}, 421, id=f"host {host}")
    for site in ("cross-site", "same-site", "anything"):
        yield pytest.param("POST", "/drop", {"sec-fetch-site": site, **form}, 403, id=f"site {site}")
    for origin in ("http://evil.com", "https://127.0.0.1:8765", f"http://localhost:{PORT}", "file://", "null"):
        yield pytest.param("POST", "/drop", {"origin": origin, **form}, 403, id=f"origin {origin}")
    yield pytest.param("POST", "/drop", form, 403, id="a post that does not say where it comes from")
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"):
        yield pytest.param(method, "/", {}, 405, id=method)
    for path in (
        "/../etc/passwd",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/plan/..%2f..%2fsecret",
        "/a%00b",
        "/" + "a" * 5000,
    ):
        yield pytest.param("GET", path, {}, (400, 404), id=path[:30])
    same = {"origin": HOME, "sec-fetch-site": "same-origin"}
    for kind in ("text/plain", "application/json", "text/html", "multipart/mixed", ""):
        yield pytest.param("POST", "/drop", {**same, "content-type": kind}, 415, id=f"content {kind}")
    for length in ("99999999999999", "-1", "1e9", "9" * 11):
        header = {**same, "content-type": "multipart/form-data; boundary=x", "content-length": length}
        yield pytest.param("POST", "/drop", header, 413, id=f"length {length}")
    yield pytest.param("GET", "/", {f"x-{n}": "1" for n in range(400)}, 431, id="too many headers")
    yield pytest.param("GET", "/", {"x": "y" * 200_000}, 431, id="one huge header")


@pytest.mark.parametrize(("method", "path", "headers", "status"), list(_hostile()))
def test_what_may_not_come_in_is_refused_in_a_sentence(
    secrets: Secrets, method: str, path: str, headers: dict[str, str], status: int | tuple[int, ...]
) -> None:
    (answer,) = call(secrets, (method, path, {"headers": {**cookie(secrets), **headers}}))
    assert answer.status_code in (status if isinstance(status, tuple) else (status,))
    assert "Traceback" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "given", [{}, {"authorization": "Bearer x"}, {"authorization": "Basic x"}, {"cookie": "ehcp_lint_8765=x"}]
)
def test_without_the_token_nothing_is_checked(secrets: Secrets, given: dict[str, str]) -> None:
    page, api = call(secrets, ("GET", "/", {"headers": given}), ("POST", "/api/v1/read", {"headers": given}))
    assert page.status_code == 403
    assert api.status_code == 401


def test_every_answer_forbids_foreign_content_and_keeping(secrets: Secrets) -> None:
    (page,) = call(secrets, ("GET", "/", {"headers": cookie(secrets)}))
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert "default-src 'self'" in policy or "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "http://" not in page.text.replace(HOME, "").replace("http://www.w3.org", "")


def test_a_program_gets_what_the_command_prints(secrets: Secrets) -> None:
    sent = {"headers": program(secrets), "files": {"file": (WEAK.name, WEAK.read_bytes(), DOCX)}}
    checked, read = call(secrets, ("POST", "/api/v1/check", dict(sent)), ("POST", "/api/v1/read", dict(sent)))
    assert (checked.status_code, read.status_code) == (200, 200), (checked.text[:300], read.text[:300])
    runner = CliRunner()
    said = runner.invoke(
        application(), ["check", str(WEAK), "--format", "json", "--fail-on", "never", "--no-decisions", "--no-settings"]
    )
    assert json.loads(checked.text) == json.loads(said.stdout)
    assert [s["letter"] for s in json.loads(read.text)["sections"]][:2] == ["A", "B"]


def test_a_file_that_is_no_plan_is_refused_in_one_sentence(secrets: Secrets) -> None:
    sent = {"headers": program(secrets), "files": {"file": ("old.doc", b"\xd0\xcf\x11\xe0" + b"0" * 600, "application/msword")}}
    (answer,) = call(secrets, ("POST", "/api/v1/check", sent))
    assert "Traceback" not in answer.text
    assert json.loads(answer.text)["status"] == "refused"
