import io
import zipfile
from collections.abc import Callable
from xml.etree.ElementTree import fromstring

import pytest
from tests.formats.documents import assert_sound
from tests.formats.office import WORD, docx, p, relations, zipped

from shisaku.errors import InputError
from shisaku.formats import slides, word
from shisaku.formats.ooxml import package
from shisaku.formats.ooxml.box_order import reading_order
from shisaku.formats.ooxml.colours import Theme
from shisaku.formats.ooxml.numbers import autonumber, number

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("form", "values"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalFullWidth", {10: "１０"}),
        ("decimalZero", {7: "07"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "51"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX", 4000: "4000"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb"}),
        ("aiueoFullWidth", {1: "ア", 46: "ン", 47: "アア"}),
        ("aiueo", {2: "ｲ"}),
        ("irohaFullWidth", {4: "ニ"}),
        ("japaneseCounting", {0: "〇", 4: "四", 10: "十", 21: "二十一", 110: "百十", 12000: "一万二千"}),
        ("japaneseLegal", {11: "壱拾壱"}),
        ("ideographDigital", {20: "二〇"}),
        ("ideographTraditional", {2: "乙"}),
        ("ganada", {3: "다"}),
        ("koreanDigital", {12: "일이"}),
        ("ordinal", {1: "1st", 12: "12th", 23: "23rd"}),
        ("none", {3: ""}),
        ("unheardOf", {3: "3"}),
    ],
)
def test_numbers_are_printed_in_their_form(form: str, values: dict[int, str]) -> None:
    assert {value: number(value, form) for value in values} == values


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("arabicPeriod", "3."),
        ("alphaLcParenBoth", "(c)"),
        ("romanUcParenR", "III)"),
        ("circleNumWdBlackPlain", "❸"),
        ("ea1JpnChsDbPeriod", "三."),
    ],
)
def test_numbers_of_slides_have_their_dots_and_brackets(scheme: str, expected: str) -> None:
    assert autonumber(3, scheme) == expected


@pytest.mark.parametrize("value", [-5, 0, 10**12])
def test_no_number_is_too_large_or_too_small_to_be_printed(value: int) -> None:
    for form in (
        "upperRoman",
        "lowerLetter",
        "aiueo",
        "japaneseCounting",
        "ideographDigital",
        "decimalEnclosedParen",
        "ideographEnclosedCircle",
    ):
        assert number(value, form)


def refused(read: Callable[[bytes, str], object], data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read(data, "plan")
    assert caught.value.message.verbatim("ja") != caught.value.message.verbatim("en")
    return caught.value


@pytest.mark.parametrize(
    ("read", "stream", "ending"), [(word.read, "WordDocument", ".docx"), (slides.read, "PowerPoint Document", ".pptx")]
)
def test_files_of_the_time_before_2007_say_what_to_save_them_as(
    read: Callable[[bytes, str], object], stream: str, ending: str
) -> None:
    reported = refused(read, OLE + stream.encode("utf-16-le")).message
    assert (f"save it in {ending} format" in reported.verbatim("en"), f"{ending} 形式で保存し" in reported.verbatim("ja")) == (
        True,
        True,
    )


@pytest.mark.parametrize("read", [word.read, slides.read])
def test_locked_files_say_that_the_password_is_to_be_removed(read: Callable[[bytes, str], object]) -> None:
    assert "password" in refused(read, OLE + "EncryptedPackage".encode("utf-16-le")).message.verbatim("en")


@pytest.mark.parametrize("data", [b"", b"Goals", b"PK\3\4", zipped({}), zipped({"a.txt": "Goals"})])
def test_what_is_no_office_file_is_refused(data: bytes) -> None:
    assert "not a valid Word file" in refused(word.read, data).message.verbatim("en")
    assert "not a valid PowerPoint file" in refused(slides.read, data).message.verbatim("en")


def test_a_word_file_is_no_slides() -> None:
    assert "not a valid PowerPoint file" in refused(slides.read, docx(p("Goals"))).message.verbatim("en")


def test_a_main_part_that_is_broken_is_reported() -> None:
    parts = {"_rels/.rels": relations({"officeDocument": "word/document.xml"})}
    assert "damaged" in refused(word.read, zipped({**parts, "word/document.xml": "<w:document"})).message.verbatim("en")
    declared = (
        f"<!DOCTYPE d [<!ENTITY x 'Goals'>]><w:document {WORD}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "damaged" in refused(word.read, zipped({**parts, "word/document.xml": declared})).message.verbatim("en")


def test_other_parts_that_are_broken_are_reported_and_the_rest_is_read() -> None:
    data = docx(p("Goals"), styles="<w:style", numbering="&nbsp;")
    document = word.read(data, "plan.docx")
    assert document.text == "Goals"
    assert [one.what for one in document.skipped] == ["broken", "broken"]


def test_a_part_is_unpacked_no_further_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "PART_LIMIT", 3 << 20)
    data = docx(p("Goals"), styles=" " * (20 << 20))
    assert len(data) < 100_000
    taken = 0
    read = zipfile.ZipExtFile.read

    def counted(self: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        nonlocal taken
        piece = read(self, n)
        taken += len(piece)
        return piece

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    document = word.read(data, "plan.docx")
    assert [one.what for one in document.skipped] == ["too-large"]
    assert taken < 5 << 20
    assert "too large" in refused(word.read, docx(p("Goals" * (1 << 20)))).message.verbatim("en")


def test_a_part_of_too_many_elements_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "TAG_LIMIT", 1000)
    assert "too large" in refused(word.read, docx("<w:p/>" * 2000)).message.verbatim("en")


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "TOTAL_LIMIT", 20_000)
    document = word.read(docx(p("Goals"), styles=" " * 15_000, numbering=" " * 15_000), "plan.docx")
    assert [one.what for one in document.skipped] == ["too-large"]


