"""From a forest to the components of a plan: their kinds, and how they are counted."""

from tests.reading.structure.inventing import source

from shisaku.model.span import Span
from shisaku.reading.found import Found
from shisaku.reading.structure.plan_assembly import Structure, plan_of

LABELS = ("水辺を守る", "砂浜の清掃", "松林の手入れ", "苗を育てる", "水路の補修", "石を積む", "堤防の点検")
TEXT = "\n".join(LABELS)


def found(label: str, *children: Found) -> Found:
    start = TEXT.index(label)
    return Found(label, Span(start, start + len(label)), children=children, origin="printed")


def counted(*roots: Found) -> list[tuple[str, str, int]]:
    plan = plan_of(source(TEXT), Structure(None, roots))
    return [(part.label, type(part).__name__, part.ordinal) for part, _ in plan.walk()]


def test_groups_are_counted_apart_from_the_measures_beside_them() -> None:
    deep = found("松林の手入れ", found("苗を育てる", found("水路の補修")))
    assert counted(found("水辺を守る", found("砂浜の清掃"), deep)) == [
        ("水辺を守る", "Pillar", 1),
        ("砂浜の清掃", "Measure", 1),
        ("松林の手入れ", "MeasureGroup", 1),
        ("苗を育てる", "Measure", 2),
        ("水路の補修", "Initiative", 1),
    ]


def test_one_level_alone_are_measures() -> None:
    assert counted(found("砂浜の清掃"), found("松林の手入れ")) == [("砂浜の清掃", "Measure", 1), ("松林の手入れ", "Measure", 2)]
