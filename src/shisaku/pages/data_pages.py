"""Every page and file of a site of data, in the order in which they are written."""

import json
from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import OWL
from rdflib.term import BNode

from shisaku.export.answer_tables import answer_text
from shisaku.messages import LANGUAGES, Language, Message
from shisaku.pages.alternates import alternates
from shisaku.pages.csvw import ENDING as METADATA
from shisaku.pages.csvw import metadata_of_answer
from shisaku.pages.data_page_classes import RetiredPage
from shisaku.pages.data_site import DataSite
from shisaku.pages.dataset_description import description
from shisaku.pages.edition_pages import ComparisonFiles
from shisaku.pages.page import Asset, Page
from shisaku.pages.plan_pages import SitePages
from shisaku.pages.reference import ReferenceData
from shisaku.pages.reference_page_classes import QuestionPage
from shisaku.pages.reference_pages import reference_pages
from shisaku.pages.rendering import template_text
from shisaku.pages.sitemap import robots, sitemap
from shisaku.rdf.quads import Triple

_SCRIPT = "search.js"


def data_pages(site: DataSite) -> Iterator[Page | Asset]:
    """Return every page of the site in each language, with the data files next to them."""
    pages: dict[Language, SitePages] = {lang: SitePages(site, lang) for lang in LANGUAGES}
    paths = []
    for page in reference_pages(site.reference, lambda lang: pages[lang].navigation):
        if isinstance(page, Asset):
            yield page
            continue
        page = pages[page.lang].of_reference(page)
        paths.append(page.path)
        yield page
        if isinstance(page, QuestionPage) and page.chart is not None:
            yield pages[page.lang].chart_of(page, page.chart)
    for in_language in pages.values():
        for page in in_language.all():
            paths += [] if isinstance(page, RetiredPage) else [page.path]
            yield page
    yield Asset("robots.txt", robots(site.url))
    if site.url:
        yield Asset("sitemap.xml", sitemap(paths, site.url))
    yield from _alternates(site)
    yield from _comparisons(site, pages[LANGUAGES[0]])
    yield from _files(site)


def _alternates(site: DataSite) -> Iterator[Asset]:
    """Data files of each resource and of each own term."""
    for resource in site.dataset.visited:
        stem = site.dataset.addresses[str(resource)].removesuffix(".html")
        for ending, text in alternates(site.dataset.about(resource), resource, site.context):
            yield Asset(f"{stem}.{ending}", text)
    for iri, path in site.reference.own_addresses.items():
        for ending, text in alternates(_term_triples(site.reference, URIRef(iri)), URIRef(iri), site.context):
            yield Asset(f"{path.removesuffix('.html')}.{ending}", text)


def _term_triples(reference: ReferenceData, term: URIRef) -> list[Triple]:
    """Triples of an own term, without those with blank nodes, which are in the file of the ontology."""
    found = {t for graph in (reference.whole, reference.alignments) for t in graph.triples((term, None, None))}
    return sorted(t for t in found if not isinstance(t[2], BNode))


def _comparisons(site: DataSite, pages: SitePages) -> Iterator[Asset]:
    """Each comparison of editions as CSV with its metadata, and as JSON."""
    title, description = Message("pages-editions"), Message("pages-editions-intro")
    for comparison in pages.comparisons.values():
        stem = site.dataset.addresses[str(comparison.iri)].removesuffix(".html")
        files = ComparisonFiles(pages.naming, comparison)
        yield Asset(f"{stem}.csv", files.csv())
        yield Asset(f"{stem}.json", files.json())
        yield Asset(f"{stem}.csv{METADATA}", files.metadata(f"{stem.rpartition('/')[2]}.csv", title, description, site.licence))


def _files(site: DataSite) -> Iterator[Asset]:
    """Answers, the ontology by its versions, the JSON-LD context, whole graphs with their description, the script of the search."""
    reference = site.reference
    for question in reference.questions:
        answer = reference.answers[question.name]
        yield Asset(f"question/{question.name}.json", answer_text(answer, "json"))
        yield Asset(f"question/{question.name}.csv{METADATA}", metadata_of_answer(question, answer, site.licence))
    yield Asset(_SCRIPT, template_text(_SCRIPT))
    for version in sorted(map(str, reference.terms.objects(reference.ontology, OWL.versionInfo))):
        yield Asset(f"ontology/{version}.ttl", reference.files[0].text)
    yield Asset("context.jsonld", json.dumps(site.context, ensure_ascii=False, indent=2) + "\n")
    yield Asset("data/description.ttl", description(site.dataset.files, site.context))
    for dump in site.dumps:
        yield Asset(f"data/{dump.name}", dump.text)
