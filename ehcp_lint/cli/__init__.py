"""The command line. Every refusal is one line on standard error and an exit code; see docs/cli.md.

Nothing heavy is imported before a command needs it: `--version`, help and refusals are instant."""

from __future__ import annotations

import gc
import os
import sys
import traceback
import warnings
from contextlib import suppress
from importlib import import_module
from typing import Annotated, Any

import typer

from ehcp_lint import __version__
from ehcp_lint.cli.console import Code, complain, internal_error
from ehcp_lint.errors import CannotRead, EhcpLintError

_UsageError: type[Exception] = typer.BadParameter.__mro__[2]  # click's, or the copy of click that newer typers carry

_STOPPED = 130  # what typer gives for Ctrl-C, as shells do


def _version(wanted: bool) -> None:
    if wanted:
        print(f"ehcp-lint {__version__}")
        raise typer.Exit


# Each command's function by its name, the module of this package that it stands in, and what the list of commands says of it.
_COMMANDS = {
    "check": ("plans", "Show where plans are vague or silent."),
    "comment": ("plans", "Write a Word copy with comments."),
    "read": ("plans", "Show what was read, and what was not."),
    "queries": ("queries", "List what to ask which adviser."),
    "threads": ("threads", "Show needs with outcomes and provision."),
    "dismiss": ("decisions", "Set a point aside, with the reason."),
    "compare": ("versions", "Show what changed between two versions."),
    "sample": ("sample", "Draw plans for moderation."),
    "batch": ("batch", "Check many plans and sum them up."),
    "trend": ("trend", "Show several batches over time."),
    "advice": ("advice", "Judge a report; trace it into a plan."),
    "dashboard": ("dashboard", "Show what is on time, for the board."),
    "score": ("items", "Judge loose outcomes, provision or passages."),
    "serve": ("serve", "Start the local page."),
    "evaluate": ("models", "Measure against the labelled corpus."),
    "train": ("models", "Fit the model anew, with guards."),
    "checks": ("reference", "List the checks."),
    "explain": ("reference", "Show one check's page."),
    "doctor": ("doctor", "Show what is installed."),
}
_GROUPS = ("rubric", "moderate")


def application(only: str = "") -> typer.Typer:
    """All commands; with `only` the one of that name, if there is one: the others are not even imported."""
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help="Reads Education, Health and Care Plans and shows where they are vague, silent or hard to read. Works offline.",
    )

    @app.callback()
    def options(
        version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
    ) -> None:
        """What stands before the command."""

    everything = only not in (*_COMMANDS, *_GROUPS)
    for name, (room, about) in _COMMANDS.items():
        if everything or name == only:
            app.command(short_help=about)(getattr(import_module(f"{__name__}.{room}"), name))
    if everything or only == "rubric":
        from ehcp_lint.cli import rubric

        app.add_typer(rubric.group(), name="rubric", short_help="The form by which people judge a plan.")
    if everything or only == "moderate":
        from ehcp_lint.cli.moderate import moderate

        app.add_typer(moderate(), name="moderate", short_help="Hold rounds of moderation.")
    return app


def run(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in given
    if not (debug or sys.warnoptions):
        warnings.simplefilter("ignore")  # a library's warning is no line of ours
    try:
        command = typer.main.get_command(application(given[0] if given else ""))
        code: Any = command.main(args=arguments if given else ["--help"], prog_name="ehcp-lint", standalone_mode=False)
        sys.stdout.flush()
        if code == _STOPPED:
            complain("stopped.")
        return int(code or 0)
    except _UsageError as error:
        context = getattr(error, "ctx", None)
        if context and type(error).__name__ == "NoArgsIsHelpError":  # a group by itself: its commands, as we give ours
            print(context.get_help())
            return Code.CLEAR
        complain(_usage(error))
        return Code.USAGE
    except CannotRead as refusal:
        complain(str(refusal))
        return Code.NOT_CHECKED
    except EhcpLintError as error:
        if debug:
            traceback.print_exc()
        complain(str(error))
        return Code.USAGE
    except (BrokenPipeError, SystemExit):  # typer ends so where whoever read our output has stopped listening
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that closing it does not complain
        return Code.CLEAR
    except (KeyboardInterrupt, typer.Abort):
        complain("stopped.")
        return _STOPPED
    except Exception as error:  # noqa: BLE001 - the last resort: one line and exit code 4
        if debug:
            traceback.print_exc()
        complain(internal_error(error))
        return Code.OUR_ERROR


def _usage(error: Exception) -> str:
    """A usage error as one sentence and where to look."""
    said = getattr(error, "format_message", lambda: str(error))()
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "ehcp-lint")
    return f"{' '.join(str(said).split()).replace('Value error, ', '').rstrip('.')}. See: {command} --help"


_QUICK = ("check", "comment", "read")  # a person waits for these; what they write and start is closed when they return
_LOOK_FOR_RUBBISH = 100_000  # new objects: at 700, as usual, Python looks through all modules again and again


def main() -> None:
    """The `ehcp-lint` command."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # our matrices are small: threads of numpy's would wait for each other
    quick = sys.argv[1:2] and sys.argv[1] in _QUICK
    if quick:
        gc.set_threshold(_LOOK_FOR_RUBBISH)
    code = run()
    if quick:
        with suppress(OSError, ValueError):  # whoever read our output has stopped listening
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)  # at once: Python would take apart all that it has in memory first, for which a person would wait
    raise SystemExit(code)
