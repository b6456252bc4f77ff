"""Whether prose reports what has been and is, as reports do, or lays down what is to be done, as plans do.

A plan's sentences end in the plain or polite form of what will be done (推進する。図ります。); a report's in the past, the
progressive, the passive or the copula (開始しました。進められています。である。). Function words only; no vocabulary of any field.
"""

import re

_ENDS = re.compile(r"(.{2,8})[0-9０-９]{0,3}[。｡]")
_NARRATIVE = re.compile(
    r"(?:した|でした|た|だ|です|である|であった|いる|います|いない|いません|つつある|つつあります|られる|られます|えます|でしょうか|ものです|思います)$"
)
_LATIN_SENTENCES = re.compile(r"[A-Z][^.!?]{15,400}[.!?]")
_NARRATIVE_IN_LATIN = re.compile(
    r"\b(?:was|were|had|has been|have been|did|became|began|reported|showed|grew|remained|according to)\b"
)
LEAST = 4
"""Sentences that a share needs at least."""


def narrative_share(text: str) -> float | None:
    """Share of the sentences of `text` that report what has been or is, 0 to 1; None where there are too few."""
    narrative = [bool(_NARRATIVE.search(end)) for end in _ENDS.findall(text)]
    narrative += [bool(_NARRATIVE_IN_LATIN.search(sentence)) for sentence in _LATIN_SENTENCES.findall(text)]
    return sum(narrative) / len(narrative) if len(narrative) >= LEAST else None
