"""Runs the tests that reach a mutant, in a process of its own that ends at the first failure.

The tests are collected once. A process is forked for each mutant; there the changed functions are put in the place of those that
were imported. What runs while a module is imported (tables, constants) needs a fresh import of the package, which takes a second.
Tests that start other processes do not see a mutant there.
"""

import gc
import importlib
import importlib.abc
import importlib.util
import io
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import coverage
import hypothesis
import pytest

from .making import Mutant, Mutants, statement_lines
from .rooms import ROOT, Room

SECONDS = 6.0
"""Processor time of tests that a mutant is given, cheapest tests first; what is dearer is left out and cannot kill it."""
OPTIONS = (
    *("-q", "--no-header", "--no-summary", "--import-mode=importlib", f"--rootdir={ROOT}"),
    *(word for plugin in ("cacheprovider", "xdist", "cov", "faulthandler") for word in ("-p", f"no:{plugin}")),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # Hypothesis is imported already
)
IMPORTING = "importing"
"""Stands in the place of a test for what runs while the package is imported."""

hypothesis.settings.register_profile("mutants", derandomize=True, database=None, deadline=None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant."""

    mutant: Mutant
    killed: bool
    """Whether a test failed, or did not end."""
    by: str
    """The test that failed; `time` for one that did not end, `import` where the module could not be imported; empty for a survivor."""
    tests: int
    """How many tests reach it."""


@dataclass(slots=True)
class Reach:
    """Which tests run which lines, and what each costs; from a run without mutants."""

    lines: dict[str, dict[int, list[str]]] = field(default_factory=dict)
    """By file and line: tests, and `IMPORTING`."""
    costs: dict[str, float] = field(default_factory=dict)
    """Processor time in seconds by test."""

    def tests_of(self, path: Path, line: int, places: Mapping[int, tuple[range, range]], cold: bool) -> list[str]:
        """The tests that reach a mutant of that line, cheapest first, as many as fit in `SECONDS`; of a `cold` one all of the room."""
        of_file = self.lines.get(str(path), {})
        for lines in (of_file,) if cold else places.get(line, ()):
            reached = {test for at in lines for test in of_file.get(at, ()) if test != IMPORTING}
            if reached:
                break
        else:
            reached = set()
        others = set(self.costs) - reached if cold else set()  # a table is used by whom it is imported by
        chosen: list[str] = []
        left = SECONDS
        for test in (*self._cheapest(reached), *self._cheapest(others)):
            left -= self.costs[test]
            if chosen and left < 0:
                break
            chosen.append(test)
        return chosen

    def _cheapest(self, tests: set[str]) -> list[str]:
        return sorted(tests, key=lambda test: (self.costs[test], test))

    def runs_at_import(self, path: Path, places: Mapping[int, tuple[range, range]], line: int) -> bool:
        """Whether the function of that line runs already while the package is imported."""
        of_file = self.lines.get(str(path), {})
        return any(IMPORTING in of_file.get(at, ()) for at in places.get(line, (range(0), range(0)))[1])


class _Failures:
    """Stops at the first failure, and remembers it."""

    def __init__(self, order: Mapping[str, int] | None = None) -> None:
        self.order = order
        self.failed = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.order is not None:
            order = self.order
            items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


class _Contexts:
    """Tells the tracer which test runs, or which fixture that several tests share, and what it costs."""

    def __init__(self, tracer: coverage.Coverage) -> None:
        self.costs: dict[str, float] = defaultdict(float)
        self._tracer = tracer
        self._stack: list[str] = []
        self._since = time.process_time()

    @contextmanager
    def _within(self, context: str) -> Iterator[None]:
        self._enter(context, 1)
        try:
            yield
        finally:
            self._enter(context, -1)

    def _enter(self, context: str, step: int) -> None:
        now = time.process_time()
        if self._stack:
            self.costs[self._stack[-1]] += now - self._since
        self._since = now
        if step > 0:
            self._stack.append(context)
        else:
            self._stack.pop()
        self._tracer.switch_context(self._stack[-1] if self._stack else "")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        with self._within(item.nodeid):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Iterator[None]:
        if fixturedef.scope == "function":
            return (yield)
        with self._within(f"fixture {fixturedef.argname}"):
            return (yield)


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Imports a module from the text of a mutant."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        parts = self.mutant.path.relative_to(ROOT / "src").with_suffix("").parts
        if name != ".".join(parts[:-1] if parts[-1] == "__init__" else parts):
            return None
        return importlib.util.spec_from_file_location(name, self.mutant.path, loader=self)

    def get_source(self, name: str) -> str:
        return self.mutant.code

    def is_package(self, name: str) -> bool:
        return self.mutant.path.stem == "__init__"


def _forget() -> None:
    """Lets the package and the tests be imported anew."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        own = file.startswith((str(ROOT / "src"), str(ROOT / "tests"))) and not name.startswith("tests.mutants")
        if own or name.partition(".")[0] == "shisaku":
            del sys.modules[name]


def swaps(before: CodeType, after: CodeType) -> list[tuple[CodeType, CodeType]] | None:
    """The functions of a module that a change touches, before and after it; None where it touches what runs at import."""
    inner = [[c for c in code.co_consts if isinstance(c, CodeType)] for code in (before, after)]
    plain = [[(type(c), c) for c in code.co_consts if not isinstance(c, CodeType)] for code in (before, after)]
    if (
        before.co_code != after.co_code
        or before.co_names != after.co_names
        or plain[0] != plain[1]
        or len(inner[0]) != len(inner[1])
    ):
        return None
    found: list[tuple[CodeType, CodeType]] = []
    for old, new in zip(*inner, strict=True):
        if old == new:
            continue
        if old.co_flags & 0x1:  # CO_OPTIMIZED: a function, not the body of a class
            found.append((old, new))
            continue
        below = swaps(old, new)
        if below is None:
            return None
        found += below
    return found


class Trial:
    """A plugin of pytest: with the tests collected it tries the mutants, and runs no test itself."""

    def __init__(self, room: Room, taken: Sequence[tuple[Mutants, list[int]]], jobs: int) -> None:
        self.room = room
        self.taken = taken
        self.jobs = jobs
        self.verdicts: list[Verdict] = []
        self.trouble = ""
        self._failures = _Failures()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every mutant."""
        if session.testsfailed:
            self.trouble = "the tests cannot be collected"
            return True
        session.config.pluginmanager.register(self._failures)
        self._items = {item.nodeid: item for item in session.items}
        began = time.monotonic()
        self._reach = self._measured()
        if self.trouble:
            return True
        print(f"{self.room.name}: {len(self._items)} tests in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        self._live: dict[CodeType, list[FunctionType]] = defaultdict(list)
        for found in gc.get_objects():
            if isinstance(found, FunctionType) and (found.__module__ or "").startswith("shisaku"):
                self._live[found.__code__].append(found)
        gc.freeze()
        running: dict[int, tuple[Mutant, int, io.TextIOWrapper, str]] = {}
        for mutants, numbers in self.taken:
            for number in numbers:
                if len(running) >= self.jobs:
                    self._reap(running)
                self._start(mutants[number], running)
        while running:
            self._reap(running)
        self.verdicts.sort(key=lambda v: (v.mutant.path, v.mutant.number))
        return True

    # -- the run without mutants ----------------------------------------------------------------

    def _measured(self) -> Reach:
        """Which tests run which lines."""
        with tempfile.TemporaryDirectory() as folder:
            result = Path(folder) / "reach.json"
            pid = os.fork()
            if not pid:
                self._in_child(folder, lambda: self._measure(result))
            _, status = os.waitpid(pid, 0)
            if not result.exists():
                self.trouble = f"the run without mutants ended with {status}"
                return Reach()
            found = json.loads(result.read_text(encoding="utf-8"))
        if found["failed"]:
            self.trouble = f"without any mutant this test fails: {found['failed']}"
        lines = {file: {int(line): tests for line, tests in of_file.items()} for file, of_file in found["lines"].items()}
        return Reach(lines, found["costs"])

    def _measure(self, result: Path) -> str:
        tracer = coverage.Coverage(data_file=None, config_file=False, include=[str(path) for path in self.room.sources()])
        contexts = _Contexts(tracer)
        items = list(self._items.values())
        items[0].config.pluginmanager.register(contexts)
        tracer.start()
        failed = self._run(items)
        tracer.switch_context(IMPORTING)
        _forget()
        for name in (
            "shisaku.cli",
            *(".".join(path.relative_to(ROOT / "src").with_suffix("").parts) for path in self.room.sources()),
        ):
            importlib.import_module(name.removesuffix(".__init__"))
        tracer.stop()
        users: dict[str, list[str]] = defaultdict(list)
        for item in items:
            for name in getattr(item, "fixturenames", ()):
                users[f"fixture {name}"].append(item.nodeid)
        data, lines = tracer.get_data(), {}
        for file in data.measured_files():
            lines[file] = {
                line: sorted({test for context in of_line for test in users.get(context, (context,)) if test})
                for line, of_line in data.contexts_by_lineno(file).items()
            }
        shared = {name: cost for name, cost in contexts.costs.items() if name.startswith("fixture ")}
        costs = {
            item.nodeid: contexts.costs.get(item.nodeid, 0.0)
            + sum(shared.get(f"fixture {name}", 0.0) for name in getattr(item, "fixturenames", ()))
            for item in items
        }
        result.write_text(json.dumps({"failed": failed, "lines": lines, "costs": costs}), encoding="utf-8")
        return ""

    # -- a mutant -------------------------------------------------------------------------------

    def _start(self, mutant: Mutant, running: dict[int, tuple[Mutant, int, io.TextIOWrapper, str]]) -> None:
        text = mutant.path.read_text(encoding="utf-8")
        places = statement_lines(text)
        touched = swaps(compile(text, str(mutant.path), "exec"), compile(mutant.code, str(mutant.path), "exec"))
        if touched is not None and self._reach.runs_at_import(mutant.path, places, mutant.line):
            touched = None
        tests = self._reach.tests_of(mutant.path, mutant.line, places, touched is None)
        if not tests:
            self.verdicts.append(Verdict(mutant, False, "", 0))
            return
        folder = tempfile.mkdtemp(prefix="mutant-")
        reading, writing = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(reading)
            limit = 10 + 5 * sum(self._reach.costs[test] for test in tests)
            resource.setrlimit(resource.RLIMIT_CPU, (int(limit), int(limit) + 5))
            signal.alarm(int(20 * limit))  # for one that waits; processor time ends one that runs on
            self._in_child(folder, lambda: self._try(mutant, touched, tests), writing)
        os.close(writing)
        running[pid] = mutant, len(tests), os.fdopen(reading, encoding="utf-8"), folder

    def _reap(self, running: dict[int, tuple[Mutant, int, io.TextIOWrapper, str]]) -> None:
        pid, status = os.wait()
        if pid not in running:
            return
        mutant, tests, pipe, folder = running.pop(pid)
        with pipe:
            by = pipe.read()
        shutil.rmtree(folder, ignore_errors=True)
        code = os.waitstatus_to_exitcode(status)
        self.verdicts.append(Verdict(mutant, code != 0, by or ("time" if code < 0 else "import" if code else ""), tests))

    def _try(self, mutant: Mutant, touched: list[tuple[CodeType, CodeType]] | None, tests: list[str]) -> str:
        if touched is not None and all(self._live.get(old) for old, _ in touched):
            try:
                for old, new in touched:
                    for function in self._live[old]:
                        function.__code__ = new
                return self._run([self._items[test] for test in tests])
            except ValueError:
                pass  # a closure of the imported module has other free variables than the changed one
        _forget()
        sys.meta_path.insert(0, _Changed(mutant))
        failures = _Failures({test: place for place, test in enumerate(tests)})
        files = sorted({test.partition("::")[0] for test in tests})
        code = pytest.main([*OPTIONS, "-x", *files], plugins=[failures])
        return failures.failed or ("import" if code else "")

    def _run(self, items: list[pytest.Item]) -> str:
        """The first of the tests that fails; empty where all pass."""
        for item, after in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if self._failures.failed:
                break
        return self._failures.failed

    def _in_child(self, folder: str, work: Callable[[], str], writing: int | None = None) -> None:
        """Does the work with nothing printed, a folder of its own for files, and ends the process."""
        code = 70
        try:
            os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
            by = work()
            if writing is not None:
                os.write(writing, by.encode())
            code = 1 if by else 0
        finally:
            os._exit(code)
