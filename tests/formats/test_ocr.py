"""Pages that are pictures, read by a fake tesseract that takes the same arguments and prints the same output."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.formats import pdfs
from tests.formats.documents import assert_sound, printed
from tests.reading.pages.sheet import Sheets

from shisaku.cli import main
from shisaku.errors import InputError
from shisaku.formats.isolated_reading import end_readers, open_document
from shisaku.formats.ocr import blocks_of
from shisaku.formats.registry import SCANNED
from shisaku.formats.tesseract import languages_of
from shisaku.reading.opening import open_source
from shisaku.reading.reader import read

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
PROGRAM = """#!{python}
import json, sys
from pathlib import Path
here = Path({here!r})
if sys.argv[1:] == ["--list-langs"]:
    print('List of available languages in "/usr/share/tessdata/" (2):')
    print("\\n".join(json.loads((here / "languages").read_text())))
    sys.exit()
kind, width, height, most, *_ = sys.stdin.buffer.read().split(maxsplit=4)
with (here / "asked").open("a") as file:
    file.write(json.dumps([sys.argv[1:], kind.decode(), int(width), int(height)]) + "\\n")
sys.stdout.write((here / "printed").read_text(encoding="utf-8"))
sys.exit(int((here / "status").read_text()))
"""


def word(line: tuple[int, int, int], number: int, box: tuple[int, int, int, int], text: str, sure: float = 92.5) -> str:
    left, top, right, bottom = box
    block, paragraph, row = line
    return f"5\t1\t{block}\t{paragraph}\t{row}\t{number}\t{left}\t{top}\t{right - left}\t{bottom - top}\t{sure}\t{text}\n"


PRINTED = (
    HEAD
    + "1\t1\t0\t0\t0\t0\t0\t0\t2479\t3508\t-1\t\n"
    + word((1, 1, 1), 1, (300, 300, 350, 350), "１")
    + word((1, 1, 1), 2, (400, 300, 500, 350), "岸壁")
    + word((1, 1, 1), 3, (502, 300, 650, 350), "の整備")
    + word((1, 1, 2), 1, (300, 400, 500, 440), "Harbour")
    + word((1, 1, 2), 2, (510, 400, 700, 440), "Office")
    + word((2, 1, 1), 1, (300, 900, 700, 1000), "\\\\|/", 4.0)
    + word((3, 1, 1), 1, (300, 1200, 700, 1240), "港を守る。")
)


class FakeTesseract:
    """A program in place of tesseract that records its calls and prints a fixed text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.prints(PRINTED)
        self.knows("eng", "osd", "jpn", "jpn_vert", "script/Japanese")

    def prints(self, printed: str, status: int = 0) -> None:
        (self.folder / "printed").write_text(printed, encoding="utf-8")
        (self.folder / "status").write_text(str(status))

    def knows(self, *languages: str) -> None:
        (self.folder / "languages").write_text(json.dumps(languages))

    @property
    def calls(self) -> list[tuple[list[str], str, int, int]]:
        file = self.folder / "asked"
        return [tuple(json.loads(line)) for line in file.read_text().splitlines()] if file.is_file() else []


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that is all of the search path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    end_readers()
    yield folder
    end_readers()


@pytest.fixture
def fake(path: Path) -> FakeTesseract:
    program = path / "tesseract"
    program.write_text(PROGRAM.format(python=sys.executable, here=str(path)), encoding="utf-8")
    program.chmod(0o755)
    return FakeTesseract(path)


def scan(pages: int = 1) -> bytes:
    """Pages with a picture alone."""
    sheets = Sheets()
    for at in range(pages):
        if at:
            sheets.next()
        sheets.box(60, 60, 470, 700, 0.7)
    return sheets.pdf()


def mixed() -> bytes:
    """A page of letters, and one that is a picture."""
    sheets = Sheets()
    sheets.text(72, 72, ["谷の水を守る取組を、町の人と進めていく。"])
    sheets.next()
    sheets.box(60, 60, 470, 700, 0.7)
    return sheets.pdf()


def test_a_page_that_is_a_picture_has_the_words_that_are_recognised_with_their_places(fake: FakeTesseract) -> None:
    document = open_document(SCANNED, scan(), "plan.pdf")
    assert_sound(document)
    assert [words for *_, words in printed(document)] == ["１ 岸壁の整備", "Harbour Office", "港を守る。"]
    first = document.content[0]
    assert first.place.page == 1
    assert first.place.box == pytest.approx((72, 72, 156, 84), abs=0.1)  # 300 dots an inch
    assert {block.style.name for block in document.blocks()} == {"ocr"}
    assert document.skipped == ()


def test_the_program_runs_with_the_installed_languages_at_300_dots_an_inch(fake: FakeTesseract) -> None:
    open_document(SCANNED, scan(), "plan.pdf")
    ((arguments, kind, width, height),) = fake.calls
    assert arguments == ["stdin", "stdout", "-l", "jpn+eng", "--dpi", "300", "tsv"]
    assert (kind, width, height) == ("P5", 2479, 3508)


def test_a_page_with_letters_is_not_recognised(fake: FakeTesseract) -> None:
    document = open_document(SCANNED, mixed(), "plan.pdf")
    assert [block.style.name for block in document.blocks()] == ["", "ocr", "ocr", "ocr"]
    assert len(fake.calls) == 1


