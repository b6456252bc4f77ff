"""A folder with nothing but the user's own documents: every command works on what was built there, or says what is missing."""

import filecmp
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import DCTERMS
from tests.conftest import FARMING, FARMING_SETTINGS

from shisaku.cli import main
from shisaku.graph.ontology import load_ontology
from shisaku.rdf.namespaces import SHISAKU

CC = "https://creativecommons.org/"
Run = Callable[..., tuple[int, str, str]]
COMMANDS = ("show", "export", "query", "describe", "site", "serve", "push", "explain")


@pytest.fixture(scope="module", autouse=True)
def read_once() -> Iterator[None]:
    """The ontology is read once for all commands of this file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shisaku.pipeline.load_ontology", cache(load_ontology))
        yield


@pytest.fixture(scope="module")
def site(built: Path) -> Path:
    """The site of what was built; not to be changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(built)
        assert main(["site", "-o", "site"]) == 0
    return built / "site"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a document, its graph, and a dataset of it; not to be changed."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "documents").mkdir()
    (folder / "nousei.txt").write_text(FARMING, encoding="utf-8")
    shutil.copy(folder / "nousei.txt", folder / "documents" / "nousei.txt")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["build", "nousei.txt"]) == 0
        assert main(["build", "documents", "-o", "plans.dataset", "-j", "1"]) == 0
    return folder


