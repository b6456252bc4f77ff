"""SPARQL as tokens: each production of the grammar, and what only looks like another token."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting import GROWTH, calls
from tests.regex_steps import steps

from shisaku.sparql.tokens import ASIDE, Token, code_tokens, tokens, unescaped


def kinds(query: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(query) if token.kind != "WS"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<>", "IRIREF"), ("<https://example.org/a#b>", "IRIREF"), ("<urn:it's>", "IRIREF"), (r"<urn:\u0061\U00000062>", "IRIREF"),
        ("ex:", "PNAME_NS"), (":", "PNAME_NS"), ("ex.y:", "PNAME_NS"), ("ex-1:", "PNAME_NS"), ("施策:", "PNAME_NS"),
        ("ex:a", "PNAME_LN"), (":a", "PNAME_LN"), ("ex:a.b", "PNAME_LN"), ("ex:1:b", "PNAME_LN"), ("ex:a%C3%A9", "PNAME_LN"),
        (r"ex:a\#\'b", "PNAME_LN"), (r"ex:\~", "PNAME_LN"), ("ex:港", "PNAME_LN"), (r"ex:\u0061b", "PNAME_LN"), ("ex:a-", "PNAME_LN"),
        ("?a", "VAR"), ("$a", "VAR"), ("?1_a", "VAR"), ("?地域", "VAR"), ("?a\u00b7b", "VAR"), (r"?\u0061", "VAR"),
        ("_:a", "BLANK_NODE_LABEL"), ("_:1.b-c", "BLANK_NODE_LABEL"),
        ("@ja", "LANGTAG"), ("@en-GB-1", "LANGTAG"),
        ("1.5e3", "DOUBLE"), ("-.5E-1", "DOUBLE"), ("2.e3", "DOUBLE"), ("2e3", "DOUBLE"), ("0.5", "DECIMAL"), ("+.5", "DECIMAL"), ("-7", "INTEGER"),
        ("''", "STRING_LITERAL1"), ('"a\\"b"', "STRING_LITERAL2"), ("'#'", "STRING_LITERAL1"), (r"'\u0027'", "STRING_LITERAL1"),
        ("'''a'b''c\n\\''''", "STRING_LITERAL_LONG1"), ('"""a"b\n#"""', "STRING_LITERAL_LONG2"),
        ("# it's { a \"comment", "COMMENT"), ("#", "COMMENT"), (" \t\r\n", "WS"),
        ("select", "WORD"), ("MD5", "WORD"), ("a", "WORD"), (r"SERV\u0049CE", "WORD"),
        *((sign, "SIGN") for sign in ("<<(", ")>>", "&&", "||", "^^", "!=", "<=", ">=", *"{}()[].;,=<>+-*/|^!?")),
        ("「", "UNKNOWN"), ("\u3000", "UNKNOWN"), ("\u00a0", "UNKNOWN"), (r"\'", "UNKNOWN"), ("~", "UNKNOWN"),
    ],
)  # fmt: skip
def test_a_terminal_of_the_grammar_is_one_token(text: str, kind: str) -> None:
    assert list(tokens(text)) == [Token(kind, text, 0)]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("ex:a. ex:b", "ex:a|.|ex:b"),
        ("2. .5", "2|.|.5"),
        ("1SERVICE", "1|SERVICE"),
        ("'a'@ja-x.", "'a'|@ja-x|."),
        ("'1'^^<x:y>", "'1'|^^|<x:y>"),
        ("'a\nb'", "'|a|b|'"),
        ("<a b>", "<|a|b|>"),
        ("?a?b$c", "?a|?b|$c"),
        ("ex:p*/ex:q?", "ex:p|*|/|ex:q|?"),
        ("SERVICE#note\r?x", "SERVICE|#note|?x"),
        ("<a#b> # c\n d", "<a#b>|# c|d"),
        ("a.a", "a|.|a"),
        ('"""a""""', '"""a"""|"'),
        (r"ex:a\zb", r"ex:a|\z|b"),
        ("WHERE（?s）", "WHERE|（|?s）"),
    ],
)
def test_a_token_is_as_long_as_its_production_goes(query: str, parts: str) -> None:
    assert [text for _, text in kinds(query)] == parts.split("|")


