"""Topics are found where a form of them is printed; mark categories where a legend names them."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from shisaku.graph.vocabulary import Vocabulary
from shisaku.pipeline import Context
from shisaku.rdf.namespaces import CATEGORIES, CATEGORY, SHISAKU, TOPIC


def vocabulary(**forms: str | tuple[str, ...]) -> Vocabulary:
    """A vocabulary of topics by their local names, each with its printed forms, the first of them preferred."""
    graph = Graph()
    for name, printed in forms.items():
        first, *others = (printed,) if isinstance(printed, str) else printed
        topic = TOPIC[name]
        graph.add((topic, RDF.type, SHISAKU.Topic))
        graph.add((topic, SKOS.prefLabel, Literal(first, lang="ja")))
        for other in others:
            graph.add((topic, SKOS.altLabel, Literal(other, lang="ja")))
    return Vocabulary.of(graph)


def found(words: Vocabulary, text: str) -> list[tuple[str, str]]:
    """Each mention as the local name of its topic and the very characters it is printed with."""
    return [(str(m.topic)[len(str(TOPIC)) :], text[m.span.start : m.span.end]) for m in words.mentions(text)]


def test_the_longest_form_that_fits_is_the_one_mentioned() -> None:
    words = vocabulary(forest="林業", school="林業大学校")
    assert found(words, "林業大学校の開設と林業の振興") == [("school", "林業大学校"), ("forest", "林業")]


def test_the_longest_form_wins_whatever_order_the_topics_come_in() -> None:
    words = vocabulary(a_long="水産加工", z_short="水産", m_longest="水産加工業")
    assert found(words, "水産加工業") == [("m_longest", "水産加工業")]


def test_the_leftmost_form_wins_over_a_longer_one_that_begins_inside_it() -> None:
    words = vocabulary(left="農地中間", right="中間管理機構")
    assert found(words, "農地中間管理機構") == [("left", "農地中間")]


def test_mentions_come_in_order_and_do_not_overlap() -> None:
    words = vocabulary(sea="海", harbour="港", seaport="海港")
    mentions = words.mentions("港と海港と海")
    assert [(m.span.start, m.span.end) for m in mentions] == [(0, 1), (2, 4), (5, 6)]


@pytest.mark.parametrize("text", ["AIDS対策", "MAIL", "BRAID", "AI2", "3AI", "ＡＩＤＳ対策", "ａｉｄ"])
def test_a_latin_form_is_not_found_inside_a_longer_word(text: str) -> None:
    assert found(vocabulary(ai="AI"), text) == []


@pytest.mark.parametrize("text", ["AIの活用", "生成AI", "（AI）", "AI・IoT", "AI DS", "AI", "新AI技術"])
def test_a_latin_form_is_found_beside_anything_but_latin_letters_and_digits(text: str) -> None:
    assert found(vocabulary(ai="AI"), text) == [("ai", "AI")]


def test_the_boundary_is_required_at_the_latin_edge_only() -> None:
    words = vocabulary(dx="DX推進")
    assert found(words, "DX推進A") == [("dx", "DX推進")]
    assert found(words, "ADX推進") == []


def test_digits_at_the_edge_of_a_form_must_be_at_the_edge_of_a_number() -> None:
    words = vocabulary(fiveg="5G")
    assert found(words, "15G") == []
    assert found(words, "5Gと６Ｇ") == [("fiveg", "5G")]


def test_full_width_and_half_width_are_the_same_letters() -> None:
    words = vocabulary(fiveg="5G", ict="ICT")
    assert found(words, "５Ｇとｉｃｔと5gとICT") == [("fiveg", "５Ｇ"), ("ict", "ｉｃｔ"), ("fiveg", "5g"), ("ict", "ICT")]


def test_half_width_kana_are_the_same_letters_with_their_voicing_marks_too() -> None:
    words = vocabulary(telework="テレワーク", digital="デジタル")
    assert [form for _, form in found(words, "ﾃﾚﾜｰｸとﾃﾞｼﾞﾀﾙ")] == ["ﾃﾚﾜｰｸ", "ﾃﾞｼﾞﾀﾙ"]


def test_two_forms_inside_one_printed_letter_are_one_mention() -> None:
    mentions = vocabulary(stock="株式", company="会社").mentions("㍿")
    assert len({(mention.span.start, mention.span.end) for mention in mentions}) == len(mentions)


def test_a_form_that_is_given_in_full_width_is_found_in_half_width() -> None:
    assert found(vocabulary(gx="ＧＸ"), "GXの実現") == [("gx", "GX")]


def test_a_line_break_of_the_source_inside_a_form_does_not_hide_it() -> None:
    text = "漁業者の所得向\n上と漁村の振興"
    assert found(vocabulary(income="所得向上"), text) == [("income", "所得向\n上")]


@pytest.mark.parametrize("gap", ["\n", "\r\n", "  \n", "\n　", " \r\n  ", "\n\n"])
def test_the_blanks_around_a_line_break_are_part_of_the_break(gap: str) -> None:
    text = f"所得{gap}向上"
    assert found(vocabulary(income="所得向上"), text) == [("income", text)]


def test_a_blank_that_is_no_line_break_separates() -> None:
    assert found(vocabulary(income="所得向上"), "所得 向上") == []


def test_a_line_break_between_latin_words_reads_as_a_blank() -> None:
    words = vocabulary(smart="Smart City", ai="AI")
    assert found(words, "Smart\nCity") == [("smart", "Smart\nCity")]
    assert found(words, "AI\nDS") == [("ai", "AI")]


def test_offsets_count_code_points_of_the_text_as_printed() -> None:
    text = "𠮷野の㍿設立と海業"
    words = vocabulary(sea="海業")
    (mention,) = words.mentions(text)
    assert (mention.span.start, mention.span.end) == (len("𠮷野の㍿設立と"), len(text))


def test_a_letter_that_unfolds_into_several_keeps_its_one_place() -> None:
    assert found(vocabulary(company="株式会社"), "地域の㍿に") == [("company", "㍿")]


def test_a_topic_is_known_by_its_preferred_its_alternative_and_its_hidden_forms() -> None:
    graph = Graph()
    graph.add((TOPIC.deer, RDF.type, SHISAKU.Topic))
    for predicate, form in ((SKOS.prefLabel, "鳥獣被害"), (SKOS.altLabel, "ジビエ"), (SKOS.hiddenLabel, "鳥獸被害")):
        graph.add((TOPIC.deer, predicate, Literal(form, lang="ja")))
    words = Vocabulary.of(graph)
    assert [form for _, form in found(words, "鳥獣被害、ジビエ、鳥獸被害")] == ["鳥獣被害", "ジビエ", "鳥獸被害"]


def test_a_text_without_any_form_and_an_empty_text_mention_nothing() -> None:
    words = vocabulary(sea="海業")
    assert words.mentions("") == ()
    assert words.mentions("山の暮らし") == ()


def test_a_concept_that_is_no_topic_is_not_looked_for() -> None:
    graph = Graph()
    graph.add((TOPIC.plain, RDF.type, SKOS.Concept))
    graph.add((TOPIC.plain, SKOS.prefLabel, Literal("海業", lang="ja")))
    assert Vocabulary.of(graph).mentions("海業") == ()


def test_a_legend_names_a_category_by_its_whole_wording_only() -> None:
    graph = Graph()
    graph.add((CATEGORY.budget, SKOS.inScheme, CATEGORIES))
    graph.add((CATEGORY.budget, SKOS.prefLabel, Literal("予算関連", lang="ja")))
    graph.add((CATEGORY.budget, SKOS.altLabel, Literal("Budget", lang="en")))
    words = Vocabulary.of(graph)
    assert words.category("予算関連") == CATEGORY.budget
    assert words.category("予算\n関連") == CATEGORY.budget
    assert words.category("ＢＵＤＧＥＴ") == CATEGORY.budget
    assert words.category("予算関連以外") is None
    assert words.category("予算") is None
    assert words.category("") is None


def test_a_preferred_label_of_every_topic_finds_that_topic(context: Context) -> None:
    words, schemes = context.ontology.vocabulary, context.ontology.schemes
    for topic in schemes.subjects(RDF.type, SHISAKU.Topic):
        for label in schemes.objects(topic, SKOS.prefLabel):
            text = str(label)
            (mention,) = words.mentions(text)
            assert mention.topic == topic, text
            assert (mention.span.start, mention.span.end) == (0, len(text))


@settings(max_examples=150)
@given(st.text(alphabet="海業AI5Gａ\n\r 　㍿とﾌ", max_size=25))
def test_whatever_the_text_a_mention_is_a_stretch_that_normalises_to_a_form_of_its_topic(text: str) -> None:
    forms = {"sea": "海業", "ai": "AI", "g": "5G", "long": "海業AI"}
    words = vocabulary(**forms)
    behind = 0
    for mention in words.mentions(text):
        printed = text[mention.span.start : mention.span.end]
        folded = "".join(unicodedata.normalize("NFKC", printed).casefold().split())
        assert folded == forms[str(mention.topic)[len(str(TOPIC)) :]].casefold()
        assert mention.span.start >= behind
        behind = mention.span.end


def test_the_real_vocabulary_takes_linear_time_on_a_text_that_nearly_matches(context: Context) -> None:
    words = context.ontology.vocabulary
    assert words.mentions("デ" * 20_000) == ()
    assert len(words.mentions("テレワーク" * 2_000)) == 2_000


def test_every_mention_is_an_iri_of_a_topic(context: Context) -> None:
    for mention in context.ontology.vocabulary.mentions("防災とテレワークと5Gと農業"):
        assert isinstance(mention.topic, URIRef)
        assert str(mention.topic).startswith(str(TOPIC))
