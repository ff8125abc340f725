# Everything runs in a virtual environment of its own; nothing is installed elsewhere but Chromium, for `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test torture lint wheel screenshots bench docs clean

demo: $(VENV)/installed
	$(BIN)/pressmark demo $(ARGS)

# In the order of the folders: files of few and long tests would come last otherwise, and processors wait for them.
test: $(VENV)/tested
	sh tests/chromium.sh
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

# The same tests, with thousands of new cases where any text must do.
torture: $(VENV)/tested
	$(BIN)/python -m pytest --hypothesis-profile=torture $(ARGS)

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The built wheel, in an environment and a folder that know nothing of this checkout.
wheel: $(VENV)/installed
	rm -rf dist
	$(BIN)/pip wheel -q --no-deps --wheel-dir dist .
	sh tests/wheel.sh "$(PYTHON)" dist/pressmark-*.whl

# Pictures of every page, on three screens, light and dark: look at them.
screenshots: $(VENV)/tested
	sh tests/chromium.sh
	$(BIN)/python docs/screenshots.py screenshots $(ARGS)

bench: $(VENV)/tested
	$(BIN)/python benchmarks/ingest.py
	$(BIN)/python benchmarks/export.py
	$(BIN)/python benchmarks/extraction.py
	$(BIN)/python benchmarks/readers.py
	$(BIN)/python benchmarks/hostile.py
	$(BIN)/python benchmarks/warc.py
	$(BIN)/python benchmarks/pages.py

docs: $(VENV)/installed
	$(BIN)/python docs/generate.py

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -e .
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/pip install -q -e '.[test]'
	touch $@

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
