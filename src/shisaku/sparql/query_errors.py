"""The mistake in a SPARQL query that an engine rejects, with the place where a person would fix it.

Engines report the farthest place that they parsed, in terms of their grammars. This module looks for the usual mistakes in order:
tokens, beginning, keywords, clauses, brackets, prefixes, triples. The engine is quoted only if it finds none.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from itertools import pairwise

from shisaku.errors import Place
from shisaku.messages import Message
from shisaku.sparql.tokens import CLOSING, NAMES, NUMBERS, TERMS, Token, code_tokens

Found = tuple[Message, int, int]
"""Message, offset and length of a mistake."""

_LIKE_AN_IRI = re.compile(r"<\w+:(?![^<>\"{}|^`\\\x00-\x20]*>)[^<>\n]{0,2000}>")
"""An IRI with a character that is not allowed."""
_UNLIKE_A_NAME = re.compile(r"[^\w.:%\\~!$&'()*+,;=/?#@-]")
"""Characters that the grammar allows in names, such as `（`, and that no real name has."""
_FORMS = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")
_CHOOSING = ("SELECT", "DISTINCT", "REDUCED")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_OPERATORS = ("=", "!=", "<", ">", "<=", ">=", "&&", "||", "/", "|")
_KEYWORDS = """
a abs add all as asc ask avg base bind bnode bound by ceil clear coalesce concat construct contains copy count create data datatype
day default delete desc describe distinct drop encode_for_uri exists false filter floor from graph group group_concat having hours if
in insert into iri isblank isiri isliteral isnumeric isuri lang langmatches lcase limit load max md5 min minus minutes month move
named not now offset optional order prefix rand reduced regex replace round sameterm sample seconds select separator service sha1
sha256 sha384 sha512 silent str strafter strbefore strdt strends strlang strlen strstarts struuid substr sum timezone to true tz
ucase undef union uri using uuid values where with year
"""
"""Keywords of SPARQL 1.1 (19.8), in lower case."""
_WORDS = frozenset(_KEYWORDS.split())
_NEAR = 0.7
"""Least similarity (difflib) of a keyword to be suggested."""
_ENGINE_MESSAGES = {
    "variable that is unbound": Message("sparql-variable-selected-neither-grouped-nor"),
    "overrides an existing variable": Message("sparql-variable-behind-used-pattern-already"),
    "Duplicated variable name": Message("sparql-select-has-one-variable-twice"),
}
"""Errors of Oxigraph for queries with correct grammar, by a part of its message."""
_ENDS_TRIPLES = ("FILTER", "OPTIONAL", "UNION", "MINUS", "BIND", "VALUES", "GRAPH", "SERVICE", "SELECT")


def diagnose(name: str, query: str, engine_message: str, prefixes: Mapping[str, str]) -> tuple[Message, Place] | None:
    """Return the mistake in a query, with its place; None if it is not a usual one.

    `engine_message` is the error of Oxigraph, `prefixes` are those to suggest.
    """
    tokens = list(code_tokens(query))
    grammar = (_no_tokens, _beginning, _words, _selection, _clauses, _brackets, partial(_declarations, prefixes), _triples)
    for look in (*grammar, partial(_by_engine, engine_message), _bound_again):
        for message, start, length in look(query, tokens):
            return message, Place.at(name, query, start, length)
    return None


def _at(token: Token, message: Message) -> Found:
    """A mistake at a token."""
    return message, token.start, len(token.text)


def _by_engine(engine_message: str, query: str, tokens: list[Token]) -> Iterator[Found]:
    """The error of Oxigraph for a query with correct grammar."""
    for reason, message in _ENGINE_MESSAGES.items():
        if reason in engine_message:
            yield _at(next((token for token in tokens if token.is_word("SELECT")), tokens[0]), message)


def _bound_again(query: str, tokens: list[Token]) -> Iterator[Found]:
    """Variables of BIND that are bound already."""
    known: set[str] = set()
    binds = False
    for before, token in pairwise(tokens):
        if token.kind == "VAR":
            if binds and before.is_word("AS") and token.text in known:
                yield _at(token, Message("sparql-used-before-takes-new-variable", token=token.text))
            known.add(token.text)
        binds = token.is_word("BIND") or (binds and not before.is_word("AS"))


def _no_tokens(query: str, tokens: list[Token]) -> Iterator[Found]:
    """Unterminated strings, IRIs with a space, characters that begin no token."""
    for token in tokens:
        if token.text == "<" and (iri := _LIKE_AN_IRI.match(query, token.start)):
            yield Message("sparql-iri-has-space-another-character"), token.start, len(iri.group())
        elif token.text in ("'", '"'):
            yield Message("sparql-string-not-closed-before-line"), token.start, len(query[token.start :].split("\n", 1)[0])
        elif unknown := _unknown_sign(token):
            sign, start = unknown
            yield Message("sparql-means-nothing-here", sign=sign), start, 1


def _unknown_sign(token: Token) -> tuple[str, int] | None:
    """The invalid character of a token and its offset, or None."""
    if token.kind == "UNKNOWN":
        return token.text[0], token.start
    found = _UNLIKE_A_NAME.search(token.text) if token.kind in ("VAR", "BLANK_NODE_LABEL", *NAMES) else None
    return (found.group(), token.start + found.start()) if found else None


def _words(query: str, tokens: list[Token]) -> Iterator[Found]:
    """Unknown keywords."""
    for token in tokens:
        if token.kind == "WORD" and token.value.lower() not in _WORDS:
            near = get_close_matches(token.value.lower(), _WORDS, 1, _NEAR)
            meant = Message("sparql-is-it", near=near[0].upper()) if near else Message("sparql-variables-begin")
            yield _at(token, Message("sparql-sparql-has-no-word", token=token.text, meant=meant))


def _brackets(query: str, tokens: list[Token]) -> Iterator[Found]:
    """Brackets that are not closed, or never opened."""
    opened: list[Token] = []
    for token in tokens:
        if token.kind != "SIGN":
            continue
        if token.text in CLOSING:
            opened.append(token)
        elif token.text in CLOSING.values():
            if opened and CLOSING[opened[-1].text] == token.text:
                opened.pop()
                continue
            if not opened:
                message = Message("sparql-closes-nothing-opened", token=token.text)
            else:
                wanted = CLOSING[opened[-1].text]
                message = Message("sparql-has-to-come-before", wanted=wanted, token=token.text)
            yield _at(token, message)
            return
    for token in opened[-1:]:
        wanted = CLOSING[token.text]
        yield _at(token, Message("sparql-not-closed", token=token.text, wanted=wanted))


def _beginning(query: str, tokens: list[Token]) -> Iterator[Found]:
    """Anything else in the place of SELECT, ASK and the like."""
    at = 0
    while at < len(tokens) and tokens[at].is_word("PREFIX", "BASE"):
        iri = next((n for n in (at + 1, at + 2) if n < len(tokens) and tokens[n].kind == "IRIREF"), None)
        well = iri == (at + 1 if tokens[at].is_word("BASE") else at + 2)
        if not well or (tokens[at].is_word("PREFIX") and tokens[at + 1].kind != "PNAME_NS"):
            yield _at(tokens[at], Message("sparql-prefix-takes-name-ends-colon"))
            return
        at = (iri or at) + 1
    forms = Message("sparql-select-ask-construct-describe")
    if at == len(tokens):
        yield Message("sparql-there-no", forms=forms), len(query), 1
    elif tokens[at].is_word(*_UPDATES):
        yield _at(tokens[at], Message("sparql-updates-not-taken-here-only"))
    elif not tokens[at].is_word(*_FORMS):
        yield _at(tokens[at], Message("sparql-query-begins-not", forms=forms, tokens=tokens[at].text))


def _declarations(known: Mapping[str, str], query: str, tokens: list[Token]) -> Iterator[Found]:
    """Prefixes that are used and not declared."""
    declared = {name.text[:-1] for word, name in pairwise(tokens) if word.is_word("PREFIX")}
    for token in tokens:
        prefix = token.text.partition(":")[0]
        if token.kind in NAMES and prefix not in declared:
            iri = known.get(prefix, "…")
            line = f"PREFIX {prefix}: <{iri}>"
            yield _at(token, Message("sparql-prefix-not-declared-add", prefix=prefix, line=line))


def _selection(query: str, tokens: list[Token]) -> Iterator[Found]:
    """Mistakes in the columns of SELECT: commas between variables, expressions without brackets or name."""
    depth = 0
    selecting = -1
    """How deep in brackets variables are chosen; below nothing elsewhere."""
    named = False
    """Whether what stands in the brackets at hand has a name."""
    for token, after in pairwise(tokens):
        if token.kind == "SIGN":
            depth += (token.text == "(") - (token.text == ")")
        if token.is_word("SELECT"):
            selecting = depth
        elif token.text == "{" or token.is_word("WHERE", "FROM"):
            selecting = -1
        if selecting < 0:
            continue
        if depth == selecting + 1 and (token.text == "(" or token.is_word("AS")):
            named = token.text != "("
        elif depth == selecting and token.text == ",":
            yield _at(
                token,
                Message("sparql-variables-select-parted-spaces-not"),
            )
        elif depth == selecting and (
            (token.text == ")" and not named) or (token.kind == "WORD" and after.text == "(" and not token.is_word(*_CHOOSING))
        ):
            yield _at(token, Message("sparql-expression-within-select-stands-brackets"))


def _clauses(query: str, tokens: list[Token]) -> Iterator[Found]:
    """Clauses that lack a keyword or a bracket."""
    for token, after in pairwise((*tokens, Token("end", "", len(query)))):
        if token.is_word("ORDER", "GROUP") and not after.is_word("BY"):
            yield _at(token, Message("sparql-needs-behind", token=token.text))
        elif token.is_word("BY") and after.text in ("", "}"):
            yield _at(token, Message("sparql-needs-variable-expression-behind", token=token.text))
        elif token.is_word("FROM") and not (after.kind in ("IRIREF", *NAMES) or after.is_word("NAMED")):
            yield _at(token, Message("sparql-needs-iri-graph-behind"))
        elif token.text in _OPERATORS and after.text in ("", ")", "}", ",", ";", ".", *_OPERATORS):
            yield _at(token, Message("sparql-needs-something-behind", token=token.text))
        elif token.is_word("LIMIT", "OFFSET") and after.kind not in NUMBERS:
            yield _at(token, Message("sparql-needs-number-behind", token=token.text))
        elif token.is_word("AS") and after.kind != "VAR":
            yield _at(token, Message("sparql-needs-variable-behind-n"))
        elif token.is_word("WHERE", "OPTIONAL", "UNION", "MINUS") and after.text != "{":
            yield _at(token, Message("sparql-needs-a-behind-it", token=token.text))
        elif token.is_word("FILTER") and not (after.text == "(" or after.kind in ("WORD", "IRIREF", *NAMES)):
            yield _at(token, Message("sparql-condition-filter-stands-brackets-filter"))
        elif token.is_word("BIND") and after.text != "(":
            yield _at(token, Message("sparql-bind-needs-behind"))


def _triples(query: str, tokens: list[Token]) -> Iterator[Found]:
    """Triples that lack a term or the punctuation after it. Triples with paths, lists or brackets are not examined."""
    at = next((n for n, token in enumerate(tokens) if token.text == "{"), len(tokens))
    while at < len(tokens):
        begins = tokens[at].text in ("{", ".", "}") and not _holds_values(tokens, at)
        begin = at = at + 1
        while at < len(tokens) and tokens[at].text not in (".", "{", "}") and not tokens[at].is_word(*_ENDS_TRIPLES):
            at += 1
        if begins:
            yield from _statement(tokens[begin:at])


def _is_term(token: Token) -> bool:
    return token.kind in TERMS or token.is_word("TRUE", "FALSE") or token.text == "a"


def _holds_values(tokens: list[Token], at: int) -> bool:
    """Whether the bracket opens the data of VALUES."""
    back = at - 1
    while back >= 0 and (tokens[back].kind == "VAR" or tokens[back].text in ("(", ")")):
        back -= 1
    return tokens[at].text == "{" and back >= 0 and tokens[back].is_word("VALUES")


def _statement(tokens: list[Token]) -> Iterator[Found]:
    """Mistakes in the triples of one subject."""
    typed = {after.start for before, after in pairwise(tokens) if before.text == "^^"}
    tokens = [token for token in tokens if token.kind != "LANGTAG" and token.text != "^^" and token.start not in typed]
    if not all(_is_term(token) or token.text in (";", ",") for token in tokens):
        return
    count = 0
    """Terms of the triple at hand."""
    for n, token in enumerate(tokens):
        if _is_term(token):
            count += 1
            if count > 3:
                yield _at(token, Message("sparql-there-no-behind-triple-before"))
                return
        last = n + 1 == len(tokens)
        if (last or not _is_term(token)) and count < 3 and not (count == 1 and n and tokens[n - last].text == ";"):
            yield _at(token, Message("sparql-triple-has-subject-predicate-object", count=count))
            return
        if last and token.text == ",":
            yield _at(token, Message("sparql-there-no-object-behind-comma"))
        if not _is_term(token):
            count = 1 if token.text == ";" else 2
