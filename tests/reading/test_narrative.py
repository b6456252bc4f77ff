"""Whether prose reports what has been, as reports do, or lays down what is to be done, as plans do."""

import pytest

from shisaku.reading.outline.narrative import LEAST, narrative_share

DONE = (
    "昨年は雨が少なかった。",
    "収量は七割であった。",
    "牧場は町の西にある森である。",
    "人手が足りていない。",
    "干し草を買い入れている。",
)
TO_DO = ("干し草を蓄える。", "人手を募ることとする。", "井戸の掘削を図ります。", "三年で二割を増やす。", "講習を進める。")


@pytest.mark.parametrize(
    "sentence",
    ["収量は減りました。", *DONE[1:], "町でも進められています。", "増えつつある。", "難しいと考えられる。", "そう思います。"],
)
def test_what_has_been_or_is_is_narrative(sentence: str) -> None:
    assert narrative_share(sentence * LEAST) == 1


@pytest.mark.parametrize(
    "sentence", [*TO_DO, "支援の充実に取り組む。", "整備を推進します。", "見直しを行う。", "手引きを作成し、配布する。"]
)
def test_what_is_to_be_done_is_not(sentence: str) -> None:
    assert narrative_share(sentence * LEAST) == 0


def test_the_share_is_that_of_the_sentences() -> None:
    assert narrative_share("".join((*DONE[1:3], *TO_DO[:2]))) == 0.5


@pytest.mark.parametrize("text", ["", "砂を運ぶ", "".join(DONE[: LEAST - 1])])
def test_too_few_sentences_have_no_share(text: str) -> None:
    assert narrative_share(text) is None


def test_notes_behind_a_sentence_are_passed_over() -> None:
    assert narrative_share("干し草を買い入れている12。" * LEAST) == 1


@pytest.mark.parametrize(
    ("sentence", "share"),
    [
        ("The harvest was smaller than in the year before. ", 1),
        ("Several farms have been sold since the summer. ", 1),
        ("Cut back every tree before the sap rises. ", 0),
        ("Bring the apples to one press in the village. ", 0),
    ],
)
def test_english_sentences_are_recognised_by_their_verbs(sentence: str, share: float) -> None:
    assert narrative_share(sentence * LEAST) == share
