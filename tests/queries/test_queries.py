"""The saved questions: documented in both languages, made of terms that exist, answered as expected, and fast."""

import csv
import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS, VOID
from rdflib.term import Node
from tests.dataset.conftest import CORPUS
from tests.graph.plans import budget, charter
from tests.patience import effort
from tests.queries.connected import Query
from tests.queries.small_plans import TOGETHER, small_plans

from shisaku.graph.mapping import to_graph
from shisaku.model.plan import Plan
from shisaku.owl.rl.inference import infer
from shisaku.pipeline import Build, Context, read
from shisaku.project import Project
from shisaku.rdf.namespaces import DEFAULT_BASE, PlanIris
from shisaku.rdf.quads import ntriples
from shisaku.sparql.questions import SavedQuestions, ask, store_of
from shisaku.sparql.rdf_terms import string
from shisaku.sparql.saved_query import load_query
from shisaku.sparql.triple_store import TripleStore

ROOT = Path(__file__).resolve().parent.parent.parent
QUERIES = sorted((ROOT / "queries").glob("*.rq"))
EXPECTED = Path(__file__).parent / "expected"
SEVERAL_PLANS = sorted((Path(__file__).parent / "several-plans").glob("*.csv"))
OTHER_KINDS = sorted((Path(__file__).parent / "other-kinds").glob("*.csv"))
README = (Path(__file__).parent / "README.md").read_text(encoding="utf-8")
NOT_DETERMINABLE = {path.stem for path in QUERIES if not (EXPECTED / f"{path.stem}.csv").is_file()}
IDS = [path.stem for path in QUERIES]
each = pytest.mark.parametrize("path", QUERIES, ids=IDS)
BESIDE = sorted(path for folder in ("values", "needs") for path in (ROOT / "queries" / folder).glob("*.rq"))
"""Queries for the values of parameters, and for what data must have for a question to have an answer."""
referenced = pytest.mark.parametrize("path", BESIDE, ids=lambda path: f"{path.parent.name}/{path.stem}")
each_of_both = pytest.mark.parametrize("path", [*QUERIES, *BESIDE], ids=lambda path: f"{path.parent.name}/{path.stem}")


@pytest.fixture(scope="module")
def store(soumu: Build, project: Project) -> TripleStore:
    """What is built now of the real plan, with the ontology."""
    made = store_of(project, ())
    made.load_ntriples(ntriples(soumu.graph))
    return made


@each
def test_a_question_says_in_both_languages_what_it_answers(path: Path) -> None:
    question = load_query(path)
    for message in (question.summary, question.description, *(parameter.label for parameter in question.parameters)):
        assert message.verbatim("en").isascii() or re.search(r"[A-Za-z]{3}", message.verbatim("en"))
        assert re.search(r"[ぁ-んァ-ヶ一-龠]", message.verbatim("ja"))
        assert message.verbatim("en") != message.verbatim("ja")
    assert question.tags


@each
def test_the_summary_is_a_question_and_the_description_names_every_column(path: Path, store: TripleStore) -> None:
    question = load_query(path)
    assert question.summary.verbatim("en").endswith("?")
    for column in ask(store, question).variables:
        assert re.search(rf"\b{column}\b", question.description.verbatim("en")), column
        assert column in question.description.verbatim("ja"), column


@each_of_both
def test_a_question_is_named_in_kebab_case(path: Path) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem)


def test_every_expectation_belongs_to_a_question() -> None:
    assert {path.stem for path in EXPECTED.glob("*.csv")} <= set(IDS)


def test_at_most_three_questions_have_no_expectation_and_the_readme_lists_them() -> None:
    assert len(NOT_DETERMINABLE) <= 3
    assert {name for name in IDS if f"`{name}`" in README and name in NOT_DETERMINABLE} == NOT_DETERMINABLE


@pytest.mark.parametrize("path", [path for path in QUERIES if path.stem not in NOT_DETERMINABLE], ids=lambda path: path.stem)
def test_the_real_plan_gives_the_answer_that_a_person_read_from_the_page(path: Path, store: TripleStore) -> None:
    question = load_query(path)
    answer = ask(store, question, question.defaults)
    with (EXPECTED / f"{path.stem}.csv").open(encoding="utf-8", newline="") as file:
        wanted = [tuple(row) for row in csv.reader(file)]
    assert [answer.variables, *answer.texts()] == wanted


