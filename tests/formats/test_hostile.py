"""Files that are made to do harm, and readers that die of them: one document fails, with a reason, and nothing else does.

No limit on time is met by chance: a reader that never ends is given one second of the processor, all others far more than they need.
"""

import json
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from tests.formats import office, pdfs
from tests.formats.documents import assert_sound
from tests.formats.workbooks import edited, saved, sheet_of

from shisaku.cli import main
from shisaku.errors import InputError
from shisaku.formats import csv_file, html, markup_blocks, registry, slides, word, xml
from shisaku.formats.isolated_reading import end_readers, open_document
from shisaku.formats.limits import LIMITS, MEGABYTE, ReadingLimits
from shisaku.formats.ooxml import package
from shisaku.formats.pdf import pdf_document
from shisaku.formats.registry import FORMATS, Format
from shisaku.formats.sheets import archive
from shisaku.formats.sheets import read as read_workbook
from shisaku.formats.sheets import workbook_document as workbook_reading
from shisaku.messages import Message
from shisaku.model.document import Document
from shisaku.reading.opening import open_source

SMALL = replace(LIMITS, memory_bytes=256 * MEGABYTE, characters=100_000, processor_seconds=60)
"""Far more than any file here needs that is not made to want more."""


def reader(name: str) -> Format:
    return Format(name, Message.of({"ja": "試験", "en": "a test"}), (f".{name}",), (), f"tests.formats.bad_readers:{name}")


def refused(kind: Format, data: bytes, limits: ReadingLimits = SMALL, name: str = "plan.bin") -> InputError:
    with pytest.raises(InputError) as raised:
        open_document(kind, data, name, limits)
    error = raised.value
    assert error.message.verbatim("en").startswith(f"{name}: ")
    assert error.message.verbatim("ja").startswith(f"{name}: ")
    assert not error.message.verbatim("ja").removeprefix(f"{name}: ").isascii()
    return error


def skipped(document: Document) -> set[str]:
    return {one.what for one in document.skipped}


# -- readers -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "limits", "reported"),
    [
        ("dies", SMALL, "the reading process crashed (exit code 3)"),
        ("is_killed", SMALL, "memory needed to read it exceeds the limit of 256 MB"),
        ("breaks", SMALL, "the reading process crashed (SIGSEGV)"),
        ("loops", replace(SMALL, processor_seconds=1), "processor time to read it exceeds the limit of 1 s"),
        ("grows", replace(SMALL, memory_bytes=64 * MEGABYTE), "memory needed to read it exceeds the limit of 64 MB"),
        ("nests", SMALL, "nesting depth exceeds the limit of"),
        ("fails", SMALL, "internal error (ZeroDivisionError: of ours)"),
        ("leaves", SMALL, "internal error (SystemExit: 0)"),
        ("lies", SMALL, "sent an invalid answer"),
        ("talks", SMALL, "number of characters exceeds the limit of 100,000 (actual: 4,999,999)"),
    ],
)
def test_what_becomes_of_a_reader_fails_one_file_with_a_reason(name: str, limits: ReadingLimits, reported: str) -> None:
    assert reported in refused(reader(name), b"x", limits).message.verbatim("en")
    assert open_document(reader("good"), b"a\nb", "next.bin", limits).text == "a\nb"


def test_a_file_that_kills_its_reader_is_not_laid_to_the_files_before_it() -> None:
    end_readers()
    kind = Format("mixed", Message.of({"ja": "試験", "en": "a test"}), (), (), "tests.formats.bad_readers:dies_of_x")
    assert open_document(kind, b"a", "a.bin", SMALL).text == "a"
    refused(kind, b"x", SMALL, "x.bin")
    assert open_document(kind, b"b", "b.bin", SMALL).text == "b"


