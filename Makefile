# One command for each thing people do here. Needs Python 3.11 or later and make; everything else is set up in .venv.
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2
READY := .venv/.ready

.PHONY: help demo test check format docs site bench fuzz sbom offline mutate browser bundle lock clean

help:
	@echo "make demo    check the example plan and write out/weak-draft.checked.docx and out/weak-draft.html"
	@echo "make test    run all tests"
	@echo "make check   format, lint, types, import layers, generated pages, then all tests"
	@echo "make docs    write the generated pages, the JSON schemas and the figures in other pages again"
	@echo "make site    build the documentation into site/; open site/index.html"
	@echo "make bench   print the table of speeds"
	@echo "make offline run the tests with the network taken away (Linux)"
	@echo "make sbom    write out/ehcp-lint.cdx.json (CycloneDX) and docs/licences.md"
	@echo "make fuzz    check 10,000 damaged files (FILES, SEED, MINUTES, CORES); prints its seed"
	@echo "make bundle  write zips for computers without a network into dist/ (docs/for-it.md)"
	@echo "make mutate  change one module in many small ways and see whether its tests notice: make mutate OF=ehcp_lint.provision"

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m compileall -q ehcp_lint
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

# Two at a time, which is what most machines of a continuous integration have; `make test WORKERS=0` runs them one by one.
# One thread each for numpy: two that wait for each other over small matrices take six times what one takes.
test: $(READY) browser
	OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

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

# The whole suite in a network of its own that holds this computer only (Linux). TESTS names some of it.
TESTS ?=
offline: $(READY)
	@unshare $$([ "$$(id -u)" = 0 ] && printf %s -n || printf %s -rn) sh -c 'ip link set lo up 2>/dev/null; exec $(BIN)/python -m pytest $(TESTS)'

# Every number of files, seed and time may be given: make fuzz FILES=500 SEED=7 MINUTES=5 CORES=2
FILES ?= 10000
MINUTES ?= 240
CORES ?= 1
fuzz: $(READY)
	PYTHONPATH=tests $(BIN)/python -m fuzzing --files $(FILES) --minutes $(MINUTES) --workers $(CORES) --keep out/fuzz $(if $(SEED),--seed $(SEED))

sbom: $(READY)
	$(BIN)/python -m supply

bench: $(READY)
	$(BIN)/python -m benchmarks

# For computers without a network: a zip of wheels for each system, and a folder for Windows. docs/for-it.md says how to use them.
bundle: $(READY)
	$(BIN)/python -m bundling --out dist $(if $(PYTHON_EMBED),--embed "$(PYTHON_EMBED)")

# Only where packages change: bundling/requirements.lock from pyproject.toml and constraints.txt.
lock: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@sed -n '/^#/p' bundling/requirements.lock > bundling/requirements.new
	$(BIN)/python -m uv pip compile pyproject.toml --extra web --extra pdf --universal --python-version 3.11 --constraint constraints.txt \
	  --generate-hashes --no-header --no-annotate --quiet >> bundling/requirements.new
	@mv bundling/requirements.new bundling/requirements.lock

# Not part of the tests: a module takes a quarter of an hour or more. What it found so far: docs/decisions/mutation-testing.md
OF ?= ehcp_lint.provision
mutate: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check mutmut==3.8.1
	nice -n 15 $(BIN)/python -m mutmut run --max-children 1 '$(OF).*'
	$(BIN)/python -m mutmut results

clean:
	rm -rf .venv mutants out build dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
