"""What a package is licensed under, by its metadata or by a person's reading of it, and whether it may come with us.

Metadata has it in three places, in three spellings, or not at all. What is not plain there stands in licences.toml with the
place where it was read."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from license_expression import AND, OR, LicenseSymbol, LicenseWithExceptionSymbol, Licensing, get_spdx_licensing
from packaging.utils import canonicalize_name

UNCLEAR = "LicenseRef-BSD"  # a BSD licence of whichever form
_GPL = re.compile(r"GNU (?:Affero )?General Public License|\bA?GPL\b|\bA?GPLv?\d", re.IGNORECASE)
_TEXTS = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)


@cache
def rules() -> dict[str, Any]:
    """What licences.toml says."""
    return tomllib.loads((Path(__file__).parent / "licences.toml").read_text(encoding="utf-8"))


@cache
def licence_of(package: Distribution) -> str:
    """The licence of a package as an SPDX expression, "" where nothing says what it is."""
    metadata = package.metadata  # parsed anew at every look
    name = canonicalize_name(metadata["Name"])
    if name in rules()["read"]:
        return str(rules()["read"][name]["is"])
    if expression := metadata.get("License-Expression"):
        return str(expression)
    spoken = rules()["spoken"]
    field = str(spoken.get((metadata.get("License") or "").strip(), ""))
    if field and field != UNCLEAR:
        return field
    lines = [line for line in metadata.get_all("Classifier") or () if line.startswith("License ::")]
    said = {str(spoken.get(line.rsplit(" :: ", 1)[-1], "")) for line in lines}
    return said.pop() if len(said) == 1 else field


def may_come(expression: str) -> bool:
    """Whether software under this licence may come with an installation: with a choice, one that may is enough."""
    if not expression:
        return False
    parsed = _spdx().parse(expression)
    return parsed is not None and _may(parsed)


@cache
def _spdx() -> Licensing:
    return get_spdx_licensing()


def mentions_gpl(package: Distribution) -> bool:
    """Whether the texts of licences that a package carries name the GPL, of itself or of something in it."""
    texts = (Path(str(file.locate())) for file in package.files or () if _TEXTS.search(str(file)))
    return any(
        _GPL.search(path.read_text(encoding="utf-8", errors="replace"))
        for path in texts
        if path.suffix not in (".py", ".pyc", ".pyi", ".so") and path.is_file()
    )


def _may(part: Any) -> bool:
    if isinstance(part, OR):
        return any(_may(one) for one in part.args)
    if isinstance(part, AND):
        return all(_may(one) for one in part.args)
    if isinstance(part, LicenseWithExceptionSymbol):
        return str(part) in rules()["allowed"]
    return isinstance(part, LicenseSymbol) and part.key in rules()["allowed"]
