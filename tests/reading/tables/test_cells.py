"""What single cells look like, whatever their columns are for."""

import pytest
from tests.reading.tables.making import schemes

from shisaku.reading.tables.cell_text import CellText
from shisaku.reading.tables.content import kind_of, without_repetition
from shisaku.reading.tables.grid import GridCell
from shisaku.reading.tables.header_words import ENDING, WHOLE, HeaderWords, bare

VOCABULARY = HeaderWords(schemes())
KINDS = {
    "figure": ["1,200", "△1,200", "(27.7)", "279 (239)", "12千円", "$1.5 million", "1 000 000"],
    "percent": ["45%", "△3.2％", "皆増"],
    "count": ["1", "1-2", "4.1.10", "No. 12", "①", "Dataset 4.1.10", "Goal 1", "施策３"],
    "time": ["令和８年度", "R8.3", "2026", "FY2026-27", "Q2 2026", "March 2027", "3 May 2027", "30.9.2026", "９月"],
    "status": ["On track", "On Track (green) On Track (green)", "完了", "新規"],
    "owner": ["総務課", "内閣府、警察庁", "Ministry of Trade", "Parks Department"],
    "tick": ["○", "→", "― (―)"],
    "short": ["Revenue may fall", "Market the old mill", "森づくり事業", "Increase trust", "100人委員会をつくる"],
    "long": ["街路樹を植えるとともに、公園や学校の周りに花壇をつくり、住民とともに手入れをする仕組みをつくる。"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_kind_of_a_cell(kind: str, text: str) -> None:
    assert kind_of(GridCell(0, 0, 1, 1, (), words=CellText(text, tuple(range(len(text))))), VOCABULARY) == kind


@pytest.mark.parametrize(
    ("printed", "once"),
    [("On Track On Track On Track", "On Track"), ("Done Done Late", "Done Done Late"), ("One by one", "One by one"), ("", "")],
)
def test_repeated_words(printed: str, once: str) -> None:
    assert without_repetition(printed) == once


@pytest.mark.parametrize(
    ("printed", "concept", "trust"),
    [
        ("事業費（千円）", "budget", WHOLE),
        ("Ｒ８年度当初予算額（千円）", "budget", WHOLE),
        ("主管課", "department", WHOLE),
        ("事業主体名", "department", ENDING),
        ("Responsible authority", "department", WHOLE),
        ("Due date (month)", "deadline", WHOLE),
        ("ActionLaunchDate", "deadline", ENDING),
        ("To be first published on", "deadline", ENDING),
        ("Supporting national policy & measures", "reference", WHOLE),
        ("Update frequency", "note", WHOLE),
    ],
)
def test_what_heads_of_columns_mean(printed: str, concept: str, trust: float) -> None:
    found = VOCABULARY.match("header", printed)
    assert (found.concept, found.trust) == (concept, trust)


@pytest.mark.parametrize("printed", ["", "みどりの回廊事業の沿革について", "Why this town is a good place to live in for all"])
def test_other_words_head_nothing(printed: str) -> None:
    assert VOCABULARY.match("header", printed).trust < ENDING


@pytest.mark.parametrize(
    ("printed", "words"),
    [("令和８年度予算額（千円）", "予算額"), ("ActionName", "Action Name"), ("（年度）", "年度"), ("2026", "2026")],
)
def test_heads_without_years_and_brackets(printed: str, words: str) -> None:
    assert bare(printed) == words
