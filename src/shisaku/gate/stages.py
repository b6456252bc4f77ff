"""The stages of the gate, in their order; what the gate promises is that each stage sees only what the one before let through."""

from collections.abc import Callable, Iterator

from shisaku.findings import Finding
from shisaku.gate.agreement import Reading, readings
from shisaku.gate.cases import case_findings
from shisaku.gate.data import DataFile, data_files
from shisaku.gate.located import Located
from shisaku.gate.material import ALIGNMENTS, ONTOLOGY, SHAPES, VOCABULARIES, Material
from shisaku.gate.queries import query_findings
from shisaku.graph.validation import validate_shapes
from shisaku.pipeline import Workshop

Progress = Callable[[str], None]
"""Told what is being looked at."""
OWN = (ONTOLOGY, VOCABULARIES, SHAPES, ALIGNMENTS)
"""Parts whose files a finding on a term is looked for in."""


def run(material: Material, progress: Progress) -> Iterator[Located]:
    """Every finding on a project; where a file of it cannot be parsed, that alone."""
    yield from material.broken
    if any(located.path.suffix == ".ttl" for located in material.broken):
        return
    progress("ontology")
    yield from (material.located(finding, *OWN) for finding in _ontology(material))
    misshapen = [material.located(finding, SHAPES) for finding in validate_shapes(material.shapes)]
    yield from misshapen
    data = data_files(material)
    sources = _sources(material, progress)
    told = {material.project.graph(reading.path.parent.name): reading.told for reading in sources}
    for stage in (DataFile.contradictions, *(() if misshapen else (DataFile.violations,)), DataFile.breaches):
        for file in data:
            progress(f"{file.file.path} ({stage.__name__})")
            yield from _untold(stage(file), told.get(file.file.path, frozenset()))
    if not misshapen:
        progress("cases")
        yield from case_findings(material)
    progress("queries")
    yield from query_findings(material)
    for reading in sources:
        yield from reading.findings


def _ontology(material: Material) -> Iterator[Finding]:
    """What is wrong with the ontology itself."""
    return iter(())


def _sources(material: Material, progress: Progress) -> tuple[Reading, ...]:
    if not material.project.sources:
        return ()
    progress("sources")
    return tuple(readings(material.project, Workshop.of(material.project)))


def _untold(found: Iterator[Located], told: frozenset[tuple[str, object]]) -> Iterator[Located]:
    """What the reading of the document has not told already."""
    for located in found:
        finding = located.finding
        if not {(finding.rule, finding.span), (finding.rule, None)} & told:
            yield located
