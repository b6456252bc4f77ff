"""What is told of a difference: text, Markdown, JSON, Turtle, and the command that prints them."""

import io
import json
import re
import sys
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS

from shisaku.cli import main
from shisaku.diff.diff_report import FORMATS, MAX_LENGTH, report, summary
from shisaku.diff.graph_diff import compare
from shisaku.messages import Language
from shisaku.rdf.quads import nquads
from shisaku.rdf.turtle_writer import TurtleWriter

HEAD = """\
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix tea: <https://example.org/tea#> .
"""
OLD = (
    HEAD
    + """
<https://example.org/tea> a owl:Ontology ; owl:versionInfo "2.0.1" .
tea:Pot a owl:Class ; rdfs:label "急須"@ja , "teapot"@en ; rdfs:comment "湯を注いで茶を出す器。"@ja .
tea:Cup a owl:Class ; rdfs:label "湯呑み"@ja , "cup"@en ; rdfs:subClassOf tea:Vessel .
tea:Vessel a owl:Class ; rdfs:label "器"@ja , "vessel"@en .
tea:Tray a owl:Class ; rdfs:label "盆"@ja , "tray"@en .
"""
)
NEW = (
    OLD.replace("tea:Pot", "tea:Teapot")
    .replace('"湯呑み"@ja', '"茶碗"@ja')
    .replace('tea:Tray a owl:Class ; rdfs:label "盆"@ja , "tray"@en .', 'tea:Whisk a owl:Class ; rdfs:label "茶筅"@ja .')
)
POT, TEAPOT = URIRef("https://example.org/tea#Pot"), URIRef("https://example.org/tea#Teapot")


def graph(text: str) -> Graph:
    return Graph(bind_namespaces="none").parse(data=text, format="turtle")


def reported(form: str, lang: Language = "en", old: str = OLD, new: str = NEW) -> str:
    return report(compare(graph(old), graph(new)), form, lang)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "1 removed, 1 renamed, 1 relabelled, 1 added; 2 breaking; version step: major (2.0.1 → 3.0.0)."),
        ("ja", "削除 1、IRIの変更 1、語句の変更 1、追加 1。互換性を損なう変更 2。必要な版上げ: メジャー（2.0.1 → 3.0.0）。"),
    ],
)
def test_the_first_line_counts_and_says_which_version_is_due(lang: Language, expected: str) -> None:
    assert reported("text", lang).split("\n")[0] == expected
    assert summary(compare(graph(OLD), graph(NEW)), lang) == expected


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_form_ends_in_a_line_break_and_is_the_same_each_time(form: str, lang: Language) -> None:
    assert reported(form, lang) == reported(form, lang)
    assert reported(form, lang).endswith("\n")
    assert reported(form, lang, OLD, OLD).endswith("\n")


def test_text_names_resources_in_the_language_of_the_reader() -> None:
    assert "tea:Pot → tea:Teapot “teapot”" in reported("text", "en")
    assert "tea:Pot → tea:Teapot 「急須」" in reported("text", "ja")


def test_a_label_in_the_other_language_is_better_than_none() -> None:
    assert "tea:Whisk “茶筅”" in reported("text", "en")


def test_without_a_difference_one_line_says_so() -> None:
    assert reported("text", "ja", OLD, OLD) == "違いはありません。\n"
    assert reported("text", "en", OLD, OLD) == "No differences.\n"


def test_text_shows_what_a_document_hides_from_a_terminal() -> None:
    new = NEW.replace('"茶筅"@ja', '"茶\\u202E筅\\u001B[31m"@ja')
    assert "茶<U+202E>筅<U+001B>[31m" in reported("text", "ja", OLD, new)
    assert "\x1b" not in reported("markdown", "ja", OLD, new)


def test_what_is_nested_deep_or_long_is_cut_short_in_text() -> None:
    deep = "tea:Vessel tea:of " + "[ tea:of " * 8 + "1" + " ]" * 8 + " .\n"
    long = "tea:Vessel tea:all ( " + " ".join(map(str, range(40))) + " ) .\n"
    lines = reported("text", "en", OLD, OLD + deep + long).split("\n")
    assert "      tea:all: — → ( 0 1 2 3 4 5 6 7 8 9 10 11 … )" in lines
    assert "      tea:of: — → [ tea:of [ tea:of [ tea:of [ tea:of [ … ] ] ] ] ]" in lines


# -- Markdown ----------------------------------------------------------------------------------------------------------


