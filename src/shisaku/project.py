"""Where things lie on disk; nobody else knows a path.

Ontology, queries and data come from the project that the working directory belongs to, or from the one this package is installed
from (an editable checkout), or from the copies that the wheel carries.
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_MARKER = Path("ontology") / "shisaku.ttl"
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Project:
    """A folder laid out as this project is."""

    root: Path
    """The folder that holds ontology/, queries/ and data/."""

    @property
    def ontology(self) -> Path:
        """Folder of the ontology."""
        return self.root / "ontology"

    @property
    def schemes(self) -> tuple[Path, ...]:
        """Ontology and SKOS schemes: what data refer to."""
        return tuple(self.ontology / f"{name}.ttl" for name in ("shisaku", "marks", "topics", "conclusions"))

    @property
    def alignments(self) -> tuple[Path, ...]:
        """Links to outside vocabularies."""
        return tuple(sorted((self.ontology / "alignments").glob("*.ttl")))

    @property
    def shapes(self) -> Path:
        """The SHACL shapes."""
        return self.ontology / "shapes.ttl"

    @property
    def checks(self) -> tuple[Path, ...]:
        """Queries that must return nothing."""
        return tuple(sorted((self.ontology / "checks").glob("*.rq")))

    @property
    def queries(self) -> tuple[Path, ...]:
        """The saved questions."""
        return tuple(sorted((self.root / "queries").glob("*.rq")))

    @property
    def sources(self) -> tuple[Path, ...]:
        """The documents."""
        return tuple(sorted((self.root / "data" / "sources").glob("*/source.txt")))

    @property
    def graphs(self) -> tuple[Path, ...]:
        """The built graphs."""
        return tuple(sorted((self.root / "data" / "graph").glob("*.ttl")))

    @property
    def context(self) -> Path:
        """The JSON-LD context."""
        return self.ontology / "context.jsonld"

    def source(self, plan_id: str) -> Path:
        """The document of that plan."""
        return self.root / "data" / "sources" / plan_id / "source.txt"

    def graph(self, plan_id: str) -> Path:
        """The built graph of that plan."""
        return self.root / "data" / "graph" / f"{plan_id}.ttl"

    @property
    def expected_graphs(self) -> tuple[Path, ...]:
        """The built graphs that the expected results are answers over."""
        named = self.root / "tests" / "queries" / "expected" / "plans.txt"
        return tuple(self.graph(name) for name in named.read_text(encoding="utf-8").split()) if named.is_file() else ()

    def expected(self, query: str) -> Path:
        """The expected result of a saved query; in a checkout only."""
        return self.root / "tests" / "queries" / "expected" / f"{query}.csv"


def find_project(start: Path | None = None) -> Project:
    """The project that `start` (the working directory) lies in, else the one that this package brings."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / _MARKER).is_file():
            return Project(Path(os.path.relpath(folder)) if start is None else folder)
    return _installed()


@cache
def _installed() -> Project:
    checkout = _PACKAGE.parent.parent
    return Project(checkout if (checkout / _MARKER).is_file() else _PACKAGE / "_project")
