# One command for each thing people do here. Needs Python 3.11 or later and make; everything else is set up in .venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help demo test check format docs site bench mutate browser clean

help:
	@echo "make demo    check the example plan and write out/weak-draft.checked.docx and out/weak-draft.html"
	@echo "make test    run all tests"
	@echo "make check   format, lint, types, import layers, generated pages, then all tests"
	@echo "make docs    write the generated pages, the JSON schemas and the figures in other pages again"
	@echo "make site    build the documentation into site/; open site/index.html"
	@echo "make bench   print the table of speeds"
	@echo "make mutate  change one module in many small ways and see whether its tests notice: make mutate OF=ehcp_lint.provision"

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

demo: $(READY)
	@mkdir -p out
	@$(BIN)/ehcp-lint check examples/weak-draft.docx --fail-on never
	@$(BIN)/ehcp-lint check examples/weak-draft.docx --format html -o out/weak-draft.html --fail-on never
	@$(BIN)/ehcp-lint comment examples/weak-draft.docx -o out/weak-draft.checked.docx
	@echo
	@echo "Now open out/weak-draft.html in a browser and out/weak-draft.checked.docx in Word."

# The browser tests use Debian's Chromium; without it, and without the right to install it, they are skipped and say so.
browser:
	@command -v chromium >/dev/null 2>&1 || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1 || \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; } || \
	  echo "Chromium could not be installed: the browser tests will be skipped."

test: $(READY) browser
	$(BIN)/python -m pytest

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

docs: $(READY)
	$(BIN)/python -m ehcp_lint.cli.pages docs

site: docs
	$(BIN)/python -m mkdocs --quiet build --clean
	@echo "Now open site/index.html in a browser."

bench: $(READY)
	$(BIN)/python -m benchmarks

# Not part of the tests: a module takes a quarter of an hour or more. What it found so far: docs/decisions/mutation-testing.md
OF ?= ehcp_lint.provision
mutate: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check mutmut==3.8.1
	nice -n 15 $(BIN)/python -m mutmut run --max-children 1 '$(OF).*'
	$(BIN)/python -m mutmut results

clean:
	rm -rf .venv mutants out build dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
