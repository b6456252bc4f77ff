"""Pages of plans and their resources in one language, as values; and what a site of data adds to pages of the reference."""

from collections.abc import Iterator
from dataclasses import replace

from rdflib import URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF

from shisaku.messages import Language
from shisaku.pages import schema_org
from shisaku.pages.alternates import MEDIA_TYPES
from shisaku.pages.chart_picture import chart_picture
from shisaku.pages.charts import Chart, chart
from shisaku.pages.component_tree import ComponentBranch, plan_tree
from shisaku.pages.data_page_classes import (
    ComparisonsPage,
    EditionsPage,
    HomePage,
    MatrixPage,
    PlanPage,
    ResourcePage,
    ResourceView,
    RetiredPage,
    SearchPage,
    SourcePage,
)
from shisaku.pages.data_site import DataSite
from shisaku.pages.detail_reader import SHOWN, DetailReader
from shisaku.pages.edition_pages import EditionView, comparisons
from shisaku.pages.edition_picture import NARROW as NARROW_SIDES
from shisaku.pages.edition_picture import WIDE as WIDE_SIDES
from shisaku.pages.edition_picture import edition_picture
from shisaku.pages.matrix import matrix
from shisaku.pages.navigation import ONTOLOGY_PAGE
from shisaku.pages.page import Asset, Page, PageHead
from shisaku.pages.plan_picture import NARROW, WIDE, plan_picture
from shisaku.pages.published_data import Naming
from shisaku.pages.reference_page_classes import IndexPage, QuestionPage, TermPage, VocabularyPage
from shisaku.pages.rendering import render
from shisaku.pages.resource_reader import ResourceReader
from shisaku.pages.term_labels import Ref, Text, text, text_of
from shisaku.pages.wording import word
from shisaku.rdf.namespaces import OA, SHISAKU

_NAMED = 3
"""Most plans that a chart names."""
_KINDS = ("pillar", "group", "measure", "initiative")
"""Kinds of components that the first page counts."""
_ABOUT_PLAN = (DCTERMS.publisher, DCTERMS.temporal, DCTERMS.issued, SHISAKU.planKind, SHISAKU.adoptionStatus)
"""Properties of a plan at the top of its page."""
_SHOWN_ELSEWHERE = (
    SHISAKU.directPartOf, SHISAKU.places, SHISAKU.identifies, SHISAKU.concludedOf, SHISAKU.concludedValue, SHISAKU.inPlan,
    SHISAKU.inPillar, SHISAKU.inMeasure, OA.hasSource,
)  # fmt: skip
"""Properties whose values are shown elsewhere on the page, or have their own page."""


