"""`shisaku check`: from the files of a project to findings with their places.

    paths -> scope, content_roles -> project_files -> stages -> findings -> selection -> reports
    stages: syntax > ontology rules > OWL 2 profiles > contradictions > shapes > data > cases > saved questions > sources

scope             what is looked at, and as what it was checked
content_roles     the roles of a file by what it holds
project_files     reads and parses the files of a project, by role
turtle_syntax     every syntax error of a Turtle file
stages            the order of all checks
ontology_rules    rules for the ontology and the shapes: the queries in rules/, one file a rule
vocabulary_use    facts for these rules: which file uses which term
recorded_terms    facts for these rules: digest of the terms, and the digest recorded for their version
time_limits       how long a step may take
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
from dataclasses import dataclass, replace
from pathlib import Path

from shisaku.check.agreement import found_in
from shisaku.check.content_roles import roles_of
from shisaku.check.data_checks import DataFile
from shisaku.check.deprecated_terms import deprecated_in, file_findings, query_findings
from shisaku.check.located import Located, unreadable
from shisaku.check.project_files import DATA, ONTOLOGY, SHAPES, ProjectFiles, gather, gather_loose
from shisaku.check.question_checks import undefined_terms
from shisaku.check.scope import CHECKED_ENDINGS, DATASETS, DOCUMENTS, QUERIES, Scope, files_below
from shisaku.check.selection import Selection, refuse_unknown
from shisaku.check.stages import Progress, data_findings, run
from shisaku.dataset.dataset_layout import is_dataset
from shisaku.dataset.recorded_findings import dataset_findings
from shisaku.errors import InputError, ShisakuError
from shisaku.formats.registry import ENDINGS, is_document
from shisaku.messages import Message
from shisaku.owl.rl.inference import Engine
from shisaku.pipeline import Context, build
from shisaku.project import Project, find_project, has_settings, refuse_empty_patterns
from shisaku.rdf.namespaces import SHISAKU

__all__ = ["Located", "Progress", "Scope", "Selection", "check_paths", "check_project"]


def check_project(
    project: Project, progress: Progress, selection: Selection, engine: Engine = "compiled", scope: Scope | None = None
) -> Iterator[Located]:
    """Return the findings on a project's ontology, data and questions, in the order of the stages.

    `scope` takes down what was checked. Raises InputError where a pattern of its settings or of `selection` matches nothing.
    """
    refuse_empty_patterns(project)
    scope = scope or Scope()
    files = replace(gather(project, progress, engine), seconds=scope.seconds)
    scope.add_files(files)
    refuse_unknown(selection, files)
    selection = selection.with_levels_of(project)
    yield from selection.of(run(files, progress, selection), project)


def check_paths(
    paths: Iterable[Path],
    project: Project,
    progress: Progress,
    selection: Selection,
    engine: Engine = "compiled",
    scope: Scope | None = None,
) -> Iterator[Located]:
    """Return the findings on `paths`: projects, files of this project, graphs, questions, documents, folders of them, datasets.

    A file of `project` is checked with the whole project, and its own findings are returned. Other RDF files and queries are checked
    together, as what they hold; graphs of plans without an ontology of their own against that of `project`. For a dataset, the
    findings recorded by its build are returned. `scope` takes down what was checked. Raises InputError where there is nothing to
    check in a folder.
    """
    yield from _Check(project, progress, selection.with_levels_of(project), engine, scope or Scope()).of(paths)


@dataclass(frozen=True, slots=True)
class _Check:
    """A check of paths."""

    project: Project
    progress: Progress
    selection: Selection
    engine: Engine
    scope: Scope

    def of(self, paths: Iterable[Path]) -> Iterator[Located]:
        """The findings on these paths."""
        known = {path.resolve() for path in _files_of(self.project)}
        own: set[Path] = set()
        loose: list[Path] = []
        for path in paths:
            if path.is_dir() and has_settings(path) and path.resolve() != self.project.root.resolve():
                other = find_project(path.resolve())
                yield from check_project(other, self.progress, self.selection, self.engine, self.scope)
            elif is_dataset(path):
                yield from self._dataset(path)
            else:
                files = files_below(path, documents=True)
                if not files:
                    raise InputError(Message("cli-there-nothing-check-name-files", root=path))
                own |= {file.resolve() for file in files if file.resolve() in known}
                loose += [file for file in files if file.resolve() not in known]
        yield from self._loose(loose)
        yield from self._own(own)

    def _own(self, own: set[Path]) -> Iterator[Located]:
        """The findings in these files of the project, which is checked whole."""
        if not own:
            return
        for located in check_project(self.project, self.progress, self.selection, self.engine, self.scope):
            places = (located.path, *(Path(place.path) for place in (located.place, located.related) if place is not None))
            if own & {place.resolve() for place in places}:
                yield located

    def _dataset(self, path: Path) -> Iterator[Located]:
        self.progress(str(path))
        self.scope.add(path, DATASETS)
        found = (Located(one.finding, one.place, one.document) for one in dataset_findings(path))
        yield from self.selection.of(found, self.project)

    def _loose(self, files: list[Path]) -> Iterator[Located]:
        """The findings on files that are not the project's."""
        documents = [file for file in files if file.suffix.lower() not in CHECKED_ENDINGS]
        others = [file for file in files if file.suffix.lower() in CHECKED_ENDINGS]
        for file in documents:
            self.progress(str(file))
            self.scope.add(file, DOCUMENTS)
            yield from self.selection.of(_guarded(file, self.project, self.engine), self.project)
        if not others:
            return
        gathered = gather_loose(others, self.project.root, roles_of, self.progress, self.engine)
        together = replace(gathered, seconds=self.scope.seconds)
        plans = _about_plans(together)
        terms_or_shapes = any(file.role != DATA and file.path not in plans for file in together.files)
        if terms_or_shapes or not (has_settings(self.project.root) or plans):
            self.scope.add_files(together)
            refuse_unknown(self.selection, together)
            yield from self.selection.of(run(together, self.progress, self.selection), self.project)
        else:
            yield from self.selection.of(self._against_project(together), self.project)

    def _against_project(self, together: ProjectFiles) -> Iterator[Located]:
        """The findings on graphs and questions by the ontology and the shapes of the project."""
        project_files = gather(self.project, engine=self.engine)
        yield from together.broken
        for located in together.broken:
            self.scope.add(located.path, DATA)
        for file in {file.path: replace(file, role=DATA) for file in together.files}.values():
            self.scope.add(file.path, DATA)
            yield from file_findings(file, deprecated_in(project_files.files))
            yield from data_findings(DataFile(file, project_files), self.scope.seconds)
        for query in together.queries:
            self.scope.add(query.path, QUERIES)
            yield from undefined_terms((query,), project_files)
            yield from query_findings(query, deprecated_in(project_files.files))


def _about_plans(files: ProjectFiles) -> frozenset[Path]:
    """The files that use the terms for plans, and neither declare terms nor hold shapes."""
    users = {
        file.path for file in files.files if any(str(p).startswith(str(SHISAKU)) for p in file.graph.predicates(unique=True))
    }
    return frozenset(users - {file.path for file in files.files if file.role in (ONTOLOGY, SHAPES)})


def _files_of(project: Project) -> Iterator[Path]:
    yield from (*project.schemes, *project.alignments, *project.imports, *project.shapes, *project.checks, *project.queries)
    yield from (*project.graphs, *project.sources)


def _guarded(path: Path, project: Project, engine: Engine) -> Iterator[Located]:
    """Findings on one document; an unreadable file is a finding too, so that the other files are still checked."""
    try:
        if path.suffix and not is_document(path):
            known = ", ".join(sorted({*CHECKED_ENDINGS, *ENDINGS}))
            raise InputError(Message("check-not-kind-checked-known", path=path, known=known))
        built = build(path, Context.of(project), engine=engine)
        yield from found_in(path, built.plan, built.findings)
    except ShisakuError as error:
        yield unreadable(path, error)
