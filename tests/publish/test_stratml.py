"""StratML: what is written has the elements, order and types of ISO 17469-1:2015, and reads back as the same components."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from tests.yardstick.generator import KINDS, generate

from shisaku.cli import main
from shisaku.errors import InputError
from shisaku.pipeline import Context, read
from shisaku.plan import Plan
from shisaku.publish.stratml import NAMESPACE, Part, outline_of, read_stratml, stratml
from shisaku.reading.reader import read as read_source
from shisaku.source import Description, Publisher, Source
from shisaku.tree import tree_of

CONTENT = {
    "StrategicPlan": "Name Description? OtherInformation? StrategicPlanCore AdministrativeInformation?",
    "StrategicPlanCore": "Organization* Vision? Mission? Value* Goal+",
    "Organization": "Name? Acronym? Identifier? Description? Stakeholder*",
    "Vision": "Description? Identifier?",
    "Goal": "Name Description Identifier? SequenceIndicator? Stakeholder* OtherInformation? Objective*",
    "Objective": "Name? Description? Identifier? SequenceIndicator? Stakeholder* OtherInformation?",
    "Stakeholder": "Name Description?",
    "AdministrativeInformation": "StartDate? EndDate? PublicationDate? Source? Submitter?",
}
"""What each element of the standard holds, in order; all others hold text."""
TYPES: dict[str, Callable[[str], object]] = {
    "Identifier": lambda text: re.fullmatch(r"[A-Za-z_][\w.-]*", text),  # xsd:ID
    "Source": lambda text: urlsplit(text).scheme,
    "PublicationDate": date.fromisoformat,
}


def faults(text: str) -> list[str]:
    """What in a document is not as the standard has it."""
    root = ElementTree.fromstring(text)
    found = [] if root.tag == f"{{{NAMESPACE}}}StrategicPlan" else [root.tag]
    for element in root.iter():
        name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        children = "".join(f"{child.tag.removeprefix(f'{{{NAMESPACE}}}')} " for child in element)
        model = re.sub(r"(\w+)([?*+]?) ?", r"(?:\1 )\2", CONTENT.get(name, ""))
        if not re.fullmatch(model, children):
            found.append(f"{name}: {children}")
        beside = "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
        if name in CONTENT and beside:
            found.append(f"{name}: {beside}")
        if name in TYPES and not TYPES[name](element.text or ""):
            found.append(f"{name}: {element.text}")
    identifiers = [element.text for element in root.iter(f"{{{NAMESPACE}}}Identifier")]
    return found + sorted({str(one) for one in identifiers if identifiers.count(one) > 1})


def test_the_model_of_the_standard_tells_what_is_out_of_order_missing_unknown_or_twice() -> None:
    goal = "<Goal><Name>a</Name><Description/>{}</Goal>"
    document = f'<StrategicPlan xmlns="{NAMESPACE}"><Name>a</Name><StrategicPlanCore>{{}}</StrategicPlanCore></StrategicPlan>'
    assert faults(document.format(goal.format(""))) == []
    broken = ("<Initiative/>", "<SequenceIndicator/><Identifier>a</Identifier>", "<Identifier>1</Identifier>", "words")
    assert all(faults(document.format(goal.format(one))) for one in broken)
    assert faults(document.format(""))
    assert faults(document.format(goal.format("<Identifier>a</Identifier>") * 2)) == ["a"]


def test_the_real_plan_is_written_as_the_standard_has_it_with_every_component(plan: Plan) -> None:
    text = stratml(tree_of(plan))
    assert faults(text) == []
    root = ElementTree.fromstring(text)
    named = [
        e.text for kind in ("Goal", "Objective") for e in root.iterfind(f".//{{{NAMESPACE}}}{kind}/{{{NAMESPACE}}}Identifier")
    ]
    assert sorted(str(one) for one in named) == sorted(component.key.replace("/", ".") for component, _ in plan.walk())


def test_the_real_plan_reads_back_as_the_same_components(plan: Plan) -> None:
    outline = outline_of(tree_of(plan))
    assert read_stratml(stratml(tree_of(plan))) == outline
    parts = [part for goal in outline.parts for part in _all(goal)]
    assert {part.key for part in parts if part.restated} == {entry.key for entry in plan.initiatives if entry.restated}
    assert {part.key: part.original for part in parts if part.original} == {m.component: m.original for m in plan.identifications}


@pytest.mark.parametrize("kind", sorted({*KINDS} - {"prose"}))  # in prose there is nothing to be a component
def test_documents_of_every_kind_are_written_as_the_standard_has_it_and_read_back(kind: str, context: Context) -> None:
    for seed in (1, 2):
        text = generate(kind, seed).text
        description = Description("invented", publisher=Publisher("架空省 & 庁"), year=2031, url="https://example.org/a?b=1&c=2")
        plan = read_source(Source(text, "invented.txt", description, "", "utf-8"), context.ontology.vocabulary)
        written = stratml(tree_of(plan))
        assert faults(written) == []
        assert read_stratml(written) == outline_of(tree_of(plan))


def test_stratml_of_others_is_read_whatever_its_indicators_are() -> None:
    objectives = "".join(
        f"<Objective><Name>o{n}</Name><SequenceIndicator>{at}</SequenceIndicator></Objective>"
        for n, at in enumerate(("A", "A.1", "7.3", ""))
    )
    goal = f"<Goal><Name>g</Name><Description>d</Description>{objectives}</Goal>"
    document = f'<StrategicPlan xmlns="{NAMESPACE}"><Name>n</Name><StrategicPlanCore>{goal}</StrategicPlanCore></StrategicPlan>'
    (read_goal,) = read_stratml(document).parts
    assert [part.name for part in _all(read_goal)] == ["g", "o0", "o1", "o2", "o3"]


def _all(part: Part) -> list[Part]:
    return [part, *(each for below in part.parts for each in _all(below))]


@pytest.mark.parametrize(("text", "told"), [("<StrategicPlan/>", "StrategicPlan"), ("<a", "XML"), ("", "XML")])
def test_what_is_no_stratml_is_told(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_stratml(text)


def test_a_plan_without_a_component_cannot_be_written(context: Context, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("散文だけの文書である。\n", encoding="utf-8")
    with pytest.raises(InputError, match="goal"):
        stratml(tree_of(read(tmp_path / "empty.txt", context)))


def test_shisaku_export_writes_it(project: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "soumu-2021", "-f", "stratml"]) == 0
    assert read_stratml(capsys.readouterr().out).title == "デジタル変革を通じた新しい地域と社会の構築"
