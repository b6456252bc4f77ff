"""What reading is held to of documents as published, and the few of them that every run of the tests reads."""

import os
import tomllib
from itertools import count
from pathlib import Path
from typing import Any

from .bank import WHOLE
from .kinds import KINDS, TESTS, Recipe
from .measuring import REAL, Figures
from .rendering.formats import AT_HAND
from .scorer import SHARES

FLOORS = Path(__file__).with_name("floors.toml")
"""The least and the greatest figures, macro: a long document counts no more than a short one."""
LESS_IS_BETTER = ("junk", "needless")
"""Figures that must not exceed theirs."""
SETTING = "SHISAKU_REAL_DOCUMENTS"
"""Variable of the environment that names the folder of real documents, where it is not `measuring.REAL`."""
ELSEWHERE = ("goals", "projects", "actions")
"""Kinds that are read in the other languages as well."""


def few() -> list[Recipe]:
    """Two documents of every kind and language, each in another of its formats that need no program beside Python.

    The texts of `earlier` have thresholds of their own.
    """
    found, turn = [], count()
    for kind, made in KINDS.items():
        for language in made.languages:
            if made.make is not None and (language in WHOLE or kind in ELSEWHERE):
                formats = [one for one in made.formats if one in AT_HAND]
                two = (next(turn), next(turn))
                found += [Recipe(kind, language, formats[at % len(formats)], TESTS[at]) for at in two]
    return found


def real_folder() -> Path | None:
    """The folder of real documents; None where it is not there."""
    folder = Path(os.environ.get(SETTING) or REAL)
    return folder if folder.is_dir() else None


def floors(name: str) -> dict[str, float]:
    """Those of `invented` or `real`, by figure."""
    data: dict[str, Any] = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    return {figure: float(value) for figure, value in data[name].items()}


def fallen(figures: Figures, held: dict[str, float]) -> dict[str, tuple[float | None, float]]:
    """Each figure that is worse than it may be: what it is, what it is held to."""
    found = {}
    for figure, value in held.items():
        got = figures.macro(figure)
        worse = got is None or (got > value if figure in LESS_IS_BETTER else got < value)
        if worse:
            found[figure] = (got, value)
    return found


def unknown(held: dict[str, float]) -> set[str]:
    """Names that are no figure."""
    return set(held) - set(SHARES)
