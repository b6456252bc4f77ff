"""The plans of a large dataset: a list of them by publisher and year, page by page, and a search over all that is printed in them."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import urlencode

from rdflib import URIRef
from starlette.requests import Request

from shisaku.errors import Language
from shisaku.pages.page_words_catalogue import word
from shisaku.pages.reference import ReferenceData
from shisaku.pages.reference_pages import Page
from shisaku.pages.rendering import render
from shisaku.pages.term_labels import Text, natural, text_of
from shisaku.pages.terms import Describing, Ref
from shisaku.rdf.quads import quoted_string
from shisaku.serve.fairness import Fair
from shisaku.serve.job import Job
from shisaku.serve.lane import Lane
from shisaku.serve.pages import MENU, QUERY_PAGE, on_server
from shisaku.serve.protocol import unless_gone
from shisaku.serve.shared import page_of
from shisaku.sparql import Row, answer_of, plain

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


@dataclass(frozen=True, slots=True)
class Listed:
    """A plan in the list."""

    iri: str
    """Its IRI."""
    id: str
    """Its identifier."""
    title: Text
    """Its title as printed."""
    year: str
    """Number of its fiscal year; nothing where it is not known."""
    publishers: tuple[Text, ...]
    """Names of who published it, in any language."""


class Catalogue:
    """What tells of all plans."""

    def __init__(self, reference: ReferenceData, bases: tuple[str, ...], lane: Lane, searching: Fair) -> None:
        self._reference = reference
        self._bases = bases
        self._lane = lane
        self._searching = searching
        self._plans: asyncio.Task[tuple[Listed, ...]] | None = None

    async def plans(self) -> tuple[Listed, ...]:
        """All plans, asked for once. Raises Refused where they cannot be had now."""
        if self._plans is None or (self._plans.done() and (self._plans.cancelled() or self._plans.exception())):
            self._plans = asyncio.create_task(self._asked())
        return await asyncio.shield(self._plans)

    async def _asked(self) -> tuple[Listed, ...]:
        rows = answer_of((await self._lane.answer(Job(_PLANS, "json"))).body).rows
        by_plan: dict[str, list[Row]] = {}
        for row in rows:
            by_plan.setdefault(plain(row[0]), []).append(row)
        return tuple(sorted((_listed(iri, told) for iri, told in by_plan.items()), key=lambda one: (one.year, natural(one.id))))

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
        told = self._around(lang, {**asked, "page": str(number) if number > 1 else ""}) | {
            "all_plans": len(plans),
            "found": len(found),
            "plans": [
                (self._ref(one), one, _in(one.publishers, lang)) for one in found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
            ],
            "publishers": sorted(Counter(_text(name) for one in plans for name in _in(one.publishers, lang)).items()),
            "years": sorted(Counter(one.year for one in plans if one.year).items()),
            "narrowed": asked,
            "number": number,
            "pages": pages,
            "turn": {n: _query({**asked, "page": str(n)}) for n in (number - 1, number + 1) if 1 <= n <= pages},
        }
        title = Text(word("data_site" if path == "index.html" else "topics", lang), lang)
        return render(on_server(Page(path, lang, "catalogue", title, told))).encode()

    async def search(self, request: Request, lang: Language) -> bytes:
        """What has a word in its label. Raises Refused, or ClientDisconnect."""
        words = request.query_params.get("word", "").strip()
        query = searching(words)
        told = self._around(lang, {"word": words}) | {"word": words, "query": query, "found": [], "more": False}
        if words:
            answered = await unless_gone(request, self._searching, Job(query, "json"))
            found: dict[str, Row] = {}
            for row in answer_of(answered.body).rows:
                found.setdefault(plain(row[0]), row)
            described = Describing(self._reference, lang)
            told["found"] = [self._hit(described, found[iri]) for iri in sorted(found, key=natural)]
            told["more"] = len(found) >= MOST_FOUND
        return render(on_server(Page("search.html", lang, "catalogue_search", Text(word("search", lang), lang), told))).encode()

    def _hit(self, described: Describing, row: Row) -> tuple[Ref, Ref, Ref | None]:
        """What was found, what it is, and in which plan."""
        resource, label, kind, plan, title = row
        iri = plain(resource)
        target = self._reference.own_addresses.get(iri) or page_of(iri, self._bases)
        found = Ref(iri, text_of_label(label), self._reference.short(iri), target)
        within = plain(plan)
        among = Ref(within, text_of_label(title), self._reference.short(within), page_of(within, self._bases)) if within else None
        return found, described.ref(URIRef(plain(kind))), among

    def _around(self, lang: Language, asked: dict[str, str]) -> dict[str, object]:
        return {"site": Text(word("data_site", lang), lang), "menu": MENU, "asked": _query(asked), "query_page": QUERY_PAGE}

    def _ref(self, plan: Listed) -> Ref:
        return Ref(plan.iri, plan.title, self._reference.short(plan.iri), page_of(plan.iri, self._bases))


def searching(words: str) -> str:
    """A query for what has words in its label, as they are typed or in their usual width, whatever the case."""
    forms = dict.fromkeys(form.casefold() for form in (words, normalize("NFKC", words)))
    condition = " || ".join(f"CONTAINS(LCASE(STR(?label)), {quoted_string(form)})" for form in forms)
    return _SEARCH.format(condition=condition, most=MOST_FOUND)


def _listed(iri: str, rows: Iterable[Row]) -> Listed:
    told = list(rows)
    identifier = iri.rpartition("/")[2]
    title = next((text_of_label(row[1]) for row in told if row[1] is not None), Text(identifier, ""))
    year = next((number for row in told if row[2] is not None and (number := plain(row[2]).rpartition("/")[2]).isdecimal()), "")
    return Listed(iri, identifier, title, year, tuple(dict.fromkeys(text_of_label(row[3]) for row in told if row[3] is not None)))


def text_of_label(term: object) -> Text:
    """The words of a label and their language."""
    said = text_of(plain(term))  # type: ignore[arg-type]
    return Text(said.text, getattr(term, "language", None) or said.lang)


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
