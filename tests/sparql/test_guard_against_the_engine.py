"""Random queries, written as closely as engines allow: where Oxigraph reads a SERVICE, the guard has refused the query.

Oxigraph does not say what it reads as SERVICE. It reads a keyword where the query is wrong with another word in its place.
"""

import random
import re
from collections.abc import Callable

import pyoxigraph as ox
import pytest

from shisaku.errors import OntologyError
from shisaku.sparql.guard import refuse_service

IRIS = (
    "<urn:a>",
    "<urn:it's>",
    "<http://x/a#b>",
    "<urn:p)'>",
    "<urn:?b)SERVICE?x#>",
    "<#'>",
    "f:a",
    r"f:a\'",
    "f:it.s",
    "f:a.b.",
)
LITERALS = (
    "1",
    "2.5",
    "1e3",
    "true",
    "'a'",
    "'>'",
    '"\'"',
    "'SERVICE'",
    "'''a'SERVICE'''",
    '"SERVICE ?x{}"',
    "'b'@en",
    "'c'^^<urn:d'>",
)
VARIABLES = ("?a", "?b", "$c", "?SERVICE")
OPERATORS = ("<", "<", "<", "<=", ">", "=", "!=", "&&", "||", "+", "-", "*")


class Writer:
    """Writes queries, up to three patterns or expressions within one another."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._depth = 0

    def query(self) -> str:
        return f"PREFIX f:<urn:>{self.select()}"

    def one(self, *ways: str | Callable[[], str]) -> str:
        """One of the ways to go on."""
        way = self._random.choice(ways)
        if isinstance(way, str):
            return way
        self._depth += 1
        text = way()
        self._depth -= 1
        return text

    def select(self) -> str:
        head = self.one("*", " ?a ?b", f"{self.one('', 'DISTINCT')}({self.expression()} AS ?m)({self.expression()} AS ?n)")
        order = f"({self.expression()})({self.expression()})"
        behind = self.one("", "", f"ORDER BY{order}", f"ORDERBY{order}", f"ORDER BYf:f{order}", f"LIMIT1ORDERBY{order}")
        return f"SELECT{head}{self.one('', 'WHERE', ' WHERE ')}{self.group()}{behind}"

    def group(self) -> str:
        size = self._random.randrange(4) if self._depth < 4 else 0
        return (
            "{"
            + "".join(self.one(*[self.triple] * 3, *[self.constraint] * 3, self.service, self.pattern) for _ in range(size))
            + "}"
        )

    def triple(self) -> str:
        subject = self.one(*VARIABLES, self.term)
        path = self.one(*IRIS, "a", "?p", "(f:a|<urn:it's>)", "(f:a/f:b)*", "^f:a")
        value = self.one(*VARIABLES, self.term, self.term, "(1 <urn:it's>)", "(true(?a<urn:it's>))", "[f:a <urn:it's>]", "[]")
        return self.space().join((subject, path, value, self.one(".", " ", ";", "#it's\n", ".#'SERVICE\n")))

    def constraint(self) -> str:
        called = self.one("FILTER", "filter", "FILTER ") + self.one("", "STR", "f:f", " f:f", "<urn:f'>")
        values = f"VALUES(?x ?y){{({self.term()} <urn:it's>)(<http://x/a#b>{self.term()})}}"
        return self.one(f"{called}({self.expression()})", f"BIND({self.expression()} AS ?n{self._random.randrange(99)})", values)

    def service(self) -> str:
        return f"SERVICE{self.one('', 'SILENT', ' ')}{self.one('?x', '<urn:s>', 'f:s')}{self.group()}"

    def pattern(self) -> str:
        return self.one("OPTIONAL", "MINUS", "GRAPH?g", "") + self.one(self.group, lambda: f"{{{self.select()}}}")

    def expression(self) -> str:
        if self._depth > 3:
            return self.term()
        return self.one(
            self.term,
            *[self.compared] * 3,
            "?a<?b&&?c!='>'",
            "(?a)<$c#'>'\n",
            lambda: self.one("(", "STR(", "BOUND(", "f:f(", "<urn:f'>(", "!STR(") + self.expression() + ")",
            lambda: self.one("EXISTS", "NOT EXISTS", "NOTEXISTS") + self.group(),
            lambda: f"{self.expression()} IN({self.expression()},<urn:it's>)",
            lambda: f"<<(?a <urn:it's> {self.term()})>>",
        )

    def compared(self) -> str:
        return self.space().join((self.expression(), self.one(*OPERATORS), self.expression()))

    def term(self) -> str:
        return self.one(self.one(*VARIABLES), self.one(*IRIS), self.one(*LITERALS))

    def space(self) -> str:
        return self.one("", "", "", " ", "#'\n")


def takes(query: str) -> bool:
    """Whether the engine takes a query for SPARQL, whatever comes of it."""
    try:
        ox.Store().query(query)
    except SyntaxError:
        return False
    except (RuntimeError, ValueError, OSError):
        return True
    return True


def asks_elsewhere(query: str) -> bool:
    words = re.finditer("SERVICE", query)
    return any(not takes(f"{query[: word.start()]}SERVIXE{query[word.end() :]}") for word in words)


@pytest.mark.parametrize("seed", range(4))
def test_no_service_that_the_engine_reads_gets_past_the_guard(seed: int) -> None:
    writer = Writer(seed)
    queries = (query for query in (writer.query() for _ in range(4000)) if "SERVICE" in query and takes(query))
    found = [query for query in queries if asks_elsewhere(query)]
    assert len(found) > 50
    for query in found:
        with pytest.raises(OntologyError):
            refuse_service(query, "query")
