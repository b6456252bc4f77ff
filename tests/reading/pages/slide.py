"""An overview on one slide: three pillars beside each other, each a column of boxes, drawn in whatever order."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from .sheet import LEADING, Sheets

_WIDTH, _HEIGHT = 960, 540
_COLUMN, _BETWEEN, _MARGIN = 296, 16, 20


@dataclass(frozen=True)
class Text:
    """Lines that are drawn together."""

    left: float
    top: float
    size: float
    lines: tuple[str, ...]
    goes_on: bool = False
    """Whether it is close below the text before it."""


_HEAD = (
    Text(250, 16, 20, ("海と島の未来をつくる（海洋振興重点施策2033）",)),
    Text(740, 46, 9, ("○：予算 ☆：制度 ※：その他",)),
    Text(
        32,
        66,
        10.5,
        (
            "海の恵みを次の世代に引き継ぎ、島に住み続けられる社会をつくる。そのため、漁業を担う人を育て、島の暮らしを支え、",
            "海の環境を守る取組を進める。",
        ),
    ),
)

_PILLARS: tuple[tuple[str, ...], ...] = (
    (
        "Ⅰ 漁業を担う人を育てる",
        "■ 漁業に就く人を増やし、漁村のにぎわい\nを取り戻す。",
        "■就業の後押し",
        "１ 新たに漁業を始める人の後押し",
        "○漁業研修の拡充 ○漁船の貸し出し\n○☆漁業権の手続の見直し",
        "２ 漁業協同組合の経営の支援",
        "○経営の診断 ☆組合の合併の手続の簡素化",
        "■漁村のにぎわい",
        "３ 漁港を生かした観光の推進",
        "○朝市の開催の支援 ○漁業体験の受け入れ\n※案内板の多言語化",
    ),
    (
        "Ⅱ 島の暮らしを支える",
        "■ 島の交通、医療、教育を支え、住み続け\nられる島にする。",
        "４ 離島航路の維持",
        "○航路の運航費の補助 ○船員の育成\n☆運賃の制度の見直し",
        "５ 島の医療と教育の確保",
        "○遠隔診療の設備の整備\n○島への留学の支援",
    ),
    (
        "Ⅲ 海の環境を守る",
        "■ 海のごみを減らし、豊かな海を守る。",
        "６ 海洋ごみの回収と発生の抑制",
        "○漂着ごみの回収の支援 ☆容器の回収の制度\n○漁船の貸し出し（再掲）",
        "７ 藻場と干潟の保全",
        "○藻場の造成 ○干潟の調査\n※保全活動の表彰",
    ),
)


def slide(seed: int | None = 0) -> bytes:
    """The slide, its boxes drawn in an order that `seed` shuffles (None: as they are read)."""
    sheet = Sheets(_WIDTH, _HEIGHT)
    for left, top, width, height, grey in _laid_out()[1]:
        sheet.box(left, top, width, height, grey)
    for text in (text for box in _drawn(seed) for text in box):
        sheet.text(text.left, text.top, text.lines, text.size)
    return sheet.pdf()


def twin(seed: int | None = None) -> str:
    """The same overview as text, box by box in the order that `slide(seed)` draws them (None: as they are read)."""
    return "\n\n".join("\n".join(line for text in box for line in text.lines) for box in _drawn(seed)) + "\n"


def _drawn(seed: int | None) -> list[list[Text]]:
    """The texts box by box: those that go on with what is above them are of one box."""
    boxes: list[list[Text]] = []
    for text in _laid_out()[0]:
        if text.goes_on:
            boxes[-1].append(text)
        else:
            boxes.append([text])
    if seed is not None:
        Random(seed).shuffle(boxes)
    return boxes


def _laid_out() -> tuple[list[Text], list[tuple[float, float, float, float, float]]]:
    """Every text with its place, in reading order, and the boxes around them."""
    texts = list(_HEAD)
    boxes: list[tuple[float, float, float, float, float]] = [(24, 60, _WIDTH - 48, 38, 0.95)]
    for column, parts in enumerate(_PILLARS):
        _column(_MARGIN + column * (_COLUMN + _BETWEEN), parts, texts, boxes)
    return texts, boxes


def _column(left: float, parts: Sequence[str], texts: list[Text], boxes: list[tuple[float, float, float, float, float]]) -> None:
    top = 112.0
    boxes.append((left, top, _COLUMN, 24, 0.8))
    texts.append(Text(left + 10, top + 6, 13, (parts[0],)))
    top += 34
    for part in parts[1:]:
        lines = tuple(part.split("\n"))
        heads = len(lines) == 1 and part[0] not in "○☆※"
        size = 10.5 if heads or part.startswith("■") else 9.5
        height = size * (LEADING * (len(lines) - 1) + 1)
        if part.startswith("■") and not part.startswith("■ "):
            boxes.append((left + 4, top - 4, _COLUMN - 8, height + 8, 0.9))
        texts.append(Text(left + (10 if heads else 18), top, size, lines, goes_on=part[0] in "○☆"))
        top += height + (7 if heads and not part.startswith("■") else 14)
