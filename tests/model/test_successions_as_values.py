"""What became of components between two editions, as values."""

from dataclasses import replace

from shisaku.model.plan import Plan
from shisaku.model.succession import CONTINUED, DROPPED, KINDS, LEVELS, MERGED, NEW, RENAMED, SPLIT, Editions, Move, Succession


def succession(kind: str, level: str) -> Succession:
    return Succession(kind, level, ("a",), ("b",), 0.9, ())


def test_kinds_and_levels_are_those_of_the_vocabulary() -> None:
    assert KINDS == ("continued", "renamed", "split", "merged", "new", "dropped")
    assert KINDS == (CONTINUED, RENAMED, SPLIT, MERGED, NEW, DROPPED)
    assert LEVELS == ("pillar", "group", "measure", "initiative", "purpose")


def test_a_component_moved_where_a_move_is_given() -> None:
    stayed = succession(CONTINUED, "measure")
    assert not stayed.moved
    assert (stayed.move, stayed.old_rivals, stayed.new_rivals) == (None, (), ())
    assert replace(stayed, move=Move("pillar/1", "pillar/2")).moved


def test_successions_are_selected_by_kind_and_level_in_order(plan: Plan) -> None:
    first, second, third = succession(NEW, "measure"), succession(DROPPED, "measure"), succession(NEW, "pillar")
    editions = Editions(plan, plan, (first, second, third))
    assert editions.of(NEW) == (first, third)
    assert editions.of(NEW, DROPPED) == (first, second, third)
    assert editions.of(NEW, level="measure") == (first,)
    assert editions.of(SPLIT) == ()
    assert editions.of(NEW, level="group") == ()
    assert editions.lexicon == ""
