"""A server of the data: pages with content negotiation, the SPARQL 1.1 Protocol, the saved questions as an API. It only reads.

application.py   which path is answered by whom              server.py       listening, stopping
pages.py         pages and data, and where IRIs lead         negotiation.py  Accept and Accept-Language
protocol.py      the SPARQL 1.1 Protocol                     description.py  what the endpoint says of itself
query_page.py    a page on which to ask                      questions_api.py, openapi.py   the saved questions for programs
lane.py          processes that answer within limits         worker.py, engine.py           one such process
responses.py     ETags and errors                            observation.py  headers, log lines, metrics
"""
