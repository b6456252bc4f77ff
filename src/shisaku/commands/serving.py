"""What answers over HTTP: `serve`."""

from argparse import Namespace
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from shisaku.commands.codes import FINE, INTERNAL
from shisaku.commands.telling import project_of, tell
from shisaku.errors import InputError, Language, Message
from shisaku.project import Project


def serve(options: Namespace) -> int:
    """Serve pages, SPARQL and saved questions until told to stop."""
    _demand("jinja2", "starlette", "uvicorn")
    if options.endpoint:
        _demand("requests", extra="push")
        from shisaku.remote.endpoint import EndpointAddresses

        EndpointAddresses.of(options.endpoint)  # says what is wrong with it
    from shisaku.serve.application import application
    from shisaku.serve.limits import Limits
    from shisaku.serve.reading import read, renewed
    from shisaku.serve.server import LOOPBACK, address, listening
    from shisaku.serve.server import serve as run

    limits = Limits(seconds=options.time_limit, workers=options.workers, waiting=options.queue, per_client=options.per_client)
    project, endpoint = project_of(options), options.endpoint or ""
    given = _served(options.dataset, project)
    material = read(project, given, endpoint)
    with listening(options.host, options.port) as listener:
        hosts = {*LOOPBACK, "[::1]", *options.name} if options.host in LOOPBACK else set(options.name)
        app = application(material, limits, options.log, hosts, partial(renewed, project, given, endpoint))
        stopped = run(app, listener, limits, lambda: _told(address(listener), options.lang))
    if app.problem is not None:
        raise app.problem
    return FINE if stopped else INTERNAL


def _served(name: str | None, project: Project) -> Path | None:
    """What is served where it is not the graphs of the project. Raises InputError where there is neither."""
    from shisaku.dataset.arguments import data_of

    if name is not None:
        return Path(name)
    return next(iter(data_of((), project).datasets), None)


def _told(url: str, lang: Language) -> None:
    tell(f"{url} で待ち受けています。Ctrl+C で終わります。" if lang == "ja" else f"Serving at {url} (Ctrl+C stops it).", lang)


def _demand(*names: str, extra: str = "serve") -> None:
    """Raise InputError where what the server is built on is not installed."""
    for name in names:
        if find_spec(name) is None:
            ja = f"サーバーには {name} が要ります。pip install 'shisaku[{extra}]' で入ります。"
            raise InputError(Message(ja, f"The server needs {name}. Install it with: pip install 'shisaku[{extra}]'"))
