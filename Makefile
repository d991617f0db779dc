# What a person or a pipeline runs in this repository. Everything is made in .venv/ and build/.

PYTHON ?= python3
VENV ?= .venv
PYTEST_ARGS ?=
TESTS ?=
BENCH_ARGS ?=
PROCESSES ?= 2

python := $(VENV)/bin/python
pip := $(python) -m pip --quiet --disable-pip-version-check
sources := pytest_schema_audit tests ci bench

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help audit test test-deep test-docker tools lint bench clean

help:
	@echo 'make audit        audit the reference schema; result in build/schema-audit.xml'
	@echo 'make test         the whole suite, but for what needs a Docker engine or much time'
	@echo 'make test-docker  the tests that need a Docker engine, on one of their own (root only)'
	@echo 'make test-deep    the long property tests'
	@echo 'make tools        migration tools to compare with, from PyPI, npm and Debian, for make test'
	@echo 'make lint         ruff and mypy'
	@echo 'make bench        an audit against what cannot be avoided and other tools, as ratios'
	@echo 'make clean        remove what the others made'
	@echo 'PYTHON=python3.12 chooses the interpreter, PYTEST_ARGS=… is handed to pytest,'
	@echo 'PROCESSES=4 runs the suite in as many, TESTS=tests/unit runs a part of it'

audit: $(VENV)/.audit
	$(python) -m pytest -p no:randomly --schema-audit --schema-audit-server=embedded \
	    --schema-audit-download --junitxml=build/schema-audit.xml $(PYTEST_ARGS)

test: $(VENV)/.dev
	$(python) -m pytest -n $(PROCESSES) -m 'not deep and not docker' $(TESTS) $(PYTEST_ARGS)

test-docker: $(VENV)/.dev
	ci/with_docker 14 15 16 17 18 -- $(python) -m pytest -m docker $(PYTEST_ARGS)

test-deep: $(VENV)/.dev
	$(python) -m pytest -m 'deep or hypothesis' --hypothesis-profile=deep -o faulthandler_timeout=7200 $(PYTEST_ARGS)

tools: $(VENV)/.audit
	ci/migration_tools $(python)

lint: $(VENV)/.dev
	$(python) -m ruff check $(sources)
	$(python) -m ruff format --check $(sources)
	$(python) -m mypy

bench: $(VENV)/.audit
	$(python) -m bench $(BENCH_ARGS)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(python):
	@command -v '$(PYTHON)' >/dev/null || { echo >&2 \
	    'error: no $(PYTHON) here. Name the one to use: make PYTHON=/path/to/python3.11'; exit 1; }
	@'$(PYTHON)' ci/check_python.py
	'$(PYTHON)' -m venv $(VENV)

# Stamps: once set up, nothing is installed and no network is used until pyproject.toml changes.
$(VENV)/.audit: pyproject.toml | $(python)
	$(pip) install --editable .
	@touch $@

# The pip that comes with Python 3.11 does not know dependency groups.
$(VENV)/.dev: $(VENV)/.audit
	$(pip) install --upgrade 'pip>=25.1'
	$(pip) install --editable . --group dev
	@touch $@
