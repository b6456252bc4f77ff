"""The saved questions: found by name, answered over built graphs.

Generators look up what a question takes from the data: the values of its parameters, and whether it can have an answer. They yield
the lookups and are sent what each found, so that one logic serves a store, a server and another process.
"""

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from shisaku.errors import Message, OntologyError, QueryError
from shisaku.project import Project
from shisaku.sparql.answers import Answer, Result
from shisaku.sparql.query_service import QueryService
from shisaku.sparql.query_text import variables_of
from shisaku.sparql.rdf_terms import Term, plain
from shisaku.sparql.saved_query import SavedQuery, load_query
from shisaku.sparql.triple_store import TripleStore

_load = lru_cache(load_query)
"""The queries that headers name, read once a process."""
T = TypeVar("T")


def questions(project: Project) -> tuple[SavedQuery, ...]:
    """All saved questions, by name."""
    return tuple(load_query(path) for path in project.queries)


def find_question(project: Project, name: str) -> SavedQuery:
    """The question of that name, or the only one whose name begins so. Raises QueryError that names likely ones."""
    paths = {path.stem: path for path in project.queries}
    wanted = name.removesuffix(".rq")
    found = [wanted] if wanted in paths else [known for known in paths if known.startswith(wanted)]
    if len(found) == 1:
        return load_query(paths[found[0]])
    likely = found or [known for known in paths if wanted in known] or get_close_matches(wanted, paths, n=5, cutoff=0.4)
    shown = ", ".join(likely[:8]) + (", …" if len(likely) > 8 else "") or ", ".join(sorted(paths)[:8])
    ja = f"「{name}」という問いはありません。近いもの: {shown}。一覧は shisaku query で出ます。"
    raise QueryError(Message(ja, f"There is no saved question “{name}”. Close: {shown}. `shisaku query` lists them all."))


def store_of(project: Project, data: Iterable[Path]) -> TripleStore:
    """A store that holds `data` and the ontology they refer to. Raises InputError where a file cannot be read."""
    store = TripleStore()
    for path in (*project.schemes, *data):
        store.load_file(path)
    return store


@dataclass(frozen=True, slots=True)
class Lookup:
    """One query on the way to an answer."""

    text: str
    """SPARQL: SELECT or ASK."""
    name: str
    """The file that it comes from."""
    bindings: tuple[tuple[str, Term], ...] = ()
    """Its variables that are bound beforehand, each with its term."""


Found = str | bool | None
"""What a lookup gives: the text of the first value of SELECT, None where there is none; the answer to ASK."""


def found(result: Result) -> Found:
    """What the result of a lookup gives."""
    if isinstance(result, Answer):
        return plain(result.rows[0][0]) if result.rows else None
    return isinstance(result, bool) and result


def values_of(question: SavedQuery, given: Mapping[str, str]) -> Generator[Lookup, Found, dict[str, str]]:
    """The values of all parameters: those in `given`, else the first found in the data, else the defaults of the header.

    Raises QueryError where one in `given` does not fit.
    """
    question.bindings(dict(given))
    values = dict(given)
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
    """What the data lack without which a question has no answer, in sentences."""
    lacks: tuple[Message, ...] = ()
    for need in map(_load, filter(Path.is_file, question.needs)):
        if not (yield Lookup(need.text, str(need.path))):
            lacks += (need.summary,)
    return lacks


class SavedQuestions:
    """Saved questions over the data of one service. The data must not change: each lookup is made once."""

    def __init__(self, service: QueryService, notice: Callable[[SavedQuery], None] = lambda question: None) -> None:
        """`notice` is called with each question before it is answered."""
        self._service = service
        self._notice = notice
        self._found: dict[Lookup, Found] = {}

    def values(self, question: SavedQuery, given: Mapping[str, str] | None = None) -> dict[str, str]:
        """The values of all parameters, as `values_of` has them."""
        return self._run(values_of(question, given or {}))

    def lacks(self, question: SavedQuery) -> tuple[Message, ...]:
        """What the data lack without which the question has no answer."""
        return self._run(lacking(question))

    def answer(self, question: SavedQuery, values: Mapping[str, str] | None = None) -> Result:
        """The answer, columns that only carry parameters left out. Raises QueryError where a value does not fit."""
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
    """The answer to a question that is a SELECT query, its parameters set to `values` or to values that the data have.

    Raises QueryError where one does not fit, OntologyError where it is of another form.
    """
    answer = SavedQuestions(service).answer(question, values)
    if not isinstance(answer, Answer):
        raise OntologyError(Message(f"{question.path}: SELECT ではありません。", f"{question.path}: not a SELECT query."))
    return answer
