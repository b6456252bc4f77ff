"""Whole documents of several kinds and formats, and the tree that is expected of them."""

import pytest
from tests.reading.structure.inventing import (
    assert_accounted_for,
    described,
    document,
    heading,
    item,
    line,
    plan,
    rules,
    tree,
)

from shisaku.formats.text_builder import BlockWords
from shisaku.model.document import Document
from shisaku.model.plan import Initiative, Measure, Pillar

NOT_UNDERSTOOD = "reading/mostly-not-understood"

GOALS_JA = """\
# 潮見町 海辺のまちづくり計画（令和８年度～令和１２年度）

## 基本目標１ 海とともに働く

### 施策１－１ 朝市のにぎわいづくり

担当課：水産課

朝市の客は年々減っています。

### 施策１－２ 若い漁業者の育成

担当課：水産課
事業費：1,200万円

## 基本目標２ 海辺で安心して暮らす

### 施策２－１ 高潮への備え

担当課：危機管理課

### 施策２－２ 島の医療の確保

担当課：健康福祉課
"""
GOALS_EN = """\
# Harbour Town Action Plan 2027-2030

## Goal 1: A working harbour

### Objective 1.1: Repair the quays

Lead: Harbour Office

- Replace the timber of the north quay
- Dredge the inner basin

### Objective 1.2: Train young fishers

Lead: Education Department

- Open a training boat for school leavers
- Fund twenty apprenticeships a year

## Goal 2: A safe shore

### Objective 2.1: Prepare for storm surges

Lead: Emergency Service

- Raise the sea wall along Mill Road
- Hold an evacuation exercise every spring
"""
CHAPTERS_JA = """\
潮見町 海辺のまちづくり計画

第１章 海とともに働く

　海の恵みを生かした仕事を育てます。

１ 朝市のにぎわいづくり
・朝市広場の屋根を更新します。
・朝市送迎船を運航します。

２ 若い漁業者の育成
・漁業研修を実施します。
・漁船の購入費を補助します。

第２章 海辺で安心して暮らす

　高潮や地震に備えます。

１ 高潮への備え
・防潮堤を補修します。
・避難訓練を実施します。
"""
PAGE_EN = """\
<html lang="en"><head><title>Harbour Town Action Plan | Harbour Town</title></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav><main>
<h1>Harbour Town Action Plan</h1>
<h2>1. A working harbour</h2><p>The harbour gives work to a third of the town.</p>
<h3>1.1 Repair the quays</h3><ul><li>Replace the timber of the north quay</li><li>Dredge the inner basin</li></ul>
<h3>1.2 Train young fishers</h3><ul><li>Open a training boat for school leavers</li><li>Fund twenty apprenticeships a year</li></ul>
<h2>2. A safe shore</h2><p>Storm surges have become more frequent.</p>
<h3>2.1 Prepare for storm surges</h3><ul><li>Raise the sea wall along Mill Road</li><li>Hold an evacuation exercise every spring</li></ul>
</main><footer><p>Copyright Harbour Town</p></footer></body></html>
"""
PROJECTS_JA = """\
# 令和８年度 潮見町 主要事業

## 海とともに働く

| 番号 | 事業名 | 担当課 | 予算額（千円） | 内容 |
|---|---|---|---|---|
| 1 | 朝市広場屋根更新事業 | 水産課 | 24,000 | 広場の屋根を張り替える。 |
| 2 | 朝市送迎船運航事業 | 水産課 | 3,800 | 日曜の便を増やす。 |

## 海辺で安心して暮らす

| 番号 | 事業名 | 担当課 | 予算額（千円） | 内容 |
|---|---|---|---|---|
| 3 | 防潮堤補修事業 | 建設課 | 12,500 | 傷んだ堤を補修する。 |
| 4 | 巡回診療船運航事業 | 健康福祉課 | 9,000 | 島を月に二度回る。 |
"""
ACTIONS_EN = """\
# Harbour Town Climate Actions

| No. | Action | Lead | Deadline | Status |
|---|---|---|---|---|
| 1 | Replace street lamps | Public Works | March 2028 | On track |
| 2 | Insulate the town hall | Estates | June 2027 | Complete |
| 3 | Plant 500 trees | Parks | 2029 | Delayed |
"""


