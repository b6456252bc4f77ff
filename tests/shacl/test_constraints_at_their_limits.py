"""Every constraint of SHACL Core that is compiled: which values conform, those at the limit among them (W3C SHACL 2017, section 4)."""

import pytest
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from shisaku.rdf.namespaces import SH
from shisaku.shacl.compiled_shapes import CompiledShapes, Result
from shisaku.shacl.triple_index import TripleIndex

EX = Namespace("https://example.org/")
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
HELPERS = """
:IsText a sh:NodeShape ; sh:datatype xsd:string . :IsShort a sh:NodeShape ; sh:maxLength 1 .
"""


def graph(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


def results(shape: str, data: str) -> list[Result]:
    shapes = graph(f'{HELPERS} :S {shape} ; sh:message "wrong" .')
    return sorted(CompiledShapes.of(shapes).results(TripleIndex(graph(data))), key=str)


def faulty(constraint: str, data: str) -> list[Node | None]:
    """The values at fault of :a's :p."""
    return [result.value for result in results(f"sh:targetNode :a ; sh:path :p ; {constraint}", data)]


RANGES = [
    # constraint, component, values that conform, values that do not
    (
        "sh:minInclusive 2",
        "MinInclusive",
        ("2", "3", "2.0", "2.5", '"2"^^xsd:long'),
        ("1", "1.9", '"2"', ":a", "true", '"x"^^xsd:integer'),
    ),
    ("sh:minExclusive 2", "MinExclusive", ("3", "2.1"), ("2", "2.0", "1", '"3"')),
    ("sh:maxInclusive 2", "MaxInclusive", ("2", "1", "2.0", "-3"), ("3", "2.1", '"1"', ":a")),
    ("sh:maxExclusive 2", "MaxExclusive", ("1", "1.9"), ("2", "2.0", "3")),
    ("sh:minInclusive 'b'", "MinInclusive", ("'b'", "'c'", "'ba'"), ("'a'", "1")),
    ("sh:maxExclusive 'b'", "MaxExclusive", ("'a'",), ("'b'", "'c'", "1")),
    (
        "sh:minInclusive '2031-02-03'^^xsd:date",
        "MinInclusive",
        ("'2031-02-03'^^xsd:date", "'2031-02-04'^^xsd:date"),
        ("'2031-02-02'^^xsd:date", "'2031-02-03'"),
    ),
    (
        "sh:maxInclusive '2031-02-03T04:05:06'^^xsd:dateTime",
        "MaxInclusive",
        ("'2031-02-03T04:05:06'^^xsd:dateTime", "'2031-02-03T04:05:05'^^xsd:dateTime"),
        ("'2031-02-03T04:05:07'^^xsd:dateTime", "'2031-02-03T04:05:06Z'^^xsd:dateTime"),
    ),
    (
        "sh:minExclusive '04:05:06'^^xsd:time",
        "MinExclusive",
        ("'04:05:07'^^xsd:time",),
        ("'04:05:06'^^xsd:time", "'04:05:05'^^xsd:time"),
    ),
    ("sh:minLength 2", "MinLength", ("'ab'", "'abc'", "10", "'海町'", ":abc", "'ab'@ja"), ("'a'", "''", "1", "[]")),
    ("sh:minLength 0", "MinLength", ("''", "[]", "1"), ()),
    ("sh:minLength 1", "MinLength", ("'a'",), ("''", "[]")),
    ("sh:maxLength 2", "MaxLength", ("'ab'", "'a'", "''", "10", "'海町'"), ("'abc'", "100", ":a", "[]")),
    ("sh:maxLength 0", "MaxLength", ("''",), ("'a'", "[]")),
    ("sh:pattern '^a+$'", "Pattern", ("'a'", "'aa'"), ("'b'", "'ba'", "''", "[]")),
    ("sh:pattern 'b'", "Pattern", ("'abc'", ":b", "'b'@ja"), ("'ac'",)),
    ("sh:datatype xsd:string", "Datatype", ("'a'", "'a'^^xsd:string"), ("1", "'a'@ja", ":a", "[]", "true")),
    ("sh:datatype xsd:integer", "Datatype", ("1", "-1"), ("'1'", "1.0", "'x'^^xsd:integer", "'1'^^xsd:long", ":a")),
    ("sh:datatype xsd:decimal", "Datatype", ("1.0",), ("1", "1e0", "'x'^^xsd:decimal")),
    ("sh:datatype xsd:boolean", "Datatype", ("true", "'1'^^xsd:boolean"), ("'true'", "1", "'maybe'^^xsd:boolean")),
    ("sh:datatype xsd:date", "Datatype", ("'2031-02-03'^^xsd:date",), ("'2031-02-30'^^xsd:date", "'2031-02-03'", "2031")),
    ("sh:datatype xsd:time", "Datatype", ("'04:05:06'^^xsd:time",), ("'4 h'^^xsd:time",)),
    ("sh:datatype xsd:float", "Datatype", ("'1.5'^^xsd:float",), ("1.5", "'x'^^xsd:float")),
    (
        "sh:datatype xsd:dateTime",
        "Datatype",
        ("'2031-02-03T04:05:06'^^xsd:dateTime",),
        ("'2031-02-03'^^xsd:date", "'x'^^xsd:dateTime"),
    ),
    ("sh:datatype rdf:langString", "Datatype", ("'a'@ja",), ("'a'", "1", ":a")),
    ("sh:datatype :own", "Datatype", ("'a'^^:own",), ("'a'", "'a'^^:other")),
    ("sh:nodeKind sh:IRI", "NodeKind", (":a",), ("1", "[]")),
    ("sh:nodeKind sh:BlankNode", "NodeKind", ("[]",), ("1", ":a")),
    ("sh:nodeKind sh:Literal", "NodeKind", ("1", "'a'@ja"), (":a", "[]")),
    ("sh:nodeKind sh:BlankNodeOrIRI", "NodeKind", (":a", "[]"), ("1",)),
    ("sh:nodeKind sh:BlankNodeOrLiteral", "NodeKind", ("1", "[]"), (":a",)),
    ("sh:nodeKind sh:IRIOrLiteral", "NodeKind", ("1", ":a"), ("[]",)),
    (
        "sh:languageIn ( 'ja' 'en' )",
        "LanguageIn",
        ("'a'@ja", "'a'@en-GB", "'a'@EN", "'a'@ja-Latn-JP"),
        ("'a'@fr", "'a'", "1", ":a", "'a'@jam"),
    ),
    ("sh:languageIn ( 'EN' )", "LanguageIn", ("'a'@en",), ("'a'@ja",)),
    ("sh:languageIn ( 'en-GB' )", "LanguageIn", ("'a'@en-GB",), ("'a'@en",)),
    ("sh:languageIn ( '*' )", "LanguageIn", ("'a'@ja",), ("'a'",)),
    ("sh:in ( 1 :x 'a'@ja )", "In", ("1", ":x", "'a'@ja"), ("2", ":y", "'a'", "'1'")),
    ("sh:in ()", "In", (), ("1",)),
    ("sh:not :IsText", "Not", ("1", ":a"), ("'a'",)),
    ("sh:node :IsText", "Node", ("'a'",), ("1", ":a")),
    ("sh:or ( :IsText :IsShort )", "Or", ("'a'", "'abc'", "1"), ("10", ":a")),
    ("sh:and ( :IsText :IsShort )", "And", ("'a'", "''"), ("'abc'", "1", "10")),
    ("sh:xone ( :IsText :IsShort )", "Xone", ("'abc'", "1"), ("'a'", "10")),
    ("sh:class :Kind", "Class", (":member", ":member-of-sub"), ("'member'", ":other", ":Kind")),
]
CLASSES = (
    ":member a :Kind . :member-of-sub a :SubSub . :SubSub rdfs:subClassOf :Sub . :Sub rdfs:subClassOf :Kind . :other a :Other ."
)


@pytest.mark.filterwarnings("ignore")  # of rdflib, on ill-typed literals
@pytest.mark.parametrize(
    ("constraint", "component", "value", "conforms"),
    [(c, n, value, True) for c, n, good, _ in RANGES for value in good]
    + [(c, n, value, False) for c, n, _, bad in RANGES for value in bad],
)
def test_a_value_conforms_up_to_the_limit_and_no_further(constraint: str, component: str, value: str, conforms: bool) -> None:
    found = results(f"sh:targetNode :a ; sh:path :p ; {constraint}", f"{CLASSES} :a :p {value} .")
    assert [result.component for result in found] == ([] if conforms else [SH[f"{component}ConstraintComponent"]])
    data = graph(f"{CLASSES} :a :p {value} .")
    shape = graph(f'{HELPERS} :S sh:targetObjectsOf :p ; {constraint} ; sh:message "wrong" .')
    assert (next(iter(CompiledShapes.of(shape).results(TripleIndex(data))), None) is None) == conforms  # on the value itself


@pytest.mark.parametrize(
    ("constraint", "component", "data", "conforms"),
    [
        ("sh:minCount 2", "MinCount", ":a :p 1 , 2 .", True),
        ("sh:minCount 2", "MinCount", ":a :p 1 , 2 , 3 .", True),
        ("sh:minCount 2", "MinCount", ":a :p 1 .", False),
        ("sh:minCount 0", "MinCount", ":a :q 1 .", True),
        ("sh:minCount 1", "MinCount", ":a :q 1 .", False),
        ("sh:maxCount 1", "MaxCount", ":a :p 1 .", True),
        ("sh:maxCount 1", "MaxCount", ":a :q 1 .", True),
        ("sh:maxCount 1", "MaxCount", ":a :p 1 , 2 .", False),
        ("sh:maxCount 0", "MaxCount", ":a :p 1 .", False),
        ("sh:hasValue 1", "HasValue", ":a :p 1 , 2 .", True),
        ("sh:hasValue 1", "HasValue", ":a :p 2 .", False),
        ("sh:uniqueLang true", "UniqueLang", ":a :p 'a'@ja , 'b'@en , 'c' , 'd' .", True),
        ("sh:uniqueLang true", "UniqueLang", ":a :p 'a'@ja , 'b'@JA .", False),
        ("sh:uniqueLang false", "UniqueLang", ":a :p 'a'@ja , 'b'@ja .", True),
        ("sh:qualifiedValueShape :IsText ; sh:qualifiedMinCount 1", "QualifiedMinCount", ":a :p 'a' , 1 .", True),
        ("sh:qualifiedValueShape :IsText ; sh:qualifiedMinCount 2", "QualifiedMinCount", ":a :p 'a' , 1 .", False),
        ("sh:qualifiedValueShape :IsText ; sh:qualifiedMinCount 2", "QualifiedMinCount", ":a :p 'a' , 'b' , 'c' .", True),
        ("sh:qualifiedValueShape :IsText ; sh:qualifiedMaxCount 1", "QualifiedMaxCount", ":a :p 'a' , 1 , 2 .", True),
        ("sh:qualifiedValueShape :IsText ; sh:qualifiedMaxCount 1", "QualifiedMaxCount", ":a :p 'a' , 'b' , 1 .", False),
        ("sh:qualifiedValueShape :IsText ; sh:qualifiedMaxCount 0", "QualifiedMaxCount", ":a :p 1 .", True),
    ],
)
def test_a_number_of_values_conforms_up_to_the_limit_and_no_further(
    constraint: str, component: str, data: str, conforms: bool
) -> None:
    found = results(f"sh:targetNode :a ; sh:path :p ; {constraint}", data)
    assert [(result.component, result.value) for result in found] == (
        [] if conforms else [(SH[f"{component}ConstraintComponent"], None)]
    )


@pytest.mark.parametrize(
    ("data", "values"),
    [
        (":a :p 1 ; :q 2 .", []),
        (":a :p 2 ; :q 2 .", [2]),
        (":a :p 3 ; :q 2 .", [3]),
        (":a :p 1 , 5 ; :q 3 , 4 .", [5, 5]),
        (":a :p 1 .", []),
        (":a :p 'a' ; :q 'b' .", []),
        (":a :p 'b' ; :q 'b' .", ["b"]),
        (":a :p 1 ; :q 'b' .", [1]),
        (":a :p 'b' ; :q 1 .", ["b"]),
        (":a :p '2031-02-03'^^xsd:date ; :q '2031-02-04'^^xsd:date .", []),
    ],
)
def test_less_than_holds_every_value_against_every_other(data: str, values: list[object]) -> None:
    assert faulty("sh:lessThan :q", data) == [Literal(value) for value in values]


def test_less_than_compares_iris_by_their_characters_and_no_blank_nodes() -> None:
    assert faulty("sh:lessThan :q", ":a :p :a ; :q :b .") == []
    assert faulty("sh:lessThan :q", ":a :p :b ; :q :a .") == [EX.b]
    assert len(faulty("sh:lessThan :q", ":a :p [] ; :q 1 .")) == 1
    assert faulty("sh:lessThan :q", ":a :p 1 ; :q [] .") == [Literal(1)]


def test_disjoint_values_are_those_that_only_one_property_has() -> None:
    assert faulty("sh:disjoint :q", ":a :p 1 , 2 , 3 ; :q 2 , 4 . :b :q 1 .") == [Literal(2)]


# -- paths, targets, what a result says -----------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "values"),
    [
        (":p", [EX.b]),
        ("[ sh:inversePath :p ]", [EX.c]),
        ("[ sh:alternativePath ( :p :q ) ]", [EX.b, EX.d]),
        ("[ sh:alternativePath ( :p :r [ sh:inversePath :p ] ) ]", [EX.b, EX.c]),
    ],
)
def test_a_path_leads_to_each_value_once(path: str, values: list[URIRef]) -> None:
    found = results(f"sh:targetNode :a ; sh:path {path} ; sh:nodeKind sh:Literal", ":a :p :b ; :q :d ; :r :b . :c :p :a .")
    assert sorted(str(result.value) for result in found) == [str(value) for value in values]
    assert {result.path for result in found} == {EX.p if path == ":p" else None}


