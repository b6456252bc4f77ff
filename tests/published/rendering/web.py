"""HTML: a page of a web site, or what a browser prints from."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from ..elements import Contents, Element, Heading, Item, Line, Note, Page, Paragraph, Table, Title
from .printed import Printed

_STYLE = """body {{ font-family: sans-serif; font-size: {size}pt; }} td, th {{ {border} padding: 3pt; vertical-align: top; text-align: left; }}
table {{ border-collapse: collapse; width: 100%; }} {shade} .page {{ break-before: page; }} .note {{ font-size: 8pt; }}"""
_MENU = {"ja": ("ホーム", "くらし", "市政情報", "お問い合わせ"), "en": ("Home", "Services", "About", "Contact")}


def render(printed: Printed) -> bytes:
    """UTF-8."""
    look = printed.look
    border = "border: 0.7pt solid #555;" if look.ruled else ""
    shade = "th { background: #dde6f0; }" if look.shaded else ""
    columns = "main { column-count: 2; }" if look.columned and not any(isinstance(one, Table) for one in printed.elements) else ""
    style = columns + _STYLE.format(size=look.size, border=border, shade=shade)
    menu = _MENU.get(printed.language, _MENU["en"]) if look.artefacts else ()
    links = "".join(f"<li><a href='#{at}'>{word}</a></li>" for at, word in enumerate(menu))
    nav = f"<nav><ul>{links}</ul></nav>" if menu else ""
    foot = f"<footer><p>© {escape(printed.title)}</p></footer>" if menu else ""
    head = f'<meta charset="utf-8"><title>{escape(printed.title)}</title><style>{style}</style>'
    page = f'<!DOCTYPE html>\n<html lang="{printed.language}"><head>{head}</head>\n<body>\n{nav}\n<main>\n{body(printed)}\n</main>\n{foot}\n</body></html>\n'
    return page.encode()


def body(printed: Printed) -> str:
    """What is in its body."""
    found = []
    for kind, run in groupby(printed.elements, key=lambda one: Item if isinstance(one, Item) else type(one)):
        elements = list(run)
        if kind is Item and printed.look.semantic:
            found.append(_list([one for one in elements if isinstance(one, Item)]))
        else:
            found += [_element(one, printed) for one in elements]
    return "\n".join(found)


def _list(items: Sequence[Item]) -> str:
    """Lists within lists."""
    lines, depth = [], 0
    for item in items:
        if item.level > depth:
            lines.append("<ul>" * (item.level - depth))
        else:
            lines.append("</li>" + "</ul></li>" * (depth - item.level))
        depth = item.level
        lines.append(f"<li>{escape(item.text)}")
    return "".join(lines) + "</li></ul>" * depth


def _element(element: Element, printed: Printed) -> str:
    match element:
        case Title(text):
            return f"<h1>{escape(text)}</h1>"
        case Heading(text, level) if not printed.look.semantic:
            return f'<p class="level-{level}"><b>{escape(text)}</b></p>'
        case Heading(text, level):
            tag = f"h{min(6, level + 1 + printed.look.level)}"
            return f"<{tag}>{escape(text)}</{tag}>"
        case Line(text, name):
            return f"<p><strong>{escape(text[:name])}</strong>{escape(text[name:])}</p>" if name else f"<p>{escape(text)}</p>"
        case Note(text):
            return f'<p class="note">{escape(text)}</p>'
        case Contents(text, level, page):
            return f'<p style="margin-left: {level}em">{escape(text)} {"." * 30} {page}</p>'
        case Page():
            return '<div class="page"></div>'
        case Table():
            return _table(element)
        case Item(text, _, mark):
            return f"<div>{escape(mark + text)}</div>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"


def _table(table: Table) -> str:
    rows: dict[int, list[str]] = {}
    for row, _, cell in table.placed():
        tag = "th" if row < table.heads else "td"
        spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")
        rows.setdefault(row, []).append(f"<{tag}{spans}>{escape(cell.text).replace(chr(10), '<br>')}</{tag}>")
    return "<table>\n" + "\n".join(f"<tr>{''.join(rows.get(at, []))}</tr>" for at in range(len(table.rows))) + "\n</table>"
