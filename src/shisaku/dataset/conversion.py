"""One document to the quads of its plan: the job of a worker, in any thread, process or machine."""

import hashlib
import os
import threading
import time
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import parent_process
from typing import TYPE_CHECKING

from shisaku.dataset.manifest import Failure, ManifestEntry, plan_file
from shisaku.dataset.sources import BuildConfig, SourceDocument, look_at
from shisaku.errors import InputError, ShisakuError
from shisaku.messages import LANGUAGES, Message
from shisaku.model.findings import Severity
from shisaku.project import Project

if TYPE_CHECKING:
    from shisaku.pipeline import Context


@dataclass(frozen=True, slots=True)
class Task:
    """Input of a worker."""

    document: SourceDocument
    """The document, in the state it was found."""
    source: str
    """Its path relative to the dataset."""
    fingerprint: str
    """Digest of everything that its graphs depend on."""
    config: BuildConfig
    """Settings of the build."""


@dataclass(frozen=True, slots=True)
class Converted:
    """Output of a worker."""

    source: str
    """The document's path relative to the dataset."""
    seconds: float
    """Elapsed seconds."""
    outcome: ManifestEntry | Failure
    """The entry of the plan, or why there is none."""
    data: bytes = b""
    """Contents of the plan's file."""


@cache
def context_of(project: Project) -> "Context":
    """The project's context, loaded once a process."""
    from shisaku.pipeline import Context

    return Context.of(project)


def convert(task: Task) -> Converted:
    """The plan of one document as N-Quads, or why it cannot be read; raises nothing."""
    start = time.perf_counter()
    try:
        entry, data = _convert(task)
        return Converted(task.source, time.perf_counter() - start, entry, data)
    except ShisakuError as error:
        failure = Failure(task.source, Message.of({lang: error.text(lang) for lang in LANGUAGES}))
    except Exception as error:
        # an internal error in one document must not stop the other thousands
        said = f"{type(error).__name__}: {error}"
        failure = Failure(task.source, Message("dataset-internal-error-please-report-document", source=task.source, said=said))
    return Converted(task.source, time.perf_counter() - start, failure)


def _convert(task: Task) -> tuple[ManifestEntry, bytes]:
    from shisaku import pipeline  # imported here, as it is slow and a build without changes does not need it
    from shisaku.rdf.quads import nquads

    path, config = task.document.path, task.config
    context = context_of(config.project)
    context = replace(context, ocr=True) if config.ocr else context
    made = pipeline.build(path, context, config.base, config.engine)
    if made.plan.source.sha256 != task.document.digests[0] or look_at(path) != task.document:
        raise InputError(Message("dataset-changed-while-read-run-again", path=path))
    quads = nquads(made.layers).encode()
    entry = ManifestEntry(
        plan=made.iris.plan_id,
        iri=str(made.iris.plan),
        source=task.source,
        fingerprint=task.fingerprint,
        digest=hashlib.sha256(quads).hexdigest(),
        size=len(quads),
        triples={name.rpartition("/")[2]: len(graph) for name, graph in made.layers.items()},
        findings={s.word: sum(1 for f in made.findings if f.severity == s) for s in Severity},
    )
    return entry, plan_file(entry, quads)


def end_with_parent() -> None:
    """Let this worker process end as soon as its parent process is gone, however that one ended."""
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
