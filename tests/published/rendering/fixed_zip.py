"""Archives that are the same bytes whenever they are made."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MADE = (2026, 4, 1, 9, 0, 0)
"""When every member was made."""
_CORE = "docProps/core.xml"
_WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def fixed(data: bytes) -> bytes:
    """The archive with the time of every member, and those that an office document states, set to `MADE`."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == _CORE:
                content = _WHEN.sub(rb"\g<1>2026-04-01T09:00:00Z", content)
            member = ZipInfo(name, MADE)
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, content)
    return made.getvalue()