def programme() -> Document:
    """An English programme as a Word document: headings with bullets."""
    return document(
        heading("Programme of Work 2028"),
        heading("Keeping the shore clean", 2),
        item("Set up bins along the promenade"),
        item("Run a beach clean every month with schools"),
        heading("Getting about without a car", 2),
        item("Build a cycle path to the ferry"),
        item("Extend the evening bus to the harbour"),
        heading("Homes for families", 2),
        item("Build sixty council homes at Mill Road"),
        item("Bring empty shops back as flats"),
    )


def equality() -> Document:
    """A Japanese plan as a Word document: three levels, the numbers of the last one the format's own."""
    return document(
        heading("潮見町男女共同参画計画"),
        heading("基本目標Ⅰ 働く場での平等", 2),
        heading("施策の方向１ 雇用の機会の確保", 3),
        item("女性の再就職講座を開催する。", mark="①"),
        item("企業に育児休業の取得を働きかける。", mark="②"),
        heading("施策の方向２ 仕事と家庭の両立", 3),
        item("学童保育の時間を延長する。", mark="①"),
        heading("基本目標Ⅱ 暴力のないまち", 2),
        heading("施策の方向３ 相談体制の充実", 3),
        item("相談窓口を夜間も開く。", mark="①"),
        item("相談員の研修を行う。", mark="②"),
    )


PLANS = [(GOALS_JA, "some.md"), (GOALS_EN, "some.md"), (CHAPTERS_JA, "some.txt"), (PAGE_EN, "some.html"), (PROJECTS_JA, "some.md"), (ACTIONS_EN, "some.md"), (programme(), "some.docx"), (equality(), "some.docx")]  # fmt: skip


# -- plans -----------------------------------------------------------------------------------------------------------------


def test_goals_and_measures_with_their_departments() -> None:
    found = plan(GOALS_JA, "some.md")
    assert (found.title, found.edition) == ("潮見町 海辺のまちづくり計画", "令和８年度～令和１２年度")
    assert tree(found) == [
        "基本目標１ 海とともに働く",
        "  施策１－１ 朝市のにぎわいづくり [@水産課]",
        "  施策１－２ 若い漁業者の育成 [@水産課; 12,000,000]",
        "基本目標２ 海辺で安心して暮らす",
        "  施策２－１ 高潮への備え [@危機管理課]",
        "  施策２－２ 島の医療の確保 [@健康福祉課]",
    ]
    assert described(found, "朝市のにぎわいづくり") == ["朝市の客は年々減っています。"]


def test_the_names_of_levels_are_the_kinds_of_components() -> None:
    kinds = {part.label: part.details.kind for part, _ in plan(GOALS_JA, "some.md").walk()}
    goal, measure = kinds["海とともに働く"], kinds["高潮への備え"]
    assert goal is not None
    assert measure is not None
    assert (goal.concept, measure.concept, measure.printed) == ("goal", "action", "施策")


def test_goals_objectives_and_what_is_done_in_english() -> None:
    found = plan(GOALS_EN, "some.md", "gb")
    assert tree(found) == [
        "Goal 1 A working harbour",
        "  Objective 1.1 Repair the quays [@Harbour Office]",
        "    Replace the timber of the north quay",
        "    Dredge the inner basin",
        "  Objective 1.2 Train young fishers [@Education Department]",
        "    Open a training boat for school leavers",
        "    Fund twenty apprenticeships a year",
        "Goal 2 A safe shore",
        "  Objective 2.1 Prepare for storm surges [@Emergency Service]",
        "    Raise the sea wall along Mill Road",
        "    Hold an evacuation exercise every spring",
    ]
    assert [type(part) for part, _ in found.walk()][:4] == [Pillar, Measure, Initiative, Initiative]


