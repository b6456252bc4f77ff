"""How like two ordered trees are: 1 - distance / size of the greater, as document structure is scored in the literature.

The measure is TEDS as HRDoc uses it (Ma et al., "HRDoc: Dataset and Baseline Method Toward Hierarchical Reconstruction of Document
Structures", AAAI 2023): a node is what class and words it has, and inserting, deleting and renaming a node cost 1 each. The distance
is that of Zhang and Shasha, "Simple fast algorithms for the editing distance between trees and related problems", SIAM Journal on
Computing 18(6), 1989.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Tree:
    """A node with its children in order."""

    name: Hashable
    """What the node is; nodes of one name are the same."""
    children: "list[Tree]" = field(default_factory=list)
    """What is under it."""


def similarity(one: Tree, other: Tree) -> float:
    """1 for equal trees, 0 for trees that have nothing in common."""
    first, second = _Postorder(one), _Postorder(other)
    if (first.names, first.leftmost) == (second.names, second.leftmost):
        return 1.0
    return 1.0 - _distance(first, second) / max(len(first.names), len(second.names))


def distance(one: Tree, other: Tree) -> int:
    """The least number of nodes to insert, delete and rename."""
    return _distance(_Postorder(one), _Postorder(other))


class _Postorder:
    """The nodes of a tree numbered children first."""

    def __init__(self, root: Tree) -> None:
        self.names: list[Hashable] = []
        self.leftmost: list[int] = []
        stack: list[tuple[Tree, int, int]] = [(root, 0, -1)]
        while stack:
            node, child, first = stack.pop()
            if child < len(node.children):
                stack += [(node, child + 1, len(self.names) if first < 0 else first), (node.children[child], 0, -1)]
            else:
                self.leftmost.append(len(self.names) if first < 0 else first)
                self.names.append(node.name)
        last = {left: at for at, left in enumerate(self.leftmost)}
        self.roots = sorted(last.values())


def _distance(one: _Postorder, other: _Postorder) -> int:
    between = [[0] * len(other.names) for _ in one.names]
    for i in one.roots:
        for j in other.roots:
            _forests(one, other, i, j, between)
    return between[-1][-1]


def _forests(one: _Postorder, other: _Postorder, i: int, j: int, between: list[list[int]]) -> None:
    """Fill in the distances between the subtrees that end on the paths to `i` and `j`."""
    left_i, left_j = one.leftmost[i], other.leftmost[j]
    rows = [list(range(j - left_j + 2))]
    for x in range(left_i, i + 1):
        above, row, name = rows[-1], [x - left_i + 1], one.names[x]
        whole_x, back = one.leftmost[x] == left_i, rows[one.leftmost[x] - left_i]
        trees = between[x]
        for y in range(left_j, j + 1):
            at = y - left_j
            cost = min(above[at + 1], row[at]) + 1
            if whole_x and other.leftmost[y] == left_j:
                cost = min(cost, above[at] + (name != other.names[y]))
                trees[y] = cost
            else:
                cost = min(cost, back[other.leftmost[y] - left_j] + trees[y])
            row.append(cost)
        rows.append(row)
