"""Where a council's own settings for a plan lie. Apart from reading them, so that looking for them costs next to nothing."""

from __future__ import annotations

from pathlib import Path

NAME = "ehcp-lint.toml"


def find_settings(file: Path) -> Path | None:
    """The settings that hold for a file: the first `ehcp-lint.toml` in its folder or above; None if there is none."""
    try:
        folder = file.resolve().parent
        return next((at / NAME for at in (folder, *folder.parents) if (at / NAME).is_file()), None)
    except OSError:
        return None


def may_set_limits(settings: Path) -> bool:
    """Whether a settings file could hold a table of limits, without reading it as settings."""
    try:
        return b"limits" in settings.read_bytes()
    except OSError:
        return False
