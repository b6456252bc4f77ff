"""From documents to graphs: `build`, `show`, `export`."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from shisaku.commands.codes import FINE, FOUND, WRONG_USE
from shisaku.commands.datasets import build_dataset, makes_dataset
from shisaku.commands.telling import along, colour, tell, tell_findings, write
from shisaku.errors import InputError, Language, Message, ShisakuError, taken, visible
from shisaku.project import Project, find_project
from shisaku.source import is_ascii_iri

if TYPE_CHECKING:
    from shisaku.pipeline import Build


def build(options: Namespace) -> int:
    """Build every source; write its graph; tell what was found."""
    if makes_dataset(options):
        return build_dataset(options)
    from shisaku.pipeline import Context

    project = find_project()
    context = Context.of(project)
    owners: dict[str, str] = {}
    worst, unreadable = 0, False
    with along(options.source, options.lang) as sources:
        for name in sources:
            try:
                made = _build_one(name, options, context, project, owners)
            except ShisakuError as error:
                tell(error.text(options.lang), options.lang, error=True)
                unreadable = True
                continue
            worst = max(worst, *(finding.severity for finding in made.findings), 0)
    if unreadable:
        return WRONG_USE
    return FOUND if worst >= options.fail_on else FINE


def _build_one(name: str, options: Namespace, context: object, project: Project, owners: dict[str, str]) -> "Build":
    from shisaku import pipeline
    from shisaku.publish.export import FORMATS

    assert isinstance(context, pipeline.Context)
    made = pipeline.build(Path(name), context, options.base, options.engine)
    plan_id = made.iris.plan_id
    if plan_id in owners:
        raise InputError(taken(name, plan_id, owners[plan_id]))
    owners[plan_id] = name
    text = _exported(made, options.format, project, context)
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


def _exported(made: "Build", form: str, project: Project, context: object) -> str:

    from shisaku.graph.namespaces import PREFIXES
    from shisaku.publish.export import export
    from shisaku.publish.jsonld import read_context

    if form == "stratml":
        from shisaku.publish.stratml import stratml

        return stratml(made.plan)
    names = read_context(project) if form == "json-ld" else {}
    return export(made.layers, made.graph, made.iris.plan, PREFIXES, names, form)


def _summarise(made: "Build", lang: Language, out: TextIO) -> None:
    from shisaku.publish.outline import conclusions, counts, outline, verdict

    outline(made.plan, lang, out, colour(out))
    triples = {layer.rpartition("/")[2]: len(graph) for layer, graph in made.layers.items()}
    shown = ", ".join(f"{layer} {number}" for layer, number in triples.items())
    print(f"\n{counts(made.plan, lang)}\n{conclusions(made.plan, lang)}", file=out)
    print(f"{'トリプル' if lang == 'ja' else 'triples'}: {shown}\n{verdict(made.findings, lang)}", file=out)


def show(options: Namespace) -> int:
    """Print a plan as a tree."""
    from shisaku.pipeline import Context, read
    from shisaku.publish.outline import counts, outline

    project = find_project()
    context = Context.of(project)
    for name in options.plan or [path.parent.name for path in project.sources]:
        plan = read(_source_path(name, project), context)
        outline(plan, options.lang, sys.stdout, colour(sys.stdout))
        print(counts(plan, options.lang))
    return FINE


def export(options: Namespace) -> int:
    """Write plans in another format."""
    from shisaku import pipeline
    from shisaku.publish.export import FORMATS

    project = find_project()
    context = pipeline.Context.of(project)
    names = options.plan or [path.parent.name for path in project.sources]
    if len(names) > 1 and options.output is None:
        ja, en = "複数のプランを書き出すには -o でフォルダーを指定します。", "Name a folder with -o to export several plans."
        raise InputError(Message(ja, en))
    for name in names:
        made = pipeline.build(_source_path(name, project), context, options.base)
        text = _exported(made, options.format, project, context)
        if options.output in (None, "-"):
            sys.stdout.write(text)
        else:
            write(Path(options.output) / f"{made.iris.plan_id}{FORMATS[options.format]}", text)
    return FINE


def _source_path(name: str, project: Project) -> Path:
    """The document that `name` means: a file, or the identifier of a plan of the project."""
    known = project.source(name)
    return known if known.is_file() and not Path(name).is_file() else Path(name)


def base_of(iri: str | None) -> str:
    """The base of the IRIs of plans: ours, or `iri` with a slash or hash at its end. Raises InputError where it is no ASCII IRI."""
    from shisaku.graph.namespaces import DEFAULT_BASE

    if iri is None:
        return DEFAULT_BASE
    if not is_ascii_iri(iri):
        ja, en = f"--base には ASCII の IRI を渡します（「{iri}」）。", f"--base takes an ASCII IRI, not “{iri}”."
        raise InputError(Message(ja, en))
    return iri if iri.endswith(("/", "#", ":")) else iri + "/"
