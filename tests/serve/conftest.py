"""A server as users start it, over a small invented project of two plans; and a client that hides nothing."""

import http.client
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from tests.patience import PATIENCE

from shisaku.cli import main

TERMS = """\
@prefix shisaku: <https://w3id.org/shisaku/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

<https://w3id.org/shisaku/ontology> a owl:Ontology ; owl:versionInfo "9.1" ; rdfs:label "小さな語彙"@ja , "Small terms"@en ;
    owl:versionIRI <https://w3id.org/shisaku/ontology/9.1> .
shisaku:PolicyPlan a owl:Class ; rdfs:isDefinedBy <https://w3id.org/shisaku/ontology> ; rdfs:label "プラン"@ja , "plan"@en .
shisaku:Measure a owl:Class ; rdfs:isDefinedBy <https://w3id.org/shisaku/ontology> ; rdfs:label "施策"@ja , "measure"@en .
shisaku:directPartOf a owl:ObjectProperty ; rdfs:isDefinedBy <https://w3id.org/shisaku/ontology> ; rdfs:label "part of"@en .
"""
VOCABULARY = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/shisaku/topics> a skos:ConceptScheme ; skos:prefLabel "主題"@ja , "topics"@en .
<https://w3id.org/shisaku/topic/sea> a skos:Concept ; skos:inScheme <https://w3id.org/shisaku/topics> ;
    skos:prefLabel "海"@ja , "sea"@en .
"""
HOSTILE = "<script>alert('港')</script>"
"""A label that is text wherever it is shown."""
PLAN = """\
@prefix shisaku: <https://w3id.org/shisaku/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix id: <https://w3id.org/shisaku/id/> .

<https://w3id.org/shisaku/id/{plan}> a shisaku:PolicyPlan ; rdfs:label "{title}"@ja .
<https://w3id.org/shisaku/id/{plan}/measure/1> a shisaku:Measure ; shisaku:directPartOf id:{plan} ; rdfs:label "{label}"@ja .
<https://w3id.org/shisaku/id/{plan}/measure/2> a shisaku:Measure ; shisaku:directPartOf id:{plan} ; rdfs:label "灯台を直す"@ja .
id:harbours rdfs:label "港湾の部署"@ja .
"""
RETIRED = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

<https://w3id.org/shisaku/id/minato-2031/measure/7> owl:deprecated true ;
    dcterms:isReplacedBy <https://w3id.org/shisaku/id/minato-2031/measure/1> .
<https://w3id.org/shisaku/id/minato-2031/measure/8> owl:deprecated true ;
    dcterms:isReplacedBy <https://w3id.org/shisaku/id/minato-2031/measure/1> , <https://w3id.org/shisaku/id/minato-2031/measure/2> .
<https://w3id.org/shisaku/id/minato-2031/measure/9> owl:deprecated true .
<https://w3id.org/shisaku/id/minato-2031/measure/10> owl:deprecated true ; dcterms:isReplacedBy <https://example.org/elsewhere/3> .
"""
"""What became of IRIs of the second plan."""
COUNTING = """\
#+ summary: "How many measures has each plan?"
#+ summary_ja: "プランごとに施策はいくつあるか"
#+ description: "plan: the plan; measures: how many."
#+ description_ja: "plan：計画、measures：施策の数。"
#+ tags: [structure]
PREFIX shisaku: <https://w3id.org/shisaku/ontology#>
SELECT ?plan (COUNT(?measure) AS ?measures) WHERE { ?measure a shisaku:Measure ; shisaku:directPartOf ?plan }
GROUP BY ?plan ORDER BY ?plan
"""
FINDING = """\
#+ summary: "Which measures contain a word?"
#+ summary_ja: "ある語を含む施策はどれか"
#+ description: "measure: the measure; label: as printed."
#+ description_ja: "measure：施策、label：印刷のとおり。"
#+ tags: [text]
#+ parameters:
#+   - {name: word, type: string, default: "灯台", values: label, label: "the word", label_ja: "語"}
#+   - {name: most, type: integer, default: "9", label: "the longest label", label_ja: "長さの上限"}
PREFIX shisaku: <https://w3id.org/shisaku/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?_word ?_most ?measure ?label WHERE {
  ?measure a shisaku:Measure ; rdfs:label ?label FILTER(CONTAINS(STR(?label), ?_word) && STRLEN(?label) <= ?_most)
} ORDER BY ?measure
"""
LABELS = """\
PREFIX shisaku: <https://w3id.org/shisaku/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?value WHERE { ?measure a shisaku:Measure ; rdfs:label ?value FILTER(STRLEN(STR(?value)) <= 6) } ORDER BY ?value
"""
LACKING = """\
#+ summary: "Which sums are there?"
#+ summary_ja: "どの金額があるか"
#+ description: "plan: the plan; sum: the sum."
#+ description_ja: "plan：計画、sum：金額。"
#+ tags: [text]
#+ needs: [sums]
SELECT ?plan ?sum WHERE { ?plan <https://w3id.org/shisaku/ontology#budgetAmount> ?sum } ORDER BY ?plan ?sum
"""
NEEDED = """\
#+ summary: "The data have no sums."
#+ summary_ja: "金額がありません。"
ASK { ?plan <https://w3id.org/shisaku/ontology#budgetAmount> ?sum }
"""
NEVER_ENDS = "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + " }"
"""A cross product that would take centuries."""
CORPUS = Path(__file__).parent.parent / "dataset" / "corpus"
BUILT = ("minato-2041", "minato-2043")
"""Plans of the corpus that make up a dataset."""
PLANS = {"minato-2030": ("みなと計画", HOSTILE), "minato-2031": ("みなと計画（次）", "桟橋を延ばす")}


