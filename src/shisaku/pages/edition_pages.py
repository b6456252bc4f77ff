"""Two editions of a plan side by side, from the graph of what became of each component: rows for a table, CSV and JSON."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import StringIO

from rdflib import URIRef
from rdflib.namespace import PROV, RDF, RDFS, SKOS

from shisaku.errors import Message
from shisaku.model.succession import CONTINUED, KINDS, LEVELS
from shisaku.pages.component_tree import ComponentBranch, plan_tree
from shisaku.pages.csvw import CsvColumn, metadata
from shisaku.pages.published_data import Dataset, Naming
from shisaku.pages.term_labels import LANGUAGES, Text, natural, text, texts
from shisaku.pages.terms import Ref
from shisaku.rdf.namespaces import SHISAKU, local_name

PURPOSE = LEVELS[-1]


@dataclass(frozen=True, slots=True)
class EditionRow:
    """What became of one or several components."""

    iri: URIRef
    """The succession that says so."""
    kind: str
    """One of `shisaku.model.succession.KINDS`."""
    called: Ref
    """The same as a concept."""
    level: str
    """One of `shisaku.model.succession.LEVELS`."""
    old: tuple[Ref, ...]
    """Components of the older edition."""
    new: tuple[Ref, ...]
    """Components of the newer edition."""
    moved: tuple[Ref, ...]
    """Heading that it stood under and heading that it stands under, where these differ."""
    confidence: str
    """Probability that it is right, 0 to 1."""
    reasons: Text | None
    """What it was concluded from."""
    changes: tuple[Text, ...] = ()
    """What is printed otherwise beside its words: who is in charge, sums, values."""
    parts: tuple[str, ...] = ()
    """Names within the page of its evidence and of what it rejects."""

    @property
    def unchanged(self) -> bool:
        """Whether it goes on in the same words at the same place, with the same details."""
        return self.kind == CONTINUED and not self.moved and not self.changes


@dataclass(frozen=True, slots=True)
class EditionView:
    """Two editions."""

    iri: URIRef
    """The activity of comparing them."""
    old: ComponentBranch
    """The older edition."""
    new: ComponentBranch
    """The newer edition."""
    rows: tuple[EditionRow, ...]
    """In the order of the newer edition; what was dropped, behind what it stood behind in the older one."""
    changes: tuple[Text, ...] = ()
    """What is printed otherwise of the plan as a whole."""

    @property
    def counts(self) -> tuple[tuple[str, Ref | None, tuple[int, ...]], ...]:
        """Of each kind how many on each of `levels`; last what moved and what has other details, which is of a kind besides."""
        found = Counter((row.kind, row.level) for row in self.rows)
        called = {row.kind: row.called for row in self.rows}
        counted = [(kind, called[kind], tuple(found[kind, level] for level in self.levels)) for kind in KINDS if kind in called]
        besides = {"moved": [row for row in self.rows if row.moved], "changed": [row for row in self.rows if row.changes]}
        also = {name: Counter(row.level for row in rows) for name, rows in besides.items()}
        return (*counted, *((name, None, tuple(found[level] for level in self.levels)) for name, found in also.items()))

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that either edition has."""
        return tuple(level for level in LEVELS if any(row.level == level for row in self.rows))


def compared(dataset: Dataset) -> Mapping[URIRef, tuple[URIRef, ...]]:
    """Of each comparison that the data tell of its successions."""
    found: dict[URIRef, list[URIRef]] = {}
    for made in dataset.graph.subjects(RDF.type, SHISAKU.ComponentSuccession):
        for activity in dataset.graph.objects(made, PROV.wasGeneratedBy):
            found.setdefault(URIRef(str(activity)), []).append(URIRef(str(made)))
    return {activity: tuple(sorted(found[activity], key=natural)) for activity in sorted(found)}


def comparisons(naming: Naming) -> tuple[EditionView, ...]:
    """The comparisons whose two editions are among the data."""
    told = (_Telling(naming, activity, made).comparison() for activity, made in compared(naming.dataset).items())
    return tuple(comparison for comparison in told if comparison is not None)


