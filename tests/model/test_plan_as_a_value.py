"""The Plan: its order, its index and what it accounts for."""

from dataclasses import replace

import pytest

from shisaku.messages import Message
from shisaku.model.details import NO_DETAILS, BudgetFigure, Details, Passage, Purpose
from shisaku.model.plan import (
    EXACT,
    PARTIAL,
    PLAN_KEY,
    Evidence,
    Identification,
    Initiative,
    LegendEntry,
    Measure,
    MeasureGroup,
    Pillar,
    Placement,
    Plan,
    same_mark,
)
from shisaku.model.source import Description, Source, Span


def test_three_circles_are_one_mark_and_others_are_kept() -> None:
    assert same_mark("○◯〇☆●") == "○○○☆●"


def test_walking_gives_every_component_with_its_parent_in_order(plan: Plan) -> None:
    assert [(component.key, parent) for component, parent in plan.walk()] == [
        ("pillar/1", PLAN_KEY),
        ("group/1", "pillar/1"),
        ("measure/1", "group/1"),
        ("measure/1/initiative/1", "measure/1"),
        ("measure/1/initiative/2", "measure/1"),
        ("measure/2", PLAN_KEY),
        ("measure/2/initiative/1", "measure/2"),
    ]


def test_components_of_one_kind_are_given_in_order(plan: Plan) -> None:
    assert [p.key for p in plan.pillars] == ["pillar/1"]
    assert [g.key for g in plan.groups] == ["group/1"]
    assert [m.key for m in plan.measures] == ["measure/1", "measure/2"]
    assert [i.key for i in plan.initiatives] == ["measure/1/initiative/1", "measure/1/initiative/2", "measure/2/initiative/1"]


def test_purposes_are_given_with_what_they_are_the_purpose_of(plan: Plan) -> None:
    assert [(purpose.key, of) for purpose, of in plan.all_purposes()] == [
        ("purpose/plan", PLAN_KEY),
        ("purpose/pillar-1", "pillar/1"),
    ]


def test_components_and_purposes_are_found_by_key(plan: Plan) -> None:
    assert plan.find("measure/2") is plan.measures[1]
    assert plan.find("purpose/pillar-1") is plan.pillars[0].details.purposes[0]
    assert plan.find("measure/3") is None


def test_what_is_claimed_is_sorted_and_covers_everything_that_is_printed(plan: Plan) -> None:
    claimed = plan.claimed()
    assert list(claimed) == sorted(claimed)
    expected = [component.span for component, _ in plan.walk()] + [purpose.span for purpose, _ in plan.all_purposes()]
    expected += [entry.span for entry in plan.legend if entry.span] + [*plan.furniture, *plan.unread]
    assert plan.title_span is not None
    assert sorted([*expected, plan.title_span]) == list(claimed)


def test_a_plan_without_title_claims_none(plan: Plan) -> None:
    assert plan.title_span not in replace(plan, title_span=None).claimed()


def test_a_mark_that_is_not_explained_claims_nothing(plan: Plan) -> None:
    assert replace(plan, legend=(*plan.legend, LegendEntry("★", None, None))).claimed() == plan.claimed()


OVERLEAF = "段落は \n- 1 -\n次の頁で\n- 2 -\n終わる。\n- 3 -\n"


def overleaf(*furniture: tuple[int, int]) -> Plan:
    source = Source(OVERLEAF, "a.txt", Description("umi"), sha256="00", encoding="utf-8")
    return Plan(source, "", None, None, (), (), (), (), furniture=tuple(Span(*ends) for ends in furniture))


FIRST, SECOND, THIRD = ((at := OVERLEAF.index(f"- {n} -"), at + 5) for n in (1, 2, 3))


def pieces(plan: Plan, start: int, end: int) -> list[str]:
    return [plan.source.quote(piece) for piece in plan.pieces(Passage("", Span(start, end)))]