def test_numbered_chapters_of_a_text() -> None:
    found = plan(CHAPTERS_JA)
    assert tree(found) == [
        "第１章 海とともに働く",
        "  １ 朝市のにぎわいづくり",
        "    朝市広場の屋根を更新します。",
        "    朝市送迎船を運航します。",
        "  ２ 若い漁業者の育成",
        "    漁業研修を実施します。",
        "    漁船の購入費を補助します。",
        "第２章 海辺で安心して暮らす",
        "  １ 高潮への備え",
        "    防潮堤を補修します。",
        "    避難訓練を実施します。",
    ]
    assert described(found, "海とともに働く") == ["海の恵みを生かした仕事を育てます。"]


def test_a_page_of_the_web_without_its_navigation() -> None:
    found = plan(PAGE_EN, "some.html", "gb")
    assert found.title == "Harbour Town Action Plan"
    assert [line(part) for part in found.pillars] == ["1 A working harbour", "2 A safe shore"]
    assert [line(part) for part in found.measures] == [
        "1.1 Repair the quays",
        "1.2 Train young fishers",
        "2.1 Prepare for storm surges",
    ]
    assert not {"Home", "News", "Copyright Harbour Town"} & {part.label for part, _ in found.walk()}
    assert described(found, "A safe shore") == ["Storm surges have become more frequent."]


def test_bullets_under_headings() -> None:
    assert tree(plan(programme(), "some.docx", "gb")) == [
        "Keeping the shore clean",
        "  Set up bins along the promenade",
        "  Run a beach clean every month with schools",
        "Getting about without a car",
        "  Build a cycle path to the ferry",
        "  Extend the evening bus to the harbour",
        "Homes for families",
        "  Build sixty council homes at Mill Road",
        "  Bring empty shops back as flats",
    ]


def test_three_levels_of_a_word_document() -> None:
    found = plan(equality(), "some.docx")
    assert [part.label for part in found.pillars] == ["働く場での平等", "暴力のないまち"]
    assert [[entry.label for entry in measure.initiatives] for measure in found.measures] == [
        ["女性の再就職講座を開催する。", "企業に育児休業の取得を働きかける。"],
        ["学童保育の時間を延長する。"],
        ["相談窓口を夜間も開く。", "相談員の研修を行う。"],
    ]


def test_rows_of_tables_are_under_the_headings_above_them() -> None:
    found = plan(PROJECTS_JA, "some.md")
    assert tree(found) == [
        "海とともに働く",
        "  1 朝市広場屋根更新事業 [@水産課; 24,000,000]",
        "  2 朝市送迎船運航事業 [@水産課; 3,800,000]",
        "海辺で安心して暮らす",
        "  3 防潮堤補修事業 [@建設課; 12,500,000]",
        "  4 巡回診療船運航事業 [@健康福祉課; 9,000,000]",
    ]
    assert found.unread == ()


def test_a_table_of_actions() -> None:
    assert tree(plan(ACTIONS_EN, "some.md", "gb")) == [
        "1 Replace street lamps [@Public Works; by March 2028; is On track]",
        "2 Insulate the town hall [@Estates; by June 2027; is Complete]",
        "3 Plant 500 trees [@Parks; by 2029; is Delayed]",
    ]


@pytest.mark.parametrize(("made", "name"), PLANS)
def test_a_plan_is_understood_and_accounted_for(made: Document | str, name: str) -> None:
    found = plan(made, name)
    assert NOT_UNDERSTOOD not in rules(found)
    assert_accounted_for(found)
    assert len(found.placements) == sum(1 for _ in found.walk())


# -- marks -----------------------------------------------------------------------------------------------------------------


