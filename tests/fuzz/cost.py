"""What reading costs, by the kind of text: `python -m tests.fuzz.cost` prints seconds of the processor per megabyte of UTF-8."""

import time
from collections.abc import Callable, Mapping

from tests.fuzz.properties import source_of

from shisaku.reading.reader import read

_PROSE = "里山の保全に取り組む人を増やし、苗木を育てて山へ返す仕事を、町のみなで続けていくことが大切である。\n"


def _headings(count: int) -> str:
    return "".join(f"{i % 999 + 1} 施策の{i}\n\n○取組の{i}\n\n" for i in range(count))


TEXTS: Mapping[str, Callable[[], str]] = {
    "prose, one paragraph a line": lambda: (_PROSE + "\n") * 6_000,
    "prose, one paragraph": lambda: _PROSE * 6_000,
    "3,000 numbered headings": lambda: _headings(3_000),
    "50,000 marks in a row": lambda: "１ 里山\n" + "○☆" * 25_000,
    "25,000 entries in a row": lambda: "１ 里山\n" + "○植" * 25_000,
    "an entry over 10,000 lines": lambda: "１ 里山\n○" + _PROSE * 10_000,
    "a line of 2,000,000 characters": lambda: "１ 里山\n○植樹\n\n" + "林" * 2_000_000,
    "3,000 restatements of one wording": lambda: "１ 里山\n○植樹\n２ 川\n" + "○植樹（再掲）\n" * 3_000,
    "1,000 restatements reworded": lambda: (
        "１ 里山\n"
        + "".join(f"○第{i:04}工区の里山\n" for i in range(1_000))
        + "２ 川\n"
        + "".join(f"○第{i:04}工区の里山の補修（再掲）\n" for i in range(1_000))
    ),
    "2,000 groups": lambda: "Ⅰ 柱\n\n" + "".join(f"■群の{i}\n\n{i % 999 + 1} 施策の{i}\n\n○取組\n\n" for i in range(2_000)),
    "10 MB of measures": lambda: _headings(190_000),
    "10 MB of prose": lambda: (_PROSE + "\n") * 67_000,
}
"""Each kind of text by name."""


def seconds_per_megabyte(text: str) -> float:
    """Seconds of the processor that reading `text` takes, by its million bytes in UTF-8."""
    source = source_of(text)
    start = time.process_time()
    read(source)
    return (time.process_time() - start) / (len(text.encode()) / 1_000_000)


def main() -> None:
    """A line for each kind: its size, and what a megabyte of it costs."""
    for name, make in TEXTS.items():
        text = make()
        print(f"{name:36} {len(text.encode()) / 1_000_000:6.2f} MB {seconds_per_megabyte(text):8.2f} s/MB", flush=True)


if __name__ == "__main__":
    main()
