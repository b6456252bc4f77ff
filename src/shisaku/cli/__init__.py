"""The command line: parses options, calls one function of `shisaku.commands`, exits.

parser -> options -> commands        what it says is in texts; nothing heavy is imported before a command runs, so that `--help` is quick
"""

import os
import sys

from shisaku.cli.options import offer, parser_of
from shisaku.cli.parser import Parser
from shisaku.errors import Language
from shisaku.gc_tuning import collect_seldom
from shisaku.settings_file import configured_language


def _language(arguments: list[str]) -> Language:
    """The language of this run: that of `--lang`, else of shisaku.toml, else of the environment (POSIX locale variables), else English."""
    for i, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
    if (configured := configured_language()) is not None:
        return configured
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "ja" if locale.startswith("ja") else "en"


def _silence_rdflib() -> None:
    """It logs a traceback, or warns, where a literal is not written as its datatype demands: findings tell that, with its place."""
    import logging
    import warnings

    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module="rdflib")


def _complete(parser: Parser) -> None:
    """Answer the shell that wants to complete what the user types, and exit."""
    import argcomplete

    from shisaku.commands.completing import question_names

    offer(parser, question_names)
    argcomplete.autocomplete(parser)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code: 0 fine, 1 findings, 2 wrong use or unreadable input, 3 a fault of ours."""
    given = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = parser_of(_language(given))
    if "_ARGCOMPLETE" in os.environ:
        _complete(parser)
    options = parser.parse_args(given)
    from shisaku import commands
    from shisaku.errors import ShisakuError

    _silence_rdflib()
    collect_seldom()
    try:
        if hasattr(options, "base") and (options.base or not commands.makes_dataset(options)):
            options.base = commands.base_of(options.base)
        if hasattr(options, "fail_on"):
            options.fail_on = commands.severity_of(options.fail_on)
        with commands.quietly("quiet" in options):
            code: int = getattr(commands, options.command)(options)
        sys.stdout.flush()
        return code
    except ShisakuError as error:
        print(("エラー: " if options.lang == "ja" else "error: ") + error.text(options.lang), file=sys.stderr)
        return commands.WRONG_USE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return commands.FINE
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if os.environ.get("SHISAKU_DEBUG"):
            raise
        text = parser.say("internal").format(error=f"{type(error).__name__}: {error}")
        print(text, file=sys.stderr)
        return commands.INTERNAL
