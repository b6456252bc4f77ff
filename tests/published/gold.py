"""The gold of a document: its components by their words, as `NAME.gold.json` beside a document has it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PILLAR, GROUP, MEASURE, INITIATIVE = "pillar", "group", "measure", "initiative"
LEVELS = (PILLAR, GROUP, MEASURE, INITIATIVE)


@dataclass(frozen=True, slots=True)
class GoldNode:
    """A component."""

    level: str
    """One of `LEVELS`."""
    label: str
    """Its words, without number, mark and what is printed beside them."""
    parent: str | None = None
    """Label of the component right above; None for one of the top."""
    number: str = ""
    """Its number as printed."""
    sum: float | None = None
    """What it costs, in units of the currency; None where nothing is printed."""
    last_year: float | None = None
    """The same of the year before."""
    department: str = ""
    """Who is in charge, as printed; several are separated."""
    deadline: str = ""
    """By when, as printed."""
    status: str = ""
    """How far it is, as printed."""
    or_labels: tuple[str, ...] = ()
    """Other words that are accepted."""
    or_parents: tuple[str | None, ...] = ()
    """Other parents that are accepted."""


@dataclass(frozen=True, slots=True)
class Gold:
    """Of one document."""

    document: str
    """Name of its file."""
    title: str
    """Title of the plan; empty where it prints none, or is no plan."""
    language: str
    """Language, BCP 47; empty where it is not known."""
    nodes: tuple[GoldNode, ...] = ()
    """Its components in printed order; none in what is no plan."""


def load(path: Path) -> Gold:
    """The gold in that file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Gold(data["document"], data.get("title", ""), data.get("lang", ""), tuple(_node(one) for one in data["nodes"]))


def _node(data: dict[str, Any]) -> GoldNode:
    return GoldNode(
        data["level"],
        data["label"],
        data.get("parent"),
        str(data.get("number") or ""),
        data.get("sum"),
        data.get("last_year"),
        data.get("department") or "",
        data.get("deadline") or "",
        data.get("status") or "",
        tuple(data.get("or_labels", ())),
        tuple(data.get("or_parents", ())),
    )


def dump(gold: Gold, kind: str) -> str:
    """The text of a gold file; a document of that kind of the yardstick."""
    nodes = []
    for node in gold.nodes:
        data: dict[str, Any] = {"level": node.level, "label": node.label}
        for name in ("parent", "number", "sum", "last_year", "department", "deadline", "status"):
            if getattr(node, name) not in (None, ""):
                data[name] = getattr(node, name)
        for name in ("or_labels", "or_parents"):
            if getattr(node, name):
                data[name] = list(getattr(node, name))
        nodes.append(data)
    whole = {"document": gold.document, "title": gold.title, "kind": kind, "lang": gold.language, "read_by": "the generator"}
    return json.dumps({**whole, "nodes": nodes}, ensure_ascii=False, indent=1) + "\n"
