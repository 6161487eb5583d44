"""`make sbom`: the bill of materials into out/, the page of licences into docs/.

Exit code 1 where a package is under a licence that may not come with us."""

from __future__ import annotations

import sys

from supply import sbom
from supply.closure import OURS, ROOT, closure, extras, needed_by
from supply.licences import licence_of, may_come, rules

PAGE = ROOT / "docs" / "licences.md"
_HEAD = """# Licences of what comes with ehcp_lint

Written by `make sbom` from the metadata of the packages; a test holds that it is true and that none is under the GPL or
the AGPL. Versions are in constraints.txt. ehcp_lint itself is under the MIT licence. More: [supply-chain.md](supply-chain.md).
LicenseRef-BSD is a BSD licence whose metadata does not say which of its forms.

| package | licence | comes with |
| --- | --- | --- |
"""


def page() -> str:
    """docs/licences.md."""
    packages = closure(line for wanted in extras().values() for line in wanted)[0]
    by = needed_by()
    rows = [
        f"| {name} | {licence_of(package) or 'not known'} | {', '.join(extra or 'the core' for extra in by[name])} |\n"
        for name, package in sorted(packages.items())
        if name != OURS
    ]
    read = [f"- **{name}**: {entry['why']}\n" for name, entry in sorted(rules()["read"].items())]
    named = [f"- {name}: {why}\n" for name, why in sorted(rules()["gpl_named"].items())]
    elsewhere = [f"- {name}: {licence}\n" for name, licence in sorted(rules()["elsewhere"].items())]
    return "".join(
        (
            _HEAD,
            *rows,
            "\n## Read by a person\n\n",
            *read,
            "\n## Where the GPL is named in a package's texts\n\n",
            *named,
            "\n## On other systems besides\n\n",
            *elsewhere,
        )
    )


def main() -> int:
    """The command."""
    packages = closure(line for wanted in extras().values() for line in wanted)[0]
    PAGE.write_text(page(), encoding="utf-8")
    print(f"Wrote {sbom.write().relative_to(ROOT)} ({len(packages)} packages) and {PAGE.relative_to(ROOT)}.")
    licences = {name: licence_of(package) for name, package in packages.items()}
    refused = [f"{name}: {licence or 'not known'}" for name, licence in licences.items() if not may_come(licence)]
    for line in refused:
        print(f"This licence may not come with us: {line}")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