def test_markdown_has_a_summary_a_table_for_each_kind_and_the_statements_behind_a_fold() -> None:
    text = reported("markdown")
    assert text.startswith("**Semantic diff**: 1 removed")
    assert re.findall(r"^### (.*)$", text, re.MULTILINE) == ["removed (1)", "renamed (1)", "relabelled (1)", "added (1)"]
    assert "| `tea:Pot` → `tea:Teapot` | teapot | ⚠ the old IRI is not kept as deprecated |" in text
    assert text.count("<details>") == text.count("</details>") == 3
    assert '  - `rdfs:label: "湯呑み"@ja → "茶碗"@ja`' in text


def test_nothing_in_a_label_is_markup_in_markdown() -> None:
    new = NEW.replace('"茶筅"@ja', '"a | b\\n<img src=x> [c](d) `e` *f*"@ja')
    (row,) = [line for line in reported("markdown", "ja", OLD, new).split("\n") if line.startswith("| `tea:Whisk`")]
    assert row == "| `tea:Whisk` | a \\| b \\<img src=x\\> \\[c\\](d) \\`e\\` \\*f\\* | 保たれる |"


def test_markdown_of_a_large_difference_fits_into_a_comment_and_says_what_is_left_out() -> None:
    new = NEW + "".join(
        f'tea:Leaf{i} a owl:Class ; rdfs:label "茶葉{i}"@ja ; rdfs:comment "{"葉" * 800}"@ja .\n' for i in range(300)
    )
    text = reported("markdown", "en", OLD, new)
    assert len(text) <= MAX_LENGTH
    assert "### added (301)" in text
    assert "and 201 more" in text


# -- JSON and Turtle ---------------------------------------------------------------------------------------------------


def test_json_says_all_that_is_known() -> None:
    whole = json.loads(reported("json"))
    assert whole["counts"] == {"removed": 1, "renamed": 1, "relabelled": 1, "added": 1}
    assert (whole["breaking"], whole["bump"]) == (2, "major")
    assert whole["version"] == {"old": "2.0.1", "new": "2.0.1", "next": "3.0.0"}
    (renamed,) = [change for change in whole["changes"] if change["kind"] == "renamed"]
    assert (renamed["old"], renamed["new"], renamed["similarity"]) == ({"iri": str(POT)}, {"iri": str(TEAPOT)}, 1.0)
    assert {"value": "急須", "lang": "ja"} in renamed["labels"]
    (words,) = [change for change in whole["changes"] if change["kind"] == "relabelled"]
    assert words["details"] == [
        {
            "predicate": "http://www.w3.org/2000/01/rdf-schema#label",
            "old": [{"value": "湯呑み", "lang": "ja"}],
            "new": [{"value": "茶碗", "lang": "ja"}],
        }
    ]


def test_json_writes_japanese_as_it_is_and_blank_nodes_with_whole_iris() -> None:
    new = NEW + "tea:Vessel rdfs:subClassOf [ a owl:Restriction ; owl:onProperty tea:holds ; owl:minCardinality 1 ] .\n"
    text = reported("json", "en", OLD, new)
    assert "茶筅" in text
    blanks = [
        value["blank"]
        for change in json.loads(text)["changes"]
        for d in change["details"]
        for value in d["new"]
        if "blank" in value
    ]
    assert blanks
    assert "owl:onProperty" not in blanks[0]
    assert "<http://www.w3.org/2002/07/owl#onProperty> <https://example.org/tea#holds>" in blanks[0]


def test_turtle_says_what_replaces_what_and_carries_a_note_in_both_languages_on_every_change() -> None:
    stated = graph(reported("turtle"))
    assert (TEAPOT, DCTERMS.replaces, POT) in stated
    assert (POT, DCTERMS.isReplacedBy, TEAPOT) in stated
    assert (TEAPOT, PROV.wasRevisionOf, POT) in stated
    for name, ja, en in (("Cup", "語句の変更", "relabelled"), ("Whisk", "追加", "added"), ("Tray", "削除", "removed")):
        notes = set(stated.objects(URIRef(f"https://example.org/tea#{name}"), SKOS.changeNote))
        languages = {note.language: str(note) for note in notes if isinstance(note, Literal)}
        assert languages["ja"].startswith(ja)
        assert languages["en"].startswith(en)


def test_turtle_of_no_difference_is_an_empty_graph() -> None:
    assert len(graph(reported("turtle", "en", OLD, OLD))) == 0


