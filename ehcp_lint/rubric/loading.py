"""How a form is found and read: the shipped ones by name, a council's own from its TOML file. Refused in one line, with the
file, the setting and the nearest right name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ehcp_lint.errors import BadConfig
from ehcp_lint.letters import Letter
from ehcp_lint.resources import data_file, did_you_mean, read_toml, refusal
from ehcp_lint.rubric.models import SHOWS, Rubric
from ehcp_lint.settings.profile import Profile, names

DEFAULT = "default"
_MOST_BYTES = 1_000_000


def rubric_names() -> tuple[str, ...]:
    """The shipped forms."""
    found = (entry.name for entry in data_file("rubrics").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def _shipped(name: str) -> Rubric:
    text, where = rubric_text(name)
    return make_rubric(read_toml(text, where), where)


def load_rubric(name_or_path: str | Path | None = None) -> Rubric:
    """A shipped form by its name (None: the default one), or the one in a TOML file. Raises `BadConfig` for what is not one."""
    named = str(name_or_path or DEFAULT)
    if not named.lower().endswith(".toml"):
        return _shipped(named)
    text, where = rubric_text(named)
    return make_rubric(read_toml(text, where), where)


def rubric_of(profile: Profile) -> Rubric:
    """The form that a council's settings name, or the default one. Raises `BadConfig`."""
    own = profile.words.rubric
    return make_rubric(own.settings, own.file) if own else load_rubric()


def rubric_text(name_or_path: str | Path | None = None) -> tuple[str, str]:
    """A form as its file has it, to be copied and changed, and what that file is called in messages."""
    named = str(name_or_path or DEFAULT)
    if named.lower().endswith(".toml"):
        return _text(Path(named)), Path(named).name
    if named not in rubric_names():
        near = did_you_mean(named, rubric_names())
        raise BadConfig(f"There is no form '{named}'.{near} Name a TOML file, or choose from: {', '.join(rubric_names())}.")
    where = f"rubrics/{named}.toml"
    return data_file(where).read_text(encoding="utf-8"), where


def make_rubric(settings: dict[str, Any], where: str) -> Rubric:
    """A form from settings as read; a refusal names `where` they came from and the nearest right name.

    Checks of installed packages may be named too, so a form that names one is refused where that package is missing."""
    _refuse_unknown_words(settings, where)
    try:
        rubric = Rubric.model_validate(settings)
    except ValidationError as error:
        raise BadConfig(refusal(error, where, Rubric)) from None
    from ehcp_lint.checks import catalogue  # the catalogue takes time to import, and only a form's validation needs it

    checks = catalogue()
    for at, wanted in rubric.hooks():
        if not any(names(wanted, check.id, check.name) for check in checks):
            known = [text for check in checks for text in (check.id, check.name)]
            hint = did_you_mean(wanted.upper(), known) or did_you_mean(wanted.lower(), known)
            raise BadConfig(f"{where}: {at}: no check is called '{wanted}'.{hint} See: ehcp-lint checks")
    return rubric


def _refuse_unknown_words(settings: dict[str, Any], where: str) -> None:
    """Raises `BadConfig` for a section or a kind of evidence that there is not, in words a council can act on."""
    questions = settings.get("questions")
    for question in questions if isinstance(questions, list) else ():
        if not isinstance(question, dict):
            continue
        id = question.get("id", "a question")
        for key, known in (("sections", [letter.value for letter in Letter]), ("shows", list(SHOWS))):
            given = question.get(key, [])
            for word in given if isinstance(given, list) else ():
                if word not in known:
                    hint = did_you_mean(str(word), known) or did_you_mean(str(word).upper(), known)
                    raise BadConfig(f"{where}: {id}: {key}: there is no '{word}'.{hint} Choose from: {', '.join(known)}.")


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadConfig(f"{path.name} is too large for a form. Check that it is the right file.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadConfig(f"{path.name} cannot be read ({error.strerror}). Check the name and the folder.") from None
    except UnicodeDecodeError:
        raise BadConfig(f"{path.name} is not UTF-8 text. Save it again as plain text in UTF-8.") from None
