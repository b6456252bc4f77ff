"""`shisaku explain`: why a triple is there, down to the lines of the document and of the ontology."""

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from rdflib import Graph
from tests.conftest import FARMING, FARMING_SETTINGS

from shisaku import pipeline
from shisaku.cli import main
from shisaku.explain import explanation_data as material
from shisaku.explain.explanation_data import ExplanationData, gather
from shisaku.model.source import Description
from shisaku.pipeline import Context, read
from shisaku.project import Project
from shisaku.rdf.namespaces import DEFAULT_BASE, PlanIris

Explain = Callable[..., tuple[int, str, str]]
CONTRADICTORY = """\
@prefix shisaku: <https://w3id.org/shisaku/ontology#> .
@prefix ex: <http://example.org/> .

ex:m a shisaku:Measure ;
    shisaku:directPartOf ex:p .
ex:m shisaku:inPillar ex:p . ex:p a shisaku:Pillar ,
        shisaku:Measure .
"""


PLAN = read(text=FARMING, description=Description("nousei-2032"))
IRIS = PlanIris.of_plan(DEFAULT_BASE, replace(PLAN, source=replace(PLAN.source, sha256=sha256(FARMING.encode()).hexdigest())))


def entry(number: int) -> str:
    """The key of an entry of the small invented plan."""
    return PLAN.initiatives[number].key


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the small invented plan lies under the same name for all tests."""
    return tmp_path_factory.mktemp("explained")


@pytest.fixture(scope="module")
def gathered() -> dict[tuple[str, ...], ExplanationData]:
    """What was read already."""
    return {}


@pytest.fixture
def farming(folder: Path) -> Path:
    """The small invented plan, as a file with its settings, written anew: a test may change it."""
    place = folder / "nousei-2032"
    place.mkdir(exist_ok=True)
    (place / "source.txt").write_text(FARMING, encoding="utf-8")
    (place / "source.toml").write_text(FARMING_SETTINGS, encoding="utf-8")
    return place / "source.txt"


@pytest.fixture
def explain(
    farming: Path,
    context: Context,
    gathered: dict[tuple[str, ...], ExplanationData],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    folder: Path,
) -> Explain:
    """Runs the command on the small invented plan, or on what `data` names; gives exit code, output and messages.

    The ontology and what was read once are not read again, which takes longer than the answer.
    """

    def of(project: Project) -> Context:
        return context

    def read_once(project: Project, data: list[str], words: list[str]) -> ExplanationData:
        read = (*data, *(Path(name).read_text(encoding="utf-8") for name in data))
        if read not in gathered:
            gathered[read] = gather(project, data, words)
        return gathered[read]

    monkeypatch.setattr(pipeline.Context, "of", of)
    monkeypatch.setattr(material, "gather", read_once)
    monkeypatch.chdir(folder)

    def run(*words: str, data: Path | None = None, lang: str = "en", form: str = "text") -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["explain", *words, "--lang", lang, "-f", form, "--data", str(data or farming)])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert "\\u" not in out + err
        return code, out, err

    return run


def test_what_is_printed_is_quoted_with_a_caret_below_the_very_words(explain: Explain) -> None:
    code, out, _ = explain("measure/2", "rdfs:label")
    assert code == 0
    first, *rest = out.split("\n")
    assert first == 'nousei-2032/measure/2 rdfs:label "省力技術の普及"@ja'
    assert rest[0] == "  printed"
    assert rest[1].endswith("nousei-2032/source.txt:14:3")
    assert rest[2:] == ["    ２ 省力技術の普及", "       ^^^^^^^^^^^^^^", ""]


def test_a_link_is_quoted_at_both_ends(explain: Explain) -> None:
    _, out, _ = explain("measure/1/initiative/2", "shisaku:hasMark")
    assert out.count("○☆農地の貸し借りの円滑化") == 2
    assert "○：予算 ☆：制度" in out
    assert "source.txt:3:1" in out
    assert "source.txt:3:6" in out


def test_what_is_inferred_names_rule_and_axiom_and_ends_in_the_source(explain: Explain) -> None:
    code, out, _ = explain("measure/1/initiative/2", "shisaku:partOf", "pillar/1")
    lines = [line.strip() for line in out.split("\n")]
    assert code == 0
    assert lines[0] == f"nousei-2032/{entry(1)} “農地の貸し借りの円滑化” shisaku:partOf nousei-2032/pillar/1 “担い手を育てる”"
    assert "inferred (prp-spo1: sub-property)" in lines
    assert "axiom: shisaku:inPillar rdfs:subPropertyOf shisaku:partOf “part of”" in lines
    assert "rdfs:subPropertyOf shisaku:partOf ;" in lines
    assert "nousei-2032/measure/1 shisaku:directPartOf nousei-2032/pillar/1 “担い手を育てる”" in lines
    assert lines.count("inferred") == 1
    assert lines.count("inferred confidence 0.99") == 1
    assert "○☆農地の貸し借りの円滑化" in lines
    assert "Ⅰ 担い手を育てる" in lines


def test_a_chain_is_shown_with_its_links(explain: Explain) -> None:
    _, out, _ = explain("measure/3", "shisaku:crossReferencesMeasure")
    assert "( shisaku:hasDirectPart shisaku:restates shisaku:inMeasure )" in out
    assert "inferred (prp-spo2: chain of properties)" in out
    assert "ontology/shisaku.ttl:" in out


def test_what_was_concluded_tells_grounds_confidence_and_rivals(explain: Explain) -> None:
    _, out, _ = explain("measure/3/initiative/2", "shisaku:restates")
    lines = [line.strip() for line in out.split("\n")]
    assert lines[0] == f"nousei-2032/{entry(4)} “農業研修の拡充” shisaku:restates nousei-2032/{entry(0)} “農業研修の拡充”"
    assert lines[1].startswith("inferred confidence 0.9")
    assert any(line.startswith("- ") for line in lines)
    assert "○林道の点検 ○農業研修の拡充（再掲）" in lines


def test_a_topic_is_explained_by_the_printed_form(explain: Explain, farming: Path) -> None:
    farming.write_text(
        farming.read_text(encoding="utf-8").replace("無人トラクターの実証", "ＡＩによる選果の実証"), encoding="utf-8"
    )
    _, out, _ = explain("measure/2/initiative/1", "shisaku:hasTopic", "topic:ai")
    assert "“ＡＩ” is a form of the topic" in out
    assert "○ＡＩによる選果の実証" in out


@pytest.mark.parametrize(
    ("predicate", "line", "quoted"),
    [("dcterms:temporal", "2:8", "year = 2032"), ("dcterms:publisher", "9:21", 'corporate_number = "0000000000001"')],
)
def test_what_the_settings_tell_is_quoted_from_them(explain: Explain, predicate: str, line: str, quoted: str) -> None:
    _, out, _ = explain("nousei-2032", predicate)
    assert "stated in the settings" in out
    assert f"source.toml:{line}" in out
    assert quoted in out


def test_what_follows_from_the_file_itself_says_so(explain: Explain) -> None:
    for resource in (IRIS.text, IRIS.file):
        _, out, _ = explain(f"<{resource}>", "shisaku:sha256")
        assert out.split("\n")[1] == "  follows from the file itself"


def test_a_term_of_the_ontology_is_explained_by_its_file(explain: Explain) -> None:
    _, out, _ = explain("shisaku:Pillar", "rdfs:subClassOf", "shisaku:PlanElement")
    assert "inferred (scm-sco: subclass of a subclass)" in out
    assert out.count("stated in the ontology") == 2
    assert "rdfs:subClassOf shisaku:PlanComponent ;" in out


def test_what_is_neither_stated_nor_follows_is_told_with_exit_1(explain: Explain) -> None:
    code, out, err = explain("measure/1", "shisaku:partOf", "measure/2")
    assert (code, out) == (1, "")
    assert err == "measure/1 shisaku:partOf measure/2: This triple is neither stated nor inferred.\n"


def test_with_only_a_subject_every_statement_takes_two_lines(explain: Explain) -> None:
    code, out, _ = explain("pillar/2")
    lines = out.rstrip("\n").split("\n")
    assert code == 0
    assert lines[0] == "nousei-2032/pillar/2 森を守る"
    assert len(lines) % 2 == 1
    said = dict(zip((line.strip() for line in lines[1::2]), (line.strip() for line in lines[2::2]), strict=True))
    assert said['shisaku:printedNumber "Ⅱ"'].startswith("printed ")
    assert said["rdf:type shisaku:PlanElement “plan element”"].startswith("inferred (")
    assert said["shisaku:hasPart nousei-2032/measure/3 “林道の整備”"].startswith("inferred (prp-inv")
    assert not any(line.startswith("owl:sameAs") for line in said)


@pytest.mark.parametrize(
    "name", ["Ⅱ", "ＩＩ", "森を守る", "pillar/2", "nousei-2032/pillar/2", "<https://w3id.org/shisaku/id/nousei-2032/pillar/2>"]
)
def test_a_resource_answers_to_its_key_its_iri_its_number_and_its_label(explain: Explain, name: str) -> None:
    code, out, _ = explain(name)
    assert (code, out.split("\n")[0]) == (0, "nousei-2032/pillar/2 森を守る")


@pytest.mark.parametrize(
    ("name", "close"),
    [
        ("pillar/9", "pillar/1"),
        ("shisaku:Pilar", "shisaku:Pillar"),
        ("森を守ろう", "nousei-2032/pillar/2"),
        ("http://example.org/nothing", ""),
        ("qqqqqqq zzz <", ""),
    ],
)
def test_an_unknown_name_is_told_with_what_is_close(explain: Explain, name: str, close: str) -> None:
    code, out, err = explain(name)
    assert (code, out) == (2, "")
    assert f"There is no resource “{name}”." in err
    assert close in err


def test_a_label_of_several_things_is_told_with_their_names(explain: Explain) -> None:
    code, _, err = explain("農業研修の拡充", lang="ja")
    assert code == 2
    assert "一つに決まりません" in err
    assert "nousei-2032/measure/1/initiative/1、nousei-2032/measure/3/initiative/2" in err  # which can be asked for


@pytest.mark.parametrize(
    "name", ["measure/1/initiative/2", "pillar/1/measure/1/initiative/2", "nousei-2032/measure/1/initiative/2"]
)
def test_a_component_answers_to_its_address(explain: Explain, name: str) -> None:
    code, out, _ = explain(name)
    assert (code, out.split("\n")[0]) == (0, f"nousei-2032/{entry(1)} 農地の貸し借りの円滑化")


def test_a_file_of_data_is_explained_by_its_lines_and_so_is_a_contradiction(explain: Explain, tmp_path: Path) -> None:
    path = tmp_path / "clash.ttl"
    path.write_text(CONTRADICTORY, encoding="utf-8")
    code, out, _ = explain("ex:p", data=path)
    assert code == 0
    assert "stated in the data " in out
    assert "These cannot be true together." in out
    assert "contradiction (cax-adc: in two classes that exclude one another)" in out
    _, out, _ = explain("ex:m", "shisaku:partOf", data=path)
    assert "clash.ttl:5:26\n" in out
    assert "\n        shisaku:directPartOf ex:p .\n" in out.replace("      ", "    ")


def test_a_contradiction_has_its_proof_in_json(explain: Explain, tmp_path: Path) -> None:
    path = tmp_path / "clash.ttl"
    path.write_text(CONTRADICTORY, encoding="utf-8")
    _, out, _ = explain("ex:p", data=path, form="json")
    [clash] = [one for one in json.loads(out) if one["layer"] == "contradiction"]
    assert clash["rule"] == "cax-adc"
    assert clash["axioms"][0]["place"]["text"].strip().startswith("owl:members ( shisaku:Pillar")
    assert sorted(premise["places"][0]["line"] for premise in clash["premises"]) == [6, 7]


def test_json_holds_the_whole_tree(explain: Explain) -> None:
    _, out, _ = explain("measure/1/initiative/2", "shisaku:partOf", "pillar/1", form="json")
    [found] = json.loads(out)
    assert (found["layer"], found["rule"]) == ("inferred", "prp-spo1")
    assert found["object"] == "https://w3id.org/shisaku/id/nousei-2032/pillar/1"
    leaves, waiting = [], [found]
    while waiting:
        one = waiting.pop()
        waiting += one.get("premises", [])
        leaves += [] if "premises" in one else [one]
    assert {leaf["layer"] for leaf in leaves} == {"reconstructed"}
    assert [reason["en"] for leaf in leaves for reason in leaf["evidence"]]
    assert all(place["text"][place["column"] - 1 :] for leaf in leaves for place in leaf["places"])


def test_markdown_is_a_nested_list_with_quotes_as_code(explain: Explain) -> None:
    _, out, _ = explain("measure/1", "shisaku:partOf", "pillar/1", form="markdown")
    assert out.startswith("- `nousei-2032/measure/1 shisaku:partOf nousei-2032/pillar/1 “担い手を育てる”`")
    assert "\n  - `nousei-2032/measure/1 shisaku:directPartOf nousei-2032/pillar/1" in out
    assert out.count("```") % 2 == 0
    _, out, _ = explain("pillar/2", form="markdown")
    assert out.startswith("# nousei-2032/pillar/2 森を守る\n\n- `rdf:type shisaku:Pillar")


def test_everything_is_said_in_japanese_too(explain: Explain) -> None:
    _, out, _ = explain("measure/3/initiative/2", "shisaku:restates", lang="ja")
    assert "推定 確信度 0.9" in out
    _, out, _ = explain("measure/1", "shisaku:partOf", "pillar/1", lang="ja")
    assert "推論（prp-spo1、下位プロパティ）" in out
    assert "公理: shisaku:directPartOf rdfs:subPropertyOf shisaku:partOf「所属先」" in out
    assert "印刷" in out


def test_controls_in_a_document_do_not_reach_the_terminal(explain: Explain, farming: Path) -> None:
    farming.write_text(farming.read_text(encoding="utf-8").replace("林道の整備", "林道の\u202e整備\x1b[31m"), encoding="utf-8")
    for words in (("measure/3",), ("measure/3", "rdfs:label")):
        for form in ("text", "markdown"):
            _, out, _ = explain(*words, form=form)
            assert "<U+202E>" in out
            assert not {"\u202e", "\x1b"} & set(out)


def test_a_broken_file_of_data_is_told_with_its_place(explain: Explain, tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<a> <b> .\n", encoding="utf-8")
    code, _, err = explain("ex:p", data=path)
    assert code == 2
    assert "broken.ttl:1:" in err


def test_a_plan_that_was_published_is_explained_from_its_graph(
    explain: Explain, tmp_path: Path, farming_build: pipeline.Build
) -> None:
    path = tmp_path / "published.ttl"
    made: Graph = farming_build.graph
    path.write_text(made.serialize(format="turtle"), encoding="utf-8")
    name = farming_build.iris.plan_id
    code, out, _ = explain(f"{name}/measure/1", "shisaku:directPartOf", data=path)
    assert code == 0
    assert "  inferred confidence 0.99\n" in out
    assert "published.ttl:" in out
    assert "  - printed right before ２\n" in out
    code, out, _ = explain(f"{name}/measure/3/initiative/2", "shisaku:hasMark", data=path)
    assert (code, out.count("stated in the data")) == (0, 1)
