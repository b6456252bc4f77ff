"""Reads the settings of a project: `shisaku.toml`, or `[tool.shisaku]` in its pyproject.toml, uninterpreted.

`shisaku.project` interprets the settings. Only the language of messages is read here, as `--help` needs nothing else.
"""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from shisaku.errors import SettingsError
from shisaku.messages import LANGUAGES, Message

MARKER = Path("ontology") / "shisaku.ttl"
"""File that makes a folder a project without settings."""
_SETTINGS = Path("shisaku.toml")
_PYPROJECT = Path("pyproject.toml")


class Settings(NamedTuple):
    """Uninterpreted settings."""

    path: Path
    """Their file."""
    table: dict[str, Any]
    """The settings by key."""


def settings_in(folder: Path) -> Settings | None:
    """Return the settings of a folder, or None. Raises SettingsError if their file is no TOML."""
    if (folder / _SETTINGS).is_file():
        return Settings(folder / _SETTINGS, _table(folder / _SETTINGS))
    if (folder / _PYPROJECT).is_file():
        tools = _table(folder / _PYPROJECT).get("tool")
        table = tools.get("shisaku") if isinstance(tools, dict) else None
        return Settings(folder / _PYPROJECT, table) if isinstance(table, dict) else None
    return None


def configured_language() -> str | None:
    """Return the language of messages in the settings of the current project; None if not set or unreadable."""
    try:
        here = Path.cwd()
        for folder in (here, *here.parents):
            settings = settings_in(folder)
            if settings is not None:
                lang = settings.table.get("lang")
                return lang if lang in LANGUAGES else None
            if (folder / MARKER).is_file():
                return None
    except (SettingsError, OSError):
        return None  # a command that needs the settings reports the error
    return None


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(Message("settings-file-not-toml", path=path, error=error)) from error
