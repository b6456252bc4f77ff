"""Read and fill in the patterns of Fluent messages: text, variables, quoted literals, references, choices.

    pattern   = (text | placeable)+                      lines that follow are indented; their common indent is no part of the text
    placeable = "{" (variable | literal | reference | choice) "}"
    variable  = "$" name                literal = '"' … '"'            reference = name of another message
    choice    = "$" name "->" ("*"? "[" (name | number) "]" pattern)+  on a number, by itself or by its plural category

This is Fluent Syntax 1.0 (projectfluent.org/fluent/guide) without terms, attributes and functions; tests check that the
official parser reads the same out of our files. `docs/decisions/20261201-messages.md` says why it is not used at run time.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ENTRY = re.compile(r"^([a-zA-Z][a-zA-Z0-9_-]*) *=(.*(?:\n+ .*)*)", re.MULTILINE)
"""An entry of a file: its key and the source of its pattern. Between entries are comments and blank lines."""

_TEXT = re.compile(r"[^{}\n]+")
_BREAK = re.compile(r"(\n(?: *\n)*)( *)")
_BLANK = re.compile(r"[ \n]*")
_SPACES = re.compile(r" *")
_VARIABLE = re.compile(r"\$([a-zA-Z][a-zA-Z0-9_-]*)")
_REFERENCE = re.compile(r"[a-zA-Z][a-zA-Z0-9_-]*")
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([\\"]))')
_VARIANT = re.compile(r"(\*?)\[ *([a-zA-Z0-9_.-]+) *\] *")
_ARROW = re.compile(r"->")
_CLOSE = re.compile(r"\}")


@dataclass(frozen=True, slots=True)
class VariableReference:
    """What an argument says."""

    name: str
    """Name of the argument, without `$`."""


@dataclass(frozen=True, slots=True)
class MessageReference:
    """What another message says, with the same arguments."""

    key: str
    """Key of that message."""


@dataclass(frozen=True, slots=True)
class SelectExpression:
    """One of several patterns, by a number."""

    name: str
    """Name of the argument that decides."""
    variants: tuple[tuple[str, "Pattern"], ...]
    """Number or plural category, and what is said then."""
    default: "Pattern"
    """What is said where none of the variants fits."""


Pattern = tuple[str | VariableReference | MessageReference | SelectExpression, ...]


@dataclass(frozen=True, slots=True)
class _Break:
    """One or more line breaks within a pattern, and the indent after them."""

    lines: int
    indent: int


class FluentError(ValueError):
    """A pattern that is not in the part of Fluent that is read here."""


def parse(source: str) -> Pattern:
    """The pattern that `source`, what follows `key =`, holds. Raises FluentError."""
    reader = _Reader(source)
    pattern = reader.pattern()
    reader.take(_BLANK)
    if reader.at < len(source):
        raise FluentError(f"not read from character {reader.at} on: {source!r}")
    return pattern


def variables(pattern: Pattern) -> frozenset[str]:
    """Names of the arguments that a pattern takes."""
    found: set[str] = set()
    for part in pattern:
        if isinstance(part, VariableReference):
            found.add(part.name)
        elif isinstance(part, SelectExpression):
            found |= {part.name}.union(*(variables(variant) for _, variant in part.variants), variables(part.default))
    return frozenset(found)


def resolve(
    pattern: Pattern, value: Callable[[str], str], category: Callable[[str], tuple[str, ...]], referred: Callable[[str], Pattern]
) -> str:
    """The text of a pattern.

    `value` gives the text of a variable, `category` what is tried for a variable that decides, as the number itself and then
    its plural category, `referred` the pattern of another message.
    """
    parts = []
    for part in pattern:
        if isinstance(part, str):
            parts.append(part)
        elif isinstance(part, VariableReference):
            parts.append(value(part.name))
        elif isinstance(part, MessageReference):
            parts.append(resolve(referred(part.key), value, category, referred))
        else:
            chosen = _chosen(part, category(part.name))
            parts.append(resolve(chosen, value, category, referred))
    return "".join(parts)


def _chosen(choice: SelectExpression, tried: tuple[str, ...]) -> Pattern:
    variants: Mapping[str, Pattern] = dict(choice.variants)
    return next((variants[name] for name in tried if name in variants), choice.default)


class _Reader:
    """A place in the source of one entry."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def take(self, wanted: re.Pattern[str]) -> re.Match[str] | None:
        found = wanted.match(self.source, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def must(self, wanted: re.Pattern[str]) -> re.Match[str]:
        found = self.take(wanted)
        if found is None:
            raise FluentError(f"{wanted.pattern} expected at character {self.at}: {self.source!r}")
        return found

    def pattern(self) -> Pattern:
        """Up to the end, the next variant, or a closing brace."""
        parts: list[str | VariableReference | MessageReference | SelectExpression | _Break] = []
        text: re.Match[str] | None = None
        self.take(_SPACES)
        while self.at < len(self.source):
            if text := self.take(_TEXT):
                parts.append(text.group())
            elif self.source[self.at] == "{":
                self.at += 1
                parts.append(self.placeable())
            elif self.source[self.at] == "}":
                break
            else:
                between = self.must(_BREAK)
                if _VARIANT.match(self.source, self.at) or self.source[self.at : self.at + 1] in ("", "}"):
                    break
                parts.append(_Break(between[1].count("\n"), len(between[2])))
        if text:
            parts[-1] = text.group().rstrip(" ")
        return _dedented(parts)

    def placeable(self) -> str | VariableReference | MessageReference | SelectExpression:
        """From behind the opening brace to behind the closing one."""
        self.take(_BLANK)
        found: str | VariableReference | MessageReference | SelectExpression
        if literal := self.take(_LITERAL):
            found = _ESCAPE.sub(_unescaped, literal[1])
        elif variable := self.take(_VARIABLE):
            self.take(_BLANK)
            found = self.choice(variable[1]) if self.take(_ARROW) else VariableReference(variable[1])
        else:
            found = MessageReference(self.must(_REFERENCE).group())
        self.take(_BLANK)
        self.must(_CLOSE)
        return found

    def choice(self, name: str) -> SelectExpression:
        """The variants, one of which is the default."""
        variants: list[tuple[str, Pattern]] = []
        default: Pattern | None = None
        self.take(_BLANK)
        while variant := self.take(_VARIANT):
            pattern = self.pattern()
            self.take(_BLANK)
            if variant[1]:
                default = pattern
            else:
                variants.append((variant[2], pattern))
        if default is None:
            raise FluentError(f"a choice without a default: {self.source!r}")
        return SelectExpression(name, tuple(variants), default)


def _unescaped(escape: re.Match[str]) -> str:
    return escape[3] or chr(int(escape[1] or escape[2], 16))


def _dedented(parts: list[str | VariableReference | MessageReference | SelectExpression | _Break]) -> Pattern:
    """Without the indent that all lines share, and without a line break at the start."""
    common = min((part.indent for part in parts if isinstance(part, _Break)), default=0)
    pattern: list[str | VariableReference | MessageReference | SelectExpression] = []
    for at, part in enumerate(parts):
        if isinstance(part, _Break):
            pattern.append("\n" * (part.lines if at else 0) + " " * (part.indent - common))
        else:
            pattern.append(part)
    return tuple(part for part in pattern if part != "")
