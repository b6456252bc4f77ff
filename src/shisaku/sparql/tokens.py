r"""SPARQL as tokens: the only module that reads the text of a query character by character.

The rows of the token table are the terminals of SPARQL 1.1 Query Language, 19.8, by their names:

    IRIREF                   <https://example.org/a#b>
    PNAME_LN, PNAME_NS       ex:a.b\~c   ex:   :      PN_PREFIX has no dot at its ends, PN_LOCAL none at its end
    BLANK_NODE_LABEL         _:a
    VAR                      ?a   $a                  VAR1 and VAR2
    LANGTAG                  @ja   @en-GB
    DOUBLE, DECIMAL, INTEGER 1.5e3   0.5   -7         with their sign: INTEGER_POSITIVE and the like
    STRING_LITERAL_LONG1/2   '''a'b'''   triple quotes, over several lines
    STRING_LITERAL1/2        'a'   "a\"b"             on one line
    WS, COMMENT              spaces;   # to the end of the line, but not within one of the above
    WORD                     SELECT   strlen   a      the keywords of 19.8, case-insensitive, and what is like one
    SIGN                     {   &&   ^^   <=         NIL and ANON are two signs each; <<( and )>> are of SPARQL 1.2
    UNKNOWN                  one letter that begins no token, an escape as a whole

The longest token counts, with one exception. `<?b&&?c>` is an IRI by its letters; behind an operand within an expression,
`FILTER(?a<?b&&?c>1)`, no IRI may come, and the sign is a comparison.

A codepoint escape (19.2: `\u0041`, `\U00000041`) is a letter of the token that it is written in, and ends none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_BASE = (  # PN_CHARS_BASE
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF"
    r"\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_VARNAME = rf"(?:[{_BASE}_0-9]|{_ESCAPE})(?:[{_BASE}_0-9\u00B7\u0300-\u036F\u203F\u2040]++|{_ESCAPE})*+"
_CHARS = rf"(?:[{_BASE}_0-9\u00B7\u0300-\u036F\u203F\u2040-]++|{_ESCAPE})"
_MOST_DOTS = 20
"""Dots in a prefix, so that `a.a.a.` without end is not looked through from each `a` on."""
_PREFIX = rf"(?:[{_BASE}]|{_ESCAPE}){_CHARS}*+(?:\.++{_CHARS}++){{0,{_MOST_DOTS}}}+"
_LOCAL_CHARS = rf"(?:[:{_BASE}_0-9]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?#@%]|{_ESCAPE})"
_LOCAL = rf"{_LOCAL_CHARS}(?:\.*+(?:{_LOCAL_CHARS}|[\u00B7\u0300-\u036F\u203F\u2040-]))*+"
_EXPONENT = r"[eE][+-]?[0-9]+"

_TABLE = {
    "WS": r"[ \t\r\n]+",
    "COMMENT": r"#[^\r\n]*",
    "IRIREF": rf"<(?:[^<>\"{{}}|^`\\\x00-\x20]|{_ESCAPE})*+>",
    "STRING_LITERAL_LONG1": r"'''(?:[^\\]|\\.)*?'''",
    "STRING_LITERAL_LONG2": r'"""(?:[^\\]|\\.)*?"""',
    "STRING_LITERAL1": r"'(?:[^'\\\r\n]|\\[^\r\n])*+'",
    "STRING_LITERAL2": r'"(?:[^"\\\r\n]|\\[^\r\n])*+"',
    "VAR": rf"[?$]{_VARNAME}",
    "BLANK_NODE_LABEL": rf"_:(?:[{_BASE}_0-9]|{_ESCAPE}){_CHARS}*+(?:\.++{_CHARS}++)*+",
    "PNAME_LN": rf"(?:{_PREFIX})?+:{_LOCAL}",
    "PNAME_NS": rf"(?:{_PREFIX})?+:",
    "LANGTAG": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    "DOUBLE": rf"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+){_EXPONENT}",
    "DECIMAL": r"[+-]?[0-9]*\.[0-9]+",
    "INTEGER": r"[+-]?[0-9]+",
    "WORD": rf"(?:[A-Za-z_]|{_ESCAPE})(?:\w++|{_ESCAPE})*+",
    "SIGN": r"<<\(|\)>>|&&|\|\||\^\^|!=|<=|>=|[{}()\[\].,;=<>+\-*/|^!?]",
    "UNKNOWN": r"\\.|.",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{rule})" for kind, rule in _TABLE.items()), re.DOTALL)
_LESS = re.compile("(?P<SIGN><=?)")

ASIDE = ("WS", "COMMENT")
STRINGS = ("STRING_LITERAL_LONG1", "STRING_LITERAL_LONG2", "STRING_LITERAL1", "STRING_LITERAL2")
NAMES = ("PNAME_LN", "PNAME_NS")
NUMBERS = ("DOUBLE", "DECIMAL", "INTEGER")
TERMS = ("IRIREF", *STRINGS, "VAR", "BLANK_NODE_LABEL", *NAMES, *NUMBERS)
"""Kinds of tokens."""
CLOSING = {"{": "}", "(": ")", "[": "]", "<<(": ")>>"}
"""The brackets, each with what closes it."""


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a query."""

    kind: str
    """A name of the token table."""
    text: str
    """Its text."""
    start: int
    """Offset in the query, in code points."""

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.start + len(self.text)

    @property
    def value(self) -> str:
        """The text with letters for codepoint escapes; a variable without its sign, an IRI without its brackets."""
        text = unescaped(self.text)
        return text[1:] if self.kind == "VAR" else text[1:-1] if self.kind == "IRIREF" else text

    def is_word(self, *words: str) -> bool:
        """Return whether it is one of these words, passed in upper case."""
        return self.kind == "WORD" and self.value.upper() in words


