import pytest
from tests.formats.documents import assert_sound, grid, printed

from shisaku.errors import InputError
from shisaku.formats import xml
from shisaku.model.document import Document


def opened(text: str | bytes) -> Document:
    document = xml.read(text.encode() if isinstance(text, str) else text, "plan.xml")
    assert_sound(document)
    return document


PLAN = """<計画 xml:lang="ja"><題名>森の計画</題名><策定日>2026-04-01</策定日>
<柱 番号="１"><名称>ひとを育てる</名称>
  <施策 番号="(1)"><名称>苗を育てる</名称><担当>緑地課</担当></施策>
  <施策 番号="(2)"><名称>森の教室</名称></施策></柱>
<柱 番号="２"><名称>川を守る</名称><施策 番号="(1)"><名称>水路の清掃</名称></施策></柱></計画>"""


def test_what_repeats_and_holds_more_is_items_below_each_other() -> None:
    document = opened(PLAN)
    assert printed(document) == [
        ("item", 1, "１", "ひとを育てる"),
        ("item", 2, "(1)", "苗を育てる"),
        ("paragraph", 0, "", "担当: 緑地課"),
        ("item", 2, "(2)", "森の教室"),
        ("item", 1, "２", "川を守る"),
        ("item", 2, "(1)", "水路の清掃"),
    ]
    assert (document.title, document.language) == ("森の計画", "ja")
    assert document.fields == (("題名", "森の計画"), ("策定日", "2026-04-01"))


def test_places_are_paths_to_the_element() -> None:
    document = opened(PLAN)
    assert [block.place.selector for block in document.blocks()][2:4] == [
        "/計画/柱[1]/施策[1]/担当",
        "/計画/柱[1]/施策[2]/名称",
    ]


def test_a_name_in_a_namespace_is_found_by_its_local_part() -> None:
    document = opened(
        '<p:plan xmlns:p="urn:p" xmlns="urn:q"><goal><text>Plant trees</text></goal><goal><text>Clear the brook</text></goal></p:plan>'
    )
    assert [block.place.selector for block in document.blocks()] == [
        f"/*[local-name()='plan']/*[local-name()='goal'][{n}]/*[local-name()='text']" for n in (1, 2)
    ]


def test_flat_records_are_rows_of_a_table() -> None:
    document = opened(
        "<rows><row no='1'><name>Oak row</name><sum>5</sum></row><row no='2'><name>Elm row</name><note>see <b>map</b> 3</note></row></rows>"
    )
    (table,) = document.tables
    assert grid(document, table) == [
        ["no", "name", "sum", "note"],
        ["1", "Oak row", "5", ""],
        ["2", "Elm row", "", "see map 3"],
    ]
    assert [cell.header for cell in table.cells] == [True] * 4 + [False] * 8
    assert table.cells[4].blocks[0].place.selector == "/rows/row[1]/@no"
    assert (table.name, table.place.selector) == ("row", "/rows/row[1]")


def test_rows_that_name_the_row_they_belong_to_stay_a_table() -> None:
    rows = "".join(
        f"<item id='{i}'><parent>{up}</parent><text>{text}</text><dates><due>2027</due></dates></item>"
        for i, up, text in (("1", "", "Plant trees"), ("1.1", "1", "Dig holes"), ("1.2", "1", "Water them"))
    )
    document = opened(f"<list>{rows}</list>")
    assert grid(document, document.tables[0])[2] == ["1.1", "Dig holes", "2027", "1"]


def test_a_section_of_a_section_is_one_below_it() -> None:
    text = "<doc><section><title>Forest</title><p>We plant.</p><p>We fell.</p><section><title>Oaks</title><p>They last.</p></section></section></doc>"
    assert printed(opened(text)) == [
        ("item", 1, "", "Forest"),
        ("item", 2, "", "We plant."),
        ("item", 2, "", "We fell."),
        ("item", 2, "", "Oaks"),
        ("item", 3, "", "They last."),
    ]


def test_what_has_an_identifier_is_a_thing_of_a_list_of_one() -> None:
    text = "<plan><goal id='1'><title>Forest</title><aim id='1.1'><title>Oaks</title></aim></goal><goal id='2'><title>Brook</title></goal></plan>"
    assert printed(opened(text)) == [("item", 1, "1", "Forest"), ("item", 2, "1.1", "Oaks"), ("item", 1, "2", "Brook")]


