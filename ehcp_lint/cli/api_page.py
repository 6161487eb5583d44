"""docs/api.md: the reference of the library, from the signatures, fields and docstrings of what is public.

A page of our own making and not a plugin of the documentation site, so that it can be read in a checkout as well."""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel

GROUPS = {
    "Read a plan": ("read_plan", "Plan"),
    "Check it": ("lint", "load_profile", "Profile", "Report"),
    "Set points aside": ("load_decisions", "settle"),
    "Compare versions": ("compare_plans", "Comparison"),
    "Reports of advisers": ("judge_advice", "Judged"),
    "Judge loose text": ("grade_outcome", "read_provision", "read_voice", "find_jargon", "measure_readability"),
    "When it cannot": ("EhcpLintError", "CannotRead", "BadConfig", "NoModel"),
}
_NAME = re.compile(r"\b[A-Z]\w+\b")
_FROM = re.compile(r"^from (ehcp_lint[\w.]*) import ([^(\n]+|\([^)]*\))", re.MULTILINE)


def api_page() -> str:
    """The whole page: the public names in the order of their use, then every value that they give or take."""
    import ehcp_lint

    named = [name for names in GROUPS.values() for name in names]
    left_out = set(ehcp_lint.__all__) - set(named) - {"__version__"}
    if left_out:
        raise AssertionError(f"add to GROUPS in ehcp_lint/cli/api_page.py: {', '.join(sorted(left_out))}")
    public = {name: getattr(ehcp_lint, name) for name in named}
    values = _reached(public.values())
    lines = [
        "# Reference of the library",
        "",
        "Generated from the signatures and docstrings; run `make docs` to write it again. How to use it, with examples that",
        "are run as tests: [the library](library.md). Values are frozen and typed; positions are spans into the plan's text.",
    ]
    for title, names in GROUPS.items():
        lines += ["", f"## {title}"]
        for name in names:
            lines += ["", *_entry(name, public[name])]
    lines += ["", "## What they give and take"]
    for value in sorted(values, key=lambda value: value.__name__):
        if value.__name__ not in public:
            lines += ["", *_entry(value.__name__, value)]
    return "\n".join(lines) + "\n"


def _reached(start: Iterable[Any]) -> list[type]:
    """The classes of this project that the signatures and fields of `start` name, and those that theirs name."""
    waiting, seen = list(start), {}
    while waiting:
        one = waiting.pop()
        for name in _NAME.findall(" ".join(_annotations(one))):
            value = _resolve(name, one)
            if name not in seen and inspect.isclass(value) and value.__module__.startswith("ehcp_lint"):
                seen[name] = value
                waiting.append(value)
    return list(seen.values())


def _annotations(one: Any) -> Iterator[str]:
    if inspect.isclass(one):
        for each in one.__mro__:
            if each.__module__.startswith("ehcp_lint"):
                yield from (str(words) for name, words in inspect.get_annotations(each).items() if name[0] != "_")
        for _, method in _methods(one):
            yield from map(str, inspect.get_annotations(method).values())
    else:
        yield from map(str, inspect.get_annotations(one).values())


def _resolve(name: str, where: Any) -> Any:
    """What a name in an annotation is; those that are imported for types only are looked up in the module's own text."""
    module = sys.modules[where.__module__]
    if hasattr(module, name):
        return getattr(module, name)
    for home, names in _FROM.findall(Path(inspect.getfile(module)).read_text(encoding="utf-8").replace("    from", "from")):
        if name in re.findall(r"\w+", names):
            return getattr(__import__(home, fromlist=[name]), name)
    return None


def _entry(name: str, value: Any) -> Iterator[str]:
    yield f"### {name}"
    yield ""
    if not inspect.isclass(value):
        yield "```python"
        yield _signature(name, value)
        yield "```"
        yield ""
    yield _told(value)
    if not inspect.isclass(value):
        return
    if issubclass(value, Enum):
        yield ""
        yield "One of " + ", ".join(f"`{member.name}` ({member.value!r})" for member in value) + "."
        return
    fields = list(_fields(value))
    if fields:
        yield ""
        told = any(words for _, _, words in fields)
        yield "| field | type | meaning |" if told else "| field | type |"
        yield "| --- | --- | --- |" if told else "| --- | --- |"
        yield from (f"| `{field}` | `{kind}` |{f' {words} |' if told else ''}" for field, kind, words in fields)
    for method, function in _methods(value):
        yield ""
        yield f"`.{_signature(method, function).removeprefix('def ')}`: {_told(function)}"


def _signature(name: str, function: Any) -> str:
    """The signature on one line, or one argument a line where it is long; without the quotes of annotations."""
    signature = inspect.signature(function)
    parts = [
        str(one).replace("'", "") if one.default is one.empty else _with_default(one) for one in signature.parameters.values()
    ]
    parts = [part for part in parts if part != "self"]
    kinds = [one.kind for one in signature.parameters.values() if one.name != "self"]
    if inspect.Parameter.KEYWORD_ONLY in kinds:
        parts.insert(kinds.index(inspect.Parameter.KEYWORD_ONLY), "*")
    gives = "" if signature.return_annotation is signature.empty else f" -> {signature.return_annotation}"
    line = f"def {name}({', '.join(parts)}){gives}"
    if len(line) <= 100:
        return line
    return "\n".join([f"def {name}(", *(f"    {part}," for part in parts), f"){gives}"])


def _with_default(one: inspect.Parameter) -> str:
    shown = getattr(one.default, "name", None) if isinstance(one.default, Enum) else repr(one.default)
    return f"{one.name}: {one.annotation} = {shown}"


def _fields(value: type) -> Iterator[tuple[str, str, str]]:
    if issubclass(value, BaseModel):
        for name, field in value.model_fields.items():
            yield field.alias or name, _kind(value, name), field.description or ""
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            if not one.name.startswith("_"):
                yield one.name, _kind(value, one.name), ""
    for name, member in inspect.getmembers(value, lambda member: isinstance(member, property)):
        if not name.startswith(("_", "model_")) and (member.fget.__module__ or "").startswith("ehcp_lint"):
            gives = inspect.get_annotations(member.fget).get("return", "")
            yield name, _in_a_cell(gives), _told(member.fget)


def _kind(value: type, name: str) -> str:
    for each in value.__mro__:
        if name in inspect.get_annotations(each):
            return _in_a_cell(inspect.get_annotations(each)[name])
    return ""


def _in_a_cell(annotation: Any) -> str:
    """An annotation without the bar, which ends a table's cell in some readers of Markdown and not in others."""
    return str(annotation).replace(" | ", " or ")


def _methods(value: type) -> Iterator[tuple[str, Any]]:
    for name, member in inspect.getmembers(value, inspect.isfunction):
        if not name.startswith(("_", "model_")) and member.__module__.startswith("ehcp_lint"):
            yield name, member


def _told(value: Any) -> str:
    """A docstring as Markdown: its own, not one that was inherited or made up."""
    text = inspect.cleandoc(value.__doc__ or "")
    made_up = inspect.isclass(value) and text.startswith(f"{value.__name__}(")
    return "" if made_up else text.replace("<", "&lt;").replace("|", "\\|")
