"""What source.toml says of a document: facts that are not printed in it.

source.toml = id [title] [year] [url] [licence] [sha256] [publisher: name [name_en] [corporate_number]]
"""

import re
import tomllib
from pathlib import Path
from typing import Any

from shisaku.errors import Message, Place, SettingsError
from shisaku.source import Description, Publisher, is_ascii_iri

_ID = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")
_WHERE = re.compile(r"\(at line (?P<line>[0-9]+), column (?P<column>[0-9]+)\)")
_KEYS: dict[str, type] = {"id": str, "title": str, "year": int, "url": str, "licence": str, "sha256": str, "publisher": dict}
_PUBLISHER_KEYS: dict[str, type] = {"name": str, "name_en": str, "corporate_number": str}


def read_description(path: Path) -> Description:
    """What source.toml says; every mistake in it raises SettingsError with file, line, column and what was expected."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        values = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise SettingsError(Message(f"{path}: UTF-8 ではありません。", f"{path}: is not UTF-8.")) from error
    except tomllib.TOMLDecodeError as error:
        raise _toml_error(path, text, error) from error
    _typed(values, _KEYS, path, text)
    table = re.search(r"^[ \t]*\[publisher\]", text, re.MULTILINE)
    publisher = values.get("publisher")
    if publisher is not None:
        _typed(publisher, _PUBLISHER_KEYS, path, text, table.end() if table else 0)
        if "name" not in publisher:
            raise _wrong(path, text, "publisher", "publisher に name がありません", "publisher needs a name")
    if "id" not in values:
        raise _wrong(path, text, "id", "id がありません", "there is no id")
    if not _ID.fullmatch(values["id"]):
        ja, en = (
            "id は英小文字、数字、ハイフン、点、下線で書きます",
            "id must be lower-case ASCII letters, digits, hyphens, dots and underscores",
        )
        raise _wrong(path, text, "id", ja, en)
    if not 1 <= values.get("year", 1) <= 9999:
        raise _wrong(path, text, "year", "year は西暦の年です", "year must be a year of the Common Era")
    number = (publisher or {}).get("corporate_number")
    if number is not None and not re.fullmatch(r"[0-9]{13}", number):
        raise _wrong(path, text, "corporate_number", "法人番号は13桁の数字です", "a corporate number has 13 digits")
    for key in ("url", "licence"):
        if not is_ascii_iri(values.get(key, "x:x")):
            raise _wrong(path, text, key, f"{key} は IRI で書きます", f"{key} must be an IRI")
    known = {key: value for key, value in values.items() if key != "publisher"}
    return Description(**known, publisher=Publisher(**publisher) if publisher else None)


def _typed(values: dict[str, Any], keys: dict[str, type], path: Path, text: str, start: int = 0) -> None:
    for key, value in values.items():
        if key not in keys:
            known = "、".join(keys)
            raise _wrong(
                path,
                text,
                key,
                f"知らない項目です: {key}（使えるのは {known}）",
                f"unknown key {key} (known: {', '.join(keys)})",
                start,
            )
        if not isinstance(value, keys[key]) or isinstance(value, bool):
            name = keys[key].__name__
            raise _wrong(path, text, key, f"{key} は {name} で書きます", f"{key} must be of type {name}", start=start)


def _wrong(path: Path, text: str, key: str, ja: str, en: str, start: int = 0) -> SettingsError:
    """An error at the line behind `start` that sets `key`, or at the first line where none does."""
    found = re.compile(rf"^[ \t]*\[*(?P<key>{re.escape(key)})\b", re.MULTILINE).search(text, start)
    at = found.start("key") if found else 0
    return SettingsError(Message(ja + "。", en + "."), _place(path, text, at, len(key) if found else 1))


def _toml_error(path: Path, text: str, error: tomllib.TOMLDecodeError) -> SettingsError:
    where = _WHERE.search(str(error))
    reason = _WHERE.sub("", str(error)).strip()
    message = Message(f"TOML として読めません（{reason}）。", f"not valid TOML ({reason}).")
    lines = text.split("\n")
    number = min(int(where["line"]), len(lines)) if where else len(lines)
    column = int(where["column"]) if where else len(lines[-1]) + 1
    return SettingsError(message, Place(str(path), number, column, lines[number - 1]))


def _place(path: Path, text: str, at: int, length: int) -> Place:
    line = text.count("\n", 0, at) + 1
    start = text.rfind("\n", 0, at) + 1
    return Place(str(path), line, at - start + 1, text[start:].split("\n", 1)[0], length)
