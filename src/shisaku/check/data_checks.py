"""Graphs against the ontology: contradictions, shapes, checks; each graph inferred and validated once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rdflib import Graph
from rdflib.namespace import RDF

from shisaku.check.located import Located
from shisaku.check.project_files import DATA, Parsed, ProjectFiles
from shisaku.model.findings import Finding
from shisaku.model.source import Description, Source
from shisaku.owl.rl.inference import Inference, infer
from shisaku.rdf.namespaces import SHISAKU
from shisaku.shacl.validation import check, validate


@dataclass(frozen=True)
class DataFile:
    """One graph and what follows from it."""

    file: Parsed
    """The file."""
    material: ProjectFiles
    """What it is checked against."""

    @cached_property
    def inference(self) -> Inference:
        """What the ontology makes of it."""
        return infer(self.file.graph, self.material.terms, self.material.engine)

    @cached_property
    def whole(self) -> Graph:
        """The graph closed under inference."""
        return self.file.graph + self.inference.inferred

    def contradictions(self) -> Iterator[Located]:
        """What the graph and the ontology cannot say together, and whether the reference had to find it."""
        yield from self._located((*self.inference.contradictions, *self.inference.notes))

    def violations(self) -> Iterator[Located]:
        """What the shapes find."""
        yield from self._located(validate(self.whole, self.material.schemes, self.material.compiled_shapes, self.material.engine))

    def breaches(self) -> Iterator[Located]:
        """What the checks find."""
        yield from self._located(check(self.whole, self.material.schemes, self.material.checks))

    def _located(self, findings: tuple[Finding, ...]) -> Iterator[Located]:
        for finding in findings:
            printed = None if finding.span is None or self._source is None else self._source.place(finding.span)
            written = self.file.place(finding)
            yield Located(finding, written or printed, self.file.path, printed if written is not None else None)

    @cached_property
    def _source(self) -> Source | None:
        """The source document as the graph itself carries it; its file where that lies in the project of the graph."""
        document = self.file.graph.value(None, RDF.type, SHISAKU.SourceText)
        text = self.file.graph.value(document, SHISAKU.sourceText) if document is not None else None
        if text is None:
            return None
        beside = self.material.project.source(self.file.path.stem)
        name = str(beside if beside.is_file() else document)
        return Source(str(text), name, Description(self.file.path.stem), "", "utf-8")


def data_files(material: ProjectFiles) -> tuple[DataFile, ...]:
    """Every graph of the project."""
    return tuple(DataFile(file, material) for file in material.files if file.role == DATA)
