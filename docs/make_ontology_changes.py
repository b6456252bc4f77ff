"""Writes the list in docs/ontology-changes.md: what version 0.2.0 of the ontology changed, as `shisaku diff` finds it.

What stands above the list is written by hand; tests/diff/test_ontology_changes.py holds both to the ontology. The terms of 0.1.1
are kept in tests/diff/ontology-0.1.1.ttl with their axioms, without labels and definitions.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS

from shisaku.diff.changes import Change, ChangeKind, Detail, GraphDiff
from shisaku.diff.diff_wording import DiffWording
from shisaku.diff.graph_diff import compare
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import ONTOLOGY, SHISAKU, local_name

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "ontology-changes.md"
OLD = ROOT / "tests" / "diff" / "ontology-0.1.1.ttl"
NEW = ROOT / "ontology" / "shisaku.ttl"
BEGIN = "<!-- Made by docs/make_ontology_changes.py from the two versions; run it again when the ontology changes. -->\n"
_AXIOMS = (
    *(RDF.type, RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf, OWL.propertyChainAxiom),
    *(
        OWL.disjointWith,
        OWL.propertyDisjointWith,
        OWL.equivalentClass,
        OWL.equivalentProperty,
        OWL.deprecated,
        DCTERMS.isReplacedBy,
    ),
)
"""What is compared of a term: all but its words and metadata."""
_LISTS = (RDF.first, RDF.rest, OWL.members)


def axioms(graph: Graph) -> Graph:
    """Of an ontology what is said of its own terms, but for words and metadata, and its version."""
    found = Graph()
    for prefix, namespace in graph.namespaces():
        found.bind(prefix, namespace)
    for s, p, o in graph:
        own = (isinstance(s, URIRef) and s.startswith(SHISAKU) and p in _AXIOMS) or (s == ONTOLOGY and p == OWL.versionInfo)
        if own or (isinstance(s, BNode) and p in (*_LISTS, RDF.type)) or (s == ONTOLOGY and o == OWL.Ontology):
            found.add((s, p, o))
    return found


def difference() -> GraphDiff:
    """What `shisaku diff` says of the two versions."""
    return compare(axioms(load_turtle(OLD)), axioms(load_turtle(NEW)))


def listing() -> str:
    """The list in Markdown, its marks included."""
    diff = difference()
    wording = DiffWording(diff, "en")
    counts = {kind: [change for change in diff.changes if change.kind is kind] for kind in ChangeKind}
    pieces = [BEGIN, *_new(counts[ChangeKind.ADDED])]
    pieces += _deprecated(counts[ChangeKind.DEPRECATED])
    pieces += _rows("Removed / 削除した語", [c for c in counts[ChangeKind.REMOVED] if isinstance(c.old, URIRef)], wording)
    pieces += _rows("Renamed / IRIを変えた語", counts[ChangeKind.RENAMED], wording)
    pieces += _rows("Other domain or range / 定義域・値域の変更", counts[ChangeKind.DOMAIN], wording)
    pieces += _rows("Other superclass or superproperty / 上位の語の変更", counts[ChangeKind.MOVED], wording)
    pieces += _rows("Other type or characteristic / 型・特性の変更", counts[ChangeKind.RETYPED], wording)
    pieces += _rows("Other axioms / その他の公理の変更", counts[ChangeKind.CHANGED], wording)
    pieces += _sets(counts, wording)
    return "".join(pieces)


def _new(changes: Iterable[Change]) -> Iterator[str]:
    """New terms, classes and properties apart."""
    terms = load_turtle(NEW)
    named = [change.new for change in changes if isinstance(change.new, URIRef)]
    classes = [term for term in named if (term, RDF.type, OWL.Class) in terms]
    for title, found in (
        ("New classes / 新しいクラス", classes),
        ("New properties / 新しいプロパティ", [t for t in named if t not in classes]),
    ):
        yield f"\n### {title} ({len(found)})\n\n"
        yield "".join(f"- `{local_name(term)}` {_label(terms, term)}\n" for term in sorted(found))


def _label(terms: Graph, term: URIRef) -> str:
    labels = {str(o.language): str(o) for o in terms.objects(term, RDFS.label) if isinstance(o, Literal)}
    return " / ".join(labels[lang] for lang in ("en", "ja") if lang in labels)


def _deprecated(changes: list[Change]) -> Iterator[str]:
    yield f"\n### Deprecated / 非推奨にした語 ({len(changes)})\n\n| term | replaced by |\n| --- | --- |\n"
    for change in changes:
        new = (o for detail in change.details if detail.predicate == DCTERMS.isReplacedBy for o in detail.new)
        yield f"| `{_name(change)}` | {', '.join(f'`{local_name(URIRef(str(o)))}`' for o in new)} |\n"


def _rows(title: str, changes: list[Change], wording: DiffWording) -> Iterator[str]:
    """A table: term, what of it, before, after, and why what relied on it may break."""
    changes = [change for change in changes if isinstance(change.resource, URIRef) and change.resource != ONTOLOGY]
    if not changes:
        return
    yield f"\n### {title} ({len(changes)})\n\n| term | what | 0.1.1 | 0.2.0 | breaks |\n| --- | --- | --- | --- | --- |\n"
    for change in changes:
        why = "; ".join(message.verbatim("en") for message in change.breaking)
        for detail in change.details or (Detail(RDF.type, (), ()),):
            yield f"| `{_name(change)}` | `{wording.value(detail.predicate)}` | {_values(detail.old, wording)} | "
            yield f"{_values(detail.new, wording)} | {why} |\n"


def _values(values: tuple[object, ...], wording: DiffWording) -> str:
    return ", ".join(f"`{wording.value(value)}`" for value in values if isinstance(value, URIRef | BNode | Literal)) or "—"


def _sets(counts: dict[ChangeKind, list[Change]], wording: DiffWording) -> Iterator[str]:
    """Axioms that stand for themselves: which classes are disjoint."""
    for title, kind in (
        ("Disjoint classes no longer said / なくした互いに素の公理", ChangeKind.REMOVED),
        ("Disjoint classes / 互いに素の公理", ChangeKind.ADDED),
    ):
        found = [change.resource for change in counts[kind] if isinstance(change.resource, BNode)]
        if found:
            yield f"\n### {title} ({len(found)})\n\n"
            yield "".join(sorted(f"- `{wording.value(node)}`\n" for node in found))


def _name(change: Change) -> str:
    return local_name(URIRef(str(change.resource)))


def main() -> None:
    """Write the list anew below what is written by hand."""
    by_hand = PAGE.read_text(encoding="utf-8").partition(BEGIN)[0]
    PAGE.write_text(by_hand + listing(), encoding="utf-8")


if __name__ == "__main__":
    main()
