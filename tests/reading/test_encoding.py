"""Texts of our own in every encoding, at every length: what is read is what was written."""

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shisaku.errors import InputError
from shisaku.model.findings import Finding, Severity
from shisaku.model.source import Source, Span
from shisaku.reading.opening import open_source
from shisaku.reading.reader import read
from shisaku.reading.text.encoding import ENCODINGS, NoTextError, decode, encoding_named

SENTENCES = (
    "Ⅰ　里山の保全と林業の担い手の育成",
    "○広葉樹の苗木の配布",
    "☆間伐材を使った公共施設の木質化（再掲）",
    "漁港の周りの藻場を再生し、稚魚の放流を続ける。",
    "２ 山村のくらしを支える移動販売車の運行",
    "バイオマス発電の普及に向けた実証",
    "①令和８年度の予算は３億５千万円である。",
    "子どもたちが森で学ぶ機会を、学校とともにつくります。",
    "AIによる山火事の早期発見",
    "■ 水源を守り、次の世代に引き継ぐ。",
    "（２）獣害を防ぐ柵の設置～冬の点検まで",
)
ENCODED = {
    "utf-8": "utf-8",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp932": "cp932",
    "euc-jp": "euc_jis_2004",
    "iso-2022-jp": "iso2022_jp",
}
"""Each encoding with the codec of Python's that writes it."""


def encoded(text: str, name: str) -> bytes:
    """`text` as programs write it: characters of NEC's row 13 in EUC and ISO-2022-JP as JIS X 0208, where Python has none."""
    if name == "iso-2022-jp":
        return b"".join(
            b"\x1b$B" + bytes(b & 0x7F for b in letter.encode("euc_jis_2004")) + b"\x1b(B"
            if ord(letter) > 127
            else letter.encode()
            for letter in text
        )
    if name == "euc-jp":
        return b"".join(letter.encode("euc_jis_2004") for letter in text.replace("～", "〜"))
    return text.encode(ENCODED[name])


def as_written(text: str, name: str) -> str:
    return text.replace("～", "〜") if name in ("euc-jp", "iso-2022-jp") else text


