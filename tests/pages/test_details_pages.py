"""Pages of a town's plan in which every detail is there: what they say of money, people, time, measures, and of retired IRIs."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import pytest
from rdflib import URIRef
from tests.graph.plans import paged
from tests.graph.town import retired, town
from tests.pages.pages_read import Element, Reader, pages_below, reached

from shisaku.messages import LANGUAGES
from shisaku.pages.data_pages import data_pages
from shisaku.pages.data_site import DataSite, read_site
from shisaku.pages.detail_reader import _progress
from shisaku.pages.page_files import write
from shisaku.pages.published_data import Naming
from shisaku.pipeline import Context, published
from shisaku.project import Project
from shisaku.rdf.quads import ntriples

OWN = "https://w3id.org/shisaku/id/"
ENTRIES = [entry.key for entry in town().initiatives]


@pytest.fixture(scope="module")
def site(project: Project, context: Context, tmp_path_factory: pytest.TempPathFactory) -> DataSite:
    """The site of the town, as if its plan were read from pages; short of questions, checks and shapes."""
    path = tmp_path_factory.mktemp("graphs") / "haru-2025.ttl"
    path.write_text(published(retired(paged(town(), 6)), context), encoding="utf-8")
    bare = replace(project, layout=replace(project.layout, queries=(), checks=(), shapes=(), alignments=(), imports=()))
    return read_site(bare, (path,), "https://example.org/shisaku/")


@pytest.fixture(scope="module")
def folder(site: DataSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("site")
    write(list(data_pages(site)), place)
    return place


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Reader]:
    return pages_below(folder)


def cells(table: Element) -> list[list[str]]:
    """The words of a table's body, row by row."""
    (body,) = table.find("tbody")
    return [[" ".join(cell.words().split()) for cell in row.children] for row in body.find("tr")]


def facts(page: Reader, within: int = 0) -> dict[str, str]:
    """A list of facts: what is said under each name."""
    found = page.elements("dl")[within]
    names = [" ".join(one.words().split()) for one in found.find("dt")]
    return dict(zip(names, (" ".join(one.words().split()) for one in found.find("dd")), strict=True))


# -- money -------------------------------------------------------------------------------------------------------------


def test_sums_come_by_year_each_with_what_it_is_made_up_of(pages: dict[str, Reader]) -> None:
    (table,) = (t for t in pages["ja/id/haru-2025/measure/1.html"].elements("table") if t.attributes.get("class") == "money")
    assert cells(table) == [
        ["2024年度（令和6年度）", "当初予算", "80,000,000円", "80,000千円 場所"],
        ["2025年度（令和7年度）", "当初予算 · 一般会計", "84,000,000円", "84,000千円 場所"],
        ["うち", "国庫支出金", "42,000,000円", "うち国庫 42,000千円 場所"],
        ["うち", "地方債", "30,000,000円", "町債 30,000千円 場所"],
        ["2026年度（令和8年度）", "", "約90,000,000円", "約90,000千円 場所"],
    ]
    parts = [row.attributes.get("class") for row in table.find("tbody")[0].find("tr")]
    assert parts == [None, None, "part", "part", None]


def test_a_sum_without_a_number_is_shown_as_printed(pages: dict[str, Reader]) -> None:
    (table,) = pages[f"en/id/haru-2025/{ENTRIES[1]}.html"].elements("table")
    assert cells(table) == [["FY 2025 (Japan)", "request", "", "事項要求 Place"]]


# -- who, whom, when ---------------------------------------------------------------------------------------------------


def test_who_is_in_charge_stands_under_the_role_then_whom_it_is_for_and_when(pages: dict[str, Reader]) -> None:
    assert facts(pages["en/id/haru-2025/measure/1.html"]) == {
        "Kind": "action, 施策",
        "lead": "都市整備課 Place",
        "support": "教育課 Place",
        "For": "小学生と保護者 Place",
        "Period": "令和７年度 (2025-04-01 to 2026-03-31) Place",
        "Deadline": "令和８年度末まで (until 2027-03-31) Place",
    }
    assert facts(pages["ja/id/haru-2025/measure/1.html"])["協力"] == "教育課 場所"
    assert facts(pages[f"ja/id/haru-2025/{ENTRIES[1]}.html"]) == {"注記": "新規"}


