"""The distance between trees is the least number of nodes to insert, delete and rename."""

import pytest

from .trees import Tree, distance, similarity


def tree(text: str) -> Tree:
    """A tree from its brackets: `a(b c(d))`."""
    root = Tree("")
    stack = [root]
    for token in text.replace("(", " ( ").replace(")", " ) ").split():
        if token == "(":
            stack.append(stack[-1].children[-1])
        elif token == ")":
            stack.pop()
        else:
            stack[-1].children.append(Tree(token))
    return root.children[0]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("a", "a", 0),
        ("a", "b", 1),
        ("a(b c)", "a(b c)", 0),
        ("a(b c)", "a(c b)", 2),
        ("a(b c)", "a(b(c))", 2),
        ("a(b(c d) e)", "a(c d e)", 1),
        ("a", "a(b(c d) e)", 4),
        ("f(d(a c(b)) e)", "f(c(d(a b)) e)", 2),
        ("a(b(x y) c(z))", "a(b(x) c(y z))", 2),
    ],
)
def test_the_distance_is_that_of_zhang_and_shasha(one: str, other: str, expected: int) -> None:
    assert distance(tree(one), tree(other)) == expected
    assert distance(tree(other), tree(one)) == expected


def test_similarity_is_the_share_of_the_greater_tree_that_needs_no_edit() -> None:
    assert similarity(tree("a(b c d)"), tree("a(b c x)")) == 0.75
    assert similarity(tree("a"), tree("a(b c d)")) == 0.25
    assert similarity(tree("a(b)"), tree("a(b)")) == 1


def test_a_tree_as_deep_as_a_hostile_document_makes_it_is_compared() -> None:
    deep = Tree("a")
    at = deep
    for _ in range(5000):
        at.children.append(Tree("a"))
        at = at.children[0]
    assert similarity(deep, deep) == 1
