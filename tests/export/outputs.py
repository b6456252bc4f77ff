"""What is written of small plans and graphs, file by file; `python -m tests.export.outputs` writes the files that the tests compare with.

Look through the difference before it is committed: it is what a reader of the exports will see.
"""

import importlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD
from tests.exporting import export
from tests.graph.plans import budget, charter
from tests.graph.town import retired, town

from shisaku.editions import edition_report
from shisaku.export import terminal_outline
from shisaku.export.jsonld import context, jsonld
from shisaku.export.stratml import stratml
from shisaku.graph import succession_writer as successions
from shisaku.graph.mapping import to_graph
from shisaku.graph.vocabulary import Vocabulary
from shisaku.messages import Message
from shisaku.model.details import NO_DETAILS, Details, Purpose
from shisaku.model.findings import Finding, Severity
from shisaku.model.plan import Evidence, Initiative, Measure, Pillar, Plan
from shisaku.model.printed_tree import tree_of
from shisaku.model.source import Span
from shisaku.model.succession import CONTINUED, DROPPED, MERGED, NEW, RENAMED, SPLIT, Editions, Move, Succession
from shisaku.rdf.namespaces import CATEGORIES, CATEGORY, OA, SHISAKU, TOPIC, PlanIris
from shisaku.rdf.turtle_writer import TurtleWriter
from shisaku.reading.identity import with_lasting_keys

WRITTEN = Path(__file__).parent / "written"
PLAN = "https://data.example.org/plans/umi-2033"
VERSION = URIRef("https://w3id.org/shisaku/ontology/9.9.9")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
HERE = Span(0, 1)


def outputs(plan: Plan) -> Iterator[tuple[str, str]]:
    """File names and texts."""
    yield from _outlines(plan)
    yield from _comparisons(plan)
    yield from _graphs(plan)
    for name, made in (("harbour", plan), ("budget", budget()), ("charter", charter()), ("town", town())):
        yield f"{name}.stratml.xml", stratml(made)
        yield f"{name}.stratml-2.xml", stratml(made, 2)


def _outlines(plan: Plan) -> Iterator[tuple[str, str]]:
    for name, made in (("harbour", plan), ("budget", budget()), ("charter", charter()), ("town", town())):
        for lang in ("ja", "en"):
            for colour in (False, True):
                out = StringIO()
                terminal_outline.outline(tree_of(made), lang, out, colour)
                yield f"{name}.outline.{lang}.{'ansi' if colour else 'txt'}", out.getvalue()
    found = [Finding("a", severity, Message.of("")) for severity in (Severity.INFO, Severity.WARNING, Severity.INFO)]
    wrong = [*found, Finding("a", Severity.ERROR, Message.of(""))]
    lines = []
    for lang in ("ja", "en"):
        lines += [
            terminal_outline.counts(tree_of(plan), lang),
            terminal_outline.conclusions(plan, lang),
            terminal_outline.conclusions(charter(), lang),
        ]
        lines += [
            terminal_outline.verdict(found, lang),
            terminal_outline.verdict(wrong, lang),
            terminal_outline.verdict([], lang),
        ]
    lines += [terminal_outline.coloured_severity(severity, colour) for severity in Severity for colour in (False, True)]
    yield "summaries.txt", "\n".join(lines) + "\n"


def compared(plan: Plan) -> Editions:
    """The plan and one after it, with something of every kind."""
    entries = tuple(Initiative(f"measure/1/initiative/{n}", n, "○", f"取組{n} *新*", HERE, restated=n == 2) for n in (1, 2, 3))
    first = Measure("measure/1", 1, "１", "直売所と桟橋の整備", HERE, entries)
    second = Measure("measure/2", 2, "", "海の見守り", HERE)
    purpose = Purpose("purpose/pillar-1", "漁港を憩いの場にする。", HERE)
    one = Pillar("pillar/1", 1, "Ⅰ", "漁港を生かす", HERE, (first,), Details(purposes=(purpose,)))
    two = Pillar("pillar/2", 2, "Ⅱ", "海を守る_る", HERE, (second,))
    after = replace(
        plan, edition=None, parts=(one, two), placements=(), identifications=(), details=NO_DETAILS, title="海とともに"
    )
    why = (
        Evidence("same-text", Message.of({"ja": "同じ文言", "en": "same words"})),
        Evidence("shared-words", Message.of({"ja": "語が同じ", "en": "words in common"})),
    )
    old, new = "measure/1/initiative/1", "measure/1/initiative/2"
    made = (
        Succession(CONTINUED, "pillar", ("pillar/1",), ("pillar/1",), 1.0, why[:1]),
        Succession(NEW, "pillar", (), ("pillar/2",), 0.9, why, new_rivals=(("pillar/1", 0.25),)),
        Succession(DROPPED, "group", ("group/1",), (), 0.89, why[:1], old_rivals=(("pillar/1", 0.1), ("measure/1", 0.05))),
        Succession(RENAMED, "measure", ("measure/1",), ("measure/1",), 0.7, why, Move("group/1", "pillar/1")),
        Succession(CONTINUED, "measure", ("measure/2",), ("measure/2",), 0.97, why, Move("", "pillar/2")),
        Succession(SPLIT, "initiative", (old,), (old, new), 0.8, why),
        Succession(MERGED, "initiative", (new, "measure/2/initiative/1"), ("measure/1/initiative/3",), 0.95, why[1:]),
        Succession(DROPPED, "purpose", ("purpose/plan",), (), 0.99, why[:1]),
        Succession(RENAMED, "purpose", ("purpose/pillar-1",), ("purpose/pillar-1",), 0.91, why),
    )
    return Editions(plan, after, made, "試し語彙 3")


