"""Opening a document: its bytes as text, and beside it the source.toml that tells what is not printed in it.

source.toml = id [title] [year] [url] [licence] [sha256] [publisher: name [name_en] [corporate_number]]
"""

import hashlib
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from shisaku.errors import InputError, Message, Place, SettingsError
from shisaku.source import Description, Publisher, Source, is_ascii_iri

_DOCUMENTS = (".txt", ".pdf", ".md")
_ID = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")
_WHERE = re.compile(r"\(at line (?P<line>[0-9]+), column (?P<column>[0-9]+)\)")
_KEYS: dict[str, type] = {"id": str, "title": str, "year": int, "url": str, "licence": str, "sha256": str, "publisher": dict}
_PUBLISHER_KEYS: dict[str, type] = {"name": str, "name_en": str, "corporate_number": str}


def open_source(path: Path) -> Source:
    """The document at `path` with its description.

    Raises InputError when it cannot be read or is not UTF-8 text, SettingsError when source.toml beside it is wrong.
    """
    data = _bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    text = _decoded(data, path)
    settings = _settings_of(path)
    description = read_description(settings) if settings else Description(_id_from(path, digest))
    return Source(text, str(path), description, digest, "utf-8")


def _settings_of(path: Path) -> Path | None:
    """`<name>.toml` beside the document, or source.toml where the document is the only one, or the `source.*`, of its folder."""
    if str(path) == "-":
        return None
    own, shared = path.with_suffix(".toml"), path.with_name("source.toml")
    if own.is_file():
        return own
    others = [p for p in path.parent.glob("*") if p != path and p.suffix.lower() in _DOCUMENTS]
    return shared if shared.is_file() and not others and path != shared else None


def _bytes(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            Message(f"{path}: ファイルがありません。パスを確かめてください。", f"{path}: no such file. Check the path.")
        ) from error
    except IsADirectoryError as error:
        raise InputError(
            Message(
                f"{path}: フォルダーです。中の source.txt など、文書のファイルを指定してください。",
                f"{path}: is a directory. Name a document, such as the source.txt in it.",
            )
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(Message(f"{path}: 読めません（{reason}）。", f"{path}: cannot be read ({reason}).")) from error


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = data[error.start : error.start + 4].hex(" ")
        raise InputError(
            Message(
                f"{path}:{line}: UTF-8 のテキストではありません（{error.start} バイト目 {found}）。UTF-8 に変換してから渡してください。",
                f"{path}:{line}: not UTF-8 text (byte {error.start}: {found}). Convert it to UTF-8 first.",
            )
        ) from error


def _id_from(path: Path, digest: str) -> str:
    """An ASCII identifier from the file's name, or from its content where the name has no ASCII letters."""
    stem = path.parent.name if path.stem == "source" and path.parent.name else "stdin" if str(path) == "-" else path.stem
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return slug if re.search(r"[a-z]", slug) else f"plan-{slug + '-' if slug else ''}{digest[:8]}"


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