def unescaped(text: str) -> str:
    """The text with letters for codepoint escapes; those beyond Unicode stay."""
    if "\\" not in text:
        return text
    return re.sub(_ESCAPE, lambda match: chr(code) if (code := int(match.group()[2:], 16)) < 0x110000 else match.group(), text)


def code_tokens(query: str) -> Iterator[Token]:
    """The tokens of a query without spaces and comments, in order."""
    return (token for token in tokens(query) if token.kind not in ASIDE)


def tokens(query: str) -> Iterator[Token]:
    """All tokens of a text in order; together they are the text, letter by letter."""
    place = _Place()
    at = 0
    while match := _TOKEN.match(query, at):
        if match.lastgroup == "IRIREF" and place.takes_comparison:
            match = _LESS.match(query, at) or match
        token = Token(match.lastgroup or "", match.group(), at)
        yield token
        at = token.end
        if token.kind not in ASIDE:
            place.pass_over(token)


_START = Token("SIGN", "", 0)


class _Place:
    """The state of tokenizing: the open brackets and the last tokens.

    Between brackets of a kind are:

        select       a query or sub-query outside its pattern: its round brackets hold expressions, or the variables of VALUES
        group        a pattern, a template, the rows of VALUES, the properties of a blank node
        expression   FILTER (...), BIND (...), a function's arguments
        terms        a list, a path, a row of VALUES, a triple term
    """

    def __init__(self) -> None:
        self._within = ["select"]
        self._before = self._earlier = _START
        """The last token, and the one before it."""

    @property
    def takes_comparison(self) -> bool:
        """Return whether a less-than sign may come next, and so no IRI."""
        before = self._before
        operand = before.kind in (*TERMS, "LANGTAG") or before.text in (")", ")>>", "}")
        return self._within[-1] == "expression" and (operand or _is_truth(before))

    def pass_over(self, token: Token) -> None:
        """Advance past a token."""
        if token.text in ("{", "["):
            self._within.append("group")
        elif token.text in ("(", "<<("):
            self._within.append("expression" if token.text == "(" and self._opens_expression() else "terms")
        elif token.text in CLOSING.values() and len(self._within) > 1:
            self._within.pop()
        elif self._before.text == "{" and token.kind == "WORD" and token.value.upper().startswith("SELECT"):
            self._within[-1] = "select"
        self._earlier, self._before = self._before, token

    def _opens_expression(self) -> bool:
        """Whether a round bracket that comes now opens an expression.

        Engines read FILTERex:f as FILTER ex:f, a call of a function.
        """
        if self._within[-1] in ("select", "expression"):
            return True
        before = self._before
        if before.kind == "WORD":
            return not (before.is_word("A", "VALUES") or _is_truth(before))
        called = before.kind in ("IRIREF", *NAMES)
        glued = before.kind in NAMES and re.match("(?:true|false)?FILTER", before.value, re.IGNORECASE)
        return called and bool(glued or (self._earlier.kind == "WORD" and self._earlier.value.upper().endswith("FILTER")))


def _is_truth(token: Token) -> bool:
    """Whether it is a truth value, perhaps directly after a keyword, which engines split from it."""
    return token.kind == "WORD" and token.value.upper().endswith(("TRUE", "FALSE"))
