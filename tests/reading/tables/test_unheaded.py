"""Tables of two columns without heads: what is funded with its sums, and figures of anything else."""

import pytest
from tests.reading.structure.inventing import lexicon

from shisaku.reading.tables.table_reader import ReadTable, read_tables
from shisaku.reading.tables.typed_tables import typed

PROSE = "○ 港に入る船が増えたことから、岸壁と航路とを直し、灯台を点検し、砂浜を守るとともに、" * 4
ROWS = "・ 岸壁の調査 | 19( 19) |\n(新)岸壁修繕費 | 22( 0) |\n(新)航路浚渫費 | 51( 0) |\n(継)灯台点検費 | 76( 37) |\n"


def tables(text: str) -> tuple[ReadTable, ...]:
    found = typed(text)
    assert found is not None
    return read_tables(found.document, lexicon())


def sums(text: str) -> dict[str, list[int]]:
    (table,) = tables(text)
    return {part.label: [int(figure.amount or 0) for figure in part.details.budget] for part in table.walk()}


@pytest.mark.parametrize("between", ["", f"{PROSE} |\n", "(1)岸壁と航路\n8,634(7,997) |\n"])
def test_tagged_names_with_figures_are_projects_whose_unit_is_above(between: str) -> None:
    assert sums(f"単位：百万円（前年度額）|\n{between}{ROWS}") == {
        "岸壁の調査": [19_000_000, 19_000_000],
        "岸壁修繕費": [22_000_000, 0],
        "航路浚渫費": [51_000_000, 0],
        "灯台点検費": [76_000_000, 37_000_000],
    }


def test_names_without_tags_may_be_what_figures_are_about() -> None:
    (table,) = tables("単位：百万円\n市税 | 1,900 |\n地方交付税 | 2,200 |\n市債 | 5,100 |\n諸収入 | 760 |\n")
    assert (table.kind, table.found) == ("statistics", ())
