# Works on a fresh machine that has python3 (3.11 or newer) and make.
#   make run    the main job on the real document: read, build, infer, validate, answer
#   make test   lint, types, import walls and the whole suite

PYTHON ?= python3
VENV := .venv
# Bytecode is kept, also where the environment forbids it: the suite starts hundreds of processes.
unexport PYTHONDONTWRITEBYTECODE
BIN := $(VENV)/bin
READY := $(VENV)/ready
# Half as many again as there are processors: some tests wait for servers.
WORKERS := $(shell $(PYTHON) -c 'import os; n = os.cpu_count() or 1; print(n + (n + 1) // 2)')

# Beside these two: demo, docs, lint, coverage, bench, bench-reading, lock, clean.

.PHONY: run test demo docs lint coverage mutants bench bench-reading lock clean release

run: $(READY)
	$(BIN)/shisaku build data/sources/*/source.txt -o data/graph --summary
	$(BIN)/shisaku describe -o data/description.ttl
	$(BIN)/shisaku query --all

# The tests of a file run in one process, so that what they share is made once.
test: lint
	$(BIN)/pytest -n $(WORKERS) --dist loadfile

# Which lines no test runs. Apart from the suite, as tracing doubles its time and falsifies the tests of cost.
coverage: $(READY)
	$(BIN)/pytest -n auto --dist loadfile --cov --cov-report=term:skip-covered --cov-fail-under=90 --ignore tests/reading/test_linear.py

# Which small mistakes no test sees: in what changed since main, or in a sample of a room (ROOM=owl COUNT=200 SEED=1), into docs/mutants.md.
mutants: $(READY)
	$(BIN)/python -m tests.mutants $(if $(ROOM),--room $(ROOM) --write) $(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED))

# Every term, question and check as pages in Japanese and English, below build/docs.
docs: $(READY)
	rm -rf build/docs
	$(BIN)/shisaku docs -o build/docs

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Everything in the lock carries its hashes; the project itself is installed in place, on top of it.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3 cannot make environments; on Debian: apt-get install python3-venv"; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

# The real document in a browser: pages, SPARQL and saved questions, at the address that it prints.
demo: $(READY)
	$(BIN)/shisaku serve

# What the work costs beside what others need for it, into docs/bench.md.
bench: $(READY)
	$(BIN)/python -m tests.bench

# How well invented documents of each kind are read, into docs/reading.md; COUNT documents a kind.
bench-reading: $(READY)
	$(BIN)/python -m tests.yardstick bench $(COUNT)

# What is published, in build/release: package, data with ontology and questions as one archive, and the digests of all.
release: $(READY)
	rm -rf build/release
	$(BIN)/python -m build --no-isolation --outdir build/release
	$(BIN)/python docs/make_release.py

# Renews the lock for every platform and Python version that is supported.
lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
	  --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage
