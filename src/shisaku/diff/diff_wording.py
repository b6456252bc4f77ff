"""Resources, values and kinds of change in words: prefixed names, labels in the reader's language."""

from collections.abc import Callable

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF

from shisaku.diff.changes import Bump, Change, ChangeKind, GraphDiff
from shisaku.diff.descriptions import Value
from shisaku.diff.retirement import NOTHING, OWNER, PLACE, STATED, WORDS, Retirement
from shisaku.messages import Language, Message, sentence
from shisaku.rdf.turtle_writer import TurtleWriter

KINDS: dict[ChangeKind, Message] = {
    ChangeKind.REMOVED: Message("diff-removed"),
    ChangeKind.RENAMED: Message("diff-renamed"),
    ChangeKind.DEPRECATED: Message("diff-deprecated"),
    ChangeKind.MOVED: Message("common-moved"),
    ChangeKind.RETYPED: Message("diff-retyped"),
    ChangeKind.DOMAIN: Message("diff-domain-range-changed"),
    ChangeKind.RELABELLED: Message("diff-relabelled"),
    ChangeKind.CHANGED: Message("diff-changed"),
    ChangeKind.ADDED: Message("diff-added"),
}
"""Names of the kinds."""
BUMPS: dict[Bump, Message] = {
    Bump.NONE: Message("diff-none"),
    Bump.PATCH: Message("diff-patch"),
    Bump.MINOR: Message("diff-minor"),
    Bump.MAJOR: Message("diff-major"),
}
"""Names of the version parts."""
RETIRED = Message("diff-retired-iris")
REASSIGNED = Message("diff-iris-name-another-thing-now")
BASES: dict[str, Message] = {
    PLACE: Message("diff-same-place"),
    WORDS: Message("diff-same-words"),
    OWNER: Message("diff-what-belongs-renamed"),
    STATED: Message("diff-retired-before"),
    NOTHING: Message("diff-nothing-found-replaces"),
}
"""How the replacement of a retired IRI was found."""
DEEPEST = 4
"""Levels of nested blank nodes that are written out."""
MOST_MEMBERS = 12
"""Members of a list, and values of a predicate, that are written out."""


class DiffWording:
    """Writes the terms of one difference in one language."""

    def __init__(self, diff: GraphDiff, lang: Language) -> None:
        self.diff, self.lang = diff, lang
        self.term: Callable[[object], str] = TurtleWriter(diff.prefixes).term

    def label(self, resource: Value) -> str:
        """Label of the resource, in the reader's language if there is one; empty where it has none."""
        labels = self.diff.labels.get(resource, ()) if isinstance(resource, URIRef) else ()
        found = sorted(labels, key=lambda label: (label.language or "").split("-")[0] != self.lang)
        return " ".join(str(found[0]).split()) if found else ""

    def quoted_label(self, resource: Value) -> str:
        """The label in the quotation marks of the language; empty where there is none."""
        label = self.label(resource)
        return "" if not label else sentence("common-label", self.lang, label=label)

    def called(self, change: Change) -> str:
        """The resource of a change: its name, its new one behind an arrow, and its label."""
        names = [self.value(resource) for resource in dict.fromkeys((change.old, change.new)) if resource is not None]
        return " ".join(part for part in (" → ".join(names), self.quoted_label(change.resource)) if part)

    def retired(self, one: Retirement) -> str:
        """A retired IRI, its replacement and how that was found, and its label."""
        words = " ".join(one.words.split())
        parts = [self.value(one.old), "→", self.values(one.new), f" {BASES[one.basis].text(self.lang)}"]
        return " ".join(parts) + (f": {words}" if words else "")

    def values(self, values: tuple[Value, ...]) -> str:
        """Several values, with commas; a dash for none."""
        shown = ", ".join(self.value(value) for value in values[:MOST_MEMBERS])
        left = len(values) - MOST_MEMBERS
        return (shown or "—") + (self.more(left) if left > 0 else "")

    def more(self, left: int) -> str:
        """Note that so many are left out."""
        return sentence("diff-more", self.lang, left=left)

    def value(self, value: Value, depth: int = 0) -> str:
        """A resource or another value as in Turtle, on one line; a blank node by its contents."""
        if isinstance(value, Literal):
            return " ".join(self.term(value).split())
        if not isinstance(value, BNode):
            return "rdf:nil" if value == RDF.nil else self.term(value)
        if depth >= DEEPEST:
            return "[ … ]"
        if RDF.rest in self.diff.anonymous.get(value, {}):
            return self._list(value, depth)
        statements = sorted(self.diff.anonymous.get(value, {}).items(), key=lambda item: (item[0] != RDF.type, item[0]))
        parts = (
            f"{'a' if predicate == RDF.type else self.term(predicate)} {', '.join(self._sorted(values, depth))}"
            for predicate, values in statements
        )
        return f"[ {' ; '.join(parts)} ]" if statements else "[]"

    def _sorted(self, values: frozenset[Value], depth: int) -> list[str]:
        return sorted(self.value(value, depth + 1) for value in values)

    def _list(self, head: Value, depth: int) -> str:
        members: list[str] = []
        while isinstance(head, BNode) and len(members) < MOST_MEMBERS:
            statements = self.diff.anonymous.get(head, {})
            members += self._sorted(statements.get(RDF.first, frozenset()), depth)
            head = min(statements.get(RDF.rest, frozenset((RDF.nil,))), key=str)
        return f"( {' '.join(members)}{'' if head == RDF.nil else ' …'} )"
