"""What a file is, by its beginning and its name; each format has one entry, and nothing else lists endings."""

import io
import re
import zipfile
from pathlib import Path
from random import Random

import pytest
from tests.formats.fuzz import originals

from shisaku.errors import InputError
from shisaku.formats import wire
from shisaku.formats.refusals import REFUSED
from shisaku.formats.registry import ENDINGS, FORMATS, LIBRARIES, recognise
from shisaku.formats.sniffing import content_of
from shisaku.formats.text_builder import BlockWords, CellWords, TextBuilder
from shisaku.formats.wire import WireError, packed, unpacked

SOURCE = Path(__file__).resolve().parents[2] / "src" / "shisaku"


def zipped(*names: str, stored: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        if stored:
            file.writestr("mimetype", stored)
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le")


REFUSALS = {
    "doc": ole("WordDocument"),
    "xls": ole("Workbook"),
    "ppt": ole("PowerPoint Document"),
    "jtd": ole("JSRV_SegmentInformation"),
    "hwp": ole("HwpSummaryInformation"),
    "encrypted": ole("EncryptedPackage"),
    "ole": ole("Another"),
    "xlsb": zipped("xl/workbook.bin"),
    "hwpx": zipped("Contents/section0.xml"),
    "odf": zipped("content.xml", stored="application/vnd.oasis.opendocument.text"),
    "epub": zipped(stored="application/epub+zip"),
    "rtf": b"{\\rtf1 x}",
    "postscript": b"%!PS-Adobe-3.0",
    "image": b"\xff\xd8\xff\xe0",
    "archive": zipped("a.txt"),
    "graph": b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_not_read_is_known_and_reported_with_what_to_do(kind: str) -> None:
    assert content_of(REFUSALS[kind]) == kind
    with pytest.raises(InputError) as refused:
        recognise(REFUSALS[kind], "plan.bin")
    message = refused.value.message
    assert message.verbatim("en").startswith("plan.bin: is ")
    assert len(message.verbatim("en").split(". ")) == 2
    assert message.verbatim("ja").count("。") == 2


@pytest.mark.parametrize("name", ["html", "xml", "docx", "pptx", "xlsx", "pdf"])
def test_a_format_is_known_by_its_content_whatever_the_name(name: str) -> None:
    for called in ("plan", "plan.dat", f"plan{FORMATS[name].endings[0]}"):
        assert recognise(originals()[name], called) == (FORMATS[name], None)
    found = recognise(originals()[name], "plan.csv")
    assert found.format is FORMATS[name]
    assert found.notice is not None


@pytest.mark.parametrize("name", ["markdown", "csv"])
def test_a_format_without_a_mark_is_known_by_its_name(name: str) -> None:
    assert recognise(originals()[name], f"PLAN{FORMATS[name].endings[0].upper()}").format is FORMATS[name]


def test_a_package_that_is_broken_is_for_its_reader_to_refuse() -> None:
    assert recognise(originals()["docx"][:400], "plan.docx").format is FORMATS["docx"]


def test_no_ending_is_of_two_formats_and_none_is_listed_elsewhere() -> None:
    assert len(ENDINGS) == len(set(ENDINGS)) == sum(len(one.endings) for one in FORMATS.values())
    listed = re.compile(r"""\(\s*"\.(?:txt|pdf|md|docx)",""")
    elsewhere = [path.name for path in SOURCE.rglob("*.py") if listed.search(path.read_text(encoding="utf-8"))]
    assert elsewhere == ["registry.py"]


def test_the_libraries_of_formats_are_those_that_are_imported() -> None:
    known = {"lxml": "lxml", "markdown_it": "markdown-it-py", "pypdfium2": "pypdfium2", "yaml": "PyYAML"}
    text = "".join(path.read_text(encoding="utf-8") for path in (SOURCE / "formats").rglob("*.py"))
    imported = {known[name] for name in known if re.search(rf"^(?:import|from) {name}\b", text, re.MULTILINE)}
    assert set(LIBRARIES) == imported


def test_a_long_table_is_sent_in_stretches_and_comes_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    builder = TextBuilder("x")
    builder.add(BlockWords("before"))
    builder.table([CellWords(row, 0, (BlockWords(f"{row}"),)) for row in range(30)], name="long")
    builder.table([CellWords(0, 0, (BlockWords("short"),))])
    for line in range(20):
        builder.add(BlockWords(f"after {line}"))
    document = builder.document(title="t", fields=[("a", "b")])
    whole = packed(document)
    monkeypatch.setattr(wire, "_STRETCH", 7)
    sent = packed(document)
    assert (whole.count(b"\n["), sent.count(b"\n[")) == (3, 1 + 5 + 2 + 3)  # block, long table, short one, blocks
    assert unpacked(sent, 1000) == unpacked(whole, 1000) == document
    cut = b"\n[".join(sent.split(b"\n[")[:4])
    with pytest.raises(WireError, match="cells of no table"):
        unpacked(len(cut[4:]).to_bytes(4, "big") + cut[4:], 1000)


def test_what_a_reader_sends_is_a_document_or_reported_to_be_none() -> None:
    from shisaku.formats.word import read

    sent = packed(read(originals()["docx"], "plan.docx"))
    outcomes = set()
    for seed in range(300):
        random, changed = Random(seed), bytearray(sent)
        for _ in range(random.choice((1, 3))):
            at = random.randrange(len(changed))
            if random.random() < 0.5:
                changed[at] = random.randrange(256)
            else:
                del changed[at : at + random.randrange(1, 9)]
        try:
            document = unpacked(bytes(changed), 1000)
        except WireError:
            outcomes.add("none")
            continue
        outcomes.add("document")
        at = 0
        for block in document.blocks():
            assert at <= block.span.start <= block.span.end <= len(document.text)
            at = block.span.end
    assert outcomes == {"none", "document"}
    with pytest.raises(WireError, match="too many values"):
        unpacked(len(b"[" * 300_000).to_bytes(4, "big") + b"[" * 300_000, 1)
