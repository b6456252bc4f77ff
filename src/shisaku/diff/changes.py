"""Differences between two versions of a graph, as plain values."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rdflib import BNode, Literal, URIRef

from shisaku.diff.descriptions import Resource, Value
from shisaku.diff.retirement import Reassignment, Retirement
from shisaku.messages import Message


class ChangeKind(StrEnum):
    """Kinds of change, in the order of reports."""

    REMOVED = "removed"
    """The resource has no statements any more."""
    RENAMED = "renamed"
    """Another IRI with largely the same description."""
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
    """The resource had no statements before."""


class Bump(StrEnum):
    """Part of a version number that a change raises (Semantic Versioning 2.0.0)."""

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
    """The predicate, by its name in the new version."""
    old: tuple[Value, ...]
    """Removed values, sorted; renamed IRIs under their new names."""
    new: tuple[Value, ...]
    """Added values, sorted."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one resource."""

    kind: ChangeKind
    """Kind of the change."""
    old: Resource | None
    """The resource in the old version; None where it is new."""
    new: Resource | None
    """The resource in the new version; None where it is gone."""
    details: tuple[Detail, ...] = ()
    """The statements that differ; of an added or removed resource all of them."""
    similarity: float | None = None
    """Similarity of the descriptions of a renamed resource, from 0 to 1."""
    bump: Bump = Bump.MINOR
    """Severity of the change for users of the terms."""
    breaking: tuple[Message, ...] = ()
    """Why it breaks users of the old version; empty where it does not."""

    @property
    def resource(self) -> Resource:
        """The resource by its present name, or its last one."""
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
    """Labels of the resources in the changes, the new version's first."""
    anonymous: Mapping[BNode, Mapping[URIRef, frozenset[Value]]]
    """Contents of blank nodes, by their names in the changes."""
    prefixes: Mapping[str, str]
    """Prefixes under which IRIs may be shown."""
    retired: tuple[Retirement, ...] = ()
    """IRIs of plans in both graphs that name nothing any more, sorted."""
    already_retired: tuple[Retirement, ...] = ()
    """IRIs that the new version states as retired, sorted."""
    reassigned: tuple[Reassignment, ...] = ()
    """IRIs of those plans that now name something else, sorted."""

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        """Number of changes of each kind that occurs, in the order of the kinds."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in ChangeKind if found[kind]}

    @property
    def breaking(self) -> tuple[Change, ...]:
        """The breaking changes."""
        return tuple(change for change in self.changes if change.breaking)

    @property
    def bump(self) -> Bump:
        """The highest of all changes."""
        return max((change.bump for change in self.changes), key=BUMPS.index, default=Bump.NONE)

    @property
    def next_version(self) -> str:
        """The version after the old one; empty where its number has not three parts.

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
