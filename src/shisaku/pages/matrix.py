"""Topics against measures: numbers of components of each measure on each topic."""

from dataclasses import dataclass

from rdflib import URIRef

from shisaku.pages.component_tree import MEASURE, ComponentBranch
from shisaku.pages.published_data import Naming
from shisaku.pages.term_labels import Ref


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic."""

    topic: Ref
    """The topic."""
    counts: tuple[int, ...]
    """Numbers of components on it, in the order of the measures."""
    measures: int
    """Number of measures with the topic."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """All topics of a plan against all its measures."""

    measures: tuple[ComponentBranch, ...]
    """The measures in order."""
    rows: tuple[TopicRow, ...]
    """The topics, by falling number of measures."""


def matrix(naming: Naming, tree: ComponentBranch) -> Matrix:
    """Return the matrix of a plan, without topics that no measure has."""
    measures = tuple(branch for branch in tree.walk() if branch.kind == MEASURE)
    topics = {topic for measure in measures for branch in measure.walk() for topic in branch.topics}
    rows = [_row(naming, topic, measures) for topic in sorted(topics)]
    return Matrix(measures, tuple(sorted(rows, key=lambda row: (-row.measures, -sum(row.counts), row.topic.iri))))


def _row(naming: Naming, topic: URIRef, measures: tuple[ComponentBranch, ...]) -> TopicRow:
    counts = tuple(sum(topic in branch.topics for branch in measure.walk()) for measure in measures)
    return TopicRow(naming.ref(topic), counts, sum(count > 0 for count in counts))
