"""The stages of the gate, in their order; what the gate promises is that each stage sees only what the one before let through."""

from collections.abc import Callable, Iterator
from pathlib import Path

from rdflib import Graph

from shisaku.check.agreement import RereadSource, readings
from shisaku.check.data_checks import DataFile, data_files
from shisaku.check.deprecated_terms import project_findings as deprecated_findings
from shisaku.check.located import Located
from shisaku.check.ontology_rules import ROOMS, ontology_findings
from shisaku.check.project_files import ALIGNMENTS, DATA, IMPORTS, ONTOLOGY, SHAPES, VOCABULARIES, ProjectFiles
from shisaku.check.question_checks import place_in_query, query_findings
from shisaku.check.selection import Selection
from shisaku.check.shape_cases import case_findings
from shisaku.owl.consistency.consistency_check import consistency_findings
from shisaku.owl.profiles.profile_check import profile_findings
from shisaku.pipeline import Context
from shisaku.shacl.validation import validate_shapes

Progress = Callable[[str], None]
"""Told what is being looked at."""
OWN = (ONTOLOGY, VOCABULARIES, SHAPES, ALIGNMENTS)
"""Parts whose files a finding on a term is looked for in."""

_TELLS_THE_SAME = {
    "profile/dl-declarations": ("ontology/undeclared-term",),
    "profile/dl-lists": ("ontology/chain-of-one",),
    "profile/dl-typing": ("ontology/domain-is-datatype", "ontology/range-of-wrong-kind"),
}
"""Rules of the profiles, and those that tell the same of the same resource in plainer words."""


def run(material: ProjectFiles, progress: Progress, selection: Selection) -> Iterator[Located]:
    """Every finding on a project; where a file of it cannot be parsed, that alone. What no chosen rule is about is left out."""
    yield from material.broken
    if any(located.path.suffix == ".ttl" for located in material.broken):
        return
    if selection.touches(*ROOMS, "profile", "owl"):
        progress("ontology")
        yield from _ontology(material, selection)
    misshapen = []
    if selection.touches("shapes", "shacl", "case"):
        misshapen = [material.located(finding, SHAPES) for finding in validate_shapes(material.shapes)]
    yield from misshapen
    sources = _sources(material, progress) if selection.touches("data", "reading", "shacl", "check") else ()
    if selection.touches("data", "shapes", "query"):
        yield from deprecated_findings(material)
    yield from _data(material, progress, selection, sources, bool(misshapen))
    if selection.touches("case") and not misshapen:
        progress("cases")
        yield from case_findings(material)
    if selection.touches("query"):
        progress("queries")
        yield from query_findings(material)
    for reading in sources:
        yield from reading.findings


def _data(
    material: ProjectFiles, progress: Progress, selection: Selection, sources: tuple[RereadSource, ...], misshapen: bool
) -> Iterator[Located]:
    """What is wrong with the graphs and has not been told of their sources."""
    data = data_files(material)
    told = {material.project.graph(reading.path.parent.name): reading.told for reading in sources}
    stages = (
        ("owl", DataFile.contradictions),
        *(() if misshapen else (("shacl", DataFile.violations),)),
        ("check", DataFile.breaches),
    )
    for room, stage in stages:
        for file in data if selection.touches(room) else ():
            progress(f"{file.file.path} ({stage.__name__})")
            yield from _untold(stage(file), told.get(file.file.path, frozenset()))


def _ontology(material: ProjectFiles, selection: Selection) -> Iterator[Located]:
    """What is wrong with the ontology itself, as far as a chosen rule is about it; what a rule reports, no profile reports again."""
    own = material.union(ONTOLOGY, VOCABULARIES, ALIGNMENTS)
    told: set[tuple[str, str | None]] = set()
    for finding in ontology_findings(material) if selection.touches(*ROOMS, "profile") else ():
        told.add((finding.rule, finding.subject))
        place = place_in_query(material, finding)
        yield material.located(finding, *OWN, DATA) if place is None else Located(finding, place, Path(place.path))
    for finding in profile_findings(own, material.union(IMPORTS)) if selection.touches("profile") else ():
        if not any((rule, finding.subject) in told for rule in _TELLS_THE_SAME.get(finding.rule, ())):
            yield material.located(finding, *OWN)
    if selection.touches("owl"):
        yield from (material.located(finding, *OWN) for finding in consistency_findings(own, Graph()))


def _sources(material: ProjectFiles, progress: Progress) -> tuple[RereadSource, ...]:
    if not material.project.sources:
        return ()
    progress("sources")
    return tuple(readings(material.project, Context.of(material.project)))


def _untold(found: Iterator[Located], told: frozenset[tuple[str, object]]) -> Iterator[Located]:
    """What the reading of the document has not told already."""
    for located in found:
        finding = located.finding
        if not {(finding.rule, finding.span), (finding.rule, None)} & told:
            yield located
