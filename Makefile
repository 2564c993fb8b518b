# Everything sets itself up: `make demo` and `make test` work in a fresh clone.

VENV ?= .venv
PORT ?= 8000
CONSTRAINTS ?= constraints.txt
# The first Python that is new enough.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS)

.DEFAULT_GOAL := help
.PHONY: help demo demo-data test test-browser lint format messages screenshots benchmarks wheel clean

help: ## Show the targets.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; install it or set PYTHON=."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(STAMP): $(VENV)/bin/python pyproject.toml $(CONSTRAINTS)
	$(PIP) --editable '.[example,postgres,import,poster]'
	@touch $@

$(DEV_STAMP): $(STAMP)
	$(PIP) --editable '.[test,lint]'
	@touch $@

demo-data: $(STAMP) ## Make the demo's database and content, without serving.
	@$(PY) manage.py migrate --verbosity 0
	@BASE_URL=http://127.0.0.1:$(PORT) $(PY) manage.py load_demo

demo: demo-data ## Serve the example site on http://127.0.0.1:$(PORT)/.
	@echo
	@echo "  Site:  http://127.0.0.1:$(PORT)/"
	@echo "  Admin: http://127.0.0.1:$(PORT)/admin/  (user: admin, password: demo)"
	@echo "  Stop with Ctrl-C."
	@echo
	@BASE_URL=http://127.0.0.1:$(PORT) $(PY) manage.py runserver 127.0.0.1:$(PORT)

test: $(DEV_STAMP) ## Run the whole suite; DATABASE_URL= chooses the database.
	@$(PY) scripts/find_chromium.py --install
	$(PY) -m pytest --numprocesses 2 --dist loadgroup $(PYTEST_ARGS)

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
	@for file in benchmarks/bench_*.py; do echo "== $$file"; $(PY) $$file || exit 1; done

wheel: $(DEV_STAMP) ## Build the wheel into dist/.
	$(PY) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean: ## Remove what the targets made.
	rm -rf $(VENV) var dist .pytest_cache .mypy_cache .ruff_cache
