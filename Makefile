# For people who work on ThreadTUI; README.md has what everybody needs.
PYTHON ?= $(if $(wildcard .venv/bin/python),.venv/bin/python,python3)

.PHONY: run test check

run:
	$(PYTHON) -m threadtui

test:
	$(PYTHON) -m pytest

check:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -c "from importlinter.cli import lint_imports_command as lint; lint()"
	$(PYTHON) -m codespell_lib
