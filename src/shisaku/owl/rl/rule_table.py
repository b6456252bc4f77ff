"""The rules of OWL 2 RL as they apply under the axioms of one ontology: each axiom makes rules whose predicates and classes are known.

Names are those of W3C OWL 2 Profiles, 4.3, tables 4 to 9. Left out are the rules on datatypes (table 8), those that hold of every
resource and say nothing (eq-ref, cls-thing, prp-ap), and eq-rep-p: nothing here is said to be the same property.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import Graph, Literal
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.owl.syntax import Triple

Term = Node | str
"""A term of RDF, or a variable: a plain string."""
Pattern = tuple[Term, Term, Term]
"""What a triple must look like. Its predicate is known, and so is its object where the predicate is rdf:type."""


@dataclass(frozen=True, slots=True)
class EntailmentRule:
    """If the body holds, so does the head."""

    name: str
    """As in the specification: `prp-trp`."""
    head: Pattern | None
    """What follows; None for a contradiction."""
    body: tuple[Pattern, ...]
    """What must be so."""
    axioms: tuple[Triple, ...] = ()
    """The statements of the ontology that make this rule, the one that says it first."""
    distinct: tuple[str, str] | None = None
    """Two variables that must not stand for the same."""


def variable(term: Term) -> bool:
    """Whether a term of a pattern is a variable."""
    return type(term) is str


_TYPE, _SAME = RDF.type, OWL.sameAs
_Shape = tuple[str, Pattern | None, tuple[Pattern, ...]]
_BY_PREDICATE: Mapping[Node, tuple[_Shape, ...]] = {
    RDFS.domain: (("prp-dom", ("x", _TYPE, "O"), (("x", "S", "y"),)),),
    RDFS.range: (("prp-rng", ("y", _TYPE, "O"), (("x", "S", "y"),)),),
    RDFS.subPropertyOf: (("prp-spo1", ("x", "O", "y"), (("x", "S", "y"),)),),
    OWL.equivalentProperty: (
        ("prp-eqp1", ("x", "O", "y"), (("x", "S", "y"),)),
        ("prp-eqp2", ("x", "S", "y"), (("x", "O", "y"),)),
    ),
    OWL.inverseOf: (
        ("prp-inv1", ("y", "O", "x"), (("x", "S", "y"),)),
        ("prp-inv2", ("y", "S", "x"), (("x", "O", "y"),)),
    ),
    OWL.propertyDisjointWith: (("prp-pdw", None, (("x", "S", "y"), ("x", "O", "y"))),),
    OWL.complementOf: (("cls-com", None, (("x", _TYPE, "S"), ("x", _TYPE, "O"))),),
    RDFS.subClassOf: (("cax-sco", ("x", _TYPE, "O"), (("x", _TYPE, "S"),)),),
    OWL.equivalentClass: (
        ("cax-eqc1", ("x", _TYPE, "O"), (("x", _TYPE, "S"),)),
        ("cax-eqc2", ("x", _TYPE, "S"), (("x", _TYPE, "O"),)),
    ),
    OWL.disjointWith: (("cax-dw", None, (("x", _TYPE, "S"), ("x", _TYPE, "O"))),),
}
"""Axioms of one triple: S stands for its subject, O for its object."""
_BY_CHARACTERISTIC: Mapping[Node, _Shape] = {
    OWL.FunctionalProperty: ("prp-fp", ("y", _SAME, "z"), (("x", "S", "y"), ("x", "S", "z"))),
    OWL.InverseFunctionalProperty: ("prp-ifp", ("y", _SAME, "z"), (("y", "S", "x"), ("z", "S", "x"))),
    OWL.IrreflexiveProperty: ("prp-irp", None, (("x", "S", "x"),)),
    OWL.SymmetricProperty: ("prp-symp", ("y", "S", "x"), (("x", "S", "y"),)),
    OWL.AsymmetricProperty: ("prp-asyp", None, (("x", "S", "y"), ("y", "S", "x"))),
    OWL.TransitiveProperty: ("prp-trp", ("x", "S", "z"), (("x", "S", "y"), ("y", "S", "z"))),
}
"""What a property is said to be."""
_SUB, _SUBPROPERTY = RDFS.subClassOf, RDFS.subPropertyOf
_ON, _SOME, _ALL = OWL.onProperty, OWL.someValuesFrom, OWL.allValuesFrom
_ALWAYS: tuple[_Shape, ...] = (
    ("eq-sym", ("y", _SAME, "x"), (("x", _SAME, "y"),)),
    ("eq-trans", ("x", _SAME, "z"), (("x", _SAME, "y"), ("y", _SAME, "z"))),
    ("eq-diff1", None, (("x", _SAME, "y"), ("x", OWL.differentFrom, "y"))),
    ("cls-nothing2", None, (("x", _TYPE, OWL.Nothing),)),
    ("scm-cls", ("x", _SUB, "x"), (("x", _TYPE, OWL.Class),)),
    ("scm-cls", ("x", OWL.equivalentClass, "x"), (("x", _TYPE, OWL.Class),)),
    ("scm-cls", ("x", _SUB, OWL.Thing), (("x", _TYPE, OWL.Class),)),
    ("scm-cls", (OWL.Nothing, _SUB, "x"), (("x", _TYPE, OWL.Class),)),
    ("scm-sco", ("x", _SUB, "z"), (("x", _SUB, "y"), ("y", _SUB, "z"))),
    ("scm-eqc1", ("x", _SUB, "y"), (("x", OWL.equivalentClass, "y"),)),
    ("scm-eqc1", ("y", _SUB, "x"), (("x", OWL.equivalentClass, "y"),)),
    ("scm-eqc2", ("x", OWL.equivalentClass, "y"), (("x", _SUB, "y"), ("y", _SUB, "x"))),
    ("scm-op", ("x", _SUBPROPERTY, "x"), (("x", _TYPE, OWL.ObjectProperty),)),
    ("scm-op", ("x", OWL.equivalentProperty, "x"), (("x", _TYPE, OWL.ObjectProperty),)),
    ("scm-dp", ("x", _SUBPROPERTY, "x"), (("x", _TYPE, OWL.DatatypeProperty),)),
    ("scm-dp", ("x", OWL.equivalentProperty, "x"), (("x", _TYPE, OWL.DatatypeProperty),)),
    ("scm-spo", ("x", _SUBPROPERTY, "z"), (("x", _SUBPROPERTY, "y"), ("y", _SUBPROPERTY, "z"))),
    ("scm-eqp1", ("x", _SUBPROPERTY, "y"), (("x", OWL.equivalentProperty, "y"),)),
    ("scm-eqp1", ("y", _SUBPROPERTY, "x"), (("x", OWL.equivalentProperty, "y"),)),
    ("scm-eqp2", ("x", OWL.equivalentProperty, "y"), (("x", _SUBPROPERTY, "y"), ("y", _SUBPROPERTY, "x"))),
    ("scm-dom1", ("p", RDFS.domain, "y"), (("p", RDFS.domain, "x"), ("x", _SUB, "y"))),
    ("scm-dom2", ("p", RDFS.domain, "x"), (("q", RDFS.domain, "x"), ("p", _SUBPROPERTY, "q"))),
    ("scm-rng1", ("p", RDFS.range, "y"), (("p", RDFS.range, "x"), ("x", _SUB, "y"))),
    ("scm-rng2", ("p", RDFS.range, "x"), (("q", RDFS.range, "x"), ("p", _SUBPROPERTY, "q"))),
    (
        "scm-hv",
        ("c", _SUB, "d"),
        (("c", OWL.hasValue, "i"), ("c", _ON, "p"), ("d", OWL.hasValue, "i"), ("d", _ON, "q"), ("p", _SUBPROPERTY, "q")),
    ),
    ("scm-svf1", ("c", _SUB, "d"), (("c", _SOME, "x"), ("c", _ON, "p"), ("d", _SOME, "y"), ("d", _ON, "p"), ("x", _SUB, "y"))),
    (
        "scm-svf2",
        ("c", _SUB, "d"),
        (("c", _SOME, "x"), ("c", _ON, "p"), ("d", _SOME, "x"), ("d", _ON, "q"), ("p", _SUBPROPERTY, "q")),
    ),
    ("scm-avf1", ("c", _SUB, "d"), (("c", _ALL, "x"), ("c", _ON, "p"), ("d", _ALL, "y"), ("d", _ON, "p"), ("x", _SUB, "y"))),
    (
        "scm-avf2",
        ("d", _SUB, "c"),
        (("c", _ALL, "x"), ("c", _ON, "p"), ("d", _ALL, "x"), ("d", _ON, "q"), ("p", _SUBPROPERTY, "q")),
    ),
)
"""Rules that need no axiom: on equality, and on the terms of the ontology themselves."""


def rules_under(terms: Graph) -> tuple[EntailmentRule, ...]:
    """The rules that the axioms among the triples of `terms` make, those first that need none; in a stable order but for blank nodes."""
    always = [EntailmentRule(name, head, body) for name, head, body in _ALWAYS]
    made = [*_simple(terms), *_of_lists(terms), *_of_restrictions(terms), *_of_individuals(terms)]
    return tuple(always + sorted(made, key=lambda rule: (rule.name, [str(term) for term in rule.axioms[0]], str(rule.body))))


def substitution(pattern: tuple[Term, Term, Term]) -> Iterator[EntailmentRule]:
    """eq-rep-s and eq-rep-o for triples that look like `pattern`: what is the same may stand for it."""
    s, p, o = pattern
    yield EntailmentRule("eq-rep-s", ("s'", p, o), ((s, p, o), (s, _SAME, "s'")), distinct=(str(s), "s'"))
    if variable(o):
        yield EntailmentRule("eq-rep-o", (s, p, "o'"), ((s, p, o), (o, _SAME, "o'")), distinct=(str(o), "o'"))


def _simple(terms: Graph) -> Iterator[EntailmentRule]:
    for s, p, o in terms:
        shapes = _BY_PREDICATE.get(p, ())
        if p == _TYPE and o in _BY_CHARACTERISTIC:
            shapes = (_BY_CHARACTERISTIC[o],)
        for name, head, body in shapes:
            filled = tuple(_filled(pattern, s, o) for pattern in body)
            distinct = ("y", "z") if name in ("prp-fp", "prp-ifp") else None
            yield EntailmentRule(name, _filled(head, s, o) if head else None, filled, ((s, p, o),), distinct)


def _filled(pattern: Pattern, subject: Node, value: Node) -> Pattern:
    stands: dict[Term, Term] = {"S": subject, "O": value}
    s, p, o = (stands[term] if variable(term) and term in stands else term for term in pattern)
    return s, p, o


def _of_lists(terms: Graph) -> Iterator[EntailmentRule]:
    """Chains, keys, and classes made of others."""
    for p, head in terms.subject_objects(OWL.propertyChainAxiom):
        chain = list(terms.items(head))
        body: tuple[Pattern, ...] = tuple((f"u{n}", step, f"u{n + 1}") for n, step in enumerate(chain))
        if chain:
            yield EntailmentRule("prp-spo2", ("u0", p, f"u{len(chain)}"), body, ((p, OWL.propertyChainAxiom, head),))
    for c, head in terms.subject_objects(OWL.hasKey):
        keys = list(enumerate(terms.items(head)))
        body = tuple((who, key, f"z{n}") for who in ("x", "y") for n, key in keys)
        typed: tuple[Pattern, ...] = (("x", _TYPE, c), ("y", _TYPE, c))
        if keys:
            yield EntailmentRule("prp-key", ("x", _SAME, "y"), typed + body, ((c, OWL.hasKey, head),), ("x", "y"))
    for c, head in terms.subject_objects(OWL.intersectionOf):
        axiom, parts = ((c, OWL.intersectionOf, head),), list(terms.items(head))
        if parts:
            yield EntailmentRule("cls-int1", ("x", _TYPE, c), tuple(("x", _TYPE, part) for part in parts), axiom)
        for part in parts:
            yield EntailmentRule("cls-int2", ("x", _TYPE, part), (("x", _TYPE, c),), axiom)
            yield EntailmentRule("scm-int", (c, _SUB, part), (), axiom)
    for c, head in terms.subject_objects(OWL.unionOf):
        for part in terms.items(head):
            yield EntailmentRule("cls-uni", ("x", _TYPE, c), (("x", _TYPE, part),), ((c, OWL.unionOf, head),))
            yield EntailmentRule("scm-uni", (part, _SUB, c), (), ((c, OWL.unionOf, head),))
    for c, head in terms.subject_objects(OWL.oneOf):
        for member in terms.items(head):
            yield EntailmentRule("cls-oo", (member, _TYPE, c), (), ((c, OWL.oneOf, head),))


def _of_restrictions(terms: Graph) -> Iterator[EntailmentRule]:
    for r, p in terms.subject_objects(OWL.onProperty):
        on = (r, OWL.onProperty, p)
        is_r: Pattern = ("x", _TYPE, r)
        for c in terms.objects(r, OWL.someValuesFrom):
            of_c: tuple[Pattern, ...] = () if c == OWL.Thing else (("y", _TYPE, c),)
            yield EntailmentRule(
                "cls-svf1" if of_c else "cls-svf2", is_r, (("x", p, "y"), *of_c), ((r, OWL.someValuesFrom, c), on)
            )
        for c in terms.objects(r, OWL.allValuesFrom):
            yield EntailmentRule("cls-avf", ("y", _TYPE, c), (is_r, ("x", p, "y")), ((r, OWL.allValuesFrom, c), on))
        for value in terms.objects(r, OWL.hasValue):
            yield EntailmentRule("cls-hv1", ("x", p, value), (is_r,), ((r, OWL.hasValue, value), on))
            yield EntailmentRule("cls-hv2", is_r, (("x", p, value),), ((r, OWL.hasValue, value), on))
        for predicate in (OWL.maxCardinality, OWL.maxQualifiedCardinality):
            for most in terms.objects(r, predicate):
                yield from _at_most(terms, r, p, (r, predicate, most))


def _at_most(terms: Graph, r: Node, p: Node, axiom: Triple) -> Iterator[EntailmentRule]:
    """cls-maxc and cls-maxqc: at most none, or at most one."""
    most = axiom[2].toPython() if isinstance(axiom[2], Literal) else None
    axioms = (axiom, (r, OWL.onProperty, p))
    classes = list(terms.objects(r, OWL.onClass)) if axiom[1] == OWL.maxQualifiedCardinality else [None]
    for c in classes:
        plain, name = c in (None, OWL.Thing), "cls-maxc" if c is None else "cls-maxqc"
        body: list[Pattern] = [("x", _TYPE, r)]
        for who in ("y",) if most == 0 else ("y", "z"):
            body += [("x", p, who)] if plain or c is None else [("x", p, who), (who, _TYPE, c)]
        number = {"cls-maxc": 1, "cls-maxqc": 1 if not plain else 2}[name]
        if most == 0:
            yield EntailmentRule(f"{name}{number}", None, tuple(body), axioms)
        elif most == 1:
            number += 1 if c is None else 2
            yield EntailmentRule(f"{name}{number}", ("y", _SAME, "z"), tuple(body), axioms, ("y", "z"))


def _of_individuals(terms: Graph) -> Iterator[EntailmentRule]:
    """What is said to be disjoint or different all together, and what is said not to be so."""
    for kind, name in (
        (OWL.AllDisjointClasses, "cax-adc"),
        (OWL.AllDisjointProperties, "prp-adp"),
        (OWL.AllDifferent, "eq-diff"),
    ):
        for x in terms.subjects(_TYPE, kind):
            for predicate in (OWL.members, OWL.distinctMembers):
                for head in terms.objects(x, predicate):
                    yield from _together(name, list(terms.items(head)), ((x, predicate, head),))
    for x, subject in terms.subject_objects(OWL.sourceIndividual):
        for p in terms.objects(x, OWL.assertionProperty):
            for predicate, name in ((OWL.targetIndividual, "prp-npa1"), (OWL.targetValue, "prp-npa2")):
                for value in terms.objects(x, predicate):
                    yield EntailmentRule(name, None, ((subject, p, value),), ((x, OWL.sourceIndividual, subject),))


def _together(name: str, members: list[Node], axioms: tuple[Triple, ...]) -> Iterator[EntailmentRule]:
    for n, one in enumerate(members):
        for other in members[n + 1 :]:
            if name == "cax-adc":
                yield EntailmentRule(name, None, (("x", _TYPE, one), ("x", _TYPE, other)), axioms)
            elif name == "prp-adp":
                yield EntailmentRule(name, None, (("x", one, "y"), ("x", other, "y")), axioms)
            else:
                number = 2 if axioms[0][1] == OWL.members else 3
                yield EntailmentRule(f"{name}{number}", None, ((one, _SAME, other),), axioms)
