"""Take the pictures of the guides again, from the example files: `python docs/pictures/take.py`.

Needs LibreOffice, Chromium, Xvfb, xdotool and ImageMagick's `import`.

Each is a PNG of 64 colours, under 200 kB: what people will see, with no machine's name, clock or folder in it. LibreOffice
prints no comments in the margin without a screen, so the commented copy is photographed in its window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
EXAMPLES = ROOT / "examples"
COLOURS, LARGEST = 64, 200_000
CHROMIUM = (
    "chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --hide-scrollbars".split()
)
NO_TIPS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun"><value>false</value></prop></item>
</oor:items>"""


def ehcp_lint(folder: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "ehcp_lint", *arguments], cwd=folder, check=False, capture_output=True)


def office(folder: Path, file: str, to: str) -> None:
    own = f"-env:UserInstallation=file://{folder}/office"
    subprocess.run(["soffice", own, "--headless", "--convert-to", to, file], cwd=folder, check=True, capture_output=True)


def paper(
    folder: Path, file: str, page: int, box: tuple[float, float, float, float], to: str = "pdf", dpi: int = 100
) -> Image.Image:
    """A part of a page of a document, `box` in shares of its width and height."""
    office(folder, file, to)
    stem = Path(file).stem
    subprocess.run(
        ["pdftoppm", "-png", "-r", str(dpi), "-f", str(page), "-l", str(page), "-singlefile", f"{stem}.pdf", stem],
        cwd=folder,
        check=True,
    )
    image = Image.open(folder / f"{stem}.png")
    left, top, right, bottom = box
    return image.crop((int(left * image.width), int(top * image.height), int(right * image.width), int(bottom * image.height)))


def screen(folder: Path, file: str, size: tuple[int, int], box: tuple[int, int, int, int] | None = None) -> Image.Image:
    """A page as a browser shows it; `box` in pixels."""
    shot = folder / "shot.png"
    where = f"--window-size={size[0]},{size[1]}"
    own = f"--user-data-dir={folder}/chromium"
    subprocess.run([*CHROMIUM, own, where, f"--screenshot={shot}", (folder / file).as_uri()], check=True, capture_output=True)
    image = Image.open(shot)
    return image.crop(box) if box else image


def window(folder: Path, file: str, turns: int, box: tuple[int, int, int, int]) -> Image.Image:
    """A document in LibreOffice's own window, on a screen that nobody sees, after so many turns of the mouse's wheel."""
    (folder / "office" / "user").mkdir(parents=True)
    (folder / "office" / "user" / "registrymodifications.xcu").write_text(NO_TIPS, encoding="utf-8")
    reading, writing = os.pipe()
    display = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1500x1100x24"], pass_fds=[writing], stderr=subprocess.DEVNULL
    )
    there = {**os.environ, "DISPLAY": f":{os.read(reading, 10).decode().strip()}"}
    own = f"-env:UserInstallation=file://{folder}/office"
    office = subprocess.Popen(["soffice", own, "--norestore", "--nologo", "--view", file], cwd=folder, env=there)
    try:
        time.sleep(25)
        find = ["xdotool", "search", "--sync", "--onlyvisible", "--name", Path(file).stem]
        place = "windowmove %@ 0 0 windowsize %@ 1500 1100 windowfocus %@ sleep 2 mousemove 700 600".split()
        subprocess.run([*find, *place], env=there, check=True, capture_output=True)
        subprocess.run(["xdotool", "click", "--repeat", str(turns), "--delay", "60", "5", "sleep", "4"], env=there, check=True)
        subprocess.run(["import", "-window", "root", str(folder / "window.png")], env=there, check=True)
    finally:
        subprocess.run(["pkill", "-P", str(office.pid)], check=False)
        for process in (office, display):
            process.terminate()
            process.wait()
    return Image.open(folder / "window.png").crop(box)


def word_copy(folder: Path) -> Image.Image:
    ehcp_lint(folder, "comment", str(EXAMPLES / "weak-draft.docx"), "-o", "checked.docx")
    return window(folder, "checked.docx", 115, (215, 90, 1235, 900))


def letter(folder: Path) -> Image.Image:
    ehcp_lint(folder, "queries", str(EXAMPLES / "weak-draft.docx"), "--format", "docx", "-o", "letters.docx")
    return paper(folder, "letters.docx", 2, (0.05, 0.04, 0.97, 0.5))


def workbook(folder: Path) -> Image.Image:
    ehcp_lint(folder, "rubric", "workbook", str(EXAMPLES / "weak-draft.docx"), "--code", "P01", "-o", "P01.xlsx")
    return paper(folder, "P01.xlsx", 1, (0.04, 0.0, 0.97, 0.52))


def batch(folder: Path) -> Image.Image:
    (folder / "plans").mkdir()
    for plan in (ROOT / "tests" / "plans").glob("*.docx"):
        shutil.copy(plan, folder / "plans")
    ehcp_lint(folder, "batch", "plans", "--out", "results", "--as-of", "2026-11-30")
    return screen(folder, "results/index.html", (1000, 1500), (0, 0, 1000, 800))


def dashboard(folder: Path) -> Image.Image:
    files = ("timeliness", "requests", "annual-reviews")
    national = [part for name in files for part in ("--national", str(EXAMPLES / "dashboard" / f"{name}.csv"))]
    on = ("--on", "2026-03-31", "--authority", "Northshire", "-o", "board.html")
    ehcp_lint(folder, "dashboard", str(EXAMPLES / "dashboard" / "cases.csv"), *national, *on)
    return screen(folder, "board.html", (1000, 1200), (0, 0, 1000, 940))


PICTURES: dict[str, Callable[[Path], Image.Image]] = {
    "word-copy": word_copy,
    "letter": letter,
    "workbook": workbook,
    "batch": batch,
    "dashboard": dashboard,
}


def main(wanted: list[str]) -> None:
    for name in wanted or list(PICTURES):
        with tempfile.TemporaryDirectory() as folder:
            image = PICTURES[name](Path(folder)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            image.save(HERE / f"{name}.png", optimize=True)
        size = (HERE / f"{name}.png").stat().st_size
        print(f"{name}.png {image.width} x {image.height}, {size:,} bytes{'' if size < LARGEST else ': too large'}")


if __name__ == "__main__":
    main(sys.argv[1:])
