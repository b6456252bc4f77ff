"""What source.toml says of a document: facts that are not printed in it, and what a person settled about it.

source.toml = id [title] [year] [url] [licence] [sha256] [encoding] [order] [embed_text] [publisher: name [name_en] [corporate_number]] { override }
override    = (measure | group | purpose) under             see docs/overrides.md
            | entry [measure] (under | restates)
            | furniture
"""

import json
import re
import tomllib
from bisect import bisect_right
from pathlib import Path
from typing import Any

from shisaku.errors import Message, Place, SettingsError
from shisaku.reading.settled.places import KeyPlace, key_places
from shisaku.reading.settled.places import Path as KeyPath
from shisaku.reading.text.characters import matching
from shisaku.reading.text.encoding import ENCODINGS, encoding_named
from shisaku.source import PRINTED, Description, Override, Publisher, is_ascii_iri

_ID = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")
_WHERE = re.compile(r"\(at line (?P<line>[0-9]+), column (?P<column>[0-9]+)\)")
_KEYS: dict[str, tuple[type, ...]] = {
    "id": (str,),
    "title": (str,),
    "year": (int,),
    "url": (str,),
    "licence": (str,),
    "sha256": (str,),
    "encoding": (str,),
    "order": (str,),
    "embed_text": (bool,),
    "publisher": (dict,),
    "override": (list,),
}
_PUBLISHER_KEYS: dict[str, tuple[type, ...]] = {"name": (str,), "name_en": (str,), "corporate_number": (str,)}
_OVERRIDE_KEYS: dict[str, tuple[type, ...]] = {
    "measure": (int, str),
    "group": (str,),
    "purpose": (str,),
    "entry": (str,),
    "furniture": (str,),
    "under": (int, str),
    "restates": (str,),
}
_SUBJECTS = ("entry", "furniture", "purpose", "group", "measure")
"""What an override may be about; `measure` beside `entry` tells which entry is meant."""


def read_description(path: Path) -> Description:
    """What source.toml says; every mistake in it raises SettingsError with file, line, column and what was expected."""
    text, values = _parsed(path)
    return _Settings(path, text, values).description()


