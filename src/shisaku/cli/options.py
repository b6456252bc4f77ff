"""Options that several commands share, and what their values mean."""

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from shisaku.cli.command import Option, option
from shisaku.cli.console import print_message
from shisaku.errors import InputError
from shisaku.messages import Message, sentence

if TYPE_CHECKING:
    from shisaku.project import Project

BASE = option("--base", metavar="IRI", help="base")
DATA = option("--data", action="append", default=[], metavar="PATH", help="data")
ENGINE = option("--engine", choices=("compiled", "reference"), default="compiled", help="engine")
EXAMPLE = option("--example", action="store_true", help="example")
FAIL_ON = option("--fail-on", choices=("error", "warning", "warn", "info", "none"), default="error", help="fail_on")
OCR = option("--ocr", action="store_true", help="ocr")


def format_option(choices: tuple[str, ...], default: str, help: str = "format") -> Option:
    """The option `-f`."""
    return option("-f", "--format", choices=choices, default=default, help=help)


def log_option(help: str) -> Option:
    """The option `--log`."""
    return option("--log", choices=("text", "json"), default="text", help=help)


def endpoint_options(required: bool) -> tuple[Option, ...]:
    """The options that name a SPARQL server and the graphs of this project on it."""
    return (
        option("--endpoint", required=required, metavar="URL", help="endpoint"),
        option("--graph-store", metavar="URL", help="graph_store"),
        option("--timeout", type=positive(float), default=60.0, metavar="SECONDS", help="timeout"),
        BASE,
    )


def positive(kind: Callable[[str], float]) -> Callable[[str], float]:
    """A function that reads a finite number above zero. It raises ValueError for any other text."""

    def number(text: str) -> float:
        value = kind(text)
        if not 0 < value < float("inf"):
            raise ValueError(text)
        return value

    number.__name__ = kind.__name__  # argparse names the type in its message
    return number


def base_of(iri: str | None) -> str:
    """The base of the IRIs of plans: `iri`, else that of the project, else the default. Raises InputError for what is not an ASCII IRI."""
    from shisaku.model.source import is_ascii_iri
    from shisaku.project import find_project, with_separator
    from shisaku.rdf.namespaces import DEFAULT_BASE

    if iri is None:
        return find_project().layout.base or DEFAULT_BASE
    if not is_ascii_iri(iri):
        raise InputError(Message("cli-base-takes-ascii-iri-not", iri=iri))
    return with_separator(iri)


def severity_of(word: str) -> int:
    """The severity from which on a value of `--fail-on` makes a command fail; above every severity for `none`."""
    from shisaku.model.findings import Severity

    thresholds = {severity.word: int(severity) for severity in Severity}
    return {**thresholds, "warn": int(Severity.WARNING), "none": int(Severity.ERROR) + 1}[word]


def project_of(options: Namespace) -> "Project":
    """The project around the working directory; with `--example` the bundled one, which is reported."""
    from shisaku.project import example_project, find_project

    if not options.example:
        return find_project()
    project = example_project()
    names = ", ".join(path.parent.name for path in project.sources)
    print_message(sentence("cli-using-example", options.lang, names=names))
    return project
