"""What answers from one state of the data, and the processes that are handed from one state to the next."""

from dataclasses import replace

from shisaku.serve.catalogue import Catalogue
from shisaku.serve.dataset_pages import DatasetPages
from shisaku.serve.fairness import Fair
from shisaku.serve.lane import Lane, Pace
from shisaku.serve.limits import Limits
from shisaku.serve.openapi import openapi
from shisaku.serve.pages import Addresses, Pages, Shelf
from shisaku.serve.query_page import QueryPage
from shisaku.serve.questions_api import Questions
from shisaku.serve.reading import Material
from shisaku.serve.responses import Kept, as_json

_UNKNOWN, _LONG = 15, 19
"""How far processes give way that answer who was never answered before, and who asks much; all else is done meanwhile."""
_CROWDED = 4
"""How many times longer than of the processor a moment may take on the clock."""
_SHORTER = 4
"""How many more short queries may wait than long ones, as each is over in a moment."""


class Lanes:
    """The processes of a server: for what anybody asks, for saved questions, and for pages that are made when asked for."""

    def __init__(self, material: Material, limits: Limits) -> None:
        self._limits = limits
        queue = replace(limits, waiting=_SHORTER * limits.waiting)
        moment = Pace(min(_CROWDED * limits.trial_seconds, limits.seconds), limits.trial_seconds)
        self.trial = Lane("trial", material.data, queue, limits.trial_workers, replace(moment, niceness=_UNKNOWN))
        self.short = Lane("short", material.data, queue, 1, moment)
        self.sparql = Lane("sparql", material.data, limits, limits.workers, Pace(limits.seconds, niceness=_LONG))
        self.fair = Fair(self.trial, self.short, self.sparql)
        self.questions = Lane("questions", material.data, limits, 1, Pace(limits.seconds))
        self.pages = self._of_pages(material)

    def _of_pages(self, material: Material) -> Lane | None:
        """The lane of pages, where the material needs one; a dataset is what they are made from, whoever answers queries."""
        if material.of_pages is None:
            return None
        return Lane("pages", material.of_pages, self._limits, 1, Pace(self._limits.seconds))

    @property
    def all(self) -> tuple[Lane, ...]:
        """Those that there are."""
        return (self.trial, self.short, self.sparql, self.questions, *([] if self.pages is None else [self.pages]))

    async def renew(self, material: Material) -> Lane | None:
        """Answer from other data from now on; the lane that nobody needs any more. Raises InputError where they cannot be loaded."""
        for lane in (self.trial, self.short, self.sparql, self.questions):
            await lane.renew(material.data)
        if self.pages is not None and material.of_pages is not None:
            await self.pages.renew(material.of_pages)
            return None
        before, self.pages = self.pages, self._of_pages(material)
        if self.pages is not None:
            await self.pages.open()
        return before


class Edition:
    """What answers from one state of the data; requests that began with it end with it."""

    def __init__(self, material: Material, lanes: Lanes, limits: Limits) -> None:
        site = material.site
        kept = Kept(limits.kept_bytes)
        self.material = material
        self.shelf = Shelf(site, kept)
        self.questions = Questions(site.reference.questions, lanes.questions, kept)
        self.query_page = QueryPage(site, lanes.fair, self.questions, kept, material.bases)
        self.pages: Pages | DatasetPages = Pages(self.shelf, Addresses(site))
        if lanes.pages is not None:
            catalogue = Catalogue(site, material.bases, lanes.questions, lanes.fair)
            self.pages = DatasetPages(site, material.bases, self.shelf, self.pages, lanes.pages, catalogue, kept)
        self.openapi = as_json(openapi(site.reference.questions))
