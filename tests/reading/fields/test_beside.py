"""What is printed beside a label on its line."""

import pytest
from tests.reading.fields.making import beside

JAPANESE = {
    "窓口の見直し（総務課・市民課）": "窓口の見直し [@総務課; @市民課]",
    "【財務課】公有財産の活用": "公有財産の活用 [@財務課]",
    "自転車道の整備（担当：建設課）": "自転車道の整備 [@建設課]",
    "自転車道の整備（担当：建設課、令和８年度末まで）": "自転車道の整備 [@建設課; by 令和８年度末まで]",
    "自転車道の整備（担当：建設課)": "自転車道の整備 [@建設課]",
    "避難所の備蓄を増やす〔危機管理課〕": "避難所の備蓄を増やす [@危機管理課]",
    "相談体制を充実する。（警察庁、文部科学省）": "相談体制を充実する。 [@警察庁; @文部科学省]",
    "灯台を直す（港湾課、農林\n水産課）": "灯台を直す [@港湾課; @農林水産課]",
    "灯台を直す（港湾課\n水産課）": "灯台を直す [@港湾課; @水産課]",
    "地域交通の再編（令和７年度～令和９年度）": "地域交通の再編 [in 令和７年度～令和９年度]",
    "改修を行う（令和９年度まで）": "改修を行う [by 令和９年度まで]",
    "交流拠点整備事業　　1,234千円": "交流拠点整備事業 [1,234,000]",
    "森林整備事業 約3.5億円": "森林整備事業 [350,000,000]",
    "堤防の強化　△1,200千円": "堤防の強化 [-1,200,000]",
    "堤防の強化　1,200千円（900千円）": "堤防の強化 [1,200,000; 900,000 last year]",
    "窓口の統合（年間2,000万円）": "窓口の統合 [20,000,000]",
    "見守り事業（新規）": "見守り事業 [#新規]",
    "保育の充実（児童福祉法第24条）": "保育の充実 [see 児童福祉法第24条]",
    "学校の木造化（SDGs 4、11）": "学校の木造化 [see SDGs 4、11]",
}
OTHERS = {
    ("Open the archives (Owner: Culture Department)", "gb"): "Open the archives [@Culture Department]",
    ("Publish the register (Lead: DCMS, by March 2027)", "gb"): "Publish the register [@DCMS; by March 2027]",
    ("Restore the museum (Ministry of Culture and Sport)", "gb"): "Restore the museum [@Ministry of Culture and Sport]",
    ("Plant trees (Parks Department)", "us"): "Plant trees [@Parks Department]",
    ("Maßnahmen gegen Hitze (Umweltamt)", "de"): "Maßnahmen gegen Hitze [@Umweltamt]",
    ("Build a ferry pier (by 2027)", "gb"): "Build a ferry pier [by 2027]",
    ("Plan for floods (until 31 December 2027)", "gb"): "Plan for floods [by 31 December 2027]",
    ("Mow the dunes ($3 million a year)", "us"): "Mow the dunes [3,000,000]",
    ("Flood walls – £2.3 million", "gb"): "Flood walls [2,300,000]",
    ("Street lighting: US$ 1.2bn", "us"): "Street lighting [1,200,000,000]",
    ("Radwege: 400 Tsd. €", "de"): "Radwege [400,000]",
    ("Repair the pier, Northhaven $120,000", "au"): "Repair the pier, Northhaven [120,000]",
    ("Rebuild the fund £2m ($3m)", "gb"): "Rebuild the fund [2,000,000; 3,000,000]",
}
LEFT = {
    "国（厚生労働省）と連携した対策を進める。": "jp",
    "第３子以降（未就学児）の支援": "jp",
    "新しい公園（仮称）の整備": "jp",
    "約3,500人が参加した": "jp",
    "Census (2021)": "gb",
    "Support small firms (SMEs)": "gb",
    "Publish data (Open Government Licence)": "gb",
    "Finish the ring road (in 2027)": "gb",
    "Mehr Grün (insgesamt)": "de",
}
"""Lines whose brackets and figures belong to their words, and the country of each."""


@pytest.mark.parametrize("line", JAPANESE)
def test_label_and_details_in_japanese(line: str) -> None:
    assert beside(line) == JAPANESE[line]


@pytest.mark.parametrize(("line", "country"), OTHERS)
def test_label_and_details_in_other_languages(line: str, country: str) -> None:
    assert beside(line, country) == OTHERS[line, country]


@pytest.mark.parametrize("line", LEFT)
def test_what_belongs_to_the_label_is_left_in_it(line: str) -> None:
    assert beside(line, LEFT[line]) == line


@pytest.mark.parametrize(
    ("unit", "read"), [(1000, "図書館の改修 [12,000,000; 8,000,000 last year]"), (0, "図書館の改修　12,000（8,000）")]
)
def test_bare_figures_count_what_the_document_declares(unit: int, read: str) -> None:
    assert beside("図書館の改修　12,000（8,000）", unit=unit) == read
