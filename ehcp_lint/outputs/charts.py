"""Charts as still pictures: SVG for a page, PNG for Word. Each has a table of the same figures beneath it where it is shown.

matplotlib draws them (the batch extra). Where it is not installed the table stands alone, with a line that says why. No colour
carries a meaning by itself: plans that did not meet the standard are crosses, the median is dashed and named."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from ehcp_lint.extras import needs_extra
from ehcp_lint.outputs.clean import one_line

if TYPE_CHECKING:
    from ehcp_lint.moderation.figures.signoff import Advice
    from ehcp_lint.moderation.meeting.themes import Run

INK, LINE, QUIET = "#0b0c0c", "#1a65a6", "#4c5055"
_STYLE = {
    "svg.fonttype": "none",
    "text.parse_math": False,
    "font.family": "sans-serif",
    "font.sans-serif": ["Arial", "Liberation Sans", "DejaVu Sans"],
    "font.size": 9,
    "axes.edgecolor": QUIET,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


@dataclass(frozen=True)
class Chart:
    """A chart: what it is called, what it shows in a sentence, and the table of its figures. `draw` draws it on axes."""

    name: str
    title: str
    said: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    draw: Callable[[Any], None] = field(repr=False, compare=False)
    size: tuple[float, float] = (7.2, 2.6)  # inches


def svg(chart: Chart) -> str:
    """The chart as an SVG element to stand in a page, with its title and description for those who do not see it.

    Raises BadConfig where matplotlib is not installed."""
    with _figure(chart) as figure:
        return inline_svg(figure, chart.name, chart.title, chart.said)


def inline_svg(figure: Any, name: str, title: str, said: str) -> str:
    """A drawn figure as an SVG element, named for those who do not see it; equal numbers give equal bytes.

    `name` goes before every id, because several charts share a page."""
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    drawn = out.getvalue()
    drawn = drawn[drawn.index("<svg") :]
    drawn = re.sub(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>", "", drawn, flags=re.S)
    drawn = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", drawn, count=1), count=1)
    drawn = re.sub(r' xmlns(?::xlink)?="[^"]*"| version="1.1"', "", drawn)
    for kind in ("id", "href", "xlink:href"):
        drawn = re.sub(rf'(?<=\s){kind}="(#?)([^"]+)"', rf'{kind.removeprefix("xlink:")}="\1{name}-\2"', drawn)
    drawn = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", drawn)
    names = f'role="img" aria-labelledby="{name}-t {name}-d"'
    told = f'<title id="{name}-t">{_text(title)}</title><desc id="{name}-d">{_text(said)}</desc>'
    return re.sub(r"<svg([^>]*)>", lambda found: f"<svg {names}{found[1]}>{told}", drawn, count=1).strip()


def png(chart: Chart) -> bytes:
    """The chart as a PNG, for Word. Raises BadConfig where matplotlib is not installed."""
    with _figure(chart) as figure:
        out = io.BytesIO()
        figure.savefig(out, format="png", dpi=160, metadata={"Software": None})
    return out.getvalue()


@contextmanager
def _figure(chart: Chart) -> Iterator[Any]:
    with needs_extra("batch", "The picture of this table was left out"):
        import matplotlib
        from matplotlib.figure import Figure

    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": chart.name}):
        figure = Figure(figsize=chart.size, layout="constrained")
        chart.draw(figure.add_subplot())
        yield figure


def _text(words: str) -> str:
    return escape(one_line(words), quote=False)


def run_chart(run: Run, name: str) -> Chart:
    """A run chart of percentages by round, with their median. Rounds of fewer than five plans are gaps."""
    shown = [(number, point.value) for number, point in enumerate(run.points) if point.value is not None]
    rows = tuple(
        (
            one_line(point.round),
            point.when.isoformat(),
            str(point.plans) if point.value is not None else "fewer than 5",
            "not shown" if point.value is None else f"{point.value:.0f} %",
        )
        for point in run.points
    )

    def draw(axes: Any) -> None:
        axes.plot([x for x, _ in shown], [y for _, y in shown], marker="o", color=LINE, linewidth=1.5, markersize=5)
        if run.middle is not None:
            axes.axhline(run.middle, color=QUIET, linestyle="--", linewidth=1)
            named, place = f"median {run.middle:.0f} %", ("axes fraction", "data")
            axes.annotate(named, (1.0, run.middle), xycoords=place, fontsize=8, ha="right", va="bottom")
        axes.set_ylim(0, 105)
        axes.set_ylabel("% of plans")
        axes.set_xlim(-0.5, max(len(run.points) - 0.5, 0.5))
        axes.set_xticks(range(len(run.points)))
        many = len(run.points) > 6
        names = [one_line(point.round) for point in run.points]
        axes.set_xticklabels(names, rotation=30 if many else 0, ha="right" if many else "center")

    said = f"{len(shown)} rounds. " + (f"Median {run.middle:.0f} %. " if run.middle is not None else "") + run.words
    return Chart(name, f"{run.name}, by round", said, ("Round", "Opened", "Plans", "Share"), rows, draw)


def signoff_chart(advice: Advice, name: str) -> Chart:
    """The officer's own chart: the sum, or the count in a row, after each plan, with the line at which the rule is met."""
    points, training = advice.points, [point for point in advice.points if point.stage == "in training"]
    after = [point for point in advice.points if point.stage == "signed off"]
    limit = float(advice.rule.in_a_row or advice.rule.limit)
    rows = tuple(
        (
            str(point.number),
            one_line(point.plan),
            ("met" if point.met else "not met") + (", statutory section missing" if point.critical else ""),
            f"{point.value:.0f}" if advice.rule.in_a_row and point.stage == "in training" else f"{point.value:.2f}",
            point.stage,
        )
        for point in points
    )

    def draw(axes: Any) -> None:
        for part, line, named in ((training, limit, "rule met"), (after, advice.rule.limit_after, "look again")):
            if not part:
                continue
            axes.plot([p.number for p in part], [p.value for p in part], color=LINE, linewidth=1.5)
            for met, marker in ((True, "o"), (False, "X")):
                some = [(p.number, p.value) for p in part if p.met is met]
                look = {"linestyle": "", "marker": marker, "markersize": 6, "color": LINE if met else INK}
                axes.plot([x for x, _ in some], [y for _, y in some], **look)
            axes.hlines(line, part[0].number - 0.5, part[-1].number + 0.5, color=QUIET, linestyle="--", linewidth=1)
            axes.annotate(named, (part[-1].number + 0.5, line), fontsize=8, ha="right", va="bottom")
        if after and training:
            axes.axvline(training[-1].number + 0.5, color=QUIET, linewidth=0.8)
        lines = [limit, advice.rule.limit_after] if after else [limit]
        axes.set_ylim(0, max([*lines, *(p.value for p in points)]) * 1.15)
        axes.set_xlabel("plan (cross: did not meet the standard)")
        axes.set_ylabel("in a row" if advice.rule.in_a_row else "sum")
        axes.xaxis.get_major_locator().set_params(integer=True)

    said = f"{len(points)} plans, {sum(not point.met for point in points)} did not meet the standard. {advice.words}"
    columns = ("Number", "Plan", "Result by people", "After it", "Stage")
    return Chart(name, f"The officer's chart: {advice.rule.name}", said, columns, rows, draw)
