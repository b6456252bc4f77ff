"""A build that is ended, has no room, or is not alone loses nothing and publishes nothing by half; the next one completes it.

These tests do it for real: processes are killed, disks are full, two builds meet.
"""

import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree
from uuid import uuid4

import pytest
from tests.dataset.conftest import Built, Contents
from tests.dataset.test_building import Anew, change
from tests.patience import PATIENCE, any_moment, until

from shisaku.dataset import lock
from shisaku.dataset.dataset_layout import DatasetLayout
from shisaku.dataset.lock import locked
from shisaku.dataset.manifest import Manifest, read_manifest
from shisaku.errors import InputError

BUILD = [sys.executable, "-m", "shisaku", "build", "sources", "-o", "plans.dataset", "--lang", "en"]


def published(place: Path) -> Manifest:
    return read_manifest(DatasetLayout(place / "plans.dataset"))


def change_all(place: Path) -> None:
    for path in (place / "sources").glob("*/source.txt"):
        path.write_text(path.read_text(encoding="utf-8").replace("の", "ノ"), encoding="utf-8")


def started_by(mark: str) -> list[int]:
    """The processes that carry `mark` in their environment."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"MARK={mark}".encode() in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def test_kills_at_any_moment_lose_nothing_and_leave_nobody(place: Path, build: Built, anew: Anew) -> None:
    at, before = random.Random(20261123), published(place)
    change_all(place)
    for lines in (1, 4, 8, 9):
        mark = str(uuid4())
        run = subprocess.Popen(
            [*BUILD, "-j", "2", "--log", "json"], cwd=place, stderr=subprocess.PIPE, text=True, env={**os.environ, "MARK": mark}
        )
        assert run.stderr is not None
        for _ in range(lines):
            run.stderr.readline()
        any_moment(at)
        run.kill()
        run.wait()
        run.stderr.close()
        if published(place) != before:
            break  # the last of them may have come too late
        until(lambda mark=mark: not started_by(mark))  # type: ignore[misc]
    steps: list[str] = []
    build(report=lambda step: steps.append(step.status))
    assert steps.count("unchanged") >= 8  # what was made before the kills is not made again
    assert Contents(place / "plans.dataset") == anew()


KILLED = """
import os, signal, sys
from pathlib import Path
from shisaku.dataset import dataset_build as building, dataset_layout as layout, manifest, sources, store
from shisaku.project import find_project

def die(*given, **options):
    os.kill(os.getpid(), signal.SIGKILL)

def killed_after(function):
    def called(*given, **options):
        function(*given, **options)
        die()
    return called

where, place, root = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
if where == "while a plan is written":
    layout.os.fsync = die
elif where == "while plans are loaded":
    def lines(layout, entries):
        yield b"<x:s> <x:p> <x:o> <x:g> .\\n" * 100_000
        die()
    store._lines = lines
elif where == "while plans are taken out":
    store._remove = killed_after(store._remove)
elif where == "before the manifest":
    building.write_manifest = die
elif where == "behind the manifest":
    building.write_manifest = killed_after(building.write_manifest)
elif where == "while the old store is removed":
    building.rmtree = lambda path: (next(path.iterdir()).unlink(), die())
