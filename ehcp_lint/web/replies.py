"""How the page answers: pages, downloads, and the way back after a form was sent."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from starlette.responses import HTMLResponse, RedirectResponse, Response

from ehcp_lint.web.views import render

JSON = "application/json"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page(name: str, status: int = 200, **facts: Any) -> Response:
    """A page made from the template of this name."""
    return HTMLResponse(render(name, **facts), status_code=status)


def problem(status: int, heading: str, words: str) -> Response:
    """A page with one sentence."""
    return page("problem", status, heading=heading, words=words, closed=False)


def to(address: str) -> Response:
    """After a form: look at this address (so that going back sends nothing twice)."""
    return RedirectResponse(address, status_code=303)


def download(data: bytes | str, kind: str, plan_name: str, ending: str) -> Response:
    """A file to save, named after the plan: "draft.docx" gives "draft.checked.docx"."""
    stem = re.sub(r"[^\w .,()&'’–-]", "_", PurePosixPath(plan_name).stem).strip(". ")[:100] or "plan"
    name = f"{stem}{ending}"
    plain = re.sub(r"[^A-Za-z0-9 ._()-]", "_", name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    body = data.encode("utf-8") if isinstance(data, str) else data
    return Response(body, media_type=kind, headers={"content-disposition": disposition})
