"""Which languages there are, and what a message says in one of them: `ja.ftl`, `en.ftl`, and any file laid beside them.

A file is split into its entries when its language is first used, and an entry is parsed when it is first filled in: people
wait for commands that say five sentences of some 1,500.
"""

from functools import cache
from pathlib import Path

from shisaku.messages.fluent import ENTRY, Pattern, parse

Language = str
"""Name of a catalogue, as `ja`: a BCP 47 tag."""

FIRST = "ja"
"""The language that comes first where all of them are written."""
FALLBACK = "en"
"""The language that stands in for a message that another one lacks."""

_FOLDER = Path(__file__).parent


def _languages() -> tuple[Language, ...]:
    found = (file.name.removesuffix(".ftl") for file in _FOLDER.iterdir() if file.name.endswith(".ftl"))
    return tuple(sorted(found, key=lambda lang: (lang != FIRST, lang)))


LANGUAGES: tuple[Language, ...] = _languages()
"""The languages that there is a file for; `ja` first, the others by name."""


def language_for(tag: str) -> Language:
    """The language of a locale or tag (`ja_JP.UTF-8`, `en-GB`) that messages can be shown in; English where there is none."""
    name = tag.replace("_", "-").split(".")[0]
    return next(
        (lang for lang in LANGUAGES if name.lower() in (lang.lower(), f"{lang}-".lower()) or name.startswith(f"{lang}-")),
        FALLBACK,
    )


@cache
def entries(lang: Language) -> dict[str, str]:
    """The entries of one language, not parsed: key and source. Raises FileNotFoundError where there is no such file."""
    text = _FOLDER.joinpath(f"{lang}.ftl").read_text(encoding="utf-8")
    return dict(ENTRY.findall(text))


@cache
def pattern(key: str, lang: Language) -> Pattern:
    """What a message says in `lang`; in English where the file of `lang` lacks it or there is none. Raises KeyError."""
    found = entries(lang).get(key) if lang in LANGUAGES else None
    return parse(entries(FALLBACK)[key] if found is None else found)


def read_all() -> None:
    """Read the files of all languages, for a process that may open none later."""
    for lang in LANGUAGES:
        entries(lang)


def is_known(key: str) -> bool:
    """Whether there is a message of that key."""
    return key in entries(FALLBACK)
