"""Somebody who never saw the site walks through it: with a mouse, by keyboard alone, with scripts and without, on paper."""

import unicodedata
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2 as pdfium
import pytest
from tests.browser.conftest import ENTRY, ENTRY_PAGE, NEW, OLD, TEXT_PAGE, Visiting
from tests.browser.visitor import NARROW, WIDE, Visitor
from tests.conftest import FARMING
from tests.serve.conftest import Served

LANGUAGES = {"ja": "日本語", "en": "English"}
RESTATED = "農業研修の拡充（再掲）"
languages = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(params=["site", "server"])
def place(request: pytest.FixtureRequest) -> str:
    """Where the pages are: at a plain file server, at `shisaku serve`."""
    if request.param == "site":
        return str(request.getfixturevalue("site_url"))
    served: Served = request.getfixturevalue("server")
    return served.url


@languages
def test_one_walks_from_the_front_page_to_the_words_of_the_source_and_back_by_topic(
    visiting: Visiting, place: str, lang: str
) -> None:
    visitor = visiting(locale=lang)
    page = visitor.page
    visitor.go(f"{place}/")
    if page.locator("main h2 a").count() == 2:  # a file server cannot tell which language is wanted, and asks
        visitor.follow(f"text={LANGUAGES[lang]}")
    assert page.locator("html").get_attribute("lang") == lang
    visitor.follow(f'main a[href$="{NEW}.html"]')
    visitor.follow("svg.plan:visible a:has-text('省力技術の普及')")
    assert page.locator("h1").inner_text() == "２ 省力技術の普及"
    visitor.follow(f"main li a:has-text('{ENTRY}')")
    assert page.locator("mark").inner_text() == f"☆{ENTRY}"
    visitor.follow('main p a[href*="/text/"][href*=".html#L"]')
    assert page.locator(":target").inner_text().strip().endswith(f"☆{ENTRY}")
    page.go_back()
    visitor.follow('dl a[href*="vocabulary/topics/smart"]')
    assert page.locator("h1").inner_text() == {"ja": "スマート農業", "en": "Smart agriculture"}[lang]
    visitor.follow('header a[href$="matrix.html"]')
    visitor.follow('.matrix tbody a[href$="smart-agriculture.html"]')
    visitor.follow('header a[href$="questions.html"]')
    visitor.follow('main a[href$="how-many-of-each-class.html"]')
    bars = page.locator("figure.chart rect")
    widths = [box["width"] for box in (bar.bounding_box() for bar in bars.all()) if box]
    values = [int(text) for text in page.locator("figure.chart .number").all_inner_texts()]
    assert [round(width / max(widths), 2) for width in widths] == [round(value / max(values), 2) for value in values]
    with page.expect_download() as download:
        page.locator('main a[href$=".csv"]').first.click()
    assert Path(download.value.path()).read_text(encoding="utf-8").count("\n") == page.locator("table.answer tr").count()


def test_the_language_changes_and_the_resource_does_not(visitor: Visitor, place: str) -> None:
    page = visitor.page
    visitor.go(f"{place}/ja/{ENTRY_PAGE}.html")
    heading = page.locator("h1").inner_text()
    for lang in ("en", "ja"):
        visitor.follow(f"header a:text-is('{LANGUAGES[lang]}')")
        assert urlsplit(page.url).path == f"/{lang}/{ENTRY_PAGE}.html"
        assert (page.locator("html").get_attribute("lang"), page.locator("h1").inner_text()) == (lang, heading)


def test_without_any_server_the_pages_work_as_well(visitor: Visitor, site: Path) -> None:
    visitor.page.goto((site / "index.html").as_uri())
    for selector in ("text=日本語", f'main a[href$="{OLD}.html"]', "svg.plan:visible a:has-text('林道の整備')", "text=English"):
        visitor.follow(selector)
    assert visitor.page.url == (site / "en" / "id" / OLD / "measure" / "3.html").as_uri()


@languages
def test_by_keyboard_the_menu_is_skipped_and_every_link_is_reached(visitor: Visitor, site_url: str, lang: str) -> None:
    page = visitor.page
    visitor.go(f"{site_url}/{lang}/id/{NEW}/measure/2.html")
    first = visitor.tab()
    assert first["name"] == {"ja": "本文へ", "en": "Skip to the content"}[lang]
    assert first["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    inside = visitor.tab()
    assert page.evaluate("document.activeElement.closest('main') !== null"), inside
    links = page.locator("main a, footer a").evaluate_all(
        "links => links.map(link => link.getAttribute('aria-label') ?? link.textContent.trim())"
    )
    stops = [inside, *(visitor.tab() for _ in links[1:])]
    assert [stop["name"] for stop in stops] == links
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site_url}/{lang}/index.html")


@pytest.mark.parametrize(("scheme", "path"), [("light", f"id/{OLD}"), ("dark", f"id/{OLD}/measure/2")])
def test_by_keyboard_one_sees_where_one_is(visiting: Visiting, site_url: str, scheme: str, path: str) -> None:
    visitor = visiting(color_scheme=scheme, viewport={"width": 800, "height": 400})  # small, as it is pictured twice a stop
    visitor.go(f"{site_url}/ja/{path}.html")
    hidden, stops = [], 0
    while (stop := visitor.tab())["tag"] != "BODY":
        stops += 1
        if not visitor.focus_shows(stop):
            hidden.append(stop["name"])
    assert hidden == []
    assert stops == 1 + visitor.page.locator("header a, main a:visible, main .scroll:visible, footer a").count()


