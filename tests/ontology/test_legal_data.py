"""What plans really print is legal: data that version 0.1.1 contradicted, merged or read wrongly are in order.

Each case is held to the axioms of 0.1.1 as well, so that it is seen to have been wrong before.
"""

from pathlib import Path

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import OWL, PROV, RDF, SKOS
from rdflib.term import Node

from shisaku.owl.consistency import hermit
from shisaku.owl.consistency.hermit import HermitState
from shisaku.owl.consistency.theory import Theory
from shisaku.owl.profiles.profile_check import profile_findings
from shisaku.owl.rl.inference import Terms, infer
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import SHISAKU

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = Path(__file__).parent / "examples" / "strategy.ttl"
EX = Namespace("https://example.org/id/")
NO_JAVA = pytest.mark.skipif(hermit.missing() is not None, reason=f"HermiT cannot run: {hermit.missing()} is not installed")
SECONDS = 120
"""Most that HermiT is given for a case; it needs one or two."""
HEAD = """
@prefix : <https://example.org/id/> .
@prefix shisaku: <https://w3id.org/shisaku/ontology#> .
@prefix category: <https://w3id.org/shisaku/mark-category/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CONTRADICTED = {
    "an original right under a group": """
        :net a shisaku:Measure ; shisaku:hasDirectPart :again .
        :again a shisaku:RestatedInitiative ; shisaku:restates :buoy .
        :buoy a shisaku:Initiative ; shisaku:directPartOf :safety .
        :safety a shisaku:MeasureGroup .""",
    "an original right under a pillar": """
        :wharf a shisaku:Measure ; shisaku:hasDirectPart :once-more .
        :once-more a shisaku:RestatedInitiative ; shisaku:restates :lamp .
        :lamp a shisaku:Initiative ; shisaku:directPartOf :light .
        :light a shisaku:Pillar .""",
    "a restated measure": """
        :dredging a shisaku:Measure .
        :dredging-again a shisaku:Measure ; shisaku:restates :dredging .""",
    "a mark on the heading of a measure": """
        :tide a shisaku:Measure ; shisaku:hasMark :ring ; shisaku:printedMarks "○" .
        :ring a shisaku:Mark .""",
    "how a measure is restated, said of the identification": """
        :pier a shisaku:Measure .
        :pier-again a shisaku:Measure ; shisaku:restates :pier .
        :finding a shisaku:Identification ; shisaku:identifies :pier-again ; shisaku:original :pier ;
            shisaku:restatementKind <https://w3id.org/shisaku/restatement-kind/exact> .""",
}
"""Data that contradict the axioms of 0.1.1, by what they say."""


def data(text: str) -> Graph:
    return Graph().parse(data=HEAD + text, format="turtle")


@pytest.fixture(scope="module")
def now() -> Terms:
    """The ontology as it is."""
    return Terms(load_turtle(ROOT / "ontology" / "shisaku.ttl"))


@pytest.fixture(scope="module")
def before() -> Terms:
    """The axioms of 0.1.1."""
    return Terms(load_turtle(Path(__file__).parent / "legal" / "axioms-of-0.1.1.ttl"))


def all_of(graph: Graph, terms: Terms) -> Graph:
    """The data with what follows from them."""
    return graph + infer(graph, terms).inferred


def contradictions(graph: Graph, terms: Terms) -> list[str]:
    return [finding.message.verbatim("en") for finding in infer(graph, terms).contradictions]


def same(graph: Graph) -> set[tuple[Node, Node]]:
    """Pairs of different names that are said to be one thing."""
    return {(s, o) for s, o in graph.subject_objects(OWL.sameAs) if s != o}


# -- contradictions (1 and 5 of the findings on 0.1.1) ------------------------------------------------------------------


@pytest.mark.parametrize("name", CONTRADICTED)
def test_what_contradicted_the_axioms_of_0_1_1_is_in_order(name: str, now: Terms, before: Terms) -> None:
    assert contradictions(data(CONTRADICTED[name]), before)
    assert contradictions(data(CONTRADICTED[name]), now) == []


