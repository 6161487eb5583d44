"""The charts of a batch as static SVG by matplotlib: a title and a description for those who do not see them, the words as
text, no script, nothing fetched, and the same bytes for the same numbers. The table of the numbers belongs beneath.

Nothing is told by colour alone: bars carry their numbers, lines differ in dash and mark."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ehcp_lint.extras import needs_extra
from ehcp_lint.outputs.charts import inline_svg
from ehcp_lint.outputs.clean import one_line, shorten

INK, QUIET, BLUE, AMBER, GRID = "#0b0c0c", "#4c5055", "#1a65a6", "#8a5a00", "#d5d7d9"
_WIDTH = 9.0  # inches
_LABEL = 52  # characters beside a bar
_MEASURED = "DejaVu Sans"  # it comes with matplotlib, so that a chart is laid out alike everywhere; Arial is narrower
_STYLE = {
    "font.family": _MEASURED,
    "font.size": 10.5,
    "svg.fonttype": "none",
    "axes.edgecolor": QUIET,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: None is no number that may be shown, and `said` stands in its place. An open bar is one whose end is not known:
    it reaches this far at least."""

    label: str
    value: float | None
    said: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One series over time; None leaves a gap."""

    label: str
    values: tuple[float | None, ...]
    dash: str = "-"
    mark: str = "o"
    colour: str = BLUE


def bars(title: str, description: str, entries: Sequence[Bar], *, most: float | None = None, axis: str = "") -> str:
    """Bars that lie, the first on top, each with its number at its end."""
    with _figure(0.9 + 0.36 * max(1, len(entries))) as (figure, axes):
        places = range(len(entries))
        values = [entry.value or 0 for entry in entries]
        widest = most or max([*values, 1])
        drawn = axes.barh(places, values, color=BLUE, height=0.66)
        for entry, bar in zip(entries, drawn, strict=True):
            if entry.is_open and entry.value:
                bar.set(facecolor="white", edgecolor=BLUE, linestyle="--", linewidth=1.4)
        for place, entry in zip(places, entries, strict=True):
            axes.text((entry.value or 0) + widest * 0.012, place, entry.said, va="center", ha="left", fontsize=10)
        axes.set_yticks(list(places), [shorten(one_line(entry.label), _LABEL) for entry in entries])
        axes.invert_yaxis()
        axes.set_xlim(0, widest * 1.18)
        axes.set_xlabel(axis)
        axes.tick_params(axis="y", length=0)
        axes.xaxis.grid(visible=True, color=GRID, linewidth=0.8)
        axes.set_axisbelow(True)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        return _svg(figure, title, description)


def run_chart(
    title: str, description: str, when: Sequence[str], series: Sequence[Line], *, axis: str = "", split: float | None = None
) -> str:
    """Lines over batches, told apart by dash and mark; `split` draws an upright line before that place."""
    with _figure(3.6) as (figure, axes):
        places = list(range(len(when)))
        for line in series:
            numbers = [float("nan") if value is None else value for value in line.values]
            axes.plot(
                places,
                numbers,
                line.dash,
                marker=line.mark or None,
                color=line.colour,
                label=line.label,
                linewidth=1.8,
                markersize=6,
                drawstyle="steps-mid" if line.dash == ":" else "default",
            )
        if split is not None:
            axes.axvline(split, color=INK, linewidth=1.2, linestyle=(0, (1, 1)))
        axes.set_xticks(places, when, rotation=0 if len(when) <= 8 else 45, ha="center" if len(when) <= 8 else "right")
        axes.set_ylabel(axis)
        axes.set_ylim(bottom=0)
        axes.margins(x=0.04)
        axes.yaxis.grid(visible=True, color=GRID, linewidth=0.8)
        axes.set_axisbelow(True)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        axes.legend(loc="upper left", bbox_to_anchor=(0, -0.14 if len(when) <= 8 else -0.3), ncols=3, frameon=False)
        return _svg(figure, title, description)


@contextmanager
def _figure(height: float) -> Iterator[tuple[Any, Any]]:
    with needs_extra("batch", "The charts cannot be drawn"):
        from matplotlib import rc_context
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
    with rc_context({**_STYLE, "svg.hashsalt": "batch", "savefig.bbox": "tight"}):
        figure = Figure(figsize=(_WIDTH, height))
        FigureCanvasSVG(figure)
        yield figure, figure.subplots()


def _svg(figure: Any, title: str, description: str) -> str:
    own = "c" + hashlib.sha256(f"{title}\0{description}".encode()).hexdigest()[:8]
    return re.sub(f"'?{_MEASURED}'?", "Arial, 'Liberation Sans', sans-serif", inline_svg(figure, own, title, description))
