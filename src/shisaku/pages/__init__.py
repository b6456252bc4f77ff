"""Pages for people: what the ontology, its vocabularies, questions and checks say, as files that any server or browser shows.

    reference  ->  pages  ->  rendering  ->  write
    (what there is)  (what pages, of plain values)  (HTML)  (files)

`shisaku.pages.reference_pages` decides what pages there are, templates/ how they look; only `rendering` knows Jinja. Nothing needs a script,
nothing is fetched from elsewhere, and the same input gives the same bytes.
"""
