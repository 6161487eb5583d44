"""Hostile requests to the local page: each gets a 4xx and one sentence, and nothing of it comes back."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from web_page import FROM_PAGE, HOME, PORT, Client, application, browser_of, client, example, program

from ehcp_lint.errors import BadConfig
from ehcp_lint.web import gate, uploads
from ehcp_lint.web.gate import HEADERS, Gate, Secrets

APP, SECRETS = application()
CANARY = "Xanthippe-Quorn"


@pytest.fixture(scope="module")
def page() -> Iterator[Client]:
    with browser_of(APP, SECRETS) as found:
        yield found


def files(number: int) -> list[tuple[str, tuple[str, bytes]]]:
    return [("plans", (f"{n}.docx", b"PK")) for n in range(number)]


def multipart(*parts: str, boundary: str = "xx", end: str = "--xx--\r\n") -> dict[str, Any]:
    body = "".join(f"--xx\r\n{part}\r\n" for part in parts) + end
    return {"content": body.encode(), "headers": {"Content-Type": f"multipart/form-data; boundary={boundary}"}}


COOKIE = f"ehcp_lint_{PORT}="
HOSTILE: dict[str, tuple[str, str, dict[str, Any], set[int]]] = {
    # Host: two names, letter by letter
    "another host": ("GET", "/", {"headers": {"Host": "evil.example"}}, {421}),
    "a host that begins as ours": ("GET", "/", {"headers": {"Host": "127.evil.com"}}, {421}),
    "our address as a name of another": ("GET", "/", {"headers": {"Host": f"127.0.0.1.evil.com:{PORT}"}}, {421}),
    "no port": ("GET", "/", {"headers": {"Host": "127.0.0.1"}}, {421}),
    "another port": ("GET", "/", {"headers": {"Host": "127.0.0.1:80"}}, {421}),
    "a name before an at sign": ("GET", "/", {"headers": {"Host": f"127.0.0.1:{PORT}@evil.com"}}, {421}),
    "the address as a number": ("GET", "/", {"headers": {"Host": f"2130706433:{PORT}"}}, {421}),
    "the IPv6 address": ("GET", "/", {"headers": {"Host": f"[::1]:{PORT}"}}, {421}),
    "all addresses": ("GET", "/", {"headers": {"Host": f"0.0.0.0:{PORT}"}}, {421}),
    "a port with a sign": ("GET", "/", {"headers": {"Host": f"127.0.0.1:+{PORT}"}}, {421}),
    "a dot after the name": ("GET", "/", {"headers": {"Host": f"localhost.:{PORT}"}}, {421}),
    "an empty host": ("GET", "/", {"headers": {"Host": ""}}, {421}),
    # who may come in
    "no cookie": ("GET", "/", {"headers": {"Cookie": ""}}, {403}),
    "a guessed cookie": ("GET", "/", {"headers": {"Cookie": COOKIE + "A" * 43}}, {403}),
    "an empty cookie": ("GET", "/", {"headers": {"Cookie": COOKIE}}, {403}),
    "the cookie of another port": ("GET", "/", {"headers": {"Cookie": f"ehcp_lint_80={SECRETS.cookie}"}}, {403}),
    "a cookie in letters of another alphabet": ("GET", "/", {"headers": {"Cookie": COOKIE.encode() + b"\xff\xfe"}}, {403}),
    "the token as the key": ("GET", f"/?key={SECRETS.token}", {"headers": {"Cookie": ""}}, {403}),
    "no key": ("GET", "/?key=", {"headers": {"Cookie": ""}}, {403}),
    "no style without the cookie": ("GET", "/static/page.css", {"headers": {"Cookie": ""}}, {403}),
    "the interface with the cookie": ("POST", "/api/v1/read", {"files": {"file": ("a.docx", b"PK")}}, {401}),
    "the interface with a guess": ("GET", "/api/v1/openapi.json", {"headers": {"Authorization": "Bearer guess"}}, {401}),
    "the interface with Basic": ("GET", "/api/v1/openapi.json", {"headers": {"Authorization": f"Basic {SECRETS.token}"}}, {401}),
    # other sites
    "a form of another site": ("POST", "/close", {"headers": {"Origin": "http://evil.example"}}, {403}),
    "another port is another site": ("POST", "/close", {"headers": {"Origin": "http://127.0.0.1:80"}}, {403}),
    "https is another site": ("POST", "/close", {"headers": {"Origin": f"https://127.0.0.1:{PORT}"}}, {403}),
    "an origin that begins as ours": ("POST", "/close", {"headers": {"Origin": HOME + ".evil.com"}}, {403}),
    "a sandboxed frame": ("POST", "/close", {"headers": {"Origin": "null", "Sec-Fetch-Site": "cross-site"}}, {403}),
    "a null origin and nothing more": ("POST", "/close", {"headers": {"Origin": "null", "Sec-Fetch-Site": ""}}, {403}),
    "same site is not same origin": ("POST", "/close", {"headers": {"Sec-Fetch-Site": "same-site"}}, {403}),
    "a picture on another site": ("GET", "/", {"headers": {"Sec-Fetch-Site": "cross-site"}}, {403}),
    # methods and paths
    "PUT": ("PUT", "/drop", {}, {405}),
    "DELETE": ("DELETE", "/", {}, {405}),
    "TRACE": ("TRACE", "/", {}, {405}),
    "OPTIONS, as a browser asks before sending": ("OPTIONS", "/api/v1/check", {"headers": {"Access-Control-Request-Method": "POST"}}, {405}),
    "CONNECT": ("CONNECT", "/", {}, {405}),
    "a method of one's own": ("BREW", "/", {}, {405}),
    "GET where a form is sent": ("GET", "/close", {}, {405, 404}),
    "up and away": ("GET", "/static/%2e%2e/%2e%2e/pyproject.toml", {}, {400}),
    "up with a backslash": ("GET", "/static/..%5c..%5cpyproject.toml", {}, {400, 404}),
    "a slash in disguise": ("GET", "/static/..%2fviews.py", {}, {400}),
    "encoded twice": ("GET", "/static/%252e%252e%252fviews.py", {}, {400}),
    "a null byte in the path": ("GET", "/static/page.css%00.html", {}, {400}),
    "a line end in the path": ("GET", "/plan/a%0d%0aSet-Cookie:x", {}, {400}),
    "a file that is ours but not for the page": ("GET", "/static/README.md", {}, {404}),
    "a plan that is not open": ("GET", "/plan/AAAAAAAAAAAAAAAA", {}, {404}),
    "a path without an end": ("GET", "/plan/" + "a" * 5000, {}, {400}),
    "a question without an end": ("GET", "/?section=" + "a" * 5000, {}, {400}),
    # headers
    "a header without an end": ("GET", "/", {"headers": {"X-Long": "a" * 20_000}}, {431}),
    "headers without an end": ("GET", "/", {"headers": {f"X-{n}": "a" for n in range(100)}}, {431}),
    # bodies
    "JSON where a form belongs": ("POST", "/drop", {"json": {"plans": CANARY}}, {415}),
    "plain text, as another site may send": ("POST", "/drop", {"content": "a=b", "headers": {"Content-Type": "text/plain"}}, {415}),
    "no kind of content": ("POST", "/drop", {"content": b"a=b", "headers": {"Content-Type": ""}}, {415}),
    "two kinds in one": ("POST", "/drop", {"content": b"a", "headers": {"Content-Type": "text/plain, multipart/form-data; boundary=x"}}, {415}),
    "no boundary": ("POST", "/drop", {"content": b"a", "headers": {"Content-Type": "multipart/form-data"}}, {400}),
    "a boundary without an end": ("POST", "/drop", multipart(boundary="x" * 300), {400}),
    "another boundary": ("POST", "/drop", multipart('Content-Disposition: form-data; name="plans"\r\n\r\na', boundary="yy"), {400}),
    "a form cut short": ("POST", "/drop", multipart('Content-Disposition: form-data; name="plans"\r\n\r\na', end=""), {400}),
    "a part without a name": ("POST", "/drop", multipart("Content-Type: text/plain\r\n\r\na"), {400}),
    "a part with a header without an end": ("POST", "/drop", multipart(f"X-Long: {'a' * 9000}\r\n\r\na"), {400}),
    "a field without an end": ("POST", "/drop", {"data": {"status": "a" * 70_000}, "files": files(1)}, {413}),
    "thousands of fields": ("POST", "/drop", {"data": {f"f{n}": "a" for n in range(1500)}, "files": files(1)}, {413}),
    "thousands of fields, plain": ("POST", "/plan/x/aside", {"data": {f"f{n}": "a" for n in range(1500)}}, {400, 404}),
    "21 files": ("POST", "/drop", {"files": files(21)}, {413, 422}),
    "100 files": ("POST", "/drop", {"files": files(100)}, {413, 422}),
    "no file": ("POST", "/drop", {"files": [("other", ("a.docx", b"PK"))]}, {422}),
    "a profile that there is not": ("POST", "/drop", {"data": {"profile": "../../etc/passwd"}, "files": files(1)}, {422}),
    "a status that there is not": ("POST", "/drop", {"data": {"status": CANARY}, "files": files(1)}, {422}),
    "a length that lies": ("POST", "/drop", {"content": b"a", "headers": {**FROM_PAGE, "Content-Type": "multipart/form-data; boundary=x", "Content-Length": "999999999"}}, {413}),
    "a length that is none": ("POST", "/drop", {"content": b"a", "headers": {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": "-1"}}, {413}),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.replace(" ", "-"))
def test_a_hostile_request_is_refused_in_a_sentence(case: str, page: Client) -> None:
    method, path, more, statuses = HOSTILE[case]
    answer = page.request(method, path, **more)
    assert answer.status_code in statuses, answer.text
    assert "Traceback" not in answer.text
    assert CANARY not in answer.text
    assert "set-cookie" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_sixty_and_more_were_tried() -> None:
    assert len(HOSTILE) >= 60


def test_every_answer_carries_the_headers(page: Client) -> None:
    for path in ("/", "/static/page.css", "/plan/none", "/api/v1/openapi.json"):
        answer = page.get(path)
        for name, value in HEADERS:
            assert answer.headers.get_list(name.decode()) == [value.decode()], path
        assert "server" not in answer.headers
    policy = dict(HEADERS)[b"content-security-policy"].decode()
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_pages_have_no_script_or_style_of_their_own(page: Client) -> None:
    text = page.get("/").text
    assert not re.search(r"<script(?![^>]*src=\"/static/)|<style|\sstyle=|\son\w+=|javascript:|https?://", text)


def test_the_key_opens_once_and_the_cookie_is_out_of_reach_of_scripts() -> None:
    app, secrets = application()
    with client(app) as stranger:
        first = stranger.get(f"/?key={secrets.key}")
    assert first.status_code == 303
    assert first.headers["location"] == "/"
    assert first.headers["set-cookie"].endswith("; Path=/; HttpOnly; SameSite=Strict")
    assert secrets.key not in first.headers["set-cookie"]
    with client(app) as later:
        assert later.get(f"/?key={secrets.key}").status_code == 403
    assert len({secrets.key, secrets.cookie, secrets.token}) == 3
    assert all(len(one) == 43 for one in (secrets.key, secrets.cookie, secrets.token))  # 256 bits


def test_what_lets_a_request_in_is_in_no_repr() -> None:
    secrets = Secrets()
    assert secrets.key not in repr(secrets)
    assert secrets.token not in repr(secrets)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": HOME},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": HOME, "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_our_own_forms_come_in(headers: dict[str, str]) -> None:
    stopped: list[bool] = []
    app, secrets = application(stop=lambda: stopped.append(True))
    with client(app, Cookie=f"ehcp_lint_{PORT}={secrets.cookie}", **headers) as page:
        assert page.post("/close", data={"a": "b"}).status_code == 200
    assert stopped == [True]


def asgi(app: Any, headers: dict[str, str], messages: Callable[[], AsyncIterator[dict[str, Any]]]) -> tuple[int, int]:
    """The status of a POST whose body comes message by message, and how many messages were taken."""
    sent: list[dict[str, Any]] = []
    taken = 0

    async def run() -> None:
        nonlocal taken
        source = messages()

        async def receive() -> dict[str, Any]:
            nonlocal taken
            taken += 1
            return await anext(source)

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http", "method": "POST", "path": "/drop", "raw_path": b"/drop", "query_string": b"", "root_path": "",
            "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", PORT), "client": ("127.0.0.1", 9),
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        }  # fmt: skip
        await app(scope, receive, send)

    asyncio.run(run())
    return sent[0]["status"], taken


FORM = {
    "Host": f"127.0.0.1:{PORT}",
    "Cookie": f"ehcp_lint_{PORT}={SECRETS.cookie}",
    "Content-Type": "multipart/form-data; boundary=xx",
    **FROM_PAGE,
}
BEGIN = b'--xx\r\nContent-Disposition: form-data; name="plans"; filename="a.docx"\r\n\r\n'


def test_a_body_without_an_end_is_stopped_and_not_kept() -> None:
    async def endless() -> AsyncIterator[dict[str, Any]]:
        yield {"type": "http.request", "body": BEGIN, "more_body": True}
        while True:
            yield {"type": "http.request", "body": b"a" * 1_000_000, "more_body": True}

    status, taken = asgi(APP, FORM, endless)
    assert status == 413
    assert taken <= gate.LARGEST_BODY // 1_000_000 + 2


def test_a_body_that_never_comes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def silent() -> AsyncIterator[dict[str, Any]]:
        yield {"type": "http.request", "body": BEGIN, "more_body": True}
        await asyncio.sleep(60)

    monkeypatch.setattr(gate, "_LONGEST_WAIT", 0.05)
    assert asgi(APP, FORM, silent)[0] == 408


def test_a_header_that_stands_there_twice_is_refused() -> None:
    async def nothing() -> AsyncIterator[dict[str, Any]]:
        yield {"type": "http.request", "body": b"", "more_body": False}

    for twice in ("Host", "Cookie", "Content-Type"):
        app = _Doubled(APP, twice.lower().encode())
        assert asgi(app, FORM, nothing)[0] in (400, 421)


class _Doubled:
    def __init__(self, app: Gate, name: bytes) -> None:
        self._app, self._name = app, name

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        again = [(name, value) for name, value in scope["headers"] if name == self._name]
        await self._app({**scope, "headers": [*scope["headers"], *again]}, receive, send)


def test_a_websocket_is_closed() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(APP({"type": "websocket"}, lambda: None, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_a_fault_of_ours_is_one_sentence_without_its_words() -> None:
    async def broken(*_: Any) -> None:
        raise ValueError(f"about {CANARY}")

    door = Gate(broken, PORT, SECRETS)
    with client(door, Cookie=f"ehcp_lint_{PORT}={SECRETS.cookie}") as page:
        answer = page.get("/")
    assert answer.status_code == 500
    assert CANARY not in answer.text
    assert answer.text.count("<p>") == 1


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ada\\draft.docx", "draft.docx"),
        ("a\0b\r\nSet-Cookie: x.docx", "ab Set-Cookie: x.docx"),
        ("", "plan"),
        ("..", ".."),
        ("\u202egnp.docx", "gnp.docx"),
        ("x" * 300 + ".docx", "x" * 140 + "….docx"),
    ],
)
def test_a_file_name_is_only_something_to_show(given: str, shown: str) -> None:
    assert uploads.shown_name(given) == shown


def test_a_name_of_a_file_is_shown_as_text_and_saved_harmlessly(page: Client) -> None:
    _, data = example()
    evil = '"><script>alert(1)</script>..\\..\\;filename=x.exe'
    address = page.opened((evil, data))
    text = page.get(address).text
    assert "<script>alert" not in text
    saved = page.get(f"{address}/report.json").headers["content-disposition"]
    assert re.fullmatch(
        r"attachment; filename=\"[A-Za-z0-9 ._()-]+\.report\.json\"; filename\*=UTF-8''[A-Za-z0-9._~%-]+", saved
    )


def test_no_socket_is_opened_on_an_address_of_others() -> None:
    from ehcp_lint.web import server

    assert server.HOST == "127.0.0.1"


@pytest.mark.enable_socket
def test_it_listens_on_this_computer_only_and_a_port_is_not_shared() -> None:
    from ehcp_lint.web.server import listen

    with listen(0) as one:
        address, port = one.getsockname()
        assert address == "127.0.0.1"
        with pytest.raises(BadConfig, match="in use"):
            listen(port)


def test_the_interface_says_what_is_the_matter_in_a_sentence() -> None:
    with program(APP, SECRETS) as asked:
        for answer in (
            asked.post("/api/v1/check", files={"other": ("a", b"b")}),
            asked.post("/api/v1/check?profile=" + CANARY, files={"file": ("a", b"b")}),
            asked.post("/api/v1/check?only=" + "Z999", files={"file": ("a", b"b")}),
            asked.post("/api/v1/score/everything", content=b"{}", headers={"Content-Type": "application/x-ndjson"}),
            asked.post("/api/v1/score/outcomes", content=b"{}", headers={"Content-Type": "multipart/form-data; boundary=x"}),
            asked.get("/api/v1/nothing"),
        ):
            assert 400 <= answer.status_code < 500
            assert list(answer.json()) == ["message"]
            assert CANARY not in answer.text
