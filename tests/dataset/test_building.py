"""A dataset holds what its documents say, whatever was there before, and reads no document twice."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest
from tests.dataset.conftest import CORPUS, PLANS, Built, Contents, entries
from tests.patience import PATIENCE

from shisaku import pipeline
from shisaku.dataset import conversion, sources
from shisaku.dataset import dataset_build as building
from shisaku.dataset.dataset_build import BuildStep, build_dataset
from shisaku.dataset.dataset_layout import DatasetLayout
from shisaku.dataset.document_search import find_documents
from shisaku.dataset.executors import executor_for
from shisaku.dataset.manifest import quads_of, read_manifest
from shisaku.dataset.sources import BuildConfig
from shisaku.dataset.store import open_store
from shisaku.errors import InputError
from shisaku.model.fiscal_years import FiscalCalendar
from shisaku.pipeline import Build, Context
from shisaku.project import Project
from shisaku.rdf.quads import nquads

Anew = Callable[[], Contents]


def source(place: Path, plan: str, name: str = "source.txt") -> Path:
    return place / "sources" / plan / name


def change(place: Path, plan: str, old: str, new: str, name: str = "source.txt") -> None:
    path = source(place, plan, name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def statuses(steps: list[BuildStep]) -> Counter[str]:
    return Counter(step.status for step in steps)


def test_each_plan_is_a_file_of_its_four_named_graphs(corpus_dataset: Path, plain_context: Context) -> None:
    layout = DatasetLayout(corpus_dataset)
    assert sorted(path.name for path in layout.plans.iterdir()) == [f"{plan}.nq" for plan in PLANS]
    made = pipeline.build(CORPUS / "minato-2041" / "source.txt", plain_context)
    assert quads_of(layout.plan("minato-2041").read_bytes()) == nquads(made.layers).encode()
    assert len(made.layers) == 4


def test_what_is_said_of_a_plan_is_what_was_made(corpus_dataset: Path, plain_context: Context) -> None:
    (entry,) = (entry for entry in read_manifest(DatasetLayout(corpus_dataset)).entries if entry.plan == "minato-2041")
    made = pipeline.build(CORPUS / "minato-2041" / "source.txt", plain_context)
    assert entry.triples == {str(name).rpartition("/")[2]: len(graph) for name, graph in made.layers.items()}
    assert sum(entry.findings.values()) == len(made.findings)
    assert (entry.iri, entry.source) == (str(made.iris.plan), "../sources/minato-2041/source.txt")


def test_of_an_unchanged_tree_nothing_is_read_and_nothing_written(
    place: Path, build: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.stat().st_mtime_ns for path in (place / "plans.dataset").rglob("*")}
    monkeypatch.setattr(building, "convert", None)
    steps: list[BuildStep] = []
    build(report=steps.append)
    assert statuses(steps) == {"unchanged": 9}
    after = {path: path.stat().st_mtime_ns for path in (place / "plans.dataset").rglob("*")}
    assert {path for path in before if before[path] != after.get(path)} <= {place / "plans.dataset"}


def test_an_unchanged_tree_loads_no_engine(place: Path) -> None:
    program = """
