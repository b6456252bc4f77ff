"""Sentences as values: what they say, in which language, with what."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from tests.messages.used import SRC

from shisaku.messages import LANGUAGES, Message, by_language, catalogue, language_for, numbered, sentence
from shisaku.messages import message as module
from shisaku.messages.fluent import FluentError, Pattern, parse, resolve
from shisaku.messages.plurals import category


def told(source: str, **values: str) -> str:
    """What a pattern says."""
    return resolve(parse(source), values.__getitem__, lambda name: (values[name], "many"), lambda key: parse(f"<{key}>"))


def test_a_message_is_a_value() -> None:
    one, same, other = (
        Message("common-label", label="海"),
        Message("common-label", label="海"),
        Message("common-label", label="山"),
    )
    assert one == same != other
    assert len({one, same, other}) == 2
    assert pickle.loads(pickle.dumps(one)) == one
    assert str(one) == "“海”"


def test_a_message_says_what_its_language_says_also_within_another() -> None:
    inner = Message.of({"ja": "海", "en": "sea"})
    assert Message("common-label", label=inner).in_each_language() == {"ja": "「海」", "en": "“sea”"}
    assert sentence("common-label", "ja", label=inner) == "「海」"


def test_what_is_no_message_and_no_number_is_kept_as_its_text() -> None:
    made = Message("x", path=Path("a/b"), n=3, share=0.5, so=True, several=["a", Message.of("b")])
    assert dict(made.args) == {"path": "a/b", "n": 3, "share": "0.5", "so": "True", "several": ("a", Message.of("b"))}


def test_words_of_the_data_are_said_in_the_language_or_else_in_english_or_in_any() -> None:
    assert Message.of({"ja": "海", "en": "sea"}).verbatim("ja") == "海"
    assert Message.of({"ja": "海", "en": "sea"}).verbatim("fr") == "sea"
    assert Message.of({"fr": "mer"}).verbatim("ja") == "mer"
    assert Message.of("mer").in_each_language() == dict.fromkeys(LANGUAGES, "mer")
    assert Message.of({}).verbatim("ja") == ""


def test_a_message_that_says_nothing_is_false() -> None:
    assert not Message.of("")
    assert not Message.of({"ja": ""})
    assert not Message.joined(())
    assert Message.of("a")
    assert Message("common-label")
    assert Message.joined(["a"])


def test_a_list_is_joined_as_its_language_joins_lists() -> None:
    listed = Message.joined(["a", Message.of({"ja": "海", "en": "sea"}), "c"])
    assert listed.in_each_language() == {"ja": "a、海、c", "en": "a, sea, c"}
    assert Message.joined(["a", "b"], "list-or").in_each_language() == {"ja": "a、b", "en": "a or b"}
    assert Message("common-label", label=["a", "b"]).verbatim("ja") == "「a、b」"


def test_a_message_is_filled_in_later() -> None:
    assert Message("common-label").filled(label="a") == Message("common-label", label="a")
    assert numbered(["a", "b"]) == {"value": "a", "first": "a", "second": "b"}
    assert numbered([]) == {}


def test_only_what_is_for_a_terminal_is_made_visible() -> None:
    driving = Message("common-label", label="a\x1b")
    assert driving.text("en") == "“a<U+001B>”"
    assert driving.verbatim("en") == "“a\x1b”"


def test_a_header_says_it_by_language() -> None:
    assert by_language({"label": "sea", "label_ja": "海"}, "label") == {"ja": "海", "en": "sea"}
    assert by_language({"label_ja": "海", "label": ""}, "label") == {"ja": "海"}


@pytest.mark.parametrize(
    ("tag", "lang"),
    [("ja_JP.UTF-8", "ja"), ("ja", "ja"), ("JA", "ja"), ("en-GB", "en"), ("fr_FR.UTF-8", "en"), ("C", "en"), ("", "en")],
)
def test_a_locale_leads_to_a_language_that_there_is(tag: str, lang: str) -> None:
    assert language_for(tag) == lang


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (" a { $b } c ", "a <b> c"),
        (' { "{" }{ " " }{ "\\"\\u0041\\\\" }', '{ "A\\'),
        ("\n    one\n      two\n\n    three\n", "one\n  two\n\nthree"),
        (" one\n    two", "one\ntwo"),
        (' { "" }\n    a{ "  " }', "\na  "),
        (" see { other-one }.", "see <other-one>."),
        ("", ""),
    ],
)
def test_a_pattern_says(source: str, text: str) -> None:
    assert told(source, b="<b>") == text


def test_a_number_decides_by_itself_by_its_category_or_by_default() -> None:
    pattern = "\n    { $n ->\n        [0] none\n        [many] { $n } of them\n       *[other] some\n    } here"
    assert told(pattern, n="0") == "none here"
    assert told(pattern, n="12") == "12 of them here"
    assert resolve(parse(pattern), str, lambda name: ("7", "few"), lambda key: ()) == "some here"


@pytest.mark.parametrize("source", ["{ $a", "a }", "{ }", "{ $n -> [one] a }", '{ "a }', "{ $a b }"])
def test_what_is_not_fluent_is_refused(source: str) -> None:
    with pytest.raises(FluentError):
        parse(source)


@pytest.mark.parametrize(
    ("lang", "number", "form"),
    [
        ("ja", 1, "other"),
        ("en", 1, "one"),
        ("en", 0, "other"),
        ("fr", 0, "one"),
        ("fr-CA", 2, "other"),
        ("cs", 3, "few"),
        ("cs", 5, "other"),
        ("pl", 22, "few"),
        ("pl", 12, "many"),
        ("pl", 1, "one"),
        ("ru", 21, "one"),
        ("ru", 11, "many"),
        ("ru", 3, "few"),
        ("xx", -1, "one"),
    ],
)
def test_plural_categories_are_those_of_the_cldr(lang: str, number: int, form: str) -> None:
    assert category(lang, number) == form


def test_a_message_is_parsed_when_it_is_first_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def parsed(source: str) -> Pattern:
        read.append(source)
        return parse(source)

    catalogue.pattern.cache_clear()
    monkeypatch.setattr(catalogue, "parse", parsed)
    assert module.sentence("common-label", "en", label="a") == "“a”"
    assert module.sentence("common-label", "en", label="b") == "“b”"
    assert len(read) == 1


def test_a_third_language_is_one_more_file(tmp_path: Path) -> None:
    """It is offered, speaks, counts, and says in English what it lacks yet."""
    package = tmp_path / "shisaku"
    (package / "messages").mkdir(parents=True)
    for path in SRC.iterdir():
        if path.name != "messages":
            (package / path.name).symlink_to(path)
    for path in (SRC / "messages").iterdir():
        if path.is_file():
            (package / "messages" / path.name).write_bytes(path.read_bytes())
    (package / "messages" / "eo.ftl").write_text(
        'cli-about = Politikaj planoj.\ncli-error = eraro:{ " " }\nreading-no-such-file-check-path = {$path}: dosiero mankas.\n',
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "shisaku", "--lang", "eo", *arguments]
        return subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)

    shown = run("--help").stdout
    assert "Politikaj planoj." in shown
    assert "{ja,en,eo}" in shown
    assert sentence("cli-query", "en") in " ".join(shown.split())
    refused = run("read", "nenie.txt")
    assert refused.returncode == 2
    assert refused.stderr.startswith("eraro: nenie.txt")
