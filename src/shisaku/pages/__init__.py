"""HTML pages of ontology, vocabularies, questions, checks and plans, for a static site and for the server.

    files -> data read once -> views in one language -> pages as values -> rendering -> HTML

Data, read from files
  reference, turtle_files                terms, shapes, questions and checks; Turtle files by line
  published_data, component_tree         graphs of plans; the components of a plan as a tree
  data_site                              all data of a site

Views: what a page shows of one resource, in one language
  term_labels, foreign_names             names of terms, own and foreign
  term_reader, examples                  terms, with examples from the data
  resource_reader                        resources of a plan
  detail_reader, detail_views            details of a component: readers, and their values
  edition_pages                          comparisons of two editions
  shape_requirements                     SHACL shapes in words
  query_view                             queries and answers

Pictures and tables, as numbers
  plan_picture, edition_picture          a plan, and two editions
  neighbourhood, matrix                  terms around a term; topics against measures
  charts, chart_picture                  bars of an answer; a chart as an SVG file

Pages: a frozen dataclass for each template
  page, navigation                       fields and links of every page
  reference_page_classes, data_page_classes, server_page_classes
  reference_pages, plan_pages            build the pages of the reference, and of plans
  reading_page                           how a document was read, line by line
  wording                                words of pages
  rendering                              a page as HTML, by its template in templates/

Data next to the pages
  alternates, csvw, schema_org           a resource as Turtle and JSON-LD; metadata of tables; JSON-LD for search engines
  dataset_description, executables       VoID and DCAT; saved questions as Turtle
  sitemap                                sitemap.xml and robots.txt
  data_pages, page_files                 all pages and files of a site; written to a folder

A new page: a class with its template in one of the *_page_classes, and a method that builds it in reference_pages or plan_pages.
A new column or line of a page: a field of its class, or of the view in it, and a place in its template. A new picture: a module like
matrix, which computes positions as plain numbers, a field of the page, and a macro in its template. A new link on every page:
navigation. Pages work without scripts, load nothing from other servers, and are the same bytes for the same input.
"""
