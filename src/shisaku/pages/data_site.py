"""The static site of the data: the reference, and with it every resource of the plans, their pictures, matrices, a search, charts."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from rdflib import URIRef
from rdflib.namespace import DCAT, DCTERMS, OWL, PROV, RDF
from rdflib.term import BNode

from shisaku.errors import InputError, Language, Message
from shisaku.export.answer_tables import answer_text
from shisaku.export.jsonld import read_context
from shisaku.pages import schema_org as linked
from shisaku.pages.alternates import MEDIA_TYPES, alternates
from shisaku.pages.chart_picture import chart_picture
from shisaku.pages.charts import chart
from shisaku.pages.component_tree import ComponentBranch, plan_tree
from shisaku.pages.csvw import ENDING as METADATA
from shisaku.pages.csvw import metadata_of_answer
from shisaku.pages.dataset_description import Dump, common_licence, dataset_of, description, dumps
from shisaku.pages.detail_facts import SHOWN, DetailReader
from shisaku.pages.edition_pages import ComparisonFiles, EditionView, comparisons
from shisaku.pages.edition_picture import NARROW as NARROW_SIDES
from shisaku.pages.edition_picture import WIDE as WIDE_SIDES
from shisaku.pages.edition_picture import edition_picture
from shisaku.pages.matrix import matrix
from shisaku.pages.page_words_catalogue import word
from shisaku.pages.plan_picture import NARROW, WIDE, plan_picture
from shisaku.pages.published_data import Dataset, Naming, read_dataset
from shisaku.pages.reference import ReferenceData, read_reference
from shisaku.pages.reference_pages import Asset, Page, reference_pages
from shisaku.pages.rendering import chart_file, template_text
from shisaku.pages.resources import Telling
from shisaku.pages.sitemap import robots, sitemap
from shisaku.pages.term_labels import LANGUAGES, Text, text, text_of
from shisaku.pages.terms import Ref
from shisaku.project import Project
from shisaku.rdf.namespaces import OA, SHISAKU
from shisaku.rdf.quads import Triple

_SCRIPT = "search.js"
_ONTOLOGY = "ontology.html"
"""Where the front page of the reference is within the site."""
_NAMED = 3
"""Plans that a chart names."""
_ABOUT_PLAN = (DCTERMS.publisher, DCTERMS.temporal, DCTERMS.issued, SHISAKU.planKind, SHISAKU.adoptionStatus)
"""Properties of a plan that its page begins with."""
_SHOWN_ELSEWHERE = (
    SHISAKU.directPartOf, SHISAKU.places, SHISAKU.identifies, SHISAKU.concludedOf, SHISAKU.concludedValue, SHISAKU.inPlan,
    SHISAKU.inPillar, SHISAKU.inMeasure, OA.hasSource,
)  # fmt: skip
"""Properties of what stands on a page elsewhere: among what is below, or on the page of its own."""


@dataclass(frozen=True)
class DataSite:
    """What the site is made of."""

    reference: ReferenceData
    """Terms, vocabularies, questions; it knows where the resources of the plans are."""
    dataset: Dataset
    """The plans."""
    context: Mapping[str, Any]
    """The JSON-LD context."""
    url: str = ""
    """Where it will stand, ending in a slash; nothing where that is not known."""

    @cached_property
    def licence(self) -> URIRef | None:
        """The licence that all plans are under; None where there is no such one."""
        graph = self.dataset.graph
        return common_licence((graph,), (dataset_of(graph, plan) for plan in self.dataset.plans))

    @cached_property
    def dumps(self) -> tuple[Dump, ...]:
        """The graphs of all plans as files."""
        found = (dumps(graph, turtle, self.context) for graph, turtle in self.dataset.files)
        return tuple(dump for plans in found for files in plans.values() for dump in files)


def read_site(project: Project, data: tuple[Path, ...] = (), url: str = "") -> DataSite:
    """What the site of the project tells of; `data` in place of its own graphs; it will stand at `url`.

    Raises OntologyError or InputError with the place where a file is broken.
    """
    if data:
        project = replace(project, layout=replace(project.layout, data=tuple(str(path.resolve()) for path in data)))
    if not project.graphs:
        ja, en = "ページにするグラフがありません。", "There is no graph to make pages of."
        raise InputError(Message(ja, en))
    reference = read_reference(project)
    dataset = read_dataset(reference, project.graphs)
    return DataSite(replace(reference, resources=dataset.addresses), dataset, read_context(project), url)


def data_pages(site: DataSite) -> Iterator[Page | Asset]:
    """Every page of the site in each language, with the data beside them."""
    tellings: dict[Language, SitePages] = {lang: SitePages(site, lang) for lang in LANGUAGES}
    paths = []
    for page in reference_pages(site.reference):
        made = page if isinstance(page, Asset) else tellings[page.lang].of_reference(page)
        paths += [made.path] if isinstance(made, Page) else []
        yield made
        if isinstance(made, Page) and made.data.get("chart"):
            yield tellings[made.lang].chart_of(made)
    for telling in tellings.values():
        for page in telling.all():
            paths += [] if page.template == "retired" else [page.path]
            yield page
    yield Asset("robots.txt", robots(site.url))
    if site.url:
        yield Asset("sitemap.xml", sitemap(paths, site.url))
    yield from _data(site)
    yield from tellings[LANGUAGES[0]].files_of_comparisons()
    for question in site.reference.questions:
        answer = site.reference.answers[question.name]
        yield Asset(f"question/{question.name}.json", answer_text(answer, "json"))
        yield Asset(f"question/{question.name}.csv{METADATA}", metadata_of_answer(question, answer, site.licence))
    yield Asset(_SCRIPT, template_text(_SCRIPT))
    for version in sorted(map(str, site.reference.terms.objects(site.reference.ontology, OWL.versionInfo))):
        yield Asset(f"ontology/{version}.ttl", site.reference.files[0].text)
    yield Asset("context.jsonld", json.dumps(site.context, ensure_ascii=False, indent=2) + "\n")
    yield Asset("data/description.ttl", description(site.dataset.files, site.context))
    for dump in site.dumps:
        yield Asset(f"data/{dump.name}", dump.text)


def _data(site: DataSite) -> Iterator[Asset]:
    """The data beside the page of each resource and of each own term."""
    for resource in site.dataset.visited:
        stem = site.dataset.addresses[str(resource)].removesuffix(".html")
        for ending, told in alternates(site.dataset.about(resource), resource, site.context):
            yield Asset(f"{stem}.{ending}", told)
    for iri, path in site.reference.own_addresses.items():
        for ending, told in alternates(_term_triples(site.reference, URIRef(iri)), URIRef(iri), site.context):
            yield Asset(f"{path.removesuffix('.html')}.{ending}", told)


def _term_triples(reference: ReferenceData, term: URIRef) -> list[Triple]:
    """What is said of an own term, nameless nodes aside: those stand in the whole file."""
    found = {t for graph in (reference.whole, reference.alignments) for t in graph.triples((term, None, None))}
    return sorted(t for t in found if not isinstance(t[2], BNode))


def _beside(path: str) -> tuple[tuple[str, str], ...]:
    """Media types and paths of the data beside a page."""
    return tuple((media, f"{path.removesuffix('.html')}.{ending}") for ending, media in MEDIA_TYPES.items())


class SitePages:
    """The pages of one language."""

    def __init__(self, site: DataSite, lang: Language) -> None:
        self.site = site
        self.lang = lang
        self.dataset = site.dataset
        self.naming = Naming(site.dataset, lang)
        self.telling = Telling(self.naming)
        self.details = DetailReader(self.naming)
        self.trees = {plan: plan_tree(self.naming, plan) for plan in site.dataset.plans}
        self.comparisons = {found.iri: found for found in comparisons(self.naming)}
        self.title = Text(word("data_site", lang), lang)
        self.menu: tuple[tuple[str, str], ...] = ()
        self.by_path = {path: URIRef(iri) for iri, path in site.reference.own_addresses.items()}

    def of_reference(self, page: Page) -> Page:
        """A page of the reference as a page of this site."""
        if page.path == "index.html":
            questions = (entry for entry in page.data["menu"] if entry[0] == "questions")
            editions = (("editions", "editions.html"),) if self.comparisons else ()
            self.menu = (("topics", "matrix.html"), *editions, *questions, ("search", "search.html"), ("ontology", _ONTOLOGY))
            page = replace(page, path=_ONTOLOGY)
        data = dict(page.data) | {"site": self.title, "menu": self.menu}
        more: tuple[tuple[str, str], ...] = ()
        if page.path in self.by_path:
            more = _beside(page.path)
            data["pointing"] = self.telling.pointing(self.by_path[page.path]) if page.path.count("/") > 1 else ()
            data["data"] = more
        if page.template == "question":
            data["chart"] = chart(page.data["table"])
            data["chart_file"] = f"{self.lang}/{page.path.removesuffix('.html')}.svg"
            stem = page.path.removesuffix(".html")
            more = (("application/sparql-results+json", f"{stem}.json"),)
            data["json"] = more[0][1]
        data["linked"] = self._linked(page)
        return replace(page, data=data, alternates=(*more, *page.alternates))

    def chart_of(self, page: Page) -> Asset:
        """The chart of a question as a file, with what was asked of which plans."""
        plans = [self.naming.ref(plan).name.text for plan in self.trees]
        others = (word("and_others", self.lang, len(plans) - _NAMED),) if len(plans) > _NAMED else ()
        found = page.data["chart"]
        notes = (word("chart_note", self.lang, found.column, page.data["query"].name), *plans[:_NAMED], *others)
        return Asset(page.data["chart_file"], chart_file(chart_picture(found, page.title, notes, self.lang)))

    def _linked(self, page: Page) -> str:
        """A page of the reference in the words of schema.org."""
        if page.template == "vocabulary":
            return linked.script(linked.term_set(page.data["iri"], page.title, page.data["descriptions"]))
        if page.template == "term":
            schemes = [ref.iri for fact in page.data["described"].facts if fact.key == "in_vocabulary" for ref in fact.values]
            return linked.script(linked.term(page.data["described"], next(iter(schemes), str(self.site.reference.ontology))))
        return ""

    def all(self) -> Iterator[Page]:
        """The pages that the reference does not have."""
        files = tuple((f"data/{dump.name}", dump.media, len(dump.text.encode())) for dump in self.site.dumps)
        plans = tuple(map(self._counts, self.trees.values()))
        about = linked.script(
            linked.catalogue(self.title, word("site_intro", self.lang), self.dataset.graph, [ref for ref, _ in plans])
        )
        yield self._page("index.html", "home", self.title, plans=plans, files=files, linked=about)
        yield self.matrices()
        yield self._search()
        if self.comparisons:
            trios = ((found.iri, found.old.iri, found.new.iri) for found in self.comparisons.values())
            compared = tuple(tuple(map(self.naming.ref, trio)) for trio in trios)
            yield self._page("editions.html", "comparisons", self._word("editions"), listed=compared)
        for resource in self.dataset.visited:
            yield self.resource(resource)

    def _page(self, path: str, template: str, title: Text, data: tuple[tuple[str, str], ...] = (), **told: Any) -> Page:
        around = {"site": self.title, "menu": self.menu, "short": self.site.reference.short, "data": data}
        return Page(path, self.lang, template, title, around | told, data)

    def _word(self, key: str) -> Text:
        return Text(word(key, self.lang), self.lang)

    def _counts(self, tree: ComponentBranch) -> tuple[Any, ...]:
        """A plan with how many components of each kind it has."""
        kinds = ("pillar", "group", "measure", "initiative")
        return self.naming.ref(tree.iri), tuple((kind, sum(b.kind == kind for b in tree.walk())) for kind in kinds)

    def matrices(self) -> Page:
        """Topics against measures, of each plan."""
        matrices = tuple(map(self._matrix, self.trees.values()))
        return self._page("matrix.html", "matrix", self._word("topics"), matrices=matrices)

    def _matrix(self, tree: ComponentBranch) -> tuple[Any, ...]:
        targets = {branch.iri: self.dataset.addresses[str(branch.iri)] for branch in tree.walk()}
        return self.naming.ref(tree.iri), matrix(self.naming, tree), targets

    def _search(self) -> Page:
        """Everything that has words, with the words by which it is found."""
        graph = self.dataset.graph
        listed = []
        for resource in self.dataset.visited:
            kinds = self.telling.kinds(resource)
            topics = self.naming.refs(graph.objects(resource, SHISAKU.hasTopic))
            if kinds and (resource, SHISAKU.quotedFrom, None) in graph:
                listed.append((self.naming.ref(resource), kinds[0], topics))
        terms = tuple(self.naming.ref(URIRef(iri)) for iri in self.site.reference.own_addresses)
        questions = tuple((q, Text(q.summary.text(self.lang), self.lang)) for q in self.site.reference.questions)
        return self._page(
            "search.html",
            "search",
            self._word("search"),
            several=len(self.trees) > 1,
            listed=listed,
            terms=terms,
            questions=questions,
        )

    def resource(self, resource: URIRef) -> Page:
        """The page of a resource that has one of its own."""
        path = self.dataset.addresses[str(resource)]
        told: dict[str, Any] = {
            "ref": self.naming.ref(resource),
            "kinds": self.telling.kinds(resource),
            "above": self.telling.path(resource),
            "context": self.telling.context(resource),
            "statements": self.telling.statements(resource, without=SHOWN),
            "details": self.details.of(resource),
            "conclusions": self.telling.concluded(resource),
            "parts_below": self.telling.parts(resource),
            "pointing": self.telling.pointing(resource, without=_SHOWN_ELSEWHERE),
        }
        told["linked"] = linked.script(linked.path(told["above"], told["ref"])) if told["above"] else ""
        template = "resource"
        types = set(self.dataset.graph.objects(resource, RDF.type))
        if resource in self.dataset.retired:
            template = "retired"
            told["replacing"] = self.naming.refs(self.dataset.retired[resource])
        elif resource in self.trees:
            template = "plan"
            told |= self._pictures(resource)
        elif resource in self.comparisons:
            template = "editions"
            told |= self._side_by_side(self.comparisons[resource])
        elif types & {SHISAKU.SourceText, SHISAKU.SourceFile}:
            template = "source"
            told |= {
                "carries": SHISAKU.SourceText in types,
                "lines": self.telling.lines(resource),
                "passages": self.telling.passages(resource) if SHISAKU.SourceText in types else (),
                "regions": self.telling.regions(resource) if SHISAKU.SourceFile in types else (),
            }
            told["pointing"] = () if SHISAKU.SourceText in types else told["pointing"]
        return self._page(path, template, self.naming.name(resource), _beside(path), **told)

    def _side_by_side(self, comparison: EditionView) -> dict[str, Any]:
        branches = (*comparison.old.walk(), *comparison.new.walk())
        stem = self.dataset.addresses[str(comparison.iri)].removesuffix(".html")
        return {
            "comparison": comparison,
            "plans": tuple(
                (key, self.naming.ref(tree.iri), text(self.dataset.graph, tree.iri, (SHISAKU.edition,), self.lang))
                for key, tree in (("older", comparison.old), ("newer", comparison.new))
            ),
            "pictures": tuple(edition_picture(comparison, form) for form in (WIDE_SIDES, NARROW_SIDES)),
            "targets": {branch.iri: self.dataset.addresses[str(branch.iri)] for branch in branches},
            "fragments": {row.iri: self.dataset.fragment(row.iri) for row in comparison.rows},
            "tables": (("text/csv", f"{stem}.csv"), ("application/json", f"{stem}.json")),
        }

    def files_of_comparisons(self) -> Iterator[Asset]:
        """Each comparison as CSV and as JSON."""
        for comparison in self.comparisons.values():
            stem = self.dataset.addresses[str(comparison.iri)].removesuffix(".html")
            files = ComparisonFiles(self.naming, comparison)
            yield from (Asset(f"{stem}.csv", files.csv()), Asset(f"{stem}.json", files.json()))
            says = Message(word("editions_intro", "ja"), word("editions_intro", "en"))
            name = f"{stem.rpartition('/')[2]}.csv"
            title = Message(word("editions", "ja"), word("editions", "en"))
            yield Asset(f"{stem}.csv{METADATA}", files.metadata(name, title, says, self.site.licence))

    def _pictures(self, plan: URIRef) -> dict[str, Any]:
        tree = self.trees[plan]
        targets = {branch.iri: self.dataset.addresses[str(branch.iri)] for branch in tree.walk()}
        placements = ((self.naming.ref(branch.iri), one) for branch in tree.walk() for one in self.telling.concluded(branch.iri))
        marks = self.naming.refs(self.dataset.graph.subjects(SHISAKU.markOf, plan))
        return {
            "about": self._about(plan),
            "statements": self.telling.statements(plan, without=(*SHOWN, *_ABOUT_PLAN)),
            "periods": self.telling.periods(plan),
            "retired": self.naming.refs(one for one in self.dataset.retired if one.startswith(f"{plan}/")),
            "pictures": tuple(plan_picture(tree, form) for form in (WIDE, NARROW)),
            "tree": tree,
            "targets": targets,
            "placements": tuple(placements),
            "marks": marks,
            "linked": linked.script(self._described(plan, tree)),
        }

    def _about(self, plan: URIRef) -> tuple[tuple[str, tuple[Ref | Text, ...]], ...]:
        """Who published a plan, for when, and where: keys of words with what is said."""
        graph = self.dataset.graph
        files = [file for source in graph.objects(plan, DCTERMS.source) for file in graph.objects(source, PROV.wasDerivedFrom)]
        original = sorted({str(o) for file in files for p in (DCAT.downloadURL, DCAT.accessURL) for o in graph.objects(file, p)})
        facts: tuple[tuple[str, tuple[Ref | Text, ...]], ...] = (
            ("publisher", self.naming.refs(graph.objects(plan, DCTERMS.publisher))),
            ("year", self.naming.refs(graph.objects(plan, DCTERMS.temporal))),
            ("issued", tuple(text_of(o) for o in sorted(graph.objects(plan, DCTERMS.issued), key=str))),
            ("kind", self.naming.refs(o for p in (SHISAKU.planKind, SHISAKU.adoptionStatus) for o in graph.objects(plan, p))),
            ("original", tuple(Ref(url, Text(url, ""), url, "") for url in original)),
            ("licence", self.naming.refs(o for file in files for o in graph.objects(file, DCTERMS.license))),
        )
        return tuple((key, values) for key, values in facts if values)

    def _described(self, plan: URIRef, tree: ComponentBranch) -> linked.Json:
        topics = self.naming.refs({topic for branch in tree.walk() for topic in branch.topics})
        files = [dump for dump in self.site.dumps if dump.name.rpartition(".")[0] == str(plan).rpartition("/")[2]]
        return linked.dataset(self.dataset.graph, self.naming.ref(plan), word("site_intro", self.lang), topics, files)
