"""The two editions of the invented town side by side: what the pages, the CSV and the JSON say is what the comparison found."""

import csv
import json
from dataclasses import replace
from io import StringIO
from itertools import combinations
from pathlib import Path

import pytest
from tests.pages.pages_read import Reader

from shisaku.cli.site_command import graphs_of_editions
from shisaku.editions.edition_comparison import succession
from shisaku.messages import LANGUAGES
from shisaku.model.succession import KINDS, Editions
from shisaku.pages.data_pages import data_pages
from shisaku.pages.data_site import DataSite, read_site
from shisaku.pages.edition_pages import EditionView, comparisons
from shisaku.pages.edition_picture import NARROW, WIDE, SideBySide, edition_picture
from shisaku.pages.page import Asset, Page
from shisaku.pages.published_data import Naming
from shisaku.pages.rendering import render
from shisaku.pipeline import Context
from shisaku.pipeline import read as read_plan
from shisaku.project import Project

PAIR = Path(__file__).parent.parent / "editions" / "editions" / "tsukigase-2034-2035"
PAGE = "id/tsukigase-2035/succession/from/tsukigase-2034"
forms = pytest.mark.parametrize("form", [WIDE, NARROW], ids=lambda form: form.name)


def _details(edition: str) -> str:
    """What an annex prints of the plan and of its first pillar in that edition."""
    lead, deadline = {"old": ("町民課", "2038-03-31"), "new": ("人権推進室", "2039-03-31")}[edition]
    return f"""
[[responsibility]]
of = "Ⅰ"
printed = "{lead}"
role = "lead"
printed_elsewhere = true

[[deadline]]
of = "plan"
printed = "末まで"
end = "{deadline}"
printed_elsewhere = true
"""


@pytest.fixture(scope="module")
def found(context: Context, tmp_path_factory: pytest.TempPathFactory) -> Editions:
    folder = tmp_path_factory.mktemp("documents")
    plans = []
    for name, year in (("old", 2034), ("new", 2035)):
        place = folder / f"tsukigase-{year}"
        place.mkdir()
        (place / "source.txt").write_bytes((PAIR / f"{name}.txt").read_bytes())
        (place / "source.toml").write_text(f'id = "tsukigase-{year}"\nyear = {year}\n{_details(name)}', encoding="utf-8")
        plans.append(read_plan(place / "source.txt", context))
    return succession(plans[0], plans[1], context.ontology.vocabulary)


@pytest.fixture(scope="module")
def site(project: Project, context: Context, found: Editions, tmp_path_factory: pytest.TempPathFactory) -> DataSite:
    """The site of the pair, short of what other tests look at: questions, checks, shapes, topics."""
    schemes = ("ontology/conclusions.ttl", "ontology/marks.ttl")
    layout = replace(project.layout, vocabularies=schemes, queries=(), checks=(), shapes=(), alignments=(), imports=())
    bare = replace(project, layout=layout)
    return read_site(bare, graphs_of_editions(found, context, tmp_path_factory.mktemp("graphs")))


@pytest.fixture(scope="module")
def written(site: DataSite) -> dict[str, Page | Asset]:
    """The pages of the comparison by language, its files by ending, and how many pages lead to it."""
    made: dict[str, Page | Asset] = {}
    for one in data_pages(site):
        if isinstance(one, Page) and one.path in (f"{PAGE}.html", "editions.html"):
            made[f"{one.lang}/{one.path}"] = one
        elif isinstance(one, Asset) and one.path.startswith(f"{PAGE}."):
            made[one.path] = one
    return made


def _text(written: dict[str, Page | Asset], path: str) -> str:
    asset = written[path]
    assert isinstance(asset, Asset)
    return asset.text


@pytest.fixture(scope="module")
def pages(written: dict[str, Page | Asset]) -> dict[str, Reader]:
    return {page.lang: Reader(render(page)) for path, page in written.items() if isinstance(page, Page) and PAGE in path}


def test_the_menu_leads_to_a_list_that_leads_to_the_comparison(written: dict[str, Page | Asset]) -> None:
    page = written["ja/editions.html"]
    assert isinstance(page, Page)
    links = [a.attributes["href"] for a in Reader(render(page)).elements("a")]
    assert f"{PAGE}.html" in links
    assert "editions.html" in links


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_has_a_row_for_every_succession_with_both_sides(lang: str, pages: dict[str, Reader], found: Editions) -> None:
    (table,) = (e for e in pages[lang].elements("table") if e.attributes.get("class") == "editions")
    rows = [row for body in table.find("tbody") for row in body.find("tr")]
    shown = [tuple(len(cell.find("a")) for cell in row.children[::2]) for row in rows]
    assert sorted(shown) == sorted((len(made.old), len(made.new)) for made in found.successions)
    reasons = [row.find("summary")[0].words() for row in rows]
    assert sorted(str(float(words.split()[-1])) for words in reasons) == sorted(
        str(made.confidence) for made in found.successions
    )
    assert all(len(row.find("p")) >= 1 for row in rows)


