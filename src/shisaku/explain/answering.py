"""The answer to `shisaku explain`: what was asked, found by its names, explained and written down."""

from collections.abc import Iterable

from rdflib import Literal, URIRef

from shisaku.errors import Language
from shisaku.explain.explanation_data import ExplanationData
from shisaku.explain.explanation_text import Rendering, as_json
from shisaku.explain.explanation_tree import Explanation, explain, idle, known_of
from shisaku.explain.naming import ResourceNames
from shisaku.owl.syntax import Triple

FORMATS = ("text", "json", "markdown")
"""How an answer may be written."""


def answer(material: ExplanationData, words: Iterable[str], form: str, lang: Language) -> str | None:
    """Why the triple is there that `words` name (subject, predicate, object); of all that fit where predicate or object are left out.

    With only a subject each statement on it takes two lines. None where nothing of the kind is stated or follows. Raises QueryError
    where a word names nothing, or several things.
    """
    names = ResourceNames(material)
    subject, predicate, value = (*words, None, None)[:3]
    assert subject is not None
    resource = names.resource(subject)
    rendering = Rendering(names, lang)
    if predicate is None:
        return _about(resource, list(known_of(resource, material)), names, rendering, form, lang)
    found = [
        explained for triple in _triples(resource, predicate, value, material, names) if (explained := explain(triple, material))
    ]
    if not found:
        return None
    if form == "json":
        return as_json(rendering.value(explained) for explained in found)
    write = rendering.markdown if form == "markdown" else rendering.text
    return "\n".join(write(explained) for explained in found)


def _triples(subject: URIRef, predicate: str, value: str | None, material: ExplanationData, names: ResourceNames) -> list[Triple]:
    """The triples that are asked for: those that hold and fit, else the one that the words name."""
    p = names.resource(predicate)
    proofs = material.derivations.about(subject)
    follows = (proof.triple for proof in proofs if proof.triple is not None and not idle(proof.triple))
    fitting = sorted(
        {*material.labelled.triples((subject, p, None)), *(triple for triple in follows if triple[1] == p)},
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
