"""Short names for words: the same for the same words, whatever their width and the white space between them."""

import hashlib
import re
import unicodedata
from base64 import b32encode

_LETTERS = 8
"""Of a name: 40 bits. That two of 5,000 elements of a plan have the same name by chance happens in one plan of 90,000."""
_BLANK = re.compile(r"\s+")


def digest(*words: str) -> str:
    """Eight lower-case letters and digits that stand for `words`: base32 (RFC 4648) of the SHA-256 of their NFKC form."""
    plain = "\0".join(_BLANK.sub("", unicodedata.normalize("NFKC", one)) for one in words)
    found = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()
    return b32encode(found).decode("ascii")[:_LETTERS].lower()