@NO_JAVA
@pytest.mark.parametrize("name", CONTRADICTED)
def test_hermit_agrees_that_it_was_inconsistent(name: str, before: Terms) -> None:
    theory = Theory(before.graph + data(CONTRADICTED[name]))
    assert hermit.ask(theory.whole, SECONDS).state is HermitState.INCONSISTENT


def every_case() -> Graph:
    """All data of this file together: no two cases speak of the same things."""
    texts = [
        *CONTRADICTED.values(),
        TWO_ORIGINALS,
        TWO_PARENTS,
        PURPOSE_OF_A_MEASURE,
        MARKS,
        PORTUGUESE,
        EDITIONS,
        YEARS,
        SOURCES,
    ]
    return data("\n".join(texts))


@NO_JAVA
def test_hermit_finds_all_cases_together_consistent(now: Terms) -> None:
    verdict = hermit.ask(Theory(now.graph + every_case()).whole, SECONDS)
    assert (verdict.state, verdict.unsatisfiable, verdict.complaint) == (HermitState.CONSISTENT, (), "")


def test_owlrl_finds_all_cases_together_without_contradiction(now: Terms) -> None:
    assert infer(every_case(), now, "reference").contradictions == ()


def test_a_measure_is_referenced_only_by_way_of_its_own_initiatives(now: Terms) -> None:
    text = """
        :net a shisaku:Measure ; shisaku:hasDirectPart :again .
        :again a shisaku:RestatedInitiative ; shisaku:restates :buoy .
        :buoy a shisaku:Initiative ; shisaku:directPartOf :patrol ; shisaku:inMeasure :patrol ; shisaku:inPillar :safety .
        :patrol a shisaku:Measure ; shisaku:directPartOf :safety .
        :safety a shisaku:Pillar ."""
    found = all_of(data(text), now)
    assert set(found.objects(EX.net, SHISAKU.crossReferencesMeasure)) == {EX.patrol}
    assert set(found.objects(EX.net, SHISAKU.crossReferencesPillar)) == {EX.safety}


# -- mergers (5) -------------------------------------------------------------------------------------------------------

TWO_ORIGINALS = """
    :both a shisaku:RestatedInitiative ; shisaku:restates :map , :chart .
    :map a shisaku:Initiative . :chart a shisaku:Initiative ."""
TWO_PARENTS = """
    :mooring a shisaku:Measure ; shisaku:directPartOf :north , :south .
    :north a shisaku:Pillar . :south a shisaku:Pillar ."""
PURPOSE_OF_A_MEASURE = """
    :ferry a shisaku:Measure ; shisaku:hasPurpose :crossing .
    :crossing a shisaku:Purpose ; shisaku:text "島へ渡る足を守る。"@ja ."""


@pytest.mark.parametrize("text", [TWO_ORIGINALS, TWO_PARENTS], ids=["originals", "parents"])
def test_two_originals_and_two_parents_stay_two(text: str, now: Terms, before: Terms) -> None:
    assert same(all_of(data(text), before))
    assert same(all_of(data(text), now)) == set()
    assert contradictions(data(text), now) == []


def test_a_restatement_of_itself_or_back_and_forth_is_still_a_contradiction(now: Terms) -> None:
    assert contradictions(data(":kelp a shisaku:Measure ; shisaku:restates :kelp ."), now)
    assert contradictions(data(":kelp shisaku:restates :reef . :reef shisaku:restates :kelp ."), now)


def test_the_purpose_of_a_measure_is_one_of_its_passages(now: Terms, before: Terms) -> None:
    assert (EX.ferry, SHISAKU.hasPassage, EX.crossing) not in all_of(data(PURPOSE_OF_A_MEASURE), before)
    found = all_of(data(PURPOSE_OF_A_MEASURE), now)
    assert (EX.ferry, SHISAKU.hasPassage, EX.crossing) in found
    assert (EX.crossing, SHISAKU.purposeOf, EX.ferry) in found
    assert contradictions(data(PURPOSE_OF_A_MEASURE), now) == []


# -- marks of one category (6) -----------------------------------------------------------------------------------------

MARKS = """
    :initial a shisaku:Mark ; skos:notation "○" ; shisaku:markCategory category:budget .
    :supplementary a shisaku:Mark ; skos:notation "◇" ; shisaku:markCategory category:budget ."""
