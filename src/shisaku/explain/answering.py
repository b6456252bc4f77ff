"""The answer to `shisaku explain`: finds the triples that its arguments name, and explains them."""

from collections.abc import Iterable

from rdflib import Literal, URIRef

from shisaku.explain.explanation_data import ExplanationData
from shisaku.explain.explanation_text import Rendering, as_json
from shisaku.explain.explanation_tree import Explanation, explain, idle, known_of
from shisaku.explain.naming import ResourceNames
from shisaku.messages import Language
from shisaku.rdf.triples import Triple

FORMATS = ("text", "json", "markdown")
"""Formats of an answer."""


def answer(data: ExplanationData, words: Iterable[str], form: str, lang: Language) -> str | None:
    """Return why the triples named by `words` (subject, predicate, object) hold; without predicate or object, all that match.

    With only a subject, each statement takes two lines. None if no such triple is stated or follows. Raises QueryError if a word
    names nothing, or several resources.
    """
    names = ResourceNames(data)
    subject, predicate, value = (*words, None, None)[:3]
    assert subject is not None
    resource = names.resource(subject)
    rendering = Rendering(names, lang)
    if predicate is None:
        return _about(resource, list(known_of(resource, data)), names, rendering, form, lang)
    found = [explained for triple in _triples(resource, predicate, value, data, names) if (explained := explain(triple, data))]
    if not found:
        return None
    if form == "json":
        return as_json(rendering.value(explained) for explained in found)
    write = rendering.markdown if form == "markdown" else rendering.text
    return "\n".join(write(explained) for explained in found)


def _triples(subject: URIRef, predicate: str, value: str | None, data: ExplanationData, names: ResourceNames) -> list[Triple]:
    """The matching triples that hold, else the triple that the words name."""
    p = names.resource(predicate)
    proofs = data.derivations.about(subject)
    follows = (proof.triple for proof in proofs if proof.triple is not None and not idle(proof.triple))
    fitting = sorted(
        {*data.labelled.triples((subject, p, None)), *(triple for triple in follows if triple[1] == p)},
        key=lambda triple: str(triple[2]),
    )
    if value is None:
        return fitting
    literal = [triple for triple in fitting if isinstance(triple[2], Literal) and value.strip('"') == str(triple[2])]
    return literal or [(subject, p, names.resource(value))]


def _about(
    subject: URIRef, known: list[Explanation], names: ResourceNames, rendering: Rendering, form: str, lang: Language
) -> str:
    if form == "json":
        return as_json(rendering.value(explained) for explained in known)
    label = names.label(subject, lang)
    head = f"{names.short(subject)} {label}".rstrip()
    lines = [rendering.line(explained) for explained in known]
    if form == "markdown":
        items = ("- `{}`  \n  {}".format(*line.split("\n  ", 1)) for line in lines)
        return f"# {head}\n\n" + "\n".join(items) + "\n"
    return "\n".join([head, *("  " + line.replace("\n", "\n  ") for line in lines)]) + "\n"