@pytest.fixture(scope="module")
def other_kinds(context: Context, project: Project) -> TripleStore:
    """A budget and a charter in English, with the ontology."""
    return stored((budget(), charter()), context, project)


@pytest.mark.parametrize("path", OTHER_KINDS, ids=lambda path: path.stem)
def test_plans_of_other_kinds_give_the_answer_that_a_person_reads_in_them(path: Path, other_kinds: TripleStore) -> None:
    question = load_query(ROOT / "queries" / f"{path.stem}.rq")
    asked = {"component": f"{DEFAULT_BASE}misaki-2041/measure/1/initiative/2"} if path.stem.startswith("what-is-the-path") else {}
    answer = ask(other_kinds, question, question.defaults | asked)
    with path.open(encoding="utf-8", newline="") as file:
        wanted = [tuple(row) for row in csv.reader(file)]
    assert [answer.variables, *answer.texts()] == wanted


def test_every_question_on_budgets_and_details_is_asked_of_a_plan_that_has_them() -> None:
    asked = {path.stem for path in OTHER_KINDS}
    assert {path.stem for path in QUERIES if {"budget", "details"} & set(load_query(path).tags)} <= asked


@each
def test_a_question_is_answered_over_plans_of_other_kinds_too(path: Path, other_kinds: TripleStore) -> None:
    answer = ask(other_kinds, load_query(path))
    plans = {f"{DEFAULT_BASE}misaki-2041", f"{DEFAULT_BASE}alder-rivers"}
    assert {dict(zip(answer.variables, row, strict=True))["plan"] for row in answer.texts()} <= plans


@pytest.mark.parametrize("path", SEVERAL_PLANS, ids=lambda path: path.stem)
def test_plans_of_several_publishers_and_years_give_the_answer_that_a_person_reads_in_them(
    path: Path, corpus: TripleStore
) -> None:
    answer = ask(corpus, load_query(ROOT / "queries" / f"{path.stem}.rq"))
    with path.open(encoding="utf-8", newline="") as file:
        assert [answer.variables, *answer.texts()] == [tuple(row) for row in csv.reader(file)]


@pytest.mark.parametrize(("publisher", "other"), [("港町庁", "学芸庁"), ("学芸庁", "港町庁")])
def test_publishers_that_must_be_among_them_are_named_in_any_order(corpus: TripleStore, publisher: str, other: str) -> None:
    def labels(name: str, **given: str) -> set[str]:
        answer = ask(corpus, load_query(ROOT / "queries" / f"{name}.rq"), given)
        return {row[answer.variables.index("label")] for row in answer.texts()}

    name = "which-initiatives-have-several-publishers"
    assert labels(name, publisher=publisher, other=other) == {"外国語の案内板の設置", "避難路の照明の設置"}
    assert labels(name, publisher="森里庁") == {"外国語の案内板の設置", "観光案内所の開設", "避難路の照明の設置"}
    assert labels(name, publisher="森里庁", other="学芸庁") == {"外国語の案内板の設置", "避難路の照明の設置"}
    assert labels("which-topics-have-several-publishers", publisher=publisher, other=other) == {"地震・津波対策"}
    assert labels("which-topics-have-several-publishers", publisher="森里庁", other="学芸庁") == set()


def test_only_amounts_of_a_size_are_told_when_asked_so(other_kinds: TripleStore) -> None:
    question = load_query(ROOT / "queries" / "which-budgets-are-largest.rq")
    answer = ask(other_kinds, question, {"least": "3000000"})
    assert [row[answer.variables.index("amount")] for row in answer.texts()] == ["9000000", "3500000", "3000000"]


