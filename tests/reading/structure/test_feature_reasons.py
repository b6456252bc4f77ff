"""Features as reasons: every feature that can weigh has words and a kind of reason."""

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from shisaku.reading.likelihood import confidence
from shisaku.reading.likelihood import feature_reasons as module
from shisaku.reading.likelihood.feature_reasons import MOST, concept_called, objections, phrase_of, reasons
from shisaku.reading.likelihood.learned import BIAS, Weights, weights
from shisaku.reading.tokens.numbering import STYLES

ROOT = Path(__file__).resolve().parents[3]
BASES = set(
    re.findall(r"^basis:([a-z-]+) a skos:Concept", (ROOT / "ontology" / "conclusions.ttl").read_text("utf-8"), re.MULTILINE)
)
CATALOGUE = files("shisaku.reading.likelihood").joinpath("feature_bases.tsv").read_text(encoding="utf-8")
ROWS = [line.split("\t") for line in CATALOGUE.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("model", ["component", "parent", confidence.ROWS, confidence.LINES])
def test_every_feature_that_weighs_has_words(model: str) -> None:
    without = [feature for feature in weights(model).of if feature != BIAS and phrase_of(feature) is None]
    assert without == []


def test_every_style_of_numbers_has_words() -> None:
    assert [style for style, _ in STYLES if phrase_of(f"number {style}") is None] == []


def test_every_row_is_for_an_existing_kind_of_reason() -> None:
    assert {len(row) for row in ROWS} == {2}
    assert {basis for *_, basis in ROWS} - {""} <= BASES
    assert [feature for feature, count in Counter(row[0] for row in ROWS).items() if count > 1] == []


def test_a_pair_without_a_row_is_worded_by_its_parts() -> None:
    phrase = phrase_of("bullet + very short")
    assert phrase is not None
    assert (phrase.message.verbatim("ja"), phrase.message.verbatim("en")) == (
        "箇条書きの記号で始まる、ごく短い",
        "it begins with a bullet, very short",
    )


def test_a_pair_is_not_worded_where_one_of_its_parts_has_no_words() -> None:
    assert phrase_of("bullet + unheard of") is None


def test_a_family_is_worded_by_one_row_with_the_name_of_the_concept() -> None:
    phrase = phrase_of("within header target-group")
    assert phrase is not None
    assert (phrase.message.verbatim("ja"), phrase.message.verbatim("en")) == (
        "項目名「対象者」の下にある",
        "it is under the name of a field: target group",
    )
    assert concept_called("target-group").verbatim("ja") == "対象者"
    assert concept_called("unheard-of").verbatim("ja") == "unheard-of"


def reasons_shown(monkeypatch: pytest.MonkeyPatch, model: dict[str, float], *shown: str) -> tuple[list[str], list[str]]:
    monkeypatch.setattr(module, "weights", lambda name: Weights(model))
    features = dict.fromkeys(shown, 1.0)
    return [one.message.verbatim("en") for one in reasons(features, "any")], [
        one.message.verbatim("en") for one in objections(features, "any")
    ]


def test_the_strongest_come_first_and_those_against_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    model = {"bold": 0.3, "larger": 0.9, "sentence": -0.8, "link": -1.5, BIAS: 4.0}
    for_, against = reasons_shown(monkeypatch, model, *model)
    assert for_ == ["larger letters than the body", "in bold"]
    assert against == ["it is a link", "it is a sentence"]


def test_what_weighs_next_to_nothing_is_no_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reasons_shown(monkeypatch, {"bold": 0.05}, "bold") == ([], [])


def test_what_is_so_of_the_whole_document_is_no_reason_for_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reasons_shown(monkeypatch, {"lang ja": 3.0, "bold": 0.5}, "lang ja", "bold")[0] == ["in bold"]


def test_no_reason_is_given_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    model = {
        "level heading 2": 0.9,
        "kind heading": 0.8,
        "bullet + short": 0.7,
        "bullet": 0.6,
        "number compound": 0.5,
        "compound": 0.4,
    }
    assert reasons_shown(monkeypatch, model, *model)[0] == [
        "a heading of level 2",
        "it begins with a bullet, short",
        "its number has several parts, such as 1.2",
    ]


def test_no_more_than_three_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    model = {"bold": 0.9, "larger": 0.8, "gap": 0.7, "follows": 0.6, "over sentence": 0.5}
    assert len(reasons_shown(monkeypatch, model, *model)[0]) == MOST
