"""Every sentence is in every language, said somewhere, and filled in with what it takes."""

import ast
import re
from functools import cache
from importlib.resources import files

import fluent.syntax
import pytest
from tests.messages.used import SRC, is_said, modules, used

from shisaku.messages import LANGUAGES, Message, is_known
from shisaku.messages.catalogue import entries
from shisaku.messages.fluent import MessageReference, Pattern, SelectExpression, VariableReference, parse, variables

JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-鿿]")
OF_THE_DATA = ("pages-tag-",)
"""Messages that data ask for: what a tag of a query is called."""
WORDS_OF_DOCUMENTS = ("formats/", "reading/", "model/language.py", "pages/term_labels.py")
"""Where Japanese in the code is words of documents, to be looked for or told apart."""
EXAMPLES = {
    "cli/init_command.py": "the example of a plan in Japanese",
    "editions/edition_report.py": "the mark of a restatement, as it is printed",
    "export/terminal_outline.py": "the mark of a restatement, as it is printed",
    "model/fiscal_years.py": "eras, by which dates are counted",
    "pages/published_data.py": "the mark of a restatement, as it is printed",
}


@cache
def patterns(lang: str) -> dict[str, Pattern]:
    """Every message of a language, parsed."""
    return {key: parse(source) for key, source in entries(lang).items()}


def test_japanese_and_english_are_there_and_japanese_comes_first() -> None:
    assert LANGUAGES[0] == "ja"
    assert "en" in LANGUAGES
    assert set(LANGUAGES) == {
        path.name.removesuffix(".ftl") for path in files("shisaku.messages").iterdir() if path.name.endswith(".ftl")
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_in_the_code_is_in_every_language(lang: str) -> None:
    assert len(used().said) > 1000
    assert sorted(key for key in used().said if key and key not in entries(lang)) == []


def test_every_word_of_a_template_is_in_the_catalogue() -> None:
    texts = [template.read_text(encoding="utf-8") for template in SRC.rglob("*.j2")]
    words = {word.replace("_", "-") for text in texts for word in re.findall(r"\bsay\([\"']([a-z_]+)[\"'] *[,)]", text)}
    assert len(words) > 50
    assert [word for word in sorted(words) if not is_known(f"pages-{word}")] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_of_a_file_is_used(lang: str) -> None:
    reasons = {line.partition("\t")[0] for line in _reasons()}
    spelled = {_spelled(feature) for feature in reasons}
    unsaid = [key for key in entries(lang) if not is_said(key) and key not in spelled and not key.startswith(OF_THE_DATA)]
    assert unsaid == []


def _reasons() -> list[str]:
    (path,) = SRC.rglob("feature_bases.tsv")
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def _spelled(feature: str) -> str:
    signs = {"*": "any", "+": "and", "1": "one", "2": "two", "3": "three", "4": "four"}
    words = "-".join(signs.get(word, word) for word in feature.removeprefix("= ").split())
    return ("reading-concept-" if feature.startswith("= ") else "reading-reason-") + words


def test_every_reason_has_a_sentence() -> None:
    assert [
        line for line in _reasons() if _spelled(line.partition("\t")[0]) not in entries("en") and not line.startswith("bias")
    ] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_code_fills_every_gap_of_a_message(lang: str) -> None:
    """What the code gives where it names the message; where it gives it elsewhere, the same as in English."""
    lacking = []
    for key, pattern in patterns(lang).items():
        places = used().said.get(key, [])
        given = [place for place in places if place]
        known = frozenset.intersection(*given) if given else variables(patterns("en")[key])
        lacking += [f"{key}: {name}" for name in sorted(variables(pattern) - known)]
    assert lacking == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_keys_are_words_and_unique(lang: str) -> None:
    text = files("shisaku.messages").joinpath(f"{lang}.ftl").read_text(encoding="utf-8")
    keys = re.findall(r"^([a-zA-Z][\w-]*) *=", text, re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(entries(lang))
    assert [key for key in keys if not re.fullmatch("[a-z]+(-[a-zA-Z]+)+", key)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_official_parser_reads_the_same(lang: str) -> None:
    text = files("shisaku.messages").joinpath(f"{lang}.ftl").read_text(encoding="utf-8")
    read = fluent.syntax.parse(text)
    assert [entry for entry in read.body if isinstance(entry, fluent.syntax.ast.Junk)] == []
    theirs = {entry.id.name: _of_theirs(entry.value) for entry in read.body if isinstance(entry, fluent.syntax.ast.Message)}
    assert theirs == {key: _joined(pattern) for key, pattern in patterns(lang).items()}


def _of_theirs(pattern: object) -> list[object]:
    parts: list[object] = []
    for element in pattern.elements:  # type: ignore[attr-defined]
        inner = getattr(element, "expression", None)
        kind = type(inner).__name__
        if inner is None:
            parts.append(element.value)
        elif kind == "StringLiteral":
            parts.append(inner.parse()["value"])
        elif kind == "VariableReference":
            parts.append(("variable", inner.id.name))
        elif kind == "MessageReference":
            parts.append(("message", inner.id.name))
        else:
            variants = [
                (getattr(v.key, "name", None) or v.key.value, _of_theirs(v.value)) for v in inner.variants if not v.default
            ]
            (default,) = [_of_theirs(v.value) for v in inner.variants if v.default]
            parts.append(("choice", inner.selector.id.name, variants, default))
    return _together(parts)


def _joined(pattern: Pattern) -> list[object]:
    parts: list[object] = []
    for part in pattern:
        if isinstance(part, VariableReference):
            parts.append(("variable", part.name))
        elif isinstance(part, MessageReference):
            parts.append(("message", part.key))
        elif isinstance(part, SelectExpression):
            parts.append(("choice", part.name, [(name, _joined(one)) for name, one in part.variants], _joined(part.default)))
        else:
            parts.append(part)
    return _together(parts)


def _together(parts: list[object]) -> list[object]:
    joined: list[object] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return joined


def test_japanese_for_people_is_in_the_catalogue_only() -> None:
    found = []
    for path, tree in modules():
        name = path.relative_to(SRC).as_posix()
        if name.startswith(WORDS_OF_DOCUMENTS) or name in EXAMPLES:
            continue
        docs = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in docs)
        found += [f"{name}:{node.lineno}" for node in texts if isinstance(node.value, str) and JAPANESE.search(node.value)]
    assert found == []


def test_no_code_compares_the_language_of_the_reader() -> None:
    """What is compared with `ja` is the language of a literal, a document or a text, never that of a reader."""
    asked = {
        path.relative_to(SRC).as_posix()
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and any(isinstance(c, ast.Constant) and c.value == "ja" for c in node.comparators)
    }
    assert sorted(asked) == [
        "diff/graph_diff.py",
        "graph/source_locations.py",
        "graph/tree_reader.py",
        "model/fiscal_years.py",
        "pages/charts.py",
        "pages/term_labels.py",
        "rdf/turtle_writer.py",
        "reading/likelihood/features.py",
    ]


def test_a_gap_without_a_value_shows_its_name() -> None:
    assert Message("common-does-not-exist").verbatim("en") == "{path}: does not exist."