def test_a_unit_that_is_known_is_a_link_and_a_report_names_what_it_is_on(pages: dict[str, Reader]) -> None:
    links = {a.words(): a.attributes["href"] for a in pages["ja/id/haru-2025/measure/1.html"].elements("a")}
    assert links["都市整備課"].endswith("/example.org/org/toshi.html")
    assert links["http://metadata.un.org/sdg/11"] == "http://metadata.un.org/sdg/11"
    lists = [facts(pages["ja/id/haru-2025/measure/1.html"], n) for n in range(5)]
    assert {"遅れ": "やや遅れ → haru-2020/measure/4 (令和７年度末) 場所"} in lists
    assert {"貢献": "SDGs 11 → http://metadata.un.org/sdg/11 場所", "根拠法令": "都市公園法第２条 場所"} in lists
    assert {"現状": "公園のない地区が八つある。", "課題": "土地の持ち主との話し合いが進まない。"} in lists


# -- indicators --------------------------------------------------------------------------------------------------------


def test_an_indicator_has_its_values_in_their_order_and_says_how_far_it_is(pages: dict[str, Reader]) -> None:
    page = pages["ja/id/haru-2025/pillar/1.html"]
    (table,) = page.elements("table")
    assert cells(table) == [
        ["基準値", "2023年度（令和5年度）", "12地区", "12（R5） 場所"],
        ["実績値", "2025年度（令和7年度）", "15地区", "15（R7） 場所"],
        ["目標値", "2029年度（令和11年度）", "20地区以上", "20以上（R11） 場所"],
    ]
    (said,) = (p for p in page.elements("p") if p.attributes.get("class") == "progress")
    assert said.words().strip() == "基準値から目標値までの 37 % に達した。"
    (bar,) = (r for r in page.elements("rect") if r.attributes.get("class") == "gone")
    assert bar.attributes["width"] == "37.5"
    assert bar.parent is not None
    assert bar.parent.attributes["aria-hidden"] == "true"  # the words say the same


@pytest.mark.parametrize(
    ("start", "goal", "now", "comparators", "words", "share"),
    [
        (48, 10, 39, (), "23 % of the way from baseline to target.", 100 * 9 / 38),
        (1000, 0, 1, (), "99 % of the way from baseline to target.", 99.9),
        (48, 10, 10, (), "The target is reached.", 100),
        (48, 10, 3, (), "The target is reached.", 100),
        (48, 10, 48, (), "0 % of the way from baseline to target.", 0),
        (48, 10, 60, (), "Further from the target than at the baseline.", 0),
        (0, 150, 75, (), "50 % of the way from baseline to target.", 50),
        (5, 5, 5, (), "The target is reached.", 100),
        (5, 5, 4, (), "The target is not reached.", 0),
        (5, 5, 6, ("at-least",), "The target is reached.", 100),
        (5, 5, 4, ("at-most",), "The target is reached.", 100),
        (5, 5, 6, ("at-most",), "The target is not reached.", 0),
    ],
)
def test_progress_is_the_share_of_the_way_whichever_way_it_goes(
    start: int, goal: int, now: int, comparators: tuple[str, ...], words: str, share: float
) -> None:
    found = _progress(Decimal(start), Decimal(goal), Decimal(now), comparators, "en")
    assert found.words.text == words
    assert found.share == pytest.approx(share)


# -- the plan and its source -------------------------------------------------------------------------------------------


def test_the_page_of_a_plan_begins_with_who_when_and_where(pages: dict[str, Reader]) -> None:
    assert facts(pages["en/id/haru-2025.html"]) == {
        "Publisher": "Haru Town",
        "Year": "FY 2025 (Japan)",
        "Published": "2025-03",
        "Kind": "adopted, comprehensive strategy",
        "Original": "https://example.org/haru/plan.txt",
        "Licence": "https://example.org/terms",
    }
    assert facts(pages["en/id/haru-2025.html"], 1)["Period"].startswith("令和７年度から令和11年度まで (2025-04-01 to 2030-03-31)")


def test_text_and_file_have_pages_apart_the_file_with_its_regions(site: DataSite, pages: dict[str, Reader]) -> None:
    addresses = site.dataset.addresses
    text = next(path for iri, path in addresses.items() if "/text/" in iri and "#" not in path)
    file = next(path for iri, path in addresses.items() if "/file/" in iri and "#" not in path)
    words = pages[f"en/{text}"].root.words()
    assert "基本目標１ 子どもが育つ町" in words
    assert "derived from" in words
    (table,) = pages[f"en/{file}"].elements("table")
    rows = cells(table)
    assert {row[0] for row in rows} >= {"1", "2", "3"}
    assert all(len(row[1].split(", ")) == 4 for row in rows)
    assert "file at" in pages[f"en/{file}"].root.words()


def test_components_and_details_come_in_the_order_of_the_plan(pages: dict[str, Reader]) -> None:
    page = pages["ja/id/haru-2025/measure/1.html"]
    (below,) = (e for e in page.elements("ol") if e.attributes.get("class") == "plain")
    assert [a.words() for a in below.find("a")] == ["○☆ 空き地の借り上げ", "○ 遊具の点検"]


def test_a_conclusion_tells_its_evidence_and_what_was_rejected(pages: dict[str, Reader]) -> None:
    page = pages["en/id/haru-2025/measure/2.html"]
    (section,) = (e for e in page.elements("section") if e.attributes["id"] == "placement-measure-2")
    assert [item.words().strip() for item in section.find("ol")[0].find("li")] == [
        "numbers run on (number continuity) Place",
        "words in common (shared words)",
    ]
    assert [item.words().strip() for item in section.find("ul")[0].find("li")] == ["はる町まちづくり計画 0.15"]


# -- retired IRIs ------------------------------------------------------------------------------------------------------


def test_a_retired_iri_leads_to_the_one_that_replaced_it(pages: dict[str, Reader]) -> None:
    for lang, said in (("ja", "使われなくなりました"), ("en", "not used any more")):
        page = pages[f"{lang}/id/haru-2025/measure/9.html"]
        (canonical,) = (e for e in page.elements("link") if e.attributes["rel"] == "canonical")
        (refresh,) = (e for e in page.elements("meta") if e.attributes.get("http-equiv") == "refresh")
        assert canonical.attributes["href"] == "1.html"
        assert refresh.attributes["content"] == "0; url=1.html"
        assert said in page.root.words()


def test_a_retired_iri_that_several_replaced_names_them_all_and_one_without_says_so(pages: dict[str, Reader]) -> None:
    page = pages["en/id/haru-2025/group/1/initiative/7.html"]
    assert [a.words() for item in page.elements("li") for a in item.find("a") if "initiative" in a.attributes["href"]][1:] == [
        "○☆ 空き地の借り上げ",
        "○ 遊具の点検",
    ]
    assert [e for e in page.elements("meta") if e.attributes.get("http-equiv")] == []
    assert "nothing replaces it" in pages["en/id/haru-2025/group/8.html"].root.words()


def test_a_retired_iri_has_its_data_and_no_place_in_the_sitemap(folder: Path) -> None:
    said = (folder / "id/haru-2025/measure/9.ttl").read_text(encoding="utf-8")
    assert "owl:deprecated true" in said
    assert "measure/9" not in (folder / "sitemap.xml").read_text(encoding="utf-8")
    assert "measure/1.html" in (folder / "sitemap.xml").read_text(encoding="utf-8")


# -- the whole ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_iri_lands_on_a_page_or_a_fragment(lang: str, site: DataSite, pages: dict[str, Reader]) -> None:
    naming = Naming(site.dataset, "ja" if lang == "ja" else "en")
    ids = {path: {e.attributes["id"] for e in page.all if "id" in e.attributes} for path, page in pages.items()}
    iris = {t for triple in site.dataset.graph for t in triple if isinstance(t, URIRef) and t.startswith(f"{OWN}haru-2025")}
    assert len(iris) > 150
    for iri in iris:
        path, _, fragment = naming.ref(iri).target.partition("#")
        assert f"{lang}/{path}" in pages, iri
        assert not fragment or fragment in ids[f"{lang}/{path}"], iri


def test_every_link_lands_no_id_is_there_twice_and_every_page_is_reached(pages: dict[str, Reader], folder: Path) -> None:
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    ids = {path: [e.attributes["id"] for e in page.all if "id" in e.attributes] for path, page in pages.items()}
    astray = set()
    for path, page in pages.items():
        assert page.faults == [], path
        assert len(ids[path]) == len(set(ids[path])), path
        for href in {element.attributes["href"] for element in page.elements("a", "link")}:
            link = urlsplit(href)
            there = normpath(str(PurePosixPath(path).parent / unquote(link.path))) if link.path else path
            if not link.scheme and (there not in files or (link.fragment and unquote(link.fragment) not in ids[there])):
                astray.add((path, href))
    assert astray == set()
    lists = {
        f"{lang}/{name}.html" for lang in LANGUAGES for name in ("questions", "checks")
    }  # empty here, so that no menu has them
    assert set(pages) - reached(pages, "index.html") <= lists


def test_the_data_of_all_pages_together_are_the_graph(site: DataSite, folder: Path) -> None:
    lines = {line for path in (folder / "id").rglob("*.nt") for line in path.read_text(encoding="utf-8").splitlines()}
    assert lines == set(ntriples(site.dataset.graph).splitlines())
