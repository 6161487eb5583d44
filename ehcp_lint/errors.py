"""The three ways a request can end without an answer, each with a next step in its message.

Messages never hold words of the plan: they reach logs and terminals that nobody chose to show a child's text to.
Anything else that is raised is our own bug (see `ehcp_lint.engine` for the one place that contains it)."""

from __future__ import annotations


class EhcpLintError(Exception):
    """What a caller catches to catch everything we raise on purpose."""


class CannotRead(EhcpLintError):
    """The file cannot be read: `str(error)` is one line that says what it is and what to do next.

    `status` is the word used for the file in every output: "refused" (we will not open it: too large, encrypted, another
    format), "unreadable" (opened, but holds no text that can be checked, e.g. a scan), "timed_out" or "crashed"."""

    def __init__(self, message: str, status: str = "refused") -> None:
        super().__init__(message)
        self.status = status


class BadConfig(EhcpLintError):
    """A setting, option or data file is not as it should be; the message names it and the nearest right name."""


class NoModel(EhcpLintError):
    """A fitted model that the request needs is not installed; the message says how to get it."""


def internal_error(kind: str) -> str:
    """What is said of a fault of ours. The error's own words may be the plan's, so only its type is named."""
    return (
        f"stopped by an error in ehcp-lint itself ({kind}). "
        "Run it again with --debug and report what it shows, without the plan."
    )
