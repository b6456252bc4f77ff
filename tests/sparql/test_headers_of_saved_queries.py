"""What the header of a saved query says, and what is said where it is wrong."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from shisaku.errors import OntologyError, QueryError
from shisaku.messages import Message
from shisaku.sparql.saved_query import Parameter, load_query, read_query, without_header

XSD = "http://www.w3.org/2001/XMLSchema#"
WHOLE = """\
#+ summary: "Which?"
#+ summary_ja: "どれですか"
#+ description: "One row each."
#+ description_ja: "一行ずつ。"
#+ tags: [plans, 2]
#+ severity: warning
#+ method: GET
#+ parameters:
#+   - {name: year, type: integer, default: 2021, label: year, label_ja: 年}
#+   - {name: words, type: string, default: "", label: words, label_ja: 語}
SELECT * { ?s ?p ?_year ; ?q $_words }
#+ summary: behind the query
"""
PATH = Path("folder/which.rq")


def read(text: str) -> object:
    return read_query(text.encode(), PATH)


def test_a_header_says_what_a_query_answers() -> None:
    query = read_query(WHOLE.encode(), PATH)
    assert (query.name, query.path, query.text) == ("which", PATH, WHOLE)
    assert query.summary == Message.of({"ja": "どれですか", "en": "Which?"})
    assert query.description == Message.of({"ja": "一行ずつ。", "en": "One row each."})
    assert query.tags == ("plans", "2")
    assert query.severity == "warning"
    assert query.missing_keys == ()
    assert query.parameters == (
        Parameter("year", "integer", "2021", Message.of({"ja": "年", "en": "year"})),
        Parameter("words", "string", "", Message.of({"ja": "語", "en": "words"})),
    )


@pytest.mark.parametrize(
    "key", ["defaults", "endpoint", "endpoint_in_url", "enumerate", "method", "mime", "pagination", "transform"]
)
def test_what_other_programs_read_in_a_header_is_let_stand(key: str) -> None:
    assert read_query(f"#+ {key}: x\nASK {{}}".encode(), PATH).missing_keys[0] == "summary"


def test_without_a_header_the_name_stands_for_the_question() -> None:
    query = read_query(b"SELECT * { }", PATH)
    assert (query.summary, query.description) == (Message.of("which"), Message.of(""))
    assert (query.tags, query.parameters, query.severity) == ((), (), "error")
    assert query.missing_keys == ("summary", "summary_ja", "description", "description_ja", "tags")


def test_what_is_said_in_one_language_stands_in_both() -> None:
    only_ja = read_query("#+ summary_ja: どれ\n#+ description: Each.\nASK {}".encode(), PATH)
    assert (only_ja.summary, only_ja.description) == (Message.of({"ja": "どれ"}), Message.of({"en": "Each."}))
    assert (str(only_ja.summary), only_ja.description.verbatim("ja")) == ("どれ", "Each.")
    assert only_ja.missing_keys == ("summary", "description_ja", "tags")


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("#+ summary: a\n#+\tb: c\n", 2, 3, "tab"),
        ("#+ summary: a\n#+ colour: red\n", 2, 4, "unknown key colour"),
        ("#+ summary: a\n#+ tags: plans\n", 2, 4, "tags must be a list"),
        ("#+ summary: a\n#+ parameters: year\n", 2, 4, "parameters must be a list"),
        ("#+ parameters:\n#+   - year\n", 1, 4, "a parameter needs name, type, default, label, label_ja"),
        ("#+ parameters:\n#+   - {name: year, type: integer, default: 1, label: y}\n", 1, 4, "a parameter needs"),
        ("#+ parameters:\n#+   - {name: year, type: integer, default: 1, label: 2, label_ja: 年}\n", 1, 4, "a parameter needs"),
        (
            "#+ parameters:\n#+   - {name: year, type: number, default: 1, label: y, label_ja: 年}\n",
            2,
            15,
            "type is one of integer, decimal, string, iri",
        ),
        ("#+ parameters:\n#+   - {name: year, type: integer, label: y, label_ja: 年}\n", 2, 15, "with a default"),
        (
            "#+ parameters:\n#+   - {name: year, type: integer, default: 1, label: y, label_ja: 年}\nASK { ?_years ?year ?x }",
            2,
            15,
            "no variable ?_year",
        ),
        ("#+ - a\n", 1, 1, "key: value"),
        ("#+ summary: [a\n#+ tags: b\n", 2, 8, "not YAML"),
    ],
)
def test_a_mistake_in_a_header_is_told_with_its_place(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(OntologyError) as raised:
        read(text)
    place = raised.value.place
    assert place is not None
    assert (place.path, place.line, place.column, place.text) == (str(PATH), line, column, text.split("\n")[line - 1])
    assert words in raised.value.message.verbatim("en")
    assert not raised.value.message.verbatim("ja").isascii()


def test_a_file_that_is_not_there_or_not_utf_8_is_told(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"which.rq: cannot be read \(No such file or directory\)") as raised:
        load_query(tmp_path / "which.rq")
    assert "読めません（No such file or directory）" in raised.value.message.verbatim("ja")
    (tmp_path / "which.rq").write_bytes(b"ab\xff")
    with pytest.raises(OntologyError, match=r"which.rq: not UTF-8 \(at byte 2\)") as raised:
        load_query(tmp_path / "which.rq")
    assert "2 バイト目" in raised.value.message.verbatim("ja")
    (tmp_path / "which.rq").write_bytes(WHOLE.encode())
    assert load_query(tmp_path / "which.rq") == read_query(WHOLE.encode(), tmp_path / "which.rq")


def test_parameters_are_bound_to_the_variables_of_their_names() -> None:
    query = read_query(WHOLE.encode(), PATH)
    assert query.bindings({}) == {"_year": ox.Literal("2021", datatype=ox.NamedNode(f"{XSD}integer")), "_words": ox.Literal("")}
    assert query.bindings({"words": "海"})["_words"] == ox.Literal("海")


def test_a_parameter_that_there_is_not_is_told_with_those_that_there_are() -> None:
    with pytest.raises(QueryError) as raised:
        read_query(WHOLE.encode(), PATH).bindings({"month": "1"})
    assert raised.value.message.verbatim("en") == "which has no parameter month (it has: year, words)."
    assert "month" in raised.value.message.verbatim("ja")
    assert "year, words" in raised.value.message.verbatim("ja")
    with pytest.raises(QueryError, match="it has: —"):
        read_query(b"ASK {}", PATH).bindings({"month": "1"})


@pytest.mark.parametrize("elsewhere", ["# ?_year", "?s ?p '?_year' .", "?s <?_year> ?_years ."])
def test_a_parameter_is_a_variable_of_the_code(elsewhere: str) -> None:
    text = WHOLE.replace("?_year", "?year").replace("SELECT * {", f"SELECT * {{ {elsewhere}\n")
    with pytest.raises(OntologyError, match=r"the query has no variable \?_year"):
        read_query(text.encode(), PATH)


def test_a_query_without_its_header_keeps_the_lines_that_look_like_one() -> None:
    query = "# note\nASK { ?s ?p '''\n#+ summary: a text\n''' }\n"
    assert without_header("#+ summary: s\n#+ tags: [a]\n" + query) == query
    assert without_header(query) == query


def parameter(kind: str) -> Parameter:
    return Parameter("p", kind, "", Message.of(""))


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("integer", "-3", ox.Literal("-3", datatype=ox.NamedNode(f"{XSD}integer"))),
        ("decimal", "3", ox.Literal("3", datatype=ox.NamedNode(f"{XSD}decimal"))),
        ("decimal", "+3.", ox.Literal("+3.", datatype=ox.NamedNode(f"{XSD}decimal"))),
        ("decimal", "-.5", ox.Literal("-.5", datatype=ox.NamedNode(f"{XSD}decimal"))),
        ("string", "3", ox.Literal("3")),
        ("iri", "urn:x", ox.NamedNode("urn:x")),
    ],
)
def test_a_value_becomes_a_term_of_its_type(kind: str, value: str, term: object) -> None:
    assert parameter(kind).term(value) == term


@pytest.mark.parametrize(
    ("kind", "value", "article"),
    [
        ("integer", "3.5", "an integer"),
        ("integer", "x", "an integer"),
        ("decimal", "1e3", "a decimal"),
        ("decimal", ".", "a decimal"),
        ("iri", "a b", "an iri"),
    ],
)
def test_a_value_of_another_type_is_told(kind: str, value: str, article: str) -> None:
    with pytest.raises(QueryError) as raised:
        parameter(kind).term(value)
    assert raised.value.message.verbatim("en") == f"Parameter p takes {article}, not “{value}”."
    assert f"p には {kind} を" in raised.value.message.verbatim("ja")
    assert f"「{value}」" in raised.value.message.verbatim("ja")
