"""The plans of a large dataset: a list of them by publisher and year, page by page, and a search over all that is printed in them."""

import asyncio
from collections import Counter
from dataclasses import replace
from unicodedata import normalize
from urllib.parse import urlencode

from rdflib import URIRef
from starlette.requests import Request

from shisaku.errors import Language
from shisaku.pages.data_site import DataSite
from shisaku.pages.page import PageHead
from shisaku.pages.page_words_catalogue import word
from shisaku.pages.rendering import render
from shisaku.pages.server_page_classes import CataloguePage, CatalogueSearchPage, ListedPlan
from shisaku.pages.term_labels import Ref, Text, natural, text_of_term
from shisaku.pages.term_reader import TermReader
from shisaku.rdf.quads import quoted_string
from shisaku.serve.shared_resources import page_of
from shisaku.serve.sparql_protocol import answer_unless_gone
from shisaku.serve.workers.jobs import QueryJob
from shisaku.serve.workers.pool import WorkerPool
from shisaku.serve.workers.priority import Fair
from shisaku.sparql.answers import Solution, answer_of
from shisaku.sparql.rdf_terms import plain

ON_A_PAGE = 50
"""Plans of one page of the list."""
MOST_FOUND = 100
"""Of what a search finds."""
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
    """What tells of all plans."""

    def __init__(self, site: DataSite, bases: tuple[str, ...], lane: WorkerPool, searching: Fair) -> None:
        self._site = site
        self._reference = site.reference
        self._bases = bases
        self._lane = lane
        self._searching = searching
        self._plans: asyncio.Task[tuple[ListedPlan, ...]] | None = None

    async def plans(self) -> tuple[ListedPlan, ...]:
        """All plans, asked for once. Raises Refused where they cannot be had now."""
        if self._plans is None or (self._plans.done() and (self._plans.cancelled() or self._plans.exception())):
            self._plans = asyncio.create_task(self._asked())
        return await asyncio.shield(self._plans)

    async def _asked(self) -> tuple[ListedPlan, ...]:
        rows = answer_of((await self._lane.answer(QueryJob(_PLANS, "json"))).body).rows
        by_plan: dict[str, list[Solution]] = {}
        for row in rows:
            by_plan.setdefault(plain(row[0]), []).append(row)
        return tuple(
            sorted((self._plan(iri, found) for iri, found in by_plan.items()), key=lambda one: (one.year, natural(one.id)))
        )

    async def listed(self, request: Request, lang: Language, path: str) -> bytes:
        """The list, narrowed by publisher and year, at one of its pages: plans, or their matrices of topics. Raises Refused."""
        asked = {key: request.query_params.get(key, "") for key in ("publisher", "year")}
        plans = await self.plans()
        found = [
            one
            for one in plans
            if asked["year"] in ("", one.year) and (not asked["publisher"] or asked["publisher"] in map(_text, one.publishers))
        ]
        pages = max(1, -(-len(found) // ON_A_PAGE))
        number = _number(request.query_params.get("page", ""), pages)
        shown = found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
        query = _query({**asked, "page": str(number) if number > 1 else ""})
        page = CataloguePage(
            self._head(path, lang, "data_site" if path == "index.html" else "topics", query),
            plans=tuple(replace(one, publishers=_in(one.publishers, lang)) for one in shown),
            found=len(found),
            all_plans=len(plans),
            publishers=tuple(sorted(Counter(_text(name) for one in plans for name in _in(one.publishers, lang)).items())),
            years=tuple(sorted(Counter(one.year for one in plans if one.year).items())),
            filters=asked,
            number=number,
            pages=pages,
            neighbours={n: _query({**asked, "page": str(n)}) for n in (number - 1, number + 1) if 1 <= n <= pages},
        )
        return render(page).encode()

    async def search(self, request: Request, lang: Language) -> bytes:
        """What has a word in its label. Raises Refused, or ClientDisconnect."""
        words = request.query_params.get("word", "").strip()
        query = searching(words)
        found: dict[str, Solution] = {}
        if words:
            answered = await answer_unless_gone(request, self._searching, QueryJob(query, "json"))
            for row in answer_of(answered.body).rows:
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
        """What was found, what it is, and in which plan."""
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


def searching(words: str) -> str:
    """A query for what has words in its label, as they are typed or in their usual width, whatever the case."""
    forms = dict.fromkeys(form.casefold() for form in (words, normalize("NFKC", words)))
    condition = " || ".join(f"CONTAINS(LCASE(STR(?label)), {quoted_string(form)})" for form in forms)
    return _SEARCH.format(condition=condition, most=MOST_FOUND)


def _in(names: tuple[Text, ...], lang: Language) -> tuple[Text, ...]:
    """The names in a language, or all where there is none in it."""
    return tuple(name for name in names if name.lang == lang) or names


def _text(name: Text) -> str:
    return name.text


def _number(given: str, most: int) -> int:
    """The number of a page; the first for what is none."""
    return min(int(given), most) if given.isascii() and given.isdecimal() and 0 < len(given) < 8 and int(given) else 1


def _query(values: dict[str, str]) -> str:
    """The end of an address that says these values."""
    said = urlencode({key: value for key, value in values.items() if value})
    return f"?{said}" if said else ""