class SitePages:
    """The pages of one language."""

    def __init__(self, site: DataSite, lang: Language) -> None:
        self.site = site
        self.lang = lang
        self.dataset = site.dataset
        self.navigation = site.navigation(lang)
        self.naming = Naming(site.dataset, lang)
        self.reader = ResourceReader(self.naming)
        self.details = DetailReader(self.naming)
        self.trees = {plan: plan_tree(self.naming, plan) for plan in site.dataset.plans}
        self.comparisons = {found.iri: found for found in comparisons(self.naming)}

    def of_reference(self, page: Page) -> Page:
        """Return a page of the reference with the additions of a site of data."""
        head = page.head
        stem = page.path.removesuffix(".html")
        match page:
            case IndexPage():
                return replace(page, head=replace(head, path=ONTOLOGY_PAGE))
            case TermPage(term=term):
                files = _data_files(page.path)
                head = replace(head, alternates=(*files, *head.alternates), json_ld=self._term_in_json_ld(page))
                pointing = self.reader.pointing(URIRef(term.ref.iri)) if term.kind == "concept" else ()
                return replace(page, head=head, files=files, pointing=pointing)
            case VocabularyPage():
                json_ld = schema_org.script(schema_org.term_set(page.iri, page.title, page.descriptions))
                return replace(page, head=replace(head, alternates=(*_data_files(page.path), *head.alternates), json_ld=json_ld))
            case QuestionPage(answer=answer):
                json = f"{stem}.json"
                head = replace(head, alternates=(("application/sparql-results+json", json), *head.alternates))
                return replace(page, head=head, chart=chart(answer), chart_file=f"{self.lang}/{stem}.svg", json=json)
        return page

    def _term_in_json_ld(self, page: TermPage) -> str:
        schemes = [
            ref.iri for fact in page.term.facts if fact.key == "in_vocabulary" for ref in fact.values if isinstance(ref, Ref)
        ]
        return schema_org.script(schema_org.term(page.term, next(iter(schemes), str(self.site.reference.ontology))))

    def chart_of(self, page: QuestionPage, found: Chart) -> Asset:
        """Return the chart of a question as a file, with the names of the question and of the plans."""
        plans = [self.naming.ref(plan).name.text for plan in self.trees]
        others = (word("and_others", self.lang, len(plans) - _NAMED),) if len(plans) > _NAMED else ()
        notes = (word("chart_note", self.lang, found.column, page.query.name), *plans[:_NAMED], *others)
        return Asset(page.chart_file, render(chart_picture(found, page.title, notes, self.lang)))

    def all(self) -> Iterator[Page]:
        """Return the pages that the reference does not have."""
        yield self._home()
        yield self.matrices()
        yield self._search()
        if self.comparisons:
            listed = tuple(
                (self.naming.ref(iri), self.naming.ref(found.old.iri), self.naming.ref(found.new.iri))
                for iri, found in self.comparisons.items()
            )
            yield ComparisonsPage(self._head("editions.html", self._word("editions")), comparisons=listed)
        for resource in self.dataset.visited:
            yield self.resource(resource)

    def _head(self, path: str, title: Text, files: tuple[tuple[str, str], ...] = (), json_ld: str = "") -> PageHead:
        return PageHead(path, self.lang, title, self.navigation, files, json_ld)

    def _word(self, key: str) -> Text:
        return Text(word(key, self.lang), self.lang)

    def _home(self) -> Page:
        plans = tuple(self.naming.ref(plan) for plan in self.trees)
        title, graph = self.navigation.site, self.dataset.graph
        json_ld = schema_org.script(schema_org.catalogue(title, word("site_intro", self.lang), graph, plans))
        counts = (tuple((kind, sum(b.kind == kind for b in tree.walk())) for kind in _KINDS) for tree in self.trees.values())
        return HomePage(
            self._head("index.html", title, json_ld=json_ld),
            plans=tuple(zip(plans, counts, strict=True)),
            files=tuple((f"data/{dump.name}", dump.media, len(dump.text.encode())) for dump in self.site.dumps),
        )

    def matrices(self, query: str = "") -> Page:
        """Return the matrices of topics and measures of all plans; `query` is the query string of the address."""
        matrices = tuple((self.naming.ref(plan), matrix(self.naming, tree)) for plan, tree in self.trees.items())
        return MatrixPage(replace(self._head("matrix.html", self._word("topics")), query=query), matrices=matrices)

    def _search(self) -> Page:
        """The page for the search."""
        graph = self.dataset.graph
        resources = []
        for resource in self.dataset.visited:
            kinds = self.reader.kinds(resource)
            topics = self.naming.values(resource, SHISAKU.hasTopic)
            if kinds and (resource, SHISAKU.quotedFrom, None) in graph:
                resources.append((self.naming.ref(resource), kinds[0], topics))
        return SearchPage(
            self._head("search.html", self._word("search")),
            several=len(self.trees) > 1,
            resources=tuple(resources),
            questions=tuple((q, Text(q.summary.text(self.lang), self.lang)) for q in self.site.reference.questions),
            terms=tuple(self.naming.ref(URIRef(iri)) for iri in self.site.reference.own_addresses),
        )

    def resource(self, resource: URIRef, more_query: str = "") -> Page:
        """Return the page of a resource; `more_query` is SPARQL for all resources that refer to it, if there are more."""
        view = self._view(resource, more_query)
        json_ld = schema_org.script(schema_org.path(view.above, view.ref)) if view.above else ""
        head = self._head(self.dataset.addresses[str(resource)], self.naming.name(resource), view.files, json_ld)
        types = set(self.dataset.graph.objects(resource, RDF.type))
        if resource in self.dataset.retired:
            return RetiredPage(head, view, replacing=self.naming.refs(self.dataset.retired[resource]))
        if resource in self.trees:
            return self._plan(head, view, self.trees[resource])
        if resource in self.comparisons:
            return self._editions(head, view, self.comparisons[resource])
        if types & {SHISAKU.SourceText, SHISAKU.SourceFile}:
            is_text = SHISAKU.SourceText in types
            return SourcePage(
                head,
                replace(view, pointing=()) if is_text else view,
                is_text=is_text,
                lines=self.reader.lines(resource),
                passages=self.reader.passages(resource) if is_text else (),
                regions=self.reader.regions(resource) if SHISAKU.SourceFile in types else (),
            )
        return ResourcePage(head, view)

    def _view(self, resource: URIRef, more_query: str) -> ResourceView:
        hidden = (*SHOWN, *_ABOUT_PLAN) if resource in self.trees else SHOWN
        return ResourceView(
            ref=self.naming.ref(resource),
            kinds=self.reader.kinds(resource),
            above=self.reader.path(resource),
            context=self.reader.context(resource),
            statements=self.reader.statements(resource, without=hidden),
            details=self.details.of(resource),
            conclusions=self.reader.conclusions(resource),
            parts=self.reader.parts(resource),
            pointing=self.reader.pointing(resource, without=_SHOWN_ELSEWHERE),
            more_query=more_query,
            files=_data_files(self.dataset.addresses[str(resource)]),
        )

    def _editions(self, head: PageHead, view: ResourceView, comparison: EditionView) -> Page:
        sides = (("older", comparison.old.iri), ("newer", comparison.new.iri))
        stem = head.path.removesuffix(".html")
        return EditionsPage(
            head,
            view,
            comparison=comparison,
            plans=tuple(
                (key, self.naming.ref(plan), text(self.dataset.graph, plan, (SHISAKU.edition,), self.lang)) for key, plan in sides
            ),
            pictures=tuple(edition_picture(comparison, form) for form in (WIDE_SIDES, NARROW_SIDES)),
            tables=(("text/csv", f"{stem}.csv"), ("application/json", f"{stem}.json")),
        )

    def _plan(self, head: PageHead, view: ResourceView, tree: ComponentBranch) -> Page:
        plan = tree.iri
        retired = (one for one in self.dataset.retired if one.startswith(f"{plan}/"))
        return PlanPage(
            replace(head, json_ld=self._plan_in_json_ld(tree)),
            view,
            about=self._about(plan),
            marks=self.naming.refs(self.dataset.graph.subjects(SHISAKU.markOf, plan)),
            pictures=tuple(plan_picture(tree, form) for form in (WIDE, NARROW)),
            tree=tree,
            placements=tuple((self.naming.ref(b.iri), one) for b in tree.walk() for one in self.reader.conclusions(b.iri)),
            periods=self.reader.periods(plan),
            retired=self.naming.refs(retired),
        )

    def _about(self, plan: URIRef) -> tuple[tuple[str, tuple[Ref | Text, ...]], ...]:
        """Publisher, year, date of issue, kind, original and licence of a plan: keys of words with values."""
        graph = self.dataset.graph
        files = [file for source in graph.objects(plan, DCTERMS.source) for file in graph.objects(source, PROV.wasDerivedFrom)]
        original = sorted({str(o) for file in files for p in (DCAT.downloadURL, DCAT.accessURL) for o in graph.objects(file, p)})
        facts: tuple[tuple[str, tuple[Ref | Text, ...]], ...] = (
            ("publisher", self.naming.values(plan, DCTERMS.publisher)),
            ("year", self.naming.values(plan, DCTERMS.temporal)),
            ("issued", tuple(text_of(o) for o in sorted(graph.objects(plan, DCTERMS.issued), key=str))),
            ("kind", self.naming.refs(o for p in (SHISAKU.planKind, SHISAKU.adoptionStatus) for o in graph.objects(plan, p))),
            ("original", tuple(Ref(url, Text(url, ""), url, "") for url in original)),
            ("licence", self.naming.refs(o for file in files for o in graph.objects(file, DCTERMS.license))),
        )
        return tuple((key, values) for key, values in facts if values)

    def _plan_in_json_ld(self, tree: ComponentBranch) -> str:
        topics = self.naming.refs({topic for branch in tree.walk() for topic in branch.topics})
        files = [dump for dump in self.site.dumps if dump.name.rpartition(".")[0] == str(tree.iri).rpartition("/")[2]]
        about = word("site_intro", self.lang)
        return schema_org.script(schema_org.dataset(self.dataset.graph, self.naming.ref(tree.iri), about, topics, files))


def _data_files(path: str) -> tuple[tuple[str, str], ...]:
    """Media types and paths of the data files of a page."""
    return tuple((media, f"{path.removesuffix('.html')}.{ending}") for ending, media in MEDIA_TYPES.items())
