"""The command that sets two versions of a plan side by side: compare."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ehcp_lint.cli.choice import Choice
from ehcp_lint.cli.console import Code, answer
from ehcp_lint.cli.files import Reader, plan_or_none
from ehcp_lint.cli.options import Debug, NoPlugins, NoSettings, Out, Password, ProfileName, Redact, Settings
from ehcp_lint.outputs.clean import one_line
from ehcp_lint.outputs.write import refuse_inputs


class CompareFormat(StrEnum):
    """How `compare` shows what changed."""

    TEXT = "text"
    JSON = "json"


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier version, Word or PDF.", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later version, Word or PDF.", show_default=False)],
    profile: ProfileName = None,
    format: Annotated[CompareFormat, typer.Option("--format", help="How to show the changes.")] = CompareFormat.TEXT,
    out: Out = None,
    no_quotes: Annotated[bool, typer.Option("--no-quotes", help="No words of the plans in the answer.")] = False,
    redact: Redact = False,
    settings: Settings = None,
    no_settings: NoSettings = False,
    no_plugins: NoPlugins = False,
    password: Password = None,
    debug: Debug = False,
) -> int:
    """Show what changed between two versions of a plan: points that are gone, remain or are new, and each need, outcome and
    line of provision that was reworded, added, taken out or moved.

    Where provision says less than before, it asks whether that was agreed. Decisions (see dismiss) play no part.
    Exit code 0: compared; 2: wrong use; 3: a file could not be read; 4: our error."""
    if out:
        refuse_inputs(Path(out), [old, new])
    choice = Choice(profile, "", "", settings, no_settings, no_plugins)
    with Reader([old, new], password, choice=choice, debug=debug) as reader:
        chosen = choice.profile_for(new)
        before, after = (plan_or_none(path, reading, chosen.pack) for path, reading in reader)
    if before is None or after is None:
        return Code.NOT_CHECKED
    from ehcp_lint.versions.compare import compare_plans

    names = (one_line(Path(path).name) for path in (old, new))
    found = compare_plans(before, after, chosen)
    sides = [side.model_copy(update={"file": name}) for side, name in zip((found.old, found.new), names, strict=True)]
    found = found.model_copy(update={"old": sides[0], "new": sides[1]})
    if no_quotes:
        from ehcp_lint.checks import messages_without_words

        found = found.without_quotes(messages_without_words())
    elif redact:
        from ehcp_lint.outputs.redacted import note, redacted_answer, safe_name

        found = redacted_answer(found, before, after)
        sides = [
            side.model_copy(update={"file": safe_name(name, number)})
            for number, (side, name) in enumerate(((found.old, old), (found.new, new)), 1)
        ]
        found = found.model_copy(update={"old": sides[0], "new": sides[1], "footer": f"{found.footer} {note()}"})
    if format is CompareFormat.JSON:
        answer(found.model_dump_json(indent=2) + "\n", out, [old, new])
    else:
        from ehcp_lint.outputs.comparison import comparison_text

        answer(comparison_text(found), out, [old, new])
    return Code.CLEAR
