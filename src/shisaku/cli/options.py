"""The commands with their options."""

import argparse
from collections.abc import Callable
from typing import NoReturn

from shisaku.cli.parser import Parser
from shisaku.errors import Language

_FORMATS = ("turtle", "json-ld", "nt", "nquads", "trig", "xml", "stratml", "stratml-2")
_ANSWER_FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml", "turtle", "nt", "json-ld")
_REPORTS = ("human", "json", "sarif", "junit", "github", "markdown")
_DIFF_FORMATS = ("text", "markdown", "json", "turtle")
_DIFFERENCES = ("any", "breaking", "none")
_EXPLANATION_FORMATS = ("text", "json", "markdown")
_ENGINES = ("compiled", "reference")
_SHELLS = ("bash", "zsh", "fish", "tcsh", "powershell")
_FAIL_ON = ("error", "warning", "warn", "info", "none")


class _Version(argparse.Action):
    """Prints the version; looked up only then, because that takes as long as the rest of the help."""

    def __call__(self, parser: argparse.ArgumentParser, *unused: object) -> NoReturn:
        from importlib.metadata import version

        print(f"shisaku {version('shisaku')}")
        parser.exit()


def _positive(kind: Callable[[str], float]) -> Callable[[str], float]:
    """What reads a number above nought."""

    def number(text: str) -> float:
        value = kind(text)
        if not 0 < value < float("inf"):
            raise ValueError(text)
        return value

    number.__name__ = kind.__name__  # argparse tells it where the text is none
    return number


def offer(parser: Parser, questions: Callable[..., list[str]]) -> None:
    """Let a shell complete the argument of `query` with what `questions` returns (argcomplete's convention)."""
    for action in parser._actions:
        for name in action.choices["query"]._actions if isinstance(action, argparse._SubParsersAction) else ():
            if name.dest == "name":
                name.completer = questions


