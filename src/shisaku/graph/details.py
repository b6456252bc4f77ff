"""What is printed of a component beside its words, as property and value: sums, departments, tags, references, description."""

from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from shisaku.errors import Language
from shisaku.graph.language import tagged
from shisaku.graph.namespaces import SHISAKU
from shisaku.plan import Amount, Details, Passage

Pair = tuple[URIRef, Literal | None]


def detail_pairs(details: Details, language: Language) -> Iterator[Pair]:
    """Every statement that `details` make of the component they belong to, without the places of its description."""
    yield from _amount(details.amount, "budgetAmount", "printedBudgetAmount", "approximateBudgetAmount")
    yield from _amount(details.previous, "previousBudgetAmount", "printedPreviousBudgetAmount", "approximatePreviousBudgetAmount")
    for name, values in (
        ("department", details.departments),
        ("tag", details.tags),
        ("crossReference", details.cross_references),
    ):
        yield from ((SHISAKU[name], tagged(value, language)) for value in values)
    yield from description_pairs(details.description, language)


def description_pairs(description: tuple[Passage, ...], language: Language) -> Iterator[Pair]:
    """A value a paragraph."""
    yield from ((SHISAKU.description, tagged(passage.text, language)) for passage in description)


def _amount(amount: Amount | None, yen: str, printed: str, approximate: str) -> Iterator[Pair]:
    """The sum in yen where there is one, the words in any case; whether it is approximate only where it is printed so."""
    if amount is None:
        return
    yield SHISAKU[printed], Literal(amount.printed)
    if amount.yen is not None:
        yield SHISAKU[yen], Literal(str(amount.yen), datatype=XSD.integer)
    if amount.approximate:
        yield SHISAKU[approximate], Literal("true", datatype=XSD.boolean)
