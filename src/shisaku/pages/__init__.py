"""Pages for people: the ontology, its vocabularies, questions and checks, and plans with everything in them; on disk and on a server.

    reference, published_data        what there is to show, read from files
      term_reader, resource_reader, detail_reader, edition_pages, shape_requirements, examples, query_view
                                     what a page shows of one thing, in one language
      plan_picture, edition_picture, neighbourhood, chart_picture, matrix
                                     pictures and tables, as numbers
    reference_pages, plan_pages      the pages, as values; reference_page_classes, data_page_classes and server_page_classes
                                     have a frozen dataclass for each template, page what all have, navigation their links
    rendering                        a page as HTML, by its template in templates/
    data_pages, page_files           all pages of a site with the data beside them, and as files in a folder

A new page: a class with its template in one of the *_page_classes, and a method that makes it in reference_pages or plan_pages.
A new column or line of a page: a field of its class, or of the view in it, and a place in its template. A new picture: a module as
matrix, which computes places as plain numbers, a field of the page, and a macro in its template. A new link on every page: navigation.

Nothing needs a script, nothing is loaded from other servers, and the same input gives the same bytes.
"""
