"""Pages with one odd thing on them each."""

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from .sheet import GOTHIC, LEADING, MINCHO, Sheets

RUNNING = ("谷の水を守る取組を、町の人と進めていく。", "林の手入れは、その第一歩である。", "道を直し、橋を架け替える。")


def locked(user: str = "", owner: str = "kagi") -> bytes:
    """A page under lock: `user` is needed to open it, `owner` to change it."""
    sheet = Sheets(lock=StandardEncryption(user, owner, canPrint=0, strength=128))
    sheet.text(72, 72, RUNNING)
    return sheet.pdf()


def scanned() -> bytes:
    """A page with a picture and no text."""
    sheet = Sheets()
    sheet.box(60, 60, 470, 700, 0.7)
    return sheet.pdf()


def with_ruby() -> bytes:
    """Running text with the reading of one word above it."""
    sheet = Sheets()
    sheet.text(72, 100, RUNNING, 12)
    sheet.text(72 + 12 * 5, 100 + 12 * LEADING - 6.2, ["てい"], 5.5)
    return sheet.pdf()


def drawn_twice() -> bytes:
    """A heading that is drawn twice, a little off, to look bold; the words below it repeat a letter rightly."""
    sheet = Sheets()
    for off in (0.0, 0.4):
        sheet.text(72 + off, 72, ["橋の架け替え"], 16)
    sheet.text(72, 110, ["ささやかな取組", "all 橋橋"], 10.5)
    return sheet.pdf()


def turned() -> bytes:
    """Running text, and words at the margin that are turned."""
    sheet = Sheets()
    sheet.turned(40, 300, 90, "左の余白の文字")
    sheet.turned(300, 500, 30, "見本")
    sheet.text(72, 72, RUNNING)
    return sheet.pdf()


def downwards() -> bytes:
    """Running text, and words at the margin that run downwards letter by letter."""
    sheet = Sheets()
    for number, letter in enumerate("第二章"):
        sheet.text(550, 72 + number * 12, [letter], 12)
    sheet.text(72, 72, RUNNING)
    return sheet.pdf()


def vertical_writing() -> bytes:
    """Text in vertical writing, its first line at the right."""
    pdfmetrics.registerFont(UnicodeCIDFont(MINCHO, isVertical=True))
    sheet = Sheets()
    for number, line in enumerate(RUNNING):
        sheet.text(500 - 20 * number, 72, [line], 12, MINCHO)
    made = sheet.pdf()
    pdfmetrics.registerFont(UnicodeCIDFont(MINCHO))  # the two bear one name
    return made


def letter_by_letter() -> bytes:
    """Running text, every letter drawn by itself, from the last to the first."""
    sheet = Sheets()
    for number, line in enumerate(RUNNING):
        for at in reversed(range(len(line))):
            sheet.text(72 + at * 10.5, 72 + number * 18, [line[at]])
    return sheet.pdf()


def table() -> bytes:
    """A table with drawn rules between its rows; the words of one cell go over two lines."""
    sheet = Sheets()
    rows = (("事業", "金額", "課"), ("林道の整備", "120百万円", "林務課"), ("橋の架け替え\nと点検", "45百万円", "土木課"))
    top = 100.0
    for row in rows:
        sheet.canvas.line(72, sheet.height - top, 500, sheet.height - top)
        for left, cell in zip((80, 260, 400), row, strict=True):
            sheet.text(left, top + 6, cell.split("\n"))
        top += 14 + LEADING * 10.5 * max(cell.count("\n") + 1 for cell in row)
    sheet.canvas.line(72, sheet.height - top, 500, sheet.height - top)
    return sheet.pdf()


def page_turned(quarters: int) -> bytes:
    """A sheet that is shown turned by quarters clockwise; its text reads upright then."""
    sheet = Sheets(600, 600)
    canvas = sheet.canvas
    canvas.setPageRotation(90 * quarters)
    canvas.translate(300, 300)
    canvas.rotate(90 * quarters)
    canvas.setFont(GOTHIC, 10.5)
    for number, line in enumerate(RUNNING):
        canvas.drawString(-200, 200 - 18 * number, line)
    return sheet.pdf()