def test_a_legend_explains_the_marks_of_a_stated_document() -> None:
    made = document(
        heading("港の計画"), BlockWords("○：予算 ☆：制度"), heading("施策１ 岸壁", 2), item("○岸壁を直す", mark=""), item("☆杭を打つ", mark=""),
        heading("施策２ 砂浜", 2), item("○砂を入れる", mark=""), item("※松を植える", mark=""),
    )  # fmt: skip
    found = plan(made, "some.docx")
    assert {entry.symbol: entry.meaning for entry in found.legend if entry.meaning} == {"○": "予算", "☆": "制度"}
    marks = {symbol for part, _ in found.walk() for symbol in part.marks}
    assert marks <= {entry.symbol for entry in found.legend}
    assert "※" not in marks or "reading/unexplained-mark" in rules(found)
    assert_accounted_for(found)


def test_marks_without_a_legend_stay_and_are_not_doubted() -> None:
    made = document(
        heading("港の計画"),
        heading("施策１ 岸壁", 2),
        item("○岸壁を直す", mark=""),
        heading("施策２ 砂浜", 2),
        item("○砂を入れる", mark=""),
    )
    found = plan(made, "some.docx")
    marks = {symbol for part, _ in found.walk() for symbol in part.marks}
    assert marks <= {entry.symbol for entry in found.legend}
    assert "reading/unexplained-mark" not in rules(found)


# -- what is no plan -------------------------------------------------------------------------------------------------------

SPEECH_JA = """\
町長年頭あいさつ

　明けましておめでとうございます。昨年は高潮の被害がありましたが、皆さまのおかげで立ち直ることができました。

　私は子どものころ、この浜で貝を拾って育ちました。あの砂浜は、いまも変わらず美しいままです。

　本年が皆さまにとって穏やかな一年となりますよう、心からお祈り申し上げます。ありがとうございました。
"""
SPEECH_EN = """\
# Remarks by the Mayor at the opening of the harbour fair

Thank you, and good morning. It is a great pleasure to be back on this quay.

When I was a child, my father sold his catch here. He told me that the sea gives and the sea takes, and I have never forgotten it.

We have been through a hard winter. The storm took two of our boats, and I want to thank the crews who went out that night.
"""
MINUTES_JA = """\
# 第３回 潮見町港湾審議会 議事録

会長　それでは定刻となりましたので、ただ今から審議会を開会いたします。

事務局　配付資料の確認をさせていただきます。資料は三点ございます。

委員　この数字はどのように出されたのでしょうか。

事務局　昨年の調査に基づいております。
"""
STATISTICS_JA = """\
# 潮見町の人口（令和８年４月１日）

| 地区 | 世帯数 | 男 | 女 | 計 |
|---|---|---|---|---|
| 浜 | 1,204 | 1,402 | 1,511 | 2,913 |
| 丘 | 820 | 980 | 1,010 | 1,990 |
| 島 | 96 | 101 | 99 | 200 |

前月と比べて１２人減りました。
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (SPEECH_JA, "some.txt"),
        (SPEECH_JA, "some.md"),
        (SPEECH_EN, "some.md"),
        (SPEECH_EN, "some.txt"),
        (MINUTES_JA, "some.md"),
        (STATISTICS_JA, "some.md"),
    ],
)
def test_what_is_no_plan_yields_nothing_and_is_reported(text: str, name: str) -> None:
    found = plan(text, name)
    assert found.parts == ()
    assert found.placements == ()
    assert {NOT_UNDERSTOOD, "reading/report"} & set(rules(found))
    assert "reading/no-measure" in rules(found)
    assert_accounted_for(found)


@pytest.mark.parametrize("text", ["", " \n\n\u3000\n"])
@pytest.mark.parametrize("name", ["some.txt", "some.md"])
def test_a_document_without_a_word_has_one_finding(text: str, name: str) -> None:
    assert rules(plan(text, name)) == ["reading/empty"]
