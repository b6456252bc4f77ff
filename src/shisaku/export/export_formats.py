"""The formats that plans are exported in, a row each: the command line, the pages and the tests read them here.

A writer is a function of a `shisaku.export.plan_export.PlanExport` that returns the text. It is named, `module:function`, so that this
list costs nothing to import.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shisaku.export.plan_export import PlanExport


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format of files that plans are written to."""

    name: str
    """Its name on the command line."""
    ending: str
    """Ending of its files."""
    media_type: str
    """Its media type (IANA)."""
    writer: str
    """What writes it, `module:function`."""

    def text(self, export: "PlanExport") -> str:
        """Return the plan in this format. Raises InputError where the format cannot hold it."""
        module, function = self.writer.split(":")
        write: Callable[[PlanExport], str] = getattr(import_module(module), function)
        return write(export)


_RDF = "shisaku.export.plan_export"
_ALL = (
    ExportFormat("turtle", ".ttl", "text/turtle", f"{_RDF}:turtle"),
    ExportFormat("json-ld", ".jsonld", "application/ld+json", f"{_RDF}:json_ld"),
    ExportFormat("nt", ".nt", "application/n-triples", f"{_RDF}:n_triples"),
    ExportFormat("nquads", ".nq", "application/n-quads", f"{_RDF}:n_quads"),
    ExportFormat("trig", ".trig", "application/trig", f"{_RDF}:trig"),
    ExportFormat("xml", ".rdf", "application/rdf+xml", f"{_RDF}:rdf_xml"),
    ExportFormat("stratml", ".xml", "application/xml", "shisaku.export.stratml:part_1"),
    ExportFormat("stratml-2", ".xml", "application/xml", "shisaku.export.stratml:part_2"),
)
EXPORT_FORMATS: Mapping[str, ExportFormat] = MappingProxyType({one.name: one for one in _ALL})
"""Every format by its name. N-Quads and TriG hold all named graphs; StratML holds the plan, the others what is published of it."""