def test_a_reader_reaches_nothing_outside(tmp_path: Path) -> None:
    path = tmp_path / "plan.bin"
    path.write_bytes(b"x")
    found = open_document(reader("reaches_out"), b"x", str(path), SMALL).text
    assert re.findall(r"(\w+): (\w+)", found) == [
        (what, "PermissionError") for what in ("program", "shell", "network", "writing", "removing", "signal")
    ]
    assert [one.name for one in tmp_path.iterdir()] == ["plan.bin"]


# -- packages ------------------------------------------------------------------------------------------------------------


def with_part(data: bytes, part: str, content: bytes) -> bytes:
    """A package with one part in place of what it had there."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return out.getvalue()


DOCX = office.docx(office.p("harbour"))
XLSX = saved(sheet_of([["action", "owner"], ["quay", "Harbour Office"]]))


def test_a_part_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "PART_LIMIT", 2 * MEGABYTE)
    monkeypatch.setattr(archive, "MOST_BYTES", 2 * MEGABYTE)
    body = b"<w:document/>" + b" " * (8 * MEGABYTE)
    bomb = with_part(DOCX, "word/document.xml", body)
    assert len(bomb) < 20_000
    with pytest.raises(InputError, match="damaged or too large"):
        word.read(bomb, "plan.docx")
    found = read_workbook(with_part(XLSX, "xl/worksheets/sheet1.xml", b"<worksheet/>" + b" " * (8 * MEGABYTE)), "plan.xlsx")
    assert found.text == ""
    assert "too-large" in skipped(found) or "broken" in skipped(found)


def test_a_part_of_too_many_elements_is_not_made_a_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "TAG_LIMIT", 1000)
    with pytest.raises(InputError, match="damaged or too large"):
        word.read(office.docx(office.p("x") * 200), "plan.docx")


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)
"""Nine entities, each ten times the one before."""


def outside(secret: Path) -> bytes:
    """An entity that is another file."""
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY j SYSTEM "{secret.as_uri()}">]>'.encode()


@pytest.mark.parametrize("kind", ["laughs", "outside"])
def test_entities_are_neither_expanded_nor_fetched(kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("himitsu", encoding="utf-8")
    head = LAUGHS if kind == "laughs" else outside(secret)
    document = head + b"<w:document xmlns:w='x'>&j;</w:document>"
    with pytest.raises(InputError, match="damaged or too large"):
        word.read(with_part(DOCX, "word/document.xml", document), "plan.docx")
    with pytest.raises(InputError):
        slides.read(with_part(DOCX, "word/document.xml", document), "plan.pptx")
    sheet = read_workbook(with_part(XLSX, "xl/worksheets/sheet1.xml", head + b"<worksheet>&j;</worksheet>"), "plan.xlsx")
    assert (sheet.text, "broken" in skipped(sheet)) == ("", True)
    found = [html.read(head + b"<html><body><p>quay</p><p>&j;</p></body></html>", "plan.html")]
    with suppress(InputError):  # where what its entities stand for is too much to be counted out
        found.append(xml.read(head + b"<plan><goal><name>quay</name></goal><goal><name>&j;</name></goal></plan>", "plan.xml"))
    for one in found:
        assert "quay" in one.text
        assert "himitsu" not in one.text
        assert len(one.text) < 1000


@pytest.mark.parametrize(
    "claim",
    [
        ('<dimension ref="A1:B2"/>', '<dimension ref="A1:XFD1048576"/>'),
        ('<row r="2"', '<row r="1048576"'),
        ("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ("<sheetData>", '<cols><col min="1" max="16384" width="9" hidden="1"/></cols><sheetData>'),
    ],
    ids=["dimension", "row", "merged", "columns"],
)
def test_cells_that_are_only_claimed_are_not_made(claim: tuple[str, str]) -> None:
    data = edited(XLSX, {"xl/worksheets/sheet1.xml": claim})
    found = open_document(FORMATS["xlsx"], data, "plan.xlsx", replace(SMALL, cells=100))
    assert_sound(found)
    assert "quay" in found.text or "hidden" in skipped(found) or "merge" in claim[1]


def test_cells_beyond_the_limit_are_skipped_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_reading, "MOST_CELLS", 10)
    found = read_workbook(saved(sheet_of([["a", "b"]] * 20)), "plan.xlsx")
    assert "too-large" in skipped(found)
    assert found.text.startswith("a\tb")


@pytest.mark.parametrize("size", ["1e309", "nan", "-1", "410"])
def test_a_size_that_is_none_is_left_out(size: str) -> None:
    found = open_document(
        FORMATS["xlsx"], edited(XLSX, {"xl/styles.xml": ('<sz val="11"', f'<sz val="{size}"')}), "plan.xlsx", SMALL
    )
    assert {block.style.size for block in found.blocks()} == {0.0}


@pytest.mark.parametrize("ending", ["docm", "xlsm", "pptm"])
def test_macros_are_left_out_and_never_looked_into(ending: str) -> None:
    kind = registry.format_named(f"plan.{ending}")
    assert kind is not None
    made = {"docx": DOCX, "xlsx": XLSX, "pptx": deck()}[kind.name]
    folder = {"docx": "word", "xlsx": "xl", "pptx": "ppt"}[kind.name]
    found = open_document(kind, with_part(made, f"{folder}/vbaProject.bin", b"\xff" * 1000), f"plan.{ending}", SMALL)
    assert "macro" in skipped(found)
    assert found.text


def deck() -> bytes:
    """Slides of one slide."""
    from pptx import Presentation

    out = BytesIO()
    made = Presentation()
    made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = "harbour"
    made.save(out)
    return out.getvalue()


# -- nesting -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("depth", [10, 3000])
def test_tables_within_tables_are_read_or_reported(depth: int) -> None:
    found = html.read(b"<table><tr><td>x" * depth + b"</table>" * depth, "plan.html")
    assert_sound(found)
    assert found.text or found.skipped
    inner = office.p("x")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    found = word.read(office.docx(inner), "plan.docx")
    assert_sound(found)
    assert found.text == "x" or "too-large" in skipped(found)


TINY = {"html": b"<p>x", "xml": b"<a>x</a>", "markdown": b"x", "csv": b"x"}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("html", b"<div>" * 200_000 + b"x"),
        ("html", b"<b>" * 50_000 + b"x"),
        ("xml", b"<a>" * 100_000 + b"x"),
        ("markdown", b">" * 50_000 + b" x"),
        ("markdown", b"- " * 20_000 + b"x"),
        ("markdown", b"[" * 5_000),
        ("markdown", b"---\na: " + b"[" * 2_000 + b"\n---\nx\n"),
        ("markdown", b"---\na: &a [1,1]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c,*c,*c]\n---\nx\n"),
        ("csv", b'"' * 100_001),
        ("csv", b"a" + b"," * 100_000),
    ],
)
def test_what_is_nested_deep_or_never_closed_is_read_or_refused(kind: str, data: bytes) -> None:
    with suppress(InputError):
        assert_sound(open_document(FORMATS[kind], data, "plan", SMALL))
    assert open_document(FORMATS[kind], TINY[kind], "next", SMALL).text in ("x", "a: x")


def test_elements_beyond_the_limit_are_skipped_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup_blocks, "MOST_ELEMENTS", 100)
    found = html.read(b"<p>x</p>" * 1000, "plan.html")
    assert "too-large" in skipped(found)
    monkeypatch.setattr(csv_file, "MOST_CELLS", 100)
    found = csv_file.read(b"a,b\n" * 1000, "plan.csv")
    assert "too-large" in skipped(found)


# -- PDF -----------------------------------------------------------------------------------------------------------------


def forms(depth: int, times: int) -> bytes:
    """A page with forms within forms, each drawn so many times by the one around it."""
    made = []
    for at in range(depth):
        last = at == depth - 1
        resources = b"/Font << /F 5 0 R >>" if last else b"/XObject << /X %d 0 R >>" % (at + 7)
        body = b"BT /F 12 Tf 72 700 Td (deep) Tj ET" if last else b"/X Do " * times
        made.append(pdfs.stream(body, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << " + resources + b" >>"))
    page = pdfs.page(b"/Font << /F 5 0 R >> /XObject << /X 6 0 R >>")
    return pdfs.pdf(pdfs.CATALOGUE, pdfs.PAGES, page, pdfs.stream(b"/X Do"), pdfs.HELVETICA, *made)


def long_map(letters: int, shown: int) -> bytes:
    """A page on which one code, shown so many times, stands for so many letters."""
    names = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <00> <FF> "
    names += b"endcodespacerange 1 beginbfchar <41> <" + b"0078" * letters + b"> endbfchar endcmap end end"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return pdfs.with_font(font, b"BT /F 12 Tf 72 700 Td (" + b"A" * shown + b") Tj ET", pdfs.packed(names))


def stacked(times: int, size: int) -> bytes:
    """A page whose contents were deflated again and again, and unpack to `size` blanks and a word."""
    content = pdfs.packed(b" " * size + b"BT /F 12 Tf 72 700 Td (word) Tj ET", times)
    return pdfs.pdf(pdfs.CATALOGUE, pdfs.PAGES, pdfs.page(b"/Font << /F 5 0 R >>"), content, pdfs.HELVETICA)


PDF = FORMATS["pdf"]


@pytest.mark.parametrize(
    ("data", "text"), [(forms(20, 1), "deep"), (forms(8, 2), "deep"), (long_map(3, 10), "x" * 30), (stacked(3, 1000), "word")]
)
def test_what_files_have_by_chance_is_read(data: bytes, text: str) -> None:
    assert open_document(PDF, data, "plan.pdf", SMALL).text == text


@pytest.mark.parametrize("data", [forms(600, 1), long_map(9000, 3)], ids=["forms", "map"])
def test_what_no_program_writes_is_read_or_skipped(data: bytes) -> None:
    assert_sound(open_document(PDF, data, "plan.pdf", SMALL))


@pytest.mark.parametrize("data", [forms(30, 2), long_map(9000, 9000), stacked(3, 1024 * MEGABYTE)], ids=["forms", "map", "flate"])
def test_a_small_pdf_that_wants_all_memory_is_refused(data: bytes) -> None:
    assert len(data) < 20_000
    assert "memory" in refused(PDF, data, replace(SMALL, memory_bytes=128 * MEGABYTE), "plan.pdf").message.verbatim("en")


def test_pages_beyond_the_limit_are_skipped_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_document, "MOST_PAGES", 2)
    pages = b"<< /Type /Pages /Kids [" + b"3 0 R " * 5 + b"] /Count 5 >>"
    shown = pdfs.stream(b"BT /F 12 Tf 72 700 Td (word) Tj ET")
    found = pdf_document.read(
        pdfs.pdf(pdfs.CATALOGUE, pages, pdfs.page(b"/Font << /F 5 0 R >>"), shown, pdfs.HELVETICA), "plan.pdf"
    )
    assert found.text == "word\n\nword"
    assert [(one.what, one.place.page) for one in found.skipped] == [("too-large", 3)]


# -- a folder ------------------------------------------------------------------------------------------------------------

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le")
PLAN = "Ⅰ 港\n１ 岸壁の整備\n・ 岸壁を直す\n"
OUTLINE = """\
# 港の計画

