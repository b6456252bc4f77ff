"""Beyond one machine: graphs pushed to, kept in step with, and asked at any server of SPARQL 1.1."""
