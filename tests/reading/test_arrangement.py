import math
from dataclasses import replace

import pytest

from shisaku.reading.overview.placement_problem import OverviewArrangement, PlacementProblem
from shisaku.reading.overview.search import arrange

FLAT = PlacementProblem(
    measure_pillar=((0.0, 0.0),) * 4,
    measure_group=((),) * 4,
    measure_statement=((),) * 4,
    group_pillar=(),
    statement_pillar=(),
    adjacent=(True, False, True),
    boxes=4,
    led_by_pillar=(None, None, None, None),
    led_by_group=(None, None, None, None),
    statement_led_by=(),
    pillars=2,
    kinship=(0.0,) * 3,
)
"""Two pillars, four measures in two boxes of two, all behind the headings; words say nothing."""


def best(problem: PlacementProblem) -> OverviewArrangement:
    found = arrange(problem)
    assert found is not None
    return found


def test_there_is_nothing_to_arrange_without_measures_or_pillars() -> None:
    nothing = replace(FLAT, measure_pillar=(), measure_group=(), measure_statement=(), adjacent=(), kinship=())
    assert arrange(nothing) is None
    assert arrange(replace(FLAT, pillars=0)) is None


def test_measures_of_one_box_stay_together() -> None:
    assert best(FLAT).slots == ((0, None), (0, None), (1, None), (1, None))


def test_measures_of_two_boxes_stay_together_where_their_words_are_kin() -> None:
    found = best(replace(FLAT, kinship=(0.0, 6.0, -6.0)))
    assert [pillar for pillar, _ in found.slots] == [0, 0, 0, 1]


def test_numbers_only_grow_from_pillar_to_pillar_whatever_the_words() -> None:
    words = ((-3.0, 3.0), (-3.0, 3.0), (3.0, -3.0), (3.0, -3.0))
    found = best(replace(FLAT, measure_pillar=words))
    pillars = [pillar for pillar, _ in found.slots]
    assert pillars == sorted(pillars)


def test_words_part_a_box_where_they_are_clear() -> None:
    words = ((9.0, -9.0), (9.0, -9.0), (9.0, -9.0), (-9.0, 9.0))
    assert [pillar for pillar, _ in best(replace(FLAT, measure_pillar=words)).slots] == [0, 0, 0, 1]


def test_headings_that_are_before_what_they_head_show_that_the_order_is_intact() -> None:
    assert best(replace(FLAT, led_by_pillar=(0, 0, 1, 1))).in_order > 0.5


def test_headings_that_are_elsewhere_show_that_it_is_not() -> None:
    assert best(replace(FLAT, led_by_pillar=(1, 1, None, None))).in_order < 0.1


def test_groups_may_be_in_another_order_than_what_they_head() -> None:
    close = ((-5.0, 5.0), (-5.0, 5.0), (5.0, -5.0), (5.0, -5.0))
    problem = replace(FLAT, pillars=1, measure_pillar=((0.0,),) * 4, measure_group=close, group_pillar=((0.0,), (0.0,)))
    found = best(problem)
    assert found.slots == ((0, 1), (0, 1), (0, 0), (0, 0))
    assert found.group_pillars == (0, 0)


def test_a_group_that_heads_nothing_has_no_pillar() -> None:
    problem = replace(
        FLAT, pillars=1, measure_pillar=((0.0,),) * 4, measure_group=((-20.0,),) * 4, group_pillar=((0.0,),), adjacent=(True,) * 3
    )
    assert best(problem).group_pillars == (None,)
    assert set(best(problem).slots) == {(0, None)}


def test_a_statement_goes_to_the_pillar_whose_measures_it_names() -> None:
    named = ((-4.0,), (-4.0,), (4.0,), (4.0,))
    found = best(replace(FLAT, measure_statement=named, statement_pillar=((0.0, 0.0),), statement_led_by=(None,)))
    assert found.statement_pillars == (1,)
    assert found.statement_shares[0][1] > 0.9


def test_the_shares_of_each_measure_add_up_to_one() -> None:
    for shares in best(replace(FLAT, led_by_pillar=(0, 0, None, 1))).slot_shares:
        assert math.fsum(shares.values()) == pytest.approx(1)


def test_the_chosen_place_of_a_clear_problem_has_the_largest_share() -> None:
    found = best(FLAT)
    assert all(max(shares, key=shares.__getitem__) == slot for slot, shares in zip(found.slots, found.slot_shares, strict=True))


def test_the_margin_over_the_runner_up_grows_with_the_evidence_of_the_words() -> None:
    clear = replace(FLAT, measure_pillar=((4.0, -4.0), (4.0, -4.0), (-4.0, 4.0), (-4.0, 4.0)))
    assert all(
        sure[slot] > unsure[slot]
        for slot, sure, unsure in zip(best(FLAT).slots, best(clear).slot_shares, best(FLAT).slot_shares, strict=True)
    )


def test_a_small_problem_is_searched_exactly() -> None:
    assert best(FLAT).exact
