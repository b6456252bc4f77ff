"""Overrides of lines, tables and parts of a text are applied, and reported where they have no effect."""

from pathlib import Path

import pytest
from tests.reading.structure.making import LINES, PAGE, WEB, Made, made

from shisaku.model.findings import Severity
from shisaku.model.plan import PLAN_KEY, Placement
from shisaku.model.source import Override
from shisaku.pipeline import Context, build
from shisaku.reading.overrides.aside import set_aside
from shisaku.reading.tokens.lines import lines


@pytest.fixture
def read(tmp_path: Path, context: Context) -> "Read":
    return Read(tmp_path, context)


class Read:
    """Reads the invented documents with overrides, each given as the lines below its heading."""

    def __init__(self, folder: Path, context: Context) -> None:
        self.folder, self.context = folder, context

    def __call__(self, *overrides: str, name: str = "plan.md", text: str = PAGE) -> Made:
        return made(self.folder, self.context, name, text, "".join(f"[[override]]\n{one}\n" for one in overrides))


def placement(found: Made, label: str) -> Placement:
    key = next(part.key for part, _ in found.plan.walk() if part.label == label)
    return next(one for one in found.plan.placements if one.component == key)


# -- lines -------------------------------------------------------------------------------------------------------------


def test_unaided_the_documents_are_read_as_the_other_tests_take_for_granted(read: Read) -> None:
    page, plain, web = read(), read(name="plan.txt", text=LINES), read(name="plan.html", text=WEB)
    assert page.tree["砂浜の清掃"] == "浜辺を守る"
    assert "編集の後に" not in page.tree
    assert page.tree["水門の塗装"] == "水路の補修"
    assert plain.tree["Plant dune grass"] == "Keep the beach clean"
    assert web.tree["Repair the water mill"] == "Make power"


def test_a_line_is_a_component_of_a_level(read: Read) -> None:
    found = read('line = "編集の後に"\nlevel = 1')
    assert found.tree["編集の後に"] == ""
    made = placement(found, "編集の後に")
    assert (made.parent, made.confidence) == (PLAN_KEY, 1.0)
    assert made.evidence[0].basis == "editor-override"
    assert "line 2 of source.toml" in made.evidence[0].message.verbatim("en")
    assert found.unmet == []


def test_a_deeper_level_is_that_of_the_nearest_above(read: Read) -> None:
    found = read('line = "浜辺は町の"\nlevel = 2', 'line = "石積み"\nlevel = 3')
    assert found.tree["浜辺は町の宝です。"] == "浜辺を守る"
    assert found.tree["石積みを補修します。"] == "水路の補修"


def test_what_is_around_follows(read: Read) -> None:
    assert read('line = "浜辺は町の"\nlevel = 1').tree["砂浜の清掃"] == "浜辺は町の宝です。"


def test_a_line_is_no_component(read: Read) -> None:
    found = read('line = "1.2 松林"\nnone = true')
    assert "松林の手入れ" not in found.tree
    assert found.tree["砂浜の清掃"] == "浜辺を守る"
    assert found.unmet == []


def test_a_line_is_meant_without_its_number_and_in_any_width(read: Read) -> None:
    assert "松林の手入れ" not in read('line = "松林の"\nnone = true').tree
    assert "松林の手入れ" not in read('line = "１．２ 松林"\nnone = true').tree


def test_a_line_is_meant_by_its_number_among_the_lines_of_the_text(read: Read) -> None:
    line = read().line("1.2 松林").line
    assert "松林の手入れ" not in read(f"line = {line}\nnone = true").tree


def test_a_component_is_under_another(read: Read) -> None:
    found = read('line = "2.1 水路"\nunder = "1 浜辺"')
    assert found.tree["水路の補修"] == "浜辺を守る"
    assert placement(found, "水路の補修").confidence == 1.0
    assert placement(found, "水路の補修").evidence[0].basis == "editor-override"


def test_a_component_is_under_one_that_is_printed_later(read: Read) -> None:
    found = read('line = "1.2 松林"\nunder = "水路を生かす"')
    assert found.tree["松林の手入れ"] == "水路を生かす"
    assert found.unmet == []


def test_a_component_is_under_the_plan(read: Read) -> None:
    assert read('line = "2.1 水路"\nunder = "plan"').tree["水路の補修"] == ""


def test_a_row_of_a_table_is_no_component(read: Read) -> None:
    found = read('line = "水門の塗装"\nnone = true')
    assert "水門の塗装" not in found.tree
    assert "堤防の点検" in found.tree
    assert found.unmet == []


