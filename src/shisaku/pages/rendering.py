"""Pages as HTML, from the templates beside this module. The one room that knows Jinja."""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from shisaku.errors import InputError, Language, Message
from shisaku.pages.chart_picture import WIDTH, ChartPicture
from shisaku.pages.page_words_catalogue import word
from shisaku.pages.reference_pages import Page
from shisaku.pages.term_labels import LANGUAGES

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = files("shisaku.pages") / "templates"
STYLE, _ICON = "style.css", "icon.svg"
"""Name of the one style sheet, at the root of the site."""


def render(page: Page) -> str:
    """The page as HTML. Raises InputError where Jinja is not installed."""
    here = f"{page.lang}/{page.path}"
    others = tuple(lang for lang in LANGUAGES if lang != page.lang)
    html: str = _template(page.template).render(
        page=page,
        lang=page.lang,
        others=others,
        languages=LANGUAGES,
        say=_saying(page.lang),
        say_in=word,
        to=lambda path: relative(here, f"{page.lang}/{path}"),
        root=lambda path: relative(here, path),
        **page.data,
    )
    return html


def front_page(fronts: Mapping[Language, Page]) -> str:
    """The page at the root of the site, which leads to the first page of each language and to what that leads to."""
    html: str = _template("front").render(fronts=fronts, say_in=word, root=lambda path: relative("index.html", path))
    return html


def notice(told: str, lang: Language, *ways: tuple[str, str], links: Iterable[str] = ()) -> str:
    """A page that says why there is no other, with ways on: `links`, then keys of words with paths below the folder of the language.

    It may stand at any address, so its links begin at the root of the server.
    """
    html: str = _template("notice").render(told=told, lang=lang, ways=ways, links=tuple(links), say=_saying(lang))
    return html


def alone(template: str, lang: Language, **data: object) -> str:
    """A page that is part of no site, with these data. Raises InputError where Jinja is not installed."""
    html: str = _template(template).render(lang=lang, say=_saying(lang), **data)
    return html


def chart_file(picture: ChartPicture) -> str:
    """A chart as SVG that stands alone."""
    svg: str = _template("chart", "svg").render(drawn=picture, width=WIDTH)
    return svg


def beside_pages() -> dict[str, str]:
    """The files that every page refers to, by their paths: the style sheet and the icon of the site."""
    return {name: template_text(name) for name in (STYLE, _ICON)}


def template_text(name: str) -> str:
    """A file beside the templates, as it is."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def relative(here: str, there: str) -> str:
    """How a page at `here` refers to `there`, both below the root of the site; a fragment stays."""
    path, hash_, fragment = there.partition("#")
    link = quote(posixpath.relpath(path, posixpath.dirname(here) or "."))
    return link + (hash_ + quote(fragment) if fragment else "")


def _saying(lang: Language) -> Callable[..., str]:
    return lambda key, *values: word(key, lang, *values)


@cache
def _template(name: str, ending: str = "html") -> Any:
    return _environment().get_template(f"{name}.{ending}.j2")


@cache
def _environment() -> "Environment":
    try:
        from jinja2 import Environment, FunctionLoader, StrictUndefined
    except ImportError as error:
        ja = "ページを作るには Jinja2 が要ります。pip install 'shisaku[site]' で入ります。"
        en = "Making pages needs Jinja2. Install it with: pip install 'shisaku[site]'"
        raise InputError(Message(ja, en)) from error
    environment = Environment(
        loader=FunctionLoader(template_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["version"] = version("shisaku")
    return environment