@pytest.mark.parametrize(
    ("target", "nodes"),
    [
        ("sh:targetNode :a , :nowhere", "a nowhere"),
        ("sh:targetClass :Kind", "member member-of-sub"),
        ("sh:targetSubjectsOf :p", "a b"),
        ("sh:targetObjectsOf :p", "b c"),
        ("sh:targetNode :a ; sh:targetObjectsOf :p ; sh:targetSubjectsOf :p", "a b c"),
    ],
)
def test_the_targets_of_a_shape_are_its_focus_nodes_each_once(target: str, nodes: str) -> None:
    found = results(f"{target} ; sh:nodeKind sh:Literal", f"{CLASSES} :a :p :b . :b :p :c , :b . :d :q :a .")
    assert [result.focus for result in found] == [EX[node] for node in nodes.split()]


def test_a_result_says_what_where_how_bad_and_by_which_shape() -> None:
    [result] = results("sh:targetNode :a ; sh:path :p ; sh:severity sh:Warning ; sh:maxLength 2", ":a :p 'abc' .")
    assert result == Result(EX.a, EX.p, SH.MaxLengthConstraintComponent, SH.Warning, Literal("abc"), EX.S, (Literal("wrong"),))
    [result] = results("sh:targetNode :a ; sh:nodeKind sh:Literal", "")
    assert result == Result(EX.a, None, SH.NodeKindConstraintComponent, SH.Violation, EX.a, EX.S, (Literal("wrong"),))


