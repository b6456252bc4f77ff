"""How people name resources, and how resources are shown to them: keys, prefixed names, printed numbers, labels."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cached_property

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from shisaku.errors import Message, QueryError, visible
from shisaku.explain.explanation_data import ExplanationData
from shisaku.graph.component_addresses import at_address
from shisaku.rdf.namespaces import PREFIXES, SHISAKU

_LABELS = (RDFS.label, SKOS.prefLabel, SHISAKU.text, SHISAKU.printedForm)
"""Properties whose values a resource is shown with."""
_CALLED = ((RDFS.label, SKOS.prefLabel, SHISAKU.text, SHISAKU.printedNumber), (SHISAKU.printedForm,))
"""Properties whose values people call a resource by; the words of details where nothing else is called so."""
_MADE_OF_WORDS = re.compile(r"(?=[a-z2-7]*[a-z])[a-z2-7]{8}(?:-[0-9]+)?")
"""The end of an IRI that is made of words and says nothing to a person."""
MOST_LETTERS = 60
"""Letters of a literal that are shown."""
MOST_NAMED = 6
"""Names that are offered where one fits nothing or several things."""


class ResourceNames:
    """The names of everything in some material."""

    def __init__(self, material: ExplanationData) -> None:
        self._material = material
        self._prefixes = {**_bound(material), **PREFIXES}

    # -- from a name to a resource -------------------------------------------------------------------------------------

    def resource(self, word: str) -> URIRef:
        """What `word` names: an IRI, a prefixed name, a key or an address, else a label or number that only one resource has.

        Raises QueryError with what is close where nothing is called so, with what is meant where several things are.
        """
        known = [iri for iri in self._readings(word) if iri in self._resources]
        current = [iri for iri in known if (iri, OWL.deprecated, None) not in self._material.given]
        found = current or self._at(word) or known or self._called.get(_folded(word), [])
        if len(found) == 1:
            return found[0]
        if found:
            ranks = self._material.order.ranks
            ordered = sorted(found, key=lambda iri: (ranks.get(str(iri), len(ranks)), iri))
            names = "、".join(map(self._located, ordered[:MOST_NAMED]))
            ja, en = f"「{word}」は一つに決まりません: {names}", f"“{word}” may be any of: {names.replace('、', ', ')}"
        else:
            ja, en = f"「{word}」というものはありません。", f"nothing is called “{word}”."
            close = self._close(word)
            if close:
                ja, en = f"{ja}近いもの: {'、'.join(close)}", f"{en} Close to it: {', '.join(close)}"
        raise QueryError(Message(ja, en))

    def _readings(self, word: str) -> Iterator[URIRef]:
        """The IRIs that a word can stand for."""
        if word == "a":
            yield URIRef(RDF.type)
        bare = word[1:-1] if word.startswith("<") and word.endswith(">") else word
        yield URIRef(bare) if " " not in bare else URIRef("")
        prefix, colon, end = word.partition(":")
        if colon and prefix in self._prefixes and " " not in end:
            yield URIRef(self._prefixes[prefix] + end)
        if " " not in word and ":" not in word:
            yield from (URIRef(f"{base}{word}") for base in self._bases)
            yield from (URIRef(f"{plan}/{word}") for plan in self._material.plan_iris)
            yield URIRef(SHISAKU[word])

    def _at(self, word: str) -> list[URIRef]:
        """What is at an address, which may begin with the identifier of a plan."""
        material, found = self._material, dict[URIRef, None]()
        for plan in material.plan_iris if "/" in word and ":" not in word else ():
            address = word.removeprefix(f"{plan.rpartition('/')[2]}/")
            found |= dict.fromkeys(at_address(material.given, plan, address, material.order))
        return list(found)

    def _located(self, iri: URIRef) -> str:
        """A resource by where it is, where its own name says nothing to a person."""
        address = self._material.addresses.get(iri)
        if address is None or not _MADE_OF_WORDS.fullmatch(iri.rpartition("/")[2]):
            return self.short(iri)
        return f"{self.short(iri).partition('/')[0]}/{address}"

    @cached_property
    def _bases(self) -> tuple[str, ...]:
        """What the IRIs of plans begin with."""
        return tuple(sorted({plan.rpartition("/")[0] + "/" for plan in self._material.plan_iris}))

    @cached_property
    def _resources(self) -> frozenset[Node]:
        """Everything that is spoken of."""
        return frozenset(term for triple in self._material.labelled for term in triple if isinstance(term, URIRef))

    @cached_property
    def _called(self) -> dict[str, list[URIRef]]:
        """Resources by folded label or printed number."""
        whole: dict[str, list[URIRef]] = {}
        for predicates in _CALLED:
            found: dict[str, dict[URIRef, None]] = {}
            for predicate in predicates:
                labelled = sorted(self._material.labelled.subject_objects(predicate), key=lambda pair: str(pair[0]))
                for resource, label in labelled:
                    if isinstance(resource, URIRef):
                        found.setdefault(_folded(str(label)), {})[resource] = None
            whole |= {label: list(resources) for label, resources in found.items() if label not in whole}
        return whole

    def _close(self, word: str) -> list[str]:
        """Names that are written nearly so."""
        names = {self.short(iri): None for iri in sorted(self._resources, key=str) if isinstance(iri, URIRef)}
        for plan in self._material.plan_iris:
            names |= dict.fromkeys(
                str(iri).removeprefix(f"{plan}/") for iri in self._resources if str(iri).startswith(f"{plan}/")
            )
        names |= dict.fromkeys(self._material.addresses.values())
        labels = {label: self._located(resources[0]) for label, resources in self._called.items()}
        close = get_close_matches(word, names, MOST_NAMED)
        close += [labels[label] for label in get_close_matches(_folded(word), labels, MOST_NAMED)]
        return list(dict.fromkeys(close))[:MOST_NAMED]

    # -- from a term to what is shown ----------------------------------------------------------------------------------

    def short(self, term: Node) -> str:
        """A term in one word or so: `shisaku:Pillar`, `soumu-2021/measure/6`, `"施策"@ja`, a collection in brackets."""
        if isinstance(term, Literal):
            return _literal(term)
        if isinstance(term, BNode):
            return self._anonymous(term)
        iri = str(term)
        for base in self._bases:
            if iri.startswith(base):
                return iri.removeprefix(base)
        prefix, namespace = max(self._prefixes.items(), key=lambda pair: len(pair[1]) if iri.startswith(pair[1]) else 0)
        end = iri.removeprefix(namespace)
        return f"{prefix}:{end}" if iri.startswith(namespace) and end and "/" not in end else f"<{visible(iri)}>"

    def _anonymous(self, node: BNode) -> str:
        graph: Graph = self._material.labelled
        if (node, RDF.first, None) in graph:
            return f"( {' '.join(self.short(item) for item in graph.items(node))} )"
        said = sorted(graph.predicate_objects(node), key=lambda pair: str(pair[0]))
        shown = " ; ".join(f"{self.short(p)} {'[…]' if isinstance(o, BNode) and o == node else self.short(o)}" for p, o in said)
        return f"[ {shown} ]" if shown else "[ ]"

    def label(self, term: Node, lang: str) -> str:
        """What a person calls a resource, empty where it has no label."""
        labels = (label for predicate in _LABELS for label in self._material.labelled.objects(term, predicate))
        found = sorted((label for label in labels if isinstance(label, Literal)), key=lambda o: (o.language != lang, str(o)))
        return visible(_shortened(str(found[0]))) if found else ""

    def label_of_key(self, key: str, lang: str) -> str:
        """What a person calls the component of that key, where the key says nothing to a person; empty otherwise."""
        if not _MADE_OF_WORDS.fullmatch(key.rpartition("/")[2]):
            return ""
        labels = (self.label(URIRef(f"{plan}/{key}"), lang) for plan in self._material.plan_iris)
        return next((label for label in labels if label), "")


def _bound(material: ExplanationData) -> dict[str, str]:
    """Prefixes that the files bind."""
    files = (*material.data, *material.terms, *material.schemes)
    return {prefix: str(namespace) for file in files for prefix, namespace in file.prefixes.items()}


def _folded(word: str) -> str:
    """A name without what writing may vary: widths, case, blanks."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


def _literal(term: Literal) -> str:
    text = '"' + visible(_shortened(str(term))).replace('"', '\\"') + '"'
    if term.language:
        return f"{text}@{term.language}"
    if isinstance(term.value, bool | int | float) or (term.datatype is not None and str(term.datatype).endswith("#decimal")):
        return str(term)
    return text


def _shortened(text: str) -> str:
    """Text on one line, cut where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= MOST_LETTERS else flat[: MOST_LETTERS - 1] + "…"