SKOS_SAYS = """
    skos:exactMatch a owl:ObjectProperty , owl:SymmetricProperty , owl:TransitiveProperty ."""
"""What SKOS itself says of exactMatch (SKOS Reference, S44 and S45)."""


def test_two_marks_of_one_category_do_not_become_each_others_match(now: Terms, before: Terms) -> None:
    as_before = data(MARKS.replace("shisaku:markCategory", "skos:exactMatch"))
    matched = all_of(as_before, Terms(before.graph + data(SKOS_SAYS)))
    assert (EX.initial, SKOS.exactMatch, EX.supplementary) in matched
    found = all_of(data(MARKS), Terms(now.graph + data(SKOS_SAYS)))
    assert list(found.triples((None, SKOS.exactMatch, None))) == []
    assert {EX.initial, EX.supplementary} <= set(found.subjects(RDF.type, SHISAKU.Mark))
    assert same(found) == set()


# -- another country (7) -----------------------------------------------------------------------------------------------

PORTUGUESE = """
    :plano a shisaku:PolicyPlan ; rdfs:label "Plano de Ação"@pt ; dcterms:publisher :ministry , :agency ;
        shisaku:planKind <https://example.org/kinds/action-plan> .
    :ministry a org:FormalOrganization . :agency a org:FormalOrganization .
    :pesca a shisaku:Measure ; shisaku:hasTopic <https://example.org/thesaurus/fisheries> ; shisaku:hasBudgetFigure :verba .
    <https://example.org/thesaurus/fisheries> a skos:Concept ; skos:prefLabel "pesca"@pt .
    :verba a shisaku:BudgetFigure ; shisaku:amount 1500000.00 ; shisaku:currency "BRL" ; shisaku:printedForm "R$ 1,5 milhão" ."""


def test_a_plan_in_another_language_with_concepts_of_others_is_in_order(now: Terms, before: Terms) -> None:
    fisheries = URIRef("https://example.org/thesaurus/fisheries")
    assert (fisheries, RDF.type, SHISAKU.Topic) in all_of(data(PORTUGUESE), before)
    found = all_of(data(PORTUGUESE), now)
    assert contradictions(data(PORTUGUESE), now) == []
    assert (fisheries, RDF.type, SHISAKU.Topic) not in found
    assert (EX.pesca, SHISAKU.coversTopic, fisheries) in found
    assert set(found.objects(EX.verba, RDF.type)) >= {SHISAKU.BudgetFigure, SHISAKU.PlanDetail, SHISAKU.PlanElement}


# -- editions (2) ------------------------------------------------------------------------------------------------------

EDITIONS = """
    :gate-2030 a shisaku:Measure . :gate-2031 a shisaku:Measure . :gate-2032 a shisaku:Measure .
    :first a shisaku:ComponentSuccession ; shisaku:predecessor :gate-2030 ; shisaku:successor :gate-2031 .
    :second a shisaku:ComponentSuccession ; shisaku:predecessor :gate-2031 ; shisaku:successor :gate-2032 ."""


def test_a_measure_descends_from_every_earlier_edition_and_continues_the_last(now: Terms, before: Terms) -> None:
    assert not set(all_of(data(EDITIONS), before).objects(EX["gate-2032"], SHISAKU.descendsFrom))
    found = all_of(data(EDITIONS), now)
    assert set(found.objects(EX["gate-2032"], SHISAKU.continues)) == {EX["gate-2031"]}
    assert set(found.objects(EX["gate-2032"], SHISAKU.descendsFrom)) == {EX["gate-2030"], EX["gate-2031"]}
    assert set(found.objects(EX["gate-2032"], PROV.wasRevisionOf)) == {EX["gate-2031"]}


# -- file, text and plan (3) -------------------------------------------------------------------------------------------

