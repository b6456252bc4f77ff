"""argparse in the language of the user: help, usage and what it says of mistakes."""

import argparse
import re
from typing import NoReturn

from shisaku.cli.texts import TEXTS
from shisaku.errors import Language

_MISTAKES: tuple[tuple[str, str, str], ...] = (
    ("the following arguments are required: (.+)", "{0} がありません", "missing {0}"),
    ("unrecognized arguments: (.+)", "知らない引数です：{0}", "unknown argument: {0}"),
    ("ambiguous option: (.+) could match (.+)", "{0} は {1} のどれにもとれます", "{0} could be any of {1}"),
    (
        "argument (.+?): invalid choice: (.+) \\(choose from (.*)\\)",
        "{0} に {1} はありません（あるのは {2}）",
        "{0} cannot be {1} (choose from {2})",
    ),
    ("argument (.+?): expected one argument", "{0} に値がありません", "{0} needs a value"),
    ("argument (.+?): expected at least one argument", "{0} に値がありません", "{0} needs a value"),
    ("argument (.+?): expected ([0-9]+) arguments?", "{0} には値が {1} 個要ります", "{0} needs {1} values"),
    (
        "argument (.+?): invalid int value: (.+)",
        "{0} には整数を書きます（{1} は使えません）",
        "{0} takes a whole number, not {1}",
    ),
    (
        "argument (.+?): invalid float value: (.+)",
        "{0} には正の数を書きます（{1} は使えません）",
        "{0} takes a positive number, not {1}",
    ),
    ("argument (.+?): not allowed with argument (.+)", "{0} は {1} と一緒には使えません", "{0} does not go with {1}"),
    ("argument (.+?): ignored explicit argument (.+)", "{0} に値は書けません（{1}）", "{0} takes no value (found {1})"),
)
"""What argparse says of a mistake, as a regular expression, and what the user reads: Japanese, English."""


def mistake(message: str, lang: Language) -> str:
    """What argparse says of a mistake, in that language; as it is where it is not in the list."""
    for pattern, ja, en in _MISTAKES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            said = ja if lang == "ja" else en
            return said.format(*(part.replace("'", "") for part in found.groups()))
    return message


class Parser(argparse.ArgumentParser):
    """A parser that speaks the user's language and exits with 2 on wrong use."""

    def __init__(self, lang: Language, **options: object) -> None:
        super().__init__(add_help=False, **options)  # type: ignore[arg-type]
        self.lang = lang
        self._positionals.title = self.say("arguments")
        self._optionals.title = self.say("options")
        self.add_argument("-h", "--help", action="help", help=self.say("help"))
        self.add_argument("--lang", choices=("ja", "en"), default=lang, help=self.say("lang"))
        # suppressed, so that a command does not take back what is given before its name
        self.add_argument("-q", "--quiet", action="store_true", default=argparse.SUPPRESS, help=self.say("quiet"))

    def say(self, key: str) -> str:
        """One of the texts in the language of this run."""
        return TEXTS[key][0 if self.lang == "ja" else 1]

    def format_usage(self) -> str:
        """Usage, headed in the user's language."""
        return super().format_usage().replace("usage: ", self.say("usage"), 1)

    def format_help(self) -> str:
        """Help, headed in the user's language."""
        return super().format_help().replace("usage: ", self.say("usage"), 1)

    def error(self, message: str) -> NoReturn:
        """Report a mistake of the user and exit with 2."""
        self.exit(2, f"{self.say('wrong')}{mistake(message, self.lang)}\n{self.say('see').format(prog=self.prog)}\n")
