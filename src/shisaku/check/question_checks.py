"""Saved questions: every term they use exists, they answer something, and they answer what is expected of them."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from io import StringIO
from pathlib import Path

from shisaku.check.located import Located
from shisaku.check.project_files import ALIGNMENTS, ONTOLOGY, SHAPES, VOCABULARIES, ProjectFiles
from shisaku.errors import Message, Place
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.sparql.answers import Answer
from shisaku.sparql.query_terms import used_iris
from shisaku.sparql.questions import SavedQuestions, ask, store_of
from shisaku.sparql.saved_query import SavedQuery
from shisaku.sparql.tokens import code_tokens
from shisaku.sparql.triple_store import TripleStore

UNDEFINED_TERM = Rule(
    "query/undefined-term",
    Severity.ERROR,
    "{term} という語はオントロジーにありません。{close}綴りを確かめてください。",
    "The ontology has no term {term}. {close}Check the spelling.",
)
EMPTY_ANSWER = Rule(
    "query/empty-answer",
    Severity.WARNING,
    "この問いはデータに対して何も答えません。語の使い方を確かめるか、空でよいなら {expected} に見出し行だけを置いてください。",
    "This question answers nothing over the data. Check how it uses the terms or, if nothing is right, put a file {expected} "
    "with nothing but its header line.",
)
UNEXPECTED_ANSWER = Rule(
    "query/unexpected-answer",
    Severity.ERROR,
    "答えが {expected} と違います（{difference}）。問いか、期待する答えを直してください。",
    "The answer differs from {expected} ({difference}). Mend the question or what is expected of it.",
)
ORPHANED_ANSWER = Rule(
    "query/orphaned-answer",
    Severity.WARNING,
    "この期待する答えには、対応する問いがありません。名前を直すか、削除してください。",
    "There is no saved question that this is the expected answer of. Mend its name or delete it.",
)
UNDESCRIBED = Rule(
    "query/undescribed",
    Severity.INFO,
    "この問いの見出しに {keys} がありません。何に答えるかを「#+ 項目: 値」の行で書くと、一覧とページに出ます。",
    "The header of this query lacks {keys}. Say what it answers in lines “#+ key: value”, and lists and pages tell it.",
)
RULES = (UNDESCRIBED, UNDEFINED_TERM, EMPTY_ANSWER, UNEXPECTED_ANSWER, ORPHANED_ANSWER)


def query_findings(material: ProjectFiles) -> Iterator[Located]:
    """What is wrong with saved questions and checks, in the order of their files."""
    for query in (*material.checks, *material.queries):
        if query.unsaid:
            yield Located(UNDESCRIBED.at(None, keys=", ".join(query.unsaid)), _first_line(query), query.path)
    yield from undefined_terms((*material.checks, *material.queries, *material.beside), material)
    yield from _answers(material)


def undefined_terms(queries: Iterable[SavedQuery], material: ProjectFiles) -> Iterator[Located]:
    """Terms that queries use and that the namespaces of the project's own files do not have."""
    terms = _Terms.of(material)
    for query in queries:
        yield from _undefined_terms(query, terms)


def place_in_query(material: ProjectFiles, finding: Finding) -> Place | None:
    """Where the query that a finding names as its value mentions the subject; None where it names none."""
    for query in (*material.checks, *material.queries):
        if finding.value == material.project.relative(query.path):
            return next((use.place for use in used_iris(query.text, str(query.path)) if use.iri == finding.subject), None)
    return None


class _Terms:
    """The IRIs that own files say something of, and the namespaces that they fill."""

    def __init__(self, defined: set[str]) -> None:
        self.defined = defined
        self.namespaces = tuple(sorted({_namespace(iri) for iri in defined}))

    @classmethod
    def of(cls, material: ProjectFiles) -> "_Terms":
        """Those of a project: subjects of its own files that are in a namespace of its own."""
        own = {str(s) for s in material.union(ONTOLOGY, VOCABULARIES, SHAPES).subjects()}
        declared = {str(s) for s in material.union(ONTOLOGY).subjects()}
        foreign = {_namespace(str(s)) for s in material.union(ALIGNMENTS).subjects()} - {_namespace(iri) for iri in declared}
        return cls({iri for iri in own if ":" in iri and _namespace(iri) not in foreign})

    def close(self, iri: str) -> str:
        """The name of the defined term that is most like it, or nothing."""
        names = [_local(known) for known in sorted(self.defined) if _namespace(known) == _namespace(iri)]
        return next(iter(get_close_matches(_local(iri), names, n=1, cutoff=0.6)), "")


