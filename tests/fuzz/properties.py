"""What holds of every document whatsoever; a breach is an AssertionError that says which."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shisaku.errors import ShisakuError
from shisaku.graph.mapping import to_graph
from shisaku.model.plan import PLAN_KEY, Identification, Placement, Plan
from shisaku.model.source import Description, Override, Source, Span
from shisaku.pipeline import Context
from shisaku.project import Project
from shisaku.rdf.namespaces import DEFAULT_BASE, PlanIris
from shisaku.rdf.quads import ntriples
from shisaku.reading.opening import open_source
from shisaku.reading.reader import read
from shisaku.sparql.triple_store import TripleStore

_ROOT = Path(__file__).resolve().parents[2]


def source_of(text: str, overrides: tuple[Override, ...] = ()) -> Source:
    """`text` as a source of which nothing else is known than what a person settled."""
    return Source(text, "x.txt", Description("x", overrides=overrides), "0" * 64, "utf-8")


def check_text(source: Source, twice: bool = True) -> Plan:
    """Read `source`; AssertionError where what comes out is not a plan of it, anything else where reading fails."""
    plan = read(source)
    _check_account(plan)
    _check_keys(plan)
    _check_findings(plan)
    assert not twice or plan == read(source), "read twice, the plans differ"
    return plan


def check_file(path: Path, data: bytes, settings: bytes | None = None) -> Plan | None:
    """Write `data` to `path`, and `settings` beside it, open and read it; None where it is refused as it should be."""
    path.write_bytes(data)
    beside = path.with_name("source.toml")
    if settings is None:
        beside.unlink(missing_ok=True)
    else:
        beside.write_bytes(settings)
    try:
        source = open_source(path)
    except ShisakuError as error:
        for message in (error.text("ja"), error.text("en"), str(error)):
            assert message.strip(), "an error that says nothing"
            message.encode("utf-8", "surrogateescape")
        return None
    return check_text(source, twice=False)


def check_graph(plan: Plan) -> int:
    """How many triples the graph of `plan` has; it is valid RDF by a parser of its own."""
    context = _context()
    iris = PlanIris(DEFAULT_BASE, plan.source.description.id)
    graphs = to_graph(plan, iris, context.ontology.vocabulary, context.ontology.version)
    whole = graphs.asserted + graphs.reconstructed
    store = TripleStore()
    store.load_ntriples(ntriples(whole))
    count = len(whole)
    assert count > 0, "a graph without a triple"
    return count


@cache
def _context() -> Context:
    return Context.of(Project(_ROOT))


def _check_account(plan: Plan) -> None:
    """Every character that is not white space is accounted for, and none twice."""
    text = plan.source.text
    at = 0
    for span in (*plan.claimed(), Span(len(text), len(text))):
        assert at <= span.start, f"{span} is claimed twice"
        assert span.start < span.end or span.start == len(text), f"{span} is empty"
        rest = text[at : span.start].strip()
        assert not rest, f"nothing accounts for {rest!r} at {at}"
        at = span.end
    assert at == len(text), f"the last span ends at {at} behind the text"


def _check_keys(plan: Plan) -> None:
    """Every key stands once, and every conclusion is on what is there."""
    keys = [*(component.key for component, _ in plan.walk()), *(purpose.key for purpose, _ in plan.all_purposes())]
    known = set(keys)
    assert len(keys) == len(known), f"keys that stand twice: {sorted(key for key in known if keys.count(key) > 1)}"
    for placement in plan.placements:
        assert placement.component in known, f"{placement.component} is placed and is not there"
        assert placement.parent in known or placement.parent == PLAN_KEY, f"{placement.parent} is a parent and is not there"
        assert {rival for rival, _ in placement.rivals} <= {*known, PLAN_KEY}, f"a rival of {placement} is not there"
        assert 0 <= placement.confidence <= 1, f"{placement} has no confidence"
    for identification in plan.identifications:
        assert {identification.component, identification.original} <= known, f"{identification} is on what is not there"
        assert 0 <= identification.confidence <= 1, f"{identification} has no confidence"


def _check_findings(plan: Plan) -> None:
    """Every finding, and every reason, points into the text and says something in both languages."""
    length = len(plan.source.text)
    for finding in plan.findings:
        assert finding.message.verbatim("ja"), f"{finding.rule} says nothing in Japanese"
        assert finding.message.verbatim("en"), f"{finding.rule} says nothing in English"
    for span in _spans(plan):
        assert 0 <= span.start < span.end <= length, f"{span} is not in the text"
        plan.source.place(span)


def _spans(plan: Plan) -> Iterator[Span]:
    yield from (finding.span for finding in plan.findings if finding.span is not None)
    conclusions: tuple[Placement | Identification, ...] = (*plan.placements, *plan.identifications)
    for conclusion in conclusions:
        yield from (reason.span for reason in conclusion.evidence if reason.span is not None)