def test_a_paragraph_is_printed_between_the_page_artefacts_in_it() -> None:
    end = OVERLEAF.index("。") + 1
    assert pieces(overleaf(FIRST, SECOND, THIRD), 0, end) == ["段落は", "次の頁で", "終わる。"]
    assert pieces(overleaf(THIRD, SECOND, FIRST), 0, end) == ["段落は", "次の頁で", "終わる。"]  # in whatever order it was found


def test_page_artefacts_before_or_behind_a_paragraph_do_not_divide_it() -> None:
    start, end = FIRST[1], SECOND[0]
    assert pieces(overleaf(FIRST, SECOND, THIRD), start, end) == ["次の頁で"]


def test_page_artefacts_at_the_end_of_a_paragraph_are_not_printed_in_it() -> None:
    assert pieces(overleaf(FIRST, SECOND), FIRST[1], SECOND[1]) == ["次の頁で"]


def test_the_paragraphs_of_plan_and_components_are_claimed_piece_by_piece() -> None:
    passage = Passage("", Span(0, SECOND[0]))
    whole = overleaf(FIRST)
    expected = {"段落は", "次の頁で", "- 1 -"}
    described = replace(whole, details=Details(description=(passage,)))
    assert {whole.source.quote(span) for span in described.claimed()} == expected
    measure = Measure("measure/1", 1, "", "", Span(SECOND[1] + 1, SECOND[1] + 5), details=Details(description=(passage,)))
    held = replace(whole, parts=(measure,))
    assert {whole.source.quote(span) for span in held.claimed()} == {*expected, "終わる。"}


def test_two_readings_of_one_text_are_equal_whatever_their_index_holds(plan: Plan) -> None:
    assert replace(plan) == plan
    assert "_index" not in repr(plan)
    assert "_asides" not in repr(plan)
    with pytest.raises(TypeError):
        Plan(plan.source, "", None, None, (), (), (), (), _index={})  # type: ignore[call-arg]  # it is made, never given
    with pytest.raises(TypeError):
        Plan(plan.source, "", None, None, (), (), (), (), _asides=[])  # type: ignore[call-arg]  # likewise


def test_what_is_not_printed_is_empty() -> None:
    at = Span(0, 1)
    assert Details() == NO_DETAILS
    assert BudgetFigure("", at) == BudgetFigure("", at, None, "JPY", False, "", None, "", "", ())
    assert Initiative("", 1, "", "", at) == Initiative("", 1, "", "", at, False, "", NO_DETAILS)
    assert Measure("", 1, "", "", at) == Measure("", 1, "", "", at, (), NO_DETAILS)
    assert MeasureGroup("", 1, "", at) == MeasureGroup("", 1, "", at, (), "", NO_DETAILS)
    assert Pillar("", 1, "", "", at) == Pillar("", 1, "", "", at, (), NO_DETAILS, "", False)
    assert Evidence("", Message.of({"ja": "", "en": ""})) == Evidence("", Message.of({"ja": "", "en": ""}), None)
    assert Placement("", "", 1.0, ()) == Placement("", "", 1.0, (), ())
    assert Identification("", "", EXACT, 1.0, ()) == Identification("", "", EXACT, 1.0, (), ())
    empty = overleaf()
    assert (empty.furniture, empty.unread, empty.findings, empty.details, empty.lexicon) == ((), (), (), NO_DETAILS, "")


def test_the_keys_and_kinds_that_the_graph_is_made_of() -> None:
    assert (EXACT, PARTIAL, PLAN_KEY) == ("exact", "partial", "")


def test_a_purpose_belongs_to_the_pillar_that_has_it(plan: Plan) -> None:
    second = Pillar("pillar/2", 2, "", "", Span(0, 1), details=Details(purposes=(Purpose("purpose/pillar-2", "", Span(0, 1)),)))
    both = replace(plan, parts=(*plan.parts, second))
    assert [of for _, of in both.all_purposes()] == [PLAN_KEY, "pillar/1", "pillar/2"]
