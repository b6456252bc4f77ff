"""A brochure of one page: a title and a heading over both columns, two columns of running text, a page number."""

from .sheet import Sheets

TITLE = "里山のくらしと仕事のしおり"
HEADING = "これからの取組"
PAGE_NUMBER = "7"
_SENTENCES = (
    "里山では、薪や炭を使う暮らしが遠のき、手入れの届かない林が広がっている。",
    "町は、林に入る道を直し、若い人が木を伐る技を学べる教室を毎年開くことにした。",
    "教室で学んだ人は、町の林で働きながら、切り出した木で椅子や机を作っている。",
    "できた品は、朝市と町の店に並び、遠くの町からも買い求める人が訪れる。",
    "林に光が入ると、春には草が芽を出し、虫と鳥が戻り、谷の水もよく澄むようになる。",
)
_WIDTH = 20
"""Letters on a line of a column."""


def brochure(across: bool = True) -> bytes:
    """The page; `across` draws line by line over both columns, else column by column from the right."""
    sheet = Sheets()
    sheet.text(170, 60, [TITLE], 20)
    sheet.text(250, 380, [HEADING], 14)
    sheet.text(295, 800, [PAGE_NUMBER], 9)
    upper, lower = columns()
    for top, (left, right) in ((120, upper), (430, lower)):
        placed = [(72, left), (318, right)]
        if across:
            for number in range(max(len(left), len(right))):
                for edge, column in placed:
                    sheet.text(edge, top + number * 18, column[number : number + 1])
        else:
            for edge, column in reversed(placed):
                for number, line in enumerate(column):
                    sheet.text(edge, top + number * 18, [line])
    return sheet.pdf()


def columns() -> tuple[tuple[list[str], list[str]], tuple[list[str], list[str]]]:
    """The lines of the columns: left and right above the heading, left and right below it."""
    text = "".join(_SENTENCES)
    lines = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
    again = [text[::-1].replace("。", "、")[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
    half = (len(lines) + 1) // 2
    return (lines[:half], lines[half:]), (again[:half], again[half:])
