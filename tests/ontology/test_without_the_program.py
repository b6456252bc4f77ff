"""docs/using-the-ontology.md: its plan is valid, answers and entails what the page says, by rdflib, pySHACL and owlrl alone."""

import contextlib
import io
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
PAGE = (ROOT / "docs" / "using-the-ontology.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<kind>[a-z]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [found["text"] for found in BLOCK.finditer(PAGE) if found["kind"] == kind]


PROGRAMS = list(zip(blocks("python"), blocks("text"), strict=True))


@pytest.mark.parametrize(("program", "printed"), PROGRAMS, ids=["validate", "ask", "reason"])
def test_each_program_prints_what_the_page_shows(program: str, printed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (plan,) = blocks("turtle")
    out = io.StringIO()
    monkeypatch.chdir(ROOT)
    with contextlib.redirect_stdout(out):
        exec(compile(program, "using-the-ontology.md", "exec"), {"PLAN": plan})
    assert out.getvalue() == printed
    assert "shisaku import" not in program


def test_a_plan_without_a_label_is_not_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    """The validation of the page can fail."""
    (plan,) = blocks("turtle")
    out = io.StringIO()
    monkeypatch.chdir(ROOT)
    with contextlib.redirect_stdout(out):
        exec(compile(blocks("python")[0], "page", "exec"), {"PLAN": plan.replace('rdfs:label "Open the river banks"@en ; ', "")})
    assert out.getvalue() == "False\n"


def test_every_file_that_the_page_names_is_there() -> None:
    for name in re.findall(r"`(ontology/[^`*]+)`", PAGE):
        assert (ROOT / name).exists(), name
