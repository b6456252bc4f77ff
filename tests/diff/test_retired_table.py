"""`shisaku diff OLD NEW --retired`: what to write into source.toml so that no IRI of a plan is lost, and that it then is not."""

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import DCTERMS, OWL, RDFS
from tests.editions.test_identity import THROUGH, TWICE, UNNUMBERED, graph_of, passed_over, read_as

from shisaku.cli import main
from shisaku.diff.diff_report import report
from shisaku.diff.graph_diff import compare
from shisaku.diff.retired_table import retired_table
from shisaku.messages import Language
from shisaku.model.plan import Plan
from shisaku.model.source import Description
from shisaku.pipeline import Context, read
from shisaku.rdf.namespaces import DEFAULT_BASE, PlanIris
from shisaku.reading.overrides.source_settings import read_description

IRIS = PlanIris(DEFAULT_BASE, "plan")
MEASURES = ("漁港の整備", "担い手の育成", "宿泊施設の充実", "情報の発信")


@pytest.fixture(scope="module")
def plans(context: Context) -> tuple[Plan, Plan]:
    """A plan whose numbers name its measures, and its next reading, in which number 1 is there twice."""
    return read_as(TWICE, context, passed_over("１　統計の公表")), read_as(TWICE, context)


@pytest.fixture(scope="module")
def graphs(plans: tuple[Plan, Plan], context: Context) -> tuple[Graph, Graph]:
    return graph_of(plans[0], context), graph_of(plans[1], context)


@pytest.fixture
def files(graphs: tuple[Graph, Graph], tmp_path: Path) -> tuple[str, str]:
    for name, graph in zip(("old", "new"), graphs, strict=True):
        graph.serialize(tmp_path / f"{name}.nt", format="nt", encoding="utf-8")
    return str(tmp_path / "old.nt"), str(tmp_path / "new.nt")


def keys(plan: Plan) -> dict[str, str]:
    return {measure.label: measure.key for measure in plan.measures}


# -- the table ---------------------------------------------------------------------------------------------------------


def test_the_table_leads_from_each_key_that_is_gone_to_the_one_that_is_there(
    plans: tuple[Plan, Plan], graphs: tuple[Graph, Graph]
) -> None:
    table = retired_table(compare(*graphs), "en")
    now = keys(plans[1])
    assert table == "[retired]\n" + "".join(
        f'"measure/{number}" = "{now[label]}"  # same place: {label}\n' for number, label in enumerate(MEASURES, start=1)
    )
    assert "# 同じ箇所: 漁港の整備" in retired_table(compare(*graphs), "ja")


def test_once_the_table_is_in_source_toml_nothing_is_left_to_retire(
    graphs: tuple[Graph, Graph], tmp_path: Path, context: Context
) -> None:
    settings = tmp_path / "source.toml"
    settings.write_text('id = "plan"\nyear = 2033\n\n' + retired_table(compare(*graphs), "ja"), encoding="utf-8")
    description = read_description(settings)
    assert len(description.retired) == 4
    plan = read(text=TWICE, context=context, description=description)
    assert not [finding for finding in plan.findings if "retired" in finding.rule]
    graph = graph_of(plan, context)
    assert compare(graphs[0], graph).retired == ()
    assert retired_table(compare(graphs[0], graph), "ja") == ""
    assert graph.value(IRIS.of("measure/1"), DCTERMS.isReplacedBy) == IRIS.of(keys(plan)["漁港の整備"])


def test_what_was_retired_before_stays_in_the_table_and_leads_to_what_is_there_now(
    plans: tuple[Plan, Plan], context: Context
) -> None:
    """A table may stand in a file once, and no key in it may lead to one that is retired itself."""
    retired = (("measure/earlier", ("measure/1",)), ("measure/gone", ()), ("pillar/old", ("pillar/1", "pillar/2")))
    both = [
        replace(plan, source=replace(plan.source, description=replace(plan.source.description, retired=retired)))
        for plan in plans
    ]
    table = retired_table(compare(*(graph_of(plan, context) for plan in both)), "en")
    found = tomllib.loads(table)["retired"]
    now = keys(plans[1])["漁港の整備"]
    assert found["measure/1"] == found["measure/earlier"] == now
    assert found["measure/gone"] == []
    assert found["pillar/old"] == ["pillar/1", "pillar/2"]
    assert table.startswith("# takes the place of the table [retired] that is there\n[retired]\n")


def test_tables_of_several_plans_are_distinguished(context: Context) -> None:
    both = []
    for over in ((passed_over("１　統計の公表"),), ()):
        plans = [read_as(TWICE, context, *over, identifier=name) for name in ("one", "two")]
        both.append(graph_of(plans[0], context) + graph_of(plans[1], context))
    table = retired_table(compare(*both), "en")
    assert table.count("[retired]") == 2
    assert f"# {DEFAULT_BASE}one\n[retired]\n" in table
    assert f"# {DEFAULT_BASE}two\n[retired]\n" in table


def test_nothing_in_the_words_of_a_document_ends_the_comment_that_they_are_in(context: Context) -> None:
    text = "計画\n\n１ 道\n○掃除\n\n付録\n\n１ 橋\n○点検"
    plans = [read_as(text, context, passed_over("１ 橋")), read_as(text, context)]
    graphs = [graph_of(plan, context) for plan in plans]
    words = Literal('道\r\n"measure/9" = "x"\x85\u2028\x1b[31m' + "長" * 200)
    (label,) = graphs[0].objects(IRIS.of("measure/1"), RDFS.label)
    graphs[0].remove((IRIS.of("measure/1"), RDFS.label, label))
    graphs[0].add((IRIS.of("measure/1"), RDFS.label, words))
    table = retired_table(compare(*graphs), "ja")
    found = tomllib.loads(table)["retired"]
    assert "measure/1" in found
    assert "measure/9" not in found
    assert "\x1b" not in table
    assert max(map(len, table.split("\n"))) < 200