def test_a_single_record_is_printed_name_by_name() -> None:
    document = opened("<project><name>Plant trees</name><owner>Parks office</owner></project>")
    assert document.text == "name: Plant trees\nowner: Parks office"
    assert document.title == "Plant trees"


def test_a_long_fact_is_printed_and_a_short_one_is_not() -> None:
    vision = "In ten years every street of the town has trees, and every child can walk to school in their shade."
    document = opened(
        f"<plan><author>Parks</author><vision>{vision} Really.</vision><goals><goal>Plant oaks</goal><goal>Plant elms</goal></goals></plan>"
    )
    assert "vision: In ten years" in document.text
    assert "Parks" not in document.text
    assert dict(document.fields)["author"] == "Parks"


def test_entities_of_the_file_are_expanded_and_none_from_outside() -> None:
    assert (
        opened('<!DOCTYPE p [<!ENTITY town "Tree Town">]><p><a>x &town; y</a><b>&#x68EE;&amp;</b></p>').text
        == "a: x Tree Town y\nb: 森&"
    )
    document = opened('<!DOCTYPE p [<!ENTITY out SYSTEM "file:///etc/hostname">]><p><a>x &out; y</a></p>')
    assert document.text == "x &out; y"
    assert [one.what for one in document.skipped] == ["broken"]


def test_entities_that_grow_without_end_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(InputError, match="amplification"):
        xml.read(f'<!DOCTYPE p [<!ENTITY e0 "tree">{entities}]><p><a>&e11; oak</a></p>'.encode(), "plan.xml")


@pytest.mark.parametrize(
    ("declared", "encoding", "found"),
    [
        ("Shift_JIS", "cp932", "cp932"),
        ("EUC-JP", "euc_jp", "euc-jp"),
        ("UTF-8", "utf-8", "utf-8"),
        ("UTF-16", "utf-16", "utf-16-le"),
        ("Shift_JIS", "utf-8", "utf-8"),
        ("", "cp932", "cp932"),
    ],
)
def test_encodings(declared: str, encoding: str, found: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    document = opened(f"{head}<計画><施策>苗を 育てる</施策><施策>川を 守る</施策></計画>".encode(encoding))
    assert (document.text, document.encoding) == ("苗を 育てる\n川を 守る", found)


def test_signs_that_only_windows_has_are_read() -> None:
    assert opened('<?xml version="1.0" encoding="Shift_JIS"?><p><a>①髙～</a></p>'.encode("cp932")).text == "①髙～"


def test_xhtml_is_read_as_html() -> None:
    document = opened('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Forest</h1></body></html>')
    assert (document.format, printed(document)) == ("html", [("heading", 1, "", "Forest")])


@pytest.mark.parametrize("data", [b"", b"words", b"<a><b></a>", b"<a>", b"<a>\x01</a>"])
def test_what_is_not_well_formed_says_what_to_do(data: bytes) -> None:
    with pytest.raises(InputError, match="Export it again") as caught:
        xml.read(data, "plan.xml")
    assert "書き出し直して" in caught.value.message.verbatim("ja")


def test_no_more_is_read_than_is_bearable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MOST_ELEMENTS", 4)
    document = opened("<p>" + "<a><b>one two</b></a>" * 4 + "</p>")
    assert [one.what for one in document.skipped] == ["too-large"]
    monkeypatch.setattr(xml, "MOST_BYTES", 10)
    with pytest.raises(InputError, match="Split it"):
        xml.read(b"<p>" + b" " * 20 + b"</p>", "plan.xml")


def test_no_more_attributes_are_read_than_is_bearable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MOST_ATTRIBUTES", 2)
    document = opened('<plan><goal a="one" b="two" c="three"/><goal a="one"/></plan>')
    assert [(one.what, one.place.selector) for one in document.skipped] == [("too-large", "/plan/goal[1]")]
    assert ("two" in document.text, "three" in document.text) == (True, False)


def test_elements_in_each_other_without_end_are_refused_or_cut() -> None:
    for depth in (60, 200):
        document = opened("<a>" * depth + "<b>deep down</b><b>and more</b>" + "</a>" * depth)
        assert [one.what for one in document.skipped] == ["too-large"]
    with pytest.raises(InputError):
        xml.read(b"<a>" * 100_000, "plan.xml")
