"""Form, prefixes and variables of a query, read from its text; values inserted into the text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from urllib.parse import urljoin

from shisaku.sparql.tokens import NAMES, Token, code_tokens

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_ENDS_HEAD = ("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LOCAL_ESCAPE = re.compile(r"\\(.)")


@dataclass(slots=True)
class Prologue:
    """What a query declares before its form (SPARQL 1.1 grammar, 4 to 6)."""

    base: str = ""
    """The IRI that others are relative to; empty where there is none."""
    prefixes: dict[str, str] = field(default_factory=dict)
    """IRIs by prefix, without colon."""

    @classmethod
    def read(cls, code: Iterator[Token]) -> "tuple[Prologue, Token | None]":
        """Return the prologue at the start of `code`, and the next token: the form. None if the text ends or is wrong."""
        found = cls()
        for token in code:
            word = token.value.upper()
            if token.is_word("BASE", "VERSION"):
                argument = next(code, None)
                if argument is not None and argument.kind == "IRIREF":
                    found.base = found.resolved(argument.value)
            elif token.is_word("PREFIX") or (token.kind == "PNAME_NS" and word.startswith("PREFIX")):  # Oxigraph reads PREFIXex:
                name = next(code, None) if token.kind == "WORD" else Token(token.kind, token.text[len("PREFIX") :], 0)
                argument = next(code, None)
                if name is None or argument is None or (name.kind, argument.kind) != ("PNAME_NS", "IRIREF"):
                    return found, None
                found.prefixes[name.value[:-1]] = found.resolved(argument.value)
            else:
                return found, token
        return found, None

    def iri(self, token: Token) -> str | None:
        """The IRI that an IRIREF or a prefixed name stands for; None for other tokens and unknown prefixes."""
        if token.kind == "IRIREF":
            return self.resolved(token.value)
        prefix, _, local = token.value.partition(":")
        if token.kind not in NAMES or prefix not in self.prefixes:
            return None
        return self.prefixes[prefix] + _LOCAL_ESCAPE.sub(r"\1", local)

    def resolved(self, iri: str) -> str:
        """The IRI, made absolute where there is a base (RFC 3986, 5)."""
        if not self.base or _ABSOLUTE.match(iri):
            return iri
        return urljoin(self.base, iri) + ("#" if iri.endswith("#") else "")  # which `urljoin` drops where nothing follows


def form_of(query: str) -> str | None:
    """Return `SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`; None if the text is no query of SPARQL 1.1 (grammar, 2 to 7)."""
    return _form(Prologue.read(code_tokens(query))[1])


def declared(query: str) -> dict[str, str]:
    """Return the declared prefixes with their IRIs."""
    return Prologue.read(code_tokens(query))[0].prefixes


def variables_of(query: str) -> frozenset[str]:
    """Return the names of the variables, without `?` or `$`."""
    return _variables(code_tokens(query))


def head_end(query: str) -> int:
    """Where the head of a query ends, and clauses on its data belong (`FROM`): before WHERE or the brace of the pattern."""
    return _Parts.of(query).head_end


def bound(query: str, values: Mapping[str, object]) -> str:
    """The query with a VALUES block for each variable in every group that uses it; a value is a term that `str` writes as SPARQL does.

    A group knows no variable of the groups around it (SPARQL 1.1, 18.2.1: evaluated from the inside), hence one block in each. The
    head of SELECT only names its columns; where that of CONSTRUCT or DESCRIBE uses a variable, the outermost group gets a block.
    """
    parts = _Parts.of(query)
    blocks: dict[int, list[str]] = {}
    for name, term in sorted(values.items()):
        block = f" VALUES ?{name} {{ {term} }}"
        if parts.is_short_construct:  # its pattern is the template, and takes triples only
            places, block = ({len(query)} if name in _variables(parts.tail) else set()), f"\n{block}"
        else:
            places = _groups(parts.tail if parts.form == "CONSTRUCT" else (*parts.head, *parts.tail), name)
            if parts.form in ("CONSTRUCT", "DESCRIBE") and name in _variables(parts.head):
                places.add(parts.pattern or parts.head_end)
                block = block if parts.pattern else f" WHERE {{{block} }} "
        for place in places:
            blocks.setdefault(place, []).append(block)
    pieces, last = [], 0
    for place in sorted(blocks):
        pieces += [query[last:place], *blocks[place]]
        last = place
    return "".join((*pieces, query[last:]))


@dataclass(frozen=True, slots=True)
class _Parts:
    """A query behind its prologue."""

    form: str | None
    """Its first word; None where the text does not begin as a query."""
    head: tuple[Token, ...]
    """Columns, template, resources, and the clauses on graphs."""
    tail: tuple[Token, ...]
    """The pattern and what follows it."""
    head_end: int
    """Offset of the end of the head."""

    @classmethod
    def of(cls, query: str) -> "_Parts":
        """Those of a query."""
        code = code_tokens(query)
        first = Prologue.read(code)[1]
        form = _form(first)
        rest = tuple(code)
        if (
            first is not None and first.value.upper() != form
        ):  # no form, or one that Oxigraph parts from the word behind it: ASKWHERE
            size = len(form or "")
            rest = (Token(first.kind, first.text[size:], first.start + size), *rest)
        at = _head_size(rest, form)
        end = rest[-1].end if rest else first.end if first else len(query)
        return cls(form, rest[:at], rest[at:], rest[at].start if at < len(rest) else end)

    @property
    def is_short_construct(self) -> bool:
        """Whether it is a CONSTRUCT query without a template of its own (grammar, 10)."""
        return self.form == "CONSTRUCT" and not (self.head and self.head[0].text == "{")

    @property
    def pattern(self) -> int | None:
        """Offset behind the brace that opens the pattern; None where it has none."""
        brace = next((token for token in self.tail if not token.is_word("WHERE")), None)
        return brace.end if brace is not None and brace.text == "{" else None


def _form(first: Token | None) -> str | None:
    """The form that begins with this token, which Oxigraph also takes right before another word."""
    word = first.value.upper() if first is not None and first.kind == "WORD" else ""
    return next((form for form in _FORMS if word.startswith(form)), None)


def _head_size(rest: tuple[Token, ...], form: str | None) -> int:
    """How many tokens the head has. A brace within other brackets is that of an EXISTS among the columns, or of the template."""
    depth = 0
    for n, token in enumerate(rest):
        template = form == "CONSTRUCT" and not n
        if not depth and (token.is_word(*_ENDS_HEAD) or (token.text == "{" and not template)):
            return n
        depth += (token.text in ("(", "{")) - (token.text in (")", "}"))
    return len(rest)


def _variables(code: Iterable[Token]) -> frozenset[str]:
    return frozenset(token.value for token in code if token.kind == "VAR")


def _groups(code: tuple[Token, ...], name: str) -> set[int]:
    """Where the groups begin (behind their brace) that use a variable themselves; sub-selects are no groups of their own."""
    found: set[int] = set()
    opened: list[int | None] = []
    for token, after in zip_longest(code, code[1:]):
        if token.text == "{":
            sub_select = after is not None and _form(after) == "SELECT"
            opened.append(None if sub_select else token.end)
        elif token.text == "}" and opened:
            opened.pop()
        elif token.kind == "VAR" and token.value == name and opened and opened[-1] is not None:
            found.add(opened[-1])
    return found