@dataclass(frozen=True)
class Response:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Served:
    """A running server."""

    process: subprocess.Popen[str]
    url: str
    log: list[str] = field(default_factory=list)
    reader: threading.Thread | None = None

    def get(
        self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET", body: bytes | None = None
    ) -> Response:
        """The answer to one request; redirects are not followed."""
        with closing(self.connected()) as connection:
            connection.request(method, path, body, dict(headers or {}))
            return answer_on(connection)

    def connected(self) -> http.client.HTTPConnection:
        """A connection on which nothing was sent yet."""
        parts = urlsplit(self.url)
        return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)

    def sparql(self, query: str, accept: str = "application/sparql-results+json", **more: str) -> Response:
        """The answer to a query, asked by GET."""
        return self.get("/sparql?" + urlencode({"query": query, **more}), {"Accept": accept})

    @contextmanager
    def asking(self, query: str) -> Iterator[http.client.HTTPConnection]:
        """A connection on which a query was sent; its client is gone at the end."""
        with closing(self.connected()) as connection:
            connection.request("GET", "/sparql?" + urlencode({"query": query}))
            yield connection

    def queries(self, state: str) -> int:
        """How many heavy queries are `running` or `waiting`."""
        return self._metric("shisaku_jobs", pool="queries", priority="heavy", state=state)

    def idle(self) -> bool:
        """Whether all five processes for queries are there, and none of them has a job."""
        pool = self.get("/health").json["queries"]
        return [pool[state] for state in ("processes", "running", "waiting")] == [5, 0, 0]

    def ended(self, priority: str, end: str) -> int:
        """How many queries of a priority ended in that way so far."""
        return self._metric("shisaku_jobs_total", pool="queries", priority=priority, end=end)

    def _metric(self, name: str, **labels: str) -> int:
        pattern = re.escape(name + "{" + ",".join(f'{key}="{value}"' for key, value in labels.items()) + "}")
        found = re.search(rf"^{pattern} ([0-9]+)$", self.get("/metrics").text, re.MULTILINE)
        return int(found[1]) if found else 0


def answer_on(connection: http.client.HTTPConnection) -> Response:
    """What comes back on a connection."""
    response = connection.getresponse()
    return Response(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())


Start = Callable[..., Served]


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a few terms, two questions and two plans."""
    root = tmp_path_factory.mktemp("harbour")
    files = {"terms.ttl": TERMS, "topics.ttl": VOCABULARY, "queries/how-many.rq": COUNTING, "queries/which-contain.rq": FINDING}
    files |= {"queries/which-sums.rq": LACKING, "queries/needs/sums.rq": NEEDED, "queries/values/label.rq": LABELS}
    files |= {f"graph/{plan}.ttl": PLAN.format(plan=plan, title=title, label=label) for plan, (title, label) in PLANS.items()}
    files["graph/minato-2031.ttl"] += RETIRED
    empty = "".join(f"{key} = []\n" for key in ("alignments", "imports", "shapes", "checks", "sources"))
    given = 'ontology = ["terms.ttl"]\nvocabularies = ["topics.ttl"]\nqueries = ["queries/*.rq"]\ndata = ["graph/*.ttl"]\n'
    files["shisaku.toml"] = given + empty
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def start(root: Path, *options: str) -> Served:
    """A server in that project, once it says that it answers; a query may take as long as it likes unless the options limit it."""
    command = [sys.executable, "-m", "shisaku", "--lang", "en", "serve", "--port", "0", "--time-limit", str(PATIENCE), *options]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment)
    assert process.stderr is not None
    told = process.stderr.readline()
    found = re.search(r"http://\S+/", told)
    if found is None:
        process.kill()
        raise AssertionError(told + process.stderr.read())
    served = Served(process, found.group().rstrip("/"))
    served.reader = threading.Thread(target=lambda: served.log.extend(process.stderr or ()), daemon=True)
    served.reader.start()
    return served


def stop(served: Served) -> int:
    """How a server ended that was told to, or had ended already."""
    served.process.terminate()
    code = served.process.wait(PATIENCE)
    assert served.reader is not None
    served.reader.join()
    assert served.process.stderr is not None
    served.process.stderr.close()
    return code


@pytest.fixture(scope="session")
def server(harbour: Path) -> Iterator[Served]:
    """A server for whoever does not need one of its own."""
    served = start(harbour, "--log", "json")
    yield served
    assert stop(served) == 0


@pytest.fixture
def starting(harbour: Path) -> Iterator[Start]:
    """Starts servers with other options, and ends them."""
    begun: list[Served] = []

    def begin(*options: str) -> Served:
        begun.append(start(harbour, *options))
        return begun[-1]

    yield begin
    for served in begun:
        stop(served)


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of two plans."""
    folder = tmp_path_factory.mktemp("plans") / "two.dataset"
    sources = [str(CORPUS / plan / "source.txt") for plan in BUILT]
    assert main(["--lang", "en", "build", *sources, "-o", str(folder), "--jobs", "1", "--log", "json"]) == 0
    return folder