building.build_dataset(place / "plans.dataset", [place / "sources"], sources.BuildConfig(find_project(place)))
"""


@pytest.mark.parametrize(
    ("where", "many"),
    [
        ("while a plan is written", False),
        ("while plans are loaded", False),
        ("while plans are loaded", True),
        ("while plans are taken out", False),
        ("before the manifest", True),
        ("behind the manifest", False),
        ("while the old store is removed", True),
    ],
)
def test_a_kill_at_the_worst_moment_publishes_all_or_nothing(
    where: str, many: bool, place: Path, root: Path, build: Built, anew: Anew
) -> None:
    old = Contents(place / "plans.dataset")
    if many:
        change_all(place)
    else:
        change(place, "minato-2041", "水門の電動化", "水門の遠隔操作")
    rmtree(place / "sources" / "minato-2043")
    run = subprocess.run([sys.executable, "-c", KILLED, where, place, root], cwd=place, capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()
    expected = anew()
    seen = Contents(place / "plans.dataset")
    assert (seen.stated, seen.quads) in [(old.stated, old.quads), (expected.stated, expected.quads)]
    build()
    found = Contents(place / "plans.dataset")
    assert found == expected
    assert len(found.stores) == 1


@pytest.fixture
def small_disk(place: Path) -> Iterator[Callable[[int], "subprocess.CompletedProcess[str]"]]:
    """Builds with so many bytes of room on a disk of its own; where none can be mounted, in a file."""
    target = place / "small.dataset"
    target.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", target], capture_output=True, check=False)
    disk = mounted.returncode == 0

    def run(room: int) -> "subprocess.CompletedProcess[str]":
        def limit() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room // 8, resource.RLIM_INFINITY))

        if disk:
            subprocess.run(["mount", "-o", f"remount,size={room}", target], check=True)
        command = [*BUILD[:-4], "-o", str(target), *BUILD[-2:], "-j", "1"]
        return subprocess.run(
            command, cwd=place, capture_output=True, text=True, check=False, preexec_fn=None if disk else limit, timeout=PATIENCE
        )

    yield run
    if disk:
        subprocess.run(["umount", "-l", target], check=True)


@pytest.mark.parametrize("room", [400_000, 1_400_000], ids=["no room for all plans", "no room for the store"])
def test_a_full_disk_is_reported_and_once_there_is_room_the_build_completes(
    room: int, place: Path, small_disk: Callable[[int], "subprocess.CompletedProcess[str]"], corpus_contents: Contents
) -> None:
    full = small_disk(room)
    assert full.returncode == 2, full.stderr
    assert "cannot be written" in full.stderr
    assert "Traceback" not in full.stderr
    assert not (place / "small.dataset" / "dataset.json").exists()
    kept = len(list((place / "small.dataset" / "plans").glob("*.nq")))
    assert kept
    again = small_disk(64_000_000)
    assert again.returncode == 0, again.stderr
    assert f"{kept} unchanged" in again.stderr
    assert Contents(place / "small.dataset") == corpus_contents


def test_the_second_of_two_builds_at_once_reports_the_first_and_changes_nothing(place: Path, build: Built) -> None:
    before = Contents(place / "plans.dataset")
    os.mkfifo(place / "sources" / "slow.txt")  # whoever reads it waits
    first = subprocess.Popen(BUILD, cwd=place, stderr=subprocess.PIPE)
    try:
        until((place / "plans.dataset" / "lock").exists)
        second = subprocess.run(BUILD, cwd=place, capture_output=True, text=True, check=False, timeout=PATIENCE)
        assert second.returncode == 2
        assert f"is being built by another process ({os.uname().nodename}, pid {first.pid})" in second.stderr
    finally:
        first.kill()
        first.communicate()
    (place / "sources" / "slow.txt").unlink()
    assert build().counts == {"unchanged": 9}
    assert Contents(place / "plans.dataset") == before
    assert not (place / "plans.dataset" / "lock").exists()


def test_two_first_builds_at_once_make_one_dataset(place: Path, corpus_contents: Contents) -> None:
    rmtree(place / "plans.dataset")
    runs = [subprocess.Popen([*BUILD, "-j", "1"], cwd=place, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    reported = [run.communicate(timeout=PATIENCE)[1] for run in runs]
    codes = sorted(run.returncode for run in runs)
    assert codes == [0, 2] or all("9 unchanged" in text or "9 built" in text for text in reported), reported
    assert Contents(place / "plans.dataset") == corpus_contents


def test_a_dataset_can_be_queried_while_it_is_built_and_gives_what_was_published(place: Path, build: Built) -> None:
    from shisaku.dataset.store import open_store

    layout = DatasetLayout(place / "plans.dataset")
    requested = open_store(layout)
    many = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    before = list(requested.select(many).texts())
    with locked(layout):
        assert list(open_store(layout).select(many).texts()) == before
    rmtree(place / "sources" / "minato-2041")
    build()
    assert list(requested.select(many).texts()) == before  # whoever has opened it goes on seeing it
    assert list(open_store(layout).select(many).texts()) != before


def test_the_lock_of_another_machine_is_respected(place: Path, build: Built) -> None:
    path = place / "plans.dataset" / "lock"
    path.write_text('{"host": "elsewhere", "pid": 1, "started": "1"}', encoding="utf-8")
    with pytest.raises(InputError, match=r"another process \(elsewhere, pid 1\)"):
        build()
    assert path.exists()


@pytest.mark.parametrize("stated", ["", "{}", '{"host": 1}', "no JSON"])
def test_a_lock_that_names_nobody_is_no_lock(stated: str, place: Path, build: Built) -> None:
    (place / "plans.dataset" / "lock").write_text(stated, encoding="utf-8")
    assert build().counts == {"unchanged": 9}


def test_a_process_that_has_the_number_of_the_one_that_is_gone_holds_no_lock(
    place: Path, build: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    with locked(DatasetLayout(place / "plans.dataset")):
        held = (place / "plans.dataset" / "lock").read_text(encoding="utf-8")
        with pytest.raises(InputError):
            build()
    (place / "plans.dataset" / "lock").write_text(held, encoding="utf-8")
    monkeypatch.setattr(lock, "_started", lambda pid: "later")
    assert build().counts == {"unchanged": 9}
