import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import pypdfium2.raw as pdfium
import pytest
from tests.counting import GROWTH, calls
from tests.reading.pages import brochure, long_plan, oddities
from tests.reading.pages.sheet import Sheets
from tests.reading.pages.slide import slide, twin

from shisaku.cli import main
from shisaku.errors import InputError
from shisaku.formats.pdf.page_texts import PageTexts, pages_of
from shisaku.formats.pdf.pdf_document import read as read_pdf
from shisaku.model.plan import Plan
from shisaku.model.source import Source
from shisaku.pipeline import Context
from shisaku.reading.opening import open_source
from shisaku.reading.reader import read

RUNNING = "\n".join(oddities.RUNNING)
MADE: dict[str, Callable[[], bytes]] = {
    "slide": slide,
    "brochure": brochure.brochure,
    "long plan": lambda: long_plan.long_plan(5),
    "ruby": oddities.with_ruby,
    "turned words": oddities.turned,
    "words that run downwards": oddities.downwards,
    "vertical writing": oddities.vertical_writing,
    "letter by letter": oddities.letter_by_letter,
    "table": oddities.table,
    "turned page": lambda: oddities.page_turned(1),
}


def pages(data: bytes) -> PageTexts:
    return pages_of(read_pdf(data, "some.pdf"))


def text(data: bytes) -> str:
    return pages(data).text


def blocks(data: bytes) -> list[str]:
    return text(data).rstrip("\n").split("\n\n")


def source(data: bytes, tmp_path: Path) -> Source:
    path = tmp_path / "some.pdf"
    path.write_bytes(data)
    return open_source(path)


# -- reading order -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [None, *range(6)])
def test_a_slide_reads_as_it_looks_in_whatever_order_it_was_drawn(seed: int | None) -> None:
    assert text(slide(seed)) == twin()


@pytest.mark.parametrize("across", [True, False], ids=["drawn line by line", "drawn from the right column"])
def test_columns_are_read_one_after_the_other_and_headings_over_both_stay_between(across: bool) -> None:
    upper, lower = (("\n".join(left), "\n".join(right)) for left, right in brochure.columns())
    assert blocks(brochure.brochure(across)) == [brochure.TITLE, *upper, brochure.HEADING, *lower, brochure.PAGE_NUMBER]


def test_a_long_plan_is_read_page_by_page_its_running_heads_and_page_numbers_apart() -> None:
    found = blocks(long_plan.long_plan(100))
    assert found[:3] == [long_plan.RUNNING_HEAD, found[1], "- 1 -"]
    assert found[1].split("\n")[:2] == ["目次", f"{long_plan.heading(1)}{'…' * 12}2"]
    assert len(found) == 300
    assert [block.split("\n")[0] for block in found[4::3]] == [long_plan.heading(n) for n in range(1, 100)]
    assert found[2::3] == [f"- {n} -" for n in range(1, 101)]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(oddities.with_ruby, [RUNNING, "てい"], id="readings above words stand behind their block"),
        pytest.param(oddities.turned, [RUNNING, "見本", "左の余白の文字"], id="turned words stand at the end"),
        pytest.param(oddities.downwards, [RUNNING, "第二章"], id="letters below each other are one line"),
        pytest.param(oddities.vertical_writing, list(oddities.RUNNING), id="vertical writing is read from the right"),
        pytest.param(oddities.letter_by_letter, [RUNNING], id="letters drawn one by one are words"),
        pytest.param(oddities.drawn_twice, ["橋の架け替え", "ささやかな取組\nall 橋橋"], id="a letter drawn twice is read once"),
        pytest.param(
            oddities.table,
            ["事業\t金額\t課\n林道の整備\t120百万円\t林務課\n橋の架け替え\nと点検\n45百万円\n土木課"],
            id="a ruled table is read row by row",
        ),
    ],
)
def test_what_is_odd_on_a_page_is_read(made: Callable[[], bytes], expected: list[str]) -> None:
    assert blocks(made()) == expected


@pytest.mark.parametrize("quarters", range(4))
def test_a_turned_page_is_read_as_it_is_shown(quarters: int) -> None:
    found = pages(oddities.page_turned(quarters))
    assert found == pages(oddities.page_turned(0))
    assert found.text == RUNNING + "\n"
    assert found.layout[0].box == pytest.approx((100, 90.8, 310, 101.3), abs=0.2)


# -- what comes out ----------------------------------------------------------------------------------------------------


