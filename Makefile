# From a fresh clone: `make run`. Needs Python 3.11 or 3.12 with venv, Node with npm, and make; nothing else.
# A stamp file stands for each thing installed, so that nothing is done twice while its lock is unchanged.

PORT ?= 6543
DATA ?= var/demo
# How `make run` stores: embedded (one process), or zeo (a ZEO server, two web processes, a worker).
STORE ?= embedded
# How many test processes run beside each other: one more than cores, as one of them waits for a browser or for processes
# that start; four at most. A file's tests stay together.
WORKERS ?= $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))
# How many documents `make bench` measures with, one base each.
SIZES ?= 1000 10000
PYTHON ?= $(shell for python in python3.11 python3.12 python3; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' 2>/dev/null \
	&& { echo $$python; break; }; done)

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

PO := $(wildcard src/bdk_esdh/locale/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)

# Compiles the lock; pinned so that two people get the same file from the same setup.cfg.
UV := uv==0.13.9

# Page templates are compiled once and kept: the first page of each kind otherwise takes a second.
export CHAMELEON_CACHE := $(CURDIR)/$(VENV)/.chameleon

# Where Python is told to keep no compiled modules, each of the processes that serve, and of the hundreds that the tests
# start, would compile all of ours again: more than half a second every time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run test lint bench soak messages pictures lock clean

help: ## Show this list
	@echo 'make TARGET [PORT=6543] [DATA=var/demo] [STORE=embedded|zeo]'
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do \
		printf '%-12s %s\n' "$$name" "$$text"; done

install: $(VENV)/.installed node_modules/esdh-editor/editor.js $(MO) ## Install what is missing (run and test do it themselves)

# Both work on the same data folder, one after the other: what is in it does not know how it was served.
RUN_embedded := serve
RUN_zeo := --config zeo.ini supervise

run: export ESDH_PORT := $(PORT)
run: export ESDH_DATA := $(DATA)
run: install ## Make the demo municipality on first start and serve it at http://127.0.0.1:6543/; STORE=zeo by several processes
	@$(if $(RUN_$(STORE)),,echo 'STORE is embedded or zeo, not "$(STORE)".' >&2; exit 1)
	@$(BIN)/esdh demo --if-missing
	@exec $(BIN)/esdh $(RUN_$(STORE))

test: export REQUIRE_ALL := $(REQUIRE_ALL)
test: install ## Test on all cores, of long runs a sample; REQUIRE_ALL=1 takes them whole and fails at a skip, ARGS= for pytest, WORKERS=0 in one process
	@$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(if $(filter-out 0,$(REQUIRE_ALL))$(ARGS),,--sample) $(ARGS)

lint: install ## Check format, lint, types and the ground rules for files
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy src
	@$(BIN)/python -m pytest -q tests/architecture/test_ground.py

# pytest leaves with 5 when it found no test to run.
soak: install ## Run the long runs whole
	@$(BIN)/python -m pytest -m soak $(ARGS); status=$$?; \
		if [ $$status -eq 5 ]; then echo 'There is no long run yet.'; else exit $$status; fi

bench: install ## Measure speed; SIZES="1000 10000 100000" chooses sizes, ARGS="--only filing" measures
	@$(BIN)/python -W ignore -m bench.run --sizes '$(SIZES)' $(ARGS)

messages: install ## Collect the texts of code and templates; lists what lacks English in var/mangler-en.po, FILL= takes that file back
	@$(BIN)/python -m tests.support.messages $(FILL)
	@$(MAKE) --no-print-directory --silent $(patsubst %.po,%.mo,$(wildcard src/bdk_esdh/locale/*/LC_MESSAGES/*.po))

pictures: install ## Take pictures of the pages into var/pictures and docs/img; AT=http://127.0.0.1:6543 uses a demo municipality that runs
	@$(BIN)/python -W ignore -m tests.pictures --manual $(if $(AT),--at '$(AT)') $(ARGS)

lock: ## Compile requirements.txt from setup.cfg; UPGRADE=1 takes newer versions
	@lock=$$(mktemp -d) && trap 'rm -rf "$$lock"' EXIT && $(PYTHON) -m venv "$$lock" \
		&& "$$lock/bin/pip" --disable-pip-version-check --no-input install --quiet '$(UV)' \
		&& "$$lock/bin/uv" pip compile setup.cfg --extra demo --extra test --override etc/lock-overrides.txt \
			--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
			$(if $(UPGRADE),--upgrade) --quiet -o requirements.txt

clean: ## Remove what was installed or generated; var/ (the data) stays
	rm -rf $(VENV) node_modules build .pytest_cache .mypy_cache .ruff_cache .hypothesis src/*.egg-info $(MO)
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A venv whose interpreter has gone (the system was upgraded, say) is made anew; one that works is kept.
ifneq ($(shell $(BIN)/python -c 'print("works")' 2>/dev/null),works)
.PHONY: $(VENV)/.venv
endif
$(VENV)/.venv:
	@if [ -z '$(PYTHON)' ]; then echo 'Python 3.11 or 3.12 with venv is needed (Debian: python3 python3-venv).' >&2; exit 1; fi
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@touch $@

# SubstanceD and hypatia come as sources. Build isolation would fetch an unpinned setuptools for them, so the
# locked one goes in first and builds both; each carries its hash like everything else.
$(VENV)/.requirements: requirements.txt $(VENV)/.venv
	@echo 'Installing the Python packages of requirements.txt ...'
	@awk '/^[^ ]/ { wanted = /^setuptools==/ } wanted' requirements.txt > $(VENV)/setuptools.txt
	@$(PIP) install --quiet --no-deps --require-hashes -r $(VENV)/setuptools.txt
	@$(PIP) install --quiet --no-deps --require-hashes --no-build-isolation --use-pep517 -r requirements.txt
	@touch $@

$(VENV)/.installed: setup.cfg pyproject.toml $(VENV)/.requirements
	@mkdir -p $(CHAMELEON_CACHE)
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.installed: package-lock.json
	@echo 'Installing the Node packages of package-lock.json ...'
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# The editor of rich text: our own files and the npm packages they need, as one file for browsers.
node_modules/esdh-editor/editor.js: node_modules/.installed package.json $(wildcard src/bdk_esdh/editor/*.js)
	@npm run --silent bundle
	@touch $@

%.mo: %.po $(VENV)/.installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
