"""What an invented plan says: components with their words, owners, sums and deadlines, before it is printed in any way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from .bank import Bank, Money, Topic
from .gold import GoldNode
from .scorer import plain

_WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x30, 0x3A)})
TRIES = 200


@dataclass(slots=True, eq=False)
class Part:
    """A component as its author thinks of it."""

    level: str
    label: str
    number: str = ""
    mark: str = ""
    owner: str = ""
    amount: int | None = None
    """In the unit that the document prints sums in."""
    previous: int | None = None
    deadline: str = ""
    status: str = ""
    reason: str = ""
    description: str = ""
    children: "list[Part]" = field(default_factory=list)


def walk(parts: list[Part], above: Part | None = None) -> Iterator[tuple[Part, Part | None]]:
    """Every part with what it is under, depth first."""
    for part in parts:
        yield part, above
        yield from walk(part.children, part)


class Author:
    """Writes words that are once in a document."""

    def __init__(self, random: Random, bank: Bank, wide: bool = False) -> None:
        self.random, self.bank, self.wide = random, bank, wide
        self.used: set[str] = set()
        self.money: Money = random.choice(bank.money)
        self.forms = {
            name: random.choice(words) for name, words in bank.lists.items() if name in ("deadlines", "bracketed", "colons")
        }
        self.form = random.choice(self.money.printed)
        self.fields = {name: random.choice(words) for name, words in bank.fields.items()}
        self.grouped = random.random() < 0.85
        self.place = random.choice(bank.lists["places"])

    def digits(self, text: str) -> str:
        """`text` with digits as the document prints them."""
        return text.translate(_WIDE) if self.wide else text

    def topics(self, count: int) -> list[Topic]:
        """That many fields of policy."""
        return self.random.sample(self.bank.topics, min(count, len(self.bank.topics)))

    def fill(self, form: str, topic: Topic | None = None) -> str:
        """`form` with words in it."""
        random = self.random
        one, two = random.sample((topic or random.choice(self.bank.topics)).things, 2)
        work, other = random.sample(self.bank.lists["works"], 2)
        months = self.bank.lists.get("months", ["3月"])
        return form.format(
            thing=one, Thing=one[:1].upper() + one[1:], thing2=two, work=work, work2=other, place=self.place, owner=self.owner(),
            n=self.digits(str(random.randint(2, 7))), y=self.digits(str(random.randint(7, 12))), Y=self.digits(str(random.randint(2026, 2032))),
            M=random.choice(months), q=random.randint(1, 4), m=random.randint(1, 12), d=random.randint(1, 28),
        )  # fmt: skip

    def once(self, forms: list[str] | tuple[str, ...], topic: Topic | None = None) -> str:
        """One of the forms filled in, unlike all that were written before."""
        for _ in range(TRIES):
            label = self.fill(self.random.choice(forms), topic)
            same = plain(label)
            if same not in self.used:
                break
        self.used.add(same)
        return label

    def goal(self, topic: Topic) -> str:
        """Words of a heading."""
        return self.once(topic.goals)

    def label(self, topic: Topic) -> str:
        """Words of a measure."""
        return self.once(self.bank.lists["labels"], topic)

    def project(self, topic: Topic) -> str:
        """Words of something that costs money."""
        return self.once(self.bank.lists["projects"], topic)

    def prose(self, topic: Topic, sentences: int) -> str:
        """Running text."""
        gap = "" if self.bank.language == "ja" else " "
        return gap.join(self.fill(self.random.choice(self.bank.lists["sentences"]), topic) for _ in range(sentences))

    def owner(self) -> str:
        """Who is in charge."""
        return self.random.choice(self.bank.lists["owners"])

    def deadline(self) -> str:
        """By when."""
        return self.fill(self.forms["deadlines"])

    def amount(self) -> int:
        """A sum, in the unit of the document."""
        return self.random.choice((1, 1, 10, 100)) * self.random.randint(1, max(1, self.money.most // 100))

    def figure(self, amount: int) -> str:
        """A sum as a number."""
        if self.money.decimals:
            return self.digits(f"{amount / 10:,.1f}")
        return self.digits(f"{amount:,}" if self.grouped else str(amount))

    def sum(self, amount: int) -> str:
        """A sum with its unit."""
        return self.form.format(n=self.figure(amount))

    def detailed(self, part: Part, topic: Topic) -> Part:
        """`part` with all that may be printed beside its words."""
        part.owner, part.deadline = self.owner(), self.deadline()
        part.status, part.reason = (
            self.random.choice(self.bank.lists["statuses"]),
            self.fill(self.random.choice(self.bank.lists["reasons"]), topic),
        )
        part.amount, part.previous = self.amount(), self.amount()
        part.description = self.prose(topic, 1)
        return part

    def gold(self, parts: list[Part]) -> tuple[GoldNode, ...]:
        """The gold of them; nothing but what their fields hold."""
        unit = self.money.unit
        return tuple(
            GoldNode(
                part.level, part.label, None if above is None else above.label, part.number,
                None if part.amount is None else part.amount * unit, None if part.previous is None else part.previous * unit,
                part.owner, part.deadline, part.status,
            )
            for part, above in walk(parts)
        )  # fmt: skip
