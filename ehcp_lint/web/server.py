"""Starts and stops the page: one socket on 127.0.0.1, no log, no word about the server in its answers."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable

import uvicorn

from ehcp_lint.errors import BadConfig
from ehcp_lint.web.app import make_app
from ehcp_lint.web.checking import ChooseProfile
from ehcp_lint.web.gate import Secrets

HOST = "127.0.0.1"
_FAREWELL = 0.7  # seconds for the last page to reach the browser


def listen(port: int) -> socket.socket:
    """A socket on this computer's own address; port 0 takes any that is free. Raises `BadConfig`."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)  # else another account could share the port
        else:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HOST, port))
        found.listen(64)
    except OSError:
        found.close()
        raise BadConfig(f"The port {port} is in use or not allowed. Leave --port out, and a free one is taken.") from None
    return found


def run(listening: socket.socket, choose_profile: ChooseProfile, started: Callable[[str, str, str], None]) -> None:
    """Serve until somebody closes the page, stops the command or leaves it idle for an hour.

    `started` is told the first address, which opens the door once, the page's own, and the token for programs."""
    port: int = listening.getsockname()[1]
    secrets = Secrets()

    def stop() -> None:
        threading.Timer(_FAREWELL, end).start()

    def end() -> None:
        server.should_exit = True

    app = make_app(port, secrets, choose_profile, stop)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="on",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            limit_concurrency=100,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=3,
            h11_max_incomplete_event_size=32_768,
        )
    )
    home = f"http://{HOST}:{port}/"
    opening = threading.Timer(0.3, started, (f"{home}?key={secrets.key}", home, secrets.token))
    opening.daemon = True
    opening.start()
    try:
        server.run(sockets=[listening])
    finally:
        opening.cancel()
        listening.close()