def test_a_page_of_a_huge_size_is_drawn_coarser(fake: FakeTesseract) -> None:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 14400 14400] /Contents 4 0 R /Resources << >> >>"
    open_document(SCANNED, pdfs.pdf(pdfs.CATALOGUE, pdfs.PAGES, page, pdfs.stream(b"0 0 9000 9000 re f")), "plan.pdf")
    ((arguments, _, width, height),) = fake.calls
    assert width * height <= 40_000_000
    assert arguments[5] == "31"


@pytest.mark.parametrize(
    ("printed", "status"), [(HEAD, 0), ("", 0), ("no table", 0), (PRINTED, 1), (word((1, 1, 1), 1, (1, 1, 9, 9), "x", 3), 0)]
)
def test_a_page_on_which_nothing_is_recognised_stays_skipped(printed: str, status: int, fake: FakeTesseract) -> None:
    fake.prints(printed, status)
    document = open_document(SCANNED, scan(), "plan.pdf")
    assert (document.text, [one.what for one in document.skipped]) == ("", ["scan"])


def test_without_the_program_the_message_says_how_to_get_it(path: Path) -> None:
    with pytest.raises(InputError) as refused:
        open_document(SCANNED, scan(), "plan.pdf")
    assert refused.value.message.verbatim("en").startswith("plan.pdf: ocr is on, but tesseract is not installed.")
    assert "apt install tesseract-ocr tesseract-ocr-jpn" in refused.value.message.verbatim("en")
    assert "apt install tesseract-ocr tesseract-ocr-jpn" in refused.value.message.verbatim("ja")


def test_a_missing_language_is_reported_too(fake: FakeTesseract) -> None:
    fake.knows("osd")
    with pytest.raises(InputError, match="language data for tesseract is not installed"):
        open_document(SCANNED, scan(), "plan.pdf")


def test_where_no_page_needs_it_the_program_need_not_be_there(path: Path) -> None:
    assert open_document(SCANNED, pdfs.printed("quay"), "plan.pdf").text == "quay"


@pytest.mark.parametrize(
    ("known", "chosen"),
    [
        (("eng", "osd"), "eng"),
        (("eng", "fra", "jpn", "osd"), "jpn+fra+eng"),
        (("a", "b", "c", "d", "e", "jpn"), "jpn+a+b+c"),
        (("osd",), ""),
    ],
)
def test_japanese_is_looked_for_first_and_english_last(known: tuple[str, ...], chosen: str, fake: FakeTesseract) -> None:
    fake.knows(*known)
    assert languages_of(str(fake.folder / "tesseract")) == chosen


def test_words_of_scripts_with_blanks_are_split_and_others_where_they_are_apart() -> None:
    lines = [
        word((1, 1, 1), 1, (0, 0, 50, 50), "港"),
        word((1, 1, 1), 2, (52, 0, 100, 50), "を"),
        word((1, 1, 1), 3, (200, 0, 250, 50), "守"),
        word((1, 1, 2), 1, (0, 60, 50, 100), "항만"),
        word((1, 1, 2), 2, (52, 60, 100, 100), "정비"),
    ]
    (block,) = blocks_of(HEAD + "".join(lines), 0.24)
    assert [line.text for line in block] == ["港を 守", "항만 정비"]


# -- as people ask for it --------------------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.pdf").write_bytes(mixed())
    return tmp_path


def rules(path: Path, ocr: bool = False) -> dict[str, str]:
    return {finding.rule: finding.message.verbatim("en") for finding in read(open_source(path, ocr=ocr)).findings}


def test_a_picture_of_a_page_is_reported_with_how_to_have_it_read(here: Path, fake: FakeTesseract) -> None:
    reported = rules(here / "plan.pdf")
    assert "1 page is a picture without text and was not read (page 2)" in reported["reading/scanned-pages"]
    assert "--ocr" in reported["reading/scanned-pages"]
    assert "tesseract-ocr-jpn" in reported["reading/scanned-pages"]
    assert fake.calls == []


def test_what_was_recognised_is_reported_to_be_compared(here: Path, fake: FakeTesseract) -> None:
    reported = rules(here / "plan.pdf", ocr=True)
    assert "1 page was read by character recognition (page 2)" in reported["reading/recognised"]
    assert "reading/scanned-pages" not in reported
    fake.prints(HEAD)
    assert "found no text on 1 page (page 2)" in rules(here / "plan.pdf", ocr=True)["reading/not-recognised"]


@pytest.mark.parametrize(("setting", "calls", "times"), [("true", False, 1), ("false", True, 0), ("true", True, 1)])
def test_source_toml_decides_whether_pages_are_recognised(
    setting: str, calls: bool, times: int, here: Path, fake: FakeTesseract
) -> None:
    (here / "plan.toml").write_text(f'id = "plan"\n[reading]\nocr = {setting}\n', encoding="utf-8")
    open_source(here / "plan.pdf", ocr=calls)
    assert len(fake.calls) == times


@pytest.mark.parametrize(
    "command",
    [
        ("build", "plan.pdf", "--ocr"),
        ("build", ".", "-o", "all.dataset", "-j", "1", "--ocr"),
        ("show", "plan.pdf", "--ocr"),
        ("export", "plan.pdf", "--ocr"),
    ],
)
def test_the_option_has_pages_recognised(
    command: tuple[str, ...], here: Path, fake: FakeTesseract, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--lang", "en"]) in (0, 1), capsys.readouterr()
    assert len(fake.calls) == 1


def test_a_dataset_is_built_anew_where_pages_are_to_be_recognised(here: Path, fake: FakeTesseract) -> None:
    for more in ((), ("--ocr",), ("--ocr",)):
        main(["build", "plan.pdf", "-o", "all.dataset", "-j", "1", *more])
    assert len(fake.calls) == 1
