"""Which rows are entries, and which are headings of what is under them.

entry   a row with a sum and none under it, a marked row, a numbered sentence, the members of a list of such rows
heading any other numbered or unnumbered row with something under it
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from shisaku.reading.outline.row_nesting import NestedRow, walk


def entries(root: NestedRow) -> Iterator[NestedRow]:
    """The nodes that are entries; what is under one describes it."""
    levels = _levels(root)
    stack = [(root, 0)]
    while stack:
        parent, depth = stack.pop()
        listed = _mostly_entries(parent.children, depth + 1) - levels
        for node in parent.children:
            if node.style in levels or (_heads(node, depth + 1) and not (node.style in listed and not node.children)):
                stack.append((node, depth + 1))
            else:
                yield node


def _levels(root: NestedRow) -> set[str]:
    """Numbering styles of which most rows in the document have something under them: all their rows are headings."""
    numbered = [node for node in walk(root) if node.row.kind == "numbered" and not node.row.is_sentence]
    count = Counter(node.style for node in numbered)
    over = Counter(node.style for node in numbered if any(child.row.kind != "plain" for child in node.children))
    return {style for style in count if over[style] > count[style] / 2}


def _mostly_entries(siblings: Sequence[NestedRow], depth: int) -> set[str]:
    """Styles of numbers and marks of which most of `siblings` are entries; prose behind the last of a list does not count."""
    by_style: dict[str, list[NestedRow]] = {}
    for node in siblings:
        if node.row.kind in ("numbered", "marked"):
            by_style.setdefault(node.style, []).append(node)
    counted = {style: nodes[:-1] or nodes for style, nodes in by_style.items()}
    return {style for style, nodes in counted.items() if sum(not _heads(n, depth) for n in nodes) > 0.6 * len(nodes)}


def _heads(node: NestedRow, depth: int) -> bool:
    """Whether a node heads what is under it; `depth` is 1 for those that are under nothing."""
    if any(child.row.priced for child in walk(node)):
        return True
    if node.row.priced:
        return node.row.kind == "numbered" and any(child.row.kind == "marked" for child in node.children)
    if node.row.kind == "plain":
        return True
    if node.row.kind == "marked":
        others = [child for child in node.children if child.row.kind != "marked"]
        several = len(node.children) > 1 and not any(child.row.is_sentence for child in node.children)
        return bool(others) or several or (bool(node.passages) and not node.row.is_sentence)
    if node.children or node.row.details.description:
        return True
    if node.row.is_sentence:
        return False
    return bool(node.passages) or depth < 2
