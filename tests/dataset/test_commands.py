"""`shisaku build` of a dataset and `shisaku query` over it, as people and programs see them."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from shutil import rmtree

import pytest
from tests.dataset.test_building import change

from shisaku.cli import main


@pytest.fixture
def here(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place as working folder."""
    monkeypatch.chdir(place)
    return place


def run(*arguments: str) -> int:
    try:
        return main([*arguments])
    except SystemExit as leaving:
        return int(str(leaving.code))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_build_reports_what_became_of_the_documents(lang: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(here, "minato-2041", "水門の電動化", "水門の遠隔操作")
    rmtree(here / "sources" / "minato-2043")
    assert run("build", "sources", "-o", "plans.dataset", "-j", "1", "--lang", lang) == 0
    out, err = capsys.readouterr()
    assert out == ""
    reported = "8 プラン、" if lang == "ja" else "8 plans, "
    counts = "（作成 1、変更なし 7、削除 1、失敗 0、" if lang == "ja" else "(1 built, 7 unchanged, 1 removed, 0 failed;"
    assert reported in err
    assert counts in err


def test_json_output_has_a_line_for_each_document_and_one_for_the_whole(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(here, "minato-2041", "水門の電動化", "水門の遠隔操作")
    (here / "sources" / "minato-2042" / "source.txt").write_bytes(b"%PDF-1.7 broken")
    rmtree(here / "sources" / "minato-2043")
    assert run("build", "sources", "-o", "plans.dataset", "-j", "1", "--log", "json") == 2
    *plans, whole = map(json.loads, capsys.readouterr().err.splitlines())
    by_status: dict[str, list[str]] = {}
    for plan in plans:
        by_status.setdefault(plan["status"], []).append(plan["source"])
    assert {status: len(found) for status, found in by_status.items()} == {"unchanged": 6, "built": 1, "failed": 1, "removed": 1}
    assert by_status["failed"] == ["../sources/minato-2042/source.txt"]
    (built,) = (plan for plan in plans if plan["status"] == "built")
    assert built["plan"] == "minato-2041"
    assert built["triples"]["asserted"] > 100
    assert whole["plans"] == 8
    assert (whole["unchanged"], whole["built"], whole["failed"], whole["removed"]) == (6, 1, 1, 1)


def test_findings_decide_the_exit_as_they_do_for_documents(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(here, "minato-2041", "２ 避難の備え", "１ 避難の備え")
    for _ in range(2):  # those of an unchanged plan as well
        assert run("build", "sources", "-o", "plans.dataset", "-j", "1") == 1
    assert run("build", "sources", "-o", "plans.dataset", "--fail-on", "none") == 0
    assert re.search(r"findings: [1-9][0-9]* errors", capsys.readouterr().err)


def test_on_a_terminal_a_bar_shows_rate_and_remaining_time(here: Path) -> None:
    leader, follower = pty.openpty()
    for path in (here / "sources").glob("*/source.txt"):
        path.write_text(path.read_text(encoding="utf-8").replace("の", "ノ"), encoding="utf-8")
    command = [sys.executable, "-m", "shisaku", "build", "sources", "-o", "plans.dataset", "-j", "1", "--lang", "en"]
    with subprocess.Popen(command, cwd=here, stderr=follower, env={**os.environ, "TERM": "xterm", "COLUMNS": "100"}):
        os.close(follower)
        shown = b""
        while True:
            try:
                piece = os.read(leader, 4096)
            except OSError:
                break
            shown += piece
    os.close(leader)
    lines = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", shown)
    assert re.search(rb"building .* [1-9]/9 +[0-9]+\.[0-9]/s +left +[0-9]+:[0-9][0-9]", lines), lines


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_folder_that_is_something_else_is_left_alone(lang: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "mine").mkdir()
    (here / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    assert run("build", "sources", "-o", "mine", "--lang", lang) == 2
    assert ("データセットではないもの" if lang == "ja" else "exists and is not a dataset") in capsys.readouterr().err
    assert [path.name for path in (here / "mine").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("extra", [("-f", "trig"), ("--summary",)])
def test_options_for_single_documents_are_refused(extra: tuple[str, ...], here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "sources", "-o", "plans.dataset", *extra) == 2
    assert "cannot be used when a dataset is built" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["form", "no JSON", '{"form": 99}', '{"form": 1}'])
def test_a_dataset_of_another_form_is_reported_and_left_alone(text: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "plans.dataset" / "dataset.json").write_text(text, encoding="utf-8")
    for command in (("build", "sources", "-o", "plans.dataset"), ("query", "pillars-in-order", "--data", "plans.dataset")):
        assert run(*command) == 2
        assert "this version of shisaku cannot read the dataset" in capsys.readouterr().err
    assert len(list((here / "plans.dataset" / "plans").iterdir())) == 9


def test_a_dataset_and_one_plan_of_it_are_queried(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = ("--data", "plans.dataset")
    for extra, plans in ((named, 9), ((*named, "--plan", "minato-2042"), 1), ((), 9), (("--plan", "minato-2042"), 1)):
        assert run("query", "who-published-the-plan", "-f", "csv", *extra) == 0
        assert len(capsys.readouterr().out.splitlines()) == 1 + plans


@pytest.mark.parametrize(
    ("options", "reported"),
    [
        (("--data", "plans.dataset", "--plan", "no"), "there is no plan no in it"),
        (("--data", "sources"), "there is no RDF file in it"),
        (("--data", "plans.dataset", "--data", "x.ttl"), "x.ttl: cannot be read"),
        (("--plan", "minato-2042", "--data", "x.ttl"), "need exactly one dataset"),
        (("--inferred", "--data", "x.ttl"), "need exactly one dataset"),
    ],
)
def test_what_cannot_be_queried_is_reported(
    options: tuple[str, ...], reported: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("query", "pillars-in-order", *options) == 2
    assert reported in capsys.readouterr().err


@pytest.mark.parametrize("option", [("-j", "0"), ("-j", "x"), ("--log", "xml")])
def test_wrong_use_is_reported(option: tuple[str, str], here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "sources", "-o", "plans.dataset", *option) == 2
    assert option[1] in capsys.readouterr().err
