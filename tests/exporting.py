"""A plan in a format, for tests that have graphs at hand."""

from collections.abc import Mapping

from rdflib import Graph, URIRef

from shisaku.export.export_formats import EXPORT_FORMATS
from shisaku.export.jsonld import Json
from shisaku.export.plan_export import PlanExport
from shisaku.model.plan import Plan


def export(
    layers: Mapping[URIRef, Graph], published: Graph, plan: URIRef, context: Json, form: str, document: Plan | None = None
) -> str:
    """Return a plan in the format of that name; `document` is the plan as read, which StratML is made of."""

    def read() -> Plan:
        assert document is not None
        return document

    return EXPORT_FORMATS[form].text(PlanExport(plan, published, layers, lambda: context, read))