def texts(length: int, count: int) -> list[str]:
    draw = random.Random(length)
    pieces = []
    for _ in range(count):
        text = "\n".join(draw.choices(SENTENCES, k=length // 8 + 2))
        start = draw.randrange(len(text) - length + 1)
        pieces.append(text[start : start + length])
    return [piece for piece in pieces if len(piece.strip()) > length // 2]


@pytest.mark.parametrize("length", [10, 30, 100, 1000, 10_000])
@pytest.mark.parametrize("name", ENCODED)
def test_a_text_is_read_in_the_encoding_it_was_written_in(name: str, length: int) -> None:
    for text in texts(length, 40 if length < 1000 else 4):
        text = text.replace("～", "から") if name in ("euc-jp", "iso-2022-jp") else text
        found = decode(encoded(text, name))
        assert (found.text, found.undecoded) == (text, ())


@pytest.mark.parametrize("name", ENCODED)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_are_preserved_in_every_encoding(name: str, end: str) -> None:
    text = end.join(SENTENCES[:4]) + end
    found = decode(encoded(text, name))
    assert (found.text, found.encoding, found.rivals) == (text, name, ())


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides_the_encoding_and_is_no_text(name: str) -> None:
    found = decode("Aé".encode(name))
    assert (found.text, found.rivals) == ("Aé", ())


def test_big_endian_with_a_byte_order_mark() -> None:
    assert decode(b"\xfe\xff" + "森".encode("utf-16-be")).text == "森"


@pytest.mark.parametrize("text", ["Ⅲ 森", "①㈱里山", "３㌔の林道、№５", "ⅰ 森"])
def test_characters_that_nec_added_are_read_in_shift_jis(text: str) -> None:
    assert decode((text + "を歩くことができます。").encode("cp932")).text.startswith(text)


@pytest.mark.parametrize("name", ["euc-jp", "iso-2022-jp"])
@pytest.mark.parametrize("text", ["Ⅲ 森を育てる", "①苗木の配布、㈱里山"])
def test_characters_that_nec_added_are_read_where_python_has_none(name: str, text: str) -> None:
    found = decode(encoded(text, name))
    assert (found.text, found.encoding, found.undecoded) == (text, name, ())


def test_half_width_katakana_are_read_in_every_encoding_that_has_them() -> None:
    text = "ﾃﾚﾜｰｸの推進、ﾊﾞｲｵﾏｽの利用｡"
    assert decode(text.encode("cp932")).text == text
    assert decode(text.encode("euc_jp")).text == text
    assert decode(text.encode("iso2022_jp_ext")).text == text


def test_quotes_of_western_windows_are_no_kanji() -> None:
    text = "The bureau’s plan for the nation’s woods – what it’s for, and who’s asked to do it."
    found = decode(text.encode("cp1252"))
    assert (found.text, found.encoding) == (text, "cp1252")


@pytest.mark.parametrize("text", ["План развития лесов и рек", "산림 보전 계획", "Σχέδιο για τα δάση", "👩\u200d🌾と🌲"])
def test_utf_8_is_utf_8_in_any_language(text: str) -> None:
    assert decode(text.encode()).text == text


def test_ascii_is_utf_8_without_a_doubt() -> None:
    found = decode(b"I. Forests\n1 Trees\n- planting\n")
    assert (found.encoding, found.rivals) == ("utf-8", ())


def test_bytes_that_fit_two_encodings_name_the_rival() -> None:
    found = decode("ﾃﾚﾜｰ".encode("cp932"))
    assert [found.encoding, *(name for name, _ in found.rivals)][:2] in (["cp932", "euc-jp"], ["euc-jp", "cp932"])
    assert all(0.01 <= share < 1 for _, share in found.rivals)


def test_source_toml_sets_the_encoding_of_bytes() -> None:
    data = "ﾃﾚﾜｰ".encode("cp932")
    assert (decode(data, "cp932").text, decode(data, "cp932").rivals) == ("ﾃﾚﾜｰ", ())
    assert decode(data, "euc-jp").text == data.decode("euc_jp")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Shift_JIS", "cp932"),
        ("sjis", "cp932"),
        ("CP932", "cp932"),
        ("EUC-JP", "euc-jp"),
        ("UTF8", "utf-8"),
        ("latin-1", "cp1252"),
        ("iso-2022-jp-ext", "iso-2022-jp"),
        ("utf-16le", "utf-16-le"),
        *((name, name) for name in ENCODINGS),
    ],
)
def test_an_encoding_has_many_names(name: str, known: str) -> None:
    assert encoding_named(name) == known


@pytest.mark.parametrize("name", ["utf-7", "rot13", "klingon", "", "a\0b", "idna", "big5"])
def test_what_is_not_read_has_no_name(name: str) -> None:
    assert encoding_named(name) is None


# -- bytes that are no characters ----------------------------------------------------------------------------------------


def test_bytes_that_are_no_characters_are_counted_with_their_place() -> None:
    data = "里山の保全\n".encode() + b"\xff\xfe\x80" + "を進める\n".encode() + b"\xe3\x81"
    found = decode(data)
    assert found.text == "里山の保全\n\ufffd\ufffd\ufffdを進める\n\ufffd"
    assert [(run.span, run.offset, run.data) for run in found.undecoded] == [
        (Span(6, 9), 16, b"\xff\xfe\x80"),
        (Span(14, 15), 32, b"\xe3\x81"),
    ]


def test_a_line_in_another_encoding_loses_no_byte() -> None:
    data = "一行目の文です。\n二行目の文です。\n".encode() + "三行目".encode("cp932") + "\n四行目の文です。\n".encode()
    found = decode(data)
    assert found.text.startswith("一行目の文です。\n二行目の文です。\n")
    assert found.text.endswith("四行目の文です。\n")
    assert found.encoding == "utf-8"


PIECES = st.lists(st.one_of(st.sampled_from(SENTENCES).map(str.encode), st.binary(max_size=6)), max_size=12).map(b"".join)


@given(PIECES, st.sampled_from(ENCODINGS))
@settings(max_examples=400, derandomize=True, database=None)
def test_every_byte_is_in_the_text_or_reported(data: bytes, name: str) -> None:
    try:
        found = decode(data, name)
    except NoTextError:
        return
    at = 0
    for run in found.undecoded:
        assert set(found.text[run.span.start : run.span.end]) == {"\ufffd"}
        assert data[run.offset : run.offset + len(run.data)] == run.data
        assert run.offset >= at
        at = run.offset + len(run.data)
    assert decode(data, name) == found


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=60))
@settings(max_examples=400, derandomize=True, database=None)
def test_utf_8_with_a_byte_order_mark_is_read_as_it_is_whatever_it_declares(text: str) -> None:
    found = decode(text.encode("utf-8-sig"))
    assert (found.text, found.encoding, found.undecoded) == (text.removeprefix("\ufeff"), "utf-8", ())


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 10,
        b"a\0\0\0b\0\0\0" * 20,
        random.Random(1).randbytes(2000),
    ],
    ids=["zeros", "binary", "noise"],
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        open_source(path)
    assert error.value.text("en").startswith(f"{path}: not text")
    assert "UTF-8" in error.value.text("en")
    assert "テキスト" in error.value.text("ja")