## 基本目標１ 港を直す

### 施策１ 岸壁の整備

- 岸壁を直す
- 係船柱を取り替える

### 施策２ 航路の整備

- 航路を浚う

## 基本目標２ 港に親しむ

### 施策３ 広場の整備

- 広場に木を植える
"""
"""The like in Markdown, in which lines without a mark of its own are one paragraph."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two plans, files that fail, and files that are no documents; the working folder is the one around it."""
    deadly = {f".{name}": reader(name) for name in ("dies", "is_killed", "breaks")}
    monkeypatch.setattr(registry, "_BY_ENDING", {**registry._BY_ENDING, **deadly})
    monkeypatch.chdir(tmp_path)
    there = tmp_path / "plans"
    files = {
        "a/first.txt": PLAN.encode(),
        "b/bomb.docx": with_part(DOCX, "word/document.xml", b" " * (65 * MEGABYTE)),
        "b/entities.xml": LAUGHS + b"<plan>&j;</plan>",
        "b/locked.xlsx": LOCKED,
        "b/broken.pdf": b"%PDF-1.7 broken",
        "b/picture.pdf": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "b/dies.dies": b"\0",
        "b/is_killed.is_killed": b"\0",
        "b/breaks.breaks": b"\0",
        "c/last.txt": PLAN.encode(),
        "c/old.doc": OLD,
        "c/sheet.ods": office.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
        "c/photo.png": b"\x89PNG\r\n\x1a\n",
        "c/all.zip": office.zipped({"a.txt": "x"}),
        "c/named-wrongly.dat": DOCX,
        "c/program.exe": b"MZ" + bytes(100),
        "c/empty.txt": b"",
        "c/.hidden.txt": b"x",
        "c/~$open.docx": b"x",
        "c/.cache/one.txt": b"x",
        "c/graph.ttl": b"",
        "c/last.toml": b'id = "last"\n',
        "shisaku.toml": b"",
    }
    for name, data in files.items():
        (there / name).parent.mkdir(parents=True, exist_ok=True)
        (there / name).write_bytes(data)
    return there


