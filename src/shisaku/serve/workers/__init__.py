"""Processes that answer jobs, so that no query can stop or fill the server.

    handler -> client_queries.py, priority.py -> pool.py WorkerPool -> process.py WorkerProcess ==pipe==> worker.py -> query_engine.py, ...

jobs.py            what goes through the pipe: data, jobs, time limits, answers
priority.py        which clients are heavy; which waiting job gets the next idle worker
client_queries.py  what a client may run at once, and when its query is long
pool.py            starts, replaces and renews processes; counts what becomes of jobs
process.py         one process, as the server sees it
worker.py          the program that runs in it; query_sandbox.py is what it gives up before the first job
query_engine.py    answers queries from a store; remote_engine.py asks another server; page_builder.py renders pages of large datasets

There are two pools, by what a process has loaded. `queries` runs every query: of clients, and of pages and saved questions. `pages`
builds pages of datasets that have too many plans to render them all; it keeps plans in memory, which a stopped query would lose.
A new kind of job is a dataclass in jobs.py and a class with `answer(job, out)` that `worker.py` picks.
"""
