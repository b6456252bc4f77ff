"""An IRI never changes what it means: two readings of one document, of which the second finds more or puts things elsewhere.

The first reading is made poorer by telling it, in source.toml, to pass a line over; what a later version finds there is new, and
everything else keeps the IRI that it had.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF
from tests.counting import GROWTH, calls

from shisaku.diff.descriptions import Descriptions
from shisaku.diff.graph_diff import compare
from shisaku.diff.retirement import NOTHING, OWNER, PLACE, STATED, WORDS, Reassignment, reassignments, retirements
from shisaku.model.details import BudgetFigure, Details, Passage, Purpose, Responsibility
from shisaku.model.plan import Initiative, LegendEntry, Measure, MeasureGroup, Pillar, Plan
from shisaku.model.source import Description, Override, Source, Span
from shisaku.pipeline import Context, read
from shisaku.rdf.namespaces import DEFAULT_BASE, SHISAKU, PlanIris
from shisaku.reading.identity import with_lasting_keys

UNNUMBERED = """町の環境計画

水を守る

川と池の水をきれいに保つ。

水質の見張り

○川の水質の測定
○池の藻の除去

下水道の手入れ

○古い管の取り替え
○ポンプ場の点検

みどりを増やす

町のどこからでも木陰へ歩いて行けるようにする。

街路樹の世話

○桜並木の剪定
○枯れた木の植え替え
"""
ANEW = """港町の産業計画

第１章　漁業を支える

１　漁港の整備
○岸壁の補修
○製氷施設の更新
２　担い手の育成
○漁業研修の開催
○新規就業者への家賃補助

第２章　観光を伸ばす

１　宿泊施設の充実
○民宿の改修への補助
２　情報の発信
○観光動画の制作
○案内板の多言語化

第３章　港を開く

１　倉庫の改修
○朝市の会場の設置
"""
THROUGH = """港町の産業計画

Ⅰ　漁業を支える

１　漁港の整備
○岸壁の補修
○製氷施設の更新
２　担い手の育成
○漁業研修の開催
○新規就業者への家賃補助

Ⅱ　観光を伸ばす

３　宿泊施設の充実
○民宿の改修への補助
４　情報の発信
○観光動画の制作
○案内板の多言語化
"""
OVERVIEW = """山里の暮らしの計画 （重点施策2033）

○：予算 ☆：制度

Ⅰ 森を育てる

水源となる森を次の世代に引き継ぐ。

１ 間伐と植林

○杉林の間伐
☆共有林の管理の手引きの作成

２ 林道の手入れ

○落石防護柵の設置
○側溝の清掃

Ⅱ 暮らしの足を守る

車がなくても買い物と通院に困らないようにする。

３ 乗合交通の充実

○予約バスの増便
☆運賃の割引の拡大

４ 冬の道の安全

○除雪車の更新
○坂道への融雪剤の配備
"""
TWICE = (
    THROUGH
    + """
付録