def _parsed(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(Message(f"{path}: UTF-8 ではありません。", f"{path}: is not UTF-8.")) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(Message(f"{path}: 読めません（{reason}）。", f"{path}: cannot be read ({reason}).")) from error
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _toml_error(path, text, error) from error
    except (RecursionError, ValueError) as error:
        ja, en = f"{path}: TOML として深すぎるか、数が大きすぎます。", f"{path}: nested too deeply, or with a number too large."
        raise SettingsError(Message(ja, en)) from error


def _toml_error(path: Path, text: str, error: tomllib.TOMLDecodeError) -> SettingsError:
    where = _WHERE.search(str(error))
    reason = _WHERE.sub("", str(error)).strip()
    message = Message(f"TOML として読めません（{reason}）。", f"not valid TOML ({reason}).")
    lines = text.split("\n")
    number = min(int(where["line"]), len(lines)) if where else len(lines)
    column = int(where["column"]) if where else len(lines[-1]) + 1
    return SettingsError(message, Place(str(path), number, column, lines[number - 1]))


class _Settings:
    """The values of one file, and where each key stands in it."""

    def __init__(self, path: Path, text: str, values: dict[str, Any]) -> None:
        self.path = path
        self.text = text
        self.values = values
        self.places = key_places(text)
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def description(self) -> Description:
        """The whole, checked."""
        values = self.values
        self._typed(values, _KEYS, ())
        publisher = self._publisher(values.get("publisher"))
        if "id" not in values:
            raise self.wrong(("id",), "id がありません", "there is no id")
        if not _ID.fullmatch(values["id"]):
            ja = "id は英小文字、数字、ハイフン、点、下線で書きます"
            raise self.wrong(("id",), ja, "id must be lower-case ASCII letters, digits, hyphens, dots and underscores")
        if not 1 <= values.get("year", 1) <= 9999:
            raise self.wrong(("year",), "year は西暦の年です", "year must be a year of the Common Era")
        if values.get("order", PRINTED) != PRINTED:
            ja = f"order に書けるのは {PRINTED} だけです（印刷された順に読みます）"
            raise self.wrong(("order",), ja, f"order can only be {PRINTED}: the text is read in the order it is printed in")
        for key in ("url", "licence"):
            if not is_ascii_iri(values.get(key, "x:x")):
                raise self.wrong((key,), f"{key} は IRI で書きます", f"{key} must be an IRI")
        known = {key: value for key, value in values.items() if key not in ("publisher", "encoding", "override")}
        overrides = self._overrides(values.get("override", []))
        return Description(**known, publishers=(publisher,) if publisher else (), encoding=self._encoding(), overrides=overrides)

    def _publisher(self, values: dict[str, Any] | None) -> Publisher | None:
        if values is None:
            return None
        self._typed(values, _PUBLISHER_KEYS, ("publisher",))
        if "name" not in values:
            raise self.wrong(("publisher",), "publisher に name がありません", "publisher needs a name")
        number = values.get("corporate_number")
        if number is not None and not re.fullmatch(r"[0-9]{13}", number):
            raise self.wrong(("publisher", "corporate_number"), "法人番号は13桁の数字です", "a corporate number has 13 digits")
        names = (("ja", values["name"]), ("en", values["name_en"])) if "name_en" in values else ()
        return Publisher(values["name"], names, number)

    def _encoding(self) -> str | None:
        name = self.values.get("encoding")
        if name is None:
            return None
        found = encoding_named(name)
        if found is None:
            ja, en = f"使えるのは {'、'.join(ENCODINGS)} です", f"known are {', '.join(ENCODINGS)}"
            raise self.wrong(("encoding",), f"知らない文字コードです。{ja}", f"an encoding that is not read; {en}")
        return found

    # -- overrides -----------------------------------------------------------------------------------------------------

    def _overrides(self, tables: list[Any]) -> tuple[Override, ...]:
        """Every override, none of which contradicts another word for word."""
        overrides: list[Override] = []
        seen: dict[tuple[str, ...], Override] = {}
        for number, table in enumerate(tables):
            path: KeyPath = ("override", number)
            if not isinstance(table, dict):
                raise self.wrong(("override",), *_WRITTEN)
            override = self._override(table, path)
            overrides.append(override)
            relation = "restates" if override.restates else "under"
            about = (override.kind, matching(override.names), matching(override.measure or ""), relation)
            first = seen.setdefault(about, override)
            if (first.parent, first.restates) != (override.parent, override.restates):
                ja = f"{first.line} 行目の指定（{first.said}）と食い違います。どちらか一方を消してください"
                en = f"contradicts the override of line {first.line} ({first.said}); remove one of the two"
                raise self.wrong((*path, override.kind), ja, en)
        return tuple(overrides)

    def _override(self, table: dict[str, Any], path: KeyPath) -> Override:
        self._typed(table, _OVERRIDE_KEYS, path)
        for key, value in table.items():
            if not matching(str(value)):
                raise self.wrong((*path, key), f"{key} に言葉がありません", f"{key} has no words")
            if isinstance(value, int) and not 1 <= value <= 9999:
                raise self.wrong((*path, key), f"{key} の番号は 1 から 9999 までです", f"the number of {key} must be 1 to 9999")
        kind = self._kind(table, path)
        said = ", ".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items())
        parent, measure = (str(table[key]) if key in table else None for key in ("under", "measure"))
        within = measure if kind == "entry" else None
        line = bisect_right(self.starts, self._at(path).start)
        return Override(kind, str(table[kind]), parent, table.get("restates"), within, line, self.path.name, said)

    def _kind(self, table: dict[str, Any], path: KeyPath) -> str:
        """What the override is about, after a look whether it says one thing about it and no more."""
        kinds = [key for key in _SUBJECTS if key in table]
        if not kinds:
            ja = "何についての指定かがありません。entry、furniture、purpose、group、measure のどれかを書きます"
            raise self.wrong(path, ja, "says not what it is about: needs entry, furniture, purpose, group or measure")
        kind = kinds[0]
        if kinds[1:] not in ([], ["measure"] if kind == "entry" else []):
            ja = f"一つの指定に {kind} と {kinds[1]} があります。[[override]] を分けてください"
            raise self.wrong((*path, kinds[1]), ja, f"is about {kind} and {kinds[1]} at once; write two [[override]]")
        if kind != "entry" and "restates" in table:
            raise self.wrong((*path, "restates"), "restates は entry にだけ書けます", "restates goes with entry only")
        if kind == "furniture" and "under" in table:
            ja = "furniture はどこにも属さないので、under は書けません"
            raise self.wrong((*path, "under"), ja, "furniture stands under nothing, so under must not be there")
        if "under" in table and "restates" in table:
            ja = "under と restates は一緒に書けません。[[override]] を分けてください"
            raise self.wrong((*path, "restates"), ja, "under and restates cannot go together; write two [[override]]")
        if kind != "furniture" and "under" not in table and "restates" not in table:
            needed = ("under か restates", "under or restates") if kind == "entry" else ("under", "under")
            ja, en = f"{kind} をどうするかがありません。{needed[0]} を書きます", f"says nothing of the {kind}: needs {needed[1]}"
            raise self.wrong((*path, kind), ja, en)
        return kind

    # -- mistakes ------------------------------------------------------------------------------------------------------

    def _typed(self, values: dict[str, Any], keys: dict[str, tuple[type, ...]], path: KeyPath) -> None:
        for key, value in values.items():
            if key not in keys:
                ja = f"知らない項目です: {key}（使えるのは {'、'.join(keys)}）"
                raise self.wrong((*path, key), ja, f"unknown key {key} (known: {', '.join(keys)})")
            if not isinstance(value, keys[key]) or (isinstance(value, bool) and bool not in keys[key]):
                if key == "override":
                    raise self.wrong((*path, key), *_WRITTEN)
                names = [type_.__name__ for type_ in keys[key]]
                ja = f"{key} は {' か '.join(names)} で書きます"
                raise self.wrong((*path, key), ja, f"{key} must be of type {' or '.join(names)}")

    def _at(self, path: KeyPath) -> KeyPlace:
        """Where `path` stands; what it is in where it does not stand itself; the first character where nothing of it does."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, KeyPlace(0, 1))

    def wrong(self, path: KeyPath, ja: str, en: str) -> SettingsError:
        """An error at the key that `path` leads to."""
        at = self._at(path)
        line = bisect_right(self.starts, at.start)
        start = self.starts[line - 1]
        printed = self.text[start:].split("\n", 1)[0].removesuffix("\r")
        place = Place(str(self.path), line, at.start - start + 1, printed, at.end - at.start)
        return SettingsError(Message(ja + "。", en + "."), place)


_WRITTEN = (
    "指定は [[override]] の見出しの下に、一つずつ書きます",
    "overrides are tables, each under a heading [[override]] of its own",
)
