"""Small documents of every format, changed at random: whatever comes of them, it is a Document or a reason.

    python -m tests.formats.fuzz                              2,000 of each format
    python -m tests.formats.fuzz docx pdf --inputs 100000     so many of these
    python -m tests.formats.fuzz docx --start 40000           from that seed on; `--inputs 1` makes one of them again
    python -m tests.formats.fuzz --whole                      on from the Document to the Plan, now and then to the graph
    python -m tests.formats.fuzz --apart                      in a process of its own too, which must give the same

Packages are changed in their parts, PDF in its objects, text in its characters; each also in its bytes. A file is read in this process, so
that a fault has its place; one that would take this process with it is what `shisaku.formats.isolated_reading` is for. One that does not end within
ten minutes is a fault as well.
"""

import argparse
import io
import re
import sys
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from random import Random

from tests.formats import office, pdfs
from tests.formats.documents import assert_sound
from tests.formats.workbooks import saved
from tests.fuzz.properties import check_graph, check_text
from tests.patience import ending

from shisaku.errors import InputError
from shisaku.formats.child import reader
from shisaku.formats.isolated_reading import open_document
from shisaku.formats.pdf.page_texts import pages_of
from shisaku.formats.registry import FORMATS, recognise
from shisaku.formats.wire import packed, unpacked
from shisaku.model.document import Document
from shisaku.model.source import Description, Source

NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"7",
    b"255",
    b"65536",
    b"99999999999",
    b"2147483648",
    b"-2147483649",
    b"0.00001",
    b"1e309",
    b"NaN",
    b"",
)
WORDS = tuple(
    one.encode()
    for one in (
        "港",
        "１",
        "\u3000",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\ufffd",
        "𠮷",
        "é",
        "a" * 300,
        "\n",
        "\r",
        "\t",
        "\x00",
        "&",
        "<",
        ">",
        '"',
        "|",
    )
)
MOST_BYTES = 60_000
"""Bytes of a changed part at most: a part may be doubled again and again."""

HTML = """<!DOCTYPE html><html lang="ja"><head><title>港の計画</title><meta name="author" content="港湾局"><style>p{}</style></head><body>
<nav><ul><li><a href="/">home</a></li></ul></nav><main><h1>港の計画</h1><p>岸壁を <b>直す</b>。<br>また守る。</p>
<ol start="3" type="a"><li>調べる<ul><li>深さ</li></ul></li><li value="7">直す</li></ol><dl><dt>担当</dt><dd>港湾局</dd></dl>
<table><caption>事業</caption><thead><tr><th rowspan="2">名</th><th colspan="2">予算</th></tr></thead><tr><td>R8<td>R9</tr>
<tr><td>岸壁<td style="background:#eee">1,000<td hidden>2</tr></table><div style="display:none">x</div><blockquote><pre><code>a  b</code></pre></blockquote>
<ruby>港<rt>みなと</rt></ruby><input type="checkbox" checked> 済 <del>旧</del><img alt="図" src="x.png"><details><summary>s</summary>d</details></main></body></html>"""
MARKDOWN = """---
title: 港の計画
owners: [港湾局, 財務課]
goals:
  - name: 岸壁
    indicators: [{name: 隻数, target: 60}]
---
# 港の計画

岸壁を **直す**。

1. 調べる
   - [x] 深さ
   - [ ] 幅
2. 直す

| 名 | 予算 |
|:---|---:|
| 岸壁 | 1,000 |

> 引用[^1]

```
code
```
term
: what

[^1]: 注
<table><tr><td>html</td></tr></table>
"""
XML = """<?xml version="1.0" encoding="UTF-8"?><plan xml:lang="ja"><title>港</title><goals><goal id="1"><name>岸壁</name><owner>港湾局</owner>
<measures><measure n="1">調べる</measure><measure n="2">直す</measure></measures></goal><goal id="2"><name>航路</name><owner>港湾局</owner>
<note>words <b>within</b> words</note></goal></goals></plan>"""
CSV = '事業名,担当,予算\n岸壁,港湾局,"1,000"\n"航\n路",,2000\n'


