"""The reliability plot: how often conclusions are right, by how sure the reader says it is of them."""

from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

MARKERS = "os^DvP"


def reliability(figures: dict[str, dict[str, Any]], path: Path) -> None:
    """Write the plot as SVG; the same figures give the same bytes."""
    with mpl.rc_context({"svg.hashsalt": "shisaku", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 10}):
        figure = Figure(figsize=(6.4, 5.2), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], color="0.7", linewidth=1, linestyle="--", label="as sure as right")
        axes.axvline(0.9, color="0.7", linewidth=1, linestyle=":")
        for (kind, found), marker in zip(figures.items(), MARKERS, strict=False):
            bins = [entry for entry in found["calibration of measures"]["bins"] if entry[2]]
            if bins:
                means, shares = [entry[4] for entry in bins], [entry[3] / entry[2] for entry in bins]
                count = sum(entry[2] for entry in bins)
                axes.plot(means, shares, marker=marker, linewidth=1.2, markersize=5, label=f"{kind} ({count:,} measures)")
        axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="confidence", ylabel="share that is right")
        axes.legend(loc="upper left", fontsize=8, frameon=False)
        axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join(line.rstrip() for line in text.split("\n")), encoding="utf-8")
