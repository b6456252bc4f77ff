"""The three changes of CONTRIBUTING, followed to the letter in a copy of the checkout."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTION = TEXT.partition("## Three changes, step by step\n")[2].partition("\n## ")[0]
RECIPES = dict(re.findall(r"^### (.+?)\n(.*?)(?=^### |\Z)", SECTION, re.MULTILINE | re.DOTALL))
BLOCK = re.compile(r"(?:^`(?P<file>[^`\n]+)`\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
NEEDED = ("src", "ontology", "queries", "data", "shisaku.toml")


def applied(text: str, change: str) -> str:
    """A file with the lines of a change that begin with `+` put behind those that begin with a blank."""
    before = "".join(f"{line[1:]}\n" for line in change.splitlines() if line.startswith(" "))
    after = "".join(f"{line[1:]}\n" for line in change.splitlines())
    assert text.count(before) == 1, before
    return text.replace(before, after)


def as_shown(printed: str, shown: str) -> bool:
    """Whether a command printed what is shown: `…` alone on a line stands for any lines, within a line for anything."""
    pattern = "".join(r"(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in shown.splitlines())
    return re.fullmatch(pattern, printed) is not None


def test_there_are_three() -> None:
    assert len(RECIPES) == 3


@pytest.mark.parametrize("name", RECIPES)
def test_a_change_that_is_worked_through_works(name: str, tmp_path: Path) -> None:
    for needed in NEEDED:
        copy = shutil.copytree if (ROOT / needed).is_dir() else shutil.copy
        copy(ROOT / needed, tmp_path / needed)
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "src"), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "en_GB.UTF-8"}
    commands = 0
    for block in BLOCK.finditer(RECIPES[name]):
        if block["file"]:
            file = tmp_path / block["file"]
            text = applied(file.read_text(encoding="utf-8"), block["text"]) if block["kind"] == "diff" else block["text"]
            file.write_text(text, encoding="utf-8")
        elif block["kind"] == "console":
            command, _, shown = block["text"].partition("\n")
            words = command.removeprefix("$ shisaku ").split()
            run = subprocess.run(
                [sys.executable, "-m", "shisaku", *words],
                cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE,
            )  # fmt: skip
            assert run.returncode == 0, run.stderr
            assert as_shown(run.stdout, shown), run.stdout
            commands += 1
    assert commands
