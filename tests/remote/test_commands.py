"""`shisaku push` and `shisaku query --endpoint`: what they print where, with which exit code, in both languages."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.patience import PATIENCE
from tests.remote.graphs import write_plan
from tests.remote.proxy import Proxy
from tests.remote.servers import Server

from shisaku.cli import main
from shisaku.dataset.dataset_layout import DatasetLayout
from shisaku.dataset.manifest import Manifest, ManifestEntry, plan_file, write_manifest
from shisaku.remote import endpoint as protocol

QUESTION = """\
#+ summary: "Which measures have a number from one on?"
#+ summary_ja: "ある番号からの施策はどれか"
#+ description: "ordinal: number; label: its words."
#+ description_ja: "ordinal：番号、label：語。"
#+ tags: [measure]
#+ parameters:
#+   - {name: from, type: integer, default: "2", label: "first number", label_ja: "最初の番号"}
SELECT ?ordinal ?label ?_from
WHERE {
  ?measure <https://w3id.org/shisaku/ontology#ordinal> ?ordinal ; <http://www.w3.org/2000/01/rdf-schema#label> ?label .
  FILTER (?ordinal >= ?_from)
}
ORDER BY ?ordinal ?label
"""


class Result(NamedTuple):
    """What one command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def graphs(tmp_path: Path, base: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of built graphs of a small project, which is the working folder."""
    (tmp_path / "shisaku.toml").write_text('ontology = []\nvocabularies = []\ndata = ["built/*.nq"]\n', encoding="utf-8")
    for name in ("built", "queries"):
        (tmp_path / name).mkdir()
    (tmp_path / "queries" / "which-measures.rq").write_text(QUESTION, encoding="utf-8")
    for plan_id in ("umi", "yama"):
        write_plan(tmp_path / "built", base, plan_id, plan_id)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(protocol, "FIRST_WAIT", 0.0)
    return tmp_path / "built"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], base: str) -> Run:
    """Runs the command line in this process, for plans below the base of this test."""

    def command(name: str, *arguments: str | Path) -> Result:
        capsys.readouterr()
        try:
            code: object = main([name, "--base", base, *map(str, arguments)])
        except SystemExit as leaving:
            code = leaving.code
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert isinstance(code, int)
        return Result(code, out, err)

    return command


def test_a_push_says_how_much_travelled_and_a_second_one_that_nothing_did(
    oxigraph: Server, graphs: Path, run: Run, base: str
) -> None:
    to = f"→ {oxigraph.url}/store\n"
    shown = run("push", "--endpoint", oxigraph.url, "--dry-run")
    assert (shown.code, shown.err) == (0, f"graphs to send: 4 (20 triples), deleted: 0, unchanged: 0 {to}")
    assert shown.out == "".join(
        f"+ {base}{plan}/graph/{layer} {triples}\n"
        for plan in ("umi", "yama")
        for layer, triples in (("asserted", 7), ("inferred", 3))
    )
    assert run("push", "--endpoint", oxigraph.url) == (0, "", f"graphs sent: 4 (20 triples), deleted: 0, unchanged: 0 {to}")
    (graphs / "yama.nq").unlink()
    kept = run("push", "--endpoint", oxigraph.url)
    assert kept.err == (
        f"graphs sent: 0 (0 triples), deleted: 0, unchanged: 2 {to}"
        "graphs on the server that are not here: 2; use --delete to delete them\n"
    )
    shown = run("push", "--endpoint", oxigraph.url, "--dry-run", "--delete", "--lang", "ja", graphs)
    assert shown.out == f"- {base}yama/graph/asserted\n- {base}yama/graph/inferred\n"
    assert shown.err == f"送信するグラフ 0 件（0 トリプル）、削除 2 件、変更なし 2 件 {to}"
    done = run("push", "--endpoint", oxigraph.url, "--delete", "--lang", "ja")
    assert done == (0, "", f"送信したグラフ 0 件（0 トリプル）、削除 2 件、変更なし 2 件 {to}")


def test_of_a_dataset_what_is_published_is_pushed_and_not_what_was_left_beside_it(
    oxigraph: Server, graphs: Path, run: Run, tmp_path: Path, base: str
) -> None:
    layout = DatasetLayout(tmp_path / "plans.dataset")
    layout.plans.mkdir(parents=True)
    for plan_id in ("umi", "yama", "left"):
        entry = ManifestEntry(plan_id, f"{base}{plan_id}", f"{plan_id}.txt", "", "", 0, {}, {})
        layout.plan(plan_id).write_bytes(plan_file(entry, write_plan(graphs, base, plan_id, plan_id).read_bytes()))
    write_manifest(layout, Manifest(tuple(ManifestEntry(name, "", "", "", "", 0, {}, {}) for name in ("umi", "yama"))))
    shown = run("push", layout.root, "--endpoint", oxigraph.url, "--dry-run")
    assert {line.split("/")[-3] for line in shown.out.splitlines()} == {"umi", "yama"}
    assert shown.err.startswith("graphs to send: 4 (20 triples)")


def test_a_question_is_answered_at_the_server_or_from_what_is_fetched_there(oxigraph: Server, graphs: Path, run: Run) -> None:
    run("push", "--endpoint", oxigraph.url)
    (graphs / "umi.nq").unlink()
    rows = "ordinal,label\n2,umi2\n2,yama2\n3,umi3\n3,yama3\n"
    for fetch in ((), ("--fetch",)):
        assert run("query", "which", "--endpoint", oxigraph.url, "-f", "csv", *fetch) == (0, rows, "")
    assert run("query", "which", "--endpoint", oxigraph.url, "-f", "csv", "--set", "from=4") == (
        0,
        "ordinal,label\n",
        "no rows\n",
    )
    assert run("query", "--all", "--endpoint", oxigraph.url).out.split()[:2] == ["4", "which-measures"]


def test_queries_of_ones_own_are_answered_at_the_server_or_from_what_is_fetched_there(
    oxigraph: Server, graphs: Path, base: str, run: Run
) -> None:
    run("push", "--endpoint", oxigraph.url, "--base", base)
    (graphs / "umi.nq").unlink()
    measure = "?m <https://w3id.org/shisaku/ontology#ordinal> 3 ; <http://www.w3.org/2000/01/rdf-schema#label> ?label"
    for fetch in ((), ("--fetch",)):
        for query, form, shown in (
            (f"SELECT ?label {{ {measure} }} ORDER BY ?label", "csv", "label\numi3\nyama3\n"),
            (f"ASK {{ {measure} }}", "table", "true\n"),
            (
                f"CONSTRUCT {{ <urn:a> <urn:b> ?label }} {{ {measure} }}",
                "nt",
                '<urn:a> <urn:b> "umi3"@ja .\n<urn:a> <urn:b> "yama3"@ja .\n',
            ),
        ):
            requested = ("query", "-e", query, "--endpoint", oxigraph.url, "--base", base, "-f", form, *fetch)
            assert run(*requested) == (0, shown, ""), query
        wrong = run(
            "query", "-e", "SELECT ?a\nWHERE { ?a ?b }", "--endpoint", oxigraph.url, "--base", base, *fetch, "--lang", "en"
        )
        assert (wrong.code, wrong.out) == (2, "")
        assert wrong.err.startswith("error: -e:2:12: a triple has")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_addresses_of_a_server_can_be_given_one_by_one(
    lang: str, virtuoso: Server, graphs: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = virtuoso.url.removesuffix("/sparql")
    given = (
        "--endpoint",
        f"{place}/sparql/",
        "--update-endpoint",
        f"{place}/sparql-auth",
        "--graph-store",
        f"{place}/sparql-graph-crud-auth",
    )
    refused = run("push", *given, "--lang", lang)
    assert refused.code == 2
    assert re.search(r"401.*SHISAKU_ENDPOINT_USER.*SHISAKU_ENDPOINT_PASSWORD.*SHISAKU_ENDPOINT_TOKEN", refused.err)
    monkeypatch.setenv("SHISAKU_ENDPOINT_USER", "dba")
    monkeypatch.setenv("SHISAKU_ENDPOINT_PASSWORD", "dba")
    assert run("push", *given).code == 0
    assert run("query", "which", "--endpoint", virtuoso.url, "-f", "csv").out.splitlines()[1:] == [
        "2,umi2",
        "2,yama2",
        "3,umi3",
        "3,yama3",
    ]


@pytest.mark.parametrize(
    ("lang", "reported"), [("ja", "つながらないか、答えの途中で切れました"), ("en", "it cannot be reached, or broke off")]
)
@pytest.mark.parametrize("command", [("push",), ("query", "which")])
def test_a_server_that_is_not_there_is_reported_each_time_it_is_tried(
    command: tuple[str, ...], lang: str, reported: str, graphs: Path, run: Run
) -> None:
    result = run(*command, "--endpoint", "http://127.0.0.1:1", "--lang", lang)
    assert (result.code, result.out) == (2, "")
    lines = result.err.splitlines()
    assert len(lines) == 6
    assert all(f"http://127.0.0.1:1/query: {reported}" in line for line in lines)
    assert all(("再試行します" if lang == "ja" else "Retrying in 0 s.") in line for line in lines[:-1])
    assert lines[-1].startswith("エラー: " if lang == "ja" else "error: ")


@pytest.mark.parametrize("server", ["oxigraph"], indirect=True)
def test_a_slow_server_is_waited_for_as_long_as_is_said(proxy: Proxy, graphs: Path, run: Run) -> None:
    proxy.fault = lambda *request: "not answered"
    result = run("query", "which", "--endpoint", proxy.server.url, "--timeout", "0.1")
    assert result.code == 2
    assert "no whole answer within 0.1 s; --timeout allows more" in result.err


@pytest.mark.parametrize(
    ("arguments", "reported"),
    [
        (("push",), "--endpoint"),
        (("push", "--endpoint", "localhost:7878"), "“localhost:7878” is no address of a SPARQL server"),
        (("push", "--endpoint", "http://me:secret@localhost/"), "Leave user and password out of the address"),
        (("push", "--endpoint", "http://localhost", "--timeout", "0"), "--timeout"),
        (("push", "--endpoint", "http://localhost", "--timeout", "nan"), "--timeout"),
        (("push", "--endpoint", "http://localhost", "--timeout", "soon"), "--timeout"),
        (("push", "--endpoint", "http://localhost", "shisaku.toml"), "shisaku.toml: cannot be pushed"),
        (("push", "--endpoint", "http://localhost", "queries"), "queries: there is no graph in it to push"),
        (("push", "--endpoint", "http://localhost", "missing.nq"), "missing.nq: cannot be read"),
        (("query", "which", "--endpoint", "http://localhost", "--data", "built/umi.nq"), "cannot be used together"),
        (("query", "which", "--fetch"), "--fetch needs --endpoint"),
        (("query", "which", "--endpoint", "http://localhost", "--set", "from=x"), "takes an integer"),
    ],
)  # fmt: skip
def test_wrong_use_is_two_and_says_what_is_wrong(arguments: tuple[str, ...], reported: str, graphs: Path, run: Run) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert reported in result.err
    assert "secret" not in result.err


def test_without_its_library_a_push_says_how_to_install_it() -> None:
    program = "import sys; sys.modules['requests'] = None; from shisaku.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "push", "--endpoint", "http://localhost"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: Talking to a server needs requests. Install it with: pip install 'shisaku[push]'\n"
