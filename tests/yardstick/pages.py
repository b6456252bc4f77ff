"""Documents that run over pages: lines broken at the width of the column, page numbers and running heads between them."""

from dataclasses import dataclass, field
from random import Random

from .gold import is_sign
from .printing import full, wrapped

_PAGE_NUMBERS = ("{}", "- {} -", "－ {} －", "{}", "p. {}", "{} ／ 80")


@dataclass(slots=True)
class Layout:
    """How pages are set, drawn once for a document."""

    random: Random
    """Where choices come from."""
    columns: int
    """Width of a line, in columns of half width."""
    head: str
    """What the head of each page repeats; drawn whether it is printed."""
    lines: int = 0
    """Lines of a page; 0 where the text runs on without pages."""
    number: str = ""
    """How page numbers are printed."""
    running: bool = False
    """Whether heads are printed."""
    blanks: tuple[str, ...] = field(default=())
    """Blank lines between the paragraphs."""

    def __post_init__(self) -> None:
        random = self.random
        self.lines = random.choice((0, 30, 40, 50))
        self.number = random.choice(_PAGE_NUMBERS)
        self.running = random.random() < 0.4
        self.blanks = random.choice((("",), ("", "\n"), ("\n",)))


def pages(layout: Layout, paragraphs: list[str]) -> str:
    """The paragraphs in lines, with what is at the edges of pages; a paragraph that begins with `\\n` keeps a gap before it."""
    random = layout.random
    lines: list[str] = []
    for text in paragraphs:
        gap = random.choice(layout.blanks) or ("\n" if text.startswith("\n") else "")
        lines += ([""] if gap and lines else []) + wrapped(text.lstrip("\n"), layout.columns).split("\n")
    if not layout.lines:
        return "\n".join(lines) + "\n"
    found: list[str] = []
    page = random.randint(1, 40)
    for at in range(0, len(lines), layout.lines):
        found += [layout.head, ""] if layout.running and at else []
        found += lines[at : at + layout.lines]
        found += ["", layout.number.format(page if random.random() < 0.9 else full(page)), ""]
        page += 1
    return "\n".join(found) + "\n"


def printed(text: str) -> str:
    """`text` without the placeholders of its nodes."""
    return "".join(c for c in text if not is_sign(c))
