"""Plain text: as it is typed, or as it comes out of pages, with running heads and page numbers."""

from ..elements import Contents, Element, Heading, Item, Line, Note, Page, Paragraph, Table, Title
from .printed import Printed
from .wrapping import width, wrapped

PAGE_LINES = 46
"""Lines of a page."""
CONTENTS_COLUMNS = 60
"""Where the page numbers of a contents page are."""


def render(printed: Printed) -> bytes:
    """UTF-8."""
    blocks = [_lines(element, printed) for element in printed.elements]
    lines = _paged(blocks, printed) if printed.look.running else [line for block in blocks for line in block]
    return ("\n".join(lines).strip("\n") + "\n").encode()


def _lines(element: Element, printed: Printed) -> list[str]:
    look, spaced = printed.look, printed.spaced
    match element:
        case Title(text):
            return [text, ""]
        case Heading(text, level):
            return [*([""] if level == 1 or look.airy else []), *wrapped(text, look.columns, spaced)]
        case Item(text, level, mark):
            indent = ("  " if spaced else "　") * (level - 1)
            return wrapped(f"{indent}{mark}{text}", look.columns, spaced, indent + "  " if spaced else indent)
        case Paragraph(text):
            return [*wrapped(text if spaced else f"　{text}", look.columns, spaced), *([""] if spaced else [])]
        case Line(text) | Note(text):
            return wrapped(text, look.columns, spaced)
        case Contents(text, level, page):
            head = ("  " if spaced else "　") * (level - 1) + text + " "
            return [head + "." * max(4, CONTENTS_COLUMNS - width(head)) + f" {page}"]
        case Page():
            return [""]
        case Table():
            gap = "\t" if look.ruled else "   " if spaced else "　　"
            return ["", *(gap.join(row).replace("\n", " ").rstrip() for row in element.filled(look.repeat)), ""]


def _paged(blocks: list[list[str]], printed: Printed) -> list[str]:
    """The lines with what every page repeats; none ends within a block."""
    found: list[str] = []
    left, number = 0, 0
    for block in blocks:
        if len(block) > left:
            if number and printed.look.numbered:
                found.append(printed.page.format(n=number))
            number, left = number + 1, PAGE_LINES
            found += [printed.title] if number > 1 else []
        left -= len(block)
        found += block
    return found
