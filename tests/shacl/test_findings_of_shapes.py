"""What a person is told of SHACL results, by either engine, and of shapes that are refused or wrong themselves."""

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SKOS

from shisaku.errors import OntologyError
from shisaku.messages import Message
from shisaku.model.findings import Severity
from shisaku.owl.rl.inference import Engine
from shisaku.rdf.namespaces import SHISAKU
from shisaku.rdf.triples import Triple
from shisaku.shacl.compiled_shapes import CompiledShapes
from shisaku.shacl.not_covered import ShapeNotCoveredError
from shisaku.shacl.triple_index import TripleIndex
from shisaku.shacl.validation import PreparedSchemes, Shapes, results, validate, validate_shapes

EX = Namespace("https://example.org/")
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
ENGINES: tuple[Engine, ...] = ("compiled", "reference")
MESSAGES = 'sh:message "誤り"@ja , "wrong"@en'


def graph(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


def both(shape: str, data: str, schemes: str = "") -> list[object]:
    """The findings, on which both engines agree."""
    by_engine = [validate(graph(data), graph(schemes), graph(shape), engine) for engine in ENGINES]
    assert by_engine[0] == by_engine[1]
    return list(by_engine[0])


@pytest.mark.parametrize("engine", ENGINES)
def test_a_finding_names_shape_severity_focus_path_and_value(engine: Engine) -> None:
    shape = f":S sh:targetNode :a ; sh:path :p ; sh:severity sh:Warning ; sh:maxLength 2 ; {MESSAGES} ."
    [found] = validate(graph(':a :p "abc" ; rdfs:label "甲"@ja .'), Graph(), graph(shape), engine)
    assert found.rule == "shacl/S"
    assert found.severity is Severity.WARNING
    assert found.message == Message.of({"ja": "誤り [abc]", "en": "wrong [abc]"})
    assert (found.subject, found.label, found.path, found.value) == (str(EX.a), "甲", str(EX.p), "abc")
    assert found.span is None


@pytest.mark.parametrize(("severity", "expected"), [("sh:Info", "info"), ("sh:Violation", "error"), (":odd", "error")])
@pytest.mark.parametrize("engine", ENGINES)
def test_an_unknown_severity_is_an_error(severity: str, expected: str, engine: Engine) -> None:
    shape = f":S sh:targetNode :a ; sh:severity {severity} ; sh:nodeKind sh:Literal ; {MESSAGES} ."
    [found] = validate(Graph(), Graph(), graph(shape), engine)
    assert found.severity.word == expected


@pytest.mark.parametrize("engine", ENGINES)
def test_a_value_that_is_the_focus_itself_or_has_no_name_is_not_shown(engine: Engine) -> None:
    itself = f":S sh:targetNode :a ; sh:nodeKind sh:Literal ; {MESSAGES} ."
    [found] = validate(Graph(), Graph(), graph(itself), engine)
    assert (found.message, found.value, found.path) == (Message.of({"ja": "誤り", "en": "wrong"}), str(EX.a), None)
    unnamed = f":S sh:targetNode :a ; sh:path :p ; sh:nodeKind sh:Literal ; {MESSAGES} ."
    [found] = validate(graph(":a :p [] ."), Graph(), graph(unnamed), engine)
    assert found.message == Message.of({"ja": "誤り", "en": "wrong"})


@pytest.mark.parametrize("engine", ENGINES)
def test_a_shape_without_a_name_is_reported_by_its_component(engine: Engine) -> None:
    shape = f"[] sh:targetNode :a ; sh:nodeKind sh:Literal ; {MESSAGES} ."
    assert [found.rule for found in validate(Graph(), Graph(), graph(shape), engine)] == ["shacl/NodeKindConstraintComponent"]


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ('"誤り"@ja', Message.of("誤り")),
        ('"wrong"@en', Message.of("wrong")),
        ('"plain"', Message.of("plain")),
        ('"plain" , "wrong"@en', Message.of("wrong")),
        ('"b"@en , "a"@en', Message.of("a")),
        ('"faux"@fr , "誤り"@ja', Message.of("誤り")),
    ],
)
def test_a_language_that_is_missing_takes_the_words_of_the_other(messages: str, expected: Message) -> None:
    shape = f":S sh:targetNode :a ; sh:nodeKind sh:Literal ; sh:message {messages} ."
    [found] = validate(Graph(), Graph(), graph(shape))
    assert found.message.in_each_language() == expected.in_each_language()


def test_a_focus_without_a_name_has_no_label() -> None:
    shape = f":S sh:targetClass :K ; sh:nodeKind sh:IRI ; {MESSAGES} ."
    [found] = validate(graph('[] a :K ; rdfs:label "x"@ja .'), Graph(), graph(shape))
    assert found.label == ""


