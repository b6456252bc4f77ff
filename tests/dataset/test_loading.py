"""A store that is filled beside the conversion is what one made afterwards is, whatever happens meanwhile."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from tests.dataset.conftest import PLANS, Built, Contents
from tests.dataset.test_building import change

from shisaku.dataset import loading, store
from shisaku.dataset.executors import executor_for
from shisaku.errors import InputError

Anew = Callable[[], Contents]


@pytest.fixture
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as executor:
        yield executor


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Numbers of the stores that were begun beside a conversion."""
    numbers: list[int] = []

    class Noted(loading.Loading):
        def __init__(self, layout: Any, number: int, project: Any) -> None:
            numbers.append(number)
            super().__init__(layout, number, project)

    monkeypatch.setattr("shisaku.dataset.dataset_build.Loading", Noted)
    return numbers


def change_most(place: Path) -> None:
    for plan in PLANS[:6]:
        change(place, plan, "（", " （")


def left_behind() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "loading"]


def test_where_most_is_new_it_is_begun_and_holds_the_same(
    place: Path, build: Built, anew: Anew, threads: Executor, begun: list[int]
) -> None:
    change_most(place)
    assert build(executor=threads).manifest.store == 2
    found = Contents(place / "plans.dataset")
    assert (begun, found.stores, left_behind()) == ([2], ["2"], [])
    assert found == anew()


def test_where_little_is_new_it_is_not(place: Path, build: Built, anew: Anew, threads: Executor, begun: list[int]) -> None:
    for plan in PLANS[:2]:
        change(place, plan, "（", " （")
    build(executor=threads)
    assert begun == []
    assert Contents(place / "plans.dataset") == anew()


@pytest.mark.parametrize("name", ["aaa", "zzz"])
def test_of_two_documents_with_one_identifier_it_holds_the_one_that_counts(
    name: str, place: Path, build: Built, anew: Anew, threads: Executor, begun: list[int]
) -> None:
    change_most(place)
    copytree(place / "sources" / "minato-2041", place / "sources" / name)
    change(place, name, "水門の電動化", "水門の遠隔操作")
    assert len(build(executor=threads).manifest.failures) == 1
    assert begun == [2]
    assert Contents(place / "plans.dataset") == anew()


def test_where_it_fails_the_store_is_made_afterwards(
    place: Path, build: Built, anew: Anew, threads: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_most(place)
    make = store.make_store
    failed: list[bool] = []

    def failing_once(*given: Any) -> None:
        if not failed:
            failed.append(True)
            raise OSError(28, "No space left on device")
        make(*given)

    monkeypatch.setattr(store, "make_store", failing_once)
    build(executor=threads)
    assert failed
    assert Contents(place / "plans.dataset") == anew()


@pytest.mark.parametrize("known", [False, True])
def test_a_build_that_is_given_up_leaves_it_and_what_was_published_stays(
    place: Path, build: Built, anew: Anew, known: bool
) -> None:
    change_most(place)
    before = Contents(place / "plans.dataset")
    with executor_for(None, 2) as executor:
        assert executor is not None
        ended = executor.submit(os._exit, 1)
        if known:  # before the first document is handed over
            ended.exception()
        with pytest.raises(InputError, match="A worker ended"):
            build(executor=executor)
    assert left_behind() == []
    after = Contents(place / "plans.dataset")
    assert (after.stated, after.quads) == (before.stated, before.quads)
    build()
    found = Contents(place / "plans.dataset")
    assert found == anew()
    assert len(found.stores) == 1


def test_documents_that_cannot_be_read_leave_the_store_there_is(
    place: Path, build: Built, threads: Executor, begun: list[int]
) -> None:
    before = Contents(place / "plans.dataset")
    for plan in PLANS[:6]:
        (place / "sources" / plan / "source.txt").write_bytes(b"\x89PNG\r\n")
    assert len(build(executor=threads).manifest.failures) == 6
    after = Contents(place / "plans.dataset")
    assert (begun, after.stores, left_behind()) == ([2], ["1"], [])
    assert after.quads == before.quads
