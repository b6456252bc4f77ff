"""What the work costs, beside what others need for the same: `python -m tests.bench engines`; figures into docs/bench.json and docs/bench.md.

timing.py   processor seconds and memory of child processes, and what the machine is
results.py  the figures kept, and the page made of them
engines.py  what each stage takes, by each engine; stages.py is one process of it
plans.py    invented plans, read once and kept below build/
"""
