"""On a Dask cluster the same bytes come out, even when a worker is killed in mid-run."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster
from tests.dataset.conftest import Contents
from tests.patience import PATIENCE

from shisaku.dataset import executors
from shisaku.dataset.dataset_build import BuildStep, build_dataset
from shisaku.dataset.executors import executor_for
from shisaku.dataset.sources import BuildConfig
from shisaku.errors import InputError

pytestmark = pytest.mark.filterwarnings("default")  # of a cluster that loses a worker, and of the libraries that it is made of


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    unhurried = {f"distributed.comm.timeouts.{what}": PATIENCE for what in ("connect", "tcp")}
    with (
        dask.config.set(unhurried),
        LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address=None, silence_logs=50) as made,
    ):
        yield made


def test_a_cluster_that_loses_a_worker_makes_the_same_bytes(
    cluster: LocalCluster, place: Path, config: BuildConfig, corpus_contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "_PATIENCE", PATIENCE)
    killed: list[int] = []

    def kill_one(step: BuildStep) -> None:
        if not killed:
            killed.append(next(iter(cluster.workers.values())).process.pid)
            os.kill(killed[0], signal.SIGKILL)

    with executor_for(cluster.scheduler_address, 1) as executor:
        summary = build_dataset(place / "other.dataset", [place / "sources"], config, kill_one, executor)
    assert killed
    assert summary.counts == {"built": 9}
    assert Contents(place / "other.dataset") == corpus_contents


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x"])
def test_a_scheduler_that_is_not_there_is_reported(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "_PATIENCE", 1)
    with pytest.raises(InputError, match="cannot reach a Dask scheduler"), executor_for(address, 1):
        pass
