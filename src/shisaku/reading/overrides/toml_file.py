"""A settings file whose mistakes are reported with their line and column: its values, and where each key is in it."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from shisaku.errors import Place, SettingsError
from shisaku.messages import Message
from shisaku.model.source import is_ascii_iri
from shisaku.reading.overrides.toml_keys import KeyPlace, key_places
from shisaku.reading.overrides.toml_keys import Path as KeyPath
from shisaku.reading.text.characters import matching

Types = tuple[type, ...]
_WHERE = re.compile(r"\(at line (?P<line>[0-9]+), column (?P<column>[0-9]+)\)")
_CONCEPT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LARGEST = 9999
"""Of numbers that name a component."""
_NAMES = {Decimal: "float", dict: "table", list: "array"}
"""Types that have another name in TOML than in Python."""


def parsed(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a TOML file and its values, fractions as Decimal. Raises SettingsError where it cannot be read or is no TOML."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(Message("reading-not-utf", path=path)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(Message("common-cannot-read", path=path, reason=reason)) from error
    try:
        return text, tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise _toml_error(path, text, error) from error
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise SettingsError(Message("reading-nested-too-deeply-number-too", path=path)) from error


def _toml_error(path: Path, text: str, error: tomllib.TOMLDecodeError) -> SettingsError:
    where = _WHERE.search(str(error))
    reason = _WHERE.sub("", str(error)).strip()
    message = Message("reading-not-valid-toml", reason=reason)
    lines = text.split("\n")
    number = min(int(where["line"]), len(lines)) if where else len(lines)
    column = int(where["column"]) if where else len(lines[-1]) + 1
    return SettingsError(message, Place(str(path), number, column, lines[number - 1]))


class TomlFile:
    """The values of one file, and where each key is in it."""

    def __init__(self, path: Path, text: str, values: dict[str, Any]) -> None:
        self.path = path
        self.text = text
        self.values = values
        self.places = key_places(text)
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    # -- values that can be --------------------------------------------------------------------------------------------

    def typed(self, values: Mapping[str, Any], keys: Mapping[str, Types], path: KeyPath) -> None:
        """Refuse keys of the table at `path` that `keys` has not, and values of none of its types; of no types: looked at elsewhere."""
        for key, value in values.items():
            if key not in keys:
                raise self.wrong((*path, key), Message("reading-unknown-key-known", key=key, keys=Message.joined(keys)))
            if keys[key] and type(value) not in keys[key]:
                names = [_NAMES.get(type_, type_.__name__) for type_ in keys[key]]
                raise self.wrong(
                    (*path, key), Message("reading-must-type", key=key, names=Message.joined(names, "list-or-spaced"))
                )
            if isinstance(value, Decimal) and not value.is_finite():
                raise self.wrong((*path, key), Message("reading-must-finite-number", key=key))

    def tables(self, key: str) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
        """Each table under a heading `[[key]]`, with where it is."""
        found = self.values.get(key, [])
        if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
            raise self.wrong((key,), Message("reading-given-tables-each-under-heading", key=key))
        yield from (((key, number), table) for number, table in enumerate(found))

    def needed(self, values: Mapping[str, Any], key: str, name: str, path: KeyPath) -> Any:
        """The value of a key that the table `name` at `path` must have."""
        if key not in values:
            raise self.wrong(path, Message("reading-needs", name=name, key=key))
        return values[key]

    def named(self, values: Mapping[str, Any], keys: Iterable[str], path: KeyPath) -> None:
        """Refuse words in which nothing shows, and numbers that name nothing, as values of these keys."""
        for key in keys:
            value = values.get(key)
            if value is not None and not matching(str(value)):
                raise self.wrong((*path, key), Message("reading-has-no-words-key", key=key))
            if type(value) is int and not 1 <= value <= _LARGEST:
                raise self.wrong((*path, key), Message("reading-number-must", key=key, largest=_LARGEST))

    def iri(self, values: Mapping[str, Any], key: str, path: KeyPath = ()) -> str | None:
        """The value of a key that is an IRI, where it is there."""
        if key in values and not is_ascii_iri(values[key]):
            raise self.wrong((*path, key), Message("reading-must-iri", key=key))
        return values.get(key)

    def concept(self, values: Mapping[str, Any], key: str, path: KeyPath = ()) -> str | None:
        """The value of a key that is the name of a concept, or its IRI, where it is there; no scheme is looked at."""
        value = values.get(key)
        if value is not None and not _CONCEPT.fullmatch(value) and not is_ascii_iri(value):
            raise self.wrong((*path, key), Message("reading-must-name-concept-z-hyphens", key=key))
        return value

    def day(self, values: Mapping[str, Any], key: str, shortest: int, path: KeyPath = ()) -> str | None:
        """A day, a month or a year (ISO 8601) where it is there: a date of TOML, or a text of at least `shortest` characters."""
        value = values.get(key)
        if value is None:
            return None
        written = value.isoformat() if type(value) is date else value
        if not isinstance(written, str) or len(written) < shortest or not is_time(written):
            forms = ["2031-04-01", "2031-04", "2031"][: {10: 1, 7: 2, 4: 3}[shortest]]
            raise self.wrong((*path, key), Message("reading-must-date-written", key=key, forms=Message.joined(forms, "list-or")))
        return written

    # -- mistakes ------------------------------------------------------------------------------------------------------

    def line_of(self, path: KeyPath) -> int:
        """The line, from 1, that the key or table at `path` begins at."""
        return bisect_right(self.starts, self._at(path).start)

    def wrong(self, path: KeyPath, message: Message) -> SettingsError:
        """An error at the key that `path` leads to."""
        at = self._at(path)
        line = bisect_right(self.starts, at.start)
        start = self.starts[line - 1]
        printed = self.text[start:].split("\n", 1)[0].removesuffix("\r")
        place = Place(str(self.path), line, at.start - start + 1, printed, at.end - at.start)
        return SettingsError(Message("common-sentence", message=message), place)

    def _at(self, path: KeyPath) -> KeyPlace:
        """Where `path` is; where its nearest existing parent is if it does not exist; else the first character."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, KeyPlace(0, 1))


def is_time(text: str) -> bool:
    """Whether `text` is a day, a month or a year of the Common Era, ISO 8601: 2031-04-01, 2031-04, 2031."""
    if not re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?", text):
        return False
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
