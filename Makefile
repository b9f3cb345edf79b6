# The one list of commands. `make run` and `make test` are all a newcomer needs.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
LIBRARY_VENV := .venv-library
BENCH_VENV := .venv-bench
PIP := -m pip --disable-pip-version-check --quiet

.PHONY: run demo install test check test-library test-platform bench bench-reading fuzz lock docs clean help

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

run: install ## start the platform with its demonstration on http://127.0.0.1:$(PORT)
	@$(VENV)/bin/gongkai-web run --port $(PORT)

demo: install ## make the demonstration in var/ anew (asks first; FRESH=1 does not), and start it
	@$(VENV)/bin/gongkai-web demo clear $(if $(FRESH),--fresh)
	@$(VENV)/bin/gongkai-web run --port $(PORT)

install: $(VENV)/.installed ## make .venv with the commands gongkai and gongkai-web

$(VENV)/.installed: requirements.lock pyproject.toml
	@tools/make-venv $(VENV) "$(PYTHON)" requirements.lock
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed requirements-dev.lock
	@tools/make-venv $(VENV) "$(PYTHON)" requirements-dev.lock
	@touch $@

$(LIBRARY_VENV)/.installed: requirements-library.lock pyproject.toml
	@tools/make-venv $(LIBRARY_VENV) "$(PYTHON)" requirements-library.lock
	@touch $@

$(BENCH_VENV)/.installed: requirements-bench.lock pyproject.toml
	@tools/make-venv $(BENCH_VENV) "$(PYTHON)" requirements-bench.lock
	@touch $@

test: check test-library test-platform ## everything: style, types, contracts, library without Django, platform, browser
	@echo "make test: all parts done"

check: $(VENV)/.installed-test ## ruff, mypy, import contracts
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

test-library: $(LIBRARY_VENV)/.installed ## the library's tests where Django is not installed
	@! $(LIBRARY_VENV)/bin/python -c "import django" 2>/dev/null || { echo "Django is in $(LIBRARY_VENV): remove that folder and try again"; exit 1; }
	$(LIBRARY_VENV)/bin/python -m pytest tests/library -n 2

test-platform: $(VENV)/.installed-test ## the platform on SQLite and PostgreSQL, and in the browser
	@PYTHON=$(VENV)/bin/python tools/test-platform

bench: $(VENV)/.installed-test ## speed and accuracy against named peers, in one run
	$(VENV)/bin/python -m benchmarks

bench-reading: $(BENCH_VENV)/.installed ## accuracy on files of every writer and extractor here, and speed: docs/reference
	$(BENCH_VENV)/bin/python -m benchmarks.chains.page
	$(BENCH_VENV)/bin/python -m benchmarks --pages reading

fuzz: $(VENV)/.installed-test ## bad and hostile files of every form, and what the reading does: docs/reference/hostile-files.md
	$(VENV)/bin/python -m benchmarks.fuzz --page

docs: $(VENV)/.installed-test ## write the generated pages of docs/reference anew
	$(VENV)/bin/python -m tools.write_docs

UV_COMPILE = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
lock: ## pin what is installed anew (needs uv); versions and hashes only
	$(UV_COMPILE) --upgrade --extra web --extra ocr --extra dask --group test -o requirements-dev.lock
	$(UV_COMPILE) --extra web --extra ocr --extra corpus --group build -c requirements-dev.lock -o requirements.lock
	$(UV_COMPILE) --extra docx --extra html --extra xlsx --extra pdf --extra ocr --extra proof --extra dask --group library-test -c requirements-dev.lock -o requirements-library.lock
	$(UV_COMPILE) --extra docx --extra html --extra xlsx --extra pdf --extra ocr --extra proof --extra corpus --group bench -c requirements-dev.lock -o requirements-bench.lock

clean: ## remove what was built here (not your data in var/)
	rm -rf $(VENV) $(LIBRARY_VENV) $(BENCH_VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
