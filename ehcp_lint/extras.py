"""One line instead of a traceback where an optional part of the installation is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ehcp_lint.errors import BadConfig


@contextmanager
def needs_extra(extra: str, what: str) -> Iterator[None]:
    """Around the import of a package of `extra`; `what` needs it ("Charts").

    Raises BadConfig with the command that installs it."""
    try:
        yield
    except ImportError:
        raise BadConfig(f"{what}: this needs the {extra} extra: pip install 'ehcp-lint[{extra}]'") from None
