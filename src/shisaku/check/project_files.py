"""The files of a project by role, each parsed once; a file that cannot be parsed becomes a finding."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from rdflib import Graph

from shisaku.check.located import Located, unreadable
from shisaku.check.turtle_syntax import syntax_errors
from shisaku.errors import InputError, Place, ShisakuError
from shisaku.messages import Message
from shisaku.model.findings import Finding
from shisaku.owl.rl.inference import Engine, Terms
from shisaku.project import LOOSE, Project
from shisaku.rdf.file_locations import LocatedGraph, located_graph
from shisaku.rdf.triples import graph_of
from shisaku.shacl.validation import PreparedSchemes, Shapes
from shisaku.sparql.saved_query import SavedQuery, load_query, refuse_missing
from shisaku.sparql.triple_store import TripleStore

ONTOLOGY, VOCABULARIES, ALIGNMENTS, IMPORTS, SHAPES, DATA = ROLES = (
    "ontology",
    "vocabularies",
    "alignments",
    "imports",
    "shapes",
    "data",
)
"""Roles of RDF files, named as in the settings."""
SECONDS = 300.0
"""How long one step of a check may take, unless it is said."""
GRAPH = "urn:shisaku:"
"""Prefix of the names of the graphs that rules query; the role follows: `urn:shisaku:shapes`."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed RDF file."""

    path: Path
    """The file."""
    role: str
    """Its role, one of ROLES."""
    graph: Graph
    """Its triples."""
    places: LocatedGraph
    """Places of the triples in the file."""

    @classmethod
    def of(cls, path: Path, role: str) -> tuple["Parsed | None", tuple[Located, ...]]:
        """Return the parsed file, or None and its syntax errors."""
        if not path.exists():
            return None, (unreadable(path, InputError(Message("check-not-there-say-shisaku-toml", path=path, role=role))),)
        try:
            TripleStore().load_file(path)  # locates a syntax error more exactly than rdflib does
            places = located_graph(path)
            return cls(path, role, places.graph, places), ()
        except ShisakuError as error:
            return None, tuple(syntax_errors(path)) or (unreadable(path, error),)

    def place(self, finding: Finding) -> Place | None:
        """Return where to fix a finding; None if the file has no statement on its subject."""
        if finding.subject is None:
            return None
        return self.places.place(finding.subject, finding.path, finding.value)


