"""Draws docs/city-plan.svg: what the graph of an invented city's plan says of one goal and one measure, box by box.

The plan is tests/cases/what-a-city-prints-beside-its-measures. Every box is a resource, every line a statement of its graph.
"""

from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, RDF, RDFS

from shisaku.pipeline import Context, build
from shisaku.project import find_project
from shisaku.rdf.namespaces import SHISAKU, local_name

HERE = Path(__file__).resolve().parent
CASES = HERE.parent / "tests" / "cases"
PLAN, REPORT = "what-a-city-prints-beside-its-measures", "a-progress-report-tells-how-far-a-plan-is"
_X = (20, 370, 760)
_WIDTH = (290, 330, 330)
_LINE, _PAD, _GAP = 17, 9, 12
_RELATIONS = (
    "hasDescription", "hasPurpose", "hasIndicator", "hasValue", "hasTargetGroup", "hasResponsibility", "hasPeriod", "hasDeadline",
    "hasBudgetFigure", "hasBreakdown", "hasReference", "hasStatusReport",
)  # fmt: skip
_FACTS = (
    "unit", "indicatorKind", "desiredDirection", "valueKind", "numericValue", "comparator", "responsibilityRole", "amount",
    "currency", "budgetKind", "fundingSource", "status", "referenceKind", "refersTo", "passageKind", "forPeriod", "approximate",
)  # fmt: skip
_DAYS = (DCAT.startDate, DCAT.endDate)
_STYLE = """
text { font: 12px "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", Meiryo, sans-serif; fill: #1b1f24 }
.class { font-weight: 700 } .fact { fill: #57606a } .edge { fill: #0550ae; font-size: 10.5px }
rect { fill: #f6f8fa; stroke: #8c959f } rect.element { fill: #ddf4ff; stroke: #0969da } path { fill: none; stroke: #8c959f }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .fact { fill: #9198a1 } .edge { fill: #79c0ff } rect { fill: #161b22; stroke: #6e7681 }
  rect.element { fill: #0c2d6b; stroke: #388bfd } path { stroke: #6e7681 }
}
"""


@dataclass
class Box:
    """A resource with what hangs on it."""

    lines: list[tuple[str, str]]
    """Its lines, each with the class of its letters."""
    edge: str = ""
    """The property that leads to it."""
    below: list["Box"] = field(default_factory=list)
    """What hangs on it."""
    element: bool = False
    """Whether it is a component of the plan."""

    @property
    def height(self) -> int:
        """In pixels, by itself."""
        return len(self.lines) * _LINE + 2 * _PAD


def picture() -> str:
    """The picture as SVG, the same for the same graph."""
    context = Context.of(find_project(HERE))
    made, report = (build(CASES / case / "source.txt", context) for case in (PLAN, REPORT))
    graph, plan = made.graph + report.graph, made.iris.plan
    goal = min(graph.subjects(RDF.type, SHISAKU.Pillar), key=lambda pillar: str(graph.value(pillar, SHISAKU.ordinal)))
    measures = [m for m in graph.subjects(SHISAKU.directPartOf, goal) if (m, RDF.type, SHISAKU.Measure) in graph]
    measure = min(measures, key=lambda one: str(graph.value(one, SHISAKU.ordinal)))
    boxes = [_box(graph, URIRef(str(one))) for one in (plan, goal, measure)]
    boxes[0].below = [box for box in boxes[0].below if box.edge == "hasPeriod"]
    return _svg(boxes)