@pytest.mark.parametrize("name", sorted(NOT_DETERMINABLE))
def test_a_question_without_an_expectation_is_answered_all_the_same(name: str, store: TripleStore) -> None:
    question = load_query(ROOT / "queries" / f"{name}.rq")
    answer = ask(store, question, {parameter.name: "1.0" for parameter in question.parameters if parameter.type == "decimal"})
    assert "plan" in answer.variables
    assert {row[answer.variables.index("plan")] for row in answer.texts()} <= {"https://w3id.org/shisaku/id/soumu-2021"}


@each_of_both
def test_every_term_of_ours_that_a_question_uses_exists(path: Path, context: Context) -> None:
    code = without_header(path)
    own = re.findall(r"PREFIX\s+([a-z]+):\s*<(https://w3id\.org/shisaku/[^>]+)>", code)
    body = re.sub(r'"[^"]*"|<[^>\s]*>', "", code)
    used = {f"{iri}{name}" for prefix, iri in own for name in re.findall(rf"(?<![\w?$:]){prefix}:([A-Za-z0-9_-]+)", body)}
    assert used or path.stem == "retired-iris"  # whether an IRI is retired is said in terms of OWL alone
    assert used - {str(subject) for subject in context.ontology.schemes.subjects()} == set()


@each_of_both
def test_every_foreign_term_that_a_question_uses_is_one_that_the_data_or_schemes_use(path: Path, in_use: set[str]) -> None:
    code = without_header(path)
    namespaces = dict(re.findall(r"PREFIX\s+([a-z]+):\s*<([^>]+)>", code))
    body = re.sub(r'"[^"]*"', "", code)
    used = {
        namespaces[prefix] + name
        for prefix, name in re.findall(r"\b(rdfs|skos|oa|dcterms|prov|org|dcat|void):([A-Za-z0-9_]+)", body)
        if prefix in namespaces
    }
    assert used - in_use == set()


@pytest.fixture(scope="module")
def in_use(context: Context, soumu: Build) -> set[str]:
    """The terms that the real plan or the schemes use or define, and those that only other plans use."""
    graphs = (soumu.graph, context.ontology.schemes)
    nodes: set[Node] = {p for graph in graphs for p in graph.predicates()}
    nodes |= {o for graph in graphs for o in graph.objects(None, RDF.type)} | {s for graph in graphs for s in graph.subjects()}
    vocabularies = {str(term) for term in (RDFS.label, RDFS.comment, SKOS.hiddenLabel, DCTERMS.issued, PROV.used, VOID.inDataset)}
    return {str(node) for node in nodes} | vocabularies


@each_of_both
def test_a_question_declares_every_prefix_that_it_uses_and_uses_every_one_it_declares(path: Path) -> None:
    code = without_header(path)
    declared = set(re.findall(r"PREFIX\s+([a-z]+):", code))
    body = re.sub(r"PREFIX\s+[a-z]+:\s*<[^>]+>", "", re.sub(r'"[^"]*"|<[^>\s]*>', "", code))
    body = re.sub(r"^\s*#.*$", "", body, flags=re.MULTILINE)
    used = set(re.findall(r"(?<![\w?$:])([a-z]+):[A-Za-z]", body))
    assert used == declared


