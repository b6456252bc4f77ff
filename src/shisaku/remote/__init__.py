"""Graphs on a SPARQL 1.1 server: pushed, kept up to date, queried.

files -> local_graphs -> graph_push -> endpoint -> server;  query -> querying -> endpoint

endpoint        HTTP: query, update and Graph Store Protocol, with retries
graph_push      sends the graphs that differ, and publishes them
local_graphs    named graphs in files, with their hashes
server_state    what the server records of earlier pushes
reading_back    a whole graph from a server that cuts its answers
querying        queries with parameters and graphs
"""