def test_a_row_of_a_table_is_elsewhere(read: Read) -> None:
    found = read('line = "水門の塗装"\nunder = "浜辺を守る"')
    assert found.tree["水門の塗装"] == "浜辺を守る"
    assert found.tree["堤防の点検"] == "水路の補修"
    assert placement(found, "水門の塗装").confidence == 1.0


def test_overrides_of_lines_apply_to_plain_text_and_web_pages_alike(read: Read) -> None:
    plain = read('line = "Thanks to all"\nlevel = 1', 'line = "1.2 Plant"\nunder = "Goal 2"', name="plan.txt", text=LINES)
    assert plain.tree["Thanks to all who helped"] == ""
    assert plain.tree["Plant dune grass"] == "Open the canals"
    web = read('line = "Repair the water mill"\nunder = "Save heat"', name="plan.html", text=WEB)
    assert web.tree["Repair the water mill"] == "Save heat"
    assert [*plain.unmet, *web.unmet] == []


def test_the_title_may_be_a_component_and_another_line_the_title(read: Read) -> None:
    assert read('line = "入江町"\nlevel = 1').tree["入江町 水辺の計画 2031"] == ""


def test_every_character_is_still_accounted_for_once(read: Read, context: Context) -> None:
    read('line = "編集の後に"\nlevel = 1', 'line = "水門"\nunder = "浜辺を"', 'line = "堤防"\nnone = true')
    made = build(read.folder / "plan-md" / "plan.md", context)
    assert [finding for finding in made.findings if finding.severity == Severity.ERROR] == []


@pytest.mark.parametrize(
    ("overrides", "why"),
    [
        ('line = "どこにもない"\nnone = true', "nothing in the document begins with these words"),
        ("line = 900\nnone = true", "the document has no such line"),
        ('line = "担当"\nlevel = 1', "more than one matches"),
        ('line = "水門の塗装"\nlevel = 1', "level cannot be used for table rows"),
        ('line = "1 浜辺"\nlevel = 3', "there is no component of the next outer level above it"),
        ('line = "1.2 松林"\nunder = "どこにもない"', "no component begins with the words in under"),
        ('line = "1.2 松林"\nunder = "浜辺は町の"', "no component begins with the words in under"),
        ('line = "1 浜辺"\nunder = "1.2 松林"', "nothing can be under itself"),
        ('table = "どこにもない"\nkind = "projects"', "no table whose first cell or caption"),
        ('table = "事業名"\npage = 7\nkind = "projects"', "no table whose first cell or caption"),
        ('region = ["どこにもない", "2 水路"]\nnone = true', "nothing in the document begins with these words"),
        ('region = ["2 水路", "1 浜辺"]\nnone = true', "no line after the first one begins with the last words"),
        ("region = [900, 901]\nnone = true", "the document has no such line"),
        ("pages = [3, 4]\nnone = true", "the document has no such page"),
    ],
)
def test_an_override_that_means_nothing_here_is_reported_and_changes_nothing(read: Read, overrides: str, why: str) -> None:
    found = read(overrides)
    assert len(found.unmet) == 1
    assert why in found.unmet[0]
    assert found.tree == read().tree


def test_two_overrides_that_mean_one_line_are_reported(read: Read) -> None:
    found = read('line = "1.2 松林"\nnone = true', 'line = "松林の手入れ"\nlevel = 1')
    assert len(found.unmet) == 1
    assert "an earlier override covers the same line" in found.unmet[0]
    assert "松林の手入れ" not in found.tree


def test_a_document_whose_elements_state_their_meaning_takes_none_of_them(read: Read) -> None:
    plan = (
        '<StrategicPlan xmlns="urn:ISO:std:iso:17469:tech:xsd:stratml_core"><Name>Cape plan</Name><StrategicPlanCore>'
        "<Organization><Name>Cape</Name></Organization><Goal><Name>Keep the light</Name><Identifier>_1</Identifier></Goal>"
        "</StrategicPlanCore></StrategicPlan>"
    )
    found = read('line = "Keep"\nlevel = 1', "pages = [1, 2]\nnone = true", name="plan.xml", text=plan)
    assert "Keep the light" in found.tree
    assert len(found.unmet) == 2
    assert all("elements state the structure" in one for one in found.unmet)


# -- tables ------------------------------------------------------------------------------------------------------------


def test_a_table_is_of_a_kind(read: Read) -> None:
    found = read('table = "事業名"\nkind = "statistics"')
    assert not {"堤防の点検", "水門の塗装", "舟屋の修理"} & set(found.tree)
    table = found.line("水門の塗装").table
    assert table is not None
    assert (table.kind, table.probability) == ("statistics", 1.0)
    assert "source.toml" in table.reason.verbatim("en")


