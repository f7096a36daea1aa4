# The verbs of this repository; CI calls the same ones.
SHELL := /bin/bash
DATA_DIR ?= /var/lib/skerry
# debug builds in 6 minutes on two cores, release in 15; `make run CONFIGURATION=release` for speed.
CONFIGURATION ?= debug
BUILD := swift build -c $(CONFIGURATION)

.PHONY: run test test-unit test-clients bench lint models docs clean build packages

run: packages-run build ## Start Skerry and take a web image through it, step by step
	@Scripts/first-light.sh "$(CURDIR)/.build/$(CONFIGURATION)/skerry" "$(DATA_DIR)"

build:
	@echo "building ($(CONFIGURATION)) …" >&2
	$(BUILD) --product skerry

packages-%:
	@Scripts/install-packages.sh $*

test: packages-test ## Everything CI runs: lint, unit and machine tests, real clients
	@Scripts/test.sh

bench: packages-bench ## Side-by-side figures against peers, in release
	@Benchmarks/run.sh

lint: ## Layout, generated code, and rules that are checked by machine
	@Scripts/lint.sh

models: ## Make the model targets from Models/
	swift build --product shape-generator
	.build/debug/shape-generator .

docs: ## Make the generated pages of docs/
	swift build --product skerry
	.build/debug/skerry coverage > docs/coverage.md

clean:
	rm -rf .build .venv
