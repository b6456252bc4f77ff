"""Overrides in source.toml are applied, reported as reasons, and decide what is around them."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.addressed import addressed
from tests.counting import GROWTH, calls

from shisaku.model.findings import Finding, Severity
from shisaku.model.plan import EXACT, PARTIAL, PLAN_KEY, Initiative, Measure, MeasureGroup, Pillar, Placement, Plan
from shisaku.model.source import Description, Override, Source
from shisaku.pipeline import Context, build
from shisaku.reading.overrides.source_settings import read_description
from shisaku.reading.reader import read

ORDERED = """\
浜と里の計画（令和８年度版）

○：予算 ☆：制度

Ⅰ 浜のくらし

■ 桟橋と市場に力を入れ、浜の営みを守る。

１ 桟橋の補修
○桟橋の点検
○☆桟橋の改修

２ 市場の建て替え
○直売所の新設

Ⅱ 里のくらし

■ 棚田と用水に力を入れ、里の営みを守る。

３ 棚田の保全
○棚田の草刈り

４ 用水の補修
○用水の点検
○桟橋の点検（再掲）
"""
DOUBTFUL = """\
道と扉の計画（令和８年度版）

３ 備えの心
○倉庫の日

２ 安心の輪
○窓口の日

Ⅱ 未来への扉

１ 学びの場
○学校の日

Ⅰ 希望への道

○：予算

４ 集いの庭
○広場の日
"""
"""Nothing shows where 2 and 3 go."""
GROUPED = """\
○：予算

Ⅰ 浜のくらし

■桟橋を直す

１ 桟橋の補修
○桟橋の点検

■市場を開く

２ 市場の建て替え
○直売所の新設

Ⅱ 里のくらし

■棚田を守る

３ 棚田の保全
○棚田の草刈り

■用水を直す

