"""The plans of a large dataset: a list by publisher and year in pages, and a search in all labels."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import starmap
from unicodedata import normalize
from urllib.parse import urlencode

from rdflib import URIRef
from starlette.requests import Request

from shisaku.messages import Language
from shisaku.pages.data_site import DataSite
from shisaku.pages.page import PageHead
from shisaku.pages.rendering import render
from shisaku.pages.server_page_classes import CataloguePage, CatalogueSearchPage, ListedPlan
from shisaku.pages.term_labels import Ref, Text, natural, text_of_term
from shisaku.pages.term_reader import TermReader
from shisaku.pages.wording import word
from shisaku.rdf.quads import quoted_string
from shisaku.serve.shared_resources import page_of
from shisaku.sparql.answers import Answer, Solution
from shisaku.sparql.query_service import AsyncQueryService
from shisaku.sparql.rdf_terms import plain

ON_A_PAGE = 50
"""Plans on one page of the list."""
MOST_FOUND = 100
"""Results of a search."""
_PREFIXES = """\
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX shisaku: <https://w3id.org/shisaku/ontology#>
"""
_PLANS = (
    _PREFIXES
    + """\
SELECT ?plan ?title ?year ?publisher WHERE {
  ?plan a shisaku:PolicyPlan .
  OPTIONAL { ?plan rdfs:label ?title }
  OPTIONAL { ?plan dcterms:temporal ?year }
  OPTIONAL { ?plan dcterms:publisher/rdfs:label ?publisher }
} ORDER BY ?plan ?title ?year ?publisher
"""
)
_SEARCH = _PREFIXES + """\
SELECT ?resource ?label ?kind ?plan ?title WHERE {{
  {{ SELECT ?resource ?label WHERE {{
    ?resource rdfs:label ?label FILTER({condition})
    FILTER NOT EXISTS {{ ?resource shisaku:layer|shisaku:characterCount ?bears_the_title_of_its_plan }}
  }} LIMIT {most} }}
  ?resource a ?kind .
  OPTIONAL {{ ?resource shisaku:inPlan ?plan . ?plan rdfs:label ?title }}
}}
"""  # fmt: skip


class PlanCatalogue:
    """The pages about all plans."""

    def __init__(
        self,
        site: DataSite,
        bases: tuple[str, ...],
        site_queries: AsyncQueryService,
        client_queries: Callable[[Request], AsyncQueryService],
    ) -> None:
        self._site = site
        self._reference = site.reference
        self._bases = bases
        self._site_queries = site_queries
        self._client_queries = client_queries
        self._plans: asyncio.Task[tuple[ListedPlan, ...]] | None = None

    async def plans(self) -> tuple[ListedPlan, ...]:
        """All plans; the query for them runs once. Raises RequestRefused if it fails."""
        if self._plans is None or (self._plans.done() and (self._plans.cancelled() or self._plans.exception())):
            self._plans = asyncio.create_task(self._query_plans())
        return await asyncio.shield(self._plans)

    async def _query_plans(self) -> tuple[ListedPlan, ...]:
        answer = await self._site_queries.query(_PLANS)
        assert isinstance(answer, Answer)
        by_plan: dict[str, list[Solution]] = {}
        for row in answer.rows:
            by_plan.setdefault(plain(row[0]), []).append(row)
        return tuple(sorted(starmap(self._plan, by_plan.items()), key=lambda plan: (plan.year, natural(plan.id))))

    async def plan_list(self, request: Request, lang: Language, path: str) -> bytes:
        """One page of the list, filtered by publisher and year: plans, or their matrices of topics. Raises RequestRefused."""
        filters = {key: request.query_params.get(key, "") for key in ("publisher", "year")}
        plans = await self.plans()
        found = [plan for plan in plans if filters["year"] in ("", plan.year)]
        found = [plan for plan in found if filters["publisher"] in ("", *map(_text, plan.publishers))]
        pages = max(1, -(-len(found) // ON_A_PAGE))
        number = _number(request.query_params.get("page", ""), pages)
        shown = found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
        query = _query({**filters, "page": str(number) if number > 1 else ""})
        page = CataloguePage(
            self._head(path, lang, "data_site" if path == "index.html" else "topics", query),
            plans=tuple(replace(plan, publishers=_in(plan.publishers, lang)) for plan in shown),
            found=len(found),
            all_plans=len(plans),
            publishers=tuple(sorted(Counter(_text(name) for plan in plans for name in _in(plan.publishers, lang)).items())),
            years=tuple(sorted(Counter(plan.year for plan in plans if plan.year).items())),
            filters=filters,
            number=number,
            pages=pages,
            neighbours={n: _query({**filters, "page": str(n)}) for n in (number - 1, number + 1) if 1 <= n <= pages},
        )
        return render(page).encode()

    async def search(self, request: Request, lang: Language) -> bytes:
        """The resources whose label contains a word. Raises RequestRefused, or ClientDisconnect."""
        words = request.query_params.get("word", "").strip()
        query = search_query(words)
        found: dict[str, Solution] = {}
        if words:
            answer = await self._client_queries(request).query(query)
            assert isinstance(answer, Answer)
            for row in answer.rows:
                found.setdefault(plain(row[0]), row)
        terms = TermReader(self._reference, lang)
        page = CatalogueSearchPage(
            self._head("search.html", lang, "search", _query({"word": words})),
            word=words,
            found=tuple(self._hit(terms, found[iri]) for iri in sorted(found, key=natural)),
            more=len(found) >= MOST_FOUND,
            sparql=query,
        )
        return render(page).encode()

    def _hit(self, terms: TermReader, row: Solution) -> tuple[Ref, Ref, Ref | None]:
        """The resource, its class, and its plan."""
        resource, label, kind, plan, title = row
        iri = plain(resource)
        target = self._reference.own_addresses.get(iri) or page_of(iri, self._bases)
        found = Ref(iri, text_of_term(label), self._reference.short(iri), target)
        within = plain(plan)
        among = Ref(within, text_of_term(title), self._reference.short(within), page_of(within, self._bases)) if within else None
        return found, terms.ref(URIRef(plain(kind))), among

    def _head(self, path: str, lang: Language, title: str, query: str) -> PageHead:
        return PageHead(path, lang, Text(word(title, lang), lang), self._site.navigation(lang), query=query)

    def _plan(self, iri: str, rows: list[Solution]) -> ListedPlan:
        identifier = iri.rpartition("/")[2]
        title = next((text_of_term(row[1]) for row in rows if row[1] is not None), Text(identifier, ""))
        years = (plain(row[2]).rpartition("/")[2] for row in rows if row[2] is not None)
        publishers = dict.fromkeys(text_of_term(row[3]) for row in rows if row[3] is not None)
        ref = Ref(iri, title, self._reference.short(iri), page_of(iri, self._bases))
        return ListedPlan(ref, identifier, next(filter(str.isdecimal, years), ""), tuple(publishers))


def search_query(words: str) -> str:
    """A query for labels that contain the words, as they are typed or in their usual width, in any case."""
    forms = dict.fromkeys(form.casefold() for form in (words, normalize("NFKC", words)))
    condition = " || ".join(f"CONTAINS(LCASE(STR(?label)), {quoted_string(form)})" for form in forms)
    return _SEARCH.format(condition=condition, most=MOST_FOUND)


def _in(names: tuple[Text, ...], lang: Language) -> tuple[Text, ...]:
    """The names in a language, or all if there is none."""
    return tuple(name for name in names if name.lang == lang) or names


def _text(name: Text) -> str:
    return name.text


def _number(text: str, most: int) -> int:
    """The number of a page; 1 if it is not a number."""
    return min(int(text), most) if text.isascii() and text.isdecimal() and 0 < len(text) < 8 and int(text) else 1


def _query(values: dict[str, str]) -> str:
    """The query of an address with these values."""
    query = urlencode({key: value for key, value in values.items() if value})
    return f"?{query}" if query else ""
