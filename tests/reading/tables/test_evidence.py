"""How sure what is found is, and what that rests on."""

from tests.reading.tables.making import document, read, schemes

from shisaku.model.span import Span
from shisaku.reading.found import Found
from shisaku.reading.tables.table_kinds import HOLDING
from shisaku.reading.tables.table_reader import read_tables

ROWS = ["事業名 | 担当課 | 事業費（千円）", "森づくり事業 | 農林課 | 800", "川あそび事業 | 河川課 | 600"]


def only(*rows: str) -> tuple[Found, ...]:
    [table] = read(list(rows))
    return table.found


def test_a_total_that_adds_up_bears_out_its_rows() -> None:
    right, wrong = only(*ROWS, "合計 |  | 1,400"), only(*ROWS, "合計 |  | 1,500")
    assert all(one.basis[0].basis == "sum-of-parts" for one in right)
    assert not any(reason.basis == "sum-of-parts" for one in wrong for reason in one.basis)
    assert right[0].exists > wrong[0].exists


def test_subtotals_bear_out_their_own_rows() -> None:
    rows = [*ROWS, "小計 |  | 1,400", "道づくり事業 | 建設課 | 500", "橋づくり事業 | 建設課 | 300", "小計 |  | 900"]
    proven = [any(reason.basis == "sum-of-parts" for reason in one.basis) for one in only(*rows)]
    assert proven == [True, True, False, False]


def test_the_more_columns_speak_for_projects_the_surer_they_are() -> None:
    tables = [
        ["項目 | 金額", "森づくり | 800", "川あそび | 600"],
        ["事業名 | 金額", "森づくり | 800", "川あそび | 600"],
        ["事業名 | 担当課 | 金額", "森づくり | 農林課 | 800", "川あそび | 河川課 | 600"],
        ["番号 | 事業名 | 担当課 | 金額 | 内容", "1 | 森づくり | 農林課 | 800 | 植樹", "2 | 川あそび | 河川課 | 600 | 清掃"],
    ]
    sure = [table.probability if table.kind in HOLDING else 0.0 for rows in tables for table in read(rows)]
    assert sure == sorted(sure)
    assert sure[0] < 0.5 < sure[1] < sure[2] <= sure[3] < 1


def test_columns_and_parents_are_named_as_reasons() -> None:
    [table] = read(
        ["基本目標 | 施策 | 担当課", "学び合うまち | 公民館の講座を増やす | 学習課", "^ | 読書の時間をつくる | 図書館"]
    )
    child = table.found[0].children[0]
    assert [reason.basis for reason in child.basis] == ["table-cells", "column-heading"]
    assert child.details.kind is not None
    assert (child.details.kind.concept, child.details.kind.printed) == ("action", "施策")
    assert 0.5 < child.placed < 1


def test_every_detail_has_its_place() -> None:
    made = document(["番号 | 事業名 | 担当課 | 期限 | 事業費（千円）", "1 | 森づくり事業 | 農林課 | 令和８年度末 | 800"])
    [found] = read_tables(made, schemes())[0].found
    details = found.details
    spans = [details.responsibilities[0].span, details.deadlines[0].span, details.budget[0].span, found.span]
    assert [made.text[span.start : span.end] for span in spans if isinstance(span, Span)] == [
        "農林課",
        "令和８年度末",
        "800",
        "森づくり事業",
    ]


def test_heads_and_totals_are_distinguished_from_components() -> None:
    made = document([*ROWS, "合計 |  | 1,400"])
    [table] = read_tables(made, schemes())
    assert [made.text[span.start : span.end] for span in table.heads] == ["事業名", "担当課", "事業費（千円）", "合計", "1,400"]


def test_the_bullet_of_the_first_cell_is_of_the_table() -> None:
    made = document(1, "浜辺の計画", ["・砂を運ぶ | 水産課 | 令和８年度", "・松を植える | 環境課 | 令和９年度"])
    (table,) = read_tables(made, schemes())
    assert made.text[table.span.start : table.span.end].startswith("・砂を運ぶ")
