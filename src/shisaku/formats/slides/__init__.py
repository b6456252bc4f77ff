"""Slides of PowerPoint (.pptx and its kin), ECMA-376 part 1, 19 (PresentationML) and 20 (DrawingML).

    inheritance  how paragraphs look that say little of themselves: placeholders of the layout and the master
    text         the paragraphs of a text frame
    tables       tables
    shapes       the shapes of a slide in the order that they are read in
    document     the whole file

The place of a shape is its slide, its box and `slide=3&shape=2`: third slide of the file, hidden ones counted, and the identifier that the slide gives
the shape. A cell is `slide=3&shape=2&cell=B4`, what a speaker notes `slide=3&notes`.
"""

from shisaku.formats.slides.slides_document import read

__all__ = ["read"]
