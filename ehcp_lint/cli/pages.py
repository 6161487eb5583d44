"""The pages in docs/ that are generated from the declarations: `python -m ehcp_lint.cli.pages docs` writes them again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ehcp_lint.check import Check, Duty, Example
from ehcp_lint.checks import catalogue
from ehcp_lint.engine import cite

DUTIES = {
    Duty.MUST: "MUST: the law asks for this.",
    Duty.SHOULD: "SHOULD: the Code or case law asks for this.",
    Duty.COULD: "COULD: good practice.",
}
FAMILIES = {
    "S": "Structure: the plan as a whole",
    "A": "Section A: views, interests and aspirations",
    "B": "Section B: special educational needs",
    "C": "Section C: health needs",
    "D": "Section D: social care needs",
    "E": "Section E: outcomes",
    "F": "Section F: special educational provision",
    "G": "Section G: health provision",
    "H": "Sections H1 and H2: social care provision",
    "I": "Section I: placement",
    "J": "Section J: personal budget and direct payments",
    "K": "Section K: advice and information",
    "P": "Plain words",
    "T": "Threads between the sections",
    "X": "Hygiene of the file",
}


def pages() -> dict[str, str]:
    """Every generated page: its name in docs/ and its text."""
    from ehcp_lint.outputs.json import report_schema

    return {"checks.md": checks_page(), "cli.md": cli_page(), "report-schema.json": report_schema()}


def checks_page() -> str:
    """docs/checks.md: one entry a check, in the order of the plan."""
    checks = catalogue()
    lines = [
        "# The checks",
        "",
        "Generated from the declarations in `ehcp_lint/checks/`; change those and run `make docs`.",
        "",
        f"{len(checks)} checks. Ids carry the plan's own section letter; S is structure, P plain words, X hygiene of the file.",
        "A finding is a point for a person to look at: the page of each check says when it is right to set it aside.",
        "Examples are in the tiny notation of CONTRIBUTING.md; **bold** words are the ones that are marked, and (missing)",
        "stands where something should be and is not.",
        "",
        "| id | asks for | duty |",
        "| --- | --- | --- |",
    ]
    ordered = [check for letter in FAMILIES for check in checks if check.id[0] == letter]
    for check in ordered:
        lines.append(f"| [{check.id}](#{check.id.lower()}) | {check.title} | {check.duty.upper()} |")
    family = ""
    for check in ordered:
        if check.id[0] != family:
            family = check.id[0]
            lines += ["", f"## {FAMILIES[family]}"]
        lines += ["", *_check(check)]
    return "\n".join(lines) + "\n"


def _check(check: Check) -> Iterator[str]:
    yield f'### <a id="{check.id.lower()}"></a>{check.id} {check.name}'
    yield ""
    yield f"{check.title}. {DUTIES[check.duty]}{' On trial: its precision is not measured yet.' if check.trial else ''}"
    yield ""
    yield f"**Why.** {check.why}"
    yield ""
    yield f"**What to do.** {check.message}"
    yield ""
    sources = (cite(source) for source in check.sources)
    yield "**Source.** " + "; ".join(f"[{c.cite}]({c.link})" if c.link else c.cite for c in sources) + "."
    if check.dismiss:
        yield ""
        yield f"**Right to set aside.** {check.dismiss}"
    yield ""
    yield "Instead of:"
    yield from (f"- {_marked(example)}" for example in check.bad)
    yield ""
    yield "Write:"
    yield from (f"- {_shown(example.text)}" for example in check.good)


def _shown(text: str) -> str:
    """An example on one line; "..." in front stands for the rest of a complete plan."""
    parts = [part.strip() for part in text.strip().splitlines()]
    if parts == ["..."]:
        return "the complete plan of CONTRIBUTING.md"
    return " / ".join(part.replace("|", "\\|").replace("<", "&lt;") for part in parts if part != "...")


def _marked(example: Example) -> str:
    shown = _shown(example.text)
    for mark in example.marks:
        words = " ".join(mark.split())
        if not words:
            shown += " (missing)"
        elif words in shown:
            shown = shown.replace(words, f"**{words}**", 1)
    return shown


def cli_page() -> str:
    """docs/cli.md: every command with its options, from the command line's own declarations."""
    import typer

    from ehcp_lint.cli import application

    group: Any = typer.main.get_command(application())
    lines = [
        "# The command line",
        "",
        "Generated from the commands; run `make docs` to write it again.",
        "",
        "Exit codes: 0 checked, nothing at or above `--fail-on`; 1 findings at or above it; 2 usage or settings; 3 some file",
        "could not be checked; 4 our own error. Every error is one line on standard error.",
    ]
    for name, command in group.commands.items():
        arguments = " ".join(_usage(p) for p in command.params if p.param_type_name == "argument")
        lines += ["", f"## ehcp-lint {name} {arguments}".rstrip(), "", str(command.help or "").strip().split("\n\n")[0], ""]
        options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
        if options:
            lines += ["| option | meaning | default |", "| --- | --- | --- |"]
        lines += [f"| `{', '.join(p.opts + p.secondary_opts)}` | {p.help or ''} | {_default(p)} |" for p in options]
    return "\n".join(lines) + "\n"


def _usage(parameter: Any) -> str:
    name = str(parameter.metavar or parameter.name.upper())
    return f"{name}..." if parameter.nargs == -1 and not name.endswith("...") else name


def _default(parameter: Any) -> str:
    value = getattr(parameter.default, "value", parameter.default)
    return "" if value in (None, False, (), [], "") or callable(value) else f"`{value}`"


def main(folder: str) -> None:
    """Writes every generated page into `folder`."""
    for name, text in pages().items():
        (Path(folder) / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
