"""Saved questions: found by name or how it begins; parameters are terms and nothing else."""

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from shisaku.errors import InputError, OntologyError, QueryError
from shisaku.messages import Message
from shisaku.project import Project
from shisaku.sparql.answers import Result, Triples
from shisaku.sparql.questions import SavedQuestions, ask, find_question, questions, store_of
from shisaku.sparql.rdf_terms import Term
from shisaku.sparql.saved_query import SavedQuery, load_query, refuse_missing
from shisaku.sparql.triple_store import TripleStore

HEADER = """\
#+ summary: "s"
#+ summary_ja: "要"
#+ description: "d"
#+ description_ja: "説"
#+ tags: [x]
"""
INJECTIONS = [
    'x" . DELETE WHERE { ?s ?p ?o } #',
    "x' } ; DROP ALL ; #",
    '5G") || true) } #',
    "?_topic",
    "<https://example.org/x>",
    '"""',
    "\\",
    "\n} SELECT * WHERE { ?s ?p ?o }",
]


def one_parameter(write_to: Path, kind: str, default: str) -> SavedQuery:
    path = write_to / "q.rq"
    path.write_text(
        f'{HEADER}#+ parameters:\n#+   - {{name: value, type: {kind}, default: "{default}", label: v, label_ja: 値}}\n'
        "SELECT ?s ?o ?_value WHERE { ?s <urn:said> ?o . FILTER (?o = ?_value) }\n",
        encoding="utf-8",
    )
    return load_query(path)


# -- finding -----------------------------------------------------------------------------------------------------------


def test_every_file_of_the_folder_is_a_question(project: Project) -> None:
    found = questions(project)
    assert [question.name for question in found] == sorted(path.stem for path in (project.root / "queries").glob("*.rq"))


@pytest.mark.parametrize("name", ["pillars-in-order", "pillars-in", "pillars", "pillars-in-order.rq"])
def test_a_question_is_found_by_its_name_or_how_it_begins(name: str, project: Project) -> None:
    assert find_question(project, name).name == "pillars-in-order"


def test_a_whole_name_wins_over_names_that_begin_so(tmp_path: Path) -> None:
    for name in ("which", "which-one", "which-two"):
        (tmp_path / "queries").mkdir(exist_ok=True)
        (tmp_path / "queries" / f"{name}.rq").write_text(HEADER + "SELECT * { }", encoding="utf-8")
    assert find_question(Project(tmp_path), "which").name == "which"


def test_a_beginning_that_several_names_share_names_them(project: Project) -> None:
    with pytest.raises(QueryError) as raised:
        find_question(project, "how-many-initiatives")
    shared = [path.stem for path in project.queries if path.stem.startswith("how-many-initiatives")]
    assert len(shared) > 1
    assert all(name in raised.value.text("en") for name in shared[:8])


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("pilars-in-order", "pillars-in-order"),
        ("which-restatments-cross-pillars", "which-restatements-cross-pillars"),
        ("cross-pillars", "which-restatements-cross-pillars"),
        ("hubs", "which-measures-are-hubs-of-cross-reference"),
    ],
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_misspelt_name_is_answered_with_the_one_that_was_meant(wrong: str, meant: str, lang: str, project: Project) -> None:
    with pytest.raises(QueryError) as raised:
        find_question(project, wrong)
    assert meant in raised.value.text(lang)
    assert wrong in raised.value.text(lang)


@pytest.mark.parametrize("name", ["", "../ontology/checks/ordinals-are-unique", "zzzzzz", "/etc/passwd", "施策"])
def test_a_name_that_is_like_no_other_is_no_question(name: str, project: Project) -> None:
    with pytest.raises(QueryError):
        find_question(project, name)


# -- asking ------------------------------------------------------------------------------------------------------------


def test_a_value_of_the_data_stays_where_nothing_is_set(published_store: TripleStore, project: Project) -> None:
    question = find_question(project, "which-measures-are-on-a-topic")
    assert SavedQuestions(published_store).values(question) == {"topic": "デジタル・ガバメント"}
    assert ask(published_store, question) == ask(published_store, question, {"topic": "デジタル・ガバメント"})
    assert ask(published_store, question) != ask(published_store, question, {"topic": "5G"})


def test_columns_that_only_carry_parameters_are_not_in_the_answer(published_store: TripleStore, project: Project) -> None:
    for question in questions(project):
        assert not [name for name in ask(published_store, question).variables if name.startswith("_")]


