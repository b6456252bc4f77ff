"""Limits on reading one file, one for each resource that a file can use."""

from dataclasses import dataclass

MEGABYTE = 1 << 20
"""Bytes."""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """The most that one file may use and return; a file that exceeds a limit is refused with a message.

    What the limits were measured on is in docs/decisions/20261130-formats.md: each is many times what the largest files of
    governments need, so that no file that was made for people to read exceeds one.
    """

    file_bytes: int = 256 * MEGABYTE
    """Bytes of the file."""
    memory_bytes: int = 2048 * MEGABYTE
    """Memory of the process that reads it."""
    processor_seconds: int = 120
    """Processor seconds for reading it."""
    seconds: float = 900.0
    """Elapsed seconds; a reader waits for nothing but the processor, so only a hanging reader or machine exceeds them."""
    characters: int = 5_000_000
    """Characters of its text, of a text file also: ten times a budget book of 600 pages. Each takes some 50 µs to process."""
    blocks: int = 500_000
    """Blocks of its text, those in cells among them."""
    cells: int = 1_000_000
    """Cells of its tables, empty ones among them."""
    pages: int = 10_000
    """Pages, slides or sheets."""
    result_bytes: int = 128 * MEGABYTE
    """Bytes of the result that the reading process sends back."""


LIMITS = ReadingLimits()
"""The default limits."""
