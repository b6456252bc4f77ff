"""Documents of administrations that hold no plan, though their lines look like those of one."""

from random import Random

from .author import Author
from .elements import Cell, Element, Heading, Item, Line, Paragraph, Table, Title

NAMES = ("speech", "minutes", "statistics", "schedule", "members", "form", "news", "bylaws")


def unplanned(random: Random, author: Author, name: str) -> list[Element]:
    """What a document of that name prints."""
    writer = _Unplanned(random, author)
    made: list[Element] = getattr(writer, name)()
    return [Title(author.fill(author.bank.none[f"{name}-title"])), *made]


class _Unplanned:
    """Writes one document."""

    def __init__(self, random: Random, author: Author) -> None:
        self.random, self.author, self.words = random, author, author.bank.none

    def some(self, name: str, count: int) -> list[str]:
        """That many of the words of that name, filled in."""
        words = self.words[name]
        return [self.author.fill(word) for word in self.random.sample(words, min(count, len(words)))]

    def day(self) -> str:
        return self.author.fill(self.words["day"])

    def speech(self) -> list[Element]:
        gap = "" if self.author.bank.language == "ja" else " "
        found: list[Element] = [Line(self.day())]
        for sentence in self.words["speech"]:
            topic = self.random.choice(self.author.bank.topics)
            found.append(Paragraph(self.author.fill(sentence, topic) + gap + self.author.prose(topic, self.random.randint(1, 3))))
        return found

    def minutes(self) -> list[Element]:
        day, place, present, agenda, talk = self.words["minutes-heads"]
        people = self.random.sample(self.words["people"], 4)
        colon = self.author.forms["colons"]
        found: list[Element] = [
            Line(f"{day}{colon}{self.day()}"),
            Line(f"{place}{colon}{self.random.choice(self.words['venues'])}"),
        ]
        found.append(Line(f"{present}{colon}{('、' if self.author.bank.language == 'ja' else ', ').join(people)}"))
        found.append(Heading(agenda, 1))
        found += [
            Item(f"{self.author.digits(str(n))}. {one}", 1)
            for n, one in enumerate(map(self.author.fill, self.words["agenda"]), 1)
        ]
        found.append(Heading(talk, 1))
        for _ in range(self.random.randint(4, 9)):
            person, words = self.random.choice(people), self.author.fill(self.random.choice(self.words["uttered"]))
            found.append(Paragraph(f"○{person}　{words}" if self.author.bank.language == "ja" else f"{person} {words}"))
        return found

    def statistics(self) -> list[Element]:
        things = self.random.sample(self.random.choice(self.author.bank.topics).things, 5)
        unit = self.random.choice(self.words["units"])
        rows = [[Cell(""), *(Cell(year) for year in self.words["years"])]]
        for thing in things:
            numbers = [self.random.randint(10, 90_000) for _ in self.words["years"]]
            rows.append([Cell(thing), *(Cell(self.author.figure(number), number=number) for number in numbers)])
        return [Line(f"({unit})"), Table(tuple(map(tuple, rows)))]

    def schedule(self) -> list[Element]:
        rows = [[Cell(head) for head in self.words["schedule-heads"]]]
        for _ in range(self.random.randint(4, 10)):
            event = self.author.fill(self.random.choice(self.words["events"]))
            rows.append([Cell(self.day()), Cell(event), Cell(self.random.choice(self.words["venues"]))])
        return [Table(tuple(map(tuple, rows)), weights=(1.2, 2.4, 1.4))]

    def members(self) -> list[Element]:
        people = self.random.sample(self.words["people"], self.random.randint(5, 8))
        rows = [[Cell(head) for head in self.words["members-heads"]]]
        rows += [[Cell(self.random.choice(self.words["posts"])), Cell(person), Cell(self.author.owner())] for person in people]
        return [Table(tuple(map(tuple, rows)))]

    def form(self) -> list[Element]:
        fields = self.words["form-fields"]
        if self.random.random() < 0.5:
            return [Line(f"{field}{self.author.forms['colons']}＿＿＿＿＿＿") for field in fields]
        return [Table(tuple((Cell(field), Cell("")) for field in fields), heads=0, weights=(1, 2))]

    def bylaws(self) -> list[Element]:
        article, found = self.words["article"], list[Element]()
        for at, heading in enumerate(self.words["articles"], start=1):
            number = article.format(n=self.author.digits(str(at)))
            clauses = self.some("clauses", self.random.randint(1, 3))
            if self.author.bank.language == "ja":
                found += [Line(heading), Paragraph(f"{number}　{clauses[0]}")]
            else:
                found += [Heading(f"{number}{heading}", 1), Paragraph(clauses[0])]
            found += [Paragraph(f"{self.author.digits(str(n))}　{one}") for n, one in enumerate(clauses[1:], start=2)]
        return found

    def news(self) -> list[Element]:
        found: list[Element] = [Line(self.day())]
        for headline in self.some("news", 4):
            topic = self.random.choice(self.author.bank.topics)
            found += [Heading(headline, 1), Paragraph(self.author.prose(topic, self.random.randint(2, 4)))]
        return found