import sys
from shisaku.cli import main
assert main(sys.argv[1:]) == 0
print({name.partition(".")[0] for name in sys.modules} & {"rdflib", "owlrl", "pyshacl", "pyoxigraph", "rich", "yaml"})
"""
    reported = subprocess.run(
        [sys.executable, "-c", program, "build", "sources", "-o", "plans.dataset", "--lang", "en"],
        cwd=place, capture_output=True, text=True, check=True, timeout=PATIENCE,
    )  # fmt: skip
    assert "(0 built, 9 unchanged, 0 removed, 0 failed;" in reported.stderr
    assert reported.stdout == "set()\n"


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [("水門の電動化", "水門の遠隔操作", "source.txt"), ("year = 2041", "year = 2040", "source.toml")],
    ids=["text", "settings"],
)
def test_one_changed_document_is_read_and_no_other(old: str, new: str, name: str, place: Path, build: Built, anew: Anew) -> None:
    change(place, "minato-2041", old, new, name)
    steps: list[BuildStep] = []
    build(report=steps.append)
    assert statuses(steps) == {"unchanged": 8, "built": 1}
    assert Contents(place / "plans.dataset") == anew()


def test_a_deleted_document_leaves_manifest_files_and_store(place: Path, build: Built, anew: Anew) -> None:
    rmtree(place / "sources" / "minato-2042")
    steps: list[BuildStep] = []
    build(report=steps.append)
    assert statuses(steps) == {"unchanged": 8, "removed": 1}
    found = Contents(place / "plans.dataset")
    assert not any("minato-2042" in quad for quad in found.quads)
    assert any("0000000000011" in quad for quad in found.quads)  # their publisher has other plans
    assert found == anew()


def test_the_last_plan_of_a_publisher_takes_the_publisher_with_it(place: Path, build: Built) -> None:
    for year in (2041, 2042, 2043):
        rmtree(place / "sources" / f"minato-{year}")
    build()
    assert not any("0000000000011" in quad for quad in Contents(place / "plans.dataset").quads)


def test_a_renamed_plan_is_in_the_dataset_under_its_new_name_only(place: Path, build: Built, anew: Anew) -> None:
    change(place, "minato-2041", 'id = "minato-2041"', 'id = "minato"', "source.toml")
    build()
    assert "minato" in entries(place)
    assert Contents(place / "plans.dataset") == anew()


def test_when_what_graphs_are_made_with_changes_every_document_is_read_again(
    place: Path, project: Project, tmp_path: Path
) -> None:
    for plan in PLANS[2:]:
        rmtree(place / "sources" / plan)
    copytree(project.root / "ontology", tmp_path / "ontology")
    made = BuildConfig(Project(tmp_path))
    for status in ("built", "unchanged", "built"):
        steps: list[BuildStep] = []
        if status == "built":
            with (tmp_path / "ontology" / "topics.ttl").open("a", encoding="utf-8") as file:
                file.write("\n# \n")
        build_dataset(place / "other.dataset", [place / "sources"], made, steps.append)
        assert statuses(steps) == {status: 2}


@pytest.mark.parametrize(
    "part",
    [
        "shisaku.ttl",
        "topics.ttl",
        "schemes/roles.ttl",
        "shapes.ttl",
        "profiles/jp.ttl",
        "profiles/terms.ttl",
        "checks/printed-number-agrees-with-ordinal.rq",
    ],
)
def test_each_file_that_graphs_are_made_with_is_a_reason_to_read_again(part: str, project: Project, tmp_path: Path) -> None:
    copytree(project.root / "ontology", tmp_path / "ontology")
    made = BuildConfig(replace(project, root=tmp_path))
    before = sources.environment_digest(made)
    assert sources.environment_digest(made) == before
    with (tmp_path / "ontology" / part).open("a", encoding="utf-8") as file:
        file.write("\n# \n")
    assert sources.environment_digest(made) != before


@pytest.mark.parametrize(
    "what",
    [
        {"country": "xa"},
        {"country": "jp"},
        {"languages": ("ja", "en")},
        {"currency": "EUR"},
        {"fiscal_year": (("jp", FiscalCalendar(1)),)},
        {"licence": "https://example.org/terms"},
        {"embed_text": False},
    ],
    ids=lambda what: "-".join(what),
)
def test_each_setting_of_a_project_that_graphs_show_is_a_reason_to_read_again(
    what: dict[str, object], config: BuildConfig
) -> None:
    set_so = replace(config.project, layout=replace(config.project.layout, **what))  # type: ignore[arg-type]
    assert sources.environment_digest(replace(config, project=set_so)) != sources.environment_digest(config)


@pytest.mark.parametrize("what", [{"base": "https://example.org/id/"}, {"engine": "reference"}])
def test_another_base_or_engine_is_a_reason_to_read_again(what: dict[str, str], config: BuildConfig) -> None:
    assert sources.environment_digest(replace(config, **what)) != sources.environment_digest(config)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "stated", [{"country": "xa"}, {"languages": ("fr",)}, {"currency": "EUR"}, {"fiscal_year": (("xa", FiscalCalendar(7)),)}]
)
def test_what_a_project_says_of_its_country_changes_what_is_built(stated: dict[str, Any], project: Project) -> None:
    config = BuildConfig(project)
    other = replace(config, project=replace(project, layout=replace(project.layout, **stated)))
    assert sources.environment_digest(other) != sources.environment_digest(config)


def test_every_module_that_makes_graphs_is_a_reason_to_read_again() -> None:
    program = "import sys, shisaku.pipeline, shisaku.formats.pdf.pdf_document; print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('shisaku.')))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=PATIENCE)
    package = Path(sources.__file__).parent.parent
    known = {path for pattern in sources.CODE for path in package.glob(pattern)}
    assert {Path(name) for name in run.stdout.split()} <= known


def test_a_document_that_cannot_be_read_is_reported_and_the_others_go_on(place: Path, build: Built) -> None:
    source(place, "gakugei-2041").write_bytes(b"%PDF-1.7 broken")
    (place / "sources" / "new").mkdir()
    source(place, "new").write_text("１ 橋の点検\n\n○橋の点検\n", encoding="utf-8")
    summary = build()
    (failure,) = summary.manifest.failures
    assert failure.source.endswith("gakugei-2041/source.txt")
    assert failure.message.verbatim("ja") != failure.message.verbatim("en")
    assert summary.counts == {"unchanged": 8, "built": 1, "failed": 1}


def test_what_was_read_of_a_document_before_it_broke_is_not_lost(place: Path, build: Built) -> None:
    before = (place / "plans.dataset" / "plans" / "gakugei-2041.nq").read_bytes()
    text = source(place, "gakugei-2041").read_bytes()
    source(place, "gakugei-2041").write_bytes(b"%PDF-1.7 broken")
    for _ in range(2):
        assert len(build().manifest.failures) == 1
        assert (place / "plans.dataset" / "plans" / "gakugei-2041.nq").read_bytes() == before
    source(place, "gakugei-2041").write_bytes(text)
    assert build().manifest.failures == ()


@pytest.mark.parametrize("name", ["aaa", "zzz"])
def test_of_two_documents_with_one_identifier_the_first_by_name_counts_and_both_are_named(
    name: str, place: Path, build: Built, anew: Anew
) -> None:
    copytree(place / "sources" / "minato-2041", place / "sources" / name)
    change(place, name, "水門の電動化", "水門の遠隔操作")
    summary = build()
    first, second = sorted((name, "minato-2041"))
    (failure,) = summary.manifest.failures
    assert failure.source == f"../sources/{second}/source.txt"
    assert "minato-2041" in failure.message.verbatim("en")
    assert f"used by ../sources/{first}/source.txt" in failure.message.verbatim("en")
    (entry,) = (entry for entry in summary.manifest.entries if entry.plan == "minato-2041")
    assert entry.source == f"../sources/{first}/source.txt"
    assert Contents(place / "plans.dataset") == anew()
    rmtree(place / "sources" / first)
    assert build().manifest.failures == ()
    rmtree(place / "anew.dataset", ignore_errors=True)
    assert Contents(place / "plans.dataset") == anew()


def test_a_document_that_changes_while_it_is_read_is_reported_and_read_the_next_time(
    place: Path, build: Built, anew: Anew, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(place, "minato-2041", "水門の電動化", "水門の遠隔操作")

    def read_then_changed(path: Path, *given: object) -> Build:
        made = pipeline_build(path, *given)  # type: ignore[arg-type]
        change(place, "minato-2041", "水門の遠隔操作", "水門の改修")
        return made

    pipeline_build = pipeline.build
    monkeypatch.setattr(pipeline, "build", read_then_changed)
    (failure,) = build().manifest.failures
    assert "changed while it was being read" in failure.message.verbatim("en")
    monkeypatch.undo()
    assert build().manifest.failures == ()
    assert Contents(place / "plans.dataset") == anew()


def test_a_fault_of_ours_in_one_document_stops_no_other(place: Path, build: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    for plan in ("minato-2041", "minato-2042"):
        change(place, plan, "河口堤防", "河口の堤防")
    pipeline_build = pipeline.build

    def failing(path: Path, *given: object) -> Build:
        if path.parent.name == "minato-2041":
            raise ZeroDivisionError("of ours")
        return pipeline_build(path, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "build", failing)
    summary = build()
    assert summary.counts == {"unchanged": 7, "built": 1, "failed": 1}
    assert "internal error (ZeroDivisionError: of ours)" in summary.manifest.failures[0].message.verbatim("en")


def test_threads_and_processes_make_the_same_bytes_as_one_after_another(
    place: Path, config: BuildConfig, corpus_contents: Contents
) -> None:
    expected = corpus_contents
    with ThreadPoolExecutor(3) as threads, executor_for(None, 2) as processes:
        for name, executor in (("threads", threads), ("processes", processes)):
            build_dataset(place / f"{name}.dataset", [place / "sources"], config, executor=executor)
            assert Contents(place / f"{name}.dataset") == expected


def test_most_of_a_store_replaced_is_a_store_made_anew(place: Path, build: Built, anew: Anew) -> None:
    for plan in PLANS[:3]:
        change(place, plan, "（", " （", "source.txt")
    assert build().manifest.replaced == 3
    for plan in PLANS[3:5]:
        change(place, plan, "（", " （", "source.txt")
    assert build().manifest.replaced == 0
    found = Contents(place / "plans.dataset")
    assert found == anew()
    assert found.stores == ["3"]


def test_a_store_that_is_gone_is_made_again_from_the_plans(
    place: Path, build: Built, corpus_contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    rmtree(place / "plans.dataset" / "stores")
    monkeypatch.setattr(building, "convert", None)
    build()
    assert Contents(place / "plans.dataset") == corpus_contents


def test_a_damaged_store_is_reported_and_replaced_by_the_next_change(place: Path, build: Built, anew: Anew) -> None:
    layout = DatasetLayout(place / "plans.dataset")
    (layout.store(1) / "CURRENT").write_text("damaged\n", encoding="utf-8")
    with pytest.raises(InputError, match="cannot open the store"):
        open_store(layout)
    change(place, "minato-2041", "水門の電動化", "水門の遠隔操作")
    build()
    assert Contents(place / "plans.dataset") == anew()


def test_a_plan_whose_file_is_gone_is_made_again(place: Path, build: Built, corpus_contents: Contents) -> None:
    (place / "plans.dataset" / "plans" / "minato-2041.nq").unlink()
    assert build().counts == {"unchanged": 8, "built": 1}
    assert Contents(place / "plans.dataset") == corpus_contents


def test_a_file_that_another_hand_changed_is_no_plan(place: Path, build: Built, corpus_contents: Contents) -> None:
    path = place / "plans.dataset" / "plans" / "minato-2041.nq"
    path.write_bytes(path.read_bytes() + b"<x:s> <x:p> <x:o> <x:g> .\n")
    build()
    assert Contents(place / "plans.dataset") == corpus_contents


def test_a_plan_changed_behind_our_back_is_reported_when_the_store_is_made(place: Path, build: Built) -> None:
    path = place / "plans.dataset" / "plans" / "minato-2041.nq"
    times = path.stat()
    path.write_bytes(path.read_bytes().replace("水門".encode(), "城門".encode()))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    rmtree(place / "plans.dataset" / "stores")
    with pytest.raises(InputError, match="has changed since it was built"):
        build()


def test_a_tree_without_documents_is_a_mistake_and_empties_nothing(place: Path, build: Built) -> None:
    rmtree(place / "sources")
    (place / "sources").mkdir()
    with pytest.raises(InputError, match="contains no document"):
        build()
    assert len(entries(place)) == 9


def test_documents_are_found_in_folders_and_by_name_and_datasets_are_passed_over(place: Path) -> None:
    tree = place / "tree"
    for name in (
        "a/source.txt",
        "a/notes.txt",
        "a/source.toml",
        "b/one.txt",
        "b/two.PDF",
        "b/.hidden.txt",
        ".git/c.txt",
        "read.me",
    ):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text("x", encoding="utf-8")
    copytree(place / "plans.dataset", tree / "plans.dataset")
    (tree / "plans.dataset" / "plans" / "x.txt").write_text("", encoding="utf-8")
    found = find_documents([tree, tree / "a" / "source.txt", tree / "read.me"])
    assert [str(path.relative_to(tree)) for path in found.documents] == ["a/source.txt", "b/one.txt", "b/two.PDF", "read.me"]
    assert [str(one.path.relative_to(tree)) for one in found.passed_over] == ["a/notes.txt", "b/.hidden.txt"]


def test_a_worker_that_dies_is_reported_and_what_was_built_is_kept(place: Path, build: Built) -> None:
    for plan in ("minato-2041", "minato-2042"):
        change(place, plan, "河口堤防", "河口の堤防")
    with executor_for(None, 2) as executor:
        assert executor is not None
        executor.submit(os._exit, 1)
        with pytest.raises(InputError, match="A worker ended"):
            build(executor=executor)
    assert build().counts == {"unchanged": 7, "built": 2}


def test_workers_load_the_ontology_once(config: BuildConfig) -> None:
    assert conversion.context_of(config.project) is conversion.context_of(config.project)
