"""A council's own settings: `ehcp-lint.toml`, found in the folder of the plan or above it, laid over a shipped profile.

    profile = "caseworker"            # the shipped profile that it starts from
    skip = ["P104"]
    [duty]
    F302 = "off"                      # must | should | could | off
    F203 = { G = "could" }            # in one section only
    [thresholds]
    long_sentence_words = 30
    [local]
    no_staff_names = true
    [limits]
    pdf_pages = 400
    [files]                           # beside this file
    lexicon = "our-words.csv"
    rubric = "our-form.toml"          # the form by which people judge a plan

Every file it names is read at once, so that the profile is whole and its hash stands for all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ehcp_lint.agreed_wording import make_register
from ehcp_lint.errors import BadConfig
from ehcp_lint.grammar.vague import read_vague
from ehcp_lint.jargon import read_lexicon
from ehcp_lint.resources import did_you_mean, read_table, read_toml
from ehcp_lint.settings.profile import DEFAULT, FileLimits, Local, Profile, Thresholds, make_profile, shipped

SETTINGS = ("profile", "title", "rules", "only", "skip", "duty", "trial", "plugins", "thresholds", "local", "limits", "files")
TABLES = ("duty", "thresholds", "local", "limits")


def load_settings(path: Path, profile: str | None = None) -> Profile:
    """The profile that a settings file describes, over the shipped one that it names (or over `profile`).

    Raises `BadConfig`, in one line that names the file, the setting and the nearest right name."""
    given = read_toml(_text(path, path.name), path.name)
    for key in given:
        if key not in SETTINGS:
            raise BadConfig(f"{path.name}: there is no setting '{key}'.{did_you_mean(key, SETTINGS)}")
    base = profile or given.pop("profile", DEFAULT)
    given.pop("profile", None)
    if not isinstance(base, str):
        raise BadConfig(f"{path.name}: profile must be the name of a shipped profile, such as '{DEFAULT}'.")
    settings = shipped(base)
    words = _own_words(given.pop("files", {}), path)
    for key, value in given.items():
        over = key in TABLES and isinstance(value, dict)
        settings[key] = {**settings.get(key, {}), **value} if over else value
    if isinstance(rules := settings.get("rules"), str) and rules.endswith(".toml"):
        settings["rules"] = str(path.parent / rules)
    return make_profile({**settings, "name": f"{base} with {path.name}", "words": words}, path.name)


def _own_words(files: Any, path: Path) -> dict[str, Any]:
    """What stands in the files that the settings name, each read and refused by those who use it."""
    if not isinstance(files, dict):
        raise BadConfig(f"{path.name}: files must be a table: a line [files], then one line for each file.")
    words = {}
    for key, name in files.items():
        if key not in _READERS:
            raise BadConfig(f"{path.name}: there is no setting 'files.{key}'.{did_you_mean(key, _READERS)}")
        if not isinstance(name, str):
            raise BadConfig(f"{path.name}: files.{key} must be the name of a file in quotation marks.")
        field, reader = _READERS[key]
        words[field] = reader(_text(path.parent / name, name), name)
    return words


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadConfig(f"{name} cannot be read ({error.strerror}). Check the name and the folder.") from None
    except UnicodeDecodeError:
        raise BadConfig(f"{name} is not UTF-8 text. Save it again as CSV UTF-8 or plain text.") from None


def _headings(text: str, name: str) -> list[dict[str, str]]:
    return list(read_table(text, name, ("wording", "means", "name")))


def _agreed(text: str, name: str) -> dict[str, Any]:
    settings = read_toml(text, name)
    make_register(settings, name)
    return settings


def _rubric(text: str, name: str) -> dict[str, Any]:
    """Whether it is a form is looked at where it is used: that needs the checks, which take time to load."""
    return {"file": name, "settings": read_toml(text, name)}


_READERS: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "lexicon": ("lexicon", read_lexicon),
    "vague": ("vague", read_vague),
    "headings": ("headings", _headings),
    "agreed_wording": ("agreed", _agreed),
    "rubric": ("rubric", _rubric),
}


def show_settings(profile: Profile) -> str:
    """All settings of a profile as TOML, with what they are unless somebody changes them; own words by their number."""
    lines = [f"# settings hash {profile.fingerprint}"]
    plain = profile.model_dump(mode="json", exclude={"words", *TABLES})
    lines += [f"{key} = {_toml(value)}" for key, value in plain.items()]
    tables: dict[str, dict[str, Any]] = {
        "duty": profile.model_dump(mode="json")["duty"],
        "thresholds": profile.thresholds.model_dump(mode="json"),
        "local": profile.local.model_dump(mode="json"),
        "limits": profile.limits.model_dump(mode="json"),
    }
    shipped_values: dict[str, Any] = {}
    for table in (Thresholds(), Local(), FileLimits()):
        shipped_values |= table.model_dump(mode="json")
    for name, entries in tables.items():
        lines += ["", f"[{name}]"]
        for key, value in entries.items():
            changed = key in shipped_values and value != shipped_values[key]
            note = f"  # {_toml(shipped_values[key])} unless changed" if changed else ""
            lines.append(f"# {key}: as the rules of the document say" if value is None else f"{key} = {_toml(value)}{note}")
    words = profile.words
    lines += ["", "# own words"]
    for label, rows in (("lexicon", words.lexicon), ("vague", words.vague), ("headings", words.headings)):
        lines.append(f"# {label}: {len(rows)} rows of the council's own")
    agreed = "the shipped sentences" if words.agreed is None else "the council's own"
    lines.append(f"# agreed_wording: {agreed}")
    lines.append(f"# rubric: {words.rubric.file if words.rubric else 'the shipped form'}")
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(inner) for inner in value) + "]"
    return str(value) if isinstance(value, (int, float)) else '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
