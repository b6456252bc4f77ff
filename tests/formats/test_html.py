import pytest
from lxml import etree
from tests.formats.documents import assert_sound, grid, printed, words

from shisaku.errors import InputError
from shisaku.formats import html
from shisaku.model.document import Block, Document, Skipped


def opened(page: str | bytes) -> Document:
    document = html.read(page.encode() if isinstance(page, str) else page, "plan.html")
    assert_sound(document)
    return document


def kinds(document: Document) -> list[tuple[str, str]]:
    """Kind and words of each block outside of tables."""
    return [(kind, text) for kind, _, _, text in printed(document)]


def test_headings_have_the_level_of_their_element() -> None:
    page = "".join(f"<h{level}>第{level}層</h{level}>" for level in range(1, 7))
    assert printed(opened(page)) == [("heading", level, "", f"第{level}層") for level in range(1, 7)]


def test_a_role_makes_a_heading_and_a_picture_its_words() -> None:
    document = opened('<div role=heading aria-level=3>水の循環</div><h2><img src=a.png alt="森の再生"></h2>')
    assert printed(document) == [("heading", 3, "", "水の循環"), ("heading", 2, "", "森の再生")]


def test_lists_are_numbered_as_a_browser_does() -> None:
    page = """<ol start=3><li>川<li value=10>池<ol type=i><li>水路<li>堰</ol><li>海</ol>
      <ol type=A start=27><li>谷</ol><ol reversed><li>峰<li>峠</ol><ol start=0 type=I><li>沢<li>滝</ol>"""
    assert [(level, mark, text) for _, level, mark, text in printed(opened(page))] == [
        (1, "3.", "川"),
        (1, "10.", "池"),
        (2, "i.", "水路"),
        (2, "ii.", "堰"),
        (1, "11.", "海"),
        (1, "AA.", "谷"),
        (1, "2.", "峰"),
        (1, "1.", "峠"),
        (1, "0.", "沢"),
        (1, "I.", "滝"),
    ]


def test_a_list_without_its_bullets_has_no_marks() -> None:
    page = '<ul style="list-style: none"><li>Shade</ul><ul><li>Trees<ul style="list-style-type:none"><li>Oaks</ul></ul>'
    assert printed(opened(page)) == [("item", 1, "", "Shade"), ("item", 1, "•", "Trees"), ("item", 2, "", "Oaks")]


def test_further_paragraphs_of_an_item_are_paragraphs_below_it() -> None:
    page = "<ol><li><p>植樹</p><p>毎年春に行う。</p></li><li>間伐</li></ol>"
    assert printed(opened(page)) == [
        ("item", 1, "1.", "植樹"),
        ("paragraph", 0, "", "毎年春に行う。"),
        ("item", 1, "2.", "間伐"),
    ]


def test_boxes_to_be_ticked_say_whether_they_are() -> None:
    document = opened("<ul><li><input type=checkbox checked>苗の準備<li><input type=checkbox>植樹祭<li>片付け</ul>")
    assert [block.checked for block in document.blocks()] == [True, False, None]


def test_terms_are_items_and_what_is_said_of_them_paragraphs() -> None:
    document = opened("<dl><div><dt>所管<dd><p>緑地課</div><dt>期限<dd>令和９年度末<dd>延長あり</dl>")
    assert printed(document) == [
        ("item", 1, "", "所管"),
        ("paragraph", 0, "", "緑地課"),
        ("item", 1, "", "期限"),
        ("paragraph", 0, "", "令和９年度末"),
        ("paragraph", 0, "", "延長あり"),
    ]
    assert [block.style.name for block in document.blocks()] == ["dt", "p", "dt", "dd", "dd"]


TABLE = """<table><caption>事業の一覧</caption>
<thead><tr><th rowspan=2>番号<th colspan=2>事業費<tr><th>国<th>県</thead>
<tr><th scope=row>1<td>10<td rowspan=0>20<tr><th>2<td></table>"""


def test_cells_are_where_a_browser_puts_them() -> None:
    document = opened(TABLE)
    assert kinds(document) == [("caption", "事業の一覧")]
    (table,) = document.tables
    assert table.name == "事業の一覧"
    assert grid(document, table) == [
        ["番号", "事業費", None],
        [None, "国", "県"],
        ["1", "10", "20"],
        ["2", "", None],
    ]
    assert [(c.row, c.column, c.rows, c.columns) for c in table.cells if c.rows > 1 or c.columns > 1] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (2, 2, 2, 1),
    ]
    assert [c.header for c in table.cells] == [True, True, True, True, True, False, False, True, False]


