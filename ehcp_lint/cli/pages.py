"""The pages in docs/ that are generated from the declarations: `python -m ehcp_lint.cli.pages docs` writes them again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ehcp_lint import __version__
from ehcp_lint.check import FAMILIES, Check, Example
from ehcp_lint.checks import shipped
from ehcp_lint.engine import cite
from ehcp_lint.outputs.checks.pages import DUTIES, in_order, measured, on_form, pieces
from ehcp_lint.resources import data_file


def pages() -> dict[str, str]:
    """Every generated page: its name in docs/ and its text."""
    from ehcp_lint.cli.api_page import api_page
    from ehcp_lint.outputs.checks.html import checks_html
    from ehcp_lint.outputs.exports.json import comparison_schema, report_schema

    return {
        "checks.md": checks_page(),
        "checks.html": checks_html(in_order(shipped())),
        "cli.md": cli_page(),
        "api.md": api_page(),
        "report-schema.json": report_schema(),
        "compare-schema.json": comparison_schema(),
        "governance/model-card-outcomes.md": card("models/outcomes.card.md"),
        "governance/model-card-advice.md": card("models/advice.card.md"),
        "governance/data-card.md": card("corpus/card.md"),
    }


def card(name: str) -> str:
    """A card of data/ as a page of docs/governance, so that whoever is not in the checkout can read it."""
    title, _, rest = data_file(name).read_text(encoding="utf-8").partition("\n")
    return f"{title}\n\nFor version {__version__}. A copy of `data/{name}`; change that and run `make docs`.\n{rest}"


def checks_page() -> str:
    """docs/checks.md: one entry a check, in the order of the plan."""
    ordered = in_order(shipped())
    lines = [
        "# The checks",
        "",
        "Generated from the declarations in `ehcp_lint/checks/`; change those and run `make docs`. The same page for a",
        "browser, with a search box, is `checks.html` beside this one.",
        "",
        f"{len(ordered)} checks. Ids carry the plan's own section letter; S is structure, P plain words, T the threads between",
        "the sections, X hygiene of the file. A finding is a point for a person to look at: each check says when it is right",
        "to set it aside. Examples are in the [tiny plan notation](../CONTRIBUTING.md#the-tiny-plan-notation); **bold** words",
        "are the ones that are marked, and (missing) stands where something should be and is not.",
        "",
        "| id | asks for | duty |",
        "| --- | --- | --- |",
    ]
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
    sources = (cite(source) for source in check.sources)
    told = {
        "What it looks for": check.looks_for,
        "Why": check.why,
        "What to do": check.message,
        "Source": "; ".join(f"[{c.cite}]({c.link})" if c.link else c.cite for c in sources) + ".",
        "How often right": measured(check),
        "On the form": on_form(check),
        "Right to set aside": check.dismiss,
    }
    yield f'### <a id="{check.id.lower()}"></a>{check.id} {check.name}'
    yield ""
    yield f"{check.title}. {DUTIES[check.duty]}"
    for label, words in told.items():
        yield ""
        yield f"**{label}.** {words}"
    yield ""
    yield "Instead of:"
    yield from (f"- {_in_markdown(example)}" for example in check.bad)
    yield ""
    yield "Write:"
    yield from (f"- {_in_markdown(example)}" for example in check.good)


_SHAPES = {"": "{}", "mark": "**{}**", "gap": " ({})"}


def _in_markdown(example: Example) -> str:
    line = "".join(_SHAPES[style].format(_plain(words)) for words, style in pieces(example))
    return (
        f"\\{line}" if line.startswith(("#", ">", "+", "~~~")) else line
    )  # the notation's marks are no headings and no quotations


def _plain(words: str) -> str:
    """Words that Markdown shows as they are."""
    return words.replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[")


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
    for name, command in _commands(group):
        arguments = " ".join(_usage(p) for p in command.params if p.param_type_name == "argument")
        lines += ["", f"## ehcp-lint {name} {arguments}".rstrip(), "", str(command.help or "").strip().split("\n\n")[0], ""]
        options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
        if options:
            lines += ["| option | meaning | default |", "| --- | --- | --- |"]
        lines += [f"| `{', '.join(p.opts + p.secondary_opts)}` | {p.help or ''} | {_default(p)} |" for p in options]
    return "\n".join(lines) + "\n"


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command by its full name, those of a group ("rubric form") where the group stands."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _usage(parameter: Any) -> str:
    name = str(parameter.metavar or parameter.name.upper())
    return f"{name}..." if parameter.nargs == -1 and not name.endswith("...") else name


def _default(parameter: Any) -> str:
    value = getattr(parameter.default, "value", parameter.default)
    return "" if value in (None, False, (), [], "") or callable(value) else f"`{value}`"


def main(folder: str) -> None:
    """Writes every generated page into `folder`, and the facts that its other pages and the README state."""
    from ehcp_lint.cli.facts import facts, pages_with_facts, stated

    docs = Path(folder).resolve()
    for name, text in pages().items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8", newline="\n")
    known = facts(docs)
    for page in pages_with_facts(docs):
        before = page.read_text(encoding="utf-8")
        if (after := stated(before, known)) != before:
            page.write_text(after, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