# -- the command -------------------------------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "old.ttl").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.ttl").write_text(NEW, encoding="utf-8")
    (tmp_path / "words.ttl").write_text(OLD.replace("急須", "茶器"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("new", "threshold", "code"),
    [
        ("old.ttl", "any", 0), ("words.ttl", "any", 1), ("words.ttl", "breaking", 0), ("new.ttl", "breaking", 1),
        ("new.ttl", "none", 0), ("words.ttl", "", 1),
    ],
)  # fmt: skip
def test_the_exit_code_is_one_from_the_requested_difference_on(new: str, threshold: str, code: int, files: Path) -> None:
    assert main(["diff", "old.ttl", new, *(["--fail-on", threshold] if threshold else [])]) == code


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_prints_the_report_on_stdout_alone(form: str, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["diff", "old.ttl", "new.ttl", "-f", form, "--lang", "ja"])
    printed = capsys.readouterr()
    assert printed.out == reported(form, "ja")
    assert printed.err == ""


@pytest.mark.parametrize("ending", ["nt", "jsonld", "rdf", "trig", "nq"])
def test_the_same_graph_in_another_format_is_no_difference(ending: str, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = {"nt": "nt", "jsonld": "json-ld", "rdf": "xml", "trig": "trig", "nq": "nquads"}
    data = _written(forms[ending])
    (files / f"same.{ending}").write_bytes(data)
    assert main(["diff", "old.ttl", f"same.{ending}"]) == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["diff", "-", "old.ttl"]) == 0


def _written(form: str) -> bytes:
    """The old version, in a named graph where the format has them."""
    name = URIRef("https://example.org/g")
    if form == "nquads":
        return nquads({name: graph(OLD)}).encode()
    if form == "trig":
        return TurtleWriter({}).trig({name: graph(OLD)}).encode()
    return Graph().parse(data=OLD, format="turtle").serialize(format=form, encoding="utf-8")


def test_folders_are_compared_as_the_sum_of_their_files(files: Path) -> None:
    first, last = OLD.rstrip("\n").rsplit("\n", 1)
    for name, parts in (("a", (OLD, "")), ("b", (HEAD + last, first))):
        for number, part in enumerate(parts):
            path = files / name / f"folder {number}" / f"第{number}部.ttl"
            path.parent.mkdir(parents=True)
            path.write_text(part, encoding="utf-8")
    assert main(["diff", "a", "b"]) == 0


def test_a_relative_iri_means_the_same_in_both_versions(files: Path) -> None:
    for name in ("first.ttl", "second.ttl"):
        (files / name).write_text(HEAD + '<> a owl:Ontology . <#Pot> rdfs:label "急須"@ja .', encoding="utf-8")
    assert main(["diff", "first.ttl", "second.ttl"]) == 0


def test_a_value_that_does_not_fit_its_datatype_is_compared_as_text(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, day in (("a.nt", "2020"), ("b.nt", "2021")):
        line = f'<x:a> <x:b> "{day}"^^<http://www.w3.org/2001/XMLSchema#date> .\n'
        (files / name).write_text(line, encoding="utf-8")
    assert main(["diff", "a.nt", "b.nt"]) == 1
    printed = capsys.readouterr()
    assert '"2020"' in printed.out
    assert printed.err == ""


@pytest.mark.parametrize(
    ("name", "text", "stated"),
    [
        ("missing.ttl", None, ("missing.ttl: does not exist", "missing.ttl: ありません")),
        ("broken.ttl", "tea:Pot a\n", ("broken.ttl:1:1: syntax error", "broken.ttl:1:1: 構文の誤りです")),
        ("sheet.json", "[]", ("not a format that is compared", "比べられない形式です")),
        ("term.nt", "<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .\n", ("RDF 1.2", "RDF 1.2")),
        ("folder", "", ("has no RDF file in it", "RDF ファイルがありません")),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_what_cannot_be_compared_is_two_and_says_why(
    name: str, text: str | None, stated: tuple[str, str], lang: Language, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "folder":
        (files / name).mkdir()
    elif text is not None:
        (files / name).write_text(text, encoding="utf-8")
    assert main(["diff", "old.ttl", name, "--lang", lang]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert stated[lang == "ja"] in printed.err


def test_a_file_that_may_not_be_read_is_two_and_says_why(
    files: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert main(["diff", "old.ttl", "new.ttl", "--lang", "en"]) == 2
    assert "old.ttl: cannot be read (Permission denied)" in capsys.readouterr().err


def test_a_document_and_a_graph_are_not_compared(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "plan.txt").write_text("１ 茶畑の手入れ\n○霜よけ\n", encoding="utf-8")
    assert main(["diff", "plan.txt", "new.ttl", "--lang", "en"]) == 2
    assert "A document is compared with a document" in capsys.readouterr().err


def test_standard_input_can_be_one_of_the_two_only(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "-", "-", "--lang", "en"]) == 2
    assert "one of the two" in capsys.readouterr().err
