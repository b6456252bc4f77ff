"""A sheet of paper to print on, measured from its upper left corner."""

import io
from collections.abc import Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

GOTHIC, MINCHO = "HeiseiKakuGo-W5", "HeiseiMin-W3"
LEADING = 1.4
"""From line to line, in letters."""

for _font in (GOTHIC, MINCHO):
    pdfmetrics.registerFont(UnicodeCIDFont(_font))


class Sheets:
    """A document that is printed sheet by sheet; the same calls give the same bytes."""

    def __init__(self, width: float = 595, height: float = 842, lock: StandardEncryption | None = None) -> None:
        self.height = height
        self._file = io.BytesIO()
        self.canvas = Canvas(self._file, pagesize=(width, height), invariant=1, encrypt=lock)

    def text(self, left: float, top: float, lines: Sequence[str], size: float = 10.5, font: str = GOTHIC) -> float:
        """Print `lines` below each other, the first letter's square at `left`, `top`; where the next line would begin."""
        self.canvas.setFont(font, size)
        for line in lines:
            self.canvas.drawString(left, self.height - top - 0.88 * size, line)
            top += LEADING * size
        return top

    def box(self, left: float, top: float, width: float, height: float, grey: float = 1.0) -> None:
        """Draw a frame, filled with a shade of grey."""
        self.canvas.setFillGray(grey)
        self.canvas.rect(left, self.height - top - height, width, height, stroke=1, fill=1)
        self.canvas.setFillGray(0)

    def turned(self, left: float, top: float, degrees: float, line: str, size: float = 10.5) -> None:
        """Print a line that is turned against the clock."""
        self.canvas.saveState()
        self.canvas.translate(left, self.height - top)
        self.canvas.rotate(degrees)
        self.canvas.setFont(GOTHIC, size)
        self.canvas.drawString(0, 0, line)
        self.canvas.restoreState()

    def next(self) -> None:
        """Go on to another sheet."""
        self.canvas.showPage()

    def pdf(self) -> bytes:
        """The document."""
        self.canvas.showPage()
        self.canvas.save()
        return self._file.getvalue()
