"""All that stands under `ehcp-lint moderate`."""

from __future__ import annotations

import typer

from ehcp_lint.cli import meeting, moderation, packs, signoff


def moderate() -> typer.Typer:
    """The commands of rounds of moderation."""
    group = typer.Typer(
        rich_markup_mode=None,
        no_args_is_help=True,
        help="Hold rounds of moderation: people mark plans by code, and the store remembers what they agreed.",
    )
    for name, command, about in (
        ("start", moderation.start, "Start a round from a sample."),
        ("import", moderation.import_, "Take moderators' forms in."),
        ("show", moderation.show_, "Show where rounds stand."),
        ("agree", meeting.agree, "Keep what the meeting agreed."),
        ("actions", meeting.actions, "List, add and close actions."),
        ("good", meeting.good, "The register of good practice."),
        *packs.COMMANDS,
        ("signoff", signoff.signoff, "An officer's chart and decision."),
        ("approve", signoff.approve, "DCO and DSCO approvals."),
        ("close", moderation.close, "Close a round."),
        ("purge", moderation.purge, "Delete what is old enough."),
    ):
        group.command(name, short_help=about)(command)
    return group
