"""Pages as HTML, from the templates in templates/. The only module that uses Jinja."""

import posixpath
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ClassVar, Protocol
from urllib.parse import quote

from shisaku.errors import InputError
from shisaku.messages import LANGUAGES, Message
from shisaku.pages.wording import word

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = files("shisaku.pages") / "templates"
STYLE, _ICON = "style.css", "icon.svg"
"""Name of the one style sheet, at the root of the site."""


class Rendered(Protocol):
    """The value of a template, named `page` in it."""

    template: ClassVar[str]
    """Name of the template, without the last ending."""


def render(page: Rendered) -> str:
    """Return the page, or the picture, as text. Raises InputError if Jinja is not installed."""
    text: str = _environment().get_template(f"{page.template}.j2").render(page=page)
    return text


def beside_pages() -> dict[str, str]:
    """Return the shared files of all pages by path: the style sheet and the icon of the site."""
    return {name: template_text(name) for name in (STYLE, _ICON)}


def template_text(name: str) -> str:
    """Return the text of a file in the folder of templates."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def relative(here: str, there: str) -> str:
    """Return the relative link from a page at `here` to `there`, both below the root of the site; a fragment stays."""
    path, hash_, fragment = there.partition("#")
    link = quote(posixpath.relpath(path, posixpath.dirname(here) or "."))
    return link + (hash_ + quote(fragment) if fragment else "")


def _say(context: Any, key: str, *values: object) -> str:
    """Words of the page in its language."""
    return word(key, context["page"].lang, *values)


def _to(context: Any, path: str) -> str:
    """A link to a path below the folder of the language of the page."""
    page = context["page"]
    return relative(page.address, f"{page.lang}/{path}")


def _root(context: Any, path: str) -> str:
    """A link to a path below the root of the site."""
    return relative(context["page"].address, path)


@cache
def _environment() -> "Environment":
    try:
        from jinja2 import Environment, FunctionLoader, StrictUndefined, pass_context
    except ImportError as error:
        raise InputError(Message("pages-making-pages-needs-jinja-install")) from error
    environment = Environment(
        loader=FunctionLoader(template_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {name: pass_context(function) for name, function in (("say", _say), ("to", _to), ("root", _root))}
    environment.globals |= {"say_in": word, "languages": LANGUAGES, "version": version("shisaku")}
    return environment
