# `make run` starts the app, `make test` runs everything that CI runs; both install what they need into .venv,
# and `make test` the tools for the script of the map into node_modules.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint types script bundle unit geodata describe catalogues screenshots bench clean

run: .venv/run.stamp
	$(BIN)/streamlit run app.py

test: lint types script unit

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev.stamp
	$(BIN)/mypy

script: node_modules/.stamp
	npm run --silent check
	@npm run --silent current || { echo "layers/render/webmap/assets/map.js is not what its sources make: run \`make bundle\`." >&2; exit 1; }

bundle: node_modules/.stamp
	npm run --silent build

unit: .venv/dev.stamp browser
	$(BIN)/python -m pytest

# Debian's Chromium where apt can install it, else Playwright's own.
.PHONY: browser
browser: .venv/dev.stamp
	$(BIN)/python -m tests.browser.chromium

# `make geodata OSM=folder` takes the courses of roads and railways from the *.osm.pbf files of a folder (geodata/README.md).
geodata: export OSM ?=
geodata:
	$(PYTHON) -m venv .venv-geodata
	.venv-geodata/bin/pip install --quiet --disable-pip-version-check -r geodata/build/requirements.txt
	.venv-geodata/bin/python -m geodata.build
	.venv-geodata/bin/python -m geodata.build.describe

describe: .venv/run.stamp
	$(BIN)/python -m geodata.build.describe

bench: .venv/dev.stamp
	$(BIN)/python -m benchmarks.python

screenshots: .venv/dev.stamp browser
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

clean:
	rm -rf .venv .venv-geodata node_modules