def test_findings_are_sorted_by_shape_subject_and_words() -> None:
    shape = f":T sh:targetNode :b , :a ; sh:nodeKind sh:Literal ; {MESSAGES} . :S sh:targetNode :c ; sh:path :p ; sh:maxLength 1 ; {MESSAGES} ."
    found = validate(graph(':c :p "cc" , "bb" .'), Graph(), graph(shape))
    assert [(f.rule, f.subject, f.value) for f in found] == [
        ("shacl/S", str(EX.c), "bb"),
        ("shacl/S", str(EX.c), "cc"),
        ("shacl/T", str(EX.a), str(EX.a)),
        ("shacl/T", str(EX.b), str(EX.b)),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_the_schemes_say_counts_for_the_data(engine: Engine) -> None:
    shape = f":S sh:targetSubjectsOf :p ; sh:path :p ; sh:class :K ; {MESSAGES} ."
    data = graph(":a :p :known , :unknown .")
    found = validate(data, graph(":known a :Sub . :Sub rdfs:subClassOf :K ."), graph(shape), engine)
    assert [f.value for f in found] == [str(EX.unknown)]
    assert len(data) == 2


def test_of_the_topics_only_those_that_are_mentioned_are_referred_to() -> None:
    schemes = Graph()
    for name in ("ai", "sea", "sky"):
        schemes.add((EX[name], RDF.type, SHISAKU.Topic))
        schemes.add((EX[name], SKOS.prefLabel, Literal(name, lang="en")))
        schemes.add((EX[name], SKOS.altLabel, Literal(f"{name}!", lang="en")))
        schemes.add((EX[name], SKOS.hiddenLabel, Literal(f"{name}?", lang="en")))
    schemes.add((EX.thing, RDF.type, EX.Class))
    data = Graph()
    data.add((EX.plan, SHISAKU.hasTopic, EX.ai))
    data.add((EX.plan, SHISAKU.mentionsTopic, EX.sea))
    ready = PreparedSchemes(schemes)
    expected: set[Triple] = {(EX.thing, RDF.type, EX.Class)}
    for name in ("ai", "sea"):
        expected |= {(EX[name], RDF.type, SHISAKU.Topic), (EX[name], SKOS.prefLabel, Literal(name, lang="en"))}
    assert set(ready.referred_to(data)) == expected
    assert set(Graph().parse(data=ready.ntriples_for(data), format="nt")) == expected
    assert set(Graph().parse(data=ready.ntriples, format="nt")) == set(schemes)
    index = ready.for_(data)
    assert {s for s in (EX.ai, EX.sea, EX.sky, EX.thing) if index.described(s)} == {EX.ai, EX.sea, EX.thing}


def test_without_a_refusal_there_is_no_note_and_with_one_it_says_why() -> None:
    covered = f":S sh:targetNode :a ; sh:nodeKind sh:Literal ; {MESSAGES} ."
    assert results(Graph(), PreparedSchemes(Graph()), Shapes(graph(covered)), "compiled")[1] == ()
    refused = f":S sh:targetNode :a ; sh:path :p ; sh:equals :q ; {MESSAGES} ."
    found, [note] = results(graph(":a :p 1 ."), PreparedSchemes(Graph()), Shapes(graph(refused)), "compiled")
    assert len(found) == 1
    assert (note.rule, note.severity) == ("shacl/reference-engine", Severity.INFO)
    assert ShapeNotCoveredError(EX.S, URIRef("http://www.w3.org/ns/shacl#equals")).message.verbatim(
        "en"
    ) in note.message.verbatim("en")


def refusal(shapes: str) -> Message:
    with pytest.raises(ShapeNotCoveredError) as caught:
        CompiledShapes.of(graph(shapes))
    return caught.value.message


@pytest.mark.parametrize(
    ("shapes", "shape", "construct"),
    [
        (":S sh:targetNode :a ; sh:nodeKind sh:Literal .", "S", "message"),
        (':S sh:targetNode :a ; sh:closed true ; sh:property [ sh:path :p ; sh:message "p" ] .', "S", "message"),
        (':S sh:targetNode :a ; sh:message "s" ; sh:property :T . :T sh:path :p ; sh:minCount 1 .', "T", "message"),
        (":S sh:targetNode :a ; sh:nodeKind sh:Literal ; sh:message [] .", "S", "message"),
        (":S a sh:NodeShape ; sh:path :p .", "S", "path"),
        (":S a sh:PropertyShape .", "S", "path"),
        (":S a sh:NodeShape , sh:PropertyShape ; sh:path :p .", "S", "type"),
        (":S a sh:NodeShape ; sh:equals :q .", "S", "equals"),
        (":S sh:targetNode :a ; sh:node [ sh:path :p ] .", "S", "node"),
        (":S sh:targetNode :a ; sh:or () .", "S", "or"),
        (":S sh:targetNode :a ; sh:in :l . :l rdf:first 1 .", "l", "List"),
        (":S sh:targetNode :a ; sh:in :l . :l rdf:first 1 , 2 ; rdf:rest () .", "l", "List"),
        (":S sh:targetNode :a ; sh:in :l . :l rdf:first 1 ; rdf:rest :l .", "l", "List"),
        (":S sh:targetNode :a ; sh:in :l . :l rdf:rest () .", "l", "List"),
        (":S sh:targetNode :a ; sh:class 1 .", "S", "class"),
        (":S sh:targetNode :a ; sh:minInclusive :x .", "S", "minInclusive"),
        (":S sh:targetNode :a ; sh:nodeKind :x .", "S", "nodeKind"),
        (":S sh:targetNode :a ; sh:minLength -1 .", "S", "minLength"),
        (":S sh:targetNode :a ; sh:minLength 1.0 .", "S", "minLength"),
        (":S sh:targetNode :a ; sh:minLength 1 , 2 .", "S", "minLength"),
        (":S sh:targetNode :a ; sh:datatype xsd:string , xsd:date .", "S", "datatype"),
        (":S sh:targetNode :a ; sh:languageIn ( 1 ) .", "S", "languageIn"),
        (":S sh:targetNode :a ; sh:languageIn ( :x ) .", "S", "languageIn"),
        (":S sh:targetNode :a ; sh:pattern '[' .", "S", "pattern"),
        (":S sh:targetNode :a ; sh:pattern 1 .", "S", "pattern"),
        (":S sh:targetNode :a ; sh:uniqueLang true .", "S", "uniqueLang"),
        (":S sh:targetNode :a ; sh:maxCount 1 .", "S", "maxCount"),
        (":S sh:targetNode :a ; sh:lessThan :q .", "S", "lessThan"),
        (":S sh:targetNode :a ; sh:closed 1 .", "S", "closed"),
        (":S sh:targetNode :a ; sh:deactivated 'no' .", "S", "deactivated"),
        (":S sh:targetNode :a ; sh:ignoredProperties ( :p ) .", "S", "ignoredProperties"),
        (":S sh:path :p ; sh:qualifiedMinCount 1 ; sh:targetNode :a .", "S", "qualifiedValueShape"),
        (":S sh:path :p ; sh:qualifiedMaxCount 1 ; sh:targetNode :a .", "S", "qualifiedValueShape"),
        (":S sh:path :p ; sh:qualifiedValueShape :T ; sh:targetNode :a . :T a sh:NodeShape .", "S", "qualifiedValueShape"),
        (":S sh:targetNode :a ; sh:property :T . :T a sh:NodeShape .", "S", "property"),
        (":S sh:targetNode :a ; sh:not :S .", "S", "property"),
        (":S a sh:NodeShape . :c a sh:ConstraintComponent . [] :x sh:ConstraintComponent .", "", "ConstraintComponent"),
        (":S sh:targetNode :a ; sh:path [ sh:alternativePath ( :p ) ] .", "", "alternativePath"),
        (":S sh:targetNode :a ; sh:path [ sh:inversePath :p ; sh:inversePath :q ] .", "", "path"),
        (":S sh:targetNode :a ; sh:path 'p' .", "", "path"),
    ],
)
def test_what_is_refused_is_named_with_its_shape(shapes: str, shape: str, construct: str) -> None:
    message = refusal(shapes)
    assert f"{construct} of the shape {shape}" in message.verbatim("en")
    assert construct in message.verbatim("ja")


def test_shapes_that_are_no_shacl_are_wrong_by_the_shapes_of_shapes() -> None:
    found = validate_shapes(graph(":S a sh:NodeShape ; sh:targetNode :a ; sh:minLength 'two' ."))
    assert found
    assert {finding.subject for finding in found} == {str(EX.S)}
    for finding in found:
        assert finding.rule.startswith("shapes/")
        assert finding.message.verbatim("ja").startswith("シェイプが SHACL として正しくありません（")
        assert finding.message.verbatim("en").startswith("the shape is not well-formed SHACL (")
        assert finding.message.verbatim("en").endswith(").")
        assert finding.message.verbatim("ja").endswith("）。")


def test_shapes_that_are_shacl_have_nothing_wrong() -> None:
    assert validate_shapes(graph(f":S a sh:NodeShape ; sh:targetNode :a ; sh:minLength 2 ; {MESSAGES} .")) == ()


def test_where_the_reference_cannot_use_shapes_both_sentences_say_so() -> None:
    shapes = graph(f":S sh:targetSubjectsOf :p ; sh:path :p ; sh:pattern true ; {MESSAGES} .")
    with pytest.raises(OntologyError) as caught:
        validate(graph(":a :p 1 ."), Graph(), shapes, "reference")
    assert caught.value.message.verbatim("ja").startswith("シェイプが使えません（")
    assert caught.value.message.verbatim("en").startswith("The shapes cannot be used (")


def test_an_index_of_no_triples_has_nothing() -> None:
    index = TripleIndex()
    assert (index.subjects_of(EX.p), list(index.objects_of(EX.p)), index.subjects(EX.p, EX.o)) == ((), [], ())
