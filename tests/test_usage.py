"""Mistakes on the command line are reported in one language, whatever the Python that runs it says of them."""

import argparse
import ast
import inspect
import re

import pytest

from shisaku.cli import main
from shisaku.cli.parser import mistake

MISTAKES = [
    ((), "COMMAND がありません", "missing COMMAND"),
    (("build",), "SOURCE がありません", "missing SOURCE"),
    (("push",), "--endpoint がありません", "missing --endpoint"),
    (("show", "--bogus"), "不明な引数です：--bogus", "unknown argument: --bogus"),
    (("query", "--f"), "--f はあいまいです（候補は --format, --fetch）", "--f is ambiguous: --format, --fetch"),
    (
        ("export", "-f", "foo"),
        "-f/--format に foo は指定できません（turtle, ",
        "-f/--format cannot be foo (choose from turtle, ",
    ),
    (("fly",), "COMMAND に fly は指定できません（build, ", "COMMAND cannot be fly (choose from build, "),
    (("query", "--set"), "--set に値がありません", "--set needs a value"),
    (("site", "--editions", "a"), "--editions には値が 2 個必要です", "--editions needs 2 values"),
    (("serve", "--port", "x"), "--port には整数を指定します（x は使えません）", "--port takes an integer, not x"),
    (
        ("serve", "--time-limit", "0"),
        "--time-limit には正の数を指定します（0 は使えません）",
        "--time-limit takes a positive number, not 0",
    ),
    (("build", "x", "--summary=3"), "--summary に値は指定できません（3）", "--summary takes no value (found 3)"),
]


@pytest.mark.parametrize(
    ("arguments", "ja", "en"), MISTAKES, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_a_mistake_is_reported_in_the_language_of_the_user(
    arguments: tuple[str, ...], ja: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for lang, head, message in (("ja", "使い方の誤り: ", ja), ("en", "usage error: ", en)):
        with pytest.raises(SystemExit) as leaving:
            main(["--lang", lang, *arguments])
        assert leaving.value.code == 2
        first, second = capsys.readouterr().err.rstrip("\n").split("\n")
        assert first.startswith(head + message), first
        assert "shisaku" in second
        assert bool(re.search("[ぁ-ん]", second)) == (lang == "ja")


def sentences_of_argparse() -> set[str]:
    """What the argparse of this Python says to users of a program, as templates."""
    found = set()
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            found |= {part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    return found


OTHERS = (
    "usage: ", "positional arguments", "options", "subcommands", "show this help message and exit", "%(heading)s:", " (default: %(default)s)",
    "show program's version number and exit", "%(prog)s: error: %(message)s\n", "%(prog)s: warning: %(message)s\n",
    "argument %(argument_name)s: %(message)s",
)  # fmt: skip
"""What heads help, or surrounds a message."""
OF_PROGRAMMERS = re.compile(
    r"conflict|__call__|positionals|mutually|dest=|callable|merge|invalid option string|cannot have multiple|unexpected option string|"
    r"can't open|\"-\" with mode|unknown parser|one of the arguments|deprecated|at most one"
)
"""What only a mistake in the parser's definition brings about, or what options that this command line has not got."""


def test_every_sentence_of_this_argparse_is_known() -> None:
    filled = {
        "%(option)s": "-x",
        "%(matches)s": "a, b",
        "%(value)r": "'x'",
        "%(choices)s": "'a'",
        "%(type)s": "int",
        "%s": "2",
        "%r": "'x'",
    }
    for sentence in sentences_of_argparse() - {*OTHERS}:
        if OF_PROGRAMMERS.search(sentence):
            continue
        message = sentence
        for gap, value in filled.items():
            message = message.replace(gap, value)
        about = message if re.match("the following|unrecognized|ambiguous", message) else f"argument -x: {message}"
        assert re.search("[ぁ-ん]", mistake(about, "ja")), sentence
