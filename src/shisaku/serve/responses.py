"""HTTP responses: with an ETag, or 304 if the client has the body; errors in the language of the client; a cache of bodies.

A header for every response is set in metrics.py; one for pages and data, here.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from shisaku.messages import LANGUAGES, Language, Message
from shisaku.pages.page import NoticePage
from shisaku.pages.rendering import render
from shisaku.serve.negotiation import language, media_type
from shisaku.serve.workers.jobs import RequestRefused

FRESH = "public, max-age=300"
"""Cache-Control of what stays the same while a snapshot lasts."""
CHECKED = "no-cache"
"""Cache-Control of what is revalidated each time."""


class ByteCache:
    """Bodies up to a total size; the one that was not used for longest leaves first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._values: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, key: Hashable) -> bytes | None:
        """The cached value, or None."""
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def put(self, key: Hashable, value: bytes) -> None:
        """Cache a value, unless it exceeds the size of the cache."""
        if len(value) > self._limit:
            return
        self._size += len(value) - len(self._values.pop(key, b""))
        self._values[key] = value
        while self._size > self._limit:
            self._size -= len(self._values.popitem(last=False)[1])


def language_of(request: Request) -> Language:
    """The language of `?lang`, else of Accept-Language, else the first."""
    named = request.query_params.get("lang", "")
    return named if named in LANGUAGES else language(request.headers.get("accept-language"), LANGUAGES)


def cacheable(request: Request, body: bytes, media_type: str, cache: str = FRESH, vary: str = "") -> Response:
    """The body with its ETag, or 304 if the client has it (RFC 9110, 13.1.2)."""
    headers = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"', "Cache-Control": cache}
    if vary:
        headers["Vary"] = vary
    tags = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if headers["ETag"] in tags or "*" in tags:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers | {"Content-Type": media_type})


def redirect(url: str, status: int, vary: str) -> Response:
    """A redirect; `vary` names the headers that it depends on."""
    return RedirectResponse(url, status, {"Cache-Control": FRESH} | ({"Vary": vary} if vary else {}))


def error_response(request: Request, refused: RequestRefused) -> Response:
    """The reason as an HTML page with links, if the client prefers that, else as text."""
    lang = language_of(request)
    headers = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language", "Content-Language": lang}
    if refused.retry_after is not None:
        headers["Retry-After"] = str(refused.retry_after)
    text = refused.message.text(lang)
    if media_type(request.headers.get("accept"), ("text/plain", "text/html")) == "text/html":
        return HTMLResponse(render(NoticePage(lang, text)), refused.status, headers)
    return PlainTextResponse(f"{text}\n", refused.status, headers)


def problem_response(request: Request, refused: RequestRefused) -> Response:
    """The reason as Problem Details (RFC 9457)."""
    response = error_response(request, refused)
    problem = {"status": refused.status, "title": refused.message.text("en"), "title_ja": refused.message.text("ja")}
    headers = {name: value for name, value in response.headers.items() if name not in ("content-length", "content-type")}
    return Response(as_json(problem), refused.status, headers, "application/problem+json")


def as_json(value: Any) -> bytes:
    """The value as JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def not_found(path: str) -> RequestRefused:
    """404 for that path."""
    return RequestRefused(404, Message("serve-there-nothing", path=path))
