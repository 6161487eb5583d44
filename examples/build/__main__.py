"""Write all example files into examples/: `python -m examples.build`, or `python examples/build`.

Needs python-docx and, for the PDFs, LibreOffice on the path as `soffice`.
"""

from __future__ import annotations

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(FOLDER.parent))

from examples.build import advice_report, good_final, planted, weak_draft  # noqa: E402
from examples.build.document import build  # noqa: E402

EXAMPLES = {
    "weak-draft.docx": weak_draft.STORY,
    "good-final.docx": good_final.STORY,
    "advice-report.docx": advice_report.STORY,
}


def main() -> int:
    """Build every example, then write PLANTED.md from the list checked against the built files."""
    for name, story in EXAMPLES.items():
        build(story, FOLDER / name)
        print(f"wrote {name} and its PDF")
    lost = planted.missing(FOLDER / "weak-draft.docx", FOLDER / "advice-report.docx")
    if lost:
        print("not found in the files:", *lost, sep="\n  ", file=sys.stderr)
        return 1
    (FOLDER / "build" / "PLANTED.md").write_text(planted.as_markdown(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
