"""Who may come in: every request passes here before anything else looks at it.

The page listens on 127.0.0.1, which any web site in the person's browser and any other account on the computer can reach too.
So each start has three secrets of 256 bits: a key in the first address, which opens the door once and is then worthless
(addresses end up in histories and lists of processes); a cookie that the key is exchanged for, which scripts cannot read and
other sites cannot send (HttpOnly, SameSite=Strict); and a token for programs, which goes in a header that no site can set.

A form that another site sends (CSRF) is stopped three times without a hidden field: by the cookie, which it does not carry, by
`Sec-Fetch-Site`, which a browser sets itself, and by `Origin`. The page asks for no referrer, and a browser then sends
`Origin: null` with our own forms; that is let in only where `Sec-Fetch-Site` says "same-origin". A name that is made to point
to 127.0.0.1 (DNS rebinding) is stopped by `Host`, which must be one of two, letter by letter."""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote_to_bytes

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Any]
Send = Callable[[Message], Any]
App = Callable[[Scope, Receive, Send], Any]

LARGEST_BODY = 120_000_000  # bytes of one request: 20 plans with pictures
_LONGEST_WAIT, _LONGEST_BODY = 30.0, 180.0  # seconds for the next piece of a body, and for all of it
_MOST_HEADERS, _LONGEST_HEADERS, _LONGEST_PATH = 60, 16_384, 2_048
_BODIES = ("multipart/form-data", "application/x-www-form-urlencoded")
_API_BODIES = (*_BODIES, "application/x-ndjson", "application/jsonl")
API = "/api/"

_POLICY = b"default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
HEADERS = (
    (b"content-security-policy", _POLICY),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)


def _secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass
class Secrets:
    """What lets a request in. `key` opens the door once."""

    key: str = field(default_factory=_secret, repr=False)
    cookie: str = field(default_factory=_secret, repr=False)
    token: str = field(default_factory=_secret, repr=False)
    used: bool = False


