# The Makefile only calls tools; each goal first makes the machine ready (tools/setup.sh).
PYTHON := .venv/bin/python
# Extra words for the goal: make run ARGS="--home /tmp/home", make test ARGS="-k journal -x"
ARGS ?=
# How many test processes; 0 runs the suite in one.
JOBS ?= 2
# What `make test` runs: a file or folder of tests/.
TESTS ?= tests
# Where tests draw: offscreen (quick, the same everywhere) or xvfb (a real window system).
SCREEN ?= offscreen

XVFB := xvfb-run -a -s "-screen 0 2880x1800x24" env QT_QPA_PLATFORM=xcb
ON_SCREEN := $(if $(filter xvfb,$(SCREEN)),$(XVFB),env QT_QPA_PLATFORM=$(SCREEN))
PYTEST := $(ON_SCREEN) $(PYTHON) -m pytest -q

.PHONY: help run setup test check lint fmt migration bench soak shots build lock clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):[^#]*## ?/make \1\t/' | expand -t 18

run:  ## open the program (ARGS="..." are its words)
	@tools/setup.sh run
	@$(PYTHON) -m shamay_desktop $(ARGS)

setup:  ## only make the machine ready for everything
	@tools/setup.sh test

test:  ## the whole suite (TESTS=tests/domain, JOBS=0, SCREEN=xvfb, ARGS="-k name")
	@tools/setup.sh test
	$(PYTEST) -n $(JOBS) --dist loadfile --no-loadscope-reorder -m "not soak and not bench" \
		$(ARGS) $(TESTS)

lint: ## format, lint and types, without the tests
	@tools/setup.sh tools
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports --no-logo

check: lint test  ## exactly what must be clean before a change is handed in

fmt:  ## format and mend what can be mended
	@tools/setup.sh tools
	$(PYTHON) -m ruff check --fix-only -q .
	$(PYTHON) -m ruff format .

migration:  ## a new revision: make migration m="what changes"
	@tools/setup.sh tools
	$(PYTHON) -m tools.new_migration "$(m)"

bench:  ## measurements against a bare baseline of the same run
	@tools/setup.sh test
	$(PYTHON) -m tools.bench $(ARGS)

soak:  ## the long kill and fuzz runs, and every report of every template
	@tools/setup.sh test
	$(PYTEST) -m soak $(ARGS) $(TESTS)

shots:  ## pictures of every page and state in every look, into shots/ (ARGS="--look he")
	@tools/setup.sh shots
	$(XVFB) $(PYTHON) -m tools.shots $(ARGS)

build:  ## the packaged program into dist/
	@tools/setup.sh build
	$(PYTHON) -m PyInstaller --noconfirm --log-level WARN build.spec

lock:  ## renew requirements.lock from pyproject.toml
	@tools/setup.sh tools
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --group dev pyproject.toml -o requirements.lock $(ARGS)

clean:  ## remove what was built (never .venv, never a case)
	rm -rf build dist shots .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
