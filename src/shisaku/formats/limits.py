"""What reading one file may cost: the most of everything that a file can ask for."""

from dataclasses import dataclass

MEGABYTE = 1 << 20
"""Bytes."""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """The most that one file may take and give; a file that wants more is refused, and said to have been.

    What the limits were measured on is in docs/decisions/20261130-formats.md: each is many times what the largest files of
    governments need, so that none of them is met by a file that was made for people to read.
    """

    file_bytes: int = 256 * MEGABYTE
    """Bytes of the file."""
    memory_bytes: int = 2048 * MEGABYTE
    """Memory of the process that reads it."""
    processor_seconds: int = 120
    """Seconds of the processor for reading it."""
    seconds: float = 900.0
    """Seconds on the clock; a reader waits for nothing but the processor, so only one that hangs, or a machine that stands still."""
    characters: int = 5_000_000
    """Characters of its text, of a text file also: ten times a budget book of 600 pages. What is made of them takes some 50 µs each."""
    blocks: int = 500_000
    """Blocks of its text, those in cells among them."""
    cells: int = 1_000_000
    """Cells of its tables, empty ones among them."""
    pages: int = 10_000
    """Pages, slides or sheets."""
    result_bytes: int = 128 * MEGABYTE
    """Bytes of what the process that reads it sends back."""


LIMITS = ReadingLimits()
"""Those that hold where nobody says otherwise."""
