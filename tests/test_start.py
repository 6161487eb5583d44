"""What `check` loads before it answers: a person waits for each module, so none may be among them that it has no use for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PLAN = Path(__file__).resolve().parent.parent / "examples" / "weak-draft.docx"
NEVER = (
    "ehcp_lint.advice",  # reports are read when --advice names them
    "ehcp_lint.batch",
    "ehcp_lint.cli.batch",  # only the command that was asked for
    "ehcp_lint.cli.moderate",
    "ehcp_lint.cli.rubric",
    "ehcp_lint.moderation",
    "ehcp_lint.outputs.report.html",
    "ehcp_lint.parsers.pdf",  # files are read in the child
    "ehcp_lint.parsers.word",
    "ehcp_lint.redaction",
    "ehcp_lint.rubric",
    "ehcp_lint.statements",
    "ehcp_lint.training",
    "ehcp_lint.web",
    "docx",
    "fastapi",
    "jinja2",
    "lxml",
    "matplotlib",
    "openpyxl",
    "pdfplumber",
    "pypdfium2",
    "scipy",
    "sklearn",
    "spacy",
    "sqlalchemy",
    "textstat",
    "xlsxwriter",
)


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    """The names of all modules in the process after a check of a plan."""
    code = (
        "import sys; from ehcp_lint.cli import run; "
        f"code = run(['check', {str(PLAN)!r}, '--fail-on', 'never', '--no-settings']); assert code == 0, code; "
        "print('\\n'.join(('LOADED', *sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PLAN.parent)
    return frozenset(done.stdout.partition("LOADED\n")[2].split())


@pytest.mark.parametrize("name", NEVER)
def test_a_check_does_not_load_what_it_does_not_use(loaded: frozenset[str], name: str) -> None:
    assert "ehcp_lint.engine" in loaded
    assert sorted(found for found in loaded if found == name or found.startswith(f"{name}.")) == []


def test_the_child_is_started_before_the_checks_are_loaded() -> None:
    """It reads the file while they are, so that the fence costs no time."""
    code = (
        "import subprocess, sys\n"
        "from ehcp_lint.cli import run\n"
        "start = subprocess.Popen.__init__\n"
        "def told(*given, **named):\n"
        "    print('ehcp_lint.engine' in sys.modules, 'ehcp_lint.checks' in sys.modules, 'numpy' in sys.modules)\n"
        "    return start(*given, **named)\n"
        "subprocess.Popen.__init__ = told\n"
        f"run(['check', {str(PLAN)!r}, '--fail-on', 'never', '--no-settings'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PLAN.parent)
    assert done.stdout.splitlines()[0] == "False False False"
