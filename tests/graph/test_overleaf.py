"""Prose that goes on overleaf: its places leave out what stands between the pages, which is furniture, and the graph says so."""

from pathlib import Path

import pytest
from tests.yardstick.generator import FIGURES, KINDS, generate

import shisaku
from shisaku.model.findings import Severity
from shisaku.pipeline import Build, Context, build
from shisaku.rdf.namespaces import SHISAKU

PAGES = (
    """第１章　港を生かすまち

１　港の整備
港は北の海に開けた良い入り江にあり、古くから多くの船が風を待ち、町の人はその船
を迎えて暮らしてきた。近年は桟橋も倉庫も古くなり、船も大きくなったので、計画的""",
    """に手を入れていく必要がある。併せて、港に来た人が町まで歩いて行けるように道を広
げ、途中に休む所を設ける。

（１）桟橋の改修
（２）倉庫の建替え

２　市場の整備
市場は町の台所であり、朝早くから店が開く。魚も野菜もここに集まり、よそから来た
人も多い。建物は五十年を過ぎ、雨の日には床がぬれるので、屋根から先に直していく""",
    """こととし、店の人と話し合いながら進める。

（１）屋根の葺替え
""",
)
TEXT = "\n".join(f"{page}\n\n- {number} -\n\n潮見の計画\n" for number, page in enumerate(PAGES, 3))
MARKET = (
    "市場は町の台所であり、朝早くから店が開く。魚も野菜もここに集まり、よそから来た人も多い。"
    "建物は五十年を過ぎ、雨の日には床がぬれるので、屋根から先に直していくこととし、店の人と話し合いながら進める。"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, context: Context) -> Build:
    path = tmp_path_factory.mktemp("overleaf") / "source.txt"
    path.write_text(TEXT, encoding="utf-8")
    return build(path, context)


def test_each_piece_of_a_paragraph_is_a_place_and_what_is_between_is_page_artefacts(made: Build) -> None:
    market = next(component for component, _ in made.plan.walk() if component.label == "市場の整備")
    (passage,) = market.details.description
    assert passage.text == MARKET
    first, second = (made.plan.source.quote(piece) for piece in made.plan.pieces(passage))
    assert (first + second).replace("\n", "") == MARKET
    assert second == "こととし、店の人と話し合いながら進める。"
    assert [made.plan.source.quote(span) for span in made.plan.furniture if passage.span.contains(span)] == [
        "- 4 -",
        "潮見の計画",
    ]
    (description,) = made.graph.objects(made.iris.of(market.key), SHISAKU.hasDescription)
    places = set(made.graph.objects(description, SHISAKU.quotedFrom))
    assert places == {made.iris.span(piece) for piece in made.plan.pieces(passage)}
    assert made.conforms


def test_a_paragraph_in_two_places_is_one_paragraph_to_who_asks(made: Build) -> None:
    reported = [row for row in shisaku.query("how-is-each-component-described", made.graph) if row["label"] == "市場の整備"]
    assert [(row["paragraph"], row["description"]) for row in reported] == [(1, MARKET)]


@pytest.mark.parametrize("seed", FIGURES[:3])
@pytest.mark.parametrize("kind", KINDS)
def test_what_the_reader_makes_of_an_invented_document_breaks_no_check_of_words_and_places(
    kind: str, seed: int, tmp_path: Path, context: Context
) -> None:
    path = tmp_path / "source.txt"
    path.write_text(generate(kind, seed).text, encoding="utf-8")
    of_the_source = {rule.name for rule in context.checks if "source" in rule.tags}
    found = {finding.rule for finding in build(path, context).findings if finding.severity >= Severity.ERROR}
    assert not found & {f"check/{name}" for name in of_the_source}
