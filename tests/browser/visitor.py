"""A visitor with a real browser, to whom nothing may go wrong unnoticed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, FloatRect, Page, Request, Response
from tests.npm.packages import packages
from tests.patience import until

SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"
"""Where pictures of the pages are kept, to be looked at."""
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 360, "height": 780}
_TALLEST = 2400
"""Pixels of a page that are in its picture; of the tallest pages a browser can make none."""
_REFUSED = "Unable to capture screenshot"
"""What Chromium says now and then of a picture that it takes when it is asked again."""
_RING = 6
"""Pixels around an element in which its ring is drawn."""
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = """async (options) => {
  const { violations } = await axe.run(document, options);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}"""
_VISIBLE_STOP = """() => {
  const stop = document.activeElement;
  stop.scrollIntoView({ block: "center", inline: "center" });
  const { x, y, width, height } = stop.getBoundingClientRect();
  return { x, y, width, height, name: stop.getAttribute("aria-label") ?? stop.textContent.trim(), tag: stop.tagName };
}"""


class Visitor:
    """A page of the browser, and every fault that it met: errors of scripts, failed requests, requests to elsewhere."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self._expected: list[int] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def go(self, url: str) -> Response:
        """The answer to a request for a page, once the page is there."""
        response = self.page.goto(url)
        assert response is not None
        return response

    def follow(self, selector: str) -> None:
        """Click a link and wait for where it leads."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def look(self, name: str, tall: bool = True) -> None:
        """Keep a picture of the page, or of what is in the window."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        if tall:
            width, height = self.page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
            self.picture(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(height, _TALLEST)})
        else:
            self.picture(path=path)

    def picture(self, **settings: Any) -> bytes:
        """A picture as PNG, with the settings of Playwright's screenshot()."""
        taken: list[bytes] = []

        def take() -> bool:
            try:
                taken.append(self.page.screenshot(**settings))
            except Error as error:
                if _REFUSED not in error.message:
                    raise
            return bool(taken)

        until(take)
        return taken[0]

    def axe(self) -> list[str]:
        """What axe finds wrong with the page, by WCAG 2.2 AA and good practice."""
        # Evaluated rather than added as a script, which the server's Content-Security-Policy would rightly refuse.
        self.page.evaluate((packages() / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
        found: list[str] = self.page.evaluate(_AXE, {"runOnly": _RULES, "resultTypes": ["violations"]})
        return found

    def overflow(self, width: int) -> int:
        """By how many pixels the page is wider than a window of that width."""
        self.page.set_viewport_size({"width": width, "height": 800})
        over: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return over

    def tab(self, key: str = "Tab") -> dict[str, Any]:
        """Where the next press of the key leads: name, element and place, scrolled to the middle of the window."""
        self.page.keyboard.press(key)
        stop: dict[str, Any] = self.page.evaluate(_VISIBLE_STOP)
        return stop

    def focus_shows(self, stop: dict[str, Any]) -> bool:
        """Whether one can see that the focus is there: it looks otherwise without. The focus is gone afterwards."""
        x, y = max(stop["x"] - _RING, 0), max(stop["y"] - _RING, 0)
        around: FloatRect = {"x": x, "y": y, "width": stop["width"] + 2 * _RING, "height": min(stop["height"], 300) + 2 * _RING}
        seen = self.picture(clip=around)
        self.page.evaluate("document.activeElement.blur()")  # the next Tab goes on from here all the same
        return seen != self.picture(clip=around)

    @contextmanager
    def expecting(self, status: int) -> Iterator[None]:
        """Answers of that status are what is asked for, and no fault."""
        self._expected.append(status)
        yield
        self._expected.remove(status)

    def _console(self, message: ConsoleMessage) -> None:
        expected = any(f"status of {status}" in message.text for status in self._expected)
        if message.type in ("error", "warning") and not expected:
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("file", "data") and parts.hostname != "127.0.0.1":
            self.faults.append(f"elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        # A download ends the navigation that began it.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self.faults.append(f"{response.status}: {response.url}")
