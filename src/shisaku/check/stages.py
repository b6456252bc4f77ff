"""The stages of a check, in order; a stage sees only what passed the stages before it."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from rdflib import Graph

from shisaku.check.agreement import RereadSource, readings
from shisaku.check.data_checks import DataFile, data_files
from shisaku.check.deprecated_terms import project_findings as deprecated_findings
from shisaku.check.located import Located
from shisaku.check.ontology_rules import CATEGORIES, ontology_findings
from shisaku.check.project_files import ALIGNMENTS, DATA, IMPORTS, ONTOLOGY, SHAPES, VOCABULARIES, ProjectFiles
from shisaku.check.question_checks import place_in_query, query_findings
from shisaku.check.selection import Selection
from shisaku.check.shape_cases import case_findings
from shisaku.check.time_limits import within
from shisaku.owl.consistency.consistency_check import consistency_findings
from shisaku.owl.profiles.profile_check import profile_findings
from shisaku.pipeline import Context
from shisaku.shacl.shape_queries import query_findings as shape_query_findings
from shisaku.shacl.validation import validate_shapes

Progress = Callable[[str], None]
"""Called with the name of what is checked next."""
OWN = (ONTOLOGY, VOCABULARIES, SHAPES, ALIGNMENTS)
"""Roles of the files in which a finding on a term is located."""

_REPORTS_THE_SAME = {
    "profile/dl-declarations": ("ontology/undeclared-term",),
    "profile/dl-lists": ("ontology/chain-of-one",),
    "profile/dl-typing": ("ontology/domain-is-datatype", "ontology/range-of-wrong-kind"),
}
"""Rules of the profiles, each with the rules that report the same problem in plainer words."""


def run(project_files: ProjectFiles, progress: Progress, selection: Selection) -> Iterator[Located]:
    """Return every finding on a project; only syntax errors if an RDF file is broken. Stages without a selected rule are skipped."""
    yield from project_files.broken
    if any(located.path.suffix != ".rq" for located in project_files.broken):
        return
    if selection.touches(*CATEGORIES, "profile", "owl"):
        progress("ontology")
        yield from within(
            project_files.seconds, partial(_ontology, project_files, selection), project_files.first(*OWN), "ontology"
        )
    shape_findings = []
    if selection.touches("shapes", "shacl", "case"):
        found = (*validate_shapes(project_files.shapes), *shape_query_findings(project_files.shapes))
        shape_findings = [project_files.located(finding, SHAPES) for finding in found]
    yield from shape_findings
    sources = _sources(project_files, progress) if selection.touches("data", "reading", "shacl", "check") else ()
    if selection.touches("data", "shapes", "query"):
        yield from deprecated_findings(project_files)
    yield from _data(project_files, progress, selection, sources, valid_shapes=not shape_findings)
    if selection.touches("case") and not shape_findings:
        progress("cases")
        yield from case_findings(project_files)
    if selection.touches("query"):
        progress("queries")
        yield from query_findings(project_files)
    for reading in sources:
        yield from reading.findings


def data_findings(data: DataFile, seconds: float) -> Iterator[Located]:
    """Return the contradictions and violations in one graph."""
    for name, stage in (
        ("contradictions", data.contradictions),
        ("violations", data.violations),
        ("checks", data.check_violations),
    ):
        yield from within(seconds, stage, data.file.path, name)


def _data(
    project_files: ProjectFiles, progress: Progress, selection: Selection, sources: tuple[RereadSource, ...], valid_shapes: bool
) -> Iterator[Located]:
    """Findings on the graphs, without those already reported for their sources."""
    data = data_files(project_files)
    reported = {project_files.project.graph(reading.path.parent.name): reading.reported for reading in sources}
    stages = (
        ("owl", "contradictions", DataFile.contradictions),
        *((("shacl", "violations", DataFile.violations),) if valid_shapes else ()),
        ("check", "checks", DataFile.check_violations),
    )
    for category, name, stage in stages:
        for file in data if selection.touches(category) else ():
            progress(f"{file.file.path} ({name})")
            found = within(project_files.seconds, partial(stage, file), file.file.path, name)
            yield from _unreported(found, reported.get(file.file.path, frozenset()))


def _ontology(project_files: ProjectFiles, selection: Selection) -> Iterator[Located]:
    """Findings on the ontology by the selected rules; what a rule reports, no profile reports again."""
    own = project_files.union(ONTOLOGY, VOCABULARIES, ALIGNMENTS)
    reported: set[tuple[str, str | None]] = set()
    for finding in ontology_findings(project_files) if selection.touches(*CATEGORIES, "profile") else ():
        reported.add((finding.rule, finding.subject))
        place = place_in_query(project_files, finding)
        yield project_files.located(finding, *OWN, DATA) if place is None else Located(finding, place, Path(place.path))
    for finding in profile_findings(own, project_files.union(IMPORTS)) if selection.touches("profile") else ():
        if not any((rule, finding.subject) in reported for rule in _REPORTS_THE_SAME.get(finding.rule, ())):
            yield project_files.located(finding, *OWN)
    if selection.touches("owl"):
        yield from (project_files.located(finding, *OWN) for finding in consistency_findings(own, Graph()))


def _sources(project_files: ProjectFiles, progress: Progress) -> tuple[RereadSource, ...]:
    if not project_files.project.sources:
        return ()
    progress("sources")
    return tuple(readings(project_files.project, Context.of(project_files.project)))


def _unreported(found: Iterator[Located], reported: frozenset[tuple[str, object]]) -> Iterator[Located]:
    """The findings that reading the document has not reported already."""
    for located in found:
        finding = located.finding
        if not {(finding.rule, finding.span), (finding.rule, None)} & reported:
            yield located
