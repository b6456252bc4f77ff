"""Plans made up at random, and files of every format that print them."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import escape

from hypothesis import strategies as st
from openpyxl import Workbook  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.util import Pt
from tests.formats import office

from shisaku.formats import csv_file, html, markdown, sheets, slides, word, xml
from shisaku.formats.text_builder import tidied
from shisaku.model.document import Document

_LETTERS = "森林川海を守育てるがのコｶ１①㈱～（）・、。Ⅱplan& treeóß한국"
TEXTS = st.text(_LETTERS + "  　", min_size=1, max_size=16).map(lambda text: "森" + tidied(text) if text.strip() else "川")
"""Words that begin with none of the signs of Markdown."""


@dataclass(frozen=True)
class Part:
    """A heading, a paragraph, an item or a table."""

    kind: Literal["heading", "paragraph", "item", "table"]
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> list[str]:
        """Its words, a block each."""
        return [cell for row in self.rows for cell in row] if self.rows else [self.text]


Plan = list[Part]
_TABLES = st.integers(2, 3).flatmap(
    lambda width: st.lists(st.tuples(*[TEXTS] * width), min_size=2, max_size=3).map(lambda rows: Part("table", rows=tuple(rows)))
)
_ONES = st.one_of(
    st.builds(Part, st.just("heading"), TEXTS, st.integers(1, 6)),
    st.builds(Part, st.just("paragraph"), TEXTS),
    st.builds(Part, st.just("item"), TEXTS, st.integers(1, 4)),
    _TABLES,
)


def _stepped(parts: Plan) -> Plan:
    """The same with no item more than one level below the one before."""
    done: Plan = []
    for part in parts:
        if part.kind == "item":
            above = done[-1].level if done and done[-1].kind == "item" else 0
            part = Part("item", part.text, min(part.level, above + 1))
        done.append(part)
    return done


PLANS = st.lists(_ONES, min_size=1, max_size=10).map(_stepped)


def as_html(plan: Plan) -> bytes:
    lines: list[str] = []
    depth = 0
    for part in [*plan, Part("paragraph")]:
        level = part.level if part.kind == "item" else 0
        while depth > level:
            lines.append("</ul>")
            depth -= 1
        if level > depth:
            lines.append("<ul>")
            depth += 1
        if part.kind == "heading":
            lines.append(f"<h{part.level}>{escape(part.text)}</h{part.level}>")
        elif part.kind == "item":
            lines.append(f"<li>{escape(part.text)}")
        elif part.kind == "table":
            rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) for row in part.rows)
            lines.append(f"<table>{rows}</table>")
        elif part.text:
            lines.append(f"<p>{escape(part.text)}</p>")
    return "\n".join(lines).encode()


def as_markdown(plan: Plan) -> bytes:
    lines: list[str] = []
    before = ""
    for part in plan:
        if before and (part.kind, before) != ("item", "item"):
            # A comment ends a list for good; else what follows it may be more of its last item.
            lines.extend(["", "<!-- -->", ""])
        before = part.kind
        if part.kind == "heading":
            lines.append("#" * part.level + " " + part.text)
        elif part.kind == "item":
            lines.append("  " * (part.level - 1) + "- " + part.text)
        elif part.kind == "table":
            rows = ["| " + " | ".join(row) + " |" for row in part.rows]
            lines.extend([rows[0], "|" + "---|" * len(part.rows[0]), *rows[1:]])
        else:
            lines.append(part.text)
    return "\n".join(lines).encode()


def as_xml(plan: Plan) -> bytes:
    things = "".join(f"<thing><words>{escape(text)}</words><rank>x</rank></thing>" for part in plan for text in part.words)
    return f"<plan>{things}<thing><words>森</words><rank>x</rank></thing></plan>".encode()


def as_word(plan: Plan) -> bytes:
    body: list[str] = []
    for part in plan:
        if part.kind == "heading":
            body.append(office.p(escape(part.text), f'<w:outlineLvl w:val="{part.level - 1}"/>'))
        elif part.kind == "item":
            body.append(office.item(escape(part.text), 1, part.level - 1))
        elif part.kind == "table":
            rows = [office.row(*(office.cell(escape(cell)) for cell in row)) for row in part.rows]
            body.append(office.table(*rows))
        else:
            body.append(office.p(escape(part.text)))
    levels = "".join(office.level(index, "bullet", "•", left=index * 400) for index in range(9))
    return office.docx("".join(body), numbering=office.lists(levels))


def as_slides(plan: Plan) -> bytes:
    made = Presentation()
    for part in plan:
        slide: Any = made.slides.add_slide(made.slide_layouts[5])
        if part.kind == "table":
            shape = slide.shapes.add_table(len(part.rows), len(part.rows[0]), Pt(50), Pt(200), Pt(500), Pt(100))
            for row, cells in enumerate(part.rows):
                for column, text in enumerate(cells):
                    shape.table.cell(row, column).text = text
        else:
            slide.shapes.title.text = part.text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _rows(plan: Plan) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for part in plan:
        rows.extend(part.rows or [(part.text,)])
        rows.append(())
    return rows


def as_sheet(plan: Plan) -> bytes:
    workbook = Workbook()
    for row in _rows(plan):
        workbook.active.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def as_csv(plan: Plan) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(_rows(plan))
    return out.getvalue().encode()


FORMATS: dict[str, tuple[Callable[[Plan], bytes], Callable[[bytes, str], Document]]] = {
    "html": (as_html, html.read),
    "markdown": (as_markdown, markdown.read),
    "xml": (as_xml, xml.read),
    "docx": (as_word, word.read),
    "pptx": (as_slides, slides.read),
    "xlsx": (as_sheet, sheets.read),
    "csv": (as_csv, csv_file.read),
}
"""What writes a plan as a file of a format, and what reads it, by the name of the format."""
