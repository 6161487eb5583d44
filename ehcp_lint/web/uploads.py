"""Files and answers out of a request, in memory: what comes in is parsed piece by piece and never touches the disk.

The usual form readers put an upload above a megabyte into a temporary file; here that would be a child's plan. So the parser is
python-multipart's own, and what it gives is counted and kept here. A file that is too large is dropped while it comes in and
told of; the others are taken."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from ehcp_lint.outputs.clean import one_line
from ehcp_lint.parsers.limits import DEFAULT
from ehcp_lint.web.gate import Refused

MOST_FILES = 20
MAX_BYTES = DEFAULT.file_megabytes * 1_000_000
_MOST_FIELDS, _LONGEST_FIELD, _LONGEST_FORM = 1_000, 64_000, 2_000_000
_LONGEST_PART_HEADER = 8_000
_LONGEST_NAME = 150
_BROKEN = "The form did not come through as it should. Go back and try again."


@dataclass
class Upload:
    """One file as it came in, under the name of its field. `too_large`: its bytes were dropped.

    The name is for showing only, never a place."""

    under: str
    name: str
    data: bytes = field(default=b"", repr=False)
    too_large: bool = False


@dataclass
class Form:
    """What a form holds."""

    fields: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list), repr=False)
    files: list[Upload] = field(default_factory=list)

    def one(self, name: str) -> str:
        """The first answer to a question, "" for none."""
        return self.fields[name][0].strip() if name in self.fields else ""

    def of(self, name: str) -> list[Upload]:
        """The files that came under a name."""
        return [upload for upload in self.files if upload.under == name]


async def read_form(request: Request) -> Form:
    """The form in a request. Raises `Refused`."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind == b"multipart/form-data":
        boundary = options.get(b"boundary", b"")
        if not 1 <= len(boundary) <= 200:
            raise Refused(400, _BROKEN)
        return await _Taker(boundary).take(request)
    if kind == b"application/x-www-form-urlencoded":
        return _fields(await read_body(request, _LONGEST_FORM))
    raise Refused(415, "This kind of content is not taken here.")


async def read_body(request: Request, most: int) -> bytes:
    """A whole body of at most `most` bytes. Raises `Refused`."""
    taken = bytearray()
    async for piece in request.stream():
        taken += piece
        if len(taken) > most:
            raise Refused(413, f"This is more than {most // 1_000_000} MB. Send less at once.")
    return bytes(taken)


def _fields(body: bytes) -> Form:
    form = Form()
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Refused(400, _BROKEN) from None
    for name, value in pairs:
        form.fields[name].append(value.replace("\0", ""))
    return form


def shown_name(given: str) -> str:
    """What a file is called on the page: the last part of its name, on one line."""
    last = one_line(re.split(r"[/\\]", given)[-1]).replace("\0", "").strip()
    if len(last) > _LONGEST_NAME:
        stem, dot, ending = last.rpartition(".")
        last = f"{stem[: _LONGEST_NAME - 10]}…{dot}{ending[:8]}" if dot else last[:_LONGEST_NAME]
    return last or "plan"


class _Taker:
    """One multipart body, taken in piece by piece."""

    def __init__(self, boundary: bytes) -> None:
        self.form = Form()
        self._name = self._value = b""
        self._headers: dict[bytes, bytes] = {}
        self._upload: Upload | None = None
        self._field = ""
        self._data = bytearray()
        self._texts = 0
        self._ended = False
        callbacks: Any = {
            name: getattr(self, f"_{name}")
            for name in (
                "on_part_begin",
                "on_header_field",
                "on_header_value",
                "on_header_end",
                "on_headers_finished",
                "on_part_data",
                "on_part_end",
                "on_end",
            )
        }
        self._parser = MultipartParser(boundary, callbacks)

    async def take(self, request: Request) -> Form:
        try:
            async for piece in request.stream():
                if piece:
                    self._parser.write(piece)
            self._parser.finalize()
        except FormParserError:
            raise Refused(400, _BROKEN) from None
        if not self._ended:
            raise Refused(400, _BROKEN)
        return self.form

    def _on_part_begin(self) -> None:
        self._headers = {}
        self._name = self._value = b""
        self._data = bytearray()

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]
        self._check_header()

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        self._check_header()

    def _check_header(self) -> None:
        if len(self._name) + len(self._value) > _LONGEST_PART_HEADER:
            raise Refused(400, _BROKEN)

    def _on_header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name = self._value = b""

    def _on_headers_finished(self) -> None:
        kind, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        if kind != b"form-data" or b"name" not in options:
            raise Refused(400, _BROKEN)
        self._field = options[b"name"].decode("utf-8", "replace")
        self._upload = None
        if (given := options.get(b"filename")) is not None:
            self._upload = Upload(self._field, shown_name(given.decode("utf-8", "replace")) if given else "")

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._upload is None:
            self._texts += end - start
            if len(self._data) + end - start > _LONGEST_FIELD or self._texts > _LONGEST_FORM:
                raise Refused(413, "This is longer than the page takes. Say it shorter.")
        elif self._upload.too_large or len(self._data) + end - start > MAX_BYTES:
            self._upload.too_large = True
            self._data = bytearray()
            return
        self._data += data[start:end]

    def _on_part_end(self) -> None:
        if self._upload is None:
            self.form.fields[self._field].append(bytes(self._data).decode("utf-8", "replace").replace("\0", ""))
            if sum(map(len, self.form.fields.values())) > _MOST_FIELDS:
                raise Refused(413, _BROKEN)
        elif self._upload.name or self._data or self._upload.too_large:  # a browser sends an empty one where none was chosen
            self._upload.name = self._upload.name or "plan"
            self._upload.data = bytes(self._data)
            self.form.files.append(self._upload)
            if len(self.form.files) > MOST_FILES + 2:  # an earlier version and decisions may come with them
                raise Refused(
                    413, f"These are more than {MOST_FILES} files. Choose {MOST_FILES} at most, and the others afterwards."
                )
        self._data = bytearray()

    def _on_end(self) -> None:
        self._ended = True