SOURCES = """
    :overview a shisaku:PolicyPlan ; dcterms:source :words ; shisaku:quotedFrom :title .
    :title a shisaku:TextSpan ; shisaku:pageRegion :box .
    :box a shisaku:SourceRegion .
    :words a shisaku:SourceText ; shisaku:sha256 "aa" ; shisaku:characterCount 12 ; prov:wasDerivedFrom :pdf .
    :pdf a shisaku:SourceFile ; shisaku:sha256 "bb" ; shisaku:retrievedOn "2031-04-01"^^xsd:date ."""


def test_a_plan_is_not_derived_from_its_own_text_and_file_and_text_are_two(now: Terms, before: Terms) -> None:
    old = all_of(data(SOURCES), before)
    assert (EX.overview, PROV.wasQuotedFrom, EX.title) in old
    assert (EX.pdf, RDF.type, SHISAKU.SourceDocument) in old
    found = all_of(data(SOURCES), now)
    assert list(found.triples((None, PROV.wasQuotedFrom, None))) == []
    assert contradictions(data(SOURCES), now) == []
    assert contradictions(data(SOURCES + ":words a shisaku:SourceFile ."), now)
    assert {EX.words, EX.pdf, EX.title, EX.overview} <= set(found.subjects(RDF.type, PROV.Entity))


# -- years (4) ---------------------------------------------------------------------------------------------------------

YEARS = """
    :outlook a shisaku:PolicyPlan ; dcterms:issued "2030-12"^^xsd:gYearMonth ;
        dcterms:temporal <https://w3id.org/shisaku/fiscal-year/jp/2031> .
    :sluice a shisaku:Measure ; shisaku:hasDeadline :due .
    :due a shisaku:PrintedPeriod ; shisaku:printedForm "令和13年度末" ; dcat:endDate "2032-03-31"^^xsd:date .
    <https://w3id.org/shisaku/fiscal-year/jp/2031> a shisaku:FiscalYear ;
        dcat:startDate "2031-04-01"^^xsd:date ; dcat:endDate "2032-03-31"^^xsd:date ."""


def test_days_and_fiscal_years_are_inside_owl_2_dl(now: Terms, before: Terms) -> None:
    assert list(profile_findings(before.graph + data(YEARS)))
    assert list(profile_findings(now.graph + data(YEARS))) == []


def test_a_fiscal_year_is_a_period_that_no_plan_prints_as_its_own(now: Terms) -> None:
    year = URIRef("https://w3id.org/shisaku/fiscal-year/jp/2031")
    found = all_of(data(YEARS), now)
    assert (year, RDF.type, SHISAKU.Period) in found
    assert (EX.due, RDF.type, SHISAKU.Period) in found
    assert (EX.due, RDF.type, SHISAKU.PlanDetail) in found
    assert contradictions(data(YEARS + ":sluice shisaku:hasDeadline <https://w3id.org/shisaku/fiscal-year/jp/2031> ."), now)


# -- shortcuts (8) -----------------------------------------------------------------------------------------------------


def test_shortcuts_of_the_example_are_stated_for_all_or_follow_for_none(now: Terms) -> None:
    """What is stated of inPillar, inMeasure and inPlan is all that there is: the closure adds none."""
    stated = load_turtle(EXAMPLE)
    closed = all_of(stated, now)
    for shortcut in (SHISAKU.inPillar, SHISAKU.inMeasure, SHISAKU.inPlan):
        assert set(closed.subject_objects(shortcut)) == set(stated.subject_objects(shortcut)) != set()
    stripped = Graph() + stated
    for name in ("initiative/b5d7f3c4", "initiative/b5d7f3c4-2"):
        stripped.remove((EX[f"minato-2030/{name}"], SHISAKU.inPillar, None))
        stripped.remove((EX[f"minato-2030/{name}"], SHISAKU.inPlan, None))
    assert set(all_of(stripped, now).subject_objects(SHISAKU.inPlan)) == set(stated.subject_objects(SHISAKU.inPlan))


# -- one pattern for every conclusion (9) ------------------------------------------------------------------------------


