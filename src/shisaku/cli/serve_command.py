"""`serve`: pages, SPARQL and saved questions over HTTP."""

from argparse import Namespace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.cli.command import INTERNAL_ERROR, OK, command, option
from shisaku.cli.console import print_message
from shisaku.cli.options import EXAMPLE, log_option, positive, project_of
from shisaku.errors import InputError
from shisaku.messages import Language, Message, sentence

if TYPE_CHECKING:
    from shisaku.project import Project


@command(
    option("dataset", nargs="?", metavar="DATASET", help="serve_dataset"),
    option("--endpoint", metavar="URL", help="serve_endpoint"),
    option("--host", default="127.0.0.1", metavar="ADDRESS", help="host"),
    option("--port", type=int, default=8000, metavar="N", help="port"),
    option("--name", action="append", default=[], metavar="HOST", help="host_name"),
    option("--time-limit", type=positive(float), default=10.0, metavar="SECONDS", help="time_limit"),
    option("--workers", type=positive(int), default=2, metavar="N", help="workers"),
    option("--queue", type=positive(int), default=16, metavar="N", help="queue"),
    option("--per-client", type=positive(int), default=8, metavar="N", help="per_client"),
    log_option("serve_log"),
    EXAMPLE,
)
def serve(options: Namespace) -> int:
    """Serve pages, SPARQL and saved questions until a signal stops it."""
    _require("jinja2", "starlette", "uvicorn")
    if options.endpoint:
        _require("requests", extra="push")
        from shisaku.remote.endpoint import EndpointAddresses

        EndpointAddresses.of(options.endpoint)  # raises EndpointError where it is not an address
    from shisaku.serve.app import application
    from shisaku.serve.served_data import read, renewed
    from shisaku.serve.server import LOOPBACK, address, listening
    from shisaku.serve.server import serve as run
    from shisaku.serve.server_limits import ServerLimits

    limits = ServerLimits(
        seconds=options.time_limit, workers=options.workers, waiting=options.queue, per_client=options.per_client
    )
    project, endpoint = project_of(options), options.endpoint or ""
    dataset = _dataset(options.dataset, project)
    served = read(project, dataset, endpoint)
    with listening(options.host, options.port) as listener:
        hosts = {*LOOPBACK, "[::1]", *options.name} if options.host in LOOPBACK else set(options.name)
        app = application(served, limits, options.log, hosts, partial(renewed, project, dataset, endpoint))
        stopped = run(app, listener, limits, lambda: _print_address(address(listener), options.lang))
    if app.problem is not None:
        raise app.problem
    return OK if stopped else INTERNAL_ERROR


def _dataset(name: str | None, project: "Project") -> Path | None:
    """The dataset or files to serve; None for the graphs of the project. Raises InputError where there is neither."""
    from shisaku.dataset.arguments import data_of

    if name is not None:
        return Path(name)
    return next(iter(data_of((), project).datasets), None)


def _print_address(url: str, lang: Language) -> None:
    print_message(sentence("cli-serving-ctrl-c-stops", lang, url=url))


def _require(*names: str, extra: str = "serve") -> None:
    """Raise InputError where a package that the server needs is not installed."""
    for name in names:
        if find_spec(name) is None:
            raise InputError(Message("cli-server-needs-install-pip-install", name=name, extra=extra))
