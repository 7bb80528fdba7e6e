# What a person types, and what CI runs. Everything needs Python 3.11 or newer and make, nothing else:
# the first run makes .venv and fills it from the lock, later runs see that it is ready and go straight on.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
RUN := .venv/bin/python

.PHONY: help demo test check accuracy bench fuzz fuzz-environment format lock reference transcripts picture clean user-environment dev-environment train-environment train

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

demo: user-environment ## read the bundled examples and show what comes out
	@$(RUN) -m communique demo

test: dev-environment ## run the tests
	@$(RUN) -m pytest --numprocesses auto --maxprocesses 4

check: dev-environment ## lint, types, import layers, generated docs
	@$(RUN) -m ruff check
	@$(RUN) -m ruff format --check
	@$(RUN) -m mypy
	@.venv/bin/lint-imports --no-logo
	@$(RUN) tools/build_reference.py --check
	@$(RUN) tools/transcripts.py --check

accuracy: dev-environment ## score the readings against the gold, and hold them to their floors
	@$(RUN) -m eval.accuracy

bench: dev-environment ## measure speed and memory against their limits
	@$(RUN) bench/run.py

# Seconds for each target, and which of them; all where none is named: make fuzz SECONDS=600 TARGETS="dates framing"
SECONDS ?= 60
TARGETS ?=

fuzz: fuzz-environment ## feed every reader broken input, led by coverage, SECONDS=60 each (Linux)
	@$(RUN) -m fuzz --seconds $(SECONDS) $(TARGETS)

soak: dev-environment ## kill 500 runs of ingest at random moments and look at what each leaves (half an hour)
	@$(RUN) tools/soak.py --runs 500

train: train-environment ## make the trained reader again from corpus/ (a quarter of an hour on two cores)
	@$(RUN) -m training.make

format: dev-environment ## format the code and mend what ruff can mend
	@$(RUN) -m ruff format
	@$(RUN) -m ruff check --fix

# The lock has hashes and no addresses, so that it installs from whatever index a machine uses.
COMPILE = $(RUN) -m uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command 'make lock' --quiet

lock: dev-environment ## renew all locks from pyproject.toml
	@$(RUN) -m uv --version > /dev/null 2>&1 || $(RUN) -m pip install --quiet uv
	@$(COMPILE) --upgrade --output-file requirements.lock
	@$(COMPILE) --upgrade --group dev --constraints requirements.lock --output-file requirements-dev.lock
	@$(COMPILE) --upgrade --group dev --group fuzz --constraints requirements.lock --output-file requirements-fuzz.lock
	@$(COMPILE) --upgrade --group train --constraints requirements.lock --output-file requirements-train.lock

reference: dev-environment ## rebuild docs/reference from the code
	@$(RUN) tools/build_reference.py

transcripts: dev-environment ## run the commands shown in the docs and write down what they print
	@$(RUN) tools/transcripts.py

picture: dev-environment ## redraw docs/picture.svg from a real run
	@$(RUN) tools/picture.py

clean: ## remove the environment and every cache
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
	@find src tests tools bench eval fuzz -name __pycache__ -type d -prune -exec rm -rf {} +

user-environment:
	@sh tools/environment.sh requirements.lock

train-environment:
	@sh tools/environment.sh requirements-train.lock

# The fuzzer has builds for Linux alone; said before anything is installed.
fuzz-environment:
	@[ "$$(uname -s)" = Linux ] || { echo "make fuzz needs Linux: atheris, which leads it, has no builds for $$(uname -s)." >&2; exit 1; }
	@sh tools/environment.sh requirements-fuzz.lock

dev-environment:
	@sh tools/environment.sh requirements-dev.lock