def test_why_the_graph_says_something_of_a_thing_is_one_question(now: Terms, before: Terms) -> None:
    conclusions = {SHISAKU.Placement, SHISAKU.Identification, SHISAKU.ComponentSuccession, SHISAKU.Correspondence}
    old, found = all_of(load_turtle(EXAMPLE), before), all_of(load_turtle(EXAMPLE), now)
    kinds = {kind for s in found.subjects(SHISAKU.concludedOf) for kind in found.objects(s, RDF.type)}
    assert conclusions <= kinds
    assert not {kind for s in old.subjects(SHISAKU.concludedOf) for kind in old.objects(s, RDF.type)} >= conclusions
    for conclusion in found.subjects(RDF.type, SHISAKU.Conclusion):
        assert list(found.objects(conclusion, SHISAKU.concludedOf)), conclusion
        assert list(found.objects(conclusion, SHISAKU.concludedValue)), conclusion
        assert list(found.objects(conclusion, SHISAKU.concludedProperty)), conclusion


def test_basis_places_and_rivals_follow_from_the_evidence(now: Terms) -> None:
    placement = EX["minato-2030/placement/measure/3"]
    found = all_of(load_turtle(EXAMPLE), now)
    assert set(found.objects(placement, SHISAKU.basis)) == {URIRef("https://w3id.org/shisaku/basis/number-continuity")}
    assert set(found.objects(placement, SHISAKU.evidenceSpan)) == {EX["minato-2030/text/0a1b2c3d/90-98"]}
    assert set(found.objects(placement, SHISAKU.rival)) == {EX["minato-2030/pillar/1"]}


# -- what became of older data (10) ------------------------------------------------------------------------------------


def test_deprecated_terms_still_mean_what_they_meant(now: Terms) -> None:
    text = """
        :digest a shisaku:SourceDocument ; shisaku:sourceText "港" ; shisaku:characterCount 1 .
        :dock a shisaku:Measure ; shisaku:department "港湾課"@ja ; shisaku:budgetAmount 4275000 ;
            shisaku:description "岸壁を直す。"@ja ; shisaku:describedIn :line .
        :line a shisaku:TextSpan ."""
    found = all_of(data(text), now)
    assert contradictions(data(text), now) == []
    assert (EX.digest, RDF.type, SHISAKU.SourceText) in found


def test_the_kind_of_a_restatement_on_the_restated_entry_is_why_older_data_do_not_fit(now: Terms, before: Terms) -> None:
    text = """
        :oyster a shisaku:RestatedInitiative ; shisaku:restatementKind <https://w3id.org/shisaku/restatement-kind/exact> ."""
    assert contradictions(data(text), before) == []
    assert contradictions(data(text), now)
    assert (None, OWL.incompatibleWith, URIRef("https://w3id.org/shisaku/ontology/0.1.1")) in now.graph
    assert (None, OWL.backwardCompatibleWith, None) not in now.graph


# -- the worked example ------------------------------------------------------------------------------------------------


def test_the_example_uses_every_term_that_is_not_deprecated(now: Terms) -> None:
    found = all_of(load_turtle(EXAMPLE), now)
    used = {node for triple in found for node in triple}
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    own = {s for kind in kinds for s in now.graph.subjects(RDF.type, kind) if str(s).startswith(str(SHISAKU))}
    assert own - used == set(now.graph.subjects(OWL.deprecated)) - used


def test_the_example_is_consistent_and_inside_the_profiles(now: Terms) -> None:
    example = load_turtle(EXAMPLE)
    assert contradictions(example, now) == []
    assert list(profile_findings(now.graph + example)) == []


def test_both_engines_infer_the_same_from_the_example(now: Terms) -> None:
    example = load_turtle(EXAMPLE)
    compiled, reference = infer(example, now), infer(example, now, "reference")
    assert compiled.notes == ()
    assert reference.contradictions == ()
    assert set(compiled.inferred) == set(reference.inferred)


@NO_JAVA
@pytest.mark.parametrize("with_data", [False, True], ids=["terms", "example"])
def test_hermit_finds_the_ontology_consistent_and_every_class_satisfiable(with_data: bool, now: Terms) -> None:
    graph = now.graph + load_turtle(EXAMPLE) if with_data else now.graph
    verdict = hermit.ask(Theory(graph).whole, SECONDS)
    assert (verdict.state, verdict.unsatisfiable, verdict.complaint) == (HermitState.CONSISTENT, (), "")
