"""Where in a TOML file each key is: tomllib gives the values, an error needs the line and the column.

The text is known to be well formed; a value is passed over token by token, so that nothing in a string or comment counts as a key.
"""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r]+|\#[^\n]*)|(?P<newline>\n)|(?P<sign>[][{}=,.])|(?P<long>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5})"""
    r"""|(?P<word>"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^][{}=,.\s"'#]+)""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_LETTERS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}

Path = tuple[str | int, ...]
"""Keys and positions in arrays from the outermost on: `("override", 2, "under")`."""


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where a key, or the header of a table, is."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last one."""


def key_places(text: str) -> dict[Path, KeyPlace]:
    """The place of every key and table of `text`, which is valid TOML; of a key that is given in parts, the last part."""
    return _Walk(text).places()


@dataclass
class _Walk:
    """One walk over the tokens of a file."""

    text: str
    at: int = 0
    found: dict[Path, KeyPlace] = field(default_factory=dict)
    arrays: dict[Path, int] = field(default_factory=dict)
    """Position of the table that was opened last in each array of tables."""

    def places(self) -> dict[Path, KeyPlace]:
        table: Path = ()
        while (token := self._next()) is not None:
            if token.lastgroup == "newline":
                continue
            self.at = token.start()
            if token.group() == "[":
                table = self._header()
            else:
                self._value(self._key(table))
        return self.found

    def _next(self) -> re.Match[str] | None:
        """The next token that is not blank."""
        while (token := _TOKEN.match(self.text, self.at)) is not None:
            self.at = token.end()
            if token.lastgroup != "blank":
                return token
        return None

    def _peek(self) -> str:
        at = self.at
        token = self._next()
        self.at = at
        return token.group() if token is not None else ""

    def _key(self, inside: Path) -> Path:
        """The path of the key that is written here; its dots, and the character behind it, are passed over."""
        path = inside
        while (token := self._next()) is not None and token.lastgroup == "word":
            path = (*path, _name(token.group()))
            self.found[path] = KeyPlace(token.start(), token.end())
            sign = self._next()
            if sign is None or sign.group() != ".":
                break
        return path

    def _header(self) -> Path:
        """The path of the table that `[a.b]` or `[[a.b]]` opens, positions in arrays included."""
        self._next()
        array = self.text[self.at] == "["
        self.at += array
        path: Path = ()
        while (token := self._next()) is not None and token.group() != "]":
            if token.lastgroup == "word":
                path = (*path, _name(token.group()))
                last = KeyPlace(token.start(), token.end())
                if self._peek() == ".":
                    path = (*path, self.arrays[path]) if path in self.arrays else path
        self.at += array
        if array:
            self.found.setdefault(path, last)
            self.arrays[path] = self.arrays.get(path, -1) + 1
            path = (*path, self.arrays[path])
        self.found[path] = last
        return path

    def _value(self, path: Path) -> None:
        """Pass over the value of `path`, noting the keys of the tables in it."""
        open_: list[tuple[Path, int | None]] = []
        while (token := self._next()) is not None:
            sign = token.group() if token.lastgroup == "sign" else ""
            if token.lastgroup == "newline" and not open_:
                return
            if sign == "[":
                open_.append((path, 0))
                path = (*path, 0)
            elif sign == "{":
                self.found.setdefault(path, KeyPlace(token.start(), token.end()))
                open_.append((path, None))
                path = path if self._peek() == "}" else self._key(path)
            elif sign == "," and open_:
                outer, index = open_.pop()
                open_.append((outer, None if index is None else index + 1))
                path = self._key(outer) if index is None else (*outer, index + 1)
            elif sign in ("]", "}") and open_:
                path = open_.pop()[0]


def _name(word: str) -> str:
    """The key that a word of the file means."""
    if word[0] == "'":
        return word[1:-1]
    if word[0] != '"':
        return word

    def letter(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _LETTERS.get(match[3], match[3])

    return _ESCAPE.sub(letter, word[1:-1])
