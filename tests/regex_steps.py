"""What matching a regular expression costs, counted in steps: the same number on every machine, however busy.

`re` backtracks in C and does not say how far. Here the same search is made by closures over the pattern as `re` parses it, one closure a
node, and their calls are counted; only single characters, anchors and lookbehinds are put to `re`. What is found must be what `re` finds.
"""

import math
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from tests.counting import TooMuchWorkError

_Match = Callable[[int], int | None]
"""Where a match ends that begins at an index; None where there is none."""
_FLAGS = re.IGNORECASE | re.MULTILINE | re.DOTALL | re.ASCII | re.UNICODE
_DEEP = 1_000_000
"""Frames for a group that is repeated over a long text."""


class Steps:
    """Steps of patterns, up to `most`."""

    def __init__(self, most: float) -> None:
        self.number = 0
        self._most = most

    def take(self) -> None:
        """One more. Raises TooMuchWorkError."""
        self.number += 1
        if self.number > self._most:
            raise TooMuchWorkError(f"more than {self._most} steps")


class _Attempts:
    """Attempts to match a pattern."""

    def __init__(self, pattern: "re.Pattern[Any]", take: Callable[[], None]) -> None:
        self._take = take
        self._text: Any = ""
        self._end, self._whole, self._barred = 0, False, -1
        self._match = self._sequence(_parser.parse(pattern.pattern, pattern.flags), pattern.flags & _FLAGS, self._ended)

    def end(self, text: Any, at: int, end: int, whole: bool = False, barred: int = -1) -> int | None:
        """Where the match ends that begins there, which is nowhere before the end if it must be `whole`, and never where it is `barred`."""
        self._text, self._end, self._whole, self._barred = text, end, whole, barred
        return self._match(at)

    def _ended(self, at: int) -> int | None:
        return None if at == self._barred or (self._whole and at != self._end) else at

    def _sequence(self, nodes: Iterable[Any], flags: int, then: _Match) -> _Match:
        for kind, value in reversed(list(nodes)):
            then = self._counted(self._node(kind, value, flags, then))
        return then

    def _counted(self, match: _Match) -> _Match:
        def counted(at: int) -> int | None:
            self._take()
            return match(at)

        return counted

    def _node(self, kind: Any, value: Any, flags: int, then: _Match) -> _Match:
        if kind is _constants.SUBPATTERN:
            _, added, removed, nodes = value
            return self._sequence(nodes, (flags | added) & ~removed, then)
        if kind is _constants.BRANCH:
            return _first([self._sequence(nodes, flags, then) for nodes in value[1]])
        if kind is _constants.ATOMIC_GROUP:
            return _atomic(self._sequence(value, flags, _here), 1, 1, then)
        if kind in (_constants.ASSERT, _constants.ASSERT_NOT) and value[0] > 0:
            ahead, wanted = self._sequence(value[1], flags, _here), kind is _constants.ASSERT
            return lambda at: then(at) if (ahead(at) is not None) == wanted else None
        if kind is _constants.POSSESSIVE_REPEAT:
            return _atomic(self._sequence(value[2], flags, _here), int(value[0]), int(value[1]), then)
        if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            lazy = kind is _constants.MIN_REPEAT
            low, high, nodes = value
            if len(nodes) == 1 and _width(nodes[0]):
                return self._run(
                    self._counted(self._one(nodes[0][0], nodes[0][1], flags, _here)), int(low), int(high), lazy, then
                )
            return _repeated(lambda again: self._sequence(nodes, flags, again), int(low), int(high), lazy, then)
        return self._one(kind, value, flags, then)

    def _one(self, kind: Any, value: Any, flags: int, then: _Match) -> _Match:
        """A single character, an anchor or a lookbehind."""
        fits = _by_re(kind, value, flags)
        if not _width((kind, value)):
            return lambda at: then(at) if fits(self._text, at, self._end) is not None else None
        known = cache(lambda character: fits(character) is not None)
        return lambda at: then(at + 1) if at < self._end and known(self._text[at : at + 1]) else None

    def _run(self, one: _Match, low: int, high: int, lazy: bool, then: _Match) -> _Match:
        """Single characters in a row, without a frame for each."""

        def run(at: int) -> int | None:
            most = at
            while most - at < (low if lazy else high) and one(most) is not None:
                most += 1
            if most - at < low:
                return None
            while lazy:
                self._take()
                if (found := then(most)) is not None:
                    return found
                if most - at == high or one(most) is None:
                    return None
                most += 1
            for stop in range(most, at + low - 1, -1):
                self._take()
                if (found := then(stop)) is not None:
                    return found
            return None

        return run


def _here(at: int) -> int | None:
    return at


def _first(ways: list[_Match]) -> _Match:
    def first(at: int) -> int | None:
        for way in ways:
            if (found := way(at)) is not None:
                return found
        return None

    return first


def _atomic(inside: _Match, low: int, high: int, then: _Match) -> _Match:
    """Something so many times, of which nothing is given back."""

    def atomic(at: int) -> int | None:
        number = 0
        while number < high and (found := inside(at)) is not None and (found != at or number < low):
            at, number = found, number + 1
        return then(at) if number >= low else None

    return atomic


