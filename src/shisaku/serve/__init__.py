"""A read-only HTTP server: pages with content negotiation, the SPARQL 1.1 Protocol, saved questions as an API.

    server.py -> metrics.py -> app.py -> handler -> responses.py
    (listens)    (every         (path)   sparql_protocol.py        \\
                  request)               query_form.py, questions_api.py -> worker_queries.py -> workers/ (processes that run queries)
                                         page_handler.py -> page_store.py   (pages rendered in advance)
                                         dataset_pages.py -> plan_catalogue.py, workers/   (pages built on request)

served_data.py         reads the data; snapshot.py has the handlers of one state of them
negotiation.py         Accept and Accept-Language; openapi.py, service_description.py: what the server says about itself
server_limits.py       all limits; connections.py: limits on slow clients
shared_resources.py    triples about resources that plans share

A new path          a line of `routes` in app.py, and of `paths` in openapi.py if it is for programs
A new header        `_SECURITY_HEADERS` in metrics.py for every response, `cacheable` in responses.py for pages and data
A new format        of answers: `SOLUTIONS` or `TRIPLES` in workers/jobs.py; of files: `_TYPES` in page_store.py
A new limit         a field of `ServerLimits`, with its line in docs/serving.md
"""
