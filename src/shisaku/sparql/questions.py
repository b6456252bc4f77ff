"""Saved questions: find them by name, and answer them over built graphs.

Generators look up in the data the values of parameters, and whether a question can have an answer. They yield lookups and are sent
the results, so that the same code serves a store, a server and another process.
"""

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from shisaku.errors import OntologyError, QueryError
from shisaku.messages import Message
from shisaku.project import Project
from shisaku.sparql.answers import Answer, Result
from shisaku.sparql.query_service import QueryService
from shisaku.sparql.query_text import variables_of
from shisaku.sparql.rdf_terms import Term, plain
from shisaku.sparql.saved_query import SavedQuery, load_query
from shisaku.sparql.triple_store import TripleStore

_load = lru_cache(load_query)
"""Loads the queries named in headers, each once a process."""
T = TypeVar("T")


def questions(project: Project) -> tuple[SavedQuery, ...]:
    """Return all saved questions, sorted by name."""
    return tuple(load_query(path) for path in project.queries)


def find_question(project: Project, name: str) -> SavedQuery:
    """Return the question of that name, or the only one with that prefix. Raises QueryError with similar names."""
    paths = {path.stem: path for path in project.queries}
    stem = name.removesuffix(".rq")
    found = [stem] if stem in paths else [known for known in paths if known.startswith(stem)]
    if len(found) == 1:
        return load_query(paths[found[0]])
    likely = found or [known for known in paths if stem in known] or get_close_matches(stem, paths, n=5, cutoff=0.4)
    shown = ", ".join(likely[:8]) + (", …" if len(likely) > 8 else "") or ", ".join(sorted(paths)[:8])
    raise QueryError(Message("sparql-there-no-saved-question-close", name=name, shown=shown))


def store_of(project: Project, data: Iterable[Path]) -> TripleStore:
    """Return a store with `data` and the ontology. Raises InputError if a file cannot be read."""
    store = TripleStore()
    for path in (*project.schemes, *data):
        store.load_file(path)
    return store


@dataclass(frozen=True, slots=True)
class Lookup:
    """An auxiliary query, run before a question is answered."""

    text: str
    """SPARQL: SELECT or ASK."""
    name: str
    """Its file."""
    bindings: tuple[tuple[str, Term], ...] = ()
    """Bound variables with their terms."""


Found = str | bool | None
"""Result of a lookup: the first value of SELECT as text, or None; the answer to ASK."""


def found(result: Result) -> Found:
    """Return the result of a lookup from its answer."""
    if isinstance(result, Answer):
        return plain(result.rows[0][0]) if result.rows else None
    return isinstance(result, bool) and result


def values_of(question: SavedQuery, arguments: Mapping[str, str]) -> Generator[Lookup, Found, dict[str, str]]:
    """Return the values of all parameters: from `arguments`, else the first one in the data, else the default of the header.

    Raises QueryError if an argument is invalid.
    """
    question.bindings(dict(arguments))
    values = dict(arguments)
    terms: dict[str, Term] = {}
    for parameter in question.parameters:
        if parameter.name not in values:
            value = None
            if parameter.values is not None and parameter.values.is_file():
                value = yield _lookup(parameter.values, terms)
            values[parameter.name] = value if isinstance(value, str) else parameter.default
        terms[f"_{parameter.name}"] = parameter.term(values[parameter.name])
    return values


def _lookup(path: Path, terms: Mapping[str, Term]) -> Lookup:
    query = _load(path)
    used = ((name, term) for name, term in terms.items() if name in variables_of(query.text))
    return Lookup(f"{query.text}\nLIMIT 1", str(path), tuple(used))


def lacking(question: SavedQuery) -> Generator[Lookup, Found, tuple[Message, ...]]:
    """Return a sentence for each need of the question that the data do not meet."""
    lacks: tuple[Message, ...] = ()
    for need in map(_load, filter(Path.is_file, question.needs)):
        if not (yield Lookup(need.text, str(need.path))):
            lacks += (need.summary,)
    return lacks


class SavedQuestions:
    """Answers saved questions over one service. The data must not change: each lookup runs once."""

    def __init__(self, service: QueryService, notice: Callable[[SavedQuery], None] = lambda question: None) -> None:
        """`notice` is called with each question before it is answered."""
        self._service = service
        self._notice = notice
        self._found: dict[Lookup, Found] = {}

    def values(self, question: SavedQuery, arguments: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return the values of all parameters. Raises QueryError if an argument is invalid."""
        return self._run(values_of(question, arguments or {}))

    def lacks(self, question: SavedQuery) -> tuple[Message, ...]:
        """Return a sentence for each need of the question that the data do not meet."""
        return self._run(lacking(question))

    def answer(self, question: SavedQuery, values: Mapping[str, str] | None = None) -> Result:
        """Return the answer without the columns of parameters. Raises QueryError if a value is invalid."""
        bindings = question.bindings(self.values(question, values))
        self._notice(question)
        answer = self._service.query(question.text, bindings, str(question.path))
        return answer.without_parameters() if isinstance(answer, Answer) else answer

    def _run(self, lookups: Generator[Lookup, Found, T]) -> T:
        sent = None
        while True:
            try:
                lookup = lookups.send(sent)
            except StopIteration as end:
                result: T = end.value
                return result
            if lookup not in self._found:
                self._found[lookup] = found(self._service.query(lookup.text, dict(lookup.bindings), lookup.name))
            sent = self._found[lookup]


def ask(service: QueryService, question: SavedQuery, values: Mapping[str, str] | None = None) -> Answer:
    """Return the answer to a SELECT question, its parameters set to `values` or to values from the data.

    Raises QueryError if a value is invalid, OntologyError if the question is no SELECT query.
    """
    answer = SavedQuestions(service).answer(question, values)
    if not isinstance(answer, Answer):
        raise OntologyError(Message("sparql-not-select-query", path=question.path))
    return answer
