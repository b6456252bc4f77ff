"""The SHACL shapes: a core for every country, a profile for Japan, and shapes of the ontology's own terms.

Each file of shapes/ is read together with clean.ttl and violates the shape that it is named after, and no other.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCAT, DCTERMS, OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from shisaku.model.findings import Finding, Severity
from shisaku.owl.rl.inference import Engine, infer
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import SHISAKU, local_name
from shisaku.rdf.triples import graph_of
from shisaku.shacl.compiled_shapes import Result
from shisaku.shacl.validation import PreparedSchemes, Shapes, results, validate

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "ontology"
FILES = {name: FOLDER / f"{name}.ttl" for name in ("shapes", "profiles/traced", "profiles/jp", "profiles/terms")}
CLEAN = HERE / "clean.ttl"
DELTAS = sorted((HERE / "shapes").glob("*.ttl"))
COUNTRIES = sorted((HERE / "countries").glob("*.ttl"))
SH = Namespace("http://www.w3.org/ns/shacl#")
PROF = Namespace("http://www.w3.org/ns/dx/prof/")
OWN = "https://w3id.org/shisaku/"
ENGINES: tuple[Engine, ...] = ("compiled", "reference")
TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
CONSTRAINING = (SH.property, SH.node, SH["not"], SH.qualifiedValueShape)
COMBINING = (SH["or"], SH["and"], SH.xone)
PREFIXES = """\
@base <https://example.org/id/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dcterms: <http://purl.org/dc/terms/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix shisaku: <https://w3id.org/shisaku/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture(scope="module")
def by_file() -> dict[str, Graph]:
    return {name: load_turtle(path) for name, path in FILES.items()}


@pytest.fixture(scope="module")
def shapes(by_file: dict[str, Graph]) -> Graph:
    """All of them."""
    return graph_of(*by_file.values())


@pytest.fixture(scope="module")
def whole(shapes: Graph) -> Shapes:
    return Shapes(shapes)


@pytest.fixture(scope="module")
def core(by_file: dict[str, Graph]) -> Shapes:
    return Shapes(by_file["shapes"])


@pytest.fixture(scope="module")
def clean() -> Graph:
    return load_turtle(CLEAN)


@pytest.fixture(scope="module")
def terms() -> Graph:
    return load_turtle(FOLDER / "shisaku.ttl")


@pytest.fixture(scope="module")
def schemes(terms: Graph) -> PreparedSchemes:
    """Terms and schemes."""
    names = ("marks", "topics", "conclusions")
    files = [*(FOLDER / f"{name}.ttl" for name in names), *sorted((FOLDER / "schemes").glob("*.ttl"))]
    return PreparedSchemes(graph_of(terms, *map(load_turtle, files)))


@pytest.fixture(scope="module")
def referred_to(schemes: PreparedSchemes) -> PreparedSchemes:
    """Terms and schemes without what makes a term a target of its own, and without topics, of which the clean plan uses none:
    what cannot be at fault need not be validated a hundred times."""
    left_out = {RDFS.isDefinedBy, OWL.deprecated, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition}
    topics = set(schemes.graph.subjects(RDF.type, SHISAKU.Topic))
    return PreparedSchemes(graph_of((s, p, o) for s, p, o in schemes.graph if p not in left_out and s not in topics))


@pytest.fixture(scope="module")
def cases() -> dict[str, Graph]:
    return {path.stem: load_turtle(path) for path in DELTAS}


@pytest.fixture(scope="module")
def together(clean: Graph, cases: dict[str, Graph]) -> Graph:
    """The clean plan with all cases, none of which says anything of what another speaks of."""
    subjects = Counter(subject for case in cases.values() for subject in set(case.subjects()))
    assert [subject for subject, times in subjects.items() if times > 1] == []
    return graph_of(clean, *cases.values())


def name_of(shape: Node) -> str:
    return local_name(URIRef(str(shape)))


def named(shapes: Graph, name: str) -> Node:
    (found,) = {shape for shape in shapes.subjects() if str(shape).endswith(f"#{name}")}
    return found


