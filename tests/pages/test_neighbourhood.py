"""Pictures: nothing overlaps, every line joins two boxes, all of it is inside the picture."""

import re
from itertools import combinations

import pytest

from shisaku.pages.neighbourhood import BOX_HEIGHT, Neighbour, Picture, picture
from shisaku.pages.reference import ReferenceData
from shisaku.pages.reference_page_classes import TermPage
from shisaku.pages.reference_pages import reference_pages
from shisaku.pages.term_labels import Text


def neighbours(kind: str, number: int) -> list[Neighbour]:
    return [Neighbour(Text(f"{kind}の用語{'長い' * n}", "ja"), f"test:{kind}{n}", "") for n in range(number)]


def drawn(wider: int, narrower: int, beside: int, left: int, right: int) -> Picture:
    around = {"wider": wider, "narrower": narrower, "beside": beside, "left": left, "right": right}
    return picture(Neighbour(Text("中央", "ja"), "test:Term", ""), **{key: neighbours(key, n) for key, n in around.items()})


CASES = [drawn(*numbers) for numbers in [(0, 0, 0, 0, 0), (1, 0, 0, 1, 1), (3, 4, 2, 0, 0), (2, 0, 0, 9, 1), (0, 7, 1, 1, 12)]]
each_case = pytest.mark.parametrize("made", CASES, ids=lambda made: f"{len(made.boxes)}-boxes")


@pytest.fixture(scope="module")
def real(reference: ReferenceData) -> list[Picture]:
    return [page.term.picture for page in reference_pages(reference) if isinstance(page, TermPage)]


def overlapping(made: Picture) -> list[tuple[str, str]]:
    return [
        (a.neighbour.label.text, b.neighbour.label.text)
        for a, b in combinations(made.boxes, 2)
        if a.x < b.right and b.x < a.right and a.y < b.y + BOX_HEIGHT and b.y < a.y + BOX_HEIGHT
    ]


@each_case
def test_no_two_boxes_overlap(made: Picture) -> None:
    assert overlapping(made) == []


def test_in_no_picture_of_a_real_term_two_boxes_overlap(real: list[Picture]) -> None:
    assert len(real) > 500
    assert [overlapping(made) for made in real if overlapping(made)] == []


@each_case
def test_everything_is_inside_the_picture(made: Picture) -> None:
    assert all(box.x >= 0 and box.y >= 0 and box.right <= made.width for box in made.boxes)
    assert all(box.y + BOX_HEIGHT <= made.height for box in made.boxes)
    for _, path in made.lines:
        assert all(float(x) >= 0 for x in re.findall(r"[MH]([-\d.]+)", path)), path


@each_case
def test_each_neighbour_is_joined_by_one_line(made: Picture) -> None:
    assert len(made.lines) == len(made.boxes) - 1


@each_case
def test_no_line_crosses_a_box(made: Picture) -> None:
    crossed = []
    for _, path in made.lines:
        x = y = 0.0
        for command, numbers in re.findall(r"([MHV])([-\d. ]+)", path):
            values = [float(n) for n in numbers.split()]
            before = (x, y)
            x, y = (values[0], values[1]) if command == "M" else (values[0], y) if command == "H" else (x, values[0])
            if command != "M":
                crossed += [box for box in made.boxes if _through(before, (x, y), box.x, box.y, box.right, box.y + BOX_HEIGHT)]
    assert crossed == []


def _through(a: tuple[float, float], b: tuple[float, float], left: float, top: float, right: float, bottom: float) -> bool:
    """Whether a straight line runs through the inside of a box."""
    inside_x = max(min(a[0], b[0]), left) < min(max(a[0], b[0]), right) or (a[0] == b[0] and left < a[0] < right)
    inside_y = max(min(a[1], b[1]), top) < min(max(a[1], b[1]), bottom) or (a[1] == b[1] and top < a[1] < bottom)
    return inside_x and inside_y