４ 用水の補修
○用水の点検
"""


def overrides_of(tmp_path: Path, toml: str) -> tuple[Override, ...]:
    path = tmp_path / "source.toml"
    path.write_text('id = "x"\n' + toml, encoding="utf-8")
    return read_description(path).overrides


def reading(text: str, overrides: tuple[Override, ...] = ()) -> Plan:
    return addressed(read(Source(text, "x.txt", Description("x", overrides=overrides), "0" * 64, "utf-8")))


def tree(plan: Plan) -> dict[str, str]:
    """Where everything is, by label."""
    labels = {component.key: component.label for component, _ in plan.walk()} | {PLAN_KEY: "plan"}
    again = {component.key for component, _ in plan.walk() if isinstance(component, Initiative) and component.restated}
    found = {component.label + "（再掲）" * (component.key in again): labels[parent] for component, parent in plan.walk()}
    return found | {purpose.text: labels[parent] for purpose, parent in plan.all_purposes()}


def findings_of(plan: Plan, rule: str = "reading/override-without-effect") -> list[Finding]:
    return [finding for finding in plan.findings if finding.rule == rule]


def placement_of(plan: Plan, label: str) -> Placement:
    (key,) = [component.key for component, _ in plan.walk() if component.label == label] or [
        purpose.key for purpose, _ in plan.all_purposes() if purpose.text == label
    ]
    (placement,) = [placement for placement in plan.placements if placement.component == key]
    return placement


def assert_sound(plan: Plan) -> None:
    """Every key once; every conclusion on something that is where it says; every character claimed once."""
    parents = {component.key: parent for component, parent in plan.walk()}
    parents |= {purpose.key: parent for purpose, parent in plan.all_purposes()}
    assert len(parents) == sum(1 for _ in plan.walk()) + sum(1 for _ in plan.all_purposes())
    for placement in plan.placements:
        assert parents[placement.component] == placement.parent
        assert placement.parent not in dict(placement.rivals)
        assert {key for key, _ in placement.rivals} <= {*parents, PLAN_KEY}
    for made in plan.identifications:
        assert {made.component, made.original, *(key for key, _ in made.rivals)} <= set(parents)
    for component, _ in plan.walk():
        under = component.initiatives if isinstance(component, Measure) else ()
        assert [entry.key for entry in under] == [f"{component.key}/initiative/{n}" for n in range(1, len(under) + 1)]
    spans = plan.claimed()
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    claimed = {at for span in spans for at in range(span.start, span.end)}
    assert [at for at, letter in enumerate(plan.source.text) if at not in claimed and not letter.isspace()] == []


# -- what is applied -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("toml", "what", "under"),
    [
        ('measure = 3\nunder = "Ⅰ"', "棚田の保全", "浜のくらし"),
        ('measure = "３"\nunder = 1', "棚田の保全", "浜のくらし"),
        ('measure = "棚田"\nunder = "浜の"', "棚田の保全", "浜のくらし"),
        ('measure = 1\nunder = "Ⅱ"', "桟橋の補修", "里のくらし"),
        ('measure = 4\nunder = "plan"', "用水の補修", "plan"),
        ('purpose = "棚田と用水"\nunder = "Ⅰ"', "棚田と用水に力を入れ、里の営みを守る。", "浜のくらし"),
        ('purpose = "棚田と用水"\nunder = "plan"', "棚田と用水に力を入れ、里の営みを守る。", "plan"),
        ('entry = "直売所"\nunder = 4', "直売所の新設", "用水の補修"),
        ('entry = "用水"\nunder = "桟橋の"', "用水の点検", "桟橋の補修"),
    ],
)
def test_an_overridden_component_is_where_the_override_puts_it(toml: str, what: str, under: str, tmp_path: Path) -> None:
    plan = reading(ORDERED, overrides_of(tmp_path, f"[[override]]\n{toml}\n"))
    before = tree(reading(ORDERED))
    assert tree(plan) == before | {what: under}
    assert findings_of(plan) == []
    assert_sound(plan)


@pytest.mark.parametrize(
    ("toml", "what", "under"),
    [
        ('measure = 3\nunder = "桟橋を"', "棚田の保全", "桟橋を直す"),
        ('measure = 1\nunder = "Ⅱ"', "桟橋の補修", "里のくらし"),
        ('group = "棚田"\nunder = "Ⅰ"', "棚田を守る", "浜のくらし"),
        ('group = "市場"\nunder = "plan"', "市場を開く", "plan"),
        ('group = "市場"\nunder = "桟橋を"', "市場を開く", "桟橋を直す"),
    ],
)
def test_groups_are_moved_and_take_others_under_them(toml: str, what: str, under: str, tmp_path: Path) -> None:
    plan = reading(GROUPED, overrides_of(tmp_path, f"[[override]]\n{toml}\n"))
    assert tree(plan)[what] == under
    assert findings_of(plan) == []
    assert_sound(plan)


def test_an_override_is_certain_and_the_readers_own_conclusion_a_rival(tmp_path: Path) -> None:
    plan = reading(ORDERED, overrides_of(tmp_path, '[[override]]\nmeasure = 3\nunder = "Ⅰ"\n'))
    placement = placement_of(plan, "棚田の保全")
    assert (placement.confidence, placement.evidence[0].basis) == (1.0, "editor-override")
    assert placement.evidence[0].message.verbatim("en") == 'override in line 2 of source.toml (measure = 3, under = "Ⅰ")'
    assert placement.evidence[0].message.verbatim("ja") == 'source.toml の 2 行目の指定（measure = 3, under = "Ⅰ"）'
    own = placement_of(reading(ORDERED), "棚田の保全")
    assert placement.rivals[0] == (own.parent, own.confidence)


def test_an_override_that_agrees_with_the_reader_keeps_the_reasons(tmp_path: Path) -> None:
    own = placement_of(reading(ORDERED), "棚田の保全")
    plan = reading(ORDERED, overrides_of(tmp_path, '[[override]]\nmeasure = 3\nunder = "Ⅱ"\n'))
    placement = placement_of(plan, "棚田の保全")
    assert (placement.confidence, placement.evidence[1:]) == (1.0, own.evidence)
    assert tree(plan) == tree(reading(ORDERED))


def test_one_override_decides_what_is_around_it(tmp_path: Path) -> None:
    doubtful = {finding.label for finding in findings_of(reading(DOUBTFUL), "reading/uncertain-placement")}
    assert doubtful == {"安心の輪", "備えの心"}
    plan = reading(DOUBTFUL, overrides_of(tmp_path, '[[override]]\nmeasure = 2\nunder = "Ⅱ"\n'))
    assert {"安心の輪": "未来への扉", "備えの心": "未来への扉"}.items() <= tree(plan).items()
    assert placement_of(plan, "備えの心").confidence >= 0.9
    assert findings_of(plan, "reading/uncertain-placement") == []


def test_a_measure_against_the_order_of_numbers_moves_alone(tmp_path: Path) -> None:
    plan = reading(ORDERED, overrides_of(tmp_path, '[[override]]\nmeasure = 4\nunder = "Ⅰ"\n'))
    assert [m.printed for m in plan.pillars[0].parts if isinstance(m, Measure)] == ["１", "２", "４"]
    assert tree(plan)["棚田の保全"] == "里のくらし"


def test_entries_that_move_take_new_places_and_what_points_to_them_follows(tmp_path: Path) -> None:
    plan = reading(ORDERED, overrides_of(tmp_path, '[[override]]\nentry = "桟橋の点検"\nmeasure = 1\nunder = 3\n'))
    assert [entry.label for entry in plan.measures[2].initiatives] == ["棚田の草刈り", "桟橋の点検"]
    assert plan.identifications[0].original == "measure/3/initiative/2"
    assert placement_of(plan, "棚田の保全").component == "measure/3"


def test_a_measure_left_without_entries_is_reported(tmp_path: Path) -> None:
    plan = reading(ORDERED, overrides_of(tmp_path, '[[override]]\nentry = "直売所"\nunder = 1\n'))
    assert [finding.subject for finding in findings_of(plan, "reading/measure-without-entry")] == ["measure/2"]


def test_an_override_places_an_entry_under_no_measure(tmp_path: Path) -> None:
    text = ORDERED.replace("■ 棚田", "○浜辺の清掃\n\n■ 棚田")
    assert findings_of(reading(text), "reading/entry-without-measure")
    plan = reading(text, overrides_of(tmp_path, '[[override]]\nentry = "浜辺"\nunder = 1\n'))
    assert tree(plan)["浜辺の清掃"] == "桟橋の補修"
    assert findings_of(plan, "reading/entry-without-measure") == []


# -- what is restated ----------------------------------------------------------------------------------------------------

RESTATED = ORDERED.replace("○桟橋の点検（再掲）", "○くらしの点検（再掲）")


def test_an_override_names_the_original(tmp_path: Path) -> None:
    assert [f.severity for f in findings_of(reading(RESTATED), "reading/restatement-of-nothing")] == [Severity.WARNING]
    plan = reading(RESTATED, overrides_of(tmp_path, '[[override]]\nentry = "くらしの"\nrestates = "桟橋の点検"\n'))
    (made,) = plan.identifications
    assert (made.component, made.original) == ("measure/4/initiative/2", "measure/1/initiative/1")
    assert (made.kind, made.confidence, made.evidence[0].basis) == (PARTIAL, 1.0, "editor-override")
    assert findings_of(plan, "reading/restatement-of-nothing") == []


def test_the_kind_of_restatement_follows_from_the_words(tmp_path: Path) -> None:
    overrides = overrides_of(tmp_path, '[[override]]\nentry = "桟橋の点検"\nmeasure = 4\nrestates = "桟橋の点検"\n')
    (made,) = reading(ORDERED, overrides).identifications
    assert (made.kind, made.confidence) == (EXACT, 1.0)


def test_another_original_than_the_readers_keeps_that_as_a_rival(tmp_path: Path) -> None:
    overrides = overrides_of(tmp_path, '[[override]]\nentry = "桟橋の点検"\nmeasure = 4\nrestates = "棚田の"\n')
    (made,) = reading(ORDERED, overrides).identifications
    assert (made.original, made.rivals[0][0]) == ("measure/3/initiative/1", "measure/1/initiative/1")


# -- page artefacts -----------------------------------------------------------------------------------------------------------


def test_page_artefacts_are_taken_out_before_anything_is_understood(tmp_path: Path) -> None:
    text = ORDERED.replace("○☆桟橋の改修", "禁無断転載 ３ 里浜庁\n○☆桟橋の改修").replace("２ 市場", "禁 無断転載\n\n２ 市場")
    plan = reading(text, overrides_of(tmp_path, '[[override]]\nfurniture = "禁無断転載"\n'))
    assert tree(plan) == tree(reading(ORDERED))
    assert sorted(plan.source.quote(span) for span in plan.furniture) == ["禁 無断転載", "禁無断転載 ３ 里浜庁"]
    assert_sound(plan)


# -- what has no effect --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ('measure = 9\nunder = "Ⅰ"', "nothing in the document begins with these words"),
        ('measure = "山小屋"\nunder = "Ⅰ"', "nothing in the document begins with these words"),
        ('group = "山小屋"\nunder = "Ⅰ"', "nothing in the document begins with these words"),
        ('entry = "桟橋の"\nunder = 2', "more than one matches"),
        ('entry = "桟橋の点検"\nunder = 2', "more than one matches"),
        ('entry = "直売所"\nmeasure = 9\nunder = 2', "nothing in the document begins with these words"),
        ('measure = 3\nunder = "Ⅸ"', "no heading matches the number or words"),
        ('purpose = "棚田"\nunder = "山小屋"', "no heading matches the number or words"),
        ('entry = "直売所"\nrestates = "用水の"', "is not marked as a restatement"),
        ('entry = "桟橋の点検"\nmeasure = 4\nrestates = "山小屋"', "no original initiative begins"),
        ('entry = "桟橋の点検"\nmeasure = 4\nrestates = "桟橋"', "restates matches more than one initiative"),
        ('furniture = "山小屋"', "nothing in the document begins with these words"),
    ],
)
def test_what_does_not_fit_the_text_is_an_error_that_names_the_line(toml: str, why: str, tmp_path: Path) -> None:
    plan = reading(ORDERED, overrides_of(tmp_path, f"\n[[override]]\n{toml}\n"))
    (finding,) = findings_of(plan)
    assert finding.severity == Severity.ERROR
    assert "The override in line 3 of source.toml (" in finding.message.verbatim("en")
    assert why in finding.message.verbatim("en")
    assert "source.toml の 3 行目の指定" in finding.message.verbatim("ja")
    assert tree(plan) == tree(reading(ORDERED))


def test_two_overrides_of_one_component_in_other_words_are_reported(tmp_path: Path) -> None:
    toml = '[[override]]\nmeasure = 3\nunder = "Ⅰ"\n[[override]]\nmeasure = "棚田"\nunder = "Ⅱ"\n'
    plan = reading(ORDERED, overrides_of(tmp_path, toml))
    assert tree(plan)["棚田の保全"] == "浜のくらし"
    assert "an earlier override covers the same thing" in findings_of(plan)[0].message.verbatim("en")


def test_nothing_can_be_under_itself(tmp_path: Path) -> None:
    toml = '[[override]]\ngroup = "市場"\nunder = "桟橋を"\n[[override]]\ngroup = "桟橋を"\nunder = "市場"\n'
    plan = reading(GROUPED, overrides_of(tmp_path, toml))
    assert tree(plan)["市場を開く"] == "桟橋を直す"
    assert "under itself" in findings_of(plan)[0].message.verbatim("en")
    assert_sound(plan)


# -- any override --------------------------------------------------------------------------------------------------------

PARTS = ["Ⅰ", "Ⅱ", "桟橋を", "市場を", "棚田を", "用水を", "plan"]
LABEL_OF = {
    "Ⅰ": "浜のくらし",
    "Ⅱ": "里のくらし",
    "桟橋を": "桟橋を直す",
    "市場を": "市場を開く",
    "棚田を": "棚田を守る",
    "用水を": "用水を直す",
    "plan": "plan",
}
MEASURES = {1: "桟橋の補修", 2: "市場の建て替え", 3: "棚田の保全", 4: "用水の補修"}


@given(st.dictionaries(st.sampled_from(sorted(MEASURES)), st.sampled_from(PARTS), max_size=4), st.booleans())
@settings(max_examples=120, derandomize=True, database=None)
def test_any_measure_can_be_put_anywhere(parents: dict[int, str], shuffled: bool) -> None:
    text = "\n\n".join(sorted(GROUPED.split("\n\n"))) if shuffled else GROUPED
    overrides = tuple(Override("measure", str(number), place, line=n) for n, (number, place) in enumerate(parents.items()))
    plan = reading(text, overrides)
    assert {MEASURES[number]: LABEL_OF[place] for number, place in parents.items()}.items() <= tree(plan).items()
    assert findings_of(plan) == []
    assert_sound(plan)


NAMES = st.sampled_from(["1", "４", "桟橋", "市場", "棚田の草", "用水", "直売所", "くらし", "Ⅰ", "Ⅱ", "浜の", "plan", "里"])
ANY = st.builds(
    Override,
    st.sampled_from(["measure", "group", "purpose", "entry", "furniture"]),
    NAMES,
    NAMES,
    st.none(),
    st.one_of(st.none(), NAMES),
    st.integers(1, 99),
)
ANY_RESTATED = st.builds(Override, st.just("entry"), NAMES, st.none(), NAMES, st.one_of(st.none(), NAMES), st.integers(1, 99))


@given(st.lists(st.one_of(ANY, ANY_RESTATED), max_size=6), st.sampled_from([ORDERED, GROUPED, DOUBTFUL]))
@settings(max_examples=200, derandomize=True, database=None)
def test_whatever_the_overrides_the_plan_is_sound(overrides: list[Override], text: str) -> None:
    plan = reading(text, tuple(overrides))
    assert_sound(plan)
    assert plan == reading(text, tuple(overrides))


def test_a_plan_with_overrides_passes_every_check(tmp_path: Path, context: Context) -> None:
    (tmp_path / "source.txt").write_text(ORDERED, encoding="utf-8")
    (tmp_path / "source.toml").write_text(
        'id = "hama"\nyear = 2026\nlicence = "https://example.org/terms"\n[publisher]\nname = "浜里庁"\n'
        '[[override]]\nmeasure = 3\nunder = "Ⅰ"\n'
        '[[override]]\npurpose = "桟橋と市場"\nunder = "Ⅱ"\n'
        '[[override]]\nentry = "直売所"\nunder = 3\n'
        '[[override]]\nentry = "桟橋の点検"\nmeasure = 4\nrestates = "桟橋の改修"\n'
        '[[override]]\nentry = "棚田の草"\nunder = 2\n',
        encoding="utf-8",
    )
    made = build(tmp_path / "source.txt", context)
    assert [f"{f.rule} {f.message.verbatim('en')}" for f in made.findings if f.severity >= Severity.ERROR] == []
    assert "editor-override" in {str(o).rpartition("/")[2] for o in made.reconstructed.objects()}


# -- what resolves a doubt -----------------------------------------------------------------------------------------------


def test_a_doubtful_placement_comes_with_the_lines_that_resolve_it(tmp_path: Path) -> None:
    doubts = findings_of(reading(DOUBTFUL), "reading/uncertain-placement")
    assert doubts
    for doubt in doubts:
        assert doubt.remedy.startswith("[[override]]\nmeasure = ")
        plan = reading(DOUBTFUL, overrides_of(tmp_path, doubt.remedy + "\n"))
        assert doubt.label not in {finding.label for finding in findings_of(plan, "reading/uncertain-placement")}
        assert findings_of(plan) == []
        assert tree(plan)[doubt.label or ""] == tree(reading(DOUBTFUL))[doubt.label or ""]


def test_what_is_certain_comes_without() -> None:
    assert {finding.remedy for finding in reading(ORDERED).findings} <= {""}


def test_a_heap_of_overrides_costs_no_more_than_its_size() -> None:
    def cost(count: int) -> int:
        overrides = tuple(Override("measure", f"山小屋の補修{n}", "Ⅰ", line=n) for n in range(count))
        return calls(lambda: findings_of(reading(ORDERED, overrides)))

    few = cost(250)
    assert cost(1000) <= 4 * GROWTH * few


def test_kinds_that_can_be_parents() -> None:
    plan = reading(GROUPED, (Override("measure", "2", "Ⅱ"), Override("measure", "3", "市場を")))
    assert {type(plan.find(p.parent)) for p in plan.placements} <= {Pillar, MeasureGroup}
    assert tree(plan)["棚田の保全"] == "市場を開く"