@pytest.mark.parametrize(
    "query",
    [
        "{ FILTER(?a|<|?b&&?c>1) }",
        "{ FILTER(?a|<=|?b&&?c>1) }",
        "{ FILTER(?a|<|?b&&?c!='>') }",
        "{ FILTER STR(?a|<|?b&&?c>1) }",
        "{ FILTER ex:f(?a|<|?b&&?c>1) }",
        "{ FILTER<urn:f>(1|<|?b&&?c>1) }",
        "{ FILTERex:f(?a|<|?b&&?c>1) }",
        "{ FILTER(ex:f(?a)|<|?b&&?c>1) }",
        "{ FILTER('a'@en|<|?b&&?c>1) }",
        "{ FILTER(true|<|?b&&?c>1) }",
        "{ FILTER(EXISTS{ }|<|?b&&?c>1) }",
        "{ BIND((?a)|<|?b&&?c>1 AS ?d) }",
        "SELECT (1 AS ?a) (?a|<|?b&&?c>1 AS ?d) { }",
        "{ { SELECT ?a (?a|<|?b&&?c>1 AS ?d) { } } }",
        "{ } ORDER BY DESC(?a) (?a|<|?b&&?c>1)",
        "{ BIND(<<(?s <urn:p> 1)>>|<|?b&&?c>1 AS ?d) }",
    ],
)
def test_behind_an_operand_of_an_expression_is_a_comparison_and_no_iri(query: str) -> None:
    before, sign, _ = query.split("|")
    assert Token("SIGN", sign, len(before)) in tokens(query.replace("|", ""))


@pytest.mark.parametrize(
    "query",
    [
        "{ ?a|<urn:it's>|?b }",
        "{ ?a ex:p (1|<urn:it's>|) }",
        "{ ?a a (true (1|<urn:it's>|)) }",
        "{ ?a (ex:p/ex:q)|<urn:it's>|}",
        "{ VALUES (?a ?b) { (1|<urn:it's>|) } }",
        "{ VALUES ?a { 1|<urn:it's>|} }",
        "{ FILTER(?a = 1) (1|<urn:it's>|) ex:p ?a }",
        "{ FILTER(?a IN (|<urn:it's>|,|<urn:b>|)) }",
        "{ FILTER(?a <|<urn:it's>|) }",
        "{ FILTER(?a = '1'^^|<urn:it's>|) }",
        "{ FILTER(EXISTS { ?a|<urn:it's>|?b }) }",
        "{ BIND(<<(?s|<urn:it's>|1)>> AS ?t) }",
        "SELECT (COUNT(DISTINCT|<urn:it's>|(?a)) AS ?b) FROM|<urn:g>|{ }",
        "{ ex:f (1|<urn:it's>|) ex:p ?a }",
    ],
)
def test_where_a_term_may_come_is_an_iri(query: str) -> None:
    at = 0
    for n, part in enumerate(query.split("|")):
        if n % 2 and part != ",":
            assert Token("IRIREF", part, at) in tokens(query.replace("|", ""))
        at += len(part)


def test_values_are_without_signs_and_escapes() -> None:
    found = {token.text: token.value for token in code_tokens(r"?\u0061b <urn:\u0062> SERV\u0049CE ex:c 'd' # e")}
    assert found == {r"?\u0061b": "ab", r"<urn:\u0062>": "urn:b", r"SERV\u0049CE": "SERVICE", "ex:c": "ex:c", "'d'": "'d'"}


def test_a_word_is_known_whatever_its_case_and_spelling() -> None:
    (word,) = tokens(r"Sel\u0065ct")
    assert word.is_word("ASK", "SELECT")
    assert not word.is_word("ASK")
    (name,) = tokens("select:")
    assert not name.is_word("SELECT")


def test_escapes_beyond_unicode_stay() -> None:
    assert unescaped(r"\u00e9\U0001F6F3\UFFFFFFFF\u12") == "é\U0001f6f3\\UFFFFFFFF\\u12"


@given(st.text(st.sampled_from("?$<>#'\"\\.:_-{}()[]@^&|=!1aeUu0 \n\r施\u3000") | st.characters(), max_size=60))
def test_tokens_are_the_text_letter_by_letter(text: str) -> None:
    found = list(tokens(text))
    assert "".join(token.text for token in found) == text
    assert [token.start for token in found] == [sum(len(t.text) for t in found[:n]) for n in range(len(found))]
    assert list(code_tokens(text)) == [token for token in found if token.kind not in ASIDE]


@pytest.mark.parametrize("piece", ["a.", '\\"', '"""\\"', "<a", "?a<", "x:a...", "'", "\\u0041", "_:a.", "(?a<b", "{", "\n"])
@pytest.mark.parametrize("cost", [calls, steps])
def test_a_long_text_costs_no_more_than_its_length(piece: str, cost: Callable[[Callable[[], object]], int]) -> None:
    few, many = (cost(partial(list, tokens(piece * (length // len(piece))))) for length in (600, 2_400))
    assert many <= 4 * GROWTH * few
