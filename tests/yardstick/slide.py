"""Overviews as slides print them: boxes of headings, measures, purposes and a legend, in printed order or as they were drawn."""

from random import Random

from .content import Author, measures_of, overview, restate, share
from .gold import GROUP, Node, Sample, held, number, sample
from .printing import Numbering, numbering, packed, wrapped

_LEVELS = {
    ("roman", "decimal"): 8,
    ("roman", "bracketed"): 2,
    ("roman", "circled"): 1,
    ("roman", "half"): 1,
    ("chapter", "decimal"): 3,
    ("chapter", "bracketed"): 1,
    ("decimal", "bracketed"): 1,
    ("decimal", "circled"): 1,
}
"""Families of numbers of pillars and measures, with how often they are met."""
_ENTRY_MARKS = ("○☆※", "○☆※", "○◎★", "◯●", "●○", "◎○△", "◇◆", "・", "➢", "○", "★☆", "〇※", "□■", "▲△")
_HEADING_MARKS = "■■■◆●▲□◇➢"
_MEANINGS = ("予算関連", "制度関連", "その他", "新規", "継続", "法律", "税制", "拡充", "重点", "調査", "要望", "機構・定員")
_AGAIN = ("（再掲）", "（再掲）", "(再掲)", "【再掲】", "（再掲：{pillar}）")
_SOLID = "○◯●◎☆★◇□"
"""Marks that entries may follow each other by without a space."""


