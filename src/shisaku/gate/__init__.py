"""One verdict over files: ontology, data and queries are well formed, free of contradiction, and answer what they should.

ontology  every file parses; the axioms contradict neither each other nor the data
data      every graph satisfies axioms, shapes and checks, and is what its source gives today
queries   every saved question has its header, parses, and answers what is expected of it
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import StringIO
from pathlib import Path

from rdflib import Graph
from rdflib.namespace import RDF

from shisaku.errors import InputError, Message, Place, ShisakuError
from shisaku.findings import Finding, Severity
from shisaku.gate.located import Located
from shisaku.graph.inference import infer
from shisaku.graph.namespaces import PREFIXES, SHISAKU
from shisaku.graph.ontology import load_turtle
from shisaku.graph.validation import check, validate
from shisaku.pipeline import Build, Workshop, build
from shisaku.project import Project
from shisaku.publish.export import export
from shisaku.publish.questions import ask, store_of
from shisaku.saved_query import SavedQuery, load_query
from shisaku.source import Description, Source
from shisaku.sparql import TripleStore

_DOCUMENTS = (".txt", ".md", ".pdf", "")
"""Endings of documents."""
Progress = Callable[[str], None]
"""Told what is being looked at."""


def check_paths(paths: Iterable[Path], project: Project, progress: Progress) -> Iterator[Located]:
    """Findings on every file named, and on every data file, query and source in every folder named."""
    workshop = Workshop.of(project)
    for path in paths:
        for file in _files(path):
            progress(str(file))
            yield from _guarded(file, partial(_check_file, file, workshop))


def check_project(project: Project, progress: Progress) -> Iterator[Located]:
    """Findings on the project's own ontology, data and queries."""
    broken: list[Located] = []
    for path in (*project.schemes, *project.alignments, *project.shapes):
        progress(str(path))
        broken += list(_guarded(path, partial(_check_turtle, path)))
    for path in (*project.checks, *project.queries):
        progress(str(path))
        broken += list(_guarded(path, partial(_check_query, path)))
    yield from broken
    if broken:
        return
    workshop = Workshop.of(project)
    terms = workshop.ontology.terms
    progress(str(project.ontology))
    for finding in infer(Graph(), terms).contradictions:
        yield Located(finding, None, project.ontology)
    for path in project.sources:
        progress(str(path))
        yield from _guarded(path, partial(_check_source, path, workshop, project))
    yield from _check_answers(project, progress)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.suffix in (".ttl", ".rq", ".txt", ".pdf") and file.is_file())


def _guarded(path: Path, checking: Callable[[], Iterable[Located]]) -> Iterator[Located]:
    """What `checking` finds; a file that cannot be read at all becomes a finding, so that the others are still looked at."""
    try:
        yield from checking()
    except ShisakuError as error:
        yield Located(Finding("syntax/unreadable", Severity.ERROR, error.message), error.place, path)


def _check_file(path: Path, workshop: Workshop) -> Iterable[Located]:
    if path.suffix == ".rq":
        return _check_query(path)
    if path.suffix == ".ttl":
        return _check_data(path, workshop)
    if path.suffix not in _DOCUMENTS:
        known = ".ttl, .rq, .txt, .pdf"
        ja, en = f"{path}: 検査できない種類です（できるのは {known}）。", f"{path}: not a kind that is checked (known: {known})."
        raise InputError(Message(ja, en))
    return _located(path, build(path, workshop))


def _check_turtle(path: Path) -> Iterable[Located]:
    """That a file is Turtle."""
    load_turtle(path)
    return ()


def _check_query(path: Path) -> Iterable[Located]:
    """That a saved query has its header and parses."""
    query: SavedQuery = load_query(path)
    TripleStore().select(query.text, query.bindings({}), str(path))
    return ()


def _check_data(path: Path, workshop: Workshop) -> Iterable[Located]:
    """That a built graph, as Turtle, satisfies axioms, shapes and checks."""
    data = load_turtle(path)
    ontology = workshop.ontology
    inference = infer(data, ontology.terms)
    whole = data + inference.inferred
    found = (*inference.contradictions, *validate(whole, ontology.schemes, ontology.shapes))
    source = _source_in(data, path)
    for finding in (*found, *check(whole, ontology.schemes, workshop.checks)):
        place = source.place(finding.span) if source is not None and finding.span is not None else None
        yield Located(finding, place, path)


def _source_in(data: Graph, path: Path) -> Source | None:
    """The source document as the graph itself carries it; its file where that lies in the project of the graph."""
    document = data.value(None, RDF.type, SHISAKU.SourceDocument)
    text = data.value(document, SHISAKU.sourceText) if document is not None else None
    if text is None:
        return None
    beside = path.parent.parent / "sources" / path.stem / "source.txt"
    return Source(str(text), str(beside if beside.is_file() else document), Description(path.stem), "", "utf-8")


def _check_source(path: Path, workshop: Workshop, project: Project) -> Iterable[Located]:
    """That a source builds, and that the graph kept in data/graph is what it gives today."""
    made = build(path, workshop)
    yield from _located(path, made)
    kept = project.graph(made.iris.plan_id)
    text = turtle_of(made)
    if not kept.is_file():
        ja, en = f"{kept} がありません。make run で作ります。", f"{kept} is missing; `make run` makes it."
        yield Located(Finding("data/missing-graph", Severity.ERROR, Message(ja, en)), None, kept)
    elif kept.read_text(encoding="utf-8") != text:
        yield Located(Finding("data/stale-graph", Severity.ERROR, _STALE), _first_difference(kept, text), kept)


_STALE = Message(
    "原文から今作られるグラフと違います。make run で作り直し、差分を確かめてください。",
    "This is not what the source gives today. Rebuild it with `make run` and review the difference.",
)


def turtle_of(made: Build) -> str:
    """The published graph of a build as Turtle."""
    return export(made.layers, made.graph, made.iris.plan, PREFIXES, {}, "turtle")


def _first_difference(path: Path, text: str) -> Place:
    kept, new = path.read_text(encoding="utf-8").split("\n"), text.split("\n")
    number = next((i for i, (a, b) in enumerate(zip(kept, new, strict=False)) if a != b), min(len(kept), len(new)) - 1)
    return Place(str(path), number + 1, 1, kept[number], len(kept[number]))


def _located(path: Path, made: Build) -> Iterator[Located]:
    for finding in made.findings:
        place = made.plan.source.place(finding.span) if finding.span is not None else None
        yield Located(finding, place, path)


def _check_answers(project: Project, progress: Progress) -> Iterator[Located]:
    """That every saved question whose expected answer is kept gives it."""
    store = store_of(project, project.expected_graphs)
    for path in project.queries:
        expected = project.expected(path.stem)
        progress(str(path))
        if expected.is_file():
            query = load_query(path)
            answer = ask(store, query)
            wanted = [tuple(row) for row in csv.reader(StringIO(expected.read_text(encoding="utf-8")))]
            if wanted != [answer.variables, *answer.texts()]:
                ja, en = f"答えが {expected} と違います。", f"the answer differs from {expected}."
                yield Located(Finding("query/unexpected-answer", Severity.ERROR, Message(ja, en)), None, path)