def test_a_cell_that_claims_more_columns_than_there_are_gets_those() -> None:
    document = opened("<table><tr><td>川<td>池<tr><td colspan=900>海</table>")
    (table,) = document.tables
    assert (table.width, [c.columns for c in table.cells]) == (2, [1, 1, 2])


def test_cells_that_would_overlap_are_cut() -> None:
    document = opened("<table><tr><td>川<td rowspan=2>池<tr><td colspan=2>海<td>湖</table>")
    assert grid(document, document.tables[0]) == [["川", "池", None], ["海", None, "湖"]]


def test_cells_that_are_in_no_row_are_a_row_for_each_part_of_the_table() -> None:
    page = "<table><thead><tr><th>川<th>池</thead><tbody><td>1<td>2</tbody><tbody><td>3<td>4</tbody><tr><td>5</tr><td>6</table>"
    document = opened(page)
    assert grid(document, document.tables[0]) == [["川", "池"], ["1", "2"], ["3", "4"], ["5", None], ["6", None]]


def test_a_cell_has_a_block_for_each_line_of_its_own_and_a_table_in_it_lines() -> None:
    page = "<table><tr><th>柱<th>内訳<th>所管<tr><td><ul><li>い<li>ろ</ul><td><table><tr><td>内<td>部<tr><td>に<td>も</table><td>課<br>室</table>"
    document = opened(page)
    (table,) = document.tables
    assert [[words(document, block) for block in cell.blocks] for cell in table.cells[3:]] == [
        ["い", "ろ"],
        ["内 部", "に も"],
        ["課\n室"],
    ]
    assert [block.level for block in table.cells[3].blocks] == [1, 1]


def test_a_table_that_lays_out_the_page_is_none() -> None:
    page = "<table><tr><td><h2>森</h2><p>守る。<table><tr><th>事業<th>額<tr><td>植樹<td>5</table><td>右の欄</table>"
    document = opened(page)
    assert kinds(document) == [("heading", "森"), ("paragraph", "守る。"), ("paragraph", "右の欄")]
    assert [grid(document, table) for table in document.tables] == [[["事業", "額"], ["植樹", "5"]]]
    assert opened("<table role=presentation><tr><td>川<td>池</table>").tables == ()
    assert opened("<table><tr><td>川</table>").tables == ()


def test_readings_of_kanji_are_left_out() -> None:
    page = "<p><ruby>施策<rp>（</rp><rt>しさく</rt><rp>）</rp></ruby>と<ruby>苗<rt>なえ</rt>木<rt>ぎ</rt></ruby>"
    assert opened(page).text == "施策と苗木"


def test_breaks_that_are_meant_stay_and_two_of_them_separate_paragraphs() -> None:
    assert opened("<p>森を守り<br>\n川を守る。<br><br>海も守る。").text.split("\n\n") == ["森を守り\n川を守る。\n海も守る。"]
    blocks = kinds(opened("<p>森を守り<br>\n川を守る。<br><br>海も守る。"))
    assert blocks == [("paragraph", "森を守り\n川を守る。"), ("paragraph", "海も守る。")]


def test_line_breaks_of_the_source_are_blanks_but_between_japanese_letters() -> None:
    page = "<p>森と\n  川を\n<b>守る</b>\nplan for\nall\n한국\n정부"
    assert opened(page).text == "森と川を守る plan for all 한국 정부"


def test_what_is_set_out_by_blanks_keeps_its_lines_and_how_far_they_are_in() -> None:
    document = opened("<pre>目標\n　植樹\n    oak\n\n終わり</pre><pre><code>x = 1</code></pre>")
    assert kinds(document) == [("line", "目標"), ("line", "植樹"), ("line", "oak"), ("line", "終わり"), ("line", "x = 1")]
    assert [block.style.indent for block in document.blocks()] == [0, 12, 24, 0, 0]
    assert [block.quoted for block in document.blocks()] == [False, False, False, False, True]


@pytest.mark.parametrize("blanks", ["　", "&nbsp;&nbsp;", "\n　"])
def test_blanks_that_are_printed_move_a_paragraph_in(blanks: str) -> None:
    (block,) = opened(f'<p style="font-size: 10pt">{blanks}森を守る。').blocks()
    assert block.style.indent == 10


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>影</p>",
        '<p style="DISPLAY : none">影</p>',
        '<div style="visibility:hidden"><p>影</p></div>',
        '<span class="sr-only">影</span>',
        "<template>影</template>",
        "<dialog>影</dialog>",
        "<select><option>影</select>",
    ],
)
def test_what_is_hidden_is_reported_and_not_read(hidden: str) -> None:
    document = opened(f"<h1>森</h1>{hidden}<p>川</p>")
    assert document.text == "森\n\n川"
    assert [one.what for one in document.skipped] == ["hidden"]


