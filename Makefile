# Everything here sets up what it needs, from locked versions, with only Python >= 3.11, git and make.
.DEFAULT_GOAL := help
.PHONY: help demo docs test check html attack crash bench lock clean

PYTHON ?= python3
UV_VERSION := 0.13.9
VNU_VERSION := 26.9.27
# What GitHub publishes of its API; tests hold the stand-in to it.
CONTRACTS := @octokit/openapi@23.0.2 @octokit/graphql-schema@15.26.1
KILLS := 100
TOOLS := .tools
UV := $(TOOLS)/bin/uv
RUN := .venv/bin
# Where a container asks for none, every process would compile all that it loads anew.
unexport PYTHONDONTWRITEBYTECODE

help: ## Say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: .venv/ready ## Make the sample learner's portfolio in build/demo
	$(RUN)/proofolio demo build/demo

docs: .venv/ready ## Make the documentation in build/docs
	@NO_MKDOCS_2_WARNING=1 $(RUN)/mkdocs build --quiet --strict --config-file docs.yml --site-dir build/docs
	@echo "It is in build/docs. To look at it: $(RUN)/mkdocs serve --config-file docs.yml"

test: .venv/ready build/contracts ## Run the tests
	@test -x "$$(command -v chromium || command -v chromium-browser || command -v google-chrome)" \
	  || echo "Chromium is not installed: what only a browser can see is skipped (apt-get install chromium)."
	$(RUN)/pytest -n auto --dist loadfile --no-loadscope-reorder

check: .venv/ready ## Lint, types, who may import whom
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports --no-cache

html: .venv/ready ## Hold every page of the demo to the HTML standard (needs npm and Java)
	@command -v npm >/dev/null || { echo "npm is needed: https://nodejs.org"; exit 1; }
	@npm install --silent --no-fund --no-audit --prefix build/html vnu-jar@$(VNU_VERSION)
	$(RUN)/proofolio demo build/html/demo >/dev/null
	$(RUN)/python scripts/check_html.py build/html/demo/site build/html/node_modules/vnu-jar/build/dist/vnu.jar

attack: .venv/ready ## Throw the suite's attack strings at a portfolio, and count what runs in Chromium
	@mkdir -p build
	@$(RUN)/python -c 'import json; from tests.content.vectors import HTML, MARKDOWN; print(json.dumps([*HTML, *MARKDOWN]))' > build/attacks.json
	$(RUN)/python scripts/xss.py build/attacks.json

crash: .venv/ready ## Kill syncs and builds a hundred times, and look at what they leave
	$(RUN)/python scripts/crash.py --kills $(KILLS)

bench: .venv/ready ## Measure; a figure per line
	$(RUN)/python scripts/bench.py

lock: $(UV) ## Lock the dependencies, and what a workflow installs of them
	@$(UV) lock --quiet
	@$(UV) export --frozen --quiet --no-dev --group build --no-emit-project --no-annotate --no-header \
	  --format requirements-txt --output-file src/proofolio/publish/requirements.txt >/dev/null

clean: ## Remove everything that can be made again
	rm -rf .venv .tools build dist site .proofolio

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@command -v git >/dev/null || { echo "git is needed: https://git-scm.com/downloads"; exit 1; }
	@echo "Setting up …"
	@$(PYTHON) -m venv $(TOOLS)
	@$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

build/contracts: Makefile
	@rm -rf $@.part && mkdir -p $@.part
	@if npm pack --silent --pack-destination $@.part $(CONTRACTS) >/dev/null; then rm -rf $@ && mv $@.part $@; \
	  else echo "npm brought no contracts of GitHub's: the tests that need them are skipped (https://nodejs.org)."; fi

.venv/ready: pyproject.toml uv.lock $(UV)
	@$(UV) sync --locked --quiet --python $(PYTHON)
	@touch $@
