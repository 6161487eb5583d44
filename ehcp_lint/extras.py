"""One line instead of a traceback where an optional part of the installation is missing."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from ehcp_lint.errors import BadConfig


@contextmanager
def needs_extra(extra: str, what: str) -> Iterator[None]:
    """Around the import of a package of `extra`; `what` needs it ("Charts").

    Raises BadConfig with the command that installs it."""
    try:
        yield
    except ImportError:
        raise BadConfig(_missing(extra, what)) from None


def require_extra(extra: str, what: str, modules: Iterable[str]) -> None:
    """The same before anything is imported: one of `modules`, which `extra` brings, is missing.

    Raises BadConfig with the command that installs it."""
    if any(importlib.util.find_spec(module) is None for module in modules):
        raise BadConfig(_missing(extra, what))


def _missing(extra: str, what: str) -> str:
    return f"{what}: this needs the {extra} extra: pip install 'ehcp-lint[{extra}]'"


def can_highlight() -> bool:
    """Whether the pdf extra is installed, which writes highlights into PDFs."""
    return importlib.util.find_spec("pikepdf") is not None
