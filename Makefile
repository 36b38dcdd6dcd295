# make run   set up, refresh from seeds/, serve on 127.0.0.1:8050
# make test  set up, run every check and test
# make check linters and types only; make bench speed; make lock requirements*.lock
PYTHON ?= python3
BIN := .venv/bin
CHROMIUM_PACKAGES := chromium fonts-noto-cjk

.PHONY: run refresh test check bench lock browser clean

run: .venv/.ready refresh
	@$(BIN)/claims serve

refresh: .venv/.ready
	@$(BIN)/claims refresh || test $$? -eq 1

test: .venv/.ready-test browser check
	@$(BIN)/python -m pytest -q

check: .venv/.ready-test
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/.ready-test
	@$(BIN)/python -m tests.bench

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 …"; exit 2; }
	@$(PYTHON) -m venv .venv

.venv/.ready: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing into .venv (once, a minute or two)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@$(BIN)/python -m compileall -q etl dashboard
	@touch $@

.venv/.ready-test: requirements-test.lock .venv/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

# Debian's Chromium where apt is there and allowed, Playwright's own elsewhere.
browser: .venv/.ready-test
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(CHROMIUM_PACKAGES) >/dev/null; \
	else $(BIN)/playwright install chromium; fi

# What runs is locked to what was tested.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
  --no-emit-index-url --no-annotate pyproject.toml
lock: .venv/.ready
	@$(BIN)/python -m pip install --quiet uv
	@$(COMPILE) --group test --all-extras --output-file requirements-test.lock
	@$(COMPILE) --constraint requirements-test.lock --output-file requirements.lock

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