@each
def test_a_question_takes_no_more_than_to_read_all_triples_ten_times(path: Path, store: TripleStore) -> None:
    asking, reading = partial(ask, store, load_query(path)), partial(store.select, "SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    assert any(effort(asking) < 10 * effort(reading) for _ in range(3))


@each
def test_a_question_is_ordered_so_that_its_answer_is_the_same_each_time(path: Path, store: TripleStore) -> None:
    question = load_query(path)
    rows = ask(store, question).rows
    assert "ORDER BY" in question.text or len(rows) <= 1
    assert ask(store, question).rows == rows


@each_of_both
def test_a_question_does_not_depend_on_what_is_inferred(path: Path) -> None:
    derived = {
        "partOf", "hasPart", "hasDirectPart", "restatedBy", "purposeOf", "coversTopic", "crossReferencesMeasure",
        "crossReferencesPillar", "hasPassage", "hasDetail", "alignsWith", "breakdownOf", "continues", "descendsFrom",
        "successorIn", "PlanElement", "PlanComponent", "PlanDetail", "Passage", "Conclusion",
    }  # fmt: skip
    used = re.findall(r"shisaku:([A-Za-z]+)", without_header(path))
    assert [name for name in used if name in derived] == []


@each
def test_a_question_has_the_same_answer_where_the_data_say_what_is_inferred_from_them(
    path: Path, towns: TripleStore, towns_inferred: TripleStore
) -> None:
    question = load_query(path)
    with_it, without = list(ask(towns_inferred, question).texts()), list(ask(towns, question).texts())
    if path.stem in EVERY_STATEMENT:
        assert set(with_it) > set(without)
    else:
        assert with_it == without


EVERY_STATEMENT = {"why-is-it-in-the-graph"}
"""Questions for all that the graph says of something, what is inferred as well."""


@pytest.fixture(scope="module")
def towns(context: Context, project: Project) -> TripleStore:
    """Ten small plans that print everything there is, in five editions each of two towns."""
    return small(TOGETHER, context, project)


@pytest.fixture(scope="module")
def towns_inferred(context: Context, project: Project) -> TripleStore:
    """The same, with what follows by the ontology."""
    made = small(TOGETHER, context, project)
    graph = Graph().parse(data="".join(small_plans(TOGETHER, context.ontology.vocabulary)), format="nt")
    made.load_ntriples(ntriples(infer(graph, context.terms).inferred))
    return made


def small(number: int, context: Context, project: Project) -> TripleStore:
    """So many small plans, with the ontology."""
    made = store_of(project, ())
    for graphs in small_plans(number, context.ontology.vocabulary):
        made.load_ntriples(graphs)
    return made


@each
def test_a_question_about_the_plans_says_which_plan_each_row_is_about(path: Path, store: TripleStore) -> None:
    question = load_query(path)
    assert "plan" in ask(store, question).variables or "ontology" in question.tags or path.stem in WITHOUT_PLAN


# -- growth ------------------------------------------------------------------------------------------------------------

FEW, TIMES = 4 * TOGETHER, 4
STEEP = 2.0
"""How many times its share of the work a question may need over four times the plans, before it is taken for quadratic (4)."""


@each_of_both
def test_a_question_joins_its_patterns_by_resources(path: Path, context: Context) -> None:
    assert Query(without_header(path), context.ontology.terms).faults() == []


PREFIXES = (
    "PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "PREFIX shisaku: <https://w3id.org/shisaku/ontology#> "
)


@pytest.mark.parametrize(
    "pattern",
    [
        # behind MINUS, two sums of money that have only their currency in common
        """?node shisaku:hasBudgetFigure ?now , ?then . MINUS { ?node a shisaku:RestatedInitiative }
           ?now shisaku:currency ?currency . ?then shisaku:currency ?currency .""",
        # the label of what may be unbound: every row with every label
        """?node shisaku:hasBudgetFigure ?now . OPTIONAL { ?now shisaku:forPeriod ?period }
           OPTIONAL { ?period rdfs:label ?year }""",
        # a plan that is computed, and so may be none
        "?retired owl:deprecated true . BIND (IRI(STRBEFORE(STR(?retired), '#')) AS ?plan) ?plan a shisaku:PolicyPlan .",
        # what may be joined anew for each row
        "?node a shisaku:Measure . FILTER NOT EXISTS { ?node shisaku:hasBudgetFigure/shisaku:amount ?sum }",
        # two components of one class, or in the same words
        "?node a ?class . ?other a ?class .",
        "?node rdfs:label ?label . ?other rdfs:label ?label .",
        # two components that bear a kind
        "?node shisaku:componentKind ?kind . ?other shisaku:componentKind ?kind .",
    ],
)
def test_what_is_joined_by_no_resource_is_found(pattern: str, context: Context) -> None:
    assert Query(f"{PREFIXES}SELECT * WHERE {{ {pattern} }}", context.ontology.terms).faults()


@pytest.fixture(scope="module")
def few(context: Context, project: Project) -> TripleStore:
    return small(FEW, context, project)


@pytest.fixture(scope="module")
def many(context: Context, project: Project) -> TripleStore:
    return small(FEW * TIMES, context, project)


@pytest.fixture(scope="module")
def reading(few: TripleStore) -> float:
    """The effort of reading all triples of the few: less than that is nothing that anybody waits for."""
    return min(effort(partial(few.select, "SELECT ?s ?p ?o WHERE { ?s ?p ?o }")) for _ in range(3))


@each
def test_over_four_times_the_plans_a_question_takes_four_times_the_work(
    path: Path, few: TripleStore, many: TripleStore, reading: float
) -> None:
    question = load_query(path)
    assert any(grows_steadily(partial(ask, few, question), partial(ask, many, question), reading) for _ in range(3))


@referenced
def test_over_four_times_the_plans_a_lookup_takes_four_times_the_work(
    path: Path, few: TripleStore, many: TripleStore, reading: float
) -> None:
    query = load_query(path)
    text = query.text + ("\nLIMIT 1" if query.form == "SELECT" else "")
    assert any(grows_steadily(partial(few.query, text), partial(many.query, text), reading) for _ in range(3))


def grows_steadily(small: Callable[[], object], large: Callable[[], object], nothing: float) -> bool:
    """Whether the work over many plans is what that over few makes expect, or so little that it does not matter."""
    work = effort(large)
    return work < nothing / TIMES or work < STEEP * TIMES * effort(small)


def test_what_compares_all_with_all_does_not_grow_steadily(few: TripleStore, many: TripleStore, reading: float) -> None:
    text = f"{PREFIXES}SELECT (COUNT(*) AS ?n) {{ ?one a shisaku:TextSpan . ?other a shisaku:TextSpan }}"
    assert not any(grows_steadily(partial(few.query, text), partial(many.query, text), reading) for _ in range(3))


# -- values that the data have, and what they lack ---------------------------------------------------------------------

NONE_IS_AN_ANSWER = {
    "which-initiatives-have-several-publishers", "which-topics-are-in-several-pillars", "which-topics-have-several-publishers",
    "which-topics-occur-together", "which-measures-have-no-purpose", "which-measures-have-no-topic",
    "which-alternatives-were-rejected", "which-restatements-are-not-word-for-word", "which-restatements-cross-pillars",
    "which-components-are-new", "which-components-were-dropped", "which-components-were-split-or-merged",
    "which-measures-bear-only-a-mark", "which-measures-lack-a-mark",
}  # fmt: skip
"""Questions that rightly answer "none" over some data that have what they are about; so do all that are tagged `quality`."""


@pytest.fixture(scope="module")
def charter_alone(context: Context, project: Project) -> TripleStore:
    """A charter in English, without budgets, marks or initiatives."""
    return stored((charter(),), context, project)


@pytest.fixture(scope="module")
def corpus(context: Context, project: Project) -> TripleStore:
    """Plans of three publishers over three years."""
    return stored((read(path, context) for path in sorted(CORPUS.glob("*/source.txt"))), context, project)


@pytest.fixture(scope="module")
def edition(context: Context, project: Project) -> TripleStore:
    """One of the two invented editions, alone."""
    return stored((read(ROOT / "tests/editions/editions/tsukigase-2034-2035/new.txt", context),), context, project)


def stored(plans: Iterable[Plan], context: Context, project: Project) -> TripleStore:
    """Plans with the ontology, ready to be asked."""
    made = store_of(project, ())
    for plan in plans:
        iris = PlanIris.of_plan(DEFAULT_BASE, plan)
        graphs = to_graph(plan, iris, context.ontology.vocabulary, context.ontology.version)
        made.load_ntriples(ntriples(graphs.asserted + graphs.reconstructed))
    return made


DATA = pytest.mark.parametrize("data", ["store", "other_kinds", "charter_alone", "corpus", "edition", "towns"])


@DATA
def test_no_question_has_an_answer_over_data_that_lack_what_it_needs(data: str, request: pytest.FixtureRequest) -> None:
    asking = SavedQuestions(request.getfixturevalue(data))
    lacking = {path.stem for path in QUERIES if asking.lacks(load_query(path))}
    assert len(lacking) > (3 if data == "towns" else 10)
    answered = {path.stem for path in QUERIES if ask(request.getfixturevalue(data), load_query(path)).rows}
    assert lacking & answered == set()


@DATA
def test_every_other_question_has_an_answer_with_values_of_the_data(data: str, request: pytest.FixtureRequest) -> None:
    asking, empty = SavedQuestions(request.getfixturevalue(data)), set()
    for question in map(load_query, QUERIES):
        if (
            not asking.lacks(question)
            and not ask(request.getfixturevalue(data), question).rows
            and "quality" not in question.tags
        ):
            empty.add(question.name)
    assert empty <= NONE_IS_AN_ANSWER


@DATA
def test_a_value_fits_its_parameter_and_is_the_first_that_the_data_have(data: str, request: pytest.FixtureRequest) -> None:
    store = request.getfixturevalue(data)
    asking = SavedQuestions(store)
    for question in map(load_query, QUERIES):
        values = asking.values(question)
        question.bindings(values)
        assert values == asking.values(question, {})
        for parameter in question.parameters:
            if parameter.values is not None:
                text = load_query(parameter.values).text
                bound = {f"_{name}": string(value) for name, value in values.items() if f"?_{name}" in text}
                there = [row[0] for row in store.select(text, bound).texts()]
                assert values[parameter.name] == (there[0] if there else parameter.default), question.name


def test_the_values_for_the_real_plan_are_those_that_a_person_finds_in_it(store: TripleStore) -> None:
    asking = SavedQuestions(store)
    found = {
        (path.stem, name): value
        for path in QUERIES
        for name, value in asking.values(load_query(path)).items()
        if load_query(path).defaults[name] != value
    }
    plan = f"{DEFAULT_BASE}soumu-2021"
    first = f"{plan}/initiative/3vjfn7d7"  # the first entry that the text prints, under measure 16
    assert found == {
        ("on-what-basis-was-it-concluded", "component"): f"{plan}/measure/4",
        ("on-which-page-is-a-component", "component"): first,
        ("what-is-printed-for-a-component", "component"): first,
        ("what-is-the-path-of-a-component", "component"): first,
        ("why-is-it-in-the-graph", "resource"): first,
        ("where-in-the-source-is-a-word", "word"): "国土強靱化",
        ("where-is-a-topic-mentioned", "topic"): "デジタル・ガバメント",
        ("which-forms-of-a-topic-are-printed", "topic"): "デジタル・ガバメント",
        ("which-initiatives-bear-a-mark", "mark"): "○",
        ("which-initiatives-contain-a-word", "word"): "国土強靱化",
        ("which-measures-are-on-a-topic", "topic"): "デジタル・ガバメント",
        ("which-measures-lack-a-mark", "mark"): "※",
    }


@referenced
def test_a_query_beside_the_questions_is_used_documented_and_of_its_form(path: Path) -> None:
    query = load_query(path)
    assert any(path in load_query(question).referenced() for question in QUERIES)
    for message in (query.summary, query.description) if path.parent.name == "values" else (query.summary,):
        assert re.search(r"[A-Za-z]{3}", message.verbatim("en"))
        assert re.search(r"[ぁ-んァ-ヶ一-龠]", message.verbatim("ja"))
    assert query.form == ("SELECT" if path.parent.name == "values" else "ASK")
    if query.form == "SELECT":
        assert re.search(r"SELECT (DISTINCT )?(\?|\([A-Z]+\(\?\w+\) AS \?)value\b", query.text)
        assert re.search(r"\nORDER BY (.* )?(DESC\()?\?(value|rank)\)?\n$", query.text)


@referenced
def test_a_query_beside_the_questions_takes_no_more_than_to_read_all_triples_ten_times(path: Path, store: TripleStore) -> None:
    asking, reading = partial(store.query, load_query(path).text), partial(store.select, "SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    assert any(effort(asking) < 10 * effort(reading) for _ in range(3))


WITHOUT_PLAN: frozenset[str] = frozenset()
"""Questions whose rows belong to no plan."""


def without_header(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").split("\n")
    return "\n".join(line for line in lines if not line.startswith("#"))