class _Slide:
    """One overview, its layout drawn."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.author = Author(random)
        marks = random.choice(_ENTRY_MARKS)
        self.marks = tuple(marks[: random.randint(1, len(marks))])
        self.heading_mark = random.choice([mark for mark in _HEADING_MARKS if mark not in marks and (mark, marks) != ("●", "◯●")])
        self.heading_gap = random.choice(("", " ", "　"))
        self.purpose_mark = random.choices((self.heading_mark, "◆" if "◆" not in marks else "■", ""), (7, 1, 2))[0]
        pillar, measure = random.choices(list(_LEVELS), list(_LEVELS.values()))[0]
        self.pillar_style, self.measure_style = numbering(random, pillar), numbering(random, measure)
        self.columns = random.randint(40, 110)
        solid = all(mark in _SOLID for mark in self.marks) and random.random() < 0.2
        self.gap = "" if solid else random.choice((" ", " ", "　", "  "))
        self.alone = random.choice((0.3, 0.6, 1.0))
        self.blank = random.choice(("\n\n", "\n\n", "\n"))
        self.with_heading = random.random() < 0.25

    def content(self) -> list[Node]:
        random = self.random
        pillars = random.randint(2, 9)
        most = min(60, pillars * 10, self.measure_style.most)
        measures = min(most, max(5, pillars, int(random.triangular(pillars, most, pillars * 3))))
        grouped = random.choices((0.0, 0.25, 0.9), (10, 7, 3))[0]
        parts, purposes = overview(self.author, share(random, measures, pillars), grouped, self.marks)
        if random.random() < 0.6:
            restate(self.author, parts, random.randint(1, 4))
        if random.random() < 0.75:
            for pillar, purpose in zip(parts, purposes, strict=True):
                pillar.purposes = [purpose]
        count = 0
        for at, pillar in enumerate(parts, start=1):
            pillar.printed = _bare(self.pillar_style, at)
            for measure in measures_of(pillar):
                count += 1
                measure.printed = _bare(self.measure_style, count)
        number(parts)
        return parts

    # -- boxes ---------------------------------------------------------------------------------------------------------

    def heading(self, pillar: Node, at: int) -> str:
        return held(pillar, wrapped(self.pillar_style.head(at, pillar.label), self.columns))

    def purpose(self, text: str) -> str:
        mark = f"{self.purpose_mark}{self.random.choice(('', ' ')) if self.purpose_mark else ''}"
        return wrapped(mark + text, self.columns)

    def measure(self, measure: Node, at: int, of: dict[int, str]) -> str:
        head = held(measure, wrapped(self.measure_style.head(at, measure.label), self.columns))
        pieces = [held(entry, self.entry(entry, of)) for entry in measure.children]
        return head + self.blank + packed(pieces, self.columns, self.gap, self.random, self.alone)

    def entry(self, entry: Node, of: dict[int, str]) -> str:
        again = self.random.choice(_AGAIN).format(pillar=of[entry.restates.id]) if entry.restates else ""
        return f"{entry.marks}{entry.label}{again}"

    def run(self, texts: list[str], split: float) -> list[str]:
        """Boxes of one run of measures, mostly one."""
        boxes, box = [], [texts[0]]
        for text in texts[1:]:
            if self.random.random() < split:
                boxes.append(box)
                box = []
            box.append(text)
        return [self.blank.join(box) for box in [*boxes, box]]

    def boxes(self, parts: list[Node]) -> list[str]:
        """Everything under the pillars, in printed order."""
        of = {entry.id: pillar.printed for pillar in parts for measure in measures_of(pillar) for entry in measure.children}
        split = 0.3 if self.random.random() < 0.35 else 0.0
        found, count = [], 0
        for at, pillar in enumerate(parts, start=1):
            head, purposes = self.heading(pillar, at), [self.purpose(text) for text in pillar.purposes]
            if self.with_heading and self.purpose_mark:
                found.append("\n".join([head, *purposes]))
            else:
                found += [head, *purposes]
            grouped = bool(pillar.children) and pillar.children[0].kind == GROUP
            for child in pillar.children if grouped else [pillar]:
                if grouped:
                    text = wrapped(f"{self.heading_mark}{self.heading_gap}{child.label}", self.columns)
                    found.append(held(child, text))
                run = measures_of(child)
                found += self.run([self.measure(m, count + n, of) for n, m in enumerate(run, start=1)], split)
                count += len(run)
        return found

    def legend(self, parts: list[Node]) -> list[str]:
        used = sorted({mark for pillar in parts for m in measures_of(pillar) for e in m.children for mark in e.marks})
        if not used or self.random.random() < 0.3:
            return []
        meanings = self.random.sample(_MEANINGS, len(used))
        form, gap = self.random.choice((("{}：{}", " "), ("{}：{}", "　"), ("{}＝{}", "、"), ("{}: {}", "  "), ("{} ：{}", " ")))
        items = gap.join(form.format(mark, meaning) for mark, meaning in zip(used, meanings, strict=True))
        return [self.random.choice(("{}", "{}", "{}", "（{}）", "【凡例】{}", "凡例　{}")).format(items)]


def _bare(style: Numbering, value: int) -> str:
    return style.form(value).strip()


def _own_purpose(parts: list[Node]) -> str:
    """What the plan as a whole is for: it names its pillars."""
    names = "、".join(pillar.label for pillar in parts[:4])
    return f"これからの社会を見据え、{names}に一体となって取り組み、誰もが豊かさを感じられる未来をつくる。"


def slide(random: Random, seed: int, in_order: bool) -> Sample:
    """An overview, its boxes in printed order or in any other."""
    layout = _Slide(random)
    parts = layout.content()
    title, edition = layout.author.title()
    own = _own_purpose(parts) if random.random() < 0.4 else ""
    # Without a mark on the pillars' purposes nothing tells them from the plan's own but their number.
    own = own if layout.purpose_mark or not parts[0].purposes else ""
    opening = random.choice(("{}（{}）", "{} （{}）", "{}【{}】", "{}")).format(title, edition)
    opening = opening if random.random() < 0.9 else ""
    boxes = [*layout.boxes(parts), *layout.legend(parts), *([wrapped(own, layout.columns)] if own else [])]
    if in_order:
        boxes.insert(0, opening)
    else:
        boxes.append(opening)
        shuffled(random, boxes)
    text = "\n" * random.choice((0, 0, 1, 2)) + "\n\n".join(box for box in boxes if box) + "\n" * random.choice((0, 1, 1, 3))
    return sample("slide-in-order" if in_order else "slide", seed, text, parts, title if opening else "", (own,) if own else ())


def shuffled(random: Random, boxes: list[str]) -> None:
    """Put boxes into the order of drawing: any, or runs of neighbours kept together."""
    if random.random() < 0.6:
        random.shuffle(boxes)
        return
    runs, at = [], 0
    while at < len(boxes):
        size = random.randint(1, 5)
        runs.append(boxes[at : at + size])
        at += size
    random.shuffle(runs)
    boxes[:] = [box for run in runs for box in run]
