# Every target sets up what it needs: a virtual environment per interpreter, with
# this project built into it. "make help" lists the targets.

PYTHON ?= python3
# All usable interpreters of the supported versions; the suites run on each.
PYTHONS ?= $(shell $(PYTHON) tests_py/interpreters.py)
GO ?= go
VENV := .venv
BIN := $(VENV)/bin
# Says that the environments of these PYTHONS are built.
ENVIRONMENTS := .venv-$(shell echo "$(PYTHONS)" | cksum | cut -d' ' -f1).built
# Hold the gateway and its later plugin framework, without this project.
GATEWAY_ENVIRONMENTS := .venv-gateway/.installed .venv-cpex/.installed
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check
# A number of executions: a duration can end a run in the middle of one, as a failure.
FUZZTIME ?= 15000x
# The least that the suites must run of Go and of Python, in per cent.
COVERAGE := 90
# What piigo may be built from and may install.
GO_LICENCES := Apache-2.0,BSD-3-Clause,MIT
PYTHON_LICENCES := Apache;BSD;ISC;MIT;MPL-2.0;Mozilla Public License;Python Software Foundation;PSF-2.0
ACTIONLINT := github.com/rhysd/actionlint/cmd/actionlint@v1.7.12
GO_LICENSES := github.com/google/go-licenses@v1.6.0
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0

SOURCES := $(shell find piigo bindings -name '*.go' -o -name '*.[ch]' -o -name '*.py' -o -name '*.pgo' | grep -v _native/) \
	go.mod go.sum setup.py pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help demo test build generate check-generated profile lint test-go test-py test-repo test-gateway test-grafana \
	fuzz bench bench-gateway wheels test-wheels notices docs coverage lint-ci audit vulnerabilities licences clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1:\2/p' $(MAKEFILE_LIST) \
		| while IFS=: read -r target what; do printf '  %-15s %s\n' "$$target" "$$what"; done

demo: $(VENV)/.built ## build, then find and mask PII in sample files, natively and in Python
	$(BIN)/python -m piigo --version
	$(BIN)/python demo/demo.py

test: ## run all checks and suites
	$(MAKE) --jobs=2 test-go lint test-repo $(ENVIRONMENTS) $(GATEWAY_ENVIRONMENTS)
	$(MAKE) test-py test-gateway

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

profile: ## take the profile anew that the native module is compiled by
	$(PYTHON) bindings/take_profile.py

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

$(ENVIRONMENTS): $(VENV)/.built
	@test -n "$(PYTHONS)" || { echo "no Python 3.11 to 3.14 found"; exit 1; }
	$(PYTHON) tests_py/run.py --build-only $(PYTHONS)
	touch $@

test-py: $(ENVIRONMENTS) ## run the Python suites on every interpreter found
	$(PYTHON) tests_py/run.py --no-build $(PYTHONS)

test-repo: $(VENV)/.built ## check documents with their samples, and the workflows
	$(BIN)/python -m pytest -q tests_repo

test-gateway: $(GATEWAY_ENVIRONMENTS) ## run the gateway plugin in a real gateway, against the gateway's own plugin
	$(PYTHON) tests_gateway/run.py

test-grafana: .venv-gateway/.installed ## check the dashboard and alert rules in a real Prometheus (installs Debian's)
	{ command -v prometheus && command -v promtool; } >/dev/null \
		|| { apt-get update -qq && apt-get install -qq --no-install-recommends prometheus; }
	$(PYTHON) tests_gateway/run.py tests_gateway/check_prometheus.py

bench: ## time everything against the original and other libraries, write docs/performance.md
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python $(PIP_INSTALL) -r benchmarks/requirements.txt
	.venv-bench/bin/python $(PIP_INSTALL) --force-reinstall --no-deps .
	.venv-bench/bin/python -m benchmarks.run

# What is installed from Debian's packages: the interpreters' downloader and emulators.
PACKAGING_TOOLS := mvn:maven debootstrap:debootstrap qemu-aarch64-static:qemu-user-static \
	/usr/lib/wine/wine64:wine64
WHEELS_PYTHON := .venv-wheels/bin/python

.venv-wheels/.built: packaging/requirements.txt
	$(PYTHON) -m venv .venv-wheels
	$(WHEELS_PYTHON) $(PIP_INSTALL) -r packaging/requirements.txt
	for tool in $(PACKAGING_TOOLS); do \
		command -v $${tool%%:*} > /dev/null || missing="$$missing $${tool##*:}"; \
	done; \
	if [ -n "$$missing" ]; then \
		echo "installing Debian's packages:$$missing"; \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends $$missing; \
	fi
	touch $@