def parser_of(lang: Language) -> Parser:
    """The parser of all commands, its help in that language."""
    parser = Parser(lang, prog="shisaku")
    say = parser.say
    parser.description = say("about")
    parser.add_argument("--version", action=_Version, nargs=0, help=say("version"))
    commands = parser.add_subparsers(dest="command", title=say("commands"), metavar="COMMAND", required=True)

    def command(name: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, lang=lang, help=say(name), description=say(name))

    def data(added: argparse.ArgumentParser, text: str = "data") -> None:
        # One value each time, so that a name behind it stays a name.
        added.add_argument("--data", action="append", default=[], metavar="PATH", help=say(text))

    def ocr(added: argparse.ArgumentParser) -> None:
        added.add_argument("--ocr", action="store_true", help=say("ocr"))

    def example(added: argparse.ArgumentParser) -> None:
        added.add_argument("--example", action="store_true", help=say("example"))

    def server(added: argparse.ArgumentParser, required: bool) -> None:
        added.add_argument("--endpoint", required=required, default=None, metavar="URL", help=say("endpoint"))
        added.add_argument("--graph-store", default=None, metavar="URL", help=say("graph_store"))
        added.add_argument("--timeout", type=_positive(float), default=60.0, metavar="SECONDS", help=say("timeout"))
        added.add_argument("--base", default=None, metavar="IRI", help=say("base"))

    build = command("build")
    build.add_argument("source", nargs="+", metavar="SOURCE", help=say("source"))
    build.add_argument("-o", "--output", default=".", metavar="DIR", help=say("output_or_dataset"))
    build.add_argument("-f", "--format", choices=_FORMATS, default="turtle", help=say("format"))
    build.add_argument("--base", default=None, metavar="IRI", help=say("base"))
    build.add_argument("--summary", action="store_true", help=say("summary"))
    build.add_argument("--engine", choices=_ENGINES, default="compiled", help=say("engine"))
    build.add_argument("--fail-on", choices=_FAIL_ON, default="error", help=say("fail_on"))
    build.add_argument("-j", "--jobs", type=_positive(int), default=None, metavar="N", help=say("jobs"))
    build.add_argument("--cluster", default=None, metavar="URL", help=say("cluster"))
    build.add_argument("--log", choices=("text", "json"), default="text", help=say("log_plans"))
    ocr(build)

    init = command("init")
    init.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help=say("new_folder"))
    init.add_argument("--country", required=True, metavar="XX", help=say("country"))
    init.add_argument("--language", default=None, metavar="TAG", help=say("language"))

    check = command("check")
    check.add_argument("path", nargs="*", metavar="PATH", help=say("path"))
    check.add_argument("-f", "--format", choices=_REPORTS, default="human", help=say("format"))
    check.add_argument("--report", action="append", default=[], metavar="FORMAT=FILE", help=say("report"))
    check.add_argument("--rules", action="append", default=[], metavar="RULE,…", help=say("rules"))
    check.add_argument("--engine", choices=_ENGINES, default="compiled", help=say("engine"))
    check.add_argument("--fail-on", choices=_FAIL_ON, default="error", help=say("fail_on"))

    query = command("query")
    query.add_argument("name", nargs="?", metavar="NAME|FILE", help=say("name"))
    query.add_argument("--all", action="store_true", help=say("all"))
    query.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help=say("set"))
    query.add_argument("-e", "--sparql", default=None, metavar="TEXT", help=say("sparql"))
    query.add_argument("-f", "--format", choices=_ANSWER_FORMATS, default="table", help=say("answer_format"))
    data(query)
    query.add_argument("--plan", default=None, metavar="ID", help=say("of_plan"))
    query.add_argument("--inferred", action="store_true", help=say("inferred"))
    server(query, required=False)
    query.add_argument("--fetch", action="store_true", help=say("fetch"))
    example(query)

    push = command("push")
    push.add_argument("source", nargs="*", metavar="SOURCE", help=say("pushed"))
    server(push, required=True)
    push.add_argument("--update-endpoint", default=None, metavar="URL", help=say("update_endpoint"))
    push.add_argument("--delete", action="store_true", help=say("delete"))
    push.add_argument("--dry-run", action="store_true", help=say("dry_run"))

    example(push)

    export = command("export")
    export.add_argument("plan", nargs="*", metavar="PLAN", help=say("plan"))
    export.add_argument("-f", "--format", choices=_FORMATS, default="turtle", help=say("format"))
    export.add_argument("-o", "--output", default=None, metavar="DIR", help=say("output"))
    export.add_argument("--base", default=None, metavar="IRI", help=say("base"))
    ocr(export)

    example(export)

    show = command("show")
    show.add_argument("plan", nargs="*", metavar="PLAN", help=say("plan"))
    ocr(show)
    example(show)

    read = command("read")
    read.add_argument("document", metavar="DOCUMENT", help=say("document"))
    read.add_argument("--explain", action="store_true", help=say("line_by_line"))
    read.add_argument("--html", default=None, metavar="FILE", help=say("reading_page"))
    ocr(read)

    explain = command("explain")
    explain.add_argument("subject", metavar="SUBJECT", help=say("subject"))
    explain.add_argument("predicate", nargs="?", metavar="PREDICATE", help=say("predicate"))
    explain.add_argument("object", nargs="?", metavar="OBJECT", help=say("object"))
    explain.add_argument("-f", "--format", choices=_EXPLANATION_FORMATS, default="text", help=say("format"))
    data(explain, "explained")
    example(explain)

    docs = command("docs")
    docs.add_argument("-o", "--output", default="build/docs", metavar="DIR", help=say("folder"))

    site = command("site")
    site.add_argument("-o", "--output", default="build/site", metavar="DIR", help=say("folder"))
    data(site)
    site.add_argument("--url", default="", metavar="URL", help=say("url"))
    site.add_argument("--editions", nargs=2, default=None, metavar=("OLD", "NEW"), help=say("editions"))

    example(site)

    serve = command("serve")
    serve.add_argument("dataset", nargs="?", metavar="DATASET", help=say("served"))
    serve.add_argument("--endpoint", default=None, metavar="URL", help=say("asked"))
    serve.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help=say("host"))
    serve.add_argument("--port", type=int, default=8000, metavar="N", help=say("port"))
    serve.add_argument("--name", action="append", default=[], metavar="HOST", help=say("host_name"))
    serve.add_argument("--time-limit", type=_positive(float), default=10.0, metavar="SECONDS", help=say("time_limit"))
    serve.add_argument("--workers", type=_positive(int), default=2, metavar="N", help=say("processes"))
    serve.add_argument("--queue", type=_positive(int), default=16, metavar="N", help=say("queue"))
    serve.add_argument("--per-client", type=_positive(int), default=8, metavar="N", help=say("per_client"))
    serve.add_argument("--log", choices=("text", "json"), default="text", help=say("log"))

    example(serve)

    describe = command("describe")
    describe.add_argument("data", nargs="*", metavar="PATH", help=say("data"))
    example(describe)
    describe.add_argument("-o", "--output", default="-", metavar="FILE", help=say("file"))

    completion = command("completion")
    completion.add_argument("shell", choices=_SHELLS, help=say("shell"))

    diff = command("diff")
    diff.add_argument("old", metavar="OLD", help=say("old"))
    diff.add_argument("new", metavar="NEW", help=say("new"))
    diff.add_argument("-f", "--format", choices=_DIFF_FORMATS, default="text", help=say("format"))
    diff.add_argument("--fail-on", dest="threshold", choices=_DIFFERENCES, default="any", help=say("threshold"))
    diff.add_argument("--retired", action="store_true", help=say("retired"))
    return parser
