"""How the bands of a table nest."""

from collections.abc import Sequence

from shisaku.reading.tables.row_kinds import KeptRow


def band_levels(rows: Sequence[KeptRow]) -> dict[int, int]:
    """How many bands each band is under, by its place: of bands one right below another, each is under the one above."""
    runs: list[list[int]] = []
    for at, row in enumerate(rows):
        if row.kind != "band":
            continue
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    deepest = max((len(run) for run in runs), default=0)
    outer = {_look(rows[run[0]]) for run in runs if len(run) > 1}
    inner = {_look(rows[run[-1]]) for run in runs if len(run) > 1}
    found: dict[int, int] = {}
    for run in runs:
        lone_outer = len(run) == 1 and _look(rows[run[0]]) in outer - inner
        for place, at in enumerate(run):
            found[at] = 0 if lone_outer else deepest - len(run) + place
    return found


def _look(row: KeptRow) -> tuple[bool, str, int]:
    cell = row.band
    style = cell.pieces[0].style if cell is not None and cell.pieces else None
    return (style.bold, (cell.fill if cell else "") + style.colour, round(style.size)) if style is not None else (False, "", 0)