FAILED = {
    "bomb.docx": "main part is damaged or too large",
    "entities.xml": "is not well-formed XML",
    "locked.xlsx": "is an Office file encrypted with a password",
    "broken.pdf": "this PDF is damaged",
    "picture.pdf": "is a picture; its text cannot be read",
    "dies.dies": "crashed (exit code 3)",
    "is_killed.is_killed": "memory needed to read it",
    "breaks.breaks": "crashed (SIGSEGV)",
}


@pytest.mark.parametrize("output", [(), ("-o", "all.dataset", "-j", "1")], ids=["graphs", "dataset"])
def test_what_fails_in_a_folder_is_reported_and_the_others_are_built(
    output: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "plans", *output, "--lang", "en"]) == 2
    reported = capsys.readouterr().err
    errors = [line for line in reported.splitlines() if line.startswith("error: ")]
    assert len(errors) == len(FAILED)
    for name, reason in FAILED.items():
        (line,) = (line for line in errors if f"b/{name}: " in line)
        assert reason in line
    built = folder.parent / "all.dataset" / "plans" if output else folder.parent
    assert {path.stem for path in built.iterdir() if path.suffix in (".ttl", ".nq")} == {"first", "last"}


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_was_passed_over_is_reported_at_the_end(lang: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "plans", "--lang", lang])
    _, _, reported = capsys.readouterr().err.partition(
        "文書として読まなかったファイル: " if lang == "ja" else "files not read as documents: "
    )
    count, *lines = reported.splitlines()
    assert (count, lines[-1]) == ("11", "  ほか 1 件" if lang == "ja" else "  and 1 more")
    assert [re.split(r": ", line.strip())[0].removeprefix("plans/c/") for line in lines[:-1]] == [
        "all.zip",
        "named-wrongly.dat",
        "old.doc",
        "photo.png",
        "sheet.ods",
        "empty.txt",
        "program.exe",
        ".cache",
        ".hidden.txt",
        "~$open.docx",
    ]
    remedies = (
        ("展開して", ".docx で終わる名前", ".docx 形式で保存", "OCR", "OpenDocument")
        if lang == "ja"
        else ("Unpack", "end in .docx", "save it in .docx format", "OCR", "OpenDocument")
    )
    for line, remedy in zip(lines, remedies, strict=False):
        assert remedy in line
    assert not re.search(r"\.toml", reported)


