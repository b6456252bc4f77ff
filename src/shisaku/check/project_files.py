"""What the gate looks at: the files of a project by the part they play, parsed once; what cannot be parsed becomes a finding."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import Graph

from shisaku.check.located import Located, unreadable
from shisaku.check.turtle_syntax import syntax_errors
from shisaku.errors import InputError, Message, Place, ShisakuError
from shisaku.model.findings import Finding
from shisaku.owl.rl.inference import Engine, Terms
from shisaku.project import Project
from shisaku.rdf.triples import graph_of
from shisaku.rdf.turtle_locations import TurtlePlaces, turtle_places
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
"""The parts that RDF files play, named as in the settings."""
GRAPH = "urn:shisaku:"
"""Beginning of the names of the graphs that rules ask; the part follows: `urn:shisaku:shapes`."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One RDF file."""

    path: Path
    """The file."""
    role: str
    """The part it plays, one of ROLES."""
    graph: Graph
    """Its triples."""
    places: TurtlePlaces
    """Where they are written."""

    @classmethod
    def of(cls, path: Path, role: str) -> tuple["Parsed | None", tuple[Located, ...]]:
        """The file, or else what is wrong with it."""
        if not path.exists():
            ja = f'{path} はありません。どこにあるかを shisaku.toml に書いてください（{role} = ["…"]、なければ {role} = []）。'
            en = f'{path} is not there. Say in shisaku.toml where it is ({role} = ["…"], or {role} = [] if there is none).'
            return None, (unreadable(path, InputError(Message(ja, en))),)
        try:
            TripleStore().load_file(path)  # tells the place of a mistake better than rdflib does
            places = turtle_places(path)
            return cls(path, role, places.graph, places), ()
        except ShisakuError as error:
            return None, tuple(syntax_errors(path)) or (unreadable(path, error),)

    def place(self, finding: Finding) -> Place | None:
        """Where a finding is to be mended; None where the file says nothing of its subject."""
        if finding.subject is None:
            return None
        return self.places.place(finding.subject, finding.path, finding.value)


@dataclass(frozen=True)
class ProjectFiles:
    """Everything that is checked."""

    project: Project
    """Where it lies."""
    files: tuple[Parsed, ...]
    """The RDF files that could be parsed, the ontology's first."""
    checks: tuple[SavedQuery, ...]
    """Queries that must return nothing."""
    queries: tuple[SavedQuery, ...]
    """Saved questions."""
    broken: tuple[Located, ...]
    """What could not be parsed."""
    engine: Engine = "compiled"
    """What infers and validates."""
    beside: tuple[SavedQuery, ...] = ()
    """The queries that the headers of the questions name."""

    def union(self, *roles: str) -> Graph:
        """All triples of the files that play one of those parts."""
        return graph_of(*(file.graph for file in self.files if file.role in roles))

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes of the files."""
        return _prefixes(self.files)

    @cached_property
    def shapes(self) -> Graph:
        """The shapes of all files."""
        return self.union(SHAPES)

    @cached_property
    def compiled_shapes(self) -> Shapes:
        """The same, ready to be validated by."""
        return Shapes(self.shapes)

    @cached_property
    def terms(self) -> Terms:
        """The terms of the ontology, ready to be inferred under."""
        return Terms(self.union(ONTOLOGY))

    @cached_property
    def schemes(self) -> PreparedSchemes:
        """Terms and vocabularies, ready for what is validated against them."""
        return PreparedSchemes(self.union(ONTOLOGY, VOCABULARIES))

    def located(self, finding: Finding, *roles: str) -> "Located":
        """A finding with its place, in the first file of those parts that says something of its subject."""
        files = [file for file in self.files if file.role in roles]
        for file in files:
            place = file.place(finding)
            if place is not None:
                return Located(finding, place, file.path)
        return Located(finding, None, files[0].path if files else self.project.root)

    @cached_property
    def store(self) -> TripleStore:
        """The files in one store, each in the graph named after its part (`GRAPH`); the default graph is empty."""
        store = TripleStore()
        for file in self.files:
            store.load_file(file.path, GRAPH + file.role)
        return store


def gather(project: Project, progress: Callable[[str], None] = lambda name: None, engine: Engine = "compiled") -> ProjectFiles:
    """The files of `project`, every one of them looked at however many are broken."""
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
    beside = _queries(sorted({path for query in queries for path in query.beside()}), broken, progress, prefixes)
    return ProjectFiles(project, tuple(files), checks, queries, tuple(broken), engine, beside)


def _prefixes(files: Iterable[Parsed]) -> dict[str, str]:
    """The prefixes of all files; where they differ, those of the first."""
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
    """The saved query in a file. Raises OntologyError with the place where its header or its SPARQL is wrong.

    `prefixes` are advised where the query does not declare its own.
    """
    query = load_query(path)
    refuse_missing(query)
    TripleStore(prefixes=prefixes).query(query.text, query.bindings({}), str(path))
    return query
