"""The HTTP interface: the command line's answers byte for byte, described by OpenAPI, and safe from what a fuzzer sends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from web_page import EXAMPLES, HOME, Client, application, example, program

from ehcp_lint.cli import run

APP, SECRETS = application(ready=1)
NDJSON = {"Content-Type": "application/x-ndjson"}


@pytest.fixture(scope="module")
def interface() -> Iterator[Client]:
    with program(APP, SECRETS, started=True) as found:
        yield found


def printed(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, bytes]:
    code = run([*arguments])
    return code, capfdbinary.readouterr().out


@pytest.mark.parametrize(
    ("options", "question"),
    [
        ([], ""),
        (["--no-quotes"], "?quotes=false"),
        (["--redact"], "?redact=true"),
        (["--profile", "moderation", "--status", "final"], "?profile=moderation&status=final"),
        (["--only", "F,E201", "--skip", "F203"], "?only=F,E201&skip=F203"),
    ],
)
def test_check_is_the_command_lines_answer_byte_for_byte(
    options: list[str], question: str, interface: Client, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    name, data = example()
    path = str(EXAMPLES / name)
    code, wanted = printed(capfdbinary, "check", path, "--format", "json", "--no-settings", "--no-decisions", *options)
    answer = interface.post(f"/api/v1/check{question}", files={"file": (name, data)})
    assert answer.status_code == 200
    assert answer.content == wanted
    assert answer.headers["ehcp-lint-exit-code"] == str(code)
    assert answer.headers["content-type"] == "application/json"


def test_several_files_and_one_that_cannot_be_read(
    interface: Client, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    name, data = example("good-final.docx")
    for file, content in ((name, data), ("notes.docx", b"PK nothing"), ("other.pdf", b"%PDF-1.4 nothing")):
        (tmp_path / file).write_bytes(content)
    paths = [str(tmp_path / file) for file in (name, "notes.docx", "other.pdf")]
    code, wanted = printed(capfdbinary, "check", *paths, "--format", "json", "--no-settings")
    sent = [("file", (Path(path).name, Path(path).read_bytes())) for path in paths]
    answer = interface.post("/api/v1/check", files=sent)
    assert answer.content == wanted
    assert answer.headers["ehcp-lint-exit-code"] == str(code) == "3"
    alone = interface.post("/api/v1/check", files=sent[1:2])
    assert alone.status_code == 422
    assert alone.json()["status"] == "refused"


def test_decisions_are_sent_with_the_plan(interface: Client) -> None:
    name, data = example()
    found = interface.post("/api/v1/check", files={"file": (name, data)}).json()["findings"][0]
    decisions = (
        f'[[decision]]\ncheck = "{found["check"]}"\nfingerprint = "{found["fingerprint"]}"\n'
        'reason = "Agreed with the family on Monday"\ndate = 2026-03-09\n'
    )
    sent = {"file": (name, data), "decisions": ("d.toml", decisions.encode())}
    answer = interface.post("/api/v1/check", files=sent).json()
    assert [entry["fingerprint"] for entry in answer["dismissed"]] == [found["fingerprint"]]
    assert interface.post("/api/v1/check", files={**sent, "decisions": ("d.toml", b"x = 1")}).status_code == 400


def test_read_is_the_command_lines_answer_byte_for_byte(interface: Client, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    name, data = example("weak-draft.pdf")
    _, wanted = printed(capfdbinary, "read", str(EXAMPLES / name), "--format", "json", "--no-settings")
    answer = interface.post("/api/v1/read", files={"file": (name, data)})
    assert (answer.status_code, answer.content) == (200, wanted)
    assert interface.post("/api/v1/read", files={"file": ("a.docx", b"")}).json()["status"] == "unreadable"


@pytest.mark.parametrize("what", ["outcomes", "provisions", "voice", "health-social"])
def test_score_is_the_command_lines_answer_byte_for_byte(
    what: str, interface: Client, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    lines = [
        {"id": 1, "text": "By July 2027 Ines will tie her own laces on four days out of five.", "name": "Ines"},
        {"id": 2, "text": "Regular access to a therapist for speech and language – as required."},
        {"id": 3, "text": ""},
    ]
    items = tmp_path / "items.jsonl"
    items.write_text("".join(json.dumps(line) + "\n" for line in lines) + "not JSON\n", encoding="utf-8")
    code, wanted = printed(capfdbinary, "score", what, "--in", str(items))
    answer = interface.post(f"/api/v1/score/{what}", content=items.read_bytes(), headers=NDJSON)
    assert answer.content == wanted
    assert answer.headers["ehcp-lint-exit-code"] == str(code) == "3"
    assert answer.headers["ehcp-lint-lines-not-judged"] == "4"


def test_nothing_that_a_program_sends_stays(interface: Client) -> None:
    interface.post("/api/v1/check", files={"file": example()})
    page = interface.get("/", headers={"Cookie": f"ehcp_lint_8123={SECRETS.cookie}"})
    assert page.status_code == 200
    assert "Open now" not in page.text


def test_the_description_names_what_there_is(interface: Client) -> None:
    described = interface.get("/api/v1/openapi.json").json()
    assert set(described["paths"]) == {"/api/v1/check", "/api/v1/read", "/api/v1/score/{what}"}


# --- a fuzzer that reads the description ---------------------------------------------------------------------------------------


def _described() -> dict[str, Any]:
    inner: Any = APP._app
    return dict(inner.openapi())


SCHEMA = schemathesis.openapi.from_dict(_described())
SCHEMA.config.update(base_url=HOME)
_FAST = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@schemathesis.serializer("application/x-ndjson")
def as_lines(context: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


@SCHEMA.parametrize()
@_FAST
def test_whatever_a_fuzzer_sends_has_a_plain_answer(case: schemathesis.Case, interface: Client) -> None:
    sent = case.as_transport_kwargs()
    path = f"{case.formatted_path}"
    kind = dict(sent.get("headers") or {}).get("Content-Type")
    headers = {"Content-Type": kind} if kind and not sent.get("files") else {}
    files = [(name, (given or "", _as_bytes(data))) for name, (given, data, *_) in sent.get("files") or ()]
    content = None if files else _as_bytes(sent.get("data") or b"")
    try:
        answer = interface.request(
            case.method, path, params=sent.get("params"), files=files or None, content=content, headers=headers
        )
    except UnicodeError:
        return  # no client can send it
    assert answer.status_code in (200, 400, 401, 404, 405, 413, 415, 421, 422, 431), answer.text
    assert "Traceback" not in answer.text
    if answer.status_code not in (200, 422):
        assert list(answer.json()) == ["message"]


def _as_bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
