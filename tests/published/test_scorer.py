"""The scorer gives all to what is read without a fault, and each fault lowers the figure that it is a fault of, and no other."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest

from shisaku.messages import Message
from shisaku.model.details import BudgetFigure, Details, PrintedPeriod, Responsibility
from shisaku.model.findings import Finding, Severity
from shisaku.model.plan import Component, Initiative, Measure, MeasureGroup, Pillar, Placement, Plan
from shisaku.model.source import Description, Source, Span

from .gold import GROUP, INITIATIVE, MEASURE, PILLAR, Gold, GoldNode, dump, load
from .measuring import Figures, Scored, calibration
from .scorer import NOT_UNDERSTOOD, SHARES, Score, printed, score

GOLD = Gold(
    "river.txt",
    "A Plan for the River",
    "en",
    (
        GoldNode(PILLAR, "Clean Water"),
        GoldNode(GROUP, "Below the Mill", "Clean Water"),
        GoldNode(
            MEASURE, "Test wells every spring", "Below the Mill", sum=1200.0, department="Water Board", deadline="June 2027"
        ),
        GoldNode(INITIATIVE, "Publish what was found", "Test wells every spring"),
        GoldNode(PILLAR, "Quiet Banks"),
        GoldNode(MEASURE, "Close the gravel pit", "Quiet Banks", department="Parks and Water Board"),
    ),
)
HERE = Span(0, 1)


@dataclass(slots=True)
class Read:
    """A component to be read, before it is frozen."""

    level: str
    label: str
    details: Details
    children: "list[Read]" = field(default_factory=list)


def tree() -> dict[str, Read]:
    """What is read of GOLD without a fault, by label; the top is under the empty one."""
    found = {"": Read("", "", Details())}
    for node in GOLD.nodes:
        money = () if node.sum is None else (BudgetFigure("1,200", amount=Decimal(1200)),)
        owners = tuple(Responsibility(name) for name in node.department.split(" and ") if name)
        deadlines = (PrintedPeriod(node.deadline),) if node.deadline else ()
        details = Details(budget=money, responsibilities=owners, deadlines=deadlines)
        found[node.label] = Read(node.level, node.label, details)
        found[node.parent or ""].children.append(found[node.label])
    return found


def frozen(read: Read) -> Component:
    children = tuple(frozen(child) for child in read.children)
    key = f"{read.level}/{read.label.replace(' ', '-')}"
    if read.level == PILLAR:
        return Pillar(key, 1, "", read.label, HERE, children, read.details)  # type: ignore[arg-type]
    if read.level == GROUP:
        return MeasureGroup(key, 1, read.label, HERE, children, "", read.details)  # type: ignore[arg-type]
    if read.level == MEASURE:
        return Measure(key, 1, "", read.label, HERE, children, read.details)  # type: ignore[arg-type]
    return Initiative(key, 1, "", read.label, HERE, details=read.details)


def plan(found: dict[str, Read]) -> Plan:
    source = Source("x", "river.txt", Description("river"), "0" * 64, "utf-8")
    parts = tuple(frozen(child) for child in found[""].children)
    return Plan(source, GOLD.title, None, None, (), parts, (), ())


def shares(found: Score) -> dict[str, float | None]:
    return {name: found.share(name) for name in SHARES}


PERFECT = {**dict.fromkeys(SHARES, 1.0), "junk": 0.0, "needless": 0.0, "honest": None}


def test_what_is_read_without_a_fault_has_every_share() -> None:
    found = score(GOLD, plan(tree()))
    assert shares(found) == PERFECT
    assert found.faults == []


def no_sum(found: dict[str, Read]) -> None:
    read = found["Test wells every spring"]
    read.details = replace(read.details, budget=(BudgetFigure("1,200", amount=Decimal(1_200_000)),))


def no_owner(found: dict[str, Read]) -> None:
    read = found["Close the gravel pit"]
    read.details = replace(read.details, responsibilities=read.details.responsibilities[:1])


def no_deadline(found: dict[str, Read]) -> None:
    read = found["Test wells every spring"]
    read.details = replace(read.details, deadlines=(PrintedPeriod("June 2028"),))


def another_level(found: dict[str, Read]) -> None:
    found["Below the Mill"].level = PILLAR


def one_more(found: dict[str, Read]) -> None:
    found["Quiet Banks"].children.append(Read(MEASURE, "Contents 12", Details()))


def another_parent(found: dict[str, Read]) -> None:
    found["Quiet Banks"].children.remove(found["Close the gravel pit"])
    found["Clean Water"].children.append(found["Close the gravel pit"])


def other_words(found: dict[str, Read]) -> None:
    found["Close the gravel pit"].label = "A bridge for all"


def one_less(found: dict[str, Read]) -> None:
    found["Quiet Banks"].children.clear()


FAULTS: list[tuple[Callable[[dict[str, Read]], None], set[str]]] = [
    (no_sum, {"sums"}),
    (no_owner, {"owners"}),
    (no_deadline, {"deadlines"}),
    (another_level, {"level"}),
    (one_more, {"junk", "right"}),
    (another_parent, {"parent", "right"}),
    (one_less, {"found", "parent", "level", "owners"}),
    (other_words, {"found", "parent", "level", "owners", "junk", "right"}),
]
"""Each fault with the figures that it is a fault of; what is not found is under no parent either."""


@pytest.mark.parametrize(("fault", "figures"), FAULTS, ids=[fault.__name__ for fault, _ in FAULTS])
def test_a_fault_lowers_its_figures_and_no_other(fault: Callable[[dict[str, Read]], None], figures: set[str]) -> None:
    found = tree()
    fault(found)
    result = score(GOLD, plan(found))
    assert {name for name, share in shares(result).items() if share != PERFECT[name]} == figures
    assert result.faults


def test_what_is_doubted_is_not_claimed() -> None:
    found = tree()
    another_parent(found)
    doubted = replace(plan(found), placements=(Placement("measure/Close-the-gravel-pit", "pillar/Clean-Water", 0.6, ()),))
    result = score(GOLD, doubted)
    assert result.share("right") == 1
    assert result.counts["sure"] == len(GOLD.nodes) - 1
    assert [low for low, _, count, right in calibration(result.claims) if count > right] == [0.5]


def test_another_title_is_no_title() -> None:
    assert score(GOLD, replace(plan(tree()), title="Contents")).share("title") == 0


def test_other_readings_that_are_accepted_are_right() -> None:
    found = tree()
    another_parent(found)
    other_words(found)
    *nodes, last = GOLD.nodes
    accepted = replace(GOLD, nodes=(*nodes, replace(last, or_labels=("A bridge for all",), or_parents=("Clean Water",))))
    assert shares(score(accepted, plan(found))) == PERFECT


FINDING = Finding(NOT_UNDERSTOOD, Severity.WARNING, Message.of(""))


def test_a_warning_with_little_found_is_honest() -> None:
    found = tree()
    found[""].children = [found["Quiet Banks"]]
    little = plan(found)
    assert score(GOLD, little).share("honest") == 0
    assert score(GOLD, replace(little, findings=(FINDING,))).share("honest") == 1
    assert score(GOLD, replace(little, findings=(replace(FINDING, rule="x"),))).share("honest") == 0
    assert score(GOLD, None).share("honest") == 1


def test_a_warning_with_enough_found_is_needless() -> None:
    assert score(GOLD, replace(plan(tree()), findings=(FINDING,))).share("needless") == 1


def test_of_what_is_no_plan_everything_is_junk_and_nothing_is_honest() -> None:
    nothing = Gold("news.txt", "", "en")
    empty = {"": Read("", "", Details())}
    assert score(nothing, plan(empty)).share("honest") == 1
    read = score(nothing, plan(tree()))
    assert (read.share("honest"), read.share("junk"), read.share("right")) == (0, 1, 0)


@pytest.mark.parametrize(
    ("gold", "built", "there"),
    [
        ("財務課", ["財務課"], True),
        ("財務課、企画課", ["企画課", "財務課"], True),
        ("財務課、企画課", ["財務課"], False),
        ("Ｒ８", ["R8"], True),
        ("Finance; Parks", ["Finance"], False),
        ("、", [], False),
    ],
)
def test_what_is_printed_is_there_whole_or_in_its_parts(gold: str, built: list[str], there: bool) -> None:
    assert printed(gold, built) is there


def test_a_long_document_counts_once_in_macro_and_by_its_length_in_micro() -> None:
    short = replace(GOLD, nodes=GOLD.nodes[4:5])
    both = Figures()
    both.add(Scored("long", (), score(GOLD, plan({"": Read("", "", Details())}))))
    both.add(Scored("short", (), score(short, plan(tree()))))
    assert both.micro("found") == 1 / 7
    assert both.macro("found") == 1 / 2


def test_gold_is_read_as_it_is_written(tmp_path: Path) -> None:
    nodes = (
        *GOLD.nodes[:-1],
        replace(GOLD.nodes[-1], or_labels=("x",), or_parents=(None, "y"), number="2", last_year=3.0, status="open"),
    )
    path = tmp_path / "river.txt.gold.json"
    path.write_text(dump(replace(GOLD, nodes=nodes), "river"), encoding="utf-8")
    assert load(path) == replace(GOLD, nodes=nodes)