def test_macros_are_reported_and_what_is_outside_is_not_followed() -> None:
    outside = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + (
        '<Relationship Id="s" Type="http://x/styles" Target="http://example.org/styles.xml" TargetMode="External"/></Relationships>'
    )
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations({"officeDocument": "/word/document.xml"}),
        "word/document.xml": f"<w:document {WORD}><w:body>{p('Goals')}</w:body></w:document>",
        "word/_rels/document.xml.rels": outside,
        "word/vbaProject.bin": b"\0",
    }
    document = word.read(zipped(parts), "plan.docm")
    assert [(one.what, one.place.selector) for one in document.skipped] == [("macro", "/word/vbaProject.bin")]
    assert document.text == "Goals"


def test_the_strict_form_of_the_standard_is_read_as_the_usual_one() -> None:
    strict = WORD.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {strict}><w:body>{p('Goals')}</w:body></w:document>",
    }
    assert word.read(zipped(parts), "plan.docx").text == "Goals"


def test_a_file_that_is_cut_or_changed_is_refused_or_read_but_never_fails() -> None:
    data = docx(p("Goals") * 50, styles=" ", numbering=" ")
    kept = 0
    for at in range(0, len(data), 7):
        for broken in (data[:at], data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]):
            try:
                assert_sound(word.read(broken, "plan.docx"))
                kept += 1
            except InputError:
                pass
    assert kept


def test_a_locked_zip_is_reported() -> None:
    data = bytearray(docx(p("Goals")))
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\1\2":
            data[at + 8] |= 1
    assert "password" in refused(word.read, bytes(data)).message.verbatim("en")


def test_the_colours_of_a_theme_are_lightened_and_darkened() -> None:
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    theme = Theme(
        fromstring(
            f'<a:t {a}><a:themeElements><a:clrScheme><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:t>'
        )
    )
    for change, expected in (
        ("", "#4472c4"),
        ('<a:lumMod val="50000"/>', "#203864"),
        ('<a:lumMod val="20000"/><a:lumOff val="80000"/>', "#dae3f3"),
    ):
        assert theme.colour(fromstring(f'<a:f {a}><a:schemeClr val="accent1">{change}</a:schemeClr></a:f>')) == expected


def test_many_boxes_are_put_in_order_without_cutting() -> None:
    boxes = [(float(i % 10 * 50), float(i // 10 * 20), float(i % 10 * 50 + 40), float(i // 10 * 20 + 10)) for i in range(700)]
    assert reading_order(boxes, [True] * 700) == list(range(700))


def test_reading_twice_gives_the_same() -> None:
    data = docx(p("Goals"), styles=" ")
    assert word.read(data, "plan.docx") == word.read(io.BytesIO(data).getvalue(), "plan.docx")
