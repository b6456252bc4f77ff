"""The shortest text that still fails in the same way (delta debugging, Zeller and Hildebrandt 2002)."""

import traceback
from collections.abc import Callable

Failure = tuple[str, str]
"""What failed: the exception's name, and file and line of the last call; for a property its message up to the first digit."""


def failure_of(check: Callable[[str], object], text: str) -> Failure | None:
    """How `check` fails on `text`; None where it does not."""
    try:
        check(text)
    except Exception as error:  # whatever is raised is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        return type(error).__name__, f"{last.filename.rpartition('/')[2]}:{last.lineno}"
    return None


def minimised(text: str, check: Callable[[str], object]) -> str:
    """`text` with everything cut out, and every letter made plain, that the failure does not need; `text` itself where none fails."""
    wanted = failure_of(check, text)
    if wanted is None:
        return text
    size = max(1, len(text) // 2)
    while size:
        at, before = 0, text
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if failure_of(check, shorter) == wanted:
                text = shorter
            else:
                at += size
        size = size // 2 if size > 1 or text == before else 1
    for at in range(len(text)):
        plain = text[:at] + "林" + text[at + 1 :]
        if text[at].isalpha() and failure_of(check, plain) == wanted:
            text = plain
    return text
