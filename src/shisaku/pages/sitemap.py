"""List of pages for search engines: sitemap.xml (sitemaps.org 0.9), and the robots.txt (RFC 9309) that names it."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from shisaku.messages import LANGUAGES

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap(paths: Iterable[str], url: str) -> str:
    """Return the sitemap of pages by their paths below the folder of a language; each language links to the others."""
    entries = []
    for path in dict.fromkeys(paths):
        links = "".join(
            f"<xhtml:link rel={quoteattr('alternate')} hreflang={quoteattr(lang)} href={quoteattr(f'{url}{lang}/{path}')}/>"
            for lang in LANGUAGES
        )
        entries += [f"<url><loc>{escape(f'{url}{lang}/{path}')}</loc>{links}</url>\n" for lang in LANGUAGES]
    return _HEAD + "".join(entries) + "</urlset>\n"


def robots(url: str) -> str:
    """Return a robots.txt that allows everything and names the sitemap if the address of the site is known."""
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {url}sitemap.xml\n" if url else "")
