"""Sentences: paragraphs of plans in the plain style, and chapters of narrative that are no plan at all."""

from random import Random

from .content import Author
from .gold import Sample, sample
from .pages import Layout, pages
from .printing import full, numbering
from .vocabulary import Theme

_PLAIN = (
    "{one}については、{two}の{work}と併せて計画的に進める必要がある。",
    "このため、{theme}に関する{one}の{work}に取り組む。",
    "近年、{one}をめぐる状況は大きく変化しており、{two}への対応が課題となっている。",
    "令和{year}年度（{west}年度）までに{one}の{work}を終えることを目指す。",
    "国、都道府県及び市町村は、{one}の{work}に連携して当たる。",
    "具体的には、①{one}、②{two}、③{three}の三つを柱とする。",
    "あわせて、{place}{two}の{work}を図る。",
    "「{paraphrase}」は、地域の将来にとって欠かすことができない。",
    "{one}の件数は、{west}年には約{count}件であり、５年前の{ratio}倍に達した。",
)
"""Sentences of plans."""
_NARRATIVE = (
    "{one}については、{west}年に{count}件の利用がありました。",
    "{two}の{work}に向けた検討も進められています。",
    "本章では、{one}と{two}を巡る動きを紹介しました。",
    "関係者への聞き取りによれば、{one}の導入で作業時間が{ratio}割ほど減ったといいます。",
    "令和{year}年（{west}年）{month}月には、{two}に関する会合が開かれ、{one}の在り方が議論されました。",
    "これは、{place}{three}が抱える事情を映したものと考えられます。",
    "一方で、「{paraphrase}」という目標の難しさを指摘する声もあり、{one}を見直す動きが続いています。",
    "{theme}の歴史は古く、{two}はその中心にありました。",
    "例えば、ある町では住民が{one}を持ち寄り、{two}の仕組みを自らつくり上げました。",
)
"""Sentences of reports on what has been."""


def paragraph(author: Author, theme: Theme, sentences: int, narrative: bool = False) -> str:
    """That many sentences on a theme."""
    random = author.random
    chosen = random.sample(_NARRATIVE if narrative else _PLAIN, min(sentences, 6))
    return "".join(_filled(random, form, theme) for form in chosen)


def _filled(random: Random, form: str, theme: Theme) -> str:
    one, two, three = random.sample(theme.things, 3)
    year = random.randint(2, 9)
    return form.format(
        one=one,
        two=two,
        three=three,
        work=random.choice(("普及", "充実", "見直し", "活用", "整備")),
        theme=theme.name,
        paraphrase=theme.paraphrase,
        place=random.choice(("", "都市部での", "離島における")),
        year=random.choice((str(year), full(year))),
        west=2018 + year,
        month=random.randint(1, 12),
        count=f"{random.randint(2, 90) * 100:,}",
        ratio=random.choice(("2", "３", "1.5", "２．４")),
    )


def prose(random: Random, seed: int) -> Sample:
    """A chapter of narrative with numbered headings, figures and footnotes: nothing of it is a plan."""
    author = Author(random)
    columns = random.randint(40, 84)
    families = random.choice((("chapter", "decimal"), ("chapter", "section", "decimal"), ("decimal", "bracketed"), ("decimal",)))
    styles = [numbering(random, family) for family in families]
    mark_notes = random.random() < 0.6
    found: list[str] = []
    notes = 0
    counts = [0] * len(styles)
    for field in author.fields(random.randint(2, 5)):
        for depth, style in enumerate(styles):
            for theme in random.sample(field.themes, 1 if depth < len(styles) - 1 else random.randint(1, 3)):
                counts[depth] += 1
                heading = random.choice(
                    (f"{theme.name}をめぐる動き", f"{theme.paraphrase}", f"{theme.things[0]}の広がり", f"{theme.name}のこれまで")
                )
                found.append(style.head(counts[depth], heading))
                for _ in range(random.randint(1, 3)):
                    text = paragraph(author, theme, random.randint(2, 5), narrative=True)
                    if mark_notes and random.random() < 0.4:
                        notes += 1
                        text = text.replace("。", f"{notes}。", 1)
                        found += ["　" + text, f"{notes} {_note(random, theme)}"]
                    else:
                        found.append("　" + text)
                if random.random() < 0.2:
                    mark = random.choice("■●◆")
                    found += [
                        f"{mark}図{counts[depth]}／{theme.things[1]}の推移",
                        f"資料：{theme.name}に関する調査（令和{random.randint(2, 7)}年）",
                    ]
        counts[1:] = [0] * (len(counts) - 1)
    layout = Layout(random, columns, f"{styles[0].form(1).strip()}　{author.title()[0]}")
    return sample("prose", seed, pages(layout, found), [])


def _note(random: Random, theme: Theme) -> str:
    return random.choice(
        (
            f"{theme.name}研究会「{theme.things[0]}に関する報告書」（{random.randint(2018, 2026)}年{random.randint(1, 12)}月）",
            f"{theme.things[2]}とは、{theme.things[3]}を含む取組をいう。",
            f"https://example.org/{random.randint(100, 999)}/index.html",
        )
    )