def test_an_iri_that_names_another_thing_is_reported_beside_the_table(graphs: tuple[Graph, Graph], context: Context) -> None:
    from shisaku.diff.retirement import Reassignment

    diff = replace(compare(*graphs), reassigned=(Reassignment(IRIS.of("initiative/a-2"), "掃除", "掃除の\n点検"),))
    assert "\n# 別のものを指すようになったIRI: initiative/a-2  掃除 → 掃除の 点検\n" in f"\n{retired_table(diff, 'ja')}"


# -- the report --------------------------------------------------------------------------------------------------------


def test_the_report_lists_what_is_retired_in_every_format(plans: tuple[Plan, Plan], graphs: tuple[Graph, Graph]) -> None:
    diff, now = compare(*graphs), keys(plans[1])["漁港の整備"]
    reported = report(diff, "text", "en")
    assert "\nretired IRIs (4)\n" in reported
    line = f"{IRIS.of('measure/1')}> → <{IRIS.of(now)}>  same place: 漁港の整備"
    assert line in reported
    assert "\n廃止するIRI (4)\n" in report(diff, "text", "ja")
    page = report(diff, "markdown", "en")
    assert "\n### retired IRIs (4)\n\n- `<" in page
    assert line.replace("  ", " ") in page
    first = json.loads(report(diff, "json", "en"))["retired"][0]
    assert first == {"old": str(IRIS.of("measure/1")), "new": [str(IRIS.of(now))], "basis": "place", "words": "漁港の整備"}
    stated = Graph().parse(data=report(diff, "turtle", "en"), format="turtle")
    assert (IRIS.of("measure/1"), OWL.deprecated, Literal(True)) in stated
    assert (IRIS.of("measure/1"), DCTERMS.isReplacedBy, IRIS.of(now)) in stated


def test_a_report_without_anything_retired_says_nothing_of_it(graphs: tuple[Graph, Graph]) -> None:
    for lang in ("ja", "en"):
        assert "IRI" not in report(compare(graphs[1], graphs[1]), "text", lang)
    assert json.loads(report(compare(graphs[1], graphs[1]), "json", "en"))["retired"] == []


# -- the command -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_command_prints_the_table_and_nothing_else(
    lang: Language, files: tuple[str, str], graphs: tuple[Graph, Graph], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *files, "--retired", "--lang", lang]) == 1
    printed = capsys.readouterr()
    assert printed.out == retired_table(compare(*graphs), lang)
    assert printed.err == ""


def test_without_anything_to_retire_the_command_says_so_on_the_error_stream(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", files[1], files[1], "--retired", "--lang", "en"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "No IRI has disappeared.\n")


def test_the_exit_code_can_be_left_out_of_account(files: tuple[str, str]) -> None:
    assert main(["diff", *files, "--retired", "--fail-on", "none"]) == 0


def test_documents_have_no_iris_to_retire(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    for name in names:
        Path(name).write_text(THROUGH, encoding="utf-8")
    assert main(["diff", *names, "--retired", "--lang", "en"]) == 2
    assert "--retired needs two graphs of a plan" in capsys.readouterr().err


# -- a retired key is used for nothing else ----------------------------------------------------------------------------


def retired(context: Context, *pairs: tuple[str, tuple[str, ...]]) -> list[tuple[str, str | None]]:
    plan = read(text=THROUGH, context=context, description=Description(id="plan", retired=pairs))
    return [(finding.rule, finding.message.verbatim("en")) for finding in plan.findings if "retired" in finding.rule]


def test_a_retired_key_that_the_plan_has_is_an_error(context: Context) -> None:
    (found,) = retired(context, ("measure/2", ("measure/3",)))
    assert found[0] == "reading/retired-key-in-use"
    assert (
        found[1]
        == "The key measure/2 in [retired] is in use for “担い手の育成”. A retired key must not be reused. Remove its line from [retired]."
    )


def test_a_description_has_a_key_that_may_not_be_used_again_either(context: Context) -> None:
    plan = read_as(UNNUMBERED, context)
    key = next(passage.key for component, _ in plan.walk() for passage in component.details.description)
    again = read(text=UNNUMBERED, context=context, description=Description(id="plan", retired=((key, ()),)))
    assert [finding.rule for finding in again.findings if "retired" in finding.rule] == ["reading/retired-key-in-use"]


def test_a_key_that_leads_to_nothing_in_the_plan_is_a_warning(context: Context) -> None:
    (found,) = retired(context, ("measure/old", ("measure/2", "measure/nowhere")))
    assert found[0] == "reading/retired-key-leads-nowhere"
    assert found[1] is not None
    assert "measure/nowhere" in found[1]


def test_a_key_that_is_gone_and_leads_to_what_is_there_is_fine(context: Context) -> None:
    fine = (("measure/old", ("measure/2",)), ("pillar/old", ()), ("measure/old/budget/abcdefgh", ("measure/2/budget/abcdefgh",)))
    assert retired(context, *fine) == []
