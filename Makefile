# The commands that people and CI share. `make demo` and `make test` set up everything they need.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test fuzz check audit build bundle messages bench clean help

help:
	@echo "make demo    set up, grade a generated class, show where to look"
	@echo "make test    set up, run all tests"
	@echo "make fuzz    look longer for hostile input that nobody thought of"
	@echo "make bench   measure; writes the table of docs/performance.md (SIZE=quick only tries it)"
	@echo "make check   lint and types"
	@echo "make audit   prove that the suites tell right answers from wrong ones"
	@echo "make build   source/ -> release/ and solutions/"
	@echo "make bundle  the zip that students get, into dist/"
	@echo "make messages  bring the catalogue of translations in step"

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; '$(PYTHON)' is not. Try: make PYTHON=python3.13 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/instructor: .venv/pyvenv.cfg pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[instructor]'
	@touch $@

.venv/develop: .venv/instructor
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[develop]'
	@touch $@

demo: .venv/instructor
	$(BIN)/python tests/course/demo.py

test: .venv/develop check
	tests/all.sh $(BIN)/python

# Everything that hypothesis drives: wire frames, notebooks, zips, rosters, course.yml; other examples each time.
fuzz: .venv/develop
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest tests/kit -m hypothesis

check: .venv/develop
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/autograder build --check

# Grades some twelve thousand hand-ins; on a machine that does nothing else.
bench: .venv/develop
	$(BIN)/python tests/bench/bench.py $(if $(filter quick,$(SIZE)),--quick)

audit: .venv/instructor
	$(BIN)/autograder audit

build: .venv/instructor
	$(BIN)/autograder build

# Students' zip: their notebooks in each language, the kit's wheel, how to begin.
bundle: .venv/develop
	rm -f dist/nn_course_kit-*.whl
	$(BIN)/python -m build --wheel --no-isolation --outdir dist
	$(BIN)/autograder bundle

# The kit's sentences in other languages: takes what is new, drops what is gone, lists what is to be translated.
messages: .venv/develop
	$(BIN)/python tests/kit/test_catalogue.py

clean:
	rm -rf .venv dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