def test_json_output_lists_each_file_that_was_passed_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "plans", "-o", "all.dataset", "-j", "1", "--log", "json"])
    *lines, _ = map(json.loads, capsys.readouterr().err.splitlines())
    passed = [line for line in lines if line["status"] == "passed over"]
    assert len(passed) == 11
    assert {tuple(sorted(line)) for line in passed} == {("en", "ja", "source", "status")}


def test_a_folder_without_documents_is_reported_with_what_is_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.doc").write_bytes(OLD)
    assert main(["build", str(tmp_path), "--lang", "en"]) == 2
    reported = capsys.readouterr().err
    assert "contains no document (.txt, .pdf, " in reported
    assert "old.doc: is a Word document in the old format" in reported


def test_a_source_toml_says_which_file_of_its_folder_is_the_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = folder / "a"
    (one / "source.toml").write_text('id = "shio"\n', encoding="utf-8")
    (one / "source.md").write_text(OUTLINE, encoding="utf-8")
    assert main(["build", str(one), "--lang", "en"]) == 0
    reported = capsys.readouterr().err
    assert "first.txt: is not read because source.toml names source.* as the document of its folder." in reported
    assert (folder.parent / "shio.ttl").is_file()


# -- every format, in a folder -------------------------------------------------------------------------------------------


