"""Every format by its name."""

from collections.abc import Callable
from functools import partial

from . import browser_pdf, markdown, reportlab_pdf, sheets, slides, text, web, word
from .printed import Printed

FORMATS: dict[str, tuple[str, Callable[[Printed], bytes]]] = {
    "text": (".txt", text.render),
    "markdown": (".md", markdown.render),
    "html": (".html", web.render),
    "docx": (".docx", partial(word.render, styled=True)),
    "docx-plain": (".docx", partial(word.render, styled=False)),
    "pptx": (".pptx", slides.render),
    "xlsx": (".xlsx", sheets.excel),
    "csv": (".csv", sheets.comma_separated),
    "pdf-reportlab": (".pdf", reportlab_pdf.render),
    "pdf-chromium": (".pdf", browser_pdf.by_chromium),
    "pdf-libreoffice": (".pdf", browser_pdf.by_libreoffice),
}
"""Ending of its files, and what makes their bytes."""
AT_HAND = tuple(name for name in FORMATS if name not in ("pdf-chromium", "pdf-libreoffice"))
"""Formats that need no program beside Python."""
