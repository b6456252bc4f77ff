"""Rows whose numbers nest: 1, 1-1, 1-1-1."""

import re
import unicodedata

from shisaku.reading.tables.component_rows import NESTED, Forest
from shisaku.reading.tables.nodes import ComponentDraft

_NUMBER = re.compile(r"[0-9]{1,3}(?:[-.‐－–−]\s?[0-9]{1,3})*")
_DASH = re.compile(r"[-.‐－–−]\s?")


def nested(forest: Forest) -> None:
    """Put components whose numbers begin with that of one before them under that one."""
    forest.roots[:] = _nested(forest.roots)
    stack = list(forest.roots)
    while stack:
        node = stack.pop()
        node.children[:] = _nested(node.children)
        stack.extend(node.children)


def _nested(siblings: list[ComponentDraft]) -> list[ComponentDraft]:
    numbers = [_number(node) for node in siblings]
    known = {number for number in numbers if number}
    if not any(number[:-1] in known for number in known if len(number) > 1):
        return siblings
    if len(known) < len([number for number in numbers if number]):
        return siblings
    outermost: list[ComponentDraft] = []
    open_: dict[tuple[int, ...], ComponentDraft] = {}
    for node, number in zip(siblings, numbers, strict=True):
        parent = open_.get(number[:-1]) if len(number) > 1 else None
        if parent is None:
            outermost.append(node)
        else:
            node.placed = NESTED
            parent.children.append(node)
        if number:
            open_[number] = node
    return outermost


def _number(node: ComponentDraft) -> tuple[int, ...]:
    printed = node.number.text if node.number is not None else node.raw.words.text.split(" ")[0].split("　")[0]
    text = unicodedata.normalize("NFKC", printed).strip("()（）. ")
    return tuple(int(part) for part in _DASH.split(text)) if _NUMBER.fullmatch(text) else ()