def used_by(shapes: Graph, shape: Node) -> Iterator[Node]:
    """The shape, and every shape that it is put together from."""
    seen: set[Node] = set()
    waiting = [shape]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        yield here
        waiting += [part for predicate in CONSTRAINING for part in shapes.objects(here, predicate)]
        for predicate in COMBINING:
            for members in shapes.objects(here, predicate):
                waiting += list(Collection(shapes, members))


def targeted(shapes: Graph) -> set[Node]:
    return {shape for predicate in TARGETS for shape in shapes.subjects(predicate, None)}


def reporting(shapes: Graph) -> set[str]:
    """Names of the shapes that report for themselves: those with a target and their property shapes, not what these are made of."""
    names = {name_of(part) for shape in targeted(shapes) for part in shapes.objects(shape, SH.property)}
    return names | {name_of(shape) for shape in targeted(shapes) if (shape, SH.severity, None) in shapes}


def rules(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule.removeprefix("shacl/") for finding in findings}


def turtle(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


# -- data that conform -------------------------------------------------------------------------------------------------


def test_the_clean_plan_conforms_with_the_whole_ontology_and_all_that_follows_from_it(
    clean: Graph, terms: Graph, schemes: PreparedSchemes, whole: Shapes
) -> None:
    inference = infer(clean, terms)
    assert inference.contradictions == ()
    assert validate(clean, schemes, whole) == ()
    assert validate(clean + inference.inferred, schemes, whole) == ()


def test_the_terms_and_schemes_conform_by_themselves(schemes: PreparedSchemes, whole: Shapes) -> None:
    assert validate(schemes.graph, Graph(), whole) == ()


@pytest.mark.parametrize("path", COUNTRIES, ids=lambda path: path.stem)
def test_a_plan_of_another_country_conforms_to_the_core_as_it_is(
    path: Path, terms: Graph, schemes: PreparedSchemes, core: Shapes, whole: Shapes
) -> None:
    data = load_turtle(path)
    inference = infer(data, terms)
    assert {label.language for label in data.objects(None, RDFS.label) if isinstance(label, Literal)} & {"ja", "en"} == set()
    assert not [concept for concept in data.subjects(RDF.type, SKOS.Concept) if str(concept).startswith(OWN)]
    assert inference.contradictions == ()
    assert validate(data, schemes, core) == ()
    assert validate(data + inference.inferred, schemes, core) == ()
    assert rules(validate(data, schemes, whole)) >= {"PlanElement-words-language", "PolicyPlan-inDataset-one"}


@pytest.mark.parametrize(
    ("removed", "broken"),
    [
        (RDFS.label, "PolicyPlan-label"),
        (SHISAKU.directPartOf, "PlanComponent-directPartOf"),
        (SHISAKU.currency, "Amount-currency"),
        (SHISAKU.printedForm, "Responsibility-printedForm"),
    ],
)
@pytest.mark.parametrize("path", COUNTRIES, ids=lambda path: path.stem)
def test_a_plan_of_another_country_is_held_to_the_structure(
    path: Path, removed: URIRef, broken: str, referred_to: PreparedSchemes, core: Shapes
) -> None:
    data = load_turtle(path)
    data.remove((None, removed, None))
    assert broken in rules(validate(data, referred_to, core))


@pytest.mark.parametrize("path", COUNTRIES, ids=lambda path: path.stem)
def test_a_plan_that_was_read_from_no_text_is_held_to_the_core_alone(
    path: Path, referred_to: PreparedSchemes, core: Shapes, shapes: Graph
) -> None:
    data = load_turtle(path)
    data.remove((None, SHISAKU.quotedFrom, None))
    data.remove((None, DCTERMS.source, None))
    assert validate(data, referred_to, core) == ()
    found = rules(validate(data, referred_to, Shapes(shapes)))
    assert found >= {"PlanComponent-quotedFrom-given", "PolicyPlan-source-given", "PolicyPlan-quotedFrom-given"}


@pytest.mark.parametrize(
    "text",
    [
        "<a> a shisaku:Period ; rdfs:label '令和13年４月１日' ; dcat:startDate '2031-04-01'^^xsd:date ; dcat:endDate '2031-04-01'^^xsd:date .",
        "<a> a shisaku:Period ; rdfs:label '令和13年４月から' ; dcat:startDate '2031-04-01'^^xsd:date .",
        "<a> a shisaku:Period ; rdfs:label '令和13年３月まで' ; dcat:endDate '2031-03-31'^^xsd:date .",
        "<a> a shisaku:Period ; rdfs:label '未定' .",
        "<umikaze-2030> dcterms:issued '2030'^^xsd:gYear .",
        "<umikaze-2030> dcterms:issued '2030-03-31'^^xsd:date .",
        "<umikaze-2030> dcterms:publisher <a> , <b> . <a> a org:Organization ; rdfs:label '甲' . <b> a prov:Agent .",
        "<umikaze-2030> dcterms:publisher <a> . <a> a org:OrganizationalUnit .",
        "<umikaze-2030> rdfs:label 'without a language' , 'in another'@en .",
        "<a> a shisaku:BudgetProject ; shisaku:projectId '1' ; shisaku:implements <umikaze-2031/pillar/1> .",
        "<umikaze-2031/pillar/1> a shisaku:RestatedComponent ; shisaku:restates <umikaze-2031/pillar/2> , <umikaze-2031/measure/3> .",
        "<umikaze-2031/pillar/2> shisaku:hasMark <umikaze-2031/mark/25cb> ; shisaku:printedMarks '○' .",
        "<umikaze-2031/pillar/2> shisaku:department 'unit without a language' ; shisaku:tag 'étiquette'@fr .",
        "<a> a org:Organization ; rdfs:label 'no number' . <b> a org:FormalOrganization ; rdfs:label 'SIRET' ; <http://www.w3.org/ns/org#identifier> '213' , 'x' .",
    ],
)
def test_what_the_core_allows(text: str, clean: Graph, referred_to: PreparedSchemes, core: Shapes) -> None:
    assert validate(clean + turtle(text), referred_to, core) == ()


# -- data that do not --------------------------------------------------------------------------------------------------


def test_each_case_breaks_the_shape_that_it_is_named_after_and_no_other(
    together: Graph, cases: dict[str, Graph], referred_to: PreparedSchemes, whole: Shapes
) -> None:
    """Asked once for all of them, as no case says anything of what another speaks of."""
    case_of = {subject: name for name, case in cases.items() for subject in case.subjects()}
    broken: dict[str, set[str]] = {name: set() for name in cases}
    for result in results(together, referred_to, whole, "compiled")[0]:
        name = case_of.get(result.focus) or case_of.get(result.value)  # type: ignore[arg-type]  # None is no subject
        assert name is not None, result
        broken[name].add(name_of(result.shape))
    assert {name: found for name, found in broken.items() if found != {name}} == {}


def test_each_shape_that_reports_has_a_case_that_breaks_it(shapes: Graph) -> None:
    assert {path.stem for path in DELTAS} == reporting(shapes)


def test_a_warning_of_a_shape_is_a_warning_of_the_finding(clean: Graph, referred_to: PreparedSchemes, whole: Shapes) -> None:
    severities = {
        "Measure-initiative": Severity.INFO,
        "Purpose-owner": Severity.WARNING,
        "PolicyPlan-publisher": Severity.INFO,
    }
    for name, severity in severities.items():
        findings = validate(clean + load_turtle(HERE / "shapes" / f"{name}.ttl"), referred_to, whole)
        assert [finding.severity for finding in findings] == [severity]


def test_what_is_under_two_parents_is_named_with_both(clean: Graph, referred_to: PreparedSchemes, core: Shapes) -> None:
    group = next(clean.subjects(RDF.type, SHISAKU.MeasureGroup))
    found = validate(clean + turtle("<umikaze-2031/measure/1> shisaku:directPartOf <umikaze-2031/pillar/2> ."), referred_to, core)
    assert rules(found) == {"PlanElement-hasDirectPart"}
    assert {finding.subject for finding in found} == {str(group), "https://example.org/id/umikaze-2031/pillar/2"}
    assert {finding.value for finding in found} == {"https://example.org/id/umikaze-2031/measure/1"}
    assert all(
        "measure/1]" in finding.message.verbatim("ja") and "measure/1]" in finding.message.verbatim("en") for finding in found
    )


def test_a_part_of_a_sum_that_is_counted_twice_is_named_however_the_sum_is_stated(
    clean: Graph, referred_to: PreparedSchemes, core: Shapes
) -> None:
    sums = list(clean.subject_objects(SHISAKU.hasBreakdown))
    assert len(sums) == 1
    ((sum_, part),) = sums
    for triple in ((sum_, SHISAKU.hasBreakdown, part), (part, SHISAKU.breakdownOf, sum_)):
        data = clean + Graph()
        data.remove((sum_, SHISAKU.hasBreakdown, part))
        data += [triple, (URIRef("https://example.org/id/umikaze-2031/measure/1"), SHISAKU.hasBudgetFigure, part)]
        found = validate(data, referred_to, core)
        assert [(finding.rule, finding.subject, finding.value) for finding in found] == [
            ("shacl/BudgetFigure-breakdownOf", str(sum_), str(part))
        ]


def test_the_account_of_a_figure_is_no_second_printed_form_of_it(clean: Graph, terms: Graph) -> None:
    figure = next(clean.subjects(SHISAKU.account, None))
    inferred = clean + infer(clean, terms).inferred
    assert len(list(inferred.objects(figure, SHISAKU.printedForm))) == 1


# -- both engines ------------------------------------------------------------------------------------------------------


def test_the_compiled_engine_covers_all_shapes(by_file: dict[str, Graph], whole: Shapes) -> None:
    assert len(whole.compiled.targeted) == sum(len(targeted(graph)) for graph in by_file.values())


def test_the_reference_engine_finds_the_same_in_all_cases_together(
    together: Graph, referred_to: PreparedSchemes, whole: Shapes
) -> None:
    found = [Counter(map(_comparable, results(together, referred_to, whole, engine)[0])) for engine in ENGINES]
    assert {name_of(URIRef(str(shape))) for *_, shape in found[0]} == {path.stem for path in DELTAS}
    assert found[0] == found[1]


def _comparable(result: Result) -> tuple[Node | str | None, ...]:
    return tuple("[]" if isinstance(part, BNode) else part for part in result[:6])


# -- the shapes themselves ---------------------------------------------------------------------------------------------


def test_no_shape_is_idle(shapes: Graph) -> None:
    reached = {used for shape in targeted(shapes) for used in used_by(shapes, shape)}
    declared = {shape for kind in (SH.NodeShape, SH.PropertyShape) for shape in shapes.subjects(RDF.type, kind)}
    assert {name_of(shape) for shape in declared - reached} == set()


def test_the_clean_plan_has_something_for_each_shape_to_look_at(
    clean: Graph, terms: Graph, schemes: PreparedSchemes, whole: Shapes
) -> None:
    known = clean + infer(clean, terms).inferred + schemes.graph
    for shape, declarations in whole.compiled.targeted:
        classes = [target for kind, target in declarations if kind == SH.targetClass]
        below = {kind for target in classes for kind in known.transitive_subjects(RDFS.subClassOf, target)}
        found = any((None, RDF.type, kind) in known for kind in below)
        found |= any((None, target, None) in known for kind, target in declarations if kind == SH.targetSubjectsOf)
        assert found, shape.node


def test_the_clean_plan_has_a_value_for_each_property_shape(clean: Graph, terms: Graph, shapes: Graph) -> None:
    known = clean + infer(clean, terms).inferred
    said = set(known.predicates())
    missing = {
        name_of(shape)
        for shape, path in shapes.subject_objects(SH.path)
        if isinstance(path, URIRef) and path not in said and "profile/terms" not in str(shape)
    }
    assert missing == {"PlanComponent-sheetOf"}  # a yearly sheet of a project, which a plan is not


def test_every_shape_that_reports_speaks_both_languages_and_has_a_severity(shapes: Graph) -> None:
    speaking = set(shapes.subjects(SH.severity, None))
    assert {name_of(shape) for shape in speaking} >= reporting(shapes)
    for shape in speaking:
        languages = sorted(getattr(message, "language", None) or "" for message in shapes.objects(shape, SH.message))
        assert languages == ["en", "ja"], name_of(shape)


def test_a_message_names_the_property_that_it_is_about(shapes: Graph) -> None:
    """But for those that say what to write into a source.toml, and where the class of the value says more than the property."""
    plain = {"PolicyPlan-quotedFrom-given", "PolicyPlan-publisher", "SourceFile-license", "TextSpan-position", "TextSpan-quote"}
    plain |= {
        "TextSpan-selectors",
        "UnreadRegion-fragment",
        "Mention-mentionsTopic",
        "Mention-withinSpan",
        "Unclaimed-mentionsTopic",
    }
    expected = reporting(shapes) - plain
    for shape, path in shapes.subject_objects(SH.path):
        if isinstance(path, URIRef) and name_of(shape) in expected:
            unnamed = [message for message in shapes.objects(shape, SH.message) if local_name(path) not in str(message)]
            assert unnamed == [], name_of(shape)


def test_shapes_are_named_by_iris_so_that_a_report_can_name_them(by_file: dict[str, Graph]) -> None:
    names: list[str] = []
    for file, graph in by_file.items():
        namespace = f"{OWN}{file.removeprefix('profiles/') if file == 'shapes' else file.replace('profiles', 'profile')}#"
        declared = {shape for kind in (SH.NodeShape, SH.PropertyShape) for shape in graph.subjects(RDF.type, kind)}
        assert all(str(shape).startswith(namespace) for shape in declared), file
        names += [name_of(shape) for shape in declared if name_of(shape) not in ("InJapanese", "InEnglish")]
    assert [name for name, times in Counter(names).items() if times > 1] == []  # a finding has the local name only


def test_shapes_use_shacl_core_only(shapes: Graph) -> None:
    beyond_core = {SH.sparql, SH.target, SH.rule, SH.js, SH.SPARQLTarget, SH.validator}
    assert not [triple for triple in shapes if triple[1] in beyond_core or triple[2] in beyond_core]


def test_every_property_of_the_ontology_that_a_shape_names_exists_and_is_no_retired_one(shapes: Graph, terms: Graph) -> None:
    named_ones = {node for triple in shapes for node in triple if str(node).startswith(str(SHISAKU))}
    assert named_ones
    assert {str(term) for term in named_ones if (term, None, None) not in terms} == set()
    retired = {term for term in named_ones if (term, OWL.deprecated, Literal(True)) in terms}
    assert retired == {SHISAKU.budgetAmount, SHISAKU.department, SHISAKU.description}  # shortcuts that data still carry


# -- the core, which any country can use -------------------------------------------------------------------------------


def test_the_core_closes_nothing_and_asks_for_no_language_and_no_concept_of_ours(by_file: dict[str, Graph]) -> None:
    graph = by_file["shapes"]
    assert {SH.closed, SH.ignoredProperties, SH.languageIn, SH["in"], SH.hasValue} & set(graph.predicates()) == set()
    concepts = [node for triple in graph for node in triple if str(node).startswith(OWN) and "#" not in str(node)]
    assert {str(node) for node in concepts} == {f"{OWN}shapes", f"{OWN}shapes/0.2.0", f"{OWN}contributors"}


# -- the profiles ------------------------------------------------------------------------------------------------------


def test_each_file_has_a_version_and_the_profiles_say_what_they_are_profiles_of(by_file: dict[str, Graph]) -> None:
    for file, graph in by_file.items():
        iri = URIRef(OWN + file.replace("profiles/", "profile/"))
        assert (iri, RDF.type, OWL.Ontology) in graph
        assert graph.value(iri, OWL.versionIRI) == URIRef(f"{iri}/0.2.0")
        assert str(graph.value(iri, OWL.versionInfo)) == "0.2.0"
        assert (iri, OWL.imports, None) not in graph
        assert ((iri, RDF.type, PROF.Profile) in graph) == (file != "shapes")
    jp = by_file["profiles/jp"]
    profile = URIRef(f"{OWN}profile/jp")
    assert list(jp.objects(profile, PROF.isProfileOf)) == [URIRef(f"{OWN}shapes")]
    assert list(jp.objects(profile, PROF.hasToken)) == [Literal("shisaku-jp", datatype=XSD.token)]
    (resource,) = jp.objects(profile, PROF.hasResource)
    assert list(jp.objects(resource, PROF.hasRole)) == [URIRef(f"{PROF}role/validation")]


def allowed(shapes: Graph, shape: Node) -> set[Node]:
    """The properties that a closed shape foresees."""
    ignored = {member for head in shapes.objects(shape, SH.ignoredProperties) for member in Collection(shapes, head)}
    return ignored | {path for part in shapes.objects(shape, SH.property) for path in shapes.objects(part, SH.path)}


def test_a_closed_shape_foresees_every_property_of_its_class(shapes: Graph, terms: Graph) -> None:
    elements = {SHISAKU.PolicyPlan, SHISAKU.PlanComponent}
    closed = {shape: shapes.value(shape, SH.targetClass) for shape in shapes.subjects(SH.closed, Literal(True))}
    assert len(closed) == 25
    for shape, class_ in closed.items():
        domains = {class_, SHISAKU.PlanDetail if (class_, RDFS.subClassOf, SHISAKU.PlanDetail) in terms else class_}
        domains |= {SHISAKU.PlanElement} if class_ in elements else set()
        domains |= {SHISAKU.Conclusion} if (class_, RDFS.subClassOf, SHISAKU.Conclusion) in terms else set()
        own = {p for domain in domains for p in terms.subjects(RDFS.domain, domain) if (p, OWL.deprecated, None) not in terms}
        own -= {SHISAKU.ordinal} if class_ == SHISAKU.PolicyPlan else set()
        assert own - allowed(shapes, shape) == set(), class_


def test_the_profile_looks_at_every_class_that_a_plan_is_made_of(shapes: Graph, terms: Graph) -> None:
    """But for classes that others share, or say more of."""
    closed = {shapes.value(shape, SH.targetClass) for shape in shapes.subjects(SH.closed, Literal(True))}
    open_ones = {
        *(SHISAKU.Period, SHISAKU.FiscalYear, SHISAKU.PlanSeries, SHISAKU.BudgetProject, SHISAKU.Topic, SHISAKU.SourceRegion),
        *(SHISAKU.PlanElement, SHISAKU.PlanDetail, SHISAKU.Conclusion),
    }
    covered = closed | open_ones
    ours = {term for term in terms.subjects(RDF.type, OWL.Class) if str(term).startswith(str(SHISAKU))}
    ours -= set(terms.subjects(OWL.deprecated, Literal(True)))
    assert {term for term in ours if not covered & set(terms.transitive_objects(term, RDFS.subClassOf))} == set()


def test_what_was_retired_is_not_foreseen(shapes: Graph, terms: Graph) -> None:
    kept = {SHISAKU.budgetAmount, SHISAKU.department, SHISAKU.description}
    retired = set(terms.subjects(OWL.deprecated, Literal(True))) - kept
    assert len(retired) > 5
    foreseen = {property_ for shape in shapes.subjects(SH.closed, Literal(True)) for property_ in allowed(shapes, shape)}
    assert retired & foreseen == set()


def test_what_is_inferred_of_the_clean_plan_uses_properties_of_other_vocabularies_that_the_profile_foresees(
    clean: Graph, terms: Graph, shapes: Graph
) -> None:
    inferred = infer(clean, terms).inferred
    foreign = {p for s, p, o in inferred if not str(p).startswith(str(SHISAKU)) and p != RDF.type}
    assert foreign >= {URIRef("http://purl.org/dc/terms/references"), URIRef("http://www.w3.org/ns/prov#wasRevisionOf")}
    assert DCAT.startDate not in foreign
