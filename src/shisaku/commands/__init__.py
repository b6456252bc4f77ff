"""What each command does: calls the one function that does it, and prints what came of it."""

from shisaku.commands.asking import explain, query
from shisaku.commands.building import base_of, build, export, show
from shisaku.commands.checking import check, severity_of
from shisaku.commands.codes import FINE, INTERNAL, WRONG_USE
from shisaku.commands.comparing import diff
from shisaku.commands.completing import completion
from shisaku.commands.datasets import makes_dataset
from shisaku.commands.pages import describe, docs, site
from shisaku.commands.pushing import push
from shisaku.commands.reading import read
from shisaku.commands.serving import serve
from shisaku.commands.starting import init
from shisaku.commands.telling import quietly

__all__ = [
    "FINE", "INTERNAL", "WRONG_USE", "base_of", "build", "check", "completion", "describe", "diff", "docs", "explain", "export", "init", "makes_dataset", "push", "query", "quietly", "read", "serve", "severity_of", "show", "site",
]  # fmt: skip
