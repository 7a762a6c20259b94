# Every target sets up what it needs: a virtual environment per interpreter, with
# this project built into it. "make help" lists the targets.

PYTHON ?= python3
# All usable interpreters of the supported versions; the suites run on each.
PYTHONS ?= $(shell $(PYTHON) tests_py/interpreters.py)
GO ?= go
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check
# A number of executions: a duration can end a run in the middle of one, as a failure.
FUZZTIME ?= 15000x

SOURCES := $(shell find piigo bindings -name '*.go' -o -name '*.[ch]' -o -name '*.py' | grep -v _native/) \
	go.mod go.sum setup.py pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help demo test build generate check-generated lint test-go test-py test-gateway test-grafana fuzz bench bench-gateway clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1:\2/p' $(MAKEFILE_LIST) \
		| while IFS=: read -r target what; do printf '  %-13s %s\n' "$$target" "$$what"; done

demo: $(VENV)/.built ## build, then find and mask PII in sample files, natively and in Python
	$(BIN)/python -m piigo --version
	$(BIN)/python demo/demo.py

test: test-go lint test-py test-gateway ## run all checks and suites

build: $(VENV)/.built ## build the package into .venv

$(VENV)/.built: $(SOURCES) tests_py/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(PIP_INSTALL) -r tests_py/requirements.txt
	$(BIN)/python $(PIP_INSTALL) --force-reinstall --no-deps .
	touch $@

generate: ## make the generated sources again
	$(GO) run ./bindings/genrules > bindings/python/piigo/_rules.py

check-generated: ## check that the generated sources are current
	$(GO) run ./bindings/genrules | diff - bindings/python/piigo/_rules.py \
		|| { echo 'generated sources are not current: run "make generate"'; exit 1; }

lint: $(VENV)/.built check-generated ## check style and types of Go and Python
	test -z "$$(gofmt -l piigo bindings tests_go)"
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	CGO_ENABLED=0 $(GO) build ./piigo/...
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test-go: ## run the Go tests with the race detector, and each fuzz target briefly
	$(GO) test -race ./...
	$(MAKE) fuzz

fuzz: ## run each Go fuzz target for FUZZTIME
	for package in ./piigo ./piigo/internal/pyre; do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			$(GO) test $$package -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) || exit 1; \
		done; \
	done

test-py: $(VENV)/.built ## run the Python suites on every interpreter found
	@test -n "$(PYTHONS)" || { echo "no Python 3.11, 3.12 or 3.13 found"; exit 1; }
	for python in $(PYTHONS); do \
		$(PYTHON) tests_py/run.py $$python || exit 1; \
	done

test-gateway: ## run the gateway plugin in a real gateway, against the gateway's own plugin
	$(PYTHON) tests_gateway/run.py

test-grafana: ## check the dashboard and alert rules in a real Prometheus (installs Debian's)
	{ command -v prometheus && command -v promtool; } >/dev/null \
		|| { apt-get update -qq && apt-get install -qq --no-install-recommends prometheus; }
	$(PYTHON) tests_gateway/run.py tests_gateway/check_prometheus.py

bench: ## time everything against the original and other libraries, write docs/performance.md
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python $(PIP_INSTALL) -r benchmarks/requirements.txt
	.venv-bench/bin/python $(PIP_INSTALL) --force-reinstall --no-deps .
	.venv-bench/bin/python -m benchmarks.run

# Of cpex-pii-filter only the detector is used beside the gateway, and its requirements
# (a newer mcp) do not go with it.
bench-gateway: ## time the plugin in its frameworks and gateways, write docs/gateway-performance.md
	$(PYTHON) -m venv .venv-bench-gateway
	.venv-bench-gateway/bin/python $(PIP_INSTALL) -r tests_gateway/requirements.txt
	.venv-bench-gateway/bin/python $(PIP_INSTALL) --no-deps cpex-pii-filter==0.3.9
	.venv-bench-gateway/bin/python $(PIP_INSTALL) --force-reinstall --no-deps .
	$(PYTHON) -m venv .venv-bench-cpex
	.venv-bench-cpex/bin/python $(PIP_INSTALL) -r tests_gateway/cpex_framework/requirements.txt
	.venv-bench-cpex/bin/python $(PIP_INSTALL) --force-reinstall --no-deps .
	.venv-bench-gateway/bin/python -m benchmarks.gateway.run \
		--cpex-python .venv-bench-cpex/bin/python

clean: ## remove everything that was built
	rm -rf .venv .venv-* .build build dist .cache bindings/python/*.egg-info
