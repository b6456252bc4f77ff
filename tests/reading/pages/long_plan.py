"""A plan of many pages: a contents page with dot leaders, running heads, page numbers, running text."""

from .sheet import MINCHO, Sheets

RUNNING_HEAD = "第３次 里山再生基本計画"
_BODY = "里山の林を手入れし、道を直し、林に入る人を増やすため、次の取組を計画的に進めていくこととする。町と住民は力を合わせ、"
_LETTERS = 36


def long_plan(pages: int, lines: int = 30) -> bytes:
    """The plan: a page of contents, then a chapter a page, with that many lines below its heading."""
    sheet = Sheets()
    for number in range(1, pages + 1):
        sheet.text(72, 40, [RUNNING_HEAD], 9, MINCHO)
        for at, line in enumerate(_contents(pages) if number == 1 else _chapter(number - 1, lines)):
            sheet.text(72, 72 + at * 22, [line], 12 if at == 0 else 10.5, MINCHO)
        sheet.text(280, 800, [f"- {number} -"], 9, MINCHO)
        if number < pages:
            sheet.next()
    return sheet.pdf()


def heading(chapter: int) -> str:
    """The heading of a chapter."""
    return f"第{chapter}章 里山の手入れ（その{chapter}）"


def _contents(pages: int) -> list[str]:
    return ["目次", *(f"{heading(n)}{'…' * 12}{n + 1}" for n in range(1, min(pages, 28)))]


def _chapter(chapter: int, lines: int) -> list[str]:
    text = _BODY * (lines * _LETTERS // len(_BODY) + 1)
    return [heading(chapter), *(text[at : at + _LETTERS] for at in range(0, lines * _LETTERS, _LETTERS))]
