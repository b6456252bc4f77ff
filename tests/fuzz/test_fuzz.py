"""A sample of the campaign in every run of the suite; `python -m tests.fuzz` runs the rest."""

import pytest
from tests.fuzz.campaign import run
from tests.fuzz.documents import CATEGORIES, characters_of
from tests.fuzz.properties import check_graph, check_text, source_of

SEED = 20261123


@pytest.mark.parametrize("start", range(0, 800, 400))
def test_a_document_that_nobody_would_write_is_read_or_refused_in_words(start: int) -> None:
    tally = run(SEED, start, 400)
    assert tally.failures == []
    assert tally.inputs == 400
    assert {"text", "bytes", "settings", "refused", "graph"} <= {kind for kind, count in tally.kinds.items() if count}


@pytest.mark.parametrize("category", CATEGORIES)
def test_characters_of_every_category_are_accounted_for(category: str) -> None:
    letters = characters_of(category)
    for text in (letters, "１ 里山\n○" + letters, "\n".join(letters), "Ⅰ " + "\n○".join(letters)):
        check_text(source_of(text))


def test_a_graph_is_made_of_characters_of_every_category_but_lone_surrogates() -> None:
    letters = "".join(characters_of(category)[:8] for category in CATEGORIES if category != "Cs")
    assert check_graph(check_text(source_of(f"Ⅰ {letters}\n\n１ 里山\n○植樹{letters}\n"))) > 50
