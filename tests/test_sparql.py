"""The guard before the engine: no spelling of SERVICE gets past it, and words that only look like it do."""

import re
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from shisaku.errors import InputError, OntologyError
from shisaku.guard import MOST_NESTED, refuse_service
from shisaku.rdf_text import triples_of
from shisaku.sparql import TripleStore

ASKS_ELSEWHERE = {
    "plain": "SELECT * { SERVICE <http://elsewhere.example/> { ?s ?p ?o } }",
    "lower case": "SELECT * { service ?x { ?s ?p ?o } }",
    "after a comment that a carriage return ends": "SELECT * { # note\r SERVICE ?x { ?s ?p ?o } }",
    "after an apostrophe in a name": r"PREFIX e: <http://x/> SELECT * { ?s e:a\' ?o . SERVICE ?x { ?s ?p ?o } ?q ?r 'text' }",
    "after a hash in a name": r"PREFIX e: <http://x/> SELECT * { ?s e:a\# ?o . SERVICE ?x { ?s ?p ?o } }",
    "after a quote at the end of a long string": r'SELECT * { ?s ?p """a\"""" SERVICE ?x { ?s ?p ?o } ?a ?b "text" }',
    "after an escape in an IRI": r"SELECT * { ?a <http://x/\u0041#> ?b SERVICE ?x { ?s ?p ?o } }",
    "between two comparisons": "SELECT*{?a ?b ?c FILTER(?a<?b)SERVICE?x{?s?p?o}FILTER(1>2)}",
    "between a comparison and a comment": "SELECT * {?a ?b ?c FILTER(?a<?b)SERVICE?x#>\n{?s ?p ?o}}",
    "right behind a number": "SELECT * { ?s ?p 1SERVICE ?x { ?a ?b ?c } }",
    "right behind a truth value": "SELECT * { ?s ?p trueSERVICE ?x { ?a ?b ?c } }",
    "right before SILENT": "SELECT * { SERVICESILENT ?x { ?a ?b ?c } }",
}
STAYS_HERE = {
    "in a comment": "SELECT * { ?s ?p ?o } # SERVICE",
    "in a string": "SELECT * { ?s ?p 'SERVICE', \"SERVICE\", '''a'SERVICE''' }",
    "in an IRI": "SELECT * { ?s <http://x/SERVICE/service#SERVICE> ?o }",
    "in names": "PREFIX s: <http://x/> SELECT ?service { ?service s:service s:PublicService, s:a-service ; ^s:service $SERVICE }",
}


@pytest.mark.parametrize("query", ASKS_ELSEWHERE.values(), ids=ASKS_ELSEWHERE)
def test_no_spelling_of_service_that_the_engine_reads_is_let_through(query: str) -> None:
    with pytest.raises(OntologyError, match="SERVICE") as refused:
        refuse_service(query, "query")
    place = refused.value.place
    assert place is not None
    assert place.text[place.column - 1 :][:7].upper() == "SERVICE"
    # The engine takes it for SPARQL: no syntax error, though it misses the server where it comes to ask it.
    with suppress(RuntimeError):
        _ask(re.sub(r"<http://elsewhere[^>]*>", "?elsewhere", query))


def _ask(query: str) -> None:
    """Read all solutions; they live in this frame, as what `raises` keeps may be freed in a thread in which they must not."""
    solutions = ox.Store().query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    list(solutions)


@pytest.mark.parametrize("query", STAYS_HERE.values(), ids=STAYS_HERE)
def test_words_that_only_look_like_service_are_no_reason_to_refuse(query: str) -> None:
    assert TripleStore().select(query).rows == ()


def test_a_file_with_triples_as_terms_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "later.ttl"
    path.write_text("<urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"RDF 1\.2"):
        list(triples_of(path, str, str, lambda text, language, datatype: text))


NESTED = {
    "brackets": lambda n: f"SELECT ({'(' * n}1{')' * n} AS ?x) {{}}",
    "groups": lambda n: f"SELECT * {'{ ' * n}{'} ' * n}",
    "signs": lambda n: f"SELECT * {{ FILTER({'! ' * n}true) }}",
}


@pytest.mark.parametrize("form", NESTED)
def test_what_is_nested_so_deep_that_it_would_end_the_process_is_refused_with_its_place(form: str) -> None:
    with pytest.raises(OntologyError, match="nested too deep") as refusal:
        TripleStore().select(NESTED[form](100 * MOST_NESTED))
    assert refusal.value.place is not None
    assert refusal.value.place.line == 1


@pytest.mark.parametrize("form", NESTED)
def test_what_is_nested_as_deep_as_may_be_is_asked(form: str) -> None:
    assert TripleStore().select(NESTED[form](MOST_NESTED - 5)).variables is not None


def test_brackets_in_texts_and_comments_are_no_nesting() -> None:
    assert list(TripleStore().select("# " + "(" * 999 + '\nSELECT ("' + "{" * 999 + '" AS ?x) {}').texts()) == [("{" * 999,)]
