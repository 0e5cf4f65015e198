# Everything here works in a fresh clone with Python 3.11 and make: what is missing gets installed
# into .venv from the locks. `make help` lists what there is.

VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/installed-run
DEV := $(VENV)/installed-dev
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

HOST ?= 127.0.0.1
PORT ?= 8000
TESTS_AT_ONCE ?= 2
PYTEST ?= $(BIN)/pytest -q --numprocesses $(TESTS_AT_ONCE) --dist loadfile --no-loadscope-reorder
PYTEST_ARGS ?=
BENCH_ARGS ?=
TRIAL_ARGS ?=
BUNDLE_FOR ?= linux-x86_64 windows-x86_64

# messages are Chinese whatever the machine's own language is
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help run test check fix bench trial nightly bundle lock browser office clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

run: $(RUN) ## a demonstration centre one can sign in to (HOST, PORT, DATABASE_URL, BANCHENG_DATA)
	$(BIN)/bancheng demo --address http://$(HOST):$(PORT)/
	exec $(BIN)/bancheng serve --host $(HOST) --port $(PORT)

test: check browser ## everything that must hold before a change lands
	$(BIN)/bancheng clauses
	$(BIN)/python scripts/with_postgres.py $(PYTEST) -m "database and not (browser or nightly or second_at_night)" $(PYTEST_ARGS)
	$(PYTEST) $(PYTEST_ARGS)
	@echo "make test: all checks passed, on SQLite and on PostgreSQL."

check: $(DEV) ## style, types and floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fix: $(DEV) ## mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV) ## measure against floors of the same run (BENCH_ARGS)
	$(BIN)/python -m bench $(BENCH_ARGS)

trial: $(RUN) ## register every letter of FILE and drive each case to its end (TRIAL_ARGS)
	@test -n "$(FILE)" || { echo "请写明来信文件：make trial FILE=路径/来信.csv"; exit 2; }
	$(BIN)/bancheng trial "$(FILE)" $(TRIAL_ARGS)

nightly: $(DEV) browser office ## the long campaigns
	$(BIN)/pytest -q -m nightly $(PYTEST_ARGS)
	BANCHENG_SLOW_LINE=1 $(PYTEST) -m "browser and not nightly" $(PYTEST_ARGS)
	$(BIN)/python scripts/with_postgres.py $(BIN)/pytest -q -m "database and (nightly or browser or second_at_night)" $(PYTEST_ARGS)

bundle: $(DEV) ## archives in dist/ that install without any network (BUNDLE_FOR)
	$(BIN)/python scripts/make_bundle.py $(BUNDLE_FOR)

lock: $(DEV) ## resolve the dependencies anew (LOCK_ARGS=--upgrade to take newer ones)
	$(BIN)/python scripts/lock.py $(LOCK_ARGS)

browser: $(DEV)
	@$(BIN)/python scripts/ensure_browser.py

office: $(DEV)
	@$(BIN)/python scripts/ensure_office.py

clean: ## remove what make made; never a centre's data in var/
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@python=$$(scripts/find-python) && echo "正在用 $$python 建立运行环境 $(VENV) ……" && $$python -m venv $(VENV)

$(RUN): requirements.lock pyproject.toml | $(BIN)/python
	@echo "正在安装运行所需的组件 ……"
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	@echo "正在安装检查和测试所需的组件 ……"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
