"""Items: the pieces of a document, each a candidate for a component. The same for all formats.

    Document or lines -> items (side_by_side, paragraph_splits, tiles, heads) -> footnote_items -> background -> likelihood/
    item that was chosen -> component_labels -> name and details

items             blocks and printed lines -> items
heads             what a line opens with: a level, a number, a bullet, marks
paragraph_splits           splits paragraphs that hold more than one thing
side_by_side      splits entries that are printed in one line
tiles             numbers alone above the titles that they count
footnote_items    marks items that are footnotes
titles            which items are the title
articles          documents that are bodies of rules, not plans
background        facts on the document and on each item, for features
sentence_words    how a line is worded: an action, a state, a body
item_text         joins, compares and measures the words of items
component_labels  the name of a component, and what is printed beside it
"""
