"""Resources by their names (keys, prefixed names, printed numbers, labels), and short names of resources."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cached_property

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from shisaku.errors import QueryError
from shisaku.explain.explanation_data import ExplanationData
from shisaku.graph.component_addresses import at_address
from shisaku.messages import Message, visible
from shisaku.rdf.namespaces import PREFIXES, SHISAKU

_LABELS = (RDFS.label, SKOS.prefLabel, SHISAKU.text, SHISAKU.printedForm)
"""Properties with the label that is shown."""
_CALLED = ((RDFS.label, SKOS.prefLabel, SHISAKU.text, SHISAKU.printedNumber), (SHISAKU.printedForm,))
"""Properties whose values name a resource; words of details only if no other resource has that name."""
_DIGEST_NAME = re.compile(r"(?=[a-z2-7]*[a-z])[a-z2-7]{8}(?:-[0-9]+)?")
"""Local name that is derived from words by a digest, so not readable."""
MOST_LETTERS = 60
"""Most characters of a literal that are shown."""
MOST_NAMED = 6
"""Most names suggested for an unknown or ambiguous one."""


class ResourceNames:
    """Names of all resources in the data."""

    def __init__(self, data: ExplanationData) -> None:
        self._data = data
        self._prefixes = {**_bound(data), **PREFIXES}

    # -- from a name to a resource -------------------------------------------------------------------------------------

    def resource(self, word: str) -> URIRef:
        """Return the resource named `word`: an IRI, prefixed name, key or address, else a unique label or number.

        Raises QueryError with similar names if there is none, with the candidates if there are several.
        """
        known = [iri for iri in self._readings(word) if iri in self._resources]
        current = [iri for iri in known if (iri, OWL.deprecated, None) not in self._data.facts]
        found = current or self._at(word) or known or self._called.get(_folded(word), [])
        if len(found) == 1:
            return found[0]
        if found:
            ranks = self._data.order.ranks
            ordered = sorted(found, key=lambda iri: (ranks.get(str(iri), len(ranks)), iri))
            message = Message("explain-may-be-any-of", word=word, names=Message.joined(map(self._located, ordered[:MOST_NAMED])))
        else:
            message = Message("explain-nothing-called", word=word)
            close = self._close(word)
            if close:
                message = Message("explain-close", message=message, close=Message.joined(close))
        raise QueryError(message)

    def _readings(self, word: str) -> Iterator[URIRef]:
        """IRIs that a word can mean."""
        if word == "a":
            yield URIRef(RDF.type)
        bare = word[1:-1] if word.startswith("<") and word.endswith(">") else word
        yield URIRef(bare) if " " not in bare else URIRef("")
        prefix, colon, end = word.partition(":")
        if colon and prefix in self._prefixes and " " not in end:
            yield URIRef(self._prefixes[prefix] + end)
        if " " not in word and ":" not in word:
            yield from (URIRef(f"{base}{word}") for base in self._bases)
            yield from (URIRef(f"{plan}/{word}") for plan in self._data.plan_iris)
            yield URIRef(SHISAKU[word])

    def _at(self, word: str) -> list[URIRef]:
        """Resources at an address, which may begin with the identifier of a plan."""
        data, found = self._data, dict[URIRef, None]()
        for plan in data.plan_iris if "/" in word and ":" not in word else ():
            address = word.removeprefix(f"{plan.rpartition('/')[2]}/")
            found |= dict.fromkeys(at_address(data.facts, plan, address, data.order))
        return list(found)

    def _located(self, iri: URIRef) -> str:
        """Name of a resource: its address if its own name is not readable."""
        address = self._data.addresses.get(iri)
        if address is None or not _DIGEST_NAME.fullmatch(iri.rpartition("/")[2]):
            return self.short(iri)
        return f"{self.short(iri).partition('/')[0]}/{address}"

    @cached_property
    def _bases(self) -> tuple[str, ...]:
        """Bases of the IRIs of plans."""
        return tuple(sorted({plan.rpartition("/")[0] + "/" for plan in self._data.plan_iris}))

    @cached_property
    def _resources(self) -> frozenset[Node]:
        """All IRIs in the data."""
        return frozenset(term for triple in self._data.labelled for term in triple if isinstance(term, URIRef))

    @cached_property
    def _called(self) -> dict[str, list[URIRef]]:
        """Resources by folded label or printed number."""
        whole: dict[str, list[URIRef]] = {}
        for predicates in _CALLED:
            found: dict[str, dict[URIRef, None]] = {}
            for predicate in predicates:
                labelled = sorted(self._data.labelled.subject_objects(predicate), key=lambda pair: str(pair[0]))
                for resource, label in labelled:
                    if isinstance(resource, URIRef):
                        found.setdefault(_folded(str(label)), {})[resource] = None
            whole |= {label: list(resources) for label, resources in found.items() if label not in whole}
        return whole

    def _close(self, word: str) -> list[str]:
        """Similar names."""
        names = {self.short(iri): None for iri in sorted(self._resources, key=str) if isinstance(iri, URIRef)}
        for plan in self._data.plan_iris:
            names |= dict.fromkeys(
                str(iri).removeprefix(f"{plan}/") for iri in self._resources if str(iri).startswith(f"{plan}/")
            )
        names |= dict.fromkeys(self._data.addresses.values())
        labels = {label: self._located(resources[0]) for label, resources in self._called.items()}
        close = get_close_matches(word, names, MOST_NAMED)
        close += [labels[label] for label in get_close_matches(_folded(word), labels, MOST_NAMED)]
        return list(dict.fromkeys(close))[:MOST_NAMED]

    # -- from a term to what is shown ----------------------------------------------------------------------------------

    def short(self, term: Node) -> str:
        """Return a short form of a term: `shisaku:Pillar`, `soumu-2021/measure/6`, `"施策"@ja`, a collection in brackets."""
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
        graph: Graph = self._data.labelled
        if (node, RDF.first, None) in graph:
            return f"( {' '.join(self.short(item) for item in graph.items(node))} )"
        pairs = sorted(graph.predicate_objects(node), key=lambda pair: str(pair[0]))
        shown = " ; ".join(f"{self.short(p)} {'[…]' if isinstance(o, BNode) and o == node else self.short(o)}" for p, o in pairs)
        return f"[ {shown} ]" if shown else "[ ]"

    def label(self, term: Node, lang: str) -> str:
        """Return the label of a resource, empty if it has none."""
        labels = (label for predicate in _LABELS for label in self._data.labelled.objects(term, predicate))
        found = sorted((label for label in labels if isinstance(label, Literal)), key=lambda o: (o.language != lang, str(o)))
        return visible(_shortened(str(found[0]))) if found else ""

    def label_of_key(self, key: str, lang: str) -> str:
        """Return the label of the component with that key if the key is not readable; else an empty string."""
        if not _DIGEST_NAME.fullmatch(key.rpartition("/")[2]):
            return ""
        labels = (self.label(URIRef(f"{plan}/{key}"), lang) for plan in self._data.plan_iris)
        return next((label for label in labels if label), "")


def _bound(data: ExplanationData) -> dict[str, str]:
    """Prefixes declared in the files."""
    files = (*data.data_files, *data.terms, *data.schemes)
    return {prefix: str(namespace) for file in files for prefix, namespace in file.prefixes.items()}


def _folded(word: str) -> str:
    """A name with width and case normalized, without blanks."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


def _literal(term: Literal) -> str:
    text = '"' + visible(_shortened(str(term))).replace('"', '\\"') + '"'
    if term.language:
        return f"{text}@{term.language}"
    if isinstance(term.value, bool | int | float) or (term.datatype is not None and str(term.datatype).endswith("#decimal")):
        return str(term)
    return text


def _shortened(text: str) -> str:
    """Text on one line, shortened if it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= MOST_LETTERS else flat[: MOST_LETTERS - 1] + "…"
