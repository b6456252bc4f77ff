"""What answers from one state of the data, and the processes that are handed from one state to the next."""

from dataclasses import replace

from shisaku.serve.dataset_pages import DatasetPageHandler
from shisaku.serve.openapi import openapi
from shisaku.serve.page_handler import PageHandler, PageStore, ResourceAddresses
from shisaku.serve.plan_catalogue import PlanCatalogue
from shisaku.serve.query_form import QueryForm
from shisaku.serve.questions_api import QuestionsApi
from shisaku.serve.responses import ByteCache, as_json
from shisaku.serve.served_data import ServedData
from shisaku.serve.server_limits import ServerLimits
from shisaku.serve.workers.pool import TimeLimit, WorkerPool
from shisaku.serve.workers.priority import Fair

_UNKNOWN, _LONG = 15, 19
"""How far processes give way that answer who was never answered before, and who asks much; all else is done meanwhile."""
_CROWDED = 4
"""How many times longer than of the processor a moment may take on the clock."""
_SHORTER = 4
"""How many more short queries may wait than long ones, as each is over in a moment."""


class WorkerPools:
    """The processes of a server: for what anybody asks, for saved questions, and for pages that are made when asked for."""

    def __init__(self, material: ServedData, limits: ServerLimits) -> None:
        self._limits = limits
        queue = replace(limits, waiting=_SHORTER * limits.waiting)
        moment = TimeLimit(min(_CROWDED * limits.trial_seconds, limits.seconds), limits.trial_seconds)
        self.trial = WorkerPool("trial", material.data, queue, limits.trial_workers, replace(moment, niceness=_UNKNOWN))
        self.short = WorkerPool("short", material.data, queue, 1, moment)
        self.sparql = WorkerPool("sparql", material.data, limits, limits.workers, TimeLimit(limits.seconds, niceness=_LONG))
        self.fair = Fair(self.trial, self.short, self.sparql)
        self.questions = WorkerPool("questions", material.data, limits, 1, TimeLimit(limits.seconds))
        self.pages = self._of_pages(material)

    def _of_pages(self, material: ServedData) -> WorkerPool | None:
        """The lane of pages, where the material needs one; a dataset is what they are made from, whoever answers queries."""
        if material.of_pages is None:
            return None
        return WorkerPool("pages", material.of_pages, self._limits, 1, TimeLimit(self._limits.seconds))

    @property
    def all(self) -> tuple[WorkerPool, ...]:
        """Those that there are."""
        return (self.trial, self.short, self.sparql, self.questions, *([] if self.pages is None else [self.pages]))

    async def renew(self, material: ServedData) -> WorkerPool | None:
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


class Snapshot:
    """What answers from one state of the data; requests that began with it end with it."""

    def __init__(self, material: ServedData, lanes: WorkerPools, limits: ServerLimits) -> None:
        site = material.site
        kept = ByteCache(limits.kept_bytes)
        self.material = material
        self.shelf = PageStore(site, kept)
        self.questions = QuestionsApi(site.reference.questions, lanes.questions, kept)
        self.query_page = QueryForm(site, lanes.fair, self.questions, kept, material.bases)
        self.pages: PageHandler | DatasetPageHandler = PageHandler(self.shelf, ResourceAddresses(site))
        if lanes.pages is not None:
            catalogue = PlanCatalogue(site, material.bases, lanes.questions, lanes.fair)
            self.pages = DatasetPageHandler(site, material.bases, self.shelf, self.pages, lanes.pages, catalogue, kept)
        self.openapi = as_json(openapi(site.reference.questions))
