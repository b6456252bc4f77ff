"""Parts of a file that are not read are reported, with their place in the file's own terms."""

from pathlib import Path

import pytest
from tests.formats import office
from tests.formats.test_hostile import DOCX, PLAN, with_part
from tests.formats.workbooks import saved, sheet_of

from shisaku.model.document import Document, DocumentPlace, Skipped
from shisaku.model.source import Description, Source
from shisaku.reading.opening import open_source, source_of
from shisaku.reading.reader import read
from shisaku.reading.text.left_out import place_words
from shisaku.reading.text.text_findings import text_findings


def messages(source: Source) -> dict[str, str]:
    return {finding.rule: finding.message.verbatim("en") for finding in text_findings(source)}


def source(*skipped: Skipped, form: str = "pdf") -> Source:
    return Source("", "plan", Description("plan"), "", form, document=Document(form, "", (), skipped=skipped))


@pytest.mark.parametrize(
    ("form", "place", "ja", "en"),
    [
        ("pdf", DocumentPlace(3), "3 ページ", "page 3"),
        ("pdf", DocumentPlace(3, (56.4, 70.0, 300.0, 99.6)), "3 ページ (56,70–300,100 pt)", "page 3 (56,70–300,100 pt)"),
        ("pptx", DocumentPlace(2, None, "slide=2"), "スライド 2", "slide 2"),
        ("pptx", DocumentPlace(2, (1.0, 1.0, 2.0, 2.0), "slide=2&shape=7"), "スライド 2 の図形 7", "slide 2, shape 7"),
        ("xlsx", DocumentPlace(1, None, "事業!B3"), "事業!B3", "事業!B3"),
        ("xlsx", DocumentPlace(4), "シート 4", "sheet 4"),
        ("docx", DocumentPlace(selector="/word/document.xml#p12"), "/word/document.xml#p12", "/word/document.xml#p12"),
        ("html", DocumentPlace(selector="/html/body/p[2]"), "/html/body/p[2]", "/html/body/p[2]"),
        ("markdown", DocumentPlace(selector="line=3,4"), "4 行目", "line 4"),
        ("markdown", DocumentPlace(selector="line=3,9"), "4–9 行目", "lines 4–9"),
        ("csv", DocumentPlace(selector="row=5-*"), "5 行目以降", "from row 5 on"),
        ("csv", DocumentPlace(), "", ""),
    ],
)
def test_a_place_is_named_in_the_terms_of_its_format(form: str, place: DocumentPlace, ja: str, en: str) -> None:
    found = place_words(form, place)
    assert (found.verbatim("ja"), found.verbatim("en")) == (ja, en)


def test_parts_that_are_lost_are_a_warning_and_those_left_out_a_note() -> None:
    found = messages(
        source(
            Skipped("broken", DocumentPlace(2)),
            Skipped("picture", DocumentPlace(1)),
            Skipped("picture", DocumentPlace(1)),
            Skipped("script"),
        )
    )
    assert found["reading/part-skipped"] == "Skipped broken parts: 1 (page 2). Open the file to see what is there."
    assert found["reading/part-left-out"] == "Not read by design: pictures, 2 (page 1)."
    assert set(found) == {"reading/part-skipped", "reading/part-left-out"}


def test_many_places_are_listed_in_part() -> None:
    found = messages(source(*(Skipped("hidden", DocumentPlace(number)) for number in range(1, 21))))
    assert "hidden parts, 20 (page 1, page 2, page 3, page 4, page 5, page 6, page 7, page 8…)" in found["reading/part-left-out"]


def test_pages_that_are_pictures_are_reported_as_ranges() -> None:
    found = messages(source(*(Skipped("scan", DocumentPlace(number)) for number in (1, 2, 3, 7))))
    assert "4 pages are pictures without text and were not read (pages 1–3, 7)" in found["reading/scanned-pages"]


def test_the_encoding_of_a_format_that_has_none_is_not_reported() -> None:
    assert "reading/encoding" not in messages(source_of(DOCX, "plan.docx"))
    assert messages(source_of("<p>港を守る町の人々の取組。".encode("cp932"), "plan.html")).keys() <= {"reading/encoding"}


def test_what_a_format_leaves_out_is_in_the_findings_of_the_plan() -> None:
    workbook = sheet_of([["港"], ["岸壁"]])
    workbook.active.row_dimensions[2].hidden = True
    found = {finding.rule: finding.message.verbatim("en") for finding in read(source_of(saved(workbook), "plan.xlsx")).findings}
    assert "hidden parts, 1 (事業!" in found["reading/part-left-out"]
    macro = with_part(DOCX, "word/vbaProject.bin", b"x")
    assert "macros, 1 (/word/vbaProject.bin)" in messages(source_of(macro, "plan.docm"))["reading/part-left-out"]


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("plan.txt", DOCX, "docx"),
        ("plan.pdf", DOCX, "docx"),
        ("plan.docx", PLAN.encode(), ""),
        ("plan.md", b"<!doctype html><p>x", "html"),
        ("plan.docx", saved(sheet_of([["x"]])), "xlsx"),
    ],
)
def test_a_name_of_another_format_is_reported_and_the_content_read(name: str, data: bytes, format: str) -> None:
    found = source_of(data, name)
    assert (found.document.format if found.document else "") == format
    assert messages(found)["reading/other-format"].startswith(
        f"Format mismatch: The file name ends in {Path(name).suffix}, but the content is "
    )


@pytest.mark.parametrize("ending", [".html", ".md", ".xml", ".docx", ".xlsx", ".csv"])
def test_source_toml_goes_with_a_document_of_any_format(ending: str, tmp_path: Path) -> None:
    data = {".docx": office.docx(office.p("港")), ".xlsx": saved(sheet_of([["港"]])), ".xml": "<a>港</a>".encode()}
    (tmp_path / f"source{ending}").write_bytes(data.get(ending, "港".encode() if ending != ".html" else "<p>港".encode()))
    (tmp_path / "source.toml").write_text('id = "shio-2031"\n', encoding="utf-8")
    (tmp_path / "README.md").write_text("about\n", encoding="utf-8")
    found = open_source(tmp_path / f"source{ending}")
    assert (found.description.id, found.description.unused_settings) == ("shio-2031", None)
    assert "港" in found.text
    beside = open_source(tmp_path / "README.md")
    assert (beside.description.id, beside.description.unused_settings) == ("readme", None)


@pytest.mark.parametrize(("data", "encoding"), [("<p>港を守る".encode("utf-16"), None), ("<p>ﾃﾚﾜｰ".encode("euc_jp"), "euc-jp")])
def test_an_encoding_in_source_toml_holds_for_every_format_of_text(data: bytes, encoding: str | None) -> None:
    found = source_of(data, "plan.html", Description("plan", encoding=encoding))
    assert found.text == ("港を守る" if encoding is None else "ﾃﾚﾜｰ")
