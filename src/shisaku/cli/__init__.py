"""The command line.

    main -> parser -> one module a command -> the rest of the package

parser              argparse in the language of the user
command             what a command is, and the list of commands
options             options that commands share
console             messages, findings and progress on the terminal

init_command        a new folder with settings and an example document
read_command        what was read of a document
build_command       documents to graphs; build_dataset: to a dataset
check_command       ontology, data and saved questions
query_command       saved questions and SPARQL queries
explain_command     why a triple holds
show_command        plans as trees
diff_command        differences of two graphs or editions
export_command      plans in other formats
describe_command    description of data in VoID and DCAT
docs_command        the reference as pages
site_command        data as a static site
serve_command       pages and SPARQL over HTTP
push_command        graphs to a SPARQL server
completion_command  completion for the shell

A new command is a module of its own, its name in `command.COMMANDS` and its help in the messages. Nothing heavy is imported before a command
runs, so that `--help` is quick.
"""

import os
import sys

from shisaku.cli.command import INTERNAL_ERROR, OK, USAGE_ERROR
from shisaku.cli.console import print_error, quietly
from shisaku.cli.parser import parser_of
from shisaku.errors import ShisakuError
from shisaku.gc_tuning import collect_seldom
from shisaku.messages import Language, language_for
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
    return language_for(locale)


def _silence_rdflib() -> None:
    """rdflib logs a traceback, or warns, for a literal that does not fit its datatype: findings report that, with its place."""
    import logging
    import warnings

    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module="rdflib")


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 no findings, 1 findings, 2 usage error or unreadable input, 3 an error in shisaku."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    completing = "_ARGCOMPLETE" in os.environ
    parser = parser_of(_language(arguments), complete=completing)
    if completing:
        import argcomplete

        argcomplete.autocomplete(parser)  # answers the shell, and exits
    options = parser.parse_args(arguments)
    _silence_rdflib()
    collect_seldom()
    try:
        with quietly("quiet" in options):
            code: int = options.run(options)
        sys.stdout.flush()
        return code
    except ShisakuError as error:
        print_error(error.text(options.lang), options.lang)
        return USAGE_ERROR
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if os.environ.get("SHISAKU_DEBUG"):
            raise
        text = parser.say("internal", error=f"{type(error).__name__}: {error}")
        print(text, file=sys.stderr)
        return INTERNAL_ERROR
