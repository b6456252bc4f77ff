"""Answers of HTTP: with an ETag, or not again where the client has them; errors in words, in the client's language."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from shisaku.errors import Language, Message
from shisaku.pages.page import NoticePage
from shisaku.pages.rendering import render
from shisaku.pages.term_labels import LANGUAGES
from shisaku.serve.negotiation import language, media_type
from shisaku.serve.workers.jobs import RequestRefused

FRESH = "public, max-age=300"
"""For what stays as it is while the server runs."""
CHECKED = "no-cache"
"""For what may be kept, and asked about each time."""


class ByteCache:
    """Values of so many bytes together, those that were not wanted for longest dropped first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._values: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, key: Hashable) -> bytes | None:
        """The value, if it is kept."""
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def put(self, key: Hashable, value: bytes) -> None:
        """Keep a value, if it is not longer than everything together may be."""
        if len(value) > self._most:
            return
        self._size += len(value) - len(self._values.pop(key, b""))
        self._values[key] = value
        while self._size > self._most:
            self._size -= len(self._values.popitem(last=False)[1])


def spoken(request: Request) -> Language:
    """The language in which to speak to a client: by `?lang`, else by Accept-Language, else the first."""
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else language(request.headers.get("accept-language"), LANGUAGES)


def given(request: Request, body: bytes, media_type: str, cache: str = FRESH, vary: str = "") -> Response:
    """The body with its ETag, or 304 where the client has it (RFC 9110, 13.1.2)."""
    headers = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"', "Cache-Control": cache}
    if vary:
        headers["Vary"] = vary
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if headers["ETag"] in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers | {"Content-Type": media_type})


def elsewhere(url: str, status: int, vary: str) -> Response:
    """A redirect that depends on what the client accepts."""
    return RedirectResponse(url, status, {"Cache-Control": FRESH} | ({"Vary": vary} if vary else {}))


def said(request: Request, refused: RequestRefused) -> Response:
    """Why there is no answer: as a page with ways on for whoever would rather have one, else as text."""
    lang = spoken(request)
    headers = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language", "Content-Language": lang}
    if refused.retry_after is not None:
        headers["Retry-After"] = str(refused.retry_after)
    told = refused.message.text(lang)
    if media_type(request.headers.get("accept"), ("text/plain", "text/html")) == "text/html":
        return HTMLResponse(render(NoticePage(lang, told)), refused.status, headers)
    return PlainTextResponse(f"{told}\n", refused.status, headers)


def problem(request: Request, refused: RequestRefused) -> Response:
    """Why there is no answer, as a program reads it (RFC 9457)."""
    response = said(request, refused)
    told = {"status": refused.status, "title": refused.message.text("en"), "title_ja": refused.message.text("ja")}
    headers = {name: value for name, value in response.headers.items() if name not in ("content-length", "content-type")}
    return Response(as_json(told), refused.status, headers, "application/problem+json")


def as_json(value: Any) -> bytes:
    """A value as JSON, Japanese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def not_found(path: str) -> RequestRefused:
    """There is nothing at that path."""
    return RequestRefused(404, Message(f"{path} はありません。", f"There is nothing at {path}."))
