"""A chart as a picture to download: title, bars, values, and the question."""

from dataclasses import dataclass
from typing import ClassVar

from shisaku.messages import Language
from shisaku.pages.charts import Bar, Chart
from shisaku.pages.plan_picture import wrapped
from shisaku.pages.term_labels import Text

WIDTH = 720
_MARGIN = 16
_LABELS = 270
"""Width of the column of labels."""
_VALUES = 90
"""Width left for the values behind the longest bar."""
_EM, _LINE = 14, 20
_TITLE_EM, _TITLE_LINE = 18, 26
_NOTE_EM, _NOTE_LINE = 12, 18
_GAP = 8


@dataclass(frozen=True, slots=True)
class ChartText:
    """A line of words."""

    text: str
    """The words."""
    y: float
    """Their base line."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A bar and where it is."""

    bar: Bar
    """The bar."""
    lines: tuple[ChartText, ...]
    """Its label."""
    y: float
    """Upper edge of what is drawn."""
    middle: float
    """The base line of its value."""
    width: float
    """Its length."""


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """Everything drawn, in pixels."""

    template: ClassVar[str] = "chart.svg"
    width: ClassVar[int] = WIDTH
    """Width of the whole."""
    title: tuple[ChartText, ...]
    """The question."""
    words: Text
    """The same in one."""
    rows: tuple[ChartRow, ...]
    """The bars."""
    notes: tuple[ChartText, ...]
    """What they count and where it is from."""
    lang: Language
    """Of title and notes."""
    height: float
    """Of the whole."""
    left: float = _MARGIN + _LABELS
    """Where bars begin."""


def chart_picture(chart: Chart, title: Text, notes: tuple[str, ...], lang: Language) -> ChartPicture:
    """Return the chart under a title, with notes below it; it does not depend on the fonts installed."""
    inner = WIDTH - 2 * _MARGIN
    y = float(_MARGIN)
    heading = []
    for words in wrapped(title.text, inner / _TITLE_EM):
        y += _TITLE_LINE
        heading.append(ChartText(words, y - _GAP))
    y += _GAP
    rows = []
    for bar in chart.bars:
        labels = wrapped(bar.label.text, (_LABELS - _GAP) / _EM)
        lines = tuple(ChartText(words, y + (n + 1) * _LINE - 5) for n, words in enumerate(labels))
        height = len(labels) * _LINE
        length = round(bar.share / 100 * (inner - _LABELS - _VALUES), 1)
        rows.append(ChartRow(bar, lines, y + height / 2 - _LINE / 2 + 2, y + height / 2 + 5, length))
        y += height + _GAP / 2
    y += _GAP
    foot = []
    for words in (line for note in notes for line in wrapped(note, inner / _NOTE_EM)):
        y += _NOTE_LINE
        foot.append(ChartText(words, y - 5))
    return ChartPicture(tuple(heading), title, tuple(rows), tuple(foot), lang, y + _MARGIN)
