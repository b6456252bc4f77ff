"""A sentence for people: what it is to say, apart from the language that says it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Union

from shisaku.messages.catalogue import FALLBACK, FIRST, LANGUAGES, Language, pattern
from shisaku.messages.fluent import resolve
from shisaku.messages.plurals import category

Argument = Union[str, int, "Message", tuple["Message | str", ...]]
"""What a sentence is filled in with. A number decides between plural forms; a tuple is the parts of a list."""

_GIVEN = ""


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """One sentence: the key of its words in the catalogue and what they are filled in with."""

    key: str
    """Key in the catalogue; empty where the words come with the data, see `of`."""
    args: tuple[tuple[str, Argument], ...]
    """Arguments by name, in order of their names."""

    def __init__(self, key: str, /, **args: object) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "args", tuple((name, _argument(args[name])) for name in sorted(args)))

    @classmethod
    def of(cls, words: str | Mapping[Language, str]) -> "Message":
        """Words that the data bring, as a label does: by language, or the same in all languages."""
        return cls(_GIVEN, **({"": words} if isinstance(words, str) else words))

    @classmethod
    def joined(cls, parts: "Iterable[Message | str]", style: str = "list-comma") -> "Message":
        """A list. `style` is the key of the message that puts `$item` behind `$before`."""
        return cls(style, **{"": tuple(parts)})

    def filled(self, **args: object) -> "Message":
        """The same sentence with more arguments."""
        return Message(self.key, **{**dict(self.args), **args})

    def __bool__(self) -> bool:
        """Whether it says anything."""
        listed = bool(self.args) and self.args[0][0] == ""
        return any(words for _, words in self.args) if listed or not self.key else True

    def __str__(self) -> str:
        """The sentence in English, as it is."""
        return self.verbatim(FALLBACK)

    def text(self, lang: Language) -> str:
        """The sentence in `lang`, fit for a terminal whatever words of a document are in it."""
        return visible(self.verbatim(lang))

    def verbatim(self, lang: Language) -> str:
        """The sentence in `lang` with its arguments as they are, for formats that escape what they hold."""
        args = dict(self.args)
        if not self.key:
            words = next((args[tag] for tag in (lang, FALLBACK, "", FIRST, *args) if tag in args), "")
            return str(words)
        if isinstance(parts := args.get(""), tuple):
            return _list(self.key, [_text(part, lang) for part in parts], lang)
        return resolve(
            pattern(self.key, lang),
            lambda name: _text(args[name], lang) if name in args else f"{{{name}}}",
            lambda name: _tried(args.get(name), lang),
            lambda key: pattern(key, lang),
        )

    def in_each_language(self) -> dict[Language, str]:
        """The sentence in every language that there is, as it is: for graphs and JSON."""
        return {lang: self.verbatim(lang) for lang in LANGUAGES}

    def in_all_languages(self) -> str:
        """The sentence in every language on one line, where the reader is not known: in files, and in errors of programs that call the library."""
        return " / ".join(self.in_each_language().values())


def sentence(key: str, lang: Language, /, **args: object) -> str:
    """A message of the catalogue in `lang`, its arguments as they are."""
    return Message(key, **args).verbatim(lang)


def by_language(header: Mapping[str, object], key: str) -> dict[Language, str]:
    """What a header says under `key`, which is English, and under `key_ja` and the like for the others."""
    keys = {lang: key if lang == FALLBACK else f"{key}_{lang}" for lang in LANGUAGES}
    return {lang: str(header[name]) for lang, name in keys.items() if header.get(name)}


_ORDINALS = ("first", "second", "third", "fourth", "fifth")


def numbered(values: Iterable[object]) -> dict[str, object]:
    """Arguments for a sentence whose gaps are in order: `$first`, `$second` and so on; the only one is `$value`."""
    given = tuple(values)
    return {"value": given[0], **dict(zip(_ORDINALS, given, strict=False))} if given else {}


def _argument(value: object) -> Argument:
    """`value` as a message holds it: what is no message and no whole number is the text of it."""
    if isinstance(value, tuple | list):
        return tuple(part if isinstance(part, Message) else str(part) for part in value)
    return value if isinstance(value, Message | str) or type(value) is int else str(value)


def _text(value: Argument, lang: Language) -> str:
    if isinstance(value, tuple):
        return Message.joined(value).verbatim(lang)
    return value.verbatim(lang) if isinstance(value, Message) else str(value)


def _tried(value: Argument | None, lang: Language) -> tuple[str, ...]:
    """The names of variants that fit a value, the closest first."""
    return (str(value), category(lang, value)) if isinstance(value, int) else (str(value),)


def _list(style: str, parts: list[str], lang: Language) -> str:
    joining = pattern(style, lang)
    text = parts[0] if parts else ""
    for part in parts[1:]:
        values = {"before": text, "item": part}
        text = resolve(joining, values.__getitem__, lambda name: (name,), lambda key: pattern(key, lang))
    return text


DRIVING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What drives a terminal or turns the direction of text: controls but tab and line feed, bidirectional controls, lone surrogates."""


def visible(text: str, unseen: re.Pattern[str] = DRIVING) -> str:
    """`text` for a terminal: `<U+202E>` stands for each such character, so that no document drives it or misleads who reads it."""
    return unseen.sub(lambda match: f"<U+{ord(match.group()):04X}>", text)