def sheet_with(body: str) -> bytes:
    """A workbook whose one sheet is that."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return with_part(XLSX, "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{space}">{body}</worksheet>'.encode())


def table_of_slide(rows: int) -> bytes:
    """A slide with a table of so many cells."""
    cell = "<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>1</a:t></a:r></a:p></a:txBody></a:tc>"
    table = (
        f'<a:tbl><a:tblPr/><a:tblGrid><a:gridCol w="9"/></a:tblGrid>{f"<a:tr h={chr(34)}9{chr(34)}>{cell}</a:tr>" * rows}</a:tbl>'
    )
    frame = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="8" name="t"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
        '<p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData '
        f'uri="http://schemas.openxmlformats.org/drawingml/2006/table">{table}</a:graphicData></a:graphic></p:graphicFrame>'
    )
    with zipfile.ZipFile(BytesIO(deck())) as made:
        slide = made.read("ppt/slides/slide1.xml").decode()
    return with_part(deck(), "ppt/slides/slide1.xml", slide.replace("</p:spTree>", frame + "</p:spTree>").encode())


def swollen(data: bytes, part: str) -> bytes:
    """A package with a part that is as good as it was, but for 65 MB of blanks behind it."""
    with zipfile.ZipFile(BytesIO(data)) as made:
        return with_part(data, part, made.read(part) + b" " * (65 * MEGABYTE))


def with_entity(data: bytes, part: str) -> bytes:
    """A package with a part that is as good as it was, but for an entity that it declares and does not use."""
    with zipfile.ZipFile(BytesIO(data)) as made:
        before, mark, behind = made.read(part).partition(b"?>")
    declared = b"<!--" + b"x" * 10_000 + b'--><!DOCTYPE a [<!ENTITY j "harbour">]>'
    return with_part(data, part, before + mark + declared + behind if mark else declared + before)


MANY = 12_000
"""Cells, more than the limit below."""
TIGHT = replace(SMALL, memory_bytes=160 * MEGABYTE, cells=10_000, blocks=20_000)
HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "forms.pdf": (lambda: forms(30, 2), "memory"),
    "map.pdf": (lambda: long_map(9000, 9000), "memory"),
    "flate.pdf": (lambda: stacked(3, 256 * MEGABYTE), "memory"),
    "cells.docx": (
        lambda: office.docx(office.table(office.row(office.cell("1")) * MANY)),
        "number of table cells exceeds the limit of 10,000",
    ),
    "bomb.docx": (lambda: swollen(DOCX, "word/document.xml"), "main part is damaged or too large"),
    "entities.docx": (lambda: with_entity(DOCX, "word/document.xml"), "main part is damaged or too large"),
    "cells.pptx": (lambda: table_of_slide(MANY), "number of table cells exceeds the limit of 10,000"),
    "bomb.pptx": (lambda: swollen(deck(), "ppt/presentation.xml"), "main part is damaged or too large"),
    "entities.pptx": (
        lambda: with_entity(deck(), "ppt/presentation.xml"),
        "main part is damaged or too large",
    ),
    "cells.xlsx": (
        lambda: sheet_with(f"<sheetData>{'<row><c><v>1</v></c><c><v>2</v></c></row>' * (MANY // 2)}</sheetData>"),
        "number of table cells exceeds the limit of 10,000",
    ),
    "entities.xlsx": (lambda: with_entity(XLSX, "xl/workbook.xml"), "not a valid Excel file"),
    "cells.html": (
        lambda: b"<table>" + b"<tr><td>1<td>2" * (MANY // 2) + b"</table>",
        "number of table cells exceeds the limit of 10,000",
    ),
    "blocks.html": (lambda: b"<p>x" * 30_000, "20,000"),
    "cells.md": (lambda: b"|a|b|\n|-|-|\n" + b"|1|2|\n" * (MANY // 2), "number of table cells exceeds the limit of 10,000"),
    "long.md": (lambda: b"word " * 30_000, "number of characters exceeds the limit of 100,000"),
    "entities.xml": (lambda: LAUGHS + b"<plan>&j;</plan>", "is not well-formed XML"),
    "cells.xml": (
        lambda: b"<plan>" + b"<goal><name>a</name><owner>b</owner></goal>" * (MANY // 2) + b"</plan>",
        "number of table cells exceeds the limit of 10,000",
    ),
    "cells.csv": (lambda: b"a,b\n" * (MANY // 2), "number of table cells exceeds the limit of 10,000"),
    "long.txt": (lambda: b"word " * 30_000, "number of characters exceeds the limit of 100,000"),
}
"""Files that are small and want much, by name, each with what its refusal says."""


@cache
def harmful(name: str) -> bytes:
    """The file of that name, made once."""
    return HARMFUL[name][0]()


def test_every_format_has_a_harmful_file_here() -> None:
    assert {Path(name).suffix for name in HARMFUL} == {kind.endings[0] for kind in FORMATS.values()}
    assert all(len(harmful(name)) < 600_000 for name in HARMFUL)


@pytest.mark.parametrize("output", [(), ("-o", "all.dataset", "-j", "1")], ids=["graphs", "dataset"])
def test_a_harmful_file_of_every_format_fails_alone_with_its_reason(
    output: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(open_source, "__defaults__", (None, TIGHT, False))
    monkeypatch.chdir(tmp_path)
    there = tmp_path / "plans"
    there.mkdir()
    good = {"a-first.txt": PLAN.encode(), "m-middle.md": OUTLINE.encode(), "z-last.txt": PLAN.encode()}
    for name, data in good.items():
        (there / name).write_bytes(data)
    for name in HARMFUL:
        stem, ending = name.split(".")
        (there / f"{stem}-{ending}.{ending}").write_bytes(harmful(name))
    assert main(["build", "plans", *output, "--lang", "en"]) == 2
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert len(errors) == len(HARMFUL)
    for name, (_, reason) in HARMFUL.items():
        stem, ending = name.split(".")
        (line,) = (line for line in errors if f"/{stem}-{ending}.{ending}: " in line)
        assert reason in line
    built = tmp_path / "all.dataset" / "plans" if output else tmp_path
    assert {path.stem for path in built.iterdir() if path.suffix in (".ttl", ".nq")} == {Path(name).stem for name in good}
