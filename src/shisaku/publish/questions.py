"""The saved questions: found by name, asked over built graphs."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from shisaku.errors import Message, QueryError
from shisaku.project import Project
from shisaku.saved_query import SavedQuery, load_query
from shisaku.sparql import Answer, TripleStore


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


def ask(store: TripleStore, question: SavedQuery, values: Mapping[str, str] | None = None) -> Answer:
    """The answer to `question`, its parameters set to `values` or their defaults. Raises QueryError where one does not fit."""
    bindings = question.bindings(dict(values or {}))
    return store.select(question.text, bindings, str(question.path)).without_parameters()
