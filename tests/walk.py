"""The walk of one line from its file to the page of its plan: which functions receive it, in which forms, which again.

`python -m tests.walk FILE WORDS` follows the line of FILE that has WORDS. A function receives a line with its text, with at least half
of its letters in a row, or with a value that has these among its fields, or that says where they are. A question is a function and the
text that it is called with; it is asked again where a function gets the same text a second time.
"""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, is_dataclass
from inspect import CO_GENERATOR
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import shisaku
from shisaku.pages.reading_page import reading_page
from shisaku.pipeline import Context, build, read_explained
from shisaku.project import find_project

PACKAGE = str(Path(shisaku.__file__).parent)
_DEEP = 2
"""Fields within fields that are looked into."""


@dataclass
class Walk:
    """What became of one line."""

    text: str
    """The line."""
    start: int
    """Offset of its first character in the source."""
    calls: Counter[str] = field(default_factory=Counter)
    """How often each function received it."""
    forms: Counter[str] = field(default_factory=Counter)
    """How often it was received as a value of each type."""
    questions: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each function got the same text of it."""

    def again(self, within: str = "") -> dict[tuple[str, str], int]:
        """The questions that were asked more than once, of functions whose module begins with `within`."""
        return {one: times for one, times in self.questions.items() if times > 1 and one[0].startswith(within)}

    def within(self, module: str) -> int:
        """How many calls functions of modules that begin so received."""
        return sum(times for name, times in self.calls.items() if name.startswith(module))

    def carried(self, value: object, deep: int = _DEEP) -> str | None:
        """What of the line a value carries; None for nothing."""
        if isinstance(value, str):
            words = value.strip()
            return value if words in self.text and 2 * len(words) >= len(self.text) else None
        if not is_dataclass(value) or isinstance(value, type):
            return None
        start, end = getattr(value, "start", None), getattr(value, "end", None)
        if isinstance(start, int) and isinstance(end, int):
            here = self.start <= start and end <= self.start + len(self.text) and 2 * (end - start) >= len(self.text)
            return self.text[start - self.start : end - self.start] if here else None
        if not deep:
            return None
        own = (self.carried(getattr(value, name, None), deep - 1) for name in value.__dataclass_fields__)
        return next((found for found in own if found is not None), None)


def walk(work: Callable[[], object], text: str, start: int) -> Walk:
    """What becomes of the line `text`, which begins at `start` in its source, while `work` is done."""
    found = Walk(text, start)
    going: set[FrameType] = set()

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(PACKAGE) or code.co_name.startswith("<") or frame in going:
            return
        received = {type(value).__name__: had for value in _arguments(frame, code) if (had := found.carried(value)) is not None}
        if not received:
            return
        name = f"{frame.f_globals['__name__'].removeprefix('shisaku.')}.{code.co_qualname}"
        found.calls[name] += 1
        found.forms.update(received.keys())
        found.questions.update({(name, had) for had in received.values()})
        if code.co_flags & CO_GENERATOR:
            going.add(frame)  # a generator is called once, and goes on for each of its values

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(before)
    return found


def _arguments(frame: FrameType, code: CodeType) -> list[object]:
    given = frame.f_locals
    return [given[name] for name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] if name in given]


def from_file_to_page(path: Path, words: str) -> Walk:
    """The walk of the first line with those words in a document: read, built, and shown on the page of its plan."""
    context = Context.of(find_project())
    text = read_explained(path, context)[0].source.text
    at = text.index(words)
    start = text.rfind("\n", 0, at) + 1
    line = text[start : text.find("\n", at) if "\n" in text[at:] else None]

    def whole() -> None:
        plan, lines = read_explained(path, context)
        build(plan, context)
        reading_page(plan, lines, "ja")

    return walk(whole, line.strip(), start + len(line) - len(line.lstrip()))


def main(arguments: list[str]) -> None:
    """Print the figures of a walk, the rooms that it goes through and what is asked again."""
    found = from_file_to_page(Path(arguments[0]), arguments[1])
    again = found.again()
    print(f"{found.calls.total()} calls of {len(found.calls)} functions, {len(found.forms)} forms,", end=" ")
    print(f"{sum(again.values()) - len(again)} questions asked again")
    print(f"reading: {found.within('reading')} calls")
    print("forms:", ", ".join(f"{name} {times}" for name, times in found.forms.most_common()))
    for (name, _), times in sorted(again.items(), key=lambda one: (-one[1], one[0])):
        print(f"{times:4} {name}")
    if arguments[2:] == ["all"]:
        for name, times in found.calls.most_common():
            print(f"{times:4} {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
