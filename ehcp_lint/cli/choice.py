"""Which settings hold for a file: the profile, the council's own file over it, and what the command line says over both."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ehcp_lint.outputs.clean import one_line
from ehcp_lint.parsers.limits import DEFAULT, Limits
from ehcp_lint.settings.place import find_settings, may_set_limits

if TYPE_CHECKING:
    from ehcp_lint.settings.profile import Profile


@dataclass(frozen=True)
class Choice:
    """The options of one command, as typed; `profile_for` gives the profile that they make for a file.

    Raises `BadConfig` for anything in them, or in the council's file, that is not known."""

    profile: str | None = None
    only: str = ""
    skip: str = ""
    settings: str | None = None
    no_settings: bool = False
    no_plugins: bool = False
    _made: dict[Path | None, Profile] = field(default_factory=dict, repr=False)

    def profile_for(self, file: str) -> Profile:
        """The profile that holds for a file, made once for each settings file."""
        where = self.where(file)
        if where not in self._made:
            self._made[where] = self._profile(where)
        return self._made[where]

    def where(self, file: str) -> Path | None:
        """The council's settings that hold for a file, if any."""
        if self.no_settings:
            return None
        return Path(self.settings) if self.settings else find_settings(Path(file))

    def limits_for(self, file: str) -> Limits:
        """How large a file may be and what reading it may cost. Loads the settings only where they say something of it, because
        this is asked first of all."""
        where = self.where(file)
        return self.profile_for(file).limits.as_limits if where and may_set_limits(where) else DEFAULT

    def refuse_early(self, file: str) -> None:
        """Raises `BadConfig` while the file is still being read, so that a slip in an option costs no time."""
        from ehcp_lint.checks import catalogue
        from ehcp_lint.selection import refuse_settings

        profile = self.profile_for(file)
        refuse_settings(profile, profile.pack, catalogue(profile.plugins))

    def shown(self, file: str) -> str:
        """The settings for a file, as TOML with where they come from."""
        from ehcp_lint.settings.council import show_settings

        self.refuse_early(file)
        where = self.where(file)
        return f"# {one_line(file)}\n# from {one_line(str(where)) if where else 'the shipped profile'}\n" + show_settings(
            self.profile_for(file)
        )

    def _profile(self, where: Path | None) -> Profile:
        from ehcp_lint.settings.council import load_settings
        from ehcp_lint.settings.profile import DEFAULT, load_profile

        base = load_settings(where, self.profile) if where else load_profile(self.profile or DEFAULT)
        only, skip = (tuple(given.replace(",", " ").split()) for given in (self.only, self.skip))
        typed = {"only": only or base.only, "skip": (*base.skip, *skip), "plugins": base.plugins and not self.no_plugins}
        return base.model_copy(update=typed)
