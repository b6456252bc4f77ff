"""Pages as a strict reader sees them: what is nested in what, what links where, what a table holds."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

VOID = {"meta", "link", "br", "hr", "img", "input"}


@dataclass
class Element:
    """An element that was opened."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None"
    content: "list[Element | str]" = field(default_factory=list)

    @property
    def children(self) -> "list[Element]":
        """The elements right below this one."""
        return [one for one in self.content if isinstance(one, Element)]

    def find(self, tag: str) -> "list[Element]":
        """Every element of that tag below this one, in order."""
        below = [found for child in self.children for found in ([child] if child.tag == tag else []) + child.find(tag)]
        return below

    def words(self) -> str:
        """All text below this element."""
        return "".join(one if isinstance(one, str) else one.words() for one in self.content)


class Reader(HTMLParser):
    """Reads one page, and notes every tag that is not closed where it should be."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, None)
        self.here = self.root
        self.faults: list[str] = []
        self.all: list[Element] = []
        self.strings: list[tuple[Element, str]] = []
        self.feed(html)
        self.close()
        if self.here is not self.root:
            self.faults.append(f"<{self.here.tag}> is never closed")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({name for name, _ in attrs}) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.content.append(element)
        self.all.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.here.tag != tag:
            self.faults.append(f"</{tag}> closes <{self.here.tag}>")
            return
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.strings.append((self.here, data))
        self.here.content.append(data)

    def elements(self, *tags: str) -> list[Element]:
        """Every element of those tags in the order of the page."""
        return [element for element in self.all if element.tag in tags]


def read(path: Path) -> Reader:
    """The page in a file."""
    return Reader(path.read_text(encoding="utf-8"))


def pages_below(folder: Path) -> dict[str, Reader]:
    """Every page by its path below the folder."""
    return {path.relative_to(folder).as_posix(): read(path) for path in sorted(folder.rglob("*.html"))}


def reached(pages: dict[str, Reader], front: str) -> set[str]:
    """The pages that links lead to from the front page, over any number of others."""
    found, waiting = {front}, [front]
    while waiting:
        path = waiting.pop()
        for element in pages[path].elements("a"):
            link = urlsplit(element.attributes["href"])
            there = normpath(str(PurePosixPath(path).parent / unquote(link.path)))
            if not link.scheme and there in pages and there not in found:
                found.add(there)
                waiting.append(there)
    return found
