# Everything sets itself up: `make demo` and `make test` work in a fresh clone.

VENV ?= .venv
PORT ?= 8000
CONSTRAINTS ?= constraints.txt
# The first Python that the pinned versions are for and that can make an environment; where there is
# none, `uv` brings one along.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
		&& { echo $$p; break; }; done)
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
# A second environment with the newest Python, Django and Wagtail.
NEWEST_VENV ?= .venv-newest
NEWEST_VERSION := 3.13
# A file at a time shares what a module makes. On a server of its own a test with a transaction
# empties the tables, so there they come last, which only a test at a time keeps.
DIST := $(if $(filter postgres% mysql%,$(DATABASE_URL)),load,loadfile)
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS)
# Those that `benchmarks.table` runs.
IN_TABLE := $(patsubst %,benchmarks/bench_%.py,pages archive editor desk startup)

.DEFAULT_GOAL := help
# An environment that could not be finished is made again.
.DELETE_ON_ERROR:
.PHONY: help install demo demo-data free-port test coverage test-newest sites newcomer fuzz doors faults lint format messages benchmarks wheel audit sbom docs reference screenshots clean

help: ## Show the targets.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(VENV)/bin/python:
	@if [ -n "$(PYTHON)" ]; then $(PYTHON) -m venv $(VENV); \
	elif command -v uv >/dev/null; then uv venv --seed --clear --python '>=3.11,<3.14' $(VENV); \
	else echo "Python 3.11, 3.12 or 3.13 is needed, or uv; install one of them, or set PYTHON=."; exit 1; fi

$(STAMP): $(VENV)/bin/python pyproject.toml $(CONSTRAINTS)
	$(PIP) --editable '.[example,postgres,import,poster]'
	@touch $@

$(DEV_STAMP): $(STAMP)
	$(PIP) --editable '.[test,lint,sites]'
	@touch $@

install: $(DEV_STAMP) ## Install what tests and lint need into $(VENV).

$(VENV)/.installed-test: $(STAMP)
	$(PIP) --editable '.[test]'
	@touch $@

demo-data: $(STAMP) ## Make the demo's database and content, without serving.
	@$(PY) manage.py migrate --verbosity 0
	@BASE_URL=http://127.0.0.1:$(PORT) $(PY) manage.py load_demo

free-port: $(VENV)/bin/python
	@$(PY) scripts/free_port.py $(PORT)

demo: free-port demo-data ## Serve the example site on http://127.0.0.1:$(PORT)/.
	@echo
	@echo "Stop with Ctrl-C."
	@BASE_URL=http://127.0.0.1:$(PORT) $(PY) manage.py runserver 127.0.0.1:$(PORT)

test: $(DEV_STAMP) ## Run the whole suite; DATABASE_URL= chooses the database.
	@$(PY) scripts/find_chromium.py --install
	$(PY) -m pytest --numprocesses 2 --dist $(DIST) $(PYTEST_ARGS)

fuzz: $(DEV_STAMP) ## Read 10,000 damaged documents, and 100,000 lines of tokens; SEED= makes others.
	$(PY) scripts/fuzz_importers.py --seed $(or $(SEED),1)
	$(PY) scripts/fuzz_importers.py --seed $(or $(SEED),1) --fees
	$(PY) scripts/fuzz_importers.py --seed $(or $(SEED),1) --fees --tokens --count 100000

doors: $(DEV_STAMP) ## Ask every address as every role of two libraries (about ten minutes).
	LIBFEES_DOORS=whole $(PY) -m pytest --quiet tests/doors $(PYTEST_ARGS)

faults: $(DEV_STAMP) ## Kill imports at 200 moments, fill the disk, take cache, search and storage away.
	LIBFEES_FAULTS=whole $(PY) -m pytest --quiet tests/imports/test_faults.py \
		tests/imports/test_kill.py tests/test_cache_backends.py tests/doors/test_surroundings.py \
		$(PYTEST_ARGS)

coverage: $(DEV_STAMP) ## Run the suite without browser and say which branches no test takes.
	$(PY) -m pytest --numprocesses 2 --dist $(DIST) --ignore tests/browser \
		--cov --cov-report=term --cov-report=html:var/coverage $(PYTEST_ARGS)

test-newest: ## Run the suite without browser on the newest Python, Django and Wagtail.
	python="$$(python3 scripts/find_python.py $(NEWEST_VERSION))" && \
	$(MAKE) VENV=$(NEWEST_VENV) CONSTRAINTS=constraints-newest.txt PYTHON="$$python" \
		$(NEWEST_VENV)/.installed-test
	$(NEWEST_VENV)/bin/python -m pytest --numprocesses 2 --dist loadfile \
		--ignore tests/browser $(PYTEST_ARGS)

sites: $(DEV_STAMP) ## Make sites as docs/install.md says, and walk through them.
	$(VENV)/bin/nox --tags ci

newcomer: $(DEV_STAMP) ## Follow docs/tutorial.md from an empty folder, in a browser, and time it.
	@$(PY) scripts/find_chromium.py --install
	$(PY) -m scripts.newcomer --constraints $(CONSTRAINTS)

$(VENV)/.installed-docs: $(STAMP)
	$(PIP) --editable '.[docs]'
	@touch $@

docs: $(VENV)/.installed-docs ## Build the docs as a site into var/docs, the guide as PDF too; a dead link fails.
	@$(PY) scripts/find_chromium.py --install >/dev/null
	NO_MKDOCS_2_WARNING=1 $(VENV)/bin/mkdocs build --strict --quiet

reference: $(DEV_STAMP) ## Write the pages of the reference that the code tells itself.
	$(PY) -m scripts.reference

screenshots: $(DEV_STAMP) ## Take the pictures of the docs anew.
	@$(PY) scripts/find_chromium.py --install
	$(PY) -m scripts.screenshots

lint: $(DEV_STAMP) ## Check style, templates, migrations and types.
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/djlint --lint --quiet wagtail_libfees example_site
	$(PY) manage.py makemigrations --check --dry-run
	$(VENV)/bin/mypy

format: $(DEV_STAMP) ## Format the code.
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

messages: $(DEV_STAMP) ## Collect and compile the translations (needs GNU gettext).
	$(PY) scripts/messages.py

benchmarks: $(DEV_STAMP) ## Measure what the documentation claims.
	$(PY) -m benchmarks.table
	@for file in $(filter-out $(IN_TABLE),$(wildcard benchmarks/bench_*.py)); do \
		echo "== $$file"; $(PY) $$file || exit 1; done

wheel: $(DEV_STAMP) ## Build wheel and sdist into dist/, with their hashes in dist/SHA256SUMS.
	rm -f dist/*
	$(PY) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	$(PY) -c "from hatchling.build import build_sdist; build_sdist('dist')"
	cd dist && sha256sum *.whl *.tar.gz > SHA256SUMS

audit: $(DEV_STAMP) ## Ask for known holes in the pinned versions (needs the network).
	$(VENV)/bin/nox --session audit

sbom: wheel ## Write what the wheel brings along, by cyclonedx-bom (needs the network).
	$(VENV)/bin/nox --session sbom

clean: ## Remove what the targets made.
	rm -rf $(VENV) .nox var dist .pytest_cache .mypy_cache .ruff_cache
