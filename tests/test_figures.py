"""Figures in the documents are those of the code, the settings and the published measurements."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.install.locks import read_lock
from tests.ontology.test_pitfalls import CRITERIA, PITFALLS

from shisaku.formats.limits import LIMITS, MEGABYTE
from shisaku.graph.anchors import CONTEXT
from shisaku.pipeline import MOST_COMPONENTS
from shisaku.project import Project
from shisaku.serve.served_data import MOST_PLANS
from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.workers.page_builder import MOST_TRIPLES

ROOT = Path(__file__).resolve().parent.parent
KILOBYTE = 1 << 10
SOURCES = sorted(
    path.relative_to(ROOT).as_posix() for folder in ("src", "tests", "docs") for path in (ROOT / folder).rglob("*.py")
)
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def plain(name: str) -> str:
    """A document with its line breaks and runs of spaces as single spaces."""
    return re.sub(r"\s+", " ", text(name))


def rows(name: str, head: str) -> dict[str, list[str]]:
    """The rows of the first table with that head: first cell, then the others."""
    lines = text(name).split(f"{head}\n", 1)[1].split("\n")[1:]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[: lines.index("")]]
    return {first: rest for first, *rest in table}


def test_what_is_found_of_unknown_publishers_is_the_published_figure() -> None:
    page = text("docs/reading.md").split("<!-- publishers -->")[1]
    shares = re.search(r"^\| all +\| +\d+ +\| (\S+) +\| (\S+) +\|.*$", page, re.MULTILINE)
    assert shares is not None
    found, parent = shares.groups()
    sure = [cell.strip() for cell in shares[0].split("|")][10]
    assert f"{found} of what a person reads is found and {parent} is under the right parent" in plain("README.md")
    assert re.search(rf"人が読み取るものの\s+{found} を見つけ、{parent} を正しい上位項目の下に置きます", text("README.ja.md"))
    changed = plain("CHANGELOG.md")
    assert f"finds {found} of what a person reads" in changed
    assert f"{parent} under the right parent" in changed
    assert f"{sure} of the places with high confidence are right" in changed


def test_the_readmes_say_how_many_questions_there_are(project: Project) -> None:
    count = len(project.queries)
    assert "More than a hundred questions" in text("README.md")
    assert "百あまり" in text("README.ja.md")
    assert 100 < count < 150


def test_the_catalogues_of_pitfalls_have_as_many_entries_as_the_page_says() -> None:
    assert f"the {len(PITFALLS)} pitfalls of the OOPS! catalogue" in text("docs/pitfalls.md")
    assert f"the {len(CRITERIA)} metrics of FOOPS!" in plain("docs/pitfalls.md")


def test_the_limits_of_reading_are_those_of_the_page() -> None:
    assert rows("docs/formats.md", "| of one file | limit |") == {
        "size": [f"{LIMITS.file_bytes // MEGABYTE} MB"],
        "memory of the process": [f"{LIMITS.memory_bytes // (KILOBYTE * MEGABYTE)} GB"],
        "processor time": [f"{LIMITS.processor_seconds} s"],
        "characters of its text": [f"{LIMITS.characters:,}"],
        "paragraphs, those in cells among them": [f"{LIMITS.blocks:,}"],
        "cells of its tables": [f"{LIMITS.cells:,}"],
        "pages, slides or sheets": [f"{LIMITS.pages:,}"],
    }


def test_the_limits_of_the_server_are_those_of_the_page() -> None:
    limits = ServerLimits()
    stated = {row: cells[0] for row, cells in rows("docs/serving.md", "| limit | default | option | answer |").items()}
    assert stated == {
        "seconds of a query": f"{limits.seconds:g}",
        "processes that may run heavy queries": f"{limits.workers}",
        "queries of one priority that wait (short ones: four times as many)": f"{limits.waiting}",
        "queries of one client at once": f"{limits.per_client}",
        "memory of a process": f"{limits.memory_bytes // (KILOBYTE * MEGABYTE)} GB",
        "bytes of an answer": f"{limits.answer_bytes // MEGABYTE} MB",
        "bytes of a request": f"{limits.request_bytes // KILOBYTE} KB",
        "bytes of an address": f"{limits.address_bytes // KILOBYTE} KB",
        "seconds until the headers of a request are complete": f"{limits.reading_seconds:g}",
        "seconds until its body is complete": f"{limits.reading_seconds:g}",
        "bytes of answers that wait for slow clients, all together": f"{limits.sending_bytes // MEGABYTE} MB",
    }
    page = plain("docs/serving.md")
    assert f"A dataset of more than {MOST_PLANS} plans" in page
    assert f"({MOST_TRIPLES:,} triples" in page
    assert f"built pages are cached ({limits.cache_bytes // MEGABYTE} MB)" in page


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        ("docs/settings.md", f"with {CONTEXT} characters on both sides"),
        ("docs/api.md", f"a plan has more than {MOST_COMPONENTS:,} components"),
    ],
)
def test_a_constant_of_the_code_is_stated_as_it_is(name: str, stated: str) -> None:
    assert stated in plain(name)


def test_as_many_packages_are_installed_as_the_page_says() -> None:
    new, old = (sum(locked.is_for(f"{python}.0") for locked in read_lock("run")) for python in ("3.14", "3.11"))
    assert f"With its dependencies it is {new} packages, {old} on Python 3.11" in plain("docs/install.md")


def test_the_times_of_datasets_are_those_of_the_bench() -> None:
    seconds = json.loads(text("docs/bench.json"))["datasets"]["seconds"]
    stated = re.search(
        r"([\d.]+) seconds of CPU a document, converted and loaded.*?([\d.]+) seconds when none of 1,000 changed, ([\d.]+) when one did",
        plain("docs/pushing.md"),
    )
    assert stated is not None
    each, unchanged, changed = map(float, stated.groups())
    assert each == pytest.approx(seconds["full"] / 1000, rel=0.05)
    assert unchanged == pytest.approx(seconds["unchanged"], rel=0.15)
    assert changed == pytest.approx(seconds["one changed"], rel=0.05)


def modules() -> Iterator[str]:
    for name in SOURCES:
        if name.startswith("src/"):
            yield name.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_every_file_and_package_that_a_decision_names_is_there(path: Path) -> None:
    known = set(modules())
    for name in re.findall(r"`([^`\n]+)`", path.read_text(encoding="utf-8")):
        if re.fullmatch(r"[\w/.-]+\.py", name):
            assert any(f"/{source}".endswith(f"/{name}") for source in SOURCES), name
        elif re.fullmatch(r"shisaku(\.[a-z]\w*)+", name) and name != "shisaku.toml":
            assert name in known, name
