"""How HermiT is started, and what its words mean; no Java is needed here."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from shisaku.owl.consistency import hermit
from shisaku.owl.consistency.hermit import HermitState, Verdict, ask, missing

EX = "https://example.org/bridges#"
LISTED = f"Classes equivalent to 'owl:Nothing':\n\towl:Nothing\n\t{OWL.Nothing}\n\t{EX}Ford\n\t{EX}Arch\n"


def said(
    monkeypatch: pytest.MonkeyPatch, printed: bytes, complained: bytes = b""
) -> tuple[Verdict, list[str], dict[str, object], str]:
    """What is made of those words, how the program was started, and the ontology that it was given."""
    started: list[list[str]] = []
    options: dict[str, object] = {}
    given: list[str] = []

    def run(command: list[str], **how: object) -> subprocess.CompletedProcess[bytes]:
        started.append(list(command))
        options.update(how)
        given.append(Path(command[-1].removeprefix("file://")).read_text(encoding="utf-8"))
        return subprocess.CompletedProcess(command, 1, printed, complained)

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "java" else None)
    monkeypatch.setattr(hermit, "_folder", lambda: Path("/there/hermit"))
    monkeypatch.setattr(subprocess, "run", run)
    graph = Graph()
    graph.add((URIRef(f"{EX}橋"), RDF.type, OWL.Class))
    verdict = ask(graph, 7)
    return verdict, started[0], options, given[0]


def test_hermit_is_started_with_little_and_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _, command, options, given = said(monkeypatch, LISTED.encode())
    assert command[0] == "/usr/bin/java"
    assert command[command.index("-cp") + 1] == f"/there/hermit{os.pathsep}/there/hermit/HermiT.jar"
    assert command[command.index("-cp") + 2] == "org.semanticweb.HermiT.cli.CommandLine"
    assert {"-k", "-U", "-N", "--ignoreUnsupportedDatatypes", "-Xmx2000M", "-Dfile.encoding=UTF-8"} <= set(command)
    assert command[-1].startswith("file:///")
    assert (options["timeout"], options["capture_output"], options["check"], options["stdin"]) == (
        7,
        True,
        False,
        subprocess.DEVNULL,
    )
    assert f"<{EX}橋>" in given or "\\u6A4B" in given


def test_classes_without_instances_are_told_in_order_but_for_nothing_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = said(
        monkeypatch, f"Classes equivalent to 'owl:Nothing':\n\t{OWL.Nothing}\n\t{EX}Ford\n\t{EX}Arch\n\nmore\n".encode()
    )[0]
    assert verdict == Verdict(HermitState.CONSISTENT, (URIRef(f"{EX}Arch"), URIRef(f"{EX}Ford")))


def test_where_every_class_can_have_instances_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = said(monkeypatch, f"Classes equivalent to 'owl:Nothing':\n\t{OWL.Nothing}\n".encode())[0]
    assert verdict == Verdict(HermitState.CONSISTENT, ())


@pytest.mark.parametrize(
    ("printed", "complained"),
    [
        (b"", b"Exception: org.semanticweb.owlapi.InconsistentOntologyException: Inconsistent ontology"),
        (b"http://www.w3.org/2002/07/owl#Thing is not satisfiable.\n", b""),
    ],
)
def test_an_inconsistent_ontology_is_told_in_either_way(
    printed: bytes, complained: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(monkeypatch, printed, complained)[0] == Verdict(HermitState.INCONSISTENT)


@pytest.mark.parametrize(
    ("complained", "complaint"),
    [
        (
            'x\nException in thread "main" java.lang.IllegalArgumentException: Non-simple property  .,\n\tat Reasoner\n',
            "Non-simple property",
        ),
        ('Exception in thread "main" 壊れた軸\n', "壊れた軸"),
        ("", ""),
    ],
)
def test_a_refusal_carries_the_first_line_of_the_complaint(
    complained: str, complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(monkeypatch, b"\xff", complained.encode() + b"\xff")[0] == Verdict(HermitState.REFUSED, (), complaint)


def test_without_java_or_the_package_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("started"))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert missing() == "Java"
    assert ask(Graph(), 1) == Verdict(HermitState.REFUSED, (), "Java is missing")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(hermit, "find_spec", lambda name: None)
    assert missing() == "owlready2"
    assert ask(Graph(), 1) == Verdict(HermitState.REFUSED, (), "owlready2 is missing")


def test_the_package_is_there_where_its_archive_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Spec:
        origin: str | None = str(tmp_path / "__init__.py")

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(hermit, "find_spec", lambda name: Spec if name == "owlready2" else None)
    assert missing() == "owlready2"
    (tmp_path / "hermit").mkdir()
    assert missing() == "owlready2"
    (tmp_path / "hermit" / "HermiT.jar").write_bytes(b"")
    assert missing() is None
    Spec.origin = None
    assert missing() == "owlready2"


def test_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: object, timeout: float, **_: object) -> None:
        raise subprocess.TimeoutExpired("java", timeout)

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(hermit, "_folder", lambda: Path("hermit"))
    monkeypatch.setattr(subprocess, "run", run)
    assert ask(Graph(), 1) == Verdict(HermitState.TIMEOUT)
