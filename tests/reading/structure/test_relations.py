"""What is seen of a component and of what it may be under, and under which of those that are open it is put."""

from tests.reading.structure.inventing import document, heading, item, items_of

from shisaku.formats.text_builder import BlockWords
from shisaku.model.document import DocumentPlace, Style
from shisaku.reading.hierarchy.alternation import Alternation
from shisaku.reading.hierarchy.attaching import attached
from shisaku.reading.hierarchy.relations import Candidate, may_be_under, relations
from shisaku.reading.items.items import Item
from shisaku.reading.likelihood.learned import Weights, weights


def made(*parts: BlockWords) -> tuple[Item, ...]:
    return items_of(document(*parts))


def parents(*parts: BlockWords) -> list[int]:
    """The place of the parent of each component, with the weights that are in use."""
    return [one.parent for one in attached(made(*parts), weights("parent"))]


def under(parent: Item | None, child: Item, last: Item | None = None, depth: int = 1) -> dict[str, float]:
    turns = Alternation([one for one in (parent, child) if one is not None])
    return {name: value for name, value in relations(child, Candidate(parent, last, depth, 0), turns).items() if value}


# -- what is seen ----------------------------------------------------------------------------------------------------------


def test_a_compound_number_is_within_the_one_that_it_begins_with() -> None:
    first, second, inner = made(heading("1. Harbour"), heading("2. Shore"), heading("2.1 Walls", 2))
    assert "prefix" in under(second, inner)
    assert "prefix" not in under(first, inner)
    assert "no prefix" in under(first, inner)


def test_a_number_follows_that_of_the_last_child() -> None:
    over, first, second, fourth = made(heading("港"), heading("施策１ 岸", 2), heading("施策２ 波", 2), heading("施策４ 砂", 2))
    assert "number follows" in under(over, second, first)
    assert "number jumps" in under(over, fourth, second)
    assert "number restarts" in under(over, first, fourth)


def test_levels_of_headings_and_of_lists_are_compared() -> None:
    outer, inner, first, deeper = made(heading("港"), heading("岸", 2), item("杭"), item("縄", 2))
    assert "parent heading above" in under(outer, inner)
    assert "parent item above" in under(first, deeper)


def test_names_of_levels_show_what_is_further_out() -> None:
    goal, action = made(heading("基本目標１ 港"), heading("施策１ 岸"))
    assert "level outer" in under(goal, action)
    assert "level inner" in under(action, goal)


def test_the_name_of_a_level_means_nothing_for_an_item_that_is_not_right_behind() -> None:
    goal, part, entry = made(heading("基本目標１ 港"), heading("（１）岸", 2), item("杭"))
    assert not {"level outer", "level inner"} & under(goal, part).keys()
    assert "unnamed right under level" in under(goal, part)
    beyond = relations(entry, Candidate(goal, part, 1, 1), Alternation((goal, part, entry)))
    assert not beyond["level outer"]
    assert not beyond["unnamed right under level"]


def test_what_comes_again_and_again_between_two_alike_takes_turns_with_them() -> None:
    lines = made(*map(BlockWords, ["＜港＞", "・杭を打つ", "・縄を綯う", "＜浜＞", "・砂を入れる", "・松を植える"]))
    turns = Alternation(lines)
    inner, outer = turns.features(lines[1], lines[0]), turns.features(lines[3], lines[2])
    assert (inner["between such"], inner["such between"]) == (1, 1 / 3)
    assert all(inner[name] == 1 for name in ("begins behind such", "heads such", "heads such again", "more than such"))
    assert outer["rather between such"] == -inner["rather between such"] < 0
    assert (inner["such come first"], outer["such come first"], outer["more than such"]) == (1, 0, 0)
    assert turns.features(lines[1], lines[2]) == turns.features(lines[1], None) == {}


def test_gaps_and_lengths_are_compared() -> None:
    over, far, near = made(
        BlockWords("Harbour"), BlockWords("Quays and basins are repaired before they break."), BlockWords("Shore")
    )
    assert {"parent short", "parent right above", "previous right above", "longer than parent", "sentence under none"} <= under(
        over, far
    ).keys()
    assert {"none under sentence", "shorter than parent"} <= under(far, near).keys()
    assert "gap as sibling" in under(over, near, far)


# -- what the format states ------------------------------------------------------------------------------------------------


def may_be(parent: Item | None, child: Item, before: Item | None, steps: int = 0) -> bool:
    return may_be_under(child, Candidate(parent, None, 1, steps), before)


def test_a_heading_is_under_no_heading_of_its_level_and_no_item() -> None:
    outer, inner, other, point = made(heading("港"), heading("岸", 2), heading("浜", 2), item("杭"))
    assert may_be(outer, inner, outer)
    assert not may_be(inner, other, inner)
    assert not may_be(inner, outer, inner)
    assert not may_be(point, other, point)
    assert may_be(None, other, point)


