"""Triples by subject and predicate: the index that the checks of a shape use."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from shisaku.rdf.triples import Triple

Properties = dict[Node, list[Node]]
"""The objects of one subject, by predicate."""

_NOTHING: Properties = {}


class TripleIndex:
    """Triples, never changed once they are indexed."""

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        """Each triple must come once, as it does from a graph."""
        self._by_subject: dict[Node, Properties] = {}
        for s, p, o in triples:
            properties = self._by_subject.get(s)
            if properties is None:
                self._by_subject[s] = {p: [o]}
            elif p in properties:
                properties[p].append(o)
            else:
                properties[p] = [o]

    def __or__(self, other: "TripleIndex") -> "TripleIndex":
        """The triples of both, each once."""
        whole = TripleIndex()
        whole._by_subject = {**self._by_subject, **other._by_subject}
        for subject in self._by_subject.keys() & other._by_subject.keys():
            properties = {p: list(objects) for p, objects in self._by_subject[subject].items()}
            for p, objects in other._by_subject[subject].items():
                known = properties.setdefault(p, [])
                known.extend(set(objects).difference(known) if known else objects)
            whole._by_subject[subject] = properties
        return whole

    def described(self, subject: Node) -> Mapping[Node, Sequence[Node]]:
        """The objects of `subject` by predicate."""
        return self._by_subject.get(subject, _NOTHING)

    def objects(self, subject: Node, predicate: Node) -> Sequence[Node]:
        """Objects of the triples with that subject and predicate, each once."""
        return self._by_subject.get(subject, _NOTHING).get(predicate, ())

    def subjects_of(self, predicate: Node) -> Sequence[Node]:
        """Subjects of the triples with that predicate, each once."""
        return self._with_predicate.get(predicate, ())

    def objects_of(self, predicate: Node) -> Iterable[Node]:
        """Objects of the triples with that predicate, each once."""
        return self._inverse(predicate).keys()

    def subjects(self, predicate: Node, object_: Node) -> Sequence[Node]:
        """Subjects of the triples with that predicate and object, each once."""
        return self._inverse(predicate).get(object_, ())

    def superclasses(self, class_: Node) -> frozenset[Node]:
        """The class and all that it is a subclass of (rdfs:subClassOf*)."""
        found = self._superclasses.get(class_)
        if found is None:
            seen, waiting = {class_}, [class_]
            while waiting:
                new = set(self.objects(waiting.pop(), RDFS.subClassOf)) - seen
                seen |= new
                waiting += new
            found = self._superclasses[class_] = frozenset(seen)
        return found

    def is_instance(self, node: Node, class_: Node) -> bool:
        """Whether the node is a SHACL instance of the class (rdf:type/rdfs:subClassOf*)."""
        return node in self._members(class_)

    def instances(self, class_: Node) -> set[Node]:
        """The SHACL instances of the class."""
        return set(self._members(class_))

    def _members(self, class_: Node) -> frozenset[Node]:
        """The SHACL instances of the class, cached."""
        found = self._instances.get(class_)
        if found is None:
            kinds = [kind for kind in self.objects_of(RDF.type) if class_ in self.superclasses(kind)]
            found = frozenset(node for kind in kinds for node in self.subjects(RDF.type, kind))
            self._instances[class_] = found
        return found

    @cached_property
    def _with_predicate(self) -> Mapping[Node, list[Node]]:
        found: dict[Node, list[Node]] = defaultdict(list)
        for subject, properties in self._by_subject.items():
            for predicate in properties:
                found[predicate].append(subject)
        return found

    @cached_property
    def _inverses(self) -> dict[Node, Mapping[Node, list[Node]]]:
        return {}

    @cached_property
    def _instances(self) -> dict[Node, frozenset[Node]]:
        return {}

    @cached_property
    def _superclasses(self) -> dict[Node, frozenset[Node]]:
        return {}

    def _inverse(self, predicate: Node) -> Mapping[Node, list[Node]]:
        """Subjects by object, of the triples with that predicate; computed on first use."""
        found = self._inverses.get(predicate)
        if found is None:
            made: dict[Node, list[Node]] = defaultdict(list)
            for subject in self.subjects_of(predicate):
                for object_ in self.objects(subject, predicate):
                    made[object_].append(subject)
            found = self._inverses[predicate] = made
        return found
