"""Breaking changes, and the part of the version number that each change raises.

    major   something in use is removed, renamed, or bound by a stricter axiom or shape
    minor   something is added, or statements other than text differ
    patch   text alone: labels, definitions, notes, metadata

An axiom that only leads to more inferences from the same data is not stricter; one that can make the same data contradictory is.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, OWL, RDFS, SH, SKOS, VANN

from shisaku.diff.changes import Bump, Change, ChangeKind, Detail
from shisaku.diff.descriptions import Descriptions, Value
from shisaku.messages import Message

_STRICTER_TYPES: Final = frozenset(
    (OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty)
)
"""Characteristics under which data can become contradictory."""
_STRICTER: Final = frozenset(
    (
        *(OWL.disjointWith, OWL.disjointUnionOf, OWL.propertyDisjointWith, OWL.complementOf, OWL.hasKey),
        *(OWL.equivalentClass, OWL.equivalentProperty, OWL.oneOf, OWL.members, OWL.onDatatype, OWL.withRestrictions),
    )
)
"""Predicates of restricting axioms."""
_RELIED_ON: Final = frozenset(
    (OWL.equivalentClass, OWL.equivalentProperty, OWL.inverseOf, OWL.propertyChainAxiom, RDFS.subClassOf, RDFS.subPropertyOf)
)
"""Predicates of axioms that inferences depend on."""
_REMARKS: Final = frozenset((SH.message, SH.name, SH.description, SH.order, SH.group, SH.severity, SH.deactivated))
"""Predicates of shapes that constrain nothing."""
_NOTES: Final = frozenset(
    (
        *(SKOS.note, SKOS.example, SKOS.editorialNote, SKOS.changeNote, SKOS.historyNote, SKOS.scopeNote, SKOS.hiddenLabel),
        *(RDFS.seeAlso, RDFS.isDefinedBy, RDFS.comment, RDFS.label, OWL.versionIRI, OWL.versionInfo, OWL.priorVersion),
        *(OWL.incompatibleWith, OWL.backwardCompatibleWith),
        URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status"),
        URIRef("http://purl.org/ontology/bibo/status"),
    )
)
"""Annotations beside those of Dublin Core and VANN."""


class Judge:
    """Judges changes between two versions."""

    def __init__(self, before: Descriptions, after: Descriptions) -> None:
        self.before, self.after = before, after

    def judged(self, change: Change) -> Change:
        """The change with its version part and, where it breaks something, the reasons."""
        reasons = tuple(dict.fromkeys(self._reasons(change)))
        if reasons:
            return replace(change, bump=Bump.MAJOR, breaking=reasons)
        words = change.kind is ChangeKind.RELABELLED or (change.kind is ChangeKind.CHANGED and all(map(_is_note, change.details)))
        return replace(change, bump=Bump.PATCH if words else Bump.MINOR)

    def _reasons(self, change: Change) -> Iterator[Message]:
        if change.kind is ChangeKind.REMOVED and isinstance(change.old, URIRef):
            yield Message("diff-what-refers-left-without")
        elif change.kind is ChangeKind.RENAMED:
            yield Message("diff-old-iri-not-kept-deprecated")
        elif change.kind is ChangeKind.ADDED and isinstance(change.new, BNode):
            yield from self._of_axiom(change)
        elif change.kind is not ChangeKind.ADDED:
            for detail in change.details:
                yield from self._of_detail(change, detail)

    def _of_axiom(self, change: Change) -> Iterator[Message]:
        """Reasons of an axiom of its own, such as owl:AllDisjointClasses."""
        if any(detail.predicate in _STRICTER for detail in change.details):
            yield _STRICTER_AXIOM

    def _of_detail(self, change: Change, detail: Detail) -> Iterator[Message]:
        if change.kind is ChangeKind.RETYPED:
            yield from _of_types(detail)
        elif change.kind is ChangeKind.MOVED and detail.predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
            above = self._above(change.resource, detail.predicate, self.after)
            if any(parent not in above for parent in detail.old):
                yield Message("diff-what-followed-old-parent-no")
        elif detail.predicate in (RDFS.domain, RDFS.range) and not self._admits(change.resource, detail.predicate):
            which = Message("diff-domain") if detail.predicate == RDFS.domain else Message("diff-range")
            yield Message("diff-narrower", which=which)
        elif self._is_stricter(detail):
            yield _STRICTER_AXIOM
        elif detail.old and detail.predicate in _RELIED_ON:
            yield Message("diff-what-followed-axiom-no-longer")

    def _is_stricter(self, detail: Detail) -> bool:
        """Whether the added values can make valid data contradictory or invalid."""
        if not detail.new or self._is_wider(detail):
            return False
        if detail.predicate == SH.property:
            return any(self._binds_more(shape, detail.old) for shape in detail.new)
        if detail.predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
            return any(isinstance(value, BNode) for value in detail.new)
        return detail.predicate in _STRICTER or (str(detail.predicate).startswith(str(SH)) and detail.predicate not in _REMARKS)

    def _binds_more(self, shape: Value, old: tuple[Value, ...]) -> bool:
        """Whether a property shape is stricter than the old one of the same path; true where there is none."""
        path = self.after.values(shape, SH.path)
        same = [other for other in old if isinstance(other, BNode) and self.before.values(other, SH.path) == path]
        if not isinstance(shape, BNode) or len(same) != 1:
            return True
        was, is_ = self.before.about[same[0]], self.after.about[shape]
        values = ((p, was.get(p, frozenset()), is_.get(p, frozenset())) for p in {*was, *is_})
        return any(self._is_stricter(Detail(p, tuple(before - after), tuple(after - before))) for p, before, after in values)

    def _is_wider(self, detail: Detail) -> bool:
        """Whether a bound was only relaxed, or a list of allowed values only extended."""
        if len(detail.new) != 1 or len(detail.old) != 1:
            return False
        if detail.predicate in (SH["in"], OWL.oneOf):
            lists = self.before.members(detail.old[0]), self.after.members(detail.new[0])
            return lists[0] is not None and lists[1] is not None and set(lists[0]) <= set(lists[1])
        old, new = (value.value if isinstance(value, Literal) else None for value in (*detail.old, *detail.new))
        if not isinstance(old, int | Decimal) or not isinstance(new, int | Decimal):
            return False
        lower = detail.predicate in (SH.minCount, SH.minLength, SH.minInclusive, SH.minExclusive)
        return new < old if lower else new > old

    def _admits(self, resource: Value, predicate: URIRef) -> bool:
        """Whether each present domain or range includes everything that an old one included: several of them apply together."""
        old = [self._members(value, self.before) for value in self.before.values(resource, predicate)]
        new = [self._members(value, self.after) for value in self.after.values(resource, predicate)]
        return all(any(self._holds(wide, narrow) for narrow in old) for wide in new)

    def _holds(self, wide: frozenset[Value], narrow: frozenset[Value]) -> bool:
        return bool({OWL.Thing, RDFS.Resource, RDFS.Literal} & wide) or all(
            one in wide or self._above(one, RDFS.subClassOf, self.after) & wide for one in narrow
        )

    def _members(self, value: Value, side: Descriptions) -> frozenset[Value]:
        """The classes of a union; of anything else, itself."""
        for head in side.values(value, OWL.unionOf):
            members = side.members(head)
            if members is not None:
                return frozenset(members)
        return frozenset((value,))

    def _above(self, resource: Value, predicate: URIRef, side: Descriptions) -> frozenset[Value]:
        """All ancestors of the resource."""
        found: set[Value] = set()
        open_ = [resource]
        while open_:
            for parent in side.values(open_.pop(), predicate):
                if parent not in found:
                    found.add(parent)
                    open_.append(parent)
        return frozenset(found)


_STRICTER_AXIOM: Final = Message("diff-axiom-constraint-stricter")


def _of_types(detail: Detail) -> Iterator[Message]:
    if any(value not in _STRICTER_TYPES for value in detail.old):
        yield Message("diff-type-lost")
    if any(value in _STRICTER_TYPES for value in detail.new):
        yield _STRICTER_AXIOM


def _is_note(detail: Detail) -> bool:
    predicate = detail.predicate
    return predicate in _NOTES or predicate in _REMARKS or str(predicate).startswith((str(DCTERMS), str(DC), str(VANN)))
