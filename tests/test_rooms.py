"""The house: one name for one thing, no circle, and a map at the door of every room (docs/architecture.md)."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
MODULES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
ROOMS = sorted(path.parent for path in MODULES if path.name == "__init__.py" and path.parent != SOURCE / "shisaku")


def dotted(path: Path) -> str:
    """The name that a module is imported by."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def twice(names: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    """Names that stand for more than one thing, with where they do."""
    places = defaultdict(list)
    for name, place in names:
        places[name].append(place)
    return {name: found for name, found in places.items() if len(found) > 1}


def test_no_two_modules_have_one_name() -> None:
    assert twice((path.name, dotted(path)) for path in MODULES if not path.name.startswith("__")) == {}


def test_no_two_public_classes_have_one_name() -> None:
    classes = (
        (node.name, dotted(path))
        for path, tree in MODULES.items()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert twice(classes) == {}


def imported(tree: ast.Module, known: frozenset[str]) -> set[str]:
    """Modules of the package that a module imports, early or late; not those for type checkers alone."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {
                f"{node.module}.{name.name}" if f"{node.module}.{name.name}" in known else node.module for name in node.names
            }
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found & known


def test_no_modules_import_each_other() -> None:
    known = frozenset(map(dotted, MODULES))
    graph = {dotted(path): imported(tree, known) - {dotted(path)} for path, tree in MODULES.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: dotted(room / "__init__.py"))
def test_a_room_is_drawn_at_its_door(room: Path) -> None:
    drawing = ast.get_docstring(MODULES[room / "__init__.py"]) or ""
    inside = {path.stem for path in room.glob("*.py")} - {"__init__", "__main__"}
    inside |= {path.name for path in room.iterdir() if (path / "__init__.py").exists()}
    assert sorted(name for name in inside if not re.search(rf"\b{name}\b", drawing)) == []


def test_the_architecture_names_every_room() -> None:
    drawn = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [room.relative_to(SOURCE / "shisaku").as_posix() for room in ROOMS]
    assert [room for room in rooms if f"`{room}/`" not in drawn] == []
