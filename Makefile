# The project's commands; `make` alone lists them.
PYTHON := .venv/bin/python
ARGS ?=

.PHONY: help demo test lint bench lock format clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{printf "  make %-7s %s\n", $$1, $$2}'

demo: ## set up what is missing, build the demonstration once, start the portal
	@bin/setup
	@$(PYTHON) manage.py demo
	@exec $(PYTHON) manage.py portal $(ARGS)

test: ## set up what is missing, run the whole suite (ARGS="-k notice" for a part)
	@bin/setup develop
	@bin/test $(ARGS)

lint: ## style, types, import contracts, templates, translations, migrations, production settings
	@bin/setup develop
	@bin/lint

bench: ## measure the pages and jobs that have targets
	@bin/setup develop
	@$(PYTHON) -m bench $(ARGS)

format: ## write the code in the project's style
	@bin/setup develop
	@.venv/bin/ruff check --quiet --fix . || true
	@.venv/bin/ruff format --quiet .

lock: ## solve pyproject.toml anew into requirements/ (ARGS=--upgrade to move on)
	@bin/setup develop
	@bin/lock $(ARGS)

clean: ## remove what was built; the demonstration's data in var/ stays
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov staticfiles
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
	@find locale -name '*.mo' -delete