def _local(iri: str) -> str:
    """The part of an IRI behind its namespace."""
    return iri[len(_namespace(iri)) :]


def _namespace(iri: str) -> str:
    return re.sub(r"[^#/]*$", "", iri)


def _undefined_terms(query: SavedQuery, terms: _Terms) -> Iterator[Located]:
    told: set[str] = set()
    for use in used_iris(query.text, str(query.path)):
        known = use.iri in terms.defined or _namespace(use.iri) not in terms.namespaces
        if known or use.iri in told or not _local(use.iri):
            continue
        told.add(use.iri)
        close = terms.close(use.iri)
        meant = use.token.text.removesuffix(_local(use.iri)) + close if use.token.text.endswith(_local(use.iri)) else close
        hint = Message(f"{meant} のことですか。", f"Did you mean {meant}? ") if close else ""
        finding = UNDEFINED_TERM.at(None, use.iri, term=use.token.text, close=hint)
        yield Located(finding, use.place, query.path)


def _answers(material: ProjectFiles) -> Iterator[Located]:
    project = material.project
    everything = store_of(project, project.graphs)
    asking = SavedQuestions(everything)
    expecting = store_of(project, project.expected_graphs) if project.expected_graphs else everything
    names = set()
    for query in (query for query in material.queries if query.form == "SELECT"):
        expected = project.expected(query.name)
        names.add(expected.name)
        if expected.is_file():
            yield from _unexpected(query, expecting, expected)
        elif project.graphs and not asking.lacks(query) and not ask(everything, query).rows:
            finding = EMPTY_ANSWER.at(None, expected=expected)
            yield Located(finding, _first_line_of_query(query), query.path)
    for path in sorted(project.expected("x").parent.glob("*.csv")):
        if path.name not in names and not any(broken.path.stem == path.stem for broken in material.broken):
            yield Located(ORPHANED_ANSWER.at(None), None, path)


def _unexpected(query: SavedQuery, store: TripleStore, expected: Path) -> Iterator[Located]:
    text = expected.read_text(encoding="utf-8")
    wanted = [tuple(row) for row in csv.reader(StringIO(text))]
    answer = ask(store, query, query.defaults)
    given = [answer.variables, *answer.texts()]
    if wanted == given:
        return
    number = next((n for n, (a, b) in enumerate(zip(wanted, given, strict=False)) if a != b), min(len(wanted), len(given)))
    lines = text.split("\n")
    line = min(number, len(lines) - 1)
    place = Place(str(expected), line + 1, 1, lines[line], max(1, len(lines[line])))
    finding = UNEXPECTED_ANSWER.at(None, expected=expected, difference=_difference(wanted, answer, number))
    yield Located(finding, place, query.path)


def _difference(wanted: list[tuple[str, ...]], answer: Answer, number: int) -> Message:
    given = [answer.variables, *answer.texts()]
    now = ",".join(given[number]) if number < len(given) else ""
    rows = len(given) - len(wanted)
    if number == 0:
        return Message(f"列が {now} になっています", f"its columns are {now}")
    if not now:
        return Message(f"{number} 行目から {-rows} 行足りません", f"{-rows} rows are missing from row {number} on")
    return Message(f"{number} 行目が {now} になっています", f"row {number} is {now}")


def _first_line(query: SavedQuery) -> Place:
    line = query.text.split("\n")[0]
    return Place(str(query.path), 1, 1, line, max(1, len(line)))


def _first_line_of_query(query: SavedQuery) -> Place:
    first = next((token.start for token in code_tokens(query.text)), 0)
    place = Place.at(str(query.path), query.text, first)
    return replace(place, column=1, length=len(place.text))
