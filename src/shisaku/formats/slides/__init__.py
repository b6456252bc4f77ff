"""Slides of PowerPoint (.pptx and its kin), ECMA-376 part 1, 19 (PresentationML) and 20 (DrawingML).

    slides_document   the whole file; its `read` is the reader
    slide_shapes      the shapes of a slide in reading order
    slide_text        the paragraphs of a text frame
    slide_tables      tables
    inheritance       looks that paragraphs inherit from placeholders of the layout and the master

The place of a shape is its slide, its box and `slide=3&shape=2`: third slide of the file, hidden ones counted, and the identifier that the slide gives
the shape. A cell is `slide=3&shape=2&cell=B4`, a speaker note `slide=3&notes`.
"""

from shisaku.formats.slides.slides_document import read

__all__ = ["read"]