def drawn_letters(data: bytes) -> Counter[str]:
    """Every character that PDFium reports, white space aside."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    found: Counter[str] = Counter()
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, number)
        letters = pdfium.FPDFText_LoadPage(page)
        found.update(chr(pdfium.FPDFText_GetUnicode(letters, at)) for at in range(pdfium.FPDFText_CountChars(letters)))
        pdfium.FPDFText_ClosePage(letters)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return Counter({letter: count for letter, count in found.items() if not letter.isspace()})


@pytest.mark.parametrize("name", ["slide", "brochure", "long plan", "ruby"])
def test_every_letter_that_is_reported_is_in_the_text_once(name: str) -> None:
    data = MADE[name]()
    assert Counter("".join(text(data).split())) == drawn_letters(data)


@pytest.mark.parametrize("name", ["letter by letter", "turned page"])
def test_letters_of_a_font_that_is_not_embedded_are_read_whether_or_not_the_machine_has_such_a_font(name: str) -> None:
    data = MADE[name]()
    # without a font they have no width, and PDFium does not report them
    assert drawn_letters(data) in (Counter(), Counter("".join(RUNNING.split())))
    assert text(data) == RUNNING + "\n"


@pytest.mark.parametrize("name", MADE)
def test_every_line_of_the_text_has_its_place_and_nothing_else_has(name: str) -> None:
    found = pages(MADE[name]())
    assert [found.text[line.span.start : line.span.end] for line in found.layout] == [
        line for line in found.text.split("\n") if line
    ]
    assert [line.block for line in found.layout] == sorted(line.block for line in found.layout)
    assert {line.block for line in found.layout} == set(range(found.layout[-1].block + 1))
    assert [line.page for line in found.layout] == sorted(line.page for line in found.layout)
    assert all(line.box[0] < line.box[2] and line.box[1] < line.box[3] for line in found.layout)


def test_a_line_knows_its_page_box_and_size() -> None:
    found = pages(long_plan.long_plan(3)).layout
    heads = [line for line in found if line.size == 9 and line.box[1] < 100]
    assert [line.page for line in heads] == [1, 2, 3]
    assert all(line.box == pytest.approx((72, 40, 172, 49), abs=2) for line in heads)
    assert Counter(line.size for line in found) == {9: 6, 12: 3, 10.5: len(found) - 9}
    assert not any(line.bold for line in found)


def test_bold_letters_are_recognised_by_their_font() -> None:
    sheet = Sheets()
    for number, font in enumerate(("Helvetica", "Helvetica-Bold")):
        sheet.text(72, 72 + 40 * number, [font], 12, font)
    assert [line.bold for line in pages(sheet.pdf()).layout] == [False, True]


def test_the_same_bytes_give_the_same_text() -> None:
    assert pages(slide()) == pages(slide())


def test_a_pdf_is_known_by_its_first_bytes_or_its_name(tmp_path: Path) -> None:
    (tmp_path / "overview").write_bytes(slide())
    found = open_source(tmp_path / "overview")
    assert (found.encoding, found.text) == ("pdf", twin())
    assert found.layout[0].page == 1


def test_a_pdf_is_read_from_the_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(slide())))
    assert open_source(Path("-")).text == twin()


def test_a_place_in_a_pdf_names_its_page(tmp_path: Path) -> None:
    found = source(long_plan.long_plan(3), tmp_path)
    third = next(line for line in found.layout if line.page == 3)
    place = found.place(third.span)
    assert (place.page, place.text) == (3, long_plan.RUNNING_HEAD)
    assert str(place) == f"{tmp_path / 'some.pdf'}:{place.line}:1 (p. 3)"


def test_who_reads_no_pdf_loads_no_reader_of_it() -> None:
    code = "import sys, shisaku.reading.opening, shisaku.reading.reader; sys.exit('pypdfium2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# -- plans -------------------------------------------------------------------------------------------------------------


def shape(plan: Plan) -> list[object]:
    """All that a plan says, without the offsets of where it says it."""
    return [
        plan.title,
        plan.edition,
        [(entry.symbol, entry.meaning) for entry in plan.legend],
        [(purpose.key, purpose.text) for purpose, _ in plan.all_purposes()],
        [(part.key, part.label, getattr(part, "marks", None), getattr(up, "key", None)) for part, up in plan.walk()],
        [(found.component, found.original) for found in plan.identifications],
    ]


@pytest.fixture(scope="module")
def from_page(context: Context, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return read(source(slide(3), tmp_path_factory.mktemp("slide")), context.ontology.vocabulary)


def from_text(words: str, context: Context, tmp_path: Path) -> Plan:
    path = tmp_path / "some.txt"
    path.write_text(words, encoding="utf-8")
    return read(open_source(path), context.ontology.vocabulary)


def test_a_slide_and_its_text_in_order_give_the_same_plan(from_page: Plan, context: Context, tmp_path: Path) -> None:
    assert shape(from_page) == shape(from_text(twin(), context, tmp_path))


def test_the_page_decides_what_its_text_leaves_open_in_the_order_drawn(from_page: Plan, context: Context, tmp_path: Path) -> None:
    drawn = from_text(twin(3), context, tmp_path)
    assert min(placement.confidence for placement in drawn.placements) < 0.9
    assert min(placement.confidence for placement in from_page.placements) >= 0.95


def test_what_is_below_a_heading_on_the_page_is_put_there_with_certainty(from_page: Plan) -> None:
    placed = {placement.component: placement for placement in from_page.placements}
    seventh = placed["measure/7"]
    assert (seventh.parent, seventh.confidence) == ("pillar/3", 0.99)
    (reason,) = (reason for reason in seventh.evidence if reason.basis == "page-layout")
    assert re.fullmatch(r"below this heading on the page \(page 1, box \d+\)", reason.message.verbatim("en"))
    assert from_page.source.quote(reason.span).startswith("Ⅲ") if reason.span else False


def test_a_pdf_is_built_like_any_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "umi-2033.pdf").write_bytes(slide())
    assert main(["build", str(tmp_path / "umi-2033.pdf"), "-o", str(tmp_path)]) == 0, capsys.readouterr()
    assert "新たに漁業を始める人の後押し" in (tmp_path / "umi-2033.ttl").read_text(encoding="utf-8")


def test_a_pdf_without_text_is_reported_to_need_character_recognition(tmp_path: Path) -> None:
    found = source(oddities.scanned(), tmp_path)
    assert (found.text, found.layout) == ("", ())
    (finding,) = (finding for finding in read(found).findings if finding.rule == "reading/empty")
    assert "OCR" in finding.message.verbatim("ja")
    assert "OCR" in finding.message.verbatim("en")


# -- what cannot be read -----------------------------------------------------------------------------------------------


def test_a_pdf_that_needs_a_password_is_refused_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "some.pdf"
    path.write_bytes(oddities.locked(user="himitsu"))
    assert main(["build", str(path), "-o", str(tmp_path), "--lang", "en"]) == 2
    assert "this PDF needs a password. Make a copy without one" in capsys.readouterr().err
    assert main(["build", str(path), "-o", str(tmp_path), "--lang", "ja"]) == 2
    assert "パスワードが必要な PDF です" in capsys.readouterr().err


def test_a_pdf_that_is_only_locked_against_changes_is_read() -> None:
    assert text(oddities.locked()) == RUNNING + "\n"


DAMAGED = {
    "nothing": b"",
    "text": "これは文章である。".encode(),
    "only the mark": b"%PDF-1.7\n",
    "garbage behind the mark": b"%PDF-1.7\n" + Random(1).randbytes(5000),
    "only the beginning": brochure.brochure()[:600],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_pdf_is_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(InputError) as refused:
        pages(DAMAGED[name])
    assert "damaged" in refused.value.message.verbatim("en")
    assert "壊れていて" in refused.value.message.verbatim("ja")


def test_a_pdf_whose_table_of_contents_is_lost_is_repaired_and_read() -> None:
    whole = brochure.brochure()
    lost = whole[: whole.rindex(b"xref\n0 ")] + b"trailer\n" + whole.split(b"trailer\n", 1)[1].replace(b"startxref", b"")
    assert lost != whole
    assert text(lost) == text(whole)


def mutated(data: bytes, seed: int) -> bytes:
    """`data` with some bytes changed, lost or repeated, or numbers in it made absurd."""
    random, changed = Random(seed), bytearray(data)
    for _ in range(random.choice((1, 3, 10, 50))):
        at, kind = random.randrange(len(changed)), random.randrange(4)
        if kind == 0:
            changed[at] = random.randrange(256)
        elif kind == 1:
            del changed[at : at + random.randrange(1, 100)]
        elif kind == 2:
            changed[at:at] = changed[max(0, at - random.randrange(1, 300)) : at]
        elif numbers := list(re.finditer(rb"\d+", changed)):
            number = random.choice(numbers)
            changed[number.start() : number.end()] = random.choice((b"0", b"-1", b"99999999999", b"2147483647", b"0.00001"))
    return bytes(changed)


@pytest.mark.parametrize("name", ["slide", "brochure", "table", "ruby"])
def test_whatever_a_pdf_holds_it_is_read_or_refused(name: str) -> None:
    data = MADE[name]()
    outcomes: Counter[str] = Counter()
    for seed in range(50):
        try:
            text(mutated(data, seed)).encode()
        except InputError:
            outcomes["refused"] += 1
        else:
            outcomes["read"] += 1
    assert outcomes["read"] >= 5
    assert outcomes["refused"] >= 5


# -- cost --------------------------------------------------------------------------------------------------------------


def test_what_reading_costs_grows_with_the_pages() -> None:
    few, many = (calls(partial(pages, long_plan.long_plan(count, lines=6))) for count in (50, 100))
    assert many <= 2 * GROWTH * few
