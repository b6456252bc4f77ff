"""PDF files that tests write out object by object."""

import zlib


def pdf(*objects: bytes) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    data, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(data + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


def stream(content: bytes, head: bytes = b"") -> bytes:
    """An object that is a stream."""
    return b"<< /Length %d " % len(content) + head + b" >>\nstream\n" + content + b"\nendstream"


def packed(content: bytes, times: int = 1, head: bytes = b"") -> bytes:
    """A stream that was deflated so many times."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [" + b"/FlateDecode " * times + b"] " + head)


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def page(resources: bytes, contents: bytes = b"4 0 R") -> bytes:
    """A page of paper, its contents the fourth object."""
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << " + resources + b" >> /Contents " + contents + b" >>"
    )


def with_font(font: bytes, content: bytes, *more: bytes) -> bytes:
    """A file with one page in one font, the fifth object; `more` are the objects from the sixth on."""
    return pdf(CATALOGUE, PAGES, page(b"/Font << /F 5 0 R >>"), stream(content), font, *more)


def printed(*lines: str) -> bytes:
    """A file that prints lines of ASCII."""
    shown = b"".join(b"BT /F 12 Tf 72 %d Td (%s) Tj ET\n" % (770 - 20 * at, line.encode()) for at, line in enumerate(lines))
    return with_font(HELVETICA, shown)
