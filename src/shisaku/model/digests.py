"""Digests of words, independent of their width and the white space between them."""

import hashlib
import re
import unicodedata
from base64 import b32encode

_LETTERS = 8
"""Length of a digest: 40 bits. Two of 5,000 elements of a plan have the same one by chance in one plan of 90,000."""
_BLANK = re.compile(r"\s+")


def digest(*words: str) -> str:
    """Eight lower-case letters and digits for `words`: base32 (RFC 4648) of the SHA-256 of their NFKC form."""
    plain = "\0".join(_BLANK.sub("", unicodedata.normalize("NFKC", one)) for one in words)
    found = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()
    return b32encode(found).decode("ascii")[:_LETTERS].lower()