def test_an_unknown_parameter_is_named_together_with_those_there_are(published_store: TripleStore, project: Project) -> None:
    question = find_question(project, "which-measures-are-on-a-topic")
    with pytest.raises(QueryError) as raised:
        ask(published_store, question, {"topik": "AI"})
    assert "topik" in str(raised.value)
    assert "topic" in str(raised.value).replace("topik", "")


def test_a_question_without_parameters_takes_none(published_store: TripleStore, project: Project) -> None:
    with pytest.raises(QueryError):
        ask(published_store, find_question(project, "pillars-in-order"), {"pillar": "1"})


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", "six"), ("integer", "1.5"), ("integer", ""), ("integer", "1 UNION"), ("decimal", "0,9"), ("decimal", "high"),
        ("decimal", ""), ("decimal", "1e3"), ("decimal", "0.9\n"), ("iri", "not an iri"), ("iri", "<x>"), ("iri", ""),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_refused(kind: str, value: str, tmp_path: Path) -> None:
    question = one_parameter(tmp_path, kind, {"integer": "1", "decimal": "0.5", "iri": "urn:x"}[kind])
    with pytest.raises(QueryError) as raised:
        ask(TripleStore(), question, {"value": value})
    assert "value" in raised.value.text("en")
    assert kind in raised.value.text("ja")


@pytest.mark.parametrize(
    ("kind", "value", "shown", "datatype"),
    [
        ("integer", "6", "6", "integer"),
        ("integer", "-6", "-6", "integer"),
        ("decimal", "0.9", "0.9", "decimal"),
        ("decimal", ".5", ".5", "decimal"),
        ("string", "桟橋", "桟橋", "string"),
        ("string", "", "", "string"),
    ],
)
def test_a_value_reaches_the_query_as_a_term_of_its_type(
    kind: str, value: str, shown: str, datatype: str, tmp_path: Path
) -> None:
    question = one_parameter(tmp_path, kind, {"integer": "1", "decimal": "0.1", "string": "-"}[kind])
    (term,) = question.bindings({"value": value}).values()
    assert term == ox.Literal(shown, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}"))
    store = TripleStore()
    store.load_ntriples(f"<urn:a> <urn:said> {term} .\n<urn:b> <urn:said> <urn:other> .\n")
    assert [row[0] for row in ask(store, question, {"value": value}).texts()] == ["urn:a"]


@pytest.mark.parametrize("value", INJECTIONS)
def test_a_value_is_only_ever_a_term(value: str, tmp_path: Path) -> None:
    store = TripleStore()
    store.load_ntriples(f'<urn:a> <urn:said> {ox.Literal(value)} .\n<urn:b> <urn:said> "other" .\n')
    assert list(ask(store, one_parameter(tmp_path, "string", "-"), {"value": value}).texts()) == [("urn:a", value)]
    assert len(store) == 2


@pytest.mark.parametrize("value", INJECTIONS)
def test_an_injected_topic_is_a_topic_that_does_not_exist(value: str, published_store: TripleStore, project: Project) -> None:
    before = len(published_store)
    assert ask(published_store, find_question(project, "which-measures-are-on-a-topic"), {"topic": value}).rows == ()
    assert len(published_store) == before


# -- values of parameters that the data have ---------------------------------------------------------------------------


def with_values(folder: Path, values: dict[str, str], parameters: str, query: str) -> SavedQuery:
    """A question whose parameters take values of the data, one query for each name."""
    (folder / "values").mkdir(exist_ok=True)
    for name, text in values.items():
        (folder / "values" / f"{name}.rq").write_text(HEADER + text, encoding="utf-8")
    (folder / "q.rq").write_text(f"{HEADER}#+ parameters:\n{parameters}{query}\n", encoding="utf-8")
    return load_query(folder / "q.rq")


ONE = "#+   - {name: value, type: string, default: none, values: said, label: v, label_ja: 値}\n"
FREQUENT = (
    "SELECT ?value (COUNT(?s) AS ?times) { ?s <urn:said> ?value } GROUP BY ?value ORDER BY DESC(?times) ?value # most often"
)


def test_the_first_value_that_the_data_have_is_the_default(tmp_path: Path) -> None:
    question = with_values(tmp_path, {"said": FREQUENT}, ONE, "SELECT ?s ?_value { ?s <urn:said> ?_value } ORDER BY ?s")
    store = TripleStore()
    assert SavedQuestions(store).values(question) == {"value": "none"}
    store.load_ntriples('<urn:a> <urn:said> "x" .\n<urn:b> <urn:said> "y" .\n<urn:c> <urn:said> "y" .\n')
    assert SavedQuestions(store).values(question) == {"value": "y"}
    assert list(ask(store, question).texts()) == [("urn:b",), ("urn:c",)]
    assert SavedQuestions(store).values(question, {"value": "x"}) == {"value": "x"}
    assert list(ask(store, question, {"value": "x"}).texts()) == [("urn:a",)]