@pytest.mark.parametrize("window", [WIDE, NARROW], ids=["wide", "narrow"])
def test_by_keyboard_the_picture_of_a_plan_tells_why_what_was_concluded(
    visiting: Visiting, site_url: str, window: dict[str, int]
) -> None:
    visitor = visiting(viewport=window)
    page = visitor.page
    visitor.go(f"{site_url}/ja/id/{NEW}.html")
    page.locator("svg.plan:visible a").first.focus()
    told: list[str] = []
    for _ in range(page.locator("svg.plan:visible a").count() - 1):
        visitor.tab()
        tip = page.locator("svg.plan:visible a:focus .tip")
        if tip.count() and tip.is_visible():
            told.append(page.evaluate("() => document.activeElement.getAttribute('aria-label')"))
            visitor.look(f"evidence-{len(told)}-{window['width']}", tall=False)
            assert page.evaluate(_TIP_IS_WHOLE), told[-1]
    assert len(told) == page.locator("svg.plan:visible .badge").count() > 0


_TIP_IS_WHOLE = """() => {
  const inside = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1
    && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
  const tip = document.activeElement.querySelector(".tip");
  const frame = tip.querySelector("rect").getBoundingClientRect();
  const words = [...tip.querySelectorAll("text")].every((text) => inside(text.getBoundingClientRect(), frame));
  return words && inside(frame, tip.ownerSVGElement.getBoundingClientRect());
}"""
_WORDS_OUT_OF_BOXES = """() => [...document.querySelectorAll("svg a")].filter((link) => {
  const box = link.querySelector("rect.box");
  if (!box || !box.getClientRects().length || !box.getBoundingClientRect().width) return false;
  const frame = box.getBoundingClientRect();
  return [...link.querySelectorAll(":scope > text")].some((text) => {
    const words = text.getBoundingClientRect();
    return words.left < frame.left || words.right > frame.right || words.top < frame.top || words.bottom > frame.bottom;
  });
}).map((link) => link.textContent.trim())"""


@pytest.mark.parametrize("window", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("path", [f"id/{NEW}", f"id/{NEW}/succession/from/{OLD}", "class/Measure", "property/directPartOf"])
def test_words_stay_within_the_boxes_of_pictures(visiting: Visiting, site_url: str, path: str, window: dict[str, int]) -> None:
    visitor = visiting(viewport=window)
    for lang in LANGUAGES:
        visitor.go(f"{site_url}/{lang}/{path}.html")
        assert visitor.page.locator("svg a rect.box:visible").count() > 1
        assert visitor.page.evaluate(_WORDS_OUT_OF_BOXES) == []


def test_the_search_narrows_by_words_and_keeps_them_in_the_address(visitor: Visitor, site_url: str) -> None:
    page = visitor.page
    visitor.go(f"{site_url}/ja/search.html")
    shown = page.locator(".searched > li:visible")
    everything = shown.count()
    page.get_by_label("言葉で絞り込む").press_sequentially("ｽﾏｰﾄ農業 データ")
    found = shown.all_inner_texts()
    assert 0 < len(found) < everything
    assert all("スマート農業" in unicodedata.normalize("NFKC", text) for text in found)
    assert page.get_by_role("status").inner_text() == f"{len(found)} 件"
    page.reload()
    assert shown.all_inner_texts() == found
    page.get_by_label("言葉で絞り込む").fill("")
    assert shown.count() == everything


def test_without_scripts_the_search_is_a_whole_list(visiting: Visiting, site_url: str) -> None:
    visitor = visiting(java_script_enabled=False)
    visitor.go(f"{site_url}/ja/search.html")
    assert visitor.page.locator("input").count() == 0
    assert visitor.page.locator(f".searched > li:visible a:has-text('{ENTRY}')").count() > 0


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (f"id/{NEW}", ["食と農の未来をひらく", "農業研修と就農相談の拡充", RESTATED.removesuffix("（再掲）")]),
        (TEXT_PAGE, [line for line in FARMING.split() if len(line) > 4]),
        ("question/how-many-of-each-class", ["shisaku:RestatedInitiative", "SELECT", "ORDER BY"]),
        (f"id/{NEW}/succession/from/{OLD}", ["農業研修の拡充", "農業研修と就農相談の拡充"]),
    ],
)
def test_a_page_is_printed_whole(visitor: Visitor, site_url: str, path: str, words: list[str]) -> None:
    visitor.go(f"{site_url}/ja/{path}.html")
    with pdfium.PdfDocument(visitor.page.pdf(format="A4")) as printed:
        text = "".join(page.get_textpage().get_text_range() for page in printed)
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    assert [one for one in words if "".join(unicodedata.normalize("NFKC", one).split()) not in plain] == []
    visitor.page.emulate_media(media="print")
    assert visitor.overflow(width=718) <= 0  # A4 less margins of 1 cm
    cut = "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent.trim().slice(0, 60))"
    assert visitor.page.evaluate(cut) == []