def test_a_table_is_named_by_its_caption(read: Read) -> None:
    assert "水門の塗装" not in read('table = "付表"\nkind = "statistics"').tree


def test_a_table_without_heads_holds_what_an_override_gives_its_columns(read: Read) -> None:
    text = "# Isle plan\n\n## Yards\n\n| A | B | C |\n|---|---|---|\n| Mend the pier | Ann | x |\n| Paint the boats | Ben | y |\n"
    overrides = 'table = "A"\nkind = "actions"\ncolumns = ["name", "department", ""]'
    found = read(overrides, name="plan.md", text=text)
    parts = {part.label: part for part, _ in found.plan.walk()}
    assert parts["Mend the pier"].details.departments == ("Ann",)
    assert parts["Paint the boats"].details.departments == ("Ben",)
    assert found.unmet == []


def test_columns_are_read_as_an_override_has_them(read: Read) -> None:
    found = read('table = "事業名"\ncolumns = ["name", "target-group", "budget"]')
    part = next(part for part, _ in found.plan.walk() if part.label == "舟屋の修理")
    assert [group.printed for group in part.details.target_groups] == ["観光課"]
    assert part.details.departments == ()


def test_a_column_of_no_role_is_not_read(read: Read) -> None:
    found = read('table = "事業名"\ncolumns = ["name", "", "budget"]')
    part = next(part for part, _ in found.plan.walk() if part.label == "舟屋の修理")
    assert part.details.departments == ()
    assert part.details.budget


# -- parts of the text -------------------------------------------------------------------------------------------------


def test_a_part_is_left_out(read: Read) -> None:
    found = read('region = ["2 水路", "2.1 水路"]\nnone = true')
    assert not {"水路を生かす", "水路の補修"} & set(found.tree)
    assert found.tree["砂浜の清掃"] == "浜辺を守る"
    assert found.line("2.1 水路").taken == "aside"


def test_a_part_with_a_table_is_left_out(read: Read) -> None:
    found = read('region = ["付表", "舟屋"]\nnone = true')
    assert not {"堤防の点検", "水門の塗装", "舟屋の修理"} & set(found.tree)
    assert found.tree["砂浜の清掃"] == "浜辺を守る"


def test_a_part_is_meant_by_the_numbers_of_its_lines(read: Read) -> None:
    unaided = read()
    first, last = unaided.line("1.2 松林").line, unaided.line("2.1 水路").line
    assert read(f"region = [{first}, {last}]\nnone = true").tree == read('region = ["1.2 松林", "2.1 水路"]\nnone = true').tree


def test_a_part_is_the_plan(read: Read) -> None:
    found = read('region = ["2 水路", "石積み"]\nplan = true')
    assert "水路の補修" in found.tree
    assert set(found.tree) <= {"水路を生かす", "水路の補修"}


def test_a_part_of_plain_text_is_left_out(read: Read) -> None:
    found = read('region = ["Goal 2", "Lead: Works"]\nnone = true', name="plan.txt", text=LINES)
    assert not {"Open the canals", "Repair the locks"} & set(found.tree)
    assert "Plant dune grass" in found.tree


def test_the_words_of_the_last_line_may_be_those_of_an_earlier_one(read: Read) -> None:
    found = read('region = ["2 水路", "この計画"]\nnone = true')
    assert "水路の補修" not in found.tree
    assert found.unmet == []


def pages_of_four(at: int) -> int:
    """Four characters a page."""
    return at // 4 + 1


@pytest.mark.parametrize(("effect", "left"), [({"none": True}, ["aaa", "", "", "ddd"]), ({"plan": True}, ["", "bbb", "ccc", ""])])
def test_pages_are_left_out_or_are_the_plan(effect: dict[str, bool], left: list[str]) -> None:
    override = Override("pages", "2", until="3", **effect)  # type: ignore[arg-type]
    remaining, aside, unmet = set_aside(lines("aaa\nbbb\nccc\nddd"), [override], pages_of_four)
    assert [line.text for line in remaining] == left
    assert [span.start // 4 for span in aside] == [at for at, text in enumerate(left) if not text]
    assert unmet == ()


def test_pages_and_parts_that_are_the_plan_are_it_together_less_what_is_left_out() -> None:
    overrides = [
        Override("pages", "2", until="2", plan=True),
        Override("region", "3", until="4", plan=True),
        Override("furniture", "ddd"),
    ]
    remaining, _, unmet = set_aside(lines("aaa\nbbb\nccc\nddd"), overrides, pages_of_four)
    assert [line.text for line in remaining] == ["", "bbb", "ccc", ""]
    assert unmet == ()
