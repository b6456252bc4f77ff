"""Two editions of a plan side by side, from the graph of what became of each component: rows for a table, CSV and JSON."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import StringIO

from rdflib import Graph, URIRef
from rdflib.namespace import PROV, RDF, RDFS, SKOS

from shisaku.messages import LANGUAGES, Message
from shisaku.model.succession import CONTINUED, KINDS, LEVELS
from shisaku.pages.component_tree import ComponentBranch, plan_tree
from shisaku.pages.csvw import CsvColumn, metadata
from shisaku.pages.published_data import Dataset, Naming
from shisaku.pages.term_labels import Ref, Text, natural, text, texts, value_of
from shisaku.rdf.namespaces import SHISAKU, local_name

PURPOSE = LEVELS[-1]


@dataclass(frozen=True, slots=True)
class EditionRow:
    """What became of one or several components."""

    iri: URIRef
    """IRI of the succession."""
    fragment: str
    """Its name within the page."""
    kind: str
    """One of `shisaku.model.succession.KINDS`."""
    called: Ref
    """The kind as a concept."""
    level: str
    """One of `shisaku.model.succession.LEVELS`."""
    old: tuple[Ref, ...]
    """Components of the older edition."""
    new: tuple[Ref, ...]
    """Components of the newer edition."""
    moved: tuple[Ref, ...]
    """Old and new heading above it, if they differ."""
    confidence: str
    """Probability, 0 to 1."""
    reasons: Text | None
    """Evidence."""
    changes: tuple[Text, ...] = ()
    """Changed details: responsibility, sums, values."""
    parts: tuple[str, ...] = ()
    """Fragments of its evidence and of rejected alternatives."""

    @property
    def unchanged(self) -> bool:
        """Whether words, place and details are the same."""
        return self.kind == CONTINUED and not self.moved and not self.changes


@dataclass(frozen=True, slots=True)
class EditionView:
    """A comparison of two editions."""

    iri: URIRef
    """The activity of comparing them."""
    old: ComponentBranch
    """The older edition."""
    new: ComponentBranch
    """The newer edition."""
    rows: tuple[EditionRow, ...]
    """In the order of the newer edition; dropped components follow their predecessor in the older one."""
    changes: tuple[Text, ...] = ()
    """Changed details of the plan."""

    @property
    def counts(self) -> tuple[tuple[str, Ref | None, tuple[int, ...]], ...]:
        """Numbers by kind and level; last those that moved and those with changed details, which also count for their kind."""
        found = Counter((row.kind, row.level) for row in self.rows)
        called = {row.kind: row.called for row in self.rows}
        counted = [(kind, called[kind], tuple(found[kind, level] for level in self.levels)) for kind in KINDS if kind in called]
        besides = {"moved": [row for row in self.rows if row.moved], "changed": [row for row in self.rows if row.changes]}
        also = {name: Counter(row.level for row in rows) for name, rows in besides.items()}
        return (*counted, *((name, None, tuple(found[level] for level in self.levels)) for name, found in also.items()))

    @property
    def levels(self) -> tuple[str, ...]:
        """Levels of either edition."""
        return tuple(level for level in LEVELS if any(row.level == level for row in self.rows))


@dataclass(frozen=True, slots=True)
class ComparedEditions:
    """Two plans with a recorded comparison."""

    activity: URIRef
    """The activity of comparing them."""
    old: URIRef
    """The older edition."""
    new: URIRef
    """The newer edition."""
    successions: tuple[URIRef, ...]
    """IRIs of the successions."""


def compared_editions(dataset: Dataset) -> tuple[ComparedEditions, ...]:
    """Return the comparisons with both editions in the data, by IRI."""
    found: dict[URIRef, list[URIRef]] = {}
    for succession in dataset.graph.subjects(RDF.type, SHISAKU.ComponentSuccession):
        for activity in dataset.graph.objects(succession, PROV.wasGeneratedBy):
            found.setdefault(URIRef(str(activity)), []).append(URIRef(str(succession)))
    pairs = ((activity, tuple(sorted(found[activity], key=natural))) for activity in sorted(found))
    sides = (
        (
            activity,
            _edition(dataset, SHISAKU.predecessor, successions),
            _edition(dataset, SHISAKU.successor, successions),
            successions,
        )
        for activity, successions in pairs
    )
    return tuple(
        ComparedEditions(activity, old, new, successions)
        for activity, old, new, successions in sides
        if old and new and old != new
    )


def _edition(dataset: Dataset, side: URIRef, successions: Iterable[URIRef]) -> URIRef | None:
    components = (o for succession in successions for o in dataset.graph.objects(succession, side))
    return next((plan for o in components if (plan := _plan(dataset.graph, URIRef(str(o)))) in dataset.plans), None)


def _plan(graph: Graph, component: URIRef) -> URIRef:
    above = (*graph.objects(component, SHISAKU.directPartOf), *graph.subjects(SHISAKU.hasPurpose, component))
    return _plan(graph, URIRef(str(above[0]))) if above else component


def comparisons(naming: Naming) -> tuple[EditionView, ...]:
    """Return views of the comparisons with both editions in the data."""
    return tuple(_ComparisonReader(naming).comparison(editions) for editions in compared_editions(naming.dataset))


class _ComparisonReader:
    """Reads comparisons for pages in one language."""

    def __init__(self, naming: Naming) -> None:
        self.naming = naming
        self.graph = naming.dataset.graph

    def comparison(self, editions: ComparedEditions) -> EditionView:
        """The whole comparison."""
        trees = plan_tree(self.naming, editions.old), plan_tree(self.naming, editions.new)
        rows = _ordered(map(self._row, editions.successions), *map(self._order, trees))
        return EditionView(editions.activity, *trees, tuple(rows), self._changes(editions.activity))

    def _row(self, iri: URIRef) -> EditionRow:
        kinds = sorted(self.graph.objects(iri, SHISAKU.successionKind), key=str)
        component = min((*self.graph.objects(iri, SHISAKU.successor), *self.graph.objects(iri, SHISAKU.predecessor)), key=str)
        return EditionRow(
            iri,
            self.naming.dataset.fragment(iri),
            local_name(URIRef(str(kinds[0]))),
            self.naming.ref(kinds[0]),
            self._level(URIRef(str(component))),
            self.naming.values(iri, SHISAKU.predecessor),
            self.naming.values(iri, SHISAKU.successor),
            (*self.naming.values(iri, SHISAKU.movedFrom), *self.naming.values(iri, SHISAKU.movedTo)),
            value_of(self.graph, iri, SHISAKU.confidence),
            text(self.graph, iri, (RDFS.comment,), self.naming.lang),
            self._changes(iri),
            tuple(map(self.naming.dataset.fragment, self._parts(iri))),
        )

    def _changes(self, iri: URIRef) -> tuple[Text, ...]:
        return texts(self.graph, iri, (SKOS.changeNote,), self.naming.lang)

    def _parts(self, iri: URIRef) -> list[URIRef]:
        ways = (SHISAKU.hasEvidence, SHISAKU.rejectedAlternative)
        return sorted((URIRef(str(o)) for way in ways for o in self.graph.objects(iri, way)), key=natural)

    def _level(self, component: URIRef) -> str:
        return next((level for level, type_ in _CLASSES if (component, RDF.type, type_) in self.graph), PURPOSE)

    def _order(self, tree: ComponentBranch) -> list[str]:
        """IRIs in the order of the plan; purposes right after their component."""
        found = []
        for branch in tree.walk():
            purposes = sorted(
                (URIRef(str(o)) for o in self.graph.objects(branch.iri, SHISAKU.hasPurpose)), key=self.naming.dataset.rank
            )
            found += [str(branch.iri), *map(str, purposes)]
        return found


_CLASSES = (
    ("pillar", SHISAKU.Pillar),
    ("group", SHISAKU.MeasureGroup),
    ("measure", SHISAKU.Measure),
    ("initiative", SHISAKU.RestatedInitiative),
    ("initiative", SHISAKU.Initiative),
)


def _ordered(found: Iterable[EditionRow], old: list[str], new: list[str]) -> Iterator[EditionRow]:
    rows = tuple(found)
    places = {iri: at for at, iri in enumerate(new)}
    by_old = {ref.iri: row for row in rows for ref in row.old}
    behind: dict[URIRef | None, list[EditionRow]] = {}
    before: EditionRow | None = None
    for iri in old:
        row = by_old.get(iri)
        if row is not None and not row.new:
            behind.setdefault(before.iri if before else None, []).append(row)
        before = row or before
    placed = sorted((row for row in rows if row.new), key=lambda row: min(places.get(ref.iri, len(new)) for ref in row.new))

    def with_dropped(row: EditionRow | None) -> Iterator[EditionRow]:
        if row is not None:
            yield row
        for dropped in behind.get(row.iri if row else None, ()):
            yield from with_dropped(dropped)

    yield from with_dropped(None)
    for row in placed:
        yield from with_dropped(row)


class ComparisonFiles:
    """One comparison for other programs."""

    COLUMNS = ("kind", "level", "older", "older_words", "newer", "newer_words", "moved_from", "moved_to", "confidence")

    def __init__(self, naming: Naming, comparison: EditionView) -> None:
        self.naming = naming
        self.comparison = comparison

    @cached_property
    def _records(self) -> list[dict[str, str | list[str]]]:
        return [self._record(row) for row in self.comparison.rows]

    def _record(self, row: EditionRow) -> dict[str, str | list[str]]:
        sides = ((ref.iri for ref in row.old), (ref.name.text for ref in row.old))
        other = ((ref.iri for ref in row.new), (ref.name.text for ref in row.new))
        moved = (row.moved[0].iri, row.moved[1].iri) if row.moved else ("", "")
        values: list[str | list[str]] = [row.kind, row.level, *map(list, sides), *map(list, other), *moved, row.confidence]
        graph = self.naming.dataset.graph
        reasons = {f"reasons_{lang}": text(graph, row.iri, (RDFS.comment,), lang) for lang in LANGUAGES}
        texts_of = {key: reason.text if reason else "" for key, reason in reasons.items()}
        return dict(zip(self.COLUMNS, values, strict=True)) | texts_of | self._changes(row.iri)

    def _changes(self, iri: URIRef) -> dict[str, list[str]]:
        graph = self.naming.dataset.graph
        return {f"changes_{lang}": [note.text for note in texts(graph, iri, (SKOS.changeNote,), lang)] for lang in LANGUAGES}

    def metadata(self, url: str, title: Message, description: Message, licence: str | None) -> str:
        """Description of the columns of the CSV (CSV on the Web)."""
        plain = ("kind", "level", "confidence")
        columns = [
            CsvColumn(
                name,
                "decimal" if name == "confidence" else "string" if name in plain or "words" in name else "anyURI",
                name in plain,
                "\n" if name.startswith(("older", "newer")) else "",
            )
            for name in self.COLUMNS
        ]
        reasons = (CsvColumn(f"reasons_{lang}", "string", lang=lang) for lang in LANGUAGES)
        changes = (CsvColumn(f"changes_{lang}", "string", separator="\n", lang=lang) for lang in LANGUAGES)
        return metadata(url, title, description, (*columns, *reasons, *changes), licence)

    def csv(self) -> str:
        """Return one row a succession; several components of one side are separated by line breaks."""
        out = StringIO()
        columns = (*self.COLUMNS, *(f"{name}_{lang}" for name in ("reasons", "changes") for lang in LANGUAGES))
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        for record in self._records:
            writer.writerow({key: "\n".join(value) if isinstance(value, list) else value for key, value in record.items()})
        return out.getvalue()

    def json(self) -> str:
        """Return the comparison as JSON, several components of one side as a list."""
        plans = {"older": str(self.comparison.old.iri), "newer": str(self.comparison.new.iri)}
        document = plans | self._changes(self.comparison.iri) | {"successions": self._records}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