def test_the_cost_of_broken_bytes_is_in_line_with_their_number() -> None:
    found = decode(("森を守る。\n".encode() + b"\xff\n") * 20_000)
    assert len(found.undecoded) == 20_000


# -- what is reported ----------------------------------------------------------------------------------------------------


def opened(tmp_path: Path, data: bytes, toml: str = "") -> Source:
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    if toml:
        path.with_suffix(".toml").write_text('id = "plan"\n' + toml, encoding="utf-8")
    return open_source(path)


def findings(source: Source, rule: str) -> list[Finding]:
    return [finding for finding in read(source).findings if finding.rule == f"reading/{rule}"]


PLAN = "里山の計画（令和８年度版）\n\nⅠ 森\n\n１ 苗木\n○苗木の配布\n"


def test_an_encoding_other_than_utf_8_is_reported(tmp_path: Path) -> None:
    source = opened(tmp_path, PLAN.encode("cp932"))
    finding = findings(source, "encoding")[0]
    assert (source.text, source.encoding, finding.severity) == (PLAN, "cp932", Severity.INFO)
    assert finding.message.verbatim("en") == 'Detected encoding: cp932. Set encoding = "cp932" in source.toml to skip detection.'


def test_utf_8_is_not_reported(tmp_path: Path) -> None:
    assert findings(opened(tmp_path, PLAN.encode()), "encoding") == []


def test_an_encoding_in_source_toml_is_not_reported(tmp_path: Path) -> None:
    source = opened(tmp_path, PLAN.encode("cp932"), 'encoding = "Shift_JIS"\n')
    assert (source.text, source.encoding, findings(source, "encoding")) == (PLAN, "cp932", [])


def test_a_doubtful_encoding_is_a_warning_that_names_the_rival(tmp_path: Path) -> None:
    finding = findings(opened(tmp_path, "ﾃﾚﾜｰ".encode("cp932")), "ambiguous-encoding")[0]
    assert finding.severity == Severity.WARNING
    assert "cp932" in finding.message.verbatim("en")
    assert "euc-jp" in finding.message.verbatim("en")


def test_lost_bytes_are_reported_with_their_place_and_quoted(tmp_path: Path) -> None:
    source = opened(tmp_path, PLAN.encode() + "○山".encode() + b"\xff\xfe" + "の日\n".encode())
    finding = findings(source, "undecoded-bytes")[0]
    assert finding.span is not None
    assert str(source.place(finding.span)).endswith("plan.txt:7:3")
    assert finding.severity == Severity.ERROR
    assert f"2 bytes are not valid utf-8 (at byte {len(PLAN.encode()) + 6}: ff fe)" in finding.message.verbatim("en")


def test_many_lost_bytes_are_counted_together(tmp_path: Path) -> None:
    found = findings(opened(tmp_path, (PLAN.encode() + b"\xff\n") * 150), "undecoded-bytes")
    assert len(found) == 101
    assert "50 more places" in found[-1].message.verbatim("en")


def test_the_digest_of_the_text_is_the_same_in_every_encoding(tmp_path: Path) -> None:
    sources = [opened(tmp_path, encoded(PLAN, name)) for name in ENCODED]
    assert {source.text_sha256 for source in sources} == {hashlib.sha256(PLAN.encode()).hexdigest()}
    assert len({source.sha256 for source in sources}) == len(ENCODED)