class _Telling:
    """Tells one comparison in one language."""

    def __init__(self, naming: Naming, activity: URIRef, made: tuple[URIRef, ...]) -> None:
        self.naming = naming
        self.graph = naming.dataset.graph
        self.activity = activity
        self.made = made

    def comparison(self) -> EditionView | None:
        """The whole; None where an edition is missing or the two cannot be told apart."""
        old, new = (self._edition(property_) for property_ in (SHISAKU.predecessor, SHISAKU.successor))
        if old is None or new is None or old == new:
            return None
        trees = plan_tree(self.naming, old), plan_tree(self.naming, new)
        rows = tuple(self._row(iri) for iri in self.made)
        return EditionView(self.activity, *trees, tuple(_ordered(rows, *map(self._order, trees))), self._changes(self.activity))

    def _edition(self, side: URIRef) -> URIRef | None:
        components = (o for made in self.made for o in self.graph.objects(made, side))
        return next((plan for o in components if (plan := self._plan(URIRef(str(o)))) in self.naming.dataset.plans), None)

    def _plan(self, component: URIRef) -> URIRef:
        above = next(
            iter((*self.graph.objects(component, SHISAKU.directPartOf), *self.graph.subjects(SHISAKU.hasPurpose, component))),
            None,
        )
        return component if above is None else self._plan(URIRef(str(above)))

    def _row(self, iri: URIRef) -> EditionRow:
        def refs(property_: URIRef) -> tuple[Ref, ...]:
            return self.naming.refs(self.graph.objects(iri, property_))

        kinds = sorted(self.graph.objects(iri, SHISAKU.successionKind), key=str)
        component = min((*self.graph.objects(iri, SHISAKU.successor), *self.graph.objects(iri, SHISAKU.predecessor)), key=str)
        return EditionRow(
            iri,
            local_name(URIRef(str(kinds[0]))),
            self.naming.ref(kinds[0]),
            self._level(URIRef(str(component))),
            refs(SHISAKU.predecessor),
            refs(SHISAKU.successor),
            (*refs(SHISAKU.movedFrom), *refs(SHISAKU.movedTo)),
            str(min(self.graph.objects(iri, SHISAKU.confidence), default="", key=str)),
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
        """IRIs in the order of the plan; purposes right behind what has them."""
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


def _ordered(rows: Iterable[EditionRow], old: list[str], new: list[str]) -> Iterator[EditionRow]:
    places = {iri: at for at, iri in enumerate(new)}
    by_old = {ref.iri: row for row in rows for ref in row.old}
    behind: dict[URIRef | None, list[EditionRow]] = {}
    before: EditionRow | None = None
    for iri in old:
        row = by_old.get(iri)
        if row is not None and not row.new:
            behind.setdefault(before.iri if before else None, []).append(row)
        before = row or before
    kept = sorted((row for row in rows if row.new), key=lambda row: min(places.get(ref.iri, len(new)) for ref in row.new))

    def with_dropped(row: EditionRow | None) -> Iterator[EditionRow]:
        if row is not None:
            yield row
        for dropped in behind.get(row.iri if row else None, ()):
            yield from with_dropped(dropped)

    yield from with_dropped(None)
    for row in kept:
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
        told = {key: said.text if said else "" for key, said in reasons.items()}
        return dict(zip(self.COLUMNS, values, strict=True)) | told | self._changes(row.iri)

    def _changes(self, iri: URIRef) -> dict[str, list[str]]:
        graph = self.naming.dataset.graph
        return {f"changes_{lang}": [note.text for note in texts(graph, iri, (SKOS.changeNote,), lang)] for lang in LANGUAGES}

    def metadata(self, url: str, title: Message, says: Message, licence: str | None) -> str:
        """What the columns of the CSV are (CSV on the Web)."""
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
        return metadata(url, title, says, (*columns, *reasons, *changes), licence)

    def csv(self) -> str:
        """A row a succession; several components of one side are parted by line breaks."""
        out = StringIO()
        columns = (*self.COLUMNS, *(f"{told}_{lang}" for told in ("reasons", "changes") for lang in LANGUAGES))
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        for record in self._records:
            writer.writerow({key: "\n".join(value) if isinstance(value, list) else value for key, value in record.items()})
        return out.getvalue()

    def json(self) -> str:
        """The same, several components of one side as a list."""
        plans = {"older": str(self.comparison.old.iri), "newer": str(self.comparison.new.iri)}
        told = plans | self._changes(self.comparison.iri) | {"successions": self._records}
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
