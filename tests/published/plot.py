"""The reliability plot: how often places are right, by how sure the reader says it is of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

MARKERS = "os^DvP"
_SURE = 0.9


def reliability(found: Mapping[str, Sequence[tuple[float, float, int]]], path: Path, what: str) -> None:
    """Write the plot as SVG: of each kind the bins, with what is claimed, what is right, and how many there are of `what`.

    The same figures give the same bytes.
    """
    with mpl.rc_context({"svg.hashsalt": "shisaku", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 10}):
        figure = Figure(figsize=(6.4, 5.2), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], color="0.7", linewidth=1, linestyle="--", label="as sure as right")
        axes.axvline(_SURE, color="0.7", linewidth=1, linestyle=":")
        for (kind, bins), marker in zip(found.items(), MARKERS, strict=False):
            if bins:
                count = sum(number for *_, number in bins)
                line = axes.plot(
                    [one[0] for one in bins], [one[1] for one in bins], linewidth=1.2, label=f"{kind} ({count:,} {what})"
                )
                for claimed, right, number in bins:
                    axes.plot(claimed, right, marker, color=line[0].get_color(), markersize=3 + number**0.5 / 3)
        axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="confidence", ylabel="share that is right")
        axes.legend(loc="upper left", fontsize=8, frameon=False)
        axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join(line.rstrip() for line in text.split("\n")), encoding="utf-8")