def test_no_line_in_bold_is_under_a_plain_one_of_its_size() -> None:
    plain, bold, small, large = items_of(
        document(
            heading("港の計画"),
            *(
                BlockWords(words, "line", place=DocumentPlace(1), style=Style(size, is_bold))
                for words, size, is_bold in (("港", 10.0, False), ("岸", 10.0, True), ("砂", 8.0, True), ("松", 14.0, False))
            ),
        )
    )[1:]
    assert not may_be(plain, bold, plain)
    assert may_be(bold, plain, bold)
    assert may_be(plain, small, plain)
    assert may_be(large, bold, large)


def test_what_follows_a_heading_is_under_it_and_so_does_an_inner_list() -> None:
    over, point, inner, back = made(heading("港"), item("杭"), item("縄", 2), item("帆"))
    assert may_be(over, point, over)
    assert not may_be(None, point, over, steps=1)
    assert may_be(point, inner, point)
    assert not may_be(over, inner, point, steps=1)
    assert not may_be(inner, back, inner)
    assert may_be(over, back, inner, steps=2)


def test_sizes_colours_and_brackets_of_the_upper_line_are_seen() -> None:
    def line(text: str, size: float, page: int = 1, bold: bool = False, fill: str = "") -> BlockWords:
        return BlockWords(text, "line", place=DocumentPlace(page), style=Style(size, bold, fill=fill))

    small, large, bold, framed, bullet = items_of(
        document(
            heading("港"),
            line("岸", 10.0),
            line("波止場", 18.0, 2, fill="#204060"),
            line("航路", 10.0, bold=True),
            line("＜砂浜＞", 10.0),
            line("・砂を入れる", 10.0),
        )
    )[1:]
    assert {"parent much larger", "parent on colour"} <= under(large, small).keys()
    assert {"parent much smaller", "larger overleaf", "on colour under plain"} <= under(small, large).keys()
    assert "larger overleaf" not in under(large, small)
    assert "bullet under bold" in under(bold, bullet)
    assert "bullet under brackets" in under(framed, bullet)
    assert "sibling larger" in under(None, small, large)
    assert "sibling smaller" in under(None, large, small)


# -- where it is put -------------------------------------------------------------------------------------------------------


def test_nothing_is_put_under_what_is_behind_it_and_probabilities_are_some() -> None:
    found = attached(made(heading("港"), heading("岸", 2), item("杭"), heading("砂", 2), item("松")), weights("parent"))
    assert all(one.parent < at for at, one in enumerate(found))
    assert all(0 <= one.placed <= 1 for one in found)
    assert all(one.placed >= chance for one in found for _, chance in one.rivals)


def test_without_weights_all_places_are_alike_and_the_outermost_is_taken() -> None:
    found = attached(made(heading("港"), heading("岸", 2), heading("波", 3)), Weights({}))
    assert [one.parent for one in found] == [-1, -1, -1]
    assert [one.placed for one in found] == [1, 0.5, 0.5]


def test_lists_in_brackets_that_take_turns_are_the_tree_from_the_first_one_on() -> None:
    lines = ["目標１ 港", "＜岸＞", "○杭を打つ", "○縄を綯う", "＜浜＞", "○砂を入れる", "○松を植える"]
    assert parents(*map(BlockWords, lines)) == [-1, 0, 1, 1, 0, 4, 4]


def test_levels_of_headings_are_the_tree() -> None:
    assert parents(
        heading("港", 1), heading("岸", 2), heading("波", 2), heading("浜", 1), heading("砂", 2), heading("松", 2)
    ) == [-1, 0, 0, -1, 3, 3]  # fmt: skip


def test_names_of_levels_are_the_tree_where_all_look_alike() -> None:
    lines = ["基本目標１ 港", "施策１ 岸", "施策２ 波", "基本目標２ 浜", "施策３ 砂", "施策４ 松"]
    assert parents(*map(BlockWords, lines)) == [-1, 0, 0, -1, 3, 3]


def test_compound_numbers_are_the_tree_where_all_look_alike() -> None:
    lines = ["1. Harbour", "1.1 Quays", "1.2 Basins", "2. Shore", "2.1 Walls", "2.2 Dunes"]
    assert parents(*map(BlockWords, lines)) == [-1, 0, 0, -1, 3, 3]


def test_bullets_are_under_the_words_above_them() -> None:
    assert parents(heading("港"), item("杭を打つ"), item("縄を綯う"), heading("浜"), item("砂を入れる"), item("松を植える")) == [
        -1,
        0,
        0,
        -1,
        3,
        3,
    ]


def test_there_are_no_parents_without_components() -> None:
    assert attached((), weights("parent")) == ()
