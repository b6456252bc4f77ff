"""Lines that begin with the name of a field."""

import pytest
from tests.reading.fields.making import field, known

from shisaku.reading.fields.field_lines import field_line
from shisaku.reading.fields.stretch import Stretch

FIELDS = {
    ("担当課：財政課、総務課", "jp"): "department [@財政課; @総務課]",
    ("担当 : 企画課（主）、福祉課", "jp"): "department [@企画課（主）; @福祉課]",
    ("担当課 財政課", "jp"): "department [@財政課]",
    ("事業の所管課：建設課", "jp"): "department [@建設課]",
    ("期限：令和８年度末まで", "jp"): "deadline [by 令和８年度末まで]",
    ("予算額：1,234千円", "jp"): "budget [1,234,000]",
    ("令和８年度当初予算額：3,000千円", "jp"): "budget [3,000,000]",
    ("進捗状況：完了", "jp"): "status [is 完了]",
    ("根拠法令：児童福祉法第24条", "jp"): "reference [see 児童福祉法第24条]",
    ("KPI：健診受診率 48％ → 60％（令和11年度）", "jp"): "indicator [measured 健診受診率]",
    ("現状と課題", "jp"): "situation",
    ("Lead: DCMS", "gb"): "department [@DCMS]",
    ("Goal Owner: Ann Field", "us"): "department [@Ann Field]",
    ("Lead Agencies: Ministry of Trade; Ministry of Finance and Planning", "cv"): (
        "department [@Ministry of Trade; @Ministry of Finance and Planning]"
    ),
    ("Program Timing: 2026-2030;", "dm"): "period [in 2026-2030]",
    ("Capital Cost Estimate: US$75,000,000.", "dm"): "budget [75,000,000]",
    ("Deadline – Q2 2026", "gb"): "deadline [by Q2 2026]",
    ("Status: On track", "gb"): "status [is On track]",
    ("Status: On Track (green)", "gb"): "status [is On Track]",
    ("Indicator: share of trips by bicycle 12% → 20% (2030)", "gb"): "indicator [measured share of trips by bicycle]",
    ("Zuständig: Umweltamt", "de"): "department [@Umweltamt]",
    ("Responsable : Ministère de l'Environnement", "fr"): "department [@Ministère de l'Environnement]",
    ("담당부서: 환경과", "kr"): "department [@환경과]",
}


@pytest.mark.parametrize(("line", "country"), FIELDS)
def test_field_and_its_values(line: str, country: str) -> None:
    assert field(line, country) == FIELDS[line, country]


@pytest.mark.parametrize(
    "line",
    [
        "https://example.org/lead: x",
        "In other words: none",
        "Wir bauen: schneller",
        "市役所の窓口：もっと便利に",
        "What the people of the town said about the lead: much",
    ],
)
def test_other_words_before_a_colon_are_no_field(line: str) -> None:
    assert field(line, "gb") == ""


def test_bold_words_at_the_head_are_the_label() -> None:
    line = "Responsible Parks Department"
    assert field(line, "us", lead=len("Responsible")) == "department [@Parks Department]"


def test_label_value_and_note_are_at_their_places() -> None:
    line = "　・担当課（令和８年度）：財政課"
    found = field_line(Stretch(line, 10), known())
    assert found is not None
    assert (found.label.text, found.value.text, found.note.text) == ("担当課", "財政課", "令和８年度")
    assert line[found.value.start - 10 : found.value.end - 10] == "財政課"
