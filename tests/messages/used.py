"""Which messages the code says, and with what they are filled in: read from its syntax trees."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "src" / "shisaku"
_LOOKED_UP = re.compile(r"([a-z_-]+[_-])\Z")


@dataclass
class Used:
    """What the code says of messages."""

    said: dict[str, list[frozenset[str] | None]] = field(default_factory=dict)
    """By key, what each place that names it fills in; None where that is not written there."""
    words: set[str] = field(default_factory=set)
    """Every string of the code and of the templates, and names of terms: a key is put together from some of them."""
    families: set[str] = field(default_factory=set)
    """What keys begin with that are put together."""
    endings: set[str] = field(default_factory=set)
    """What keys end with that are put together."""


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Every module but those of the catalogue itself, and its tree."""
    for path in sorted(SRC.rglob("*.py")):
        if path.parent != SRC / "messages":
            yield path, ast.parse(path.read_text(encoding="utf-8"))


@cache
def used() -> Used:
    """What the code says of messages."""
    found = Used()
    for _, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.words.add(node.value)
            elif isinstance(node, ast.Attribute):
                found.words.add(node.attr)
            elif isinstance(node, ast.JoinedStr) and isinstance(first := node.values[0], ast.Constant):
                if family := _LOOKED_UP.match(str(first.value)):
                    found.families.add(family[1].replace("_", "-"))
            elif isinstance(node, ast.Call):
                _call(node, found)
    for template in SRC.rglob("*.j2"):
        text = template.read_text(encoding="utf-8")
        found.words.update(re.findall(r"[\"']([a-z_-]+)[\"']", text))
        found.endings.update(ending.replace("_", "-") for ending in re.findall(r"~ *[\"'](_[a-z_]+)[\"']", text))
        found.families.update(family.replace("_", "-") for family in re.findall(r"[\"']([a-z_-]+_)[\"'] *~", text))
    return found


def _call(node: ast.Call, found: Used) -> None:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in ("Message", "sentence") and isinstance(key := node.args[0], ast.Constant):
        filled = [keyword.arg for keyword in node.keywords]
        given = None if None in filled else frozenset(filter(None, filled))
        found.said.setdefault(str(key.value), []).append(given)
    elif name == "Rule" and len(node.args) > 1 and isinstance(node.args[0], ast.Constant) and "/" in str(node.args[0].value):
        own = [k.value for k in node.keywords if k.arg == "sentence"]
        named = str(own[0].value) if own and isinstance(own[0], ast.Constant) else str(node.args[0].value).replace("/", "-")
        found.said.setdefault(named, []).append(None)


def is_said(key: str) -> bool:
    """Whether the code says the message: by its key, or by what it puts together to one."""
    code = used()
    if key in code.said or key in code.words:
        return True
    parts = [key, key.partition("-")[2]]
    rests = [part.removeprefix(family) for part in parts for family in code.families if part.startswith(family)]
    rests += [part.removesuffix(ending) for part in parts for ending in code.endings if part.endswith(ending)]
    return any(rest in code.words or rest.replace("-", "_") in code.words for rest in rests)
