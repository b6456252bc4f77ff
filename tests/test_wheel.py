"""The source archive and the wheel made of it: it carries ontology, queries and data, and works where no checkout is near."""

import os
import subprocess
import sys
import tarfile
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = """\
山の暮らしを支える（山村重点事項2034）

○：予算

Ⅰ 山を生かす

山の恵みを生かし、暮らしを支える。

１ 木の道具づくり

○工房の整備
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel that was built from it."""
    out = tmp_path_factory.mktemp("built")
    made = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    return out


@pytest.fixture(scope="module")
def archive(built: Path) -> Path:
    (path,) = built.glob("*.tar.gz")
    return path


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but what the wheel brings."""
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*command, "--target", str(target), str(wheel)], capture_output=True, check=True)
    return target


def python(installed: Path, here: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs Python far from the checkout, with the installed package first on its path."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", cwd=here, env=environment, check=False
    )


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as opened:
        (name,) = [name for name in opened.namelist() if name.endswith(".dist-info/METADATA")]
        return Parser().parsestr(opened.read(name).decode())


def test_the_source_archive_holds_every_file_that_is_kept_and_none_that_is_made(archive: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no checkout")
    kept = {name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}
    with tarfile.open(archive) as opened:
        held = {name.partition("/")[2] for name in opened.getnames()}
    assert len(kept) > 1000
    assert kept - held == set()
    made = subprocess.run(["git", "check-ignore", *held - {""}], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (made.returncode, made.stdout) == (1, "")


def test_the_wheel_names_the_pythons_that_the_workflow_tests_on(wheel: Path) -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    tested = workflow["jobs"]["test"]["strategy"]["matrix"]["python"]
    named = [line.rpartition(" ")[2] for line in metadata(wheel).get_all("Classifier", []) if ":: Python :: 3." in line]
    assert named == tested
    assert metadata(wheel)["Requires-Python"] == f">={tested[0]}"


def test_the_wheel_says_where_the_project_is_and_under_what_licence(wheel: Path) -> None:
    said = metadata(wheel)
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    urls = dict(line.split(", ") for line in said.get_all("Project-URL", []))
    assert {"Homepage", "Documentation", "Changelog", "Issues"} <= set(urls)
    assert urls["Homepage"] == citation["repository-code"]
    assert all(url.startswith(urls["Homepage"]) for url in urls.values())
    assert said["License-Expression"] == "Apache-2.0 AND CC-BY-4.0"
    assert set(said.get_all("License-File", [])) == {"LICENSE", "ontology/LICENSE"}


def test_the_wheel_says_that_it_is_typed(wheel: Path) -> None:
    assert "shisaku/py.typed" in names(wheel)
    assert "Typing :: Typed" in metadata(wheel).get_all("Classifier", [])


def test_the_wheel_carries_every_rule_of_the_gate(wheel: Path) -> None:
    rules = {f"shisaku/check/rules/{path.name}" for path in (ROOT / "src" / "shisaku" / "check" / "rules").glob("*.rq")}
    assert len(rules) > 60
    assert rules <= names(wheel)


def test_the_wheel_carries_every_file_of_ontology_queries_and_data(wheel: Path) -> None:
    for folder in ("ontology", "queries", "data"):
        wanted = {
            f"shisaku/_project/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).rglob("*") if path.is_file()
        }
        assert wanted
        assert wanted - names(wheel) == set()


def test_the_wheel_carries_every_module_and_no_test(wheel: Path) -> None:
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src" / "shisaku").rglob("*.py")}
    assert modules - names(wheel) == set()
    assert not [name for name in names(wheel) if "test" in name.lower() or "__pycache__" in name]


def test_the_wheel_brings_the_command_and_the_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (entry_points,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert "shisaku = shisaku.cli:main" in archive.read(entry_points).decode()
        assert len([name for name in archive.namelist() if "/licenses/" in name and name.endswith("LICENSE")]) == 2


def test_what_is_run_is_the_installed_package_and_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    program = (
        "import shisaku; from shisaku.project import example_project; print(shisaku.__file__); print(example_project().root)"
    )
    package, project = python(installed, tmp_path, "-c", program).stdout.split()
    assert Path(package).is_relative_to(installed)
    assert Path(project).is_relative_to(installed)


def test_an_installed_package_answers_questions_over_the_data_it_brings(installed: Path, tmp_path: Path) -> None:
    result = python(installed, tmp_path, "-m", "shisaku", "-q", "query", "--example", "pillars-in-order")
    assert (result.returncode, result.stderr) == (0, "")
    assert len(result.stdout.rstrip("\n").split("\n")) == 7
    assert "ポストコロナの社会に向けた地方回帰支援" in result.stdout


def test_an_installed_package_builds_a_document(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "sanson-2034.txt").write_text(DOCUMENT, encoding="utf-8")
    result = python(installed, tmp_path, "-m", "shisaku", "--lang", "en", "build", "sanson-2034.txt", "-o", "out")
    assert result.returncode == 0, result.stderr
    assert "木の道具づくり" in (tmp_path / "out" / "sanson-2034.ttl").read_text(encoding="utf-8")


def test_an_installed_package_knows_its_version_and_the_plans_it_brings(installed: Path, tmp_path: Path) -> None:
    assert python(installed, tmp_path, "-m", "shisaku", "--version").stdout.startswith("shisaku ")
    shown = python(installed, tmp_path, "-m", "shisaku", "show", "--example", "soumu-2021")
    assert shown.returncode == 0
    assert "デジタル変革を通じた新しい地域と社会の構築" in shown.stdout