def test_a_shape_that_is_deactivated_finds_nothing() -> None:
    for stated, number in (("true", 0), ("false", 1)):
        assert len(results(f"sh:targetNode :a ; sh:nodeKind sh:Literal ; sh:deactivated {stated}", "")) == number
    closed = (
        'sh:targetNode :a ; sh:closed true ; sh:property [ sh:path :q ; sh:maxCount 0 ; sh:message "q" ] ; sh:deactivated true'
    )
    assert results(closed, ":a :p 1 ; :q 2 .") == []


def test_a_closed_shape_allows_its_own_and_ignored_properties() -> None:
    closed = 'sh:targetNode :a ; sh:closed true ; sh:ignoredProperties ( :i ) ; sh:property [ sh:path :q ; sh:message "q" ]'
    [result] = results(closed, ":a :p 1 ; :q 2 ; :i 3 .")
    assert result == Result(EX.a, EX.p, SH.ClosedConstraintComponent, SH.Violation, Literal(1), EX.S, (Literal("wrong"),))
    assert results(closed.replace("true", "false"), ":a :p 1 .") == []


def test_a_closed_shape_does_not_mind_that_everything_is_a_resource() -> None:
    found = results("sh:targetNode :a ; sh:closed true", ":a a rdfs:Resource , :Kind . :b :p :a .")
    assert [(result.path, result.value) for result in found] == [(RDF.type, EX.Kind)]


