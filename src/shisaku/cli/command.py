"""What a command is: the function that runs it together with its options, written in one file.

`read_command.py` holds the command `read`:

    @command(option("document", metavar="DOCUMENT", help="document"), OCR)
    def read(options: Namespace) -> int: ...

The help of a command is the message `cli-` and its name, that of an option the message `cli-` and the key given as `help`.
"""

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

COMMANDS = (
    "build", "init", "check", "query", "push", "export", "show", "read", "explain", "docs", "site", "serve", "describe", "completion", "diff",
)  # fmt: skip
"""Names of the commands, in the order of the help."""
OK, FINDINGS, USAGE_ERROR, INTERNAL_ERROR = 0, 1, 2, 3
"""Exit codes: no findings, findings at or above --fail-on, a usage error or unreadable input, an error in shisaku."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option or argument of a command."""

    names: tuple[str, ...]
    """`-o` and `--output`, or the name of an argument."""
    help: str
    """Key of its help in the messages, without `cli-`."""
    settings: Mapping[str, Any]
    """Keyword arguments of `ArgumentParser.add_argument`."""
    completer: Callable[..., list[str]] | None
    """Values that a shell offers, in the convention of argcomplete; None leaves them to argcomplete."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the command line."""

    run: Callable[[Namespace], int]
    """Runs it; returns the exit code."""
    options: tuple[Option, ...]
    """Options and arguments, in the order of the help."""


def option(*names: str, help: str, completer: Callable[..., list[str]] | None = None, **settings: Any) -> Option:
    """An option, with the settings of `ArgumentParser.add_argument`."""
    return Option(names, help, settings, completer)


def command(*options: Option) -> Callable[[Callable[[Namespace], int]], Command]:
    """A decorator that makes a command with these options of a function."""
    return lambda run: Command(run, options)


def load(name: str) -> Command:
    """The command of that name. Its file is imported only now, so that a command does not wait for the imports of the others."""
    found: Command = getattr(import_module(f"shisaku.cli.{name}_command"), name)
    return found