def _repeated(body: Callable[[_Match], _Match], low: int, high: int, lazy: bool, then: _Match) -> _Match:
    """Something of any width so many times; the number so far is set back wherever a way on is given up."""
    number, last = 0, -1

    def loop(at: int) -> int | None:
        nonlocal number, last
        before = number, last
        if lazy and number >= low and (found := then(at)) is not None:
            return found
        if number < high and (number < low or at != last):
            number, last = number + 1, at
            if (found := once(at)) is not None:
                return found
            number, last = before
        return then(at) if not lazy and number >= low else None

    once = body(loop)

    def entered(at: int) -> int | None:
        nonlocal number, last
        before = number, last
        number, last = 0, -1
        found = loop(at)
        number, last = before
        return found

    return entered


def _width(node: tuple[Any, Any]) -> int:
    return int(node[0] in (_constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY, _constants.IN))


def _by_re(kind: Any, value: Any, flags: int) -> Callable[..., Any]:
    """Tells whether a node matches, as `re` has it. Raises NotImplementedError for one that is more than a character or a place."""
    behind = kind in (_constants.ASSERT, _constants.ASSERT_NOT) and value[0] < 0
    if not (_width((kind, value)) or kind is _constants.AT or behind):
        raise NotImplementedError(kind)
    state = _parser.State()
    state.flags = flags
    return _compiler.compile(_parser.SubPattern(state, [(kind, value)]), flags).match  # type: ignore[no-any-return]


class Counted:
    """A pattern that finds what `re` finds, and counts the steps."""

    def __init__(self, pattern: "re.Pattern[Any]", steps: Steps) -> None:
        self._pattern = pattern
        self._steps = steps

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    @cached_property
    def _attempt(self) -> Callable[..., int | None]:
        return _Attempts(self._pattern, self._steps.take).end

    def match(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        """As of `re.Pattern`."""
        pos, end = min(pos, len(text)), min(endpos, len(text))
        stop = self._attempt(text, pos, end)  # before `re`, which would not come to an end where this is given up
        return self._same(self._pattern.match(text, pos, end), pos, stop)

    def fullmatch(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        """As of `re.Pattern`."""
        pos, end = min(pos, len(text)), min(endpos, len(text))
        stop = self._attempt(text, pos, end, whole=True)
        return self._same(self._pattern.fullmatch(text, pos, end), pos, stop)

    def search(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        """As of `re.Pattern`."""
        return next(self.finditer(text, pos, endpos), None)

    def finditer(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[Any]:
        """As of `re.Pattern`."""
        pos, end = min(pos, len(text)), min(endpos, len(text))
        matches = self._pattern.finditer(text, pos, end)
        barred = -1
        while pos <= end:
            stop = self._attempt(text, pos, end, barred=barred)
            if stop is None:
                pos += 1
                continue
            yield self._same(next(matches), pos, stop)
            pos, barred = stop, stop if stop == pos else -1  # behind nothing, something must come
        self._same(next(matches, None), pos, None)

    def findall(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> list[Any]:
        """As of `re.Pattern`."""
        self._gone_through(text, pos, endpos)
        return self._pattern.findall(text, pos, endpos)

    def sub(self, repl: Any, text: Any, count: int = 0) -> Any:
        """As of `re.Pattern`."""
        self._gone_through(text)
        return self._pattern.sub(repl, text, count)

    def split(self, text: Any, maxsplit: int = 0) -> list[Any]:
        """As of `re.Pattern`."""
        self._gone_through(text)
        return self._pattern.split(text, maxsplit)

    def _gone_through(self, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> None:
        for _ in self.finditer(text, pos, endpos):
            pass

    def _same(self, found: Any, start: int, stop: int | None) -> Any:
        """What `re` found, which is what was found here."""
        assert (found and found.span()) == (None if stop is None else (start, stop)), self._pattern.pattern
        return found


def steps(work: Callable[[], object], most: float = math.inf) -> int:
    """Steps of patterns that the work takes. Raises TooMuchWorkError as soon as they are more than `most`."""
    with counted_patterns(most) as taken:
        work()
    return taken.number


@contextmanager
def counted_patterns(most: float) -> Iterator[Steps]:
    """Within it the steps of every pattern of this project are counted. Raises TooMuchWorkError there when they are more than `most`."""
    taken = Steps(most)
    made: dict[int, Counted] = {}

    def counted(pattern: "re.Pattern[Any]") -> Counted:
        if id(pattern) not in made:
            made[id(pattern)] = Counted(pattern, taken)
        return made[id(pattern)]

    modules = [vars(module) for name, module in list(sys.modules.items()) if name.partition(".")[0] == "shisaku"]
    before = [(values, name, value) for values in modules for name, value in values.items()]
    compiled, depth = re._compile, sys.getrecursionlimit()  # type: ignore[attr-defined]

    def compile_counted(pattern: Any, flags: int) -> Any:
        if isinstance(pattern, Counted):
            return pattern
        ours = sys._getframe(2).f_globals.get("__name__", "").partition(".")[0] == "shisaku"
        return counted(compiled(pattern, flags)) if ours else compiled(pattern, flags)

    try:
        for values, name, value in before:
            values[name] = _with(counted, value)
        re._compile = compile_counted  # type: ignore[attr-defined]
        sys.setrecursionlimit(_DEEP)
        yield taken
    finally:
        sys.setrecursionlimit(depth)
        re._compile = compiled  # type: ignore[attr-defined]
        for values, name, value in before:
            values[name] = value


def _with(counted: Callable[["re.Pattern[Any]"], Counted], value: Any) -> Any:
    """The value with its patterns counted; tuples and dictionaries are what patterns are kept in."""
    if isinstance(value, re.Pattern):
        return counted(value)
    if type(value) is dict:
        made = {key: _with(counted, one) for key, one in value.items()}
        return value if made == value else made
    return tuple(_with(counted, one) for one in value) if type(value) is tuple else value
