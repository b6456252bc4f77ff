"""From documents to graphs: `build`, `show`, `export`."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from shisaku.commands.codes import FINE, FOUND, WRONG_USE
from shisaku.commands.datasets import build_dataset, makes_dataset, tell_passed_over
from shisaku.commands.telling import along, colour, project_of, tell, tell_findings, write
from shisaku.errors import InputError, Language, Message, ShisakuError, taken, visible
from shisaku.model.source import is_ascii_iri
from shisaku.project import Project, find_project, with_end

if TYPE_CHECKING:
    from shisaku.dataset.arguments import Inputs, PlanGraphs
    from shisaku.dataset.document_search import PassedOver
    from shisaku.model.printed_tree import PlanTree
    from shisaku.pipeline import Build


def build(options: Namespace) -> int:
    """Build every source; write its graph; tell what was found."""
    if makes_dataset(options):
        return build_dataset(options)
    from shisaku.pipeline import Context
    from shisaku.reading.opening import expect

    project = find_project()
    names, passed = _documents(options.source)
    if not options.ocr:
        expect(Path(names[0]))
    context = replace(Context.of(project), ocr=options.ocr)
    owners: dict[str, str] = {}
    worst, unreadable = 0, False
    with along(names, options.lang) as sources:
        for name in sources:
            try:
                made = _build_one(name, options, context, project, owners)
            except ShisakuError as error:
                tell(error.text(options.lang), options.lang, error=True)
                unreadable = True
                continue
            worst = max(worst, *(finding.severity for finding in made.findings), 0)
    tell_passed_over(passed, options)
    if unreadable:
        return WRONG_USE
    return FOUND if worst >= options.fail_on else FINE


def _documents(given: list[str]) -> tuple[list[str], tuple["PassedOver", ...]]:
    """The documents that were named, those below a folder in order; and what else is there. Raises InputError for a folder without any."""
    from shisaku.dataset.document_search import find_documents

    names: list[str] = []
    passed: list[PassedOver] = []
    for name in given:
        if not Path(name).is_dir():
            names.append(name)
            continue
        found, root = find_documents([Path(name)]), Path(name).resolve()
        names += [
            str(Path(name) / path.relative_to(root)) if path.is_relative_to(root) else str(path) for path in found.documents
        ]
        passed += found.passed_over
    return list(dict.fromkeys(names)), tuple(passed)


def _build_one(name: str, options: Namespace, context: object, project: Project, owners: dict[str, str]) -> "Build":
    from shisaku import pipeline
    from shisaku.export.plan_export import FORMATS

    assert isinstance(context, pipeline.Context)
    made = pipeline.build(Path(name), context, options.base, options.engine)
    plan_id = made.iris.plan_id
    if plan_id in owners:
        raise InputError(taken(name, plan_id, owners[plan_id]))
    owners[plan_id] = name
    text = _exported(made, options.format, project)
    if options.output == "-":
        sys.stdout.write(text)
    else:
        target = Path(options.output) / f"{plan_id}{FORMATS[options.format]}"
        write(target, text)
        tell(visible(f"{name} → {target}"), options.lang)
    tell_findings(made, options.lang)
    if options.summary:
        _summarise(made, options.lang, sys.stderr if options.output == "-" else sys.stdout)
    return made


def _exported(made: "Build | PlanGraphs", form: str, project: Project) -> str:
    """A plan in that format."""
    from shisaku.export.jsonld import read_context
    from shisaku.export.plan_export import export
    from shisaku.pipeline import Build
    from shisaku.rdf.namespaces import PREFIXES

    if form in ("stratml", "stratml-2"):
        from shisaku.export.stratml import stratml
        from shisaku.graph.tree_reader import trees_in
        from shisaku.model.fiscal_years import FiscalYears

        days = FiscalYears(project.country_profile.calendars).bounds
        return stratml(made.plan if isinstance(made, Build) else trees_in(made.graph)[0], 2 if form == "stratml-2" else 1, days)
    names = read_context(project) if form == "json-ld" else {}
    return export(made.layers, made.graph, made.iris.plan, PREFIXES, names, form)


def _summarise(made: "Build", lang: Language, out: TextIO) -> None:
    from shisaku.export.terminal_outline import conclusions, counts, outline, verdict
    from shisaku.model.printed_tree import tree_of

    tree = tree_of(made.plan)
    outline(tree, lang, out, colour(out))
    triples = {layer.rpartition("/")[2]: len(graph) for layer, graph in made.layers.items()}
    shown = ", ".join(f"{layer} {number}" for layer, number in triples.items())
    print(f"\n{counts(tree, lang)}\n{conclusions(made.plan, lang)}", file=out)
    print(f"{'トリプル' if lang == 'ja' else 'triples'}: {shown}\n{verdict(made.findings, lang)}", file=out)


def show(options: Namespace) -> int:
    """Print plans as trees: of documents as they are read, of graphs and datasets as they were built."""
    from shisaku.dataset.arguments import plans_of
    from shisaku.export.terminal_outline import counts, outline

    project = project_of(options)
    found = plans_of(options.plan, project)
    for tree in _trees(found, project, options.ocr):
        outline(tree, options.lang, sys.stdout, colour(sys.stdout))
        print(counts(tree, options.lang))
    return FINE


def _trees(found: "Inputs", project: Project, ocr: bool) -> Iterator["PlanTree"]:
    """The tree of each plan. Raises InputError where a graph has none."""
    from shisaku.dataset.arguments import graph_files
    from shisaku.graph.tree_reader import trees_in
    from shisaku.model.printed_tree import tree_of
    from shisaku.pipeline import Context, read
    from shisaku.rdf.graph_files import load_turtle

    context = replace(Context.of(project), ocr=ocr) if found.documents else None
    for path in found.documents:
        yield tree_of(read(path, context))
    with graph_files(found) as graphs:
        for path in graphs:
            trees = trees_in(load_turtle(path))
            if not trees:
                raise InputError(Message(f"{path}: プランがありません。", f"{path}: there is no plan in it."))
            yield from trees


def export(options: Namespace) -> int:
    """Write plans in another format: of documents, graphs or datasets."""
    from shisaku.export.plan_export import FORMATS

    project = project_of(options)
    output = None if options.output in (None, "-") else Path(options.output)
    only: str | None = None
    for made in _exportable(options, project):
        text = _exported(made, options.format, project)
        if output is not None:
            write(output / f"{made.iris.plan_id}{FORMATS[options.format]}", text)
        elif only is None:
            only = text
        else:
            ja, en = "複数のプランを書き出すには -o でフォルダーを指定します。", "Name a folder with -o to export several plans."
            raise InputError(Message(ja, en))
    sys.stdout.write(only or "")
    return FINE


def _exportable(options: Namespace, project: Project) -> Iterator["Build | PlanGraphs"]:
    """The graphs of each plan that the options name."""
    from shisaku.dataset.arguments import plan_graphs, plans_of
    from shisaku.pipeline import Context
    from shisaku.pipeline import build as build_plan

    found = plans_of(options.plan, project)
    context = replace(Context.of(project), ocr=options.ocr) if found.documents else None
    for path in found.documents:
        yield build_plan(path, context, options.base)
    yield from plan_graphs(found)


def base_of(iri: str | None) -> str:
    """The base of the IRIs of plans: `iri`, else that of the project, else the package's own. Raises InputError where it is no ASCII IRI."""
    from shisaku.rdf.namespaces import DEFAULT_BASE

    if iri is None:
        return find_project().layout.base or DEFAULT_BASE
    if not is_ascii_iri(iri):
        ja, en = f"--base には ASCII の IRI を渡します（「{iri}」）。", f"--base takes an ASCII IRI, not “{iri}”."
        raise InputError(Message(ja, en))
    return with_end(iri)
