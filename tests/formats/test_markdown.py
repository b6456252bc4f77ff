import re

import pytest
from tests.formats.documents import assert_sound, grid, printed, words

from shisaku.formats import markdown
from shisaku.model.document import Document, Skipped


def opened(text: str | bytes) -> Document:
    document = markdown.read(text.encode() if isinstance(text, str) else text, "plan.md")
    assert_sound(document)
    return document


def kinds(document: Document) -> list[tuple[str, str]]:
    """Kind and words of each block outside of tables."""
    return [(kind, text) for kind, _, _, text in printed(document)]


def test_headings_of_both_forms() -> None:
    text = "# 森の計画 #\n\n基本方針\n====\n\n川の方針\n---\n\n###### 細目\n"
    assert printed(opened(text)) == [
        ("heading", 1, "", "森の計画"),
        ("heading", 1, "", "基本方針"),
        ("heading", 2, "", "川の方針"),
        ("heading", 6, "", "細目"),
    ]


def test_headings_without_the_blank_that_the_standard_wants() -> None:
    assert printed(opened("#森\n\n##川\n\n###海")) == [
        ("heading", 1, "", "森"),
        ("heading", 2, "", "川"),
        ("heading", 3, "", "海"),
    ]
    assert kinds(opened("#森林 というタグ")) == [("paragraph", "#森林 というタグ")]


def test_what_kramdown_and_pandoc_say_of_a_block_is_not_printed() -> None:
    assert opened("## 森 {#forest .wide}\n\n川{: .note}\n\n{: #x}\n\n集合 {1, 2}").text == "森\n\n川\n\n集合 {1, 2}"


def test_lines_that_only_say_what_goes_where_are_not_printed() -> None:
    text = "## 森\n{div .box}\n{include forest-case.md}\n\n川\n\n{/div}\n\n::: {.note}\n海\n:::\n\n{森}\n"
    assert kinds(opened(text)) == [("heading", "森"), ("paragraph", "川"), ("paragraph", "海"), ("paragraph", "{森}")]


def test_lists_in_lists_and_their_marks() -> None:
    text = """
- 森
  - 植樹
    - 苗
* 川
  1) 水路
  2) 堰

3. 池
5. 湖

1. 海
1. 浜
"""
    assert printed(opened(text)) == [
        ("item", 1, "•", "森"),
        ("item", 2, "•", "植樹"),
        ("item", 3, "•", "苗"),
        ("item", 1, "•", "川"),
        ("item", 2, "1)", "水路"),
        ("item", 2, "2)", "堰"),
        ("item", 1, "3.", "池"),
        ("item", 1, "5.", "湖"),
        ("item", 1, "1.", "海"),
        ("item", 1, "1.", "浜"),
    ]


def test_a_list_whose_items_are_all_typed_alike_is_counted() -> None:
    assert [mark for _, _, mark, _ in printed(opened("1. 森\n1. 川\n1. 海"))] == ["1.", "2.", "3."]


@pytest.mark.parametrize("blanks", ["  ", "   ", "    ", "\t", " \t"])
def test_an_item_set_in_at_all_is_one_of_the_item_above(blanks: str) -> None:
    text = f"1. 森\n{blanks}- 植樹\n{blanks}- 間伐\n2. 川"
    assert [(level, mark) for _, level, mark, _ in printed(opened(text))] == [(1, "1."), (2, "•"), (2, "•"), (1, "2.")]


def test_paragraphs_of_an_item() -> None:
    assert printed(opened("1. 森\n\n   毎年植える。\n   春に植える。\n2. 川")) == [
        ("item", 1, "1.", "森"),
        ("paragraph", 0, "", "毎年植える。春に植える。"),
        ("item", 1, "2.", "川"),
    ]


def test_boxes_to_be_ticked() -> None:
    document = opened("- [x] 苗の準備\n- [ ] 植樹祭\n- [川] 川の名\n")
    assert [(words(document, b), b.checked) for b in document.blocks()] == [
        ("苗の準備", True),
        ("植樹祭", False),
        ("[川] 川の名", None),
    ]


def test_tables_have_their_header_and_no_marks_of_their_own() -> None:
    document = opened("| 事業 | 額 |\n|:---|---:|\n| **植樹** \\| 間伐 | 1,000 |\n| ~~伐採~~ | |\n")
    (table,) = document.tables
    assert grid(document, table) == [["事業", "額"], ["植樹 | 間伐", "1,000"], ["伐採", ""]]
    assert [cell.header for cell in table.cells] == [True, True, False, False, False, False]
    assert table.cells[4].blocks[0].struck
    assert table.place.selector == "line=0,4"


