"""What is printed beside a label, in lines and cells: sums, times, those in charge, indicators, statuses, pointers.

Every function is pure: from words, where they are in the source, and what is known of the document, to values of `shisaku.model.details`
with the exact place of their words. What header words and other words mean is asked of the schemes in ontology/schemes/.
"""