@pytest.fixture
def here(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, as working folder."""
    shutil.copytree(built, tmp_path / "own", ignore=shutil.ignore_patterns("site"))
    monkeypatch.chdir(tmp_path / "own")
    return tmp_path / "own"


@pytest.fixture
def only_dataset(here: Path) -> Path:
    """The same without the graph."""
    (here / "nousei.ttl").unlink()
    return here


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command; its exit code, output and messages."""

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main([*arguments])
        except SystemExit as leaving:
            code = int(str(leaving.code))
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return command


# -- what was built here -----------------------------------------------------------------------------------------------


def test_show_prints_the_same_tree_of_document_graph_and_dataset(here: Path, run: Run) -> None:
    code, of_document, _ = run("show", "nousei.txt")
    assert code == 0
    assert "林道の点検" in of_document
    for arguments in ((), ("nousei",), ("nousei.ttl",), ("plans.dataset",)):
        assert run("show", *arguments) == (0, of_document, ""), arguments


@pytest.mark.parametrize("form", ["turtle", "nt", "json-ld", "stratml"])
def test_export_writes_the_same_bytes_of_document_graph_and_dataset(form: str, here: Path, run: Run) -> None:
    code, of_document, _ = run("export", "nousei.txt", "-f", form)
    assert code == 0
    for given in ("nousei.ttl", "plans.dataset"):
        assert run("export", given, "-f", form) == (0, of_document, ""), given


def test_export_keeps_the_layers_of_a_dataset(here: Path, run: Run) -> None:
    assert run("export", "plans.dataset", "-f", "nquads")[1] == run("export", "nousei.txt", "-f", "nquads")[1]


def test_where_there_is_one_dataset_it_needs_no_name(only_dataset: Path, run: Run) -> None:
    assert "林道の点検" in run("show")[1]
    assert run("describe")[:2] == run("describe", "plans.dataset")[:2]
    code, out, _ = run("explain", "measure/1", "shisaku:directPartOf")
    assert code == 0
    assert "documents/nousei.txt:" in out


def test_of_several_datasets_one_must_be_named(only_dataset: Path, run: Run) -> None:
    shutil.copytree("plans.dataset", "more.dataset")
    code, _, err = run("show", "--lang", "en")
    assert (code, err) == (2, "error: There are several datasets (more.dataset, plans.dataset). Name one of them.\n")


def test_a_placement_is_explained_from_the_document_that_lies_beside_its_graph(here: Path, run: Run) -> None:
    code, out, _ = run("explain", "measure/1", "shisaku:directPartOf", "--lang", "en")
    assert code == 0
    assert re.search(r"confidence 0\.[0-9]+", out)
    assert "nousei.txt:" in out


def test_where_the_document_is_gone_or_changed_the_graph_itself_is_explained(here: Path, run: Run) -> None:
    (here / "nousei.txt").write_text(FARMING + "追記\n", encoding="utf-8")
    code, out, _ = run("explain", "measure/1", "shisaku:directPartOf", "--lang", "en")
    assert code == 0
    assert re.search(r"nousei\.ttl:[0-9]+:[0-9]+", out)


def test_an_explanation_points_into_the_file_of_a_dataset(only_dataset: Path, run: Run) -> None:
    shutil.rmtree("documents")
    code, out, _ = run("explain", "measure/1", "shisaku:ordinal", "--lang", "en")
    assert code == 0
    path, line, column = re.search(r"(plans\.dataset/plans/nousei\.nq):([0-9]+):([0-9]+)", out).groups()  # type: ignore[union-attr]
    text = Path(path).read_text(encoding="utf-8").split("\n")[int(line) - 1]
    assert "/measure/1> <https://w3id.org/shisaku/ontology#ordinal> " in text
    assert text[int(column) - 1 :].startswith('"1"^^')


def test_a_site_of_the_dataset_has_the_pages_of_a_site_of_the_graph(site: Path, here: Path, run: Run) -> None:
    assert run("site", "-o", "other", "--data", "plans.dataset")[0] == 0
    compared = filecmp.dircmp(site, "other")
    assert (compared.left_only, compared.right_only, compared.diff_files) == ([], [], [])
    assert (site / "ja/id/nousei.html").is_file()


def test_the_findings_of_a_dataset_are_listed_with_their_places(here: Path, run: Run) -> None:
    (here / "documents" / "twice.txt").write_text(FARMING.replace("２ 省力", "１ 省力"), encoding="utf-8")
    (here / "documents" / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    run("build", "documents", "-o", "plans.dataset", "-j", "1")
    code, out, _ = run("check", "plans.dataset", "--lang", "en")
    assert code == 1
    assert re.search(r"^documents/twice\.txt:[0-9]+:1: error: .*\[reading/duplicate-measure\]", out, re.MULTILINE)
    assert re.search(r"^documents/broken\.pdf: error: .*damaged.*\[dataset/not-built\]", out, re.MULTILINE)
    document = run("check", "documents/twice.txt", "--lang", "en", "-f", "json")[1]
    recorded = run("check", "plans.dataset", "--lang", "en", "-f", "json")[1]

    def said(report: str, name: str) -> list[tuple[str, str, object]]:
        found = json.loads(report)["findings"]
        return sorted((one["rule"], one["message"]["ja"], one["place"]) for one in found if one["file"].endswith(name))

    assert said(recorded, "twice.txt") == said(document, "twice.txt") != []


# -- what is missing ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_in_an_empty_folder_every_command_says_what_is_missing(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    needed = {"explain": ["measure/1"], "push": ["--endpoint", "http://127.0.0.1:9"], "query": ["pillars-in-order"]}
    code, out, err = run(command, *needed.get(command, []), "--lang", "en")
    assert (code, out) == (2, "")
    assert "there is no graph. Make one with shisaku build DOCUMENT" in err
    assert "--example" in err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["describe", "site"])
def test_a_document_where_a_graph_is_expected_is_pointed_out(command: str, here: Path, run: Run) -> None:
    data = ["--data", "nousei.txt"] if command == "site" else ["nousei.txt"]
    code, _, err = run(command, *data, "--lang", "en")
    assert (code, err) == (2, "error: nousei.txt: is a document, not a graph. Make one first: shisaku build nousei.txt\n")


def test_a_name_that_is_nothing_is_answered_with_the_plans_that_there_are(here: Path, run: Run) -> None:
    assert run("show", "rinsei", "--lang", "en")[2] == "error: rinsei: no such file or plan (available: nousei).\n"


def test_a_graph_without_a_plan_is_pointed_out(here: Path, run: Run) -> None:
    (here / "other.ttl").write_text("<urn:a> a <urn:b> .\n", encoding="utf-8")
    for command in ("show", "export"):
        assert run(command, "other.ttl", "--lang", "en")[2] == "error: other.ttl: there is no plan in it.\n"


def test_check_says_where_there_is_nothing_to_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run("check", "--lang", "en")
    assert (code, out) == (2, "")
    assert "there is nothing to check" in err


def test_check_without_a_name_checks_what_was_built_here(here: Path, run: Run) -> None:
    assert run("check")[0] == 0
    graph = (here / "nousei.ttl").read_text(encoding="utf-8")
    (here / "nousei.ttl").write_text(graph.replace("shisaku:ordinal", "shisaku:ordinall"), encoding="utf-8")
    assert run("check")[0] == 1


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_example_is_used_only_where_it_is_asked_for_and_that_is_said(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run("show", "--example", "--lang", lang)
    assert code == 0
    assert "デジタル変革を通じた" in out
    assert err == ("付属の例を使います：soumu-2021\n" if lang == "ja" else "using the example: soumu-2021\n")
    assert run("-q", "show", "--example")[2] == ""
    assert run("show", "--example", "--quiet")[2] == ""


# -- nothing of ours on the user's data --------------------------------------------------------------------------------


def graph_of(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle", publicID="https://w3id.org/shisaku/id/nousei")


def test_a_graph_states_no_licence_and_carries_no_text_where_nothing_is_known_of_its_document(here: Path) -> None:
    text = (here / "nousei.ttl").read_text(encoding="utf-8")
    assert CC not in text
    assert not list(graph_of(text).objects(None, SHISAKU.sourceText))


def test_neither_do_its_description_and_its_pages(site: Path, here: Path, run: Run) -> None:
    assert CC not in run("describe")[1]
    own = [
        path
        for path in site.rglob("*")
        if path.is_file() and re.search("nousei|question|data/|index", str(path.relative_to(site)))
    ]
    assert len(own) > 100
    assert [path for path in own if CC in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("settings", "project", "carried"),
    [
        ("", "", False),
        ('licence = "https://example.org/terms"\n', "", True),
        ('licence = "https://example.org/terms"\nembed_text = false\n', "", False),
        ("embed_text = true\n", "", True),
        ("", "embed_text = true\n", True),
        ("embed_text = false\n", "embed_text = true\n", False),
        ('licence = "https://example.org/terms"\n', "embed_text = false\n", False),
    ],
)
def test_the_text_is_carried_where_its_terms_are_known_or_the_user_says_so(
    settings: str, project: str, carried: bool, here: Path, run: Run
) -> None:
    (here / "nousei.toml").write_text(f'id = "nousei"\n{settings}', encoding="utf-8")
    (here / "shisaku.toml").write_text(project, encoding="utf-8")
    assert run("build", "nousei.txt")[0] == 0
    found = list(graph_of((here / "nousei.ttl").read_text(encoding="utf-8")).objects(None, SHISAKU.sourceText))
    assert [str(text) for text in found] == ([FARMING] if carried else [])


def test_pages_of_a_graph_without_the_text_show_its_quotes_and_lead_nowhere_else(site: Path) -> None:
    (page,) = (site / "en/id/nousei/text").glob("*.html")
    source = page.read_text(encoding="utf-8")
    assert "do not carry the whole text" in source
    assert "<mark>○農業研修の拡充</mark>" in source
    named = set(re.findall(r' id="([^"]+)"', source))
    measure = (site / "en/id/nousei/measure/1.html").read_text(encoding="utf-8")
    fragments = re.findall(rf'href="[^"]*/text/{page.name}#([^"]+)"', measure)
    assert fragments
    assert set(fragments) <= named
    assert "<mark>１ 新たに農業を始める人の後押し</mark>" in measure


def test_a_licence_of_the_project_is_stated_of_its_graphs(here: Path, run: Run) -> None:
    (here / "shisaku.toml").write_text('licence = "https://example.org/open"\n', encoding="utf-8")
    assert run("build", "nousei.txt")[0] == 0
    graph = graph_of((here / "nousei.ttl").read_text(encoding="utf-8"))
    assert [str(licence) for licence in graph.objects(None, DCTERMS.license)] == ["https://example.org/open"]
    assert run("describe", "nousei.ttl")[1].count("<https://example.org/open>") == 5  # catalogue, dataset, three files


def test_the_base_of_the_settings_is_that_of_all_iris(here: Path, run: Run) -> None:
    (here / "shisaku.toml").write_text('base = "https://data.example.org/plans"\n', encoding="utf-8")
    assert run("build", "nousei.txt")[0] == 0
    text = (here / "nousei.ttl").read_text(encoding="utf-8")
    assert "@base <https://data.example.org/plans/nousei/> ." in text
    described = run("describe", "nousei.ttl")[1]
    assert "<https://data.example.org/plans/dataset> a" in described
    assert "<https://data.example.org/plans/data/nousei.ttl>" in described
    assert "https://w3id.org/shisaku/id" not in text + described
    assert run("explain", "measure/1", "shisaku:ordinal")[0] == 0


def test_the_language_of_the_settings_is_that_of_messages_unless_another_is_given(here: Path, run: Run) -> None:
    (here / "shisaku.toml").write_text('lang = "ja"\n', encoding="utf-8")
    assert run("show", "rinsei")[2].startswith("エラー: ")
    assert run("show", "rinsei", "--lang", "en")[2].startswith("error: ")


# -- settings of documents ---------------------------------------------------------------------------------------------


def test_settings_beside_several_documents_are_reported_and_not_passed_over(here: Path, run: Run) -> None:
    (here / "source.toml").write_text(FARMING_SETTINGS, encoding="utf-8")
    (here / "other.txt").write_text(FARMING, encoding="utf-8")
    err = run("build", "nousei.txt", "-o", "out", "--lang", "en")[2]
    assert "source.toml is beside several documents, so it applies to none of them." in err
    assert "rename it to nousei.toml. [reading/unused-settings]" in err
    (here / "source.toml").rename("nousei.toml")
    assert "unused-settings" not in run("build", "nousei.txt", "-o", "out")[2]
    assert Path("out/nousei-2032.ttl").is_file()


def test_settings_of_the_document_that_they_are_named_after_are_not_reported_for_others(here: Path, run: Run) -> None:
    (here / "source.toml").write_text(FARMING_SETTINGS, encoding="utf-8")
    (here / "source.txt").write_text(FARMING, encoding="utf-8")
    assert "unused-settings" not in run("build", "nousei.txt", "-o", "out")[2]


BOXES = """\
山の計画2035

○：予算

１ 林道の手入れ
○路面の補修
Ⅱ 森を育てる
２ 苗木の植え付け
○苗木の配布
Ⅰ 道を守る
"""


def test_a_document_can_be_said_to_be_in_printed_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(tmp_path)
    Path("yama.txt").write_text(BOXES, encoding="utf-8")
    before = run("show", "yama.txt")[1]
    assert before.index("Ⅰ 道を守る") < before.index("Ⅱ 森を育てる")
    Path("yama.toml").write_text('id = "yama"\norder = "printed"\n', encoding="utf-8")
    code, out, _ = run("show", "yama.txt")
    assert code == 0
    lines = [line.lstrip(" │├└─") for line in out.split("\n")]
    printed = [line for line in lines if line.startswith(("Ⅱ", "２"))]
    assert printed[0].startswith("Ⅱ 森を育てる")
    assert printed[1].startswith("２ 苗木の植え付け")


def test_another_order_is_refused_at_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(tmp_path)
    Path("yama.txt").write_text(BOXES, encoding="utf-8")
    Path("yama.toml").write_text('id = "yama"\norder = "any"\n', encoding="utf-8")
    code, _, err = run("show", "yama.txt", "--lang", "en")
    assert code == 2
    assert err.startswith("error: yama.toml:2:1: order can only be printed")


# -- the shell ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_completion_is_printed(shell: str, run: Run) -> None:
    code, out, _ = run("completion", shell)
    assert code == 0
    assert "shisaku" in out


def test_names_of_questions_are_completed(here: Path) -> None:
    line = "shisaku query how-many-pill"
    environment = {
        "_ARGCOMPLETE": "1", "_ARGCOMPLETE_IFS": "\n", "COMP_LINE": line, "COMP_POINT": str(len(line)), "COMP_TYPE": "9",
        "_ARGCOMPLETE_SUPPRESS_SPACE": "1", "_ARGCOMPLETE_STDOUT_FILENAME": "offered", "PATH": "",
    }  # fmt: skip
    line = environment["COMP_LINE"] = "shisaku query how-many-measures"
    environment["COMP_POINT"] = str(len(line))
    subprocess.run([sys.executable, "-m", "shisaku"], env=environment, check=False, capture_output=True)
    assert Path("offered").read_text(encoding="utf-8").split() == ["how-many-measures-has-each-pillar"]