def _box(graph: Graph, node: URIRef, edge: str = "") -> Box:
    kinds = sorted(local_name(URIRef(str(kind))) for kind in graph.objects(node, RDF.type))
    element = (node, SHISAKU.ordinal, None) in graph and "Description" not in kinds
    words = graph.value(node, SHISAKU.printedForm) or graph.value(node, SHISAKU.text) or graph.value(node, RDFS.label)
    number = graph.value(node, SHISAKU.printedNumber)
    kind = graph.value(node, SHISAKU.printedKind)
    concept = graph.value(node, SHISAKU.componentKind)
    called = f"  componentKind {local_name(URIRef(str(concept)))} ({kind})" if kind else ""
    lines = [(f"{kinds[0]}{called}", "class"), *((piece, "") for piece in _wrapped(f"{number or ''} {words}".strip()))]
    facts = [(fact, _said(graph, value)) for fact in _FACTS for value in sorted(graph.objects(node, SHISAKU[fact]), key=str)]
    facts += [(f"dcat:{local_name(day)}", str(graph.value(node, day))) for day in _DAYS if (node, day, None) in graph]
    lines += [(f"{fact} {value}", "fact") for fact, value in facts]
    box = Box(lines, edge, element=element or "PolicyPlan" in kinds)
    for relation in _RELATIONS:
        found = sorted(graph.objects(node, SHISAKU[relation]), key=lambda one: _start(graph, one))
        box.below += [_box(graph, URIRef(str(one)), relation) for one in found]
    return box


def _said(graph: Graph, value: object) -> str:
    if isinstance(value, Literal):
        return str(value)
    label = next((str(o) for o in graph.objects(URIRef(str(value)), RDFS.label) if getattr(o, "language", "") == "en"), "")
    return label or (local_name(URIRef(str(value))) if "w3id.org" in str(value) else str(value).partition("://")[2])


def _start(graph: Graph, node: object) -> tuple[int, str]:
    place = graph.value(URIRef(str(node)), SHISAKU.quotedFrom)
    number = str(place).rpartition("/")[2].partition("-")[0] if place is not None else ""
    return int(number) if number.isdecimal() else 0, str(graph.value(URIRef(str(node)), SHISAKU.printedForm))


def _wrapped(words: str, most: int = 24) -> list[str]:
    return [words[at : at + most] for at in range(0, len(words), most)]


def _svg(boxes: list[Box]) -> str:
    parts: list[str] = []
    y = 20
    before: int | None = None
    for box in boxes:
        top = y
        if before is not None:
            middle = _X[0] + _WIDTH[0] // 2
            parts.append(f'<path d="M{middle} {before} V{top}" marker-start="url(#arrow)"/>')
            parts.append(f'<text class="edge" x="{middle + 8}" y="{(before + top) // 2 + 4}">directPartOf</text>')
        bottom = _column(box, 0, top, parts)
        before = top + box.height
        y = bottom + 26
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1110 {y}" role="img" aria-labelledby="title">\n'
        '<title id="title">What the graph says of a goal and a measure of an invented city\'s plan</title>\n'
        f"<style>{_STYLE}</style>\n"
        '<defs><marker id="arrow" orient="auto-start-reverse" markerWidth="8" markerHeight="8" refX="7" refY="4">'
        '<path d="M0 0 L8 4 L0 8"/></marker></defs>\n'
    )
    return head + "\n".join(parts) + "\n</svg>\n"


def _column(box: Box, column: int, top: int, parts: list[str]) -> int:
    """Draw a box and, a column to the right, what hangs on it; gives where the next box may begin."""
    x, width = _X[column], _WIDTH[column]
    element = ' class="element"' if box.element else ""
    parts.append(f'<rect{element} x="{x}" y="{top}" width="{width}" height="{box.height}" rx="6"/>')
    for at, (words, kind) in enumerate(box.lines):
        named = f' class="{kind}"' if kind else ""
        parts.append(f'<text{named} x="{x + _PAD}" y="{top + _PAD + 12 + at * _LINE}">{escape(words)}</text>')
    y = top
    for one in box.below:
        left, right, middle = x + width, _X[column + 1], y + 16
        bend = left + 12
        start = min(top + 16, top + box.height - 8)
        parts.append(f'<path d="M{left} {start} H{bend} V{middle} H{right}" marker-end="url(#arrow)"/>')
        y = _column(one, column + 1, y, parts) + _GAP
        parts.append(f'<text class="edge" x="{right + 4}" y="{middle - 19}">{one.edge}</text>')
        y += 6
    return max(top + box.height, y - _GAP - 6 if box.below else 0)


if __name__ == "__main__":
    (HERE / "city-plan.svg").write_text(picture(), encoding="utf-8")