def test_values_of_one_parameter_may_depend_on_those_before_it(tmp_path: Path) -> None:
    two = ONE + "#+   - {name: other, type: string, default: none, values: beside, label: v, label_ja: 値}\n"
    beside = "SELECT ?value ?_value { ?s <urn:said> ?_value , ?value . FILTER (?value != ?_value) } ORDER BY DESC(?value)"
    query = "SELECT ?s ?_value ?_other { ?s <urn:said> ?_value , ?_other }"
    question = with_values(tmp_path, {"said": FREQUENT, "beside": beside}, two, query)
    store = TripleStore()
    stated = ("a", "x"), ("a", "y"), ("b", "x"), ("b", "z"), ("c", "x")
    store.load_ntriples("".join(f'<urn:{who}> <urn:said> "{what}" .\n' for who, what in stated))
    asking = SavedQuestions(store)
    assert asking.values(question) == {"value": "x", "other": "z"}
    assert asking.values(question, {"value": "y"}) == {"value": "y", "other": "x"}
    assert asking.values(question, {"value": "none"}) == {"value": "none", "other": "none"}


class Counting(TripleStore):
    """A store that keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.requested: list[str] = []

    def query(self, query: str, bindings: Mapping[str, Term] | None = None, name: str = "query") -> Result:
        self.requested.append(name)
        return super().query(query, bindings, name)


def test_values_are_looked_for_only_where_none_is_given_and_once(tmp_path: Path) -> None:
    question = with_values(tmp_path, {"said": FREQUENT}, ONE, "SELECT ?s ?_value { ?s <urn:said> ?_value } ORDER BY ?s")
    store = Counting()
    asking = SavedQuestions(store)
    asking.answer(question, {"value": "x"})
    assert store.requested == [str(question.path)]
    asking.answer(question)
    asking.answer(question)
    values = str(tmp_path / "values" / "said.rq")
    assert store.requested == [str(question.path), values, str(question.path), str(question.path)]


def naming(folder: Path, key: str, name: str) -> Path:
    """A question whose header names another query under `key`; there is one called `said` under each."""
    for beside in ("values", "needs"):
        (folder / beside).mkdir()
        (folder / beside / "said.rq").write_text(HEADER + "ASK {}", encoding="utf-8")
    parameters = ONE.replace("said", name) if key == "values" else ONE.replace("values: said, ", "")
    needs = f"#+ needs: [{name}]\n" if key == "needs" else ""
    (folder / "q.rq").write_text(f"{HEADER}{needs}#+ parameters:\n{parameters}SELECT ?_value {{}}\n", encoding="utf-8")
    return folder / "q.rq"


@pytest.mark.parametrize("key", ["values", "needs"])
@pytest.mark.parametrize("name", ["../q", "''", "[a]", "3", "a b"])
def test_what_is_no_name_of_a_query_is_reported_with_its_place(key: str, name: str, tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="takes names of queries") as raised:
        load_query(naming(tmp_path, key, name))
    assert raised.value.place is not None
    assert f"{key}: " in raised.value.place.text


@pytest.mark.parametrize("key", ["values", "needs"])
def test_a_query_that_is_named_and_missing_is_gone_without_and_reported_by_the_check(key: str, tmp_path: Path) -> None:
    refuse_missing(load_query(naming(tmp_path, key, "said")))
    (tmp_path / "q.rq").write_text((tmp_path / "q.rq").read_text(encoding="utf-8").replace("said", "sayd"), encoding="utf-8")
    question = load_query(tmp_path / "q.rq")
    assert SavedQuestions(TripleStore()).values(question) == {"value": "none"}
    assert SavedQuestions(TripleStore()).lacks(question) == ()
    with pytest.raises(OntologyError, match=r"no query sayd in .*available: said") as raised:
        refuse_missing(question)
    assert raised.value.place is not None
    assert raised.value.place.text[raised.value.place.column - 1 :].startswith("sayd")


# -- what a question needs ---------------------------------------------------------------------------------------------

NEEDS = """\
#+ summary: "The data have no words."
#+ summary_ja: "語がありません。"
ASK { ?s <urn:said> ?o }
"""


def test_a_question_shows_what_the_data_lack_for_it_to_have_an_answer(tmp_path: Path) -> None:
    (tmp_path / "needs").mkdir()
    (tmp_path / "needs" / "words.rq").write_text(NEEDS, encoding="utf-8")
    (tmp_path / "q.rq").write_text(HEADER + "#+ needs: [words]\nSELECT ?o { ?s <urn:said> ?o }", encoding="utf-8")
    question, store = load_query(tmp_path / "q.rq"), TripleStore()
    assert SavedQuestions(store).lacks(question) == (Message.of({"ja": "語がありません。", "en": "The data have no words."}),)
    store.load_ntriples('<urn:a> <urn:said> "x" .\n')
    assert SavedQuestions(store).lacks(question) == ()


def test_questions_of_every_form_are_answered(tmp_path: Path) -> None:
    store = TripleStore()
    store.load_ntriples('<urn:a> <urn:said> "x" .\n<urn:b> <urn:said> "y" .\n')
    forms: dict[str, bool | list[str]] = {
        "ASK { ?s <urn:said> ?_value }": True,
        "ASK { <urn:b> <urn:said> ?_value }": False,
        "CONSTRUCT { ?s <urn:says> ?_value } { ?s <urn:said> ?_value }": ['<urn:a> <urn:says> "x"'],
        "DESCRIBE ?s { ?s <urn:said> ?_value }": ['<urn:a> <urn:said> "x"'],
    }
    for query, expected in forms.items():
        question = with_values(tmp_path, {}, ONE.replace("values: said, ", ""), query)
        found = SavedQuestions(store).answer(question, {"value": "x"})
        assert ([str(triple) for triple in found.triples] if isinstance(found, Triples) else found) == expected
        with pytest.raises(OntologyError, match="not a SELECT query"):
            ask(store, question, {"value": "x"})


# -- the store ---------------------------------------------------------------------------------------------------------


def test_a_store_holds_the_data_and_the_ontology_they_refer_to(project: Project, published_store: TripleStore) -> None:
    (count,) = published_store.select("SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/shisaku/ontology#Topic> }").texts()
    assert int(count[0]) >= 60
    (plans,) = published_store.select("SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/shisaku/ontology#PolicyPlan> }").texts()
    assert int(plans[0]) == len(project.graphs)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", '<urn:a> <urn:b> "川" .'),
        ("a.nt", '<urn:a> <urn:b> "川" .\n'),
        ("a.nq", '<urn:a> <urn:b> "川" <urn:g> .\n'),
        ("a.trig", 'GRAPH <urn:g> { <urn:a> <urn:b> "川" }'),
        ("a.jsonld", '{"@id": "urn:a", "urn:b": "川"}'),
        (
            "a.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:"><rdf:Description rdf:about="urn:a">'
            "<u:b>川</u:b></rdf:Description></rdf:RDF>",
        ),
        ("A.TTL", '<urn:a> <urn:b> "川" .'),
    ],
)
def test_data_are_read_in_every_format_and_graphs_are_laid_together(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    store = TripleStore()
    store.load_file(tmp_path / name)
    assert list(store.select("SELECT ?o { <urn:a> <urn:b> ?o }").texts()) == [("川",)]


def test_a_file_of_an_unknown_format_is_refused_with_the_known_ones(tmp_path: Path, project: Project) -> None:
    (tmp_path / "a.csv").write_text("a,b", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        store_of(project, [tmp_path / "a.csv"])
    assert ".ttl" in raised.value.text("ja")
    assert ".nq" in raised.value.text("en")


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path, project: Project) -> None:
    with pytest.raises(InputError) as raised:
        store_of(project, [tmp_path / "nowhere.ttl"])
    assert "nowhere.ttl" in str(raised.value)


def test_a_broken_file_is_reported_with_line_column_and_caret(tmp_path: Path, project: Project) -> None:
    (tmp_path / "broken.ttl").write_text('<urn:a> <urn:b> "川" .\n<urn:a> <urn:b> 川 .\n', encoding="utf-8")
    with pytest.raises(InputError) as raised:
        store_of(project, [tmp_path / "broken.ttl"])
    assert raised.value.place is not None
    assert raised.value.place.line == 2
    assert "^" in str(raised.value)
    assert "\\u" not in str(raised.value)


def test_a_query_that_is_not_a_select_is_refused() -> None:
    with pytest.raises(OntologyError):
        TripleStore().select("ASK { ?s ?p ?o }", name="x.rq")


def test_an_answer_keeps_terms_and_shows_them_bare() -> None:
    answer = TripleStore().select('SELECT (<urn:a> AS ?i) ("川"@ja AS ?l) (1.50 AS ?d) ?none { }')
    assert list(answer.texts()) == [("urn:a", "川", "1.5", "")]
    assert isinstance(answer.rows[0][0], ox.NamedNode)
    assert answer.rows[0][3] is None
