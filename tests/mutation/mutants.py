"""Mutants: one triple of one file deleted, swapped with another, given another type, or misspelt; made from a seed."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

Triple = tuple[Node, Node, Node]
KINDS = ("delete", "swap", "retype", "misspell")
_SIMILAR = {"a": "e", "e": "a", "i": "l", "o": "0", "n": "m", "s": "z", "t": "d", "r": "n", "1": "7", "0": "8"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault."""

    file: str
    """Path of the file below the root of the project."""
    kind: str
    """One of KINDS."""
    before: str
    """The triple that was taken out, as N-Triples."""
    after: str
    """The triple or triples that stand for it."""
    text: str
    """The whole file with the fault, as N-Triples."""
    subject: str
    """What the triple is about."""


def mutants(root: Path, file: str, number: int, seed: int) -> Iterator[Mutant]:
    """`number` different mutants of a file, the kinds by turns; the same seed makes the same."""
    chance = random.Random(f"{seed} {file}")
    graph = Graph().parse(root / file)
    triples = sorted((t for t in graph if not isinstance(t[0], BNode) and not isinstance(t[2], BNode)), key=_line)
    rest = [t for t in graph if isinstance(t[0], BNode) or isinstance(t[2], BNode)]
    made: set[str] = set()
    turn = 0
    while len(made) < number:
        kind = KINDS[turn % len(KINDS)]
        turn += 1
        chosen = chance.randrange(len(triples))
        changed = _MAKERS[kind](triples, chosen, chance)
        if changed is None:
            continue
        taken, put = changed
        kept = [t for t in triples if t not in taken] + rest
        text = "".join(f"{line}\n" for line in sorted(map(_line, (*kept, *put))))
        after = "\n".join(map(_line, put))
        if after in made or set(put) & set(kept):
            continue
        made.add(after or _line(triples[chosen]))
        yield Mutant(file, kind, "\n".join(map(_line, taken)), after, text, str(triples[chosen][0]))


def _line(triple: Triple) -> str:
    s, p, o = triple
    return f"{s.n3()} {p.n3()} {_object(o)} ."


def _object(node: Node) -> str:
    if isinstance(node, Literal):
        text = str(node).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        return f'"{text}"' + (f"@{node.language}" if node.language else f"^^{node.datatype.n3()}" if node.datatype else "")
    return str(node.n3())


Change = tuple[list[Triple], list[Triple]] | None
Maker = Callable[[list[Triple], int, random.Random], Change]


def _delete(triples: list[Triple], chosen: int, chance: random.Random) -> Change:
    return [triples[chosen]], []


def _swap(triples: list[Triple], chosen: int, chance: random.Random) -> Change:
    """Two statements of one property exchange their values."""
    s, p, o = triples[chosen]
    others = [t for t in triples if t[1] == p and t[0] != s and t[2] != o]
    if not others:
        return None
    s2, _, o2 = chance.choice(others)
    return [(s, p, o), (s2, p, o2)], [(s, p, o2), (s2, p, o)]


def _retype(triples: list[Triple], chosen: int, chance: random.Random) -> Change:
    """A literal of another datatype or language, an IRI for a literal, or another class for a resource."""
    s, p, o = triples[chosen]
    put: Node
    if isinstance(o, Literal):
        if o.language:
            put = Literal(str(o), lang="en" if o.language == "ja" else "fr") if chance.random() < 0.5 else Literal(str(o))
        else:
            put = Literal(str(o), datatype=XSD.boolean if o.datatype != XSD.boolean else XSD.integer)
    elif p == RDF.type:
        classes = sorted({t[2] for t in triples if t[1] == RDF.type and t[2] != o}, key=str)
        if not classes:
            return None
        put = chance.choice(classes)
    else:
        put = Literal(str(o))
    return [(s, p, o)], [(s, p, put)]


def _misspell(triples: list[Triple], chosen: int, chance: random.Random) -> Change:
    """One letter wrong, in the subject, the property, the value or the text."""
    s, p, o = triples[chosen]
    which = chance.choice(("subject", "property", "value"))
    if which == "subject":
        return [(s, p, o)], [(_wrong(s, chance), p, o)]
    if which == "property":
        return [(s, p, o)], [(s, _wrong(p, chance), o)]
    return [(s, p, o)], [(s, p, _wrong(o, chance))]


def _wrong(node: Node, chance: random.Random) -> Node:
    text = str(node)
    start = max(text.rfind("/"), text.rfind("#")) + 1 if isinstance(node, URIRef) else 0
    if start >= len(text):
        start = 0
    at = chance.randrange(start, len(text)) if text else 0
    letter = text[at : at + 1]
    new = text[:at] + _SIMILAR.get(letter, "x" if letter != "x" else "y") + text[at + 1 :]
    return URIRef(new) if isinstance(node, URIRef) else Literal(new, lang=node.language, datatype=node.datatype)  # type: ignore[attr-defined]


_MAKERS: dict[str, Maker] = {"delete": _delete, "swap": _swap, "retype": _retype, "misspell": _misspell}
