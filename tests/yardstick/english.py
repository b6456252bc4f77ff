"""Charters in English: unnumbered headings, numbered principles under them that run on or begin anew, set in columns."""

import re
from random import Random

from .gold import INITIATIVE, MEASURE, PILLAR, Node, Sample, held, is_sign, number, sample

_THEMES: dict[str, tuple[str, ...]] = {
    "Clean Rivers": ("river banks", "water samples", "fish ladders", "storm drains", "wetland plots", "upstream farms"),
    "Open Archives": ("public records", "scanned maps", "reading rooms", "metadata", "oral histories", "film reels"),
    "Safe Streets": ("crossings", "school routes", "street lamps", "bus lanes", "crash reports", "kerb space"),
    "Fair Procurement": ("tender notices", "small suppliers", "contract terms", "audit trails", "price lists", "delivery dates"),
    "Resilient Harbours": ("quay walls", "tide gauges", "pilot boats", "cargo manifests", "dredging plans", "shore power"),
    "Healthy Schools": ("school meals", "playgrounds", "nurses", "screening days", "quiet rooms", "drinking fountains"),
    "Responsible Automation": ("decision rules", "training data", "test cases", "model cards", "appeal desks", "usage logs"),
    "Thriving Forests": ("seed banks", "fire breaks", "old stands", "ranger posts", "timber marks", "trail networks"),
    "Inclusive Culture": ("museum hours", "sign tours", "local choirs", "stage crews", "folk crafts", "ticket funds"),
    "Local Energy": ("roof panels", "heat networks", "meter readings", "storage sites", "wind leases", "home surveys"),
}
_VERBS = ("Protect", "Publish", "Review", "Share", "Maintain", "Measure", "Open", "Connect", "Renew", "Explain", "Fund", "Map")
_CLAUSES = (
    "{verb} {one} before {two} so that residents can rely on them throughout the year",
    "Work with partners to keep {one} and {two} in good order",
    "Report on {one} at least once a year, and act on what the report shows",
    "Give every community a say in how {one} are planned, paid for and looked after",
    "Use evidence from {one} when decisions about {two} are taken",
    "Make information about {one} available in plain language and in accessible formats",
)
_HEADINGS = ("Commitment to {}", "{}", "Building {}", "{} for Everyone")
_SOFT = "\u00ad"


class _Charter:
    """One charter, its layout drawn."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.columns = random.choice((42, 56, 80, 100))
        self.runs_on = random.random() < 0.6
        self.with_pillars = random.random() < 0.85
        self.number = random.choice(("{}. ", "{}. ", "{}.  ", "{}) ", "({}) "))
        self.word = random.choices(("", "Principle ", "Practice "), (8, 1, 1))[0]
        self.soft = random.random() < 0.4
        self.twice = random.random() < 0.2
        self.gap = random.choice(("\n", "\n\n", "\n\n"))
        self.used: set[str] = set()

    def clause(self, things: tuple[str, ...]) -> str:
        one, two = self.random.sample(things, 2)
        return self.random.choice(_CLAUSES).format(verb=self.random.choice(_VERBS), one=one, two=two)

    def once(self, things: tuple[str, ...], sentence: bool) -> str:
        while True:
            label = (
                self.clause(things) + "." if sentence else f"{self.random.choice(_VERBS)} {self.random.choice(things).title()}"
            )
            if label not in self.used:
                self.used.add(label)
                return label

    def content(self) -> list[Node]:
        random, count = self.random, 0
        parts = []
        for theme in random.sample(sorted(_THEMES), random.randint(2, 6)):
            label = random.choice(_HEADINGS).format(theme)
            node = Node(PILLAR if self.with_pillars else MEASURE, label)
            for at in range(1, random.randint(2, 6) + 1):
                count += 1
                child = Node(MEASURE if self.with_pillars else INITIATIVE, self.once(_THEMES[theme], not self.with_pillars))
                child.printed = self.printed(count if self.runs_on else at)
                if self.with_pillars:
                    child.description = [". ".join(self.clause(_THEMES[theme]) for _ in range(random.randint(1, 3))) + "."]
                node.children.append(child)
            parts.append(node)
        number(parts)
        return parts

    def printed(self, value: int) -> str:
        return f"{self.word}{value}" if self.word else self.number.format(value).strip().rstrip(".")

    def text(self, parts: list[Node]) -> str:
        boxes = []
        for node in parts:
            heading = held(node, node.label)
            if self.twice:
                heading += f"\n\n{node.label}"
            lines = [heading]
            for child in node.children:
                description = f": {child.description[0]}" if child.description else ""
                lines.append(self.broken(held(child, self.head(child)) + description))
            boxes.append(self.gap.join(lines))
        return "\n\n".join(boxes)

    def head(self, child: Node) -> str:
        digits = re.sub(r"\D", "", child.printed)
        separator = self.number.format(digits) if not self.word else f"{child.printed}. "
        return f"{separator}{child.label}"

    def broken(self, text: str) -> str:
        """`text` in lines; words that do not fit are hyphenated now and then."""
        lines, line = [], ""
        for word in text.split(" "):
            size = len([c for c in line + word if not is_sign(c)])
            if line and size > self.columns:
                plain = word.isalpha() and word.islower() and len(word) > 7
                if self.soft and plain and self.random.random() < 0.5:
                    cut = len(word) // 2
                    lines.append(f"{line}{word[:cut]}{_SOFT}")
                    line = word[cut:] + " "
                    continue
                lines.append(line.rstrip())
                line = ""
            line += word + " "
        return "\n".join([*lines, line.rstrip()])


def english(random: Random, seed: int) -> Sample:
    """A charter with its principles in order."""
    charter = _Charter(random)
    parts = charter.content()
    title = random.choice(("A Charter for {}", "Principles for {}", "{} Strategy")).format(
        random.choice(("Our Region", "Shared Progress", "Better Public Services"))
    )
    opening = [title]
    if random.random() < 0.7:
        opening.append(charter.broken(". ".join(charter.clause(_THEMES[theme]) for theme in sorted(_THEMES)[:3]) + "."))
    return sample("english", seed, "\n".join([*opening, "", charter.text(parts)]) + "\n", parts, title)