class Refused(Exception):
    """A request that is not let in: the status, and one sentence for a person."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class Gate:
    """Lets a request through to `app`, or answers it itself. `seen` is called for each one that came in."""

    def __init__(self, app: App, port: int, secrets: Secrets, seen: Callable[[], None] = lambda: None) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}".encode(), f"localhost:{port}".encode()}
        self._cookie_name = f"ehcp_lint_{port}"  # cookies are shared by all ports of a computer
        self._secrets = secrets
        self._seen = seen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                ours = {name for name, _ in HEADERS}
                kept = [(n, v) for n, v in message.get("headers", ()) if n.lower() not in ours]
                message = {**message, "headers": [*kept, *HEADERS]}
            await send(message)

        try:
            if cookie := self._opens(scope):
                await self._let_in(cookie, dressed)
                return
            self._check(scope)
            self._seen()
            await self._app(scope, _capped(receive, scope), dressed)
        except Refused as refusal:
            if not started:
                await _say(refusal, scope, dressed)
        except Exception:  # noqa: BLE001 - told in a sentence; what it says may be words of a plan, so it is shown nowhere
            if not started:
                await _say(Refused(500, OURS), scope, dressed)

    # --- the door --------------------------------------------------------------------------------------------------------

    def _opens(self, scope: Scope) -> bytes | None:
        """The cookie for the browser that brings the key, once."""
        if scope["path"] != "/" or scope["method"] != "GET" or not scope["query_string"].startswith(b"key="):
            return None
        self._check_shape(scope)
        given = parse_qs(scope["query_string"].decode("latin-1")).get("key", [""])[0]
        if not _same(given, self._secrets.key) or self._secrets.used:
            if self._has_cookie(scope):
                return self._cookie()  # the same browser again, from its history
            raise Refused(
                403, "This address has been used, or is not the one that was shown. Close the page and start it again."
            )
        self._secrets.used = True
        return self._cookie()

    def _cookie(self) -> bytes:
        return f"{self._cookie_name}={self._secrets.cookie}; Path=/; HttpOnly; SameSite=Strict".encode()

    async def _let_in(self, cookie: bytes, send: Send) -> None:
        headers = [(b"location", b"/"), (b"set-cookie", cookie), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    # --- each request ------------------------------------------------------------------------------------------------------

    def _check(self, scope: Scope) -> None:
        """Raises `Refused` for what may not come in."""
        self._check_shape(scope)
        origin, site = _one(scope, b"origin"), _one(scope, b"sec-fetch-site")
        if site not in (None, b"same-origin", b"none"):
            raise Refused(403, "This was asked by another web site, so it was refused.")
        if origin not in (None, b"null", b"http://" + (_one(scope, b"host") or b"")):
            raise Refused(403, "This was asked by another web site, so it was refused.")
        program = self._is_program(scope)
        if scope["path"].startswith(API):
            if not program:
                raise Refused(401, "Give the token that was shown when the page was started: Authorization: Bearer TOKEN")
        elif not self._has_cookie(scope):
            raise Refused(403, "Open the page with the address that was shown when it was started.")
        elif scope["method"] == "POST" and site != b"same-origin" and (site is not None or origin in (None, b"null")):
            raise Refused(403, "This form was not sent from the page itself, so it was refused.")
        if scope["method"] == "POST":
            self._check_body(scope)

    def _check_shape(self, scope: Scope) -> None:
        headers = scope["headers"]
        if len(headers) > _MOST_HEADERS or sum(len(n) + len(v) for n, v in headers) > _LONGEST_HEADERS:
            raise Refused(431, "This request has too many headers.")
        hosts = [value for name, value in headers if name == b"host"]
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            raise Refused(421, "This address is not the one that the page was started with.")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            raise Refused(405, "The page does not know this kind of request.")
        path = scope.get("raw_path") or scope["path"].encode()
        if len(path) > _LONGEST_PATH or len(scope["query_string"]) > _LONGEST_PATH or _is_odd(path):
            raise Refused(400, "There is no such address on this page.")

    def _check_body(self, scope: Scope) -> None:
        kind = (_one(scope, b"content-type") or b"").decode("latin-1").split(";")[0].strip().lower()
        allowed = _API_BODIES if scope["path"].startswith(API) else _BODIES
        if kind not in allowed:
            raise Refused(415, "This kind of content is not taken here.")
        length = _one(scope, b"content-length")
        if length is not None and (not length.isdigit() or len(length) > 12 or int(length) > LARGEST_BODY):
            raise Refused(413, _TOO_MUCH)

    def _is_program(self, scope: Scope) -> bool:
        kind, _, given = (_one(scope, b"authorization") or b"").decode("latin-1").partition(" ")
        return kind.lower() == "bearer" and _same(given.strip(), self._secrets.token)

    def _has_cookie(self, scope: Scope) -> bool:
        pairs = [pair.strip().partition("=") for pair in (_one(scope, b"cookie") or b"").decode("latin-1").split(";")]
        return any(name == self._cookie_name and _same(value, self._secrets.cookie) for name, _, value in pairs)


OURS = "Something went wrong in ehcp-lint itself. Nothing was sent anywhere. Go back and try again."
_TOO_MUCH = f"This is more than {LARGEST_BODY // 1_000_000} MB at once. Choose fewer files."


def _same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())


def _one(scope: Scope, name: bytes) -> bytes | None:
    """A header that may stand there once; twice is an attempt to be read in two ways."""
    found: list[bytes] = [value for key, value in scope["headers"] if key == name]
    if len(found) > 1:
        raise Refused(400, "This request has a header twice.")
    return found[0] if found else None


def _is_odd(path: bytes) -> bool:
    """Whether a path tries to lead elsewhere: none of ours has a dot segment, a control character or a second encoding."""
    plain = unquote_to_bytes(path)
    parts = plain.split(b"/")
    return (
        b".." in parts
        or b"." in parts
        or b"//" in plain
        or b"%" in plain
        or b"\\" in plain
        or any(byte < 0x20 or byte > 0x7E for byte in plain)
    )


def _capped(receive: Receive, scope: Scope) -> Receive:
    """`receive`, which ends a body that is too long or too slow."""
    taken, begun = 0, time.monotonic()

    async def next_message() -> Message:
        nonlocal taken
        if scope["method"] == "POST" and not state["whole"]:
            try:
                message: Message = await asyncio.wait_for(receive(), _LONGEST_WAIT)
            except TimeoutError:
                raise Refused(408, "The files did not come through. Try again.") from None
        else:
            message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            state["whole"] = not message.get("more_body", False)
            if taken > LARGEST_BODY:
                raise Refused(413, _TOO_MUCH)
            if time.monotonic() - begun > _LONGEST_BODY:
                raise Refused(408, "The files did not come through. Try again.")
        return message

    state = {"whole": False}
    return next_message


async def _say(refusal: Refused, scope: Scope, send: Send) -> None:
    """A refusal as one plain sentence; as JSON to programs. It holds no word of the request."""
    if scope["path"].startswith(API):
        kind, body = b"application/json", f'{{"message": "{refusal.message}"}}\n'
    else:
        kind = b"text/html; charset=utf-8"
        body = (
            '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Not possible</title></head>'
            f"<body><main><h1>Not possible</h1><p>{refusal.message}</p></main></body></html>\n"
        )
    data = body.encode()
    headers = [(b"content-type", kind), (b"content-length", str(len(data)).encode()), (b"connection", b"close")]
    if refusal.status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else data})