def test_rows_between_bars_are_a_table_without_a_row_of_dashes() -> None:
    document = opened("| 植樹 | 5 |\n| 間伐 | 3 |\nと川")
    assert grid(document, document.tables[0]) == [["植樹", "5"], ["間伐", "3"]]
    assert kinds(document) == [("paragraph", "と川")]


def test_front_matter_is_what_the_file_says_of_itself() -> None:
    document = opened("---\ntitle: 森の計画\nauthor: 緑地課\ntags: [森, 川]\nlang: ja\nhero:\n  alt: 絵\n---\n守る。\n")
    assert (document.title, document.language, document.text) == ("森の計画", "ja", "守る。")
    assert document.fields == (
        ("title", "森の計画"),
        ("author", "緑地課"),
        ("tags", "森, 川"),
        ("lang", "ja"),
        ("hero.alt", "絵"),
    )
    assert document.content[0].place.selector == "line=8,9"


def test_front_matter_that_lists_things_is_printed() -> None:
    text = "---\ntitle: Plan\ngoals:\n  - id: 1\n    name: Clean water\n    measures:\n      - Plant many trees\n---\n"
    document = opened(text)
    assert printed(document) == [
        ("heading", 1, "", "goals"),
        ("item", 1, "1", "Clean water"),
        ("paragraph", 0, "", "measures"),
        ("item", 2, "", "Plant many trees"),
    ]
    assert [block.place.selector for block in document.blocks()] == ["line=3,7", "line=4,5", "line=6,7", "line=6,7"]


def test_front_matter_in_toml() -> None:
    document = opened('+++\ntitle = "森の計画"\n[[goals]]\nname = "Clean water"\n+++\n\n川')
    assert (document.title, kinds(document)) == (
        "森の計画",
        [("heading", "goals"), ("item", "Clean water"), ("paragraph", "川")],
    )
    assert [block.place.selector for block in document.blocks()] == ["line=1,4", "line=1,4", "line=6,7"]


@pytest.mark.parametrize("front", ["---\n森: [\n---\n", "---\n- 森\n---\n", "+++\n森\n+++\n", "---\n\n森\n\n---\n"])
def test_what_only_looks_like_front_matter_is_text(front: str) -> None:
    document = opened(front + "\n川")
    assert ("森" in document.text, document.text.endswith("川"), document.fields) == (True, True, ())


def test_footnotes_are_notes_where_they_are() -> None:
    text = """植樹[^1]と間伐[^b]を行う。

[^1]: 地元の苗
[^b]: Thinning, as the
foresters say

    第二の段落

- 項目[^c]

    [^c]: 項目の注

以上[^d]
"""
    assert kinds(opened(text)) == [
        ("paragraph", "植樹と間伐を行う。"),
        ("note", "地元の苗"),
        ("note", "Thinning, as the foresters say"),
        ("note", "第二の段落"),
        ("item", "項目"),
        ("note", "項目の注"),
        ("paragraph", "以上"),
    ]


def test_a_note_ends_where_another_block_begins() -> None:
    assert kinds(opened("川\n[^1]: 注\n# 森\n[^2]: 注の二\n- 項目")) == [
        ("paragraph", "川"),
        ("note", "注"),
        ("heading", "森"),
        ("note", "注の二"),
        ("item", "項目"),
    ]


def test_code_and_quotations_are_quoted_and_nothing_in_code_is_read_as_structure() -> None:
    text = "```yaml\n# 森\n- 川\n```\n\n    海\n\n> 引用\n> - 項目\n\n~~~\n閉じない\n"
    document = opened(text)
    assert [(b.kind, words(document, b), b.quoted) for b in document.blocks()] == [
        ("line", "# 森", True),
        ("line", "- 川", True),
        ("line", "海", True),
        ("paragraph", "引用", True),
        ("item", "項目", True),
        ("line", "閉じない", True),
    ]


