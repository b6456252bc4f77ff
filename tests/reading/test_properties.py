"""What holds for any text at all, and for any overview whose purposes name its measures, in whatever order its boxes are.

`python -m tests.fuzz` and `make bench-reading` go through thousands of documents.
"""

import itertools
import re
from dataclasses import dataclass
from random import Random

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.addressed import addressed

from shisaku.model.plan import Initiative, Measure, MeasureGroup, Pillar, Plan
from shisaku.model.source import Description, Source
from shisaku.reading.reader import read


def steady(examples: int) -> settings:
    """The same examples in every run, and no verdict on how long one takes."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def reading(text: str) -> Plan:
    return addressed(read(Source(text, "x.txt", Description("x"), "0" * 64, "utf-8")))


PIECES = (
    *"○◯〇☆※■・◆△●：＝=。、…－-/（）()［］０9３一十百",
    *(
        "Ⅰ ",
        "Ⅱ",
        "Ⅻ．",
        "I ",
        "IV. ",
        "XI.",
        "IIV. ",
        "1 ",
        "２　",
        "３．",
        "10 ",
        "999",
        "０ ",
        "第１章 ",
        "第二",
        "第十一二 ",
        "（１）",
    ),
    *("１）", "①", "㉟ ", "（再掲）", "（ 再 掲：Ⅱ－３ ）", "○○", "△△市", "○：予算", "☆:制度", "- 3 -", "3 / 14", "p. 2", "……"),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "　",
        " ",
        "\0",
        "\x0b",
        "\x0c",
        "\x1c",
        "\x7f",
        "\x85",
        "\u2028",
        "\ufeff",
        "\u200b",
        "\u00ad",
    ),
    *("森林", "里山の保全", "漁港", "AI", "５Ｇ", "ﾊﾞｲｵ", "2040年", "（令和８年度版）", "を守る。", "𠮷", "e\u0301", "👩\u200d🌾"),
)
LINES = (
    *(
        "Ⅰ 森林の再生",
        "Ⅱ 漁港の再生",
        "Ⅱ 漁港の再生",
        "第１章 里山",
        "I. Forests",
        "1 里山の保全",
        "２ 漁港の改修",
        "２奥山の保全",
        "10 森の学校",
    ),
    *(
        "３）苗木",
        "（１）苗木",
        "①苗木",
        "○植樹",
        "○植樹 ☆間伐",
        "○☆植樹※118番通報",
        "○植樹（再掲）",
        "○間伐（再掲） ○植樹",
        "○",
        "※",
        "○○市",
    ),
    *(
        "■森と人",
        "■ 森林を守る。",
        "■",
        "森林を守る。",
        "海を守り",
        "国土緑化の計画（令和８年度版）",
        "資料１",
        "○：補助 ☆：法",
        "- 3 -",
        "…",
        "",
    ),
)
ANY_TEXT = st.one_of(
    st.text(max_size=80),
    st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), st.text(max_size=2)), max_size=60).map("".join),
    st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(("\n", "\n\n", "\r\n"))).map("".join), max_size=14).map("".join),
)
LINE_BREAK = re.compile(r"\xad?[ \t]*[\r\n]")
"""What is left out of a label where a line ends, the hyphen that shows only there among it."""
A_PILLAR_TWICE_WITH_PURPOSES = "Ⅰ 森\n\n題名\n\n■ 森を守る。\n\n■ 森を育てる。\n\nⅠ 海\n\n注記\n\n■ 海を守る。\n"


@given(ANY_TEXT)
@example("第十一二 森林")
@example(A_PILLAR_TWICE_WITH_PURPOSES)
@steady(700)
def test_any_text_is_read_and_every_character_of_it_accounted_for_once(text: str) -> None:
    spans = reading(text).claimed()
    assert all(span.start < span.end for span in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    claimed = {at for span in spans for at in range(span.start, span.end)}
    assert [character for at, character in enumerate(text) if at not in claimed and not character.isspace()] == []


@given(ANY_TEXT)
@steady(200)
def test_any_text_gives_the_same_plan_twice(text: str) -> None:
    assert reading(text) == reading(text)


@given(ANY_TEXT)
@example(A_PILLAR_TWICE_WITH_PURPOSES)
@steady(400)
def test_in_any_plan_every_key_is_there_once_and_every_conclusion_is_on_something_there(text: str) -> None:
    plan = reading(text)
    keys = [*(component.key for component, _ in plan.walk()), *(purpose.key for purpose, _ in plan.all_purposes())]
    assert len(keys) == len(set(keys))
    for placement in plan.placements:
        assert placement.component in keys
        assert placement.parent in (*keys, "")
        assert 0 <= placement.confidence < 1
    for identification in plan.identifications:
        assert {identification.component, identification.original} <= set(keys)


@given(ANY_TEXT)
@steady(200)
def test_in_any_plan_every_finding_points_into_the_text(text: str) -> None:
    plan = reading(text)
    for finding in plan.findings:
        assert finding.span is None or 0 <= finding.span.start < finding.span.end <= len(text)
        assert finding.message.verbatim("ja")
        assert finding.message.verbatim("en")


@given(ANY_TEXT)
@example("1A \ufeff0")
@example("Ⅰ chan\xad\nnel")
@steady(200)
def test_in_any_plan_every_label_is_printed_in_its_span(text: str) -> None:
    plan = reading(text)
    for component, _ in plan.walk():
        printed = "".join(LINE_BREAK.sub("", plan.source.quote(component.span)).split())
        assert "".join(component.label.split()) in printed


# -- overviews -----------------------------------------------------------------------------------------------------------

TOPICS = {
    "森林": ("間伐材", "苗木", "林道", "獣害防止柵", "木造校舎"),
    "漁業": ("藻場", "漁港", "養殖筏", "稚魚", "魚市場"),
    "観光": ("温泉街", "案内標識", "夜間景観", "宿泊税", "旅券窓口"),
    "水道": ("浄水場", "配水管", "検針員", "貯水槽", "漏水調査"),
    "図書館": ("書架", "点字資料", "移動文庫", "児童文学", "郷土史料"),
    "鉄道": ("踏切", "駅舎", "乗継割引", "保線作業", "車両基地"),
}
"""What a pillar may be about, and things that its measures may be about; no two share a letter pair."""
WORKS = ("整備", "更新", "普及", "支援", "点検")
AIMS = ("再生", "振興", "充実")
NUMERALS = "ⅠⅡⅢⅣⅤⅥ"

Outline = list[tuple[str, str, list[tuple[str | None, list[str]]]]]
"""Of each pillar: its heading, its purpose, and its measures under their groups (None: under none)."""


@dataclass(frozen=True)
class Overview:
    """A generated overview."""

    boxes: tuple[str, ...]
    """The boxes, in the order that they are drawn in."""
    outline: Outline
    """What is expected of it."""

    @property
    def text(self) -> str:
        """The boxes with a blank line between them."""
        return "\n\n".join(self.boxes) + "\n"


@st.composite
def overviews(draw: st.DrawFn) -> Overview:
    """An overview of 2 to 5 pillars, some with two groups; purposes and groups name the things that their measures are about."""
    boxes: list[str] = []
    outline: Outline = []
    number = 0
    topics = draw(st.lists(st.sampled_from(sorted(TOPICS)), min_size=2, max_size=5, unique=True))
    for numeral, topic in zip(NUMERALS, topics, strict=False):
        things = draw(st.lists(st.sampled_from(TOPICS[topic]), min_size=1, max_size=5, unique=True))
        heading, purpose = f"{topic}の{draw(st.sampled_from(AIMS))}", f"{'、'.join(things)}に取り組み、{topic}を将来に引き継ぐ。"
        cut = draw(st.integers(1, len(things) - 1)) if len(things) > 1 and draw(st.booleans()) else None
        groups: list[tuple[str | None, list[str]]] = []
        for run in [things] if cut is None else [things[:cut], things[cut:]]:
            printed = []
            for thing in run:
                number += 1
                measure = f"{number} {thing}の{draw(st.sampled_from(WORKS))}"
                works = draw(st.lists(st.sampled_from(WORKS), min_size=1, max_size=3, unique=True))
                printed += [measure, "\n".join(f"{draw(st.sampled_from('○☆'))}{topic}の{thing}の{work}" for work in works)]
            boxes.append("\n\n".join(printed))
            group = None if cut is None else f"{'と'.join(run)}の計画"
            groups.append((group, printed[::2]))
            boxes += [] if group is None else [f"■{group}"]
        boxes += [f"{numeral} {heading}", f"■ {purpose}"]
        outline.append((f"{numeral} {heading}", purpose, groups))
    boxes += ["○：予算 ☆：制度", "地域のくらしの計画（令和８年度版）"]
    return Overview(tuple(draw(st.permutations(boxes))), outline)


def outline(plan: Plan) -> Outline:
    """What the reader made of it, in the same form."""

    def printed(parts: tuple[MeasureGroup | Measure | Initiative, ...]) -> list[str]:
        return [f"{part.printed} {part.label}" for part in parts if isinstance(part, Measure)]

    def groups(pillar: Pillar) -> list[tuple[str | None, list[str]]]:
        under: list[tuple[str | None, list[str]]] = [
            (g.label, printed(g.parts)) for g in pillar.parts if isinstance(g, MeasureGroup)
        ]
        return [*under, *([(None, loose)] if (loose := printed(pillar.parts)) else [])]

    return [(f"{p.printed} {p.label}", "".join(purpose.text for purpose in p.details.purposes), groups(p)) for p in plan.pillars]


@given(overviews())
@steady(60)
def test_an_overview_whose_purposes_name_its_measures_is_read_right_whatever_the_order_of_its_boxes(overview: Overview) -> None:
    plan = reading(overview.text)
    assert outline(plan) == overview.outline
    assert (plan.title, plan.edition) == ("地域のくらしの計画", "令和８年度版")
    assert plan.unread == ()


@given(overviews(), st.randoms(use_true_random=False))
@steady(40)
def test_the_order_of_the_boxes_makes_no_difference_to_the_plan(overview: Overview, order: Random) -> None:
    boxes = list(overview.boxes)
    order.shuffle(boxes)
    assert outline(reading("\n\n".join(boxes))) == outline(reading(overview.text))
