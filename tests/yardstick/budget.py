"""Budgets by project: categories, and under them items with sums, departments, tags and a paragraph each."""

from random import Random

from .content import Author, share
from .gold import INITIATIVE, MEASURE, PILLAR, Money, Node, Sample, held, number, sample, walk
from .money import FORMS, about, money, negative
from .pages import Layout, pages
from .printing import numbering
from .vocabulary import DEPARTMENTS, Theme

_SUFFIXES = ("事業費", "推進事業", "補助金", "経費", "整備事業費", "支援事業", "対策費", "事業", "モデル事業", "推進費")
_NOTES = ("", "", "", "", "（市の単独分）", "（一般会計）", "等")
_TAGS = (("新規", "拡充", "継続"), ("新", "拡", "継"), ("新規", "一部新規", "拡充"))
_TAG_FORMS = ("【{}】", "（{}）", "〔{}〕", "［{}］", "《{}》")
_REFERENCES = ("関連公約　{}-{}", "公約{}-{}", "総合計画{}－{}", "関連施策 {}-{}")
_CIRCLED = "①②③④⑤⑥"
_EMPTY = ("ー", "－", "なし", "-")
_DESCRIPTIONS = (
    "{one}を行う団体に対し、{two}に係る経費の一部を補助",
    "{one}の{work}に要する経費",
    "{place}{one}の実態を踏まえ、{two}を{number}か所に整備する。",
    "{one}と{two}を対象とした講習会の開催及び{three}の{work}",
    "令和{year}年度から{one}の対象を{number}歳まで広げ、{two}の負担を軽減する。",
    "{one}について、{number}万円を上限に助成",
    "{one}の担い手が減っていることから、{two}の{work}を図るとともに、{three}に関する相談窓口を設ける。",
)


