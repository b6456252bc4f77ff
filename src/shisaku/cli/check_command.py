"""`check`: ontology, data and saved questions."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.cli.command import FINDINGS, OK, USAGE_ERROR, command, option
from shisaku.cli.console import colour, located_text, status, write_file
from shisaku.cli.options import ENGINE, FAIL_ON, format_option, positive, severity_of
from shisaku.errors import InputError
from shisaku.messages import Message

if TYPE_CHECKING:
    from shisaku.check import Located
    from shisaku.project import Project


@command(
    option("path", nargs="*", metavar="PATH", help="path"),
    format_option(("human", "json", "sarif", "junit", "github", "markdown"), "human"),
    option("--report", action="append", default=[], metavar="FORMAT=FILE", help="report"),
    option("--select", action="append", choices=("style", "dl", "rl"), default=[], help="select"),
    option("--time-limit", type=positive(float), default=300.0, metavar="SECONDS", help="check_time_limit"),
    option("--rules", action="append", default=[], metavar="RULE,…", help="rules"),
    ENGINE,
    FAIL_ON,
)
def check(options: Namespace) -> int:
    """Check a project, or files: its ontology, data and questions."""
    from shisaku.check import Scope, Selection, check_paths, check_project
    from shisaku.check.reports import report
    from shisaku.export.terminal_outline import verdict
    from shisaku.offline import offline
    from shisaku.project import find_project

    project = find_project()
    threshold, reports = severity_of(options.fail_on), _reports(options.report)
    paths = [Path(path) for path in options.path] or _here(project)
    for path in paths:
        if not path.exists():
            raise InputError(Message("common-does-not-exist", path=path))
    selection = Selection(tuple(pattern for rules in options.rules for pattern in rules.split(",")), frozenset(options.select))
    found: list[Located] = []
    scope = Scope(options.time_limit)
    with offline(), status(options.lang) as progress:
        settings = (project, progress, selection, options.engine, scope)
        checked = check_paths(paths, *settings) if paths else check_project(*settings)
        for located in checked:
            found.append(located)
            if options.format == "human":
                print(located_text(located, options.lang, colour(sys.stdout)))
    findings = [located.finding for located in found]
    if options.format == "human":
        print(scope.summary().text(options.lang))
        print(verdict(findings, options.lang))
    else:
        sys.stdout.write(report(found, options.format, options.lang, threshold))
    for form, target in reports:
        write_file(target, report(found, form, options.lang, threshold))
    unreadable = any(finding.rule == "syntax/unreadable" for finding in findings)
    if unreadable and options.path:
        return USAGE_ERROR
    return FINDINGS if any(finding.severity >= threshold for finding in findings) else OK


def _here(project: "Project") -> list[Path]:
    """The RDF files and queries in a folder without settings; none in a project, which is checked as a whole.

    Raises InputError where there is nothing to check.
    """
    from shisaku.check.scope import files_below
    from shisaku.project import has_settings

    if has_settings(project.root):
        return []
    found = files_below(project.root, documents=False)
    if not found:
        raise InputError(Message("cli-there-nothing-check-name-files", root=project.root.resolve()))
    return found


def _reports(arguments: list[str]) -> list[tuple[str, Path]]:
    """Formats and files of `--report`. Raises InputError where one of them is missing or unknown."""
    from shisaku.check.reports import FORMS

    reports = []
    for text in arguments:
        form, _, name = text.partition("=")
        if form not in FORMS[1:] or not name:
            known = ", ".join(FORMS[1:])
            raise InputError(Message("cli-report-takes-format-file-not", text=text, known=known))
        reports.append((form, Path(name)))
    return reports
