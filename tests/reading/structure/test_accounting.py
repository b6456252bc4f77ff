"""Every character that is not white is accounted for exactly once, whatever the document."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.structure.inventing import assert_accounted_for, document, heading, item, learned, plan, source

from shisaku.formats.text_builder import BlockWords, StyledRun
from shisaku.model.details import Details, Passage
from shisaku.model.document import Document
from shisaku.model.span import Span
from shisaku.reading.found import Found
from shisaku.reading.structure.accounting import Taken, disjoint
from shisaku.reading.structure.plan_assembly import Structure, plan_of

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda one: Span(one[0], one[0] + one[1]))
LABELS = ["港を直す", "砂浜を守る", "松を植える", "Repair the quay", "Plant pines", "항구 정비"]
HEADS = ["", "基本目標１ ", "施策１－２ ", "（１）", "① ", "○", "・", "1. ", "1.2 ", "Goal 2: ", "• ", "\uf0b7 ", "3 ", "A. "]
BESIDE = [
    "",
    "【港湾課】",
    "　1,200万円　港湾課",
    "（再掲）",
    "（担当：港湾課）",
    " (Lead: Harbour Office)",
    ": the timber is rotten.",
    "（令和８年度末まで）",
]
OTHERS = [
    "担当課：港湾課", "担当課", "港湾課", "現状と課題", "岸壁は古い。直す必要がある。", "（単位：千円）", "○：予算 ☆：制度", "Lead: Harbour Office",
    "The quay is old. It will be repaired.", "1,200万円", "- 3 -", "目次", "港を直す…………… 3", "KPI：漁船 48隻 → 60隻（令和10年度）", "3", "※ 見込み",
    "https://example.org/", "令和８年４月１日", "Status: On track", "期間：令和８年度～令和10年度", "48 → 60", "12,500", "SDGs 14", "：", "【】", "・", "○",
]  # fmt: skip
WORDS = st.one_of(
    st.builds("{}{}{}".format, st.sampled_from(HEADS), st.sampled_from(LABELS), st.sampled_from(BESIDE)), st.sampled_from(OTHERS)
)
BROKEN = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
BLOCKS = st.one_of(
    st.builds(heading, WORDS, st.integers(1, 4)),
    st.builds(item, BROKEN, st.integers(1, 3), st.sampled_from(["•", "1.", "a)", "①", ""])),
    st.builds(BlockWords, BROKEN, st.sampled_from(["paragraph", "caption", "note", "artefact"])),
    st.builds(lambda lead, rest: BlockWords((StyledRun(lead, bold=True), StyledRun(" " + rest))), WORDS, WORDS),
)
HEADER = st.lists(
    st.sampled_from(
        ["番号", "事業名", "担当課", "予算額（千円）", "内容", "No.", "Action", "Lead", "Deadline", "備考", "男", "女", ""]
    ),
    min_size=2,
    max_size=5,
)
TABLES = HEADER.flatmap(
    lambda header: st.lists(
        st.lists(st.one_of(st.just(""), st.integers(0, 99999).map(str), BROKEN), min_size=len(header), max_size=len(header)),
        max_size=5,
    ).map(lambda rows: [header, *rows])
)
STATED = st.lists(st.one_of(BLOCKS, BLOCKS, TABLES), max_size=14).map(lambda parts: document(*parts))
PLAIN = st.lists(st.one_of(WORDS, WORDS.map(lambda words: "　" + words), st.sampled_from(["", "\f"])), max_size=24).map("\n".join)


@settings(max_examples=80)
@given(STATED)
def test_every_character_of_a_stated_document_is_accounted_for_once(made: Document) -> None:
    assert_accounted_for(plan(made, "some.docx"))


@settings(max_examples=80)
@given(PLAIN)
def test_every_character_of_a_text_is_accounted_for_once(text: str) -> None:
    assert_accounted_for(plan(text))


@settings(max_examples=60)
@given(PLAIN)
def test_the_learned_reading_of_a_text_accounts_for_it_too_where_another_one_is_chosen(text: str) -> None:
    found = learned(text)
    assert_accounted_for(plan_of(found.source, found.structure))


@settings(max_examples=40)
@given(STATED)
def test_what_is_read_is_in_its_place_and_the_same_each_time(made: Document) -> None:
    found = plan(made, "some.docx")
    assert found == plan(made, "some.docx")
    for part, _ in found.walk():
        assert part.label.strip()
        assert found.source.quote(part.span).strip()
    assert all(placement.evidence for placement in found.placements)


@pytest.mark.parametrize(
    "made", [document(), document(BlockWords("港")), document([["", ""], ["", ""]])], ids=["none", "one word", "empty table"]
)
def test_documents_that_hold_next_to_nothing_are_read(made: Document) -> None:
    found = plan(made, "some.docx")
    assert found.parts == ()
    assert_accounted_for(found)


def test_a_legend_that_is_printed_on_every_page_is_accounted_for() -> None:
    found = plan("港の計画\n○：予算 ☆：制度\n\f○：予算 ☆：制度\n１ 港を直す\n○岸壁を直す\n")
    assert [entry.symbol for entry in found.legend] == ["○", "☆"]
    assert_accounted_for(found)
    made = document(BlockWords("○：予算 ☆：制度"), heading("港を直す"), BlockWords("○：予算 ☆：制度"))
    assert_accounted_for(plan(made, "some.docx"))


# -- what is taken -------------------------------------------------------------------------------------------------------


@given(st.lists(SPANS))
def test_a_stretch_is_taken_once_and_never_in_part(spans: list[Span]) -> None:
    taken, covered = Taken(), set[int]()
    for span in spans:
        own = set(range(span.start, span.end))
        assert taken.take(span) is not bool(own & covered)
        covered |= own if not own & covered else set()


@given(st.lists(SPANS), SPANS)
def test_pieces_are_what_was_not_taken(spans: list[Span], last: Span) -> None:
    taken, covered = Taken(), set[int]()
    for span in (*spans, last):
        pieces = [set(range(piece.start, piece.end)) for piece in taken.pieces(span)]
        assert set().union(*pieces) == set(range(span.start, span.end)) - covered
        assert sum(map(len, pieces)) == len(set().union(*pieces))
        covered |= set(range(span.start, span.end))
    assert list(taken.cut(last)) == []


def test_a_component_of_words_of_another_one_is_left_out_and_its_children_stay() -> None:
    inner = Found("砂を入れる", Span(20, 25))
    roots, _ = disjoint([Found("港を直す", Span(0, 4)), Found("港", Span(0, 1), children=(inner,))], None)
    assert [found.label for root in roots for found in root.walk()] == ["港を直す", "砂を入れる"]


def test_prose_that_is_a_component_is_not_repeated() -> None:
    words = Passage("砂を入れる。", Span(10, 16))
    roots, _ = disjoint(
        [Found("港を直す", Span(0, 4), details=Details(description=(words,))), Found("砂を入れる。", Span(10, 16))], None
    )
    assert roots[0].details.description == ()


def test_the_title_is_taken_first() -> None:
    roots, taken = disjoint([Found("港の計画", Span(0, 4)), Found("港を直す", Span(5, 9))], Span(0, 4))
    assert [root.label for root in roots] == ["港を直す"]
    assert not taken.take(Span(0, 1))


def test_what_is_between_the_pages_of_a_passage_is_an_artefact_and_punctuation_is_not_unread() -> None:
    text = "港の計画\n\n岸壁を直す\n\n岸壁は古い。\n- 4 -\n杭を打つ。\n\n：\n"
    at = {words: Span(text.index(words), text.index(words) + len(words)) for words in ("岸壁を直す", "- 4 -", "：")}
    passage = Passage("岸壁は古い。杭を打つ。", Span(text.index("岸壁は"), text.index("打つ。") + 3))
    found = Found("岸壁を直す", at["岸壁を直す"], details=Details(description=(passage,)))
    made = plan_of(source(text), Structure(None, (found,), artefacts=(at["- 4 -"],), skipped=(at["- 4 -"],)))
    assert [made.source.quote(span) for span in made.furniture] == ["- 4 -", "："]
    assert [made.source.quote(piece) for piece in made.pieces(passage)] == ["岸壁は古い。", "杭を打つ。"]
    assert [made.source.quote(span) for span in made.unread] == ["港の計画"]
    assert_accounted_for(made)
