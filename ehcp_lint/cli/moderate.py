"""All that stands under `ehcp-lint moderate`."""

from __future__ import annotations

import typer

from ehcp_lint.cli import meeting, moderation, packs, readers, signoff


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
        ("pack", packs.pack, "Make the meeting pack."),
        ("feedback", packs.feedback, "Make the page of feedback on a plan."),
        ("trend", packs.trend, "Show how plans fare over the rounds."),
        ("practice", readers.practice, "Show one's marks beside agreed ones."),
        ("leaning", readers.leaning, "Lenient or strict, for the chair."),
        ("beside", readers.beside, "The checks beside people's marks."),
        ("export-labels", packs.export_labels, "Write the agreed marks, without text."),
        ("chart", readers.chart, "An officer's own chart, to show and print."),
        ("signoff", signoff.signoff, "An officer's chart and decision."),
        ("approve", signoff.approve, "DCO and DSCO approvals."),
        ("close", moderation.close, "Close a round."),
        ("purge", moderation.purge, "Delete what is old enough."),
    ):
        group.command(name, short_help=about)(command)
    return group
