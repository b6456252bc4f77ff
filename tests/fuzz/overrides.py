"""What a person may settle about a text, and what nobody would: words that stand there, cut anywhere, and words that do not."""

from random import Random

from shisaku.model.source import Override

KINDS = ("measure", "group", "purpose", "entry", "furniture")


def overrides_of(text: str, random: Random) -> tuple[Override, ...]:
    """Up to four overrides, most of them of lines of `text`."""
    return tuple(_override(text, random, line) for line in range(1, random.randint(1, 4) + 1))


def _override(text: str, random: Random, line: int) -> Override:
    kind = random.choice(KINDS)
    if kind == "furniture":
        return Override(kind, _words(text, random), line=line)
    restates = _words(text, random) if kind == "entry" and random.random() < 0.5 else None
    parent = _words(text, random) if restates is None or random.random() < 0.2 else None
    measure = _words(text, random) if kind == "entry" and random.random() < 0.3 else None
    return Override(kind, _words(text, random), parent, restates, measure, line)


def _words(text: str, random: Random) -> str:
    """The beginning of a line, a number, or something else."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    lot = random.random()
    if not lines or lot < 0.1:
        return random.choice(("1", "２", "Ⅰ", "第１", "①", "", "森林", "-", "\0"))
    line = random.choice(lines)
    if lot < 0.4:
        return line[: random.choice((1, 2, 3))].strip()
    line = line.lstrip("○◯〇☆■・ 　") if lot < 0.8 else line
    return line[: random.randint(1, 30)]
