"""Certainty of an encoding: what weighs for it and against it, from where on a rival is reported, and from where on nothing is text."""

import math

import pytest

from shisaku.reading.text import encoding
from shisaku.reading.text.encoding import ENCODINGS, NoTextError, decode

ESCAPED = b"\x1b\xba\xd1\x86"
"""Bytes of which every encoding makes another text, or loses some; with ESC, so that ISO-2022-JP comes into question."""
BEFOREHAND = {"cp932": 1, "euc-jp": 3, "iso-2022-jp": 2, "utf-16-le": 7, "utf-16-be": 7, "cp1252": 5}
"""Of each encoding, the natural logarithm by which UTF-8 is more usual."""


def weighing(monkeypatch: pytest.MonkeyPatch, worth: dict[str, float]) -> None:
    """Let a text be worth what is given for the encoding that it comes from."""
    by_text = {encoding._decoded(ESCAPED, name)[0]: weight for name, weight in worth.items()}
    monkeypatch.setattr(encoding, "_worth", lambda text: by_text.get(text, -500.0))
    monkeypatch.setattr(encoding, "_UNDECODED", 0.0)


@pytest.mark.parametrize("name", BEFOREHAND)
def test_an_encoding_is_as_likely_as_utf_8_where_its_text_makes_up_for_how_unusual_it_is(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len({encoding._decoded(ESCAPED, one)[0] for one in ENCODINGS}) == len(ENCODINGS)
    weighing(monkeypatch, {"utf-8": 0.0, name: float(BEFOREHAND[name])})
    monkeypatch.setattr(encoding, "_LEAST_SHARE", 0.5)
    assert encoding._likeliest(ESCAPED)[1] == ((name if ENCODINGS.index(name) else "utf-8", 0.5),)


def test_a_rival_with_the_least_share_is_reported_and_one_with_less_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    weighing(monkeypatch, {"utf-8": 0.0, "cp932": 1.0})
    for least, rivals in ((0.5, 1), (math.nextafter(0.5, 1), 0)):
        monkeypatch.setattr(encoding, "_LEAST_SHARE", least)
        assert len(encoding._likeliest(ESCAPED)[1]) == rivals


def test_shares_are_those_of_a_whole_and_the_greatest_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    weighing(monkeypatch, {"utf-8": math.log(5), "cp932": 1 + math.log(2), "euc-jp": 3 + math.log(3)})
    assert encoding._likeliest(ESCAPED)[1] == (("euc-jp", 0.3), ("cp932", 0.2))


def test_each_lost_sequence_weighs_against_an_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "_worth", lambda text: 0.0)
    monkeypatch.setattr(encoding, "ENCODINGS", ("utf-8",))
    assert encoding._likeliest("港の町".encode() + b"\xff") == (("utf-8", -14 / 10), ())
    assert encoding._likeliest("港の町".encode() + b"\xff\xff") == (("utf-8", -28 / 11), ())


def test_no_more_than_a_sample_is_weighed_and_what_its_end_cuts_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []
    decoded = encoding._decoded

    def watched(data: bytes, name: str) -> object:
        looked_at.append(len(data))
        return decoded(data, name)

    monkeypatch.setattr(encoding, "_decoded", watched)
    monkeypatch.setattr(encoding, "ENCODINGS", ("utf-8",))
    cut = b"\x1b" + "𠮷".encode() * 3000  # three bytes of the last character are in the sample
    assert encoding._likeliest(cut) == (("utf-8", 0.0), ())
    assert looked_at == [8192]


@pytest.mark.parametrize(
    ("worth", "length", "is_text"),
    [(-7.3, 512, True), (math.nextafter(-7.3, -8), 512, False), (-8.0, 511, True), (-8.0, 512, False)],
)
def test_nothing_that_is_long_and_worth_little_is_text(
    worth: float, length: int, is_text: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "_likeliest", lambda data: (("utf-8", worth), ()))
    if is_text:
        assert decode(b"a" * length).text == "a" * length
        return
    with pytest.raises(NoTextError):
        decode(b"a" * length)


def test_a_quarter_of_control_characters_is_still_text_and_more_is_none() -> None:
    assert decode(b"\x01" * 25 + b"a" * 75).text.endswith("a")
    with pytest.raises(NoTextError):
        decode(b"\x01" * 26 + b"a" * 74)


def test_utf_8_is_certain_from_the_256th_byte_on() -> None:
    for text, certain in (("港" * 127 + "é", False), ("港" * 127 + "éé", True)):
        assert encoding._is_plainly_utf8(text.encode()) == certain
