import pytest

from shisaku.model.plan import PLAN_KEY, Placement
from shisaku.reading.overview.inventory import inventory
from shisaku.reading.overview.overview_blocks import blocks
from shisaku.reading.overview.placement import SURE, PlacedComponents, place
from shisaku.reading.tokens.conventions import conventions
from shisaku.reading.tokens.lines import lines

ORDERED = """\
Ⅰ 森林の再生

１ 苗木の育成
○森林に植える苗木の配布

２ 林道の補修
○森林を巡る林道の点検

Ⅱ 漁港の再生

３ 藻場の造成
○漁港の沖の藻場の調査

４ 魚市場の改修
○漁港の魚市場の耐震化

○：補助
"""
"""Headings before what they head, and words that say the same."""
SHUFFLED = """\
■ 藻場と魚市場に力を入れ、漁港の営みを次の世代に渡す。

３ 藻場の造成
○漁港の沖の藻場の調査

４ 魚市場の改修
○漁港の魚市場の耐震化

Ⅱ 漁港の再生

Ⅰ 森林の再生

■ 苗木と林道に力を入れ、森林の営みを次の世代に渡す。

１ 苗木の育成
○森林に植える苗木の配布

２ 林道の補修
○森林を巡る林道の点検

○：補助
"""
"""The same and two purposes, boxes in any order."""
DOUBTFUL = """\
Ⅱ 未来への扉

２ くらしの安心
○くらしの窓口

Ⅰ 希望への道

１ 手紙の束
○手紙の保存

３ 遠い声
○録音の保存

○：補助
"""
"""Nothing shows whether 2 is the last of the first pillar or the first of the second."""


def placed(text: str) -> PlacedComponents:
    printed = lines(text)
    found = blocks(printed, conventions(printed))
    return place(inventory(found), found)


def of(found: PlacedComponents, component: str) -> Placement:
    (placement,) = (p for p in found.placements if p.component == component)
    return placement


@pytest.mark.parametrize("text", [ORDERED, SHUFFLED], ids=["order intact", "boxes in any order"])
def test_measures_are_under_their_pillars_whatever_the_order_of_the_boxes(text: str) -> None:
    assert placed(text).measure_parents == ("pillar/1", "pillar/1", "pillar/2", "pillar/2")


def test_purposes_belong_to_the_pillars_whose_measures_they_name() -> None:
    assert placed(SHUFFLED).statement_parents == ("pillar/2", "pillar/1")


@pytest.mark.parametrize("text", [ORDERED, SHUFFLED, DOUBTFUL], ids=["order intact", "boxes in any order", "doubtful"])
def test_every_placement_has_reasons_and_claims_no_certainty(text: str) -> None:
    for placement in placed(text).placements:
        assert placement.evidence
        assert 0 <= placement.confidence <= 0.99


def test_where_the_order_is_intact_the_heading_before_is_a_reason() -> None:
    (reason,) = (e for e in of(placed(ORDERED), "measure/3").evidence if e.basis == "printed-adjacency")
    assert reason.span is not None
    assert ORDERED[reason.span.start : reason.span.end] == "Ⅱ 漁港の再生"


def test_where_it_is_not_the_heading_before_is_no_reason() -> None:
    found = placed(SHUFFLED)
    assert all(e.basis != "printed-adjacency" for placement in found.placements for e in placement.evidence)


def test_words_shared_with_the_purpose_are_a_reason_with_their_place() -> None:
    (reason,) = (e for e in of(placed(SHUFFLED), "measure/4").evidence if e.basis == "named-in-purpose")
    assert "魚市場" in reason.message.verbatim("ja")
    assert reason.span is not None
    assert SHUFFLED[reason.span.start : reason.span.end] == "■ 藻場と魚市場に力を入れ、漁港の営みを次の世代に渡す。"


def test_a_neighbour_by_number_and_in_the_text_is_a_reason() -> None:
    (behind,) = (e for e in of(placed(SHUFFLED), "measure/4").evidence if e.basis == "text-block")
    assert behind.span is not None
    assert SHUFFLED[behind.span.start : behind.span.end] == "３ 藻場の造成"


def test_as_many_purposes_as_pillars_are_a_reason() -> None:
    assert "run-count" in {e.basis for e in of(placed(SHUFFLED), "statement/0").evidence}


def test_what_is_not_sure_is_a_finding_that_names_its_rival() -> None:
    found = placed(DOUBTFUL)
    unsure = [p for p in found.placements if p.confidence < SURE]
    assert unsure
    assert [f.subject for f in found.findings if f.rule == "reading/uncertain-placement"] == [p.component for p in unsure]
    assert all(p.rivals for p in unsure)


def test_a_clear_document_has_no_findings() -> None:
    assert placed(SHUFFLED).findings == ()


def test_rivals_are_likeliest_first_and_hold_no_more_than_what_is_left() -> None:
    for placement in placed(DOUBTFUL).placements:
        shares = [share for _, share in placement.rivals]
        assert shares == sorted(shares, reverse=True)
        assert placement.confidence + sum(shares) <= 1
        assert placement.parent not in dict(placement.rivals)


def test_without_pillars_and_groups_measures_are_under_the_plan() -> None:
    found = placed("１ 苗木の育成\n○配布\n\n２ 林道の補修\n○点検")
    assert found.measure_parents == (PLAN_KEY, PLAN_KEY)
    assert [e.basis for p in found.placements for e in p.evidence] == ["layout-position", "layout-position"]


def test_groups_without_pillars_are_under_the_plan_and_head_measures() -> None:
    text = "■苗木のこと\n\n１ 苗木の育成\n○苗木の配布\n\n■林道のこと\n\n２ 林道の補修\n○林道の点検\n\n○：補助"
    found = placed(text)
    assert (found.measure_parents, found.group_parents) == (("group/1", "group/2"), (PLAN_KEY, PLAN_KEY))


def test_groups_are_counted_in_the_order_of_what_they_head() -> None:
    text = (
        "■林道の補修と点検\n\n■苗木の育成と配布\n\nⅠ 森林の再生\n\n"
        "２ 林道の補修\n○林道の点検\n\n１ 苗木の育成\n○苗木の配布\n\n○：補助"
    )
    found = placed(text)
    assert found.group_keys == ("group/2", "group/1")
    assert found.measure_parents == ("group/1", "group/2")


def test_pillars_without_any_measure_keep_the_purposes_printed_under_them() -> None:
    found = placed("第１章 森林の再生\n\n国土緑化\n\n■ 森林を守る。\n\n第２章 漁港の再生\n\n港の年表\n\n■ 漁港を守る。")
    assert found.statement_parents == ("pillar/1", "pillar/2")
    assert all(p.confidence < SURE for p in found.placements)


def test_the_same_text_is_placed_the_same_twice() -> None:
    assert placed(DOUBTFUL) == placed(DOUBTFUL)