class _Budget:
    """One budget, its layout drawn."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.author = Author(random)
        self.layout = random.choices(("lines", "marked", "numbered"), (5, 3, 3))[0]
        self.levels = random.choice((1, 2, 2))
        self.form = random.choice(FORMS)
        self.wide = random.random() < 0.4
        self.unit_gap = "" if self.wide else random.choice(("", " "))
        self.column = random.choice(("　", "　", "　　", "  ", "\t"))
        self.order = random.choice(("amount department", "amount department", "department amount", "amount"))
        self.previous = random.choice(("", "", "（{}）", "（前年度 {}）", "（{}）"))
        self.empty = random.choice((*_EMPTY, ""))
        self.tags, self.tag_form = random.choice(_TAGS), random.choice(_TAG_FORMS)
        self.tagged = random.choice((0.0, 0.3, 0.6))
        self.tag_first = random.random() < 0.4
        self.reference = random.choice(_REFERENCES)
        self.referred = random.choice((0.0, 0.0, 0.4))
        self.described = random.choice((0.0, 0.7, 1.0, 1.0))
        self.mark = random.choice("○・◆◎●□■")
        self.head_mark = random.choice([mark for mark in ("", "", "■", "◇", "▼") if mark != self.mark])
        families = random.choice((("roman", "decimal"), ("decimal", "bracketed"), ("chapter", "decimal")))
        self.styles = [numbering(random, family) for family in families][-self.levels :]
        self.totals = self.layout == "numbered" and random.random() < 0.4

    # -- content -------------------------------------------------------------------------------------------------------

    def content(self) -> list[Node]:
        random = self.random
        fields = self.author.fields(random.randint(2, 6))
        sizes = share(random, random.randint(len(fields), 24), len(fields))
        parts: list[Node] = []
        for field, size in zip(fields, sizes, strict=True):
            themes = random.sample(field.themes, min(4, size))
            measures = [self.category(themes[at % len(themes)]) for at in range(size)]
            if self.levels == 1:
                parts += measures
            else:
                parts.append(Node(PILLAR, self.author.pillar(field, themes), children=measures))
        for node, parent in walk(parts):
            if self.layout == "numbered" and node.kind != INITIATIVE:
                siblings = parts if parent is None else parent.children
                style = self.styles[0 if parent is None else 1]
                node.printed = style.form((siblings.index(node)) % style.most + 1).strip()
        number(parts)
        return parts

    def category(self, theme: Theme) -> Node:
        random = self.random
        label = self.author.measure(theme) if random.random() < 0.6 else self.author.once(theme.paraphrase)
        node = Node(MEASURE, label)
        if random.random() < self.referred:
            node.references = (self.reference.format(random.randint(1, 9), random.choice(_CIRCLED)),)
        if self.totals:
            node.amount = self.sum()
        node.children = [self.item(theme) for _ in range(random.randint(1, 7))]
        return node

    def sum(self) -> Money:
        return money(self.random, self.form, self.wide, self.unit_gap)

    def item(self, theme: Theme) -> Node:
        random = self.random
        label = self.author.once(self.author.thing(theme) + random.choice(_SUFFIXES)) + random.choice(_NOTES)
        node = Node(INITIATIVE, label, marks=self.mark if self.layout == "marked" else "")
        chance = random.random()
        if chance < 0.03 and self.empty:
            node.amount = None
        elif chance < 0.07:
            node.amount = Money("事項要求", None)
        else:
            node.amount = self.sum()
            if chance < 0.12:
                node.amount = about(random, node.amount)
            elif chance < 0.16:
                node.amount = negative(random, node.amount)
        if self.previous and node.amount and node.amount.yen and random.random() < 0.9:
            node.previous = self.sum()
        if "department" in self.order and (random.random() < 0.92 or not self.empty):
            node.departments = (random.choice(DEPARTMENTS),)
        if random.random() < self.tagged:
            node.tags = (random.choice(self.tags),)
        if random.random() < self.described:
            node.description = [self.describe(theme)]
        return node

    def describe(self, theme: Theme) -> str:
        random = self.random
        one, two, three = random.sample(theme.things, 3)
        return random.choice(_DESCRIPTIONS).format(
            one=one,
            two=two,
            three=three,
            work=random.choice(("普及", "更新", "点検", "調査", "広報")),
            place=random.choice(("市内の", "県北地域の", "")),
            number=random.randint(2, 30),
            year=random.randint(2, 9),
        )

    # -- printing ------------------------------------------------------------------------------------------------------

    def line(self, node: Node) -> str:
        """The item's line: marks, name, and what is printed in the columns behind it."""
        random = self.random
        tag = self.tag_form.format(node.tags[0]) if node.tags else ""
        name = f"{node.marks}{tag}{node.label}" if self.tag_first else f"{node.marks}{node.label}{tag}"
        amount = node.amount.printed if node.amount else self.empty
        if node.amount and node.amount.yen and random.random() < 0.04:
            amount = f"うち{amount}"
        if node.previous:
            amount += random.choice(("", " ")) + self.previous.format(node.previous.printed)
        columns = {"amount": amount, "department": node.departments[0] if node.departments else self.empty}
        return self.column.join([name, *(columns[name] for name in self.order.split())]).rstrip()

    def heading(self, node: Node, level: int) -> str:
        reference = f"　《{node.references[0]}》" if node.references else ""
        amount = f"{self.column}{node.amount.printed}" if node.amount else ""
        if self.layout == "numbered":
            separator = self.styles[level].separator or " "
            return f"{node.printed}{separator}{node.label}{reference}{amount}"
        mark = self.head_mark if node.kind == MEASURE and self.layout == "marked" else ""
        return f"{mark}{node.label}{reference}"

    def paragraphs(self, parts: list[Node]) -> list[str]:
        found: list[str] = []
        for node, parent in walk(parts):
            if node.kind == INITIATIVE:
                found.append(held(node, self.line(node)))
                indent = self.random.choice(("", "　")) if self.layout != "lines" else ""
                found += [indent + text for text in node.description]
                continue
            level = 0 if parent is None else 1
            # Without numbers a blank line before each heading, and one behind an outer one, is all that shows what it is.
            found.append("\n" + held(node, self.heading(node, level)))
        return found


def budget(random: Random, seed: int) -> Sample:
    """A budget in its printed order."""
    plan = _Budget(random)
    parts = plan.content()
    year = random.randint(2, 9)
    title = random.choice(
        (f"令和{year}年度当初予算案", f"令和{year}年度 主要事業", f"令和{year}年度予算のポイント", f"令和{year}年度 重点事業一覧")
    )
    layout = Layout(random, random.choice((80, 100, 120, 200)), title)
    layout.blanks = ("",)
    return sample("budget", seed, pages(layout, [title, "", *plan.paragraphs(parts)]), parts, title)