@pytest.mark.parametrize(
    ("element", "what"),
    [
        ("<img src=a.png>", "picture"),
        ("<svg><text>影</text></svg>", "picture"),
        ("<script>影</script>", "script"),
        ("<iframe src=a></iframe>", "embedded"),
    ],
)
def test_what_is_no_words_is_reported(element: str, what: str) -> None:
    document = opened(f"<p>森{element}と川")
    assert document.text == "森と川"
    assert [(one.what, one.place.selector) for one in document.skipped] == [(what, "/html/body/p[1]")]


def test_a_picture_that_only_decorates_and_styles_are_not_reported() -> None:
    assert opened('<style>p{}</style><p><img src=a.png alt="">森<!-- 影 --></p>').skipped == ()


def test_navigation_and_feet_of_the_page_are_artefacts_and_those_of_an_article_are_not() -> None:
    page = """<body><header><a href=/>谷町</a></header><nav><ul><li><a href=a>川</a></ul></nav><div class="Breadcrumb">谷町 &gt; 計画</div>
      <main><article><header><h1>森の計画</h1></header><p>守る。</p><footer>緑地課</footer></article></main>
      <aside><a href=a>川の計画</a></aside><aside><p>この計画は毎年見直す。</p></aside><footer>谷町役場</footer>"""
    assert kinds(opened(page)) == [
        ("artefact", "谷町"),
        ("artefact", "川"),
        ("artefact", "谷町 > 計画"),
        ("heading", "森の計画"),
        ("paragraph", "守る。"),
        ("paragraph", "緑地課"),
        ("artefact", "川の計画"),
        ("paragraph", "この計画は毎年見直す。"),
        ("artefact", "谷町役場"),
    ]


def test_notes_are_notes_and_what_refers_to_them_is_left_out() -> None:
    page = """<p>苗木<sup><a href="#n1">1</a></sup>を植える。</p><p>Oaks<a role=doc-noteref href="#n2">2</a> too</p>
      <section role=doc-endnotes><ol><li id=n1>地元の種から育てる。<a role=doc-backlink href="#r">↩</a></ol></section>"""
    assert printed(opened(page)) == [
        ("paragraph", 0, "", "苗木を植える。"),
        ("paragraph", 0, "", "Oaks too"),
        ("note", 0, "1.", "地元の種から育てる。"),
    ]


def test_captions_quotations_and_what_is_struck_out_say_so() -> None:
    page = "<figure><img src=a alt=図><figcaption>図１ 流れ</figcaption></figure><blockquote><p>森は財産</blockquote><p><del>廃止</del>"
    document = opened(page)
    assert [(b.kind, b.quoted, b.struck) for b in document.blocks()] == [
        ("caption", False, False),
        ("paragraph", True, False),
        ("paragraph", False, True),
    ]


def test_cards_of_like_class_are_frames_and_links_and_bold_heads_are_reported() -> None:
    page = "".join(
        f'<div class="card"><h3>{name}</h3><p><b>目的</b>：守る <a href=a>詳しく</a></p></div>' for name in ("森", "川")
    )
    document = opened(f"<h2>柱</h2>{page}<p>以上")
    assert [(words(document, b).partition("：")[0], b.frame) for b in document.blocks()] == [
        ("柱", -1),
        ("森", 0),
        ("目的", 0),
        ("川", 1),
        ("目的", 1),
        ("以上", -1),
    ]
    block = next(b for b in document.blocks() if b.bold_lead)
    assert (block.bold_lead, round(block.linked, 2)) == (2, 0.38)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ('<ol><li><span class="num">1</span>森を守る', "1 森を守る"),
        ('<p>森を守る<span class="badge">新規</span>', "森を守る 新規"),
        ('<h2><span class="en">Vision</span><span class="ja">将来の姿</span></h2>', "Vision 将来の姿"),
        ('<p>この<span class="tag">施策</span>は', "この施策は"),
        ('<h2><span class="a">森</span><span class="b">の</span><span class="c">計</span></h2>', "森の計"),
        ('<h2>第<span class="num">１</span>章</h2>', "第１章"),
        ("<p><b>森</b>を<b>守る</b>", "森を守る"),
    ],
)
def test_labels_that_style_sheets_set_off_do_not_touch_the_words_beside_them(page: str, text: str) -> None:
    assert opened(page).text == text


def test_letters_look_as_attributes_say() -> None:
    page = '<div style="font-size:16px;color:#C00;background-color:rgb(238, 238, 255)">大<font color="#00ff00">小</font></div><p><b>太</b>'
    first, second = opened(page).blocks()
    assert (first.style.size, first.style.colour, first.style.fill, first.style.bold) == (12, "#cc0000", "#eeeeff", False)
    assert second.style.bold