def docx() -> bytes:
    """A Word file with lists, a table, a note, a text box and a style."""
    numbers = office.lists(office.level(0, "decimal", "%1.") + office.level(1, "aiueoFullWidth", "(%2)"))
    body = office.p("港の計画", '<w:pStyle w:val="Heading1"/>') + office.item("調べる", 1) + office.item("深さ", 1, 1)
    cells = office.row(office.cell("名", '<w:vMerge w:val="restart"/>'), office.cell("予算", '<w:gridSpan w:val="2"/>'))
    cells += office.row(office.cell("", "<w:vMerge/>"), office.cell("1"), office.cell("2", '<w:shd w:fill="DDDDDD"/>'))
    body += (
        office.table(cells)
        + f'<w:p><w:pPr><w:ind w:left="420" w:firstLine="-210"/></w:pPr>{office.text_box(office.p("箱"), 9, 9)}</w:p>'
    )
    body += '<w:p><w:r><w:rPr><w:b/><w:strike/></w:rPr><w:t>担当</w:t></w:r><w:r><w:tab/><w:br/><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = f'<w:footnote w:id="2">{office.p("注")}</w:footnote>'
    styles = office.style("heading 1", '<w:outlineLvl w:val="0"/>', "<w:b/>", identifier="Heading1")
    return office.docx(body, numbering=numbers, styles=styles, footnotes=notes)


