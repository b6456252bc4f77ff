"""Tables that go on overleaf, in all the ways in which they do."""

from tests.reading.tables.making import plan, read

HEADS = "事業名 | 担当課 | 事業費"


def test_heads_that_are_repeated_head_one_table() -> None:
    parts = 1, [HEADS, "森づくり事業 | 農林課 | 8"], 2, [HEADS, "川あそび事業 | 河川課 | 6"]
    assert plan(*parts) == ["森づくり事業 [@農林課; 8,000]", "川あそび事業 [@河川課; 6,000]"]
    assert [table.tables for table in read(*parts)] == [(0, 1)]


def test_heads_and_unit_of_the_first_page_hold_for_the_next() -> None:
    parts = (
        1,
        "（単位：百万円）",
        [HEADS, "森づくり事業 | 農林課 | 8"],
        "- 1 -",
        2,
        ["川あそび事業 | 河川課 | 6", "海しらべ事業 | 港湾課 | 4"],
    )
    assert plan(*parts) == [
        "森づくり事業 [@農林課; 8,000,000]",
        "川あそび事業 [@河川課; 6,000,000]",
        "海しらべ事業 [@港湾課; 4,000,000]",
    ]


def test_a_row_that_a_page_cuts_is_one_row() -> None:
    first = ["番号 | 事業名 | 担当課 | 内容", "1 | 森づくり事業 | 農林課 | 苗木を育て、"]
    second = [" |  |  | 植樹する。", "2 | 川あそび事業 | 河川課 | 川辺を整える。"]
    [table] = read(1, first, 2, second)
    assert [found.label for found in table.found] == ["森づくり事業", "川あそび事業"]
    assert [passage.text for passage in table.found[0].details.description] == ["苗木を育て、植樹する。"]


def test_a_name_that_goes_on_amid_its_words_is_one_name() -> None:
    first = ["Action | Lead | When | Details", "Plant trees along | Parks | 2027 | Choose streets with"]
    second = ["the main roads |  |  | little shade", "Open a library | Culture | 2028 | In the old mill"]
    assert plan(1, first, 2, second, country="us") == [
        "Plant trees along the main roads [@Parks; by 2027]",
        "Open a library [@Culture; by 2028]",
    ]


def test_a_row_goes_on_where_its_list_goes_on_amid_a_sentence() -> None:
    first = [
        "Sector | Adaptation action | Cost (USD)",
        "Water | - Mend pipes // - Dig wells | 15",
        "Food | - A modern agriculture with new and | 35",
    ]
    second = ["Security | inventive ways to grow food // - Better stores | ", "Health | - More clinics // - More nurses | 30"]
    assert plan(1, first, 2, second, country="us") == [
        "Water [15]",
        "  Mend pipes",
        "  Dig wells",
        "Food Security [35]",
        "  A modern agriculture with new and inventive ways to grow food",
        "  Better stores",
        "Health [30]",
        "  More clinics",
        "  More nurses",
    ]


def test_words_of_a_merged_cell_that_ran_over_do_not_part_a_table() -> None:
    heads = "Goal | Risks | Initiative | Status"
    first = [heads, "Sound finances | Revenue may fall | Keep a reserve | Done", "^ | ^ | Cut waste | Delayed"]
    second = [heads, "Better service | Few staff | Open a desk | Done"]
    parts = 1, first, 2, "Revenue may fall", second
    assert [table.tables for table in read(*parts, country="us")] == [(0, 1)]
    assert [table.tables for table in read(1, first, 2, "Goals of the harbour", second, country="us")] == [(0,), (1,)]


def test_a_row_that_leaves_most_cells_empty_goes_on_with_the_one_before() -> None:
    heads = "What | Why | Who | When | Check-step | Funding needed"
    first = [
        heads,
        "Train all staff | They ask for it | Erika | May 2027 | All trained | None",
        "To develop and | To be heard | Dr. Stone | Start: | Plan | None",
    ]
    second = [
        "Implement the plan |  |  | March 2027 |  | ",
        "Visit families | They live far away | Carla | June 2027 | Visits | None",
    ]
    assert [line.split(" [")[0] for line in plan(1, first, 2, second, country="us")] == [
        "Train all staff",
        "To develop and Implement the plan",
        "Visit families",
    ]


def test_a_full_row_overleaf_is_a_row_of_its_own() -> None:
    first = [HEADS, "森づくり事業 | 農林課 | 8"]
    assert len(plan(1, first, 2, ["川あそび事業 | 河川課 | "])) == 2


def test_the_title_above_repeated_heads_is_no_row() -> None:
    title = "*緑のまちづくり計画* | < | <"
    parts = 1, [title, HEADS, "森づくり事業 | 農林課 | 8"], 2, [title, HEADS, "川あそび事業 | 河川課 | 6"]
    assert plan(*parts) == ["森づくり事業 [@農林課; 8,000]", "川あそび事業 [@河川課; 6,000]"]


def test_notes_at_the_foot_of_a_page_do_not_part_a_table() -> None:
    heads = "Sector | Mitigation action | Cost (million USD)"
    first = [heads, "Energy | - Solar roofs on schools // - Small dams | 20"]
    second = ["Transport | - Electric buses // - Cycle lanes | 30"]
    notes = "1 There is no provision for the grid. The cost of a line has been", "taken to be USD 10,000."
    parts = 1, first, *notes, "17", 2, second
    assert [table.tables for table in read(*parts, country="us")] == [(0, 1)]
    assert plan(*parts, country="us")[-1] == "  Cycle lanes"


def test_repeated_heads_at_other_columns_are_the_same_columns() -> None:
    first = [
        "Progress report | < | < | < | <",
        "Goal | < | Initiative | Lead | Status",
        "Sound finances | < | Keep a reserve | Treasurer | Done",
    ]
    second = [
        "Goal | Initiative | Lead | Status",
        " | Pass the audit | Auditor | Delayed",
        "Better service | Open a desk | Clerk | Done",
    ]
    parts = 1, first, 2, second
    assert [table.tables for table in read(*parts, country="us")] == [(0, 1)]
    assert plan(*parts, country="us") == [
        "Sound finances",
        "  Keep a reserve [@Treasurer; is Done]",
        "  Pass the audit [@Auditor; is Delayed]",
        "Better service",
        "  Open a desk [@Clerk; is Done]",
    ]


def test_heads_hold_for_small_tables_without_any_that_follow() -> None:
    parts = (
        "# Libraries",
        ["Action | Owner | Status", "Draft the plan | Ann Field | New"],
        "# Schools",
        ["Ask the teachers | Tom Wood | Ongoing", "Print the report | Ann Field | Done"],
    )
    assert plan(*parts, country="gb") == [
        "Draft the plan [@Ann Field; is New]",
        "Ask the teachers [@Tom Wood; is Ongoing]",
        "Print the report [@Ann Field; is Done]",
    ]
