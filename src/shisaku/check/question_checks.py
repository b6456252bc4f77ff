"""Checks saved questions: their terms exist, and their answers are not empty and as expected."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from io import StringIO
from pathlib import Path

from shisaku.check.located import Located
from shisaku.check.project_files import ALIGNMENTS, ONTOLOGY, SHAPES, VOCABULARIES, ProjectFiles
from shisaku.errors import Place
from shisaku.messages import Message
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.sparql.answers import Answer
from shisaku.sparql.query_terms import used_iris
from shisaku.sparql.questions import SavedQuestions, ask, store_of
from shisaku.sparql.saved_query import SavedQuery
from shisaku.sparql.tokens import code_tokens
from shisaku.sparql.triple_store import TripleStore

UNDEFINED_TERM = Rule("query/undefined-term", Severity.ERROR)
EMPTY_ANSWER = Rule("query/empty-answer", Severity.WARNING)
UNEXPECTED_ANSWER = Rule("query/unexpected-answer", Severity.ERROR)
ORPHANED_ANSWER = Rule("query/orphaned-answer", Severity.WARNING)
UNDESCRIBED = Rule("query/undescribed", Severity.INFO)
RULES = (UNDESCRIBED, UNDEFINED_TERM, EMPTY_ANSWER, UNEXPECTED_ANSWER, ORPHANED_ANSWER)


def query_findings(project_files: ProjectFiles) -> Iterator[Located]:
    """Return the findings on saved questions and checks, in the order of their files."""
    for query in (*project_files.checks, *project_files.queries):
        if query.missing_keys:
            yield Located(UNDESCRIBED.at(None, keys=", ".join(query.missing_keys)), _first_line(query), query.path)
    yield from undefined_terms((*project_files.checks, *project_files.queries, *project_files.referenced), project_files)
    yield from _answers(project_files)


def undefined_terms(queries: Iterable[SavedQuery], project_files: ProjectFiles) -> Iterator[Located]:
    """Return the terms in queries that are in a namespace of the project and not defined in its files."""
    terms = _Terms.of(project_files)
    for query in queries:
        yield from _undefined_terms(query, terms)


def place_in_query(project_files: ProjectFiles, finding: Finding) -> Place | None:
    """Return where the query in the value of a finding uses its subject; None if the value is no query."""
    for query in (*project_files.checks, *project_files.queries):
        if finding.value == project_files.project.relative(query.path):
            return next((use.place for use in used_iris(query.text, str(query.path)) if use.iri == finding.subject), None)
    return None


class _Terms:
    """IRIs that are defined in the project's files, and their namespaces."""

    def __init__(self, defined: set[str]) -> None:
        self.defined = defined
        self.namespaces = tuple(sorted({_namespace(iri) for iri in defined}))

    @classmethod
    def of(cls, project_files: ProjectFiles) -> "_Terms":
        """Return the terms of a project: subjects of its files in its own namespaces."""
        own = {str(s) for s in project_files.union(ONTOLOGY, VOCABULARIES, SHAPES).subjects()}
        declared = {str(s) for s in project_files.union(ONTOLOGY).subjects()}
        foreign = {_namespace(str(s)) for s in project_files.union(ALIGNMENTS).subjects()} - {_namespace(iri) for iri in declared}
        return cls({iri for iri in own if ":" in iri and _namespace(iri) not in foreign})

    def close(self, iri: str) -> str:
        """Return the local name of the most similar defined term, or an empty string."""
        names = [_local(known) for known in sorted(self.defined) if _namespace(known) == _namespace(iri)]
        return next(iter(get_close_matches(_local(iri), names, n=1, cutoff=0.6)), "")


def _local(iri: str) -> str:
    """The local name of an IRI."""
    return iri[len(_namespace(iri)) :]


def _namespace(iri: str) -> str:
    return re.sub(r"[^#/]*$", "", iri)


def _undefined_terms(query: SavedQuery, terms: _Terms) -> Iterator[Located]:
    reported: set[str] = set()
    for use in used_iris(query.text, str(query.path)):
        known = use.iri in terms.defined or _namespace(use.iri) not in terms.namespaces
        if known or use.iri in reported or not _local(use.iri):
            continue
        reported.add(use.iri)
        close = terms.close(use.iri)
        meant = use.token.text.removesuffix(_local(use.iri)) + close if use.token.text.endswith(_local(use.iri)) else close
        hint = Message("check-did-you-mean", meant=meant) if close else ""
        finding = UNDEFINED_TERM.at(None, use.iri, term=use.token.text, close=hint)
        yield Located(finding, use.place, query.path)


def _answers(project_files: ProjectFiles) -> Iterator[Located]:
    project = project_files.project
    if not project.layout.expected:
        return
    everything = store_of(project, project.graphs)
    saved_questions = SavedQuestions(everything)
    expecting = store_of(project, project.expected_graphs) if project.expected_graphs else everything
    names = set()
    for query in (query for query in project_files.queries if query.form == "SELECT"):
        expected = project.expected(query.name)
        names.add(expected.name)
        if expected.is_file():
            yield from _unexpected(query, expecting, expected)
        elif project.graphs and not saved_questions.lacks(query) and not ask(everything, query).rows:
            finding = EMPTY_ANSWER.at(None, expected=expected)
            yield Located(finding, _first_line_of_query(query), query.path)
    for path in sorted(project.expected("x").parent.glob("*.csv")):
        if path.name not in names and not any(broken.path.stem == path.stem for broken in project_files.broken):
            yield Located(ORPHANED_ANSWER.at(None), None, path)


def _unexpected(query: SavedQuery, store: TripleStore, expected: Path) -> Iterator[Located]:
    text = expected.read_text(encoding="utf-8")
    expected_rows = [tuple(row) for row in csv.reader(StringIO(text))]
    answer = ask(store, query, query.defaults)
    actual = [answer.variables, *answer.texts()]
    if expected_rows == actual:
        return
    number = next(
        (n for n, (a, b) in enumerate(zip(expected_rows, actual, strict=False)) if a != b), min(len(expected_rows), len(actual))
    )
    lines = text.split("\n")
    line = min(number, len(lines) - 1)
    place = Place(str(expected), line + 1, 1, lines[line], max(1, len(lines[line])))
    finding = UNEXPECTED_ANSWER.at(None, expected=expected, difference=_difference(expected_rows, answer, number))
    yield Located(finding, place, query.path)


def _difference(expected_rows: list[tuple[str, ...]], answer: Answer, number: int) -> Message:
    actual = [answer.variables, *answer.texts()]
    now = ",".join(actual[number]) if number < len(actual) else ""
    rows = len(actual) - len(expected_rows)
    if number == 0:
        return Message("check-columns", now=now)
    if not now:
        return Message("check-rows-missing-row", number=number, rows=-rows)
    return Message("check-row", number=number, now=now)


def _first_line(query: SavedQuery) -> Place:
    line = query.text.split("\n")[0]
    return Place(str(query.path), 1, 1, line, max(1, len(line)))


def _first_line_of_query(query: SavedQuery) -> Place:
    first = next((token.start for token in code_tokens(query.text)), 0)
    place = Place.at(str(query.path), query.text, first)
    return replace(place, column=1, length=len(place.text))