def pptx() -> bytes:
    """Slides with a title, bullets, a table, a group, a note and a hidden one."""
    from pptx import Presentation
    from pptx.util import Pt

    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "港の計画"
    body = slide.placeholders[1].text_frame
    body.text = "調べる"
    body.add_paragraph().text = "深さ"
    body.paragraphs[1].level = 1
    table = slide.shapes.add_table(2, 2, Pt(10), Pt(10), Pt(300), Pt(80)).table
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 0).text, table.cell(1, 1).text = "予算", "1,000"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Pt(5), Pt(5), Pt(50), Pt(20)).text_frame.text = "箱"
    slide.notes_slide.notes_text_frame.text = "注"
    made.slides.add_slide(made.slide_layouts[6])._element.set("show", "0")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    """A workbook with merged, hidden, dated and calculated cells, a comment and a second sheet."""
    from datetime import date

    from openpyxl import Workbook  # type: ignore[import-untyped]
    from openpyxl.comments import Comment  # type: ignore[import-untyped]
    from openpyxl.styles import Font, PatternFill  # type: ignore[import-untyped]

    made = Workbook()
    sheet = made.active
    for row in (
        ["事業一覧"],
        ["名", "担当", "予算", "期限"],
        ["岸壁", "港湾局", 1234.5, date(2027, 3, 31)],
        ["航路", None, "=C3*2", True],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet["A1"].font, sheet["B2"].fill = Font(bold=True, size=14), PatternFill("solid", "FFDDDD")
    sheet["C3"].number_format, sheet["D3"].number_format = '#,##0"千円"', '[$-411]ggge"年"m"月"d"日"'
    sheet["A3"].comment = Comment("注", "港")
    sheet.row_dimensions[4].hidden = True
    made.create_sheet("別表").append(["a", "b"])
    return saved(made)


def pdf() -> bytes:
    """Pages with words, a ruled table, a form and a map to Unicode, nothing of it packed."""
    shown = b"BT /F 12 Tf 72 770 Td (1 Harbour) Tj 0 -20 Td [(qu) 20 (ay) -400 (wall)] TJ ET 0.9 g 72 600 200 40 re f 0 g\n"
    shown += b"".join(b"%d 600 m %d 640 l S 72 %d m 272 %d l S\n" % (x, x, y, y) for x, y in ((72, 600), (172, 620), (272, 640)))
    shown += b"".join(b"BT /F 10 Tf %d %d Td (c%d) Tj ET\n" % (x, y, x) for x in (80, 180) for y in (606, 626)) + b"/X Do"
    form = pdfs.stream(
        b"BT /F 9 Tf 300 300 Td (form) Tj ET",
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Matrix [1 0 0 1 5 5] /Resources << /Font << /F 5 0 R >> >>",
    )
    names = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <41> <5A> <6E2F> endbfrange endcmap"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 32 /LastChar 34 /Widths [250 300 400] /ToUnicode 7 0 R >>"
    page = pdfs.page(b"/Font << /F 5 0 R >> /XObject << /X 6 0 R >>")
    return pdfs.pdf(pdfs.CATALOGUE, pdfs.PAGES, page, pdfs.stream(shown), font, form, pdfs.stream(names))


@cache
def originals() -> dict[str, bytes]:
    """A document of each format that is read apart."""
    texts = {"html": HTML, "markdown": MARKDOWN, "xml": XML, "csv": CSV}
    return {name: text.encode() for name, text in texts.items()} | {"docx": docx(), "pptx": pptx(), "xlsx": xlsx(), "pdf": pdf()}


def changed(name: str, seed: int) -> bytes:
    """The document of that format, changed as the seed says."""
    random, data = Random(f"{name} {seed}"), originals()[name]
    times = random.choice((1, 1, 2, 4, 12))
    if data.startswith(b"PK") and random.random() < 0.9:
        return _package(data, random, times)
    if name in ("xml", "html") and random.random() < 0.7:
        for _ in range(times):
            data = _markup(data, random)
        return data
    return _bytes(data, random, times)


def _package(data: bytes, random: Random, times: int) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    telling = [
        name
        for name in parts
        if re.search(r"document|styles|numbering|notes|slide\d|workbook|sheet\d|sharedStrings|comments|rels$", name)
    ]
    for _ in range(times):
        part = random.choice(telling)
        kind = random.random()
        if kind < 0.03:
            parts.pop(part, None)
        elif kind < 0.06:
            parts[part] = parts.get(random.choice(telling), b"")
        else:
            parts[part] = _markup(parts.get(part, b""), random)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _markup(data: bytes, random: Random) -> bytes:
    """A change that mostly leaves XML well-formed: of a value, of an element as a whole, else of any bytes."""
    kind = random.randrange(4) if random.random() < 0.9 else 4
    if kind == 0 and (values := list(re.finditer(rb'="([^"]*)"', data))):
        value = random.choice(values)
        other = random.choice((*NUMBERS, random.choice(values)[1], random.choice(("港", "a" * 300)).encode()))
        return data[: value.start(1)] + other + data[value.end(1) :]
    elements = list(re.finditer(rb"<([\w:]+)(?: [^<>]*)?(?:/>|>[^<]*</\1>)", data)) if kind in (1, 2) else []
    if elements:
        one = random.choice(elements)
        if kind == 1:
            return data[: one.start()] + data[one.end() :]
        at = random.choice(elements).start()
        return (data[:at] + one[0] * random.choice((1, 2, 30)) + data[at:])[:MOST_BYTES] if len(data) < MOST_BYTES else data
    if kind == 3 and (words := list(re.finditer(rb">([^<]+)<", data))):
        word = random.choice(words)
        other = random.choice([one for one in WORDS if one not in (b"<", b"&", b"\x00")])
        return data[: word.start(1)] + other + data[word.end(1) :]
    return _bytes(data, random, 1)


def _bytes(data: bytes, random: Random, times: int) -> bytes:
    made = bytearray(data)
    for _ in range(times):
        at, kind = random.randrange(len(made) + 1), random.randrange(6)
        if kind == 0 and at < len(made):
            made[at] = random.randrange(256)
        elif kind == 1:
            del made[at : at + random.randrange(1, 80)]
        elif kind == 2 and len(made) < MOST_BYTES:
            made[at:at] = made[max(0, at - random.randrange(1, 300)) : at] * random.choice((1, 1, 20))
        elif kind == 3:
            made[at:at] = random.choice(WORDS)
        elif kind == 4 and (numbers := list(re.finditer(rb"\d+", made))):
            number = random.choice(numbers)
            made[number.start() : number.end()] = random.choice(NUMBERS)
        elif kind == 5 and (lines := made.split(b"\n")) and len(lines) > 1:
            a, b = random.randrange(len(lines)), random.randrange(len(lines))
            lines[a], lines[b] = lines[b], lines[a]
            made = bytearray(b"\n".join(lines))
    return bytes(made)


FAULTS = ("internal error", "crashed", "returned invalid data", "could not be started")
"""What a refusal says that is none: the reader, or its process, has failed."""
GRAPHS = 50
"""One document in so many is made into a graph, which costs many times what reading it does."""


def outcome(name: str, seed: int, whole: bool = False, apart: bool = False) -> str:
    """What came of a changed document: `read`, `empty` or `refused`. Raises whatever a reader must not raise, or AssertionError.

    `whole`: its plan is read too. `apart`: it is read in a process of its own too.
    """
    data = changed(name, seed)
    read: Callable[[bytes, str], Document] = reader(FORMATS[name].reader)
    with suppress(InputError):
        recognise(data, f"plan{FORMATS[name].endings[0]}")
    document = refused(lambda: read(data, "plan"))
    if apart:
        other = refused(lambda: open_document(FORMATS[name], data, "plan"))
        assert other == document, f"in a process of its own: {other}"
    if isinstance(document, str):
        return "refused"
    assert_sound(document)
    assert unpacked(packed(document), 1_000_000) == document
    if whole:
        plan = check_text(source_of(document), twice=seed % 10 == 0)
        if seed % GRAPHS == 0 and plan.source.text:
            check_graph(plan)
    return "read" if document.text else "empty"


def refused(read: Callable[[], Document]) -> Document | str:
    """The document, or why there is none."""
    try:
        return read()
    except InputError as error:
        message = error.message
    assert message.verbatim("en").startswith("plan: ")
    assert message.verbatim("ja").startswith("plan: ")
    assert not any(fault in message.verbatim("en") for fault in FAULTS), message.verbatim("en")
    return message.verbatim("en")


def source_of(document: Document) -> Source:
    """The document as what the reading begins with."""
    description, digest = Description("x"), "0" * 64
    if document.format != "pdf":
        return Source(document.text, "x", description, digest, document.encoding or document.format, document=document)
    pages = pages_of(document)
    return Source(pages.text, "x.pdf", description, digest, "pdf", pages.layout, document=document)


def campaign(count: int, names: list[str], first: int = 0, whole: bool = False, apart: bool = False) -> int:
    """So many of each format, told in lines; how many faults there were."""
    faults = 0
    for name in names:
        found: Counter[str] = Counter()
        for seed in range(first, first + count):
            try:
                with ending():
                    found[outcome(name, seed, whole, apart)] += 1
            except Exception:
                faults += 1
                found["FAULT"] += 1
                if found["FAULT"] <= 5:
                    print(f"{name} {seed}\n{traceback.format_exc(limit=-4)}", flush=True)
            if (seed + 1 - first) % 10_000 == 0:
                print(name, seed + 1 - first, dict(found), file=sys.stderr, flush=True)
        print(name, dict(found), flush=True)
    return faults


def main() -> int:
    """Exit status 1 where anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.formats.fuzz", description="Read changed documents of every format.")
    parser.add_argument("format", nargs="*", help=f"which of {', '.join(originals())} (default: all)")
    parser.add_argument("--inputs", type=int, default=2_000, help="how many of each (default: 2000)")
    parser.add_argument("--start", type=int, default=0, help="seed of the first (default: 0)")
    parser.add_argument("--whole", action="store_true", help="read the plan too")
    parser.add_argument("--apart", action="store_true", help="read in a process of its own too")
    options = parser.parse_args()
    names = options.format or list(originals())
    if unknown := set(names) - set(originals()):
        parser.error(f"no such format: {', '.join(sorted(unknown))}")
    return int(campaign(options.inputs, names, options.start, options.whole, options.apart) > 0)


if __name__ == "__main__":
    sys.exit(main())
