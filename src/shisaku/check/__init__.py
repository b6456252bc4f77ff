"""One gate, one verdict: everything that can be wrong with an ontology, its data and its questions, told at its place.

syntax -> ontology rules -> OWL 2 profiles -> contradictions -> shapes and data -> checks -> saved questions -> agreement with sources
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from shisaku.check.agreement import found_in
from shisaku.check.data_checks import DataFile
from shisaku.check.deprecated_terms import deprecated_in, file_findings, query_findings
from shisaku.check.located import Located, unreadable
from shisaku.check.project_files import DATA, Parsed, ProjectFiles, gather, parsed_query
from shisaku.check.question_checks import undefined_terms
from shisaku.check.selection import Selection
from shisaku.check.stages import Progress, run
from shisaku.dataset.dataset_layout import is_dataset
from shisaku.dataset.recorded_findings import dataset_findings
from shisaku.errors import InputError, Message, ShisakuError
from shisaku.formats.companions import is_document_of_folder
from shisaku.formats.registry import ENDINGS, is_document
from shisaku.owl.rl.inference import Engine
from shisaku.pipeline import Context, build
from shisaku.project import Project, find_project, has_settings

__all__ = ["Located", "Progress", "Selection", "check_paths", "check_project"]


def check_project(project: Project, progress: Progress, selection: Selection, engine: Engine = "compiled") -> Iterator[Located]:
    """Findings on a project's ontology, data and questions, in the order of the stages."""
    yield from selection.of(run(gather(project, progress, engine), progress, selection), project)


def check_paths(
    paths: Iterable[Path], project: Project, progress: Progress, selection: Selection, engine: Engine = "compiled"
) -> Iterator[Located]:
    """Findings on what is named: a project, a file of this project, a graph, a question, a document, a folder of them, a dataset.

    Of a dataset these are the findings that its build has recorded.

    A file of this project is looked at together with the others, and what is found in it is told; any other for itself.
    """
    known = {path.resolve() for path in _files_of(project)}
    own: set[Path] = set()
    context, material = None, None
    for path in paths:
        if path.is_dir() and has_settings(path) and path.resolve() != project.root.resolve():
            yield from check_project(find_project(path.resolve()), progress, selection, engine)
            continue
        if is_dataset(path):
            progress(str(path))
            found = (Located(one.finding, one.place, one.document) for one in dataset_findings(path))
            yield from selection.of(found, project)
            continue
        for file in _files(path):
            if file.resolve() in known:
                own.add(file.resolve())
                continue
            progress(str(file))
            context = context or Context.of(project)
            material = material or gather(project, engine=engine)
            yield from selection.of(_guarded(file, material, context), project)
    if own:
        for located in check_project(project, progress, selection, engine):
            places = (located.path, *(Path(place.path) for place in (located.place, located.related) if place is not None))
            if own & {place.resolve() for place in places}:
                yield located


def _files_of(project: Project) -> Iterator[Path]:
    yield from (*project.schemes, *project.alignments, *project.imports, *project.shapes, *project.checks, *project.queries)
    yield from (*project.graphs, *project.sources)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    kept = (".ttl", ".rq")
    return sorted(file for file in path.rglob("*") if file.is_file() and (file.suffix in kept or is_document_of_folder(file)))


def _guarded(path: Path, material: ProjectFiles, context: Context) -> Iterator[Located]:
    """What is wrong with one file; one that cannot be read at all becomes a finding, so that the others are still looked at."""
    try:
        yield from _check_file(path, material, context)
    except ShisakuError as error:
        yield unreadable(path, error)


def _check_file(path: Path, material: ProjectFiles, context: Context) -> Iterator[Located]:
    if path.suffix == ".rq":
        query = parsed_query(path, material.prefixes)
        yield from undefined_terms((query,), material)
        yield from query_findings(query, deprecated_in(material.files))
    elif path.suffix == ".ttl":
        yield from _check_graph(path, material)
    elif not path.suffix or is_document(path):
        made = build(path, context, engine=material.engine)
        yield from found_in(path, made.plan, made.findings)
    else:
        known = ", ".join((".ttl", ".rq", *ENDINGS))
        ja, en = f"{path}: 検査できない種類です（できるのは {known}）。", f"{path}: not a kind that is checked (known: {known})."
        raise InputError(Message(ja, en))


def _check_graph(path: Path, material: ProjectFiles) -> Iterator[Located]:
    parsed, broken = Parsed.of(path, DATA)
    yield from broken
    if parsed is not None:
        yield from file_findings(parsed, deprecated_in(material.files))
        file = DataFile(parsed, material)
        yield from (*file.contradictions(), *file.violations(), *file.breaches())
