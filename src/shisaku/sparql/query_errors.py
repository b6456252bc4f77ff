"""The mistake in a SPARQL query that an engine rejects, with the place where a person would fix it.

Engines report the farthest place that they parsed, in terms of their grammars. This module looks for the usual mistakes in order:
tokens, beginning, keywords, clauses, brackets, prefixes, triples. The engine is quoted only if it finds none.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from itertools import pairwise

from shisaku.errors import Message, Place
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
    "variable that is unbound": (
        "GROUP BY や集計のある SELECT に、まとめも集計もされない変数があります。GROUP BY に加えるか SAMPLE などで集計してください。",
        "a variable is selected that is neither grouped by nor aggregated: add it to GROUP BY, or use SAMPLE or the like.",
    ),
    "overrides an existing variable": (
        "SELECT の AS の後の変数は、既に使われています。新しい変数にしてください。",
        "a variable behind AS is used in the pattern already: take a new one.",
    ),
    "Duplicated variable name": ("SELECT に同じ変数が二度あります。", "SELECT has one variable twice."),
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


def _at(token: Token, ja: str, en: str) -> Found:
    """A mistake at a token."""
    return Message(ja, en), token.start, len(token.text)


def _by_engine(engine_message: str, query: str, tokens: list[Token]) -> Iterator[Found]:
    """The error of Oxigraph for a query with correct grammar."""
    for reason, texts in _ENGINE_MESSAGES.items():
        if reason in engine_message:
            yield _at(next((token for token in tokens if token.is_word("SELECT")), tokens[0]), *texts)


def _bound_again(query: str, tokens: list[Token]) -> Iterator[Found]:
    """Variables of BIND that are bound already."""
    known: set[str] = set()
    binds = False
    for before, token in pairwise(tokens):
        if token.kind == "VAR":
            if binds and before.is_word("AS") and token.text in known:
                ja = f"{token.text} は前に使われています。AS の後は新しい変数です。"
                yield _at(token, ja, f"`{token.text}` is used before; AS takes a new variable.")
            known.add(token.text)
        binds = token.is_word("BIND") or (binds and not before.is_word("AS"))


def _no_tokens(query: str, tokens: list[Token]) -> Iterator[Found]:
    """Unterminated strings, IRIs with a space, characters that begin no token."""
    for token in tokens:
        if token.text == "<" and (iri := _LIKE_AN_IRI.match(query, token.start)):
            ja, en = "IRI に空白など使えない文字があります。", "an IRI has a space or another character that it cannot have."
            yield Message(ja, en), token.start, len(iri.group())
        elif token.text in ("'", '"'):
            ja, en = "文字列が行の終わりまでに閉じられていません。", "a string is not closed before its line ends."
            yield Message(ja, en), token.start, len(query[token.start :].split("\n", 1)[0])
        elif unknown := _unknown_sign(token):
            sign, start = unknown
            yield Message(f"「{sign}」はここでは使えません。", f"`{sign}` means nothing here."), start, 1


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
            meant = (
                (f"{near[0].upper()} でしょうか。", f" Is it {near[0].upper()}?")
                if near
                else ("変数なら ? を付けます。", " Variables begin with `?`.")
            )
            ja, en = f"「{token.text}」という語は SPARQL にありません。", f"SPARQL has no word `{token.text}`."
            yield _at(token, ja + meant[0], en + meant[1])


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
                ja, en = f"開いていない {token.text} があります。", f"`{token.text}` closes nothing that was opened."
            else:
                wanted = CLOSING[opened[-1].text]
                ja, en = f"ここでは先に {wanted} で閉じます。", f"`{wanted}` has to come before this `{token.text}`."
            yield _at(token, ja, en)
            return
    for token in opened[-1:]:
        wanted = CLOSING[token.text]
        yield _at(token, f"{token.text} が {wanted} で閉じられていません。", f"this `{token.text}` is not closed by `{wanted}`.")


def _beginning(query: str, tokens: list[Token]) -> Iterator[Found]:
    """Anything else in the place of SELECT, ASK and the like."""
    at = 0
    while at < len(tokens) and tokens[at].is_word("PREFIX", "BASE"):
        iri = next((n for n in (at + 1, at + 2) if n < len(tokens) and tokens[n].kind == "IRIREF"), None)
        well = iri == (at + 1 if tokens[at].is_word("BASE") else at + 2)
        if not well or (tokens[at].is_word("PREFIX") and tokens[at + 1].kind != "PNAME_NS"):
            ja = "PREFIX の後は、コロンで終わる名前と IRI です（PREFIX ex: <https://example.org/>）。"
            en = "PREFIX takes a name that ends in a colon, and an IRI: PREFIX ex: <https://example.org/>."
            yield _at(tokens[at], ja, en)
            return
        at = (iri or at) + 1
    forms = "SELECT、ASK、CONSTRUCT、DESCRIBE", "SELECT, ASK, CONSTRUCT or DESCRIBE"
    if at == len(tokens):
        yield Message(f"{forms[0]} のどれもありません。", f"there is no {forms[1]}."), len(query), 1
    elif tokens[at].is_word(*_UPDATES):
        ja, en = "更新はできません。問うことだけができます。", "updates are not taken here, only queries."
        yield _at(tokens[at], ja, en)
    elif not tokens[at].is_word(*_FORMS):
        ja = f"問いは {forms[0]} のどれかで始まります。「{tokens[at].text}」ではありません。"
        yield _at(tokens[at], ja, f"a query begins with {forms[1]}, not with `{tokens[at].text}`.")


def _declarations(known: Mapping[str, str], query: str, tokens: list[Token]) -> Iterator[Found]:
    """Prefixes that are used and not declared."""
    declared = {name.text[:-1] for word, name in pairwise(tokens) if word.is_word("PREFIX")}
    for token in tokens:
        prefix = token.text.partition(":")[0]
        if token.kind in NAMES and prefix not in declared:
            iri = known.get(prefix, "…")
            line = f"PREFIX {prefix}: <{iri}>"
            ja, en = f"接頭辞 {prefix}: が宣言されていません。", f"the prefix `{prefix}:` is not declared."
            yield _at(token, f"{ja}{line} を加えてください。", f"{en} Add {line}.")


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
                "SELECT の変数は、コンマでなく空白で区切ります。",
                "variables of SELECT are parted by spaces, not by commas.",
            )
        elif depth == selecting and (
            (token.text == ")" and not named) or (token.kind == "WORD" and after.text == "(" and not token.is_word(*_CHOOSING))
        ):
            ja = "SELECT の中の式は、括弧に入れて名前を付けます（(COUNT(?s) AS ?n)）。"
            yield _at(token, ja, "an expression within SELECT stands in brackets and has a name: (COUNT(?s) AS ?n).")


def _clauses(query: str, tokens: list[Token]) -> Iterator[Found]:
    """Clauses that lack a keyword or a bracket."""
    for token, after in pairwise((*tokens, Token("end", "", len(query)))):
        if token.is_word("ORDER", "GROUP") and not after.is_word("BY"):
            yield _at(token, f"{token.text} の後に BY が要ります。", f"`{token.text}` needs BY behind it.")
        elif token.is_word("BY") and after.text in ("", "}"):
            en = f"`{token.text}` needs a variable or an expression behind it."
            yield _at(token, f"{token.text} の後に変数か式が要ります。", en)
        elif token.is_word("FROM") and not (after.kind in ("IRIREF", *NAMES) or after.is_word("NAMED")):
            yield _at(token, "FROM の後にグラフの IRI が要ります。", "FROM needs the IRI of a graph behind it.")
        elif token.text in _OPERATORS and after.text in ("", ")", "}", ",", ";", ".", *_OPERATORS):
            yield _at(token, f"{token.text} の後に何もありません。", f"`{token.text}` needs something behind it.")
        elif token.is_word("LIMIT", "OFFSET") and after.kind not in NUMBERS:
            yield _at(token, f"{token.text} の後に数が要ります。", f"`{token.text}` needs a number behind it.")
        elif token.is_word("AS") and after.kind != "VAR":
            yield _at(token, "AS の後に変数が要ります（AS ?n）。", "AS needs a variable behind it: AS ?n.")
        elif token.is_word("WHERE", "OPTIONAL", "UNION", "MINUS") and after.text != "{":
            yield _at(token, f"{token.text} の後に {{ が要ります。", f"`{token.text}` needs a `{{` behind it.")
        elif token.is_word("FILTER") and not (after.text == "(" or after.kind in ("WORD", "IRIREF", *NAMES)):
            ja = "FILTER の条件は括弧に入れます（FILTER(?x = 1)）。"
            yield _at(token, ja, "the condition of a FILTER stands in brackets: FILTER(?x = 1).")
        elif token.is_word("BIND") and after.text != "(":
            yield _at(token, "BIND の後に ( が要ります。", "BIND needs a `(` behind it.")


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
                ja, en = "この前の三つ組の後に . か ; がありません。", "there is no `.` or `;` behind the triple before this."
                yield _at(token, ja, en)
                return
        last = n + 1 == len(tokens)
        if (last or not _is_term(token)) and count < 3 and not (count == 1 and n and tokens[n - last].text == ";"):
            ja = f"三つ組は主語、述語、目的語からなります。ここには {count} つしかありません。"
            en = f"a triple has subject, predicate and object; there are only {count} of them here."
            yield _at(token, ja, en)
            return
        if last and token.text == ",":
            ja, en = "コンマの後に目的語がありません。", "there is no object behind the comma."
            yield _at(token, ja, en)
        if not _is_term(token):
            count = 1 if token.text == ";" else 2
