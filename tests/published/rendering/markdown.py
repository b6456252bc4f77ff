"""Markdown (GitHub's, which has tables)."""

from ..elements import Contents, Element, Heading, Item, Line, Note, Page, Paragraph, Table, Title
from .printed import Printed


def render(printed: Printed) -> bytes:
    """UTF-8."""
    lines: list[str] = []
    before: Element | None = None
    for element in printed.elements:
        if not (isinstance(element, Item | Contents) and type(before) is type(element)):
            lines.append("")
        lines += _lines(element, printed)
        before = element
    return ("\n".join(lines).strip("\n") + "\n").encode()


def _lines(element: Element, printed: Printed) -> list[str]:
    look = printed.look
    match element:
        case Title(text):
            return [f"# {text}"]
        case Heading(text, level):
            return [f"{'#' * min(6, level + 1 + look.level)} {text}"]
        case Item(text, level):
            return [f"{'    ' * (level - 1)}{'*' if look.shaded else '-'} {text}"]
        case Line(text, name):
            return [f"**{text[:name]}**{text[name:]}" if name and look.ruled else text]
        case Paragraph(text):
            return [text]
        case Note(text):
            return [text.replace("*", "\\*")]
        case Contents(text, level):
            return [f"{'  ' * (level - 1)}- [{text}](#section-{level})"]
        case Page():
            return ["---"]
        case Table():
            return _table(element, look.repeat)


def _table(table: Table, repeat: bool) -> list[str]:
    grid = table.filled(repeat)
    heads = [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*table.filled(True)[: table.heads], strict=True)]
    rows = [heads or [""] * table.width, ["---"] * table.width, *grid[table.heads :]]
    return [f"| {' | '.join(row)} |".replace("\n", "<br>") for row in rows]
