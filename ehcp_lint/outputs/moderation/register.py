"""The agreed-wording register as a file, with the approvals that the store holds: so that `check` knows them."""

from __future__ import annotations

import json
from datetime import date

from ehcp_lint.agreed_wording import Register

_FIELDS = ("id", "kind", "sections", "text", "match", "advise", "approved_by", "valid_from", "valid_to", "status")
_HEAD = """\
# The agreed-wording register. `ehcp-lint moderate approve -o` wrote it, with the approvals that the moderation store holds.
# What each line means stands at the head of the register that ships with ehcp_lint.
"""


def register_toml(register: Register) -> str:
    """The register as TOML, in its own order."""
    made = [_HEAD]
    for wording in register.wordings:
        lines = ["[[wording]]"]
        for name in _FIELDS:
            value = getattr(wording, name)
            if value not in ("", None):
                lines.append(f"{name} = {_toml(value)}")
        made.append("\n".join(lines) + "\n")
    return "\n".join(made)


def _toml(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "[" + ", ".join(json.dumps(str(one)) for one in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)
