"""The words that documents are made of are many and differ from field to field."""

from collections import Counter

import pytest

from .vocabulary import Field, fields


def phrases(field: Field) -> list[str]:
    themed = [phrase for theme in field.themes for phrase in (theme.name, theme.paraphrase, *theme.things)]
    return [*field.headings, *field.aims, *themed]


def test_there_are_at_least_25_fields() -> None:
    assert len({field.name for field in fields()}) == len(fields()) >= 25


@pytest.mark.parametrize("field", fields(), ids=lambda field: field.name)
def test_a_field_has_at_least_30_phrases_each_once(field: Field) -> None:
    assert len(set(phrases(field))) == len(phrases(field)) >= 30


def test_hardly_a_phrase_belongs_to_two_fields() -> None:
    shared = [phrase for phrase, count in Counter(p for field in fields() for p in phrases(field)).items() if count > 1]
    assert len(shared) < 20