def test_entities_are_the_letters_that_they_represent() -> None:
    assert (
        opened("<p>1 &lt; 2 &amp;amp; &#x5e02;&#9312;&hearts;&copy;&nbsp;A&shy;B &nosuch;").text
        == "1 < 2 &amp; 市①♥© AB &nosuch;"
    )


JAPANESE = "日本の森と川を守る計画です。ひらがなとカタカナを含みます。"


@pytest.mark.parametrize(
    ("head", "encoding", "found"),
    [
        ("", "utf-8", "utf-8"),
        ("", "cp932", "cp932"),
        ("", "euc_jp", "euc-jp"),
        ("", "iso2022_jp", "iso-2022-jp"),
        ("", "utf-16", "utf-16-le"),
        ("", "utf-16-be", "utf-16-be"),
        ("<meta charset=Shift_JIS>", "cp932", "cp932"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=EUC-JP">', "euc_jp", "euc-jp"),
        ("<meta charset=utf-8>", "cp932", "cp932"),
        ("<meta charset=utf-16>", "utf-8", "utf-8"),
        ("<meta charset=nosuch>", "euc_jp", "euc-jp"),
    ],
)
def test_encodings_are_known_declared_or_not(head: str, encoding: str, found: str) -> None:
    page = f"<html><head>{head}<title>計画</title></head><body><p>{JAPANESE}</p></body></html>"
    document = opened(page.encode(encoding))
    assert (document.title, document.text, document.encoding) == ("計画", JAPANESE, found)


def test_signs_that_only_windows_has_are_read_in_pages_of_shift_jis() -> None:
    assert opened("<meta charset=shift_jis><p>①髙㈱～".encode("cp932")).text == "①髙㈱～"


def test_xhtml_is_read_as_html() -> None:
    page = f'<?xml version="1.0" encoding="Shift_JIS"?><html xmlns="http://www.w3.org/1999/xhtml" lang="ja"><body><p>{JAPANESE}</p></body></html>'
    document = opened(page.encode("cp932"))
    assert (document.text, document.language) == (JAPANESE, "ja")


def test_what_the_page_says_of_itself() -> None:
    page = '<html lang=ja><head><title> 森の\n計画 </title><meta name="Author" content="緑地課"><meta name=viewport content=x></head><p>森'
    document = opened(page)
    assert (document.title, document.language, document.fields) == ("森の 計画", "ja", (("author", "緑地課"),))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>森<b>と<i>川</b>を</i>守る", [("paragraph", "森と川を守る")]),
        ("<h2>森<p>川", [("heading", "森"), ("paragraph", "川")]),
        ("<li>森<li>川", [("item", "森"), ("item", "川")]),
        ("<td>森</td>川", [("paragraph", "森"), ("paragraph", "川")]),
        ("<b><p>森</b>川", [("paragraph", "森川")]),
        ("森", [("paragraph", "森")]),
        ("<p>森</div></table></p>川", [("paragraph", "森"), ("paragraph", "川")]),
    ],
)
def test_broken_markup_loses_no_words(page: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(opened(page)) == expected


def test_places_are_paths_to_the_element() -> None:
    page = "<body><h1>森</h1><div><p>川<p>海<table><tr><td>池<td><p>湖</table></div>"
    document = opened(page)
    root = etree.fromstring(page.encode(), etree.HTMLParser(encoding="utf-8"))
    for block in document.blocks():
        (element,) = root.xpath(block.place.selector)
        assert "".join(element.itertext()).startswith(words(document, block))
    assert document.tables[0].place.selector == "/html/body/div[1]/table[1]"


def test_elements_in_each_other_without_end_are_cut_off_and_reported() -> None:
    assert opened("<p>森</p>" + "<div>" * 100_000 + "川").skipped[-1] == Skipped("too-large")


def test_no_more_is_read_than_is_bearable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST_BYTES", 12)
    document = opened(b"<p>first</p><p>second</p>")
    assert (document.text, document.skipped) == ("first", (Skipped("too-large"),))


@pytest.mark.parametrize("page", [b"", b"  \n", b"<!-- -->"])
def test_what_holds_nothing_says_what_to_do(page: bytes) -> None:
    with pytest.raises(InputError, match="save it again") as caught:
        html.read(page, "plan.html")
    assert "保存し直して" in caught.value.message.verbatim("ja")


def test_words_between_cells_are_not_lost() -> None:
    document = opened("<table>外の語<tr><td>川<td>池</table>")
    assert sorted(document.text.split()) == sorted(["外の語", "川", "池"])
    assert all(isinstance(one, Block) for one in document.content[:1])
