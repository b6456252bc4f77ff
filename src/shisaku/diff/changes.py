"""What differs between two versions of a graph, as plain values."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rdflib import BNode, Literal, URIRef

from shisaku.diff.descriptions import Resource, Value
from shisaku.diff.retirement import Reassignment, Retirement
from shisaku.errors import Message


class ChangeKind(StrEnum):
    """Kinds of change, in the order in which they are told."""

    REMOVED = "removed"
    """Nothing is said of the resource any more."""
    RENAMED = "renamed"
    """Another IRI, the description largely the same."""
    DEPRECATED = "deprecated"
    """owl:deprecated true is new."""
    MOVED = "moved"
    """Another parent."""
    RETYPED = "retyped"
    """Another rdf:type."""
    DOMAIN = "domain"
    """Another rdfs:domain or rdfs:range."""
    RELABELLED = "relabelled"
    """Other words: label or definition."""
    CHANGED = "changed"
    """Other statements."""
    ADDED = "added"
    """Nothing was said of the resource before."""


class Bump(StrEnum):
    """Which number of a version the difference raises (Semantic Versioning 2.0.0)."""

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"


BUMPS = tuple(Bump)
"""From the smallest to the largest."""


@dataclass(frozen=True, slots=True)
class Detail:
    """The values of one predicate that are not in both versions."""

    predicate: URIRef
    """The predicate, as it is called in the new version."""
    old: tuple[Value, ...]
    """Values that are gone, sorted; IRIs that were renamed stand as they are called now."""
    new: tuple[Value, ...]
    """Values that have come, sorted."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to one resource."""

    kind: ChangeKind
    """What happened."""
    old: Resource | None
    """The resource in the old version; None where it is new."""
    new: Resource | None
    """The resource in the new version; None where it is gone."""
    details: tuple[Detail, ...] = ()
    """The statements that differ; for what is added or removed, all of them."""
    similarity: float | None = None
    """How alike the descriptions of a renamed resource are, from 0 to 1."""
    bump: Bump = Bump.MINOR
    """How much of a change it is for those who use the terms."""
    breaking: tuple[Message, ...] = ()
    """Why it breaks what relied on the old version; empty where it does not."""

    @property
    def resource(self) -> Resource:
        """The resource as it is called now, or was called last."""
        found = self.new if self.new is not None else self.old
        assert found is not None
        return found


@dataclass(frozen=True)
class GraphDiff:
    """The difference of two graphs."""

    changes: tuple[Change, ...]
    """Sorted by kind, then by IRI."""
    is_ontology: bool
    """Whether the graphs define terms, so that a version can be advised."""
    versions: tuple[str, str]
    """owl:versionInfo of the old and the new version; empty where there is none, or more than one."""
    labels: Mapping[URIRef, tuple[Literal, ...]]
    """What the resources that the changes mention are called, the new version's labels first."""
    anonymous: Mapping[BNode, Mapping[URIRef, frozenset[Value]]]
    """What blank nodes say, by the names that they have in the changes."""
    prefixes: Mapping[str, str]
    """Prefixes under which IRIs may be shown."""
    retired: tuple[Retirement, ...] = ()
    """IRIs of plans that both graphs have which name nothing any more, sorted."""
    kept: tuple[Retirement, ...] = ()
    """What the new version says is retired, sorted."""
    reassigned: tuple[Reassignment, ...] = ()
    """IRIs of those plans that name another thing than before, sorted."""

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        """How many changes there are of each kind that there is, in the order of the kinds."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in ChangeKind if found[kind]}

    @property
    def breaking(self) -> tuple[Change, ...]:
        """The changes that break what relied on the old version."""
        return tuple(change for change in self.changes if change.breaking)

    @property
    def bump(self) -> Bump:
        """The largest that any change asks for."""
        return max((change.bump for change in self.changes), key=BUMPS.index, default=Bump.NONE)

    @property
    def next_version(self) -> str:
        """The version that the old one becomes; empty where its number is not of three parts.

        Below 1.0.0 a breaking change raises the second number, as Semantic Versioning leaves it free to.
        """
        parts = self.versions[0].split(".")
        if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
            return ""
        major, minor, patch = (int(part) for part in parts)
        if self.bump is Bump.MAJOR and major > 0:
            return f"{major + 1}.0.0"
        if self.bump in (Bump.MAJOR, Bump.MINOR):
            return f"{major}.{minor + 1}.0"
        return f"{major}.{minor}.{patch + (self.bump is Bump.PATCH)}"
