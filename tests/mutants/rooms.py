"""Which modules belong together, and which tests are run against a mutant of them."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "shisaku"


@dataclass(frozen=True, slots=True)
class Room:
    """Modules with the tests that are run against their mutants."""

    name: str
    """As given to `--room`."""
    modules: tuple[str, ...]
    """Patterns of files below src/shisaku."""
    tests: tuple[str, ...]
    """Patterns of test files below tests."""
    without: str = ""
    """Tests of these files that are left out, as they are slow or start other processes: an expression for pytest's `-k`."""
    measured: bool = True
    """Whether docs/mutants.md holds its score."""

    def sources(self) -> list[Path]:
        """Its modules, sorted."""
        return sorted({path for pattern in self.modules for path in PACKAGE.glob(pattern)})

    def test_files(self) -> list[str]:
        """Its test files, sorted, as pytest takes them."""
        return sorted({str(path.relative_to(ROOT)) for pattern in self.tests for path in (ROOT / "tests").glob(pattern)})


ROOMS = (
    Room(
        "model",
        ("model/*.py", "errors.py"),
        (
            "model/test_*.py",
            "graph/test_details_in_graph.py",
            "graph/test_mapping.py",
            "graph/test_tree_reader.py",
            "graph/test_whereabouts.py",
            "test_query_errors.py",
        ),
    ),
    Room(
        "sparql",
        ("sparql/*.py", "rdf/rdf_files.py"),
        (
            "sparql/test_*.py",
            "test_sparql.py",
            "test_query_errors.py",
            "test_query_text.py",
            "export/test_questions.py",
            "export/test_tables.py",
        ),
    ),
    Room(
        "owl",
        ("owl/**/*.py",),
        (
            "owl/test_*.py",
            "graph/test_inference.py",
            "graph/test_compiled.py",
            "check/test_profile.py",
            "check/test_consistency.py",
        ),
        "real_plan or all_cases or any_ontology or closing_data or generated_plans or dropped_or_swapped or java or our_own or asked",
    ),
    Room(
        "shacl",
        ("shacl/*.py",),
        ("shacl/test_*.py", "graph/test_fast_validation.py", "graph/test_validation.py"),
        "both_engines_find or both_engines_tell or build or (means_the_same and (alternativePath or inversePath))",
    ),
    Room(
        "overview",
        ("reading/overview/*.py",),
        (
            "overview/test_*.py",
            "reading/test_affinity.py",
            "reading/test_arrangement.py",
            "reading/test_blocks.py",
            "reading/test_conventions.py",
            "reading/test_inventory.py",
            "reading/test_placement.py",
            "reading/test_search.py",
            "reading/test_wrapping.py",
            "test_cases.py",
        ),
    ),
    Room("export", ("export/*.py",), ("export/test_*.py",), "real_plan or whatever"),
    Room(
        "stratml",
        ("stratml/*.py", "reading/stratml/*.py", "export/stratml/*.py"),
        ("stratml/test_*.py", "export/test_stratml.py"),
        measured=False,
    ),
    Room("countries", ("model/country_profiles.py", "cli/init_command.py"), ("profiles/test_*.py",), measured=False),
    Room("formats", ("formats/**/*.py",), ("formats/test_*.py",), measured=False),
    Room(
        "structure",
        tuple(f"reading/{room}/*.py" for room in ("items", "likelihood", "hierarchy", "structure", "trace")),
        ("reading/structure/test_*.py",),
        measured=False,
    ),
    Room("tables", ("reading/tables/*.py",), ("reading/tables/test_*.py",), measured=False),
    Room("fields", ("reading/fields/*.py",), ("reading/fields/test_*.py",), measured=False),
    Room("reading", ("reading/**/*.py",), ("reading/test_[!lp]*.py", "test_cases.py"), measured=False),
    Room("graph", ("graph/*.py", "rdf/*.py"), ("graph/test_*.py", "rdf/test_*.py", "export/test_turtle.py"), measured=False),
    *(
        Room(name, (f"{name}/**/*.py",), (f"{name}/test_*.py",), measured=False)
        for name in ("messages", "check", "editions", "diff", "explain", "dataset", "remote", "pages", "serve")
    ),
    Room(
        "commands",
        ("*.py", "cli/*.py"),
        ("test_cli.py", "test_own_folder.py", "test_pipeline.py", "test_usage.py"),
        measured=False,
    ),
)
"""The measured ones first: a changed module is tried in the first that has it."""


def room_named(name: str) -> Room:
    """The room of that name. Raises LookupError."""
    for room in ROOMS:
        if room.name == name:
            return room
    raise LookupError(f"there is no room {name}; there are {', '.join(room.name for room in ROOMS)}")


def room_of(path: Path) -> Room | None:
    """The first room that has that module."""
    return next((room for room in ROOMS if path in room.sources()), None)