def test_html_within_is_one_tree_with_what_is_around_it() -> None:
    text = '<div class="box">\n\n## 森\n\n</div>\n\n<table><tr><th>事業<td>植樹</table>\n\n川<br>海 <span hidden>影</span><b>池</b>\n'
    document = opened(text)
    assert printed(document) == [("heading", 2, "", "森"), ("paragraph", 0, "", "川\n海 池")]
    assert grid(document, document.tables[0]) == [["事業", "植樹"]]
    assert [one.place.selector for one in document.content] == ["line=2,3", "line=6,7", "line=8,9"]


def test_links_and_pictures() -> None:
    document = opened(
        "[詳しく](http://example.org)は ![図](a.png) <http://example.org/b>\n\n[森][r]\n\n[r]: http://example.org/c"
    )
    assert document.text == "詳しくは http://example.org/b\n\n森"
    assert [round(b.linked, 2) for b in document.blocks()] == [0.96, 1]
    assert document.skipped[0].what == "picture"


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("**「森」**を守る", "「森」"),
        ("**植樹：**春に行う", "植樹："),
        ("**（１）植樹**。", "（１）植樹"),
        ("**Trees:** in spring", "Trees:"),
    ],
)
def test_emphasis_ends_between_japanese_letters(text: str, bold: str) -> None:
    document = opened(text)
    (block,) = document.blocks()
    assert words(document, block)[: block.bold_lead] == bold
    assert "*" not in document.text


def test_lines_that_are_wrapped_are_joined_and_those_that_are_alone_are_not() -> None:
    assert opened("森を\n守る。\nWe plant\ntrees.").text == "森を守る。 We plant trees."
    assert opened("森を  \n守る。\\\n川").text == "森を\n守る。\n川"
    assert opened("・森\n・川\n① 海\n（２）池").text == "・森\n・川\n① 海\n（２）池"
    assert opened("担当：緑地課\n期限：令和９年度").text == "担当：緑地課\n期限：令和９年度"
    assert opened("**重点**\n森を守る").text == "重点\n森を守る"
    assert opened("用語\n: 説明").text == "用語\n: 説明"


def test_signs_of_the_source_are_not_printed() -> None:
    text = "<!-- 影 -->\n\\- 森 a\\*b &amp; 1 < 2 `x` ==\n\n{% include a %}\n\n* * *\n\n終"
    assert opened(text).text == "- 森 a*b & 1 < 2 x ==\n\n終"


@pytest.mark.parametrize(("encoding", "found"), [("cp932", "cp932"), ("euc_jp", "euc-jp"), ("utf-8-sig", "utf-8")])
def test_encodings(encoding: str, found: str) -> None:
    document = opened("# 森の計画\r\n\r\n- 植樹を行います\r- 間伐を行います".encode(encoding))
    assert (document.text, document.encoding) == ("森の計画\n\n植樹を行います\n間伐を行います", found)


def test_places_are_lines() -> None:
    document = opened("# 森\n\n川と\n海\n\n- 池\n- 湖\n")
    assert [block.place.selector for block in document.blocks()] == ["line=0,1", "line=2,4", "line=5,6", "line=6,7"]


@pytest.mark.parametrize("text", ["", "\n\n", "<!-- -->", "[a]: http://example.org"])
def test_a_file_without_words_is_an_empty_document(text: str) -> None:
    document = opened(text)
    assert (document.text, document.content, document.skipped) == ("", (), ())


@pytest.mark.parametrize("text", ["> " * 5000 + "森", "- " * 3000 + "森", "[" * 5000, "*a " * 20_000, "`" * 9999, "|" * 9999])
def test_marks_without_end_do_not_fail(text: str) -> None:
    opened(text)


def test_no_more_is_read_than_is_bearable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MOST_BYTES", 8)
    document = opened("# first\n\nsecond")
    assert (document.text, document.skipped) == ("first", (Skipped("too-large"),))


@pytest.mark.parametrize("depth", [30, 49, 50, 60, 120, 200])
def test_no_word_of_what_is_nested_without_end_is_lost(depth: int) -> None:
    for deep in (
        "".join(f"{'  ' * at}- word{at}\n" for at in range(depth)),
        "".join(f"{'>' * (at + 1)} word{at}\n\n" for at in range(depth)),
        "".join(f"{'> ' * at}{'- ' * (at % 2)}word{at}\n\n" for at in range(depth)),
    ):
        document = opened(f"{deep}\nbehind\n")
        assert_sound(document)
        for at in range(depth):
            assert re.search(rf"\bword{at}\b", document.text), at
        assert document.text.endswith("behind")