@dataclass(frozen=True)
class ProjectFiles:
    """The parsed files of a project."""

    project: Project
    """The project: its settings and paths."""
    files: tuple[Parsed, ...]
    """The RDF files that could be parsed, the ontology's first."""
    checks: tuple[SavedQuery, ...]
    """Queries that must return nothing."""
    queries: tuple[SavedQuery, ...]
    """Saved questions."""
    broken: tuple[Located, ...]
    """Syntax errors of files that could not be parsed."""
    engine: Engine = "compiled"
    """Engine for inference and validation."""
    seconds: float = SECONDS
    """How long one step of a check may take."""
    referenced: tuple[SavedQuery, ...] = ()
    """Queries that are named in the headers of the questions."""

    def union(self, *roles: str) -> Graph:
        """Return all triples of the files with one of these roles."""
        return graph_of(*(file.graph for file in self.files if file.role in roles))

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Prefixes of all files."""
        return _prefixes(self.files)

    def first(self, *roles: str) -> Path:
        """Return the first file of these roles; the folder of the project if there is none."""
        return next((file.path for file in self.files if file.role in roles), self.project.root)

    @cached_property
    def shapes(self) -> Graph:
        """All shapes."""
        return self.union(SHAPES)

    @cached_property
    def compiled_shapes(self) -> Shapes:
        """All shapes, compiled for validation."""
        return Shapes(self.shapes)

    @cached_property
    def terms(self) -> Terms:
        """Terms of the ontology, prepared for inference."""
        return Terms(self.union(ONTOLOGY))

    @cached_property
    def schemes(self) -> PreparedSchemes:
        """Terms and vocabularies, prepared for validation."""
        return PreparedSchemes(self.union(ONTOLOGY, VOCABULARIES))

    def located(self, finding: Finding, *roles: str) -> "Located":
        """Return a finding with its place in the first file of these roles that describes its subject."""
        files = [file for file in self.files if file.role in roles]
        for file in files:
            place = file.place(finding)
            if place is not None:
                return Located(finding, place, file.path)
        for file in files:
            place = file.places.mention(finding.subject or "")
            if place is not None:
                return Located(finding, place, file.path)
        return Located(finding, None, self.first(*roles))

    @cached_property
    def store(self) -> TripleStore:
        """All files in one store, each in the graph of its role (`GRAPH`); the default graph is empty."""
        store = TripleStore()
        for file in self.files:
            store.load_file(file.path, GRAPH + file.role)
        return store


def gather_loose(
    paths: Iterable[Path],
    root: Path,
    roles_of: Callable[[Graph], tuple[str, ...]],
    progress: Callable[[str], None],
    engine: Engine,
) -> ProjectFiles:
    """Return files that belong to no project as one of their own; `roles_of` tells the roles of a graph.

    Shapes are applied to what has the role of data, and to everything else where nothing has it.
    """
    broken: list[Located] = []
    files: list[Parsed] = []
    queries = [path for path in paths if path.suffix == ".rq"]
    for path in paths:
        if path.suffix != ".rq":
            progress(str(path))
            file, wrong = Parsed.of(path, DATA)
            broken += wrong
            files += [replace(file, role=role) for role in roles_of(file.graph)] if file is not None else []
    roles = {file.role for file in files}
    if SHAPES in roles and DATA not in roles:
        files += [replace(file, role=DATA) for file in files if file.role in (ONTOLOGY, VOCABULARIES)]
    files.sort(key=lambda file: ROLES.index(file.role))
    parsed = _queries(queries, broken, progress, _prefixes(files))
    return ProjectFiles(Project(root, LOOSE), tuple(files), (), parsed, tuple(broken), engine)


def gather(project: Project, progress: Callable[[str], None] = lambda name: None, engine: Engine = "compiled") -> ProjectFiles:
    """Return the parsed files of `project`; every file is parsed, even if others are broken."""
    broken: list[Located] = []
    files: list[Parsed] = []
    paths = {
        ONTOLOGY: project.terms,
        VOCABULARIES: project.vocabularies,
        ALIGNMENTS: project.alignments,
        IMPORTS: project.imports,
        SHAPES: project.shapes,
        DATA: project.graphs,
    }
    for role in ROLES:
        for path in paths[role]:
            progress(str(path))
            file, wrong = Parsed.of(path, role)
            files += [file] if file is not None else []
            broken += wrong
    prefixes = _prefixes(files)
    checks, queries = (_queries(of, broken, progress, prefixes) for of in (project.checks, project.queries))
    referenced = _queries(sorted({path for query in queries for path in query.referenced()}), broken, progress, prefixes)
    return ProjectFiles(project, tuple(files), checks, queries, tuple(broken), engine, referenced=referenced)


def _prefixes(files: Iterable[Parsed]) -> dict[str, str]:
    """Prefixes of all files; the first file wins."""
    return {prefix: namespace for file in reversed([*files]) for prefix, namespace in file.places.prefixes.items()}


def _queries(
    paths: Iterable[Path], broken: list[Located], progress: Callable[[str], None], prefixes: Mapping[str, str]
) -> tuple[SavedQuery, ...]:
    found: list[SavedQuery] = []
    for path in paths:
        progress(str(path))
        try:
            found.append(parsed_query(path, prefixes))
        except ShisakuError as error:
            broken.append(unreadable(path, error))
    return tuple(found)


def parsed_query(path: Path, prefixes: Mapping[str, str]) -> SavedQuery:
    """Return the saved query in a file. `prefixes` are suggested in errors if the query lacks a declaration.

    Raises OntologyError with the place of the error if the header or the SPARQL is wrong.
    """
    query = load_query(path)
    refuse_missing(query)
    TripleStore(prefixes=prefixes).query(query.text, query.bindings({}), str(path))
    return query
