"""The notebook runs from top to bottom and prints what it shows.

Its cells run as a kernel runs them, one after the other in one namespace, the value of a last expression shown; without a kernel,
which would bring some thirty packages. `python tests/test_notebook.py --accept` writes what they print today: review the diff.
"""

import ast
import contextlib
import io
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

NOTEBOOK = Path(__file__).resolve().parent.parent / "docs" / "first-steps.ipynb"


def load() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return loaded


def run(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook after a run from top to bottom in the working folder, with nothing of an earlier run left in it."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    count = 0
    cells = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            count += 1
            cell = cell | {"execution_count": count, "outputs": outputs("".join(cell["source"]), namespace, count)}
        cells.append(cell)
    return notebook | {"cells": cells}


def outputs(source: str, namespace: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """What one cell shows: what it prints, then the value of its last statement where that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), namespace)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), namespace)
    shown: list[dict[str, Any]] = []
    if printed.getvalue():
        shown.append({"name": "stdout", "output_type": "stream", "text": printed.getvalue().splitlines(keepends=True)})
    if value is not None:
        data = {"text/plain": repr(value).splitlines(keepends=True)}
        shown.append({"data": data, "execution_count": count, "metadata": {}, "output_type": "execute_result"})
    return shown


def test_the_notebook_runs_and_shows_what_it_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    notebook = load()
    assert sum(bool(cell.get("outputs")) for cell in notebook["cells"]) >= 5
    assert run(notebook) == notebook


def test_a_cell_that_prints_something_else_is_noticed() -> None:
    """The control."""
    assert outputs("1 + 1", {}, 1) != outputs("1 + 2", {}, 1)
    assert outputs("print(1)\n2", {}, 1)[0]["text"] == ["1\n"]


def test_the_notebook_is_in_the_format_that_every_viewer_knows() -> None:
    notebook = load()
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    names = [cell["id"] for cell in notebook["cells"]]
    assert len(set(names)) == len(names)
    assert notebook["cells"][0]["source"][0].startswith("# ")


def accept() -> None:
    notebook = load()
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        done = run(notebook)
    NOTEBOOK.write_text(json.dumps(done, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--accept"]:
        sys.exit("usage: python tests/test_notebook.py --accept")
    accept()
