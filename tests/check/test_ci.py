"""What other people's continuous integration uses: the action, the hook, and the words in docs/ci.md."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.patience import PATIENCE

from shisaku.project import ProjectLayout, find_project

ROOT = Path(__file__).resolve().parents[2]
BRIDGES = Path(__file__).with_name("bridges")


def action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """A checkout that the action runs in."""
    return Path(shutil.copytree(BRIDGES, tmp_path / "job"))


def run(job: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """What the last step of the action does, with its defaults but for `inputs`."""
    given = {name: str(told["default"]) for name, told in action()["inputs"].items()} | inputs
    step = action()["runs"]["steps"][-1]
    wanted = {key: re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value) for key, value in step["env"].items()}
    environment = {key: given[match[1]] for key, match in wanted.items() if match is not None}
    assert environment.keys() == step["env"].keys()
    files = {"GITHUB_STEP_SUMMARY": str(job / "summary.md"), "GITHUB_OUTPUT": str(job / "output.txt")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", str(ROOT / ".ci" / "action")],
        cwd=job,
        env={**os.environ, **environment, **files, "PATH": path},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_the_action_says_what_it_takes_and_gives() -> None:
    told = action()
    assert all(value["description"] for part in ("inputs", "outputs") for value in told[part].values())
    assert told["runs"]["using"] == "composite"
    assert all("run" not in step or "${{" not in step["run"] for step in told["runs"]["steps"])


def test_the_action_passes_a_faultless_project_and_tells_so(job: Path) -> None:
    done = run(job)
    assert (done.returncode, done.stdout) == (0, "")
    assert (job / "output.txt").read_text().split() == ["conforms=true", "errors=0", "warnings=0"]
    assert "conforms" in (job / "summary.md").read_text(encoding="utf-8")


def test_the_action_fails_a_faulty_one_with_annotations_and_files(job: Path) -> None:
    data = job / "data/bridges.ttl"
    data.write_text(data.read_text(encoding="utf-8").replace("a :Keeper ;", "a :Keeper , :Bridge ;"), encoding="utf-8")
    done = run(job, sarif="out/report.sarif", junit="out/report.xml", lang="ja", path="data\n")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=data/bridges.ttl,line=")
    assert json.loads((job / "out/report.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert (job / "out/report.xml").is_file()
    assert "conforms=false" in (job / "output.txt").read_text()
    assert "不適合" in (job / "summary.md").read_text(encoding="utf-8")


def test_no_input_of_the_action_is_run_as_a_command(job: Path) -> None:
    done = run(job, path="$(touch pwned)\n`touch pwned`", rules="'; touch pwned; '", sarif="")
    assert done.returncode == 2
    assert not (job / "pwned").exists()


def test_the_hook_runs_the_command_over_the_whole_project() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["entry"], hook["pass_filenames"]) == ("shisaku check", False)
    for path in ("ontology/shapes.ttl", "queries/pillars-in-order.rq", "data/sources/x/source.toml", "shisaku.toml"):
        assert re.search(hook["files"], path)
    assert not re.search(hook["files"], "README.md")


def test_the_settings_shown_are_settings_that_there_are(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (tmp_path / "shisaku.toml").write_text(shown, encoding="utf-8")
    assert find_project(tmp_path).layout.expected == "tests/expected"
    table = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8").partition("## source.toml")[0]
    named = [re.findall(r"`\[?(\w+)\]?`", line.split("|")[1]) for line in table.splitlines() if line.startswith("| `")]
    left_to_ci = next(keys for keys in named if "ontology" in keys)
    assert {key for keys in named for key in keys} == set(ProjectLayout.__slots__)
    assert {*left_to_ci, "data", "sources"} <= set(tomllib.loads(shown)) <= set(ProjectLayout.__slots__)
