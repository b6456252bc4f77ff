"""The rules of OWL 2 RL, written once: the closure is compiled from them, and proofs apply them one by one.

Names are those of W3C OWL 2 Profiles, 4.3, tables 4 to 9. For an axiom of an ontology, a rule has known predicates and classes. The
rules on datatypes (table 8), those true of every resource (eq-ref, cls-thing, prp-ap), and eq-rep-p, as no ontology here states that
properties are equal, are left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from rdflib import Literal
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.owl.syntax import AT_MOST, CHARACTERISTICS, DISJOINT_OR_DIFFERENT, NEGATIVE, RESTRICTIONS, Axiom
from shisaku.rdf.triples import Triple

Term = Node | str
"""A term of RDF, or a variable, which is a plain string."""
Pattern = tuple[Term, Term, Term]
"""Pattern of a triple. Its predicate is known, and so is its object if the predicate is rdf:type."""


@dataclass(frozen=True, slots=True)
class EntailmentRule:
    """If the body holds, so does the head."""

    name: str
    """As in the specification: `prp-trp`."""
    head: Pattern | None
    """What follows; None for a contradiction."""
    body: tuple[Pattern, ...]
    """What must hold."""
    axioms: tuple[Triple, ...] = ()
    """Triples of the ontology that the rule comes from, that of the axiom first."""
    distinct: tuple[str, str] | None = None
    """Two variables that must have different values."""


def variable(term: Term) -> bool:
    """Whether a term of a pattern is a variable."""
    return type(term) is str


_TYPE, _SAME = RDF.type, OWL.sameAs
_SUB, _SUBPROPERTY = RDFS.subClassOf, RDFS.subPropertyOf
_ON, _SOME, _ALL = OWL.onProperty, OWL.someValuesFrom, OWL.allValuesFrom
_Shape = tuple[str, Pattern | None, tuple[Pattern, ...]]
"""Name, head and body of a rule. In the rules of axioms S is the subject, O an operand, P the property of a restriction, C the class of
the values that it counts. There is one rule for each operand, or, of disjoint or different things, for each two, O and Q."""
_Y_IS_Z: Pattern = ("y", _SAME, "z")
_S_P: tuple[Pattern, ...] = (("x", _TYPE, "S"), ("x", "P", "y"))
_S_P_TWICE: tuple[Pattern, ...] = (*_S_P, ("x", "P", "z"))
_S_P_C: tuple[Pattern, ...] = (*_S_P, ("y", _TYPE, "C"))
_S_P_C_TWICE: tuple[Pattern, ...] = (*_S_P_C, ("x", "P", "z"), ("z", _TYPE, "C"))
_Key = Node | tuple[Node | int, ...]
"""Form of an axiom, with the number or term of its rule in the specification."""
_OF_AXIOMS: Mapping[_Key | None, tuple[_Shape, ...]] = {
    (OWL.AllDifferent, OWL.members): (("eq-diff2", None, (("O", _SAME, "Q"),)),),
    (OWL.AllDifferent, OWL.distinctMembers): (("eq-diff3", None, (("O", _SAME, "Q"),)),),
    RDFS.domain: (("prp-dom", ("x", _TYPE, "O"), (("x", "S", "y"),)),),
    RDFS.range: (("prp-rng", ("y", _TYPE, "O"), (("x", "S", "y"),)),),
    OWL.FunctionalProperty: (("prp-fp", _Y_IS_Z, (("x", "S", "y"), ("x", "S", "z"))),),
    OWL.InverseFunctionalProperty: (("prp-ifp", _Y_IS_Z, (("y", "S", "x"), ("z", "S", "x"))),),
    OWL.IrreflexiveProperty: (("prp-irp", None, (("x", "S", "x"),)),),
    OWL.SymmetricProperty: (("prp-symp", ("y", "S", "x"), (("x", "S", "y"),)),),
    OWL.AsymmetricProperty: (("prp-asyp", None, (("x", "S", "y"), ("y", "S", "x"))),),
    OWL.TransitiveProperty: (("prp-trp", ("x", "S", "z"), (("x", "S", "y"), ("y", "S", "z"))),),
    RDFS.subPropertyOf: (("prp-spo1", ("x", "O", "y"), (("x", "S", "y"),)),),
    OWL.equivalentProperty: (
        ("prp-eqp1", ("x", "O", "y"), (("x", "S", "y"),)),
        ("prp-eqp2", ("x", "S", "y"), (("x", "O", "y"),)),
    ),
    OWL.propertyDisjointWith: (("prp-pdw", None, (("x", "S", "y"), ("x", "O", "y"))),),
    OWL.AllDisjointProperties: (("prp-adp", None, (("x", "O", "y"), ("x", "Q", "y"))),),
    OWL.inverseOf: (
        ("prp-inv1", ("y", "O", "x"), (("x", "S", "y"),)),
        ("prp-inv2", ("y", "S", "x"), (("x", "O", "y"),)),
    ),
    OWL.intersectionOf: (
        ("cls-int2", ("x", _TYPE, "O"), (("x", _TYPE, "S"),)),
        ("scm-int", ("S", _SUB, "O"), ()),
    ),
    OWL.unionOf: (
        ("cls-uni", ("x", _TYPE, "S"), (("x", _TYPE, "O"),)),
        ("scm-uni", ("O", _SUB, "S"), ()),
    ),
    OWL.complementOf: (("cls-com", None, (("x", _TYPE, "S"), ("x", _TYPE, "O"))),),
    _SOME: (("cls-svf1", ("x", _TYPE, "S"), (("x", "P", "y"), ("y", _TYPE, "O"))),),
    (_SOME, OWL.Thing): (("cls-svf2", ("x", _TYPE, "S"), (("x", "P", "y"),)),),
    _ALL: (("cls-avf", ("y", _TYPE, "O"), _S_P),),
    OWL.hasValue: (
        ("cls-hv1", ("x", "P", "O"), (("x", _TYPE, "S"),)),
        ("cls-hv2", ("x", _TYPE, "S"), (("x", "P", "O"),)),
    ),
    (OWL.maxCardinality, 0): (("cls-maxc1", None, _S_P),),
    (OWL.maxCardinality, 1): (("cls-maxc2", _Y_IS_Z, _S_P_TWICE),),
    (OWL.maxQualifiedCardinality, 0): (("cls-maxqc1", None, _S_P_C),),
    (OWL.maxQualifiedCardinality, 0, OWL.Thing): (("cls-maxqc2", None, _S_P),),
    (OWL.maxQualifiedCardinality, 1): (("cls-maxqc3", _Y_IS_Z, _S_P_C_TWICE),),
    (OWL.maxQualifiedCardinality, 1, OWL.Thing): (("cls-maxqc4", _Y_IS_Z, _S_P_TWICE),),
    OWL.oneOf: (("cls-oo", ("O", _TYPE, "S"), ()),),
    RDFS.subClassOf: (("cax-sco", ("x", _TYPE, "O"), (("x", _TYPE, "S"),)),),
    OWL.equivalentClass: (
        ("cax-eqc1", ("x", _TYPE, "O"), (("x", _TYPE, "S"),)),
        ("cax-eqc2", ("x", _TYPE, "S"), (("x", _TYPE, "O"),)),
    ),
    OWL.disjointWith: (("cax-dw", None, (("x", _TYPE, "S"), ("x", _TYPE, "O"))),),
    OWL.AllDisjointClasses: (("cax-adc", None, (("x", _TYPE, "O"), ("x", _TYPE, "Q"))),),
}
"""Rules of an axiom by its form; those on a whole list and on negative assertions are in `_of_whole`."""
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
"""Rules without an axiom: on equality, and on the terms of the ontology."""
_DISTINCT: Mapping[Pattern | None, tuple[str, str]] = {_Y_IS_Z: ("y", "z"), ("x", _SAME, "y"): ("x", "y")}
"""Heads that are trivial if both variables have the same value."""


def rules_under(axioms: Iterable[Axiom]) -> tuple[EntailmentRule, ...]:
    """Return all rules for those axioms, after the rules without axioms; in a stable order except for blank nodes."""
    always = [EntailmentRule(name, head, body) for name, head, body in _ALWAYS]
    made = rules_of(axioms)
    return tuple(always + sorted(made, key=lambda rule: (rule.name, [str(term) for term in rule.axioms[0]], str(rule.body))))


def rules_of(axioms: Iterable[Axiom]) -> Iterator[EntailmentRule]:
    """Return the rules of axioms, axiom by axiom."""
    for axiom in axioms:
        triples = axiom.triples
        for name, head, body in _OF_AXIOMS.get(_key(axiom), ()):
            for terms in _substitutions(axiom):
                filled = tuple(_filled(pattern, terms) for pattern in body)
                yield EntailmentRule(name, head and _filled(head, terms), filled, triples, _DISTINCT.get(head))
        for name, head, body in _of_whole(axiom):
            yield EntailmentRule(name, head, body, triples, _DISTINCT.get(head))


def replacing(pattern: Pattern) -> Iterator[EntailmentRule]:
    """Return eq-rep-s and eq-rep-o for triples that match `pattern`: equal terms replace each other."""
    s, p, o = pattern
    yield EntailmentRule("eq-rep-s", ("s'", p, o), ((s, p, o), (s, _SAME, "s'")), distinct=(str(s), "s'"))
    if variable(o):
        yield EntailmentRule("eq-rep-o", (s, p, "o'"), ((s, p, o), (o, _SAME, "o'")), distinct=(str(o), "o'"))


def _key(axiom: Axiom) -> _Key | None:
    """Key of its rules in the table; None for a restriction without property or class."""
    form = axiom.form
    if form == OWL.AllDifferent:
        return form, axiom.triple[1]
    if form in RESTRICTIONS and axiom.on is None:
        return None
    if form == _SOME and axiom.operands[0] == OWL.Thing:
        return form, OWL.Thing
    if form in AT_MOST:
        number = axiom.operands[0]
        most = number.toPython() if isinstance(number, Literal) else None
        if most not in (0, 1) or (form == OWL.maxQualifiedCardinality and axiom.of is None):
            return None
        return (form, int(most), OWL.Thing) if axiom.of == OWL.Thing else (form, int(most))
    return form


def _substitutions(axiom: Axiom) -> Iterator[dict[Term, Node]]:
    """Values of the letters of a shape, once for each of its rules."""
    always: dict[Term, Node] = {
        letter: term for letter, term in (("S", axiom.subject), ("P", axiom.on), ("C", axiom.of)) if term is not None
    }
    if axiom.form in CHARACTERISTICS:
        yield always
    elif axiom.form in DISJOINT_OR_DIFFERENT:
        yield from ({**always, "O": one, "Q": other} for one, other in combinations(axiom.operands, 2))
    else:
        yield from ({**always, "O": operand} for operand in axiom.operands)


def _filled(pattern: Pattern, terms: Mapping[Term, Node]) -> Pattern:
    s, p, o = pattern
    return terms.get(s, s), terms.get(p, p), terms.get(o, o)


def _of_whole(axiom: Axiom) -> Iterator[_Shape]:
    """Rules on all members of a list together, and on negative assertions."""
    members, subject = axiom.operands, axiom.subject
    if axiom.form in NEGATIVE:
        s, p, o = members
        yield "prp-npa1" if axiom.form == OWL.targetIndividual else "prp-npa2", None, ((s, p, o),)
    elif not members:
        return
    elif axiom.form == OWL.propertyChainAxiom:
        steps = tuple((f"u{n}", step, f"u{n + 1}") for n, step in enumerate(members))
        yield "prp-spo2", ("u0", subject, f"u{len(members)}"), steps
    elif axiom.form == OWL.hasKey:
        values = tuple((who, key, f"z{n}") for who in ("x", "y") for n, key in enumerate(members))
        yield "prp-key", ("x", _SAME, "y"), (("x", _TYPE, subject), ("y", _TYPE, subject), *values)
    elif axiom.form == OWL.intersectionOf:
        yield "cls-int1", ("x", _TYPE, subject), tuple(("x", _TYPE, part) for part in members)
