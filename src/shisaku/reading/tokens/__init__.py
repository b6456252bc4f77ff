"""Tokens of lines: numbers, marks, sums and notes; and lines joined to paragraphs.

    text -> lines -> numbering, marks, amount_tokens, line_details
                  -> page_artefacts -> conventions (dotted_lines) | paragraphs -> document_kinds, overview/, outline/, items/

lines           lossless lines, each with its tokens
numbering       numbers of headings: 第１章, （２）, Ⅲ (start here for a new style)
marks           marks of entries, and lines of the legend (start here for a new mark)
marked_words    lines split at marks
legend          the legend of a plan
amount_tokens   sums of money
line_details    what a line prints beside its words
page_artefacts  page numbers, running heads, contents, ruby
conventions     which marks and numbers one document uses, and for what
dotted_lines    lines that begin with a dot and continue the line above
paragraphs      lines joined to paragraphs
"""
