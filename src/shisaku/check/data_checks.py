"""Checks graphs against ontology, shapes and checks; inference and validation run once a graph."""

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
    """A graph with its inferred triples and its findings."""

    file: Parsed
    """The file of the graph."""
    project_files: ProjectFiles
    """The project that it is checked against."""

    @cached_property
    def inference(self) -> Inference:
        """Triples inferred under the ontology, and contradictions."""
        return infer(self.file.graph, self.project_files.terms, self.project_files.engine)

    @cached_property
    def whole(self) -> Graph:
        """Asserted and inferred triples."""
        return self.file.graph + self.inference.inferred

    def contradictions(self) -> Iterator[Located]:
        """Return the contradictions between graph and ontology, and the notes of the inference."""
        yield from self._located((*self.inference.contradictions, *self.inference.notes))

    def violations(self) -> Iterator[Located]:
        """Return the violations of the shapes."""
        yield from self._located(
            validate(self.whole, self.project_files.schemes, self.project_files.compiled_shapes, self.project_files.engine)
        )

    def check_violations(self) -> Iterator[Located]:
        """Return the results of the checks: queries that must return nothing."""
        yield from self._located(check(self.whole, self.project_files.schemes, self.project_files.checks))

    def _located(self, findings: tuple[Finding, ...]) -> Iterator[Located]:
        for finding in findings:
            printed = None if finding.span is None or self._source is None else self._source.place(finding.span)
            written = self.file.place(finding)
            yield Located(finding, written or printed, self.file.path, printed if written is not None else None)

    @cached_property
    def _source(self) -> Source | None:
        """The source text stored in the graph, named after its document if that is in the project."""
        document = self.file.graph.value(None, RDF.type, SHISAKU.SourceText)
        text = self.file.graph.value(document, SHISAKU.sourceText) if document is not None else None
        if text is None:
            return None
        referenced = self.project_files.project.source(self.file.path.stem)
        name = str(referenced if referenced.is_file() else document)
        return Source(str(text), name, Description(self.file.path.stem), "", "utf-8")


def data_files(project_files: ProjectFiles) -> tuple[DataFile, ...]:
    """Return every graph of the project."""
    return tuple(DataFile(file, project_files) for file in project_files.files if file.role == DATA)
