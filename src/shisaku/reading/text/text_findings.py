"""Findings on a text as such, before anything in it is understood: its encoding, lost bytes, characters that do not show."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePath

from shisaku.model.findings import Finding
from shisaku.model.source import Source, Span
from shisaku.reading import reading_rules
from shisaku.reading.text.left_out import file_findings

_DECEPTIVE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Controls, and what turns the direction of text: a reader may see other words, or another order, than are there (Trojan Source)."""
_INVISIBLE = re.compile("[\xad\u180e\u200b\u200c\u2060-\u2064\ufeff]")
"""Characters of no width that only guide the setting of lines."""
_MOST_LINES = 8
"""Lines that one finding names."""
_MOST_RUNS = 100
"""Runs of lost bytes that have a finding each; one more counts the rest."""
_MOST_BYTES = 32
"""Bytes of a run that are quoted."""
_NAMES = {0x00: "NUL", 0x1B: "ESCAPE", 0x7F: "DELETE", 0x85: "NEXT LINE"}


def text_findings(source: Source) -> tuple[Finding, ...]:
    """Findings on settings that are not used, on what of the file was not read, on the encoding, on bytes without a character, and on
    characters that do not show."""
    return (*_settings(source), *file_findings(source), *_encoding(source), *_undecoded(source), *_unseen(source))


def _settings(source: Source) -> Iterator[Finding]:
    unused = source.description.unused_settings
    if unused is not None:
        yield reading_rules.UNUSED_SETTINGS.at(None, settings=unused, own=PurePath(source.path).with_suffix(".toml").name)


def _encoding(source: Source) -> Iterator[Finding]:
    if source.encoding == source.description.encoding or _is_stated(source):
        return
    if source.rival_encodings:
        rivals = ", ".join(f"{name} {share:.2f}" for name, share in source.rival_encodings)
        yield reading_rules.AMBIGUOUS_ENCODING.at(None, encoding=source.encoding, rivals=rivals)
    elif source.encoding != "utf-8":
        yield reading_rules.ENCODING.at(None, encoding=source.encoding)


def _is_stated(source: Source) -> bool:
    """Whether the encoding was not guessed: the format has none, or states it."""
    return source.document is not None and not source.rival_encodings


def _undecoded(source: Source) -> Iterator[Finding]:
    for run in source.undecoded[:_MOST_RUNS]:
        quoted = run.data[:_MOST_BYTES].hex(" ") + (" …" if len(run.data) > _MOST_BYTES else "")
        yield reading_rules.UNDECODED.at(run.span, encoding=source.encoding, offset=run.offset, count=len(run.data), bytes=quoted)
    rest = source.undecoded[_MOST_RUNS:]
    if rest:
        count = sum(len(run.data) for run in rest)
        yield reading_rules.MORE_UNDECODED.at(rest[0].span, runs=len(rest), count=count, encoding=source.encoding)


def _unseen(source: Source) -> Iterator[Finding]:
    """A finding for every such character, at its first place, with the lines of the next ones."""
    for rule, pattern in ((reading_rules.DECEPTIVE, _DECEPTIVE), (reading_rules.INVISIBLE, _INVISIBLE)):
        places: dict[str, list[int]] = {}
        for match in pattern.finditer(source.text):
            places.setdefault(match.group(), []).append(match.start())
        for letter, found in sorted(places.items()):
            numbers = [str(source.place(Span(at, at + 1)).line) for at in found[:_MOST_LINES]]
            lines = ", ".join(dict.fromkeys(numbers)) + (" …" if len(found) > _MOST_LINES else "")
            yield rule.at(Span(found[0], found[0] + 1), name=character_name(letter), count=len(found), lines=lines)


def character_name(letter: str) -> str:
    """`U+202E RIGHT-TO-LEFT OVERRIDE`."""
    code = ord(letter)
    return f"U+{code:04X} {unicodedata.name(letter, _NAMES.get(code, 'CONTROL'))}"
