"""What several tests need: this project, its ontology, a build of the real plan, a small invented plan."""

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from rdflib import Graph

from shisaku.gc_tuning import collect_seldom
from shisaku.messages import Message
from shisaku.model.details import Details, Purpose
from shisaku.model.findings import Finding
from shisaku.model.plan import (
    EXACT,
    PLAN_KEY,
    Evidence,
    Identification,
    Initiative,
    LegendEntry,
    Measure,
    MeasureGroup,
    Pillar,
    Placement,
    Plan,
)
from shisaku.model.source import Description, Publisher, Source, Span
from shisaku.pipeline import Build, Context, build
from shisaku.project import Project, find_project
from shisaku.sparql.questions import store_of
from shisaku.sparql.triple_store import TripleStore

settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")
collect_seldom()  # as the commands do: many of these tests hold large graphs

ROOT = Path(__file__).resolve().parent.parent

FARMING = """\
食と農の未来をひらく （農政重点事項2032）

○：予算 ☆：制度

Ⅰ 担い手を育てる

地域の農業を支える担い手を増やす。

１ 新たに農業を始める人の後押し

○農業研修の拡充
○☆農地の貸し借りの円滑化

２ 省力技術の普及

○無人トラクターの実証

Ⅱ 森を守る

森を守り、次の世代に引き継ぐ。

３ 林道の整備

○林道の点検 ○農業研修の拡充（再掲）
"""
"""An invented plan in its printed order: 2 pillars, 3 measures, 5 entries, 1 of them restated, 2 purposes, no fault."""
FARMING_SETTINGS = """\
id = "nousei-2032"
year = 2032
url = "https://example.org/nousei/2032.txt"
licence = "https://example.org/nousei/terms"

[publisher]
name = "農政局"
name_en = "Farming Bureau"
corporate_number = "0000000000001"
"""


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No locale, width or colour of the person who runs the tests shows in what is printed."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR", "SHISAKU_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def project() -> Project:
    """This project."""
    return find_project(ROOT)


@pytest.fixture(scope="session")
def context(project: Project) -> Context:
    """Its ontology, shapes and checks."""
    return Context.of(project)


@pytest.fixture(scope="session")
def soumu(project: Project, context: Context) -> Build:
    """What is made of the real plan; takes seconds, so it is made once."""
    return build(project.source("soumu-2021"), context)


@pytest.fixture(scope="session")
def published_store(project: Project) -> TripleStore:
    """The published graphs with the ontology, as the saved questions are asked over them."""
    return store_of(project, project.graphs)


@pytest.fixture
def farming(tmp_path: Path) -> Path:
    """The small invented plan, as a file with its settings."""
    folder = tmp_path / "nousei-2032"
    folder.mkdir()
    (folder / "source.txt").write_text(FARMING, encoding="utf-8")
    (folder / "source.toml").write_text(FARMING_SETTINGS, encoding="utf-8")
    return folder / "source.txt"


@pytest.fixture(scope="session")
def farming_build(tmp_path_factory: pytest.TempPathFactory, context: Context) -> Build:
    """What is made of the small invented plan."""
    folder = tmp_path_factory.mktemp("farming")
    (folder / "source.txt").write_text(FARMING, encoding="utf-8")
    (folder / "source.toml").write_text(FARMING_SETTINGS, encoding="utf-8")
    return build(folder / "source.txt", context)


@pytest.fixture
def no_reasoning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves inference and validation out of a build: for tests of the command line, which only passes their findings on."""
    inference = importlib.import_module("shisaku.owl.rl.inference")
    pipeline = importlib.import_module("shisaku.pipeline")

    def infer(*given: object) -> object:
        return inference.Inference(Graph(), ())

    def nothing(*given: object) -> tuple[Finding, ...]:
        return ()

    monkeypatch.setattr(pipeline, "infer", infer)
    monkeypatch.setattr(pipeline, "validate", nothing)
    monkeypatch.setattr(pipeline, "check", nothing)
    return


Writer = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """Writes a file of that name and text into a folder of the test's own."""

    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return written


# -- a plan built by hand, so that the graph wing is tested without the reader --------------------

