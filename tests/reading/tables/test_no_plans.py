"""Tables that are no part of a plan: they yield no components, and their kind is reported."""

import pytest
from tests.reading.tables.making import Part, plan, read

CASES: dict[str, tuple[str, tuple[Part, ...]]] = {
    "figures by year": (
        "schedule",
        (["年度 | 人口 | 世帯数", "令和５年度 | 10,234 | 4,321", "令和６年度 | 10,100 | 4,300", "令和７年度 | 9,980 | 4,290"],),
    ),
    "figures by place": (
        "statistics",
        (["地区 | 人口 | 面積", "北町 | 1,234 | 12.3", "南町 | 2,345 | 8.1", "東町 | 3,456 | 20.4"],),
    ),
    "figures of several years": (
        "statistics",
        (["Item | 2022 | 2023 | 2024 | 2025", "Visitors | 120 | 130 | 150 | 170", "Loans | 900 | 950 | 990 | 1,010"],),
    ),
    "people": (
        "members",
        (["氏名 | 所属 | 役職", "山川 花子 | 市民団体連合会 | 会長", "谷口 太郎 | 商工会 | 副会長", "森 一郎 | 公募 | 委員"],),
    ),
    "people, in English": (
        "members",
        (["Member | Affiliation | Position", "Ann Field | Chamber of Commerce | Chair", "Tom Wood | Farmers' Union | Member"],),
    ),
    "meetings": (
        "schedule",
        (
            [
                "日時 | 会議名 | 場所",
                "令和８年５月１０日 | 第１回策定委員会 | 市役所",
                "令和８年７月２日 | 第２回策定委員会 | 市役所",
            ],
        ),
    ),
    "contents": (
        "contents",
        (
            [
                "第１章　はじめに…………… | 1",
                "第２章　現状と課題………… | 5",
                "第３章　施策の展開………… | 12",
                "第４章　推進体制…………… | 30",
            ],
        ),
    ),
    "signs": ("legend", ("凡例", ["◎ | 計画を上回る", "○ | 計画どおり", "△ | 遅れている"])),
    "prose side by side": (
        "layout",
        (
            [
                "本計画は、市民の皆さんとともにつくりました。これからのまちづくりの指針として、広く活用されることを願っています。"
                " | 写真は、策定に関わった市民会議の様子です。多くの方に参加いただきました。心から感謝申し上げます。ありがとうございました。"
            ],
        ),
    ),
    "a heading in a frame": ("layout", (["#提案 | 1 | みんなの居場所をつくる"],)),
    "items of a budget book": (
        "statistics",
        (
            [
                "節 | < | 説明",
                "区分 | 金額 | ^",
                "1 報酬 | 4,336 | 給与費 6,476",
                "2 給料 | 44,027 | 一般職",
                "12 委託料 | 579 | 清掃委託",
            ],
        ),
    ),
    "sums by class of expense": (
        "statistics",
        (
            [
                "category | category_id | subcategory | amount | year",
                "社会 | 1 | 社会福祉費 | 1200000 | 2025",
                "社会 | 1 | 児童福祉費 | 3400000 | 2025",
                "産業 | 2 | 農業費 | 2300000 | 2025",
            ],
        ),
    ),
    "sums by account": (
        "statistics",
        (["会計名 | 補正前の額 | 補正額 | 計", "一般会計 | 9,000 | 120 | 9,120", "水道事業会計 | 800 | 10 | 810"],),
    ),
    "what is carried over": (
        "past",
        (
            [
                "事業名 | 担当課 | 金額（千円） | 繰越理由",
                "橋の架替事業 | 建設課 | 5,000 | 工期の延長",
                "校舎の改修事業 | 教育課 | 8,000 | 資材の遅れ",
            ],
        ),
    ),
    "commitments beyond the year": (
        "statistics",
        (
            [
                "番号 | 事項 | 期間 | 限度額",
                "1 | 庁舎清掃業務委託 | 令和８年度まで | 4,900",
                "2 | 給食調理業務委託 | 令和９年度まで | 8,000",
            ],
        ),
    ),
    "things by account with nothing said of them": (
        "unknown",
        (
            [
                "款・項 | 事項 | 金額",
                "総務費 | 自治会補助金 | 1,200",
                "民生費 | 老人会補助金 | 800",
                "教育費 | 学校給食支援金 | 5,000",
            ],
        ),
    ),
    "a few counts": ("unknown", (["項目 | 人数", "応募した人 | 15人", "参加した人 | 12人", "欠席した人 | 3人"],)),
}


@pytest.mark.parametrize("name", CASES)
def test_nothing_comes_of_other_tables(name: str) -> None:
    kind, parts = CASES[name]
    assert plan(*parts) == []
    [table] = read(*parts)
    assert table.kind == kind
    assert table.reason.verbatim("ja")
    assert table.reason.verbatim("en")
    assert 0.5 <= table.probability < 1


def test_the_table_before_a_change_gives_nothing() -> None:
    heads = "施設名 | 事業主体名 | 事業費（千円）"
    before, after = read(
        "（変更前）",
        [heads, "市道 | 市 | 2,000", "橋 | 市 | 1,000"],
        "（変更後）",
        [heads, "市道 | 市 | 3,000", "橋 | 市 | 1,000"],
    )
    assert (before.kind, before.found, after.kind) == ("comparison", (), "projects")


def test_indicators_are_read_and_are_no_components() -> None:
    [table] = read(["指標 | 単位 | 基準値 | 目標値", "健診受診率 | ％ | 48 | 60", "図書の貸出数 | 冊 | 1,200 | 2,000"])
    assert (table.kind, table.found) == ("indicators", ())
    assert [(one.label, one.unit, [value.printed for value in one.values]) for one in table.indicators] == [
        ("健診受診率", "％", ["48", "60"]),
        ("図書の貸出数", "冊", ["1,200", "2,000"]),
    ]


def test_strong_evidence_outweighs_words_above_a_table() -> None:
    rows = [
        "番号 | 事業名 | 担当課 | 実施時期 | 内容",
        "1 | 森づくり事業 | 農林課 | 令和８年度 | 植樹",
        "2 | 川あそび事業 | 河川課 | 令和９年度 | 清掃",
    ]
    assert len(plan("凡例", rows)) == 2


def test_a_class_of_nothing_is_hardly_a_component() -> None:
    rows = [
        "Sector | < | Target | Measures",
        "Gases | < | 28.9 | - Collect old fridges // - Train fitters",
        " | Gas A | 21.6 | ^",
        " | Gas B | 4.2 | ^",
    ]
    [table] = read(rows, country="us")
    leaves = [one for root in table.found for one in root.walk() if one.label.startswith("Gas ")]
    assert all(one.exists < 0.5 for one in leaves)