wheels: .venv-wheels/.built ## build the sdist and all wheels but macOS's into dist
	$(WHEELS_PYTHON) packaging/build_wheels.py dist

test-wheels: .venv-wheels/.built ## run the suites against each wheel in dist, emulated where need be
	$(WHEELS_PYTHON) -m pytest -q -c packaging/pytest.ini tests_packaging
	$(WHEELS_PYTHON) packaging/test_wheels.py dist

notices: .venv-wheels/.built ## write THIRD_PARTY_NOTICES.txt again
	$(WHEELS_PYTHON) packaging/notices.py

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

docs: ## build the documentation site into .build/site
	$(PYTHON) -m venv .venv-docs
	.venv-docs/bin/python $(PIP_INSTALL) -r docs/requirements.txt
	NO_MKDOCS_2_WARNING=1 .venv-docs/bin/mkdocs build --strict

# What is timed is left out: counting changes the times.
coverage: $(VENV)/.built $(GATEWAY_ENVIRONMENTS) ## measure coverage of Go and Python; fails below COVERAGE per cent
	mkdir -p .build/coverage
	$(GO) test -covermode=set -coverpkg=./piigo/... -coverprofile=.build/coverage/go.out \
		-skip '^TestGrowth$$' ./piigo/... ./tests_go/...
	$(GO) tool cover -html=.build/coverage/go.out -o .build/coverage/go.html
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -n auto -k 'not linear_time and not speed' tests_py/unit \
		$(wildcard tests_py/patterns) \
		$(addprefix tests_py/robustness/test_, live_edits.py pickle_copy.py subclasses.py) \
		$(addprefix tests_py/robustness/test_fork.py::test_forked_children, [go-bound_methods] \
			[go-generations] [python-bound_methods])
	PIIGO_COVERAGE=1 $(PYTHON) tests_gateway/run.py
	$(BIN)/coverage combine -q
	$(BIN)/coverage html -q
	$(BIN)/coverage report --fail-under=$(COVERAGE)
	$(GO) tool cover -func=.build/coverage/go.out | tail -1 \
		| awk '{ print "Go:", $$3; exit $$3 + 0 < $(COVERAGE) }'

.venv-gateway/.installed: tests_gateway/requirements.txt
.venv-cpex/.installed: tests_gateway/cpex_framework/requirements.txt
.venv-ci/.installed: .github/requirements.txt
$(GATEWAY_ENVIRONMENTS) .venv-ci/.installed:
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python $(PIP_INSTALL) -r $<
	touch $@

lint-ci: .venv-ci/.installed ## check the workflows and the container file
	$(GO) run $(ACTIONLINT) -shellcheck .venv-ci/bin/shellcheck
	.venv-ci/bin/zizmor --offline --quiet --no-progress --min-severity medium .github
	.venv-ci/bin/hadolint integrations/container/Containerfile

audit: vulnerabilities licences ## check what piigo is built from and can install

vulnerabilities: .venv-ci/.installed .venv-extras ## look for known vulnerabilities
	$(GO) run $(GOVULNCHECK) ./...
	.venv-extras/bin/python -m pip freeze --exclude piigo > .venv-extras/frozen.txt
	.venv-ci/bin/pip-audit --strict --disable-pip --no-deps -r .venv-extras/frozen.txt \
		-r tests_py/requirements.txt -r docs/requirements.txt -r .github/requirements.txt

licences: .venv-ci/.installed .venv-extras ## check the licences
	GOROOT="$$($(GO) env GOROOT)" $(GO) run $(GO_LICENSES) check ./piigo/... ./bindings/native \
		--allowed_licenses=$(GO_LICENCES)
	.venv-ci/bin/pip-licenses --python .venv-extras/bin/python --partial-match \
		--allow-only '$(PYTHON_LICENCES)'

# All that piigo can install.
.venv-extras: pyproject.toml
	$(PYTHON) -m venv $@
	$@/bin/python $(PIP_INSTALL) ".[$$($(PYTHON) -c 'import tomllib; print(*tomllib.load(\
		open("pyproject.toml", "rb"))["project"]["optional-dependencies"], sep=",")')]"
	touch $@

clean: ## remove everything that was built
	rm -rf .venv .venv-* .build build dist .cache bindings/python/*.egg-info
