"""Mutants of a module, by the operators of mutmut.

mutmut's own run changes functions only, and no decorated ones: here also tables, constants, defaults and properties are changed, as
what this project decides stands in tables. Not changed are annotations and type aliases, which say nothing when the code runs,
docstrings, decorators, and the sentences for people.
"""

import ast
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import libcst as cst
from libcst import matchers as m
from libcst.metadata import CodePosition, CodeRange, MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import MutationVisitor, deep_replace
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

SENTENCES = ("Message", "Rule", "Evidence")
"""What takes sentences for people: their strings are not changed, what is filled into them is."""
_ALIAS = m.Subscript(value=m.Name()) | m.Call(func=m.Name("TypeVar"))


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one small change."""

    path: Path
    """The module."""
    number: int
    """Which of the module's mutants, from 0."""
    line: int
    """Where the change begins, from 1."""
    column: int
    """Where in that line, from 1."""
    before: str
    """What is changed."""
    after: str
    """What it is changed to."""
    code: str = field(repr=False)
    """The whole module with the change."""


class _Positions(MutationVisitor):
    """Every change with its place."""

    def __init__(self) -> None:
        super().__init__(mutation_operators, IgnoredCode(set(), set(), set()))
        self.places: list[CodeRange] = []

    def _create_mutations(self, node: cst.CSTNode) -> None:
        before = len(self.mutations)
        super()._create_mutations(node)
        place = self.get_metadata(PositionProvider, node, CodeRange(CodePosition(1, 0), CodePosition(1, 0)))
        assert isinstance(place, CodeRange)
        self.places += [place] * (len(self.mutations) - before)

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef):
            return False
        if m.matches(node, m.Assign(targets=[m.AssignTarget(target=m.Name())], value=_ALIAS)):
            return True
        return bool(super()._skip_node_and_children(node))


class _Sentences(cst.CSTVisitor):
    """Strings that are sentences for people."""

    def __init__(self) -> None:
        self.found: set[cst.CSTNode] = set()
        self._depth = 0

    def visit_Call(self, node: cst.Call) -> None:  # noqa: N802  # libcst's name
        self._depth += m.matches(node.func, m.OneOf(*map(m.Name, SENTENCES)))

    def leave_Call(self, original_node: cst.Call) -> None:  # noqa: N802  # libcst's name
        self._depth -= m.matches(original_node.func, m.OneOf(*map(m.Name, SENTENCES)))

    def visit_SimpleString(self, node: cst.SimpleString) -> None:  # noqa: N802  # libcst's name
        if self._depth:
            self.found.add(node)


class Mutants(Sequence[Mutant]):
    """Every mutant of a module; the changed text is made when one is taken."""

    def __init__(self, path: Path) -> None:
        wrapper = MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8")))
        visitor, sentences = _Positions(), _Sentences()
        wrapper.visit(visitor)
        wrapper.module.visit(sentences)
        self._path, self._module = path, wrapper.module
        self._mutations = [
            (mutation, place)
            for mutation, place in zip(visitor.mutations, visitor.places, strict=True)
            if mutation.original_node not in sentences.found
        ]

    def __len__(self) -> int:
        return len(self._mutations)

    def line(self, number: int) -> int:
        """The line that a mutant changes."""
        return int(self._mutations[number][1].start.line)

    def __getitem__(self, number: int) -> Mutant:  # type: ignore[override]  # no slices
        mutation, place = self._mutations[number]
        changed = deep_replace(self._module, mutation.original_node, mutation.mutated_node)
        assert isinstance(changed, cst.Module)
        before, after = (self._module.code_for_node(node) for node in (mutation.original_node, mutation.mutated_node))
        return Mutant(self._path, number, place.start.line, place.start.column + 1, before.strip(), after.strip(), changed.code)


def sample(sizes: Sequence[int], count: int, seed: int) -> list[list[int]]:
    """For every module, which of its mutants are taken: as many of each module as its share of all, drawn by `seed`."""
    total = sum(sizes)
    count = min(count, total)
    drawing = random.Random(seed)
    quotas = [size * count / total if total else 0.0 for size in sizes]
    taken = [int(quota) for quota in quotas]
    for index in sorted(range(len(sizes)), key=lambda i: taken[i] - quotas[i])[: count - sum(taken)]:
        taken[index] += 1
    return [sorted(drawing.sample(range(size), number)) for size, number in zip(sizes, taken, strict=True)]


def statement_lines(code: str) -> dict[int, tuple[range, range]]:
    """For every line, the lines of the innermost statement (of a compound one: its head) and of the innermost function."""
    lines: dict[int, tuple[range, range]] = {}
    whole = range(0)

    def visit(node: ast.AST, function: range) -> None:
        for child in ast.iter_child_nodes(node):
            inner = function
            if isinstance(child, ast.stmt):
                assert child.end_lineno is not None
                body = getattr(child, "body", None)
                end = body[0].lineno - 1 if body else child.end_lineno
                if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                    inner = range(child.body[0].lineno, child.end_lineno + 1)
                head = range(child.lineno, max(child.lineno, end) + 1)
                lines.update(dict.fromkeys(head, (head, function)))
            visit(child, inner)

    visit(ast.parse(code), whole)
    return lines
