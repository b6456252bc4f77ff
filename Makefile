# Works on a fresh machine that has python3 (3.11 or newer) and make. `make help` lists the targets.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Packages in the environment: to run; to serve and to write the reference, too; to test and to build, too.
READY := $(VENV)/ready
SERVE := $(VENV)/ready-serve
TEST := $(VENV)/ready-test
LOCKS := requirements
# A lock is complete, so pip resolves nothing, and builds with nothing that is not locked: no later release can change what is
# installed. What runs is compiled when it is first imported; that is a small part of what is installed.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation
INSTALL := $(PIP) --no-compile --require-hashes -r
# Bytecode is kept, also where the environment forbids it: the suite starts hundreds of processes.
unexport PYTHONDONTWRITEBYTECODE
# Half as many again as there are processors: some tests wait for servers.
WORKERS := $(shell $(PYTHON) -c 'import os; n = os.cpu_count() or 1; print(n + (n + 1) // 2)')

.PHONY: run test lint coverage mutants docs demo bench bench-reading learn release lock clean help

run: $(READY) ## the main job on the real document: read, build, infer, validate, answer
	$(BIN)/shisaku build data/sources/*/source.txt -o data/graph --summary
	$(BIN)/shisaku describe -o data/description.ttl
	$(BIN)/shisaku query --all

# The tests of a file run in one process, so that what they share is made once.
test: lint ## lint, types, import contracts and the whole suite
	$(BIN)/pytest -n $(WORKERS) --dist loadfile

lint: $(TEST) ## lint, format, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Apart from the suite, as tracing doubles its time and falsifies the tests of cost.
coverage: $(TEST) ## the suite again, with the lines that no test runs
	$(BIN)/pytest -n auto --dist loadfile --cov --cov-report=term:skip-covered --cov-fail-under=90 --ignore tests/reading/test_linear.py

mutants: $(TEST) ## which small mistakes no test notices: in what changed since main, or in a sample: ROOM=owl COUNT=200 SEED=1
	$(BIN)/python -m tests.mutants $(if $(ROOM),--room $(ROOM) --write) $(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED))

docs: $(SERVE) ## every term, question and check as pages in Japanese and English, below build/docs
	rm -rf build/docs
	$(BIN)/shisaku docs -o build/docs

demo: $(SERVE) ## the real document in a browser: pages, SPARQL, saved questions; prints its address
	$(BIN)/shisaku serve

bench: $(TEST) ## what the work costs beside what others need for it, into docs/bench.md
	$(BIN)/python -m tests.bench

# Texts first, then documents as they are published, beside real ones where there are any: REAL=folder with *.gold.json.
bench-reading: $(TEST) ## how well documents of each kind are read, into docs/reading.md; COUNT texts, EACH documents, REAL=folder
	$(BIN)/python -m tests.yardstick bench $(COUNT)
	$(BIN)/python -m tests.published bench $(EACH) --write $(if $(REAL),--real $(REAL))

# The tables change with what the reader sees of a document: learn again, then look at the figures of publishers left out.
learn: $(TEST) ## what the reader learns of documents with gold, into its weights: REAL=folder; CHECK=1 says where they differ
	$(BIN)/python -m tests.published learn $(REAL) $(if $(CHECK),--check)

release: $(TEST) ## what is published, in build/release: package, data archive, digests
	rm -rf build/release
	$(BIN)/python -m build --no-isolation --outdir build/release
	$(BIN)/python docs/make_release.py

# The project is installed in place; what builds it is needed just then, and does not stay.
$(READY): $(LOCKS)/run.lock $(LOCKS)/build.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3 cannot make environments; on Debian: apt-get install python3-venv"; exit 2; }
	$(INSTALL) $(LOCKS)/run.lock
	$(INSTALL) $(LOCKS)/build.lock --target $(VENV)/build
	PYTHONPATH=$(VENV)/build $(PIP) --editable .
	@rm -r $(VENV)/build
	@touch $@

# Each lock holds all that the run lock holds, in the same versions, so that this only adds.
$(SERVE): $(LOCKS)/serve.lock $(READY)
	$(INSTALL) $<
	@touch $@

$(TEST): $(LOCKS)/test.lock $(READY)
	$(INSTALL) $(LOCKS)/build.lock
	$(INSTALL) $<
	@touch $@

UV := build/uv/bin/uv
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header $(if $(UPGRADE),--upgrade)

$(UV):
	$(PYTHON) -m venv build/uv
	build/uv/bin/python -m pip --disable-pip-version-check install --quiet uv

# For every platform and Python that is supported. Versions stay as long as they fit; UPGRADE=1 takes the newest.
# What runs is locked as tested.
lock: $(UV) ## renew the locks after a change of dependencies; UPGRADE=1 takes newest versions
	$(COMPILE) --all-extras --group dev --group build pyproject.toml -o $(LOCKS)/test.lock
	$(COMPILE) -c $(LOCKS)/test.lock pyproject.toml -o $(LOCKS)/run.lock
	$(COMPILE) -c $(LOCKS)/test.lock --extra serve pyproject.toml -o $(LOCKS)/serve.lock
	$(COMPILE) -c $(LOCKS)/test.lock --group build -o $(LOCKS)/build.lock

clean: ## remove what was installed and made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