def test_rows_stand_in_the_order_of_the_newer_edition_and_what_was_dropped_stays_among_its_neighbours(
    pages: dict[str, Reader],
) -> None:
    (table,) = (e for e in pages["en"].elements("table") if e.attributes.get("class") == "editions")
    pillars = [row for row in table.find("tr") if row.attributes.get("class", "").startswith("pillar")]
    assert [row.children[2].words().split()[0] for row in pillars] == ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ"]
    rows = [row for body in table.find("tbody") for row in body.find("tr")]
    dropped = [at for at, row in enumerate(rows) if not row.children[2].find("a")]
    assert len(dropped) == 4
    assert max(dropped) < len(rows) - 1


def test_csv_and_json_say_what_the_comparison_found(written: dict[str, Page | Asset], found: Editions) -> None:
    rows = list(csv.DictReader(StringIO(_text(written, f"{PAGE}.csv"))))
    told = json.loads(_text(written, f"{PAGE}.json"))["successions"]

    def keys(iris: list[str]) -> tuple[str, ...]:
        return tuple(iri.split("/", 6)[6] for iri in iris)

    expected = {(made.kind, made.level, made.old, made.new, f"{made.confidence:.2f}") for made in found.successions}
    from_csv = {
        (r["kind"], r["level"], keys(r["older"].split()), keys(r["newer"].split()), f"{float(r['confidence']):.2f}") for r in rows
    }
    from_json = {(r["kind"], r["level"], keys(r["older"]), keys(r["newer"]), f"{float(r['confidence']):.2f}") for r in told}
    assert from_csv == from_json == expected
    assert {row["kind"] for row in rows} == set(KINDS)
    assert all(row["reasons_ja"] and row["reasons_en"] for row in rows)


def test_pages_csv_and_json_say_which_details_changed(written: dict[str, Page | Asset], pages: dict[str, Reader]) -> None:
    said = {"ja": "主担当 町民課 → 人権推進室", "en": "lead 町民課 → 人権推進室"}
    whole = {
        "ja": "期限 末まで (/2038-03-31) → 末まで (/2039-03-31)",
        "en": "deadline 末まで (/2038-03-31) → 末まで (/2039-03-31)",
    }
    rows = list(csv.DictReader(StringIO(_text(written, f"{PAGE}.csv"))))
    told = json.loads(_text(written, f"{PAGE}.json"))
    for lang in LANGUAGES:
        plan, row = (e.words() for e in pages[lang].elements("ul") if e.attributes.get("class") == "changes")
        assert (plan, row) == (whole[lang], said[lang])
        (count,) = (row for table in pages[lang].elements("table")[:1] for row in table.find("tr")[-1:])
        assert [cell.words() for cell in count.children[1:]] == ["1", "", "", "", ""]
        assert [row[f"changes_{lang}"] for row in rows if row[f"changes_{lang}"]] == [said[lang]]
        assert told[f"changes_{lang}"] == [whole[lang]]
        assert [one[f"changes_{lang}"] for one in told["successions"] if one[f"changes_{lang}"]] == [[said[lang]]]


def test_the_counts_are_those_of_the_successions(pages: dict[str, Reader], found: Editions) -> None:
    (table,) = (e for e in pages["en"].elements("table") if e.attributes.get("class") != "editions")
    shown = {row.children[0].words(): [cell.words() or "0" for cell in row.children[1:]] for row in table.find("tr")[1:]}
    for kind in KINDS:
        levels = ("pillar", "group", "measure", "initiative", "purpose")
        assert shown[kind] == [str(len(found.of(kind, level=level))) for level in levels]


@pytest.fixture(scope="module")
def comparison(site: DataSite) -> EditionView:
    (one,) = comparisons(Naming(site.dataset, "ja"))
    return one


@forms
def test_a_line_joins_every_heading_with_what_became_of_it(comparison: EditionView, found: Editions, form: SideBySide) -> None:
    drawn = edition_picture(comparison, form)
    headings = ("pillar", "group", "measure")
    pairs = [(made.kind, made.moved) for made in found.successions if made.level in headings for _ in made.old for _ in made.new]
    assert sorted(thread.style for thread in drawn.threads) == sorted(kind + " moved" * moved for kind, moved in pairs)
    alone = [box for box in drawn.headings if box.fate]
    assert len(alone) == sum(not (made.old and made.new) for made in found.successions if made.level in headings)


@forms
def test_no_two_headings_overlap_and_their_words_are_whole(comparison: EditionView, form: SideBySide) -> None:
    drawn = edition_picture(comparison, form)
    for one, other in combinations(drawn.headings, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert beside or one.y + one.height <= other.y or other.y + other.height <= one.y
    for box in drawn.headings:
        assert "".join(box.lines).replace(" ", "") == box.branch.name.text.replace(" ", "")
        assert box.x >= 0
        assert box.x + box.width <= drawn.width
        assert box.y + box.height <= drawn.height


def test_without_successions_there_is_no_page_of_editions(data_site: DataSite) -> None:
    assert comparisons(Naming(data_site.dataset, "en")) == ()
