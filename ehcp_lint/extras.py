"""One line instead of a traceback where an optional part of the installation is missing."""

from __future__ import annotations

import importlib.util
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


def can_highlight() -> bool:
    """Whether the pdf extra is installed, which writes highlights into PDFs."""
    return importlib.util.find_spec("pikepdf") is not None
