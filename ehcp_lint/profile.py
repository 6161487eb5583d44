"""A profile: which checks run, how binding each is held to be, and the numbers they work with.

Shipped profiles are TOML files in data/profiles; unknown settings are refused with the nearest right name."""

from __future__ import annotations

import hashlib
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ehcp_lint.errors import BadConfig
from ehcp_lint.resources import data_file, did_you_mean, read_toml

DEFAULT = "caseworker"


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Thresholds(_Settings):
    """The numbers that checks compare with; units in the names."""

    long_sentence_words: int = Field(35, ge=10, le=100)
    longest_plan_words: int = Field(12_000, ge=1000)
    most_outcomes: int = Field(12, ge=1)
    oldest_reading_age: int = Field(17, ge=8, le=25)
    review_months: int = Field(12, ge=1, le=36)
    minimum_voice_words: int = Field(8, ge=1)
    year_starts_month: int = Field(9, ge=1, le=12)


class Profile(_Settings):
    """Settings for one reading of a plan. Empty `only` means all checks; `skip` wins over `only`.

    `plugins` says whether the checks of other installed packages take part."""

    name: str = DEFAULT
    title: str = ""
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    duty: dict[str, str] = Field(default_factory=dict)
    trial: bool = True
    plugins: bool = True
    thresholds: Thresholds = Thresholds()

    @model_validator(mode="after")
    def _known_duties(self) -> Self:
        for check, duty in self.duty.items():
            if duty not in ("must", "should", "could"):
                raise ValueError(f"duty of {check} must be must, should or could, not '{duty}'")
        return self

    def runs(self, check_id: str, name: str) -> bool:
        """Whether a check runs; ids, names and id prefixes ("F", "F2") are understood in `only` and `skip`."""
        if _named(check_id, name, self.skip):
            return False
        return not self.only or _named(check_id, name, self.only)

    @property
    def fingerprint(self) -> str:
        """A short hash of every setting, printed with results so that two runs can be compared."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]


def _named(check_id: str, name: str, wanted: tuple[str, ...]) -> bool:
    return any(check_id.startswith(w.upper()) or name == w.lower() for w in wanted)


def profile_names() -> tuple[str, ...]:
    """The shipped profiles."""
    found = (entry.name for entry in data_file("profiles").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def load_profile(name: str = DEFAULT, **changes: Any) -> Profile:
    """A shipped profile by name, with `changes` laid over it. Raises `BadConfig` for an unknown name or setting."""
    if name not in profile_names():
        raise BadConfig(
            f"There is no profile '{name}'.{did_you_mean(name, profile_names())} Choose from: {', '.join(profile_names())}."
        )
    settings = read_toml(data_file(f"profiles/{name}.toml").read_text(encoding="utf-8"), f"profiles/{name}.toml")
    return make_profile({**settings, **{k: v for k, v in changes.items() if v is not None}}, f"profile '{name}'")


def make_profile(settings: dict[str, Any], where: str) -> Profile:
    """A profile from settings as read; a refusal names `where` they came from and the nearest right setting."""
    try:
        return Profile.model_validate(settings)
    except ValidationError as error:
        first = error.errors()[0]
        path = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            model = Thresholds if path.startswith("thresholds.") else Profile
            hint = did_you_mean(path.rsplit(".", 1)[-1], model.model_fields)
            raise BadConfig(f"{where}: there is no setting '{path}'.{hint}") from None
        raise BadConfig(f"{where}: {path or 'settings'}: {first['msg'].removeprefix('Value error, ')}.") from None
