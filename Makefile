# `make site` and `make test` are all one needs. Both set up what is missing, once; the stamps in .venv remember it and
# are renewed when pyproject.toml changes.

SHELL := /bin/sh
BIN := .venv/bin
PYTEST_ARGS ?= -n auto --dist worksteal

# What WeasyPrint loads, and what the tests look at the results with (libatomic1 is for Playwright's own Node). Empty them
# to look after these yourself: make test SITE_PACKAGES= TEST_PACKAGES= FASTER_PACKAGES=
SITE_PACKAGES ?= libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TEST_PACKAGES ?= chromium dovecot-imapd fonts-dejavu-core git libatomic1 poppler-utils qpdf
# A chromium without windows, in which the tests of the pages take two thirds of the time; not every system has it.
FASTER_PACKAGES ?= chromium-headless-shell

.PHONY: help site test campaign lint style types layers format axe html-check pictures lighthouse bench wheel-files lock clean

help:
	@echo 'make site         build the website and the handbooks of all personas into site/'
	@echo 'make test         run the tests'
	@echo 'make campaign     the long tests: two hundred kills, a thousand mutations and rule sets, publishing while others push; prints tables (minutes)'
	@echo 'make lint         check style, types and layers'
	@echo 'make format       put the code into its one format'
	@echo 'make axe          look for barriers on the pages of every persona (minutes)'
	@echo 'make html-check   read the whole site with the Nu HTML checker (needs Java)'
	@echo 'make pictures     every kind of page at three widths in light, dark, forced and older colors, into build/pictures/'
	@echo 'make lighthouse   accessibility, best practices, SEO, speed and stillness of every kind of page'
	@echo 'make bench        time builds against Hugo, handbooks against Typst and WeasyPrint, check by size, answers on a page (half an hour)'
	@echo 'make wheel-files  rewrite the list of released files, after a change to it that was meant'
	@echo 'make lock         bring requirements.lock up to pyproject.toml; LOCK_ARGS=--upgrade takes newer versions'
	@echo 'make sample       remake the sample handbook in docs/ from the guide as it is'
	@echo 'make clean        remove the virtual environment and all caches (never site/, handbooks/ or mail/)'

site: .venv/.site
	@echo 'Building the site: first the pages, in seconds, then the handbooks. How long these take is told before and on the way.'
	$(BIN)/guidegen build

# Tests start guidegen many times over: its code is compiled once, also where a shell asks Python not to keep it.
test: .venv/.test
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest $(PYTEST_ARGS)

# One process, so that the tables reach the terminal.
campaign: .venv/.test
	$(BIN)/python -m pytest -m campaign tests

lint: style types layers

style: .venv/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/.dev node_modules/.tests
	$(BIN)/mypy
	node_modules/.bin/tsc --project tests/engine/tsconfig.json

layers: .venv/.dev
	$(BIN)/python -m pytest -q tests/test_architecture.py

format: .venv/.dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# The pages of every persona, which takes minutes (one of those that differ in words alone, with its colors where they
# were not seen before; AXE_ARGS=--every for each, which takes an hour); `make test` looks at one page of each kind.
axe: .venv/.test
	$(BIN)/python -m tests.browser.axe $(AXE_ARGS)

html-check: .venv/.site node_modules/.checks
	$(BIN)/guidegen build --to html --output .venv/checked-site --quiet
	java -jar node_modules/vnu-jar/build/dist/vnu.jar --also-check-css --also-check-svg --skip-non-html --Werror .venv/checked-site

pictures: .venv/.test
	$(BIN)/python -m tests.browser.pictures

lighthouse: .venv/.test
	$(BIN)/python -m tests.browser.lighthouse

bench: .venv/.bench
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -P -m bench.run $(BENCH_ARGS)

wheel-files: .venv/.dev
	rm -rf .venv/release
	$(BIN)/python -m build --no-isolation --outdir .venv/release
	$(BIN)/python -m zipfile -l .venv/release/*.whl | awk 'NR > 1 && !/\.dist-info\// { print $$1 }' \
		| LC_ALL=C sort > tests/wheel-files.txt

# What the published site is built with: libraries and build system, for every Python and platform, each file by its
# hash. Versions that fit stay as they are.
lock: .venv/.dev
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' \
		| $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		$(LOCK_ARGS) --output-file requirements.lock pyproject.toml -

# In a folder of its own: handbooks/ may hold real people.
sample: .venv/.site
	$(BIN)/guidegen handbooks --applicant demo-amira --to pdf --output .venv/sample --quiet
	install -m 644 .venv/sample/demo-amira/handbook.pdf docs/sample-handbook.pdf

clean:
	rm -rf .venv node_modules .guidegen .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find generator tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# --- setting up, each step once -----------------------------------------------------------------------------------

.venv/.python:
	@echo 'Setting up guidegen in .venv. Once only; it takes a minute or two, most of it downloads.'
	.ci/venv .venv
	@touch $@

.venv/.site: .venv/.python pyproject.toml
	.ci/need $(SITE_PACKAGES)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/.dev: .venv/.site
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

.venv/.test: .venv/.dev node_modules/.tests
	.ci/need $(TEST_PACKAGES)
	.ci/need $(FASTER_PACKAGES) || echo 'The tests use chromium instead of $(FASTER_PACKAGES): this takes longer.'
	@touch $@

# Node is taken as it is where it is; the tests run the page's engine with it, look at pages with axe-core, and check
# types with TypeScript.
node_modules/.tests: package-lock.json
	command -v npm >/dev/null || .ci/need nodejs npm
	npm ci --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

node_modules/.checks: node_modules/.tests
	command -v java >/dev/null || .ci/need default-jre-headless
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch node_modules/.tests $@

.venv/.bench: .venv/.site
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	@touch $@
