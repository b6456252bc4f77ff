"""`shisaku check`: from the files of a project to findings with their places.

    files -> project_files -> stages -> findings -> selection -> reports
    stages: syntax > ontology rules > OWL 2 profiles > contradictions > shapes > data > cases > saved questions > sources

project_files     reads and parses the files of a project, by role
turtle_syntax     every syntax error of a Turtle file
stages            the order of all checks
ontology_rules    rules for the ontology and the shapes: the queries in rules/, one file a rule
vocabulary_use    facts for these rules: which file uses which term
recorded_terms    facts for these rules: digest of the terms, and the digest recorded for their version
deprecated_terms  uses of deprecated terms
data_checks       graphs against ontology, shapes and checks
shape_cases       test data that must break one shape or check
question_checks   saved questions: their terms and expected answers
agreement         graphs against their source documents
selection         which rules run, and their severities
located           a finding with its file and place
rule_catalogue    every rule with its sentence
reports           findings as JSON, SARIF, JUnit, GitHub annotations or Markdown

A new rule for ontologies is a file in rules/; a new rule in Python goes into the module of its stage and that module into
rule_catalogue; a new report format goes into reports.
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
from shisaku.errors import InputError, ShisakuError
from shisaku.formats.companions import is_document_of_folder
from shisaku.formats.registry import ENDINGS, is_document
from shisaku.messages import Message
from shisaku.owl.rl.inference import Engine
from shisaku.pipeline import Context, build
from shisaku.project import Project, find_project, has_settings

__all__ = ["Located", "Progress", "Selection", "check_paths", "check_project"]


def check_project(project: Project, progress: Progress, selection: Selection, engine: Engine = "compiled") -> Iterator[Located]:
    """Return the findings on a project's ontology, data and questions, in the order of the stages."""
    yield from selection.of(run(gather(project, progress, engine), progress, selection), project)


def check_paths(
    paths: Iterable[Path], project: Project, progress: Progress, selection: Selection, engine: Engine = "compiled"
) -> Iterator[Located]:
    """Return the findings on `paths`: projects, files of this project, graphs, questions, documents, folders of them, datasets.

    A file of `project` is checked with the whole project, and its own findings are returned; any other file is checked alone.
    For a dataset, the findings recorded by its build are returned.
    """
    known = {path.resolve() for path in _files_of(project)}
    own: set[Path] = set()
    context, project_files = None, None
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
            project_files = project_files or gather(project, engine=engine)
            yield from selection.of(_guarded(file, project_files, context), project)
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
    suffixes = (".ttl", ".rq")
    return sorted(file for file in path.rglob("*") if file.is_file() and (file.suffix in suffixes or is_document_of_folder(file)))


def _guarded(path: Path, project_files: ProjectFiles, context: Context) -> Iterator[Located]:
    """Findings on one file; an unreadable file is a finding too, so that the other files are still checked."""
    try:
        yield from _check_file(path, project_files, context)
    except ShisakuError as error:
        yield unreadable(path, error)


def _check_file(path: Path, project_files: ProjectFiles, context: Context) -> Iterator[Located]:
    if path.suffix == ".rq":
        query = parsed_query(path, project_files.prefixes)
        yield from undefined_terms((query,), project_files)
        yield from query_findings(query, deprecated_in(project_files.files))
    elif path.suffix == ".ttl":
        yield from _check_graph(path, project_files)
    elif not path.suffix or is_document(path):
        made = build(path, context, engine=project_files.engine)
        yield from found_in(path, made.plan, made.findings)
    else:
        known = ", ".join((".ttl", ".rq", *ENDINGS))
        raise InputError(Message("check-not-kind-checked-known", path=path, known=known))


def _check_graph(path: Path, project_files: ProjectFiles) -> Iterator[Located]:
    parsed, broken = Parsed.of(path, DATA)
    yield from broken
    if parsed is not None:
        yield from file_findings(parsed, deprecated_in(project_files.files))
        file = DataFile(parsed, project_files)
        yield from (*file.contradictions(), *file.violations(), *file.check_violations())
