# Each target is a line that the README also gives as plain commands.

PORT ?= 8000
PYTHON3 ?= python3
PYTHON = .venv/bin/python
INSTALL = $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: demo test bench lint check

demo: .venv/installed
	DEBUG=1 DATABASE_URL= $(PYTHON) manage.py demo --port=$(PORT)

test: .venv/installed-dev
	$(PYTHON) -m tests

bench: .venv/installed-dev
	$(PYTHON) -m benchmarks

lint: .venv/installed-dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy monographs medsite

check: lint test
	DEBUG=1 $(PYTHON) manage.py makemigrations --check --dry-run

# Installed again only when the requirements change.
.venv/installed: requirements.txt | $(PYTHON)
	$(INSTALL) -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt | $(PYTHON)
	$(INSTALL) -r requirements-dev.txt
	@touch $@

$(PYTHON):
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "medsite needs Python 3.11 or newer. Name one: make PYTHON3=python3.12" >&2; exit 1; }
	@$(PYTHON3) -m venv .venv || \
	  { rm -rf .venv; echo "Python cannot make a virtual environment here. On Debian: apt install python3-venv" >&2; exit 1; }
