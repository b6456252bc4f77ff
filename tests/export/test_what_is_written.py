"""What is written of small plans and graphs is, to the byte, what stands in `written/`."""

import pytest
from tests.export.outputs import WRITTEN, compared, outputs, terms

from shisaku.editions.edition_report import changed
from shisaku.export.jsonld import context, read_context
from shisaku.model.plan import Plan
from shisaku.model.succession import CONTINUED, NEW, Editions
from shisaku.project import Project

FILES = sorted(path.name for path in WRITTEN.iterdir())


@pytest.fixture(scope="module")
def texts(plan: Plan) -> dict[str, str]:
    return dict(outputs(plan))


@pytest.mark.parametrize("name", FILES)
def test_what_is_written(name: str, texts: dict[str, str]) -> None:
    assert texts[name] == (WRITTEN / name).read_bytes().decode()


def test_every_output_is_compared(texts: dict[str, str]) -> None:
    assert sorted(texts) == FILES


def test_a_term_of_the_context_is_a_link_a_text_a_value_or_a_name() -> None:
    names = context(terms())["@context"]
    shisaku = "https://w3id.org/shisaku/ontology#"
    assert names["hasMark"] == {"@id": f"{shisaku}hasMark", "@type": "@id"}
    assert names["ordinal"] == {"@id": f"{shisaku}ordinal", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"}
    assert names["printedMarks"] == {"@id": f"{shisaku}printedMarks"}
    assert names["title"] == {"@id": f"{shisaku}title", "@container": "@language"}
    assert names["Measure"] == f"{shisaku}Measure"
    assert "other" not in names


def test_a_project_without_a_context_of_its_own_has_what_every_context_has(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "hasMark" in read_context(project)["@context"]
    monkeypatch.setattr(Project, "context", property(lambda self: self.root / "no-such-file"))
    assert read_context(project) == context(terms() - terms())


def test_what_counts_as_changed_depends_on_the_threshold(plan: Plan) -> None:
    made = compared(plan)
    only_continued = Editions(plan, plan, tuple(m for m in made.successions if m.kind == CONTINUED and not m.moved))
    moved = Editions(plan, plan, tuple(m for m in made.successions if m.kind == CONTINUED))
    new = Editions(plan, plan, tuple(m for m in made.successions if m.kind == NEW))
    thresholds = ("none", "breaking", "any")
    assert [[changed(e, t) for t in thresholds] for e in (only_continued, moved, new, made)] == [
        [False, False, False],
        [False, False, True],
        [False, False, True],
        [False, True, True],
    ]
