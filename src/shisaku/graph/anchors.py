"""Places in the text and in its file, each written once (Web Annotation Data Model 4.2)."""

from bisect import bisect_left, bisect_right

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF

from shisaku.graph.layers import Layers, offset
from shisaku.graph.page_regions import PDF_FRAGMENT, page_fragments
from shisaku.model.source import Source, Span
from shisaku.rdf.namespaces import OA, SHISAKU, PlanIris

CONTEXT = 24
"""Characters of context before and behind a quote (oa:prefix, oa:suffix)."""


class Anchors:
    """Writes the places of one source."""

    def __init__(self, layers: Layers, iris: PlanIris, source: Source) -> None:
        self.layers = layers
        self.iris = iris
        self.source = source
        self.written: set[URIRef] = set()
        self.line_ends = [line.span.end for line in source.layout]
        self.line_starts = [line.span.start for line in source.layout]

    def of(self, span: Span) -> URIRef:
        """The IRI of a stretch of the text; writes its selectors: offsets in code points, and the quote in its context."""
        iri = self.iris.span(span)
        if iri in self.written:
            return iri
        self.written.add(iri)
        text, add = self.source.text, self.layers.add_asserted
        position, quote = URIRef(f"{iri}/position"), URIRef(f"{iri}/quote")
        add(iri, (RDF.type, SHISAKU.TextSpan), (OA.hasSource, self.iris.text))
        add(iri, (OA.hasSelector, position), (OA.hasSelector, quote))
        add(position, (RDF.type, OA.TextPositionSelector), (OA.start, offset(span.start)), (OA.end, offset(span.end)))
        add(
            quote,
            (RDF.type, OA.TextQuoteSelector),
            (OA.exact, Literal(text[span.start : span.end])),
            (OA.prefix, Literal(text[max(0, span.start - CONTEXT) : span.start])),
            (OA.suffix, Literal(text[span.end : span.end + CONTEXT])),
        )
        self._on_pages(iri, span)
        return iri

    def where(self, span: Span | None) -> URIRef | None:
        """The IRI of a stretch; None where nothing is printed."""
        return None if span is None else self.of(span)

    def _on_pages(self, iri: URIRef, span: Span) -> None:
        """Write the regions of the stretch on the pages of the file, where it has pages."""
        first, behind = bisect_right(self.line_ends, span.start), bisect_left(self.line_starts, span.end)
        for page, fragment in page_fragments(self.source.layout[first:behind], span).items():
            region = self.iris.region(page, fragment.rpartition("=")[2])
            self.layers.add_asserted(iri, (SHISAKU.pageRegion, region))
            if region in self.written:
                continue
            self.written.add(region)
            selector = URIRef(f"{region}/fragment")
            self.layers.add_asserted(
                region, (RDF.type, SHISAKU.SourceRegion), (OA.hasSource, self.iris.file), (OA.hasSelector, selector)
            )
            self.layers.add_asserted(
                selector,
                (RDF.type, OA.FragmentSelector),
                (DCTERMS.conformsTo, URIRef(PDF_FRAGMENT)),
                (RDF.value, Literal(fragment)),
            )
