# make demo: set up and run the main job on corpora/sample.   make test: set up and run all tests.
# make evaluate: score on the annotated pages that were kept apart.   make bench: compare with named peers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: demo test evaluate bench setup setup-dev system lint clean

demo: setup
	$(BIN)/sotenlp mine corpora/sample -o out/sample --replace

test: setup-dev lint
	$(BIN)/python -m pytest

# The figures of the README: pages that no rule was written on and no model has seen.
evaluate: setup
	$(BIN)/sotenlp mine corpora/annotated/unread/pages -o out/unread --replace --quiet
	$(BIN)/sotenlp evaluate mined corpora/annotated/unread/gold out/unread

# Ratios to named peers in one run. The treebank and the raw text are not part of the project; BENCH_MODEL is a
# lemmatiser's model that has not learned from TREEBANK (the one that ships has).
TREEBANK ?= ../shared/treebanks/fi_tdt-ud-dev.conllu
RAW ?= ../shared/rawtext/fincore-dev.txt
BENCH_MODEL ?= models/lemmatizer
# Sentences with goals that no model has learned from; Annif asks for older versions of what sotenlp uses.
GOLD ?= ../shared/gold
ANNIF := $(VENV)/annif

bench: setup-dev
	$(BIN)/python -m pip install -qq -e '.[bench]'
	$(BIN)/python benchmarks/loading.py
	$(BIN)/python benchmarks/lemmatizer.py $(TREEBANK) $(RAW) --model $(BENCH_MODEL)
	$(BIN)/python benchmarks/mining.py
	$(BIN)/python benchmarks/scale.py
	test -x $(ANNIF)/bin/annif || { $(PYTHON) -m venv $(ANNIF) && $(ANNIF)/bin/pip install -qq 'annif[voikko,omikuji]'; }
	$(BIN)/python benchmarks/goals.py $(GOLD) --annif $(ANNIF)/bin/annif --raw $(RAW)

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

setup: $(VENV)/.installed

setup-dev: $(VENV)/.installed-dev

$(VENV)/.installed: pyproject.toml setup.cfg sotenlp/language/_native.pyx | system
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install -qq -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install -qq -e '.[dev]'
	touch $@

# libvoikko and its Finnish dictionary, and venv, from Debian where they are missing.
system:
	@if command -v apt-get >/dev/null && ! dpkg -s python3-venv libvoikko1 voikko-fi >/dev/null 2>&1; then \
		$(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq python3-venv libvoikko1 voikko-fi; \
	fi

clean:
	rm -rf $(VENV) out build dist *.egg-info
