"""Which of two readings of a text is believed."""

from dataclasses import replace

from tests.reading.structure.inventing import learned, plan, rules

from shisaku.model.details import PrintedPeriod
from shisaku.model.plan import Plan
from shisaku.reading.choice import HARDLY, better, expected_of_learned, expected_of_outline
from shisaku.reading.found import Found
from shisaku.reading.likelihood.confidence import MOST_ELSEWHERE
from shisaku.reading.likelihood.understanding import Understanding
from shisaku.reading.structure.plan_assembly import plan_of
from shisaku.reading.structure.structure_reader import StructureReading

CLEAR = """\
港の計画

第１章 岸壁

（１）岸壁を直す
・石を積む
・杭を打つ

（２）航路を浚う
・船を雇う

第２章 砂浜

（１）砂を入れる
・川を浚う
・袋に詰める
"""


def both() -> tuple[Plan, StructureReading]:
    found = learned(CLEAR)
    return plan_of(found.source, found.structure), found


def test_no_reading_is_never_better() -> None:
    outline, found = both()
    assert better(None, found) is None
    assert better(replace(outline, parts=()), found) is None


def test_an_outline_that_finds_what_is_likely_is_believed_with_doubts() -> None:
    outline, found = both()
    chosen = better(outline, found)
    assert chosen is not None
    assert [part.label for part, _ in chosen.walk()] == [part.label for part, _ in outline.walk()]
    assert len(chosen.placements) == sum(1 for _ in chosen.walk())
    assert all(placement.confidence <= MOST_ELSEWHERE for placement in chosen.placements)
    assert all(placement.evidence for placement in chosen.placements)


def test_an_outline_of_words_that_are_unlikely_is_not_believed() -> None:
    outline, found = both()
    unlikely = replace(found, judged=tuple(replace(one, exists=0.02) for one in found.judged))
    assert expected_of_outline(outline, unlikely) == 0
    assert better(outline, unlikely) is None
    nothing = replace(unlikely, chances=())
    assert 0 < expected_of_outline(outline, nothing) < HARDLY
    assert better(outline, nothing) is None


def test_sentences_without_a_number_are_hardly_expected_to_be_components() -> None:
    text = "Harbour Plan\n\n1. Quay\n\nThe quay is mended. It opens in spring.\n\n2. Channel\n\nThe channel is dredged. It opens in autumn.\n"
    found = learned(text)
    of_lines = [one for one in found.judged if one.features.get("two sentences")]
    assert len(of_lines) == 2
    outline = plan_of(
        found.source, replace(found.structure, roots=tuple(Found(one.item.text, one.item.span) for one in of_lines))
    )
    likely = replace(found, judged=tuple(replace(one, exists=0.9) for one in found.judged))
    assert expected_of_outline(outline, likely) < 0.1


def test_what_is_expected_is_between_none_and_all() -> None:
    outline, found = both()
    assert 0 < expected_of_outline(outline, found) <= 1
    assert 0 < expected_of_learned(found) <= 1
    less = replace(outline, parts=outline.parts[:1])
    assert expected_of_outline(less, found) < expected_of_outline(outline, found)


def test_a_clear_plan_is_read_without_a_finding() -> None:
    assert rules(plan(CLEAR)) == []


BUDGET = """\
令和８年度 主な事業

１ 港を直す
岸壁の修繕　1,250万円　港湾課
航路の浚渫　804万円　港湾課

２ 浜を守る
砂の搬入　320万円　海岸課
"""


def test_lines_that_print_their_sums_are_components_whatever_is_thought_of_their_words() -> None:
    found = learned(BUDGET)
    (harbour, shore) = plan(BUDGET).measures
    assert [entry.label for entry in harbour.initiatives] == ["岸壁の修繕", "航路の浚渫"]
    assert [entry.label for entry in shore.initiatives] == ["砂の搬入"]
    unlikely = replace(found, judged=tuple(replace(one, exists=0.02) for one in found.judged))
    assert expected_of_outline(plan(BUDGET), unlikely) > 0


def test_a_text_into_which_tables_are_drawn_is_left_to_the_reading_that_knows_them() -> None:
    outline, found = both()
    assert better(outline, found) is not None
    assert better(outline, replace(found, drawn=True)) is None
    strokes = "港の直し方\n\n◆ |\n岸壁を直す |\n|\n石を積み、杭を打ちます。 |\n◆ |\n砂浜を直す |\n|\n砂を入れます。 |\n"
    read = learned(strokes)
    assert read.drawn
    assert not any("|" in one.item.text for one in read.judged)


def test_of_readings_as_good_the_one_is_taken_that_reads_more_beside_the_words() -> None:
    outline, found = both()
    sure = replace(
        found,
        judged=tuple(replace(one, exists=0.9 if n in found.chosen else 0.0) for n, one in enumerate(found.judged)),
        chances=(0.9,) * len(found.chosen),
        understanding=Understanding(0.9, 0.9),
    )
    assert expected_of_outline(outline, sure) == expected_of_learned(sure)
    assert better(outline, sure) is not None
    period = PrintedPeriod("令和８年度末")
    first, *others = found.structure.roots
    dated = replace(first, details=replace(first.details, deadlines=(period,)))
    reading_more = replace(sure, _structure=lambda: replace(found.structure, roots=(dated, *others)))
    assert better(outline, reading_more) is None
    assert better(outline, replace(reading_more, understanding=Understanding(0.3, 0.9))) is not None
