"""argparse in the language of the user: help, usage and error messages."""

import argparse
import re
from typing import Any, NoReturn

from shisaku.cli.command import COMMANDS, USAGE_ERROR, load
from shisaku.messages import LANGUAGES, Language, Message, numbered, sentence

_MISTAKES: tuple[tuple[str, Message], ...] = (
    ("the following arguments are required: (.+)", Message("cli-missing")),
    ("unrecognized arguments: (.+)", Message("cli-unknown-argument")),
    ("ambiguous option: (.+) could match (.+)", Message("cli-ambiguous")),
    (
        "argument (.+?): invalid choice: (.+) \\(choose from (.*)\\)",
        Message("cli-cannot-choose"),
    ),
    ("argument (.+?): expected one argument", Message("cli-needs-value")),
    ("argument (.+?): expected at least one argument", Message("cli-needs-value")),
    ("argument (.+?): expected ([0-9]+) arguments?", Message("cli-needs-values")),
    ("argument (.+?): invalid int value: (.+)", Message("cli-takes-integer-not")),
    (
        "argument (.+?): invalid float value: (.+)",
        Message("cli-takes-positive-number-not"),
    ),
    ("argument (.+?): not allowed with argument (.+)", Message("cli-cannot-combined")),
    ("argument (.+?): ignored explicit argument (.+)", Message("cli-takes-no-value-found")),
)
"""Messages of argparse as regular expressions, with what the user reads."""


def mistake(message: str, lang: Language) -> str:
    """A message of argparse in that language; unchanged if it is not in the list."""
    for pattern, answer in _MISTAKES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            return answer.filled(**numbered(part.replace("'", "") for part in found.groups())).verbatim(lang)
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
        self.add_argument("--lang", choices=LANGUAGES, default=lang, help=self.say("lang"))
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

    def say(self, key: str, **args: object) -> str:
        """The text of that key, in the language of this run."""
        return sentence(f"cli-{key.replace('_', '-')}", self.lang, **args)

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
            f"{self.say('usage_error')}{mistake(message, self.lang)}\n{self.say('see_help', prog=self.prog)}\n",
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
