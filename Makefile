# The commands that people and CI share. Each sets up what it needs; a second run is quick.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist loadfile
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

unexport PYTHONDONTWRITEBYTECODE # or each of the thousand commands that are tested would be compiled anew

.PHONY: setup demo test test-all test-newest fuzz check lock wheel audit build bundle book messages release-notes bench clean help

help:
	@echo "make demo         set up, grade a generated class, show where to look"
	@echo "make test         set up, try every part of the kit and the course: five minutes"
	@echo "make test-all     everything: attacks, faults, browser, container, PostgreSQL, a played term"
	@echo "make check        lint, types, declared imports, release in step with source"
	@echo "make setup        install what an instructor needs into .venv"
	@echo "make audit        prove that the suites tell right answers from wrong ones (SEEDS=50 looks longer)"
	@echo "make build        source/ -> release/ and solutions/"
	@echo "make bundle       the zip that students get, into dist/"
	@echo "make book         the course as a site to read, into dist/book/"
	@echo "make wheel        the kit for another machine, into dist/"
	@echo "make messages     bring the catalogue of translations in step"
	@echo "make release-notes  collect changelog.d/ into CHANGELOG.md"
	@echo "make bench        measure; writes the table of docs/performance.md (SIZE=quick only tries it)"
	@echo "make fuzz         look longer for hostile input that nobody thought of"
	@echo "make lock         renew requirements/*.txt, and prove that a wheel exists for each machine"
	@echo "make test-newest  try the newest packages that pyproject.toml allows, in an environment of their own"

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; '$(PYTHON)' is not. Try: make PYTHON=python3.13 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Third parties as the lock has them, then our own code: nothing is resolved, nothing is built from source.
define install
$(PIP) install --require-hashes --requirement requirements/$(1).txt
$(PIP) install --no-index --no-deps --no-build-isolation --editable .
@touch $(VENV)/$(1)
endef

$(VENV)/instructor: $(VENV)/pyvenv.cfg requirements/instructor.txt pyproject.toml
	$(call install,instructor)

$(VENV)/develop: $(VENV)/pyvenv.cfg requirements/develop.txt pyproject.toml
	$(call install,develop)
	@touch $(VENV)/instructor $(VENV)/book

$(VENV)/book: $(VENV)/pyvenv.cfg requirements/book.txt pyproject.toml
	$(call install,book)
	@touch $(VENV)/instructor

# The locked wheels as files: tests that make environments of their own install from here, without an index.
$(VENV)/wheels: $(VENV)/develop
	$(PIP) download --require-hashes --requirement requirements/develop.txt --dest $@
	@touch $@

setup: $(VENV)/instructor

demo: $(VENV)/instructor
	$(BIN)/python tests/course/demo.py

test: $(VENV)/develop
	$(PYTEST) --quick

test-all: $(VENV)/wheels
	$(PYTEST)

# Everything that hypothesis drives: wire frames, notebooks, zips, rosters, course.yml; other examples each time.
fuzz: $(VENV)/develop
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest tests/kit -m hypothesis

check: $(VENV)/develop
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/deptry autograder
	$(BIN)/autograder build --check

# For maintainers: renews the versions that everybody gets.
lock: $(VENV)/develop
	$(BIN)/python requirements/lock.py

# For maintainers: what tomorrow's packages would break. No user's command looks at this environment.
test-newest:
	rm -rf .venv-newest
	$(PYTHON) -m venv .venv-newest
	.venv-newest/bin/python -m pip --quiet --disable-pip-version-check install --editable '.[develop]'
	requirements/newest.sh .venv-newest

# Grades some twelve thousand hand-ins; on a machine that does nothing else.
bench: $(VENV)/develop
	$(BIN)/python tests/bench/bench.py $(if $(filter quick,$(SIZE)),--quick)

audit: $(VENV)/instructor
	$(BIN)/autograder audit $(if $(SEEDS),--seeds $(SEEDS))

build: $(VENV)/instructor
	$(BIN)/autograder build

wheel: $(VENV)/instructor
	rm -f dist/nn_course_kit-*.whl
	$(PIP) wheel --no-index --no-deps --no-build-isolation --wheel-dir dist .

# Students' zip: their notebooks in each language, the kit's wheel, how to begin.
bundle: wheel
	$(BIN)/autograder bundle

# The course as a site, in each language. Installs Sphinx, which nothing else needs, into the same environment.
book: $(VENV)/book wheel
	$(BIN)/autograder book

# The kit's sentences in other languages: takes what is new, drops what is gone, lists what is to be translated.
messages: $(VENV)/develop
	$(BIN)/python tests/kit/test_catalogue.py

# The fragments of changelog.d, as the section of CHANGELOG.md for the version in autograder/__init__.py.
release-notes: $(VENV)/develop
	$(BIN)/towncrier build --yes

clean:
	rm -rf $(VENV) .venv-newest dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