HARBOUR = """\
海とともに生きる（海業重点計画2033）
○：予算 ☆：制度 △：要望
海のまちを守り育てる。
Ⅰ 漁港を生かす
漁港を人の集まる場に
する。
■港のにぎわい
１ 直売所の整備
○直売所の新設
◯☆桟橋の開
放とAI予報
２ 海の見守り
○直売所の新設（再掲）
- 1 -
あとがき
"""


def _span_of(words: str, occurrence: int = 1) -> Span:
    """Where those words stand in the text, for the given time."""
    at = -1
    for _ in range(occurrence):
        at = HARBOUR.index(words, at + 1)
    return Span(at, at + len(words))


def _hand_made_plan() -> Plan:
    """One of everything: pillar, group, measures in and outside of it, a restatement, purposes, furniture, unread text."""
    source = Source(
        HARBOUR,
        "umi/source.txt",
        Description(
            id="umi-2033",
            publishers=(Publisher("海業庁", (("ja", "海業庁"), ("en", "Blue Economy Agency")), "0000000000002"),),
            year=2033,
            url="https://example.org/umi.txt",
            licence="https://example.org/terms",
        ),
        sha256="ab" * 32,
        encoding="utf-8",
    )
    stall = Initiative("measure/1/initiative/1", 1, "○", "直売所の新設", _span_of("○直売所の新設"))
    pier = Initiative("measure/1/initiative/2", 2, "◯☆", "桟橋の開放とAI予報", _span_of("◯☆桟橋の開\n放とAI予報"))
    again = Initiative("measure/2/initiative/1", 1, "○", "直売所の新設", _span_of("○直売所の新設（再掲）"), restated=True)
    shop = Measure("measure/1", 1, "１", "直売所の整備", _span_of("１ 直売所の整備"), (stall, pier))
    watch = Measure("measure/2", 2, "２", "海の見守り", _span_of("２ 海の見守り"), (again,))
    bustle = MeasureGroup("group/1", 1, "港のにぎわい", _span_of("■港のにぎわい"), (shop,))
    harbour = Pillar(
        "pillar/1",
        1,
        "Ⅰ",
        "漁港を生かす",
        _span_of("Ⅰ 漁港を生かす"),
        (bustle,),
        Details(purposes=(Purpose("purpose/pillar-1", "漁港を人の集まる場にする。", _span_of("漁港を人の集まる場に\nする。")),)),
    )
    number = Evidence(
        "number-continuity", Message.of({"ja": "番号が続く", "en": "the numbers run on"}), _span_of("２ 海の見守り")
    )
    block = Evidence("text-block", Message.of({"ja": "同じ段にある", "en": "same block of text"}))
    return Plan(
        source=source,
        title="海とともに生きる",
        title_span=_span_of("海とともに生きる（海業重点計画2033）"),
        edition="海業重点計画2033",
        legend=(
            LegendEntry("○", "予算", _span_of("○：予算")),
            LegendEntry("☆", "制度", _span_of("☆：制度")),
            LegendEntry("△", "要望", _span_of("△：要望")),
        ),
        parts=(harbour, watch),
        placements=(
            Placement("group/1", "pillar/1", 0.97, (block,)),
            Placement("measure/1", "group/1", 0.955, (number, block), (("pillar/1", 0.04),)),
            Placement("measure/2", PLAN_KEY, 0.3, (block,)),
            Placement("purpose/pillar-1", "pillar/1", 0.9, (number,)),
        ),
        identifications=(
            Identification(
                "measure/2/initiative/1",
                "measure/1/initiative/1",
                EXACT,
                0.99,
                (Evidence("same-text", Message.of({"ja": "同じ文言", "en": "same words"}), _span_of("直売所の新設")),),
                (("measure/1/initiative/2", 0.01),),
            ),
        ),
        furniture=(_span_of("- 1 -"),),
        unread=(_span_of("あとがき"),),
        details=Details(purposes=(Purpose("purpose/plan", "海のまちを守り育てる。", _span_of("海のまちを守り育てる。")),)),
        lexicon="試し語彙 3",
    )


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The hand-made plan."""
    return _hand_made_plan()