１　統計の公表
○水揚げの統計
"""
)
"""Whose last number is that of another measure."""


def read_as(text: str, context: Context, *overrides: Override, identifier: str = "plan") -> Plan:
    return read(text=text, context=context, description=Description(id=identifier, year=2033, overrides=overrides))


def passed_over(line: str) -> Override:
    return Override("furniture", line)


def graph_of(plan: Plan, context: Context) -> Graph:
    made = context.graphs(plan)
    return made.asserted + made.reconstructed


@dataclass(frozen=True)
class Readings:
    """Two readings of one document, and their graphs."""

    old: Plan
    new: Plan
    before: Descriptions
    after: Descriptions


def readings(old: Plan, new: Plan, context: Context) -> Readings:
    return Readings(old, new, *(Descriptions.of(graph_of(plan, context)) for plan in (old, new)))


def named(plan: Plan) -> dict[tuple[type, Span], str]:
    """The keys of components and passages by what they name: the same class, printed at the same place."""
    components = [component for component, _ in plan.walk()]
    found: dict[tuple[type, Span], str] = {(type(component), component.span): component.key for component in components}
    found |= {(Purpose, purpose.span): purpose.key for purpose, _ in plan.all_purposes()}
    passages = (passage for element in (plan, *components) for passage in element.details.description)
    return found | {(Passage, passage.span): passage.key for passage in passages}


# -- what is found later -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "class_"),
    [
        pytest.param(UNNUMBERED, "下水道の手入れ", Measure, id="unnumbered headings"),
        pytest.param(UNNUMBERED, "水を守る", Measure, id="the first of them"),
        pytest.param(ANEW, "第２章　観光を伸ばす", Pillar, id="a heading under which numbers start anew"),
        pytest.param(ANEW, "１　倉庫の改修", Measure, id="numbers that start anew"),
        pytest.param(THROUGH, "Ⅱ　観光を伸ばす", Pillar, id="a heading over numbers that run through"),
        pytest.param(THROUGH, "２　担い手の育成", Measure, id="numbers that run through"),
        pytest.param(OVERVIEW, "３ 乗合交通の充実", Measure, id="an overview"),
        pytest.param(OVERVIEW, "Ⅰ 森を育てる", Pillar, id="a pillar of an overview"),
        pytest.param(OVERVIEW, "○側溝の清掃", Initiative, id="an entry of an overview"),
    ],
)
def test_one_heading_more_leaves_every_other_iri_what_it_was(text: str, line: str, class_: type, context: Context) -> None:
    made = readings(read_as(text, context, passed_over(line)), read_as(text, context), context)
    old, new = named(made.old), named(made.new)
    (found,) = [component for component, _ in made.new.walk() if component.span not in {span for _, span in old}]
    assert type(found) is class_
    assert found.label in line
    both = old.keys() & new.keys()
    assert len(both) >= len(old) - 1
    assert {thing: old[thing] for thing in both} == {thing: new[thing] for thing in both}
    assert found.key not in old.values()
    assert reassignments(made.before, made.after) == ()
    assert {one.old for one in retirements(made.before, made.after)} <= {
        PlanIris(DEFAULT_BASE, "plan").of(old[thing]) for thing in old.keys() - new.keys()
    }


@pytest.mark.parametrize(
    "override",
    [
        Override("entry", "側溝の清掃", parent="4"),
        Override("measure", "2", parent="Ⅱ"),
        Override("purpose", "水源となる森", parent="Ⅱ"),
    ],
    ids=lambda override: str(override.kind),
)
def test_what_is_put_elsewhere_keeps_its_iri_as_does_everything_else(override: Override, context: Context) -> None:
    made = readings(read_as(OVERVIEW, context), read_as(OVERVIEW, context, override), context)
    assert named(made.old) == named(made.new)
    parents = [{component.key: parent for component, parent in plan.walk()} for plan in (made.old, made.new)]
    owners = [{purpose.key: owner for purpose, owner in plan.all_purposes()} for plan in (made.old, made.new)]
    assert parents[0] != parents[1] or owners[0] != owners[1]
    assert retirements(made.before, made.after) == ()
    assert reassignments(made.before, made.after) == ()


def test_a_purpose_more_leaves_every_other_iri_what_it_was(context: Context) -> None:
    made = readings(read_as(OVERVIEW, context, passed_over("水源となる森")), read_as(OVERVIEW, context), context)
    old, new = named(made.old), named(made.new)
    assert len(list(made.new.all_purposes())) > len(list(made.old.all_purposes()))
    assert old.items() <= new.items()
    assert retirements(made.before, made.after) == ()


def test_a_mark_more_in_the_legend_leaves_every_other_iri_what_it_was(context: Context) -> None:
    plan = read_as(OVERVIEW, context)
    more = OVERVIEW.replace("○：予算 ☆：制度", "○：予算 ☆：制度 ※：その他")
    made = readings(plan, read_as(more, context), context)
    marks = [{iri for iri in side.named if SHISAKU.Mark in side.values(iri, RDF.type)} for side in (made.before, made.after)]
    assert len(marks[1]) == len(marks[0]) + 1
    assert marks[0] < marks[1]
    assert set(named(made.old).values()) == set(named(made.new).values())
    unexplained = readings(read_as(OVERVIEW, context, passed_over("○：予算")), plan, context)
    assert retirements(unexplained.before, unexplained.after) == ()


# -- what cannot keep its IRI ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def flipped(context: Context) -> Readings:
    """A second measure of number 1 is found, so that numbers name measures no longer."""
    return readings(read_as(TWICE, context, passed_over("１　統計の公表")), read_as(TWICE, context), context)


def test_where_a_number_comes_to_be_there_twice_each_measure_is_retired_for_itself_by_its_place(flipped: Readings) -> None:
    iris = PlanIris(DEFAULT_BASE, "plan")
    labels = {component.label: component.key for component in flipped.new.measures}
    found = {one.old: (one.new, one.basis) for one in retirements(flipped.before, flipped.after)}
    assert found == {
        iris.of(f"measure/{number}"): ((iris.of(labels[label]),), PLACE)
        for number, label in ((1, "漁港の整備"), (2, "担い手の育成"), (3, "宿泊施設の充実"), (4, "情報の発信"))
    }
    assert reassignments(flipped.before, flipped.after) == ()


def test_in_another_text_each_measure_is_retired_for_itself_by_its_words(context: Context) -> None:
    """The corrected text has a measure more with a number that was there, so that no place is that of the old text."""
    made = readings(read_as(THROUGH, context), read_as(TWICE.replace("港町の", "港の町の"), context), context)
    iris = PlanIris(DEFAULT_BASE, "plan")
    labels = {component.label: component.key for component in made.new.measures}
    found = {one.old: (one.new, one.basis) for one in retirements(made.before, made.after)}
    assert found == {iris.of(component.key): ((iris.of(labels[component.label]),), WORDS) for component in made.old.measures}


def test_details_are_retired_with_what_they_belong_to(context: Context) -> None:
    """Their IRIs begin with that of their owner, so that they go where it goes."""
    sums = Details(budget=(BudgetFigure("10円"),), responsibilities=(Responsibility("港湾課", role="lead"),))
    old, new = _plan([("1", "漁港の整備", sums)]), _plan([("1", "漁港の整備", sums), ("1", "統計の公表", Details())])
    made = readings(old, new, context)
    found = {str(one.old).removeprefix(f"{DEFAULT_BASE}plan/"): one for one in retirements(made.before, made.after)}
    assert {key.split("/")[2] if key.count("/") > 1 else "" for key in found} == {"", "budget", "responsibility"}
    for key, one in found.items():
        assert one.basis == (PLACE if key == "measure/1" else OWNER)
        (now,) = one.new
        assert now == PlanIris(DEFAULT_BASE, "plan").of(new.measures[0].key + key.removeprefix("measure/1"))


def _plan(
    measures: list[tuple[str, str, Details]], text: str = "", retired: tuple[tuple[str, tuple[str, ...]], ...] = ()
) -> Plan:
    """A plan of measures by number, words and details, under their lasting keys."""
    text = text or "計画\n漁港の整備\n統計の公表\n担い手の育成"
    made = tuple(
        Measure(f"measure/at-{at}", at, number, label, Span(start := text.index(label), start + len(label)), details=details)
        for at, (number, label, details) in enumerate(measures, start=1)
    )
    source = Source(text, "plan.txt", Description(id="plan", retired=retired), "ab" * 32, "utf-8")
    return with_lasting_keys(Plan(source, "計画", Span(0, 2), None, (), made, (), ()))


def put(*elements: Measure | MeasureGroup | Pillar | Initiative, text: str) -> Plan:
    """A plan of components whose keys are what a test says."""
    source = Source(text, "plan.txt", Description(id="plan"), "ab" * 32, "utf-8")
    return Plan(source, "計画", Span(0, 2), None, (), tuple(elements), (), ())


LINES = "計画\n古い橋の\n塗り替え\n道の手入れ\n道の手入れ"
BRIDGE, PAINT, ROAD, AGAIN = Span(3, 7), Span(8, 12), Span(13, 18), Span(19, 24)


def found_in(old: Plan, new: Plan, context: Context) -> dict[str, tuple[tuple[str, ...], str]]:
    made = readings(old, new, context)
    below = f"{DEFAULT_BASE}plan/"
    return {
        one.old.removeprefix(below): (tuple(iri.removeprefix(below) for iri in one.new), one.basis)
        for one in retirements(made.before, made.after)
    }


def entry(key: str, label: str, span: Span) -> Initiative:
    return Initiative(f"initiative/{key}", 1, "", label, span)


def test_of_two_lines_that_are_read_as_one_both_are_replaced_by_the_whole(context: Context) -> None:
    whole = entry("c", "古い橋の塗り替え", Span(BRIDGE.start, PAINT.end))
    parts = entry("a", "古い橋の", BRIDGE), entry("b", "塗り替え", PAINT)
    assert found_in(put(*parts, text=LINES), put(whole, text=LINES), context) == {
        "initiative/a": (("initiative/c",), PLACE),
        "initiative/b": (("initiative/c",), PLACE),
    }
    assert found_in(put(whole, text=LINES), put(*parts, text=LINES), context) == {
        "initiative/c": (("initiative/a", "initiative/b"), PLACE)
    }


def test_what_is_read_as_another_class_is_replaced_by_what_is_at_its_place(context: Context) -> None:
    old = put(Measure("measure/a", 1, "", "道の手入れ", ROAD), text=LINES)
    assert found_in(old, put(MeasureGroup("group/b", 1, "道の手入れ", ROAD), text=LINES), context) == {
        "measure/a": (("group/b",), PLACE)
    }
    assert found_in(old, put(MeasureGroup("group/b", 1, "道の手入れ", ROAD), text=f"{LINES}。"), context) == {
        "measure/a": (("group/b",), WORDS)
    }


def test_of_the_same_words_twice_each_is_replaced_by_its_own_in_the_order_of_the_text(context: Context) -> None:
    old = put(entry("b", "道の手入れ", AGAIN), entry("a", "道の手入れ", ROAD), text=LINES)
    new = put(entry("d", "道の手入れ", AGAIN), entry("c", "道の手入れ", ROAD), text=f"{LINES}。")
    assert found_in(old, new, context) == {"initiative/a": (("initiative/c",), WORDS), "initiative/b": (("initiative/d",), WORDS)}


def test_of_the_same_words_twice_what_is_below_the_same_thing_is_its_own(context: Context) -> None:
    """Where a heading changes its IRI too, what stood under it is looked for under what replaces it."""

    def under(keys: str, order: tuple[str, str], text: str) -> Plan:
        heads = {"古い橋の": BRIDGE, "塗り替え": PAINT}
        made = [
            Measure(f"measure/{keys[at]}", at + 1, "", words, heads[words], (entry(keys[at], "道の手入れ", (ROAD, AGAIN)[at]),))
            for at, words in enumerate(order)
        ]
        return put(*made, text=text)

    old, new = under("ab", ("古い橋の", "塗り替え"), LINES), under("cd", ("塗り替え", "古い橋の"), f"{LINES}。")
    assert found_in(old, new, context)["initiative/a"] == (("initiative/d",), WORDS)


def test_what_is_gone_altogether_is_replaced_by_nothing(context: Context) -> None:
    old, new = put(entry("a", "道の手入れ", ROAD), text=LINES), put(entry("b", "橋の塗り替え", BRIDGE), text=f"{LINES}。")
    assert found_in(old, new, context) == {"initiative/a": ((), NOTHING)}


def test_what_replaced_another_thing_at_its_place_is_not_taken_a_second_time_for_its_words(context: Context) -> None:
    old = put(entry("a", "道の手入れ", ROAD), entry("b", "道の手入れ", AGAIN), text=LINES)
    new = put(entry("c", "道の手入れ", ROAD), text=LINES)
    assert found_in(old, new, context) == {"initiative/a": (("initiative/c",), PLACE), "initiative/b": ((), NOTHING)}


def test_an_iri_that_names_what_is_printed_elsewhere_is_reported(context: Context) -> None:
    """Of three entries of the same words one in the middle was not read at first: the second is another one then."""
    old = put(entry("a", "道の手入れ", ROAD), text=LINES)
    new = put(entry("a", "道の手入れ", AGAIN), text=LINES)
    made = readings(old, new, context)
    iri = PlanIris(DEFAULT_BASE, "plan").of("initiative/a")
    assert reassignments(made.before, made.after) == (Reassignment(iri, "道の手入れ", "道の手入れ"),)
    longer = readings(old, put(entry("a", "道の手入れ", Span(ROAD.start - 1, ROAD.end)), text=LINES), context)
    assert reassignments(longer.before, longer.after) == ()
    elsewhere = readings(old, put(entry("a", "道の手入れ", AGAIN), text=f"{LINES}。"), context)
    assert reassignments(elsewhere.before, elsewhere.after) == ()


def test_the_same_words_a_third_time_shift_the_second_and_this_is_reported(context: Context) -> None:
    """What names made of words cannot keep: entries of the same words are told apart by their order alone."""
    text = "計画\n道の掃除\n橋の塗り替え\n道の掃除\n道の掃除"
    spans = [Span(at, at + 4) for at in (3, 15, 20)]
    whole = [entry(f"at-{at}", "道の掃除", span) for at, span in enumerate(spans)]
    poor, full = (with_lasting_keys(put(*entries, text=text)) for entries in ((whole[0], whole[2]), whole))
    keys = [[one.key.removeprefix(full.initiatives[0].key) for one in plan.initiatives] for plan in (poor, full)]
    assert keys == [["", "-2"], ["", "-2", "-3"]]
    made = readings(poor, full, context)
    assert [one.iri for one in reassignments(made.before, made.after)] == [
        PlanIris(DEFAULT_BASE, "plan").of(poor.initiatives[1].key)
    ]


# -- what was retired before -------------------------------------------------------------------------------------------


def test_what_is_retired_already_is_not_to_be_retired_again(context: Context) -> None:
    old, new = _plan([("1", "漁港の整備", Details())]), [("1", "漁港の整備", Details()), ("1", "統計の公表", Details())]
    key = _plan(new).measures[0].key
    made = readings(old, _plan(new, retired=(("measure/1", (key,)),)), context)
    assert retirements(made.before, made.after) == ()


def test_what_was_retired_and_lost_its_note_is_reported(context: Context) -> None:
    measures = [("1", "漁港の整備", Details())]
    made = readings(_plan(measures, retired=(("measure/old", ("measure/1",)),)), _plan(measures), context)
    (one,) = retirements(made.before, made.after)
    iris = PlanIris(DEFAULT_BASE, "plan")
    assert (one.old, one.new, one.basis) == (iris.of("measure/old"), (iris.of("measure/1"),), STATED)


def test_what_leads_to_a_retired_key_is_led_on_to_what_replaces_that(context: Context) -> None:
    """A chain of two would be refused in source.toml, as the first key would lead to one that is retired itself."""
    retired = (("measure/old", ("measure/1",)),)
    old = _plan([("1", "漁港の整備", Details())], retired=retired)
    new = _plan([("1", "漁港の整備", Details()), ("1", "統計の公表", Details())], retired=retired)
    made = readings(old, new, context)
    iris = PlanIris(DEFAULT_BASE, "plan")
    now = (iris.of(new.measures[0].key),)
    assert [(one.old, one.new, one.basis) for one in retirements(made.before, made.after)] == [
        (iris.of("measure/1"), now, PLACE),
        (iris.of("measure/old"), now, STATED),
    ]


def test_the_graph_keeps_a_retired_iri_with_what_replaces_it(context: Context) -> None:
    graph = graph_of(_plan([("1", "漁港の整備", Details())], retired=(("measure/old", ("measure/1",)),)), context)
    assert graph.value(PlanIris(DEFAULT_BASE, "plan").of("measure/old"), OWL.deprecated) is not None


def test_another_plan_and_an_ontology_retire_nothing(context: Context) -> None:
    one, other = read_as(THROUGH, context), read_as(THROUGH, context, identifier="another")
    assert compare(graph_of(one, context), graph_of(other, context)).retired == ()
    assert compare(context.ontology.terms, Graph()).retired == ()


@pytest.mark.parametrize("make", [lambda iri: (iri, OWL.deprecated, OWL.Thing), lambda iri: (iri, RDF.type, OWL.Class)])
def test_of_what_is_below_a_plan_elements_alone_are_retired(
    make: Callable[[URIRef], tuple[URIRef, URIRef, URIRef]], context: Context
) -> None:
    graph = graph_of(read_as(THROUGH, context), context)
    more = graph + Graph()
    more.add(make(PlanIris(DEFAULT_BASE, "plan").of("something")))
    assert compare(more, graph).retired == ()


def test_a_mark_that_is_gone_is_retired(context: Context) -> None:
    plan = put(text=LINES)
    legend = (LegendEntry("☆", "制度", BRIDGE), LegendEntry("○", "予算", PAINT))
    made = [Plan(plan.source, "計画", Span(0, 2), None, entries, (), (), ()) for entries in (legend, legend[1:])]
    assert found_in(made[0], made[1], context) == {"mark/2606": ((), NOTHING)}


def test_twice_the_measures_are_retired_in_twice_the_calls(context: Context) -> None:
    """All at once, as where numbers name measures no longer."""

    def sides(count: int) -> tuple[Descriptions, Descriptions]:
        lines = [f"施策その{number}を進める" for number in range(count)]
        text = "計画\n" + "\n".join(lines)
        made = []
        for letter in "ab":
            at, measures = 3, []
            for number, words in enumerate(lines, start=1):
                measures.append(Measure(f"measure/{letter}{number}", number, "", words, Span(at, at + len(words))))
                at += len(words) + 1
            made.append(Descriptions.of(graph_of(put(*measures, text=text), context)))
        for side in made:
            assert side.about
        return made[0], made[1]

    costs = []
    for count in (100, 200):
        before, after = sides(count)
        assert len(retirements(before, after)) == count
        costs.append(calls(partial(retirements, before, after)))
    assert costs[1] / costs[0] <= GROWTH * 2
