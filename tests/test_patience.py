"""No limit of time in a test is a number of its own: all are `PATIENCE`, or the limit of something that never ends by itself.

That no test reads a clock or sleeps is held by ruff (TID251, pyproject.toml).
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import patience
from tests.patience import HangsError, ending, until

TESTS = Path(__file__).parent
MEASURING = ("bench", "load", "mutants", "mutation")
"""Folders of tools that measure."""
WAITING = {
    "wait",
    "join",
    "result",
    "acquire",
    "settimeout",
    "sleep",
    "wait_for",
    "set_default_timeout",
    "wait_for_timeout",
    "alarm",
}


def numbers(tree: ast.AST) -> Iterator[int]:
    """Lines with a call whose limit of time is a number."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            limits = [keyword.value for keyword in node.keywords if keyword.arg == "timeout"]
            if name in WAITING:
                limits += node.args
            if any(isinstance(limit, ast.Constant) and isinstance(limit.value, int | float) and limit.value for limit in limits):
                yield node.lineno


def test_no_limit_of_time_is_a_number() -> None:
    found = [
        f"{path.relative_to(TESTS)}:{line}"
        for path in sorted(TESTS.rglob("*.py"))
        if path.relative_to(TESTS).parts[0] not in MEASURING
        for line in numbers(ast.parse(path.read_text(encoding="utf-8")))
    ]
    # A byte at a time, of an answer that is never whole.
    assert [place.partition(":")[0] for place in found] == ["remote/proxy.py"]


@pytest.mark.parametrize(
    ("call", "lines"),
    [
        ("process.wait(20)", [1]),
        ("run(command, timeout=5.0)", [1]),
        ("process.wait(PATIENCE)", []),
        ("asyncio.sleep(0)", []),
        ("x.join('a')", []),
    ],
)
def test_a_number_is_told_from_what_is_none(call: str, lines: list[int]) -> None:
    assert list(numbers(ast.parse(call))) == lines


def test_what_never_comes_and_what_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PATIENCE", 0.1)
    with pytest.raises(HangsError):
        until(lambda: False)
    with pytest.raises(HangsError), ending():
        never()


def never() -> None:
    while True:
        pass
