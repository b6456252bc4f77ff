"""argparse in the language of the user: help, usage and error messages."""

import argparse
import re
from typing import Any, NoReturn

from shisaku.cli.command import COMMANDS, USAGE_ERROR, load
from shisaku.cli.texts import TEXTS
from shisaku.errors import Language

_MISTAKES: tuple[tuple[str, str, str], ...] = (
    ("the following arguments are required: (.+)", "{0} がありません", "missing {0}"),
    ("unrecognized arguments: (.+)", "不明な引数です：{0}", "unknown argument: {0}"),
    ("ambiguous option: (.+) could match (.+)", "{0} はあいまいです（候補は {1}）", "{0} is ambiguous: {1}"),
    (
        "argument (.+?): invalid choice: (.+) \\(choose from (.*)\\)",
        "{0} に {1} は指定できません（{2} から選びます）",
        "{0} cannot be {1} (choose from {2})",
    ),
    ("argument (.+?): expected one argument", "{0} に値がありません", "{0} needs a value"),
    ("argument (.+?): expected at least one argument", "{0} に値がありません", "{0} needs a value"),
    ("argument (.+?): expected ([0-9]+) arguments?", "{0} には値が {1} 個必要です", "{0} needs {1} values"),
    ("argument (.+?): invalid int value: (.+)", "{0} には整数を指定します（{1} は使えません）", "{0} takes an integer, not {1}"),
    (
        "argument (.+?): invalid float value: (.+)",
        "{0} には正の数を指定します（{1} は使えません）",
        "{0} takes a positive number, not {1}",
    ),
    ("argument (.+?): not allowed with argument (.+)", "{0} は {1} と一緒には使えません", "{0} cannot be combined with {1}"),
    ("argument (.+?): ignored explicit argument (.+)", "{0} に値は指定できません（{1}）", "{0} takes no value (found {1})"),
)
"""Messages of argparse as regular expressions, with what the user reads: Japanese, English."""


def mistake(message: str, lang: Language) -> str:
    """A message of argparse in that language; unchanged if it is not in the list."""
    for pattern, ja, en in _MISTAKES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            return (ja if lang == "ja" else en).format(*(part.replace("'", "") for part in found.groups()))
    return message


class _Version(argparse.Action):
    """Prints the version. It is read only then, as that takes as long as the rest of the help."""

    def __call__(self, parser: argparse.ArgumentParser, *unused: object) -> NoReturn:
        from importlib.metadata import version

        print(f"shisaku {version('shisaku')}")
        parser.exit()


class Parser(argparse.ArgumentParser):
    """A parser that speaks the user's language and exits with 2 on a usage error; the options of its command are added when it parses."""

    def __init__(self, lang: Language, command: str | None = None, **settings: object) -> None:
        super().__init__(add_help=False, **settings)  # type: ignore[arg-type]
        self.lang = lang
        self.command = command
        self._positionals.title = self.say("arguments")
        self._optionals.title = self.say("options")
        self.add_argument("-h", "--help", action="help", help=self.say("help"))
        self.add_argument("--lang", choices=("ja", "en"), default=lang, help=self.say("lang"))
        # suppressed, so that the default of a command does not replace a -q before its name
        self.add_argument("-q", "--quiet", action="store_true", default=argparse.SUPPRESS, help=self.say("quiet"))

    def add_options(self) -> None:
        """Add the options of its command, once; `run` of the parsed options is then the function of the command."""
        if self.command is None:
            return
        command, self.command = load(self.command), None
        self.set_defaults(run=command.run)
        for option in command.options:
            action: Any = self.add_argument(*option.names, help=self.say(option.help), **option.settings)
            action.completer = option.completer

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """The parsed arguments and those that are unknown."""
        self.add_options()
        return super().parse_known_args(args, namespace)

    def say(self, key: str) -> str:
        """The text of that key, in the language of this run."""
        return TEXTS[key][0 if self.lang == "ja" else 1]

    def format_usage(self) -> str:
        """Usage, with its heading in the user's language."""
        return super().format_usage().replace("usage: ", self.say("usage"), 1)

    def format_help(self) -> str:
        """Help, with its heading in the user's language."""
        return super().format_help().replace("usage: ", self.say("usage"), 1)

    def error(self, message: str) -> NoReturn:
        """Report a usage error and exit with 2."""
        self.exit(
            USAGE_ERROR,
            f"{self.say('usage_error')}{mistake(message, self.lang)}\n{self.say('see_help').format(prog=self.prog)}\n",
        )


def parser_of(lang: Language, complete: bool = False) -> Parser:
    """The parser of the command line. The options of a command are added when it is parsed, or now if `complete`."""
    parser = Parser(lang, prog="shisaku")
    parser.description = parser.say("about")
    parser.add_argument("--version", action=_Version, nargs=0, help=parser.say("version"))
    commands = parser.add_subparsers(dest="command", title=parser.say("commands"), metavar="COMMAND", required=True)
    for name in COMMANDS:
        added = commands.add_parser(name, lang=lang, command=name, help=parser.say(name), description=parser.say(name))
        if complete:
            added.add_options()
    return parser