def test_a_property_shape_within_a_shape_looks_at_each_of_its_values() -> None:
    nested = 'sh:targetNode :a ; sh:path :p ; sh:property [ sh:path :q ; sh:minCount 1 ; sh:message "inner" ]'
    found = results(nested, ":a :p :b , :c , :d . :b :q 1 .")
    assert [result.focus for result in found] == [EX.c, EX.d]
    assert {(type(result.shape), result.messages) for result in found} == {(BNode, (Literal("inner"),))}


def test_each_result_of_several_constraints_is_reported() -> None:
    assert faulty("sh:pattern 'b' , 'c' ; sh:class :Kind , :Other", ":a :p 'a' .") == [Literal("a")] * 4


def test_a_shape_without_target_is_not_validated_by_itself() -> None:
    shapes = CompiledShapes.of(
        graph('[] a sh:NodeShape ; sh:nodeKind sh:Literal . :T sh:targetNode :a ; sh:nodeKind sh:IRI ; sh:message "m" .')
    )
    assert [shape.node for shape, _ in shapes.targeted] == [EX.T]
    assert list(shapes.results(TripleIndex())) == []


def test_two_indexes_together_hold_each_triple_once() -> None:
    one, other = graph(":a :p 1 , 2 . :b :p 1 ."), graph(":a :p 2 , 3 ; :q 1 . :c :p 1 .")
    both = TripleIndex(one) | TripleIndex(other)
    assert sorted(both.objects(EX.a, EX.p), key=str) == [Literal(1), Literal(2), Literal(3)]
    assert both.objects(EX.a, EX.q) == [Literal(1)]
    assert sorted(both.subjects_of(EX.p), key=str) == [EX.a, EX.b, EX.c]
    assert sorted(both.subjects(EX.p, Literal(1)), key=str) == [EX.a, EX.b, EX.c]
    assert both.objects(EX.d, EX.p) == ()
    assert dict(both.described(EX.d)) == {}


def test_neither_index_changes_when_they_are_put_together() -> None:
    one, other = TripleIndex(graph(":a :p 1 .")), TripleIndex(graph(":a :p 2 ."))
    assert len((one | other).objects(EX.a, EX.p)) == 2
    assert (one.objects(EX.a, EX.p), other.objects(EX.a, EX.p)) == ([Literal(1)], [Literal(2)])


def test_subclasses_in_a_circle_are_all_superclasses_of_each_other() -> None:
    index = TripleIndex(graph(":A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :C rdfs:subClassOf :A . :x a :B ."))
    assert index.superclasses(EX.A) == {EX.A, EX.B, EX.C}
    assert index.superclasses(EX.D) == {EX.D}
    assert index.instances(EX.A) == {EX.x}
    assert index.is_instance(EX.x, EX.C)
    assert not index.is_instance(EX.x, EX.D)


def test_a_literal_is_compared_by_its_value_whatever_its_datatype() -> None:
    assert faulty("sh:maxInclusive 9", ":a :p 10 , 9.5 , '9'^^xsd:long , 9.0 .") == [
        Literal(10),
        Literal("9.5", datatype=XSD.decimal),
    ]
