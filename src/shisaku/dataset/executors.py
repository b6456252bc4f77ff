"""Where documents are converted: in processes of this machine, or on a Dask cluster."""

import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from multiprocessing import get_all_start_methods, get_context

from shisaku.dataset.conversion import end_with_parent
from shisaku.errors import InputError
from shisaku.gc_tuning import collect_seldom
from shisaku.messages import Message

_PATIENCE = 10
"""Seconds to connect to a scheduler."""


def executor_for(cluster: str | None, jobs: int) -> AbstractContextManager[Executor | None]:
    """`jobs` processes of this machine (for one, None), or the workers of the Dask scheduler at that address (`tcp://host:8786`).

    Workers see documents and ontology under the same paths as this machine. Raises InputError where there is no such scheduler.
    """
    if cluster:
        return _on_cluster(cluster)
    return nullcontext() if jobs == 1 else _in_processes(jobs)


def _in_processes(jobs: int) -> ProcessPoolExecutor:
    """Processes forked from a clean one that has loaded their common modules; started only when there is work."""
    context = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    context.set_forkserver_preload(["shisaku.pipeline"])
    return ProcessPoolExecutor(jobs, context, initializer=_begin)


def _begin() -> None:
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent process
    end_with_parent()


@contextmanager
def _on_cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        raise InputError(Message("dataset-cluster-needs-dask-pip-install")) from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(Message("dataset-no-dask-scheduler-can-reached", address=address)) from error
    with client, client.get_executor(pure=False) as executor:
        yield executor
