PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := $(VENV)/.peers
SIZES ?= 10000,100000
SEED ?= 1

.PHONY: demo test lint train bench-accuracy bench-clusters bench-speed bench-site clean

demo: $(READY)  ## read the sample news and show it at http://127.0.0.1:8001
	$(BIN)/quotes demo

test: $(READY)  ## everything but the benchmarks
	$(BIN)/pytest

lint: $(READY)  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench-accuracy: $(READY)  ## what is found right in the sample news; POLNEAR=FILE: in those articles too; ERRORS=30: the worst errors
	$(BIN)/python benchmarks/accuracy.py $(if $(POLNEAR),--polnear "$(POLNEAR)") $(if $(ERRORS),--errors "$(ERRORS)")

train: $(READY)  ## learn the weights of extraction again; TRAIN=FILE: PolNeAR's training articles
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[training]"
	$(BIN)/python training/rank.py "$(TRAIN)"
	$(BIN)/python training/antecedents.py "$(TRAIN)"
	$(BIN)/python training/confidence.py "$(TRAIN)"
	$(BIN)/python training/occasions.py "$(TRAIN)"

bench-clusters: $(PEERS)  ## how well and how fast quotations are clustered; SIZES=10000,100000,1000000 SEED=1
	$(BIN)/python benchmarks/clusters --sizes "$(SIZES)" --seed "$(SEED)"

bench-speed: $(READY)  ## text a CPU second, start-up, a thousand articles into a store; POLNEAR=FILE: of that text
	$(BIN)/python benchmarks/speed.py $(if $(POLNEAR),"$(POLNEAR)")

bench-site: $(READY)  ## the site with a million quotations, quarter of an hour; KEEP=FOLDER keeps the store for the next time
	$(BIN)/python benchmarks/website.py $(if $(KEEP),--keep "$(KEEP)")

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("quotes needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	$(BIN)/python -m compileall -q quotes  # as an installed package is, so that commands start as fast
	touch $(READY)

$(PEERS): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[bench]"
	touch $(PEERS)

clean:  ## the virtual environment and what the tools left behind
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