def _comparisons(plan: Plan) -> Iterator[tuple[str, str]]:
    made = compared(plan)
    for lang in ("ja", "en"):
        yield f"editions.{lang}.txt", edition_report.report(made, "text", lang)
        yield f"editions.{lang}.md", edition_report.report(made, "markdown", lang)
    yield "editions.json", edition_report.report(made, "json", "en")


def vocabulary() -> Vocabulary:
    """A topic and two categories."""
    graph = Graph()
    graph.add((TOPIC.ai, RDF.type, SHISAKU.Topic))
    graph.add((TOPIC.ai, SKOS.prefLabel, Literal("AI", lang="en")))
    for name, words in (("budget", "予算"), ("institution", "制度")):
        graph.add((CATEGORY[name], SKOS.inScheme, CATEGORIES))
        graph.add((CATEGORY[name], SKOS.prefLabel, Literal(words, lang="ja")))
    return Vocabulary.of(graph)


def terms() -> Graph:
    """Some terms of an ontology: a link, a text in languages, values, a class."""
    graph = Graph()
    for name, kind, range_ in (
        ("hasMark", OWL.ObjectProperty, None),
        ("title", OWL.DatatypeProperty, RDF.PlainLiteral),
        ("ordinal", OWL.DatatypeProperty, XSD.nonNegativeInteger),
        ("printedMarks", OWL.DatatypeProperty, None),
        ("Measure", OWL.Class, None),
    ):
        graph.add((SHISAKU[name], RDF.type, kind))
        if range_ is not None:
            graph.add((SHISAKU[name], RDFS.range, range_))
    graph.add((URIRef("https://example.org/other"), RDF.type, OWL.Class))
    return graph


def odd() -> Graph:
    """Terms that are hard to write: characters, datatypes, languages, blank and unknown resources."""
    graph = Graph()
    a, b = URIRef(f"{PLAN}/text/10"), URIRef(f"{PLAN}/text/9")
    for subject in (a, b):
        graph.add((subject, RDF.type, URIRef("https://example.org/types/Unknown")))
    for value in (
        Literal("2", datatype=XSD.integer), Literal("x", datatype=XSD.integer), Literal("2.50", datatype=XSD.decimal),
        Literal("2.", datatype=XSD.decimal), Literal("true", datatype=XSD.boolean), Literal("1", datatype=XSD.boolean),
        Literal("2", datatype=XSD.decimal), Literal("2.5", datatype=XSD.string), Literal("a\nb\tc\u202e"), Literal('q"\\\x07'),
        Literal("字", lang="ja"), Literal("letter", lang="en"), Literal("lettre", lang="fr"), Literal("10"), Literal("9"),
        URIRef("https://example.org/10"), URIRef("https://example.org/9"), URIRef("https://example.org/a b"),
        URIRef(f"{PLAN}/measure/6"), URIRef(f"{PLAN}/measure 6"), SHISAKU.Measure, SHISAKU["a/b"], URIRef(str(SHISAKU)),
    ):  # fmt: skip
        graph.add((a, URIRef("https://example.org/says"), value))
    graph.add((a, RDFS.label, Literal("十", lang="ja")))
    graph.add((a, DCTERMS.title, Literal("ten", lang="en")))
    graph.add((a, OA.start, Literal(10)))
    graph.add((b, RDFS.comment, Literal("九\x07", lang="ja")))
    graph.add((URIRef("https://example.org/untyped"), PROV.used, a))
    return graph


def _graphs(plan: Plan) -> Iterator[tuple[str, str]]:
    iris = PlanIris.of_plan("https://data.example.org/plans/", plan)
    made = to_graph(plan, iris, vocabulary(), VERSION, LICENCE)
    layers = {URIRef(f"{PLAN}/graph/asserted"): made.asserted, URIRef(f"{PLAN}/graph/reconstructed"): made.reconstructed}
    whole = made.asserted + made.reconstructed
    names = context(terms())
    for form, ending in (
        ("turtle", "ttl"),
        ("trig", "trig"),
        ("json-ld", "jsonld"),
        ("nt", "nt"),
        ("nquads", "nq"),
        ("xml", "rdf"),
    ):
        yield f"harbour.{ending}", export(layers, whole, URIRef(PLAN), names, form)
    for name, other in (("budget", with_lasting_keys(budget())), ("town", retired(town()))):
        its = PlanIris.of_plan("https://data.example.org/plans/", other)
        money = to_graph(other, its, vocabulary(), VERSION, LICENCE)
        all_of_it = money.asserted + money.reconstructed
        yield f"{name}.ttl", export({}, all_of_it, its.plan, names, "turtle")
        yield f"{name}.jsonld", export({}, all_of_it, its.plan, names, "json-ld")
    became = successions.to_graph(compared(plan), iris, PlanIris("https://data.example.org/plans/", "umi-2034"))
    yield "successions.ttl", export({}, became, URIRef(PLAN), names, "turtle")
    yield "odd.ttl", export({}, odd(), URIRef(PLAN), names, "turtle")
    yield "odd.rdf", export({}, odd(), URIRef(PLAN), names, "xml")
    yield "odd.jsonld", jsonld(sorted(odd()), URIRef(PLAN), names)
    yield "odd-with-fragment.ttl", export({}, odd(), URIRef(f"{PLAN}#it"), names, "turtle")
    yield (
        "odd-without-base.ttl",
        TurtleWriter({"ex": "https://example.org/", "exa": "https://example.org/a"}).turtle(sorted(odd())),
    )


if __name__ == "__main__":
    hand_made: Callable[[], Plan] = importlib.import_module("tests.conftest")._hand_made_plan
    WRITTEN.mkdir(exist_ok=True)
    for name, text in outputs(hand_made()):
        (WRITTEN / name).write_text(text, encoding="utf-8", newline="")
