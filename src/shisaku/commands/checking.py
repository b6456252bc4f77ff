"""The gate: `check`."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.commands.codes import FINE, FOUND, WRONG_USE
from shisaku.commands.telling import colour, located_text, status, write
from shisaku.errors import InputError, Message
from shisaku.model.findings import Severity
from shisaku.project import Project, find_project, has_settings

if TYPE_CHECKING:
    from shisaku.check import Located


def check(options: Namespace) -> int:
    """Check a project, or files: its ontology, data and questions."""
    from shisaku.check import Selection, check_paths, check_project
    from shisaku.check.reports import report
    from shisaku.export.terminal_outline import verdict

    project = find_project()
    wanted = _reports(options.report)
    paths = [Path(path) for path in options.path] or _built_here(project)
    for path in paths:
        if not path.exists():
            raise InputError(Message(f"{path}: ありません。", f"{path}: does not exist."))
    selection = Selection(tuple(pattern for given in options.rules for pattern in given.split(",")))
    found: list[Located] = []
    with status(options.lang) as progress:
        how = (project, progress, selection, options.engine)
        checked = check_paths(paths, *how) if paths else check_project(*how)
        for located in checked:
            found.append(located)
            if options.format == "human":
                print(located_text(located, options.lang, colour(sys.stdout)))
    findings = [located.finding for located in found]
    if options.format == "human":
        print(verdict(findings, options.lang))
    else:
        sys.stdout.write(report(found, options.format, options.lang, options.fail_on))
    for form, target in wanted:
        write(target, report(found, form, options.lang, options.fail_on))
    unreadable = any(finding.rule == "syntax/unreadable" for finding in findings)
    if unreadable and options.path:
        return WRONG_USE
    return FOUND if any(finding.severity >= options.fail_on for finding in findings) else FINE


def _built_here(project: Project) -> list[Path]:
    """The graphs in a folder that is no project; nothing in a project, which is checked as a whole.

    Raises InputError where there is nothing to check.
    """
    if has_settings(project.root):
        return []
    if not project.graphs:
        ja = f"{project.root.resolve()}: 検査するものがありません。ファイルかフォルダーを指定するか、shisaku.toml を置いてください。"
        en = f"{project.root.resolve()}: there is nothing to check. Name files or folders, or add a shisaku.toml."
        raise InputError(Message(ja, en))
    return list(project.graphs)


def _reports(given: list[str]) -> list[tuple[str, Path]]:
    """Forms and files that `--report` names. Raises InputError where one is neither."""
    from shisaku.check.reports import FORMS

    wanted = []
    for text in given:
        form, _, name = text.partition("=")
        if form not in FORMS[1:] or not name:
            known = ", ".join(FORMS[1:])
            ja = f"--report は 形式=ファイル の形で書きます（「{text}」）。形式は {known}。"
            raise InputError(Message(ja, f"--report takes format=file, not “{text}”. Formats: {known}."))
        wanted.append((form, Path(name)))
    return wanted


def severity_of(word: str) -> int:
    """The threshold that a `--fail-on` word means; above every severity for `none`."""
    thresholds = {severity.word: int(severity) for severity in Severity}
    return {**thresholds, "warn": int(Severity.WARNING), "none": int(Severity.ERROR) + 1}[word]
